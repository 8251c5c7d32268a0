"""Anonymous answers that keep which team they come from, where the team is large enough (R19)."""

from collections import Counter

import pytest

from alongside.asks import actions, queries
from alongside.asks.models import Box, Response
from alongside.people import actions as people
from alongside.people.actions import NotPossible
from alongside.web.settled import Fixed

SIZES = {"Parks": 20, "Roads": 18, "Waste": 15, "Trees": 7}


@pytest.fixture
def asked(cast, open_wave, now):
    """Call it for an open wave to which 60 people in four teams are invited, with their keys."""

    def do(sizes=SIZES):
        wave = open_wave(invited_only=True, by_team=True)
        keys = {}
        for name, size in sizes.items():
            team = people.add_team(organisation=cast.here, name=name, kind="team")
            for number in range(size):
                member = people.add_member(
                    organisation=cast.here, name=f"{name} {number}", team=team, now=now
                )
                keys[name, number] = actions.invite(wave=wave, member=member)
        return wave, keys

    return do


def answer(wave, key, number, answers, now):
    invitation = queries.invitation(wave, key)
    actions.answer(
        wave=wave, answers=answers(number), client=f"c{number}", invitation=invitation, now=now
    )


def teams(model):
    return Counter(model.objects.values_list("team__name", flat=True))


def test_a_large_team_is_kept_and_a_small_one_is_put_with_others(asked, answers, now):
    wave, keys = asked({**SIZES, "Trees": 3})
    for number, key in enumerate(keys.values()):
        answer(wave, key, number, answers, now)
    actions.close(wave=wave, now=now)
    # Without its team the three in Trees would stand alone, so Waste is put with them.
    assert teams(Response) == {"Parks": 20, "Roads": 18, None: 18}


def test_a_team_of_which_few_have_answered_is_forgotten_at_the_close(asked, answers, now):
    wave, keys = asked()
    chosen = [key for (name, number), key in keys.items() if name != "Trees" or number < 4]
    for number, key in enumerate(chosen):
        answer(wave, key, number, answers, now)
    assert teams(Box)["Trees"] == 4
    actions.close(wave=wave, now=now)
    assert teams(Response) == {"Parks": 20, "Roads": 18, None: 19}


def test_without_the_promise_no_team_is_kept(cast, open_wave, answers, now):
    wave = open_wave(invited_only=True)
    for number, member in enumerate([cast.amira, cast.tom, cast.priya, cast.david, cast.dot]):
        answer(wave, actions.invite(wave=wave, member=member), number, answers, now)
    assert teams(Box) == {None: 5}


def test_it_is_promised_before_people_answer_and_never_changes(client, asked):
    wave, keys = asked({"Parks": 6})
    page = client.get(f"/a/{wave.code}/i/{keys['Parks', 0]}/", follow=True).content.decode()
    assert "We keep which team you work in, if it is large enough." in page
    wave.by_team = False
    with pytest.raises(Fixed):
        wave.save()


@pytest.mark.parametrize(
    ("more", "says"),
    [({}, "Only an invitation"), ({"invited_only": True, "equality": True}, "kept apart")],
)
def test_it_needs_invitations_and_is_not_for_equality_monitoring(version, open_wave, more, says):
    if more.pop("equality", False):
        version.form.purpose = "equality"
        version.form.save()
    with pytest.raises(NotPossible, match=says):
        open_wave(by_team=True, **more)


def test_staff_choose_it_when_they_ask(cast, sign_in, version, now):
    address = f"/o/sandbrook-council/ask/{version.form_id}/ask-people/"
    sent = {
        "number": version.number,
        "title": "Once a year",
        "mode": "anonymous",
        "by_team": "on",
        "minimum": "5",
        "readers": "Amira",
        "next_step": "By May",
        "closes_day_0": "20",
        "closes_day_1": "3",
        "closes_day_2": "2026",
        "closes_day": "2026-03-20",
    }
    tom = sign_in(cast.tom)
    page = tom.post(address, sent).content.decode()
    assert "only an invitation says which team somebody is in" in page
    made = tom.post(address, sent | {"invited_only": "on"})
    assert made.status_code == 302
    assert "Small teams are put together" in tom.get(made.headers["Location"]).content.decode()
