"""Answers to "name one" are marked by the product at the close, and people decide otherwise."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from alongside.asks import actions
from alongside.asks.models import Mark, Mode

WHERE = "/o/sandbrook-council/ask/waves/{}/marks/model/"
ANSWERS = ["Arnsteins lader"] * 6 + ["The big picture"] * 6 + ["don't know", "none", "The steps"]


@pytest.fixture
def closed(open_wave, now):
    """Call it for a closed wave in which these people named a model, in this order."""

    def do(answers=ANSWERS, wave=None):
        wave = wave or open_wave()
        for number, text in enumerate(answers):
            actions.answer(
                wave=wave, answers={"model": {"text": text}}, client=f"c{number}", now=now
            )
        actions.close(wave=wave, now=now)
        wave.refresh_from_db()
        return wave

    return do


@pytest.fixture
def marks(closed, cast, sign_in):
    """Call it for a client of an analyst, the address of the marks and the marks by answer."""

    def do(answers=ANSWERS):
        wave = closed(answers)
        return (
            sign_in(cast.priya),
            WHERE.format(wave.pk),
            {mark.answer: mark for mark in wave.marks.all()},
        )

    return do


def page(client, where):
    return client.get(where).content.decode()


def row(html, answer):
    """The words of the card of one answer."""
    cards = re.findall(r'<li class="card flow".*?</li>', html, re.DOTALL)
    card = next(card for card in cards if answer in card)
    return " ".join(re.sub(r"<[^>]+>", " ", card).split())


def test_each_different_answer_gets_one_mark_at_the_close(closed):
    wave = closed()
    assert {mark.answer: (mark.right, mark.entry, mark.by) for mark in wave.marks.all()} == {
        "Arnsteins lader": (True, "arnstein", None),
        "The big picture": (False, "", None),
        "don't know": (False, "", None),
        "none": (False, "", None),
        "The steps": (False, "", None),
    }


def test_no_mark_says_in_which_order_answers_came(closed):
    texts = [f"Answer {number:02}" for number in range(40)]
    arrived = closed(texts[::-1]).marks
    assert list(arrived.order_by("marked").values_list("marked").distinct()) == [
        (arrived.first().marked,)
    ]
    stored = [mark.answer for mark in arrived.order_by("pk")]
    assert stored not in (texts, texts[::-1])
    fields = {field.name for field in Mark._meta.get_fields()}
    assert fields.isdisjoint({"response", "comment", "client", "count"})


def test_a_mark_shows_the_alias_and_who_marked(marks):
    client, where, _ = marks()
    html = page(client, where)
    assert "Taken for “Ladder of citizen participation (Arnstein)”" in row(html, "Arnsteins lader")
    assert "Marked by Alongside." in row(html, "Arnsteins lader")
    assert row(html, "don&#x27;t know").startswith("don&#x27;t know Wrong")


def test_how_many_wrote_it_is_said_only_where_enough_did(marks):
    client, where, _ = marks()
    html = page(client, where)
    assert "6 people." in row(html, "Arnsteins lader")
    assert not re.search(r"\d people", row(html, "The steps"))


def test_the_count_of_one_rare_answer_cannot_be_found_by_taking_away(marks):
    client, where, _ = marks(["Arnstein"] * 9 + ["The steps"] * 2)
    assert not re.search(r"\d people", page(client, where).split("<ul")[-1])


def test_a_person_decides_and_undoes_it(marks, cast):
    client, where, by_answer = marks()
    mark = by_answer["The steps"]
    answer = client.post(f"{where}{mark.pk}/decide/", {"right": "yes", "page": "1"})
    assert answer.headers["Location"] == f"{where}?page=1#mark-{mark.pk}"
    mark.refresh_from_db()
    assert (mark.right, mark.by) == (True, cast.priya)
    html = page(client, where)
    assert "Priya Nair decided, Tuesday 10 March 2026" in row(html, "The steps")
    assert "A person has looked at 1 of 5 marks and changed 1." in html
    client.post(f"{where}{mark.pk}/undo/")
    mark.refresh_from_db()
    assert (mark.right, mark.by) == (False, None)


def test_keeping_the_rest_leaves_what_was_decided(marks, cast):
    client, where, by_answer = marks()
    client.post(f"{where}{by_answer['none'].pk}/decide/", {"right": "yes"})
    client.post(f"{where}keep/", {"mark": [mark.pk for mark in by_answer.values()]})
    found = {mark.answer: (mark.right, mark.by) for mark in Mark.objects.all()}
    assert (found["none"], found["The steps"]) == ((True, cast.priya), (False, cast.priya))
    assert "A person has looked at every mark and changed 1." in page(client, where)


def test_words_count_next_time_and_the_marks_of_this_wave_stay(marks, version):
    client, where, by_answer = marks()
    mark = by_answer["The steps"]
    add = f"{where}{mark.pk}/next-time/"
    client.post(add, {"alias": "The steps", "entry": "arnstein", "alone": "on"})
    version.form.refresh_from_db()
    question = next(q for q in version.form.draft["questions"] if q["name"] == "model")
    entry = next(each for each in question["key"] if each["name"] == "arnstein")
    assert "The steps" in entry["alone"]
    assert actions.publish(form=version.form, now=version.published).number == 2
    mark.refresh_from_db()
    assert mark.right is False
    again = client.post(add, {"alias": "The steps", "entry": "", "alone": "on"})
    assert "“The steps” is in the list already." in again.content.decode()


def test_words_that_are_nothing_in_the_list_become_an_entry_of_their_own(marks, version):
    client, where, by_answer = marks()
    add = f"{where}{by_answer['The big picture'].pk}/next-time/"
    client.post(add, {"alias": "The big picture", "entry": ""})
    version.form.refresh_from_db()
    question = next(q for q in version.form.draft["questions"] if q["name"] == "model")
    assert question["key"][-1] == {
        "name": "the_big_picture",
        "label": {"en": "The big picture"},
        "aliases": ["The big picture"],
    }


def test_a_question_that_left_the_form_is_said(marks, version):
    client, where, by_answer = marks()
    actions.remove_question(form=version.form, name="model", now=timezone.now())
    answer = client.post(f"{where}{by_answer['none'].pk}/next-time/", {"alias": "x", "entry": ""})
    assert "This question is no longer in the form." in answer.content.decode()


def test_an_open_wave_shows_no_answer(open_wave, cast, sign_in, now):
    wave = open_wave()
    actions.answer(wave=wave, answers={"model": {"text": "Secret"}}, client="c", now=now)
    html = page(sign_in(cast.priya), WHERE.format(wave.pk))
    assert ("Secret" in html, "People can still answer" in html) == (False, True)


def test_too_few_answers_are_not_shown_and_cannot_be_marked(marks):
    client, where, by_answer = marks(["Secret"] * 4)
    html = page(client, where)
    assert ("Secret" in html, "Fewer than 5 people answered" in html) == (False, True)
    mark = by_answer["Secret"]
    assert client.post(f"{where}{mark.pk}/decide/", {"right": "yes"}).status_code == 404


def test_only_analysts_and_leads_look_at_what_people_wrote(closed, cast, sign_in):
    where = WHERE.format(closed().pk)
    whos = (cast.amira, cast.priya, cast.tom, cast.david, cast.bola)
    assert [sign_in(who).get(where).status_code for who in whos] == [200, 200, 403, 403, 404]


def test_answers_with_a_name_are_marked_too(closed, open_wave, cast, now):
    wave = open_wave(Mode.CONFIDENTIAL)
    for member in (cast.amira, cast.tom):
        actions.invite(wave=wave, member=member)
    for number, invitation in enumerate(wave.invitations.all()):
        actions.answer(
            wave=wave,
            answers={"model": {"text": "Arnstein"}},
            client=f"n{number}",
            invitation=invitation,
            now=now,
        )
    assert [m.right for m in closed([], wave).marks.all()] == [True]


def test_closing_again_keeps_what_a_person_decided(closed, cast, now):
    wave = closed()
    mark = wave.marks.get(answer="none")
    actions.decide_mark(mark=mark, right=True, by=cast.priya, now=now)
    actions.close(wave=wave, now=now + timedelta(hours=1))
    mark.refresh_from_db()
    assert (mark.right, wave.marks.count()) == (True, 5)
