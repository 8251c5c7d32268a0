"""The private page of whoever said something: what came of it, what they say back, how they are
told of more. Whoever has the code may read it; nobody needs an account."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from alongside.asks import queries as asks
from alongside.asks import receipts
from alongside.asks.models import Mode
from alongside.letters import texts
from alongside.methods.questions.messages import said as in_words
from alongside.people.actions import NotPossible
from alongside.web import links

from .. import actions, guesses, queries
from ..following_up import PURPOSE
from ..forms.answering import ReceiptForm
from ..forms.receipts import CountersignForm, FollowForm
from ..models import Contribution, Told
from ..queries import own
from ..queries import receipts as found_by_code
from ..queries.receipts import Found


@never_cache
def said(request: HttpRequest) -> HttpResponse:
    """Where somebody types the code they got for what they wrote."""
    form = ReceiptForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return redirect("influence:came_of", form.cleaned_data["code"])
    return render(request, "influence/said.html", {"form": form})


def _opened(request: HttpRequest, key: str) -> Found | HttpResponse:
    """Return what the code, or the private link of a letter, is for; or the page that says no."""
    place = request.META.get("REMOTE_ADDR", "")
    if guesses.too_many(place):
        return render(request, "influence/too_many_codes.html", status=429)
    code = receipts.read(key)
    found = found_by_code.found_by(code) if code else _by_link(key)
    if found is None:
        guesses.note(place)
        return render(request, "influence/no_such_code.html", status=404)
    return found


def _by_link(key: str) -> Found | None:
    try:
        contribution, follow, *member = links.value(PURPOSE, key)
    except links.Spoilt:
        return None
    if member:
        followed = own.own_words(member[0], contribution)
    else:
        followed = found_by_code.followed(contribution, follow)
    return Found(followed) if followed else None


def with_receipt(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Hand the view the contribution that the code is for; what is none yet has only its page."""

    @wraps(view)
    def do(request: HttpRequest, key: str) -> HttpResponse:
        found = _opened(request, key)
        if isinstance(found, HttpResponse):
            return found
        if found.contribution is None:
            return redirect("influence:came_of", key)
        return view(request, key, found.contribution)

    return never_cache(do)


@never_cache
def came_of(request: HttpRequest, key: str) -> HttpResponse:
    """What came of the words that somebody has the code of: nothing of anybody else."""
    found = _opened(request, key)
    if isinstance(found, HttpResponse):
        return found
    if found.contribution:
        if request.method == "GET" and not found.contribution.withdrawn:
            _note_opened(found.contribution)
        return _receipt(request, key, found.contribution)
    if found.survey:
        return _survey(request, found)
    context = {"said": found.said, "kept": found.kept, "key": _as_read(key)}
    return render(request, "influence/not_taken_further.html", context)


def _note_opened(contribution: Contribution) -> None:
    now = timezone.now()
    actions.note_told(
        contribution=contribution,
        decisions=found_by_code.decisions_about(contribution),
        how=Told.How.PAGE,
        day=timezone.localdate(now),
        now=now,
    )


def _as_read(key: str) -> str:
    """Return a code as people read it aloud; nothing of a private link."""
    code = receipts.read(key)
    return receipts.in_fours(code) if code else ""


def _receipt(
    request: HttpRequest, key: str, contribution: Contribution, form: CountersignForm | None = None
) -> HttpResponse:
    found = found_by_code.receipt(contribution)
    comment = contribution.comment
    context: dict[str, Any] = {
        "key": key,
        "code": _as_read(key),
        "one": contribution,
        "receipt": found,
        "today": timezone.localdate(),
        "up_to_date": found_by_code.up_to_date(found),
        "form": form or CountersignForm(receipt=found),
        "came": queries.came_of(comment) if comment else [],
        "follow": found_by_code.follow_of(contribution),
        "done": "answered" in request.GET,
        "told": "told" in request.GET,
    }
    return render(request, "influence/my_receipt.html", context)


def _survey(request: HttpRequest, found: Found) -> HttpResponse:
    """What is known of the words of a survey, or of an answer in a room, that nobody has brought
    into a project with their theme."""
    assert found.survey is not None
    wave, comment = found.survey
    context = {
        "wave": wave,
        "title": in_words(wave.version.definition["title"]),
        "waits": comment is None,
        "too_few": comment is not None and not asks.readable([wave]).exists(),
        "read": comment is not None and queries.was_read(comment),
        "came": queries.came_of(comment) if comment else [],
        "kept": found.kept,
        "copy": found_by_code.of_copy(found.kept) if found.kept else None,
        "in_room": wave.mode == Mode.IN_THE_ROOM,
        "today": timezone.localdate(),
    }
    return render(request, "influence/came_of.html", context)


def _back(key: str, what: str) -> HttpResponse:
    return redirect(f"{reverse('influence:came_of', args=[key])}?{what}=1")


@require_POST
@with_receipt
def answer(request: HttpRequest, key: str, contribution: Contribution) -> HttpResponse:
    """The two questions back to whoever said it."""
    form = CountersignForm(request.POST, receipt=found_by_code.receipt(contribution))
    if not form.is_valid():
        return _receipt(request, key, contribution, form)
    try:
        actions.countersign(
            contribution=contribution,
            meant=form.meant,
            acted=form.acted,
            words=form.cleaned_data["wrong"],
            now=timezone.now(),
        )
    except NotPossible as problem:
        form.add_error(None, str(problem))
        return _receipt(request, key, contribution, form)
    return _back(key, "answered")


@with_receipt
def tell_me(request: HttpRequest, key: str, contribution: Contribution) -> HttpResponse:
    """Be told when something changes, or no longer."""
    if contribution.comment_id or contribution.withdrawn:
        return redirect("influence:came_of", key)
    if request.method == "POST" and "stop" in request.POST:
        actions.unfollow(contribution=contribution)
        return render(request, "influence/told_no_more.html", {"code": _as_read(key)})
    form = FollowForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.follow(contribution=contribution, now=timezone.now(), **form.cleaned_data)
        except NotPossible as problem:
            form.add_error(None, str(problem))
        else:
            return _back(key, "told")
    context = {
        "key": key,
        "form": form,
        "follow": found_by_code.follow_of(contribution),
        "texts": texts.configured(),
    }
    return render(request, "influence/tell_me.html", context)


@with_receipt
def take_back(request: HttpRequest, key: str, contribution: Contribution) -> HttpResponse:
    """Take one's words back, with what that means said before."""
    if request.method == "POST" and not contribution.withdrawn:
        actions.take_back(contribution=contribution, now=timezone.now())
        if not _as_read(key):
            return render(request, "influence/told_no_more.html", {"taken_back": True})
        return redirect("influence:came_of", key)
    return render(request, "influence/take_mine_back.html", {"key": key, "one": contribution})
