"""Sessions that are over come in from files: who came from a register, what they said from
responses exported by another product."""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from alongside.asks import actions as asks
from alongside.asks.models import FormVersion, ResponsesFile, Wave
from alongside.methods.formats import registers
from alongside.methods.formats.headings import below_titles
from alongside.methods.formats.registers import Attendee, Held
from alongside.methods.formats.sheets import NotASheet, read_sheet
from alongside.methods.questions.importing import Understood
from alongside.people import actions as people
from alongside.people.actions import NotPossible
from alongside.people.models import Membership, Organisation, Team
from alongside.web.templatetags.web import day

from .. import queries
from ..models import Attendance, Booking, Gathering, Programme, RegisterFile
from .booking import find_or_add
from .places import locked
from .planning import Plan, plan

USUAL_START = time(9)
"""When a session began of which a register says only the day."""


@transaction.atomic
def keep_register(*, by: Membership, file_name: str, content: bytes, now: datetime) -> RegisterFile:
    """Return the file as a register that nobody has added yet; the same file again is the same one.

    Raises `methods.formats.sheets.NotASheet` with one sentence when it cannot be read.
    """
    fingerprint = hashlib.sha256(content).hexdigest()
    again = by.organisation.register_files.filter(fingerprint=fingerprint).first()
    if again is not None:
        return again
    sheet = below_titles(read_sheet(content), registers.known_headings())
    if not sheet.rows:
        raise NotASheet("The file has headings and nobody below them.")
    file, _ = RegisterFile.objects.get_or_create(
        organisation=by.organisation,
        fingerprint=fingerprint,
        defaults={
            "by": by,
            "file_name": file_name[-200:],
            "headings": sheet.headings,
            "rows": [
                [line, [cell.replace("\0", "") for cell in row]]
                for line, row in zip(sheet.lines, sheet.rows, strict=True)
            ],
            "refused": [[refusal.line, refusal.reason] for refusal in sheet.refused],
            "uploaded": now,
        },
    )
    return file


@transaction.atomic
def add_register(
    *,
    file: RegisterFile,
    columns: Mapping[str, int],
    by: Membership,
    now: datetime,
    programme: Programme | None = None,
    new_programme: str = "",
    cohort: str = "",
    partner: str = "",
    minutes: int = 90,
) -> dict[str, int]:
    """Write down the sessions of a register and who came; return how much of it is new.

    A session is found by programme, day and, where the file has them, start and title, else
    planned; a person by address, else by name and team, else added. What is there already stays as
    it is. `cohort` and `partner` are for rows that name none. A register that says who did not
    come was a list of bookings: everybody on it then had a place. Doing it twice changes nothing.
    """
    file = RegisterFile.objects.select_for_update().get(pk=file.pk)
    if file.added is not None:
        return dict(file.result)
    organisation = file.organisation
    if programme is None:
        programme = _programme(organisation, new_programme, now)
    if programme.organisation_id != organisation.pk:
        raise NotPossible("This programme belongs to another organisation.")
    attendees, refused = registers.read(file.rows, columns, before=timezone.localdate(now))
    before = _size(organisation)
    sessions = {
        held: _session(programme, held, there, by, now, minutes, cohort, partner)
        for held, there in registers.by_session(attendees).items()
    }
    for one in sorted(attendees, key=lambda one: not one.email):
        _write_down(sessions[one.held], one, by, now)
    after = _size(organisation)
    file.added, file.mapping = now, dict(columns)
    file.result = {name: after[name] - before[name] for name in after} | {
        "lines": len(attendees),
        "refused": len(refused) + len(file.refused),
    }
    file.save(update_fields=["added", "mapping", "result"])
    return dict(file.result)


def _size(organisation: Organisation) -> dict[str, int]:
    of_here = {"gathering__programme__organisation": organisation}
    return {
        "sessions": Gathering.objects.filter(programme__organisation=organisation).count(),
        "came": Attendance.objects.filter(**of_here).count(),
        "booked": Booking.objects.filter(**of_here).count(),
        "people": organisation.memberships.count(),
    }


def _programme(organisation: Organisation, name: str, now: datetime) -> Programme:
    name = " ".join(name.split())
    if not name:
        raise NotPossible("Choose the programme these sessions belong to, or name a new one.")
    found = queries.programme_called(organisation, name)
    return found or Programme.objects.create(organisation=organisation, name=name, created=now)


