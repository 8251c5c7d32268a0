"""The worked table of docs/methods/tracing.md, and what would make a trace stronger."""

from datetime import date
from itertools import product
from pathlib import Path

import pytest

from alongside.methods.formats.dates import read_day
from alongside.methods.tracing import IN_WORDS, Recorded, Strength, trace

PAGE = (Path(__file__).parents[4] / "docs" / "methods" / "tracing.md").read_text()
DAY = date(2026, 3, 6)


def rows(heading: str) -> list[list[str]]:
    table = PAGE.split(heading)[1].split("\n\n")[1]
    lines = [line.strip("| ").split(" | ") for line in table.splitlines()]
    return lines[2:]


def day(cell: str) -> date | None:
    return None if cell == "-" else read_day(f"{cell} 2026")


WORKED = rows("## Worked table")


def test_the_table_is_read():
    assert len(WORKED) == 17


@pytest.mark.parametrize("row", WORKED, ids=" ".join)
def test_the_worked_table_is_true(row):
    bears, how, decided, changed, acted, seen, step, disputed = row
    found = trace(
        Recorded(
            bears=bears == "yes",
            how=how == "yes",
            decided=decided == "yes",
            changed=day(changed),
            acted=acted.strip("-"),
            seen=day(seen),
        )
    )
    assert (int(found.strength), found.disputed) == (int(step), disputed == "yes")


def test_the_page_names_the_steps_as_they_are_shown():
    named = {Strength(int(row[0])): row[1] for row in rows("# How strong a trace is\n\n")}
    assert named == IN_WORDS


NEXT = {
    Strength.NONE: Recorded(),
    Strength.CITED: Recorded(bears=True),
    Strength.REASONED: Recorded(bears=True, how=True, decided=True),
    Strength.CHANGED: Recorded(bears=True, how=True, decided=True, changed=DAY),
    Strength.CONFIRMED: Recorded(bears=True, how=True, decided=True, changed=DAY, acted="yes"),
    Strength.SEEN: Recorded(bears=True, how=True, decided=True, changed=DAY, acted="yes", seen=DAY),
}


def test_every_step_but_the_last_says_what_comes_next():
    said = {step: trace(recorded).stronger for step, recorded in NEXT.items()}
    assert said == {
        Strength.NONE: "Link it to the decision.",
        Strength.CITED: "Decide, and say why and how it mattered.",
        Strength.REASONED: "Finish an action and add what shows it, or link the passage of a "
        "document that changed.",
        Strength.CHANGED: "Ask whoever said it if we acted on it.",
        Strength.CONFIRMED: "Look later at what came of it, and add what shows it.",
        Strength.SEEN: "",
    }


@pytest.mark.parametrize(
    ("recorded", "words"),
    [
        (Recorded(bears=True, decided=True), "Say how it mattered to the decision."),
        (
            Recorded(bears=True, how=True, decided=True, refused=True),
            "The answer was no, so nothing is to change. The reasons are what people have.",
        ),
        (
            Recorded(bears=True, how=True, decided=True, changed=DAY, acted="part"),
            "Whoever said it says that we acted on it in part. Ask them what is missing.",
        ),
        (
            Recorded(bears=True, how=True, decided=True, changed=DAY, acted="no"),
            "Whoever said it says that we did not act on it. Ask them what is missing.",
        ),
        (
            Recorded(
                bears=True,
                how=True,
                decided=True,
                changed=DAY,
                acted="yes",
                seen=date(2026, 3, 1),
            ),
            "What was seen is older than the change. Look again, and add what shows it.",
        ),
    ],
)
def test_it_says_what_is_missing_in_this_case(recorded, words):
    assert trace(recorded).stronger == words


def test_more_that_is_recorded_never_makes_a_trace_weaker():
    """But for a no: whoever said it may take their yes back."""
    fields = {
        "bears": (False, True),
        "how": (False, True),
        "decided": (False, True),
        "changed": (None, DAY),
        "acted": ("", "yes"),
        "seen": (None, DAY),
    }
    for chosen in product(*fields.values()):
        less = dict(zip(fields, chosen, strict=True))
        for name, (_, more) in fields.items():
            assert (
                trace(Recorded(**less | {name: more})).strength >= trace(Recorded(**less)).strength
            )
