"""Days, the notice that people had of them, and telling the team."""

import uuid
from datetime import date, timedelta

import pytest

from alongside.letters import actions as letters
from alongside.letters.models import Letter
from alongside.people.models import Membership
from alongside.projects import actions
from alongside.projects.models import Milestone
from alongside.projects.queries.timeline import Notice, notice


@pytest.fixture
def day(project, now):
    """A day in three weeks that nobody was told of."""
    when = now.date() + timedelta(weeks=3)
    return actions.add_milestone(project=project, title="It opens", day=when)


def test_a_day_is_added_once_however_often_it_is_sent(sign_in, cast, project, at):
    sent = {"client_id": str(uuid.uuid4()), "title": "It opens", "day": "2026-04-09"}
    sent |= {"told": "2026-03-09"}
    client = sign_in(cast.tom)
    for _ in range(2):
        answer = client.post(at("timeline/add/"), sent)
    found = Milestone.objects.values_list("title", "day", "told")
    assert answer["Location"] == at("timeline/")
    assert list(found) == [("It opens", date(2026, 4, 9), date(2026, 3, 9))]


def test_people_cannot_have_been_told_tomorrow(sign_in, cast, project, at):
    sent = {"title": "It opens", "day": "2026-04-09", "told": "2026-03-11"}
    page = sign_in(cast.tom).post(at("timeline/add/"), sent).content.decode()
    assert ["Enter today or an earlier day" in page, Milestone.objects.count()] == [True, 0]


def test_notice_is_the_shortest_and_the_middle_one(now):
    day = now.date()
    had = [
        Milestone(title="x", day=day, told=told and day - timedelta(days=told))
        for told in (21, 16, 3, None)
    ]
    had.append(Milestone(title="x", day=day, told=day + timedelta(days=2)))
    assert notice(had) == Notice(
        days=5, told=4, shortest="2 days afterwards", middle="3 days before", afterwards=1
    )
    assert notice([]) == Notice(days=0, told=0, shortest="", middle="", afterwards=0)


def test_told_afterwards_is_said_plainly(sign_in, cast, project, at, now):
    when = now.date() - timedelta(days=9)
    actions.add_milestone(
        project=project, title="It closed", day=when, told=when + timedelta(days=8)
    )
    page = sign_in(cast.david).get(at("timeline/")).content.decode()
    said = "People were told of 1 of 1 day. The shortest notice was 1 week and 1 day afterwards"
    assert [said in page, "Told afterwards" in page] == [True, True]


def test_a_day_that_moves_has_nobody_told_of_it(sign_in, cast, day, at, now):
    actions.change_milestone(milestone=day, title="It opens", day=day.day, told=now.date())
    sent = {"title": "It opens", "day": "2026-05-09", "told": "2026-03-10"}
    page = sign_in(cast.tom).post(at(f"timeline/{day.pk}/"), sent, follow=True).content.decode()
    day.refresh_from_db()
    assert (day.day, day.told) == (date(2026, 5, 9), None)
    assert "Tell people again: what they know is the old day." in page


def test_a_day_that_is_corrected_keeps_when_people_were_told(day, now):
    actions.change_milestone(milestone=day, title="It opens", day=day.day, told=now.date())
    actions.change_milestone(milestone=day, title="Opening", day=day.day, told=now.date())
    day.refresh_from_db()
    assert (day.title, day.told) == ("Opening", now.date())


def test_the_team_is_told_once(sign_in, cast, project, day, at, joins, now):
    joins(project, cast.dot, experience=True)  # has no address
    joins(project, cast.tom, staff=True)
    client, address = sign_in(cast.amira), at(f"timeline/{day.pk}/tell/")
    before = client.get(address).content.decode()
    page = client.post(address, follow=True).content.decode()
    again = client.post(address).content.decode()
    day.refresh_from_db()
    letter = Letter.objects.get()
    assert ("1 person gets this letter" in before, "Dot Evans" in before) == (True, True)
    assert "We wrote to 1 person. Tell them yourselves, as we have no address: Dot Evans." in page
    assert "People have been told of this day already." in again
    assert (day.told, day.notice) == (now.date(), 21)
    assert (letter.to, letter.member, letter.optional) == ("tom@example.org", cast.tom, True)
    assert letter.subject == "It opens: Tuesday 31 March 2026"
    assert f"{at('timeline/')}" in letter.text


def test_a_day_that_moves_there_and_back_is_told_each_time(cast, day, joins, project, now):
    joins(project, cast.tom, staff=True)
    first, later = day.day, day.day + timedelta(days=7)
    for when in (first, later, first):
        day.refresh_from_db()
        actions.change_milestone(milestone=day, title="It opens", day=when, told=day.told)
        assert actions.tell_team(milestone=day, now=now).written == 1
    assert Letter.objects.count() == 3


def test_who_wants_no_letters_gets_none(cast, project, day, joins, now):
    joins(project, cast.tom, staff=True)
    letters.opt_out(organisation=cast.here, address="tom@example.org", now=now)
    told = actions.tell_team(milestone=day, now=now)
    assert (told.written, told.stopped, told.without) == (0, 1, [])
    assert Letter.objects.get().state == Letter.State.STOPPED


def test_who_wants_paper_or_has_left_gets_none(cast, project, day, joins, now):
    tom = joins(project, cast.tom, staff=True)
    priya = joins(project, cast.priya, staff=True)
    Membership.objects.filter(pk=cast.tom.pk).update(letters_by="paper")
    actions.leave(seat=priya, day=now.date())
    told = actions.tell_team(milestone=day, now=now)
    assert (told.written, told.without, Letter.objects.count()) == (0, [tom], 0)


def test_no_letters_about_one_persons_own_support(sign_in, cast, begin, at, now):
    alone = begin(level="individual")
    day = actions.add_milestone(project=alone, title="A visit", day=now.date())
    client = sign_in(cast.amira)
    page = client.post(at(f"timeline/{day.pk}/tell/", alone)).content.decode()
    day.refresh_from_db()
    assert "We write no letters about one person’s own support" in page
    assert "Tell the team now" not in client.get(at("timeline/", alone)).content.decode()
    assert (Letter.objects.count(), day.told) == (0, None)


def test_a_day_is_taken_away_unless_it_is_evidence(sign_in, cast, day, at, now):
    client, address = sign_in(cast.tom), at(f"timeline/{day.pk}/take-away/")
    shown = actions.add_evidence(
        organisation=cast.here,
        says="People knew",
        dated=now.date(),
        record=f"milestone:{day.pk}",
        address="/x/",
        by=cast.tom,
        now=now,
    )
    refused = client.post(address).content.decode()
    actions.take_away_evidence(evidence=shown, now=now)
    client.post(address)
    assert ("This day is evidence for something" in refused, Milestone.objects.count()) == (True, 0)


def test_many_days_cost_no_more_queries(sign_in, cast, project, day, at, count_queries):
    client = sign_in(cast.amira)
    few = count_queries(client, at("timeline/"))
    for number in range(12):
        actions.add_milestone(project=project, title=f"Day {number}", day=day.day)
    assert count_queries(client, at("timeline/")) == few
