"""What each kind of change does to the notes of a wall whose row is locked.

Each function returns what was and what is, by note and field: {"7": {"column": [0, 2]}}. Undo reads
it the other way round. `agreed` stands for the vote of whoever did it.
"""

from collections.abc import Callable, Mapping
from typing import Any

from django.db.models import QuerySet

from alongside.files import queries as files
from alongside.people.actions import NotPossible

from .. import queries
from ..changes import Change
from ..models import MOST_NOTES, Note, NoteVote, Operation, Wall

WORDS = ("text", "label", "symbol")
PICTURE = ("picture", "picture_says")

type Changed = dict[str, dict[str, list[Any]]]


def _add(wall: Wall, change: Change) -> Changed:
    column = _column(wall, change)
    number, last = queries.filled(wall, column)
    if number >= MOST_NOTES:
        raise NotPossible(f"This wall is full: it takes up to {MOST_NOTES} notes.")
    picture = _picture(wall, change)
    _check_heading(wall, change)
    Note.objects.create(
        wall=wall,
        number=wall.last + 1,
        column=column,
        place=_after(last),
        author=change.author,
        waiting=_waits(wall, change),
        **{name: change.data.get(name, "") for name in (*WORDS, "group")},
        **picture,
    )
    made = {name: ["", value] for name, value in picture.items() if value}
    return {str(wall.last + 1): {"taken_back": [True, False], **made}}


def _edit(wall: Wall, change: Change) -> Changed:
    note = _own(wall, change)
    words = {name: change.data.get(name, "") for name in WORDS}
    values = words | _picture(wall, change)
    if note.text != values["text"] and _waits(wall, change):
        values["waiting"] = True
    return _set(note, values)


def _waits(wall: Wall, change: Change) -> bool:
    """Return whether the words of a change wait until whoever leads lets people see them."""
    return wall.approves and not change.leads


def _check_heading(wall: Wall, change: Change) -> None:
    """Raise NotPossible for a heading of somebody's own, where nobody would look at it first."""
    heading = change.data.get("group", "")
    if heading and _waits(wall, change) and heading not in queries.headings(wall):
        raise NotPossible("Whoever leads makes the headings on this wall. Choose one of those.")


def _picture(wall: Wall, change: Change) -> dict[str, Any]:
    """Return the picture that a change puts on a note, or takes off it; nothing where it leaves it
    as it is."""
    if change.data.get("picture") and not (wall.pictures or change.leads):
        raise NotPossible("There are no pictures on this wall.")
    return {name: change.data[name] for name in PICTURE if name in change.data}


def _take_back(wall: Wall, change: Change) -> Changed:
    return _set(_own(wall, change), {"taken_back": True})


def _move(wall: Wall, change: Change) -> Changed:
    """To the end of another column, out of its group."""
    note, column = _note(wall, change), _column(wall, change)
    if column == note.column:
        raise NotPossible("The note is in this column already.")
    return _set(note, {"column": column, "place": _end(wall, column), "group": ""})


def _put(wall: Wall, change: Change) -> Changed:
    """Before another note, or with 0 to the end, of a column and a group."""
    note, column = _note(wall, change), _column(wall, change)
    _check_heading(wall, change)
    group = str(change.data.get("group", ""))
    beside = [one for one in _beside(wall, change, column=column, group=group) if one.pk != note.pk]
    before = change.data.get("before", 0)
    at = next((i for i, one in enumerate(beside) if one.number == before), len(beside))
    changed: Changed = {}
    if at == len(beside):
        place = _end(wall, column)
    else:
        low = beside[at - 1].place if at else beside[at].place - 1
        place = (low + beside[at].place) / 2
        if not low < place < beside[at].place:
            for number, one in enumerate(beside):
                changed |= _set(one, {"place": float(number + (number >= at))})
            place = float(at)
    return _set(note, {"column": column, "place": place, "group": group}) | changed


def _up(wall: Wall, change: Change) -> Changed:
    return _swap(wall, change, -1)


def _down(wall: Wall, change: Change) -> Changed:
    return _swap(wall, change, 1)


def _swap(wall: Wall, change: Change, by: int) -> Changed:
    if wall.by_votes:
        raise NotPossible("The notes are sorted by votes now, so they have no other order.")
    note = _note(wall, change)
    beside = list(_beside(wall, change, column=note.column, group=note.group))
    at = [one.pk for one in beside].index(note.pk)
    if not 0 <= at + by < len(beside):
        raise NotPossible(f"The note is the {'first' if by < 0 else 'last'} one here already.")
    beside[at], beside[at + by] = beside[at + by], beside[at]
    places = sorted(one.place for one in beside)
    if len(set(places)) < len(places):
        places = [float(number) for number in range(len(places))]
    first = _set(beside[at + by], {"place": places[at + by]})
    for one, place in zip(beside, places, strict=True):
        if one.place != place:
            first |= _set(one, {"place": place})
    return first


def _group(wall: Wall, change: Change) -> Changed:
    _check_heading(wall, change)
    return _set(_note(wall, change), {"group": str(change.data.get("group", ""))})


