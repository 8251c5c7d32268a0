"""Staff see to one person who takes part: their place, support, time and thanks."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from alongside.people.models import Membership
from alongside.projects.views.doing import done
from alongside.web.found import again_to

from .. import access, actions, private, queries
from ..forms.applying import ChildForm, NotNowForm, PlaceForm, SameForm
from ..forms.own import AnswerForm
from ..forms.paying import ExpenseForm, GivenForm
from ..forms.supporting import DayForm, SupportForm, ThanksForm, TrainingForm
from ..models import Part


def _found(request: HttpRequest, organisation: str, opportunity: int, part: int) -> Any:
    """Return who is looking, who may run opportunities, and the part."""
    me = access.runner(request.user, organisation)
    return me, access.part(access.opportunity(me, opportunity), part)


def _back(part: Part) -> HttpResponse:
    here = part.opportunity
    return redirect("involvement:person", here.organisation.slug, here.pk, part.pk)


def _form(
    request: HttpRequest,
    me: Membership,
    part: Part,
    form: Form,
    act: Callable[..., Any],
    said: str,
    *,
    about: dict[str, Any],
    **page: Any,
) -> HttpResponse:
    """Show one form about a part; `act` gets what it says and `about`, once it is right."""
    if request.method == "POST" and done(form, act, **about):
        messages.success(request, said)
        return _back(part)
    context = {"me": me, "part": part, "opportunity": part.opportunity, "form": form} | page
    return render(request, "involvement/form.html", context)


def person(request: HttpRequest, organisation: str, opportunity: int, part: int) -> HttpResponse:
    """One person's part for staff."""
    me, found = _found(request, organisation, opportunity, part)
    offer = getattr(found, "offer", None)
    context = {
        "me": me,
        "part": found,
        "opportunity": found.opportunity,
        "support": getattr(found, "support", None),
        "training": found.training.all(),
        "check_ins": found.check_ins.select_related("seen_by"),
        "offer": offer,
        "choice": offer.choices.first() if offer else None,
        "given": found.given.select_related("choice"),
        "expenses": found.expenses.all(),
        "children_said": [one for one in found.testimonials.all() if one.waits],
        "certificates": found.certificates.all(),
        "references": found.references.filter(gone=None),
        "may_be_another": queries.may_be_another(found.member),
        "may_pay": access.may_pay(me),
    }
    return render(request, "involvement/person.html", context)


def place(request: HttpRequest, organisation: str, opportunity: int, part: int) -> HttpResponse:
    me, found = _found(request, organisation, opportunity, part)
    form = PlaceForm(request.POST or None)
    if not found.opportunity.project:
        del form.fields["in_team"]
    return _form(
        request,
        me,
        found,
        form if request.method == "GET" else PlaceForm(request.POST),
        actions.place,
        f"{found.member} takes part.",
        about={"part": found, "by": me, "now": timezone.now(), "today": timezone.localdate()},
        heading=f"Give {found.member} a place",
        lead="We write to them, with a link to their own page.",
        button="Give them a place",
    )


def not_now(request: HttpRequest, organisation: str, opportunity: int, part: int) -> HttpResponse:
    me, found = _found(request, organisation, opportunity, part)
    return _form(
        request,
        me,
        found,
        NotNowForm(request.POST or None),
        actions.not_now,
        "They are told.",
        about={"part": found, "by": me, "now": timezone.now()},
        heading=f"Not this time: {found.member}",
        button="Tell them",
    )


def child(request: HttpRequest, organisation: str, opportunity: int, part: int) -> HttpResponse:
    me, found = _found(request, organisation, opportunity, part)
    return _form(
        request,
        me,
        found,
        ChildForm(request.POST or None, today=timezone.localdate()),
        actions.agree_for_child,
        "It is noted.",
        about={"part": found},
        heading=f"{found.grown_up} agrees",
        lead=f"Talk to them first: {found.grown_up_reach}.",
        button="Save",
    )


def support(request: HttpRequest, organisation: str, opportunity: int, part: int) -> HttpResponse:
    me, found = _found(request, organisation, opportunity, part)
    kept = getattr(found, "support", None)
    names = ("person", "reach", "helps", "upset", "elsewhere")
    initial: dict[str, Any] = {"helps": found.needs, "person": me}
    if kept:
        initial |= {name: getattr(kept, name) for name in names}
    return _form(
        request,
        me,
        found,
        SupportForm(
            request.POST or None,
            organisation=me.organisation,
            today=timezone.localdate(),
            initial=initial,
        ),
        actions.agree_support,
        "It is kept, and stands on their own page.",
        about={"part": found, "by": me},
        heading=f"What helps {found.member}",
        lead="Agree on it together. It stands on their own page.",
        button="Save",
    )


def training(request: HttpRequest, organisation: str, opportunity: int, part: int) -> HttpResponse:
    me, found = _found(request, organisation, opportunity, part)
    return _form(
        request,
        me,
        found,
        TrainingForm(request.POST or None),
        actions.promise_training,
        "It is noted.",
        about={"part": found},
        heading=f"Training for {found.member}",
        button="Save",
    )


def trained(
    request: HttpRequest, organisation: str, opportunity: int, part: int, training: int
) -> HttpResponse:
    me, found = _found(request, organisation, opportunity, part)
    given = access.training(found, training)
    return _form(
        request,
        me,
        found,
        DayForm(request.POST or None, today=timezone.localdate()),
        actions.give_training,
        "It is noted.",
        about={"training": given},
        heading=f"{found.member} had: {given}",
        button="Save",
    )


