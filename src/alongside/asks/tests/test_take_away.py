"""The answers of a closed wave as a file, for those who may see who said what."""

import csv
import io
import json
import random
import zipfile
from datetime import date

import openpyxl
import pyreadstat
import pytest

from alongside.asks import actions, queries, rows
from alongside.asks.models import Mark, Mode
from alongside.asks.rows import rows_of
from alongside.asks.starters import starter

NASTY = ("=1+1", "+44", "-x", "@sum", "  =2")


def words(answer):
    return " ".join(answer.getvalue().decode().split())


@pytest.fixture
def told(open_wave, cast, answers, now):
    """Call it for a closed wave of a mode in which five people have answered."""

    def do(mode, close=True):
        wave = open_wave(mode, title="How was it?")
        people = [cast.amira, cast.tom, cast.priya, cast.david, cast.dot]
        for number, member in enumerate(people):
            key = actions.invite(wave=wave, member=member)
            actions.answer(
                wave=wave,
                answers=answers(number)
                | {"liked": {"text": NASTY[number]}, "model": {"text": f"Arnstien {number}"}},
                client=queries.client_of(member),
                invitation=queries.invitation(wave, key),
                now=now,
            )
        if close:
            actions.close(wave=wave, now=now)
        wave.refresh_from_db()
        return wave

    return do


def at(wave, file="answers.csv"):
    return f"/o/sandbrook-council/ask/waves/{wave.pk}/files/{file}"


def table(answer):
    return list(csv.DictReader(io.StringIO(answer.getvalue().decode("utf-8-sig"))))


def test_a_named_wave_has_a_row_for_each_person_by_name(told, cast, sign_in):
    wave = told(Mode.NAMED)
    answer = sign_in(cast.priya).get(at(wave))
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.headers["Content-Disposition"] == (
        'attachment; filename="how-was-it-answers.csv"'
    )
    rows = table(answer)
    assert [row["who"] for row in rows] == sorted(
        str(m) for m in (cast.amira, cast.tom, cast.priya, cast.david, cast.dot)
    )
    amira = next(row for row in rows if row["who"] == str(cast.amira))
    assert (amira["day"], amira["understanding.before"], amira["support"]) == (
        "2026-03-10", "1", "yes",
    )  # fmt: skip


def test_a_confidential_wave_has_nobody_in_it_and_no_order(told, cast, sign_in):
    wave = told(Mode.CONFIDENTIAL)
    content = sign_in(cast.amira).get(at(wave)).getvalue().decode("utf-8-sig")
    lines = list(csv.DictReader(io.StringIO(content)))
    assert len(lines) == 5
    assert not {"who", "team", "day"} & set(lines[0])
    for member in (cast.amira, cast.tom, cast.priya, cast.david, cast.dot):
        for identity in (member.name, member.email or "no address"):
            assert identity not in content
    orders = {str(list(rows_of(wave, random.Random(seed)).rows)) for seed in range(5)}
    assert len(orders) == 5


@pytest.mark.parametrize(
    ("mode", "who", "code"),
    [
        (Mode.NAMED, "priya", 200),
        (Mode.NAMED, "david", 403),
        (Mode.CONFIDENTIAL, "tom", 403),
        (Mode.CONFIDENTIAL, "amira", 200),
        (Mode.CONFIDENTIAL, "priya", 403),
        (Mode.CONFIDENTIAL, "bola", 404),
    ],
)
@pytest.mark.parametrize("file", ["answers.csv", "answers.xlsx", "answers.sav", "codebook.csv"])
def test_only_those_whom_the_first_page_names_take_it_away(
    told, cast, sign_in, mode, who, code, file
):
    assert sign_in(getattr(cast, who)).get(at(told(mode), file)).status_code == code


def test_nobody_takes_it_away_before_it_has_closed(told, cast, sign_in):
    wave = told(Mode.NAMED, close=False)
    tom = sign_in(cast.tom)
    assert tom.get(at(wave)).status_code == 404
    page = words(tom.get(f"/o/sandbrook-council/ask/waves/{wave.pk}/"))
    assert "You can take them away once it has closed." in page


def test_of_an_anonymous_wave_there_is_no_file_and_the_page_says_why(wave, cast, sign_in, now):
    amira = sign_in(cast.amira)
    actions.close(wave=wave, now=now)
    for file in ("answers.csv", "answers.xlsx", "answers.sav", "codebook.csv"):
        assert amira.get(at(wave, file)).status_code == 404
    page = words(amira.get(f"/o/sandbrook-council/ask/waves/{wave.pk}/"))
    assert "Why there is no file of single answers" in page
    assert "files/answers" not in page
    assert f'href="/o/sandbrook-council/reports/waves/{wave.pk}/"' in page


