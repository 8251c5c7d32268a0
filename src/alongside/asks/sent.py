"""The files that people send with their answers: which belong to whom. They lie with `files`,
guarded, so that only the pages of a wave show them."""

import json
from collections.abc import Iterator
from itertools import batched

from django.db.models import Exists, OuterRef, QuerySet

from alongside.files import showing
from alongside.files.models import File
from alongside.methods.questions import Form, Question, question_named, says_who
from alongside.methods.questions.types.file import PICTURE, exported, part

from .models import Attached, Draft, Response, Wave

AT_ONCE = 100


def questions(form: Form) -> dict[str, Question]:
    """Return the questions of a form that ask for a file, by name."""
    return {one["name"]: one for one in form["questions"] if says_who(one)}


def of_draft(wave: Wave, client: str) -> QuerySet[Attached]:
    """Return the files that somebody has added and not sent, in their order."""
    found = Attached.objects.filter(draft__wave=wave, draft__client=client, file__there=True)
    return found.select_related("file").order_by("pk")


def posted(wave: Wave, client: str, names: list[str]) -> dict[str, list[str]]:
    """Return what stands for the files that somebody has added to these questions: what their
    browser says of them never counts."""
    there: dict[str, list[str]] = {name: [] for name in names}
    for one in of_draft(wave, client).filter(question__in=names):
        there[one.question].append(json.dumps(part_of(one.file)))
    return there


def part_of(file: File) -> dict[str, object]:
    """Return a file as it stands in an answer."""
    return part(file.code, file.name, file.ending or PICTURE, file.size)


def of_response(response: Response, code: str) -> File | None:
    """Return the file with this code, if it was sent with this answer."""
    return _file(Attached.objects.filter(response=response), code)


def own(wave: Wave, client: str, code: str) -> File | None:
    """Return the file with this code, if this person has added it and not sent it yet."""
    return _file(of_draft(wave, client), code)


def _file(among: QuerySet[Attached], code: str) -> File | None:
    found = among.filter(file__code=code, file__there=True).select_related("file").first()
    return found.file if found else None


def of_wave(wave: Wave) -> Iterator[tuple[str, bytes]]:
    """Yield every file that was sent with an answer of a wave: its name in an export, and its
    bytes, one after the other. What is gone meanwhile is left out."""
    form = wave.version.definition
    sent = Attached.objects.filter(response__wave=wave, file__there=True)
    for keys in batched(sent.order_by("file__code").values_list("pk", flat=True), AT_ONCE):
        for one in sent.filter(pk__in=keys).select_related("file").order_by("file__code"):
            content = showing.content(one.file)
            if content is not None:
                yield exported(question_named(form, one.question), part_of(one.file)), content


def left_over() -> QuerySet[Attached]:
    """Return the files whose draft or answer is gone."""
    drafts = Draft.objects.filter(pk=OuterRef("draft_id"))
    responses = Response.objects.filter(pk=OuterRef("response_id"))
    gone = Attached.objects.filter(~Exists(drafts), ~Exists(responses))
    return gone.select_related("file").order_by("pk")
