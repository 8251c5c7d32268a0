"""A charter as people write it: principles, their promises below them, easy words after a bar."""

from collections.abc import Iterable, Iterator
from typing import Any

MOST_PRINCIPLES, MOST_PROMISES = 12, 10

STARTER = """\
Trust | We trust each other
- We never decide about you without you | You are in the room when we decide
- We choose together what comes first | We ask you what matters most
- We look for the answer together | We find the answer with you
Seeing the same thing | We want the same thing
- We agree what we want to reach | We say what we want to do
- We agree what good would look like | We say how we will know it is good
- We keep in mind what each of us has to carry | We know that you have a lot to do
Being equals | Nobody is more important
- Everybody can take part, whatever they need | You can join in. We help you
- We learn from each other | You teach us. We teach you
- We share the work and the credit | We do it together, and say who did it
Trying new ways | We try new ideas
- We plan with imagination, and try things | We try things out
- We work in the way that suits you | You choose how we do it
- We take the time that a good answer needs | Good things can take time
Telling each other | We talk to each other
- Everybody hears what happens | We tell you the news
- We say what we can do and what we cannot | We are honest with you
- Everything comes in a way that you can use | You can read it, hear it or see it
"""
"""Five principles with three promises each, to begin from."""


def read(text: str, before: Iterable[dict[str, str]] = ()) -> list[dict[str, Any]]:
    """Return the principles in a text. A promise whose words were there `before`, in any version,
    keeps its key; no other gets the key of one that was. Raises ValueError with one sentence that
    says what and where.

    >>> read("Trust | We trust you\\n- Nothing without you | You are there")
    [{'name': 'Trust', 'easy': 'We trust you', 'promises': [{'key': 'p1', 'text': 'Nothing without \
you', 'easy': 'You are there'}]}]
    >>> read("- Nothing without you")
    Traceback (most recent call last):
        ...
    ValueError: Line 1: write the principle first, and its promises below it
    """
    known = {promise["text"]: promise["key"] for promise in before}
    keys = _new_keys(known.values())
    found: list[dict[str, Any]] = []
    for number, raw in enumerate(text.splitlines(), 1):
        line = " ".join(raw.split())
        if not line:
            continue
        words, _, easy = (part.strip() for part in line.lstrip("- ").partition("|"))
        if not words:
            raise ValueError(f"Line {number}: there are no words before the easy ones")
        if not line.startswith("-"):
            found.append({"name": words, "easy": easy, "promises": []})
        elif not found:
            raise ValueError(f"Line {number}: write the principle first, and its promises below it")
        else:
            promise = {"key": known.get(words) or next(keys), "text": words, "easy": easy}
            found[-1]["promises"].append(promise)
    _check(found)
    return found


def _new_keys(taken: Iterable[str]) -> Iterator[str]:
    there = set(taken)
    return iter(key for n in range(1, 10_000) if (key := f"p{n}") not in there)


def _check(found: list[dict[str, Any]]) -> None:
    if not found:
        raise ValueError("Write at least one principle with a promise")
    if len(found) > MOST_PRINCIPLES:
        raise ValueError(f"Write {MOST_PRINCIPLES} principles or fewer")
    texts: set[str] = set()
    for one in found:
        if not one["promises"]:
            raise ValueError(f"“{one['name']}” has no promise: begin a line below it with a dash")
        if len(one["promises"]) > MOST_PROMISES:
            raise ValueError(f"“{one['name']}” has more than {MOST_PROMISES} promises")
        for promise in one["promises"]:
            if promise["text"] in texts:
                raise ValueError(f"The promise “{promise['text']}” is there twice")
            texts.add(promise["text"])
            if max(len(promise["text"]), len(promise["easy"]), len(one["name"])) > 200:
                raise ValueError("Write 200 letters or fewer for each principle and promise")


def written(principles: Iterable[dict[str, Any]]) -> str:
    """Return principles as people write them.

    >>> written(read("Trust\\n- Nothing without you | You are there"))
    'Trust\\n- Nothing without you | You are there'
    """
    lines = []
    for one in principles:
        lines.append(_line(one["name"], one["easy"]))
        lines += [f"- {_line(promise['text'], promise['easy'])}" for promise in one["promises"]]
    return "\n".join(lines)


def _line(words: str, easy: str) -> str:
    return f"{words} | {easy}" if easy else words
