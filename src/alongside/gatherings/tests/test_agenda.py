"""The agenda of a design is put together item by item."""

from datetime import timedelta

import pytest

from alongside.gatherings import actions, items
from alongside.gatherings.forms.as_list import as_list, merged, read_list
from alongside.methods import agenda
from alongside.methods.revision import revision
from alongside.walls.starters import starter, starters

from .conftest import STARTS

WELCOME = {"title": "Welcome", "minutes": 10, "about": ""}
TEA = {"title": "Tea", "minutes": 10, "about": "", "kind": "break"}
LADDER = {
    "title": "The ladder",
    "minutes": 20,
    "about": "Seven rungs",
    "kind": "slide",
    "words": "## Rungs",
    "notes": "Slowly",
    "outcomes": ["Find your rung"],
}
SHARED = {"title": "It", "minutes": "5", "about": "", "notes": "", "outcomes": ""}


@pytest.fixture
def design(cast, programme, now):
    return actions.add_design(
        programme=programme,
        name="The session",
        contents=actions.Contents(minutes=60, break_minutes=10, agenda=[WELCOME, LADDER, TEA]),
        by=cast.amira,
        now=now,
    ).design


@pytest.fixture
def at(design):
    def do(rest=""):
        return f"/o/sandbrook-council/designs/{design.pk}/agenda/{rest}"

    return do


@pytest.fixture
def tom(cast, sign_in):
    return sign_in(cast.tom)


def titles(design):
    return [item["title"] for item in there(design)]


def there(design):
    return design.versions.order_by("-number")[0].agenda


def test_the_page_adds_up_the_time(tom, at):
    page = tom.get(at()).content.decode()
    assert "40 of 60 minutes are planned, 10 of them a break. 20 minutes are left." in page
    assert "Slide · 20 minutes, from minute 10 to 30 · has notes" in page


def test_an_agenda_that_is_too_long_says_by_how_much(tom, at, design, now):
    actions.add_item(design=design, item=WELCOME | {"minutes": 25}, now=now)
    page = tom.get(at()).content.decode()
    assert "The agenda is 5 minutes longer than the session." in page


@pytest.mark.parametrize("like", [one.name for one in starters()])
def test_a_wall_begins_with_one_that_is_ready_made(like, tom, at, design):
    page = tom.get(at("add/wall/"))
    assert f'href="?like={like}"' in page.content.decode()
    begun = tom.get(at(f"add/wall/?like={like}")).context["form"]
    typed = {bound.name: bound.value() for bound in begun if bound.value()}
    typed |= {"minutes": "10", "votes": str(starter(like).votes)}
    assert tom.post(at(f"add/wall/?like={like}"), typed).status_code == 302
    ready, made = starter(like), there(design)[-1]
    assert made["ask"] == ready.ask
    assert made["columns"] == list(ready.columns)
    assert made.get("private", False) == ready.private


def test_what_is_learned_leads_to_the_items(tom, at):
    assert tom.get(at()).context["outcomes"] == {"Find your rung": [2]}


@pytest.mark.parametrize(
    ("kind", "typed", "kept"),
    [
        ("talk", {}, {}),
        ("break", {}, {"kind": "break"}),
        ("evaluation", {}, {"kind": "evaluation"}),
        ("timer", {"words": "Think\r\nthen write"}, {"words": "Think\nthen write"}),
        (
            "slide",
            {
                "words": "## Hello",
                "video": "https://video.example.org/1",
                "video_title": "A film",
                "captions": "on",
            },
            {
                "words": "## Hello",
                "video": {
                    "address": "https://video.example.org/1",
                    "title": "A film",
                    "captions": True,
                },
            },
        ),
        (
            "cards",
            {"cards": "A survey | Once\n\nA vote", "places": "It is\nIt is not"},
            {
                "cards": [{"text": "A survey", "about": "Once"}, {"text": "A vote", "about": ""}],
                "places": ["It is", "It is not"],
            },
        ),
        (
            "wall",
            {"ask": "Who gains?", "columns": "People\nCarers", "votes": "3", "private": "on"},
            {"ask": "Who gains?", "columns": ["People", "Carers"], "votes": 3, "private": True},
        ),
        (
            "breakout",
            {
                "how": "mix",
                "size": "4",
                "words": "Talk",
                "columns": "One",
                "talk": "silent",
                "roles": "Parent\nTeacher",
            },
            {
                "how": "mix",
                "size": 4,
                "words": "Talk",
                "columns": ["One"],
                "talk": "silent",
                "roles": ["Parent", "Teacher"],
            },
        ),
        (
            "breakout",
            {
                "how": "list",
                "size": "2",
                "words": "Talk",
                "columns": "",
                "talk": "open",
                "groups": "Blue | Amira, Ben\nRed",
            },
            {
                "how": "list",
                "size": 2,
                "words": "Talk",
                "groups": [{"text": "Blue", "about": "Amira, Ben"}, {"text": "Red", "about": ""}],
            },
        ),
    ],
)
def test_each_kind_is_written_read_back_and_written_again(tom, at, design, kind, typed, kept):
    answer = tom.post(at(f"add/{kind}/"), SHARED | typed)
    assert answer.headers["Location"] == at("#item-4")
    item = {"kind": kind, "title": "It", "minutes": 5, "about": ""} | kept
    if kind == "talk":
        del item["kind"]
    assert there(design)[3] == item
    form = tom.get(at("4/")).context["form"]
    again = {name: form[name].value() for name in form.fields}
    sent = {name: value for name, value in again.items() if value not in (None, False)}
    tom.post(at("4/"), sent | {"seen": revision(item), "minutes": "7", "notes": "Slowly"})
    assert there(design)[3] == item | {"minutes": 7, "notes": "Slowly"}


