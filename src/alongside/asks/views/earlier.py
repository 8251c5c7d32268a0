"""Answers that another product collected become a closed wave: a survey that was held elsewhere."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from alongside.methods.formats.sheets import NotASheet
from alongside.web.fields import key

from .. import access, actions
from ..forms import MATCHED_ANEW, EarlierForm, ResponsesFileForm


def upload_earlier(request: HttpRequest, organisation: str) -> HttpResponse:
    """Choose a file of answers. With `?form` that form is proposed for them."""
    me = access.asker(request.user, organisation)
    form = ResponsesFileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file, now = form.cleaned_data["file"], timezone.now()
        try:
            kept = actions.keep_responses(by=me, file_name=file.name, content=file.read(), now=now)
        except NotASheet as problem:
            form.add_error("file", str(problem))
        else:
            where = reverse("asks:earlier", args=[organisation, kept.pk])
            chosen = key(request.GET.get("form", ""))
            return redirect(f"{where}?form={chosen}" if chosen else where)
    return render(request, "asks/earlier/upload.html", {"me": me, "form": form})


def earlier(request: HttpRequest, organisation: str, pk: int) -> HttpResponse:
    """What we understood of a file of answers; with "add" they become a closed wave, and then this
    says where they are."""
    me = access.asker(request.user, organisation)
    file, now = access.responses_file(me, pk), timezone.now()
    if file.added:
        waves = file.waves.filter(of_session=False)
        context = {"me": me, "file": file, "waves": waves}
        return render(request, "asks/earlier/added.html", context)
    posted = request.POST if request.method == "POST" else None
    form = EarlierForm(
        posted,
        file=file,
        organisation=me.organisation,
        today=timezone.localdate(now),
        first=key(request.GET.get("form", "")),
    )
    valid = posted is None or form.is_valid()
    if valid and form.changed:
        messages.info(request, MATCHED_ANEW)
    elif valid and "add" in request.POST:
        try:
            actions.add_earlier(
                file=file,
                found=form.found,
                form=form.version or form.definition(),
                title=form.cleaned_data["title"],
                uses=form.uses(),
                since=form.cleaned_data["since"],
                until=form.cleaned_data["until"],
                by=me,
                now=now,
            )
            return redirect("asks:earlier", organisation, pk)
        except actions.NotPossible as problem:
            form.add_error(None, str(problem))
    return render(request, "asks/earlier/understood.html", {"me": me} | form.context())
