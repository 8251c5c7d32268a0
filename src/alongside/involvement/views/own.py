"""One person's own pages, behind a private link."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from alongside.methods.documents.html import to_html
from alongside.methods.documents.pdf import to_pdf
from alongside.people.models import Membership
from alongside.projects.views.doing import done
from alongside.web import links

from .. import access, actions, benefits, private, queries
from ..forms.own import CorrectionForm, InterestForm, LostLinkForm
from ..forms.paying import ChoiceForm, ExpenseForm, LimitForm
from ..forms.stories import SayForm
from ..forms.supporting import CheckInForm
from ..models import Part, Preparation


def opened_by[Found](
    find: Callable[[str], Found],
) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """Hand a view what its private link opens, found by `find`; say in words when that is nothing.
    No page that it opens is kept by a browser or a proxy."""

    def dress(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def do(request: HttpRequest, token: str, **more: Any) -> HttpResponse:
            try:
                found = find(token)
            except links.TooOld:
                return render(request, "involvement/link.html", {"too_old": True}, status=410)
            except access.Joined as problem:
                context = {"joined": problem.was.organisation}
                return render(request, "involvement/link.html", context, status=410)
            except links.Spoilt:
                return render(request, "involvement/link.html", {}, status=404)
            return view(request, found, token, **more)

        return never_cache(do)

    return dress


with_part = opened_by(access.own_part)
with_mine = opened_by(access.mine)


@with_part
def part(request: HttpRequest, part: Part, token: str) -> HttpResponse:
    """Where it stands, what to know, whom to turn to, and what one gets."""
    offer = getattr(part, "offer", None)
    mine = part.opportunity.preparation.filter(side=Preparation.Side.PEOPLE)
    context = {
        "part": part,
        "opportunity": part.opportunity,
        "token": token,
        "mine": "" if part.joined else private.mine_token(part.member_id),
        "state": part.state,
        "preparation": mine if part.placed else [],
        "read": set(part.reads.values_list("preparation", flat=True)),
        "support": getattr(part, "support", None),
        "training": part.training.all(),
        "offer": offer,
        "choice": offer.choices.first() if offer else None,
        "given": part.given.select_related("choice"),
        "expenses": part.expenses.all(),
        "said": queries.said_by(part),
        "certificates": part.certificates.filter(revoked=None),
        "references": part.references.filter(gone=None),
        "saved": request.GET.get("saved", ""),
    }
    return render(request, "involvement/part.html", context)


def _back(token: str, saved: str) -> HttpResponse:
    answer = redirect("involvement:part", token)
    answer["Location"] += f"?saved={saved}"
    return answer


def _form(
    request: HttpRequest,
    part: Part,
    token: str,
    form: Form,
    act: Callable[..., Any],
    saved: str,
    *,
    after_leaving: bool = False,
    **page: Any,
) -> HttpResponse:
    """Show one form of a person's own, and do what it says once it is right. `after_leaving`: it
    stays for who has left, because they are still owed something."""
    if part.placed is None or (part.left and not after_leaving):
        return redirect("involvement:part", token)
    if request.method == "POST" and form.is_valid():
        try:
            act(now=timezone.now(), **form.cleaned_data)
        except actions.NotPossible as problem:
            form.add_error(None, str(problem))
        else:
            return _back(token, saved)
    context = {"part": part, "token": token, "form": form} | page
    return render(request, "involvement/own_form.html", context)


@with_part
def check_in(request: HttpRequest, part: Part, token: str) -> HttpResponse:
    def act(**data: Any) -> None:
        actions.check_in(part=part, **data)

    form = CheckInForm(request.POST or None)
    return _form(
        request,
        part,
        token,
        form,
        act,
        "how",
        heading="How are you?",
        lead="Only the people who run this read it.",
        button="Send",
    )


@with_part
def choose(request: HttpRequest, part: Part, token: str) -> HttpResponse:
    offer = getattr(part, "offer", None)
    if offer is None or part.placed is None:
        return redirect("involvement:part", token)

    def act(**data: Any) -> None:
        actions.choose(offer=offer, **data)

    form = ChoiceForm(request.POST or None, offer=offer)
    return _form(
        request,
        part,
        token,
        form,
        act,
        "choice",
        after_leaving=True,
        heading=f"We offer you {offer}. What would you like?",
        advice=True,
        button="Sign and send",
    )


@with_part
def expense(request: HttpRequest, part: Part, token: str) -> HttpResponse:
    def act(**data: Any) -> None:
        actions.ask_for_expense(part=part, **data)

    form = ExpenseForm(request.POST or None)
    return _form(
        request,
        part,
        token,
        form,
        act,
        "cost",
        after_leaving=True,
        heading="Which cost do you have?",
        lead=part.opportunity.expenses,
        button="Send",
    )


@with_part
def say_for_others(request: HttpRequest, part: Part, token: str) -> HttpResponse:
    def act(**data: Any) -> None:
        actions.say_for_others(part=part, **data)

    form = SayForm(request.POST or None, part=part)
    return _form(
        request,
        part,
        token,
        form,
        act,
        "said",
        heading="Say for others how it was",
        lead="You can take it back at any time. Then it is gone.",
        button="Others may read this",
    )


@require_POST
@with_part
def unsay(request: HttpRequest, part: Part, token: str, testimonial: int) -> HttpResponse:
    found = access.own_testimonial(part, testimonial)
    actions.withdraw_testimonial(testimonial=found, now=timezone.now())
    return _back(token, "gone")


@require_POST
@with_part
def read(request: HttpRequest, part: Part, token: str, preparation: int) -> HttpResponse:
    if part.placed is None:
        return redirect("involvement:part", token)
    found = access.own_preparation(part, preparation)
    actions.note_read(part=part, preparation=found, now=timezone.now())
    return _back(token, "read")


@require_POST
@with_part
def leave(request: HttpRequest, part: Part, token: str) -> HttpResponse:
    actions.leave(part=part, now=timezone.now())
    return redirect("involvement:part", token)


@with_part
def letter(request: HttpRequest, part: Part, token: str) -> HttpResponse:
    """The letter to show to whoever decides about one's benefits."""
    if part.placed is None:
        return redirect("involvement:part", token)
    document = benefits.letter(part, timezone.localdate())
    context = {"part": part, "token": token, "letter": mark_safe(to_html(document))}  # noqa: S308 it escapes
    return render(request, "involvement/letter.html", context)


