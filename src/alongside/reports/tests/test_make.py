"""A report from three sessions: two rounds, one of which was not asked everything."""

import csv
import io
from datetime import date, timedelta

import docx
import pypdf
import pytest

from alongside.asks import actions as asks
from alongside.asks.starters import starter
from alongside.gatherings import actions as gatherings
from alongside.gatherings.actions import Plan
from alongside.methods.documents.model import Bars, Finding, Heading, Paragraph, Table
from alongside.reports import actions
from alongside.web.settled import Fixed

SINCE, UNTIL = date(2026, 1, 1), date(2026, 3, 31)


@pytest.fixture
def programme(cast, now):
    return gatherings.add_programme(organisation=cast.here, name="In practice", now=now)


@pytest.fixture
def version(cast, now):
    """Call it for a published form that leaves out the questions of these names."""

    def do(*left_out):
        draft = starter("session_evaluation")
        draft["questions"] = [q for q in draft["questions"] if q["name"] not in left_out]
        form = asks.make_form(organisation=cast.here, title="How was it?", draft=draft, now=now)
        return asks.publish(form=form, now=now)

    return do


@pytest.fixture
def session(cast, programme, now):
    """Call it for a session some days ago with so many people, each of whom answers."""

    def do(days, people, version, cohort="", answer=None):
        starts = now - timedelta(days=days)
        plan = Plan(starts=starts, ends=starts + timedelta(hours=1), capacity=99, cohort=cohort)
        held = gatherings.plan(
            programme=programme, details=plan, by=cast.amira, now=starts - timedelta(days=9)
        )
        wave = gatherings.ask_for_evaluation(
            gathering=held, version=version, closes=held.ends + timedelta(days=1)
        )
        names = {question["name"] for question in version.definition["questions"]}
        for number in range(people):
            gatherings.walk_in(
                gathering=held,
                name=f"Person {number}",
                team=(cast.amira.team, cast.tom.team)[number % 2],
                now=starts,
            )
            answers = answer(number) if answer else usual(number)
            asks.answer(
                wave=wave,
                answers={name: value for name, value in answers.items() if name in names},
                client=f"{held.pk}-{number}",
                now=held.ends,
            )
        asks.close(wave=wave, now=wave.closes)
        return held

    return do


def usual(number):
    return {
        "understanding": {"before": 1 + number % 2, "now": 4},
        "support": {"choice": "yes" if number % 3 else "no"},
        "relevant": {"value": 4 + number % 2},
        "liked": {"text": f"Secret words {number}"},
    }


@pytest.fixture
def make(programme, cast, now):
    def do(**more):
        usual = {"since": SINCE, "until": UNTIL}
        return actions.make(programme=programme, now=now, by=cast.amira, **(usual | more))

    return do


def of(report, kind):
    return [block for block in report.drawn().blocks if isinstance(block, kind)]


def table(report, caption):
    return next(t for t in of(report, Table) if t.caption.startswith(caption))


def plain(row):
    return [getattr(cell, "value", cell) for cell in row]


def test_the_figures_are_counted_from_the_register_and_the_answers(session, version, make):
    form = version()
    session(20, 12, form)
    session(10, 9, form)
    report = make()
    assert report.title == "What 21 people told us about In practice"
    # Twelve people; nine of them came again.
    assert dict(report.drawn().blocks[0].items) == {
        "places taken": 21,
        "different people": 12,
        "sessions": 2,
        "service areas": 2,
        "answered the questions": 21,
    }
    finding = of(report, Finding)[0]
    assert (finding.count.value, finding.base.value) == (21, 21)


def test_only_sessions_of_the_period_count_the_last_day_included(session, version, make, now):
    form = version()
    session(10, 6, form)
    session(100, 6, form)
    assert make().title.startswith("What 6 people")
    last = actions.make(
        programme=make().programme,
        since=(now - timedelta(days=10)).date(),
        until=(now - timedelta(days=10)).date(),
        now=now,
    )
    assert last.title.startswith("What 6 people")


