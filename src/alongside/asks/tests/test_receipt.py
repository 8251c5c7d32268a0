"""A receipt without a key: whoever wrote something finds it again, and it leads nowhere else."""

import re
import subprocess
import sys

import pytest
from django.apps import apps
from django.core import signing
from django.db import IntegrityError, connection, transaction

from alongside.asks import actions, queries, receipts
from alongside.asks.models import Box, Comment, Draft, Mode, Response, Taken
from alongside.asks.respondent import _SALT as SALT
from alongside.asks.respondent import RECEIPTS
from alongside.asks.tests.test_seal import ANSWERS_AND_WAITS, LEAVES_FILES, environment
from alongside.asks.views.answering import SEED
from tests.sent_forms import forms_of

ANSWERED = {"understanding.before": "2", "understanding.now": "4", "support": "yes"}


def send(wave, answers, now, people=1):
    """Return the receipts of so many people."""
    return [
        actions.answer(wave=wave, answers=answers(n), client=f"client-{n}", now=now)
        for n in range(people)
    ]


def test_each_thing_written_has_a_code_of_its_own(wave, answers, now):
    more = lambda n: answers(n) | {"improve": {"text": "Less"}, "model": {"text": "Ladder"}}  # noqa: E731
    found = send(wave, more, now, 6)
    assert {tuple(sorted(one)) for one in found} == {("improve", "liked")}
    assert len({code for one in found for code in one.values()}) == 12


def test_who_writes_nothing_gets_no_code(wave, now):
    said = {"support": {"choice": "yes"}}
    assert actions.answer(wave=wave, answers=said, client="c", now=now) == {}


def test_answers_with_a_name_have_no_code(open_wave, cast, answers, now):
    wave = open_wave(Mode.CONFIDENTIAL)
    actions.invite(wave=wave, member=cast.priya)
    invitation = wave.invitations.get()
    given = actions.answer(
        wave=wave, answers=answers(1), client="c", now=now, invitation=invitation
    )
    assert (given, Comment.objects.get().receipt) == ({}, "")
    with pytest.raises(IntegrityError), transaction.atomic():
        Comment.objects.update(receipt="x")


def test_a_code_leads_to_its_words_through_the_box_the_seal_and_the_close(wave, answers, now):
    given = send(wave, answers, now, 12)
    codes = [one["liked"] for one in given]
    for _ in range(2):
        assert {queries.by_receipt(code) for code in codes} == {(wave, None)}
        actions.seal(wave=wave)
    assert Comment.objects.count() == 7
    actions.close(wave=wave, now=now)
    words = [queries.by_receipt(code)[1].text for code in codes]
    assert words == [answers(number)["liked"]["text"] for number in range(12)]
    assert queries.by_receipt("K4M7PQRTWXY2") is None
    assert queries.by_receipt("") is None


def test_only_the_hash_is_kept_and_it_leads_nowhere_else(wave, answers, now):
    """Somebody with all tables and a code finds the words, and from there no other row."""
    code = send(wave, answers, now, 12)[3]["liked"]
    actions.close(wave=wave, now=now)
    mine = Comment.objects.get(receipt=queries.hashed(code))
    assert (mine.response, mine.wave) == (None, wave)
    assert (Box.objects.count(), Taken.objects.count(), Draft.objects.count()) == (0, 0, 0)
    kept = str(list(Response.objects.values())) + str(list(Comment.objects.values()))
    assert code not in kept
    assert kept.count(queries.hashed(code)) == 1
    assert mine.receipt not in str(list(Response.objects.values()))


def test_the_page_of_thanks_shows_the_codes_and_the_next_person_none(client, wave):
    at = f"/a/{wave.code}/"
    client.post(f"{at}all/", ANSWERED | {"liked": "The tea"})
    client.post(f"{at}check/")
    page = client.get(f"{at}thanks/").content.decode()
    [code] = re.findall(r"/said/([\w-]{14})/", page)
    assert queries.by_receipt(receipts.read(code)) == (wave, None)
    assert f"/said/in/{wave.code}/" in page
    cookie = client.cookies[RECEIPTS]
    assert (cookie["path"], cookie["max-age"], cookie["httponly"]) == (f"{at}thanks/", 900, True)
    client.post(f"{at}somebody-else/")
    assert client.cookies[RECEIPTS].value == ""


def page_to_send(client, wave, **words):
    """Fill everything in, and return what the button Send sends."""
    at = f"/a/{wave.code}/"
    client.post(f"{at}all/", ANSWERED | words)
    page = client.get(f"{at}check/").content.decode()
    (form,) = [form for form in forms_of(page, f"{at}check/") if form.path == f"{at}check/"]
    return f"{at}check/", dict(form.fields)