def test_a_question_is_written_with_the_fields_of_the_form_builder(tom, at, design):
    assert tom.get(at("add/question/")).context["ask"] == "type"
    question = {"label": "Which rung?", "hint": "Guess", "choices": "One\nTwo", "measures": ""}
    answer = tom.post(at("add/question/?type=one"), SHARED | question | {"title": ""})
    assert answer.headers["Location"] == at("#item-4")
    item = there(design)[3]
    assert (item["title"], item["kind"]) == ("Which rung?", "question")
    assert item["question"]["choices"] == [
        {"name": "one", "label": {"en": "One"}},
        {"name": "two", "label": {"en": "Two"}},
    ]
    assert "name" not in item["question"]
    assert "required" not in tom.get(at("4/")).context["form"].fields
    several = {"label": "Which?", "choices": "One\nTwo\nThree", "measures": "learning"}
    sent = SHARED | several | {"seen": revision(item), "title": "Check"}
    tom.post(at("4/?kind=question&type=several"), sent)
    changed = there(design)[3]
    assert (changed["title"], changed["question"]["type"]) == ("Check", "several")
    assert [choice["name"] for choice in changed["question"]["choices"]] == ["one", "two", "three"]


def test_a_question_may_let_people_say_why(tom, at, design):
    question = {"label": "Which rung?", "choices": "One\nTwo", "title": ""}
    tom.post(at("add/question/?type=one"), SHARED | question | {"why": "on"})
    item = there(design)[3]
    assert item["why"] is True
    assert tom.get(at("4/")).context["form"]["why"].value() is True
    assert "Say why, if you like" in tom.get(at("preview/")).content.decode()
    tom.post(at("4/"), SHARED | question | {"seen": revision(item)})
    assert "why" not in there(design)[3]
    assert "why" not in tom.get(at("add/question/?type=long")).context["form"].fields


def test_a_question_that_is_not_finished_is_not_kept(tom, at, design):
    sent = SHARED | {"label": "Which rung?", "choices": "One", "title": ""}
    page = tom.post(at("add/question/?type=one"), sent).content.decode()
    assert ">Enter at least 2 choices, one a line</a>" in page
    assert "Which rung?" in page
    assert len(there(design)) == 3


@pytest.mark.parametrize(
    ("kind", "typed", "problem"),
    [
        ("talk", {"title": ""}, "Enter what it is called"),
        ("talk", {"minutes": "long"}, "Enter a number of minutes, like 10"),
        ("slide", {}, "Enter the words, or choose a picture or a video"),
        ("slide", {"video": "https://x.example/1"}, "Enter what the video is called"),
        ("slide", {"video_title": "A film"}, "Enter the address of the video"),
        (
            "slide",
            {"video": "http://x.example/1", "video_title": "A film"},
            "Enter an address that begins with https://",
        ),
        ("cards", {"places": "A\nB"}, "Enter at least 1 card, one a line"),
        ("cards", {"cards": "A", "places": "A"}, "Enter at least 2 places, one a line"),
        ("cards", {"cards": "A | b\na", "places": "A\nB"}, "A card is there twice. Change one of"),
        ("cards", {"cards": "| b", "places": "A\nB"}, "Enter the card before the |"),
        ("wall", {"votes": "1", "columns": "A"}, "Enter what people write about"),
        ("wall", {"ask": "Who?", "votes": "51", "columns": "A"}, "Enter 50 or fewer"),
        ("wall", {"ask": "Who?", "votes": "1", "columns": "x" * 101}, "Make each column shorter"),
        ("breakout", {"how": "dice", "size": "4", "words": "x"}, "Choose one of the ways in the"),
        ("breakout", {"how": "mix", "size": "1", "words": "x"}, "Enter 2 or more"),
        ("breakout", {"how": "mix", "size": "4"}, "Enter the words"),
        (
            "breakout",
            {"how": "mix", "size": "4", "words": "x", "talk": "silent"},
            "Enter a column or more",
        ),
    ],
)
def test_what_is_wrong_is_said_next_to_its_field(tom, at, design, kind, typed, problem):
    page = tom.post(at(f"add/{kind}/"), SHARED | typed).content.decode()
    assert f">{problem}" in page
    assert len(there(design)) == 3


