from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from alongside.people import access as people
from alongside.web.templatetags.web import phone

from . import access, actions, post, queries, texts
from .forms import NoTextsForm


def outbox(request: HttpRequest, organisation: str) -> HttpResponse:
    me = people.staff(request.user, organisation)
    page = Paginator(queries.outbox(me.organisation), 50).get_page(request.GET.get("page"))
    return render(
        request,
        "letters/outbox.html",
        {
            "me": me,
            "page": page,
            "can_leave": post.configured(),
            "texts": texts.configured(),
            "may_note": people.may_convene(me),
        },
    )


def letter(request: HttpRequest, organisation: str, pk: int) -> HttpResponse:
    me = people.staff(request.user, organisation)
    return render(
        request,
        "letters/letter.html",
        {"me": me, "letter": access.letter(request.user, organisation, pk)},
    )


def no_texts(request: HttpRequest, organisation: str) -> HttpResponse:
    """Who wants no texts: somebody replied so, or said it. Noted by whoever hears of it."""
    me = access.notes_texts(request.user, organisation)
    form = NoTextsForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        number = form.cleaned_data["phone"]
        actions.opt_out(organisation=me.organisation, address=number, now=timezone.now())
        messages.success(request, f"{phone(number)} gets no more texts from you.")
        return redirect("letters:no_texts", organisation)
    numbers = queries.want_no_texts(me.organisation)
    page = Paginator(numbers, 50).get_page(request.GET.get("page"))
    return render(request, "letters/no_texts.html", {"me": me, "form": form, "page": page})


@require_POST
def texts_again(request: HttpRequest, organisation: str, pk: int) -> HttpResponse:
    """A number that staff had noted gets texts again; what somebody asked by their own link is
    only theirs to take back."""
    me = access.notes_texts(request.user, organisation)
    row = access.noted(me.organisation, pk)
    actions.opt_in(organisation=me.organisation, address=row.address, about="")
    messages.success(request, f"{phone(row.address)} gets texts again.")
    return redirect("letters:no_texts", organisation)


@csrf_exempt  # the link is all that is needed: a mail program sends this by itself (RFC 8058)
@never_cache
def no_letters(request: HttpRequest, token: str) -> HttpResponse:
    """Whether somebody gets letters like the one they followed a link in. A POST stops them."""
    letter = access.optional_letter(token)
    assert letter.organisation is not None
    if request.method == "POST":
        actions.opt_out(
            organisation=letter.organisation,
            address=letter.to,
            about=letter.about,
            now=timezone.now(),
        )
    context = {
        "letter": letter,
        "token": token,
        "stopped": queries.wants_none(letter),
        "kind": "texts" if letter.channel == letter.Channel.TEXT else "letters",
    }
    return render(request, "letters/no_letters.html", context)


@csrf_exempt
@never_cache
@require_POST
def letters_again(request: HttpRequest, token: str) -> HttpResponse:
    """Somebody wants letters like this again."""
    letter = access.optional_letter(token)
    assert letter.organisation is not None
    actions.opt_in(organisation=letter.organisation, address=letter.to, about=letter.about)
    return redirect("letters:no_letters", token)
