"""Small groups on pages: of people on their phones and of whoever leads, without JavaScript."""

import pytest

from alongside.live import actions, queries
from alongside.live.models import Breakout, Seat

from .conftest import people


@pytest.fixture
def room(room_at_groups):
    return room_at_groups


@pytest.fixture
def make(make_groups):
    return make_groups


@pytest.fixture
def at(session):
    return f"/room/{session.code}/"


@pytest.fixture
def lead(cast, sign_in, session):
    """Somebody who leads, at the pages of the groups."""
    browser = sign_in(cast.tom)
    here = f"/o/sandbrook-council/sessions/{session.pk}/room/groups/"

    class Lead:
        def get(self, path=""):
            return browser.get(here + path).content.decode()

        def post(self, path, **typed):
            return browser.post(here + path, typed, follow=True).content.decode()

        def press(self, path, **typed):
            return browser.post(here.replace("groups/", path), typed, follow=True)

    return Lead()


def come_in(client, at, name="Kit"):
    client.post(at + "come-in/", {"name": name, "needs": ""})
    return client.get(at).content.decode()


def do(client, at, what, **more):
    return client.post(at + "group/", {"do": what} | more, follow=True).content.decode()


def test_from_the_lobby_into_a_group_and_back(client, at, room, lead):
    assert "You go into small groups" in come_in(client, at)
    people(room, 3, name="Lou")
    assert "Make the groups" in lead.get()
    page = lead.post("make/", how="random", size="2", talk="open", named="")
    assert "Bring everybody back" in page
    page = client.get(at).content.decode()
    assert "<b>you</b> (Kit)" in page
    assert "Choose a story." in page
    assert "The wall of our group" in page
    assert "You take the notes." in do(client, at, "notes")
    assert "It is" not in do(client, at, "say", said="We would ask first.")
    assert "We would ask first." in lead.get()
    assert "You have called for help" in do(client, at, "help")
    assert "They ask for help" in lead.get()
    number = queries.sitting(Breakout.objects.get(), Seat.objects.get(name="Kit")).group.number
    lead.post(f"{number}/help/", do="coming")
    assert "on the way" in client.get(at).content.decode()
    lead.post("come-back/", do="back")
    page = client.get(at).content.decode()
    assert "Back from the small groups" in page
    assert "We would ask first." in page
    lead.post("merge/", votes="3")
    assert "Ideas wall" in client.get(at).content.decode()


def test_the_part_that_changes_is_asked_for_alone(client, at, room, make):
    come_in(client, at)
    people(room, 5)
    make()
    part = client.get(at + "group/?part=1").content.decode()
    assert "<html" not in part
    assert "Call for help" in part
    kept = client.post(at + "group/?part=1", {"do": "help"}).content.decode()
    assert "<html" not in kept
    assert "You have called for help" in kept


def test_who_was_moved_is_told_so(client, at, room, make, lead):
    come_in(client, at)
    people(room, 5)
    breakout = make()
    mine = queries.sitting(breakout, Seat.objects.get(name="Kit"))
    other = 3 - mine.group.number
    lead.post(f"{mine.group.number}/move/", who=mine.pk, to=other)
    part = client.get(f"{at}group/?part=1&was={mine.group.number}").content.decode()
    assert f"You are in Group {other} now" in part
    assert "You were moved to this group" in client.get(at).content.decode()
    assert "You were moved" not in client.get(at).content.decode(), "it is said once"


def test_a_press_for_the_group_somebody_sat_in_before_does_nothing_in_the_new_one(
    client, at, room, make
):
    come_in(client, at)
    people(room, 5)
    mine = queries.sitting(make(), Seat.objects.get(name="Kit"))
    assert "You sit in another group now" in do(client, at, "help", seen=3 - mine.group.number)
    assert not Breakout.objects.get().groups.exclude(help=None).exists()
    assert "You have called for help" in do(client, at, "help", seen=mine.group.number)


