"""Each answers alone; when that closes, positions lose their names for good."""

import random
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.template.loader import render_to_string

from alongside.asks import actions as asks
from alongside.asks import sealing
from alongside.asks.models import Form
from alongside.letters import actions as letters
from alongside.letters.models import Letter
from alongside.people.actions import NotPossible

from .. import positions, private, queries
from ..models import Assessment, Note, Place

LONGEST_NOTE = 1000
CLOSED = "This part has closed, so nothing more can be kept. What you saved before counts."


@transaction.atomic
def keep(*, place: Place, said: Mapping[str, Mapping[str, Any]], now: datetime) -> Place:
    """Keep what somebody says of some items, in place of what they said of these before.

    `said` has for each item a {"point": 1 to …, or None for "I do not know"; "note": words}; either
    may be left out.
    """
    place = _open(place, now)
    instrument = place.assessment.instrument
    answers = dict(place.answers)
    for key, one in said.items():
        if instrument.item(key) is None:
            raise NotPossible("This statement is not in the instrument.")
        answers.pop(key, None)
        kept: dict[str, Any] = {}
        if "point" in one:
            point = one["point"]
            if point is not None and not 1 <= point <= len(instrument.scale):
                raise NotPossible("Choose one of the points of the scale.")
            kept["point"] = point
        if note := str(one.get("note", "")).strip()[:LONGEST_NOTE]:
            kept["note"] = note
        if kept:
            answers[key] = kept
    place.answers = answers
    place.save(update_fields=["answers"])
    return place


@transaction.atomic
def finish_alone(*, place: Place, now: datetime) -> Place:
    """Note that somebody is done, so that nobody reminds them. They can still change everything."""
    place = _open(place, now)
    place.finished = now
    place.save(update_fields=["finished"])
    return place


def _open(place: Place, now: datetime) -> Place:
    """Return a place, locked, of an assessment that is open and stays so for this transaction."""
    assessment = Assessment.objects.select_for_update(of=("self",)).get(pk=place.assessment_id)
    if not queries.is_open(assessment, now):
        raise NotPossible(CLOSED)
    found = Place.objects.select_for_update(of=("self",)).filter(pk=place.pk).first()
    if found is None:
        raise NotPossible("You are not in this group any more.")
    found.assessment = assessment
    return found


@transaction.atomic
def move_last_day(*, assessment: Assessment, closes: datetime, now: datetime) -> None:
    """Let people answer alone until another moment."""
    if closes <= now:
        raise NotPossible("Choose a last day that is today or later.")
    rows = Assessment.objects.select_for_update(of=("self",))
    assessment = rows.get(pk=assessment.pk)
    if assessment.closed:
        raise NotPossible("The part alone has closed, for good.")
    assessment.closes = closes
    assessment.save(update_fields=["closes"])


@transaction.atomic
def close(*, assessment: Assessment, now: datetime) -> Assessment:
    """Close the part alone, for good: what each said loses its name and goes into a wave of the
    question engine in the mode "in the room"; notes lie apart, in an order drawn by chance."""
    rows = Assessment.objects.select_for_update(of=("self",)).select_related("organisation")
    assessment = rows.get(pk=assessment.pk)
    if assessment.closed:
        return assessment
    instrument = assessment.instrument
    answers, notes, took_part = [], [], []
    for place in assessment.places.select_for_update(of=("self",)):
        said = positions.answered(place, instrument)
        written = [(key, one["note"]) for key, one in place.answers.items() if one.get("note")]
        if said or written:
            took_part.append(place.pk)
        if said:
            answers.append(said)
        notes += written
    chance = random.SystemRandom()
    chance.shuffle(answers)
    chance.shuffle(notes)
    if answers:
        assessment.wave = asks.keep_from_room(
            organisation=assessment.organisation,
            title=str(assessment)[:200],
            definition=positions.form(instrument, str(assessment)[:200]),
            answers=answers,
            opened=assessment.begun,
            now=now,
            purpose=Form.Purpose.ASSESSMENT,
            told_elsewhere=True,
        )
    Note.objects.bulk_create(
        Note(assessment=assessment, item=item, text=text) for item, text in notes
    )
    assessment.places.filter(pk__in=took_part).update(took_part=True)
    assessment.places.update(answers={}, finished=None)
    assessment.closed = now
    assessment.save(update_fields=["wave", "closed"])
    return assessment


def wipe(*, assessments: Iterable[Assessment], now: datetime) -> int:
    """Remove from the database files what places held of closed assessments; return of how many
    nothing is left. Does nothing inside a transaction."""
    if not sealing.clean(Place):
        return 0
    return Assessment.objects.filter(pk__in=[one.pk for one in assessments]).update(wiped=now)


def write_to(*, place: Place, what: str, now: datetime) -> Letter | None:
    """Write to somebody of the group ("asked", "reminder"), once; None without an address."""
    member, assessment = place.member, place.assessment
    if not member.email or member.left:
        return None
    context = {
        "place": place,
        "assessment": assessment,
        "instrument": assessment.instrument,
        "link": private.address(place),
    }
    words = render_to_string(f"assessments/letters/{what}.txt", context)
    subject, _, text = words.strip().partition("\n")
    return letters.write(
        to=member.email,
        about="assessment",
        subject=subject,
        text=text.strip() + "\n",
        organisation=assessment.organisation,
        member=member,
        once=f"assessment-{place.pk}-{what}",
        now=now,
    )


@transaction.atomic
def remind(*, place: Place, now: datetime) -> Letter | None:
    """Remind somebody who has not finished; asked for twice, it is written once."""
    place.reminded = True
    place.save(update_fields=["reminded"])
    return write_to(place=place, what="reminder", now=now)
