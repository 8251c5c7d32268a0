"""Hand one letter to the SMTP server that the settings name."""

import contextlib
import smtplib
import ssl
from email.headerregistry import BaseHeader, HeaderRegistry, UnstructuredHeader
from email.message import EmailMessage
from email.policy import Policy, default
from email.utils import format_datetime, parseaddr
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.urls import reverse

from alongside.web.square import as_typed

from . import keys
from .models import Letter


class WholeHeader(UnstructuredHeader, BaseHeader):
    """A header with an address in it, never broken or encoded, or mail programs do not know it."""

    def fold(self, *, policy: Policy) -> str:
        return f"{self.name}: {self}{policy.linesep}"


_headers = HeaderRegistry()
_headers.map_to_type("list-unsubscribe", WholeHeader)
_POLICY = default.clone(header_factory=_headers)


class Refused(Exception):
    """A mail server or gateway will never take this letter: the address is wrong or closed."""


def configured() -> bool:
    """Return whether letters can leave. Without a mail server they wait in the outbox."""
    return bool(settings.LETTERS_SMTP)


def as_message(letter: Letter) -> EmailMessage:
    """Return the letter as an e-mail. A calendar invitation goes along as text/calendar."""
    message = EmailMessage(policy=_POLICY)
    message["From"] = settings.LETTERS_FROM
    message["To"] = letter.to
    message["Subject"] = letter.subject
    message["Date"] = format_datetime(letter.written)
    message["Message-ID"] = f"<{keys.key(letter.pk)}@{urlsplit(settings.ADDRESS).hostname}>"
    message["Auto-Submitted"] = "auto-generated"
    if letter.optional:
        message["List-Unsubscribe"] = f"<{_no_letters(letter)}>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message.set_content(letter.text + foot(letter))
    if letter.calendar:
        message.add_attachment(
            letter.calendar.encode(),
            maintype="text",
            subtype="calendar",
            filename="session.ics",
            params={"method": "CANCEL" if "METHOD:CANCEL" in letter.calendar else "PUBLISH"},
        )
    return message


def _no_letters(letter: Letter) -> str:
    """Return the address at which whoever gets an optional letter asks for no more like it."""
    by_text = letter.channel == Letter.Channel.TEXT
    token = keys.no_texts(letter.pk) if by_text else keys.no_letters(letter.pk)
    return settings.ADDRESS + reverse("letters:no_letters", args=[token])


def foot(letter: Letter) -> str:
    """Return what stands under the text of a letter on its way; it is never kept."""
    if letter.channel == Letter.Channel.TEXT:
        return f"\nNo more texts: {as_typed(_no_letters(letter))}" * letter.optional
    return f"\n-- \nI do not want letters like this:\n{_no_letters(letter)}\n" * letter.optional


def way_back(letter: Letter) -> str:
    """Return the address to which a mail server sends a letter that it cannot deliver. With
    ALONGSIDE_BOUNCES it names the letter (bounces+letter-12-…@example.org); else it is the
    sender's."""
    local, _, domain = settings.LETTERS_BOUNCES.rpartition("@")
    if local:
        return f"{local}+{keys.key(letter.pk)}@{domain}"
    return parseaddr(settings.LETTERS_FROM)[1]


def _connected(timeout: float) -> smtplib.SMTP:
    """Return the mail server, ready to take letters from us."""
    address = urlsplit(settings.LETTERS_SMTP)
    host, user = address.hostname or "", unquote(address.username or "")
    if address.scheme == "smtps":
        safe = ssl.create_default_context()
        server: smtplib.SMTP = smtplib.SMTP_SSL(
            host, address.port or 465, timeout=timeout, context=safe
        )
    else:
        server = smtplib.SMTP(host, address.port or 25, timeout=timeout)
    try:
        server.ehlo()
        if address.scheme == "smtp" and server.has_extn("starttls"):
            server.starttls(context=ssl.create_default_context())
            server.ehlo()
        if user:
            server.login(user, unquote(address.password or ""))
    except BaseException:
        server.close()
        raise
    return server


def problem(timeout: float = 5) -> str:
    """Return in a sentence why the mail server does not take letters from us; "" when it does."""
    address = urlsplit(settings.LETTERS_SMTP)
    where = f"{address.hostname}:{address.port or (465 if address.scheme == 'smtps' else 25)}"
    try:
        with _connected(timeout) as server, contextlib.suppress(OSError, smtplib.SMTPException):
            server.quit()
    except smtplib.SMTPAuthenticationError:
        return f"the mail server {where} does not take the user and password in ALONGSIDE_SMTP."
    except ssl.SSLError as fault:
        return f"the mail server {where} has no certificate we can trust ({fault.reason})."
    except (OSError, smtplib.SMTPException) as fault:
        says = getattr(fault, "strerror", None) or str(fault)
        if "timed out" in says:
            return f"the mail server {where} did not answer within {timeout:g} seconds."
        return f"the mail server {where} cannot be reached: {says}."
    return ""


def hand_over(letter: Letter) -> str:
    """Return the server's word when it has accepted the letter.

    Raises Refused for a permanent refusal (SMTP 5xx to this recipient or this message), and
    OSError or SMTPException for anything worth another try. A letter that cannot be put into the
    form of an e-mail raises ValueError.
    """
    with _connected(timeout=20) as server:
        try:
            server.send_message(as_message(letter), from_addr=way_back(letter))
        except smtplib.SMTPRecipientsRefused as refusal:
            code, word = next(iter(refusal.recipients.values()))
            if code >= 500:
                raise Refused(_words(code, word)) from refusal
            raise
        except smtplib.SMTPDataError as refusal:
            if refusal.smtp_code >= 500:
                raise Refused(_words(refusal.smtp_code, refusal.smtp_error)) from refusal
            raise
        # It is accepted: a server that stumbles over the goodbye must not get it a second time.
        with contextlib.suppress(OSError, smtplib.SMTPException):
            server.quit()
    return "accepted"


def _words(code: int, word: bytes | str) -> str:
    text = word.decode("utf-8", "replace") if isinstance(word, bytes) else word
    return f"{code} {text}"
