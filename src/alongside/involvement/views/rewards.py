"""What is owed to people who gave their time, and noting that they were paid."""

import csv
import io
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from alongside.methods.documents.numbers import as_cell
from alongside.methods.documents.rows import to_csv
from alongside.projects.views.doing import done

from .. import access, actions, queries
from .. import budget as sums
from ..forms.paying import PaidForm
from ..forms.supporting import DayForm
from ..models import Expense


def rewards(request: HttpRequest, organisation: str) -> HttpResponse:
    """What is to be paid, the oldest first, and how long people wait."""
    me = access.payer(request.user, organisation)
    today = timezone.localdate()
    context = {
        "me": me,
        "due": queries.due(me.organisation),
        "costs": queries.costs_due(me.organisation),
        "days": queries.days_to_pay(me.organisation, today),
        "today": today,
    }
    return render(request, "involvement/rewards.html", context)


def budget(request: HttpRequest, organisation: str) -> HttpResponse:
    """What was offered, chosen, paid and is owed, protected."""
    me = access.budgeter(request.user, organisation)
    found = sums.shown(me.organisation, timezone.localdate())
    return render(request, "involvement/budget.html", {"me": me, "found": found})


def budget_file(request: HttpRequest, organisation: str) -> HttpResponse:
    """The same as CSV."""
    me = access.budgeter(request.user, organisation)
    found = sums.shown(me.organisation, timezone.localdate())
    return HttpResponse(
        to_csv(sums.as_rows(str(me.organisation), found)),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="budget.csv"'},
    )


def pay_file(request: HttpRequest, organisation: str) -> HttpResponse:
    """What is to be paid now, for whoever pays: who, how much and how, and no account number."""
    me = access.payer(request.user, organisation)
    out = io.StringIO(newline="")
    rows = csv.writer(out)
    rows.writerow(["number", "name", "day", "for", "pounds", "how", "charity"])
    for given in queries.due(me.organisation):
        if given.choice is None:
            continue
        rows.writerow(
            [
                f"G{given.pk}",
                as_cell(given.part.member.name),
                given.day.isoformat(),
                as_cell(given.what),
                f"{(given.amount or 0) / 100:.2f}",
                given.way,
                as_cell(given.choice.charity),
            ]
        )
    for cost in queries.costs_due(me.organisation):
        rows.writerow(
            [
                f"C{cost.pk}",
                as_cell(cost.part.member.name),
                cost.needed_by.isoformat(),
                cost.get_kind_display(),
                f"{cost.amount / 100:.2f}",
                "cost",
                "",
            ]
        )
    return HttpResponse(
        "\ufeff" + out.getvalue(),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="to-pay.csv"'},
    )


def pay(
    request: HttpRequest, organisation: str, opportunity: int, part: int, given: int
) -> HttpResponse:
    me = access.payer(request.user, organisation)
    found = access.part(access.opportunity(me, opportunity), part)
    one = access.given(found, given)
    form = PaidForm(request.POST or None, today=timezone.localdate())
    about: dict[str, Any] = {"given": one, "by": me, "now": timezone.now()}
    if request.method == "POST" and done(form, actions.pay, **about):
        messages.success(request, f"{found.member} is paid, and told so.")
        return redirect("involvement:rewards", organisation)
    context = {
        "me": me,
        "part": found,
        "opportunity": found.opportunity,
        "form": form,
        "paying": one,
        "heading": f"Pay {found.member}",
        "button": "It is paid",
    }
    return render(request, "involvement/form.html", context)


def pay_cost(
    request: HttpRequest, organisation: str, opportunity: int, part: int, cost: int
) -> HttpResponse:
    me = access.payer(request.user, organisation)
    found = access.part(access.opportunity(me, opportunity), part)
    one: Expense = access.expense(found, cost)
    form = DayForm(request.POST or None, today=timezone.localdate())
    if request.method == "POST" and done(form, actions.pay_expense, expense=one, by=me):
        messages.success(request, "It is noted as paid.")
        return redirect("involvement:rewards", organisation)
    context = {
        "me": me,
        "part": found,
        "opportunity": found.opportunity,
        "form": form,
        "heading": f"{one}, for {found.member}",
        "button": "It is paid",
    }
    return render(request, "involvement/form.html", context)
