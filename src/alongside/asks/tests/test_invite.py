"""People are invited by letter, each with a link of their own, and reminded."""

import html
import re
from datetime import timedelta

import pytest

from alongside.asks import actions, queries, tasks
from alongside.asks.models import Box, Invitation, Mode
from alongside.asks.queries import inviting
from alongside.letters import actions as letters
from alongside.letters import keys
from alongside.letters.models import Letter
from alongside.people import actions as people


@pytest.fixture
def tom(cast, sign_in):
    return sign_in(cast.tom)


def address(wave, page="invitations"):
    return f"/o/sandbrook-council/ask/waves/{wave.pk}/{page}/"


def words(answer):
    return html.unescape(answer.content.decode())


def written():
    return [(letter.to.split("@")[0], letter.subject) for letter in Letter.objects.order_by("pk")]


def link_in(letter):
    return re.search(r"http://[^/\s]+(/a/\w+/i/\w+/)", letter.text).group(1)


def test_everybody_in_a_team_gets_one_letter_with_their_own_link(tom, cast, wave, now):
    answer = tom.post(address(wave, "invite"), {"team": f"team-{cast.amira.team_id}"})
    assert answer.status_code == 302
    assert written() == []
    for _ in range(2):
        tasks.due(now)
    assert {to for to, _ in written()} == {"amira", "priya", "david"}
    assert len({link_in(letter) for letter in Letter.objects.all()}) == 3
    tom.post(address(wave, "invite"), {"team": "everybody"})
    tasks.due(now)
    assert sorted(to for to, _ in written()) == ["amira", "david", "priya", "tom"]


def test_single_people_are_found_and_ticked(tom, cast, wave):
    page = words(tom.get(address(wave, "invite") + "?q=priya"))
    assert "Priya Nair" in page
    assert "David Price" not in page
    tom.post(address(wave, "invite"), {"people": [cast.priya.pk, cast.dot.pk]})
    assert set(wave.invitations.values_list("member", flat=True)) == {cast.priya.pk, cast.dot.pk}
    assert "Priya Nair" not in words(tom.get(address(wave, "invite")))


def test_a_group_is_invited(tom, cast, wave, now):
    group = people.add_group(organisation=cast.here, name="Panel", kind="other", now=now)
    people.add_to_group(group=group, members=[cast.dot], now=now)
    tom.post(address(wave, "invite"), {"team": f"group-{group.pk}"})
    assert [invitation.member for invitation in wave.invitations.all()] == [cast.dot]


def test_nobody_chosen_is_said_and_what_was_ticked_stays(tom, cast, wave):
    assert "Choose a team or group, or tick people" in words(
        tom.post(address(wave, "invite"), {"team": ""})
    )
    page = words(tom.post(address(wave, "invite"), {"team": "x", "people": [cast.priya.pk]}))
    assert re.search(rf'value="{cast.priya.pk}"[^>]* checked', page)
    assert Invitation.objects.count() == 0


@pytest.mark.parametrize("chosen", ["theirs", "0", "x"])
def test_somebody_of_another_organisation_is_not_invited(tom, cast, wave, chosen):
    person = cast.bola.pk if chosen == "theirs" else chosen
    assert tom.post(address(wave, "invite"), {"people": [person]}).status_code == 200
    assert Invitation.objects.count() == 0


def test_letters_wait_until_it_opens(cast, open_wave, now):
    wave = open_wave(opens=now + timedelta(days=1), closes=None)
    actions.invite_people(wave=wave, members=[cast.priya], now=now)
    tasks.due(now)
    assert written() == []
    tasks.due(now + timedelta(days=1))
    assert [to for to, _ in written()] == ["priya"]


def test_nobody_is_invited_to_what_has_closed(cast, wave, now):
    actions.close(wave=wave, now=now)
    wave.refresh_from_db()
    with pytest.raises(actions.NotPossible, match="has closed"):
        actions.invite_people(wave=wave, members=[cast.priya], now=now)


def test_the_letter_says_what_the_mode_means_and_forgets_the_link(cast, open_wave, now):
    wave = open_wave(Mode.CONFIDENTIAL, readers="Amira and Tom")
    actions.invite_people(wave=wave, members=[cast.priya], now=now)
    tasks.due(now)
    letter = Letter.objects.get()
    assert "Only the people who run this can see which answers are yours." in letter.text
    assert "Amira and Tom" in letter.text
    assert letter.secret


def answered(client, letter):
    """Follow the link of a letter and send an answer."""
    begin = client.get(link_in(letter)).headers["Location"]
    filled = {"understanding.before": "2", "understanding.now": "4", "support": "yes"}
    client.post(f"{begin}all/", filled)
    return client.post(f"{begin}check/")


