"""Putting things in order with buttons, as a browser without JavaScript does."""

from datetime import timedelta

import pytest

from alongside.asks import actions
from alongside.asks.models import Draft, Mode

THINGS = ("time", "place", "food")


@pytest.fixture
def ask(cast, now):
    """Call it for a wave that asks for an order, and for a few words after it."""

    def do(**more):
        choices = [{"name": name, "label": {"en": name.title()}} for name in THINGS]
        ranking = {"type": "ranking", "name": "first", "label": {"en": "What first?"}}
        draft = {
            "title": {"en": "Tea"},
            "languages": ["en"],
            "questions": [
                ranking | {"choices": choices} | more,
                {"type": "short", "name": "why", "label": {"en": "Why?"}},
            ],
        }
        form = actions.make_form(organisation=cast.here, title="Tea", draft=draft, now=now)
        version = actions.publish(form=form, now=now)
        return actions.open_wave(
            version=version, mode=Mode.ANONYMOUS, opens=now - timedelta(hours=1)
        )

    return do


def text(answer):
    return answer.content.decode()


def hidden(page):
    """Return the places a page would post."""
    return {f"first.{thing['code']}": thing["place"] for thing in page["things"] + page["rest"]}


def press(client, wave, act, more="", **typed):
    """Press a button of the question and follow to the page that comes."""
    page = client.get(f"/a/{wave.code}/q/first/").context["q"]
    at = f"/a/{wave.code}/q/first/arrange/{more}"
    return client.post(at, hidden(page) | {"first..do": act} | typed, follow=True)


def order(page):
    return [thing["code"] for thing in page.context["q"]["things"]]


def test_the_order_begins_empty_and_grows_by_buttons(client, ask):
    wave = ask()
    page = text(client.get(f"/a/{wave.code}/q/first/"))
    assert "There is nothing in your order yet." in page
    assert page.count('Add to my order</span><span class="hidden-words">: ') == 3
    for act in ("in.food", "in.time", "in.place", "up.time", "down.food", "out.time"):
        page = press(client, wave, act)
    assert order(page) == ["place", "food"] or order(page) == ["food", "place"]


def test_each_button_names_its_thing_and_only_what_can_be_done_is_offered(client, ask):
    wave = ask()
    press(client, wave, "in.food")
    page = press(client, wave, "in.time")
    acts = {
        thing["code"]: [act["act"] for act in thing["acts"] if not act["hidden"]]
        for thing in page.context["q"]["things"] + page.context["q"]["rest"]
    }
    assert acts == {"food": ["down", "out"], "time": ["up", "out"], "place": ["in"]}
    assert 'Up</span><span class="hidden-words">: Time</span></button>' in text(page)


def test_focus_comes_back_to_what_was_moved(client, ask):
    wave = ask()
    page = press(client, wave, "in.food")
    assert page.redirect_chain == [(f"/a/{wave.code}/q/first/?arranged=food", 302)]
    assert text(page).count("autofocus") == 1
    assert 'id="q-first.food" tabindex="-1" autofocus' in text(page)


def test_an_unfinished_order_is_kept_and_sent_where_it_may_be(client, ask):
    wave = ask()
    press(client, wave, "in.food")
    assert Draft.objects.get().answers == {"first": {"order": ["food"]}}
    client.post(f"/a/{wave.code}/check/")
    assert wave.box.get().answers == {"first": {"order": ["food"]}}


def test_an_order_that_has_to_be_whole_says_what_is_missing(client, ask):
    wave = ask(required=True)
    page = press(client, wave, "in.food")
    page = client.post(f"/a/{wave.code}/q/first/", hidden(page.context["q"]))
    assert '<a href="#q-first.time">Add “Time” to your order in “What first?”</a>' in text(page)
    assert order(page) == ["food"]
    page = client.post(f"/a/{wave.code}/check/")
    assert "Add “Place” to your order" in text(page)
    assert not wave.box.exists()


