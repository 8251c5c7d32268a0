"""Credits, references and certificates: for the person, for staff, and for whoever checks one."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from alongside.methods import badges
from alongside.methods.documents.html import to_html
from alongside.methods.documents.model import Document
from alongside.methods.documents.pdf import to_pdf
from alongside.people.models import Membership
from alongside.projects.views.doing import done
from alongside.web.found import again_to

from .. import access, actions, certificates, queries
from ..forms.recognition import (
    AskReferenceForm,
    CertificateForm,
    CreditedForm,
    CreditForm,
    WriteReferenceForm,
)
from ..models import Part
from .own import own_form, with_mine, with_part


@with_mine
def credit(request: HttpRequest, member: Membership, token: str) -> HttpResponse:
    def act(**data: Any) -> None:
        actions.say_credit(now=timezone.now(), **data)

    return own_form(
        request,
        member,
        token,
        CreditForm(request.POST or None, member=member),
        act,
        "credit",
        heading="How do you want to be named?",
        lead="Where we show what people made together with us. You can change it at any time.",
        button="Save",
    )


@with_part
def ask_reference(request: HttpRequest, part: Part, token: str) -> HttpResponse:
    form = AskReferenceForm(request.POST or None)
    if part.placed is None:
        return redirect("involvement:part", token)
    about = {"part": part, "now": timezone.now()}
    if request.method == "POST" and done(form, actions.ask_for_reference, **about):
        return redirect("involvement:part", token)
    context = {
        "part": part,
        "token": token,
        "form": form,
        "heading": "Ask for a reference",
        "lead": "You read it first. It is used only when you agree.",
        "button": "Ask for it",
    }
    return render(request, "involvement/own_form.html", context)


@with_part
def own_reference(request: HttpRequest, part: Part, token: str, reference: int) -> HttpResponse:
    """Read what somebody wrote, and agree to these words."""
    found = access.own_reference(part, reference)
    problem = ""
    if request.method == "POST":
        try:
            actions.agree_to_reference(
                reference=found,
                words=request.POST.get("words", "").replace("\r\n", "\n"),
                now=timezone.now(),
            )
        except actions.NotPossible as no:
            problem = str(no)
        else:
            return redirect("involvement:own_reference", token, reference)
    context = {"part": part, "token": token, "reference": found, "problem": problem}
    return render(request, "involvement/own_reference.html", context)


@again_to("involvement:part", "token")
@require_POST
@with_part
def drop_reference(_request: HttpRequest, part: Part, token: str, reference: int) -> HttpResponse:
    found = access.own_reference(part, reference)
    actions.take_back_reference(reference=found, now=timezone.now())
    return redirect("involvement:part", token)


def write_reference(
    request: HttpRequest, organisation: str, opportunity: int, part: int, reference: int
) -> HttpResponse:
    me = access.runner(request.user, organisation)
    found = access.part(access.opportunity(me, opportunity), part)
    one = access.own_reference(found, reference)
    form = WriteReferenceForm(request.POST or None, initial={"words": one.words})
    about = {"reference": one, "by": me, "now": timezone.now()}
    if request.method == "POST" and done(form, actions.write_reference, **about):
        messages.success(request, "They are told. It is used once they agree.")
        return redirect("involvement:person", organisation, opportunity, part)
    context = {
        "me": me,
        "part": found,
        "opportunity": found.opportunity,
        "form": form,
        "heading": f"A reference for {found.member}",
        "lead": f"They need it for: {one.what_for}." if one.what_for else "",
        "button": "Let them read it",
    }
    return render(request, "involvement/form.html", context)


def certify(request: HttpRequest, organisation: str, opportunity: int, part: int) -> HttpResponse:
    me = access.runner(request.user, organisation)
    found = access.part(access.opportunity(me, opportunity), part)
    form = CertificateForm(request.POST or None, part=found, today=timezone.localdate())
    about = {"part": found, "by": me, "now": timezone.now()}
    if request.method == "POST" and done(form, actions.certify, **about):
        messages.success(request, "They have it, and are told.")
        return redirect("involvement:person", organisation, opportunity, part)
    context = {
        "me": me,
        "part": found,
        "opportunity": found.opportunity,
        "form": form,
        "heading": f"A certificate for {found.member}",
        "button": "Give it to them",
    }
    return render(request, "involvement/form.html", context)


@require_POST
def revoke(
    request: HttpRequest, organisation: str, opportunity: int, part: int, certificate: int
) -> HttpResponse:
    me = access.runner(request.user, organisation)
    found = access.part(access.opportunity(me, opportunity), part)
    one = access.certificate_of(found, certificate)
    actions.revoke_certificate(certificate=one, now=timezone.now())
    messages.success(request, "It does not hold any more.")
    return redirect("involvement:person", organisation, opportunity, part)


def credited(request: HttpRequest, organisation: str, story: int) -> HttpResponse:
    """Who is named in a story, as they want."""
    me = access.runner(request.user, organisation)
    found = access.story(me, story)
    form = CreditedForm(request.POST or None, story=found)
    if request.method == "POST" and done(form, actions.credit_in, story=found):
        messages.success(request, "They are named as they want to be.")
        return redirect("involvement:story", organisation, story)
    context = {
        "me": me,
        "story": found,
        "form": form,
        "heading": "Who is named in it",
        "button": "Save",
    }
    return render(request, "involvement/story_form.html", context)


def _page(request: HttpRequest, document: Document | None, **more: Any) -> HttpResponse:
    words = mark_safe(to_html(document)) if document else ""  # noqa: S308 it escapes
    status = 200 if document else 410
    return render(request, "involvement/shown.html", {"words": words} | more, status=status)


def _pdf(document: Document, name: str) -> HttpResponse:
    return HttpResponse(
        to_pdf(document),
        content_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="{name}.pdf"'},
    )


@never_cache
def certificate(request: HttpRequest, code: str) -> HttpResponse:
    """Whether a certificate holds, for whoever has its code."""
    found = access.certificate(code)
    document = None if found.revoked else certificates.certificate(found)
    return _page(request, document, certificate=found)


@never_cache
def certificate_pdf(_request: HttpRequest, code: str) -> HttpResponse:
    return _pdf(certificates.certificate(access.holding_certificate(code)), "certificate")


@never_cache
def badge(_request: HttpRequest, code: str) -> HttpResponse:
    """The certificate as an Open Badge, for a wallet of badges."""
    return HttpResponse(
        certificates.badge(access.holding_certificate(code)),
        content_type="application/vc+jwt",
        headers={"Content-Disposition": 'attachment; filename="badge.jwt"'},
    )


@never_cache
def reference(request: HttpRequest, code: str) -> HttpResponse:
    """A reference that somebody agreed to, for whoever has its code."""
    found = access.agreed_reference(code)
    return _page(request, certificates.reference(found), reference=found)


@never_cache
def reference_pdf(_request: HttpRequest, code: str) -> HttpResponse:
    return _pdf(certificates.reference(access.agreed_reference(code)), "reference")


def issuer(_request: HttpRequest, whose: str) -> HttpResponse:
    key = access.signing_key(whose)
    return JsonResponse(badges.profile(queries.issuer(key.organisation)))


def issuer_key(_request: HttpRequest, whose: str) -> HttpResponse:
    key = access.signing_key(whose)
    who = queries.issuer(key.organisation)
    return JsonResponse(badges.public_key(key.private, who.key))


def issuer_revoked(_request: HttpRequest, whose: str) -> HttpResponse:
    here = access.signing_key(whose).organisation
    return JsonResponse(badges.revoked(queries.issuer(here), queries.revoked_by(here)))
