"""What a mail server says when a letter came back: a delivery status notification (RFC 3464), or
the plain message of an older Exim."""

import email
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from email.message import Message
from typing import Literal

type What = Literal["failed", "delayed", "delivered"]

NOT_THAT = "This message is no notice that a letter came back."
COPY = re.compile(r"^-+ ?This is a copy of", re.MULTILINE)
REFUSAL = re.compile(r"^\s*([45]\d\d[ -].+?)\s*$", re.MULTILINE)


class NotABounce(ValueError):
    """The message says nothing about a letter that came back: one sentence that says why."""


@dataclass(frozen=True, slots=True)
class Bounce:
    """`what` became of the letter for one of its addresses, worst first, and in which words
    (`detail`); `keys` are all that was found which could name the letter."""

    what: What
    detail: str
    keys: tuple[str, ...]


def read_bounce(content: bytes, key: re.Pattern[bytes]) -> Bounce:
    """Return what a message says about a letter. `key` finds what we put into each letter's
    Message-ID and into its way back; the message quotes one or both of them.

    Raises NotABounce for anything else, however broken.
    """
    try:
        message = email.message_from_bytes(content)
        what, detail = _said(message)
        keys = dict.fromkeys(
            found.group().decode()
            for text in _texts(message, content)
            for found in key.finditer(text)
        )
    except (RecursionError, ValueError, LookupError, TypeError, AttributeError) as broken:
        if isinstance(broken, NotABounce):
            raise
        raise NotABounce("This message cannot be read.") from broken
    return Bounce(what, " ".join(detail.split()), tuple(keys))


def _texts(message: Message, content: bytes) -> Iterator[bytes]:
    """Yield the message as it came, then what of it was coded for the way."""
    yield content
    for part in message.walk():
        if not part.is_multipart() and str(part.get("Content-Transfer-Encoding", "")).lower() in {
            "base64",
            "quoted-printable",
        }:
            decoded = part.get_payload(decode=True)
            if isinstance(decoded, bytes):
                yield decoded


def _said(message: Message) -> tuple[What, str]:
    reports = [
        block
        for part in message.walk()
        if part.get_content_type() == "message/delivery-status"
        for block in _blocks(part)
        if block.get("Action")
    ]
    if reports:
        return _worst(reports)
    subject = str(message.get("Subject", ""))
    if message.get("X-Failed-Recipients"):
        return "failed", _plain_refusal(message) or subject
    if subject.startswith("Warning: message ") and "delayed" in subject:
        return "delayed", subject
    raise NotABounce(NOT_THAT)


def _blocks(part: Message) -> Iterable[Message]:
    payload = part.get_payload()
    return [one for one in payload if isinstance(one, Message)] if isinstance(payload, list) else []


def _worst(reports: list[Message]) -> tuple[What, str]:
    order: dict[str, What] = {"failed": "failed", "delayed": "delayed"}
    found = [(order.get(str(one["Action"]).strip().lower(), "delivered"), one) for one in reports]
    found.sort(key=lambda each: ["failed", "delayed", "delivered"].index(each[0]))
    what, report = found[0]
    code = str(report.get("Diagnostic-Code", "")).partition(";")[2].strip()
    status = str(report.get("Status", "")).strip()
    return what, code or status or str(report["Action"])


def _plain_refusal(message: Message) -> str:
    """Return what the other server answered, from the words of an Exim."""
    part = next((one for one in message.walk() if one.get_content_type() == "text/plain"), message)
    payload = part.get_payload(decode=True)
    text = payload.decode("utf-8", "replace") if isinstance(payload, bytes) else ""
    said = REFUSAL.search(COPY.split(text)[0])
    return said[1] if said else ""
