"""A change on its way to a wall, and what became of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

BY_LEADER = frozenset({"reveal", "lock", "unlock", "by_votes", "by_place", "hide", "show"})
"""What only somebody who leads can do."""

KINDS = BY_LEADER | {
    "add", "edit", "take_back", "move", "put", "up", "down", "group", "agree", "disagree", "undo",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Change:
    """What somebody (`author`, a fingerprint) wants: `data` has the values that its kind needs."""

    wall: int
    author: str
    client_id: UUID
    kind: str
    data: Mapping[str, Any] = field(default_factory=dict)
    leads: bool = False


@dataclass(frozen=True, slots=True)
class News:
    """What is told of one operation: once to people, once to whoever leads, each as JSON."""

    number: int
    people: str
    leads: str
    forget: bool = False


DONE, REFUSED, AWAY = "done", "refused", "away"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a change: DONE, REFUSED (`words` say why) or AWAY: the database cannot be
    reached and nothing was kept. One that was made before is DONE like the first time. `own` is
    what the one who did it is told of the notes, and `agreed` the notes they agree with by now,
    where votes may have changed."""

    status: str
    words: str = ""
    number: int = 0
    wall: int = 0
    note: int = 0
    news: News | None = None
    own: tuple[Mapping[str, Any], ...] = ()
    agreed: tuple[int, ...] | None = None

    @property
    def told(self) -> dict[str, Any]:
        """Return what our script is told of its own change."""
        return {
            "says": self.words,
            "number": self.number,
            "notes": self.own,
            "agreed": self.agreed,
        }
