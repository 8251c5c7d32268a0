from datetime import timedelta

import pytest

from alongside.gatherings.sheets import Line, Rejected, read

from .conftest import STARTS, letters


@pytest.fixture
def address(session, clock):
    clock(STARTS + timedelta(days=3))
    return f"/o/sandbrook-council/sessions/{session.pk}/sheet/"


def came(session):
    return [
        (a.membership.name, a.team.name if a.team else None, a.how)
        for a in session.attendances.order_by("pk")
    ]


def test_what_was_understood_is_shown_before_anything_is_saved(cast, session, address, sign_in):
    client = sign_in(cast.tom)
    names = "Ben Oak, housing\nCai\n"
    page = client.post(address, {"names": names}).content.decode()
    assert ("Save 2 people" in page, session.attendances.count()) == (True, 0)
    answer = client.post(address, {"names": names, "save": "yes"})
    assert answer.headers["Location"] == f"/o/sandbrook-council/sessions/{session.pk}/#attendance"
    assert came(session) == [("Ben Oak", "Housing", "sheet"), ("Cai", None, "sheet")]


def test_lines_that_make_no_sense_are_kept_back_with_number_and_reason(
    cast, session, address, sign_in
):
    client = sign_in(cast.tom)
    names = "Ben Oak, Housing\nCai, Huosing\n\n, Housing\nben oak, Housing"
    page = client.post(address, {"names": names}).content.decode()
    assert [
        line in page
        for line in (
            "Line 2, “Cai, Huosing”: there is no service area or team called “Huosing”.",
            "Line 4, “, Housing”: there is no name on it.",
            "Line 5, “ben oak, Housing”: the same person is in line 1.",
        )
    ] == [True] * 3
    left = client.post(address, {"names": names, "save": "yes"})
    assert came(session) == [("Ben Oak", "Housing", "sheet")]
    assert left.context["form"]["names"].value() == "Cai, Huosing\n, Housing\nben oak, Housing"


def test_somebody_who_booked_is_that_person(cast, session, book, clock, sign_in):
    booking = book(session, "Ada Cole", team=cast.tom.team)
    clock(STARTS + timedelta(days=3))
    sign_in(cast.tom).post(
        f"/o/sandbrook-council/sessions/{session.pk}/sheet/", {"names": "ADA cole", "save": "yes"}
    )
    attendance = session.attendances.get()
    assert (attendance.membership, attendance.team) == (booking.membership, cast.tom.team)


def test_saving_the_same_sheet_twice_changes_nothing(cast, session, address, sign_in):
    client = sign_in(cast.tom)
    for _ in range(2):
        client.post(address, {"names": "Ben Oak, Housing\nCai", "save": "yes"})
    assert len(came(session)) == 2


def test_a_sheet_for_a_session_that_has_not_begun_is_refused(cast, session, sign_in):
    page = sign_in(cast.tom).post(
        f"/o/sandbrook-council/sessions/{session.pk}/sheet/", {"names": "Ben", "save": "yes"}
    )
    assert "Check-in opens at 1pm on the day." in page.content.decode()
    assert session.attendances.count() == 0


def test_an_empty_sheet_is_a_problem(cast, address, sign_in):
    page = sign_in(cast.tom).post(address, {"names": " "}).content.decode()
    assert ">Enter at least one name</a>" in page


class Named:
    def __init__(self, name, pk=1, email=""):
        self.name, self.pk, self.email = name, pk, email


HOUSING, PARKS = Named("Housing", 1), Named("Parks", 2)
TEAMS = {"housing": HOUSING, "parks": PARKS}


@pytest.mark.parametrize(
    "line", ["Ben Oak, Housing", "Ben  Oak;Housing;", "Ben Oak\tHOUSING", "housing, Ben Oak"]
)
def test_columns_may_be_parted_as_spreadsheets_part_them(line):
    assert read(line, teams=TEAMS, booked=[]).lines == [Line(1, "Ben Oak", HOUSING, None)]


@pytest.mark.parametrize(
    "line",
    [
        "ben@example.org, Ben Oak, Housing",
        "Housing;BEN@example.org;Ben Oak",
        "Ben Oak\tHousing\tben@example.org\t",
        "Name\tE-mail\tService area\nBen Oak\tben@example.org\tHousing",
        "Surname;Forename;Signature;Area;Work email\nOak;Ben;x;Housing;ben@example.org",
        '"Ben Oak","Housing","ben@example.org"',
    ],
)
def test_an_address_and_headings_may_stand_anywhere(line):
    (found,) = read(line, teams=TEAMS, booked=[]).lines
    assert (found.name, found.team, found.email) == ("Ben Oak", HOUSING, "ben@example.org")


def test_an_address_decides_who_booked():
    one, other = Named("Sam", email="sam@example.org"), Named("Sam", email="other@example.org")
    booked = [(one, HOUSING), (other, PARKS)]
    sheet = read("other@example.org\nSam, new@example.org", teams=TEAMS, booked=booked)
    assert sheet.lines == [
        Line(1, "Sam", PARKS, other, "other@example.org"),
        Line(2, "Sam", None, None, "new@example.org"),
    ]


def test_what_is_neither_name_nor_area_nor_address_is_said():
    sheet = read("a@example.org; b@example.org; Ben\nBen; Parks; Room 2", teams=TEAMS, booked=[])
    assert [line.reason for line in sheet.rejected] == [
        "there are two e-mail addresses on it",
        "there is no service area or team called “Room 2”",
    ]


def test_who_has_an_address_gets_their_link(cast, session, address, sign_in):
    sign_in(cast.tom).post(address, {"names": "Ben Oak; ben@example.org", "save": "yes"})
    assert letters() == [("ben", "Thank you for coming")]


def test_two_people_of_one_name_who_booked_are_told_apart_by_area():
    one, other = Named("Sam"), Named("Sam")
    booked = [(one, HOUSING), (other, PARKS)]
    sheet = read("Sam\nSam, Parks", teams=TEAMS, booked=booked)
    assert sheet.lines == [Line(2, "Sam", PARKS, other)]
    assert sheet.rejected == [
        Rejected(1, "Sam", "2 people called Sam booked; add the service area")
    ]


def test_a_very_long_name_or_list_is_refused_line_by_line():
    sheet = read("x" * 201 + "\n" + "\n".join(f"P{n}" for n in range(500)), teams={}, booked=[])
    assert [(line.number, line.reason) for line in sheet.rejected] == [
        (1, "the name is longer than 200 letters"),
        (501, "there are more than 500 lines; put the rest in afterwards"),
    ]
