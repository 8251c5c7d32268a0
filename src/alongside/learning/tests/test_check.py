"""When it is looked at how a plan goes."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from alongside.asks import actions as asks
from alongside.asks.starters import starter
from alongside.gatherings import actions as gatherings
from alongside.learning import actions
from alongside.learning.models import Check
from alongside.learning.queries import evidence
from alongside.web.settled import Fixed


def test_a_plan_begins_with_eight_checks_on_four_levels_once(plan, now):
    for _ in range(2):
        found = actions.add_usual_checks(plan=plan, now=now)
    assert len(found) == plan.checks.count() == 8
    both = {(one.level, one.at_the_end) for one in found}
    assert both == {(level, end) for level in Check.Level.values for end in (True, False)}
    assert max(one.due for one in found) == date(2026, 12, 31)


def test_what_was_found_stands_beside_the_day_it_was_due(plan, cast, sign_in, now):
    client, here = sign_in(cast.amira), cast.here.slug
    sent = {"level": "learning", "at_the_end": "end", "what": "Before", "due": "2026-02-01"}
    client.post(reverse("learning:add_check", args=[here, plan.pk]), sent)
    one = plan.checks.get()
    assert one.at_the_end
    page = reverse("learning:checks", args=[here, plan.pk])
    assert "Late" in client.get(page).text
    address = reverse("learning:check_done", args=[here, plan.pk, one.pk])
    sent = {"found": "Most can name a model", "done_on": "2026-03-11"}
    assert "Enter today or an earlier day" in client.post(address, sent).text
    client.post(address, sent | {"done_on": "2026-03-09"})
    assert "Most can name a model" in client.get(page).text
    assert "Late" not in client.get(page).text


def test_what_was_found_before_stays(plan, cast, sign_in, now):
    one = actions.add_usual_checks(plan=plan, now=now)[0]
    client, parts = sign_in(cast.amira), [cast.here.slug, plan.pk]
    address = reverse("learning:check_done", args=[*parts, one.pk])
    for found in ("Most can name a model", "Only a few can", "Only a few can"):
        client.post(address, {"found": found, "done_on": "2026-03-09"})
    assert [look.found for look in one.looks.all()] == ["Only a few can", "Most can name a model"]
    page = client.get(reverse("learning:checks", args=parts)).text
    assert page.index("Only a few can") < page.index("What was found before")
    assert page.index("What was found before") < page.index("Most can name a model")
    assert "Only a few can" in client.get(address).text
    with pytest.raises(Fixed):
        one.looks.update(found="All can")


def test_a_survey_that_shows_it_is_led_to(plan, cast, sign_in, now):
    draft = starter("learning_needs")
    form = asks.make_form(organisation=cast.here, title="N", draft=draft, now=now)
    version = asks.publish(form=form, now=now)
    wave = asks.open_wave(version=version, mode="anonymous", opens=now, title="The same again")
    client, parts = sign_in(cast.amira), [cast.here.slug, plan.pk]
    sent = {"level": "learning", "at_the_end": "end", "what": "W", "due": "2026-12-01"}
    client.post(reverse("learning:add_check", args=parts), sent | {"wave": wave.pk})
    page = client.get(reverse("learning:checks", args=parts)).text
    assert f'reports/waves/{wave.pk}/">The same again</a>' in page


def test_nothing_is_found_on_a_day_to_come(plan, cast, now):
    one = actions.add_usual_checks(plan=plan, now=now)[0]
    with pytest.raises(actions.NotPossible, match="still to come"):
        actions.note_done(check=one, found="x", done_on=date(2026, 3, 11), by=cast.amira, now=now)


def test_records_show_each_level(plan, put, cast, sign_in, now):
    programme = gatherings.add_programme(organisation=cast.here, name="In practice", now=now)
    starts = now - timedelta(days=20)
    details = gatherings.Plan(starts=starts, ends=starts + timedelta(hours=1), capacity=5)
    session = gatherings.plan(programme=programme, details=details, by=cast.amira, now=starts)
    actions.note_held(activity=put("S", 1), gathering=session, now=now)
    expected = actions.expect(
        plan=plan,
        who="The panel",
        what="More people ask first",
        seen="In projects",
        measure="Half",
        due=date(2026, 12, 31),
        by=cast.amira,
        now=now,
    )
    actions.judge(expectation=expected, result="part", reasons="Some", by=cast.amira, now=now)
    levels = evidence.by_level(plan, now)
    assert list(levels) == list(Check.Level)
    (reaction,) = levels["reaction"]
    assert reaction.says == "What people said of In practice is in its report."
    (result,) = levels["results"]
    assert result.says == "Of 1 thing that was expected: 0 met, 1 met in part, 0 not met."
    page = sign_in(cast.amira).get(reverse("learning:checks", args=[cast.here.slug, plan.pk])).text
    assert result.says in page
    assert "What people do differently" in page
