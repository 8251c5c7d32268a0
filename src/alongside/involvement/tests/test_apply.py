"""Somebody asks to take part, gets a place or not, and leaves."""

import re
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from alongside.involvement import actions
from alongside.involvement.models import Offer, Part
from alongside.letters.models import Letter
from alongside.people.models import Membership
from alongside.projects import actions as projects

TYPED = {"name": "Nadia", "age": "18 or over", "email": "nadia@example.org", "words": "I was there"}


def link_in(letter):
    (path,) = re.findall(r"https?://[^/]+(/part/\S+)", letter.text)
    return path


def test_somebody_asks_on_a_phone_and_the_letter_opens_their_own_page(client, opportunity):
    page = f"/opportunity/{opportunity.code}/"
    assert "When it is open. The budget is fixed." in client.get(page).content.decode()
    assert client.post(page, TYPED).url == f"{page}asked/"
    letter = Letter.objects.get(about="part")
    assert letter.to == "nadia@example.org"
    assert "I was there" not in letter.text
    own = client.get(link_in(letter))
    assert "We have your wish to take part" in own.content.decode()
    assert own["Referrer-Policy"] == "no-referrer"
    assert "no-store" in own["Cache-Control"]


def test_without_an_address_somebody_sees_their_own_page_at_once(client, opportunity):
    first = client.post(f"/opportunity/{opportunity.code}/", TYPED | {"email": ""})
    assert first.url.startswith("/part/")
    again = client.post(f"/opportunity/{opportunity.code}/", TYPED | {"email": ""})
    assert again.url != first.url, "two people without an address may have one name"
    assert not Letter.objects.filter(about="part").exists()


def test_whoever_types_a_known_address_changes_nothing_and_learns_nothing(
    client, cast, opportunity
):
    Membership.objects.filter(pk=cast.priya.pk).update(phone="+447700900123")
    known = TYPED | {"name": "Mallory", "email": cast.priya.email, "phone": "07700 900999"}
    stranger = TYPED | {"email": "new@example.org"}
    answers = [client.post(f"/opportunity/{opportunity.code}/", one) for one in (known, stranger)]
    assert answers[0].url == answers[1].url
    cast.priya.refresh_from_db()
    assert (cast.priya.name, cast.priya.phone) == ("Priya Nair", "+447700900123")


SENT = "4b8de0a6-42f5-4d6c-9a54-0b8f4a0a8f10"


def test_a_form_sent_again_without_its_address_opens_nobodys_page(client, cast, opportunity):
    page = f"/opportunity/{opportunity.code}/"
    first = TYPED | {"email": cast.priya.email, "client_id": SENT}
    assert client.post(page, first).url == f"{page}asked/"
    assert client.post(page, first | {"email": ""}).url == f"{page}asked/"


def test_a_form_of_another_opportunity_is_not_sent_here(client, offered):
    pages = [f"/opportunity/{offered(title=title).code}/" for title in ("One", "Two")]
    client.post(pages[0], TYPED | {"client_id": SENT})
    answer = client.post(pages[1], TYPED | {"client_id": SENT})
    assert "This form was sent before" in answer.content.decode()
    assert Part.objects.count() == 1


def test_asking_twice_is_asking_once(client, opportunity):
    for _ in range(2):
        client.post(f"/opportunity/{opportunity.code}/", TYPED)
    assert Part.objects.count() == 1
    assert Letter.objects.filter(about="part").count() == 2, "the second has the link again"


@pytest.mark.parametrize(
    ("from_age", "typed", "problem"),
    [
        (18, {"age": "16 or 17"}, "This is for people of 18 or over"),
        (16, {"age": "under 16"}, "This is for people of 16 or over"),
        (13, {"age": "under 16"}, "Enter who is responsible for you"),
        (13, {"age": ""}, "Choose how old you are"),
        (13, {"name": ""}, "Enter your name"),
        (13, {"email": "nadia"}, "Enter an e-mail address like name@example.org"),
    ],
)
def test_what_is_wrong_is_said(client, offered, from_age, typed, problem):
    page = f"/opportunity/{offered(from_age=from_age).code}/"
    assert problem in client.post(page, TYPED | typed).content.decode()
    assert not Part.objects.exists()


def test_nobody_asks_once_it_is_closed_or_taken_down(client, offered, now, cast):
    late = offered(closes=now.date() - timedelta(days=1))
    page = f"/opportunity/{late.code}/"
    assert "You cannot ask any more" in client.get(page).content.decode()
    client.post(page, TYPED)
    assert not Part.objects.exists()
    actions.take_down(opportunity=late)
    assert client.get(page).status_code == 404
    assert client.get(f"/take-part/{cast.here.slug}/").status_code == 404


def test_nobody_is_led_to_a_public_page_that_is_not_there(cast, offered):
    staff = Client()
    staff.force_login(cast.tom.person)
    pages = f"/o/{cast.here.slug}/opportunities/"
    assert "The public page" not in staff.get(pages).content.decode()
    offered()
    assert "The public page" in staff.get(pages).content.decode()


