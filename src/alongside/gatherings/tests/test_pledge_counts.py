"""What staff see of people's plans: protected counts, and words without names."""

from datetime import timedelta

import pytest

from alongside.gatherings import actions, pledge_figures, pledge_outcomes, pledges, tasks
from alongside.gatherings.models import Pledge

from .conftest import STARTS

WEEK = timedelta(weeks=1)
OVER = timedelta(weeks=12, days=1)
"""After this nobody can change what they said."""


@pytest.fixture
def people(plan, clock):
    """Call it for a session to which so many people come, each with a plan, in the order of the
    answers they give later ("" is none, None was not to be asked)."""

    def do(*answers, starts=STARTS, start=0, may_read=True):
        session = plan(capacity=99, starts=starts, now=starts - WEEK)
        for number, outcome in enumerate(answers, start):
            came = actions.walk_in(
                gathering=session,
                name=f"Person {number}",
                email=f"person{number}@example.org",
                now=starts,
            )
            pledge = actions.pledge(
                gathering=session,
                membership=came.membership,
                will=f"do thing {number}",
                may_read=may_read,
                ask_again=outcome is not None,
                now=session.ends,
            )
            if outcome is not None:
                actions.ask_about_pledge(pledge=pledge, now=starts + 8 * WEEK)
            if outcome:
                actions.answer_pledge(pledge=pledge, outcome=outcome, now=starts + 8 * WEEK)
        clock(max(STARTS, starts) + OVER)
        return session

    return do


def figures(programme):
    held = programme.gatherings.all()
    return pledge_figures.figures(
        pledges.of_gatherings(held), groups=pledges.group_names(programme), minimum=5
    )


def settle(programme, now=STARTS + OVER):
    """Let the ticker look, and return what the page shows then."""
    tasks.due(now)
    return pledge_outcomes.on_the_page(programme)


def values(numbers):
    return [number.value for number in numbers]


def address(programme, more=""):
    return f"/o/sandbrook-council/programmes/{programme.pk}/pledges/{more}"


def test_plans_are_counted_with_their_answers(people, programme):
    people(*["kept"] * 8, *["partly"] * 6, *["not yet"] * 5, *[""] * 6, *[None] * 5)
    found = settle(programme)
    assert values([figures(programme).made, found.asked]) == [30, 25]
    assert found.told == ((8, 6, 5), 19)


def test_no_answer_is_not_counted_as_not_yet(people, programme):
    people(*["kept"] * 10, *[""] * 9)
    assert settle(programme).told[0] == (10, 0, 0)


def test_small_numbers_are_withheld(people, programme):
    people(*["kept"] * 12 + ["partly"] * 2 + ["not yet"] * 6)
    assert settle(programme).told[0] == (12, None, None)


def test_too_few_answers_are_not_counted(people, programme):
    people(*["kept"] * 4)
    assert settle(programme) == pledge_outcomes.NOTHING_YET


def test_a_few_who_were_not_asked_cannot_be_told_from_those_who_were(people, programme):
    people(*["kept"] * 12, *[None] * 2)
    assert settle(programme).asked.value is None


def test_how_many_did_not_answer_is_no_secret(people, programme):
    people(*["kept"] * 12, *["partly"] * 8, "")
    found = settle(programme)
    assert found.asked.value == 21
    assert found.told == ((12, 8, 0), 20)


def test_somebody_who_made_two_plans_counts_once_with_the_newest(people, programme):
    people(*["kept"] * 10)
    people(*["not yet"] * 10, starts=STARTS + WEEK)
    assert figures(programme).made.value == 10
    assert settle(programme, STARTS + WEEK + OVER).told[0] == (0, 0, 10)


# Looking twice


def test_nothing_is_counted_while_an_answer_can_still_change(people, programme):
    people(*["kept"] * 12)
    before = settle(programme, STARTS + OVER - timedelta(days=1))
    assert before == pledge_outcomes.NOTHING_YET
    assert settle(programme).told[0] == (12, 0, 0)


def test_an_answer_that_comes_late_changes_no_number(people, programme):
    session = people(*["kept"] * 12, "")
    before = settle(programme)
    late = session.pledges.get(outcome="")
    actions.answer_pledge(pledge=late, outcome="not yet", now=STARTS + OVER)
    assert settle(programme, STARTS + 2 * OVER) == before
    assert pledge_outcomes.outcomes(programme.gatherings.all(), minimum=5).told == before.told


def test_a_session_of_a_few_waits_for_the_next_ones(people, programme):
    people(*["kept"] * 12)
    people("not yet", "not yet", starts=STARTS + WEEK, start=20)
    first = settle(programme)
    assert settle(programme, STARTS + WEEK + OVER) == first
    people(*["partly"] * 6, *["not yet"] * 4, starts=STARTS + 2 * WEEK, start=30)
    last = settle(programme, STARTS + 2 * WEEK + OVER)
    assert (len(last.gatherings), last.told) == (3, ((12, 6, 6), 24))


