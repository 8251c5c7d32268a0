"""From the columns of a file of responses to the questions they answer: of a new form, or of one
that there is."""

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from alongside.methods.columns import NUMBER, Column, choices, shortened, understand
from alongside.methods.formats.headings import plain
from alongside.methods.formats.responses import (
    ENOUGH_ALIKE,
    are_moments,
    are_names,
    asks_which_session,
    before_and_now,
    is_of_a_quiz,
    likeness,
    without_moment,
)
from alongside.methods.questions.about import marked_as, of_both
from alongside.methods.questions.choosing import OTHER
from alongside.methods.questions.forms import Form
from alongside.methods.questions.messages import said
from alongside.methods.questions.question import Question
from alongside.methods.questions.strangers import AGREEMENT, fitting, strangers
from alongside.methods.scales import in_reading_order, in_scale

ASIDE, DROP, SAME, SESSION = "aside", "drop", "same:", "session"
NO_QUESTION = frozenset({ASIDE, DROP, SESSION})
USES = {
    "one": "A question with one choice",
    "several": "A question with several choices",
    "ranking": "Things put in order",
    "agreement": "How far people agree, on five steps",
    "scale": "A scale of numbers",
    "before": "Before, of a before and now question",
    "now": "Now, of a before and now question",
    "number": "A number",
    "date": "A date",
    "short": "A few words",
    "long": "People's own words",
    SESSION: "Which session it was",
    ASIDE: "No question: keep it aside as text",
    DROP: "Leave it out",
}
"""What a column of a new form can be, with the words for it."""

IMPORTABLE = frozenset(
    {"one", "several", "ranking", "agreement", "scale", "before_now", "number", "date", "short"}
    | {"long", "name_one"}
)
MOST_CHOICES = 60
LONGEST_CHOICE = 60
LONGEST_SHORT = 200
FEW_WORDS = 4
FEWEST_TO_TELL = 3
OPPOSITES = {"yes": "No", "no": "Yes", "ie": "Na", "na": "Ie"}


def proposed_uses(
    headings: Sequence[str], columns: Sequence[Sequence[str]], *, of_sessions: bool = True
) -> list[str]:
    """Return what each column is of a new form, one of `USES`. What may say who somebody is, or
    when they answered, is left out. Only answers `of_sessions` may say which session it was."""
    uses = [_use(heading, cells) for heading, cells in zip(headings, columns, strict=True)]
    stepped = {
        place: headings[place]
        for place, use in enumerate(uses)
        if use in {"one", "scale", "agreement"} and steps_of(fitting(columns[place])) is not None
    }
    for before, now in before_and_now(stepped):
        if steps_of([*fitting(columns[before]), *fitting(columns[now])]) is not None:
            uses[before], uses[now] = "before", "now"
    which = session_column(headings, columns) if of_sessions else None
    if which is not None:
        uses[which] = SESSION
    return uses


def session_column(headings: Sequence[str], columns: Sequence[Sequence[str]]) -> int | None:
    """Return the column that says which session each response is about: by its heading, and only
    when it names several.

    >>> session_column(["Session date", "Tea?"], [["3/3/2026", "9/3/2026"], ["Yes", "No"]])
    0
    """
    for place, heading in enumerate(headings):
        if (
            asks_which_session(heading)
            and len({plain(cell) for cell in columns[place] if cell}) > 1
        ):
            return place
    return None


def may_point_to_somebody(heading: str, cells: Sequence[str]) -> bool:
    """Return whether a column that was kept could say who somebody is, or when they answered."""
    return are_moments(heading, cells) or are_names(cells)


