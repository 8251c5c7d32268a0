"""Whoever wants is told when something changes: once a day, and never what their words were."""

import re
from datetime import timedelta

import pytest

from alongside.influence import actions, following_up
from alongside.influence.models import Follow, Review, Told
from alongside.influence.tests import told
from alongside.letters import actions as letters
from alongside.letters.models import Letter
from alongside.projects.models import Evidence


@pytest.fixture
def story(cast, now):
    return told.tell(organisation=cast.here, expert=cast.dot, staff=cast.tom, now=now)


@pytest.fixture
def at(story):
    return f"/said/{story.code}/"


@pytest.fixture
def followed(client, at):
    assert client.post(f"{at}tell-me/", {"email": "Dot@Example.org"}).status_code == 302
    return Follow.objects.get()


def act(story, now):
    actions.act(action=story.action, result="The sofa is in.", done_on=now.date(), now=now)


def test_nothing_that_was_there_before_is_told(followed, now):
    assert following_up.due(now + timedelta(hours=1)) == 0
    assert not Letter.objects.filter(about="receipt").exists()


def test_a_change_is_told_once_without_the_words_and_opens_the_receipt(
    client, followed, story, now
):
    act(story, now)
    for hours in (1, 2, 30):
        following_up.due(now + timedelta(hours=hours))
    letter = Letter.objects.get(about="receipt")
    assert (letter.to, letter.optional) == ("dot@example.org", True)
    (path,) = re.findall(r"https?://[^/]+(/said/\S+)", letter.text)
    # The address is drawn: any short word may stand in it by chance.
    words = letter.text.replace(path, "")
    assert [word for word in ("sofa", "tea", "home", "living", story.code) if word in words] == []
    assert "The sofa is in." in client.get(path).content.decode()
    stopped = client.post(f"{path}tell-me/", {"stop": "yes"})
    assert "We tell you no more" in stopped.content.decode()
    assert not Follow.objects.exists()
    assert client.get(path).status_code == 404


def test_what_happens_on_one_day_is_told_once_and_the_rest_on_the_next(followed, story, cast, now):
    act(story, now)
    assert following_up.due(now + timedelta(hours=1)) == 1
    actions.countersign(
        contribution=story.contribution, meant={story.theme: "no"}, acted={}, now=now
    )
    actions.close_review(
        review=Review.objects.get(), about="nothing", result="It is.", by=cast.tom, now=now
    )
    shown = Evidence.objects.create(
        organisation=cast.here, says="A letter", dated=now.date(), record="x:1", address="/"
    )
    actions.see_outcome(
        decision=story.decision,
        text="It works.",
        day=now.date(),
        evidence=shown,
        by=cast.tom,
        now=now,
    )
    assert following_up.due(now + timedelta(hours=3)) == 0
    assert following_up.due(now + timedelta(hours=25)) == 1
    assert following_up.due(now + timedelta(hours=50)) == 0


def test_a_decision_that_is_told_is_noted_with_its_letter(followed, story, cast, now):
    Told.objects.all().delete()
    followed.known = []
    followed.save()
    following_up.due(now + timedelta(hours=1))
    assert [(one.decision, one.how, one.letter) for one in Told.objects.all()] == [
        (story.decision, "letter", Letter.objects.get(about="receipt"))
    ]


def test_who_opted_out_of_letters_gets_none(followed, story, cast, now):
    letters.opt_out(organisation=cast.here, address="dot@example.org", about="receipt", now=now)
    act(story, now)
    following_up.due(now + timedelta(hours=1))
    assert Letter.objects.get(about="receipt").state == "stopped"


def test_by_text_where_texts_are_set_up(client, at, story, now, settings):
    assert b"mobile" not in client.get(f"{at}tell-me/").content
    settings.LETTERS_SMS = "https://key@127.0.0.1:9/send"
    client.post(f"{at}tell-me/", {"phone": "07700 900123"})
    act(story, now)
    following_up.due(now + timedelta(hours=1))
    letter = Letter.objects.get(about="receipt")
    assert (letter.channel, letter.to) == ("text", "+447700900123")


@pytest.mark.parametrize(
    "sent", [{}, {"email": "nobody"}, {"email": "a@example.org", "phone": "07700 900123"}]
)
def test_one_address_and_no_two(client, at, sent, settings):
    settings.LETTERS_SMS = "https://key@127.0.0.1:9/send"
    page = client.post(f"{at}tell-me/", sent).content.decode()
    assert "There is a problem" in page
    assert not Follow.objects.exists()


def test_words_taken_back_forget_the_address(client, at, followed):
    client.post(f"{at}take-back/")
    assert not Follow.objects.exists()


def test_a_turn_costs_as_many_queries_for_many(
    followed, story, cast, now, django_assert_max_num_queries
):
    with django_assert_max_num_queries(30) as one:
        following_up.due(now + timedelta(hours=1))
    for number in range(3):
        more = actions.write_down(
            project=story.project,
            kind="words",
            text=f"And {number}",
            said_on=now.date(),
            quoting="no",
            by=cast.tom,
            now=now,
        )
        actions.follow(contribution=more, email=f"x{number}@example.org", now=now)
    with django_assert_max_num_queries(60) as many:
        following_up.due(now + timedelta(hours=2))
    each = 4  # a savepoint and its end, the row, and when it was looked at
    assert len(many) - len(one) == 3 * each