def test_a_reminder_goes_only_to_who_has_not_answered_and_opens_the_same_link(
    client, cast, wave, now
):
    actions.invite_people(wave=wave, members=[cast.priya, cast.david], now=now)
    tasks.due(now)
    first = {letter.to: letter for letter in Letter.objects.all()}
    assert answered(client, first["priya@example.org"]).headers["Location"].endswith("/thanks/")
    assert actions.remind(wave=wave, now=now + timedelta(hours=23)) == 0
    later = now + timedelta(hours=24) - timedelta(minutes=1)
    wave.closes = now + timedelta(days=9)
    wave.save()
    later = now + timedelta(days=2)
    assert actions.remind(wave=wave, now=later) == 1
    for _ in range(2):
        tasks.due(later)
    assert len(written()) == 3
    again = Letter.objects.order_by("pk").last()
    assert again.subject.startswith("There is still time")
    assert link_in(again) == link_in(first["david@example.org"])


def test_who_answers_before_the_reminder_is_written_gets_none(client, cast, wave, now):
    wave.closes = now + timedelta(days=9)
    wave.save()
    actions.invite_people(wave=wave, members=[cast.priya], now=now)
    tasks.due(now)
    later = now + timedelta(days=2)
    actions.remind(wave=wave, now=later)
    answered(client, Letter.objects.get())
    tasks.due(later)
    assert len(written()) == 1


def test_a_letter_that_came_back_is_flagged_and_not_sent_after(tom, cast, wave, now):
    actions.invite_people(wave=wave, members=[cast.priya], now=now - timedelta(days=2))
    actions.write(invitation=wave.invitations.get(), now=now - timedelta(days=2))
    letters.bounced(letter=Letter.objects.get(), detail="550 no such user", now=now)
    assert actions.remind(wave=wave, now=now) == 0
    page = words(tom.get(address(wave)))
    assert "1 letter came back" in page
    assert "priya@example.org" in page
    assert "1 letter came back" in words(tom.get(f"/o/sandbrook-council/ask/waves/{wave.pk}/"))


def test_of_an_anonymous_wave_nobody_sees_who_has_answered(client, cast, wave, now, sign_in):
    actions.invite_people(wave=wave, members=[cast.priya, cast.david], now=now)
    tasks.due(now)
    client.get(link_in(Letter.objects.get(to="priya@example.org")))
    seen = set()
    for done in (False, True):
        wave.invitations.filter(member=cast.priya).update(done=done)
        page = words(sign_in(cast.amira).get(address(wave)))
        seen.add(re.sub(r'value="[^"]{40,}"', "", page))
    assert len(seen) == 1
    assert "Answered</th>" not in seen.pop()


def test_an_answer_by_a_private_link_leaves_only_done(client, cast, wave, now):
    actions.invite_people(wave=wave, members=[cast.priya], now=now)
    tasks.due(now)
    answered(client, Letter.objects.get())
    box, invitation = Box.objects.get(), Invitation.objects.get()
    assert invitation.done
    assert str(cast.priya.pk) not in map(str, box.answers.values())
    assert "We already have your answers" in words(
        client.get(link_in(Letter.objects.get()), follow=True)
    )


def test_only_who_is_invited_answers_once_each(client, cast, open_wave, now):
    wave = open_wave(invited_only=True)
    page = words(client.get(f"/a/{wave.code}/"))
    assert "Each person can answer once" in page
    assert client.post(f"/a/{wave.code}/q/support/", {"support": "yes"}).status_code == 200
    with pytest.raises(actions.NotPossible, match="private link"):
        actions.answer(wave=wave, answers={}, client="c", now=now)
    actions.invite_people(wave=wave, members=[cast.priya], now=now)
    tasks.due(now)
    answered(client, Letter.objects.get())
    assert Box.objects.count() == 1
    other = type(client)()
    other.get(link_in(Letter.objects.get()))
    assert "We already have your answers" in words(other.get(f"/a/{wave.code}/"))
    assert "somebody-else" not in words(other.get(f"/a/{wave.code}/"))


def test_the_same_link_opened_again_goes_on_where_it_stopped(client, cast, wave, now):
    actions.invite_people(wave=wave, members=[cast.priya], now=now)
    tasks.due(now)
    link = link_in(Letter.objects.get())
    client.get(link)
    client.post(f"/a/{wave.code}/q/support/", {"support": "yes"})
    assert "We kept what you answered before." in words(client.get(link, follow=True))


