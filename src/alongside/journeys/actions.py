"""What happens to journeys. The only file of this noun that writes."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from alongside.asks import actions as asks
from alongside.asks.models import Form, Mode
from alongside.people.actions import NotPossible
from alongside.people.models import Membership, Organisation
from alongside.projects import actions as projects
from alongside.projects.actions.once import made_once
from alongside.projects.models import Evidence, Project

from . import queries, values
from .models import EarlierWords, Journey, Reached, Stage, ValueRound
from .starters import STARTERS

MOST_STAGES = 30
"""Stages of a journey at most."""


@transaction.atomic
def begin(
    *,
    organisation: Organisation,
    title: str,
    about: str,
    starter: str,
    by: Membership,
    now: datetime,
    client_id: UUID | None = None,
) -> Journey:
    """Return a new journey with the stages of a starter (`starters.STARTERS`), or with none where
    `starter` is "". The same `client_id` again returns the same one."""
    if client_id:
        again = organisation.journeys.filter(client_id=client_id).first()
        if again:
            return again
    journey, new = made_once(
        organisation.journeys.all(),
        organisation=organisation,
        title=title,
        about=about,
        made=now,
        made_by=by,
        client_id=client_id,
    )
    if new and starter:
        for position, (name, means) in enumerate(STARTERS[starter].stages):
            Stage.objects.create(journey=journey, position=position, name=name, means=means)
    return journey


@transaction.atomic
def change(*, journey: Journey, title: str, about: str) -> Journey:
    """Give a journey another title, and say anew what it is about."""
    journey.title, journey.about = title, about
    journey.save(update_fields=["title", "about"])
    return journey


@transaction.atomic
def add_stage(
    *, journey: Journey, name: str, means: str = "", client_id: UUID | None = None
) -> Stage:
    """Return a new stage at the end. The same `client_id` again returns the same one."""
    if client_id and (again := journey.stages.filter(client_id=client_id).first()):
        return again
    _lock(journey)
    if journey.stages.count() >= MOST_STAGES:
        raise NotPossible(f"There are {MOST_STAGES} stages already. Take one away first.")
    last = journey.stages.aggregate(last=Max("position"))["last"]
    stage, _ = made_once(
        journey.stages.all(),
        journey=journey,
        name=name,
        means=means,
        position=0 if last is None else last + 1,
        client_id=client_id,
    )
    return stage


@transaction.atomic
def change_stage(*, stage: Stage, by: Membership, now: datetime, **said: Any) -> Stage:
    """Say anew what stands about a stage. Other words for what it is called or means keep the old
    ones. `said`: the fields of `forms.StageForm`. A next step needs its owner and its day."""
    _lock(stage.journey)
    stage = Stage.objects.get(pk=stage.pk)
    was = (stage.name, stage.means)
    for name, value in said.items():
        setattr(stage, name, value)
    if stage.begun and stage.begun > timezone.localdate(now):
        raise NotPossible("Enter the day on which it began: it cannot be still to come.")
    first = stage.times_reached.first()
    if first and stage.begun and stage.begun > first.since:
        raise NotPossible("It was reached before this day. Enter an earlier day.")
    _check_next(stage)
    if was != (stage.name, stage.means):
        EarlierWords.objects.create(stage=stage, name=was[0], means=was[1], until=now, by=by)
    stage.save()
    return stage


def _check_next(stage: Stage) -> None:
    given = [bool(stage.next_step), stage.next_owner is not None, stage.next_due is not None]
    if any(given) and not all(given):
        raise NotPossible("Say of the next step what it is, who sees to it, and by when.")
    owner = stage.next_owner
    if owner and owner.organisation_id != stage.journey.organisation_id:
        raise NotPossible("Choose somebody of your own organisation.")


@transaction.atomic
def move(*, stage: Stage, down: bool) -> None:
    """Move a stage one place down, or up. At the end nothing moves."""
    _lock(stage.journey)
    order = list(stage.journey.stages.all())
    place = order.index(stage)
    to = place + 1 if down else place - 1
    if not 0 <= to < len(order):
        return
    order[place], order[to] = order[to], order[place]
    for position, one in enumerate(order):
        one.position = position
    Stage.objects.bulk_update(order, ["position"])


@transaction.atomic
def take_stage_away(*, stage: Stage) -> None:
    """Take a stage away that nothing happened in."""
    _lock(stage.journey)
    if stage.times_reached.exists() or stage.evidence.exists():
        raise NotPossible("It was reached, or something shows it, so it stays: it is the record.")
    stage.delete()


@transaction.atomic
def reach(*, stage: Stage, since: date, by: Membership, now: datetime) -> Reached:
    """Say that a stage is reached since a day. It counts as shown only with evidence."""
    _lock(stage.journey)
    stage = Stage.objects.get(pk=stage.pk)
    if since > timezone.localdate(now):
        raise NotPossible("Enter the day since when it is reached: it cannot be still to come.")
    times = list(stage.times_reached.all())
    if times and times[-1].until is None:
        raise NotPossible("It is said to be reached already.")
    if times and times[-1].until and since < times[-1].until:
        raise NotPossible("It was taken back after this day. Enter a later day.")
    if stage.begun and since < stage.begun:
        raise NotPossible("It began after this day. Enter a later day.")
    if stage.begun is None:
        Stage.objects.filter(pk=stage.pk).update(begun=since)
    return Reached.objects.create(stage=stage, since=since, said_by=by)


@transaction.atomic
def step_back(*, stage: Stage, until: date, because: str, now: datetime) -> Reached:
    """Say that a stage is no longer reached since a day, and why. That it was stays known."""
    _lock(stage.journey)
    found = stage.times_reached.filter(until=None).first()
    if found is None:
        raise NotPossible("It is not said to be reached, so there is no step back.")
    if not because.strip():
        raise NotPossible("Say why it is no longer so.")
    if until > timezone.localdate(now):
        raise NotPossible("Enter a day that is not still to come.")
    if until < found.since:
        raise NotPossible("It was reached after this day. Enter a later day.")
    found.until, found.because = until, because.strip()
    found.save(update_fields=["until", "because"])
    return found


@transaction.atomic
def show(*, stage: Stage, by: Membership, now: datetime, **shown: Any) -> Evidence:
    """Return what shows that a stage is reached: a record or a dated file, as
    `projects.actions.add_evidence` takes them in `shown`."""
    evidence = projects.add_evidence(
        organisation=stage.journey.organisation, by=by, now=now, **shown
    )
    stage.evidence.add(evidence)
    return evidence


@transaction.atomic
def take_evidence_away(*, stage: Stage, evidence: Evidence, now: datetime) -> None:
    """Take evidence from a stage; with it the stage may no longer be shown. What nothing else rests
    on goes, with its file."""
    stage.evidence.remove(evidence)
    if evidence.project_id is None:
        try:
            with transaction.atomic():
                projects.take_away_evidence(evidence=evidence, now=now)
        except NotPossible:
            return


@transaction.atomic
def link_projects(
    *, stage: Stage, projects: Iterable[Project], readable: Iterable[Project]
) -> None:
    """Say which projects belong to a stage. Those that whoever says it may not read stay as they
    were; `readable` are the others."""
    may = {one.pk for one in readable}
    chosen = {one.pk for one in projects} & may
    stage.projects.remove(*(may - chosen))
    stage.projects.add(*chosen)


@transaction.atomic
def ask_for_values(
    *,
    journey: Journey,
    closes: datetime,
    by: Membership,
    now: datetime,
    client_id: UUID | None = None,
) -> ValueRound:
    """Ask people and staff how far the six values are lived, without their names, until a day. The
    same `client_id` again returns the same round."""
    _lock(journey)
    again = journey.rounds.filter(wave__client_id=client_id).first()
    if client_id and again:
        return again
    if queries.asking(journey).exists():
        raise NotPossible("People are being asked already. Wait until that has closed.")
    definition = values.form(f"How do we work together? {journey.title}")
    title = str(definition["title"]["en"])
    before = journey.rounds.select_related("wave__version__form").order_by("-pk").first()
    version = before.wave.version if before else None
    if version is None or version.form.retired or version.definition["title"]["en"] != title:
        form = asks.make_form(
            organisation=journey.organisation,
            title=title,
            purpose=Form.Purpose.SURVEY,
            draft=definition,
            by=by,
            now=now,
        )
        version = asks.publish(form=form, by=by, now=now)
    wave = asks.open_wave(
        version=version,
        mode=Mode.ANONYMOUS,
        told_elsewhere=True,
        title=title,
        opens=now,
        closes=closes,
        readers="Everybody here reads the numbers, never who said what. Those who find themes read "
        "the words.",
        next_step="When it has closed, what people say stands beside what staff say.",
        client_id=client_id,
    )
    return ValueRound.objects.create(journey=journey, wave=wave)


@transaction.atomic
def publish(*, journey: Journey, now: datetime) -> None:
    """Let anybody read the journey, at an address that stays."""
    Journey.objects.filter(pk=journey.pk, published=None).update(published=now)


@transaction.atomic
def take_down(*, journey: Journey) -> None:
    """Take the public page of a journey down. Its address is kept."""
    Journey.objects.filter(pk=journey.pk).update(published=None)


def _lock(journey: Journey) -> None:
    """Let whoever else changes this journey wait until it is done."""
    Journey.objects.select_for_update().get(pk=journey.pk)