def test_the_public_list_has_what_is_open(client, cast, offered, now):
    offered(title="Open now")
    offered(title="Closed", closes=now.date() - timedelta(days=1))
    page = client.get(f"/take-part/{cast.here.slug}/").content.decode()
    assert "Open now" in page
    assert "Closed" not in page


def test_who_gets_a_place_is_offered_what_was_told(apply, place, opportunity):
    part = place(apply())
    assert part.state == Part.State.PLACED
    assert str(part.offer) == "£27.50 for a session"
    place(part)
    assert Offer.objects.count() == 1
    assert Letter.objects.filter(subject__startswith="You have a place").count() == 1


def test_there_are_no_more_places_than_were_told(apply, place):
    place(apply("Ann"))
    left = place(apply("Ben"))
    with pytest.raises(actions.NotPossible, match="All places are taken"):
        place(apply("Cleo"))
    actions.leave(part=left, now=left.placed)
    assert place(apply("Cleo")).placed


def test_not_this_time_is_told_with_the_reason(client, cast, apply, now):
    part = apply()
    with pytest.raises(actions.NotPossible, match="Say why"):
        actions.not_now(part=part, why=" ", by=cast.tom, now=now)
    actions.not_now(part=part, why="We drew lots. There is more in May.", by=cast.tom, now=now)
    letter = Letter.objects.get(subject__startswith="Not this time")
    assert "We drew lots" in letter.text
    page = client.get(link_in(letter)).content.decode()
    assert "We drew lots" in page
    assert "Choose what you would like" not in page


def test_the_database_keeps_no_refusal_without_a_reason(apply, now):
    part = apply()
    with pytest.raises(IntegrityError), transaction.atomic():
        Part.objects.filter(pk=part.pk).update(decided=now)


def test_somebody_leaves_without_a_reason_and_can_come_back(client, apply, place):
    part = place(apply())
    path = link_in(Letter.objects.get(subject__startswith="You have a place"))
    client.post(f"{path}leave/")
    assert "You need not say why" in client.get(path).content.decode()
    assert apply().pk != part.pk


def test_a_child_has_a_place_once_a_grown_up_agreed(offered, apply, place, now):
    forum = offered(from_age=11)
    about = {"opportunity": forum, "age": Part.Age.CHILD}
    with pytest.raises(actions.NotPossible, match="who is responsible for you"):
        apply("Ada", **about)
    part = apply("Ada", grown_up="Bisi", grown_up_reach="01632 960 113", **about)
    with pytest.raises(actions.NotPossible, match="Bisi has to agree first"):
        place(part)
    with pytest.raises(IntegrityError), transaction.atomic():
        Part.objects.filter(pk=part.pk).update(placed=now, decided=now)
    actions.agree_for_child(part=part, day=now.date())
    assert place(part).placed


def test_a_place_in_a_project_can_be_a_seat_in_its_team(cast, offered, apply, place, now):
    project = projects.begin(
        organisation=cast.here,
        name="The Sanctuary",
        issue="Nights",
        level="strategic",
        begun=now.date(),
        by=cast.amira,
        now=now,
    )
    part = place(apply(opportunity=offered(project=project)), in_team=True)
    seat = project.seats.get()
    assert (seat.member, seat.experience, seat.staff) == (part.member, True, False)


def test_an_opportunity_is_never_part_of_one_persons_own_support(cast, offered, now):
    own = projects.begin(
        organisation=cast.here,
        name="Mine",
        issue="Mine",
        level="individual",
        begun=now.date(),
        by=cast.amira,
        now=now,
    )
    with pytest.raises(actions.NotPossible, match="one person’s own support"):
        offered(project=own)


def test_only_those_who_run_it_read_who_asked(cast, apply, now):
    part = apply(words="I was there", needs="A quiet room")
    page = f"/o/{cast.here.slug}/opportunities/{part.opportunity_id}/"
    for member, sees in ((cast.tom, True), (cast.priya, False), (cast.david, False)):
        reader = Client()
        reader.force_login(member.person)
        assert ("Nadia" in reader.get(page).content.decode()) is sees
        own = reader.get(f"{page}people/{part.pk}/")
        assert own.status_code == (200 if sees else 403)


def test_a_spoilt_link_says_so(client, apply, monkeypatch):
    apply()
    path = link_in(Letter.objects.get(about="part"))
    assert "This link does not work" in client.get(f"{path[:-2]}/").content.decode()
    monkeypatch.setattr("alongside.involvement.private.DAYS", -1)
    assert client.get(path).status_code == 410


def test_the_link_is_sent_again_once_a_day_and_printed_only_without_an_address(
    cast, apply, opportunity
):
    staff = Client()
    staff.force_login(cast.tom.person)
    with_address, without = apply(), apply("Ben", email="")
    page = f"/o/{cast.here.slug}/opportunities/{opportunity.pk}/people"
    for _ in range(2):
        staff.post(f"{page}/{with_address.pk}/link/")
    assert Letter.objects.filter(subject__startswith="Your own page").count() == 1
    assert staff.get(f"{page}/{with_address.pk}/slip/").status_code == 302
    assert "this is your own page" in staff.get(f"{page}/{without.pk}/slip/").content.decode()
