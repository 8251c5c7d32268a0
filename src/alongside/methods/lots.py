"""The public list of a draw: written so that it is always the same bytes, and checked against what
is said to be drawn.

The list is a JSON text: `groups` are lists of anonymous numbers (from 1), one for each set of
people who gave the same answers, which do not stand there; `panels` are [tickets, {group: people}].
Its SHA-256 is published before the seed is known. The file that anybody can take has that text
whole, as one string, and beside it what came of it.
"""

import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Any

from alongside.methods.sortition import HOW, Drawn, Lottery, Panel, draw

FEWEST, MOST = 5, 20
"""How many numbers a seed has. Six of 59 are 45 million seeds; a few digits would be so few that
some tickets could never be drawn."""

LONGEST = 12
"""Digits of one number of a seed at most."""


class NotAList(ValueError):
    """A file is not the list of a draw, or does not hold together. Says in one sentence why."""


@dataclass(frozen=True, slots=True)
class Change:
    """Somebody said no: their number, and who took their place (None: nobody, or they were only
    waiting). `late`: after it had begun, when nobody takes a place any more."""

    out: int
    into: int | None
    late: bool = False


@dataclass(slots=True)
class Checked:
    """What a check found. `wrong` has a sentence for each thing that is not as it should be."""

    people: int
    places: int
    tickets: int
    panels: int
    least: Fraction
    greatest: Fraction
    commitment: str
    ticket: int | None = None
    drawn: list[int] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    unchecked: list[str] = field(default_factory=list)


def written(found: Lottery, **about: Any) -> str:
    """Return the list as it is published. Person number n is at place n - 1 of `found.groups`.
    `about`: `what`, `who`, `places`, `quotas` and `seed`, plain values."""
    groups: list[list[int]] = [[] for _ in found.sizes]
    for number, group in enumerate(found.groups, start=1):
        groups[group].append(number)
    panels = [
        [panel.tickets, {str(group): people for group, people in sorted(panel.people.items())}]
        for panel in found.panels
    ]
    return canonical({"how": HOW, "groups": groups, "panels": panels, "bound": found.bound} | about)


def canonical(value: Any) -> str:
    """Return JSON that is the same text for the same values."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def commitment(text: str) -> str:
    """Return the SHA-256 of a list, in hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()


def read(text: str) -> tuple[Lottery, dict[str, Any]]:
    """Return what can be drawn, and the whole list. Raises NotAList."""
    try:
        whole = json.loads(text)
        groups = {int(n): g for g, numbers in enumerate(whole["groups"]) for n in numbers}
        panels = tuple(
            Panel(_count(tickets, 1), {int(g): _count(n, 0) for g, n in people.items()})
            for tickets, people in whole["panels"]
        )
        sizes = tuple(len(numbers) for numbers in whole["groups"])
        bound, places = float(whole["bound"]), _count(whole["places"], 1)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as problem:
        raise NotAList("The list of the draw in this file cannot be read.") from problem
    if whole.get("how") != HOW:
        raise NotAList(f"The list is not one of “{HOW}”.")
    if sorted(groups) != list(range(1, sum(sizes) + 1)) or not panels:
        raise NotAList("The numbers of the list are not 1, 2, 3 and so on, each once.")
    for number, panel in enumerate(panels, start=1):
        if sum(panel.people.values()) != places or any(
            not 0 <= group < len(sizes) or people > sizes[group]
            for group, people in panel.people.items()
        ):
            raise NotAList(f"Panel {number} of the list is not {places} of its people.")
    found = Lottery(tuple(groups[n] for n in sorted(groups)), sizes, panels, bound)
    return found, whole


def _count(value: Any, least: int) -> int:
    if type(value) is not int or not least <= value < 10**9:
        raise ValueError("not a number of people or tickets")
    return value


def names(found: Lottery) -> list[str]:
    """Return the numbers of the people in the list, in the order of their places."""
    return [str(number) for number in range(1, len(found.groups) + 1)]


def drawn_by(found: Lottery, seed: str) -> Drawn:
    """Return who is drawn by a seed, as places in the list (a number less one)."""
    return draw(found, names(found), seed)


def seed_of(typed: str, day: date, many: int) -> str:
    """Return the seed in the one way in which it is written: the day, then the numbers from small
    to large. So nobody can choose among ways to write the same numbers. Raises ValueError.

    >>> seed_of("41, 3 and 14; 07 22", date(2026, 3, 20), 5)
    '2026-03-20 3 7 14 22 41'
    """
    found = re.findall(r"[0-9]+", typed)
    if any(len(number) > LONGEST for number in found):
        raise ValueError(f"A number has more than {LONGEST} digits")
    if len(found) != many:
        raise ValueError(f"Enter {many} numbers: there {_are(len(found))} here")
    return " ".join([day.isoformat(), *map(str, sorted(map(int, found)))])


