"""What anybody can say and read, without an account."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from .. import access, actions, base, queries
from ..forms import TellForm


@never_cache
def tell(request: HttpRequest, code: str) -> HttpResponse:
    """Say something, without an account."""
    route, today = access.open_route(code), timezone.localdate()
    form = TellForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data | {"of_a_child": form.cleaned_data["under_16"]}
        data.pop("under_16")
        try:
            private = actions.tell(
                route=route,
                now=timezone.now(),
                typed_from=request.META.get("REMOTE_ADDR", ""),
                **data,
            )
        except actions.NotPossible as problem:
            form.add_error(None, str(problem))
        else:
            if data["wants_answer"]:
                return redirect("feedback:own", private)
            return redirect("feedback:thanks", route.code)
    ended = bool(route.until and route.until < today)
    others = queries.now_there(route.organisation, today).exclude(pk=route.pk).filter(project=None)
    context = {"route": route, "form": form, "ended": ended, "others": others}
    return render(request, "feedback/tell.html", context)


def thanks(request: HttpRequest, code: str) -> HttpResponse:
    return render(request, "feedback/thanks.html", {"route": access.open_route(code)})


@never_cache
def own(request: HttpRequest, key: str) -> HttpResponse:
    """What somebody said, the answer, and a way to take it back: whoever has the address."""
    context = {"entry": access.own(key), "key": key}
    return render(request, "feedback/own.html", context)


@require_POST
def take_back(request: HttpRequest, key: str) -> HttpResponse:
    actions.take_back(entry=access.own(key), now=timezone.now())
    return redirect("feedback:own", key)


def heard(request: HttpRequest, code: str) -> HttpResponse:
    """What an organisation says of its feedback, and what that stands on."""
    claim = access.public_claim(code)
    on = base.kept(claim.figures or {})
    context = {
        "claim": claim,
        "on": on,
        "verdict": base.verdict(claim, on, contradicted=False),
        "to_read": queries.to_read(claim),
    }
    return render(request, "feedback/heard.html", context)
