"""Somebody's own page of a draw, behind the private link of their part."""

from contextlib import suppress
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from alongside.involvement.models import Part
from alongside.involvement.views.own import with_part
from alongside.methods import lots
from alongside.people.actions import NotPossible
from alongside.projects.views.doing import done

from .. import actions, queries
from ..forms import AnswerForm
from ..models import Draw, Ticketed


def _draw_of(part: Part) -> Draw | None:
    return queries.draws().filter(opportunity=part.opportunity, opened__isnull=False).first()


@with_part
def own(request: HttpRequest, part: Part, token: str) -> HttpResponse:
    """What is asked, one's own chance, and whether one was drawn."""
    found = _draw_of(part)
    if found is None:
        return redirect("involvement:part", token)
    settlement = queries.settlement_of(found)
    today = timezone.localdate()
    context: dict[str, Any] = {
        "part": part,
        "opportunity": part.opportunity,
        "token": token,
        "draw": found,
        "settlement": settlement,
        "saved": request.GET.get("saved", ""),
    }
    if settlement is None:
        said = queries.said_by(found, part)
        asked = queries.features(found)
        kept = said.answers if said else None
        form = AnswerForm(request.POST or None, features=asked, kept=kept)
        more = {"draw": found, "part": part, "today": today, "now": timezone.now()}
        if request.method == "POST" and done(form, actions.answer, **more):
            return _back(token, "yes")
        can = part.state == Part.State.ASKED and today <= found.closes
        context |= {"form": form, "can_answer": can, "said": said}
        return render(request, "draws/asked.html", context)
    mine = queries.mine(settlement, part)
    if mine is not None:
        chances, _ = lots.read(settlement.content)
        context |= {
            "mine": mine,
            "chance": queries.chance(chances, mine.group),
            "answers": settlement.answers[mine.group],
            "drawing": getattr(settlement, "drawing", None),
        }
    return render(request, "draws/own.html", context)


@require_POST
@with_part
def yes(_request: HttpRequest, part: Part, token: str) -> HttpResponse:
    """Take the place."""
    if one := _ticketed(part):
        with suppress(NotPossible):  # the page says where it stands
            actions.say_yes(ticketed=one, today=timezone.localdate(), now=timezone.now())
    return _back(token)


@require_POST
@with_part
def no(_request: HttpRequest, part: Part, token: str) -> HttpResponse:
    """Leave the place to somebody else."""
    if one := _ticketed(part):
        with suppress(NotPossible):  # the page says where it stands
            actions.say_no(ticketed=one, now=timezone.now())
    return _back(token)


def _ticketed(part: Part) -> Ticketed | None:
    found = _draw_of(part)
    settlement = queries.settlement_of(found) if found else None
    return queries.mine(settlement, part) if settlement else None


def _back(token: str, saved: str = "") -> HttpResponse:
    answer = redirect("draws:own", token)
    if saved:
        answer["Location"] += f"?saved={saved}"
    return answer