def test_the_ticker_looks_once_a_day(people, programme):
    people(*["kept"] * 10)
    settle(programme)
    assert not pledges.to_settle(STARTS.date() + OVER).exists()
    settle(programme)
    assert programme.outcomes_shown.count() == 1


def test_the_page_says_a_number_with_its_base_and_its_likely_range(
    people, programme, cast, sign_in
):
    people(*["kept"] * 8, *["partly"] * 6, *["not yet"] * 6)
    settle(programme)
    page = sign_in(cast.david).get(address(programme)).content.decode().replace("\u00a0", " ")
    assert "8 of 20 people (40 %, likely between 22 % and 61 %) kept their plan." in page
    assert "do thing" not in page


def test_before_the_count_the_page_says_when_it_comes(people, programme, cast, sign_in):
    people(*["kept"] * 8)
    page = sign_in(cast.david).get(address(programme)).content.decode()
    assert "count the answers once 12 weeks are over" in page


def test_that_all_of_a_few_kept_their_plan_is_not_said(people, programme, cast, sign_in):
    people(*["kept"] * 7)
    settle(programme)
    page = sign_in(cast.amira).get(address(programme)).content.decode()
    assert "7 of 7" not in page
    assert "\u00a0%" not in page


def test_too_few_plans_are_said_in_words(people, programme, cast, sign_in):
    people("kept", "partly")
    page = sign_in(cast.amira).get(address(programme)).content.decode()
    assert "Fewer than 5 people made a plan. Nothing of it is shown." in page


def test_an_empty_page_says_what_it_is_for(programme, cast, sign_in):
    page = sign_in(cast.amira).get(address(programme)).content.decode()
    assert "Nobody has made a plan yet" in page


def test_the_only_programme_is_shown_at_once(programme, cast, sign_in, now):
    client = sign_in(cast.amira)
    where = "/o/sandbrook-council/pledges/"
    assert client.get(where).headers["Location"] == address(programme)
    actions.add_programme(organisation=cast.here, name="Another", now=now)
    assert address(programme) in client.get(where).content.decode()


# Reading, and groups


def test_leads_read_the_words_in_a_drawn_order_without_names(people, programme, cast, sign_in):
    people(*[""] * 9)
    page = sign_in(cast.amira).get(address(programme, "groups/")).content.decode()
    assert all(f"I will do thing {number}<" in page for number in range(9))
    assert "Person" not in page
    order = sorted(range(9), key=lambda number: page.index(f"do thing {number}<"))
    assert order == [int(pledge.will.split()[-1]) for pledge in Pledge.objects.order_by("pk")]


@pytest.mark.parametrize("who", ["tom", "priya", "david"])
def test_who_does_not_lead_reads_no_words(people, programme, cast, sign_in, who):
    people(*[""] * 9)
    client = sign_in(getattr(cast, who))
    assert client.get(address(programme, "groups/")).status_code == 403
    assert "groups/" not in client.get(address(programme)).content.decode()


def test_plans_that_may_not_be_read_are_not_there(people, programme, cast, sign_in):
    people(*[""] * 6)
    people("", start=10, starts=STARTS + WEEK, may_read=False)
    page = sign_in(cast.amira).get(address(programme, "groups/")).content.decode()
    assert ("do thing 1<" in page, "do thing 10<" in page) == (True, False)


def test_fewer_than_the_smallest_group_cannot_be_read(people, programme, cast, sign_in):
    people(*[""] * 4)
    page = sign_in(cast.amira).get(address(programme, "groups/")).content.decode()
    assert "There is nothing to read yet" in page
    assert "do thing" not in page


def put(client, programme, group, wills, **more):
    rows = Pledge.objects.filter(gathering__programme=programme)
    chosen = {
        f"plan-{pledge.pk}": group.pk if group and pledge.will in wills else "" for pledge in rows
    }
    names = {f"name-{one.pk}": one.name for one in programme.pledge_groups.all()}
    return client.post(address(programme, "groups/"), names | chosen | more)


def test_a_lead_names_groups_and_puts_plans_into_them(people, programme, cast, sign_in):
    people(*[""] * 12)
    client = sign_in(cast.amira)
    put(client, programme, None, [], new="  Involve people early ")
    group = programme.pledge_groups.get()
    put(client, programme, group, [f"do thing {number}" for number in range(7)])
    tally = figures(programme).groups
    assert (group.name, values(tally.counts)) == ("Involve people early", [7, 5])
    page = client.get(address(programme)).content.decode()
    assert "Involve people early" in page


