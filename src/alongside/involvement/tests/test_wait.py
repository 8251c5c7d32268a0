"""Staff see who waits for them, and who is known here already."""

from datetime import timedelta

import pytest
from django.test import Client

from alongside.involvement import actions, models, private, queries
from alongside.involvement.models import Part
from alongside.letters.actions import MOST_FROM_A_PLACE

SAID = {"words": "I was heard.", "as_whom": "first name"}


def signed_in(member):
    reader = Client()
    reader.force_login(member.person)
    return reader


def test_nobody_fills_the_list_without_an_address(client, opportunity):
    page = f"/opportunity/{opportunity.code}/"
    typed = {"name": "Nadia", "age": "18 or over"}
    for _ in range(MOST_FROM_A_PLACE):
        assert client.post(page, typed).status_code == 302
    answer = client.post(page, typed)
    assert "Very many people have asked from your network today" in answer.content.decode()
    assert Part.objects.count() == MOST_FROM_A_PLACE


@pytest.mark.parametrize("what", ["training", "pay", "cost", "thank"])
def test_what_has_happened_happened_no_later_than_today(cast, placed, now, what):
    training = actions.promise_training(part=placed, title="Chairing", due=now.date())
    actions.choose(offer=placed.offer, way="voucher", signed="N", now=now)
    given = actions.note_given(part=placed, day=now.date(), what="A", units=1, by=cast.tom, now=now)
    cost = actions.ask_for_expense(
        part=placed, kind="food", amount=100, ahead=True, needed_by=now.date(), now=now
    )
    where = {
        "training": f"training/{training.pk}/",
        "pay": f"gave/{given.pk}/pay/",
        "cost": f"costs/{cost.pk}/pay/",
        "thank": "thank/",
    }[what]
    tomorrow = (now + timedelta(days=1)).date().isoformat()
    answer = signed_in(cast.amira).post(
        f"/o/{cast.here.slug}/opportunities/{placed.opportunity_id}/people/{placed.pk}/{where}",
        {"day": tomorrow, "words": "Thanks"},
    )
    assert "Enter today or an earlier day" in answer.content.decode()


def test_a_childs_words_stand_nowhere_before_a_grown_up_agreed(cast, offered, apply, place, now):
    forum = offered(from_age=11)
    part = apply(
        "Ada", opportunity=forum, age=Part.Age.CHILD, grown_up="Bisi", grown_up_reach="01632 960"
    )
    actions.agree_for_child(part=part, day=now.date())
    part = place(Part.objects.get(pk=part.pk))
    said = actions.say_for_others(part=part, now=now, **SAID)
    story = actions.write_story(
        organisation=cast.here, by=cast.tom, now=now, title="T", about="A", said="S", changed="C",
        credit="Us", licence="ask",
    )  # fmt: skip
    actions.put_into_story(story=story, testimonials=[said])
    assert not queries.said_in(story).exists()
    assert not queries.to_put_in(story).exists()
    own = Client().get(f"/part/{private.token(part.pk)}/").content.decode()
    assert "Bisi has to agree before others can read it" in own
    staff = signed_in(cast.tom)
    page = f"/o/{cast.here.slug}/opportunities/{forum.pk}/people/{part.pk}/"
    assert "Others would like to read what Ada says" in staff.get(page).content.decode()
    staff.post(f"{page}said/{said.pk}/grown-up/", {"day": now.date().isoformat()})
    assert "Others would like" not in staff.get(page).content.decode()
    actions.put_into_story(story=story, testimonials=[models.Testimonial.objects.get()])
    assert queries.said_in(story).exists()


def test_who_asks_again_without_an_address_becomes_the_member_they_were(
    cast, offered, apply, place, now
):
    known, again = place(apply()), apply(opportunity=offered(title="Another"), email="")
    actions.set_limit(member=again.member, amount=2000, per="week")
    staff = signed_in(cast.tom)
    page = f"/o/{cast.here.slug}/opportunities/{again.opportunity_id}/people/{again.pk}/"
    assert "I know Nadia already" in staff.get(page).content.decode()
    staff.post(f"{page}same/", {"member": known.member_id})
    again.refresh_from_db()
    assert again.member == known.member
    assert known.member.limit.amount == 2000
    mine = Client().get(f"/mine/{private.mine_token(known.member_id)}/").content.decode()
    assert "Plan the winter" in mine
    assert "Another" in mine
    assert "I know Nadia already" not in staff.get(page).content.decode()


def test_a_link_that_staff_printed_opens_nothing_of_whoever_it_turns_out_to_be(
    cast, offered, apply, place, now
):
    known, again = place(apply()), apply(opportunity=offered(title="Another"), email="")
    old = private.mine_token(again.member_id)
    actions.set_limit(member=known.member, amount=2000, per="week")
    actions.same_person(part=again, member=known.member, by=cast.tom, now=now)
    anybody = Client()
    for page in ("", "limit/", "interests/", "data/", "what-helps-me/"):
        answer = anybody.get(f"/mine/{old}/{page}")
        assert answer.status_code == 410
        assert "Plan the winter" not in answer.content.decode()
    assert "This page is part of another page now" in answer.content.decode()
    part = anybody.get(f"/part/{private.token(again.pk)}/").content.decode()
    assert "/mine/" not in part
    assert "have it sent again" in part


def test_nobody_with_an_address_or_of_elsewhere_becomes_another(cast, offered, apply, now):
    one, two = apply(), apply("Ben")
    with pytest.raises(actions.NotPossible, match="has an address or a role"):
        actions.same_person(part=one, member=two.member, by=cast.tom, now=now)
    without = apply("Nadia", email="")
    with pytest.raises(actions.NotPossible, match="in your organisation now"):
        actions.same_person(part=without, member=cast.bola, by=cast.tom, now=now)
    with pytest.raises(actions.NotPossible, match="has a part in this already"):
        actions.same_person(part=without, member=one.member, by=cast.tom, now=now)


def test_today_says_who_waits_to_whoever_sees_to_it(cast, apply, placed, now):
    apply("Ben")
    actions.check_in(part=placed, when="before", how=1, now=now)
    actions.choose(offer=placed.offer, way="voucher", signed="N", now=now - timedelta(days=20))
    actions.note_given(
        part=placed, day=now.date() - timedelta(days=20), what="A", units=1, by=cast.tom, now=now
    )
    today = {
        member: signed_in(member).get(f"/o/{cast.here.slug}/").content.decode()
        for member in (cast.amira, cast.tom, cast.priya)
    }
    for words, who in (
        ("1 person waits to hear", (cast.amira, cast.tom)),
        ("Nadia</a>: bad", (cast.amira, cast.tom)),
        ("1 payment for people’s time", (cast.amira,)),
    ):
        assert [member for member in today if words in today[member]] == list(who)
