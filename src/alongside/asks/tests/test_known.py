"""Who may see who said what, as each mode promises it, and taking answers back."""

import html

import pytest

from alongside.asks import actions, queries
from alongside.asks.models import Comment, Invitation, Mark, Mode, Response


def words(answer):
    return html.unescape(answer.content.decode())


@pytest.fixture
def said(open_wave, cast, answers, now):
    """Call it for a wave of a mode in which David has answered."""

    def do(mode=Mode.NAMED):
        wave = open_wave(mode)
        key = actions.invite(wave=wave, member=cast.david)
        actions.answer(
            wave=wave,
            answers=answers(1) | {"model": {"text": "The nef ladder"}},
            client=queries.client_of(cast.david),
            invitation=queries.invitation(wave, key),
            now=now,
        )
        return wave

    return do


def at(wave, *parts):
    return "/".join(["/o/sandbrook-council/ask/waves", str(wave.pk), "answers", *parts, ""])


@pytest.mark.parametrize(
    ("mode", "who_sees"),
    [
        (Mode.NAMED, {"amira": 200, "tom": 200, "priya": 200, "david": 403, "bola": 404}),
        (Mode.CONFIDENTIAL, {"amira": 200, "tom": 403, "priya": 403, "david": 403, "bola": 404}),
        (Mode.ANONYMOUS, {"amira": 404, "tom": 404, "priya": 404, "david": 403, "bola": 404}),
    ],
)
def test_each_mode_shows_names_to_whom_it_says(cast, sign_in, said, mode, who_sees):
    wave = said(mode)
    response = Response.objects.first()
    found = {}
    for who in who_sees:
        client = sign_in(getattr(cast, who))
        found[who] = client.get(at(wave)).status_code
        if response:
            page = at(wave, str(response.pk))
            assert client.get(page).status_code == found[who]
            assert (client.post(f"{page}remove/").status_code != 302) or found[who] == 200
            response = Response.objects.first()
    assert found == who_sees


def test_the_page_has_the_answers_with_the_words_that_were_kept_apart(cast, sign_in, said):
    wave = said()
    page = words(sign_in(cast.amira).get(at(wave, str(Response.objects.get().pk))))
    assert "What David Price said" in page
    assert "Words of person number 0001" in page
    assert "The nef ladder" in page


def test_a_response_of_another_wave_is_not_found_here(cast, sign_in, said, open_wave):
    said()
    other = open_wave(Mode.NAMED)
    page = at(other, str(Response.objects.get().pk))
    assert sign_in(cast.amira).get(page).status_code == 404


def test_an_analyst_sees_names_and_removes_nothing(cast, sign_in, said):
    wave = said()
    page = at(wave, str(Response.objects.get().pk))
    priya = sign_in(cast.priya)
    assert "remove/" not in words(priya.get(page))
    assert priya.post(f"{page}remove/").status_code == 403
    assert Response.objects.count() == 1


def test_removed_answers_are_gone_and_can_be_given_again(cast, sign_in, client, said, answers, now):
    wave = said()
    page = at(wave, str(Response.objects.get().pk))
    tom = sign_in(cast.tom)
    assert "They can answer again with the same link" in words(tom.get(f"{page}remove/"))
    assert Response.objects.count() == 1
    assert tom.post(f"{page}remove/").headers["Location"] == at(wave)
    assert (Response.objects.count(), Comment.objects.count()) == (0, 0)
    assert tom.post(f"{page}remove/").status_code == 404
    invitation = Invitation.objects.get()
    assert not invitation.done
    actions.answer(
        wave=wave,
        answers=answers(2),
        client=queries.client_of(cast.david),
        invitation=invitation,
        now=now,
    )
    assert Response.objects.count() == 1


def test_the_mark_of_removed_words_goes_too(said, now):
    wave = said()
    actions.close(wave=wave, now=now)
    assert Mark.objects.count() == 1
    actions.remove_response(response=Response.objects.get())
    assert Mark.objects.count() == 0


def test_an_anonymous_answer_cannot_be_removed(wave, answers, now):
    for number in range(5):
        actions.answer(wave=wave, answers=answers(number), client=f"c{number}", now=now)
    actions.close(wave=wave, now=now)
    with pytest.raises(actions.NotPossible, match="do not know whose"):
        actions.remove_response(response=Response.objects.first())