def test_no_cell_is_a_formula(told, cast, sign_in):
    wave = told(Mode.NAMED)
    tom = sign_in(cast.tom)
    assert {row["liked"] for row in table(tom.get(at(wave)))} == {f"'{text}" for text in NASTY}
    content = tom.get(at(wave, "answers.xlsx")).getvalue()
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        sheets = [parts.read(name) for name in parts.namelist() if "worksheets/" in name]
    assert not any(b"<f>" in sheet for sheet in sheets)
    book = openpyxl.load_workbook(io.BytesIO(content))
    heads, *rows = book["Answers"].iter_rows(values_only=True)
    assert {row[heads.index("liked")] for row in rows} == set(NASTY)
    assert {type(row[heads.index("understanding.now")]) for row in rows} == {int}


def test_the_day_somebody_answered_is_a_date_in_the_workbook(told, cast, sign_in):
    content = sign_in(cast.tom).get(at(told(Mode.NAMED), "answers.xlsx")).getvalue()
    heads, *rows = openpyxl.load_workbook(io.BytesIO(content))["Answers"].iter_rows()
    day = [head.value for head in heads].index("day")
    assert {(row[day].value.date(), row[day].is_date) for row in rows} == {
        (date(2026, 3, 10), True)
    }


def test_the_codebook_has_a_line_for_each_column(told, cast, sign_in):
    wave = told(Mode.NAMED)
    tom = sign_in(cast.tom)
    lines = table(tom.get(at(wave, "codebook.csv")))
    assert [line["column"] for line in lines] == list(table(tom.get(at(wave)))[0])
    support = next(line for line in lines if line["column"] == "support")
    assert support["words"] == "Do you know where to go for support and guidance?"
    assert support["values"] == "yes = Yes; not_sure = Not sure; no = No"
    book = openpyxl.load_workbook(io.BytesIO(tom.get(at(wave, "answers.xlsx")).getvalue()))
    assert book["Codebook"].max_row == len(lines) + 1


def test_a_box_that_was_left_is_no_and_one_that_nobody_was_shown_is_empty(
    cast, now, sign_in, open_wave
):
    questions = [
        {
            "name": "come",
            "type": "one",
            "label": {"en": "Did you come?"},
            "choices": [{"name": n, "label": {"en": n}} for n in ("yes", "no")],
            "required": False,
        },
        {
            "name": "photo",
            "type": "consent",
            "label": {"en": "Pictures"},
            "words": {"en": "You may show pictures of me."},
            "required": False,
            "relevant": "${come} = 'yes'",
        },
    ]
    draft = {**starter("before_now"), "questions": questions}
    form = actions.make_form(organisation=cast.here, title="x", draft=draft, now=now)
    wave = actions.open_wave(
        version=actions.publish(form=form, now=now), mode=Mode.NAMED, opens=now, title="How was it?"
    )
    came, yes = {"come": {"choice": "yes"}}, {"photo": {"agreed": True}}
    said = {cast.amira: came | yes, cast.tom: came, cast.priya: {"come": {"choice": "no"}}}
    for member, given in said.items():
        actions.invite(wave=wave, member=member)
        actions.answer(
            wave=wave,
            answers=given,
            client=queries.client_of(member),
            invitation=wave.invitations.get(member=member),
            now=now,
        )
    actions.close(wave=wave, now=now)
    rows = {row["who"]: row["photo"] for row in table(sign_in(cast.amira).get(at(wave)))}
    assert rows == {str(cast.amira): "1", str(cast.tom): "0", str(cast.priya): ""}
    lines = table(sign_in(cast.amira).get(at(wave, "codebook.csv")))
    assert "0" in str([line for line in lines if "photo" in line.values()])


def test_marks_are_those_that_count(told, cast, sign_in, now):
    wave = told(Mode.NAMED)
    mark = Mark.objects.get(wave=wave, answer="Arnstien 2")
    actions.decide_mark(mark=mark, right=False, by=cast.priya, now=now)
    right = {row["model"]: row["model.right"] for row in table(sign_in(cast.tom).get(at(wave)))}
    assert (right["Arnstien 1"], right["Arnstien 2"]) == ("1", "0")


@pytest.mark.parametrize("file", ["answers.pdf", "x", "..", "answers.csv\x00"])
def test_there_is_no_other_file(told, cast, sign_in, file):
    assert sign_in(cast.tom).get(at(told(Mode.NAMED), file)).status_code == 404


