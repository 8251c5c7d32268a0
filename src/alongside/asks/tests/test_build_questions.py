"""The form builder: adding and changing questions, as a browser without JavaScript does."""

import pytest
from django.utils import timezone
from django.utils.html import escape

from alongside.asks import actions, drafting
from alongside.asks.models import Form
from alongside.methods.questions import check_form, question_types

CHOICES = "Good\nFair | Neither good nor bad\nPoor"
TYPED = {
    "one": {"choices": CHOICES, "other": "on", "other_label": "Another", "appearance": "select"},
    "several": {"choices": CHOICES, "at_most": "2", "exclusive": "Poor", "shuffle": "on"},
    "agreement": {"labels": "No\nRather not\nPerhaps\nRather\nYes"},
    "scale": {"start": "0", "end": "10", "low": "Not likely", "high": "Very likely"},
    "slider": {"start": "0", "end": "100", "step": "10", "low": "None", "high": "All"},
    "before_now": {"labels": "None\nSome\nA lot", "before_label": "In May", "now_label": "Today"},
    "short": {"limit": "80"},
    "long": {},
    "number": {"min": "0", "max": "1,500", "decimals": "1", "unit": "hours", "bands": "10, 20.5"},
    "date": {"earliest": "2026-01-01", "latest": "2026-12-31"},
    "ranking": {"choices": CHOICES, "top": "2"},
    "points": {"choices": CHOICES, "total": "20", "shuffle": "on"},
    "matrix": {"rows": "Pace\nRoom", "choices": CHOICES},
    "name_one": {"key": "Paris\nLutetia\nalone: P\n\nRome\nnot: Roam"},
    "own_code": {},
    "file": {"takes": "pictures", "most": "3"},
    "consent": {"words": "Read by **us**.\r\n\r\nFor a year.", "box": "Yes, do"},
}
OPTIONS = [
    {"name": "good", "label": {"en": "Good"}},
    {"name": "fair", "label": {"en": "Fair"}, "hint": {"en": "Neither good nor bad"}},
    {"name": "poor", "label": {"en": "Poor"}},
]
KEPT = {
    "one": {
        "choices": OPTIONS,
        "other": True,
        "other_label": {"en": "Another"},
        "appearance": "select",
    },
    "several": {"choices": OPTIONS, "at_most": 2, "exclusive": ["poor"], "shuffle": True},
    "agreement": {
        "labels": [{"en": word} for word in ("No", "Rather not", "Perhaps", "Rather", "Yes")]
    },
    "scale": {"start": 0, "end": 10, "low": {"en": "Not likely"}, "high": {"en": "Very likely"}},
    "slider": {"start": 0, "end": 100, "step": 10, "low": {"en": "None"}, "high": {"en": "All"}},
    "before_now": {
        "labels": [{"en": "None"}, {"en": "Some"}, {"en": "A lot"}],
        "before_label": {"en": "In May"},
        "now_label": {"en": "Today"},
    },
    "short": {"limit": 80},
    "long": {},
    "number": {"min": 0, "max": 1500, "decimals": 1, "unit": {"en": "hours"}, "bands": [10, 20.5]},
    "date": {"earliest": "2026-01-01", "latest": "2026-12-31"},
    "ranking": {"choices": OPTIONS, "top": 2},
    "points": {"choices": OPTIONS, "total": 20, "shuffle": True},
    "matrix": {
        "rows": [
            {"name": "pace", "label": {"en": "Pace"}},
            {"name": "room", "label": {"en": "Room"}},
        ],
        "choices": OPTIONS,
    },
    "own_code": {},
    "name_one": {
        "key": [
            {
                "name": "paris",
                "label": {"en": "Paris"},
                "aliases": ["Paris", "Lutetia"],
                "alone": ["P"],
            },
            {"name": "rome", "label": {"en": "Rome"}, "aliases": ["Rome"], "not": ["Roam"]},
        ]
    },
    "file": {"takes": "pictures", "most": 3},
    "consent": {"words": {"en": "Read by **us**.\n\nFor a year."}, "box": {"en": "Yes, do"}},
}


