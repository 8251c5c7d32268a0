"""What helps somebody is theirs: shared for one event, and gone after it."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client

from alongside.gatherings import actions as gatherings
from alongside.involvement import actions as involvement
from alongside.involvement import private
from alongside.letters.models import Letter
from alongside.passports import actions, queries
from alongside.passports.models import Look, Need, Share


def signed_in(who):
    client = Client()
    client.force_login(who.person)
    return client


def staff_page(session):
    return f"/o/{session.organisation.slug}/sessions/{session.pk}/what-helps/"


def read(client, where):
    answer = client.get(where)
    assert answer.status_code == 200
    return answer.content.decode()


def later(monkeypatch, moment):
    monkeypatch.setattr("django.utils.timezone.now", lambda: moment)


def test_one_writes_and_shares_without_an_account(client, cast, session, nadia):
    own = f"/mine/{private.mine_token(nadia.pk)}/what-helps-me/"
    assert "Write what helps me" in read(client, own)
    said = {"kind": "talking", "words": "A hearing loop", "weight": "essential"}
    client.post(f"{own}write/", said)
    need = Need.objects.get()
    form = read(client, f"{own}share/session/{session.pk}/")
    assert cast.amira.name in form
    until = actions.last_day(event=session, today=session.starts.date()).isoformat()
    client.post(f"{own}share/session/{session.pk}/", {"needs": [str(need.pk)], "until": until})
    assert "No answer yet" in read(client, own)
    page = read(signed_in(cast.amira), staff_page(session))
    assert "A hearing loop" in page
    assert f"Read by {cast.amira.name}" in read(client, own)


def test_only_what_was_shared_is_read(cast, session, shared):
    page = read(signed_in(cast.amira), staff_page(session))
    assert "hearing loop" in page
    assert not re.search(r"\bRex\b", page)


def test_letters_never_say_what_it_is(cast, shared, now):
    letters = Letter.objects.filter(about="needs")
    assert [one.to for one in letters] == [cast.amira.email]
    actions.answer(share=shared, answer="instead", words="We speak up", by=cast.amira, now=now)
    for letter in letters.all():
        assert "loop" not in letter.subject + letter.text
        assert "speak up" not in letter.text
    assert Letter.objects.filter(about="needs").count() == 2


def test_an_answer_stands_on_ones_own_page(client, cast, session, nadia, shared):
    staff = signed_in(cast.amira)
    where = f"{staff_page(session)}{shared.pk}/"
    problem = staff.post(where, {"answer": "instead", "words": ""}).content.decode()
    assert "Write what you do instead" in problem
    assert staff.post(where, {"answer": "arranged", "words": ""}).status_code == 302
    own = read(client, f"/mine/{private.mine_token(nadia.pk)}/what-helps-me/")
    assert "Arranged" in own


def test_it_is_gone_after_the_event_even_if_nothing_ran_meanwhile(
    monkeypatch, client, cast, session, nadia, shared
):
    later(monkeypatch, session.ends + queries.AFTER)
    assert "hearing loop" in read(signed_in(cast.amira), staff_page(session))
    later(monkeypatch, session.ends + queries.AFTER + timedelta(days=1))
    staff = signed_in(cast.amira)
    assert "hearing loop" not in read(staff, staff_page(session))
    assert staff.get(f"{staff_page(session)}{shared.pk}/").status_code == 404
    own = read(client, f"/mine/{private.mine_token(nadia.pk)}/what-helps-me/")
    assert "Nobody but you." in own
    assert "What you shared before" in own


def test_the_ticker_ends_it_and_deletes_it_a_year_later(session, shared, now):
    over = session.ends + queries.AFTER + timedelta(days=1)
    assert actions.end_what_is_over(now=now) == 0
    assert actions.end_what_is_over(now=over) == 1
    assert actions.end_what_is_over(now=over) == 0
    assert actions.end_what_is_over(now=over + queries.KEPT) == 1
    assert not Share.objects.exists()
    assert Need.objects.count() == 2


def test_taken_back_twice_it_is_gone_once(client, cast, session, nadia, shared, now):
    end = f"/mine/{private.mine_token(nadia.pk)}/what-helps-me/shared/{shared.pk}/end/"
    client.post(end)
    ended = Share.objects.get().ended
    client.post(end)
    assert Share.objects.get().ended == ended
    assert "hearing loop" not in read(signed_in(cast.amira), staff_page(session))
    with pytest.raises(actions.NotPossible):
        actions.answer(share=shared, answer="arranged", words="", by=cast.amira, now=now)


def test_a_place_given_back_or_a_session_cancelled_ends_it(cast, session, booked, shared, now):
    assert queries.for_session(session, now.date()).exists()
    gatherings.cancel_booking(booking=booked, now=now)
    assert not queries.for_session(session, now.date()).exists()


def test_a_need_that_is_deleted_is_in_no_row(nadia, loop, shared, cast, now):
    actions.note_looks(shares=[shared], by=cast.amira, today=now.date())
    actions.delete_need(need=loop)
    with connection.cursor() as cursor:
        for table in ("passports_need", "passports_share", "passports_look"):
            cursor.execute(f"SELECT * FROM {table}")
            assert "hearing loop" not in str(cursor.fetchall())
    assert not Share.objects.exists()
    assert not Look.objects.exists()


def test_new_words_need_a_new_answer(shared, loop, cast, now):
    actions.answer(share=shared, answer="arranged", words="", by=cast.amira, now=now)
    actions.change_need(
        need=loop, kind="talking", words="A signer", weight="essential", today=now.date()
    )
    shared.refresh_from_db()
    assert shared.answer == ""


def test_sharing_twice_is_once_and_what_is_not_ticked_ends(session, nadia, loop, dog, shared, now):
    last = actions.last_day(event=session, today=now.date())
    for _ in range(2):
        actions.share(member=nadia, event=session, needs=[dog], until=last, now=now)
    open_ones = Share.objects.filter(ended=None)
    assert [one.need for one in open_ones] == [dog]
    assert Share.objects.count() == 2
    assert Letter.objects.filter(about="needs").count() == 1


def test_it_cannot_be_read_longer_than_a_week_after(session, nadia, loop, now):
    last = actions.last_day(event=session, today=now.date())
    with pytest.raises(actions.NotPossible, match="Choose a day from today to 24 March 2026"):
        actions.share(
            member=nadia, event=session, needs=[loop], until=last + timedelta(days=1), now=now
        )


def test_nobody_else_reads_it(cast, session, plan, shared):
    where = staff_page(session)
    for who in (cast.tom, cast.dot, cast.bola):
        if who.person is None:
            continue
        assert signed_in(who).get(where).status_code in (403, 404)
        assert signed_in(who).get(f"{where}{shared.pk}/").status_code in (403, 404)
    other = plan(title="Another one")
    amira = signed_in(cast.amira)
    assert amira.get(f"{staff_page(other)}{shared.pk}/").status_code == 404
    assert "hearing loop" not in read(amira, staff_page(other))
    assert Client().get(where).status_code in (302, 403)


def test_who_leads_the_session_reads_it_too(cast, plan, book, now):
    led = plan(led_by=[cast.tom], title="Led by Tom")
    member = book(led, "Ben Field").membership
    need = actions.write_need(
        member=member, kind="room", words="No steps", weight="essential", today=now.date()
    )
    actions.share(
        member=member, event=led, needs=[need], until=now.date() + timedelta(days=3), now=now
    )
    assert "No steps" in read(signed_in(cast.tom), staff_page(led))
    today = read(signed_in(cast.tom), f"/o/{cast.here.slug}/")
    assert "People who told you what helps them" in today


def test_nobody_shares_what_another_wrote(client, session, book, loop, nadia, now):
    ben = book(session, "Ben Field").membership
    last = actions.last_day(event=session, today=now.date())
    assert actions.share(member=ben, event=session, needs=[loop], until=last, now=now) == []
    bens = f"/mine/{private.mine_token(ben.pk)}/what-helps-me/"
    assert client.get(f"{bens}{loop.pk}/").status_code == 404
    assert client.post(f"{bens}{loop.pk}/delete/").headers["Location"] == bens
    assert Need.objects.filter(pk=loop.pk).exists()
    assert "hearing loop" not in read(client, bens)


def test_it_is_shared_for_a_part_and_ends_when_one_leaves(client, cast, part, now):
    need = actions.write_need(
        member=part.member, kind="time", words="A break", weight="helpful", today=now.date()
    )
    own = f"/mine/{private.mine_token(part.member_id)}/what-helps-me/"
    until = (now.date() + timedelta(days=30)).isoformat()
    client.post(f"{own}share/part/{part.pk}/", {"needs": [str(need.pk)], "until": until})
    opportunity = part.opportunity
    where = f"/o/{cast.here.slug}/opportunities/{opportunity.pk}/people/{part.pk}/what-helps/"
    assert "A break" in read(signed_in(cast.amira), where)
    share = Share.objects.get()
    answer = f"{where}{share.pk}/"
    signed_in(cast.amira).post(answer, {"answer": "arranged", "words": ""})
    client.post(f"{own}shared/{share.pk}/met/", {"met": "partly"})
    assert "You said: Partly." in read(client, own)
    involvement.leave(part=part, now=now)
    assert "A break" not in read(signed_in(cast.amira), where)


def test_we_ask_once_a_year_whether_it_is_still_right(monkeypatch, client, nadia, loop, now):
    own = f"/mine/{private.mine_token(nadia.pk)}/what-helps-me/"
    assert "Is it still right?" not in read(client, own)
    later(monkeypatch, now + timedelta(days=366))
    assert "Is it still right?" in read(client, own)
    client.post(f"{own}still-right/")
    assert "Is it still right?" not in read(client, own)


def test_a_form_sent_twice_writes_it_once(client, nadia):
    own = f"/mine/{private.mine_token(nadia.pk)}/what-helps-me/write/"
    said = {
        "kind": "room",
        "words": "No steps",
        "weight": "helpful",
        "client_id": "4b8de0a6-42f5-4d6c-9a54-0b8f4a0a8f10",
    }
    client.post(own, said)
    client.post(own, said)
    assert Need.objects.count() == 1
    assert client.post(own, {"kind": "room"}).status_code == 200


def test_a_facilitator_finds_the_way_only_to_what_they_may_read(cast, plan):
    led, other = plan(led_by=[cast.tom], title="Led by Tom"), plan(title="Another one")
    tom = signed_in(cast.tom)
    for session, leads in ((led, True), (other, False)):
        page = read(tom, f"/o/{cast.here.slug}/sessions/{session.pk}/needs/")
        assert (staff_page(session) in page) is leads


def test_what_helps_somebody_stays_theirs_when_they_turn_out_to_be_known(cast, part, now):
    known = involvement.apply(
        opportunity=part.opportunity,
        name="Ben",
        email="ben@example.org",
        age="18 or over",
        now=now,
        today=now.date(),
    ).member
    involvement.leave(part=known.parts.get(), now=now)
    need = actions.write_need(
        member=part.member, kind="room", words="No steps", weight="helpful", today=now.date()
    )
    (shared,) = actions.share(
        member=part.member, event=part, needs=[need], until=now.date(), now=now
    )
    involvement.same_person(part=part, member=known, by=cast.amira, now=now)
    assert [one.words for one in queries.needs(known)] == ["No steps"]
    assert list(queries.for_part(part, now.date())) == [shared]
