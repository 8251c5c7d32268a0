"""Registers as people keep them: any order, two languages, dates of all kinds."""

from datetime import date, time

import pytest

from alongside.methods.formats.dates import read_clock, read_day
from alongside.methods.formats.headings import below_titles
from alongside.methods.formats.registers import Held, guess, known_headings, read
from alongside.methods.formats.sheets import read_sheet

BEFORE = date(2026, 3, 10)


def understood(text):
    sheet = below_titles(read_sheet(text.encode()), known_headings())
    rows = list(zip(sheet.lines, sheet.rows, strict=True))
    found, refused = read(rows, guess(sheet.headings), before=BEFORE)
    return found, [(r.line, r.reason) for r in sheet.refused] + refused


ENGLISH = [
    """Session date,Start time,Name,Email,Service area,Attended
12/03/2025,10:00,Eve Stone,e@a.org,Parks,Yes""",
    """Attended,Service,Work email,Full name,Time,Date
Y,Parks,E@A.org,Eve  Stone,10am,12 March 2025""",
    """Surname,Forename,Dept,Shoe size,Session date,Present,Email,From
Stone,Eve,Parks,5,2025-03-12 00:00:00,1,e@a.org,10.00""",
]
WELSH = [
    """Dyddiad y sesiwn,Amser dechrau,Enw,E-bost,Maes gwasanaeth,Mynychodd
12/03/2025,10:00,Eve Stone,e@a.org,Parks,Oedd""",
    """Presennol,Gwasanaeth,Cyfeiriad e-bost,Enw llawn,Amser,Dyddiad
Ie,Parks,e@a.org,Eve Stone,10:00,12 Mawrth 2025""",
    """Cyfenw,Enw cyntaf,Maes gwasanaeth,Esgidiau,Dyddiad,Presenoldeb,E-bost,Dechrau
Stone,Eve,Parks,5,45728,x,e@a.org,10:00""",
]


@pytest.mark.parametrize("text", ENGLISH + WELSH)
def test_any_order_in_two_languages_says_the_same(text):
    (one,), refused = understood(text)
    assert (one.held, one.name, one.email, one.teams, one.came, refused) == (
        Held(date(2025, 3, 12), time(10), ""),
        "Eve Stone",
        "e@a.org",
        (("service area", "Parks"),),
        True,
        [],
    )


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("Eve,,x,", "there is no date"),
        ("Eve,3/25/2025,x,", "“3/25/2025” is not a date like 27/3/2025"),
        ("Eve,10/3/2026,x,", "“10/3/2026” is not in the past"),
        ("Eve,1/1/1925,x,", "“1/1/1925” is before 1990"),
        (",1/2/2025,x,", "there is no name"),
        ("Eve,1/2/2025,perhaps,", "“perhaps” is neither yes nor no"),
        ("Eve,1/2/2025,x,nobody", "“nobody” is not an e-mail address"),
        ("Ada,1/2/2025,x,", "the same person at the same session is on line 2"),
    ],
)
def test_a_line_that_makes_no_sense_is_refused_with_number_and_reason(line, reason):
    found, refused = understood(f"Name,Date,Attended,Email\nAda,1/2/2025,x,\n{line}\n")
    assert ([one.name for one in found], refused) == (["Ada"], [(3, reason)])


def test_a_title_above_and_headings_again_are_refused_and_the_rest_kept():
    found, refused = understood(
        "Register of 2025,,\nName,Date,Car\nAda,1/2/2025,yes\nName,Date,Car\nEve,2/2/2025,\n"
    )
    assert [one.name for one in found] == ["Ada", "Eve"]
    assert refused == [(4, "it has the headings again")]


def test_without_a_column_that_says_so_everybody_came_and_an_empty_cell_did_not():
    (one,), _ = understood("Name,Date\n=HYPERLINK(1),1/2/2025\n")
    (other,), _ = understood("Name,Date,Attended\nAda,1/2/2025,\n")
    assert (one.name, one.came, other.came) == ("=HYPERLINK(1)", None, False)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("1.2.25", date(2025, 2, 1)),
        ("Tuesday 1st February 2025", date(2025, 2, 1)),
        ("1 Chwefror 2025", date(2025, 2, 1)),
        ("2025-02-01T10:00:00", date(2025, 2, 1)),
        ("2025-02-01T10:00:00.000Z", date(2025, 2, 1)),
        ("2025-02-01 10:00:00+01:00", date(2025, 2, 1)),
        ("2025/02/01 10:00:00 AM GMT+1", date(2025, 2, 1)),
        ("2025/02/01 10:00:00 AM GMT", date(2025, 2, 1)),
        ("2025/02/01 10:00:00 AM of it", None),
        ("30/2/2025", None),
        ("soon", None),
        ("12", None),
    ],
)
def test_days_as_people_write_them(text, day):
    assert read_day(text) == day


@pytest.mark.parametrize(
    ("text", "clock"),
    [("12am", time(0)), ("12.15pm", time(12, 15)), ("13pm", None), ("10", None), ("9:75", None)],
)
def test_times_as_people_write_them(text, clock):
    assert read_clock(text) == clock
