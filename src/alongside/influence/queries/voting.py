"""Who was in the room when something was decided, and how they voted: counted by side, in words."""

from collections.abc import Iterable
from typing import NamedTuple

from ..models import Decision, InTheRoom

WORDS = (
    *("nobody", "one", "two", "three", "four", "five", "six"),
    *("seven", "eight", "nine", "ten", "eleven", "twelve"),
)


class Votes(NamedTuple):
    """How many were there and how many voted: there for their own experience, staff, and both in
    one. Who is both counts on both sides."""

    there: int = 0
    there_experience: int = 0
    there_staff: int = 0
    voted: int = 0
    experience: int = 0
    staff: int = 0
    both: int = 0
    said_yes: int = 0
    said_no: int = 0
    abstained: int = 0

    @property
    def in_short(self) -> str:
        """The vote in a few words: "11 of 12 votes"; empty where nobody voted."""
        return f"{self.said_yes} of {self.voted} votes" if self.voted else ""

    @property
    def in_words(self) -> str:
        """The vote in sentences; empty where nobody voted."""
        if not self.voted:
            return ""
        people = f"{_number(self.voted).capitalize()} {_people(self.voted)} voted"
        said = [f"{_number(self.said_yes).capitalize()} said yes"]
        said += [f"{_number(self.said_no)} said no"] if self.said_no else []
        said += [f"{_number(self.abstained)} said neither"] if self.abstained else []
        return f"{people}: {_sides(self.experience, self.staff, self.both)}. {_listed(said)}."

    @property
    def room_in_words(self) -> str:
        """Who was there, in a sentence; empty where nobody wrote it down."""
        if not self.there:
            return ""
        sides = _sides(self.there_experience, self.there_staff, self._there_both)
        was = "was" if self.there == 1 else "were"
        return f"{_number(self.there).capitalize()} {_people(self.there)} {was} there: {sides}."

    @property
    def _there_both(self) -> int:
        return self.there_experience + self.there_staff - self.there


def _number(number: int) -> str:
    return WORDS[number] if number < len(WORDS) else f"{number:,}"


def _people(number: int) -> str:
    return "person" if number == 1 else "people"


def _sides(experience: int, staff: int, both: int) -> str:
    of_experience = f"{_number(experience)} with experience of their own"
    words = f"{of_experience} and {'no' if not staff else _number(staff)} staff"
    if both:
        words += f", of whom {_number(both)} {'is' if both == 1 else 'are'} both"
    return words


def _listed(parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"


def votes(decisions: Iterable[Decision]) -> dict[int, Votes]:
    """Return the votes of decisions by their key, with one query for all."""
    decisions = list(decisions)
    found = {one.pk: Votes() for one in decisions}
    room = InTheRoom.objects.filter(decision__in=decisions)
    for decision, vote, staff, experience in room.values_list(
        "decision", "vote", "seat__staff", "seat__experience"
    ):
        found[decision] = _with(found[decision], vote, staff=staff, experience=experience)
    return found


def _with(so_far: Votes, vote: str, *, staff: bool, experience: bool) -> Votes:
    voted = vote != InTheRoom.Vote.NONE
    return Votes(
        so_far.there + 1,
        so_far.there_experience + experience,
        so_far.there_staff + staff,
        so_far.voted + voted,
        so_far.experience + (voted and experience),
        so_far.staff + (voted and staff),
        so_far.both + (voted and staff and experience),
        so_far.said_yes + (vote == InTheRoom.Vote.FOR),
        so_far.said_no + (vote == InTheRoom.Vote.AGAINST),
        so_far.abstained + (vote == InTheRoom.Vote.ABSTAINED),
    )
