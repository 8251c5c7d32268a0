"""The agenda of a session: a list of items, each a plain mapping, that a room steps through.

Every item has `title` (what people read), `minutes` and `about` (a note on it, or ""). It may have
`kind` (a talk, if it says nothing), `notes` (for whoever leads, in Markdown) and `outcomes` (what
people are to learn by it, each in words). What else stands in it depends on the kind:

- `talk`: nothing. People read the title and `about`.
- `slide`: `words` in Markdown, and perhaps `picture`, the code of a picture that is kept, and
  `video` {"address", "title", "captions", "transcript"}: an address on the web, what it is called,
  whether it has captions, and what is said in it.
- `question`: `question`, as in a form (`methods.questions`), perhaps with pictures beside its
  choices; its name is given by the room. With `why` people may say why in their own words, beside
  their answer.
- `cards`: `cards` [{"text", "about"}] and `places` [words]; everybody puts every card in a place.
- `wall`: `ask` (what people write about), `columns` [words], `votes` (dots a person, 0 for none)
  and `private` (whether everybody writes for themselves first).
- `breakout`: `how` ("random", "choice", "mix" or "list"), `size` (people in a group), `words` (what
  the groups do, in Markdown) and perhaps `talk` (how they talk: "open", "round" or "silent"); with
  `columns` each group has a wall of its own, with `groups` [{"text", "about"}] names: by a list,
  `about` says who is in it. For a mix, `roles` [words] are what people are asked.
- `evaluation`, `break`: nothing.
- `timer`: `words`.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from typing import Any, TypeGuard

from alongside.methods.questions import check_form, joins, picturing, says_who
from alongside.methods.questions.messages import DEFAULT

type Item = Mapping[str, Any]

KINDS = {
    "talk": "Talk",
    "slide": "Slide",
    "question": "Question",
    "cards": "Cards to place",
    "wall": "Ideas wall",
    "breakout": "Small groups",
    "evaluation": "Evaluation",
    "break": "Break",
    "timer": "Time to think or do",
}
"""Every kind of item, and what people call it."""

HOW = {
    "random": "At random",
    "choice": "Everybody chooses",
    "mix": "A mix of teams and roles",
    "list": "By a list",
}
"""How a room is split into small groups."""

TALK = {
    "open": "All together",
    "round": "One after the other",
    "silent": "Everybody writes alone first",
}
"""How a small group talks."""

ROLES = (
    "I use services",
    "I care for somebody",
    "I work with people",
    "I make decisions",
)
"""What people are asked before a mix, unless the item has its own."""

WHY, LETTERS = "Say why, if you like", 300
"""What people read beside a question where they may say why, and how long that may be."""

LIMITS = {
    "title": 200,
    "about": 1_000,
    "notes": 10_000,
    "words": 10_000,
    "ask": 300,
    "transcript": 20_000,
}
"""How many letters each text may have."""

LINES = {
    "outcomes": 300,
    "cards": 300,
    "places": 100,
    "columns": 100,
    "groups": 1_000,
    "roles": 100,
}
"""How many letters each text of a list may have."""

MOST = {"outcomes": 12, "cards": 40, "places": 12, "columns": 12, "groups": 50, "roles": 12}
"""How many texts each list may have."""


def kind_of(item: Item) -> str:
    return str(item.get("kind", "talk"))


def minutes(agenda: Iterable[Item]) -> int:
    """Return how long an agenda takes, its breaks with it."""
    return sum(item["minutes"] for item in agenda)


def starts(agenda: Iterable[Item]) -> list[int]:
    """Return after how many minutes each item begins.

    >>> starts([{"minutes": 10}, {"minutes": 5}, {"minutes": 20}])
    [0, 10, 15]
    """
    return list(accumulate((item["minutes"] for item in agenda), initial=0))[:-1]


def break_minutes(agenda: Iterable[Item]) -> int:
    """Return how many minutes of an agenda are breaks."""
    return minutes(item for item in agenda if kind_of(item) == "break")


def outcomes(agenda: Sequence[Item]) -> dict[str, list[int]]:
    """Return what people are to learn, each with the places (from 1) of the items it is learned by,
    in the order of the agenda."""
    found: dict[str, list[int]] = {}
    for place, item in enumerate(agenda, start=1):
        for words in texts(item, "outcomes"):
            found.setdefault(words, []).append(place)
    return found


def pictures(agenda: Iterable[Item]) -> list[str]:
    """Return the codes of the pictures in an agenda: of slides, and beside choices."""
    found = list(agenda)
    shown = [item["picture"] for item in found if item.get("picture")]
    return shown + picturing.pictures(item["question"] for item in found if item.get("question"))


def check(item: Item) -> Iterator[str]:
    """Yield what is wrong with an item, in words; nothing where it can be run."""
    if not str(item.get("title", "")).strip():
        yield "has no title"
    if not isinstance(item.get("about"), str):
        yield "has no “about”; it may be empty"
    length = item.get("minutes")
    if not _whole(length) or not 0 <= length <= 1440:
        yield "needs its minutes, a whole number from 0 to 1440"
    for name, most in LIMITS.items():
        if len(str(item.get(name, ""))) > most:
            yield f"has more than {most} letters in “{name}”"
    for name, most in LINES.items():
        if any(len(text) > most for text in texts(item, name)):
            yield f"has more than {most} letters in one of its {name}"
        if len(texts(item, name)) > MOST[name]:
            yield f"has more than {MOST[name]} {name}"
    kind = kind_of(item)
    if kind not in KINDS:
        yield f"is of a kind that does not exist: “{kind}”"
        return
    yield from _CHECKS.get(kind, _nothing)(item)


def _whole(number: Any) -> TypeGuard[int]:
    return isinstance(number, int) and not isinstance(number, bool)


def _nothing(_: Item) -> Iterator[str]:
    yield from ()


def _slide(item: Item) -> Iterator[str]:
    video = item.get("video")
    if not str(item.get("words", "")).strip() and not video and not item.get("picture"):
        yield "has neither words nor a picture nor a video"
    if video and not str(video.get("address", "")).startswith("https://"):
        yield "has a video whose address does not start with https://"
    if video and not str(video.get("title", "")).strip():
        yield "has a video without a title"
    if video and len(str(video.get("transcript", ""))) > LIMITS["transcript"]:
        yield f"has more than {LIMITS['transcript']} letters in what is said in its video"


def _question(item: Item) -> Iterator[str]:
    if not isinstance(item.get("question"), Mapping):
        yield "has no question"
        return
    if joins(item["question"]):
        yield "asks for a code of their own, which joins two surveys; ask for it in a form"
    if says_who(item["question"]):
        yield "asks for a file, which says who somebody is; ask for it in a form, not in a room"
    yield from _asked(item)


def _asked(item: Item) -> Iterator[str]:
    yield from (problem.text for problem in check_form(form([question_of(item)], "In the room")))


def _cards(item: Item) -> Iterator[str]:
    if len(texts(item, "cards")) < 1 or len(texts(item, "places")) < 2:
        yield "needs a card or more, and two places or more"
    elif twice(texts(item, "cards")) or twice(texts(item, "places")):
        yield "has a card or a place twice"
    else:
        yield from _asked(item)


def _wall(item: Item) -> Iterator[str]:
    if not str(item.get("ask", "")).strip():
        yield "does not say what people write about"
    columns = texts(item, "columns")
    if not columns or twice(columns):
        yield "needs a column or more, each with a name of its own"
    votes = item.get("votes", 0)
    if not _whole(votes) or not 0 <= votes <= 50:
        yield "gives a person from 0 to 50 votes"


def _breakout(item: Item) -> Iterator[str]:
    if item.get("how") not in HOW:
        yield "does not say how the groups are made"
    size = item.get("size")
    if not _whole(size) or not 2 <= size <= 50:
        yield "needs groups of 2 to 50 people"
    if not str(item.get("words", "")).strip():
        yield "does not say what the groups do"
    if item.get("talk", "open") not in TALK:
        yield "does not say how the groups talk"
    columns = texts(item, "columns")
    if "columns" in item and (not columns or twice(columns)):
        yield "needs a column or more on the walls of its groups, each with a name of its own"
    if item.get("talk") == "silent" and not columns:
        yield "needs columns: people who write alone need a wall to write on"
    if twice(texts(item, "groups")) or twice(texts(item, "roles")):
        yield "has a group or a role twice"


_CHECKS: Mapping[str, Callable[[Item], Iterator[str]]] = {
    "slide": _slide,
    "question": _question,
    "cards": _cards,
    "wall": _wall,
    "breakout": _breakout,
}


def texts(item: Item, name: str) -> list[str]:
    """Return the texts of a list in an item, each stripped, the empty ones left out."""
    found = item.get(name) or []
    words = (one.get("text", "") if isinstance(one, Mapping) else str(one) for one in found)
    return [text for text in (word.strip() for word in words) if text]


def roles(item: Item) -> list[str]:
    """Return what people are asked before they are mixed."""
    return texts(item, "roles") or list(ROLES)


def listed(item: Item) -> list[tuple[str, list[str]]]:
    """Return the groups of a breakout that have a name, each with who is on its list.

    >>> listed({"groups": [{"text": "Blue", "about": "Amira, Ben "}, {"text": "Red"}]})
    [('Blue', ['Amira', 'Ben']), ('Red', [])]
    """
    found = [one if isinstance(one, Mapping) else {"text": one} for one in item.get("groups") or []]
    return [
        (
            one["text"].strip(),
            [who for name in one.get("about", "").split(",") if (who := name.strip())],
        )
        for one in found
        if one["text"].strip()
    ]


def twice(words: Iterable[str]) -> bool:
    """Return whether a word stands there more than once, in any case."""
    found = [word.casefold() for word in words]
    return len(set(found)) < len(found)


def question_of(item: Item, name: str = "q") -> dict[str, Any]:
    """Return the question that an item asks, under a name that the room gives it.

    Cards to place are a matrix: a row for each card, a column for each place. What the item is
    about is its hint, and what a card is about stands behind the card.

    >>> cards = [{"text": "A survey", "about": "once"}, {"text": "A vote", "about": ""}]
    >>> item = {"kind": "cards", "title": "Is it?", "about": "", "cards": cards, "places": ["Yes"]}
    >>> [row["label"]["en"] for row in question_of(item)["rows"]]
    ['A survey (once)', 'A vote']
    """
    if kind_of(item) != "cards":
        return {**item["question"], "name": name}
    hint = {"hint": {DEFAULT: item["about"]}} if item["about"] else {}
    return {
        "type": "matrix",
        "name": name,
        "label": {DEFAULT: item["title"]},
        **hint,
        "rows": [
            {"name": f"card_{number}", "label": {DEFAULT: _card(card)}}
            for number, card in enumerate(_written(item["cards"]), start=1)
        ],
        "choices": [
            {"name": f"place_{number}", "label": {DEFAULT: text}}
            for number, text in enumerate(texts(item, "places"), start=1)
        ],
    }


def why_of(item: Item, name: str = "q") -> dict[str, Any] | None:
    """Return what asks people why, beside the question of an item, whose name it goes by; None
    where they are not asked."""
    if not item.get("why"):
        return None
    return {"type": "short", "name": f"{name}_why", "label": {DEFAULT: WHY}, "limit": LETTERS}


def _written(cards: Iterable[Mapping[str, str]]) -> Iterator[Mapping[str, str]]:
    yield from (card for card in cards if card["text"].strip())


def _card(card: Mapping[str, str]) -> str:
    about = card.get("about", "")
    return f"{card['text']} ({about})" if about else card["text"]


def form(questions: Sequence[Mapping[str, Any]], title: str) -> dict[str, Any]:
    """Return these questions as a form, in the languages that the first of them has."""
    languages = list(questions[0].get("label", {})) if questions else [DEFAULT]
    return {
        "title": dict.fromkeys(languages, title),
        "languages": languages,
        "questions": list(questions),
    }
