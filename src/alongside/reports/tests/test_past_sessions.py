"""Last year's register and the files of Forms become a report, all of it in the browser."""

import io
from collections import Counter
from datetime import date, datetime

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile

from alongside.gatherings.models import Gathering, Programme
from alongside.methods.documents.model import Bars, Finding, Heading
from alongside.methods.paired import compare
from alongside.reports import actions
from alongside.reports import queries as reports
from alongside.reports.models import Results

DAYS = [date(2025, 3, 12), date(2025, 6, 3), date(2025, 9, 17)]
AREAS = ["Parks", "Housing", "Libraries"]
CAME = [[n for n in range(24) if (n + session) % 3] for session in range(3)]
"""Who came to each session, by number: 16 each time, 24 different people."""

QUESTIONS = [
    "How well did you understand co-production before the session?",
    "How well do you understand co-production now?",
    "The session was relevant to my work",
    "What would you change?",
]


def said(person, session):
    """What a person answered after a session."""
    relevant = ["Strongly agree", "Agree", "Disagree"][(person + session) % 3]
    change = f"More time for person {person}" if person % 2 else ""
    return [str(1 + person % 3), str(3 + person % 3), relevant, change]


@pytest.fixture
def clock(monkeypatch, now):
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)


def register():
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file)
    sheet, day = book.add_worksheet(), book.add_format({"num_format": "dd/mm/yyyy"})
    sheet.write_row(0, 0, ["Service area", "Full name", "Session date", "Parking", "Time"])
    rows = [(session, person) for session in range(3) for person in CAME[session]]
    for line, (session, person) in enumerate(rows, start=1):
        sheet.write_row(line, 0, [AREAS[person % 3], f"Person {person}"])
        sheet.write_datetime(line, 2, datetime.combine(DAYS[session], datetime.min.time()), day)
        sheet.write_row(line, 3, ["yes", "10:00"])
    book.close()
    return file.getvalue()


def forms_export(session):
    lines = [",".join(["Id", "Start time", "Completion time", "Email", "Name", *QUESTIONS])]
    lines += [
        ",".join([str(n), "17/9/2025 11:30", "17/9/2025 11:32", "anonymous", "", *said(n, session)])
        for n in CAME[session]
    ]
    return "\r\n".join(lines).encode("cp1252")


def send(client, where, name, content, chosen):
    """Upload a file, look at its page, press Add; return the page of what was done."""
    answer = client.post(where, {"file": SimpleUploadedFile(name, content)})
    page = answer.headers["Location"]
    form = client.get(page).context["form"]
    data = {name: form[name].value() for name in form.fields if form[name].value() is not None}
    client.post(page, data | chosen | {"add": "yes"})
    return client.get(page).content.decode()


@pytest.fixture
def report(cast, sign_in, clock, now):
    client = sign_in(cast.tom)
    where = f"/o/{cast.here.slug}"
    send(
        client, f"{where}/sessions/upload/", "r.xlsx", register(), {"new_programme": "In practice"}
    )
    for session, gathering in enumerate(Gathering.objects.order_by("starts")):
        done = send(
            client,
            f"{where}/ask/upload/",
            f"forms {session}.csv",
            forms_export(session),
            {"gathering": gathering.pk, "title": "How was it?"},
        )
        assert "16 responses added" in done
    return actions.make(
        programme=Programme.objects.get(), since=date(2025, 1, 1), until=date(2025, 12, 31), now=now
    )


def test_the_figures_of_the_report_are_those_of_the_files(report):
    assert dict(report.drawn().blocks[0].items) == {
        "places taken": sum(map(len, CAME)),
        "different people": len({person for session in CAME for person in session}),
        "sessions": 3,
        "service areas": 3,
        "answered the questions": sum(map(len, CAME)),
    }
    answers = [said(person, session) for session in range(3) for person in CAME[session]]
    test = compare(*zip(*((int(b), int(n)) for b, n, _, _ in answers), strict=True))
    blocks = report.drawn().blocks
    (found,) = (block for block in blocks if isinstance(block, Finding))
    assert (found.count.value, found.base.value) == (test.improved, len(answers))
    agreed = Counter(relevant for _, _, relevant, _ in answers)
    at = blocks.index(Heading("The session was relevant to my work", 3))
    bars = next(block for block in blocks[at:] if isinstance(block, Bars))
    counts = {str(bar.label): getattr(bar.value, "value", bar.value) for bar in bars.bars}
    not_said = dict.fromkeys(["Strongly disagree", "Neither agree nor disagree"], 0)
    assert counts == not_said | {"Strongly agree": 0} | agreed


def test_the_answers_behind_it_are_those_of_the_files(report, now):
    inputs = reports.inputs(
        report.programme, since=report.since, until=report.until, compare=report.compare, now=now
    )
    waves = inputs.waves
    counted = Counter(
        (a["how_well_do_you_understand_co_production"]["before"],
         a["how_well_do_you_understand_co_production"]["now"],
         a["the_session_was_relevant_to_my_work"]["value"])
        for wave in waves for a in wave.answers.values()
    )  # fmt: skip
    steps = {"Strongly agree": 5, "Agree": 4, "Disagree": 2}
    answers = [said(person, session) for session in range(3) for person in CAME[session]]
    assert counted == Counter((int(b), int(n), steps[relevant]) for b, n, relevant, _ in answers)
    words = [text for wave in waves for text in wave.words["what_would_you_change"].values()]
    assert sorted(words) == sorted(text for *_, text in answers if text)


def test_imported_reaction_stands_apart_from_imported_learning(report):
    heads = [b.text for b in report.drawn().blocks if isinstance(b, Heading) and b.level == 2]
    assert heads[:2] == ["What people learned", "What people thought of it"]


def test_a_session_from_a_file_has_no_results_beside_the_report(report, cast, sign_in):
    """Whoever had the results of two sessions of three could take them away from the report."""
    for session in Gathering.objects.all():
        address = f"/o/{cast.here.slug}/reports/waves/{session.evaluation_id}/"
        assert sign_in(cast.amira).get(address).status_code == 404
        assert sign_in(cast.amira).post(address).status_code == 404
    assert Results.objects.count() == 0