@pytest.fixture
def tom(cast, sign_in):
    return sign_in(cast.tom)


@pytest.fixture
def form(cast, now):
    draft = {"title": {"en": "Tea"}, "languages": ["en"], "questions": []}
    return actions.make_form(organisation=cast.here, title="Tea", draft=draft, now=now)


@pytest.fixture
def at(form):
    return f"/o/sandbrook-council/ask/{form.pk}/"


@pytest.fixture
def three(tom, at, form):
    """Tea, with the questions a, b and c, asked for with one choice."""
    for label in "abc":
        tom.post(f"{at}add/one/", {"label": label, "choices": "Yes\nNo", "glossary": "on"})
    return form


def text(answer):
    return answer.content.decode()


def draft_of(form):
    form.refresh_from_db()
    return form.draft


def typed_in(client, address):
    """Return what a browser would send back unchanged from the page of a question."""
    page = client.get(address).context
    data = {name: page["form"][name].value() for name in page["form"].fields}
    return {
        name: value for name, value in data.items() if value is not None and value is not False
    } | {
        "seen": page["seen"],
        "type": page["kind"].name,
    }


def test_every_type_is_offered_by_what_it_is_for(tom, at):
    page = text(tom.get(f"{at}add/"))
    offered = [kind for kind in question_types() if f'href="{at}add/{kind}/"' in page]
    assert offered == list(question_types())
    assert sorted(offered) == sorted([*TYPED, "note"])
    assert tom.get(f"{at}add/nothing/").status_code == 404


def test_words_to_read_ask_for_nothing_that_belongs_to_an_answer(tom, at, form):
    page = tom.get(f"{at}add/note/")
    shown = set(page.context["form"].fields)
    assert {"label", "words", "glossary", "show_if", "rule"} <= shown
    assert not shown & {"required", "hint", "measures", "accept", "accept_message", "subject"}
    assert "which answers you accept" not in text(page)
    typed = {"label": "Welcome", "words": "Thank you.\r\n\r\n- Tea", "glossary": "on"}
    assert tom.post(f"{at}add/note/", typed | {"required": "on"}).status_code == 302
    assert draft_of(form)["questions"] == [
        {
            "type": "note",
            "name": "welcome",
            "label": {"en": "Welcome"},
            "words": {"en": "Thank you.\n\n- Tea"},
        }
    ]
    assert "must be answered" not in text(tom.get(at))
    assert "can be left out" not in text(tom.get(at))
    assert "0 questions" in text(tom.get(at))
    problems = [problem.text for problem in check_form(form.draft)]
    assert problems == ["has no questions"]


def test_a_code_of_their_own_is_not_offered_to_be_shown_in_another_question(tom, at, form):
    tom.post(f"{at}add/own_code/", {"label": "Make a code", "glossary": "on"})
    page = text(tom.get(f"{at}add/short/"))
    assert "You can show an earlier answer" not in page
    tom.post(f"{at}add/short/", {"label": "Your job", "glossary": "on"})
    page = text(tom.get(f"{at}add/long/"))
    assert "You can show an earlier answer in it and in the hint: ${your_job}" in page
    assert "What does it measure?" not in text(tom.get(f"{at}add/own_code/"))


def test_a_question_begins_a_section(tom, at, form):
    tom.post(f"{at}add/long/", {"label": "Why?", "section": "About you", "glossary": "on"})
    (question,) = draft_of(form)["questions"]
    assert question["section"] == {"en": "About you"}
    assert "Section: About you" in text(tom.get(at))
    assert "section" not in drafting.copied(question, "why_2")


def test_a_consent_is_required_unless_the_writer_says_otherwise(tom, at, form):
    assert tom.get(f"{at}add/consent/").context["form"]["required"].value() is True
    tom.post(f"{at}add/consent/", {"label": "Your words", "glossary": "on"})
    (question,) = draft_of(form)["questions"]
    assert "required" not in question
    assert not tom.get(f"{at}q/your_words/").context["form"]["required"].value()


