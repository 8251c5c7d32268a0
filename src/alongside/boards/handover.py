"""What whoever takes over from a board needs, as one document: purpose, standing items, what is
still to be done, decisions. No names of members and no addresses are in it, and small numbers are
protected, because it leaves the group."""

from datetime import date

from django.utils.formats import date_format

from alongside.methods.disclosure import Tally, protect_report
from alongside.methods.disclosure.protected import ProtectedTally
from alongside.methods.documents.model import (
    Block,
    Bullets,
    Cell,
    Column,
    Document,
    Heading,
    Paragraph,
    Table,
)
from alongside.people.queries import is_staff
from alongside.projects.models import Project

from . import queries
from .models import Board, BoardMeeting, BoardVote
from .queries import Member

SIDES = ("Own experience", "Staff", "Both", "Not said")


def document(board: Board, today: date) -> Document:
    """Return the handover of a board as it stands today."""
    blocks: list[Block] = [Heading("What it decides"), Paragraph(board.decides)]
    if board.standing_items:
        blocks += [Heading("What it talks about each time"), Bullets(tuple(board.standing_items))]
    blocks += [Heading("How often it meets"), Paragraph(_how_often(board))]
    blocks += [*_people(board), *_work(board), *_decisions(board), *_meetings(board)]
    return Document(
        title=f"{board}: handover",
        kicker=str(board.organisation),
        blocks=tuple(blocks),
        facts=(("Written on", _day(today)),),
        made=today,
        language="en-GB",
    )


def _how_often(board: Board) -> str:
    every = "every week" if board.every == 1 else f"every {board.every} weeks"
    words = f"It should meet {every}, since {_day(board.begun)}."
    if board.stopped:
        because = board.stopped_because.rstrip(".")
        words += f" It stopped on {_day(board.stopped)}: {because} ({board.stopped_by})."
    return words


def _people(board: Board) -> list[Block]:
    found = queries.members(board)
    groups = [
        ("On it", found),
        ("With a vote", [one for one in found if one.votes]),
    ]
    tallies = [Tally(label, SIDES, _sides(them), len(them)) for label, them in groups]
    protected = protect_report(tallies, responses=len(found), minimum=board.organisation.minimum)
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (one.name, *one.counts, one.answered)
        for one in protected
        if isinstance(one, ProtectedTally)
    )
    columns = (Column("People"), *(Column(side, number=True) for side in (*SIDES, "All")))
    note = "Nobody is counted twice. Where so few are on a side, no number is shown."
    blocks: list[Block] = [Heading("Who is on it")]
    if rows:
        blocks.append(Table("How many are on each side", columns, rows, note=note))
    else:
        blocks.append(Paragraph("So few people are on it that no number is shown."))
    parts = sorted({part for one in found for part in _parts(one)})
    return [*blocks, Paragraph("What people do on it:"), Bullets(tuple(parts))] if parts else blocks


def _sides(found: list[Member]) -> tuple[int, int, int, int]:
    both = sum(one.experience and one.staff for one in found)
    experience = sum(one.experience for one in found) - both
    staff = sum(one.staff for one in found) - both
    return experience, staff, both, len(found) - experience - staff - both


def _parts(one: Member) -> list[str]:
    vote = "votes" if one.votes else "takes part without a vote"
    return ["chair", vote] if one.chair else [vote]


def _work(board: Board) -> list[Block]:
    lines = []
    for text, owner, due in queries.open_work(board):
        who = f", {owner}" if is_staff(owner) else ""
        lines.append(f"{text} (by {_day(due)}{who})")
    blocks: list[Block] = [Heading("What is still to be done")]
    return [*blocks, Bullets(tuple(lines)) if lines else Paragraph("Nothing is written down.")]


def _decisions(board: Board) -> list[Block]:
    found = {
        one.pk: one
        for meeting in board.meetings.prefetch_related("decisions__project")
        for one in meeting.decisions.all()
        if one.project.level == Project.Level.STRATEGIC and one.decided_on
    }
    lines = [f"{one.question} {one.decided} ({_day(one.decided_on)})" for one in found.values()]
    votes = BoardVote.objects.filter(meeting__board=board).select_related("meeting")
    lines += [f"{one.question} {one.came_of_it} ({_day(one.meeting.day)})." for one in votes]
    blocks: list[Block] = [Heading("What was decided")]
    return [*blocks, Bullets(tuple(lines)) if lines else Paragraph("Nothing is written down.")]


def _meetings(board: Board) -> list[Block]:
    found = board.meetings.exclude(state=BoardMeeting.State.PLANNED)
    lines = [
        f"{_day(one.day)}: {one.get_state_display()}" + (f", {one.because}" if one.because else "")
        for one in found
    ]
    return [Heading("Its meetings"), Bullets(tuple(lines))] if lines else []


def _day(day: date | None) -> str:
    return date_format(day, "j F Y") if day else ""