def _session(
    programme: Programme,
    held: Held,
    there: Sequence[Attendee],
    by: Membership,
    now: datetime,
    minutes: int,
    cohort: str,
    partner: str,
) -> Gathering:
    found = queries.held_on(programme, held.day, held.start, held.title)
    if len(found) > 1:
        raise NotPossible(
            f"There are {len(found)} sessions of {programme} on {day(found[0].starts)}: put the "
            "start time into the file, so that we know which one."
        )
    if found:
        return found[0]
    starts = timezone.make_aware(datetime.combine(held.day, held.start or USUAL_START))
    details = Plan(
        starts=starts,
        ends=starts + timedelta(minutes=minutes),
        capacity=len(there),
        title=held.title,
        cohort=next((one.cohort for one in there if one.cohort), cohort),
        partner=next((one.partner for one in there if one.partner), partner),
    )
    return plan(programme=programme, details=details, by=by, now=now)


def _write_down(gathering: Gathering, one: Attendee, by: Membership, now: datetime) -> None:
    organisation = gathering.programme.organisation
    team = _team(organisation, one.teams)
    if one.email:
        member = find_or_add(
            organisation=organisation, name=one.name, email=one.email, team=team, now=now
        )
    else:
        member = queries.known_as(organisation, one.name, team) or people.add_member(
            organisation=organisation, name=one.name, team=team, now=now
        )
    team = team or member.team
    if one.came is not None and not gathering.bookings.filter(membership=member).exists():
        Booking.objects.create(
            gathering=gathering,
            membership=member,
            team=team,
            booked=gathering.starts,
            placed=gathering.starts,
        )
    if one.came is not False:
        Attendance.objects.get_or_create(
            gathering=gathering,
            membership=member,
            defaults={"team": team, "noted": now, "how": Attendance.How.SHEET, "noted_by": by},
        )


def _team(organisation: Organisation, teams: Sequence[tuple[str, str]]) -> Team | None:
    """Return the last of these parts of the organisation; those not there are made."""
    above: Team | None = None
    for kind, name in teams:
        there = organisation.teams.filter(name__iexact=name)
        known = there.filter(parent=above).first() or (None if above else there.first())
        above = known or people.add_team(
            organisation=organisation, name=name, kind=kind, parent=above
        )
    return above


@transaction.atomic
def add_responses(
    *,
    file: ResponsesFile,
    parts: Sequence[tuple[Sequence[Gathering], Understood]],
    form: Mapping[str, object] | FormVersion,
    title: str,
    uses: Sequence[str],
    by: Membership,
    now: datetime,
    left: Sequence[tuple[int, str]] = (),
) -> list[Wave]:
    """Return the closed evaluations of past sessions, answered by the responses of a file.

    Each of `parts` is one wave: the sessions it evaluates, and its answers. `form` is a published
    version, or the definition of a new form called `title`. The lines `left`, each with a reason,
    stay in the file. A line is added once; a session has one evaluation, for good.
    """
    seen = {line for line, _ in file.rows}
    file = ResponsesFile.objects.select_for_update(of=("self",)).get(pk=file.pk)
    if {line for line, _ in file.rows} != seen or not file.rows:
        return list(file.waves.all())
    organisation = by.organisation
    if file.organisation_id != organisation.pk:
        raise NotPossible("These responses belong to another organisation.")
    parts = [(_past(gatherings, organisation, now), found) for gatherings, found in parts]
    if not any(found.answers for _, found in parts):
        raise NotPossible("There are no answers to add. Look at what each column is.")
    version = asks.answered_version(form=form, title=title, by=by, now=now)
    waves = asks.import_answers(
        file=file,
        version=version,
        uses=uses,
        waves=[asks.Answers(_title(g), max(one.ends for one in g), found) for g, found in parts],
        left=left,
        now=now,
    )
    for wave, (gatherings, _) in zip(waves, parts, strict=True):
        for gathering in gatherings:
            gathering.evaluation = wave
            gathering.save(update_fields=["evaluation"])
    return waves


def _past(
    gatherings: Sequence[Gathering], organisation: Organisation, now: datetime
) -> list[Gathering]:
    """Return these sessions, locked. Raises NotPossible when one cannot be evaluated by a file."""
    found = [locked(one) for one in sorted(gatherings, key=lambda one: one.pk)]
    if not found:
        raise NotPossible("Choose the session these answers are about.")
    for one in found:
        if one.organisation.pk != organisation.pk:
            raise NotPossible("These responses belong to another organisation.")
        if one.cancelled or now < one.ends:
            raise NotPossible("Choose a session that took place and is over.")
        if one.evaluation_id:
            raise NotPossible("This session has its evaluation already. Choose another session.")
    return sorted(found, key=lambda one: (one.starts, one.pk))


def _title(gatherings: Sequence[Gathering]) -> str:
    """Return what a wave is called: the session and its day, or all their days."""
    days = [day(one.starts) for one in gatherings]
    last = f" and {days[-1]}" if len(days) > 1 else ""
    name = gatherings[0].title if len(days) == 1 else gatherings[0].programme.name
    return f"{name}, {', '.join(days[:-1] or days)}{last}"[:200]
