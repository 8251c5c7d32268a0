"""A private link to a draft: somebody who came by the code of a wave goes on on another device."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache

from alongside.web.refusals import told_by
from alongside.web.square import as_typed, square

from .. import actions, queries, receipts, respondent
from .refusing import refused
from .visiting import Visit, arrive


@told_by(refused)
@never_cache
def later(request: HttpRequest, code: str) -> HttpResponse:
    """The link to go on later: asked for with a POST, then shown to the same browser."""
    visit, instead = arrive(request, code)
    if instead:
        return instead
    if visit.who is None or not visit.kept or not visit.may_go_on_elsewhere:
        return visit.go("begin")
    if request.method == "POST":
        actions.let_go_on(wave=visit.wave, client=visit.who.client)
        return visit.go("later")
    key = queries.open_key(visit.wave, visit.who.client)
    if not key:
        return visit.go("begin")
    link = _address("go_on", visit, receipts.in_fours(key))
    return visit.render(
        "later",
        link=link,
        square=square(link),
        typed_at=as_typed(_address("type_key", visit)),
        words=receipts.in_fours(key),
    )


@told_by(refused)
@never_cache
def type_key(request: HttpRequest, code: str) -> HttpResponse:
    """Where somebody types what they wrote down."""
    visit, instead = arrive(request, code)
    if instead:
        return instead
    typed = request.POST.get("key", "")
    key = receipts.read(typed)
    if key and queries.client_by_key(visit.wave, key):
        return visit.go("go_on", key)
    return visit.render("type_key", typed=typed, unknown=request.method == "POST")


@never_cache
def go_on(request: HttpRequest, code: str, key: str) -> HttpResponse:
    """The link itself: this browser goes on with that draft. Where another was begun in it, that
    is asked about first."""
    visit, instead = arrive(request, code)
    if instead:
        return instead
    client = queries.client_by_key(visit.wave, receipts.read(key))
    if client is None:
        return visit.render("type_key", status=404, typed="", unknown=True)
    other = visit.kept and visit.who is not None and visit.who.client != client
    if other and request.method != "POST":
        return visit.render("go_on")
    response = redirect("asks:begin", visit.wave.code)
    return respondent.remember(response, visit.wave, respondent.Respondent(client), visit.chosen)


def _address(page: str, visit: Visit, *parts: str) -> str:
    return settings.ADDRESS + reverse(f"asks:{page}", args=[visit.wave.code, *parts])