def test_the_pages_say_how_many_kinds_there_are(tom, at):
    assert f"There are {len(question_types())} kinds" in text(tom.get(at.rsplit("/", 2)[0] + "/"))


@pytest.mark.parametrize("kind", TYPED)
def test_a_question_of_each_type_is_written_on_its_page(tom, at, form, kind):
    assert tom.get(f"{at}add/{kind}/").status_code == 200
    common = {"label": "How was it?", "hint": "Think", "required": "on", "measures": "reaction"}
    answer = tom.post(f"{at}add/{kind}/", common | {"glossary": "on"} | TYPED[kind])
    assert answer.headers["Location"] == at
    assert draft_of(form)["questions"] == [
        {
            "type": kind,
            "name": "how_was_it",
            "label": {"en": "How was it?"},
            "hint": {"en": "Think"},
            "required": True,
        }
        | ({} if kind == "own_code" else {"measures": "reaction"})
        | KEPT[kind]
    ]
    assert check_form(form.draft) == []
    assert tom.get(at).status_code == 200
    assert tom.get(f"{at}preview/how_was_it/").status_code == 200


@pytest.mark.parametrize("kind", TYPED)
def test_saving_a_question_unchanged_changes_nothing(tom, at, form, kind):
    tom.post(f"{at}add/{kind}/", {"label": "How was it?"} | TYPED[kind])
    before = draft_of(form)
    tom.post(f"{at}q/how_was_it/", typed_in(tom, f"{at}q/how_was_it/"))
    assert draft_of(form) == before


@pytest.mark.parametrize("kind", TYPED)
def test_a_question_can_be_kept_with_nothing_on_it(tom, at, form, kind):
    answer = tom.post(f"{at}add/{kind}/", {"label": ""})
    assert answer.headers["Location"] == f"{at}q/{kind}/?saved=1"
    assert [q["type"] for q in draft_of(form)["questions"]] == [kind]
    page = text(tom.get(answer.headers["Location"]))
    assert '<a href="#id_label">Enter the question</a>' in page
    assert "Saved. Before you publish:" in page
    assert "There is a problem" not in page
    assert "Problem:" not in page
    assert "Saved." not in text(tom.get(f"{at}q/{kind}/"))
    assert "A question without words" in text(tom.get(at))
    assert "cannot be shown yet" in text(tom.get(f"{at}preview/"))


def test_only_what_can_stay_empty_is_called_optional(tom, at):
    page = text(tom.get(f"{at}add/scale/"))
    assert [
        label
        for label in ("The question", "Hint", "The scale starts at")
        if f"{label} (optional)" in page
    ] == ["Hint"]


def test_what_the_page_does_not_show_stays(tom, at, form):
    draft = draft_of(form)
    extra = {"tags": ["liked"], "subject": {"en": "it"}, "constraint": "string-length(.) > 2"}
    question = {"type": "long", "name": "liked", "label": {"en": "Liked", "cy": "Hoffi"}} | extra
    actions.change_form(
        form=form, title="Tea", draft={**draft, "questions": [question]}, now=timezone.now()
    )
    tom.post(f"{at}q/liked/", typed_in(tom, f"{at}q/liked/") | {"label": "What was good?"})
    assert draft_of(form)["questions"] == [
        question | {"label": {"en": "What was good?", "cy": "Hoffi"}}
    ]


def test_help_with_hard_words_is_off_where_knowing_them_is_asked(tom, at):
    ticked = {
        kind: tom.get(f"{at}add/{kind}/").context["form"]["glossary"].value() for kind in TYPED
    }
    assert [kind for kind, on in ticked.items() if not on] == ["name_one"]


def test_the_name_comes_from_the_first_words_and_stays(tom, at, three):
    tom.post(f"{at}q/a/", typed_in(tom, f"{at}q/a/") | {"label": "Something else"})
    assert drafting.names(draft_of(three)) == ["a", "b", "c"]
    tom.post(f"{at}add/long/", {"label": "a"})
    assert drafting.names(draft_of(three)) == ["a", "b", "c", "a_2"]


