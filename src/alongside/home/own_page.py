"""The page of somebody who takes part: all that is theirs here, behind a private link. Whoever
signs in reaches the same page."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from alongside.influence.following_up import own_token
from alongside.influence.queries import own
from alongside.involvement import actions as involvement
from alongside.involvement import private, queries
from alongside.involvement.views.own import with_mine
from alongside.people import access as people
from alongside.people.models import Membership

from . import actions, own_data

MOST_SAID = 20
"""How many things somebody said stand on their page; the file that they take away has all."""


@never_cache
def signed_in(request: HttpRequest, organisation: str) -> HttpResponse:
    """The own page of whoever signed in."""
    me = people.member(request.user, organisation)
    return _page(request, me, private.mine_token(me.pk))


@with_mine
def mine(request: HttpRequest, member: Membership, token: str) -> HttpResponse:
    """All that is theirs here."""
    return _page(request, member, token)


def _page(request: HttpRequest, member: Membership, token: str) -> HttpResponse:
    said = own.said_by(queries.keys_of(member))
    parts = list(queries.parts_of(member))
    limit = getattr(member, "limit", None)
    interest = queries.interest_of(member)
    context = {
        "member": member,
        "token": token,
        "interest": interest,
        "for_me": queries.for_member(interest, timezone.localdate()) if interest else [],
        "parts": [(one, private.token(one.pk)) for one in parts],
        "still": any(one.left is None for one in parts),
        "said": [(one, own_token(one.contribution)) for one in said[:MOST_SAID]],
        "more_said": max(len(said) - MOST_SAID, 0),
        "training": queries.training_of(member),
        "helps": [one for one in parts if one.left is None and (one.needs or _support(one))],
        "credit": queries.credit_of(member),
        "certificates": queries.certificates_of(member),
        "references": [(one, private.token(one.part_id)) for one in queries.references_of(member)],
        "limit": limit,
        "earned": queries.earned(member, limit),
        "saved": request.GET.get("saved", ""),
    }
    return render(request, "home/mine/page.html", context)


def _support(part: object) -> object:
    return getattr(part, "support", None)


@with_mine
def data(request: HttpRequest, member: Membership, token: str) -> HttpResponse:
    """What is kept about somebody, why and how long; what they can do about it."""
    context = {
        "member": member,
        "token": token,
        "corrections": member.corrections.all(),
    }
    return render(request, "home/mine/data.html", context)


@with_mine
def data_file(_request: HttpRequest, member: Membership, _token: str) -> HttpResponse:
    return JsonResponse(
        own_data.kept(member),
        json_dumps_params={"indent": 2, "ensure_ascii": False},
        headers={"Content-Disposition": 'attachment; filename="about-me.json"'},
    )


@with_mine
def forget(request: HttpRequest, member: Membership, token: str) -> HttpResponse:
    """Ask once more, saying what must stay and why; then delete."""
    if request.method == "POST":
        name_gone = actions.forget(member=member, now=timezone.now())
        return render(request, "home/mine/forgotten.html", {"name_gone": name_gone})
    context = {
        "member": member,
        "token": token,
        "money": queries.keeps_money(member),
        "works_here": member.person_id or member.roles.exists(),
    }
    return render(request, "home/mine/forget.html", context)


@with_mine
def leave(request: HttpRequest, member: Membership, token: str) -> HttpResponse:
    """Leave everything at once; nobody asks why."""
    if request.method == "POST":
        involvement.leave_all(member=member, now=timezone.now())
        answer = redirect("home:mine", token)
        answer["Location"] += "?saved=left"
        return answer
    parts = [one for one in queries.parts_of(member) if one.left is None]
    context = {
        "member": member,
        "token": token,
        "parts": [(one, private.token(one.pk)) for one in parts],
    }
    return render(request, "home/mine/leave.html", context)
