"""A draw from what is asked to the last place, and everybody who would bend it."""

import json
from datetime import timedelta
from fractions import Fraction
from random import Random

import pytest
from django.db import IntegrityError, transaction

from alongside.draws import actions, listing, queries, tasks
from alongside.draws.models import Draw, Drawing, Said, Settlement
from alongside.involvement import actions as involvement
from alongside.involvement.models import Part
from alongside.letters.models import Letter
from alongside.methods import lots
from alongside.people.actions import NotPossible
from alongside.web.settled import Fixed

from .conftest import ask_for_a_place, draw_it, quota, say, settle_it


def test_chances_add_up_to_the_places_and_each_sees_their_own(settled):
    found, _ = lots.read(settled.content)
    chances = found.chances()
    assert sum(chances[group] for group in found.groups) == 4
    by_answer = {}
    for one in settled.people.all():
        said = dict(settled.answers[one.group]).get("How old are you?", "")
        by_answer.setdefault(said, set()).add(chances[one.group])
    assert by_answer["Under 40"] == {Fraction(2, 3)}
    assert len(by_answer["40 or over"]) == len(by_answer[""]) == 1
    assert Said.objects.count() == 0


def test_the_list_is_public_before_the_seed_and_can_be_checked(settled, client):
    file = client.get(f"/draw/{settled.draw.code}/list.json").json()
    assert file["seed"] is None
    assert lots.commitment(file["list"]) == file["commitment"] == settled.commitment
    assert lots.check(json.dumps(file).encode()).wrong == []
    assert "Under 40" not in json.dumps(json.loads(file["list"])["groups"])


def test_lots_are_drawn_once_and_everybody_hears(settled, cast, clock, client):
    drawing = draw_it(settled, cast, clock(15))
    assert draw_it(settled, cast, clock(16)) == drawing
    states = [one.state for one in settled.people.all()]
    assert (states.count("drawn"), states.count("waiting")) == (4, 8)
    assert Letter.objects.filter(subject__startswith="You were drawn").count() == 4
    assert Letter.objects.filter(subject__startswith="Lots were drawn").count() == 8
    checked = lots.check(client.get(f"/draw/{settled.draw.code}/list.json").content)
    assert checked.wrong == []
    assert sorted(checked.drawn) == [one.number for one in settled.people.filter(state="drawn")]


def test_nobody_tries_seeds(settled, cast, clock):
    with pytest.raises(NotPossible, match="before 25/03/2026"):
        draw_it(settled, cast, clock(14))
    draw_it(settled, cast, clock(15))
    for other in ("1 2 3 4 5 6", "41 3 14 7 22 58"):
        with pytest.raises(NotPossible, match="never drawn again"):
            draw_it(settled, cast, clock(15), other)
    # Another way to write the same numbers is no other seed.
    assert draw_it(settled, cast, clock(15), "3,7,14,22,41,59").seed == settled.drawing.seed
    with pytest.raises(NotPossible, match="Enter 6 numbers: there are 5 here"):
        draw_it(settled, cast, clock(15), "1 2 3 4 5")