def test_a_name_that_was_published_is_never_given_to_another_question(tom, at, three, now):
    actions.publish(form=three, now=now)
    tom.post(f"{at}q/a/remove/")
    tom.post(f"{at}add/long/", {"label": "A"})
    assert drafting.names(draft_of(three)) == ["b", "c", "a_2"]


def test_choices_keep_their_names_when_words_change_or_move(tom, at, form):
    tom.post(f"{at}add/one/", {"label": "x", "choices": "Red\nBlue\nGreen"})

    def change(choices):
        tom.post(f"{at}q/x/", typed_in(tom, f"{at}q/x/") | {"choices": choices})
        found = draft_of(form)["questions"][0]["choices"]
        return [(choice["name"], choice["label"]["en"]) for choice in found]

    assert change("Green\nRed\nBlue") == [("green", "Green"), ("red", "Red"), ("blue", "Blue")]
    assert change("Green\nCrimson\nBlue") == [
        ("green", "Green"),
        ("red", "Crimson"),
        ("blue", "Blue"),
    ]
    assert change("Blue\nRed") == [("blue", "Blue"), ("red_2", "Red")]


def test_questions_move_up_and_down_and_stay_at_the_ends(tom, at, three):
    orders = []
    for name, way in (("c", "up"), ("a", "down"), ("c", "up"), ("c", "up"), ("b", "down")):
        answer = tom.post(f"{at}q/{name}/{way}/")
        assert answer.headers["Location"] == f"{at}?moved={name}&by={way}"
        orders.append("".join(drafting.names(draft_of(three))))
    assert orders == ["acb", "cab", "cab", "cab", "cab"]


@pytest.mark.parametrize(
    ("place", "order"),
    [("1", "cab"), ("2", "acb"), ("3", "abc"), ("99", "abc"), ("0", "cab"), ("x", "abc")],
)
def test_a_question_is_put_at_a_place_in_one_go(tom, at, three, place, order):
    tom.post(f"{at}q/c/move/", {"place": place})
    assert "".join(drafting.names(draft_of(three))) == order


def test_a_place_that_is_no_number_is_said_in_words(tom, at, three):
    page = text(tom.post(f"{at}q/c/move/", {"place": "first"}, follow=True))
    assert "Enter the place as a number in figures, like 3." in page


@pytest.mark.parametrize(
    ("name", "way", "button", "says"),
    [
        ("b", "up", "Down", "This is question 1 of 3 now."),
        ("c", "up", "Up", "This is question 2 of 3 now."),
        ("a", "down", "Down", "This is question 2 of 3 now."),
        ("b", "down", "Up", "This is question 3 of 3 now."),
    ],
)
def test_moving_says_where_the_question_is_and_keeps_the_focus(
    tom, at, three, name, way, button, says
):
    page = text(tom.post(f"{at}q/{name}/{way}/", follow=True))
    assert f'<p class="notice done" role="status" id="moved">{says}</p>' in page
    assert page.count("autofocus") == 1
    assert f'autofocus aria-describedby="moved">{button}<' in page


def test_a_question_is_added_below_another(tom, at, three):
    assert f'href="{at}add/?below=a"' in text(tom.get(at))
    page = text(tom.get(f"{at}add/?below=a"))
    assert "It will stand below “a”" in page
    assert f'href="{at}add/long/?below=a"' in page
    tom.post(f"{at}add/long/?below=a", {"label": "new"})
    assert drafting.names(draft_of(three)) == ["a", "new", "b", "c"]
    tom.post(f"{at}add/long/?below=gone", {"label": "last"})
    assert drafting.names(draft_of(three)) == ["a", "new", "b", "c", "last"]