def test_a_round_that_was_not_asked_says_so_and_never_zero(session, version, make):
    session(30, 12, version("support"), "First round")
    session(10, 15, version(), "Second round")
    report = make()
    rows = table(report, "Rounds side by side: “Yes”").rows
    assert plain(rows[0]) == ["First round", "not asked", "not asked", ""]
    assert plain(rows[1])[:3] == ["Second round", 10, 15]


def test_rounds_that_were_asked_the_same_stand_side_by_side(session, version, make):
    form = version()
    session(30, 20, form, "First round")
    session(10, 30, form, "Second round")
    rows = table(make(), "Rounds side by side: “Agree” or").rows
    assert [plain(row)[:3] for row in rows] == [["First round", 20, 20], ["Second round", 30, 30]]


def test_everything_together_when_nothing_is_compared(session, version, make):
    form = version()
    session(30, 20, form, "First round")
    session(10, 30, form, "Second round")
    report = make(compare="nothing")
    assert [t.caption for t in of(report, Table)] == []
    assert of(report, Finding)[0].base.value == 50


def test_small_numbers_are_withheld_everywhere(session, version, make, cast, sign_in):
    def answer(number):
        return {"support": {"choice": "no" if number < 2 else "yes"}}

    session(10, 12, version(), answer=answer)
    report = make()
    says = [block.text for block in report.drawn().blocks if isinstance(block, Paragraph)]
    assert "12 people answered. How many gave each answer is not shown." in says
    numbers = sign_in(cast.amira).get(f"/o/sandbrook-council/reports/{report.pk}/report.csv")
    assert ",10," not in numbers.content.decode()


def test_nobodys_words_are_in_the_report(session, version, make):
    session(10, 12, version())
    assert "Secret words" not in str(make().document)


def test_a_report_never_changes(session, version, make):
    session(10, 12, version())
    report = make()
    report.title = "Better"
    with pytest.raises(Fixed):
        report.save()


def test_the_same_rows_give_the_same_fingerprint_and_others_another(session, version, make):
    form = version()
    session(20, 12, form)
    first, again = make(), make()
    session(10, 6, form)
    assert (again.fingerprint == first.fingerprint, make().fingerprint == first.fingerprint) == (
        True,
        False,
    )
    assert again.document == first.document


def test_learning_stands_apart_from_reaction(session, version, make):
    session(10, 12, version())
    heads = [block.text for block in of(make(), Heading) if block.level == 2]
    assert heads == ["What people learned", "What people thought of it", "Who came"]


def test_a_time_without_sessions_says_so(make):
    assert make().title == "In practice: no sessions in this time"


def test_the_pages_and_the_files_come_from_the_one_document(session, version, make, cast, sign_in):
    session(10, 12, version())
    report = make()
    client = sign_in(cast.david)
    where = f"/o/sandbrook-council/reports/{report.pk}/"
    page = client.get(where).content.decode()
    assert "What 12 people told us about In practice" in page
    pdf = pypdf.PdfReader(io.BytesIO(client.get(f"{where}report.pdf").content))
    assert pdf.metadata.title == report.title
    word = docx.Document(io.BytesIO(client.get(f"{where}report.docx").content))
    assert report.title in [paragraph.text for paragraph in word.paragraphs]
    assert client.get(f"{where}report.xlsx").content[:2] == b"PK"
    numbers = client.get(f"{where}report.csv").content.decode("utf-8-sig").splitlines()
    assert numbers[0] == "section,table,row,column,number,base,low,high,words"
    assert f"{report.title},,places taken,,12,,,," in numbers
    assert client.get(f"{where}report.exe").status_code == 404


