"""Results for each team that is large enough, at one press."""

import pytest

from alongside.reports import actions, by_team
from alongside.reports.models import Refusal, Results

from . import test_look
from .test_look import address, survey, text

form, version, staff, wave = test_look.form, test_look.version, test_look.staff, test_look.wave


@pytest.fixture(autouse=True)
def _clock(monkeypatch, now):
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)


def test_each_team_that_is_large_enough_has_its_own_results(cast, sign_in, wave):
    amira = sign_in(cast.amira)
    amira.post(address(wave))
    page = text(amira.get(address(wave, "teams/")))
    assert "4 teams of which enough people answered to stand alone" in page
    assert "Make all 4" in page
    page = text(amira.post(address(wave, "teams/"), follow=True))
    assert "Make all" not in page
    parks = next(one for one in by_team.teams(wave) if one.name == "Parks")
    assert "Only people in Parks" in text(amira.get(address(wave, f"views/{parks.results.pk}/")))
    assert "Not made yet" not in page


def test_what_is_refused_says_why_and_is_not_tried_again(cast, sign_in, wave):
    amira = sign_in(cast.amira)
    amira.post(address(wave))
    test_look.look(amira, wave, only="q:years:0")
    amira.post(address(wave, "teams/"))
    states = by_team.teams(wave)
    assert all(not one.to_make for one in states)
    before = Refusal.objects.count(), Results.objects.count()
    amira.post(address(wave, "teams/"))
    assert (Refusal.objects.count(), Results.objects.count()) == before


def test_a_refused_team_is_named_with_the_reason(cast, sign_in, wave, now):
    amira = sign_in(cast.amira)
    amira.post(address(wave))
    Refusal.objects.create(
        organisation=cast.here, wave=wave, about="x", cut="only people in Parks", why="Too few."
    )
    page = text(amira.post(address(wave, "teams/"), follow=True))
    assert "Parks Not shown. Too few." in page


def test_many_teams_are_made_some_at_a_time(cast, sign_in, wave, monkeypatch):
    monkeypatch.setattr(actions, "MOST_TEAMS", 3)
    amira = sign_in(cast.amira)
    amira.post(address(wave))
    assert "Make the next 3" in text(amira.get(address(wave, "teams/")))
    page = text(amira.post(address(wave, "teams/"), follow=True))
    assert "Make the one that is missing" in page


def test_everybody_comes_first(cast, sign_in, wave, now):
    assert sign_in(cast.amira).get(address(wave, "teams/")).status_code == 404
    with pytest.raises(actions.NotPossible, match="everybody first"):
        actions.make_for_teams(wave=wave, now=now)


def test_answers_that_know_no_teams_have_none(cast, sign_in, version, staff, now):
    wave = survey(version, staff(), now, invited_only=False, by_team=False)
    amira = sign_in(cast.amira)
    amira.post(address(wave))
    assert "No team stands alone here" in text(amira.get(address(wave, "teams/")))


@pytest.mark.parametrize(("who", "status"), [("david", 200), ("bola", 404)])
def test_senior_managers_read_and_strangers_do_not(cast, sign_in, wave, who, status):
    sign_in(cast.amira).post(address(wave))
    client = sign_in(getattr(cast, who))
    assert client.get(address(wave, "teams/")).status_code == status
    if status == 200:
        assert "Make all" not in text(client.get(address(wave, "teams/")))
        assert client.post(address(wave, "teams/")).status_code == 403