def _use(heading: str, cells: Sequence[str]) -> str:
    if may_point_to_somebody(heading, cells):
        return DROP
    column = understand(heading, fitting(cells))
    if is_of_a_quiz(heading) or not column.distinct:
        return ASIDE
    if all(plain(answer) in AGREEMENT for answer in column.distinct):
        return "agreement"
    if _are_orders(column):
        return "ranking"
    if column.kind == "scale":
        return "scale" if all(map(NUMBER.fullmatch, column.distinct)) else "one"
    if column.kind != "text" and not (column.kind == "one" and _hardly_shared(column)):
        return column.kind
    words = sorted(len(answer.split()) for answer in column.distinct)
    short = max(map(len, column.distinct)) <= LONGEST_SHORT and words[len(words) // 2] <= FEW_WORDS
    return "short" if short else "long"


def _are_orders(column: Column) -> bool:
    """Return whether everybody gave the same things, in another order: so Microsoft Forms exports
    what people put in order."""
    orders = {tuple(filter(None, map(plain, answer.split(";")))) for answer in column.distinct}
    things = {frozenset(order) for order in orders}
    return (
        column.answered >= FEWEST_TO_TELL
        and len(orders) > 1
        and len(things) == 1
        and all(len(order) == len(*things) for order in orders)
    )


def _hardly_shared(column: Column) -> bool:
    """Return whether nearly everybody gave another answer: in a file as small as one session's,
    then, they are people's own words."""
    return column.answered >= FEWEST_TO_TELL and len(column.distinct) > 0.8 * column.answered


def same_uses(
    headings: Sequence[str],
    form: Form,
    columns: Sequence[Sequence[str]] = (),
    *,
    of_sessions: bool = True,
) -> list[str]:
    """Return which question of a form each column answers ("same:support",
    "same:understanding.before"), by its label in any language; aside where there is none. With
    `columns` what may point to somebody is left out, and of answers `of_sessions` the one that says
    which session it was is found too."""
    uses = [ASIDE] * len(headings)
    which = session_column(headings, columns) if columns and of_sessions else None
    if which is not None:
        uses[which] = SESSION
    pairs = before_and_now(dict(enumerate(headings)))
    for question in form["questions"]:
        name, labels = question["name"], {plain(label) for label in question["label"].values()}
        if question["type"] == "before_now":
            alike = [pair for pair in pairs if _asks(labels, headings[pair[1]])]
            for before, now in alike[:1]:
                uses[before], uses[now] = f"{SAME}{name}.before", f"{SAME}{name}.now"
        elif question["type"] in IMPORTABLE:
            found = [at for at, heading in enumerate(headings) if plain(heading) in labels]
            for place in found[:1]:
                uses[place] = f"{SAME}{name}"
    for place, cells in enumerate(columns):
        if uses[place] == ASIDE and may_point_to_somebody(headings[place], cells):
            uses[place] = DROP
    return uses


def _asks(labels: Collection[str], heading: str) -> bool:
    alike = (likeness(label, heading) >= ENOUGH_ALIKE for label in labels)
    return plain(without_moment(heading)) in labels or any(alike)


def questions_to_answer(form: Form) -> dict[str, str]:
    """Return the uses a column can have with this form, with the words for them."""
    found = {}
    for question in form["questions"]:
        label = shortened(said(question["label"]) or question["name"], 80)
        if question["type"] == "before_now":
            found[f"{SAME}{question['name']}.before"] = f"{label} (before)"
            found[f"{SAME}{question['name']}.now"] = f"{label} (now)"
        elif question["type"] in IMPORTABLE:
            found[f"{SAME}{question['name']}"] = label
    return found | {use: USES[use] for use in USES if use in NO_QUESTION}


type Target = tuple[str, str] | None
"""The question a column answers and the part of it; None for a column that answers none."""


def targets(uses: Sequence[str]) -> list[Target]:
    """Return the question and part that each column answers of a form that there is."""
    found: list[Target] = []
    for use in uses:
        name, _, part = use.removeprefix(SAME).partition(".")
        found.append((name, part) if use.startswith(SAME) else None)
    return found


def new_form(
    title: str,
    headings: Sequence[str],
    columns: Sequence[Sequence[str]],
    uses: Sequence[str],
    about: Sequence[str] = (),
) -> tuple[dict[str, Any], list[Target]]:
    """Return a form of the columns as they are used, and what each column answers in it. `about`
    says of each column what it is about (of `about.ABOUT`).

    The first "before" goes with the first "now", and so on; one left over is a question by itself.
    """
    befores = [place for place, use in enumerate(uses) if use == "before"]
    nows = [place for place, use in enumerate(uses) if use == "now"]
    partner = dict(zip(nows, befores, strict=False))
    found: list[Target] = [None] * len(headings)
    questions: list[dict[str, Any]] = []
    taken: set[str] = set()
    for place, use in enumerate(uses):
        if use in NO_QUESTION or place in partner.values():
            continue
        name = _code(headings[place], taken, "question")
        if place in partner:
            before = partner[place]
            cells = [*columns[before], *columns[place]]
            question = _pair(name, without_moment(headings[place]), cells)
            questions.append(marked_as(question, of_both(about, before, place) if about else ""))
            found[before], found[place] = (name, "before"), (name, "now")
        else:
            kind = use if use not in {"before", "now"} else _use(headings[place], columns[place])
            question = _question(kind, name, headings[place], columns[place])
            questions.append(marked_as(question, about[place] if about else ""))
            found[place] = (name, "")
    return {"title": {"en": title}, "languages": ["en"], "questions": questions}, found


def _question(kind: str, name: str, heading: str, cells: Sequence[str]) -> dict[str, Any]:
    answers = [cell for cell in cells if cell]
    question: dict[str, Any] = {"type": kind, "name": name, "label": {"en": heading}}
    match kind:
        case "one" | "several":
            question |= _choices(answers, separator_of(question, answers))
        case "ranking":
            question |= {"choices": _choices(answers, ";")["choices"]}
        case "scale":
            start, end = number_ends(answers)
            question |= {"start": start, "end": end}
            question |= {"low": {"en": "lowest"}, "high": {"en": "highest"}}
        case "number":
            places = [len(a.rstrip("%").partition(".")[2]) for a in answers if NUMBER.fullmatch(a)]
            question["decimals"] = min(6, max(places, default=0))
        case "short" | "long":
            usual = LONGEST_SHORT if kind == "short" else 10_000
            longest = max(map(len, answers), default=0)
            question |= {"limit": min(50_000, longest)} if longest > usual else {}
    return question


def _pair(name: str, label: str, cells: Sequence[str]) -> dict[str, Any]:
    steps = steps_of(fitting(cells)) or ["1", "2"]
    labels = [{"en": step} for step in steps]
    return {"type": "before_now", "name": name, "label": {"en": label}, "labels": labels}


def steps_of(cells: Sequence[str]) -> list[str] | None:
    """Return the steps of a scale that these answers are on, lowest first, or None.

    Numbers give every step from 1 to 5, or 0 or 1 to 10. Of words only those somebody chose are
    known; two at least.
    """
    distinct = {cell for cell in cells if cell}
    if distinct and all(re.fullmatch(r"\d{1,2}", answer) for answer in distinct):
        start, end = number_ends(distinct)
        return [str(step) for step in range(start, end + 1)] if end <= 10 else None
    if distinct and all(plain(answer) in AGREEMENT for answer in distinct):
        by_step = sorted(distinct, key=lambda answer: AGREEMENT[plain(answer)])
        return by_step if len(by_step) >= 2 else None
    found = in_scale(distinct) if 2 <= len(distinct) <= 11 else None
    return list(found) if found else None


def number_ends(answers: Iterable[str]) -> tuple[int, int]:
    """Return the ends of the usual scale these whole numbers are on: 1 to 5, else 0 or 1 to 10.

    >>> number_ends(["2", "5"]), number_ends(["0", "3"]), number_ends(["7", "3"])
    ((1, 5), (0, 10), (1, 10))
    """
    values = [int(answer) for answer in answers if re.fullmatch(r"\d{1,2}", answer)]
    if 0 in values:
        return 0, 10
    return (1, 5) if max(values, default=5) <= 5 else (1, 10)


def separator_of(question: Mapping[str, Any], answers: Sequence[str]) -> str:
    """Return what joins the choices of one cell: `;` of Microsoft, `, ` of Google, or nothing."""
    if question["type"] == "ranking":
        return ";"
    if question["type"] != "several":
        return ""
    told = understand("", answers).separator
    return told or (";" if any(";" in answer for answer in answers) else ", ")


def _choices(answers: Sequence[str], separator: str) -> dict[str, Any]:
    """Return the settings of a list: each answer is a choice but for people's own words.

    Their own are answers that one person gave, long or of five words and more, among others that
    several gave; what is no step of the scale that all others are on; and whatever is beyond the
    most choices there can be.
    """
    spelt: dict[str, Counter[str]] = {}
    for answer in answers:
        for choice in choices(answer, separator):
            spelt.setdefault(plain(choice), Counter())[choice] += 1
    often = [counts.total() > 1 for counts in spelt.values()]
    own = {
        key
        for key, counts in spelt.items()
        if counts.total() == 1 and any(often) and (len(key) > LONGEST_CHOICE or key.count(" ") >= 4)
    }
    own |= set(map(plain, strangers(answers)))
    commonest = sorted(spelt.keys() - own, key=lambda key: -spelt[key].total())[:MOST_CHOICES]
    labels = [spelt[key].most_common(1)[0][0] for key in commonest]
    in_order = list(in_scale(labels) or in_reading_order(labels)) if labels else []
    if len(in_order) == 1:
        in_order.append(OPPOSITES.get(plain(in_order[0]), "Another answer"))
    taken = {OTHER}
    found: dict[str, Any] = {
        "choices": [
            {"name": _code(label, taken, "choice"), "label": {"en": label}} for label in in_order
        ]
    }
    if len(commonest) < len(spelt):
        found |= {"other": True, "other_label": {"en": "In their own words"}}
    return found


def _code(text: str, taken: set[str], otherwise: str) -> str:
    """Return a name made of the letters of a text that is not `taken` yet, and take it."""
    ascii_only = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    code = re.sub(r"[^a-z0-9]+", "_", ascii_only).strip("_")[:40].strip("_")
    if not code[:1].isalpha():
        code = f"{otherwise}_{code}".strip("_")
    unique, number = code, 1
    while unique in taken:
        number += 1
        unique = f"{code}_{number}"
    taken.add(unique)
    return unique


def how_many_fit(headings: Sequence[str], form: Form) -> int:
    """Return how many columns answer a question of a form."""
    return sum(use.startswith(SAME) for use in same_uses(headings, form))


def best_form(fits: Mapping[int, int], columns: int) -> int | None:
    """Return the key of the form that most of so many columns fit, when at least half of them do;
    of those that fit as many the first."""
    best = max(fits, key=lambda key: fits[key], default=None)
    return best if best is not None and 2 * fits[best] >= max(2, columns) else None


def question_of(form: Form, name: str) -> Question | None:
    """Return the question of this name that a column can answer."""
    found = (q for q in form["questions"] if q["name"] == name and q["type"] in IMPORTABLE)
    return next(found, None)
