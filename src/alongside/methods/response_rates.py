"""How many of those who were invited have answered, by team, without saying of anybody whether
they have.

A team is shown by itself when it is large enough, and when not everybody and not nobody of a small
one has answered. Small ones stand and fall in twos of about one size: were one left out alone, that
would say that everybody or nobody of it has answered. All other teams are shown together, with as
many of the smallest others as it takes until the same holds for them. So nothing is hidden that
could be worked out: what is shown adds up to the whole.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from alongside.methods.intervals import has_percent, percent

TOGETHER = "Smaller teams together"


@dataclass(frozen=True, slots=True)
class Team:
    """Of a team (or of several `together`, then `teams` is how many) so many were `invited`, and so
    many of them have `answered`."""

    name: str
    invited: int
    answered: int
    teams: int = 1

    @property
    def rate(self) -> float:
        """The share of those invited who have answered, from 0 to 1."""
        return self.answered / self.invited if self.invited else 0.0

    @property
    def says(self) -> str:
        """The rate in words: a share from ten people on, else of how many.

        >>> Team("A", 20, 12).says.replace("\\u00a0", " "), Team("B", 7, 3).says
        ('60 %', '3 of 7')
        """
        share = percent(self.rate)
        return share if has_percent(self.invited) else f"{self.answered} of {self.invited}"


def may_show(team: Team, minimum: int) -> bool:
    """Return whether a team can be shown by itself: `minimum` people or more were invited, and in a
    team of fewer than twice as many some have answered and some have not.

    >>> [may_show(Team("A", *numbers), 5) for numbers in ((4, 2), (5, 2), (5, 5), (9, 0), (10, 0))]
    [False, True, False, False, True]
    """
    if team.invited < minimum:
        return False
    return team.invited >= 2 * minimum or 0 < team.answered < team.invited


def response_rates(teams: Iterable[Team], minimum: int) -> list[Team]:
    """Return the teams that are shown, in their order, then the others together; nothing at all
    where even all of them together are too few."""
    shown = [team for team in teams if team.invited]
    hidden = [team for team in shown if team.invited < minimum]
    for block in _blocks(team for team in shown if minimum <= team.invited < 2 * minimum):
        if len(block) < 2 or not all(may_show(team, minimum) for team in block):
            hidden += block
    while hidden and not (len(hidden) > 1 and may_show(_together(hidden), minimum)):
        left = [team for team in shown if team not in hidden]
        if not left:
            break
        hidden.append(min(left, key=lambda team: (team.invited, team.name)))
    found = [team for team in shown if team not in hidden]
    if hidden:
        together = _together(hidden) if len(hidden) > 1 else hidden[0]
        found += [together] if may_show(together, minimum) else []
    return found


def _blocks(small: Iterable[Team]) -> Iterator[list[Team]]:
    """Yield small teams in twos by size, the last in three where one would be left over."""
    left = sorted(small, key=lambda team: (team.invited, team.name))
    while left:
        many = 3 if len(left) == 3 else 2
        yield left[:many]
        left = left[many:]


def whole(teams: Sequence[Team]) -> Team:
    """Return everybody who is shown, as one.

    >>> whole([Team("A", 10, 4), Team("B", 20, 11)])
    Team(name='Everybody', invited=30, answered=15, teams=2)
    """
    return Team(
        "Everybody",
        sum(team.invited for team in teams),
        sum(team.answered for team in teams),
        sum(team.teams for team in teams),
    )


def _together(teams: Sequence[Team]) -> Team:
    everybody = whole(teams)
    return Team(TOGETHER, everybody.invited, everybody.answered, everybody.teams)
