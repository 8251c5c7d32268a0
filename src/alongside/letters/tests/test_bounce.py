"""Letters that come back after the mail server took them: the notices of three mail servers."""

import base64
import io
from types import SimpleNamespace

import pytest
from aiosmtpd.controller import Controller

from alongside.cli import WrongInput, bounce
from alongside.letters import actions, keys, post, tasks
from alongside.letters.models import Letter

from .conftest import free_port

POSTFIX = """\
Return-Path: <>
Delivered-To: {way_back}
Received: by mail.example.org (Postfix) id 4F3B21A2; Tue, 10 Mar 2026 09:05:02 +0000 (GMT)
Date: Tue, 10 Mar 2026 09:05:02 +0000 (GMT)
From: MAILER-DAEMON@mail.example.org (Mail Delivery System)
Subject: Undelivered Mail Returned to Sender
To: {way_back}
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status;
\tboundary="4F3B21A2.1773133502/mail.example.org"

This is a MIME-encapsulated message.

--4F3B21A2.1773133502/mail.example.org
Content-Description: Notification
Content-Type: text/plain; charset=us-ascii

This is the mail system at host mail.example.org.

<dot@example.org>: host mx.example.org[192.0.2.1] said: 550 5.1.1
    <dot@example.org>: Recipient address rejected (in reply to RCPT TO command)

--4F3B21A2.1773133502/mail.example.org
Content-Description: Delivery report
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.example.org
X-Postfix-Queue-ID: 4F3B21A2
Arrival-Date: Tue, 10 Mar 2026 09:05:01 +0000 (GMT)

Final-Recipient: rfc822; dot@example.org
Original-Recipient: rfc822;dot@example.org
Action: {action}
Status: 5.1.1
Remote-MTA: dns; mx.example.org
Diagnostic-Code: smtp; 550 5.1.1 <dot@example.org>: Recipient address
    rejected

--4F3B21A2.1773133502/mail.example.org
Content-Description: Undelivered Message Headers
Content-Type: text/rfc822-headers

Message-ID: {message_id}
Subject: Your place
To: dot@example.org

--4F3B21A2.1773133502/mail.example.org--
"""

EXCHANGE = """\
From: <postmaster@otherton.onmicrosoft.com>
To: <alongside@localhost>
Date: Tue, 10 Mar 2026 09:06:11 +0000
Content-Type: multipart/report; report-type=delivery-status;
\tboundary="1f2a6b54-0d3c-4d5a-b1c6-1c2a0d2b7c11"
X-MS-Exchange-Message-Is-Ndr:
Content-Language: en-GB
Message-ID: <0f7ca2@AM0PR01MB.eurprd01.prod.exchangelabs.com>
In-Reply-To: {message_id}
Subject: Undeliverable: Your place
Auto-Submitted: auto-replied
MIME-Version: 1.0

--1f2a6b54-0d3c-4d5a-b1c6-1c2a0d2b7c11
Content-Type: multipart/alternative; differences=Content-Type;
\tboundary="6c7a5f70"

--6c7a5f70
Content-Type: text/plain; charset="us-ascii"
Content-Transfer-Encoding: quoted-printable

Delivery has failed to these recipients or groups:=0A=0Adot@example.org

--6c7a5f70
Content-Type: text/html; charset="us-ascii"
Content-Transfer-Encoding: quoted-printable

<html><body><p>Your message couldn't be delivered.</p></body></html>

--6c7a5f70--

--1f2a6b54-0d3c-4d5a-b1c6-1c2a0d2b7c11
Content-Type: message/delivery-status

Reporting-MTA: dns;AM0PR01MB.eurprd01.prod.exchangelabs.com
Received-From-MTA: dns;mail.example.org
Arrival-Date: Tue, 10 Mar 2026 09:06:10 +0000

Final-Recipient: rfc822;dot@example.org
Action: {action}
Status: 5.1.10
Diagnostic-Code: smtp;550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found
X-Display-Name: dot@example.org

--1f2a6b54-0d3c-4d5a-b1c6-1c2a0d2b7c11
Content-Type: message/rfc822

{copy}

--1f2a6b54-0d3c-4d5a-b1c6-1c2a0d2b7c11--
"""