def test_the_database_takes_no_second_drawing(drawn):
    with pytest.raises(IntegrityError), transaction.atomic():
        Drawing.objects.create(settlement=drawn.settlement, seed="2026-03-25 1", ticket=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        Settlement.objects.create(
            draw=drawn.settlement.draw, content="{}", answers=[], seed_day="2026-01-01", numbers=5
        )
    drawn.seed = "another"
    with pytest.raises(Fixed):
        drawn.save()
    with pytest.raises(Fixed):
        Settlement.objects.update(content="{}")


def test_killed_halfway_nothing_happened(settled, cast, clock, monkeypatch):
    def killed(*_args, **_more):
        raise KeyboardInterrupt

    monkeypatch.setattr(actions, "_write", killed)
    with pytest.raises(KeyboardInterrupt), transaction.atomic():
        draw_it(settled, cast, clock(15))
    assert not Drawing.objects.exists()
    assert {one.state for one in settled.people.all()} == {"listed"}


def test_nothing_is_settled_while_people_can_answer(asked, cast, clock):
    with pytest.raises(NotPossible, match="can still answer until 19/03/2026"):
        settle_it(asked, cast, clock(9))
    with pytest.raises(NotPossible, match="still to come"):
        settle_it(asked, cast, clock(10), seed_day=clock(10).date())
    prepared = listing.prepare(asked, Random(1))
    quota(asked, (1, 2), (1, 2))
    with pytest.raises(NotPossible, match="Try once more"):
        settle_it(asked, cast, clock(10), prepared=prepared)


def test_an_opportunity_of_one_place_is_said_in_one_place(draw, cast, now):
    about = type(draw.opportunity).objects.get()
    about.places = 1
    with pytest.raises(NotPossible, match="has 1 place\\. Enter more"):
        actions.begin(opportunity=about, places=4, closes=draw.closes, by=cast.amira, now=now)


def test_once_answers_are_counted_nobody_answers_again(asked, cast, clock):
    now = clock(10)
    again = {"opportunity": asked.opportunity, "by": cast.amira, "now": now}
    with pytest.raises(actions.NotPossible, match="counted already"):
        actions.begin(places=4, closes=now.date() + timedelta(days=1), **again)
    assert actions.begin(places=3, closes=asked.closes, **again).places == 3


def test_quotas_tell_nothing_of_whoever_leaves_after_the_first_try(asked, cast, clock):
    quota(asked, (3, 3), (0, 2))

    def tried():
        moment = clock(10)
        return actions.try_out(
            draw=asked, rng=Random(1), by=cast.amira, today=moment.date(), now=moment
        )

    first = tried()
    young, waits, *_ = Part.objects.order_by("pk")
    involvement.leave(part=young, now=clock(11))
    involvement.not_now(part=waits, why="You asked twice.", by=cast.amira, now=clock(11))
    asked.refresh_from_db()
    assert sorted(tried().parts) == sorted(first.parts)
    with pytest.raises(NotPossible, match="so many places already"):
        actions.begin(
            opportunity=asked.opportunity,
            places=3,
            closes=asked.closes,
            by=cast.amira,
            now=clock(11),
        )
    for narrower in ((3, 3), (1, 2)), ((3, 3), (0, 1)):
        with pytest.raises(NotPossible, match="You can give more room"):
            quota(asked, *narrower)
    quota(asked, (2, 4), (0, 3))
    settlement = settle_it(asked, cast, clock(12))
    draw_it(settlement, cast, clock(17))
    tasks.due(clock(17))
    assert settlement.people.filter(state="drawn").count() == 4
    assert settlement.people.get(part=young).state == "no"


def test_after_settling_nothing_changes(settled, cast, clock, now):
    draw, part = settled.draw, settled.people.first().part
    with pytest.raises(NotPossible, match="list is closed"):
        say(draw, part, 2, now)
    with pytest.raises(NotPossible, match="settled and public"):
        quota(draw, (0, 4), (0, 4))
    with pytest.raises(NotPossible, match="settled and public"):
        settle_it(draw, cast, clock(11), prepared=object())
    with pytest.raises(NotPossible, match="settled and public"):
        actions.begin(
            opportunity=draw.opportunity, places=3, closes=draw.closes, by=cast.amira, now=now
        )
    with pytest.raises(NotPossible, match="stays as it is"):
        actions.drop(feature=draw.features.get())


def test_people_change_what_they_said_until_the_list_closes(asked, now, clock):
    part = Part.objects.first()
    say(asked, part, 2, now)
    assert asked.said.filter(part=part).count() == 1
    with pytest.raises(NotPossible, match="list is closed"):
        say(asked, part, 1, clock(10))


def test_quotas_that_cannot_be_met_say_what_would_do(asked):
    quota(asked, (4, 4), (0, 4))
    with pytest.raises(NotPossible, match="“How old are you\\?: Under 40” at least 3 instead of 4"):
        listing.prepare(asked, Random(1))
    quota(asked, (3, 4), (3, 4))
    with pytest.raises(NotPossible, match="add up to 6, and there are 4 places"):
        listing.prepare(asked, Random(1))
    quota(asked, None, None)
    with pytest.raises(NotPossible, match="Say first how many"):
        listing.prepare(asked, Random(1))


def test_whoever_says_no_is_followed_by_the_first_with_the_same_answers(drawn, clock, client):
    settlement = drawn.settlement
    young = [n for n, said in enumerate(settlement.answers) if "Under 40" in dict(said).values()]
    one = settlement.people.filter(state="drawn", group__in=young).first()
    (waits,) = settlement.people.filter(state="waiting", group__in=young)
    assert actions.say_no(ticketed=one, now=clock(16)) == waits
    assert actions.say_no(ticketed=one, now=clock(17)) == waits
    waits.refresh_from_db()
    assert (waits.state, waits.instead_of) == ("drawn", one)
    assert Part.objects.get(pk=one.part_id).left
    # Nobody under 40 waits now: the next comes from those with whom the mix is missed least.
    follows = actions.say_no(ticketed=waits, now=clock(18))
    assert follows.group not in young
    checked = lots.check(client.get(f"/draw/{settlement.draw.code}/list.json").content)
    assert checked.wrong == []
    assert len(checked.unchecked) == 1


def test_whoever_leaves_is_followed_without_anybody(drawn, clock):
    settlement = drawn.settlement
    one = settlement.people.filter(state="drawn").first()
    involvement.leave(part=one.part, now=clock(16))
    waiting = settlement.people.filter(state="waiting").first()
    involvement.leave(part=waiting.part, now=clock(16))
    assert tasks.due(clock(16)) == 2
    assert tasks.due(clock(16)) == 0
    assert settlement.people.filter(state="drawn").count() == 4
    assert settlement.people.filter(instead_of=one).exists()


def test_a_yes_is_a_place_and_the_rest_hear_kindly_at_the_end(drawn, cast, clock):
    settlement = drawn.settlement
    one = settlement.people.filter(state="drawn").first()
    waits = settlement.people.filter(state="waiting").first()
    moment = clock(16)
    actions.say_yes(ticketed=one, today=moment.date(), now=moment)
    assert Part.objects.get(pk=one.part_id).placed
    with pytest.raises(NotPossible, match="not yours"):
        actions.say_yes(ticketed=waits, today=moment.date(), now=moment)
    assert not queries.not_drawn_with_a_place(settlement)
    actions.finish(draw=settlement.draw, by=cast.amira, now=clock(20))
    actions.finish(draw=settlement.draw, by=cast.amira, now=clock(20))
    assert Part.objects.filter(not_now=actions.NOT_DRAWN).count() == 8
    assert actions.say_no(ticketed=one, now=clock(21)) is None
    file = queries.public_file(Settlement.objects.get())
    checked = lots.check(json.dumps(file).encode())
    assert checked.wrong == []
    assert "after it had begun" in checked.unchecked[-1]


def test_who_left_while_waiting_is_passed_over_and_the_check_sees_why(drawn, clock, client):
    settlement = drawn.settlement
    one, *_ = (
        one
        for one in settlement.people.filter(state="drawn")
        if settlement.people.filter(state="waiting", group=one.group).count() > 1
    )
    first, then = settlement.people.filter(state="waiting", group=one.group).order_by("place")[:2]
    involvement.leave(part=first.part, now=clock(16))
    assert actions.say_no(ticketed=one, now=clock(17)) == then
    checked = lots.check(json.dumps(queries.public_file(settlement)).encode())
    assert checked.wrong == []


def test_who_was_forgotten_before_lots_are_drawn_is_followed(settled, cast, clock):
    for one in settled.people.all()[:6]:
        actions.forget(member=one.part.member, now=clock(11))
    draw_it(settled, cast, clock(15))
    gone = settled.people.filter(part=None)
    assert gone.count() == 6
    tasks.due(clock(15))
    assert set(gone.values_list("state", flat=True)) == {"no"}
    assert settled.people.filter(state="drawn").count() == 4
    settled = Settlement.objects.get()
    assert lots.check(json.dumps(queries.public_file(settled)).encode()).wrong == []


def test_a_place_beside_the_draw_is_told(drawn, cast, clock, client):
    waits = drawn.settlement.people.filter(state="waiting").first()
    moment = clock(16)
    involvement.place(part=waits.part, by=cast.amira, now=moment, today=moment.date())
    page = client.get(f"/draw/{drawn.settlement.draw.code}/").content.decode()
    assert "whom no lot drew" in page


def test_somebody_forgotten_stays_a_number(drawn, clock, client):
    one = drawn.settlement.people.filter(state="drawn").first()
    actions.forget(member=one.part.member, now=clock(16))
    one.refresh_from_db()
    assert (one.part, one.state) == (None, "no")
    assert drawn.settlement.people.filter(instead_of=one).exists()
    assert (
        lots.check(client.get(f"/draw/{drawn.settlement.draw.code}/list.json").content).wrong == []
    )


def test_small_numbers_of_the_panel_are_not_shown(drawn):
    (mix,) = queries.panel(drawn.settlement.draw, drawn.settlement)
    assert {str(one.people) for one in mix.counts} == {"not shown"}


@pytest.mark.parametrize(("places", "shown"), [(46, False), (24, True)])
def test_the_panel_does_not_tell_what_the_few_answered_who_were_not_drawn(
    draw, cast, clock, now, places, shown
):
    type(draw.opportunity).objects.update(places=places)
    Draw.objects.update(places=places)
    draw = Draw.objects.get()
    quota(draw, (places // 2, places // 2 + 1), (places // 2, places // 2 + 1))
    actions.open_questions(draw=draw, today=now.date(), now=now)
    for number in range(48):
        say(draw, ask_for_a_place(draw.opportunity, f"P{number:02}", now), number % 2 + 1, now)
    assert [one.people.value for one in queries.answered(draw)[0].counts] == [24, 24, 0]
    draw_it(settle_it(draw, cast, clock(10)), cast, clock(15))
    draw = queries.draws().get()
    panel = queries.panel(draw, draw.settlement)[0].counts
    assert any(one.people.value for one in panel) == shown


def test_what_is_asked_stays_once_people_are_asked(asked):
    with pytest.raises(NotPossible, match="stays as it is"):
        actions.ask(draw=asked, question="More?", why="So", choices=["a", "b"])
    assert Letter.objects.filter(subject__startswith="A few questions").count() == 0


def test_who_asked_before_gets_a_letter(draw, now):
    ask_for_a_place(draw.opportunity, "Nadia", now)
    for _ in range(2):
        actions.open_questions(draw=draw, today=now.date(), now=now)
    assert Letter.objects.filter(subject__startswith="A few questions").count() == 1
    assert Draw.objects.get().opened == now
