"""The six values: asked without names, shown by side where nobody can be worked out."""

from datetime import timedelta

import pytest

from alongside.asks import actions as asks
from alongside.insight import queries as insight
from alongside.journeys import actions, queries, values
from alongside.people.actions import NotPossible


@pytest.fixture(autouse=True)
def clock(monkeypatch, now):
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)


@pytest.fixture
def journey(cast, now):
    return actions.begin(
        organisation=cast.here, title="Our way", about="", starter="", by=cast.amira, now=now
    )


@pytest.fixture
def rate(journey, cast):
    """Let so many people and staff say each point of trust, and close."""

    def rated(people, staff, when):
        closes = when + timedelta(days=9)
        found = actions.ask_for_values(journey=journey, closes=closes, by=cast.amira, now=when)
        names = [*values.POINTS, values.NOT_KNOWN]
        said = [
            (side, names[place])
            for side, counts in (("people", people), ("staff", staff))
            for place, many in enumerate(counts)
            for _ in range(many)
        ]
        for number, (side, point) in enumerate(said):
            answers = {"side": {"choice": side}, "trust": {"choice": point}}
            answers["own_words"] = {"text": f"Because {number}."}
            asks.answer(wave=found.wave, answers=answers, client=f"c{number}", now=when)
        asks.close(wave=found.wave, now=closes)
        return found

    return rated


def trust(journey):
    (one,) = queries.closed_rounds(journey)
    return one, one.said.get("trust", [])


def test_people_stand_beside_staff_each_with_its_base(journey, rate, now):
    rate([0, 6, 7, 0, 0, 5], [0, 0, 0, 8, 9], now)
    one, (people, staff) = trust(journey)
    assert [(side.who, side.base) for side in one.sides] == [
        ("People with experience of their own", 18),
        ("Staff", 17),
    ]
    assert [count.value for count in people.counts] == [0, 6, 7, 0, 0]
    assert (people.answered.value, people.middle) == (13, "Partly")
    assert (staff.answered.value, staff.middle) == (17, "Fully")


def test_a_small_count_is_hidden_with_another_beside_it(journey, rate, now):
    rate([0, 2, 8, 9, 0], [0, 0, 0, 8, 9], now)
    _, (people, _) = trust(journey)
    hidden = [count.value for count in people.counts if count.hidden]
    assert people.counts[1].hidden
    assert len(hidden) >= 2


def test_a_small_side_is_not_shown_apart_and_cannot_be_taken_from_the_whole(journey, rate, now):
    rate([0, 3, 0, 0, 0], [0, 0, 0, 8, 9], now)
    one, said = trust(journey)
    assert [side.who for side in one.sides] == [values.EVERYBODY]
    assert "not shown apart" in one.why
    assert len(said) == 1
    assert said[0].counts[1].hidden


def test_of_too_few_nothing_is_shown_and_the_page_says_why(journey, rate, now, cast, client):
    rate([0, 2, 0, 0, 0], [0, 0, 2, 0, 0], now)
    assert trust(journey)[1] == []
    client.force_login(cast.amira.person)
    page = client.get(f"/o/{cast.here.slug}/journeys/{journey.pk}/values/").content.decode()
    assert "Nothing is shown, so that nobody can work" in page


def changes(journey):
    found = values.over_time(queries.closed_rounds(journey))
    return dict(found[0].changes)


def test_a_change_is_said_only_where_it_is_more_than_chance(journey, rate, now):
    rate([10, 10, 0, 0, 0], [0, 0, 0, 10, 10], now - timedelta(days=200))
    rate([0, 0, 0, 10, 10], [0, 0, 6, 8, 6], now)
    found = changes(journey)
    people = found["People with experience of their own"]
    assert people.startswith("The middle answer was not at all and is mostly.")
    assert "more of every 10" in people
    assert "no clear difference" in changes(journey)["Staff"] or "fewer" in found["Staff"]


def test_what_is_hidden_is_not_compared(journey, rate, now):
    rate([2, 2, 2, 2, 2], [0, 0, 0, 10, 10], now - timedelta(days=200))
    rate([2, 2, 2, 2, 2], [0, 0, 0, 10, 10], now)
    people = changes(journey)["People with experience of their own"]
    assert people == "Too much is hidden to say whether it changed."


def test_a_round_that_is_shown_together_is_not_compared_with_one_by_side(journey, rate, now):
    rate([0, 0, 0, 10, 10], [0, 0, 0, 10, 10], now - timedelta(days=200))
    rate([0, 0, 0, 10, 10], [0, 0, 0, 2, 0], now)
    assert changes(journey) == {}


def test_numbers_stand_nowhere_else_and_words_can_be_read_for_themes(
    journey, rate, now, cast, client
):
    found = rate([0, 0, 0, 10, 10], [0, 0, 0, 10, 10], now)
    client.force_login(cast.amira.person)
    results = f"/o/{cast.here.slug}/reports/waves/{found.wave.pk}/"
    assert client.get(results).status_code == 404
    survey = client.get(f"/o/{cast.here.slug}/ask/waves/{found.wave.pk}/").content.decode()
    assert results not in survey
    assert "on the page from which people were asked" in survey
    assert found.wave.comments.count() == 40
    assert found.wave.anonymous
    assert found.wave in insight.waves_to_analyse(cast.here)


def test_one_round_at_a_time_and_the_same_questions_again(journey, cast, now):
    ask = {"journey": journey, "closes": now + timedelta(days=9), "by": cast.amira, "now": now}
    first = actions.ask_for_values(**ask)
    with pytest.raises(NotPossible, match="asked already"):
        actions.ask_for_values(**ask)
    asks.close(wave=first.wave, now=now)
    assert actions.ask_for_values(**ask).wave.version == first.wave.version


def test_it_is_asked_on_a_page_and_answered_at_its_address(journey, cast, client):
    client.force_login(cast.amira.person)
    here = f"/o/{cast.here.slug}/journeys/{journey.pk}/"
    assert "City of Sanctuary UK" in client.get(f"{here}values/").content.decode()
    past = client.post(f"{here}values/ask/", {"closes": "2026-01-01"}).content.decode()
    assert "still to come" in past
    client.post(f"{here}values/ask/", {"closes": "2026-06-01"})
    (asked,) = queries.asking(journey)
    assert asked.wave.code in client.get(here).content.decode()
    form = asked.wave.version.definition
    assert [one["name"] for one in form["questions"]][1:-1] == [one.key for one in values.VALUES]


def test_rounds_leave_as_csv_with_bases_and_without_what_is_hidden(
    journey, rate, now, cast, client
):
    rate([0, 2, 8, 9, 0], [0, 0, 0, 8, 9], now)
    client.force_login(cast.amira.person)
    csv = client.get(f"/o/{cast.here.slug}/journeys/{journey.pk}/values.csv").content.decode()
    assert "Trust,Staff,17,17,0,0,0,8,9,Fully" in csv
    assert "Trust,People with experience of their own,19,19,0,2" not in csv
