"""Somebody keeps a plan of their own after a session."""

import re
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from alongside.asks import actions as asks
from alongside.gatherings import actions, private
from alongside.gatherings.models import Pledge
from alongside.letters.models import Letter

from .conftest import STARTS, letters

ENDS = STARTS + timedelta(minutes=90)
DAY = timedelta(days=1)
PLAN = {"when": "we start the new contract", "will": "ask a carer to write it with us"}


@pytest.fixture
def ada(session, book, clock):
    """Ada has a place, and the session has begun."""
    booking = book(session, "Ada")
    clock(STARTS)
    return booking.membership


@pytest.fixture
def page(session, ada):
    return f"/place/{private.token(session.pk, ada.pk)}/pledge/"


def test_the_own_page_leads_to_a_plan_from_the_start_on(client, session, book, clock):
    booking = book(session, "Ada")
    place = f"/place/{private.token(session.pk, booking.membership_id)}/"
    for moment, leads in ((-1, False), (0, True), (8 * 7 * 1440 - 24 * 60, True)):
        clock(STARTS + timedelta(minutes=moment))
        assert (f'href="{place}pledge/"' in client.get(place).content.decode()) == leads
    clock(STARTS - DAY)
    assert client.get(f"{place}pledge/").headers["Location"] == place


def test_a_plan_is_kept_with_the_day_of_the_consent_and_no_time(client, page, session, ada):
    answer = client.post(page, PLAN | {"ask_again": "on", "may_read": "on"})
    assert answer.headers["Location"] == f"{page}?saved=yes"
    plan = session.pledges.get()
    assert (plan.membership, str(plan), plan.made, plan.agreed, plan.may_read) == (
        ada,
        "When we start the new contract, I will ask a carer to write it with us",
        STARTS.date(),
        STARTS.date(),
        True,
    )
    said = client.get(f"{page}?saved=yes").content.decode()
    assert "We ask you about it on 12 May 2026." in said


def test_nobody_is_asked_who_did_not_agree(client, page, session):
    client.post(page, PLAN)
    plan = session.pledges.get()
    assert (plan.agreed, plan.withdrawn, plan.may_read) == (None, None, False)


def test_a_second_plan_takes_the_place_of_the_first(client, page, session, clock):
    client.post(page, PLAN | {"ask_again": "on"})
    clock(STARTS + DAY)
    client.post(page, PLAN | {"will": "ring two people", "ask_again": "on"})
    plan = session.pledges.get()
    assert (plan.will, plan.made, plan.agreed) == (
        "ring two people",
        STARTS.date(),
        STARTS.date(),
    )


def test_the_database_holds_one_plan_of_a_person_and_session(session, ada):
    def plan():
        return Pledge.objects.create(
            gathering=session, membership=ada, will="x", made=STARTS.date()
        )

    plan()
    with pytest.raises(IntegrityError), transaction.atomic():
        plan()


def test_consent_is_withdrawn_with_its_day_and_can_be_given_again(client, page, session, clock):
    client.post(page, PLAN | {"ask_again": "on", "may_read": "on"})
    clock(STARTS + DAY)
    client.post(f"{page}agree/", {})
    plan = session.pledges.get()
    assert (plan.agreed, plan.withdrawn, plan.may_read) == (None, (STARTS + DAY).date(), False)
    clock(STARTS + 2 * DAY)
    client.post(f"{page}agree/", {"ask_again": "on"})
    plan.refresh_from_db()
    assert (plan.agreed, plan.withdrawn) == ((STARTS + 2 * DAY).date(), None)


def test_when_and_i_will_are_not_said_twice(client, page, session):
    client.post(page, {"when": "When the call comes, ", "will": "I will listen first"})
    assert str(session.pledges.get()) == "When the call comes, I will listen first"


@pytest.mark.parametrize(
    ("wrong", "problem"),
    [
        ({"will": " "}, "Enter what you will do"),
        ({"will": "I will "}, "Enter what you will do"),
        ({"will": "x" * 1001}, "Make your plan shorter: 1000 letters or fewer"),
        ({"when": "x" * 301}, "Make when you will do it shorter: 300 letters or fewer"),
    ],
)
def test_what_cannot_be_kept_is_said_and_stays_typed(client, page, session, wrong, problem):
    said = client.post(page, PLAN | wrong | {"ask_again": "on"}).content.decode()
    assert f">{problem}</a>" in said
    kept = PLAN["when"] if "will" in wrong else PLAN["will"]
    assert kept in said
    assert session.pledges.count() == 0


def test_a_script_in_a_plan_stays_text(client, page):
    client.post(page, {"will": "<script>alert(1)</script>"})
    for where in (page, page.replace("pledge/", "")):
        said = client.get(where).content.decode()
        assert "<script>alert" not in said
        assert "&lt;script&gt;alert(1)" in said


