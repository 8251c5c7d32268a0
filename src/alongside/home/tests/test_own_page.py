"""Somebody who takes part has a page of their own, without an account."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from alongside.asks import actions as asks
from alongside.asks.models import Response
from alongside.asks.queries import hashed
from alongside.asks.starters import starter
from alongside.gatherings import actions as gatherings
from alongside.influence import actions as influence
from alongside.influence.models import Contribution
from alongside.influence.tests import told
from alongside.involvement import actions, private
from alongside.involvement.models import CheckIn, Choice, Part
from alongside.involvement.tests import whole
from alongside.letters.models import Letter


@pytest.fixture(autouse=True)
def _clock(monkeypatch, now):
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)


@pytest.fixture
def part(cast, now):
    return whole.whole(lead=cast.amira, now=now)


@pytest.fixture
def page(part):
    return f"/mine/{private.mine_token(part.member_id)}/"


@pytest.fixture
def story(cast, now):
    made = told.tell(organisation=cast.here, expert=cast.dot, staff=cast.tom, now=now)
    Contribution.objects.filter(pk=made.contribution.pk).update(member=cast.dot)
    return made


def read(client, where):
    answer = client.get(where)
    assert answer.status_code == 200
    return answer.content.decode()


def test_it_has_all_that_is_theirs(client, page):
    words = read(client, page)
    for theirs in (
        "Nadia, this is your own page",
        "Plan the winter",
        "Chairing",
        "A break",
        "£27.50",
    ):
        assert theirs in words
    answer = client.get(page)
    assert answer["Referrer-Policy"] == "no-referrer"
    assert "no-store" in answer["Cache-Control"]


def test_it_says_what_came_of_what_they_said_and_leads_to_the_receipt(client, cast, story):
    words = read(client, f"/mine/{private.mine_token(cast.dot.pk)}/")
    assert story.contribution.words in words
    assert "Being done</span>" in words
    (receipt,) = re.findall(r'href="(/said/[^"]{20,}/)"', words)
    assert story.decision.decided in read(client, receipt)
    influence.take_back(contribution=story.contribution, now=story.decision.declared)
    assert client.get(receipt).status_code == 404
    assert story.contribution.text not in read(client, f"/mine/{private.mine_token(cast.dot.pk)}/")


def test_the_page_takes_as_many_queries_for_much_as_for_little(
    client, cast, story, now, django_assert_num_queries
):
    where = f"/mine/{private.mine_token(cast.dot.pk)}/"
    with django_assert_num_queries(16):
        client.get(where)
    for words in ("Tea", "Toast"):
        one = influence.write_down(
            project=story.project,
            kind="words",
            text=words,
            said_on=now.date(),
            quoting="no",
            by=cast.tom,
            member=cast.dot,
            now=now,
        )
        influence.place(theme=story.theme, contributions=[one], by=cast.tom, now=now)
    with django_assert_num_queries(16):
        client.get(where)


def test_whoever_signs_in_reaches_the_same_page_and_nobody_elses(cast, page, sign_in):
    client = sign_in(cast.priya)
    words = read(client, f"/o/{cast.here.slug}/mine/")
    assert "Priya, this is your own page" in words
    assert "Plan the winter" not in words
    assert sign_in(cast.bola).get(f"/o/{cast.here.slug}/mine/").status_code == 404


def test_the_file_has_everything_of_theirs_and_nothing_of_others(client, cast, page, part, now):
    other = actions.apply(
        opportunity=part.opportunity,
        name="Ben",
        age="18 or over",
        words="Secret of Ben",
        now=now,
        today=now.date(),
    )
    file = client.get(f"{page}data.json")
    about = file.json()
    assert about["name"] == "Nadia"
    (taking,) = about["taking part"]
    assert taking["chosen"][0]["signed"] == "Nadia"
    assert taking["how I was"][0]["how"] == "Bad"
    assert taking["time given"][0]["pence"] == 2750
    assert not re.search(r"\bBen\b", file.content.decode())
    assert other.pk


def test_what_is_wrong_is_put_right_and_told(client, cast, page, part, sign_in, now):
    part.member.email = "nadia@example.org"
    part.member.save()
    client.post(f"{page}put-right/", {"words": "My name is Nadja."})
    staff = sign_in(cast.tom)
    today = read(staff, f"/o/{cast.here.slug}/")
    assert "says that something we keep about them is wrong" in today
    where = re.findall(r'href="([^"]+put-right/\d+/)"', today)[-1]
    for member, status in ((cast.priya, 403), (cast.bola, 404)):
        assert sign_in(member).get(where).status_code == status
    sign_in(cast.tom).post(where, {"answer": "We changed it."})
    letter = Letter.objects.get(subject__startswith="What we put right")
    assert "Nadja" not in letter.text
    assert "We changed it." in read(Client(), f"{page}data/")


def test_who_has_it_deleted_reads_first_what_stays(client, page, part):
    words = read(client, f"{page}forget/")
    assert "What you were offered, chose, signed and got, with your name" in words
    assert CheckIn.objects.exists()
    assert "It is deleted" in client.post(f"{page}forget/").content.decode()
    part.refresh_from_db()
    assert not CheckIn.objects.exists()
    assert Choice.objects.get().signed == "Nadia"
    assert part.member.name == "Nadia"
    assert (part.state, part.words, part.needs) == (Part.State.LEFT, "", "")
    assert part.testimonials.get().words == ""
    client.post(f"{page}forget/")


def test_who_got_no_money_loses_their_name_too(client, cast, part, story, now):
    one = actions.apply(
        opportunity=part.opportunity, name="Ben", age="18 or over", email="b@example.org",
        words="W", now=now, today=now.date(),
    )  # fmt: skip
    said = Contribution.objects.filter(pk=story.contribution.pk)
    said.update(member=one.member)
    client.post(f"/mine/{private.mine_token(one.member_id)}/forget/")
    one.member.refresh_from_db()
    assert (one.member.name, one.member.email) == ("Somebody who left", "")
    assert said.get().words == ""
    assert not Letter.objects.filter(to="b@example.org").exists()


def test_who_works_here_stays_a_member(client, cast):
    client.post(f"/mine/{private.mine_token(cast.tom.pk)}/forget/")
    cast.tom.refresh_from_db()
    assert cast.tom.left is None
    assert cast.tom.email


def test_somebody_leaves_everything_without_a_reason(client, page, part):
    assert "Leave everything" in read(client, f"{page}leave/")
    client.post(f"{page}leave/")
    part.refresh_from_db()
    assert part.left
    assert "You left." in read(client, page)


def test_a_lost_link_is_sent_again_and_everybody_gets_the_same_answer(client, cast, part, now):
    part.member.email = "nadia@example.org"
    part.member.save()
    lost = f"/own-page/{cast.here.slug}/"
    assert lost in read(client, f"/take-part/{cast.here.slug}/")
    strip = re.compile(r"<!--.*?-->|csrf\S+", re.DOTALL)
    answers = [
        strip.sub("", client.post(lost, {"email": who}).content.decode())
        for who in ("nadia@example.org", "nobody@example.org", cast.tom.email)
    ]
    assert answers[0] == answers[1] == answers[2]
    letter = Letter.objects.get(subject__startswith="Your own page")
    assert letter.to == "nadia@example.org"
    (where,) = re.findall(r"https?://[^/]+(/mine/\S+)", letter.text)
    assert "Plan the winter" in read(client, where)
    for _ in range(6):
        last = client.post(lost, {"email": "nobody@example.org"})
    assert "entered many times today" in last.content.decode()
    assert Client().get(f"/own-page/{cast.there.slug}/").status_code == 404
    assert now - timedelta(days=1) < letter.written


def test_what_somebody_booked_and_answered_with_their_name_is_theirs(client, cast, part, now):
    programme = gatherings.add_programme(organisation=cast.here, name="In practice", now=now)
    starts = now + timedelta(days=9)
    plan = gatherings.Plan(starts=starts, ends=starts + timedelta(hours=1), capacity=5)
    session = gatherings.plan(programme=programme, details=plan, by=cast.amira, now=now)
    booking = gatherings.book(
        gathering=session, name="Nia", email="nia@example.org", needs="A loop", now=now
    )
    form = asks.make_form(
        organisation=cast.here, title="How?", draft=starter("session_evaluation"), now=now
    )
    version = asks.publish(form=form, now=now)
    said = {"liked": {"text": "The tea"}}
    for mode in ("named", "confidential"):
        wave = asks.open_wave(version=version, mode=mode, opens=now)
        key = asks.invite(wave=wave, member=booking.membership)
        invitation = wave.invitations.get(key=hashed(key))
        asks.answer(wave=wave, answers=said, client=mode, invitation=invitation, now=now)
    page = f"/mine/{private.mine_token(booking.membership_id)}/"
    about = client.get(f"{page}data.json").json()
    (booked,) = about["sessions I booked"]
    assert (booked["state"], booked["what would help me"]) == ("booked", "A loop")
    (survey,) = about["surveys I answered with my name"]
    assert "The tea" in [one["answer"] for one in survey["answers"]]
    client.post(f"{page}forget/")
    booking.refresh_from_db()
    assert (booking.state, booking.needs) == ("cancelled", "")
    assert [one.mode for one in Response.objects.filter(member=booking.membership)] == [
        "confidential"
    ]
    assert not Letter.objects.filter(to="nia@example.org").exists()


def test_who_only_booked_gets_the_link_to_their_own_page(client, cast, now):
    programme = gatherings.add_programme(organisation=cast.here, name="In practice", now=now)
    starts = now + timedelta(days=9)
    plan = gatherings.Plan(starts=starts, ends=starts + timedelta(hours=1), capacity=5)
    session = gatherings.plan(programme=programme, details=plan, by=cast.amira, now=now)
    gatherings.book(gathering=session, name="Nia", email="nia@example.org", now=now)
    client.post(f"/own-page/{cast.here.slug}/", {"email": "nia@example.org"})
    assert "/mine/" in Letter.objects.filter(to="nia@example.org").latest("pk").text


def test_each_part_has_a_symbol_that_says_nothing_by_itself(page, client):
    said = client.get(page).content.decode()
    shown = re.findall(r'<h2 id="\w+"><img class="choice-picture" src="([^"]+)" alt="">', said)
    assert len(shown) == len(set(shown)) == len(re.findall(r"<h2 ", said)) == 9
    assert all(client.get(address).status_code == 200 for address in shown)
    assert "Symbols: OpenMoji" in said


def test_without_symbols_the_words_stand_alone(page, client, monkeypatch):
    monkeypatch.setattr("alongside.methods.symbols.symbols", dict)
    said = client.get(page).content.decode()
    assert '<h2 id="parts">What I am part of' in said
    assert "OpenMoji" not in said
