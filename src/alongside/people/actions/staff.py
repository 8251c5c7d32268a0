"""Many people at once, from a spreadsheet of staff."""

import time
from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction

from alongside.methods.formats.headings import below_titles
from alongside.methods.formats.sheets import NotASheet, read_sheet

from .. import queries, stafflists, staffteams
from ..models import Membership, Organisation, StaffList, Team

PIECE = 1_000
"""People of a staff list that are added in one transaction."""

PATIENCE = 8.0
"""Seconds after which adding a staff list stops, to go on when it is asked again."""


def keep_staff_list(*, by: Membership, file_name: str, content: bytes, now: datetime) -> StaffList:
    """Return the spreadsheet as a staff list, with no one added yet.

    Raises `methods.formats.sheets.NotASheet` with one sentence when it cannot be read.
    """
    sheet = below_titles(read_sheet(content, titles=True), stafflists.known_headings())
    if not sheet.rows:
        raise NotASheet("The file has headings and nobody below them.")
    return StaffList.objects.create(
        organisation=by.organisation,
        by=by,
        file_name=file_name[-200:],
        headings=sheet.headings,
        rows=list(zip(sheet.lines, sheet.rows, strict=True)),
        refused=[[refusal.line, refusal.reason] for refusal in sheet.refused],
        uploaded=now,
    )


def add_staff(
    *,
    staff_list: StaffList,
    now: datetime,
    columns: Mapping[str, int] | None = None,
    chosen: Mapping[str, str] | None = None,
    patience: float = PATIENCE,
) -> StaffList:
    """Add everyone on the list, with their teams; return the list, with how many are new, known,
    moved to another team and refused.

    The teams are made first, then the people in pieces, each in a transaction of well under a
    second, so that nobody else waits for long. When it was stopped, or took longer than `patience`
    (in seconds), the next call goes on where this one ended; `columns` and `chosen` (the answers
    about teams, as `staffteams` asks them) are those of the first. Doing it again when all is done
    changes nothing. Somebody without an e-mail address is known by name and team.
    """
    if staff_list.begun is None:
        staff_list = _begin(staff_list, columns or {}, chosen or {}, now)
    entries, _ = stafflists.read(staff_list.rows, staff_list.columns)
    began = time.monotonic()
    while staff_list.added is None:
        _add_piece(staff_list, entries, now)
        if time.monotonic() - began > patience:
            break
    return staff_list


def _begin(
    staff_list: StaffList, columns: Mapping[str, int], chosen: Mapping[str, str], now: datetime
) -> StaffList:
    """Settle what the columns are and which team is which, and make the new teams. What takes long
    is read before the database is held."""
    entries, refused = stafflists.read(staff_list.rows, columns)
    with transaction.atomic():
        kept = StaffList.objects.select_for_update(of=("self",)).get(pk=staff_list.pk)
        if kept.begun is not None:
            return kept
        teams = [team for _, team in queries.tree(kept.organisation)]
        found = staffteams.understand(entries, teams, chosen)
        known = dict(found.known)
        for depth in range(1, 1 + max(map(len, found.new), default=0)):
            _make_teams(kept.organisation, [p for p in found.new if len(p) == depth], known)
        kept.begun, kept.columns = now, dict(columns)
        kept.teams = {staffteams.key_of(path): pk for path, pk in known.items()}
        refusals = len(refused) + len(kept.refused)
        kept.result = {"new": 0, "known": 0, "moved": 0, "refused": refusals}
        kept.save(update_fields=["begun", "columns", "teams", "result"])
    return kept


def _make_teams(
    organisation: Organisation, paths: Sequence[staffteams.Path], known: dict[staffteams.Path, int]
) -> None:
    """Make the teams of these paths, whose parents are known, and add their keys to the known."""
    parents = {known[staffteams.same(path[:-1])] if path[:-1] else None for path in paths}
    beside = organisation.teams.filter(parent__in=parents - {None})
    there = {(t.parent_id, t.name.casefold()): t.pk for t in beside}
    if None in parents:
        there |= {(None, t.name.casefold()): t.pk for t in organisation.teams.filter(parent=None)}
    made: dict[staffteams.Path, Team] = {}
    for path in paths:
        kind, name = path[-1]
        parent = known[staffteams.same(path[:-1])] if path[:-1] else None
        if (parent, name.casefold()) in there:
            known[staffteams.same(path)] = there[parent, name.casefold()]
        else:
            made[staffteams.same(path)] = Team(
                organisation=organisation, parent_id=parent, name=name, kind=kind
            )
    for path, team in zip(made, Team.objects.bulk_create(made.values()), strict=True):
        known[path] = team.pk


@transaction.atomic
def _add_piece(staff_list: StaffList, entries: Sequence[stafflists.Entry], now: datetime) -> None:
    """Add the next people of a list, as many as one piece holds, and note how far it is."""
    fresh = StaffList.objects.select_for_update(of=("self",)).defer("rows", "refused")
    staff_list_now = fresh.get(pk=staff_list.pk)
    at = staff_list_now.reached
    piece = entries[at : at + PIECE]
    told = _add_people(staff_list.organisation, _with_teams(piece, staff_list.teams), now)
    result = staff_list_now.result
    for what, many in told.items():
        result[what] += many
    staff_list.reached, staff_list.result = at + len(piece), result
    if staff_list.reached >= len(entries):
        staff_list.added = staff_list_now.added or now
    staff_list.save(update_fields=["reached", "result", "added"])


def _with_teams(
    piece: Sequence[stafflists.Entry], teams: Mapping[str, int]
) -> list[tuple[stafflists.Entry, int | None]]:
    return [
        (entry, teams[staffteams.key_of(entry.teams)] if entry.teams else None) for entry in piece
    ]


def _add_people(
    organisation: Organisation, piece: Sequence[tuple[stafflists.Entry, int | None]], now: datetime
) -> dict[str, int]:
    """Add who is not here yet, move who is in another team, note a mobile number that is new;
    return how many are new, known and moved."""
    by_email, by_name = queries.already_here(organisation, [entry for entry, _ in piece])
    new: list[Membership] = []
    moved: list[Membership] = []
    reached: list[Membership] = []
    for entry, team in piece:
        mark = (entry.name.casefold(), team)
        here = by_email.get(entry.email) if entry.email else by_name.get(mark)
        if here is None:
            here = Membership(
                organisation=organisation,
                name=entry.name,
                email=entry.email,
                phone=entry.phone,
                team_id=team,
                joined=now,
            )
            new.append(here)
            if not entry.email:
                by_name[mark] = here
        else:
            if entry.email and team is not None and here.team_id != team:
                here.team_id = team
                moved.append(here)
            if entry.phone and here.phone != entry.phone:
                here.phone = entry.phone
                if here.pk:  # whoever is new is made with it
                    reached.append(here)
    Membership.objects.bulk_create(new, ignore_conflicts=True)
    Membership.objects.bulk_update(reached, ["phone"], batch_size=200)
    Membership.objects.bulk_update(moved, ["team"], batch_size=200)
    return {"new": len(new), "known": len(piece) - len(new), "moved": len(moved)}
