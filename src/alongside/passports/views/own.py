"""What helps me: somebody's own pages, behind their private link."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from alongside.gatherings.models import Gathering
from alongside.involvement.views.own import with_mine
from alongside.people.models import Membership
from alongside.web.found import again_to

from .. import access, actions, queries
from ..forms import MetForm, NeedForm, ShareForm


def _back(token: str, saved: str) -> HttpResponse:
    answer = redirect("passports:own", token)
    answer["Location"] += f"?saved={saved}"
    return answer


@with_mine
def own(request: HttpRequest, member: Membership, token: str) -> HttpResponse:
    """What helps them, with whom they share it, and what came of it."""
    now, today = timezone.now(), timezone.localdate()
    shares = list(queries.shares(member))
    context = {
        "member": member,
        "token": token,
        "needs": queries.needs(member),
        "to_check": queries.to_check(member, today).exists(),
        "sessions": queries.sessions_of(member, now),
        "parts": queries.parts_of(member),
        "open": [one for one in shares if one.open(today)],
        "over": [one for one in shares if not one.open(today)],
        "saved": request.GET.get("saved", ""),
    }
    return render(request, "passports/own.html", context)


def _form(request: HttpRequest, token: str, form: Any, **more: Any) -> HttpResponse:
    return render(request, "passports/form.html", {"token": token, "form": form} | more)


@with_mine
def write(request: HttpRequest, member: Membership, token: str) -> HttpResponse:
    form = NeedForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.write_need(member=member, today=timezone.localdate(), **form.cleaned_data)
        except actions.NotPossible as problem:
            form.add_error(None, str(problem))
        else:
            return _back(token, "written")
    return _form(request, token, form, heading="What helps you?", button="Save")


@with_mine
def change(request: HttpRequest, member: Membership, token: str, need: int) -> HttpResponse:
    found = access.need(member, need)
    initial = {"kind": found.kind, "words": found.words, "weight": found.weight}
    form = NeedForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        data = {name: form.cleaned_data[name] for name in ("kind", "words", "weight")}
        actions.change_need(need=found, today=timezone.localdate(), **data)
        return _back(token, "written")
    lead = "Whoever you share it with reads the new words."
    return _form(request, token, form, heading="Change what helps you", lead=lead, button="Save")


@again_to("passports:own", "token")
@require_POST
@with_mine
def delete(_request: HttpRequest, member: Membership, token: str, need: int) -> HttpResponse:
    actions.delete_need(need=access.need(member, need))
    return _back(token, "deleted")


@require_POST
@with_mine
def still_right(_request: HttpRequest, member: Membership, token: str) -> HttpResponse:
    actions.check_needs(member=member, today=timezone.localdate())
    return _back(token, "checked")


@with_mine
def share(
    request: HttpRequest, member: Membership, token: str, kind: str, event: int
) -> HttpResponse:
    """Choose what the people who run one event may read, and how long."""
    now, today = timezone.now(), timezone.localdate()
    found = access.own_event(member, kind, event, now)
    there = queries.shares(member).filter(ended=None, until__gte=today)
    if isinstance(found, Gathering):
        there, who = there.filter(gathering=found), queries.run_by(found)
    else:
        there, who = there.filter(part=found), queries.looks_after(found)
    before = there.first()
    initial = {
        "needs": [one.need_id for one in there],
        "until": before.until if before else actions.first_until(event=found, today=today),
    }
    form = ShareForm(
        request.POST or None,
        needs=queries.needs(member),
        last=actions.last_day(event=found, today=today),
        initial=initial,
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.share(member=member, event=found, now=now, **form.cleaned_data)
        except actions.NotPossible as problem:
            form.add_error("until", str(problem))
        else:
            return _back(token, "shared")
    context = {"event": found, "is_session": kind == "session", "who": who, "member": member}
    return _form(
        request,
        token,
        form,
        heading="What may they read?",
        button="Share what I ticked",
        **context,
    )


@require_POST
@with_mine
def unshare(_request: HttpRequest, member: Membership, token: str, share: int) -> HttpResponse:
    actions.unshare(share=access.own_share(member, share), now=timezone.now())
    return _back(token, "ended")


@require_POST
@with_mine
def met(request: HttpRequest, member: Membership, token: str, share: int) -> HttpResponse:
    form = MetForm(request.POST)
    if form.is_valid():
        actions.say_met(share=access.own_share(member, share), **form.cleaned_data)
    return _back(token, "met")
