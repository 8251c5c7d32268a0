"""Somebody writes what helps them, shares it for one event, and takes it back; staff answer."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from alongside.gatherings.models import Gathering
from alongside.involvement import budget, private
from alongside.involvement.models import Part
from alongside.letters import actions as letters
from alongside.people.actions import NotPossible
from alongside.people.models import Membership, Organisation
from alongside.projects.actions.once import made_once

from . import counts, queries
from .models import Figures, Look, Need, Share

MOST = 40
"""How many things one person writes down at most."""


@transaction.atomic
def write_need(
    *,
    member: Membership,
    kind: str,
    words: str,
    weight: str,
    today: date,
    client_id: UUID | None = None,
) -> Need:
    """Return something that helps somebody. Nobody else reads it before they share it."""
    Membership.objects.select_for_update().get(pk=member.pk)
    if member.access_needs.exclude(client_id=client_id).count() >= MOST:
        raise NotPossible(f"You can write down {MOST} things at most. Delete one first.")
    need, _ = made_once(
        member.access_needs.all(),
        client_id=client_id,
        member=member,
        kind=kind,
        words=words,
        weight=weight,
        checked=today,
    )
    return need


@transaction.atomic
def change_need(*, need: Need, kind: str, words: str, weight: str, today: date) -> None:
    """Change what helps somebody. An answer to what it said before counts no more."""
    need = Need.objects.select_for_update().get(pk=need.pk)
    if words != need.words:
        need.shares.filter(ended=None).update(answer="", words="", answered=None, answered_by=None)
    need.kind, need.words, need.weight, need.checked = kind, words, weight, today
    need.save(update_fields=["kind", "words", "weight", "checked"])


@transaction.atomic
def check_needs(*, member: Membership, today: date) -> None:
    """Note that all of it is still right."""
    member.access_needs.update(checked=today)


@transaction.atomic
def delete_need(*, need: Need) -> None:
    """Delete it, with all that was shared of it."""
    Need.objects.filter(pk=need.pk).delete()


def last_day(*, event: Gathering | Part, today: date) -> date:
    """Return the last day on which something can be shared for an event."""
    if isinstance(event, Gathering):
        return timezone.localdate(event.ends) + queries.AFTER
    return today + queries.AT_MOST


@transaction.atomic
def share(
    *,
    member: Membership,
    event: Gathering | Part,
    needs: Iterable[Need],
    until: date,
    now: datetime,
) -> list[Share]:
    """Let the people who run an event read these needs, and no others of this person, to the end of
    a day. What was shared for it before and is not among them ends. Twice is once.

    Side effect: a letter to those who run it says that something is there, and not what.
    """
    Membership.objects.select_for_update().get(pk=member.pk)
    today = timezone.localdate(now)
    last = last_day(event=event, today=today)
    if not today <= until <= last:
        raise NotPossible(f"Choose a day from today to {last.day} {last:%B %Y}.")
    chosen = {one.pk for one in needs if one.member_id == member.pk}
    which = {"gathering": event} if isinstance(event, Gathering) else {"part": event}
    before = Share.objects.filter(need__member=member, ended=None, **which)
    before.filter(until__lt=today).update(ended=now)
    before.exclude(need__in=chosen).update(ended=now)
    before.update(until=until)
    there = set(before.values_list("need", flat=True))
    made = [
        Share.objects.create(need_id=pk, until=until, shared=now, **which)
        for pk in sorted(chosen - there)
    ]
    if made:
        _tell_staff(member, event, now)
    return list(before.order_by("pk"))


def _tell_staff(member: Membership, event: Gathering | Part, now: datetime) -> None:
    if isinstance(event, Gathering):
        whom = queries.run_by(event)
        path = reverse("passports:session", args=[member.organisation.slug, event.pk])
        title = event.title
    else:
        whom = queries.looks_after(event)
        opportunity = event.opportunity
        path = reverse("passports:part", args=[member.organisation.slug, opportunity.pk, event.pk])
        title = opportunity.title
    for one in whom:
        if one.email:
            _write(
                "shared",
                to=one.email,
                member=None,
                organisation=member.organisation,
                title=title,
                path=path,
                once=f"needs-{event._meta.model_name}-{event.pk}-{member.pk}-{one.pk}-{now:%Y-%m-%d}",
                now=now,
            )


def _write(
    what: str, *, to: str, title: str, path: str, once: str, now: datetime, **more: object
) -> None:
    words = render_to_string(
        f"passports/letters/{what}.txt",
        {"title": title, "link": settings.ADDRESS + path, **more},
    )
    subject, _, text = words.strip().partition("\n")
    letters.write(
        to=to,
        about="needs",
        subject=subject,
        text=text.strip() + "\n",
        organisation=more["organisation"],  # type: ignore[arg-type]
        member=more["member"],  # type: ignore[arg-type]
        once=once,
        now=now,
    )


@transaction.atomic
def unshare(*, share: Share, now: datetime) -> None:
    """Let nobody read it any more. Twice is once."""
    Share.objects.filter(pk=share.pk, ended=None).update(ended=now)


@transaction.atomic
def note_looks(*, shares: Iterable[Share], by: Membership, today: date) -> None:
    """Note that somebody read these, once a day, for the person to see."""
    Look.objects.bulk_create(
        [Look(share=one, by=by.name, day=today) for one in shares], ignore_conflicts=True
    )


@transaction.atomic
def answer(*, share: Share, answer: str, words: str, by: Membership, now: datetime) -> Share:
    """Tell somebody what is done about what they shared. Side effect: a letter that does not say
    what. Raises NotPossible once it is not shared any more."""
    found = (
        queries.readable(timezone.localdate(now))
        .select_for_update(of=("self",))
        .filter(pk=share.pk)
        .first()
    )
    if found is None:
        raise NotPossible("This is not shared with you any more.")
    if answer != Share.Answer.ARRANGED and not words.strip():
        raise NotPossible("Write what you do instead, or what you would like to know.")
    before = (found.answer, found.words)
    found.answer, found.words = answer, words.strip()
    found.answered, found.answered_by = now, by
    found.save(update_fields=["answer", "words", "answered", "answered_by"])
    member = found.need.member
    if member.email and before != (found.answer, found.words):
        _write(
            "answered",
            to=member.email,
            member=member,
            organisation=member.organisation,
            title=found.event,
            path=reverse("passports:own", args=[private.mine_token(member.pk)]),
            once=f"need-answered-{found.pk}-{now:%Y-%m-%d-%H}",
            now=now,
        )
    return found


@transaction.atomic
def say_met(*, share: Share, met: str) -> None:
    """Keep whether what was shared was there when it was needed."""
    Share.objects.filter(pk=share.pk).update(met=met)


@transaction.atomic
def end_what_is_over(*, now: datetime) -> int:
    """End what has run out, and delete what ended long ago; return how many of both."""
    ended = queries.over(timezone.localdate(now)).update(ended=now)
    gone = queries.to_delete(now)
    many = gone.count()
    gone.delete()
    return ended + many


@transaction.atomic
def keep_figures(*, organisation: Organisation, now: datetime) -> Figures:
    """Keep what is shown of what people share from this month on. Twice is once."""
    today = timezone.localdate(now)
    Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)
    until = budget.last_day(today)
    before = organisation.figures_of_what_helps.filter(until=until).first()
    return before or Figures.objects.create(
        organisation=organisation, until=until, content=counts.to_keep(organisation, today)
    )


def first_until(*, event: Gathering | Part, today: date) -> date:
    """Return the last day that a form suggests for a share."""
    if isinstance(event, Gathering):
        return last_day(event=event, today=today)
    return today + queries.FOR_A_PART
