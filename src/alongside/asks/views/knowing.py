"""Who answered what, where the mode of a wave lets some people know."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from alongside.methods.questions.messages import DEFAULT

from .. import access, actions, modes, pages, queries


@never_cache
def responses(request: HttpRequest, organisation: str, wave: int) -> HttpResponse:
    """Everybody who answered, by name."""
    me, shown = access.named_wave(request.user, organisation, wave)
    page = Paginator(queries.named_responses(shown), 100).get_page(request.GET.get("page"))
    context = {"me": me, "wave": shown, "page": page, "promise": modes.promise(shown.mode)}
    return render(request, "asks/waves/responses.html", context)


@never_cache
def response(request: HttpRequest, organisation: str, wave: int, response: int) -> HttpResponse:
    """What one person answered."""
    me, shown = access.named_wave(request.user, organisation, wave)
    found = access.response(shown, response)
    context = {
        "me": me,
        "wave": shown,
        "response": found,
        "promise": modes.promise(shown.mode),
        "lines": pages.lines(shown.version, pages.whole(found), DEFAULT),
        "may_remove": access.may_ask(me),
    }
    return render(request, "asks/waves/response.html", context)


def remove(request: HttpRequest, organisation: str, wave: int, response: int) -> HttpResponse:
    """Remove what one person answered, because they asked for it."""
    me, shown = access.named_wave(request.user, organisation, wave)
    access.asker(request.user, organisation)
    found = access.response(shown, response)
    state = queries.state(shown, timezone.now()).name
    if request.method == "POST":
        actions.remove_response(response=found)
        messages.success(request, f"The answers of {found.member} are removed.")
        return redirect("asks:responses", organisation, wave)
    context = {"me": me, "wave": shown, "response": found, "state": state}
    return render(request, "asks/waves/remove.html", context)
