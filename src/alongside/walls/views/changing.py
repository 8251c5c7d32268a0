"""A change that a page or our script posts: read, its picture kept, and done."""

import time
from dataclasses import replace

from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from alongside.files import actions as files
from alongside.people.models import Membership
from alongside.web.pace import Pace

from .. import actions
from ..changes import Change, Outcome
from ..forms import NotNow, NotUnderstood, read_change, read_picture, sent_picture
from ..models import Wall

pace = Pace(most=5, every=20.0)
"""How many pictures one person may send."""


def done(request: HttpRequest, wall: Wall, author: str, *, by: Membership | None = None) -> Outcome:
    """Return what became of a change; whoever leads is said in `by`. Raises NotUnderstood or
    NotPossible."""
    leads = by is not None
    change = read_change(wall.pk, dict(request.POST.lists()), author=author, leads=leads)
    if change.kind in {"add", "edit"} and sent_picture(request.POST, request.FILES):
        change = _with_picture(request, wall, change, by)
    return actions.change(change=change, now=timezone.now())


def _with_picture(
    request: HttpRequest, wall: Wall, change: Change, by: Membership | None
) -> Change:
    """Keep the picture that was sent, of nobody known unless somebody leads, under no name."""
    if by is None and not wall.pictures:
        raise actions.NotPossible("There are no pictures on this wall.")
    if by is None and not pace.allows(change.author, time.monotonic()):
        raise actions.NotPossible("You have sent several pictures. Wait a minute, then try again.")
    picture, says = read_picture(request.POST, request.FILES)
    kept = files.add(
        organisation=wall.organisation,
        picture=picture,
        name="",
        text=says,
        origin=f"wall:{wall.pk}",
        by=by,
        now=timezone.now(),
    )
    return replace(change, data={**change.data, "picture": kept.code, "picture_says": kept.text})


def own_page(address: str) -> str:
    """Return the address of the page that somebody came from, if it is one of ours, or ""."""
    ours = address.startswith("/") and url_has_allowed_host_and_scheme(address, allowed_hosts=None)
    return address.partition("#")[0] if ours else ""


def scripted(request: HttpRequest) -> bool:
    """Return whether our script asks, which wants JSON and no page."""
    return "application/json" in request.headers.get("Accept", "")


def refused(problem: NotUnderstood | actions.NotPossible) -> JsonResponse:
    """Tell our script why something was not done."""
    if isinstance(problem, NotUnderstood):
        status = 503 if isinstance(problem, NotNow) else 422
        return JsonResponse({"says": f"{problem}.", "field": problem.field}, status=status)
    return JsonResponse({"says": str(problem)}, status=409)
