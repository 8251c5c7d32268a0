"""What people are asked for, and what they were asked before."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from alongside.asks import actions as asks
from alongside.asks.models import Mode
from alongside.burden import actions, queries, tasks
from alongside.burden.asked_before import asked_before
from alongside.burden.models import BurdenShown, Pace
from alongside.gatherings import actions as gatherings
from alongside.influence.tests import told
from alongside.involvement.models import Given
from alongside.involvement.tests import whole
from alongside.people import actions as people
from alongside.projects.models import Project

A_MONTH = timedelta(days=31)


@pytest.fixture(autouse=True)
def clock(monkeypatch, now):
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)


@pytest.fixture
def staff(cast):
    client = Client()
    client.force_login(cast.amira.person)
    return client


@pytest.fixture
def ask(cast, now):
    """Ask something of so many new people, some days ago; return the wave."""

    def _ask(title, *labels, invited=0, ago=10, project=None, members=()):
        questions = [
            {"type": "short", "name": f"q{number}", "label": {"en": label}}
            for number, label in enumerate(labels or ("Why?",))
        ]
        draft = {"title": {"en": title}, "languages": ["en"], "questions": questions}
        form = asks.make_form(
            organisation=cast.here, title=title, purpose="survey", draft=draft, now=now
        )
        wave = asks.open_wave(
            version=asks.publish(form=form, now=now),
            mode=Mode.ANONYMOUS,
            opens=now - timedelta(days=ago),
            project=project,
        )
        new = [
            people.add_member(
                organisation=cast.here, name=f"{title} {number}", team=cast.tom.team, now=now
            )
            for number in range(invited)
        ]
        for member in [*new, *members]:
            asks.invite(wave=wave, member=member)
        return wave

    return _ask


@pytest.fixture
def slow(cast, now):
    """A question takes ten minutes."""
    return actions.set_pace(
        organisation=cast.here, seconds=600, meeting_minutes=90, by=cast.amira, now=now
    )


def table(cast, now, name):
    found = next(one for one in queries.tables(cast.here, now) if one.name == name)
    return {one.group: one for one in found.shares.groups}


def test_whoever_is_invited_is_asked_for_the_time_of_the_questions(cast, now, ask, slow):
    ask("Parks", "Why?", "When?", "How?", invited=12)
    found = table(cast, now, "kind")[queries.SURVEYS]
    assert (found.people.value, found.hours, found.each) == (12, 6, 30)
    month = table(cast, now, "month")
    assert next(iter(month)) == "April 2025"
    assert list(month)[-1] == "March 2026"
    assert sum(one.people.value or 0 for one in month.values()) == 12
    assert table(cast, now, "team")[cast.tom.team.name].people.value == 12
    assert table(cast, now, "project")[queries.NO_PROJECT].hours == 6


def test_without_a_pace_the_questions_say_how_long_they_take(cast, now, ask):
    wave = ask("Parks", "Why?", invited=6)
    assert queries.length(wave.version.definition, queries.pace(cast.here)) > 0
    assert not Pace.objects.exists()


def test_of_an_open_link_those_who_answered_count_once_it_has_closed(cast, now, ask, slow):
    wave = ask("Parks")
    for number in range(7):
        asks.answer(wave=wave, answers={"q0": {"text": "So"}}, client=f"{number}", now=now)
    assert queries.asked_for(cast.here, now) == []
    asks.close(wave=wave, now=now)
    assert table(cast, now, "team")[queries.OPEN_LINK].people.value == 7


def test_sessions_meetings_and_tasks_count_and_own_support_does_not(cast, now, slow):
    programme = gatherings.add_programme(organisation=cast.here, name="P", now=now)
    starts = now - timedelta(days=3)
    plan = gatherings.Plan(starts=starts, ends=starts + timedelta(hours=2), capacity=9)
    session = gatherings.plan(
        programme=programme, details=plan, by=cast.amira, now=now - timedelta(days=9)
    )
    gatherings.check_in(gathering=session, membership=cast.tom, how="list", now=starts)
    told.tell(organisation=cast.here, expert=cast.dot, staff=cast.tom, now=now)
    whole.whole(lead=cast.amira, now=now)
    kinds = {one.kind for one in queries.asked_for(cast.here, now)}
    assert kinds == {queries.SESSIONS, queries.MEETINGS, queries.TASKS}
    assert {one.minutes for one in queries.asked_for(cast.here, now)} >= {120, 90}
    assert Given.objects.exists()
    Project.objects.update(level=Project.Level.INDIVIDUAL, published=None)
    assert queries.MEETINGS not in {one.kind for one in queries.asked_for(cast.here, now)}


def test_what_was_asked_longer_ago_or_elsewhere_is_not_counted(cast, now, ask):
    ask("Parks", invited=6, ago=345)
    assert queries.asked_for(cast.here, now) == []
    ask("Parks", invited=6, ago=340)
    assert len(queries.asked_for(cast.here, now)) == 6
    assert queries.asked_for(cast.there, now) == []


def test_a_group_that_is_asked_much_more_is_said(cast, now, ask, slow, staff):
    groups = {}
    for name, times in (("Panel", 6), ("Carers", 1), ("Youth", 1)):
        groups[name] = people.add_group(
            organisation=cast.here, name=name, kind="other", now=now - timedelta(days=90)
        )
        wave = ask(name, "A?", "B?", "C?", invited=6)
        members = [one.member for one in wave.invitations.all()]
        people.add_to_group(group=groups[name], members=members, now=now - timedelta(days=90))
        for number in range(times - 1):
            ask(f"{name} {number}", "A?", "B?", "C?", members=members)
    found = table(cast, now, "group")
    assert [(name, one.each, one.times) for name, one in found.items()] == [
        ("Carers", 30, None),
        ("Panel", 180, 6.0),
        ("Youth", 30, None),
    ]
    tasks.due(now + A_MONTH)
    page = staff.get(f"/o/{cast.here.slug}/burden/").content.decode()
    assert "Panel: 3 hours each, 6.0 times as much as the middle one (group)" in page
    file = staff.get(f"/o/{cast.here.slug}/burden/asked-of-people.csv").content.decode()
    assert "Group,Panel,6,18,180,6.0" in file


def test_a_few_people_are_not_shown(cast, now, ask, slow, staff):
    ask("Parks", invited=3)
    found = table(cast, now, "team")
    assert all(one.people.hidden and one.hours is None for one in found.values())
    tasks.due(now + A_MONTH)
    page = staff.get(f"/o/{cast.here.slug}/burden/").content.decode()
    assert "the whole is not shown" in page


def test_whoever_looks_on_two_days_does_not_learn_the_hours_of_one(cast, now, ask, slow, staff):
    at = f"/o/{cast.here.slug}/burden/"
    assert "Nothing is shown yet" in staff.get(at).content.decode()
    assert staff.get(f"{at}asked-of-people.csv").content.count(b"\n") == 1
    ask("Parks", "Why?", "When?", "How?", invited=12)
    tasks.due(now + A_MONTH)
    seen = [staff.get(at).content, staff.get(f"{at}asked-of-people.csv").content]
    assert b"6 hours in all, of 12 people" in seen[0]
    ask("One", "Why?", invited=1)
    tasks.due(now + A_MONTH + timedelta(days=1))
    assert [staff.get(at).content, staff.get(f"{at}asked-of-people.csv").content] == seen
    assert tasks.due(now + 2 * A_MONTH) == 2
    assert b"of 13 people" in staff.get(at).content
    assert set(BurdenShown.objects.values_list("until", flat=True)) == {
        date(2026, 3, 31),
        date(2026, 4, 30),
    }


def test_what_is_asked_in_a_month_that_goes_on_waits(cast, now, ask, staff):
    ask("Parks", invited=12, ago=5)
    tasks.due(now)
    assert b"Nothing yet" in staff.get(f"/o/{cast.here.slug}/burden/").content


def test_questions_that_were_asked_before_are_found(cast, now, ask, staff):
    parks = ask("Parks", "What would help you to take part?", "Favourite park?", ago=20, invited=6)
    ask("Parks again", "What would help you to take part?", ago=5)
    again = ask("Buses", "What would help you take part in meetings?", "Which bus?", ago=-5)
    (found, bus) = asked_before(again.version.form, now).again
    assert bus.earlier == []
    (earlier,) = found.earlier
    assert (earlier.wave.title, earlier.times, earlier.invited) == ("Parks again", 2, None)
    assert not earlier.same
    mine = asked_before(parks.version.form, now)
    assert mine.own == [parks]
    assert [one.same for one in mine.again[0].earlier] == [True]
    at = f"/o/{cast.here.slug}/burden/questions/"
    page = staff.get(f"{at}?form={again.version.form.pk}").content.decode()
    assert "Nearly the same, “What would help you to take part?”" in page
    assert "It was asked 2 times in all" in page
    asks.close(wave=parks, now=now)
    page = staff.get(f"{at}?form={parks.version.form.pk}").content.decode()
    assert "Favourite park?" not in page
    assert "This form itself was asked in <a" in page
    page = staff.get(f"{at}?form={again.version.form.pk}").content.decode()
    assert "of 6 people who were invited" not in page
    assert f"reports/waves/{parks.pk}/" not in page
    form = staff.get(f"/o/{cast.here.slug}/ask/{again.version.form.pk}/").content.decode()
    assert f"{at}?form={again.version.form.pk}" in form


def test_it_says_how_many_of_the_same_people_were_invited_before(cast, now, ask, staff):
    parks = ask("Parks", "What would help you to take part?", ago=20, invited=12)
    few = ask("Roads", "What would help you to take part?", ago=30, invited=0, members=[cast.tom])
    people_then = [one.member for one in parks.invitations.all()]
    buses = ask("Buses", "What would help you take part?", invited=7, members=people_then[:8])
    asks.invite(wave=buses, member=cast.tom)
    at = f"/o/{cast.here.slug}/burden/questions/?wave={buses.pk}"
    page = staff.get(at).content.decode()
    assert "<b>8 of the people who are invited now were invited then too.</b>" in page
    (found,) = asked_before(buses.version.form, now, buses).again
    (earlier,) = found.earlier
    assert earlier.both.value == 8
    asks.invite(wave=parks, member=people.add_member(organisation=cast.here, name="X", now=now))
    (found,) = asked_before(buses.version.form, now, few).again
    assert found.earlier[0].both is None
    wave_page = staff.get(f"/o/{cast.here.slug}/ask/waves/{buses.pk}/").content.decode()
    assert at in wave_page
    for wrong in ("x", "", "0", "9" * 30):
        assert staff.get(f"/o/{cast.here.slug}/burden/questions/?wave={wrong}").status_code == 404


def test_a_few_of_the_same_people_are_not_counted(cast, now, ask, staff):
    ask("Parks", "What would help you to take part?", ago=20, members=[cast.tom])
    buses = ask("Buses", "What would help you take part?", invited=9, members=[cast.tom])
    page = staff.get(f"/o/{cast.here.slug}/burden/questions/?wave={buses.pk}").content.decode()
    assert "A few of the people who are invited now" in page


def test_a_form_without_words_or_questions_is_no_problem(cast, now, staff):
    draft = {"languages": ["en"], "questions": [{"type": "one", "name": "a", "choices": [{}]}]}
    form = asks.make_form(
        organisation=cast.here, title="Empty", purpose="survey", draft=draft, now=now
    )
    page = staff.get(f"/o/{cast.here.slug}/burden/questions/?form={form.pk}")
    assert "no question yet" in page.content.decode()


@pytest.mark.parametrize("key", ["", "0", "x", "9" * 30, "-1", "\0"])
def test_a_form_that_is_not_there_is_not_found(cast, staff, key):
    assert staff.get(f"/o/{cast.here.slug}/burden/questions/", {"form": key}).status_code == 404


def test_the_pace_is_set_by_leads_and_refuses_nonsense(cast, staff):
    at = f"/o/{cast.here.slug}/burden/pace/"
    assert staff.post(at, {"seconds": "-1", "meeting_minutes": "9999"}).status_code == 200
    assert not Pace.objects.exists()
    assert staff.post(at, {"seconds": "", "meeting_minutes": "45"}).status_code == 302
    assert Pace.objects.get().meeting_minutes == 45
    tom = Client()
    tom.force_login(cast.tom.person)
    assert tom.post(at, {"seconds": "5", "meeting_minutes": "45"}).status_code == 403


def test_who_may_look(cast, now, ask):
    form = ask("Parks").version.form
    david, bola = Client(), Client()
    david.force_login(cast.david.person)
    bola.force_login(cast.bola.person)
    at = f"/o/{cast.here.slug}/burden/"
    assert david.get(at).status_code == 200
    assert david.get(f"{at}questions/").status_code == 403
    assert bola.get(at).status_code == 404
    own = f"/o/{cast.there.slug}/burden/questions/?form={form.pk}"
    assert bola.get(own).status_code == 404


def test_the_page_asks_the_database_as_often_for_much_as_for_little(
    cast, now, ask, staff, django_assert_num_queries
):
    at = f"/o/{cast.here.slug}/burden/"
    form = ask("Parks", invited=6).version.form
    looks = (
        lambda: staff.get(at),
        lambda: staff.get(f"{at}questions/?form={form.pk}"),
        lambda: queries.tables(cast.here, now),
    )
    counted = []
    for look in looks:
        look()
        with CaptureQueriesContext(connection) as one:
            look()
        counted.append(len(one))
    for number in range(4):
        ask(f"Buses {number}", "A?", "B?", invited=6)
    for look, queries_then in zip(looks, counted, strict=True):
        with django_assert_num_queries(queries_then):
            look()
