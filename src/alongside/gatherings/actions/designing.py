"""Programmes, and how their sessions run."""

from dataclasses import dataclass, field
from datetime import datetime
from itertools import count
from typing import Any

from django.db import transaction

from alongside.people.actions import NotPossible
from alongside.people.models import Membership, Organisation

from .. import courses, queries
from ..models import Design, DesignVersion, Programme, Review
from .reviewing import tell_reviewers
from .showing import note_pictures


@transaction.atomic
def add_programme(
    *, organisation: Organisation, name: str, now: datetime, about: str = ""
) -> Programme:
    """Return the programme of this name, made if it was not there."""
    name = " ".join(name.split())
    found = organisation.programmes.filter(name__iexact=name).first()
    return found or Programme.objects.create(
        organisation=organisation, name=name, about=about.strip(), created=now
    )


@transaction.atomic
def change_programme(*, programme: Programme, name: str, about: str) -> Programme:
    """Give a programme its name and what it is about."""
    name = " ".join(name.split())
    others = programme.organisation.programmes.exclude(pk=programme.pk)
    if others.filter(name__iexact=name).exists():
        raise NotPossible("Another programme has this name. Choose a different one.")
    programme.name, programme.about = name, about.strip()
    programme.save(update_fields=["name", "about"])
    return programme


@dataclass(frozen=True)
class Contents:
    """What one version of a design says. `agenda` is a list of items (`methods.agenda`)."""

    minutes: int
    break_minutes: int = 0
    agenda: list[dict[str, Any]] = field(default_factory=list)
    activities: str = ""


@transaction.atomic
def add_design(
    *,
    programme: Programme,
    name: str,
    contents: Contents,
    by: Membership | None,
    now: datetime,
    came_from: str = "",
) -> DesignVersion:
    """Return version 1 of a new design of the programme."""
    name = " ".join(name.split())
    if programme.designs.filter(name__iexact=name).exists():
        raise NotPossible("This programme has a design of this name. Choose a different one.")
    design = Design.objects.create(
        programme=programme, name=name, came_from=came_from.strip(), created=now
    )
    version = DesignVersion.objects.create(
        design=design, number=1, made_by=by, made=now, **vars(contents)
    )
    note_pictures(version, now)
    return version


@transaction.atomic
def bring_in(
    *, programme: Programme, course: courses.Course, by: Membership | None, now: datetime
) -> DesignVersion:
    """Return version 1 of a new design with what a ready-made session says. It is the programme's
    own from then on. Brought in again it becomes a second design, with a number behind its name."""
    Programme.objects.select_for_update().get(pk=programme.pk)
    taken = {name.casefold() for name in programme.designs.values_list("name", flat=True)}
    names = (course.name if n == 1 else f"{course.name} ({n})" for n in count(1))
    return add_design(
        programme=programme,
        name=next(name for name in names if name.casefold() not in taken),
        contents=Contents(
            minutes=course.minutes,
            break_minutes=course.break_minutes,
            agenda=course.agenda,
            activities=course.bring,
        ),
        by=by,
        now=now,
        came_from=course.came_from,
    )


@transaction.atomic
def change_design(
    *,
    design: Design,
    contents: Contents,
    by: Membership | None,
    now: datetime,
    changed: str = "",
    because: str = "",
    use_for_planned: bool = True,
    review: Review | None = None,
) -> DesignVersion:
    """Return the version that now counts.

    A version no session has used yet, and no group was asked about, is corrected in place. Another
    stays as it was: the next version is made, which has to say what `changed` and `because` of
    what. With `use_for_planned`, sessions that have not begun and used the old version use the new
    one. With a `review`, whoever answered in it gets a letter that says what changed.
    """
    if review and review.version.design_id != design.pk:
        raise NotPossible("This review was about another design.")
    Design.objects.select_for_update().get(pk=design.pk)
    old = queries.latest(design)
    words: dict[str, Any] = {"changed": changed.strip(), "because": because.strip()}
    if not queries.fixed(old, now):
        for name, value in {**vars(contents), **words}.items():
            setattr(old, name, value)
        old.review = review or old.review
        old.save()
        note_pictures(old, now)
        return old
    if not all(words.values()):
        raise NotPossible("Say what changed and why. The version before has been used.")
    new = DesignVersion.objects.create(
        design=design,
        number=old.number + 1,
        made_by=by,
        made=now,
        review=review,
        **vars(contents),
        **words,
    )
    note_pictures(new, now)
    if use_for_planned:
        old.gatherings.filter(starts__gt=now).update(version=new)
    if review:
        tell_reviewers(review=review, version=new, now=now)
    return new
