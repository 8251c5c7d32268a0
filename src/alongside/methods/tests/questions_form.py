"""A form with a question of every type, as a session might ask it, for the tests of the engine."""

from copy import deepcopy
from typing import Any


def words(text: str) -> dict[str, str]:
    return {"en": text}


def choice(name: str, label: str) -> dict[str, Any]:
    return {"name": name, "label": words(label)}


ROOMS = [choice("living", "Like a living room"), choice("clinic", "Like a clinic")]
QUESTIONS: dict[str, dict[str, Any]] = {
    "one": {"label": words("What should the room be like?"), "choices": ROOMS, "other": True},
    "several": {
        "label": words("What helps you feel calm?"),
        "choices": [
            choice("tea", "Tea"),
            choice("sofa", "A sofa"),
            choice("none", "None of these"),
        ],
        "other": True,
        "at_most": 2,
        "exclusive": ["none"],
    },
    "agreement": {"label": words("The session was relevant to my work")},
    "scale": {
        "label": words("How likely are you to tell a colleague about it?"),
        "start": 0,
        "end": 10,
        "low": words("Not at all likely"),
        "high": words("Very likely"),
    },
    "slider": {
        "label": words("How much of your day is it?"),
        "start": 0,
        "end": 100,
        "step": 5,
        "low": words("None of it"),
        "high": words("All of it"),
    },
    "before_now": {
        "label": words("How well do you understand co-production?"),
        "subject": words("how well you understand co-production"),
    },
    "short": {"label": words("What is your job?"), "subject": words("your job")},
    "long": {"label": words("What would you change?")},
    "number": {
        "label": words("How many people are in your team?"),
        "min": 1,
        "max": 500,
        "unit": words("people"),
    },
    "date": {
        "label": words("When did you start?"),
        "earliest": "1950-01-01",
        "latest": "2026-12-31",
    },
    "ranking": {
        "label": words("What matters most?"),
        "choices": [choice("time", "Time"), choice("place", "Place"), choice("food", "Food")],
    },
    "points": {
        "label": words("What should the money go to?"),
        "choices": [choice("bus", "Buses"), choice("park", "The park"), choice("club", "A club")],
        "total": 20,
    },
    "matrix": {
        "label": words("How good were these?"),
        "rows": [choice("room", "The room"), choice("pace", "The pace")],
        "choices": [choice("poor", "Poor"), choice("good", "Good")],
    },
    "name_one": {"label": words("Name a model of co-production"), "glossary": False},
    "file": {"label": words("Add a photo of the room"), "takes": "pictures", "most": 3},
    "own_code": {"label": words("Make a code that you can make again next year")},
    "consent": {
        "label": words("How we use your answers"),
        "words": words("The team reads them.\n\n- We keep them for **one** year."),
    },
}
NOTE: dict[str, Any] = {
    "label": words("About the room"),
    "words": words("The next questions are about *the room*.\n\nTake your time."),
}
ANSWERS: dict[str, dict[str, Any]] = {
    "one": {"choice": "other", "other": "Small and quiet"},
    "several": {"choices": ["tea", "other"], "other": "Music"},
    "agreement": {"value": 4},
    "scale": {"value": 9},
    "slider": {"value": 35},
    "before_now": {"before": 2, "now": 4},
    "short": {"text": "Social worker"},
    "long": {"text": "A longer break.\nMore tea."},
    "number": {"value": 12},
    "date": {"date": "2025-03-01"},
    "ranking": {"order": ["food", "time", "place"]},
    "points": {"points": {"bus": 15, "club": 5}},
    "matrix": {"rows": {"room": "poor", "pace": "good"}},
    "name_one": {"text": "Arnsteins lader"},
    "own_code": {"text": "M-17 a"},
    "consent": {"agreed": True},
    "file": {
        "files": [
            {"code": "2" * 24, "name": "IMG_1.jpg", "ending": "webp", "size": 81_234},
            {"code": "D" * 24, "name": "", "ending": "pdf", "size": 1_260_000},
        ]
    },
}


EVERY = {**QUESTIONS, "note": NOTE}
"""A question of each type, and words to read."""


def question(kind: str, **changes: Any) -> dict[str, Any]:
    """Return the question of a type, named q, with changes; None takes a setting away."""
    whole = {"type": kind, "name": "q"} | deepcopy(EVERY[kind]) | changes
    return {key: value for key, value in whole.items() if value is not None}


def form(*questions: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """Return a form of these questions, or of one of every type named after it."""
    every = [question(kind, name=kind) for kind in QUESTIONS]
    head = {"title": words("After the session"), "languages": ["en"], "intro": words("Thank you.")}
    return head | {"questions": list(questions) or every} | changes
