"""What a reader may see of a number: the number itself, or that it is withheld and why."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Shown:
    """A count as it may leave: `value` a whole number, or None with the `reason` it is withheld.

    Only `methods.disclosure` makes these from counts; screens, files and commands show them as
    they are. `str()` gives the words for a reader.

    >>> str(Shown(28)), str(Shown.withheld("fewer than 5 people"))
    ('28', 'not shown')
    """

    value: int | None
    reason: str = ""

    def __post_init__(self) -> None:
        if (self.value is None) != bool(self.reason):
            raise ValueError("a withheld number needs a reason, and a shown one has none")

    @classmethod
    def withheld(cls, reason: str) -> "Shown":
        """Return a number that is not shown, because of `reason` (words for a reader)."""
        return cls(None, reason)

    @property
    def hidden(self) -> bool:
        return self.value is None

    def __str__(self) -> str:
        return "not shown" if self.value is None else str(self.value)