def test_looking_at_it_first_keeps_nothing(tom, at, design):
    sent = SHARED | {"words": "## A *word*", "look": "yes"}
    page = tom.post(at("add/slide/"), sent).content.decode()
    assert "<h4>A <em>word</em></h4>" in page
    assert len(there(design)) == 3


def test_items_move_by_buttons(tom, at, design):
    def press(act, place):
        seen = revision(there(design)[place - 1])
        return tom.post(at(f"{place}/{act}/"), {"seen": seen}).headers["Location"]

    assert (press("down", 1), titles(design)) == (at("#item-2"), ["The ladder", "Welcome", "Tea"])
    assert (press("up", 3), titles(design)) == (at("#item-2"), ["The ladder", "Tea", "Welcome"])
    assert (press("move/1", 3), titles(design)) == (
        at("#item-1"),
        ["Welcome", "The ladder", "Tea"],
    )
    assert (press("up", 1), titles(design)) == (at("#item-1"), ["Welcome", "The ladder", "Tea"])
    assert press("duplicate", 2) == at("#item-3")
    assert titles(design) == ["Welcome", "The ladder", "The ladder", "Tea"]


def test_the_page_of_places_has_a_button_for_each_other_place(tom, at):
    assert [
        (to, before and before["title"]) for to, before in tom.get(at("2/move/")).context["places"]
    ] == [
        (1, None),
        (2, "Welcome"),
        (3, "Tea"),
    ]


def test_what_was_removed_can_be_put_back(tom, at, design):
    before = there(design)
    tom.post(at("2/remove/"), {"seen": revision(LADDER)})
    assert titles(design) == ["Welcome", "Tea"]
    assert "“The ladder” is removed." in tom.get(at()).content.decode()
    assert tom.post(at("put-back/")).headers["Location"] == at("#item-2")
    assert there(design) == before


def test_an_item_that_moved_meanwhile_is_found(tom, at, design, now):
    actions.move_item(design=design, place=2, seen=revision(LADDER), by=-1, now=now)
    sent = SHARED | {"title": "Our ladder", "words": "x", "seen": revision(LADDER)}
    assert tom.post(at("2/"), sent).headers["Location"] == at("#item-1")
    assert titles(design) == ["Our ladder", "Welcome", "Tea"]


def test_an_item_that_changed_meanwhile_is_not_overwritten_unseen(tom, at, design, now):
    actions.change_item(
        design=design,
        place=2,
        seen=revision(LADDER),
        item=LADDER | {"title": "Theirs"},
        now=now,
    )
    mine = SHARED | {"title": "Mine", "words": "x", "seen": revision(LADDER), "kind": "slide"}
    answer = tom.post(at("2/"), mine)
    assert "Here is now “Theirs”." in answer.content.decode()
    assert titles(design) == ["Welcome", "Theirs", "Tea"]
    tom.post(at("2/"), mine | {"seen": answer.context["seen"]})
    assert titles(design) == ["Welcome", "Mine", "Tea"]
    tom.post(at("2/remove/"), {"seen": revision(LADDER)})
    assert titles(design) == ["Welcome", "Mine", "Tea"]


def test_an_item_becomes_of_another_kind_and_keeps_what_every_item_has(tom, at, design):
    form = tom.get(at("2/?kind=timer")).context["form"]
    assert (form["title"].value(), form["words"].value()) == ("The ladder", "## Rungs")
    sent = {"title": "The ladder", "minutes": "3", "about": "", "notes": "Slowly", "words": ""}
    tom.post(at("2/?kind=timer"), sent | {"seen": revision(LADDER), "outcomes": "Find your rung"})
    assert there(design)[1] == {
        "title": "The ladder",
        "minutes": 3,
        "about": "",
        "kind": "timer",
        "notes": "Slowly",
        "outcomes": ["Find your rung"],
    }