def test_a_question_is_duplicated_after_itself(tom, at, three):
    answer = tom.post(f"{at}q/a/duplicate/")
    assert answer.headers["Location"] == f"{at}q/a_2/"
    assert "This is the copy, below the question it came from." in text(tom.get(f"{at}q/a_2/"))
    questions = draft_of(three)["questions"]
    assert [question["name"] for question in questions] == ["a", "a_2", "b", "c"]
    assert questions[1] == questions[0] | {"name": "a_2", "label": {"en": "a (copy)"}}


def test_a_removed_question_can_be_put_back_where_it_was(tom, at, three):
    before = draft_of(three)
    page = text(tom.post(f"{at}q/b/remove/", follow=True))
    assert "“b” is removed." in page
    assert drafting.names(draft_of(three)) == ["a", "c"]
    tom.post(f"{at}put-back/")
    assert draft_of(three) == before
    assert "There is nothing to put back." in text(tom.post(f"{at}put-back/", follow=True))
    assert draft_of(three) == before


def test_acts_on_a_question_that_is_gone_change_nothing(tom, at, three):
    before = draft_of(three)
    for act in ("up", "down", "duplicate", "remove"):
        assert tom.post(f"{at}q/nothing/{act}/").status_code == 302
    assert draft_of(three) == before
    assert tom.get(f"{at}q/nothing/").status_code == 404


def test_two_people_change_different_questions_and_both_count(tom, at, three):
    mine = typed_in(tom, f"{at}q/a/") | {"label": "Mine"}
    theirs = typed_in(tom, f"{at}q/b/") | {"label": "Theirs"}
    tom.post(f"{at}q/b/", theirs)
    assert tom.post(f"{at}q/a/", mine).headers["Location"] == at
    labels = [question["label"]["en"] for question in draft_of(three)["questions"]]
    assert labels == ["Mine", "Theirs", "c"]


def test_two_people_change_one_question_and_the_second_is_told(tom, at, three):
    mine = typed_in(tom, f"{at}q/a/") | {"label": "Mine"}
    tom.post(f"{at}q/a/", mine | {"label": "Theirs"})
    answer = tom.post(f"{at}q/a/", mine)
    assert "Somebody else changed this question while you wrote." in text(answer)
    assert "It now reads “Theirs”." in text(answer)
    assert 'value="Mine"' in text(answer)
    assert draft_of(three)["questions"][0]["label"] == {"en": "Theirs"}
    tom.post(f"{at}q/a/", mine | {"seen": answer.context["seen"]})
    assert draft_of(three)["questions"][0]["label"] == {"en": "Mine"}


def test_a_question_removed_by_somebody_else_is_not_lost(tom, at, three):
    mine = typed_in(tom, f"{at}q/a/") | {"label": "Mine"}
    actions.remove_question(form=three, name="a", now=timezone.now())
    answer = tom.post(f"{at}q/a/", mine)
    assert "Somebody else removed this question while you wrote." in text(answer)
    tom.post(f"{at}q/a/", mine | {"seen": answer.context["seen"]})
    assert drafting.names(draft_of(three)) == ["b", "c", "a"]


@pytest.mark.parametrize(
    ("kind", "typed", "rule"),
    [
        ("one", {"choices": "Yes\nNo"}, "${first} = 'no'"),
        ("several", {"choices": "Yes\nNo"}, "selected(${first}, 'no')"),
        ("agreement", {}, "${first} = 2"),
        ("scale", TYPED["scale"], "${first} = 3"),
    ],
)
def test_a_question_is_asked_only_after_a_choice(tom, at, form, kind, typed, rule):
    tom.post(f"{at}add/{kind}/", {"label": "First"} | typed)
    tom.post(f"{at}add/long/", {"label": "Why?", "show_if": rule})
    assert draft_of(form)["questions"][1]["relevant"] == rule
    assert check_form(form.draft) == []
    assert typed_in(tom, f"{at}q/why/")["show_if"] == rule
    assert "Asked only if the answer to “First” is “" in text(tom.get(at))


