"""Many themes answered with a spreadsheet: taken, filled in, read line by line, kept once."""

import csv
import io
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from alongside.influence import actions
from alongside.influence.models import Action, AnswerSheet, Decision
from alongside.influence.tests import told
from alongside.methods.formats.sheets import read_sheet

HEADINGS = [
    "Theme",
    "What people said",
    "Outcome",
    "What was decided",
    "Type of reason",
    "Why",
    "Who decided",
    "Decided on",
    "Review on",
    "Owner",
    "Due",
]
YES = [
    "Yes",
    "There is tea.",
    "",
    "Tea helps.",
    "The team",
    "9/3/2026",
    "",
    "Tom Baker",
    "1/4/2026",
]
NO = ["No", "It closes at one.", "It would not be safe", "One nurse is not enough.", "The team"]


@pytest.fixture
def story(cast, now):
    found = told.tell(organisation=cast.here, expert=cast.dot, staff=cast.tom, now=now)
    for name in ("Tea", "All night", "=Light"):
        theme = actions.make_theme(project=found.project, name=name, by=cast.tom, now=now)
        actions.place(theme=theme, contributions=[found.contribution], by=cast.tom, now=now)
    return found


@pytest.fixture
def home(story):
    return f"/o/sandbrook-council/projects/{story.project.pk}/decisions/spreadsheet/"


@pytest.fixture
def tom(sign_in, cast):
    return sign_in(cast.tom)


def sheet(*lines):
    out = io.StringIO()
    csv.writer(out).writerows([HEADINGS, *(line + [""] * (11 - len(line)) for line in lines)])
    return SimpleUploadedFile("answers.csv", out.getvalue().encode())


def of(theme, cells):
    return [theme, "Said", *cells]


def read(tom, home, *lines):
    answer = tom.post(home, {"file": sheet(*lines)})
    return answer.headers["Location"]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_sheet_has_the_themes_that_nobody_decided_about(tom, home, kind):
    content = b"".join(tom.get(f"{home}answers.{kind}"))
    found = read_sheet(content)
    assert list(found.headings) == HEADINGS
    light = "'=Light" if kind == "csv" else "=Light"
    said = "I want to sit on a sofa with a cup of tea."
    assert [row[:3] for row in found.rows] == [
        [name, said, ""] for name in ("Tea", "All night", light)
    ]


def test_words_that_nobody_else_may_read_are_not_in_the_sheet(tom, home, story):
    story.contribution.quoting = "no"
    story.contribution.save()
    assert b"sofa" not in b"".join(tom.get(f"{home}answers.csv"))


def test_what_people_said_is_not_kept_with_their_answers(tom, home):
    read(tom, home, ["Tea", "I want to sit on a sofa.", *YES])
    kept = AnswerSheet.objects.get()
    assert "sofa" not in str(list(AnswerSheet.objects.values()))
    assert kept.rows[0][1][:3] == ["Tea", "", "Yes"]