def test_a_version_that_was_used_never_changes(tom, at, design, plan, clock, cast):
    plan(version=design.versions.get())
    clock(STARTS + timedelta(days=1))
    before = there(design)
    assert tom.get(at("add/")).headers["Location"] == at()
    assert tom.post(at("add/talk/"), SHARED).headers["Location"] == at()
    tom.post(at("1/remove/"), {"seen": revision(WELCOME)})
    page = tom.get(at()).content.decode()
    assert "Begin version 2" in page
    assert "Version 1 has been used, so it stays as it is." in page
    assert there(design) == before
    with pytest.raises(actions.NotPossible, match="Version 1 has been used"):
        actions.add_item(design=design, item=WELCOME, now=STARTS + timedelta(days=1))
    answer = tom.post(
        f"/o/sandbrook-council/designs/{design.pk}/change/",
        {"minutes": "60", "break_minutes": "10", "changed": "A game", "because": "They asked"},
    )
    assert answer.headers["Location"] == at()
    tom.post(at("add/talk/"), SHARED)
    assert [len(version.agenda) for version in design.versions.all()] == [4, 3]


def test_an_item_that_cannot_be_run_is_never_kept(design, now):
    with pytest.raises(
        actions.NotPossible, match="“Tea” has neither words nor a picture nor a video"
    ):
        actions.add_item(design=design, item=TEA | {"kind": "slide"}, now=now)


def test_as_a_list_it_keeps_what_else_items_have(tom, at, design):
    form = tom.get(at("list/")).context["form"]
    assert form["items"].value() == "10 Welcome\n20 The ladder | Seven rungs\n10 Tea"
    typed = "10 Hello\n10 Tea\n25 The ladder\n5 Questions"
    tom.post(at("list/"), {"items": typed, "seen": revision(there(design))})
    assert there(design) == [
        WELCOME | {"title": "Hello"},
        TEA,
        LADDER | {"minutes": 25, "about": ""},
        {"title": "Questions", "minutes": 5, "about": ""},
    ]
    page = tom.post(at("list/"), {"items": "5 Bye", "seen": "old"}).content.decode()
    assert "Somebody else changed the agenda while you wrote." in page


def test_what_an_item_and_a_card_are_about_stands_with_the_question(design, now, tom, at):
    cards = [{"text": "A survey", "about": "once"}]
    own = {"kind": "cards", "cards": cards, "places": ["Yes", "No"], "about": "Think first"}
    actions.add_item(design=design, item=WELCOME | own, now=now)
    page = tom.get(at("preview/")).content.decode()
    assert ("A survey (once)" in page, "Think first" in page) == (True, True)


def test_an_item_of_the_list_with_a_new_name_keeps_its_place_and_its_settings():
    old = [WELCOME, LADDER, TEA]
    assert merged(read_list(as_list(old)), old) == old
    assert merged(read_list("20 Our rungs"), [LADDER]) == [
        LADDER | {"title": "Our rungs", "about": ""}
    ]
    assert merged(read_list("9 Tea\n9 Tea"), [TEA]) == [
        TEA | {"minutes": 9},
        {"title": "Tea", "minutes": 9, "about": ""},
    ]


def test_the_preview_shows_what_people_see_and_no_notes(cast, sign_in, at, design, now):
    question = {"type": "short", "label": {"en": "Where do you work?"}}
    wall = {"ask": "Who gains?", "columns": ["People"], "votes": 1, "private": True}
    for kind, own in (("question", {"question": question}), ("wall", wall)):
        item = {"title": kind, "minutes": 1, "about": "", "kind": kind, "notes": "Secret"} | own
        actions.add_item(design=design, item=item, now=now)
    page = sign_in(cast.david).get(at("preview/")).content.decode()
    for words in ("Where do you work?", "Who gains?", "Then you have 1 vote.", "<h4>Rungs</h4>"):
        assert words in page
    assert "Secret" not in page
    assert "Slowly" not in page


def test_the_notes_are_on_one_page_with_the_times(tom, at):
    page = tom.get(at("notes/")).content.decode()
    assert "<p>Slowly</p>" in page
    assert "Slide · 20 minutes, from minute 10 to 30" in page


def test_every_kind_is_offered_and_can_be_shown():
    assert [kind.name for kind in items.offered()] == [*agenda.KINDS]


def test_only_who_runs_sessions_changes_an_agenda(cast, sign_in, at):
    assert sign_in(cast.david).get(at()).status_code == 403


def test_the_agenda_takes_as_many_queries_with_many_items(
    tom, at, design, now, django_assert_num_queries
):
    tom.get(at())
    with django_assert_num_queries(8):
        tom.get(at())
    for _ in range(5):
        actions.add_item(design=design, item=WELCOME, now=now)
    with django_assert_num_queries(8):
        tom.get(at())
