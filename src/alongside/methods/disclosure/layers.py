"""Showing one question more than once: by other filters, groups or periods, one after another."""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass

type People = frozenset[Hashable]
"""Whoever answered the question and is in a group: any ids, kept only while this is decided."""


@dataclass(frozen=True, slots=True)
class Layer:
    """What may be shown of a cut: names of groups `shown`, and why the others are `withheld`.

    `refused` says why none of it is to be shown, or is "".
    """

    shown: tuple[str, ...]
    withheld: dict[str, str]
    refused: str = ""


def may_show(
    cut: Mapping[str, People], earlier: Sequence[Mapping[str, People]], *, minimum: int
) -> Layer:
    """Return which groups of a cut may be shown beside the cuts of the question shown earlier.

    Two shown groups must differ by nobody or by at least `minimum` people, counted on either side:
    who is in the one only, and who is in the other only. What is left of a group when those shown
    inside it are taken away must be nobody or at least `minimum` people too. `earlier` holds only
    the groups that were shown; they stay so, it is the new cut that gives way, its later groups
    first. All who answered are a cut with one group. A cut that would lose more than half of its
    groups is refused. `minimum` 1 withholds nothing.

    >>> everyone, north = frozenset(range(40)), frozenset(range(38))
    >>> may_show({"North": north}, [{"all": everyone}], minimum=5).withheld
    {'North': 'a group already shown differs from it by fewer than 5 people'}
    >>> may_show({"North": north}, [], minimum=5).shown
    ('North',)
    """
    shown: dict[str, People] = {}
    withheld: dict[str, str] = {}
    for name, people in cut.items():
        if reason := _why_not(people, shown, earlier, minimum):
            withheld[name] = reason
        else:
            shown[name] = people
    if 2 * len(withheld) > len(cut):
        refused = f"{len(withheld)} of its {len(cut)} groups cannot be shown"
        return Layer((), withheld, refused)
    return Layer(tuple(shown), withheld)


def _why_not(
    people: People, beside: Mapping[str, People], earlier: Sequence[Mapping[str, People]], k: int
) -> str:
    if len(people) < k and k > 1:
        return f"fewer than {k} people"
    shown = [group for cut in (*earlier, beside) for group in cut.values()]
    if any(_too_few(people - other, k) or _too_few(other - people, k) for other in shown):
        return f"a group already shown differs from it by fewer than {k} people"
    layers = [*(list(cut.values()) for cut in earlier), [*beside.values(), people]]
    if any(_too_few(rest, k) for whole in [*shown, people] for rest in _rests(whole, layers)):
        return f"with the groups already shown it leaves fewer than {k} people"
    return ""


def _rests(whole: People, layers: Sequence[Sequence[People]]) -> Iterator[People]:
    """Yield who is left of a group when those of each layer that lie inside it are taken away."""
    for groups in layers:
        yield whole.difference(*(group for group in groups if group < whole))


def _too_few(people: People, minimum: int) -> bool:
    return 0 < len(people) < minimum
