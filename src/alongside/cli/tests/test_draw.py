"""`alongside draw check`: a file that is right, and each way in which one can be bent."""

import json
from datetime import date

import pytest

from alongside import cli
from alongside.methods import lots
from alongside.methods.sortition import Quota, lottery

SEED = "2026-03-20 3 7 14 22 41"


def list_of(people=30, places=5):
    ages = [{"age": ("young", "old", "")[n % 3]} for n in range(people)]
    found = lottery(ages, [Quota("age", "young", 2, 3), Quota("age", "old", 1, 3)], places)
    seed = {"from": "The lottery", "day": "2026-03-20", "numbers": 5}
    text = lots.written(found, what="A panel", who="Sandbrook", places=places, quotas=[], seed=seed)
    return found, text


@pytest.fixture(scope="module")
def right():
    """The file of a draw in which number after number of the first group says no."""
    found, text = list_of()
    drawn = lots.drawn_by(found, SEED)
    waiting = [place + 1 for place in drawn.waiting]
    out = drawn.people[0] + 1
    same = [n for n in waiting if found.groups[n - 1] == found.groups[out - 1]]
    return {
        "list": text,
        "commitment": lots.commitment(text),
        "seed": SEED,
        "ticket": drawn.ticket,
        "drawn": sorted(place + 1 for place in drawn.people),
        "waiting": waiting,
        "changes": [{"out": out, "in": same[0]}],
    }


@pytest.fixture
def checked(tmp_path, capsys):
    def check(file, *more):
        path = tmp_path / "draw.json"
        path.write_text(file if isinstance(file, str) else json.dumps(file))
        code = cli.main(["draw", "check", str(path), *more])
        return code, capsys.readouterr()

    return check


def test_a_file_that_is_right(right, checked):
    code, said = checked(right, "--json")
    found = json.loads(said.out)
    assert (code, found["right"], found["wrong"]) == (0, True, [])
    assert (found["people"], found["places"], found["tickets"]) == (30, 5, lots_tickets(right))
    assert found["drawn"] == right["drawn"]
    assert checked(right)[1].out.startswith("It is right.")


def lots_tickets(file):
    return lots.read(file["list"])[0].tickets


def test_before_lots_are_drawn_the_list_alone_is_checked(right, checked):
    code, said = checked(right | {"seed": None})
    assert code == 0
    assert said.out.endswith("Drawn        not yet\n")


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"seed": "2026-03-20 3 7 14 22 42"}, "The seed draws"),
        ({"seed": "2026-03-20 41 3 7 14 22"}, "not written in the way"),
        ({"seed": "2026-03-21 3 7 14 22 41"}, "not written in the way"),
        ({"commitment": "0" * 64}, "The SHA-256 of the list is not the one"),
        ({"ticket": 1}, "and not what is said"),
        ({"drawn": [1, 2, 3, 4, 5]}, "The seed draws other people"),
        ({"waiting": []}, "another order"),
        ({"changes": [{"out": 999, "in": 1}]}, "without having one"),
    ],
)
def test_what_is_bent_is_told(right, checked, change, says):
    code, said = checked(right | change)
    assert code == 1
    assert said.out.startswith("It is not right.")
    assert says in said.out


def test_a_friend_who_is_put_before_others_is_told(right, checked):
    waiting, (first,) = right["waiting"], right["changes"]
    found, _ = lots.read(right["list"])
    group = found.groups[first["out"] - 1]
    friend = [n for n in waiting if found.groups[n - 1] == group][-1]
    code, said = checked(right | {"changes": [first | {"in": friend}]})
    assert code == 1
    assert f"Number {first['in']} was next" in said.out


@pytest.mark.parametrize(
    "file",
    [
        "",
        "[]",
        "null",
        '{"list": 1, "commitment": ""}',
        '{"list": "{}", "commitment": ""}',
        "[" * 100_000,
        '{"list": "[[[", "commitment": ""}',
    ],
)
def test_what_is_no_file_of_a_draw_is_refused_in_a_sentence(checked, file):
    code, said = checked(file)
    assert code == 2
    assert said.err.count("\n") == 1


def test_a_list_that_does_not_hold_together_is_refused(right, checked):
    whole = json.loads(right["list"])
    whole["panels"][0][1] = {"0": 5_000}
    code, said = checked(right | {"list": lots.canonical(whole)})
    assert code == 2
    assert "Panel 1 of the list is not 5 of its people." in said.err


def test_a_list_with_somebody_twice_is_refused(right, checked):
    whole = json.loads(right["list"])
    whole["groups"][0].append(whole["groups"][1][0])
    code, said = checked(right | {"list": lots.canonical(whole)})
    assert code == 2
    assert "each once" in said.err


def test_the_same_numbers_are_one_seed():
    day = date(2026, 3, 20)
    assert {lots.seed_of(one, day, 5) for one in ("41 3 14 7 22", "03;07;14;22;41")} == {SEED}
    for typed in ("", "1 2 3 4", "1 2 3 4 5 6", "1 2 3 4 " + "9" * 13):
        with pytest.raises(ValueError, match=r"numbers|digits"):
            lots.seed_of(typed, day, 5)