def _agree(wall: Wall, change: Change) -> Changed:
    if not wall.votes:
        raise NotPossible("This wall has no votes.")
    if wall.writing_alone:
        raise NotPossible("Votes begin when everybody sees all notes.")
    note = _note(wall, change)
    given = queries.agreed(wall, change.author)
    if note.number in given:
        raise NotPossible("You agreed with this note already.")
    if len(given) >= wall.votes:
        raise NotPossible(
            f"You have given all your votes ({wall.votes}). Take one back to give it to this note."
        )
    NoteVote.objects.get_or_create(note=note, author=change.author)
    return {str(note.number): {"agreed": [False, True]}}


def _disagree(wall: Wall, change: Change) -> Changed:
    """Take a vote back."""
    note = _note(wall, change)
    if not NoteVote.objects.filter(note=note, author=change.author).delete()[0]:
        raise NotPossible("You have not agreed with this note.")
    return {str(note.number): {"agreed": [True, False]}}


def undo(wall: Wall, last: Operation, change: Change) -> Changed:
    """Take back an operation of this person. What somebody else has changed since stays, a picture
    that is deleted by now does not come back, and earlier words wait like new ones."""
    changed: Changed = {}
    for number, fields in last.changes.items():
        note = wall.notes.get(number=number)
        back = {
            name: was
            for name, (was, now) in fields.items()
            if name != "agreed" and getattr(note, name) == now
        }
        if back.get("picture") and files.by_code(back["picture"]) is None:
            back = {name: was for name, was in back.items() if name not in PICTURE}
        if back.get("text") and _waits(wall, change):
            back["waiting"] = True
        if back:
            changed |= _set(note, back)
        if "agreed" in fields:
            changed |= _vote_back(wall, note, change.author, bool(fields["agreed"][0]))
    return changed


def _vote_back(wall: Wall, note: Note, author: str, agreed: bool) -> Changed:
    if not agreed:
        NoteVote.objects.filter(note=note, author=author).delete()
    elif len(queries.agreed(wall, author)) < wall.votes:
        NoteVote.objects.get_or_create(note=note, author=author)
    else:
        raise NotPossible(f"You have given all your votes ({wall.votes}) by now.")
    return {str(note.number): {"agreed": [not agreed, agreed]}}


def _hide(wall: Wall, change: Change) -> Changed:
    return _set(_note(wall, change), {"hidden": True, "waiting": False})


def _show(wall: Wall, change: Change) -> Changed:
    """Let people see a note that was hidden, or waits: with the words that whoever leads has read,
    which are those after the operation `seen`."""
    note = _note(wall, change)
    if note.waiting and queries.words_changed_after(note, change.data.get("seen", 0)):
        raise NotPossible("The note was changed meanwhile. Read it once more, then show it.")
    return _set(note, {"hidden": False, "waiting": False})


def _of_the_wall(name: str, value: bool) -> "Kind":
    def do(wall: Wall, _: Change) -> Changed:
        if getattr(wall, name) == value:
            raise NotPossible("That is so already.")
        setattr(wall, name, value)
        return {}

    return do


def _note(wall: Wall, change: Change) -> Note:
    """Return the note that a change is about, if this person sees it."""
    wanted = [change.data.get("note", 0)]
    seen = queries.notes(wall, author=change.author, leads=change.leads, numbers=wanted)
    note = seen.first()
    if note is None:
        raise NotPossible("This note is not on the wall any more.")
    return note


def _own(wall: Wall, change: Change) -> Note:
    note = _note(wall, change)
    if note.author != change.author:
        raise NotPossible("Only whoever wrote a note can change its words or take it back.")
    return note


def _column(wall: Wall, change: Change) -> int:
    column = change.data.get("column", 0)
    if not isinstance(column, int) or not 0 <= column < len(wall.columns):
        raise NotPossible("This wall has no such column.")
    return column


def _end(wall: Wall, column: int) -> float:
    return _after(queries.filled(wall, column)[1])


def _after(last: float | None) -> float:
    return float(int(last) + 1) if last is not None else 0.0


def _beside(wall: Wall, change: Change, **where: Any) -> QuerySet[Note]:
    """Return the notes this person sees in a column and a group, in their order."""
    seen = queries.notes(wall, author=change.author, leads=change.leads)
    return seen.filter(**where).order_by("place", "number")


def _set(note: Note, values: Mapping[str, Any]) -> Changed:
    changed = {
        name: [getattr(note, name), value]
        for name, value in values.items()
        if getattr(note, name) != value
    }
    for name, (_, value) in changed.items():
        setattr(note, name, value)
    if changed:
        note.save(update_fields=list(changed))
    return {str(note.number): changed}


type Kind = Callable[[Wall, Change], Changed]

DO: Mapping[str, Kind] = {
    "add": _add,
    "edit": _edit,
    "take_back": _take_back,
    "move": _move,
    "put": _put,
    "up": _up,
    "down": _down,
    "group": _group,
    "agree": _agree,
    "disagree": _disagree,
    "hide": _hide,
    "show": _show,
    "reveal": _of_the_wall("revealed", True),
    "lock": _of_the_wall("locked", True),
    "unlock": _of_the_wall("locked", False),
    "by_votes": _of_the_wall("by_votes", True),
    "by_place": _of_the_wall("by_votes", False),
}
"""Every kind of change but undo, and what does it."""
