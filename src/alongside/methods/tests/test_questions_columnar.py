"""Columns give the counts that every answer by itself gives, for every type of question."""

import io
import json
import random
from itertools import batched

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.methods.questions import Split, Texts, columnar, same, type_of
from alongside.methods.questions.columnar import Columns, Counted, NotColumns, Reader
from alongside.methods.tests.questions_form import QUESTIONS, choice, question, words

AREAS = {"type": "one", "name": "area", "label": words("Where do you work?")} | {
    "choices": [choice(code, label) for code, label in (("h", "Housing"), ("c", "Care"))]
}


def an_answer(kind, dice):
    """Return an answer somebody might give to a question of a type, or None."""
    rooms, rows = ["living", "clinic", "other"], ["time", "place", "food"]
    return dice.choice(
        [
            None,
            {
                "one": {"choice": dice.choice(rooms)},
                "several": {"choices": dice.choice([["tea"], ["tea", "sofa"], ["none"]])},
                "agreement": {"value": dice.randint(1, 5)},
                "scale": {"value": dice.randint(0, 10)},
                "before_now": dice.choice([{"before": 1, "now": dice.randint(1, 5)}, {"now": 2}]),
                "short": {"text": None},
                "long": {"text": None},
                "number": {"value": dice.randint(1, 500)},
                "date": {"date": f"{dice.randint(1990, 2026)}-0{dice.randint(1, 9)}-11"},
                "slider": {"value": dice.randint(0, 100)},
                "points": {"points": dice.choice([{"bus": 7, "club": 3}, {"park": 10}])},
                "ranking": {"order": dice.sample(rows, 3)},
                "matrix": {"rows": {"room": dice.choice(["poor", "good"]), "pace": "good"}},
                "name_one": {"text": None},
                "own_code": {"code": "4f"},
                "consent": {"agreed": True},
                "file": {"files": [{"code": f"{dice.randint(10, 99)}" * 12}]},
            }[kind],
        ]
    )  # fmt: skip


def read(people, *asked, teams=None, at_once=7):
    reader = Reader([one["name"] for one in asked])
    teams = teams or [None] * len(people)
    for begin in range(0, len(people), at_once):
        some = slice(begin, begin + at_once)
        reader.add([json.dumps(one) for one in people[some]], teams[some])
    return reader.columns()


def test_parts_read_apart_are_together_what_they_are_as_one():
    dice = random.Random(7)
    asked = [question(kind, name=kind) for kind in ("one", "matrix")]
    people = [
        {q["name"]: answer for q in asked if (answer := an_answer(q["type"], dice))}
        for _ in range(200)
    ]
    teams = [dice.choice([None, 5, 6, 7]) for _ in people]
    whole = read(people, *asked, teams=teams)
    parts = [read(people[:30], *asked, teams=teams[:30]), read([], *asked)]
    both = columnar.together([*parts, read(people[30:], *asked, teams=teams[30:])])
    assert both.people == whole.people == 200
    assert set(both.teams) == {5, 6, 7}

    def rows(columns):
        """Who answered what, in no order."""
        given = [
            [None if number == 0 else columns.answers[name][number - 1] for number in numbers]
            for name, numbers in columns.numbers.items()
        ]
        team = [None if number == 0 else columns.teams[number - 1] for number in columns.team]
        return sorted(map(str, zip(*given, team, strict=True)))

    assert rows(both) == rows(whole)
    assert rows(both) == sorted(
        str((*(person.get(q["name"]) for q in asked), team))
        for person, team in zip(people, teams, strict=True)
    )


@pytest.mark.parametrize("most_different", [columnar.MOST_DIFFERENT, 0])
@pytest.mark.parametrize("kind", QUESTIONS)
def test_the_counts_are_those_of_every_single_answer(kind, most_different, monkeypatch):
    monkeypatch.setattr(columnar, "MOST_DIFFERENT", most_different)
    dice = random.Random(7)
    asked = question(kind)
    people = []
    for _ in range(200):
        answers = {"q": an_answer(kind, dice), "area": dice.choice([None, {"choice": "h"}])}
        answers["area"] = answers["area"] and {"choice": dice.choice("hc")}
        people.append({name: answer for name, answer in answers.items() if answer})
    columns = read(people, asked, AREAS)
    by = columnar.grouping(columns, AREAS)
    counted = Counted()
    counted.add(columns, asked, by)
    found = columnar.summarise(same.by_places(asked), counted, "area", by.groups)

    type_ = type_of(asked)
    every = [one.get("q") and type_.by_places(asked, one["q"]) for one in people]
    groups = tuple(type_of(AREAS).group(AREAS, one.get("area")) for one in people)
    split = Split("area", ("Housing", "Care"), groups)
    expected = type_.summarise(same.by_places(asked), every, splits=[split])
    assert found == [one for one in expected if not isinstance(one, Texts)]
    plain = Counted()
    plain.add(columns, asked)
    expected = type_.summarise(same.by_places(asked), every)
    assert columnar.summarise(same.by_places(asked), plain) == [
        one for one in expected if not isinstance(one, Texts)
    ]


def people_of(columns):
    """Return what columns say of each person, as sorted lines."""
    given = {
        name: [(None, *columns.answers[name])[number] for number in numbers]
        for name, numbers in columns.numbers.items()
    }
    teams = [(None, *columns.teams)[number] for number in columns.team]
    return people_in(
        [{name: given[name][n] for name in given} for n in range(columns.people)], teams, *given
    )


