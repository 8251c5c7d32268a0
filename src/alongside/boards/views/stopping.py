"""A board stops, somebody says what comes instead, and what it leaves is handed over."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from alongside.methods.documents.pdf import to_pdf
from alongside.methods.documents.word import to_word

from .. import access, actions
from ..forms.stopping import AnswerForm, StopForm
from ..handover import document
from .page import act

FILES = {
    "pdf": ("application/pdf", to_pdf),
    "docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", to_word),
}


def stop(request: HttpRequest, organisation: str, board: int) -> HttpResponse:
    me, found = access.to_run(request.user, organisation, board)
    form = StopForm(request.POST or None)

    def do(**data: Any) -> None:
        actions.stop(board=found, now=timezone.now(), **data)

    lead = (
        "Everybody on the board is told, with your words. If people who use services are on it, it "
        "stays on the start page of owners and leads until somebody says what takes its place."
    )
    return act(
        request,
        me,
        found,
        form,
        do,
        heading=f"{found} stops",
        said="It is noted, and people are told.",
        lead=lead,
        button="Say that it stops",
    )


def answer(request: HttpRequest, organisation: str, board: int) -> HttpResponse:
    me, found = access.to_run(request.user, organisation, board)
    form = AnswerForm(request.POST or None)

    def do(**data: Any) -> None:
        actions.answer(board=found, by=me, now=timezone.now(), **data)

    said = "It is noted, and people are told."
    heading = f"What comes now for {found}?"
    return act(request, me, found, form, do, heading=heading, said=said, button="Tell people")


@never_cache
def handover(request: HttpRequest, organisation: str, board: int, kind: str) -> HttpResponse:
    """What whoever takes over needs, as a file."""
    _, found = access.to_run(request.user, organisation, board)
    if kind not in FILES:
        raise Http404("no such file")
    content_type, draw = FILES[kind]
    return HttpResponse(
        draw(document(found, timezone.localdate())),
        content_type=content_type,
        headers={"Content-Disposition": f'attachment; filename="handover-{found.pk}.{kind}"'},
    )
