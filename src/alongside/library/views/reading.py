"""What anybody may read, without signing in. The session is never touched."""

import logging
import re

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from .. import access, actions, queries

log = logging.getLogger(__name__)

_MACHINE = re.compile(
    r"(?<!cu)bot|crawl|spider|slurp|preview|lighthouse|facebookexternalhit"
    r"|curl|wget|python|java/|go-http|okhttp|libwww|httpclient|node-fetch|axios",
    re.IGNORECASE,
)
"""What programs that fetch pages by themselves call themselves. Cubot is a phone."""


@require_safe
def read(request: HttpRequest, whose: str, page: str) -> HttpResponse:
    """A page as it was published last. That it was opened is counted, and nothing else."""
    version = access.public_page(whose, page)
    if is_visit(request):
        try:
            actions.count_visit(page=version.page, now=timezone.now())
        except DatabaseError:
            log.exception("a visit could not be counted")
    others = queries.published(version.page.organisation).exclude(page=version.page)
    context = {"contents": version, "version": version, "page": version.page, "others": others}
    return render(request, "library/read.html", context)


def is_visit(request: HttpRequest) -> bool:
    """Return whether somebody opened the page to read it: a person who is not signed in, with a
    browser that shows it to them now. What says so is looked at and not kept."""
    headers = request.headers
    agent = headers.get("User-Agent", "")
    ahead = headers.get("Sec-Purpose", headers.get("Purpose", headers.get("X-Moz", "")))
    return (
        request.method == "GET"
        and settings.SESSION_COOKIE_NAME not in request.COOKIES
        and headers.get("Sec-Fetch-Dest", "document") == "document"
        and "pre" not in ahead
        and agent != ""
        and not _MACHINE.search(agent)
    )
