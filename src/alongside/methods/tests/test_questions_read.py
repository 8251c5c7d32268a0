"""What people post becomes an answer, or a sentence that says what to put right."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.methods.questions import Problem, Reading, question_types, type_of
from alongside.methods.tests.questions_form import ANSWERS, QUESTIONS, question

KINDS = list(QUESTIONS)


def read(kind, data, **changes):
    asked = question(kind, **changes)
    return type_of(asked).read(asked, data)


def problem(kind, data, **changes):
    """The one sentence and where it points, with no answer kept."""
    reading = read(kind, data, **changes)
    assert reading.answer is None
    [found] = reading.problems
    return found.text, found.id


@pytest.mark.parametrize("kind", ["one", "several", "ranking", "matrix"])
def test_each_person_has_an_order_of_their_own_that_stays(kind):
    def shown(drawn, **more):
        asked = question(kind, **more)
        found = type_of(asked).fields(asked, drawn=drawn)
        listed = found.get("choices") or found.get("rest") or found.get("groups")
        return [one.get("value") or one.get("code") or one["name"] for one in listed]

    plain = shown("")
    orders = {tuple(shown(str(person), shuffle=True)) for person in range(60)}
    assert len(orders) > 1
    assert all(sorted(order) == sorted(plain) for order in orders)
    assert shown("1", shuffle=True) == shown("1", shuffle=True)
    assert shown("", shuffle=True) == shown("1") == plain
    if kind == "several":
        assert {order[2:] for order in orders} == {("none", "other")}


def test_every_type_is_in_the_example():
    assert [name for name, kind in question_types().items() if kind.answered] == KINDS


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_posted_for_an_answer_is_read_as_that_answer(kind):
    asked = question(kind)
    data = type_of(asked).posted(asked, ANSWERS[kind])
    assert type_of(asked).read(asked, data) == Reading(ANSWERS[kind])


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("data", [{}, {"q": [""]}, {"q": ["  \t"]}])
def test_blank_is_no_answer(kind, data):
    assert read(kind, data) == Reading()


@pytest.mark.parametrize(
    ("kind", "words", "where"),
    [
        ("one", "Choose an answer to “What should the room be like?”", "q-q"),
        ("several", "Choose an answer to “What helps you feel calm?”", "q-q"),
        ("agreement", "Choose an answer to “The session was relevant to my work”", "q-q"),
        ("scale", "Choose an answer to “How likely are you to tell a colleague about it?”", "q-q"),
        ("before_now", "Choose how well you understand co-production", "q-q.before"),
        ("short", "Enter your job", "q-q"),
        ("long", "Enter an answer to “What would you change?”", "q-q"),
        ("number", "Enter an answer to “How many people are in your team?”", "q-q"),
        ("date", "Enter an answer to “When did you start?”", "q-q.day"),
        ("ranking", "Choose an answer to “What matters most?”", "q-q.time"),
        ("matrix", "Choose an answer to “How good were these?”", "q-q.room"),
        ("name_one", "Enter an answer to “Name a model of co-production”", "q-q"),
        ("file", "Add a file to answer “Add a photo of the room”", "q-q"),
    ],
)
def test_a_required_question_left_blank_says_what_to_do(kind, words, where):
    assert problem(kind, {}, required=True) == (words, where)


def test_the_writer_may_say_it_their_way():
    own = {"en": "Tell us your job, or write “none”"}
    assert problem("short", {}, required=True, required_message=own) == (own["en"], "q-q")


def test_a_long_label_is_cut_in_a_message():
    label = {"en": "word " * 60}
    words, _ = problem("one", {}, required=True, label=label)
    assert words == "Choose an answer to “" + "word " * 9 + "word…”"


@pytest.mark.parametrize(
    ("kind", "data", "words", "where"),
    [
        ("one", {"q": ["living", "clinic"]}, "Choose only one answer to “{}”", "q-q"),
        ("one", {"q": ["spa"]}, "Choose one of the answers shown for “{}”", "q-q"),
        ("several", {"q": ["tea", "spa"]}, "Choose one of the answers shown for “{}”", "q-q"),
        (
            "several",
            {"q": ["tea", "sofa", "other"]},
            "Choose no more than 2 answers to “{}”. You chose 3",
            "q-q",
        ),
        (
            "several",
            {"q": ["tea", "none"]},
            "For “{}”, choose “None of these” or other answers, not both",
            "q-q",
        ),
        ("agreement", {"q": ["6"]}, "Choose one of the answers shown for “{}”", "q-q"),
        ("agreement", {"q": ["1", "2"]}, "Choose only one answer to “{}”", "q-q"),
        ("scale", {"q": ["11"]}, "Choose one of the answers shown for “{}”", "q-q"),
        ("scale", {"q": ["07"]}, "Choose one of the answers shown for “{}”", "q-q"),
        (
            "before_now",
            {"q.before": ["9"], "q.now": ["2"]},
            "Choose one of the answers shown for “{}”",
            "q-q.before",
        ),
        (
            "matrix",
            {"q.room": ["bad"]},
            "Choose one of the answers shown for “The room” in “{}”",
            "q-q.room",
        ),
        (
            "matrix",
            {"q.pace": ["good", "poor"]},
            "Choose only one answer for “The pace” in “{}”",
            "q-q.pace",
        ),
    ],
)
def test_what_was_not_offered_is_refused(kind, data, words, where):
    label = QUESTIONS[kind]["label"]["en"]
    assert problem(kind, data) == (words.format(label), where)


def test_several_has_a_least():
    words = "Choose at least 2 answers to “What helps you feel calm?”"
    assert problem("several", {"q": ["tea"]}, at_least=2) == (words, "q-q")
    assert read("several", {"q": ["none"]}, at_least=2) == Reading({"choices": ["none"]})


@pytest.mark.parametrize(
    ("data", "answer"),
    [
        ({"q": ["other"]}, {"choice": "other"}),
        ({"q": ["other"], "q.other": [" a  barge "]}, {"choice": "other", "other": "a barge"}),
        ({"q.other": ["a barge"]}, {"choice": "other", "other": "a barge"}),
        ({"q": ["living"], "q.other": ["a barge"]}, {"choice": "living"}),
        ({"q": ["living", "living"]}, {"choice": "living"}),
    ],
)
def test_something_else_goes_by_its_choice_and_its_words_alone_count(data, answer):
    assert read("one", data) == Reading(answer)


@pytest.mark.parametrize(("kind", "plain"), [("one", {"choice": "other"}), ("several", None)])
def test_something_else_without_words_is_asked_for(kind, plain):
    label = QUESTIONS[kind]["label"]["en"]
    words = f"Tell us what you mean by “Something else” in “{label}”"
    assert problem(kind, {"q": ["other"]}, required=True) == (words, "q-q.other")
    asked, answer = question(kind), plain or {"choices": ["other"]}
    assert read(kind, {"q": ["other"]}) == Reading(answer)
    assert [d.text for d in type_of(asked).doubts(asked, answer)] == [words]
    assert type_of(asked).doubts(asked, answer | {"other": "Music"}) == ()


def test_something_else_that_is_a_choice_of_the_writer_has_no_box():
    own = [{"name": n, "label": {"en": n}} for n in ("tea", "other")]
    changes = {"choices": own, "other": None, "required": True}
    assert read("one", {"q": ["other"]}, **changes) == Reading({"choice": "other"})


@pytest.mark.parametrize(("given", "left_out"), [("before", "now"), ("now", "before")])
def test_one_half_of_a_pair_is_doubted_once(given, left_out):
    asked = question("before_now")
    assert read("before_now", {f"q.{given}": ["2"]}) == Reading({given: 2})
    [doubt] = type_of(asked).doubts(asked, {given: 2})
    assert doubt.id == f"q-q.{left_out}"
    assert "We can only count a change when you answer both" in doubt.text
    assert type_of(asked).doubts(asked, {"before": 2, "now": 2}) == ()


def test_something_else_may_not_run_on():
    words = (
        "Your answer to “What should the room be like?” must be 200 letters or fewer. "
        "You have written 201"
    )
    assert problem("one", {"q": ["other"], "q.other": ["x" * 201]}) == (words, "q-q.other")
    assert problem("several", {"q": ["other"], "q.other": ["x" * 201]})[1] == "q-q.other"


def test_a_hundred_thousand_characters_are_too_many():
    words = (
        "Your answer to “What would you change?” must be 10,000 letters or fewer. "
        "You have written 100,000"
    )
    assert problem("long", {"q": ["x" * 100_000]}) == (words, "q-q")
    assert read("long", {"q": ["x" * 10_000]}).answer == {"text": "x" * 10_000}
    assert problem("short", {"q": ["x" * 201]})[0].startswith("Your answer to “What is your job?”")


@pytest.mark.parametrize(
    ("typed", "short", "long"),
    [
        ("a\r\nb\tc", "a b c", "a\nb\tc"),
        ("a\x00b\x07\x1b[31m", "ab[31m", "ab[31m"),
        ("\ud800ok\u202e", "ok", "ok"),
        ("cafe\u0301", "café", "café"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("=1+1", "=1+1", "=1+1"),
        ("مرحبا\u200f!", "مرحبا\u200f!", "مرحبا\u200f!"),
    ],
)
def test_text_is_kept_as_it_is_seen(typed, short, long):
    assert read("short", {"q": [typed]}) == Reading({"text": short})
    assert read("long", {"q": [typed]}) == Reading({"text": long})


def test_nothing_but_control_characters_is_blank():
    assert read("long", {"q": ["\x00\x01\x02"]}) == Reading()


TEAM = "How many people are in your team?"


@pytest.mark.parametrize(
    ("typed", "value"),
    [("12", 12), (" 12 ", 12), ("１２", 12), ("١٢", 12), ("+12", 12), ("12.0", 12), ("012", 12)],
)
def test_a_number_in_figures_is_read(typed, value):
    assert read("number", {"q": [typed]}) == Reading({"value": value})


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("12 people", "Your answer to “{}” must be a number in figures, like 12"),
        ("sixteen", "Your answer to “{}” must be a number in figures, like 12"),
        ("1e2", "Your answer to “{}” must be a number in figures, like 12"),
        ("NaN", "Your answer to “{}” must be a number in figures, like 12"),
        ("inf", "Your answer to “{}” must be a number in figures, like 12"),
        ("½", "Your answer to “{}” must be a number in figures, like 12"),
        ("9" * 40, "Your answer to “{}” must be a number in figures, like 12"),
        ("1,5", "Your answer to “{}” must be a whole number, like 12"),
        ("1.5", "Your answer to “{}” must be a whole number, like 12"),
        ("0", "Your answer to “{}” must be between 1 and 500"),
        ("−3", "Your answer to “{}” must be between 1 and 500"),
        ("1,500", "Your answer to “{}” must be between 1 and 500"),
    ],
)
def test_a_number_that_cannot_be_used_says_why(typed, words):
    assert problem("number", {"q": [typed]}) == (words.format(TEAM), "q-q")


def test_decimals_and_single_limits():
    money = {"min": None, "max": None, "decimals": 2}
    assert read("number", {"q": ["1 500.25"]}, **money) == Reading({"value": 1500.25})
    assert (
        problem("number", {"q": ["1,5"]}, **money)[0]
        == f"Use a full stop for the decimal in “{TEAM}”, like 1.5"
    )
    assert problem("number", {"q": ["0.125"]}, **money)[0].endswith(
        "can have 2 decimal places or fewer"
    )
    assert problem("number", {"q": ["2"]}, min=3, max=None)[0].endswith("must be 3 or more")
    assert problem("number", {"q": ["2000"]}, min=None, max=1000)[0].endswith(
        "must be 1,000 or less"
    )


def day(d="", m="", y=""):
    return {"q.day": [d], "q.month": [m], "q.year": [y]}


@pytest.mark.parametrize(
    "typed",
    [("1", "3", "2025"), ("01", "03", "2025"), ("１", "March", "2025"), ("1", "mar.", "2025")],
)
def test_a_date_is_read(typed):
    assert read("date", day(*typed)) == Reading({"date": "2025-03-01"})


@pytest.mark.parametrize(
    ("typed", "words", "where"),
    [
        (("1", "", "2025"), "must include a month", "q-q.month"),
        (("1", "", ""), "must include a month and a year", "q-q.month"),
        (("", "3", "2025"), "must include a day", "q-q.day"),
        (("30", "2", "2025"), "must be a real date, like 27 3 2026", "q-q.day"),
        (("29", "2", "2025"), "must be a real date, like 27 3 2026", "q-q.day"),
        (("first", "May", "2025"), "must be a real date, like 27 3 2026", "q-q.day"),
        (("1", "13", "2025"), "must be a real date, like 27 3 2026", "q-q.day"),
        (("1", "3", "99999"), "must be a real date, like 27 3 2026", "q-q.day"),
        (("1", "3", "1900"), "must be between 1 January 1950 and 31 December 2026", "q-q.day"),
    ],
)
def test_a_date_that_cannot_be_used_says_which_part(typed, words, where):
    assert problem("date", day(*typed)) == (f"The date in “When did you start?” {words}", where)


def test_a_year_needs_four_figures():
    words = "The year in “When did you start?” must have 4 figures, like 2026"
    assert problem("date", day("1", "3", "25")) == (words, "q-q.year")


def test_before_and_now_are_both_needed_when_required():
    words = "Choose an answer for “Now” in “How well do you understand co-production?”"
    assert problem("before_now", {"q.before": ["2"]}, required=True) == (words, "q-q.now")
    assert read("before_now", {"q.before": ["2"]}) == Reading({"before": 2})


def test_every_row_is_needed_when_required():
    words = "Choose an answer for “The pace” in “How good were these?”"
    assert problem("matrix", {"q.room": ["good"]}, required=True) == (words, "q-q.pace")
    assert read("matrix", {"q.room": ["good"]}) == Reading({"rows": {"room": "good"}})


def places(time="", place="", food=""):
    return {"q.time": [time], "q.place": [place], "q.food": [food]}


@pytest.mark.parametrize(
    ("data", "top", "words", "where"),
    [
        (
            places("1", "2", "2"),
            None,
            (
                "In “What matters most?” you gave “Place” and “Food” the same place. "
                "Give each a different one"
            ),
            "q-q.food",
        ),
        (
            places("1", "2", "4"),
            None,
            "Choose one of the answers shown for “What matters most?”",
            "q-q.food",
        ),
    ],
)
def test_an_order_with_faults_says_which_thing(data, top, words, where):
    assert problem("ranking", data, top=top) == (words, where)


@pytest.mark.parametrize(
    ("data", "top", "words", "where"),
    [
        (places("1", "2"), None, "Add “Food” to your order in “What matters most?”", "q-q.food"),
        (
            places("", "1", "2"),
            None,
            "Add “Time” to your order in “What matters most?”",
            "q-q.time",
        ),
        (places("1"), 2, "Add 1 more to your order in “What matters most?”", "q-q.place"),
    ],
)
def test_what_is_missing_in_an_order_is_said_where_it_has_to_be_whole(data, top, words, where):
    assert problem("ranking", data, top=top, required=True) == (words, where)


@pytest.mark.parametrize(
    ("data", "top", "order"),
    [
        (places("1", "2"), None, ["time", "place"]),
        (places("2"), 2, ["time"]),
        (places("3", "", "1"), None, ["food", "time"]),
    ],
)
def test_who_is_undecided_can_leave_things_out(data, top, order):
    assert read("ranking", data, top=top) == Reading({"order": order})


def pressed(act, data):
    asked = question("ranking")
    now = type_of(asked).arranged(asked, data | {"q..do": [act]})
    return type_of(asked).parse(asked, now, "en").answer


@pytest.mark.parametrize(
    ("act", "order"),
    [
        ("up.place", ["place", "time"]),
        ("down.time", ["place", "time"]),
        ("in.food", ["time", "place", "food"]),
        ("out.time", ["place"]),
        ("up.time", ["time", "place"]),
        ("down.place", ["time", "place"]),
        ("up.food", ["time", "place"]),
        ("in.time", ["time", "place"]),
        ("fly.time", ["time", "place"]),
        ("up.nothing", ["time", "place"]),
        ("", None),
        (".", ["time", "place"]),
    ],
)
def test_each_button_does_what_it_says_and_no_other_does_anything(act, order):
    if order is None:
        assert type_of(question("ranking")).arranged(question("ranking"), {"q..do": [act]}) is None
    else:
        assert pressed(act, places("1", "2")) == {"order": order}


def test_taking_the_last_thing_out_leaves_no_answer():
    assert pressed("out.time", places("1")) is None


def test_a_full_order_takes_no_more():
    asked = question("ranking", top=1)
    now = type_of(asked).arranged(asked, places("1") | {"q..do": ["in.food"]})
    assert type_of(asked).parse(asked, now, "en").answer == {"order": ["time"]}


def test_only_the_first_few_may_be_asked_for():
    assert read("ranking", places(food="1", time="2"), top=2) == Reading(
        {"order": ["food", "time"]}
    )


def test_none_is_an_answer_to_name_one():
    assert read("name_one", {"q": ["none"]}) == Reading({"text": "none"})


def test_words_in_another_language_come_from_the_form():
    asked = question("short", required=True, subject={"en": "your job", "cy": "eich swydd"})
    assert type_of(asked).read(asked, {}, "cy").problems == (Problem("q", "Rhowch eich swydd"),)
    assert type_of(asked).read(asked, {}, "so").problems == (Problem("q", "Enter your job"),)


parts = st.sampled_from(
    [
        "q",
        "q.other",
        "q.before",
        "q.now",
        "q.day",
        "q.month",
        "q.year",
        "q.time",
        "q.food",
        "q.room",
    ]
)
typed = st.one_of(
    st.text(max_size=30),
    st.sampled_from(["1", "2", "tea", "other", "good", "living", "none", "2025"]),
)


buttons = st.builds(
    "{}.{}".format,
    st.sampled_from(["up", "down", "in", "out", "x"]),
    st.sampled_from(["time", "place", "food", "nothing"]),
)


@settings(max_examples=200, deadline=None)
@given(
    acts=st.lists(buttons, max_size=12),
    top=st.sampled_from([None, 1, 2, 3]),
    required=st.booleans(),
)
def test_whatever_is_pressed_the_order_is_one_and_every_way_to_use_it_agrees(acts, top, required):
    asked = question("ranking", top=top, required=required)
    kind, data = type_of(asked), {}
    for act in acts:
        data = kind.arranged(asked, data | {"q..do": [act]})
        data.pop("q..do")
    answer = kind.parse(asked, data, "en").answer
    order = answer["order"] if answer else []
    whole = kind.top(asked)
    assert len(set(order)) == len(order) <= whole
    accepted = kind.read(asked, data)
    assert bool(accepted.problems) == (required and len(order) < whole)
    if answer is None:
        return
    assert kind.parse(asked, kind.posted(asked, answer), "en").answer == answer
    places = {code: place for place, code in enumerate(order, 1)}
    assert kind.cells(asked, answer) == [places.get(code) for code in ("time", "place", "food")]
    assert [line.split(": ")[0] for line in kind.in_words(asked, answer)] == [
        "1st", "2nd", "3rd"
    ][: len(order)]  # fmt: skip
    assert kind.group(asked, answer) == kind.in_words(asked, answer)[0].split(": ")[1]
    [tally] = kind.summarise(asked, [answer, None])
    assert (sum(tally.counts), tally.answered) == (1, 1)


SHARE = "What should the money go to?"


def shared(**points):
    return {f"q.{code}": [str(many)] for code, many in points.items()}


@pytest.mark.parametrize(
    ("data", "words", "where"),
    [
        (shared(bus=7), f"Share out all 20 points in “{SHARE}”. You have 13 left", "q-q.bus"),
        (
            shared(bus=15, park=8),
            f"You gave 23 points in “{SHARE}”. Take 3 away, so that they come to 20",
            "q-q.bus",
        ),
        (
            shared(bus="x", park=20),
            f"Enter points for “Buses” in “{SHARE}” as a whole number, like 3",
            "q-q.bus",
        ),
        (
            shared(bus=21, park=-1),
            f"Enter points for “The park” in “{SHARE}” as a whole number, like 3",
            "q-q.park",
        ),
        (
            shared(bus=19.5, park=0.5) | {"q.park": ["1"]},
            f"Enter points for “Buses” in “{SHARE}” as a whole number, like 3",
            "q-q.bus",
        ),
    ],
)
def test_points_that_do_not_come_to_the_sum_are_no_answer(data, words, where):
    assert problem("points", data) == (words, where)


def test_points_left_at_nothing_are_no_answer():
    assert read("points", shared(bus=0, park=0, club=0)) == Reading()
    missing = f"Enter an answer to “{SHARE}”"
    assert problem("points", shared(bus=0), required=True) == (missing, "q-q.bus")


@settings(max_examples=100, deadline=None)
@given(
    acts=st.lists(
        st.sampled_from([f"{a}.{c}" for a in ("more", "less", "odd") for c in ("bus", "park", "x")])
    ),
    total=st.sampled_from([2, 10, 20, 33, 100]),
)
def test_whatever_is_pressed_no_more_points_are_given_than_there_are(acts, total):
    asked = question("points", total=total)
    kind, data = type_of(asked), {}
    for act in acts:
        data = dict(kind.arranged(asked, data | {"q..do": [act]}))
        data.pop("q..do")
    given = sum(int(texts[0]) for texts in data.values())
    assert 0 <= given <= total
    reading = kind.read(asked, data)
    assert (reading.answer is not None) == (given == total)
    if reading.answer:
        assert kind.parse(asked, kind.posted(asked, reading.answer), "en") == reading
        assert sum(kind.cells(asked, reading.answer)) == total


def test_the_page_says_how_many_points_are_left():
    asked = question("points", total=10)

    def state(**points):
        return type_of(asked).fields(asked, shared(**points))["state"]

    assert state() == "Points left: 10 of 10"
    assert state(bus=7) == "Points left: 3 of 10"
    assert state(bus=7, park=3) == "All 10 points are shared out"
    assert state(bus=7, park=5) == "Too many points: take 2 away"
    assert type_of(asked).arranged(asked, {}) is None


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("x", "Your answer to “How much of your day is it?” must be a number in figures, like 12"),
        ("105", "Your answer to “How much of your day is it?” must be between 0 and 100"),
        (
            "7",
            "Your answer to “How much of your day is it?” must be 0, 5 and so on, in steps of 5",
        ),
    ],
)
def test_a_slider_takes_only_the_numbers_on_it(typed, words):
    assert problem("slider", {"q": [typed]}) == (words, "q-q")
    assert read("slider", {"q": ["0"]}) == Reading({"value": 0})


def test_nobody_s_answer_is_the_middle_of_a_slider():
    asked = question("slider")
    found = type_of(asked).fields(asked, {})
    assert (found["value"], found["middle"], found["not_yet"]) == ("", 50, "Not answered yet")


@settings(max_examples=50, deadline=None)
@given(order=st.permutations(["time", "place", "food"]), at=st.integers(0, 1))
def test_down_and_up_again_is_as_before(order, at):
    asked = question("ranking")
    kind = type_of(asked)
    data = kind.posted(asked, {"order": order})
    for act in ("down", "up"):
        data = kind.arranged(asked, data | {"q..do": [f"{act}.{order[at]}"]})
    assert kind.parse(asked, data, "en").answer == {"order": order}


@settings(max_examples=100, deadline=None)
@given(kind=st.sampled_from(KINDS), data=st.dictionaries(parts, st.lists(typed, max_size=3)))
def test_whatever_is_posted_is_read_and_what_is_kept_can_be_posted_again(kind, data):
    asked = question(kind)
    reading = type_of(asked).read(asked, data)
    assert reading.answer is None or not reading.problems
    if reading.answer is not None:
        again = type_of(asked).posted(asked, reading.answer)
        assert type_of(asked).read(asked, again) == reading