def test_groups_are_renamed_swapped_and_taken_away(people, programme, cast, sign_in):
    people(*[""] * 6)
    client = sign_in(cast.amira)
    for name in ("One", "Two"):
        put(client, programme, None, [], new=name)
    one, two = programme.pledge_groups.order_by("pk")
    put(client, programme, one, [f"do thing {number}" for number in range(6)])
    put(
        client, programme, one, [f"do thing {number}" for number in range(6)],
        **{f"name-{one.pk}": "Two", f"name-{two.pk}": "One"},
    )  # fmt: skip
    assert [group.name for group in programme.pledge_groups.order_by("pk")] == ["Two", "One"]
    assert one.pledges.count() == 6
    put(client, programme, one, [], **{f"name-{one.pk}": ""})
    assert [group.pk for group in programme.pledge_groups.all()] == [two.pk]
    assert Pledge.objects.filter(group=None).count() == 6


def test_two_groups_of_one_name_are_refused_and_nothing_typed_is_lost(
    people, programme, cast, sign_in
):
    people(*[""] * 6)
    client = sign_in(cast.amira)
    for name in ("One", "Two"):
        put(client, programme, None, [], new=name)
    two = programme.pledge_groups.get(name="Two")
    answer = put(client, programme, two, ["do thing 1"], **{f"name-{two.pk}": "one"})
    page = answer.content.decode()
    assert "Two groups have the same name." in page
    assert f'<option value="{two.pk}" selected>' in page
    assert programme.pledge_groups.filter(name="Two").exists()


def test_other_words_or_no_consent_take_a_plan_out_of_its_group(people, programme, now):
    session = people(*[""] * 6)
    actions.group_pledges(programme=programme, names={}, places={}, new="One")
    group = programme.pledge_groups.get()
    everybody = {pledge.pk: group.pk for pledge in Pledge.objects.all()}
    actions.group_pledges(programme=programme, names={}, places=everybody)
    first, second = Pledge.objects.filter(group=group)[:2]
    actions.change_agreement(pledge=first, may_read=False, ask_again=True, now=now)
    actions.pledge(
        gathering=session,
        membership=second.membership,
        will="something else",
        may_read=True,
        now=session.ends,
    )
    assert Pledge.objects.filter(group=group).count() == 4


def test_plans_of_another_programme_or_organisation_are_not_touched(
    people, programme, cast, sign_in, now
):
    people(*[""] * 6)
    theirs = actions.add_programme(organisation=cast.there, name="Theirs", now=now)
    actions.group_pledges(programme=theirs, names={}, places={}, new="Their group")
    group = theirs.pledge_groups.get()
    everybody = {pledge.pk: group.pk for pledge in Pledge.objects.all()}
    actions.group_pledges(programme=theirs, names={}, places=everybody)
    actions.group_pledges(programme=programme, names={group.pk: ""}, places=everybody)
    assert Pledge.objects.filter(group=None).count() == 6
    assert theirs.pledge_groups.count() == 1
    client = sign_in(cast.bola)
    for more in ("", "groups/"):
        assert client.get(address(programme, more)).status_code == 404
        ours = address(programme, more).replace("sandbrook-council", cast.there.slug)
        assert client.get(ours).status_code == 404


def test_what_helped_is_read_apart_from_the_plans(people, programme, cast, sign_in):
    people(*["kept"] * 6)
    for number, pledge in enumerate(Pledge.objects.all()):
        actions.answer_pledge(
            pledge=pledge, outcome="kept", helped=f"Help {9 - number}", now=STARTS + 9 * WEEK
        )
    page = sign_in(cast.amira).get(address(programme, "groups/")).content.decode()
    order = sorted(range(4, 10), key=lambda number: page.index(f"Help {number}"))
    assert order == list(range(4, 10))
    Pledge.objects.filter(pk=pledge.pk).update(helped="")
    five = sign_in(cast.amira).get(address(programme, "groups/")).content.decode()
    assert "What helped" in five
    Pledge.objects.update(helped="")
    Pledge.objects.filter(pk=pledge.pk).update(helped="Only me")
    assert "Only me" not in sign_in(cast.amira).get(address(programme, "groups/")).content.decode()


def test_the_pages_of_many_programmes_say_what_each_page_says(
    people, programme, django_assert_num_queries
):
    people(*["kept"] * 6, *["partly"] * 6)
    tasks.due(STARTS + OVER)
    with django_assert_num_queries(1):
        found = pledge_outcomes.on_the_pages([programme.pk, programme.pk + 1])
    assert found == {programme.pk: pledge_outcomes.on_the_page(programme)}
    assert found[programme.pk].says
