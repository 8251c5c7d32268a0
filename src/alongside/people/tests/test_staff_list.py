import io

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile

from alongside.people import stafflists
from alongside.people.models import StaffList

CSV = (
    "Surname,Forename,E-mail,Directorate,Service area\n"
    "Stone,Eve,Eve@Example.org,Place,Parks\n"
    "Ray,Sam,,Place,Parks\n"
    ",,nobody@example.org,Place,Parks\n"
    "Lund,Ola,not an address,Place,Parks\n"
    "Stone,Eva,eve@example.org,Place,Parks\n"
)


@pytest.fixture
def upload(cast, sign_in):
    client = sign_in(cast.amira)

    def send(content, name="staff.csv"):
        file = SimpleUploadedFile(name, content)
        return client, client.post("/o/sandbrook-council/people/upload/", {"file": file})

    return send


def test_what_was_understood_is_shown_before_anybody_is_added(cast, upload):
    before = cast.here.memberships.count()
    client, answer = upload(CSV.encode("cp1252"))
    page = client.get(answer.headers["Location"]).content.decode()
    assert "Add these 2 people" in page
    assert [line for line in ("Line 4", "Line 5", "Line 6") if line in page] == [
        "Line 4",
        "Line 5",
        "Line 6",
    ]
    assert cast.here.memberships.count() == before


def test_the_people_are_added_with_their_teams_once(cast, upload):
    client, answer = upload(CSV.encode())
    columns = {"first": 1, "last": 0, "email": 2, "directorate": 3, "area": 4}
    for _ in range(2):
        client.post(answer.headers["Location"], columns)
    added = cast.here.memberships.filter(team__name="Parks").order_by("name")
    assert [(m.name, m.email, m.team.parent.name) for m in added] == [
        ("Eve Stone", "eve@example.org", "Place"),
        ("Sam Ray", "", "Place"),
    ]
    assert StaffList.objects.get().result == {"new": 2, "known": 0, "refused": 3}


def test_an_excel_file_is_read_too(cast, upload):
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file)
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["Name", "Email"])
    sheet.write_row(1, 0, ["Eve Stone", "eve@example.org"])
    book.close()
    client, answer = upload(file.getvalue(), "staff.xlsx")
    assert "Eve Stone" in client.get(answer.headers["Location"]).content.decode()


def test_a_file_that_is_no_spreadsheet_is_a_problem_in_words(upload):
    _, answer = upload(b"%PDF-1.7 hello", "staff.pdf")
    assert "The file is a PDF: give a CSV, XLSX, XLS or ODS file." in answer.content.decode()
    assert StaffList.objects.count() == 0


def test_names_in_no_column_have_to_be_chosen(upload):
    client, answer = upload(b"Who,Where\nEve,Parks\n")
    where = answer.headers["Location"]
    assert "1 line left out" in client.get(where).content.decode()
    assert "Choose the column with the names" in client.post(where, {}).content.decode()
    assert "Add this person" in client.get(f"{where}?name=0&team=1").content.decode()


LISTS = [
    "Name,Work email,Directorate,Service area,Team\nEve Ash,eve@x.org,Adults,Care,North",
    "Team,Department,Division,E-mail,Full name\nNorth,Care,Adults,eve@x.org,Eve Ash",
    "Surname,Forename,Unit,Email address,Dept,Directorate\nAsh,Eve,North,eve@x.org,Care,Adults",
    "Enw,E-bost,Cyfarwyddiaeth,Maes gwasanaeth,Tîm\nEve Ash,eve@x.org,Adults,Care,North",
    "Tîm,Gwasanaeth,Cyfarwyddiaeth,Cyfeiriad e-bost,Enw llawn\nNorth,Care,Adults,eve@x.org,Eve Ash",
    "Cyfenw,Enw cyntaf,Uned,Ebost,Adran,Cyfarwyddiaeth\nAsh,Eve,North,eve@x.org,Care,Adults",
]


@pytest.mark.parametrize("text", LISTS)
def test_three_orders_in_two_languages_say_the_same(text):
    headings, cells = (line.split(",") for line in text.split("\n"))
    [entry], refused = stafflists.read([(2, cells)], stafflists.guess(headings))
    teams = (("directorate", "Adults"), ("service area", "Care"), ("team", "North"))
    assert (entry.name, entry.email, entry.teams) == ("Eve Ash", "eve@x.org", teams)
    assert refused == []
