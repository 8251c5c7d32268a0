from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from alongside.people import access as people

from . import access, post, queries


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