def test_a_question_can_be_asked_of_all_who_did_not_answer_so(tom, at, three):
    typed = {"label": "Why?", "show_if": "${a} = 'no'", "show_if_not": "not"}
    tom.post(f"{at}add/long/", typed)
    assert draft_of(three)["questions"][3]["relevant"] == "not(${a} = 'no')"
    assert check_form(three.draft) == []
    back = typed_in(tom, f"{at}q/why/")
    assert (back["show_if"], back["show_if_not"]) == ("${a} = 'no'", "not")
    assert "Asked only if the answer to “a” is not “No”." in text(tom.get(at))


def test_two_choices_that_both_have_to_be_given_are_said_in_words(tom, at, three):
    both = "(${a} = 'yes') and (not(${b} = 'no'))"
    tom.post(f"{at}add/long/", {"label": "Why?", "rule": both})
    words = "Asked only if the answer to “a” is “Yes”, and the answer to “b” is not “No”."
    assert words in text(tom.get(at))
    other = "(${a} = 'yes') and (${b} != '')"
    tom.post(f"{at}add/long/", {"label": "And why?", "rule": other})
    assert f"Asked only if {escape(other)}" in text(tom.get(at))


def test_when_it_is_asked_is_folded_until_it_is_used(tom, at, three):
    page = text(tom.get(f"{at}add/long/"))
    assert '<details class="notice"><summary>When is it asked? Always</summary>' in page
    tom.post(f"{at}add/long/", {"label": "Why?", "show_if": "${a} = 'no'"})
    page = text(tom.get(f"{at}q/why/"))
    words = "When is it asked? Only if the answer to “a” is “No”"
    assert f'<details class="notice" open><summary>{words}</summary>' in page
    assert "<details><summary>Write a rule</summary>" in page


def test_a_rule_of_ones_own_is_written_out(tom, at, three):
    rule = "${a} = 'yes' and ${b} = 'no'"
    typed = {"label": "Why?", "rule": rule}
    tom.post(f"{at}add/long/", typed)
    assert draft_of(three)["questions"][3]["relevant"] == rule
    back = typed_in(tom, f"{at}q/why/")
    assert (back["show_if"], back["rule"]) == ("", rule)
    assert "<details open><summary>Write a rule</summary>" in text(tom.get(f"{at}q/why/"))
    page = text(tom.post(f"{at}add/long/", typed | {"show_if": "${a} = 'no'"}))
    assert "Choose an answer above or write a rule, not both" in page


def test_a_rule_that_cannot_be_used_is_kept_and_said_beside_it(tom, at, three):
    typed = {"label": "Why?", "rule": "${nothing} = 'x'"}
    page = text(tom.post(f"{at}add/long/", typed, follow=True))
    words = "The rule cannot be used: “nothing” is not the name of a question before this one"
    assert f'<a href="#id_rule">{words}</a>' in page
    assert draft_of(three)["questions"][3]["relevant"] == "${nothing} = 'x'"


@pytest.mark.parametrize(
    ("kind", "typed", "field", "problem"),
    [
        (
            "long",
            {"label": "x" * 5000},
            "label",
            "Make the question shorter: 500 letters or fewer. You have written 5000",
        ),
        (
            "one",
            {"choices": "Yes\n" + "x" * 501},
            "choices",
            "Line 2: make it shorter, 500 letters or fewer",
        ),
        ("scale", {"start": "one"}, "start", "Enter a whole number in figures, like 10"),
        ("number", {"min": "few"}, "min", "“few”: enter a number in figures, like 10"),
        ("date", {"latest": "31/02/2026"}, "latest", "Enter a real date, like 2026-03-27"),
        (
            "several",
            {"choices": "A\nB", "exclusive": "C"},
            "exclusive",
            "“C” is not one of the choices. Write it as it stands there",
        ),
        ("long", {"measures": "joy"}, "measures", "Choose what it measures from the list"),
    ],
)
def test_what_cannot_be_kept_is_said_beside_its_field(tom, at, form, kind, typed, field, problem):
    page = text(tom.post(f"{at}add/{kind}/", {"label": "x"} | typed))
    assert f'<a href="#id_{field}">{problem}</a>' in page
    assert "<title>Problem: " in page
    assert draft_of(form)["questions"] == []


