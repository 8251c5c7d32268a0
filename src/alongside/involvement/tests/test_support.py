"""Somebody is prepared, looked after, and thanked."""

from django.test import Client

from alongside.involvement import actions, private
from alongside.involvement.models import CheckIn
from alongside.letters.models import Letter


def agree(part, cast, now):
    return actions.agree_support(
        part=part,
        person=cast.tom,
        reach="01632 960 222",
        helps="A break each half hour",
        upset="We go outside",
        elsewhere="Samaritans",
        agreed=now.date(),
        by=cast.amira,
    )


def test_each_side_is_prepared_and_reading_is_nobodys_duty(client, cast, placed, now):
    here = placed.opportunity
    mine = actions.prepare(opportunity=here, side="people", title="What to expect", text="Tea.")
    actions.prepare(opportunity=here, side="staff", title="Share the say", text="Wait.")
    own = f"/part/{private.token(placed.pk)}/"
    page = client.get(own).content.decode()
    assert "What to expect" in page
    assert "Share the say" not in page
    client.post(f"{own}read/{mine.pk}/")
    client.post(f"{own}read/{mine.pk}/")
    assert placed.reads.count() == 1
    staffs = here.preparation.get(side="staff")
    assert client.post(f"{own}read/{staffs.pk}/").status_code == 404


def test_what_helps_stands_on_ones_own_page(client, cast, placed, now):
    agree(placed, cast, now)
    page = client.get(f"/part/{private.token(placed.pk)}/").content.decode()
    for said in ("Tom", "01632 960 222", "A break each half hour", "We go outside", "Samaritans"):
        assert said in page


def test_whoever_is_not_well_is_seen_to_by_the_person_they_turn_to(client, cast, placed, now):
    agree(placed, cast, now)
    own = f"/part/{private.token(placed.pk)}/how-are-you/"
    client.post(own, {"when": "before", "how": "4", "words": "Fine"})
    assert not Letter.objects.filter(subject__startswith="Please see").exists()
    client.post(own, {"when": "after", "how": "1", "words": "It was my own story", "call": "on"})
    letter = Letter.objects.get(subject__startswith="Please see")
    assert letter.to == cast.tom.email
    assert "my own story" not in letter.text
    assert "Nadia" not in letter.text
    staff = Client()
    staff.force_login(cast.tom.person)
    here = f"/o/{cast.here.slug}/opportunities/{placed.opportunity_id}/"
    assert "Next: see to somebody" in staff.get(here).content.decode()
    check = CheckIn.objects.get(call=True)
    staff.post(f"{here}people/{placed.pk}/check-ins/{check.pk}/seen/")
    assert "Next: see to somebody" not in staff.get(here).content.decode()


def test_the_same_form_twice_says_it_once(client, placed):
    own = f"/part/{private.token(placed.pk)}/how-are-you/"
    said = {"when": "after", "how": "1", "client_id": "4b8de0a6-42f5-4d6c-9a54-0b8f4a0a8f10"}
    client.post(own, said)
    client.post(own, said)
    assert CheckIn.objects.count() == 1
    assert Letter.objects.filter(subject__startswith="Please see").count() == 1


def test_training_is_promised_and_given(client, cast, placed, now):
    training = actions.promise_training(part=placed, title="Chairing", due=now.date())
    actions.give_training(training=training, day=now.date())
    page = client.get(f"/part/{private.token(placed.pk)}/").content.decode()
    assert "you had it on 10 March 2026" in page


def test_thanks_stand_on_ones_own_page_and_not_in_the_letter(client, placed, now):
    actions.thank(part=placed, words="The lamps are yours.", day=now.date(), now=now)
    assert "lamps" not in Letter.objects.get(subject__startswith="Thank you").text
    assert (
        "The lamps are yours." in client.get(f"/part/{private.token(placed.pk)}/").content.decode()
    )


def test_whoever_waits_has_no_pages_yet_and_whoever_left_keeps_what_they_are_owed(
    client, apply, place, now
):
    part = apply()
    own = f"/part/{private.token(part.pk)}/"
    pages = ("choose/", "cost/", "how-are-you/", "letter/", "letter.pdf")
    assert [client.get(own + page).status_code for page in pages] == [302] * 5
    place(part)
    actions.leave(part=part, now=now)
    assert [client.get(own + page).status_code for page in pages] == [200, 200, 302, 200, 200]
