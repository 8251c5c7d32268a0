"""The organisation's pictures, for staff; and each picture at an address of its own."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_POST, require_safe

from alongside.methods import symbols

from . import access, actions, queries, showing, store
from .forms import AddForm, DescribeForm


@require_safe
def picture(request: HttpRequest, code: str, size: str) -> HttpResponse:
    """A picture for staff; those that anybody may see go out beside Django (`handlers`)."""
    file, public = access.by_code(request.user, code)
    content = store.read(file.code, size)
    if content is None:
        raise Http404("its bytes are not there")
    tag = showing.tag(file, size)
    answer = HttpResponse(content, headers=showing.headers(tag, public=public))
    return get_conditional_response(request, etag=tag, response=answer) or answer


@require_safe
def document(request: HttpRequest, code: str) -> HttpResponse:
    """A document, to be kept by the browser and never shown by it."""
    return showing.answer(access.document(request.user, code))


@require_safe
def symbol(request: HttpRequest, code: str) -> HttpResponse:
    """A symbol that set-up installed: the same for everybody."""
    content = symbols.drawing(code)
    if content is None:
        raise Http404("no such symbol")
    return HttpResponse(content, headers=showing.SYMBOL_HEADERS)


def pictures(request: HttpRequest, organisation: str) -> HttpResponse:
    me = access.reader(request.user, organisation)
    page = Paginator(queries.pictures(me.organisation), 24).get_page(request.GET.get("page"))
    context = {
        "me": me,
        "page": page,
        "may_keep": access.may_keep(me),
        "days": queries.DAYS_UNUSED,
    }
    return render(request, "files/pictures.html", context)


def add(request: HttpRequest, organisation: str) -> HttpResponse:
    me = access.keeper(request.user, organisation)
    form = AddForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        found, name = data.pop("picture")
        try:
            actions.add(
                organisation=me.organisation,
                picture=found,
                name=name,
                by=me,
                now=timezone.now(),
                **data,
            )
        except actions.NotPossible as problem:
            form.add_error("picture", str(problem))
        else:
            messages.success(
                request, "The picture is there. You can use it in slides and beside choices."
            )
            return redirect("files:pictures", organisation)
    return render(request, "files/add_picture.html", {"me": me, "form": form})


def change(request: HttpRequest, organisation: str, pk: int) -> HttpResponse:
    """One picture: what it says, and where it is used."""
    me = access.keeper(request.user, organisation)
    file = access.picture(me, pk)
    names = ("text", "decorative", "credit", "ends")
    initial = {name: getattr(file, name) for name in names}
    form = DescribeForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        actions.describe(file=file, **form.cleaned_data)
        messages.success(request, "Saved.")
        return redirect("files:pictures", organisation)
    uses = file.uses.all()
    return render(
        request, "files/picture.html", {"me": me, "file": file, "form": form, "uses": uses}
    )


@require_POST
def remove(request: HttpRequest, organisation: str, pk: int) -> HttpResponse:
    me = access.keeper(request.user, organisation)
    file = access.picture(me, pk)
    try:
        actions.remove(file=file)
    except actions.NotPossible as problem:
        messages.error(request, str(problem))
        return redirect("files:change", organisation, pk)
    messages.success(request, "The picture is deleted.")
    return redirect("files:pictures", organisation)