@pytest.mark.parametrize(
    ("kind", "typed", "field", "problem"),
    [
        ("one", {"choices": "Yes"}, "choices", "Enter at least 2 choices, one a line"),
        ("one", {"choices": "Yes\nYes"}, "choices", "“Yes” is there twice. Change one of them"),
        (
            "several",
            {"choices": "A\nB", "at_most": "3"},
            "at_most",
            "Enter how few and how many in order, and no more than 2",
        ),
        (
            "scale",
            TYPED["scale"] | {"end": "50"},
            "end",
            "Enter two whole numbers: the end is 1 to 10 above the start",
        ),
        ("scale", TYPED["scale"] | {"low": ""}, "low", "Say what the low end means"),
        ("agreement", {"labels": "No\nYes"}, "labels", "Enter 5 steps, one a line. There are 2"),
        ("before_now", {"labels": "No\nNo"}, "labels", "“No” is there twice. Change one of them"),
        ("long", {"limit": "0"}, "limit", "Enter a number of letters from 1 to 50,000"),
        ("number", {"min": "5", "max": "1"}, "max", "The highest number is below the lowest"),
        ("number", {"bands": "9 5"}, "bands", "Enter numbers in order, each above the one before"),
        ("number", {"decimals": "9"}, "decimals", "Enter how many decimal places, from 0 to 6"),
        (
            "date",
            {"earliest": "2026-02-01", "latest": "2026-01-01"},
            "latest",
            "The latest date is before the earliest",
        ),
        ("ranking", {"choices": "A\nB", "top": "3"}, "top", "Enter how many places, from 1 to 2"),
        (
            "ranking",
            {"choices": "\n".join(map(str, range(13)))},
            "choices",
            "Put at most 12 things in order, not 13",
        ),
        ("matrix", {"choices": "A\nB"}, "rows", "Enter at least one thing to ask about"),
        (
            "matrix",
            {"rows": "A\nA", "choices": "A\nB"},
            "rows",
            "“A” is there twice. Change one of them",
        ),
        ("name_one", {"key": "Paris\nalone: !"}, "key", "“!” has no word to look for"),
    ],
)
def test_what_is_not_finished_is_kept_and_said_beside_its_field(
    tom, at, form, kind, typed, field, problem
):
    page = text(tom.post(f"{at}add/{kind}/", {"label": "x"} | typed, follow=True))
    assert f'<a href="#id_{field}">{problem}</a>' in page
    assert drafting.names(draft_of(form)) == ["x"]


def test_a_script_in_a_question_is_only_words(tom, at, form):
    nasty = "<script>alert(1)</script>"
    tom.post(f"{at}add/one/", {"label": nasty, "hint": nasty, "choices": f"{nasty}\nb"})
    assert drafting.names(draft_of(form)) == ["script_alert_1_script"]
    where = [at, f"{at}q/script_alert_1_script/", f"{at}preview/", f"{at}add/one/"]
    for page in (text(tom.get(address)) for address in where):
        assert nasty not in page


def test_invisible_characters_and_other_scripts_are_taken_as_they_read(tom, at, form):
    tom.post(f"{at}add/one/", {"label": "سؤال\u202e", "choices": "نعم\nلا"})
    question = draft_of(form)["questions"][0]
    assert (question["name"], question["label"]) == ("question", {"en": "سؤال"})
    assert [choice["name"] for choice in question["choices"]] == ["choice", "choice_2"]
    assert check_form(form.draft) == []


def test_nothing_here_reaches_another_organisation(tom, cast, now):
    theirs = actions.make_form(
        organisation=cast.there, title="Theirs", draft=dict(drafting.BLANK), now=now
    )
    assert tom.get(f"/o/sandbrook-council/ask/{theirs.pk}/").status_code == 404
    assert tom.post(f"/o/sandbrook-council/ask/{theirs.pk}/duplicate/").status_code == 404
    assert Form.objects.count() == 1
