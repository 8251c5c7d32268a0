"""Somebody joins the team, changes their part, leaves; and how many are on each side."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from alongside.people import actions as people
from alongside.projects import actions
from alongside.projects.models import Meeting, Seat
from alongside.projects.queries import took_part
from alongside.projects.queries.next import next_step
from alongside.projects.queries.people import Sides, sides
from alongside.web.fields import LARGEST_KEY


def test_somebody_is_added_with_both_sides(sign_in, cast, project, at):
    client = sign_in(cast.amira)
    answer = client.post(
        at("team/add/"),
        {
            "member": cast.dot.pk,
            "sides": ["experience", "staff"],
            "part": "Chair",
            "votes": "on",
            "joined": "2026-03-01",
        },
    )
    seat = Seat.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, at("team/"))
    assert (seat.member, seat.experience, seat.staff, seat.part, seat.votes, seat.joined) == (
        cast.dot,
        True,
        True,
        "Chair",
        True,
        date(2026, 3, 1),
    )


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("sides", [], "Say why they are in the team"),
        ("joined", "2026-03-11", "Enter today or an earlier day"),
        ("member", "", "Choose who it is"),
        ("member", str(LARGEST_KEY), "Choose somebody in the list"),
        ("member", "9" * 30, "Choose somebody in the list"),
    ],
)
def test_what_is_wrong_is_said_and_nobody_joins(sign_in, cast, project, at, field, value, says):
    sent = {"member": cast.dot.pk, "sides": ["staff"], "joined": "2026-03-01"} | {field: value}
    answer = sign_in(cast.amira).post(at("team/add/"), sent)
    assert [says in answer.content.decode(), Seat.objects.count()] == [True, 0]


@pytest.mark.parametrize("who", ["of another organisation", "who has left", "who is in it"])
def test_only_members_who_are_not_in_it_join(sign_in, cast, project, at, joins, now, who):
    member = cast.bola if who == "of another organisation" else cast.dot
    if who == "who has left":
        people.end_membership(membership=cast.dot, now=now)
    if who == "who is in it":
        joins(project, cast.dot, experience=True)
    before = Seat.objects.count()
    sent = {"member": member.pk, "sides": ["staff"], "joined": "2026-03-01"}
    answer = sign_in(cast.amira).post(at("team/add/"), sent)
    assert "Choose somebody in the list" in answer.content.decode()
    assert Seat.objects.count() == before


def test_a_large_organisation_is_searched_by_name(sign_in, cast, project, at, now):
    for number in range(60):
        people.add_member(organisation=cast.here, name=f"Zed {number:02}", roles=[], now=now)
    client = sign_in(cast.amira)
    page = client.get(at("team/add/")).content.decode()
    found = client.get(at("team/add/?q=Zed+59")).content.decode()
    assert (page.count("<option"), "Zed 59" in page) == (51, False)
    assert (found.count("<option"), "Zed 59" in found) == (2, True)


def test_who_is_both_counts_in_both_sides_and_once(cast, project, joins):
    seats = [
        joins(project, cast.dot, experience=True),
        joins(project, cast.tom, staff=True, votes=False),
        joins(project, cast.priya, staff=True, experience=True),
    ]
    counted = sides(seats)
    votes = sides([seat for seat in seats if seat.votes])
    assert counted == Sides(people=3, experience=2, staff=2, both=1)
    assert (counted.only_experience, counted.only_staff) == (1, 1)
    assert votes == Sides(people=2, experience=2, staff=1, both=1)


def test_the_page_says_how_many_with_and_without_counting_twice(sign_in, cast, project, at, joins):
    joins(project, cast.dot, experience=True)
    joins(project, cast.tom, staff=True, votes=False)
    joins(project, cast.priya, staff=True, experience=True)
    page = sign_in(cast.david).get(at("team/")).content.decode()
    for words in (
        (
            "3 people: 2 with experience of their own and 2 staff. 1 of them is both. "
            "Counted once, 1 is there only for their own experience, 1 only as staff, "
            "and 1 as both."
        ),
        "2 of 3 have a vote: 2 with experience of their own and 1 staff. 1 of them is both.",
    ):
        assert words in page


def test_a_place_is_changed(sign_in, cast, project, at, joins):
    seat = joins(project, cast.dot, experience=True)
    sent = {"sides": ["experience", "staff"], "part": "Chair", "joined": "2026-02-02"}
    answer = sign_in(cast.tom).post(at(f"team/{seat.pk}/"), sent)
    seat.refresh_from_db()
    assert answer["Location"] == at("team/")
    assert (seat.staff, seat.part, seat.votes, seat.joined) == (
        True,
        "Chair",
        False,
        date(2026, 2, 2),
    )


def test_who_leaves_has_a_last_day_and_can_come_back(sign_in, cast, project, at, joins):
    seat = joins(project, cast.dot, experience=True)
    answer = sign_in(cast.tom).post(at(f"team/{seat.pk}/leave/"), {"day": "2026-03-09"})
    again = joins(project, cast.dot, experience=True)
    seat.refresh_from_db()
    assert (answer.status_code, seat.left, again.left) == (302, date(2026, 3, 9), None)


def test_who_has_left_the_organisation_is_in_no_team(sign_in, cast, project, at, joins, now):
    joins(project, cast.dot, experience=True)
    joins(project, cast.tom, staff=True)
    people.end_membership(membership=cast.dot, now=now)
    client = sign_in(cast.amira)
    page = client.get(at("team/")).content.decode()
    assert "1 person: 0 with experience of their own and 1 staff" in page
    assert "1 of 1 has a vote: 0 with experience" in page
    assert "has left Sandbrook Council since" in page
    assert next_step(project, took_part(project), now.date()).what == "no experience"
    actions.write_rules(project=project, text="Listen.", after=0, by=cast.tom, now=now)
    assert "0 of 1 in the team" in client.get(at("ground-rules/")).content.decode()


def test_nobody_leaves_before_they_joined(sign_in, cast, project, at, joins):
    seat = joins(project, cast.dot, experience=True)
    answer = sign_in(cast.tom).post(at(f"team/{seat.pk}/leave/"), {"day": "2020-01-01"})
    seat.refresh_from_db()
    assert ("Enter the day they joined, or a later one" in answer.content.decode()) is True
    assert seat.left is None
    with pytest.raises(IntegrityError), transaction.atomic():
        Seat.objects.filter(pk=seat.pk).update(left=date(2020, 1, 1))


def test_the_last_who_may_change_one_persons_support_stays(cast, begin, joins, now):
    alone = begin(level="individual")
    mine = alone.seats.get()
    joins(alone, cast.priya, staff=True)  # an analyst changes no project
    with pytest.raises(actions.NotPossible, match="is the only one here who may change"):
        actions.leave(seat=mine, day=now.date())
    joins(alone, cast.tom, staff=True)
    assert actions.leave(seat=mine, day=now.date()).left == now.date()


def test_who_left_and_came_back_took_part_once(cast, project, joins, now):
    design = project.stages.get(kind="design")
    seat = joins(project, cast.dot, experience=True)
    day = now.date() - timedelta(weeks=1)
    met = {"project": project, "stage": design, "kind": Meeting.Kind.MEETING, "by": cast.tom}
    actions.note_meeting(title="One", day=day, there=[seat], now=now, **met)
    actions.leave(seat=seat, day=day)
    again = joins(project, cast.dot, experience=True)
    actions.note_meeting(title="Two", day=day, there=[again], now=now, **met)
    assert [took.experience for took in took_part(project)] == [0, 1, 0, 0]


def test_only_who_runs_projects_changes_the_team(sign_in, cast, project, at, joins):
    seat = joins(project, cast.priya, staff=True)
    client = sign_in(cast.priya)
    pages = [at("team/add/"), at(f"team/{seat.pk}/"), at(f"team/{seat.pk}/leave/")]
    assert [client.get(page).status_code for page in [at("team/"), *pages]] == [200, 403, 403, 403]


def test_a_large_team_costs_no_more_queries(sign_in, cast, project, at, joins, now, count_queries):
    client = sign_in(cast.amira)
    joins(project, cast.dot, experience=True)
    few = count_queries(client, at("team/"))
    for number in range(12):
        member = people.add_member(organisation=cast.here, name=f"Zed {number}", roles=[], now=now)
        joins(project, member, staff=True)
    assert count_queries(client, at("team/")) == few
