"""Ten-question answers through the pages, one core; beside a loop that only reads and inserts."""

import json
import sqlite3
import time
import uuid
from typing import Any
from urllib.parse import urlencode

from alongside.cli.bench import Figure, Found, installation_of_its_own

RESPONSES = 300
AS_BROWSERS_DO = "application/x-www-form-urlencoded"
YARDSTICK = "a loop that reads the same post and inserts one row"


def form() -> dict[str, Any]:
    """Return a form of ten questions: seven scales, two choices, one text."""
    scales = [
        {"type": "agreement", "name": f"scale{n}", "label": {"en": f"Statement {n}"}}
        for n in range(7)
    ]
    choices = [{"name": n, "label": {"en": n}} for n in ("yes", "no", "maybe")]
    return {
        "title": {"en": "Ten questions"},
        "languages": ["en"],
        "intro": {},
        "questions": [
            *scales,
            {"type": "one", "name": "one", "label": {"en": "One of these"}, "choices": choices},
            {
                "type": "several",
                "name": "many",
                "label": {"en": "Any of these"},
                "choices": choices,
            },
            {"type": "long", "name": "words", "label": {"en": "In your own words"}},
        ],
    }


def post(number: int) -> dict[str, str]:
    """Return what one browser sends."""
    scales = {f"scale{n}": str(1 + (number + n) % 5) for n in range(7)}
    return scales | {"one": "yes", "many": "no", "words": f"What person {number} wrote."}


def measure() -> Found:
    """Return responses a second and CPU a response, each sent as two posts: all answers, then the
    check."""
    installation_of_its_own()
    from django.test import Client
    from django.utils import timezone

    from alongside.asks import actions
    from alongside.asks.models import Box
    from alongside.people.actions import create_organisation

    now = timezone.now()
    made = actions.make_form(
        organisation=create_organisation(name="Bench", now=now), title="x", draft=form(), now=now
    )
    version = actions.publish(form=made, now=now)
    wave = actions.open_wave(version=version, mode="anonymous", opens=now)

    client = Client()

    def respond(number: int) -> None:
        client.cookies.clear()
        client.post(f"/a/{wave.code}/all/", urlencode(post(number)), content_type=AS_BROWSERS_DO)
        client.post(f"/a/{wave.code}/check/")

    for number in range(20):
        respond(number)
    began, cpu = time.perf_counter(), time.process_time()
    for number in range(RESPONSES):
        respond(number)
    took, cpu = time.perf_counter() - began, time.process_time() - cpu
    plain = _plain_loop()
    more = Box.objects.count() - (RESPONSES + 20)
    return Found(
        [
            Figure("responses a second", RESPONSES / took, "per_second", YARDSTICK, plain / took),
            Figure("CPU a response", 1000 * cpu / RESPONSES, "ms", YARDSTICK, cpu / plain),
            Figure("answers lost", max(0, -more), "count"),
            Figure("answers counted twice", max(0, more), "count"),
        ]
    )


def _plain_loop() -> float:
    """Return the seconds a plain loop takes for as many responses."""
    from alongside.methods.questions import read_all

    database = sqlite3.connect(":memory:")
    database.execute("CREATE TABLE answers (id text primary key, answers text)")
    asked = form()
    began = time.perf_counter()
    for number in range(RESPONSES):
        posted = {name: [value] for name, value in post(number).items()}
        answers = json.dumps(read_all(asked, posted).answers)
        with database:
            database.execute("INSERT INTO answers VALUES (?, ?)", [uuid.uuid4().hex, answers])
    return time.perf_counter() - began
