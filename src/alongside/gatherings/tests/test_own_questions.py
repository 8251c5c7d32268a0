"""A session asks by name or in confidence: whoever came gets a link of their own."""

import html
import re
from datetime import timedelta

import pytest

from alongside.asks import actions as asks
from alongside.asks.models import Box, Invitation, Response
from alongside.gatherings import actions, tasks
from alongside.gatherings.private import token
from alongside.letters.models import Letter

from .conftest import STARTS
from .test_evaluation import DRAFT, ENDS

AFTER = ENDS + timedelta(minutes=10)


@pytest.fixture
def version(cast, now):
    form = asks.make_form(organisation=cast.here, title="After", draft=DRAFT, now=now)
    return asks.publish(form=form, now=now)


@pytest.fixture(params=["named", "confidential"])
def wave(request, session, version):
    return actions.ask_for_evaluation(
        gathering=session, version=version, mode=request.param, closes=ENDS + timedelta(days=14)
    )


@pytest.fixture
def came(session, cast):
    """Call it for somebody to come; return their attendance."""

    def do(member):
        return actions.check_in(gathering=session, membership=member, how="list", now=STARTS)

    return do


def words(answer):
    return html.unescape(answer.content.decode())


def own_page(session, member, part=""):
    return f"/place/{token(session.pk, member.pk)}/{part}"


def about_questions():
    return Letter.objects.filter(subject__startswith="How was it?").order_by("pk")


def test_staff_choose_who_can_know_and_anonymous_comes_first(cast, session, version, sign_in):
    at = f"/o/sandbrook-council/sessions/{session.pk}/evaluation/"
    tom = sign_in(cast.tom)
    page = tom.get(at)
    assert page.context["form"]["mode"].value() == "anonymous"
    assert "People say most when it is anonymous." in words(page)
    typed = {"version": version.pk, "days": "9", "readers": "Tom", "next_step": "By May"}
    assert "Choose who can know who said what" in words(tom.post(at, typed))
    tom.post(at, typed | {"mode": "confidential"})
    session.refresh_from_db()
    assert (session.evaluation.mode, session.evaluation.of_session) == ("confidential", True)


def test_whoever_came_is_written_to_once_when_it_opens(cast, session, wave, came):
    for member in (cast.priya, cast.dot):
        came(member)
    tasks.due(ENDS - timedelta(minutes=1))
    assert not about_questions()
    for _ in range(2):
        tasks.due(ENDS)
    assert [letter.to for letter in about_questions()] == ["priya@example.org"]
    assert about_questions().get().secret
    assert set(wave.invitations.values_list("member", flat=True)) == {cast.priya.pk, cast.dot.pk}


def test_the_letter_leads_to_an_answer_under_ones_own_name(client, cast, wave, came, clock):
    came(cast.priya)
    tasks.due(AFTER)
    clock(AFTER)
    link = re.search(r"http://[^/\s]+(/a/\S+)", about_questions().get().text).group(1)
    begin = client.get(link).headers["Location"]
    client.post(f"{begin}q/keep/", {"keep": "The tea"})
    assert client.post(f"{begin}check/").headers["Location"] == f"{begin}thanks/"
    assert (Response.objects.get().member, Box.objects.count()) == (cast.priya, 0)


def test_ones_own_page_leads_there_too(client, cast, session, wave, came, clock):
    came(cast.dot)
    clock(AFTER)
    own = own_page(session, cast.dot)
    page = words(client.get(own))
    assert f'action="{own}questions/"' in page
    assert "Nobody can see who said what" not in page
    answer = client.post(own_page(session, cast.dot, "questions/"))
    assert client.get(answer.headers["Location"]).status_code == 302
    assert Invitation.objects.get().member == cast.dot
    assert client.get(own_page(session, cast.dot, "questions/")).status_code == 405


def test_who_booked_and_did_not_come_is_not_asked(client, session, wave, book, clock):
    member = book(session, "Ewa").membership
    tasks.due(AFTER)
    clock(AFTER)
    assert "These questions are for those who came." in words(client.get(own_page(session, member)))
    page = words(client.post(own_page(session, member, "questions/")))
    assert "There is a problem" in page
    assert (Invitation.objects.count(), about_questions().count()) == (0, 0)


@pytest.mark.parametrize("minutes", [-1, 15 * 1440])
def test_before_and_after_it_is_open_nobody_gets_a_link(
    client, cast, session, wave, came, clock, minutes
):
    came(cast.priya)
    clock(ENDS + timedelta(minutes=minutes))
    page = words(client.post(own_page(session, cast.priya, "questions/")))
    assert "The questions are not open." in page
    assert Invitation.objects.count() == 0


def test_the_code_at_the_door_says_to_use_ones_own_link(client, session, wave, clock):
    clock(AFTER)
    for page in ("", "here/"):
        text = words(client.get(f"/j/{session.code}/{page}"))
        assert "Everybody has a link of their own to these questions." in text
        assert f"/a/{wave.code}/" not in text
    assert "Open your own page of the session" in words(client.get(f"/a/{wave.code}/"))


def test_the_letter_to_who_came_without_a_booking_says_that_questions_come(session, wave):
    actions.walk_in(gathering=session, name="Eve", email="eve@example.org", now=STARTS)
    letter = Letter.objects.get(to="eve@example.org")
    assert "when the session has ended a few questions for you" in letter.text


def test_a_cancelled_session_asks_nobody_by_name(cast, session, wave, came, now):
    actions.cancel(gathering=session, because="Snow", now=now)
    tasks.due(AFTER)
    assert not about_questions()


def test_nobody_else_can_be_invited(cast, wave, now):
    with pytest.raises(actions.NotPossible, match="Whoever came to the session"):
        asks.invite_people(wave=wave, members=[cast.priya], now=now)


def test_an_anonymous_evaluation_invites_nobody(cast, session, version, came):
    actions.ask_for_evaluation(gathering=session, version=version, closes=ENDS + timedelta(days=14))
    came(cast.priya)
    tasks.due(AFTER)
    assert (Invitation.objects.count(), about_questions().count()) == (0, 0)


def test_without_a_form_there_is_a_way_to_write_one(cast, session, sign_in):
    page = sign_in(cast.tom).get(f"/o/sandbrook-council/sessions/{session.pk}/evaluation/")
    assert 'href="/o/sandbrook-council/ask/"' in words(page).partition("No questions are ready")[2]
