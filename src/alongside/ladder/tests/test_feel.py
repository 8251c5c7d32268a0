"""People are asked which rung they feel: anonymous, one question, and only the middle is shown."""

from datetime import timedelta

import pytest

from alongside.asks import actions as asks
from alongside.asks.models import Form
from alongside.ladder import actions
from alongside.ladder.queries import facts
from alongside.ladder.queries.standing import standing
from alongside.methods.shown import Shown


@pytest.fixture
def ask(story, cast, now):
    def do(people=24, **more):
        more = {"closes": now + timedelta(days=14)} | more
        return actions.ask_how_it_feels(
            project=story.project, asked=people, by=cast.tom, now=now, **more
        )

    return do


@pytest.fixture
def feeling(story, now):
    return lambda: standing(story.project, now).feeling


def test_the_middle_answer_of_how_many_who_were_asked(ask, asked, feeling):
    felt = ask()
    asked(felt, [3, 4, 4, 4, 4, 5, 5, 5, 5, 5, 5, 6, 6, 6, 6, 6, 7, 7, 7])
    found = feeling()
    assert (found.rung, found.answered, found.of) == (5, Shown(19), 24)


def test_nothing_is_shown_before_the_close(ask, feeling, now):
    felt = ask()
    for number in range(12):
        asks.answer(
            wave=felt.wave,
            answers={"rung": {"choice": "rung_3"}},
            client=f"c{number}",
            now=now,
        )
    asks.seal(wave=felt.wave)
    assert feeling() is None


def test_what_a_few_people_feel_is_not_shown(ask, asked, feeling):
    asked(ask(), [1, 1, 1, 1])
    found = feeling()
    assert (found.rung, found.answered.hidden, found.of) == (None, True, None)


def test_half_of_a_small_group_is_too_few_for_the_middle(ask, asked, feeling):
    asked(ask(), [3, 3, 4, 5, 5, 6])
    found = feeling()
    assert (found.rung, found.answered) == (None, Shown(6))


def test_the_newest_survey_counts(ask, asked, feeling, now):
    asked(ask(), [2] * 12)
    asked(ask(), [6] * 12)
    assert feeling().rung == 6


def test_the_second_asks_the_same_version(ask, asked):
    first = ask()
    asked(first, [])
    assert ask().wave.version == first.wave.version
    assert Form.objects.count() == 1


def test_it_is_anonymous_and_of_the_project(ask, story):
    wave = ask().wave
    assert (wave.mode, wave.project, wave.invited_only) == ("anonymous", story.project, False)


def test_asking_what_people_feel_is_not_asking_what_they_think(ask, asked, story, now):
    story.project.contributions.all().delete()
    asked(ask(), [5] * 12)
    assert facts.known([story.project], now)[story.project.pk].so["asked"] is False


def test_sent_twice_it_asks_once(ask):
    key = "5e9b1f63-7f0c-4f59-a2a6-7b7a3a4a3f10"
    assert ask(client_id=key) == ask(client_id=key)


@pytest.mark.parametrize(
    ("people", "days", "problem"),
    [
        (4, 14, "Ask 5 people or more."),
        (24, 0, "Enter a day to close that is still to come."),
    ],
)
def test_what_cannot_be_asked(ask, now, people, days, problem):
    with pytest.raises(actions.NotPossible, match=problem):
        ask(people, closes=now + timedelta(days=days))


def test_what_one_persons_own_support_feels_like_is_asked_in_no_survey(ask, story):
    story.project.level = "individual"
    story.project.save()
    with pytest.raises(actions.NotPossible, match="other staff can see which surveys there are"):
        ask()


def test_one_at_a_time(ask):
    ask()
    with pytest.raises(actions.NotPossible, match="People are being asked already"):
        ask()


def test_more_answers_than_people_asked_have_no_base(ask, asked, feeling):
    asked(ask(10), [5] * 12)
    assert (feeling().answered, feeling().of) == (Shown(12), None)


def test_it_is_asked_in_the_words_of_the_organisation(ask, story, cast, now):
    rungs = [(f"Name {n}", f"It is like {n}.") for n in range(1, 8)]
    wording = actions.write_wording(
        organisation=cast.here, name="Ours", credit="By us", rungs=rungs, by=cast.amira, now=now
    )
    actions.choose_wording(organisation=cast.here, wording=wording, by=cast.amira, now=now)
    felt = ask()
    (question,) = felt.wave.version.definition["questions"]
    assert [choice["label"]["en"] for choice in question["choices"]] == [says for _, says in rungs]
    assert felt.wording == wording