def _are(many: int) -> str:
    return "is 1" if many == 1 else f"are {many}"


def in_words(chance: Fraction) -> str:
    """Return a chance as people say it.

    >>> [in_words(Fraction(*one)) for one in [(1, 12), (83, 1000), (2, 3), (1, 1), (0, 1)]]
    ['1 in 12', 'about 1 in 12', '2 in 3', 'certain', 'none']
    """
    if chance in {0, 1}:
        return "certain" if chance else "none"
    if chance <= Fraction(1, 3):
        near = Fraction(1, round(1 / chance))
    else:
        near = chance.limit_denominator(10)
    if near == 1:
        return "almost certain"
    words = f"{near.numerator} in {near.denominator}"
    return words if near == chance else f"about {words}"


def ends(found: Lottery, minimum: int) -> tuple[Fraction, Fraction] | None:
    """Return the chance of the `minimum` people with the least and of those with the greatest, on
    average, so that it is nobody's own; None where there are fewer than twice as many people."""
    if len(found.groups) < 2 * minimum:
        return None
    chances = found.chances()
    every = sorted(chances[group] for group in found.groups)
    least, greatest = (sum(one, Fraction()) for one in (every[:minimum], every[-minimum:]))
    return least / minimum, greatest / minimum


def check(content: bytes) -> Checked:
    """Draw again what a public file says was drawn, and return what is wrong with it. Raises
    NotAList where the file cannot be read."""
    try:
        file = json.loads(content)
        text, said = file["list"], file["commitment"]
    except (ValueError, TypeError, KeyError, RecursionError) as problem:
        raise NotAList("This is not the file of a draw.") from problem
    if not isinstance(text, str) or not isinstance(said, str):
        raise NotAList("This is not the file of a draw.")
    found, whole = read(text)
    chances = found.chances()
    checked = Checked(
        people=len(found.groups),
        places=whole["places"],
        tickets=found.tickets,
        panels=len(found.panels),
        least=min(chances),
        greatest=max(chances),
        commitment=commitment(text),
    )
    if checked.commitment != said:
        checked.wrong.append("The SHA-256 of the list is not the one that is said.")
    if file.get("seed") is not None:
        _check_drawing(checked, found, whole, file)
    return checked


def _check_drawing(
    checked: Checked, found: Lottery, whole: dict[str, Any], file: dict[str, Any]
) -> None:
    try:
        announced, seed = whole["seed"], file["seed"]
        day, many = date.fromisoformat(announced["day"]), _count(announced["numbers"], 1)
        again = seed_of(seed.partition(" ")[2], day, many)
        changes = [Change(one["out"], one["in"], bool(one.get("late"))) for one in file["changes"]]
        parts = [[_count(one, 1) for one in file[name]] for name in ("drawn", "waiting")]
    except (ValueError, TypeError, KeyError, AttributeError) as problem:
        raise NotAList("What was drawn cannot be read in this file.") from problem
    if seed != again:
        checked.wrong.append("The seed is not written in the way that was announced.")
    drawn = drawn_by(found, seed)
    checked.ticket = drawn.ticket
    checked.drawn, waiting = ([place + 1 for place in one] for one in (drawn.people, drawn.waiting))
    if file.get("ticket") != drawn.ticket:
        checked.wrong.append(f"The seed draws ticket {drawn.ticket}, and not what is said.")
    if sorted(parts[0]) != sorted(checked.drawn):
        checked.wrong.append("The seed draws other people than is said.")
    if parts[1] != waiting:
        checked.wrong.append("Those who wait are in another order than is said.")
    _check_changes(checked, found, set(checked.drawn), waiting, changes)


def _check_changes(
    checked: Checked, found: Lottery, there: set[int], waiting: list[int], changes: Sequence[Change]
) -> None:
    """Go through who said no, one after another: the first who waits with the same answers is next.
    Where nobody has the same, the file cannot say who is nearest."""
    for change in changes:
        if change.out in waiting:
            waiting.remove(change.out)
            continue
        if change.out not in there:
            checked.wrong.append(f"Number {change.out} gave up a place without having one.")
            return
        there.remove(change.out)
        group = found.groups[change.out - 1]
        same = [number for number in waiting if found.groups[number - 1] == group]
        if change.late and change.into is None:
            checked.unchecked.append(
                f"Number {change.out} gave the place back after it had begun, and nobody followed."
            )
        elif same and change.into != same[0]:
            checked.wrong.append(f"Number {same[0]} was next for the place of {change.out}.")
        elif not same and change.into is not None:
            checked.unchecked.append(
                f"Nobody who waited had given the same answers as number {change.out}. Whether "
                f"number {change.into} was the nearest cannot be seen without the answers."
            )
        if change.into is not None:
            if change.into not in waiting:
                checked.wrong.append(f"Number {change.into} was not waiting.")
                return
            waiting.remove(change.into)
            there.add(change.into)
