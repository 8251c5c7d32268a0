"""What happens to vision boards. The only file of this noun that writes."""

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from alongside.asks.models import Wave
from alongside.people.actions import NotPossible
from alongside.people.models import Membership, Organisation
from alongside.projects.actions.once import made_once
from alongside.projects.models import Project
from alongside.walls import actions as walls
from alongside.walls.models import Note

from . import queries
from .models import Gap, Look, Seen, Statement, Vision

LONGEST = 500


@transaction.atomic
def begin(
    *,
    organisation: Organisation,
    title: str,
    by: Membership,
    now: datetime,
    about: str = "",
    project: Project | None = None,
    look_on: date | None = None,
    client_id: UUID | None = None,
) -> Vision:
    """Return a board without sentences. The same `client_id` again returns the same one."""
    _check_project(organisation, project)
    found, _ = made_once(
        queries.visions(organisation),
        organisation=organisation,
        title=title,
        about=about,
        project=project,
        look_on=look_on,
        made=now,
        made_by=by,
        client_id=client_id,
    )
    return found


@transaction.atomic
def change(
    *,
    vision: Vision,
    title: str,
    about: str,
    project: Project | None = None,
    look_on: date | None = None,
) -> None:
    """Change what is said of a board."""
    _check_project(vision.organisation, project)
    vision.title, vision.about, vision.project, vision.look_on = title, about, project, look_on
    vision.save(update_fields=["title", "about", "project", "look_on"])


def _check_project(organisation: Organisation, project: Project | None) -> None:
    if project is None:
        return
    if project.organisation_id != organisation.pk or project.level != Project.Level.STRATEGIC:
        raise NotPossible("Choose a project that is for everybody.")


@transaction.atomic
def write(*, vision: Vision, kind: str, side: str, text: str, by: Membership, now: datetime) -> int:
    """Write sentences on a board, one a line; return how many are new. The same sentence again is
    the same one."""
    lines = list(dict.fromkeys(line for raw in text.splitlines() if (line := raw.strip())))
    if kind not in Statement.Kind.values or side not in Statement.Side.values:
        raise NotPossible("Choose what it says, and who wrote it.")
    if not lines:
        raise NotPossible("Write at least one sentence.")
    if any(len(line) > LONGEST for line in lines):
        raise NotPossible(f"Make each sentence shorter: {LONGEST} letters or fewer.")
    _lock(vision)
    there = queries.standing(vision).filter(kind=kind, kept=None).values_list("text", flat=True)
    new = [line for line in lines if line not in set(there)]
    Statement.objects.bulk_create(
        Statement(vision=vision, kind=kind, side=side, text=line, added=now, added_by=by)
        for line in new
    )
    return len(new)


@transaction.atomic
def take_from_wall(
    *, vision: Vision, notes: Mapping[Note, str], by: Membership, now: datetime
) -> int:
    """Put notes of a wall on a board, each as what people want or as how it is; return how many are
    new. Each is kept as a contribution: whoever wrote it can still take it back."""
    _lock(vision)
    new = 0
    for note, kind in notes.items():
        if note.wall.organisation_id != vision.organisation_id:
            raise NotPossible("Choose notes of a wall of your own organisation.")
        if kind not in Statement.Kind.values:
            raise NotPossible("Choose what each note says.")
        kept = walls.keep_note(note=note, by=by, now=now)
        if queries.standing(vision).filter(kept=kept).exists():
            continue
        Statement.objects.create(vision=vision, kind=kind, kept=kept, added=now, added_by=by)
        new += 1
    return new


@transaction.atomic
def take_off(*, statement: Statement, now: datetime) -> None:
    """Take a sentence off a board. What was seen of it when people looked again stays."""
    Statement.objects.filter(pk=statement.pk, taken_off=None).update(taken_off=now)


@transaction.atomic
def mark(*, want: Statement, now_is: Statement | None, between: str) -> Gap:
    """Say what it is like now where people want something, and what stands between the two."""
    if want.kind != Statement.Kind.WANT:
        raise NotPossible("Begin with what people want to see.")
    if now_is and (now_is.vision_id != want.vision_id or now_is.kind != Statement.Kind.NOW):
        raise NotPossible("Choose a sentence about now on the same board.")
    gap, _ = Gap.objects.update_or_create(want=want, defaults={"now": now_is, "between": between})
    return gap


@transaction.atomic
def look_again(
    *,
    vision: Vision,
    day: date,
    who: str,
    seen: Mapping[Statement, tuple[str, str]],
    by: Membership,
    now: datetime,
    wave: Wave | None = None,
    look_on: date | None = None,
    client_id: UUID | None = None,
) -> Look:
    """Return a look at a board on a day: of each wish how the gap stands, and what it is like then.
    Earlier looks stay as they were. The same `client_id` again returns the same one."""
    _lock(vision)
    again = vision.looks.filter(client_id=client_id).first() if client_id else None
    if again:
        return again
    if day > timezone.localdate(now):
        raise NotPossible("Choose a day that is not still to come.")
    if not seen:
        raise NotPossible("Say of at least one wish how it stands.")
    if vision.looks.filter(day=day).exists():
        raise NotPossible("The board was looked at on this day already. What was seen stays.")
    if wave and wave.organisation_id != vision.organisation_id:
        raise NotPossible("Choose a survey of your own organisation.")
    look = Look.objects.create(
        vision=vision, day=day, who=who, wave=wave, noted_by=by, client_id=client_id
    )
    for want, (stands, words) in seen.items():
        if want.vision_id != vision.pk or stands not in Seen.Stands.values:
            raise NotPossible("Choose how each gap stands.")
        gap, _ = Gap.objects.get_or_create(want=want)
        Seen.objects.create(look=look, gap=gap, stands=stands, words=words)
    vision.look_on = look_on
    vision.save(update_fields=["look_on"])
    return look


def _lock(vision: Vision) -> None:
    Vision.objects.select_for_update().get(pk=vision.pk)
