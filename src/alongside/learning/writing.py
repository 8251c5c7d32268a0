"""What is frozen of a plan when it is sent to be signed."""

from typing import Any

from . import months
from .models import Plan


def frozen(plan: Plan) -> dict[str, Any]:
    """Return a plan as plain JSON: title, aim, area, months, owner; each activity with month, kind,
    title, objective, need, owner, audience and cost in pence; and what is expected of it.

    What became of an activity is not in it: that changes, and what was signed does not.
    """
    rows = plan.activities.select_related("need", "owner").order_by("month", "pk")
    return {
        "title": plan.title,
        "aim": plan.aim,
        "area": plan.area,
        "owner": str(plan.owner),
        "months": [months.in_words(plan.months[0]), months.in_words(plan.months[-1])],
        "activities": [
            {
                "month": months.in_words(one.month),
                "kind": one.get_kind_display(),
                "title": one.title,
                "objective": one.objective,
                "need": str(one.need or ""),
                "owner": str(one.owner),
                "audience": one.audience,
                "cost": one.cost,
            }
            for one in rows
        ],
        "expectations": [
            {"who": one.who, "what": one.what, "seen": one.seen, "measure": one.measure}
            for one in plan.expectations.order_by("pk")
        ],
    }


def since(signed: dict[str, Any], now: dict[str, Any]) -> str:
    """Return what happened to a plan since it was frozen: "" for nothing, "moved" where activities
    only went to other months, else "changed"."""
    if signed == now:
        return ""
    return "moved" if _without_months(signed) == _without_months(now) else "changed"


def _without_months(content: dict[str, Any]) -> dict[str, Any]:
    rows = [
        sorted((name, str(value)) for name, value in one.items() if name != "month")
        for one in content["activities"]
    ]
    return content | {"activities": sorted(rows)}
