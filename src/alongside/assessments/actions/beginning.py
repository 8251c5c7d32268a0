"""An assessment is begun with an instrument and a group; an organisation brings its own."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.db import IntegrityError, transaction

from alongside.methods import instruments
from alongside.methods.instruments import Instrument
from alongside.people import actions as people
from alongside.people.actions import NotPossible
from alongside.people.models import Membership, Organisation
from alongside.projects.actions.once import made_once

from .. import private, queries
from ..models import Assessment, OwnInstrument, Place
from ..shelf import shipped
from .alone import write_to

MOST_PEOPLE = 60
"""People in a group: it talks about every item together."""


class Asked(NamedTuple):
    """Somebody who is asked, as they were typed in; `email` is empty where there is none."""

    name: str
    email: str
    side: str


@transaction.atomic
def begin(
    *,
    organisation: Organisation,
    instrument: Instrument,
    title: str,
    closes: datetime,
    led_by: Membership,
    people: Iterable[Asked],
    by: Membership,
    now: datetime,
    client_id: UUID | None = None,
) -> Assessment:
    """Return a new assessment with its group. The same `client_id` again returns the same one.

    Side effect: everybody in the group with an e-mail address gets a letter with their own link.
    """
    made = organisation.assessments.all()
    if client_id and (again := made.filter(client_id=client_id).first()):
        return again
    if closes <= now:
        raise NotPossible("Choose a last day that is today or later.")
    if led_by.organisation_id != organisation.pk or not led_by.holds(*queries.RUNNERS):
        raise NotPossible("Choose somebody who can lead the conversation.")
    assessment, new = made_once(
        made,
        client_id=client_id,
        organisation=organisation,
        title=title.strip(),
        key=instrument.key,
        version=instrument.version,
        definition=instrument.as_data(),
        begun=now,
        begun_by=by,
        led_by=led_by,
        closes=closes,
    )
    if new:
        add_people(assessment=assessment, people=people, now=now)
    return assessment


@transaction.atomic
def add_people(*, assessment: Assessment, people: Iterable[Asked], now: datetime) -> int:
    """Bring people into the group while it answers alone; return how many are new in it.

    Somebody is found by address, or else by name; who is not there yet becomes a member who never
    signs in. Side effect: a letter to each who is new and has an address.
    """
    assessment = Assessment.objects.select_for_update(of=("self",)).get(pk=assessment.pk)
    if not queries.is_open(assessment, now):
        raise NotPossible("The part alone has closed. Nobody can come into the group any more.")
    there = dict(assessment.places.values_list("member", "side"))
    new = 0
    for one in people:
        member = _member(assessment.organisation, one, now)
        if member.pk in there:
            if there[member.pk] != one.side:
                raise NotPossible(f"{member} is in the group already, on the other side.")
            continue
        link = private.kept(private.key(assessment.pk, member.pk))
        place = Place.objects.create(assessment=assessment, member=member, side=one.side, key=link)
        there[member.pk] = one.side
        write_to(place=place, what="asked", now=now)
        new += 1
    if len(there) > MOST_PEOPLE:
        raise NotPossible(f"A group has {MOST_PEOPLE} people at most, so that all can talk.")
    return new


def _member(organisation: Organisation, asked: Asked, now: datetime) -> Membership:
    """Return the member that was typed in, made where there is none."""
    if not asked.email:
        same = list(organisation.memberships.filter(left=None, name__iexact=asked.name)[:2])
        if len(same) > 1:
            raise NotPossible(
                f"More than one person here is called {asked.name}. Add the e-mail address."
            )
        if same:
            return same[0]
    return people.add_member(organisation=organisation, name=asked.name, email=asked.email, now=now)


@transaction.atomic
def take_out(*, place: Place, now: datetime) -> None:
    """Take somebody out of the group while it answers alone. What they said goes with them."""
    assessment = Assessment.objects.select_for_update(of=("self",)).get(pk=place.assessment_id)
    if not queries.is_open(assessment, now):
        raise NotPossible("The part alone has closed. Nobody can be taken out any more.")
    place.delete()


@transaction.atomic
def take_over(*, assessment: Assessment, by: Membership) -> None:
    """Lead the conversation from now on, because whoever led it cannot any more."""
    if assessment.led_by.left is None and assessment.led_by_id != by.pk:
        raise NotPossible(f"{assessment.led_by} leads it. Ask them to see to it.")
    assessment.led_by = by
    assessment.save(update_fields=["led_by"])


@transaction.atomic
def bring(
    *, organisation: Organisation, content: bytes, by: Membership, now: datetime
) -> OwnInstrument:
    """Return an instrument that an organisation brings as a file. The same file again is the same
    one; other words need a higher version."""
    try:
        found = instruments.from_text(content)
    except instruments.NotAnInstrument as problem:
        raise NotPossible(str(problem)) from problem
    if found.key in shipped():
        raise NotPossible(
            f"The key “{found.key}” belongs to an instrument that is here already. Give yours "
            "another one."
        )
    newest = organisation.instruments.filter(key=found.key).order_by("-version").first()
    if newest and newest.definition == found.as_data():
        return newest
    if newest and found.version <= newest.version:
        raise NotPossible(
            f"Version {newest.version} of “{found.key}” is here already, with other words. Count "
            "the version up."
        )
    try:
        with transaction.atomic():
            return OwnInstrument.objects.create(
                organisation=organisation,
                key=found.key,
                version=found.version,
                definition=found.as_data(),
                brought=now,
                brought_by=by,
            )
    except IntegrityError as twice:
        raise NotPossible("Somebody brought this version just now. Look at it first.") from twice
