"""Who may read letters."""

import re
from typing import Any

from django.conf import settings
from django.http import Http404

from alongside.people import access as people
from alongside.people.models import Membership, Organisation
from alongside.web.codes import LETTERS

from . import keys, post, queries, texts
from .models import Letter, OptOut

PRIVATE_PART = re.compile(
    r"(?<=/)(?=[^/\s]*[A-Z:]|[0-9a-f]{24})[\w:=.-]{24,}(?:/\S*)?"
    r"|(?<=/i/)[\w-]{12,}(?:/\S*)?"
    rf"|(?<=/)[{LETTERS}]{{12,}}(?:/\S*)?"  # short enough for a text, and to be typed from paper
    r"|(?<=/no-letters/)[\w:-]{12,}(?:/\S*)?"
)
"""The part of an address that only the one it was sent to may have: signed, or drawn at random."""

LEFT_OUT = "(the rest is only in the letter)"


def letter(person: Any, organisation: str, pk: int) -> Letter:
    """Return one letter of the organisation's outbox to a member of staff.

    Private links are taken out of it: who has one is taken for the person it was sent to. In the
    demo they stay, or nobody could follow them.
    """
    me = people.staff(person, organisation)
    found = queries.outbox(me.organisation).filter(pk=pk).first()
    if found is None:
        raise Http404("no such letter in this organisation")
    found.text += post.foot(found)
    if not (settings.DEMO and me.organisation.example):
        found.text = without_private_links(found.text)
        found.calendar = without_private_links(found.calendar.replace("\r\n ", ""))
    return found


def notes_texts(person: Any, organisation: str) -> Membership:
    """Return who may note that somebody wants no texts. There is no such page where none leave."""
    me = people.convener(person, organisation)
    if not texts.configured():
        raise Http404("no texts leave from here")
    return me


def noted(organisation: Organisation, pk: int) -> OptOut:
    """Return the number that staff noted under this key."""
    found = queries.want_no_texts(organisation).filter(pk=pk, about="").first()
    if found is None:
        raise Http404("nobody noted this number here")
    return found


def optional_letter(token: str) -> Letter:
    """Return the letter at whose foot this token stood. Whoever has it may ask for no more."""
    pk = keys.no_letters_opened(token)
    letters = Letter.objects.filter(pk=pk, optional=True) if pk else Letter.objects.none()
    found = letters.select_related("organisation").first()
    if found is None or found.organisation is None:
        raise Http404("no letter has this link")
    return found


def without_private_links(text: str) -> str:
    """Return the text with every private part of an address left out.

    >>> without_private_links("Go to http://x.example/place/WzEsMV0:1xV1LB:QeRARVsWcW6eFsGiayjq/a/")
    'Go to http://x.example/place/(the rest is only in the letter)'
    >>> without_private_links("http://x.example/a/K4M7PQRT/i/K4M7PQRTWXY234/")
    'http://x.example/a/K4M7PQRT/i/(the rest is only in the letter)'
    >>> without_private_links("http://x.example/looking-back/K4M7PQRTWXY234/")
    'http://x.example/looking-back/(the rest is only in the letter)'
    >>> without_private_links("http://x.example/j/K4M7PQ/ and /l/a-council-with-a-long-name/us/")
    'http://x.example/j/K4M7PQ/ and /l/a-council-with-a-long-name/us/'
    """
    return PRIVATE_PART.sub(LEFT_OUT, text)


def without_links_of(letter: Letter, text: str) -> str:
    """Return what a mail server or gateway said, without the private links of this letter, however
    it writes them down."""
    for link in PRIVATE_PART.findall(letter.text + post.foot(letter)):
        text = text.replace(link.strip("/"), LEFT_OUT)
    return without_private_links(text)