EXIM = """\
Return-path: <>
Envelope-to: {way_back}
Received: from Debian-exim by mail.example.org with local (Exim 4.80) id 1aBcDe-0001Ab-2C
X-Failed-Recipients: dot@example.org
Auto-Submitted: auto-replied
From: Mail Delivery System <Mailer-Daemon@mail.example.org>
To: alongside@localhost
Subject: Mail delivery failed: returning message to sender
Message-Id: <E1aBcDe-0001Ab-2C@mail.example.org>
Date: Tue, 10 Mar 2026 09:07:00 +0000

This message was created automatically by mail delivery software.

A message that you sent could not be delivered to one or more of its
recipients. This is a permanent error. The following address(es) failed:

  dot@example.org
    SMTP error from remote mail server after RCPT TO:<dot@example.org>:
    host mx.example.org [192.0.2.1]: refused
    550 5.1.1 User unknown

------ This is a copy of the message, including all the headers. ------

Return-path: <alongside@localhost>
Message-ID: {message_id}
From: Alongside <alongside@localhost>
Subject: 450 reasons to come

See you there.
"""

SAYS = {
    "Postfix": (POSTFIX, "550 5.1.1 <dot@example.org>: Recipient address rejected"),
    "Exchange": (EXCHANGE, "550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found"),
    "Exim": (EXIM, "550 5.1.1 User unknown"),
}


@pytest.fixture
def letter(db, now, postbox):
    letter = actions.write(
        to="dot@example.org", about="booking", subject="Your place", text="See you.", now=now
    )
    tasks.due(now)
    return letter


def notice(template, letter, action="failed", **more):
    mail = post.as_message(letter)
    words = {
        "message_id": mail["Message-ID"],
        "way_back": post.way_back(letter),
        "copy": mail.as_string(),
        "action": action,
    }
    return template.format(**(words | more)).encode()


def became(letter):
    letter.refresh_from_db()
    return letter.state, [(d.outcome, d.detail) for d in letter.deliveries.all()][1:]


@pytest.mark.parametrize("server", SAYS)
def test_the_letter_that_came_back_is_noted(letter, server):
    template, says = SAYS[server]
    assert bounce.note(notice(template, letter)) == f"Letter {letter.pk} came back: {says}"
    assert became(letter) == ("refused", [("refused", says)])


def test_the_same_notice_twice_is_noted_once(letter):
    bounce.note(notice(POSTFIX, letter))
    again = bounce.note(notice(EXCHANGE, letter))
    assert again == f"Letter {letter.pk} had come back already. Nothing to note."
    assert len(became(letter)[1]) == 1


@pytest.mark.parametrize(
    ("action", "sentence"),
    [
        ("delayed", "is late, and still on its way. Nothing to note."),
        ("relayed", "arrived. Nothing to note."),
    ],
)
def test_a_letter_that_is_only_late_did_not_come_back(letter, action, sentence):
    assert bounce.note(notice(POSTFIX, letter, action)) == f"Letter {letter.pk} {sentence}"
    assert became(letter) == ("sent", [])


def test_the_copy_of_the_letter_is_enough(letter):
    content = notice(EXCHANGE, letter, message_id="<another@example.org>")
    assert "came back" in bounce.note(content)


def test_a_copy_that_was_coded_for_the_way_is_read(letter):
    copy = base64.b64encode(post.as_message(letter).as_bytes()).decode()
    coded = f"Content-Type: text/plain\nContent-Transfer-Encoding: base64\n\n{copy}"
    template = EXCHANGE.replace("Content-Type: message/rfc822\n\n{copy}", coded)
    assert "came back" in bounce.note(notice(template, letter, message_id="<x@example.org>"))


