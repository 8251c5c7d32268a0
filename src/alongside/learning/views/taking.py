from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.text import slugify

from alongside.methods.documents.html import to_html
from alongside.methods.documents.kinds import KINDS
from alongside.methods.documents.model import Document

from .. import access, documents, writing
from ..models import Plan
from ..queries import evidence, planned


def page(request: HttpRequest, organisation: str, plan: int) -> HttpResponse:
    """The plan on a page, to print or to take away."""
    me = access.reader(request.user, organisation)
    found = access.plan(me, plan)
    # The renderer escapes every text: its tests give it scripts.
    body = mark_safe(to_html(_document(found)))  # noqa: S308
    return render(request, "learning/page.html", {"me": me, "plan": found, "body": body})


def page_file(request: HttpRequest, organisation: str, plan: int, kind: str) -> HttpResponse:
    """The same as a file."""
    me = access.reader(request.user, organisation)
    found = access.plan(me, plan)
    if kind not in KINDS:
        raise Http404("no such format")
    content_type, draw = KINDS[kind]
    name = slugify(found.title)[:80] or "plan"
    return HttpResponse(
        draw(_document(found)),
        content_type=content_type,
        headers={"Content-Disposition": f'attachment; filename="{name}.{kind}"'},
    )


def _document(plan: Plan) -> Document:
    now = timezone.now()
    version = planned.versions(plan).first()
    return documents.on_a_page(
        plan,
        year=planned.year(plan, now),
        activities=list(planned.activities(plan, now)),
        expectations=list(evidence.expectations(plan)),
        version=version,
        state=planned.state(version),
        since=writing.since(version.content, writing.frozen(plan)) if version else "",
        today=timezone.localdate(now),
    )
