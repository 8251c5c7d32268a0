"""People are asked without a session: what is promised, when, and what is refused."""

import html
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from alongside.asks import actions
from alongside.asks.models import Form, Mode, Wave
from alongside.asks.starters import starter

TYPED = {
    "number": "1",
    "title": "Everybody, spring",
    "mode": "anonymous",
    "minimum": "5",
    "readers": "Tom",
    "next_step": "We write by May",
    "closes_day": "2026-03-24",
}


@pytest.fixture
def at(version):
    return f"/o/sandbrook-council/ask/{version.form.pk}/ask-people/"


@pytest.fixture
def tom(cast, sign_in):
    return sign_in(cast.tom)


def words(answer):
    return html.unescape(answer.content.decode())


def test_a_facilitator_asks_people_and_it_opens_at_once(tom, at, version, now):
    answer = tom.post(at, TYPED)
    wave = Wave.objects.get()
    assert answer.headers["Location"] == f"/o/sandbrook-council/ask/waves/{wave.pk}/"
    assert (wave.version, wave.mode, wave.title) == (version, "anonymous", "Everybody, spring")
    assert (wave.opens, wave.closes) == (now, datetime(2026, 3, 24, 23, 59, tzinfo=UTC))
    assert (wave.readers, wave.next_step, wave.minimum) == ("Tom", "We write by May", 5)
    assert not wave.by_private_link


def test_everybody_reads_the_day_on_which_it_closes_and_not_the_one_after(tom, at, client):
    tom.post(at, TYPED)
    wave = Wave.objects.get()
    here = f"/o/sandbrook-council/ask/waves/{wave.pk}/"
    for page in (here, f"{here}poster/", "/o/sandbrook-council/ask/waves/"):
        assert "Tuesday 24 March 2026" in words(tom.get(page)), page
        assert "25 March" not in words(tom.get(page)), page
    assert "Tuesday 24 March 2026, 11.59pm" in words(client.get(f"/a/{wave.code}/"))


def test_midnight_that_is_typed_is_where_the_day_begins(tom, at):
    tom.post(at, TYPED | {"closes_at": "00:00"})
    assert Wave.objects.get().closes == datetime(2026, 3, 24, tzinfo=UTC)


def test_it_can_open_and_close_at_a_time_in_the_future(tom, at):
    tom.post(
        at,
        TYPED
        | {"opens_day": "2026-03-12", "opens_at": "08:30", "closes_day": "2026-03-30"}
        | {"closes_at": "17:00"},
    )
    wave = Wave.objects.get()
    assert wave.opens == datetime(2026, 3, 12, 8, 30, tzinfo=UTC)
    # The clocks changed on 29 March.
    assert wave.closes == datetime(2026, 3, 30, 16, tzinfo=UTC)


def test_the_page_says_what_each_mode_means_and_that_it_stays(tom, at):
    page = words(tom.get(at))
    assert "This can never be changed" in page
    assert "Owners and leads can see who said what" in page
    assert "People read: “Your name stands beside your answers.”" in page


def test_the_button_pressed_twice_asks_once(tom, at):
    typed = TYPED | {"client_id": "0f8c1e9a-5a0e-4d3e-9e3b-7b0d5f0c2a11"}
    places = {tom.post(at, typed).headers["Location"] for _ in range(2)}
    assert (len(places), Wave.objects.count()) == (1, 1)


@pytest.mark.parametrize(
    ("typed", "field", "problem"),
    [
        ({"mode": ""}, "mode", "Choose who can know who said what"),
        ({"mode": "in the room"}, "mode", "Choose one of the ways in the list"),
        ({"minimum": "4"}, "minimum", "Enter 5 or more"),
        ({"minimum": "few"}, "minimum", "Enter a whole number in figures, like 10"),
        ({"readers": " "}, "readers", "Enter who will read the answers"),
        ({"next_step": ""}, "next_step", "Enter what happens next, and by when"),
        ({"closes_day": ""}, "closes_day", "Enter the day on which it closes"),
        (
            {"closes_day": "2026-03-09"},
            "closes_day",
            "Enter a time to close that is still to come, after it opens",
        ),
        (
            {"opens_day": "2026-04-01"},
            "closes_day",
            "Enter a time to close that is still to come, after it opens",
        ),
        (
            {"opens_at": "09:00"},
            "opens_day",
            "Enter the day, or empty the time to open it at once",
        ),
    ],
)
def test_what_cannot_be_is_said_beside_its_field_and_nothing_is_lost(
    tom, at, typed, field, problem
):
    page = words(tom.post(at, TYPED | typed))
    assert "<title>Problem: " in page
    assert f'href="#id_{field}{"_0" if field == "mode" else ""}">{problem}</a>' in page
    assert 'value="Everybody, spring"' in page
    assert Wave.objects.count() == 0


