"""Response rates by team: counted once a day, safe for small teams, friendly."""

from datetime import timedelta

import pytest

from alongside.asks import actions, rates, tasks
from alongside.asks.models import Rates
from alongside.people import actions as people

QUESTION = {"type": "one", "name": "tea", "label": {"en": "Tea?"}}
CHOICES = [{"name": name, "label": {"en": name}} for name in ("yes", "no")]
FORM = {"title": {"en": "Tea"}, "languages": ["en"], "questions": [QUESTION | {"choices": CHOICES}]}


@pytest.fixture
def staff(cast, now):
    """Call it for so many people of a team of this name."""

    def do(name, number, **more):
        team = cast.here.teams.filter(name=name).first()
        team = team or people.add_team(organisation=cast.here, name=name)
        return [
            people.add_member(
                organisation=cast.here,
                name=f"{name} {place}",
                email=f"{name}{place}@example.org".lower().replace(" ", ""),
                team=team,
                now=now,
                **more,
            )
            for place in range(number)
        ]

    return do


@pytest.fixture
def wave(cast, now):
    form = actions.make_form(organisation=cast.here, title="Tea", draft=FORM, now=now)
    version = actions.publish(form=form, now=now)
    return actions.open_wave(version=version, mode="anonymous", opens=now, invited_only=True)


@pytest.fixture
def asked(wave, staff, now):
    """Call it for so many people of a team who are invited, of whom so many answer."""

    def do(name, invited, answered, of=wave):
        for place, member in enumerate(staff(name, invited)):
            key = actions.invite(wave=of, member=member)
            if place < answered:
                invitation = of.invitations.get(member=member)
                answers = {"tea": {"choice": "yes"}}
                client = f"{name}{place}"
                actions.answer(
                    wave=of, answers=answers, client=client, invitation=invitation, now=now
                )
            assert key

    return do


def shown(wave):
    teams, _ = rates.shown(wave)
    return [(team.name, team.invited, team.answered) for team in teams]


def test_rates_are_counted_once_a_day(wave, asked, now):
    asked("North", 12, 6)
    assert shown(wave) == []
    tasks.due(now)
    assert shown(wave) == [("North", 12, 6)]
    asked("South", 12, 7)
    tasks.due(now + timedelta(minutes=5))
    assert shown(wave) == [("North", 12, 6)]
    tasks.due(now + timedelta(days=1))
    assert shown(wave) == [("North", 12, 6), ("South", 12, 7)]
    assert Rates.objects.count() == 1


def test_the_close_counts_once_more(wave, asked, now):
    asked("North", 12, 6)
    actions.close(wave=wave, now=now)
    assert shown(wave) == [("North", 12, 6)]


def test_small_teams_are_together(wave, asked, now):
    asked("North", 14, 6)
    asked("South", 3, 3)
    asked("East", 3, 0)
    actions.count_rates(wave=wave, now=now)
    assert shown(wave) == [("North", 14, 6), ("Smaller teams together", 6, 3)]


def test_where_answers_carry_a_name_they_are_as_of_now(cast, wave, asked, now):
    named = actions.open_wave(version=wave.version, mode="named", opens=now)
    asked("North", 12, 6, of=named)
    teams, day = rates.shown(named)
    assert (teams[0].answered, day) == (6, None)


def page_of(browser, wave):
    return browser.get(f"/o/sandbrook-council/ask/waves/{wave.pk}/rates/").content.decode()


def test_the_page_says_what_a_rate_is_and_whom_to_ask(cast, sign_in, wave, asked, staff, now):
    asked("North", 20, 15)
    asked("South", 20, 4)
    (manager,) = staff("South managers", 1, roles=["senior manager"])
    manager.team = cast.here.teams.get(name="South")
    manager.save()
    browser = sign_in(cast.tom)
    assert "has not been counted yet" in page_of(browser, wave)
    actions.count_rates(wave=wave, now=now)
    page = page_of(browser, wave).replace("\u00a0", " ")
    assert "people who answered, of those who were invited" in page
    assert "<li>North: 75 %</li>" in page
    assert 'South, 20 %: <a href="mailto:southmanagers0@example.org">South managers 0</a>' in page
    assert "North 0" not in page, "nobody who was invited is named"
    assert (
        "How many have answered, by team"
        in browser.get(f"/o/sandbrook-council/ask/waves/{wave.pk}/").content.decode()
    )


def test_a_team_can_stay_out_of_comparisons(cast, sign_in, wave, asked, now):
    for name in ("North", "South", "East"):
        asked(name, 12, 6)
    actions.count_rates(wave=wave, now=now)
    team = cast.here.teams.get(name="East")
    owner = sign_in(cast.amira)
    typed = {"name": "East", "kind": "team", "headcount": ""}
    owner.post(f"/o/sandbrook-council/teams/{team.pk}/", typed)
    team.refresh_from_db()
    assert not team.compared
    teams, _ = rates.shown(wave)
    assert [one.name for one in rates.compared(wave, teams)] == ["North", "South"]
    assert "East" in page_of(owner, wave), "its rate is in the table all the same"