@with_part
def letter_pdf(request: HttpRequest, part: Part, token: str) -> HttpResponse:
    if part.placed is None:
        return redirect("involvement:part", token)
    return HttpResponse(
        to_pdf(benefits.letter(part, timezone.localdate())),
        content_type="application/pdf",
        headers={"Content-Disposition": 'attachment; filename="letter.pdf"'},
    )


@with_mine
def limit(request: HttpRequest, member: Membership, token: str) -> HttpResponse:
    """How much somebody wants to earn at most."""
    kept = getattr(member, "limit", None)
    initial = {"amount": kept.amount, "per": kept.per} if kept else {}
    form = LimitForm(request.POST or None, initial=initial)
    return own_form(
        request,
        member,
        token,
        form,
        actions.set_limit,
        "limit",
        heading="Your own limit",
        lead="Do you get benefits, and can earn only so much? Then your own page shows when you "
        "are over your limit. Nobody else is told of it.",
        button="Save",
    )


@with_mine
def interests(request: HttpRequest, member: Membership, token: str) -> HttpResponse:
    """What somebody would like to take part in."""

    def act(**data: Any) -> None:
        actions.say_interests(now=timezone.now(), **data)

    form = InterestForm(request.POST or None, interest=queries.interest_of(member))
    return own_form(
        request,
        member,
        token,
        form,
        act,
        "interests",
        heading="What would you like to take part in?",
        lead="Staff do not see what you write here. They only see how many people ticked what.",
        button="Save",
    )


@require_POST
@with_mine
def forget_interests(_request: HttpRequest, member: Membership, token: str) -> HttpResponse:
    actions.forget_interests(member=member)
    return redirect("home:mine", token)


@with_mine
def correction(request: HttpRequest, member: Membership, token: str) -> HttpResponse:
    """Something that is kept about somebody is wrong."""

    def act(**data: Any) -> None:
        actions.ask_for_correction(now=timezone.now(), **data)

    return own_form(
        request,
        member,
        token,
        CorrectionForm(request.POST or None),
        act,
        "correction",
        heading="Something is wrong",
        lead="We put it right, or tell you why we cannot.",
        button="Send",
    )


@never_cache
def lost(request: HttpRequest, whose: str) -> HttpResponse:
    """Who lost the link to their own page asks for it again; everybody gets the same answer."""
    found = queries.something_to_take_part_in().filter(slug=whose).first()
    if found is None:
        raise Http404("nothing to take part in here")
    form = LostLinkForm(request.POST or None)
    context: dict[str, Any] = {"organisation": found, "form": form}
    if request.method == "POST" and form.is_valid():
        try:
            actions.send_own_link(
                organisation=found,
                now=timezone.now(),
                typed_from=request.META.get("REMOTE_ADDR", ""),
                **form.cleaned_data,
            )
        except actions.TooMany as problem:
            form.add_error("email", str(problem))
        else:
            context["sent"] = True
    return render(request, "involvement/lost.html", context)


def own_form(
    request: HttpRequest,
    member: Membership,
    token: str,
    form: Form,
    act: Callable[..., Any],
    saved: str,
    **page: Any,
) -> HttpResponse:
    """Show one form of the page of one's own, and do what it says once it is right."""
    if request.method == "POST" and done(form, act, member=member):
        answer = redirect("home:mine", token)
        answer["Location"] += f"?saved={saved}"
        return answer
    context = {"member": member, "token": token, "form": form, "mine": True} | page
    return render(request, "involvement/own_form.html", context)