def test_a_version_published_meanwhile_is_not_asked_unseen(tom, at, version, now):
    draft = {**version.definition, "intro": {"en": "New"}}
    actions.change_form(form=version.form, title="How was it?", draft=draft, now=timezone.now())
    actions.publish(form=version.form, now=now)
    page = words(tom.post(at, TYPED))
    assert "Version 2 was published while you wrote" in page
    assert 'name="number" value="2"' in page
    tom.post(at, TYPED | {"number": "2"})
    assert Wave.objects.get().version.number == 2


def test_why_not_when_nothing_is_published(tom, cast, now):
    form = actions.make_form(organisation=cast.here, title="New", draft={}, now=now)
    page = words(tom.get(f"/o/sandbrook-council/ask/{form.pk}/ask-people/"))
    assert "Nothing is published yet" in page
    assert tom.post(f"/o/sandbrook-council/ask/{form.pk}/ask-people/", TYPED).status_code == 200
    assert Wave.objects.count() == 0


@pytest.fixture
def equality(cast, now):
    form = actions.make_form(
        organisation=cast.here,
        title="About you",
        draft=starter("equality_monitoring"),
        purpose=Form.Purpose.EQUALITY,
        now=now,
    )
    return actions.publish(form=form, now=now)


def test_equality_monitoring_is_anonymous_and_shows_nobody_under_ten(tom, equality):
    at = f"/o/sandbrook-council/ask/{equality.form.pk}/ask-people/"
    page = words(tom.get(at))
    assert "Equality monitoring never shows fewer than 10." in page
    assert "Confidential" not in page
    assert "Enter 10 or more" in words(tom.post(at, TYPED | {"minimum": "9"}))
    assert "Choose one of the ways" in words(tom.post(at, TYPED | {"mode": "named"}))
    tom.post(at, TYPED | {"minimum": "10"})
    assert Wave.objects.get().minimum == 10


def test_equality_monitoring_by_name_is_refused_everywhere(equality, now):
    with pytest.raises(actions.NotPossible, match="always anonymous"):
        actions.open_wave(version=equality, mode=Mode.CONFIDENTIAL, opens=now)


def test_it_never_closes_before_it_opens(version, now):
    with pytest.raises(actions.NotPossible, match="close after it opens"):
        actions.open_wave(version=version, mode=Mode.NAMED, opens=now, closes=now)


@pytest.mark.parametrize(("who", "code"), [("priya", 403), ("david", 403), ("bola", 404)])
def test_only_owners_leads_and_facilitators_ask(cast, sign_in, at, who, code):
    client = sign_in(getattr(cast, who))
    assert (client.get(at).status_code, client.post(at, TYPED).status_code) == (code, code)
    assert Wave.objects.count() == 0


def test_a_form_that_is_put_away_is_not_offered_and_can_come_back(tom, cast, version, at, now):
    form = f"/o/sandbrook-council/ask/{version.form.pk}/"
    tom.post(f"{form}put-away/")
    listed = words(tom.get("/o/sandbrook-council/ask/"))
    assert "Put away" in listed.partition("Make a form")[2]
    assert "It is put away. Bring it back first." in words(tom.get(at))
    with pytest.raises(actions.NotPossible, match="put away"):
        actions.open_wave(version=version, mode=Mode.ANONYMOUS, opens=now)
    page = words(tom.get(form))
    assert "This form is put away" in page
    assert "ask-people" not in page
    assert tom.post(f"{form}bring-back/").headers["Location"] == form
    assert "ask-people" in words(tom.get(form))


def test_putting_a_form_away_leaves_what_is_being_asked(wave, version, now, client):
    actions.put_away(form=version.form, now=now + timedelta(minutes=1))
    assert client.get(f"/a/{wave.code}/").status_code == 200
    first = version.form.retired
    actions.put_away(form=version.form, now=now + timedelta(days=1))
    assert version.form.retired == first
