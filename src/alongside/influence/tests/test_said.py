"""Whoever kept the code of what they wrote finds out what came of it, and nothing of others."""

import html
from datetime import timedelta

import pytest

from alongside.asks import queries as asks
from alongside.asks import receipts
from alongside.asks.models import Comment, Wave
from alongside.influence import actions, guesses
from alongside.insight import actions as insight

CODE = "K4M7PQRTWXY2"


@pytest.fixture
def code(open_themes):
    """The code of somebody who found it too long."""
    mine = Comment.objects.filter(text="Too long").first()
    mine.receipt = asks.hashed(CODE)
    mine.save()
    return receipts.in_fours(CODE)


def words(answer):
    return " ".join(html.unescape(answer.content.decode()).split())


def look_up(client, code):
    return words(client.get(f"/said/{code}/"))


def test_a_code_is_typed_as_people_type_it(client, code):
    for typed in (CODE.lower(), f" {code} "):
        assert client.post("/said/", {"code": typed}).headers["Location"] == f"/said/{CODE}/"
    assert "twelve letters and digits" in words(client.post("/said/", {"code": "K4M7"}))


def test_what_is_known_grows_from_received_to_an_answer(client, code, open_themes, cast, now):
    themes = open_themes.themes.all()
    assert "The words are being read" in look_up(client, code)
    insight.share(analysis=open_themes, by=cast.priya, now=now)
    page = look_up(client, code)
    assert "Shorter" in page
    assert "No answer in public yet" in page
    actions.answer_changed(
        theme=themes.get(name="Shorter"),
        text="It lasts an hour.",
        changed_on=now.date(),
        by=cast.amira,
        now=now,
    )
    assert "It lasts an hour" not in look_up(client, code)
    public = actions.publish(analysis=open_themes, themes=themes, by=cast.amira, now=now)
    page = look_up(client, code)
    assert "It lasts an hour." in page
    assert f"/ysw/{public.code}/" in client.get(f"/said/{code}/").content.decode()
    assert [other for other in ("Too long", "No tea", "Tea", "Warmer") if other in page] == []


def test_words_that_fit_no_theme_were_read(client, code, open_themes, cast, now):
    mine = Comment.objects.get(receipt=asks.hashed(CODE))
    theme = open_themes.themes.get(name="Shorter")
    insight.take_out(analysis=open_themes, comment=mine, theme=theme)
    insight.pass_over(analysis=open_themes, comment=mine, by=cast.priya, now=now)
    insight.share(analysis=open_themes, by=cast.priya, now=now)
    assert "none of the themes that were shared" in look_up(client, code)


def test_before_the_close_nobody_learns_whether_it_is_sealed(client, code):
    Wave.objects.update(closed=None)
    assert "Nobody has read them yet" in look_up(client, code)


def test_words_of_too_few_are_read_by_nobody(client, code, monkeypatch):
    monkeypatch.setattr(asks, "readable", lambda waves: Wave.objects.none())
    assert "So nobody reads them" in look_up(client, code)


def test_a_wrong_code_is_no_page_and_guessing_is_slowed(client, code):
    for _ in range(guesses.MOST):
        assert client.get("/said/K4M7-PQRT-WXY3/").status_code == 404
    assert client.get(f"/said/{code}/").status_code == 429
    assert client.get(f"/said/{code}/", REMOTE_ADDR="192.0.2.9").status_code == 200


def test_who_has_no_code_finds_what_is_published_of_a_wave(client, open_themes, cast, now):
    at = f"/said/in/{Wave.objects.get().code}/"
    assert "Nothing is published yet" in words(client.get(at))
    insight.share(analysis=open_themes, by=cast.priya, now=now)
    themes = open_themes.themes.all()
    public = actions.publish(analysis=open_themes, themes=themes, by=cast.amira, now=now)
    assert f"/ysw/{public.code}/" in words(client.get(at))
    actions.take_down(publication=public, now=now + timedelta(days=1))
    assert f"/ysw/{public.code}/" not in words(client.get(at))
