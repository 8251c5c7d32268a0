"""Who may answer and who may work with forms. Returns the object, or raises 404."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import Http404

from alongside.files.models import File
from alongside.methods.questions import Question
from alongside.people import access as people
from alongside.people.models import Membership, Role
from alongside.projects import access as projects

from . import marks, queries, sent
from .models import (
    Batch,
    Form,
    FormVersion,
    Invitation,
    Mark,
    Mode,
    Response,
    ResponsesFile,
    Sheet,
    Wave,
)
from .queries import typing_in

ASKERS = (Role.Name.OWNER, Role.Name.LEAD, Role.Name.FACILITATOR)
"""Roles that ask people: open and close, invite, remind. Analysts look on."""

KNOW_NAMES = {
    Mode.NAMED: tuple(people.STAFF),
    Mode.CONFIDENTIAL: (Role.Name.OWNER, Role.Name.LEAD),
}
"""Roles that see who answered what, as each mode promises; of any other mode nobody does."""

MARKERS = (Role.Name.ANALYST, Role.Name.LEAD)
"""Roles that look at what people wrote, and decide about marks."""


def wave_by_code(code: str) -> Wave:
    """Return the wave that stands at this address. Anybody with the code may come."""
    try:
        return Wave.objects.select_related("version").get(code=code.upper())
    except Wave.DoesNotExist:
        raise Http404("no wave has this code") from None


def invitation(wave: Wave, key: str) -> Invitation:
    """Return the invitation this private key belongs to."""
    found = queries.invitation(wave, key)
    if found is None:
        raise Http404("no invitation has this key")
    return found


def form(person: Any, organisation: str, pk: int) -> Form:
    """Return a form of the organisation, also one that is put away, to a member of staff."""
    me = people.staff(person, organisation)
    found = me.organisation.forms.prefetch_related("versions").filter(pk=pk).first()
    if found is None:
        raise Http404("no such form in this organisation")
    return found


def may_mark(me: Membership) -> bool:
    """Return whether this member may look at what people wrote, and mark it."""
    return me.holds(*MARKERS)


def readable(me: Membership) -> QuerySet[Wave]:
    """Return the waves that this member may know of: those of one person's own support only with a
    seat in that project (R39), newest first."""
    known = Q(project=None) | Q(project__in=projects.readable(me))
    return queries.waves(me.organisation).filter(known)


def marked_wave(person: Any, organisation: str, pk: int) -> tuple[Membership, Wave]:
    """Return a wave of the organisation to an analyst or a lead, and who they are."""
    me = people.member(person, organisation, *MARKERS)
    found = readable(me).filter(pk=pk).first()
    if found is None:
        raise Http404("no such wave in this organisation")
    return me, found


def marked_question(wave: Wave, name: str) -> Question:
    """Return a question of a wave whose answers are marked."""
    found = next((one for one in marks.questions(wave) if one["name"] == name), None)
    if found is None:
        raise Http404("no such question to mark in this wave")
    return found


def mark(wave: Wave, question: Question, pk: int) -> Mark:
    """Return a mark of a question, once all its answers may be looked at."""
    found = next((one.mark for one in marks.listed(wave, question) if one.mark.pk == pk), None)
    if wave.closed is None or found is None:
        raise Http404("no such mark of this question")
    return found


def version(form: Form, number: int) -> FormVersion:
    """Return a published version of a form that was let through already."""
    found = form.versions.select_related("published_by").filter(number=number).first()
    if found is None:
        raise Http404("this form has no such version")
    return found


def wave(person: Any, organisation: str, pk: int) -> Wave:
    """Return a wave of the organisation to a member of staff."""
    me = people.staff(person, organisation)
    found = readable(me).filter(pk=pk).first()
    if found is None:
        raise Http404("no such wave in this organisation")
    return found


def asker(person: Any, organisation: str) -> Membership:
    """Return the membership of somebody who may ask people."""
    return people.member(person, organisation, *ASKERS)


def typist(person: Any, organisation: str, pk: int) -> tuple[Membership, Wave]:
    """Return a wave to a member who may type its paper in, and who they are: whoever may ask
    people, and where answers carry a name, only who may see who said what."""
    me, found = asker(person, organisation), wave(person, organisation, pk)
    if not may_type_in(me, found):
        raise PermissionDenied("only those whom the sheet names see who said what")
    return me, found


def responses_file(me: Membership, pk: int) -> ResponsesFile:
    """Return one uploaded file of responses of my organisation."""
    found = me.organisation.responses_files.filter(pk=pk).first()
    if found is None:
        raise Http404("no such file of responses in this organisation")
    return found


def may_type_in(me: Membership, wave: Wave) -> bool:
    """Return whether this member may type in and check the paper of a wave."""
    return may_ask(me) and (wave.anonymous or knows_names(me, wave))


def may_ask(me: Membership) -> bool:
    """Return whether this member may open and close waves, and invite people."""
    return me.holds(*ASKERS)


def knows_names(me: Membership, wave: Wave) -> bool:
    """Return whether this member may see who answered what in a wave."""
    return me.holds(*KNOW_NAMES.get(Mode(wave.mode), ()))


def named_wave(person: Any, organisation: str, pk: int) -> tuple[Membership, Wave]:
    """Return a wave to a member who may see who answered what in it, and who they are."""
    found = wave(person, organisation, pk)
    me = people.staff(person, organisation)
    if found.anonymous:
        raise Http404("nobody knows who answered what here")
    if not knows_names(me, found):
        raise PermissionDenied("only those whom the first page names see who said what")
    return me, found


def response(wave: Wave, pk: int) -> Response:
    """Return one person's answers of a wave that was let through already."""
    found = queries.named_responses(wave).filter(pk=pk).first()
    if found is None:
        raise Http404("no such answers in this wave")
    return found


def sent_file(person: Any, organisation: str, pk: int, response_pk: int, code: str) -> File:
    """Return a file that came with an answer, to whoever may know whose answer it is. To everybody
    else it is not there."""
    try:
        _, found = named_wave(person, organisation, pk)
    except PermissionDenied:
        raise Http404("who may not read the answers gets no file of theirs") from None
    file = sent.of_response(response(found, response_pk), code)
    if file is None:
        raise Http404("no such file with this answer")
    return file


def batch(wave: Wave, number: int) -> Batch:
    """Return a batch of paper, of a wave that was let through already, that does not count yet."""
    found = typing_in.being_typed_in(wave).filter(number=number).first()
    if found is None:
        raise Http404("no such batch in this wave, or it is counted already")
    return found


def sheet(batch: Batch, number: int) -> Sheet:
    """Return a sheet of a batch that was let through already."""
    found = typing_in.typed_in(batch).filter(number=number).first()
    if found is None:
        raise Http404("no such sheet in this batch")
    return found
