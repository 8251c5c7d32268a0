"""What anybody can read and ask for, without an account."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from alongside.people.models import Organisation

from .. import access, actions, private, queries
from ..forms.applying import ApplyForm


def take_part(request: HttpRequest, whose: str) -> HttpResponse:
    """What there is to take part in, in one organisation."""
    found = Organisation.objects.filter(slug=whose).first()
    here = queries.published().filter(organisation__slug=whose)
    if found is None or not here.exists():
        # An organisation that shows nothing says nothing, not even that it is here.
        raise Http404("nothing public here")
    shown = queries.to_take_part_in(whose, timezone.localdate())
    context = {"organisation": found, "opportunities": shown}
    return render(request, "involvement/take_part.html", context)


@never_cache
def opportunity(request: HttpRequest, code: str) -> HttpResponse:
    """One opportunity, and asking to take part in it."""
    found, today = access.public_opportunity(code), timezone.localdate()
    form = ApplyForm(request.POST or None, opportunity=found)
    if request.method == "POST" and form.is_valid():
        try:
            part = actions.apply(
                opportunity=found,
                now=timezone.now(),
                today=today,
                typed_from=request.META.get("REMOTE_ADDR", ""),
                **form.cleaned_data,
            )
        except actions.TooMany as problem:
            form.add_error("email", str(problem))
        except actions.NotPossible as problem:
            form.add_error(None, str(problem))
        else:
            if form.cleaned_data["email"] or part.member.email:
                # The same page whether we know the address or not: only the letter says more. A
                # form that is sent again without its address opens nothing either.
                return redirect("involvement:asked", found.code)
            return redirect("involvement:part", private.token(part.pk))
    context = {
        "opportunity": found,
        "form": form,
        "open": found.open(today),
        "left": queries.places_left(found),
    }
    return render(request, "involvement/opportunity.html", context)


def asked(request: HttpRequest, code: str) -> HttpResponse:
    context = {"opportunity": access.public_opportunity(code)}
    return render(request, "involvement/asked.html", context)
