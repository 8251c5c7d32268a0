"""The six values: what people and staff say of them round by round, and asking again."""

from datetime import datetime, time
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from .. import access, actions, queries
from .. import values as six
from ..forms import AskForm
from .changing import act_on


def values(request: HttpRequest, organisation: str, journey: int) -> HttpResponse:
    """Each value through the rounds, people beside staff."""
    me = access.reader(request.user, organisation)
    found = access.journey(me, journey)
    rounds = queries.closed_rounds(found)
    context = {
        "me": me,
        "may_write": access.may_write(me),
        "journey": found,
        "asking": queries.asking(found),
        "rounds": rounds,
        "over_time": six.over_time(rounds),
        "six": six.VALUES,
        "points": list(six.POINTS.values()),
        "credit": six.CREDIT,
    }
    return render(request, "journeys/values.html", context)


def ask(request: HttpRequest, organisation: str, journey: int) -> HttpResponse:
    me = access.writer(request.user, organisation)
    found = access.journey(me, journey)
    form = AskForm(request.POST or None, today=timezone.localdate())

    def act(closes: Any, **data: Any) -> None:
        end = timezone.make_aware(datetime.combine(closes, time(23, 59)))
        actions.ask_for_values(journey=found, closes=end, by=me, now=timezone.now(), **data)

    return act_on(
        request,
        me,
        found,
        form,
        act,
        heading="Ask how far the values are lived",
        lead="People and staff say of each value how far it is so, without their names. "
        f"Each side is shown from {found.organisation.minimum} answers on. Ask again after half a "
        "year or a year to see what changes.",
        done="People can answer now. Give them the address.",
        button="Ask people and staff",
        to="journeys:values",
    )