def test_words_are_not_lost_when_somebody_else_took_over_the_notes(client, at, room, make):
    come_in(client, at)
    people(room, 2)
    (group,) = queries.small_groups(make())
    do(client, at, "notes")
    other = next(one.seat for one in group.people if not one.seat.name)
    actions.take_notes(group=group, seat=other)
    page = do(client, at, "say", said="We would ask first.")
    assert "Somebody else takes the notes now" in page
    assert "We would ask first." in page


def test_people_choose_their_group(client, at, room, make):
    come_in(client, at)
    people(room, 3)
    make("choice", size=2)
    assert "Sit here" in client.get(at).content.decode()
    page = client.post(at + "group/", {"sit": "2"}, follow=True).content.decode()
    assert "<b>you</b> (Kit)" in page
    assert client.post(at + "group/", {"sit": "9"}).status_code == 404


def test_one_after_the_other_on_the_page(client, at, room, make):
    come_in(client, at)
    people(room, 2, name="Lou")
    (group,) = queries.small_groups(make(talk="round"))
    names = [one.seat.name for one in group.people]
    page = client.get(at).content.decode()
    expected = "It is your turn" if names[0] == "Kit" else "Lou has the word"
    assert expected in page
    for had in range(1, names.index("Kit") + 1):
        do(client, at, "pass", had=had)
    assert "It is your turn" in client.get(at).content.decode()
    assert "Lou has the word" in do(client, at, "spoke", had=names.index("Kit") + 1)


def test_as_who_somebody_is_here_is_asked_before_a_mix(client, at, room, session, lead):
    room.steps.update(item=room.steps.get().item | {"how": "mix"})
    assert "Which is most like you?" in come_in(client, at)
    client.post(at + "about-me/", {"role": "I make decisions", "team": " North  Team"})
    seat = Seat.objects.get(name="Kit")
    assert (seat.role, seat.team) == ("I make decisions", "north team")
    assert "1 said who they are here" in lead.get()
    page = client.post(at + "about-me/", {"role": "A king"}).content.decode()
    assert "Choose one of these, or none" in page


def test_somebody_who_leaves_is_not_counted_any_more(client, at, room, look):
    come_in(client, at)
    people(room, 1)
    assert look().here == 2
    client.post(at + "leave/")
    assert look().here == 1
    assert "Come in" in client.get(at).content.decode()


def test_whoever_leads_gives_time(client, at, room, lead):
    come_in(client, at)
    lead.press("time/", do="give", minutes="5")
    assert "data-ends" in client.get(at).content.decode()
    page = lead.press("time/", do="give", minutes="many").content.decode()
    assert "Enter a number of minutes, like 5" in page
    lead.press("time/", do="stop")
    assert "data-ends" not in client.get(at).content.decode()


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ({"how": "dice", "size": "2", "talk": "open"}, "Choose one of the ways in the list"),
        ({"how": "random", "size": "1", "talk": "open"}, "Enter 2 or more"),
        ({"how": "list", "size": "2", "talk": "open", "named": "Blue"}, "Enter two groups or more"),
        (
            {"how": "choice", "size": "2", "talk": "open", "named": "Blue\nblue"},
            "Two groups have the same name",
        ),
    ],
)
def test_what_is_wrong_with_the_groups_is_said(room, lead, typed, problem):
    assert problem in lead.post("make/", **typed)
    assert not Breakout.objects.exists()


def test_a_group_without_a_device(make, lead):
    make()
    assert "Who sits here" in lead.get("1/")
    assert "Who sits here" not in lead.get("7/")
    lead.post("1/add/", name="M\0o")  # a database refuses zero bytes
    assert "Mo" in lead.get("1/")
    lead.post("1/say/", said="From the table")
    assert "From the table" in lead.get()


def test_groups_that_are_made_twice_in_one_moment_are_made_once(room, lead):
    people(room, 4)
    typed = {"how": "random", "size": "2", "talk": "open", "named": ""}
    lead.post("make/", **typed)
    first = Breakout.objects.get()
    lead.post("make/", **typed)
    assert Breakout.objects.get() == first, "the page it was pressed on knew of none"
    lead.post("make/", seen=first.pk, **typed)
    assert Breakout.objects.get() != first