def test_many_people_take_no_more_queries(told, cast, django_assert_num_queries):
    wave = told(Mode.NAMED)
    with django_assert_num_queries(5):
        assert len(list(rows_of(wave, random.Random(1)).rows)) == 5


def test_the_spss_file_has_the_words_beside_the_codes(told, cast, sign_in, tmp_path):
    wave = told(Mode.NAMED)
    answer = sign_in(cast.priya).get(at(wave, "answers.sav"))
    assert answer.headers["Content-Disposition"].endswith('"how-was-it-answers.sav"')
    (tmp_path / "answers.sav").write_bytes(answer.getvalue())
    frame, about = pyreadstat.read_sav(tmp_path / "answers.sav")
    plain = table(sign_in(cast.priya).get(at(wave)))
    assert list(frame.columns) == list(plain[0])
    assert list(frame["who"]) == [row["who"] for row in plain]
    assert list(frame["support"]) == [row["support"] for row in plain]
    assert set(frame["liked"]) == set(NASTY)
    assert about.variable_value_labels["support"]["not_sure"] == "Not sure"
    labels = dict(zip(about.column_names, about.column_labels, strict=True))
    assert labels["support"] == "Do you know where to go for support and guidance?"


def test_what_is_taken_back_while_a_file_is_read_is_not_in_it(told, cast, monkeypatch):
    monkeypatch.setattr(rows, "AT_ONCE", 2)
    wave = told(Mode.NAMED)
    reading = rows_of(wave, random.Random(1)).rows
    first = next(reading)
    people = [one.member for one in queries.named_responses(wave)]
    actions.remove_response(response=wave.responses.get(member=people[-1]))
    names = [first[0], *(row[0] for row in reading)]
    assert names == [str(member) for member in people[:-1]]


def test_answers_that_look_like_the_end_of_one_come_whole(told, cast, monkeypatch):
    monkeypatch.setattr(rows, "MOST_KNOWN", 3)
    monkeypatch.setattr(rows, "AT_ONCE", 1)
    wave = told(Mode.NAMED)
    first, second, *_ = queries.named_responses(wave)
    columns = [one.name for one in rows_of(wave, random.Random(1)).columns]
    before = list(rows_of(wave, random.Random(1)).rows)
    support = columns.index("support")
    for response in (first, second):
        answers = dict(response.answers)
        answers["support"] = {**answers["support"], "more": '}, "support": {"choice": "no'}
        answers["not asked"] = {"value": 1}
        wave.responses.filter(pk=response.pk).update(answers=answers)
    after = list(rows_of(wave, random.Random(1)).rows)
    assert after == before
    assert after[0][support] in {"yes", "not_sure", "no"}


def test_a_large_wave_is_read_by_the_keys_of_its_answers(
    told, cast, django_assert_num_queries, monkeypatch
):
    """With a word of the wave SQLite goes through all of it for each few hundred."""
    wave = told(Mode.NAMED)
    order = list(wave.responses.values_list("pk", flat=True))
    with django_assert_num_queries(2) as asked:
        assert len(list(queries.stored(order, named=True))) == 5
    assert not any("wave_id" in one["sql"] for one in asked.captured_queries)


def test_a_data_package_says_what_every_column_is(told, cast, sign_in):
    wave = told(Mode.NAMED)
    answer = sign_in(cast.priya).get(at(wave, "package.zip"))
    assert answer.headers["Content-Type"] == "application/zip"
    archive = zipfile.ZipFile(io.BytesIO(answer.getvalue()))
    described = json.loads(archive.read("datapackage.json"))
    resources = {one["name"]: one for one in described["resources"]}
    for resource in resources.values():
        text = archive.read(resource["path"]).decode("utf-8-sig")
        heads = next(csv.reader(io.StringIO(text)))
        assert heads == [field["name"] for field in resource["schema"]["fields"]]
    fields = {field["name"]: field for field in resources["answers"]["schema"]["fields"]}
    rows = list(csv.DictReader(io.StringIO(archive.read("answers.csv").decode("utf-8-sig"))))
    assert len(rows) == 5
    reads = {"integer": int, "number": float, "date": date.fromisoformat, "string": str}
    for row in rows:
        for name, cell in row.items():
            value = reads[fields[name]["type"]](cell) if cell else None
            known = {one["value"] for one in fields[name].get("categories", [])}
            assert value is None or not known or value in known
    assert {fields["who"]["type"], fields["day"]["type"]} == {"string", "date"}