def test_on_one_page_with_the_others_what_is_typed_there_is_kept(client, ask):
    wave = ask()
    page = press(client, wave, "in.food", "?all=1", why="Because")
    assert page.redirect_chain == [(f"/a/{wave.code}/all/?arranged=food", 302)]
    assert 'value="Because"' in text(page)


def test_who_changes_an_answer_comes_back_to_the_check(client, ask):
    page = press(client, ask(), "in.food", "?check=1")
    assert "Back to your answers" in text(page)


def test_a_preview_shows_the_new_order_and_keeps_nothing(ask, cast, sign_in):
    wave = ask(required=True)
    at = f"/o/sandbrook-council/ask/{wave.version.form_id}/preview/"
    tom = sign_in(cast.tom)
    for address in (at, f"{at}first/"):
        page = tom.post(address, {"first.food": "1", "first..do": "in.time"})
        assert text(page).index("Food</span>") < text(page).index("Time</span>")
        assert "There is a problem" not in text(page)
        assert "would be taken" not in text(page)
    assert not Draft.objects.exists()


def test_nothing_is_arranged_once_it_has_closed(client, ask, now):
    wave = ask()
    press(client, wave, "in.food")
    actions.close(wave=wave, now=now)
    page = client.post(f"/a/{wave.code}/q/first/arrange/", {"first.food": "1"})
    assert "This is closed" in text(page)
    assert "1st: Food" in text(page)


@pytest.fixture
def shared(cast, now):
    """A wave that has ten points shared out, and asks for a few words."""
    choices = [{"name": name, "label": {"en": name.title()}} for name in THINGS]
    points = {"type": "points", "name": "first", "label": {"en": "What first?"}}
    draft = {
        "title": {"en": "Tea"},
        "languages": ["en"],
        "questions": [
            points | {"choices": choices},
            {"type": "short", "name": "why", "label": {"en": "Why?"}},
        ],
    }
    form = actions.make_form(organisation=cast.here, title="Tea", draft=draft, now=now)
    version = actions.publish(form=form, now=now)
    return actions.open_wave(version=version, mode=Mode.ANONYMOUS, opens=now - timedelta(hours=1))


def points(page):
    return {thing["name"]: thing["value"] for thing in page.context["q"]["things"]}


def test_points_are_shared_out_button_by_button_and_kept_on_the_way(client, shared):
    at = f"/a/{shared.code}/q/first/"
    page = client.get(at)
    for press in ["more.food"] * 3 + ["more.time", "less.food"]:
        sent = points(page) | {"first..do": press}
        page = client.post(f"{at}arrange/", sent, follow=True)
        assert "There is a problem" not in text(page)
    assert "Points left: 7 of 10" in text(page)
    assert points(client.get(at)) == {"first.time": "1", "first.place": "", "first.food": "2"}
    assert Draft.objects.get().answers == {}
    page = client.post(at, points(page))
    assert "Share out all 10 points in “What first?”. You have 7 left" in text(page)
    page = client.post(at, {"first.time": "4", "first.food": "6"}, follow=True)
    assert page.redirect_chain == [(f"/a/{shared.code}/q/why/", 302)]
    client.post(f"/a/{shared.code}/check/")
    assert shared.box.get().answers == {"first": {"points": {"time": 4, "food": 6}}}


def test_a_button_on_the_page_of_all_questions_moves_a_point_there(client, shared):
    at = f"/a/{shared.code}/q/first/arrange/?all=1"
    page = client.post(at, {"first..do": "more.food", "why": "Because"}, follow=True)
    assert page.redirect_chain == [(f"/a/{shared.code}/all/?arranged=food", 302)]
    assert "Points left: 9 of 10" in text(page)
    assert "There is a problem" not in text(page)
    assert 'value="Because"' in text(page)


@pytest.mark.parametrize("act", ["", "in", ".", "in.x\x00", "x" * 5000])
def test_whatever_is_pressed_nothing_breaks(client, ask, act):
    wave = ask()
    answer = client.post(f"/a/{wave.code}/q/first/arrange/", {"first..do": act})
    assert answer.status_code == 302
    assert client.post(f"/a/{wave.code}/q/nothing/arrange/").status_code == 302
