"""Files that come with a page of questions, and the address where whoever added one looks at it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from alongside.files import showing
from alongside.files.receiving import NotKept, received
from alongside.methods.questions import Form, Posted, Problem, Question, type_of
from alongside.people.actions import NotPossible

from .. import access, actions, respondent, sent
from ..kept import on_the_page
from ..models import Wave

ADD, REMOVE = "add-file", "remove-file"
"""The fields of the buttons that add what is chosen, and take a file out. They hold a hyphen: no
question's name does."""

NOT_ADDED = "not-added"
"""Says in an address that a file was not added when somebody stopped there."""


@dataclass
class Sending:
    """The files that come with one request of somebody who answers, and what is wrong with them."""

    request: HttpRequest
    wave: Wave
    client: str
    problems: list[Problem] = field(default_factory=list)

    @property
    def form(self) -> Form:
        return self.wave.version.definition

    @property
    def pressed(self) -> str:
        """The question whose button to add or take out was pressed, or nothing: whoever presses it
        is not finished with the page."""
        code = self.request.POST.get(REMOVE, "")
        return self.request.POST.get(ADD, "") or code.partition(".")[0]

    def take(self, posted: Posted, language: str) -> Posted:
        """Keep the files that came for the questions on the page, and take out what is no longer
        wanted. Return the post with what stands for the files that there are now."""
        asked = sent.questions(self.form)
        names = [name for name in on_the_page(self.form, posted) if name in asked]
        name, _, code = self.request.POST.get(REMOVE, "").partition(".")
        if name in names:
            actions.take_out(wave=self.wave, client=self.client, code=code)
        for name in names:
            self._add(asked[name], self.request.FILES.getlist(name), language)
        return {**posted, **sent.posted(self.wave, self.client, names)}

    def _add(self, question: Question, uploads: Sequence[UploadedFile], language: str) -> None:
        kind: Any = type_of(question)
        for upload in uploads:
            try:
                if not self._keep(question, upload):
                    self.problems.append(kind.too_many(question, language))
                    return
            except (NotKept, NotPossible) as problem:
                which = f"“{(upload.name or '')[:60]}”: " if len(uploads) > 1 else ""
                self.problems.append(Problem(question["name"], f"{which}{problem}"))

    def _keep(self, question: Question, upload: UploadedFile) -> bool:
        kind: Any = type_of(question)
        if not upload.size:
            raise NotKept("The file is empty. Choose it again.")
        found = received(
            upload,
            pictures_too=kind.takes(question, "pictures"),
            documents_too=kind.takes(question, "documents"),
        )
        return actions.attach(
            wave=self.wave,
            client=self.client,
            question=question,
            received=found,
            name=upload.name or "",
            now=timezone.now(),
        )


def not_added(request: HttpRequest, name: str) -> tuple[Problem, ...]:
    """Return the problem of a file that was not added when somebody stopped, to be said where they
    go on."""
    if NOT_ADDED not in request.GET:
        return ()
    return (
        Problem(name, "Your file was not added: it is too large, or we do not take that kind."),
    )


@never_cache
@require_safe
def own_file(request: HttpRequest, code: str, file: str) -> HttpResponse:
    """A file that this person has added and not sent yet."""
    wave = access.wave_by_code(code)
    who = respondent.known(request, wave)
    found = sent.own(wave, who.client, file) if who else None
    if found is None:
        raise Http404("nothing of theirs")
    return showing.answer(found)
