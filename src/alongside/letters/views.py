from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from alongside.people import access as people

from . import access, actions, post, queries


def outbox(request: HttpRequest, organisation: str) -> HttpResponse:
    me = people.staff(request.user, organisation)
    page = Paginator(queries.outbox(me.organisation), 50).get_page(request.GET.get("page"))
    return render(
        request,
        "letters/outbox.html",
        {"me": me, "page": page, "can_leave": post.configured()},
    )


def letter(request: HttpRequest, organisation: str, pk: int) -> HttpResponse:
    me = people.staff(request.user, organisation)
    return render(
        request,
        "letters/letter.html",
        {"me": me, "letter": access.letter(request.user, organisation, pk)},
    )


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
    context = {"letter": letter, "token": token, "stopped": queries.wants_none(letter)}
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
