import io
import json
import sys

import pytest

from alongside.cli import main

ANSWERS = """Sure before,Sure now
2,4
2,3
3,4
1,3
2,4
3,4
2,2
4,4
2,4
3,5
,4
Don't know,4
"""


@pytest.fixture
def file(tmp_path):
    def write(text, name="answers.csv"):
        path = tmp_path / name
        path.write_text(text)
        return str(path)

    return write


def paired(file, *more, before="Sure before", after="Sure now"):
    return main(["paired", file, "--before", before, "--after", after, *more])


def test_the_json_has_the_known_example(file, capsys):
    assert paired(file(ANSWERS), "--json") == 0
    said = json.loads(capsys.readouterr().out)
    assert said == {
        "pairs": 10,
        "dropped": 2,
        "improved": 8,
        "same": 2,
        "worse": 0,
        "mean_before": 2.4,
        "mean_after": 3.7,
        "w_plus": 36.0,
        "w_minus": 0.0,
        "p_value": 0.0078125,
        "exact": True,
        "rank_biserial": 1.0,
        "dominance": 0.8,
    }


def test_the_table_starts_with_words(file, capsys):
    assert paired(file(ANSWERS)) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("Of 10 people, 8 went up, 2 stayed the same and nobody went down.")
    assert "Left out     2 (not both answers)" in lines
    assert "p            0.007812 (two-sided, exact)" in lines


WORDS = "Sure before,Sure now\nAgree,Strongly agree\nDisagree,agree\nAgree,Agree\n"


def test_words_of_a_known_scale_need_no_order(file, capsys):
    assert paired(file(WORDS), "--json") == 0
    said = json.loads(capsys.readouterr().out)
    assert (said["improved"], said["same"], said["mean_before"]) == (2, 1, pytest.approx(5 / 3))


def test_an_order_counts_the_steps_that_nobody_chose(file, capsys):
    order = "Disagree, Neither, Agree, Strongly agree"
    assert paired(file(WORDS), "--json", "--order", order) == 0
    assert json.loads(capsys.readouterr().out)["mean_before"] == pytest.approx(7 / 3)


def test_standard_input_is_read(monkeypatch, capsys):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(ANSWERS.encode())))
    assert paired("-", "--json") == 0
    assert json.loads(capsys.readouterr().out)["pairs"] == 10


@pytest.mark.parametrize(
    ("text", "more", "sentence"),
    [
        (
            ANSWERS.replace("1,3", "1,lots"),
            [],
            "Line 5: “lots” under “Sure now” is not a number.",
        ),
        (
            WORDS,
            ["--order", "Disagree,Agree"],
            "Line 2: “Strongly agree” under “Sure now” is not one of the words of --order.",
        ),
        (WORDS, ["--order", "Agree"], "--order needs two words or more, each once"),
        (WORDS, ["--order", "Agree,agree"], "--order needs two words or more, each once"),
        (
            "Sure before,Sure now\nred,blue\n",
            [],
            'give them from least to most, --order "first,second,third".',
        ),
        ("Sure before,Sure now\n1,\n,2\n", [], "No row of "),
        ("Before,Sure now\n1,2\n", [], "There is no column “Sure before”. The nearest are"),
        ("", [], "The file is empty."),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence(file, capsys, text, more, sentence):
    assert paired(file(text), *more) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert sentence in err


def test_a_missing_file_is_named(capsys):
    assert paired("nowhere.csv") == 2
    assert capsys.readouterr().err == "alongside paired: There is no file nowhere.csv.\n"


FIRST = "Code,Sure\n" + "M17,2\nk-03,2\nA9,3\nb2,1\nB2,5\n,4\nzz,\n"
SECOND = "Sure?,Your code\n" + "4,K03\n3,m 17\n4,a9\n5,b2\n5,new\n4,zz\n"


def by_code(file, *more):
    first, second = file(FIRST, "first.csv"), file(SECOND, "second.csv")
    told = ["--second", second, "--code", "Code", "--code-after", "Your code"]
    return main(["paired", first, *told, "--before", "Sure", "--after", "Sure?", *more])


def test_two_files_are_paired_by_a_code_that_people_made(file, capsys):
    assert by_code(file, "--json") == 0
    said = json.loads(capsys.readouterr().out)
    assert (said["pairs"], said["improved"], said["same"], said["worse"]) == (3, 3, 0, 0)
    assert said["dropped"] == 1  # zz gave no first answer
    assert said["codes"] == {"first": 6, "second": 6, "twice": 2, "matched": 4, "rate": 4 / 6}


def test_how_many_are_found_again_is_said_before_what_changed(file, capsys):
    assert by_code(file) == 0
    out, err = capsys.readouterr()
    assert out.splitlines()[0] == (
        "4 of the 6 people who gave a code in second.csv gave the same in first.csv (6 there)."
    )
    assert "2 codes stand more than once in a file: they are in no pair." in out
    assert err == ""


@pytest.mark.parametrize(
    ("more", "why"),
    [
        (["--second", "{file}"], "--second and --code go together"),
        (["--code", "Sure before"], "--second and --code go together"),
        (["--second", "-", "--code", "Sure before"], "Only one of the two files"),
        (["--second", "{file}", "--code", "Shoe"], "There is no column “Shoe”"),
        (["--second", "{other}", "--code", "Sure before"], "No code stands in both files."),
    ],
)
def test_what_cannot_be_paired_by_code_is_refused_in_a_sentence(file, capsys, more, why):
    here, other = file(ANSWERS), file("Sure before,Sure now\nx,1\n", "other.csv")
    first = "-" if "-" in more else here
    told = [one.format(file=here, other=other) for one in more]
    assert main(["paired", first, "--before", "Sure before", "--after", "Sure now", *told]) == 2
    assert why in capsys.readouterr().err