def test_the_address_it_came_back_to_is_enough(letter, settings):
    settings.LETTERS_BOUNCES = "bounces@example.org"
    content = notice(POSTFIX, letter, message_id="<rewritten@example.org>")
    assert "came back" in bounce.note(content)


@pytest.mark.parametrize("server", SAYS)
def test_nobody_can_send_back_a_letter_they_never_had(letter, server):
    template, _ = SAYS[server]
    forged = f"letter-{letter.pk}-{'0' * 20}"
    content = notice(template, letter).replace(keys.key(letter.pk).encode(), forged.encode())
    with pytest.raises(WrongInput, match="names no letter that was sent from here"):
        bounce.note(content)
    assert became(letter) == ("sent", [])


def test_a_letter_that_is_gone_is_said(letter):
    content = notice(POSTFIX, letter)
    Letter.objects.all().delete()
    with pytest.raises(WrongInput, match="names no letter"):
        bounce.note(content)


@pytest.mark.parametrize(
    "content",
    [
        b"\0\xff" * 500,
        b"Subject: Out of office\n\nI am away until Monday.",
        b"Content-Type: multipart/report; boundary=x\n\n--x\n",
        b"Content-Type: message/delivery-status\n\nAction\n\n\n",
        b"Content-Type: message/rfc822\n\n" * 60_000,
        b"Content-Type: text/plain; charset=no-such\nContent-Transfer-Encoding: base64\n\n=%$",
        b": : :\n" * 1000,
    ],
)
def test_what_is_no_notice_is_said_in_one_sentence(db, content):
    with pytest.raises(WrongInput, match=r"^This message (is no notice|cannot be read)"):
        bounce.note(content)


def run(monkeypatch, content):
    """Run the command on a message as a mail server would; return the exit code and what is left
    on standard input."""
    given = SimpleNamespace(buffer=io.BytesIO(content))
    monkeypatch.setattr("sys.stdin", given)
    monkeypatch.setattr("alongside.cli.installation.check_tables", lambda: None)
    from alongside.cli import main

    return main(["bounce"]), given.buffer.read()


def test_a_huge_notice_is_read_to_its_end_and_understood(letter, monkeypatch, capsys):
    content = notice(POSTFIX, letter) + b"x" * 20_000_000
    assert run(monkeypatch, content) == (0, b"")
    assert "came back: 550 5.1.1" in capsys.readouterr().out


def test_exit_codes(letter, monkeypatch, capsys):
    assert run(monkeypatch, b" \n")[0] == 2
    assert "there is no message on standard input." in capsys.readouterr().err
    assert run(monkeypatch, b"Subject: Hello\n\n")[0] == 2

    def silent(**_):
        from django.db import OperationalError

        raise OperationalError("locked")

    monkeypatch.setattr("alongside.letters.actions.bounced", silent)
    assert run(monkeypatch, notice(POSTFIX, letter))[0] == 75
    assert "not noted, try again later: locked" in capsys.readouterr().err


class Envelopes:
    """A mail server that keeps from where to where letters went."""

    def __init__(self):
        self.kept = []

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        self.kept.append((envelope.mail_from, envelope.rcpt_tos))
        return "250 OK"


@pytest.mark.parametrize(
    ("bounces", "way_back"),
    [("", "alongside@localhost"), ("bounces@example.org", "bounces+{}@example.org")],
)
def test_a_letter_names_itself_on_its_way_back(db, now, settings, bounces, way_back):
    settings.LETTERS_BOUNCES = bounces
    server = Envelopes()
    controller = Controller(server, hostname="127.0.0.1", port=free_port())
    controller.start()
    settings.LETTERS_SMTP = f"smtp://127.0.0.1:{controller.port}"
    try:
        letter = actions.write(to="dot@example.org", about="x", subject="x", text="x", now=now)
        tasks.due(now)
    finally:
        controller.stop()
    assert server.kept == [(way_back.format(keys.key(letter.pk)), ["dot@example.org"])]