def test_the_plan_is_fixed_once_people_are_asked(client, page, session, clock):
    client.post(page, PLAN)
    clock(ENDS + timedelta(weeks=8))
    assert 'name="will"' not in client.get(page).content.decode()
    client.post(page, PLAN | {"will": "something easier"})
    assert session.pledges.get().will == PLAN["will"]
    member = session.pledges.get().membership
    with pytest.raises(actions.NotPossible, match="until 8 weeks after"):
        actions.pledge(
            gathering=session, membership=member, will="x", now=ENDS + timedelta(weeks=8)
        )


def test_whoever_waited_or_gave_their_place_back_makes_no_plan(session, book, client, clock):
    book(session, "Ada")
    waiting = book(session, "Ben")
    clock(STARTS)
    page = f"/place/{private.token(session.pk, waiting.membership_id)}/pledge/"
    assert client.post(page, PLAN).headers["Location"] == page.replace("pledge/", "")
    assert session.pledges.count() == 0


def test_another_persons_or_a_spoilt_link_opens_no_plan(client, page, cast, session):
    client.post(page, PLAN)
    stranger = f"/place/{private.token(session.pk, cast.tom.pk)}/pledge/"
    spoilt = page.replace("/pledge/", "x/pledge/")
    for where in (stranger, spoilt):
        for answer in (
            client.get(where),
            client.post(where, PLAN),
            client.post(f"{where}answer/", {"outcome": "kept"}),
            client.post(f"{where}agree/", {"ask_again": "on"}),
        ):
            assert answer.status_code == 404
            assert PLAN["will"] not in answer.content.decode()
    assert session.pledges.get().agreed is None


def test_a_link_that_has_run_out_says_so(client, page, monkeypatch):
    monkeypatch.setattr(private, "DAYS", -1)
    assert client.get(page).status_code == 410


def test_the_link_lives_past_the_follow_up():
    assert private.DAYS > 12 * 7 + 14


# Finding the way to it


def find(client, session, who):
    return client.post(f"/j/{session.code}/pledge/", {"who": who})


@pytest.mark.parametrize("who", ["Ada", " ADA@example.org", "ada"])
def test_a_name_or_an_address_gets_the_link_to_the_address_we_have(client, session, ada, who):
    find(client, session, who)
    letter = Letter.objects.first()
    assert (letter.to, letter.subject.split(":")[0]) == ("ada@example.org", "Your own page")
    path = next(w for w in letter.text.split() if "/place/" in w).partition("127.0.0.1:8000")[2]
    assert client.get(path).status_code == 200


def test_the_page_is_the_same_for_everybody_and_strangers_get_no_letter(client, session, ada):
    before = letters()
    answers = [find(client, session, who) for who in ("nobody@example.org", "Nobody", "Tom Baker")]
    assert letters() == before
    answers.append(find(client, session, "Ada"))
    assert len({answer.headers["Location"] for answer in answers}) == 1
    page = client.get(answers[0].headers["Location"]).content.decode()
    assert not re.search(r"\bAda\b", page)


def test_asking_for_the_link_again_and_again_fills_no_mailbox(client, session, ada):
    for _ in range(3):
        find(client, session, "Ada")
    assert [subject for _, subject in letters()].count("Your own page") == 1


def test_before_the_session_and_when_it_is_off_there_is_nothing_to_find(
    client, session, clock, now
):
    clock(STARTS - DAY)
    assert find(client, session, "Ada").headers["Location"] == f"/j/{session.code}/"
    actions.cancel(gathering=session, because="Snow", now=now)
    clock(ENDS)
    assert find(client, session, "Ada").headers["Location"] == f"/j/{session.code}/"


def test_without_a_name_the_problem_is_said(client, session, ada):
    page = find(client, session, " ").content.decode()
    assert ">Enter your name or e-mail address</a>" in page


def test_after_the_end_the_code_leads_there(client, session, clock):
    clock(ENDS)
    assert f"/j/{session.code}/pledge/" in client.get(f"/j/{session.code}/").content.decode()


def test_the_last_page_of_the_evaluation_leads_there_and_hands_nothing_over(
    cast, client, session, clock, now
):
    draft = {
        "title": {"en": "After the session"},
        "languages": ["en"],
        "questions": [{"type": "short", "name": "keep", "label": {"en": "What should we keep?"}}],
    }
    form = asks.make_form(organisation=cast.here, title="After", draft=draft, now=now)
    wave = actions.ask_for_evaluation(
        gathering=session, version=asks.publish(form=form, now=now), closes=ENDS + 14 * DAY
    )
    clock(ENDS)
    client.post(f"/a/{wave.code}/q/keep/", {"keep": "The tea"})
    client.post(f"/a/{wave.code}/check/")
    page = client.get(f"/a/{wave.code}/thanks/").content.decode()
    assert f'href="/j/{session.code}/pledge/"' in page
    marked = [cookie["path"] for name, cookie in client.cookies.items() if name.startswith("answ")]
    assert marked == [f"/a/{wave.code}/"]
    assert {field.name for field in Pledge._meta.get_fields()}.isdisjoint({"wave", "response"})