def test_each_line_is_a_decision_once_however_often_it_is_sent(tom, home, story, cast, now):
    lines = [of("tea", YES), of("All night", [*NO, "9/3/2026"]), of("'=Light", [])]
    where = read(tom, home, *lines)
    assert read(tom, home, *lines) == where
    page = tom.get(where).content.decode()
    assert ("Keep 2 decisions" in page, "1 line is not filled in" in page) == (True, True)
    assert Decision.objects.count() == 1
    for _ in range(2):
        tom.post(where, {"open_to": "partly", "limits": "The rent."})
    tea, night = Decision.objects.order_by("pk")[1:]
    assert (tea.question, tea.outcome, tea.decided, tea.open_to, tea.limits, tea.decided_on) == (
        "What do we do about “Tea”?",
        "yes",
        "There is tea.",
        "partly",
        "The rent.",
        date(2026, 3, 9),
    )
    assert (night.outcome, night.reason, night.recorded_by) == ("no", "safety", cast.tom)
    assert [bearing.theme.name for bearing in night.bearings.all()] == ["All night"]
    action = Action.objects.exclude(pk=story.action.pk).get()
    assert (action.decision, action.text, action.owner, action.due) == (
        tea,
        "There is tea.",
        cast.tom,
        date(2026, 4, 1),
    )
    assert "In the register" in tom.get(where).content.decode()


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        (["Perhaps", "x"], "“Perhaps” is no outcome"),
        (["", "x"], "no outcome"),
        (["No", "x", "", "y", "All", "9/3/2026"], "choose the type of reason why not"),
        (["No", "x", "because", "y", "All", "9/3/2026"], "“because” is no type of reason"),
        (
            ["No", "x", "It would not be safe", "", "All", "9/3/2026"],
            "enter why, in plain words: people read this",
        ),
        (["Yes", "x", "", "y", "", "9/3/2026"], "enter who decided"),
        (["Yes", "x", "", "y", "All", ""], "the day on which it was decided is missing"),
        (["Yes", "x", "", "y", "All", "31/2/2026"], "decided on: “31/2/2026” is no day"),
        (
            ["Yes", "x", "", "y", "All", "9/3/2027"],
            "choose the day on which it was decided: it cannot be still to come",
        ),
        (["Not yet", "x", "", "y", "All", "9/3/2026"], "enter the day when you look at it again"),
        (
            ["Yes", "x", "", "y", "All", "9/3/2026", "", "Nobody", "1/4/2026"],
            "there is nobody called “Nobody” who could do it",
        ),
        (
            ["Yes", "x", "", "y", "All", "9/3/2026", "", "Tom Baker", ""],
            "an owner needs a due day, and a due day an owner",
        ),
        (
            ["No", "x", "Other people asked for the opposite", "y", "All", "9/3/2026"],
            "a conflict with another view is answered on the page of a decision",
        ),
    ],
)
def test_a_line_that_cannot_be_used_says_why(tom, home, cells, reason):
    page = tom.get(read(tom, home, of("Tea", cells)))
    assert [(line, str(why)) for line, why in page.context["found"].refused] == [(2, reason)]
    assert f"Line 2: {reason}." in page.content.decode()


def test_half_a_file_is_taken_and_the_rest_mended(tom, home, story):
    bad = of("All night", [*NO, "some day"])
    where = read(tom, home, of("Tea", YES), bad, of("Nothing", YES), of("Tea", YES))
    page = tom.get(where)
    assert page.context["found"].refused == [
        (3, "decided on: “some day” is no day"),
        (4, "this project has no theme “Nothing”"),
        (5, "the same theme stands on line 2"),
    ]
    tom.post(where, {"open_to": "fully"})
    mended = read(tom, home, of("Tea", YES), of("All night", [*NO, "9/3/2026"]))
    found = tom.get(mended).context["found"]
    assert ([one.line.line for one in found.ready], found.there) == ([3], [(2, "Tea")])
    tom.post(mended, {"open_to": "fully"})
    assert Decision.objects.filter(question__startswith="What do we do").count() == 2


def test_how_far_it_was_open_is_asked_first(tom, home):
    where = read(tom, home, of("Tea", YES))
    page = tom.post(where, {"open_to": "partly", "limits": ""}).content.decode()
    assert "Say what cannot change, and why" in page
    assert Decision.objects.count() == 1


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "The file is empty."),
        (b"Name,Day\nTea,1/2/2026\n", "The file has no column “Theme”."),
        (b"%PDF-1.7\n", "The file is a PDF: give a CSV, XLSX, XLS or ODS file."),
    ],
)
def test_what_is_no_sheet_of_answers_is_said(tom, home, content, problem):
    page = tom.post(home, {"file": SimpleUploadedFile("a.csv", content)})
    assert problem in page.content.decode()


def test_only_who_runs_the_project_answers(home, sign_in, cast):
    david = sign_in(cast.david)
    assert [david.get(path).status_code for path in (home, f"{home}answers.csv")] == [403, 403]