def test_people_without_an_address_get_their_link_on_paper(tom, client, cast, wave, now):
    actions.invite_people(wave=wave, members=[cast.dot, cast.priya], now=now)
    page = words(tom.get(address(wave, "links")))
    assert "Dot Evans" in page
    assert "Priya Nair" not in page
    key = re.search(r"/i/(\w+)", page).group(1)
    assert queries.invitation(wave, key).member == cast.dot
    assert "No address" in words(tom.get(address(wave)))
    actions.close(wave=wave, now=now)
    assert tom.get(address(wave, "links")).status_code == 404


def test_how_many_are_reminded_is_said_only_where_it_may_be_known(tom, cast, open_wave, now):
    said = {}
    for mode in (Mode.NAMED, Mode.ANONYMOUS, Mode.CONFIDENTIAL):
        wave = open_wave(mode)
        then = now - timedelta(days=2)
        actions.invite_people(wave=wave, members=[cast.priya, cast.david], now=then)
        for invitation in wave.invitations.all():
            actions.write(invitation=invitation, now=then)
        said[mode] = "goes to 2 people" in words(tom.post(address(wave, "remind"), follow=True))
    assert said == {Mode.NAMED: True, Mode.ANONYMOUS: False, Mode.CONFIDENTIAL: False}


def test_an_analyst_cannot_invite_or_remind(cast, sign_in, wave):
    priya = sign_in(cast.priya)
    codes = {page: priya.post(address(wave, page)).status_code for page in ("invite", "remind")}
    assert codes == {"invite": 403, "remind": 403}
    assert priya.get(address(wave, "links")).status_code == 403
    assert priya.get(address(wave)).status_code == 200


@pytest.fixture
def priya_wants_none(cast, now):
    letters.opt_out(
        organisation=cast.here, address="Priya@example.org", about=queries.LETTERS, now=now
    )


@pytest.mark.usefixtures("priya_wants_none")
def test_who_wants_no_letters_is_invited_without_one(tom, cast, wave, now):
    assert "asked for no letters: you hand them the link" in words(tom.get(address(wave, "invite")))
    actions.invite_people(wave=wave, members=[cast.priya, cast.david], now=now)
    for _ in range(2):
        tasks.due(now)
    assert [to for to, _ in written()] == ["david"]
    page = words(tom.get(address(wave)))
    assert "1 person asked for no letters" in page
    slips = words(tom.get(address(wave, "links")))
    assert ("Priya Nair" in slips, "David Price" in slips) == (True, False)


def test_who_stops_letters_gets_no_reminder_until_they_begin_again(cast, open_wave, now):
    then = now - timedelta(days=2)
    wave = open_wave(opens=then)
    actions.invite_people(wave=wave, members=[cast.priya, cast.david], now=then)
    tasks.due(then)
    about = {"organisation": cast.here, "address": "priya@example.org", "about": queries.LETTERS}
    letters.opt_out(now=now, **about)
    assert [one.member for one in inviting.to_remind(wave, now)] == [cast.david]
    letters.opt_in(**about)
    assert inviting.to_remind(wave, now).count() == 2
    actions.remind(wave=wave, now=now)
    letters.opt_out(now=now, **about)
    tasks.due(now)
    assert sorted(to for to, _ in written()) == ["david", "david", "priya"]


def test_an_invitation_can_be_stopped_from_its_own_foot(client, cast, wave, now):
    actions.invite_people(wave=wave, members=[cast.priya], now=now)
    tasks.due(now)
    letter = Letter.objects.get()
    assert (letter.optional, letter.secret) == (True, True)
    assert "/no-letters/" not in letter.text
    assert client.post(f"/no-letters/{keys.no_letters(letter.pk)}/").status_code == 200
    assert inviting.want_no_letters(wave).get().member == cast.priya


def test_a_link_is_short_and_opens_however_it_is_typed_from_paper(client, cast, wave, now):
    actions.invite_people(wave=wave, members=[cast.dot, cast.priya], now=now)
    link = actions.link_of(wave=wave, member=cast.dot)
    key = link.rstrip("/").rpartition("/")[2]
    assert len(key) == 14
    for typed in (key, key.lower(), f"{key[:4]}-{key[4:8]}-{key[8:]}"):
        assert client.get(f"/a/{wave.code}/i/{typed}/").status_code == 302
    others = {key[:-1], f"{key}2", key[:-1] + ("2" if key[-1] != "2" else "3")}
    assert {client.get(f"/a/{wave.code}/i/{wrong}/").status_code for wrong in others} == {404}
