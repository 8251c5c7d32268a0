"""What lets somebody in stands in the letter itself and nowhere else: no log, no other page, no
record of a try to send it."""

import re

from django.contrib.sessions.models import Session
from django.db import connection
from django.test.utils import CaptureQueriesContext

from alongside.asks import actions as asks
from alongside.asks.models import Wave
from alongside.gatherings import actions as gatherings
from alongside.gatherings.models import Gathering
from alongside.letters import post, tasks, texts
from alongside.letters.models import Delivery, Letter
from alongside.web.middleware import Untold
from tests.addresses import own
from tests.test_bad_input import _places, places  # noqa: F401
from tests.test_doors import _world, world  # noqa: F401

ANONYMOUS = re.compile(r"(asks|walls|influence):|live:(?!screen)")
"""Pages on which people answer, write or look up without a name. A big screen has buttons for
whoever leads."""

TOKEN = re.compile(
    r"https?://[^/\s]+(?:/[a-z-]+)*/(?:([\w:-]{24,})|\w{4,8}/i/(\w{14,}))/|/no-letters/(\d+-\w{14})$"
)


def private_addresses(places):  # noqa: F811
    for address in own():
        if Untold.KEYS & set(address.parts) and "organisation" not in address.parts:
            yield from places.of(address)


def test_private_pages_say_nothing_of_their_address(places, client, caplog):  # noqa: F811
    caplog.set_level("DEBUG", "alongside")
    told, names = {}, set()
    for path in private_addresses(places):
        names |= {part for part in path.split("/") if len(part) >= 14}
        for method in (client.get, client.post):
            policy = method(path).headers.get("Referrer-Policy")
            if policy != "no-referrer":
                told[path] = policy
    assert told == {}
    assert len(names) >= 3
    assert [name for name in names if name in caplog.text] == []


def test_who_answers_is_not_looked_up_in_their_session(places, sign_in, world):  # noqa: F811
    """Also somebody who is signed in, with a message that waits for their next page: no page on
    which people answer or write without a name reads or writes their session."""
    cast, _ = world
    client = sign_in(cast.amira)
    session = client.session
    session["_messages"] = '[["__json_message",0,25,"Kept.",""]]'
    session.save()
    read = {}
    for address in own():
        if not ANONYMOUS.match(address.name) or "organisation" in address.parts:
            continue
        for path in places.of(address):
            for method in (client.get, client.post):
                with CaptureQueriesContext(connection) as asked:
                    answer = method(path)
                if "django_session" in str(asked.captured_queries) or "sessionid" in answer.cookies:
                    read[address.name] = path
    assert read == {}
    assert Session.objects.get(pk=session.session_key).get_decoded()["_messages"]
    with CaptureQueriesContext(connection) as asked:
        client.get(f"/o/{cast.here.slug}/ask/waves/")
    assert "django_session" in str(asked.captured_queries), "as the pages of staff do"


def test_whoever_repeats_a_letter_that_they_refuse_has_no_token_kept(
    world,  # noqa: F811
    now,
    caplog,
    monkeypatch,
):
    caplog.set_level("DEBUG", "alongside")
    cast, _ = world
    cast.dot.phone = "+447700900456"
    cast.dot.save()
    wave = Wave.objects.get(mode="named")
    asks.invite_people(wave=wave, members=[cast.priya, cast.david, cast.dot], now=now)
    for invitation in wave.invitations.exclude(to_write=""):
        asks.write(invitation=invitation, now=now)
    session = Gathering.objects.earliest("pk")
    gatherings.book(gathering=session, name="Ada", email="ada@example.org", now=now)
    found = set()

    def refuse(letter):
        by_text = letter.channel == Letter.Channel.TEXT
        text = texts.words(letter) if by_text else post.as_message(letter).as_string()
        found.update("".join(parts) for parts in TOKEN.findall(text.replace("=\n", "")))
        refusal = post.Refused if letter.pk % 2 else ValueError
        raise refusal(f"550 spam: {letter.text} {post.foot(letter)}")

    monkeypatch.setattr(post, "configured", lambda: True)
    monkeypatch.setattr(post, "hand_over", refuse)
    monkeypatch.setattr(texts, "hand_over", refuse)
    tasks.due(now)
    assert len(found) >= 6
    assert any(re.fullmatch(r"\d+-\w{14}", token) for token in found)  # that of a text
    kept = " ".join(Delivery.objects.values_list("detail", flat=True)) + caplog.text
    left = Letter.objects.filter(secret=True).exclude(state=Letter.State.WAITING)
    kept += " ".join(left.values_list("text", flat=True))
    assert Delivery.objects.count() >= 3
    assert [token for token in found if token in kept] == []
