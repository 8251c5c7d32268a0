"""What is written down of an error: what kind it was and where in the program, in words that hold
nothing of what somebody sent, and none of the addresses that let them in."""

import logging
import re
import traceback
from collections.abc import Iterable
from types import TracebackType

from django.http import HttpRequest

LONGEST = 300
"""Letters of what an error says of itself."""

LEFT_OUT = "[…]"
_KEY = re.compile(r"(?=[\w:=-]*\d)[\w:=-]{16,}")
"""What can be a key, a cookie or a fingerprint: a long word with a figure in it."""


def told(problem: BaseException, hidden: Iterable[str] = ()) -> str:
    """Return an error as it may be kept: the traceback, and of what each error in it says the first
    line without long keys and without what is `hidden`. (Databases repeat the whole row that they
    did not take in the lines below the first.)"""
    away = sorted((text for text in hidden if text), key=len, reverse=True)
    found = traceback.TracebackException.from_exception(problem, compact=True)
    return "".join(_lines(found, away)).rstrip()


def _lines(found: traceback.TracebackException, away: list[str]) -> Iterable[str]:
    before = found.__cause__ or (None if found.__suppress_context__ else found.__context__)
    if before is not None:
        yield from _lines(before, away)
        yield "\nand then:\n"
    yield from found.stack.format()
    says = str(found).partition("\n")[0]
    for text in away:
        says = says.replace(text, LEFT_OUT)
    says = _KEY.sub(LEFT_OUT, says)[:LONGEST]
    yield f"{found.exc_type_str}: {says}\n" if says else f"{found.exc_type_str}\n"


def sent_in(request: HttpRequest) -> list[str]:
    """Return what came with a request that is nobody's to keep: what was typed, the cookies, the
    parts of the address that are filled in, and the address."""
    match = request.resolver_match
    parts = [str(part) for part in match.kwargs.values()] if match else []
    try:
        typed = [value for _, values in request.POST.lists() for value in values]
    except Exception:  # it may be what could not be read: then nothing of it is known
        typed = []
    asked = [value for _, values in request.GET.lists() for value in values]
    found = [*parts, *typed, *asked, *request.COOKIES.values(), request.path]
    return [text for text in found if len(text) > 2]


class Line(logging.Formatter):
    """One line for each thing that happened, and under it an error as `told`."""

    def formatException(  # noqa: N802 (the name that logging calls)
        self,
        ei: tuple[type[BaseException], BaseException, TracebackType | None]
        | tuple[None, None, None],
    ) -> str:
        return told(ei[1]) if ei[1] is not None else ""
