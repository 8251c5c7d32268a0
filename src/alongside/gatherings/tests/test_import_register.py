"""A register of past sessions from a spreadsheet."""

import io
from datetime import UTC, date, datetime

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile

from alongside.gatherings import actions
from alongside.gatherings.models import Attendance, Booking, Gathering, RegisterFile
from alongside.people.models import Membership

CSV = (
    "Date,Start time,Name,Email,Service area,Lunch\n"
    "12/03/2025,10:00,Eve Stone,eve@example.org,Parks,cheese\n"
    "12/03/2025,10:00,Sam Ray,,Housing,\n"
    "03/06/2025,14:00,Sam Ray,,Housing,ham\n"
    "03/06/2025,14:00,,x@example.org,Housing,\n"
    "31/02/2025,14:00,Ola Lund,,Housing,\n"
)
WHERE = "/o/sandbrook-council/sessions/upload/"
COLUMNS = {"date": 0, "start": 1, "name": 2, "email": 3, "area": 4}
ADD = COLUMNS | {"new_programme": "In practice", "minutes": 60, "add": "yes"}


@pytest.fixture
def upload(cast, sign_in):
    client = sign_in(cast.tom)

    def send(content=CSV, name="register.csv"):
        content = content.encode() if isinstance(content, str) else content
        return client, client.post(WHERE, {"file": SimpleUploadedFile(name, content)})

    return send


@pytest.fixture
def keep(cast, now):
    def do(content=CSV):
        return actions.keep_register(
            by=cast.amira, file_name="r", content=content.encode(), now=now
        )

    return do


@pytest.fixture
def add(cast, now, keep):
    def do(content=CSV, **more):
        from alongside.methods.formats.registers import guess

        file = keep(content)
        details = {"new_programme": "In practice", "minutes": 60} | more
        return actions.add_register(
            file=file, columns=guess(file.headings), by=cast.amira, now=now, **details
        )

    return do


def held():
    return [
        (g.title, f"{g.starts:%d %b %H:%M}", g.cohort, sorted(a.membership.name for a in came(g)))
        for g in Gathering.objects.order_by("starts")
    ]


def came(gathering):
    return gathering.attendances.select_related("membership")


def test_what_was_understood_is_shown_before_anything_is_added(cast, upload):
    client, answer = upload()
    page = client.get(answer.headers["Location"]).content.decode()
    said = ["Add 2 new sessions and 3 lines", "Line 5: there is no name", "“Lunch”",
            "Line 6: “31/02/2025” is not a date like 27/3/2025"]  # fmt: skip
    assert [words for words in said if words not in page] == []
    assert Gathering.objects.count() == 0


def test_the_sessions_and_who_came_are_added_once(cast, upload):
    client, answer = upload()
    for _ in range(2):
        client.post(answer.headers["Location"], ADD | {"round_for_all": "2025"})
    assert held() == [
        ("In practice", "12 Mar 10:00", "2025", ["Eve Stone", "Sam Ray"]),
        ("In practice", "03 Jun 13:00", "2025", ["Sam Ray"]),
    ]
    assert RegisterFile.objects.get().result == {
        "sessions": 2, "came": 3, "booked": 0, "people": 2, "lines": 3, "refused": 2,
    }  # fmt: skip
    assert RegisterFile.objects.get().rows[0] == [
        2, ["12/03/2025", "10:00", "Eve Stone", "eve@example.org", "Parks", "cheese"],
    ]  # fmt: skip
    assert "Done on" in client.get(answer.headers["Location"]).content.decode()


def test_the_same_file_again_leads_to_what_was_done(upload):
    client, answer = upload()
    client.post(answer.headers["Location"], ADD)
    _, again = upload(name="again.csv")
    assert (again.headers["Location"], RegisterFile.objects.count()) == (
        answer.headers["Location"],
        1,
    )


def test_another_file_with_the_same_rows_changes_nothing(add):
    add()
    result = add(CSV.replace("Lunch", "Coffee"))
    assert {key: result[key] for key in ("sessions", "came", "people")} == {
        "sessions": 0, "came": 0, "people": 0,
    }  # fmt: skip


def test_a_session_that_was_planned_is_found_and_a_member_stays_in_their_team(cast, add):
    email = cast.tom.email
    text = (
        f"Date,Name,Email,Area,Session\n12/03/2025,T,{email},Parks,One\n12/03/2025,B,,Parks,Two\n"
    )
    add(text)
    add(text.replace("Two\n", "Two\n12/03/2025,C,,Parks,two\n"))
    assert [(row[0], row[3]) for row in held()] == [
        ("One", [cast.tom.name]),
        ("Two", ["B", "C"]),
    ]
    cast.tom.refresh_from_db()
    assert (
        cast.tom.team.name != "Parks",
        Attendance.objects.get(membership=cast.tom).team.name,
    ) == (
        True,
        "Parks",
    )


def test_a_register_that_says_who_did_not_come_was_a_list_of_bookings(add):
    add("Date,Name,Attended\n12/03/2025,A,yes\n12/03/2025,B,no\n12/03/2025,C,\n")
    assert (held()[0][3], Booking.objects.filter(placed__isnull=False).count()) == (["A"], 3)


