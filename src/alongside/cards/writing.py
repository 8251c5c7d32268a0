"""Cards as a person types them, and the form that asks about them."""

from collections.abc import Mapping
from typing import Any

MOST = 40
NOTES = 5000
"""Letters that the notes of an item have at most."""
RATES = ("Not at all", "A little", "A lot")
TOLD_BACK = "told_back"
"""The tag of a question whose answer its own page afterwards shows to whoever gave it."""


def lines(text: str) -> list[str]:
    """Return the lines of a text that say something."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def read(*, ask: str, places: str, rate: str, questions: str, cards: str) -> dict[str, Any]:
    """Return the content of a deck from what was typed.

    A blank line stands between cards. The first line of a card is its words; “= Myth” says where
    it belongs, “Why:” why, “Source:” who says so; any other line is about the card. ValueError,
    with words for whoever typed it, where it cannot be read.
    """
    where = lines(places)
    if len(where) < 2 or len({one.casefold() for one in where}) < len(where):
        raise ValueError("Write at least two places, each once, one a line")
    found = [_card(number, block, where) for number, block in enumerate(_blocks(cards), start=1)]
    if not found or len(found) > MOST:
        raise ValueError(f"Write at least one card, and {MOST} at most")
    words = [card["text"].casefold() for card in found]
    if twice := next(
        (card["text"] for card in found if words.count(card["text"].casefold()) > 1), ""
    ):
        raise ValueError(f"The card “{twice}” is there twice")
    return {
        "ask": ask.strip(),
        "places": where,
        "rate": rate.strip(),
        "questions": lines(questions),
        "cards": found,
    }


def _blocks(text: str) -> list[list[str]]:
    blocks: list[list[str]] = [[]]
    for line in text.splitlines():
        if line.strip():
            blocks[-1].append(line.strip())
        elif blocks[-1]:
            blocks.append([])
    return [block for block in blocks if block]


def _card(number: int, block: list[str], places: list[str]) -> dict[str, str]:
    card = {
        "key": f"c{number}",
        "text": block[0],
        "about": "",
        "place": "",
        "why": "",
        "source": "",
    }
    if len(block[0]) > 300:
        raise ValueError(f"Card {number} is longer than 300 letters")
    about = []
    for line in block[1:]:
        if line.startswith("="):
            place = line[1:].strip()
            if place not in places:
                raise ValueError(f"Card {number}: “{place}” is none of the places")
            card["place"] = place
        elif line.startswith("Why:"):
            card["why"] = line[4:].strip()
        elif line.startswith("Source:"):
            card["source"] = line[7:].strip()
        else:
            about.append(line)
    return card | {"about": " ".join(about)}


def written(content: Mapping[str, Any]) -> dict[str, str]:
    """Return the content of a deck as it is typed: the other way round from `read`."""
    return {
        "ask": content["ask"],
        "places": "\n".join(content["places"]),
        "rate": content["rate"],
        "questions": "\n".join(content["questions"]),
        "cards": "\n\n".join("\n".join(_typed(card)) for card in content["cards"]),
    }


def _typed(card: Mapping[str, str]) -> list[str]:
    marks = {"place": "= ", "why": "Why: ", "source": "Source: "}
    more = [mark + card[name] for name, mark in marks.items() if card[name]]
    return [card["text"], *([card["about"]] if card["about"] else []), *more]


def form(title: str, content: Mapping[str, Any]) -> dict[str, Any]:
    """Return the form that asks about each card in turn: where it belongs, how much it is so, and
    what people say about it in their own words."""
    questions: list[dict[str, Any]] = []
    for card in content["cards"]:
        key, text = card["key"], card["text"]
        hint = " ".join(part for part in (card["about"], content["ask"]) if part)
        questions.append(_one(key, text, content["places"]) | {"tags": [TOLD_BACK]})
        if hint:
            questions[-1]["hint"] = {"en": hint}
        if content["rate"]:
            questions.append(_one(f"{key}_rate", f"{text}: {content['rate']}", RATES))
        questions += [
            {"type": "long", "name": f"{key}_q{number}", "label": {"en": f"{text}: {asked}"}}
            for number, asked in enumerate(content["questions"], start=1)
        ]
    return {
        "title": {"en": title},
        "languages": ["en"],
        "intro": {"en": "One card at a time. You can leave any of them out, go back, and change."},
        "questions": questions,
    }


def _one(name: str, label: str, choices: Any) -> dict[str, Any]:
    return {
        "type": "one",
        "name": name,
        "label": {"en": label},
        "choices": [
            {"name": f"p{number}", "label": {"en": text}}
            for number, text in enumerate(choices, start=1)
        ],
    }


def item(title: str, content: Mapping[str, Any], minutes: int) -> dict[str, Any]:
    """Return the item of an agenda in which everybody in the room places the cards
    (`methods.agenda`). Where each belongs, and why, stands in its notes, for whoever leads."""
    belongs = [
        f"- {card['text']} **{card['place']}.** {card['why']}".rstrip()
        for card in content["cards"]
        if card["place"]
    ]
    return {
        "kind": "cards",
        "title": title,
        "minutes": minutes,
        "about": content["ask"],
        "notes": "\n".join(belongs)[:NOTES],
        "cards": [{"text": card["text"], "about": card["about"]} for card in content["cards"]],
        "places": list(content["places"]),
    }
