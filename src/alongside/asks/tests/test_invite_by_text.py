"""Whoever has no e-mail address but a mobile number, or likes texts better, is asked by text."""

import html
import re
from datetime import timedelta

import pytest

from alongside.asks import actions, tasks
from alongside.asks.models import Box, Mode
from alongside.asks.queries import inviting
from alongside.letters import actions as letters
from alongside.letters import keys
from alongside.letters.models import Letter

DOTS, PRIYAS = "+447700900123", "+447700900456"


@pytest.fixture
def texts(settings):
    settings.LETTERS_SMS = "https://key@127.0.0.1:9/send"


@pytest.fixture
def numbers(cast):
    for member, number in ((cast.dot, DOTS), (cast.priya, PRIYAS)):
        member.phone = number
        member.save()


pytestmark = pytest.mark.usefixtures("texts", "numbers")


@pytest.fixture
def tom(cast, sign_in):
    return sign_in(cast.tom)


def page(client, wave, which="invitations"):
    answer = client.get(f"/o/sandbrook-council/ask/waves/{wave.pk}/{which}/")
    return html.unescape(answer.content.decode())


def prefers(member, by):
    member.letters_by = by
    member.save()


def written():
    return {letter.to: letter.channel for letter in Letter.objects.all()}


def row(words, name):
    return re.search(rf'<th scope="row">{name}</th>(.*?)</tr>', words, re.DOTALL).group(1)


@pytest.mark.parametrize(
    ("by", "reached"),
    [
        ("", {DOTS: "text", "priya@example.org": "email"}),
        ("text", {DOTS: "text", PRIYAS: "text"}),
        ("email", {DOTS: "text", "priya@example.org": "email"}),
        ("paper", {DOTS: "text"}),
    ],
)
def test_each_is_asked_as_they_like(cast, wave, now, by, reached):
    prefers(cast.priya, by)
    actions.invite_people(wave=wave, members=[cast.dot, cast.priya], now=now)
    for _ in range(2):
        tasks.due(now)
    assert written() == reached


def test_without_a_gateway_numbers_are_as_if_they_were_not_there(tom, cast, wave, now, settings):
    settings.LETTERS_SMS = ""
    prefers(cast.priya, "text")
    actions.invite_people(wave=wave, members=[cast.dot, cast.priya], now=now)
    tasks.due(now)
    assert written() == {"priya@example.org": "email"}
    said = page(tom, wave) + page(tom, wave, "invite")
    assert "text" not in re.sub(r"<[^>]*>|<!--.*?-->", "", said).lower()
    assert "No address" in row(page(tom, wave), "Dot Evans")


def test_the_text_holds_the_short_link_that_opens_once_and_is_forgotten(client, cast, wave, now):
    actions.invite_people(wave=wave, members=[cast.dot], now=now)
    tasks.due(now)
    letter = Letter.objects.get()
    assert (letter.secret, letter.optional) == (True, True)
    assert letter.text.startswith("Sandbrook Council asks you a few questions, if you like.")
    link = re.search(r"http://[^/\s]+(/a/\w+/i/\w{14}/)", letter.text).group(1)
    begin = client.get(link).headers["Location"]
    filled = {"understanding.before": "2", "understanding.now": "4", "support": "yes"}
    client.post(f"{begin}all/", filled)
    client.post(f"{begin}check/")
    assert Box.objects.count() == 1
    again = client.get(link, follow=True).content.decode()
    assert "We already have your answers" in again


def test_what_a_text_costs_is_said_before_it_is_sent(tom, cast, wave, now, settings):
    settings.ADDRESS = "https://alongside.sandbrook.gov.uk"
    each = actions.texts_each(wave=wave)
    assert each == 2
    assert "1 of these people would get a text" in page(tom, wave, "invite")
    prefers(cast.priya, "text")
    said = page(tom, wave, "invite")
    assert "2 of these people would get a text" in said
    assert "One counts as 2 texts, so that asking all of them counts as 4." in said
    wave.organisation.name = "Cyngor Tŷ Ŵyr"  # letters that only the dear alphabet has
    assert actions.texts_each(wave=wave) > each


def test_no_text_is_written_at_night_so_none_tells_of_what_has_closed(tom, cast, open_wave, now):
    evening = now.replace(hour=21)
    wave = open_wave(opens=now, closes=evening + timedelta(hours=3))
    other = open_wave(opens=now, closes=evening + timedelta(days=3))
    for one in (wave, other):
        actions.invite_people(wave=one, members=[cast.dot, cast.priya], now=evening)
    for hours in (0, 10):
        tasks.due(evening + timedelta(hours=hours))
    assert sorted(written()) == ["priya@example.org"]
    tasks.due(evening + timedelta(hours=11))
    assert [one.once for one in Letter.objects.filter(channel="text")] == [
        f"wave-{other.pk}-{cast.dot.pk}-0"
    ]


def test_a_reminder_goes_by_text_too_and_not_where_the_text_was_lost(cast, open_wave, now):
    then = now - timedelta(days=2)
    wave = open_wave(Mode.NAMED, opens=then, closes=now + timedelta(days=3))
    prefers(cast.priya, "text")
    actions.invite_people(wave=wave, members=[cast.dot, cast.priya], now=then)
    tasks.due(then)
    lost = Letter.objects.get(to=PRIYAS)
    letters.bounced(letter=lost, detail="permanent-failure", now=then)
    assert actions.remind(wave=wave, now=now) == 1
    tasks.due(now)
    newest = Letter.objects.order_by("pk").last()
    assert (newest.to, newest.channel, Letter.objects.count()) == (DOTS, "text", 3)
    assert "there is still time" in newest.text


def test_staff_see_by_which_way_each_is_reached_and_what_was_lost(tom, cast, wave, now):
    prefers(cast.david, "paper")
    actions.invite_people(wave=wave, members=[cast.dot, cast.priya, cast.david], now=now)
    tasks.due(now)
    letters.bounced(letter=Letter.objects.get(to=DOTS), detail="permanent-failure", now=now)
    said = page(tom, wave)
    assert "<td>Text</td>" in row(said, "Dot Evans")
    assert "Came back" in row(said, "Dot Evans")
    assert "Dot Evans, 07700 900123" in said
    assert "<td>E-mail</td>" in row(said, "Priya Nair")
    assert "Prefers paper" in row(said, "David Price")
    slips = page(tom, wave, "links")
    assert [name in slips for name in ("Dot Evans", "Priya Nair", "David Price")] == [
        False,
        False,
        True,
    ]


def test_who_stops_texts_gets_their_link_on_paper_and_no_letter_instead(
    tom, client, cast, wave, now
):
    prefers(cast.priya, "text")
    actions.invite_people(wave=wave, members=[cast.priya], now=now)
    tasks.due(now)
    token = keys.no_texts(Letter.objects.get().pk)
    assert type(client)().post(f"/no-letters/{token}/").status_code == 200
    assert inviting.want_no_letters(wave).get().member == cast.priya
    assert inviting.to_remind(wave, now + timedelta(days=2)).count() == 0
    assert "Asked for no texts" in row(page(tom, wave), "Priya Nair")
    assert "Priya Nair" in page(tom, wave, "links")


def test_a_stop_that_staff_noted_holds_for_the_next_wave(tom, cast, wave, now):
    letters.opt_out(organisation=cast.here, address=DOTS, now=now)
    assert "asked for no texts: you hand them the link" in page(tom, wave, "invite")
    actions.invite_people(wave=wave, members=[cast.dot], now=now)
    tasks.due(now)
    assert written() == {}
