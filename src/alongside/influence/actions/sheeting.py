"""Many themes are answered at once from a spreadsheet: read, looked at, and then taken."""

import hashlib
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from alongside.methods.formats.headings import below_titles
from alongside.methods.formats.sheets import NotASheet, read_sheet
from alongside.people.actions import NotPossible
from alongside.people.models import Membership
from alongside.projects.models import Project

from .. import answersheets
from ..answersheets import Line, Refused
from ..models import AnswerSheet, Bearing, Decision, ProjectTheme, Reason
from ..queries import deciding
from .deciding import Decided, check, decide, declare
from .doing import begin_action

NEEDED = ("theme", "outcome", "decided", "why")
ACTED_ON = (Decision.Outcome.YES, Decision.Outcome.PART, Decision.Outcome.NOT_YET)
"""Outcomes after which something is to be done."""


@transaction.atomic
def keep_sheet(
    *, project: Project, by: Membership, file_name: str, content: bytes, now: datetime
) -> AnswerSheet:
    """Return a sheet of answers that nobody has taken yet; the same file again is the same one.
    What people said stands beside each theme in it: those words are not kept, or they would outlast
    whoever takes them back. Raises NotASheet with one sentence when it cannot be read."""
    fingerprint = hashlib.sha256(content).hexdigest()
    again = AnswerSheet.objects.filter(project=project, fingerprint=fingerprint).first()
    if again is not None:
        return again
    sheet = below_titles(read_sheet(content), answersheets.known_headings())
    columns = answersheets.guess(sheet.headings)
    missing = [answersheets.PARTS[part] for part in NEEDED if part not in columns]
    if missing:
        raise NotASheet(f"The file has no column “{missing[0]}”. Begin with the sheet from here.")
    if len(sheet.rows) > answersheets.MOST_LINES:
        raise NotASheet(
            f"The file has {len(sheet.rows):,} lines; the most is {answersheets.MOST_LINES:,}."
        )
    kept, _ = AnswerSheet.objects.get_or_create(
        project=project,
        fingerprint=fingerprint,
        defaults={
            "by": by,
            "file_name": file_name.replace("\0", "")[-200:],
            "headings": sheet.headings,
            "rows": [
                [line, _to_keep(row, columns)]
                for line, row in zip(sheet.lines, sheet.rows, strict=True)
            ],
            "refused": [[one.line, one.reason] for one in sheet.refused],
            "uploaded": now,
        },
    )
    return kept


def _to_keep(row: Sequence[str], columns: Mapping[str, int]) -> list[str]:
    """Return the cells of a row that we read, each in its place; the others are left empty."""
    read = {place for part, place in columns.items() if part != "said"}
    return [cell.replace("\0", "") if place in read else "" for place, cell in enumerate(row)]


@dataclass(frozen=True)
class Ready:
    """A line that can be taken: the theme it answers, what came of it, and who does it."""

    line: Line
    theme: ProjectTheme
    what: Decided
    owner: Membership | None

    @property
    def outcome(self) -> str:
        """The outcome in words."""
        return str(Decision.Outcome(self.what.outcome).label)

    @property
    def reason(self) -> str:
        """The type of reason in words; empty where there is none."""
        return str(Reason(self.what.reason).label) if self.what.reason else ""


@dataclass(frozen=True)
class Understood:
    """What we understood of a sheet: the lines that can be taken, those of themes that are decided
    already, those refused with a reason, and how many nobody has filled in."""

    ready: list[Ready] = field(default_factory=list)
    there: list[tuple[int, str]] = field(default_factory=list)
    refused: list[tuple[int, str]] = field(default_factory=list)
    empty: int = 0


def understood(*, sheet: AnswerSheet, now: datetime) -> Understood:
    """Return what we understand of a sheet, by the rules of the page of a decision."""
    project, columns = sheet.project, answersheets.guess(sheet.headings)
    themes = {one.name.casefold(): one for one in project.themes.all()}
    decided = set(
        Bearing.objects.filter(
            theme__project=project, decision__decided_on__isnull=False
        ).values_list("theme", flat=True)
    )
    owners = list(deciding.can_own(project))
    lines: dict[int, int] = {}
    ready, there = [], []
    refused = [(line, reason) for line, reason in sheet.refused]
    empty = 0
    for line, cells in sheet.rows:
        if str(line) in sheet.taken:
            continue
        if not answersheets.filled_in(cells, columns):
            empty += 1
            continue
        try:
            found = answersheets.read(line, cells, columns)
            theme = themes.get(" ".join(found.theme.split()).casefold())
            if theme is None:
                raise Refused(f"this project has no theme “{found.theme[:60]}”")
            if theme.pk in decided:
                there.append((line, theme.name))
                continue
            if theme.pk in lines:
                raise Refused(f"the same theme stands on line {lines[theme.pk]}")
            ready.append(_ready(found, theme, owners, now))
            lines[theme.pk] = line
        except (Refused, NotPossible) as problem:
            refused.append((line, _as_part(str(problem))))
    return Understood(ready, there, sorted(refused), empty)


def _as_part(problem: str) -> str:
    """Return a problem as it stands after the number of a line."""
    return problem[:1].lower() + problem[1:].rstrip(".")


def _ready(line: Line, theme: ProjectTheme, owners: list[Membership], now: datetime) -> Ready:
    what = Decided(
        outcome=line.outcome,
        decided=line.decided,
        why=line.why,
        decider=line.decider,
        decided_on=line.decided_on,
        reason=line.reason,
        review_on=line.review_on,
        themes={theme: line.why},
    )
    check(project=theme.project_id, decision=None, what=what, now=now)
    return Ready(line, theme, what, _owner(line.owner, owners))


def _owner(typed: str, owners: list[Membership]) -> Membership | None:
    if not typed:
        return None
    wanted = " ".join(typed.split()).casefold()
    found = [one for one in owners if wanted in {one.name.casefold(), one.email.casefold()}]
    if len(found) != 1:
        raise Refused(
            f"there is nobody called “{typed[:40]}” who could do it"
            if not found
            else f"there is more than one “{typed[:40]}”: enter the e-mail address"
        )
    return found[0]


@transaction.atomic
def take_sheet(
    *, sheet: AnswerSheet, open_to: str, limits: str, by: Membership, now: datetime
) -> int:
    """Make a decision of each line that can be taken; return how many. `open_to` and `limits` say
    how far people could influence them. Doing it twice takes each line once."""
    locked = AnswerSheet.objects.select_for_update(of=("self",)).get(pk=sheet.pk)
    Project.objects.select_for_update().get(pk=locked.project_id)
    found = understood(sheet=locked, now=now)
    for one in found.ready:
        decision = declare(
            project=locked.project,
            question=f"What do we do about “{one.theme.name}”?",
            open_to=open_to,
            limits=limits,
            by=by,
            now=now,
            client_id=uuid.uuid5(uuid.NAMESPACE_OID, f"sheet {locked.pk} line {one.line.line}"),
        )
        decide(decision=decision, what=one.what, by=by, now=now)
        decision.refresh_from_db()
        if one.owner and one.line.due and one.what.outcome in ACTED_ON:
            begin_action(
                decision=decision,
                text=one.what.decided[:300],
                owner=one.owner,
                due=one.line.due,
                by=by,
                now=now,
            )
        locked.taken[str(one.line.line)] = decision.pk
    locked.save(update_fields=["taken"])
    return len(found.ready)