def people_in(people, teams, *names):
    """Return the same from each person's JSON by itself."""
    return sorted(
        json.dumps([{name: one.get(name) or None for name in names}, team], sort_keys=True)
        for one, team in zip(people, teams, strict=True)
    )


@pytest.mark.parametrize(
    "nasty",
    [
        {"q": {"choice": "}, \"x\": {\"", "other": "}, "}},
        {"q": {"choice": "living", "more": {"a": 1}, "after": 2}, "area": {"choice": "h"}},
        {"area": None, "q": {"choice": "living"}},
        {"elsewhere": {"x": 1}, "q": {"choice": "clinic"}},
        {"q": {"choice": "living"}, "{": {"q": {"choice": "x"}}, "area": {"choice": "h"}},
        {"q": {"choice": "living"}, "{\"area\": {\"choice": {"choice": "c"}},
        {"q": {"choice": "Llŷn \x01 }}, \\"}},
        {"q": {}},
        {},
    ],
)  # fmt: skip
def test_no_answer_is_taken_apart_wrongly(nasty):
    usual = {"q": {"choice": "living"}, "area": {"choice": "c"}}
    people = [usual, nasty, usual, nasty]
    columns = read(people, question("one"), AREAS)
    assert people_of(columns) == people_in(people, [None] * 4, "q", "area")


INSIDE = st.one_of(
    st.none(),
    st.integers(-9, 9),
    st.text(alphabet='{}[],": \\aŷ\n\u2028🙂\x00', max_size=8),
    st.sampled_from(["living", "}, ", "{a}, ", '"}, "q": {"', "}}", '{"q']),
)
ANSWERS = st.one_of(
    st.fixed_dictionaries({"value": st.integers(1, 5)}),
    st.fixed_dictionaries({"choice": st.just("other"), "other": INSIDE}),
    st.fixed_dictionaries({"choices": st.lists(INSIDE, max_size=3)}, optional={"other": INSIDE}),
    st.fixed_dictionaries({"rows": st.dictionaries(st.sampled_from("ab"), INSIDE)}),
    st.fixed_dictionaries({"text": st.none()}),
    st.dictionaries(INSIDE.filter(lambda one: isinstance(one, str)), INSIDE, max_size=2),
    st.none(),
)
PEOPLE = st.lists(
    st.tuples(
        st.dictionaries(st.sampled_from(["q", "area", "q2", "gone", "{", "}, "]), ANSWERS),
        st.sampled_from([None, 4, 7]),
        st.booleans(),
    ),
    max_size=12,
)


@given(people=PEOPLE, at_once=st.integers(1, 5))
def test_what_is_read_at_once_is_what_each_persons_json_says(people, at_once):
    names = ["q", "area", "q2"]
    reader = Reader(names)
    for some in batched(people, at_once):
        texts = [json.dumps(one, ensure_ascii=escaped) for one, _, escaped in some]
        reader.add(texts, [team for _, team, _ in some])
    everybody, teams = [one[0] for one in people], [one[1] for one in people]
    assert people_of(reader.columns()) == people_in(everybody, teams, *names)


def test_answers_of_one_person_stay_together_and_people_stand_in_no_order():
    people = [{"q": {"choice": f"c{n}"}, "area": {"choice": f"c{n}"}} for n in range(300)]
    orders = []
    for _ in range(2):
        columns = read(people, question("one"), AREAS, teams=list(range(300)))
        choices = [columns.answers["q"][n - 1]["choice"] for n in columns.numbers["q"]]
        assert [
            columns.answers["area"][n - 1]["choice"] for n in columns.numbers["area"]
        ] == choices
        assert [f"c{columns.teams[n - 1]}" for n in columns.team] == choices
        orders.append(choices)
    assert orders[0] != orders[1]
    assert all(sorted(order) == sorted(f"c{n}" for n in range(300)) for order in orders)


def test_what_is_written_is_read_again_and_only_what_is_wanted():
    people = [{"q": {"choice": "living"}, "area": {"choice": "h"}}, {"area": {"choice": "c"}}] * 200
    columns = read(people, question("one"), AREAS, teams=[1, None] * 200)
    file = io.BytesIO()
    columnar.write(columns, {"wave": 1}, file)
    file.seek(0)
    again = columnar.read(file, {"wave": 1})
    assert again.people == 400
    assert {n: c.tolist() for n, c in again.numbers.items()} == {
        n: c.tolist() for n, c in columns.numbers.items()
    }
    assert (again.answers, again.teams) == (columns.answers, columns.teams)
    file.seek(0)
    assert list(columnar.read(file, {"wave": 1}, ["area"]).numbers) == ["area"]


@pytest.mark.parametrize("spoil", ["other", "cut", "changed", "empty", "text"])
def test_a_file_that_is_broken_or_of_other_answers_is_refused(spoil):
    file = io.BytesIO()
    columnar.write(read([{"q": {"choice": "a"}}] * 9, question("one")), {"wave": 1}, file)
    whole = file.getvalue()
    middle = len(whole) // 2
    content = {
        "other": whole,
        "cut": whole[:middle],
        "changed": whole[:middle] + bytes(len(whole) - middle),
        "empty": b"",
        "text": b"not one of ours",
    }[spoil]
    with pytest.raises(NotColumns):
        columnar.read(io.BytesIO(content), {"wave": 2 if spoil == "other" else 1})


def test_nobody_is_counted_as_nobody():
    columns = read([], question("agreement"))
    counted = Counted()
    counted.add(columns, question("agreement"))
    (tally,) = columnar.summarise(question("agreement"), counted)
    assert isinstance(columns, Columns)
    assert (tally.counts, tally.answered) == ((0, 0, 0, 0, 0), 0)