def test_two_sessions_on_one_day_need_their_time(add):
    add("Date,Start,Name\n12/03/2025,9:00,A\n12/03/2025,14:00,B\n")
    with pytest.raises(actions.NotPossible, match="There are 2 sessions of In practice"):
        add("Date,Name\n12/03/2025,C\n")
    assert Attendance.objects.count() == 2


def test_killed_in_the_middle_nothing_is_changed(keep, add, monkeypatch):
    calls = []

    def dies(*args, **more):
        calls.append(args)
        if len(calls) == 3:
            raise KeyboardInterrupt
        return _write_down(*args, **more)

    from alongside.gatherings.actions import importing

    _write_down = importing._write_down
    monkeypatch.setattr(importing, "_write_down", dies)
    before = Membership.objects.count()
    with pytest.raises(KeyboardInterrupt):
        add()
    assert (Gathering.objects.count(), Membership.objects.count()) == (0, before)
    assert RegisterFile.objects.get().added is None


def test_an_excel_file_with_dates_and_a_formula_is_read(upload):
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file)
    sheet, day = book.add_worksheet(), book.add_format({"num_format": "dd/mm/yyyy"})
    sheet.write_row(0, 0, ["Register 2025"])
    sheet.write_row(1, 0, ["Date", "Name", "Service area"])
    sheet.write_datetime(2, 0, date(2025, 3, 12), day)
    sheet.write_formula(2, 1, '="Eve "&"Stone"', None, "Eve Stone")
    sheet.write(2, 2, "<script>alert(1)</script>")
    book.close()
    client, answer = upload(file.getvalue(), "register.xlsx")
    page = client.get(answer.headers["Location"]).content.decode()
    assert [words in page for words in ("12 Mar 2025", "Eve Stone", "<script>alert(1)")] == [
        True, True, False,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "The file is empty."),
        (b"Name,Date\n", "The file has a heading row and no responses below it."),
        (b"%PDF-1.7 hello", "The file is a PDF: give a CSV, XLSX, XLS or ODS file."),
        (b"PK\x03\x04 broken", "The workbook is broken: open it and save it again."),
        (b"Name,Date\n\x81\x8d,1/1/2025\n", "Line 2 has letters we cannot read"),
        (b"x" * 20_100_000, "The file is 20 MB; a register can be up to 20 MB."),
    ],
)
def test_a_file_that_cannot_be_used_gets_one_sentence(upload, content, sentence):
    _, answer = upload(content)
    assert (sentence in answer.content.decode(), RegisterFile.objects.count()) == (True, 0)


# What is there already


def posted(client, where, **more):
    """What a browser would send of the page as it stands."""
    return shown(client.get(where)) | more


def shown(page):
    form = page.context["form"]
    values = {name: form[name].value() for name in form.fields}
    return {name: "" if value is None else value for name, value in values.items()}


def test_a_new_name_beside_a_programme_that_is_chosen_is_refused(upload, programme):
    client, answer = upload()
    data = ADD | {"programme": programme.pk, "new_programme": "Imported"}
    page = client.post(answer.headers["Location"], data)
    assert "Choose “A new one” as the programme to make “Imported”" in page.content.decode()
    assert Gathering.objects.count() == 0


def test_without_sessions_on_its_days_no_programme_is_chosen(upload, programme):
    client, answer = upload()
    form = client.get(answer.headers["Location"]).context["form"]
    assert form["programme"].value() is None


def test_the_page_says_which_sessions_are_there_and_will_be_added_to(upload, plan, programme):
    spring = plan(starts=datetime(2025, 3, 12, 10, tzinfo=UTC), title="Spring day")
    client, answer = upload()
    where = answer.headers["Location"]
    page = client.get(where)
    words = "There already</span><br>Wednesday 12 March 2025, 10am: Spring day"
    assert words in page.content.decode()
    assert "Add 1 new session and 3 lines" in page.content.decode()
    assert page.context["form"]["programme"].value() == programme.pk
    client.post(where, posted(client, where, add="yes"))
    assert Gathering.objects.count() == 2
    assert sorted(one.membership.name for one in came(spring)) == ["Eve Stone", "Sam Ray"]


def test_nothing_is_added_to_a_session_that_was_not_shown_as_there(upload, plan, programme):
    client, answer = upload()
    where = answer.headers["Location"]
    data = posted(client, where, add="yes", programme=programme.pk)
    plan(starts=datetime(2025, 3, 12, 10, tzinfo=UTC), title="Spring day")
    page = client.post(where, data)
    assert "What is new and what is there already has changed" in page.content.decode()
    assert Attendance.objects.count() == 0
    client.post(where, shown(page) | {"add": "yes"})
    assert (Gathering.objects.count(), Attendance.objects.count()) == (2, 3)


def test_the_name_of_a_programme_that_is_there_means_that_one(upload, plan, programme):
    plan(starts=datetime(2025, 3, 12, 10, tzinfo=UTC))
    client, answer = upload()
    data = COLUMNS | {"new_programme": programme.name.upper(), "minutes": 60}
    page = client.post(answer.headers["Location"], data).content.decode()
    assert "Add 1 new session and 3 lines" in page


def test_an_analyst_may_not(cast, sign_in):
    assert sign_in(cast.priya).get(WHERE).status_code == 403
