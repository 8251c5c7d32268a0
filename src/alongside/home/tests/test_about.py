"""An owner says what the organisation is called and what it shows of numbers of people."""

from datetime import timedelta

import pytest

from alongside.gatherings import actions as gatherings
from alongside.gatherings.models import Attendance
from alongside.people import actions

ABOUT = "/o/sandbrook-council/about/"


def test_an_owner_changes_what_is_shown(cast, sign_in):
    client = sign_in(cast.amira)
    sent = {"name": "Sandbrook  Borough", "minimum": "7", "protect_attendance": "on"}
    assert client.post(ABOUT, sent).headers["Location"] == ABOUT
    cast.here.refresh_from_db()
    assert (cast.here.name, cast.here.minimum, cast.here.protect_attendance) == (
        "Sandbrook Borough",
        7,
        True,
    )
    client.post(ABOUT, {"name": "Sandbrook", "minimum": "5"})
    cast.here.refresh_from_db()
    assert (cast.here.minimum, cast.here.protect_attendance) == (5, False)


@pytest.mark.parametrize(
    ("minimum", "says"),
    [
        ("4", "Enter 5 or more: in a smaller group people could be recognised"),
        ("", "Enter a number, 5 or more"),
        ("many", "Enter a whole number, like 5"),
        ("5000", "Enter 1,000 or less"),
    ],
)
def test_a_group_that_is_too_small_is_a_problem_in_words(cast, sign_in, minimum, says):
    page = sign_in(cast.amira).post(ABOUT, {"name": "Sandbrook", "minimum": minimum})
    assert says in page.content.decode()


def test_once_numbers_were_shown_the_smallest_group_only_grows(cast, sign_in, now):
    actions.change_organisation(
        organisation=cast.here, name="S", minimum=8, protect_attendance=False, shown=False
    )
    programme = gatherings.add_programme(organisation=cast.here, name="In practice", now=now)
    plan = gatherings.Plan(starts=now, ends=now + timedelta(hours=1), capacity=5)
    session = gatherings.plan(programme=programme, details=plan, by=cast.amira, now=now)
    Attendance.objects.create(gathering=session, membership=cast.tom, how=Attendance.How.LIST)
    client = sign_in(cast.amira)
    page = client.post(ABOUT, {"name": "S", "minimum": "7"}).content.decode()
    assert "The smallest group can only grow from 8 now" in page
    assert client.post(ABOUT, {"name": "S", "minimum": "9"}).status_code == 302


def test_only_an_owner_sees_it_and_has_it_in_the_menu(cast, sign_in):
    assert sign_in(cast.tom).get(ABOUT).status_code == 403
    assert ABOUT not in sign_in(cast.tom).get("/o/sandbrook-council/people/").content.decode()
    assert ABOUT in sign_in(cast.amira).get("/o/sandbrook-council/people/").content.decode()
