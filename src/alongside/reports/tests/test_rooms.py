"""What was said in a room leaves it as a file: every type of question, asked once and again."""

import csv
import html
import io
import re
from datetime import timedelta
from zipfile import is_zipfile

import pytest

from alongside.asks.models import Response
from alongside.gatherings import actions as gatherings
from alongside.live import actions, telling
from alongside.methods import agenda
from alongside.methods.questions import type_of
from alongside.methods.tests.questions_form import ANSWERS, QUESTIONS

CARDS = {
    "title": "Is it co-production?",
    "minutes": 5,
    "about": "",
    "kind": "cards",
    "cards": [{"text": "A survey"}, {"text": "A budget decided together"}],
    "places": ["It is", "It is not"],
}
AGENDA = [
    *(
        {
            "title": kind,
            "minutes": 5,
            "about": "",
            "kind": "question",
            "question": {"type": kind} | question,
            "why": True,
        }
        for kind, question in QUESTIONS.items()
        if kind != "own_code"
    ),
    CARDS,
]
PLACED = {"rows": {"card_1": "place_2", "card_2": "place_1"}}
PEOPLE = 12
KINDS = ("pdf", "docx", "xlsx", "csv")


@pytest.fixture(autouse=True)
def _clock(monkeypatch, now):
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)


@pytest.fixture
def room(cast, now):
    programme = gatherings.add_programme(organisation=cast.here, name="In practice", now=now)
    version = gatherings.add_design(
        programme=programme,
        name="One",
        contents=gatherings.Contents(minutes=90, agenda=AGENDA),
        by=cast.amira,
        now=now,
    )
    starts = now + timedelta(hours=1)
    details = gatherings.Plan(starts=starts, ends=starts + timedelta(hours=1), capacity=40)
    held = gatherings.plan(programme=programme, details=details, by=cast.amira, now=now)
    held.version = version
    held.save(update_fields=["version"])
    return actions.open_room(gathering=held, by=cast.amira, now=now)


def everybody_answers(room, seats, place, asking, answers, why):
    actions.go(room=room, place=place)
    for seat in seats:
        actions.give(asking=asking, seat=seat, turn=1, answers=answers, why=why)
    actions.reveal(asking=asking, shown=True)
    assert telling.part(telling.look(room))


@pytest.fixture
def wave(room, now):
    """The answers of a closed room: twelve people answered everything, and two things again."""
    seats = [actions.take_seat(room=room) for _ in range(PEOPLE)]
    for step in room.steps.all():
        answers = ANSWERS.get(step.item["title"], PLACED)
        why = "" if step.kind == "cards" else f"Why {step.item['title']}"
        everybody_answers(room, seats, step.place, step.askings.get(), answers, why)
        room.refresh_from_db()
    for place in (1, len(AGENDA)):
        again = actions.ask_again(step=room.steps.get(place=place))
        answers = {"choice": "clinic"} if place == 1 else PLACED
        everybody_answers(room, seats[:9], place, again, answers, "")
        room.refresh_from_db()
    return actions.close(room=room, now=now).answers


def text_of(answer):
    return " ".join(re.sub(r"<[^>]+>", " ", html.unescape(answer.content.decode())).split())


def test_the_results_of_a_room_are_read_and_taken_away(wave, cast, sign_in):
    assert Response.objects.filter(wave=wave).count() == PEOPLE
    at = f"/o/sandbrook-council/reports/waves/{wave.pk}/"
    page = text_of(sign_in(cast.tom).post(at, follow=True))
    for item in AGENDA:
        question = agenda.question_of(item)
        if type_of(question).name not in {"short", "long"}:
            assert question["label"]["en"] in page
    assert "Is it co-production? A survey" in page
    assert "What should the room be like? (asked again)" in page
    assert "Is it co-production? (asked again): A survey" in page
    assert "Small and quiet" not in page
    assert "Why one" not in page
    assert "In people’s own words" in page
    assert "What should the room be like? (asked again) Why?" in page
    files = {kind: sign_in(cast.tom).get(f"{at}results.{kind}") for kind in KINDS}
    assert {kind: answer.status_code for kind, answer in files.items()} == dict.fromkeys(KINDS, 200)
    assert files["pdf"].content.startswith(b"%PDF-")
    assert all(is_zipfile(io.BytesIO(files[kind].content)) for kind in ("docx", "xlsx"))
    rows = list(csv.reader(io.StringIO(files["csv"].content.decode("utf-8-sig"))))
    tables = {row[0] for row in rows}
    assert {
        "Is it co-production? A survey",
        "What should the room be like? (asked again)",
    } < tables


def test_links_lead_from_the_session_and_from_the_remote_to_the_results(wave, room, cast, sign_in):
    tom, session = sign_in(cast.tom), f"/o/sandbrook-council/sessions/{room.gathering_id}/"
    here = f"{session}room/{room.pk}/"
    for page in (session, f"{session}room/"):
        assert f'href="{here}"' in tom.get(page).content.decode()
    results = f"/o/sandbrook-council/reports/waves/{wave.pk}/"
    assert f'href="{results}"' in tom.get(here).content.decode()
    assert tom.get(f"/o/sandbrook-council/ask/waves/{wave.pk}/").status_code == 200


def test_what_people_wrote_can_be_put_into_themes(wave, cast, sign_in):
    page = sign_in(cast.priya).get("/o/sandbrook-council/themes/start/")
    assert "In the room: In practice" in page.content.decode()


def test_a_question_asked_again_stands_beside_its_first_time(room, cast, now, sign_in):
    seats = [actions.take_seat(room=room) for _ in range(20)]
    step = room.steps.get(place=1)
    actions.go(room=room, place=1)
    asking = step.askings.get()
    for clinic in (10, 14):
        for number, seat in enumerate(seats):
            answers = {"choice": "clinic" if number < clinic else "living"}
            actions.give(asking=asking, seat=seat, turn=1, answers=answers)
        if clinic == 10:
            asking = actions.ask_again(step=step)
    wave = actions.close(room=room, now=now).answers
    at = f"/o/sandbrook-council/reports/waves/{wave.pk}/"
    page = text_of(sign_in(cast.tom).post(at, follow=True))
    both = page.split("What should the room be like?: both times", 1)[1]
    assert "First: 20 of 20 answered. Again: 20 of 20 answered" in both
    assert "Like a clinic First 10 Again 14" in both
    rows = sign_in(cast.tom).get(f"{at}results.csv").content.decode("utf-8-sig")
    assert "What should the room be like?: both times" in rows
    assert sign_in(cast.tom).get(f"{at}results.pdf").content.startswith(b"%PDF-")