def test_a_report_is_made_on_the_page(session, version, programme, cast, sign_in):
    session(10, 12, version())
    client = sign_in(cast.amira)
    form = {
        "programme": programme.pk,
        "since": "2026-01-01",
        "until": "2026-03-31",
        "compare": "cohort",
    }
    made = client.post("/o/sandbrook-council/reports/make/", form)
    assert "What 12 people" in client.get(made.headers["Location"]).content.decode()
    wrong = client.post("/o/sandbrook-council/reports/make/", form | {"until": "2025-01-01"})
    assert "Enter a last day that is not before the first" in wrong.content.decode()


def test_a_facilitator_of_another_organisation_and_a_senior_manager(make, cast, sign_in):
    report = make()
    where = f"/o/sandbrook-council/reports/{report.pk}/"
    assert sign_in(cast.bola).get(where).status_code == 404
    assert sign_in(cast.david).get(where).status_code == 200
    assert sign_in(cast.david).get("/o/sandbrook-council/reports/make/").status_code == 403


def test_marks_that_a_person_changed_count_and_are_said(session, version, make, cast, now):
    def answer(number):
        return {"model": {"text": "Arnstein" if number < 6 else f"The steps {number % 2}"}}

    held = session(10, 20, version(), answer=answer)
    held.refresh_from_db()
    before = make()
    assert named_one(before) == [6, 14]
    assert "Nobody has looked at these marks yet." in str(before.document)
    for mark in held.evaluation.marks.filter(answer="The steps 1"):
        asks.decide_mark(mark=mark, right=True, by=cast.priya, now=now)
    after = make()
    assert named_one(after) == [13, 7]
    assert "A person looked at some of the marks and changed 1." in str(after.document)
    assert (before.fingerprint == after.fingerprint, named_one(before)) == (False, [6, 14])


def named_one(report):
    bars = next(
        block
        for block in of(report, Bars)
        if [bar.label for bar in block.bars][:1] in (["Named one"], ["Did not name one"])
    )
    return [bar.value.value for bar in bars.bars]


def test_the_page_leads_analysts_and_leads_to_the_marks(session, version, make, cast, sign_in):
    held = session(10, 12, version())
    held.refresh_from_db()
    where = f"/o/sandbrook-council/reports/{make().pk}/"
    marks = f"/o/sandbrook-council/ask/waves/{held.evaluation_id}/marks/model/"
    pages = [sign_in(who).get(where).content.decode() for who in (cast.priya, cast.david)]
    assert [marks in page for page in pages] == [True, False]
    session_page = f"/o/sandbrook-council/sessions/{held.pk}/"
    assert marks in sign_in(cast.priya).get(session_page).content.decode()


def test_the_codebook_says_what_each_column_and_question_means(
    session, version, make, cast, sign_in
):
    session(30, 12, version("support"), "First round")
    session(10, 15, version(), "Second round")
    client = sign_in(cast.david)
    where = f"/o/sandbrook-council/reports/{make().pk}/"
    assert f"{where}codebook.csv" in client.get(where).content.decode()
    content = client.get(f"{where}codebook.csv").content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(content)))
    numbers = client.get(f"{where}report.csv").content.decode("utf-8-sig").splitlines()[0]
    columns = [r["variable"] for r in rows if r["variable"].startswith("column ")]
    assert columns == [f"column “{name}”" for name in numbers.split(",")]
    by_name = {row["variable"]: row for row in rows}
    assert "never 0" in by_name["column “number”"]["when it is blank"]
    support = by_name["support"]
    assert support["words"] == "Do you know where to go for support and guidance?"
    assert support["type"] == "choice, measures learning: what people know or can do"
    assert support["values"] == "yes = Yes; not_sure = Not sure; no = No"
    assert support["base"] == (
        "people who answered it, of 15 who sent this form; asked only in: Second round"
    )
    assert by_name["relevant"]["values"].startswith("1 = Strongly disagree; 2 = Disagree")
    assert "themes" in by_name["liked"]["when it is blank"]
    assert "quoting" not in by_name