@require_POST
def seen(
    request: HttpRequest, organisation: str, opportunity: int, part: int, check: int
) -> HttpResponse:
    me, found = _found(request, organisation, opportunity, part)
    actions.see_check_in(check=access.check_in(found, check), by=me, now=timezone.now())
    messages.success(request, "It is noted that you saw to it.")
    return _back(found)


def gave(request: HttpRequest, organisation: str, opportunity: int, part: int) -> HttpResponse:
    me, found = _found(request, organisation, opportunity, part)
    offer = getattr(found, "offer", None)
    form = GivenForm(
        request.POST or None,
        today=timezone.localdate(),
        per=offer.get_per_display() if offer else "",
        initial={"what": found.opportunity.title},
    )
    return _form(
        request,
        me,
        found,
        form,
        actions.note_given,
        "It is noted.",
        about={"part": found, "by": me, "now": timezone.now()},
        heading=f"{found.member} took part",
        button="Save",
    )


@again_to("involvement:person", "organisation", "opportunity", "part")
@require_POST
def not_gave(
    request: HttpRequest, organisation: str, opportunity: int, part: int, given: int
) -> HttpResponse:
    _me, found = _found(request, organisation, opportunity, part)
    try:
        actions.take_back_given(given=access.given(found, given))
    except actions.NotPossible as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, "It is taken away.")
    return _back(found)


def cost(request: HttpRequest, organisation: str, opportunity: int, part: int) -> HttpResponse:
    """A cost that somebody told us of in another way."""
    me, found = _found(request, organisation, opportunity, part)
    return _form(
        request,
        me,
        found,
        ExpenseForm(request.POST or None),
        actions.ask_for_expense,
        "It is noted.",
        about={"part": found, "now": timezone.now()},
        heading=f"A cost of {found.member}",
        button="Save",
    )


def thank(request: HttpRequest, organisation: str, opportunity: int, part: int) -> HttpResponse:
    me, found = _found(request, organisation, opportunity, part)
    return _form(
        request,
        me,
        found,
        ThanksForm(
            request.POST or None, today=timezone.localdate(), initial={"words": found.thanks}
        ),
        actions.thank,
        "They are thanked.",
        about={"part": found, "now": timezone.now()},
        heading=f"Thank {found.member}",
        lead="It stands on their own page, and they can show it to others as a reference.",
        button="Thank them",
    )


@require_POST
def send_link(request: HttpRequest, organisation: str, opportunity: int, part: int) -> HttpResponse:
    _me, found = _found(request, organisation, opportunity, part)
    if actions.send_link(part=found, now=timezone.now()):
        messages.success(request, "The link to their own page is on its way.")
    else:
        messages.error(request, "They have no e-mail address. Print the link for them.")
    return _back(found)


@never_cache
def slip(request: HttpRequest, organisation: str, opportunity: int, part: int) -> HttpResponse:
    """The private link of somebody without an address, on paper."""
    me, found = _found(request, organisation, opportunity, part)
    if found.member.email:
        messages.error(request, "They have an e-mail address: send them the link.")
        return _back(found)
    context = {"me": me, "part": found, "token": private.token(found.pk)}
    return render(request, "involvement/slip.html", context)


def child_said(
    request: HttpRequest, organisation: str, opportunity: int, part: int, testimonial: int
) -> HttpResponse:
    """A grown-up agrees that others read what somebody under 16 said."""
    me, found = _found(request, organisation, opportunity, part)
    said = access.testimonial(found, testimonial)
    return _form(
        request,
        me,
        found,
        DayForm(request.POST or None, today=timezone.localdate()),
        actions.agree_to_testimonial,
        "It is noted. It can stand in a story now.",
        about={"testimonial": said},
        heading=f"{found.grown_up} agrees that others read it",
        lead=f"Read it to them first, and say where it will stand: “{said}”",
        button="They agreed",
    )


def same(request: HttpRequest, organisation: str, opportunity: int, part: int) -> HttpResponse:
    """Somebody who asked without an address is known here already."""
    me, found = _found(request, organisation, opportunity, part)
    if not queries.may_be_another(found.member):
        return _back(found)
    return _form(
        request,
        me,
        found,
        SameForm(request.POST or None, part=found),
        actions.same_person,
        "They are one person now. The link that they have leads to all that is theirs.",
        about={"part": found, "by": me, "now": timezone.now()},
        heading=f"Do you know {found.member} already?",
        lead="Talk to them first. Whoever has the link to this page can then read all that is "
        "theirs, what they earned too. It cannot be undone.",
        button="It is the same person",
    )


def put_right(request: HttpRequest, organisation: str, correction: int) -> HttpResponse:
    """Somebody says that something kept about them is wrong."""
    me = access.runner(request.user, organisation)
    found = access.correction(me, correction)
    form = AnswerForm(request.POST or None)
    about = {"correction": found, "by": me, "now": timezone.now()}
    if request.method == "POST" and done(form, actions.answer_correction, **about):
        messages.success(request, "They are told.")
        return redirect("involvement:opportunities", organisation)
    context = {
        "me": me,
        "form": form,
        "heading": f"What {found.member} says is wrong",
        "lead": found.words,
        "button": "Tell them what you did",
    }
    return render(request, "involvement/form.html", context)