def codes_in(page):
    return re.findall(r"/said/([\w-]{14})/", page.content.decode())


def test_who_presses_twice_gets_the_same_codes_though_the_first_never_arrived(client, wave):
    where, sent = page_to_send(client, wave, liked="The tea", improve="Less rain")
    client.post(where, sent)
    del client.cookies[RECEIPTS]
    assert codes_in(client.get(f"/a/{wave.code}/thanks/")) == []
    shown = client.post(where, sent, follow=True)
    assert len(codes_in(shown)) == 2
    assert {queries.by_receipt(receipts.read(code)) for code in codes_in(shown)} == {(wave, None)}
    assert Box.objects.count() == 1
    assert codes_in(client.post(where, sent, follow=True)) == codes_in(shown)


def test_two_presses_in_one_moment_give_the_same_codes(client, wave, monkeypatch):
    """Both pages were read before either was accepted."""
    where, sent = page_to_send(client, wave, liked="The tea")
    real, given = actions.answer, []

    def twice(**what):
        given.append(real(**what))
        return real(**what)

    monkeypatch.setattr("alongside.asks.actions.answer", twice)
    shown = client.post(where, sent, follow=True)
    assert [receipts.read(code) for code in codes_in(shown)] == list(given[0].values())


def test_what_codes_follow_from_is_kept_by_nobody(client, wave):
    """Neither the rows nor the cookie that says who somebody is lead to a code."""
    where, sent = page_to_send(client, wave, liked="The tea")
    seed = sent[SEED]
    client.post(where, sent)
    secret = signing.loads(seed, salt="alongside.asks.receipt")[2]
    everything = "".join(
        str(list(model.objects.values())) for model in apps.get_models() if model.objects.exists()
    )
    cookies = "".join(morsel.value for morsel in client.cookies.values())
    assert secret not in everything
    assert seed not in everything + cookies
    assert secret not in str(
        signing.loads(client.cookies[f"answering-{wave.code}"].value, salt=SALT)
    )


@pytest.mark.parametrize("whose", ["somebody else's", "of another wave", "made up", ""])
def test_only_whoever_had_the_page_gets_the_codes_again(client, wave, open_wave, whose):
    where, sent = page_to_send(client, wave, liked="The tea")
    client.post(where, sent)
    other = open_wave()
    seeds = {
        "somebody else's": receipts.new_seed(wave, "somebody"),
        "of another wave": receipts.new_seed(other, "somebody"),
        "made up": "x:y:z",
    }
    page = client.post(where, sent | {SEED: seeds.get(whose, "")}, follow=True)
    assert codes_in(page) == []
    assert "We already have your answers" in page.content.decode()
    at = f"/a/{wave.code}/"
    client.post(f"{at}somebody-else/")
    assert codes_in(client.post(where, sent, follow=True)) == [], "the next person on this device"


def test_a_made_up_cookie_shows_nothing(client, wave):
    at = f"/a/{wave.code}/"
    client.post(f"{at}all/", ANSWERED)
    client.post(f"{at}check/")
    client.cookies[RECEIPTS] = "made:up:one"
    page = client.get(f"{at}thanks/").content.decode()
    assert "Thank you. We have your answers." in page
    assert "keep the code" not in page


@pytest.mark.skipif(connection.vendor != "sqlite", reason="reads the files of SQLite")
@pytest.mark.parametrize(("story", "people"), [(LEAVES_FILES, 60), (ANSWERS_AND_WAITS, 6)])
def test_the_raw_files_hold_no_code_and_each_hash_once(made, story, people):
    story = re.sub(
        r"actions\.answer\((.*?\bnow=now,?\s*)\)",
        r"print(actions.answer(\1)['liked'], flush=True)",
        story,
        flags=re.DOTALL,
    )
    done = subprocess.run(
        [sys.executable, "-c", story],
        check=True,
        env=environment(made),
        timeout=120,
        capture_output=True,
        text=True,
    )
    codes = re.findall(r"^[0-9A-Z]{12}$", done.stdout, re.MULTILINE)
    raw = b"".join(path.read_bytes() for path in made.glob("alongside.sqlite3*"))
    assert len(codes) == people
    assert [code for code in codes if code.encode() in raw] == []
    in_rows = [raw.count(queries.hashed(code).encode()) for code in codes]
    indexed = 2 if people == 60 else 1
    assert set(in_rows) == {indexed}, "in the comment and its index, or in the box"
