from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from alongside.gatherings import actions, queries
from alongside.gatherings.models import Trainer
from alongside.people import actions as people

from .conftest import STARTS


@pytest.fixture
def panel(cast, now):
    return people.add_group(
        organisation=cast.here, name="Experts by experience panel", kind="other", now=now
    )


def plan_of(session):
    return actions.Plan(
        starts=session.starts, ends=session.ends, capacity=session.capacity, place=session.place
    )


@pytest.fixture
def led(plan, panel, now):
    """A session that the panel leads."""
    session = plan()
    actions.change(gathering=session, details=plan_of(session), now=now, led_by_groups=[panel])
    return session


def test_a_group_is_credited_on_every_page_that_names_who_leads(
    cast, client, led, book, clock, sign_in
):
    booking = book(led, "Ada")
    actions.check_in(gathering=led, membership=booking.membership, now=STARTS, how="link")
    assert "Led by Experts by experience panel." in client.get(f"/j/{led.code}/").content.decode()
    from alongside.gatherings import private

    clock(STARTS + timedelta(hours=3))
    link = f"/place/{private.token(led.pk, booking.membership_id)}/certificate/"
    staff = f"/o/sandbrook-council/sessions/{led.pk}/"
    for page in (client.get(link), sign_in(cast.tom).get(staff)):
        assert "Led by Experts by experience panel." in page.content.decode()


def test_the_name_stays_as_it_was_credited_also_when_the_session_changes(led, panel, now):
    people.change_group(group=panel, name="The other panel", kind="other", about="")
    actions.change(gathering=led, details=plan_of(led), now=now, led_by_groups=[panel])
    assert [one.name for one in queries.trainers(led)] == ["Experts by experience panel"]


def test_the_form_offers_groups_and_keeps_one_that_is_put_away(cast, led, panel, sign_in, now):
    people.put_group_away(group=panel, now=now)
    client = sign_in(cast.tom)
    change = client.get(f"/o/sandbrook-council/sessions/{led.pk}/change/").context["form"]
    new = client.get("/o/sandbrook-council/sessions/plan/").context["form"]
    assert list(change.fields["led_by_groups"].queryset) == [panel]
    assert (change.initial["led_by_groups"], change.initial["also_led_by"]) == ([panel.pk], "")
    assert "led_by_groups" not in new.fields


def test_a_group_chosen_in_the_form_is_credited(cast, programme, panel, sign_in):
    sign_in(cast.tom).post(
        f"/o/sandbrook-council/sessions/plan/?programme={programme.pk}",
        {
            "title": "Working together",
            "day": "2026-07-01",
            "starts_at": "13:30",
            "ends_at": "15:00",
            "place": "Room 2",
            "capacity": "16",
            "led_by_groups": [panel.pk],
            "also_led_by": "EXPERTS by experience panel\nPeople Together",
        },
    )
    assert [(one.name, one.group) for one in Trainer.objects.all()] == [
        ("Experts by experience panel", panel),
        ("People Together", None),
    ]


def test_a_group_of_another_organisation_cannot_lead(cast, led, now):
    theirs = people.add_group(organisation=cast.there, name="Theirs", kind="other", now=now)
    with pytest.raises(actions.NotPossible, match="has to be one of yours"):
        actions.change(gathering=led, details=plan_of(led), now=now, led_by_groups=[theirs])
    assert [one.name for one in queries.trainers(led)] == ["Experts by experience panel"]


def test_the_database_credits_a_person_or_a_group(cast, led, panel):
    with pytest.raises(IntegrityError), transaction.atomic():
        Trainer.objects.create(gathering=led, name="Both", membership=cast.tom, group=panel)
