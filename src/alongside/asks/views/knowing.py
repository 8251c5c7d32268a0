"""Who answered what, where the mode of a wave lets some people know: to read, and to take away."""

import random
from functools import partial

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from alongside.files import showing
from alongside.methods.documents.package import to_package
from alongside.methods.documents.rows import to_codebook, to_csv, to_excel
from alongside.methods.documents.sav import to_sav
from alongside.methods.questions.messages import DEFAULT

from .. import access, actions, modes, pages, queries, sent
from ..rows import rows_of

CSV = "text/csv; charset=utf-8"
FILES = {
    "answers.csv": (CSV, to_csv),
    "answers.xlsx": (
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        to_excel,
    ),
    "codebook.csv": (CSV, to_codebook),
    "answers.sav": ("application/x-spss-sav", to_sav),
    "package.zip": ("application/zip", to_package),
}
"""What can be taken away of a closed wave, with its content type and what draws it."""


@never_cache
def responses(request: HttpRequest, organisation: str, wave: int) -> HttpResponse:
    """Everybody who answered, by name."""
    me, shown = access.named_wave(request.user, organisation, wave)
    page = Paginator(queries.named_responses(shown), 100).get_page(request.GET.get("page"))
    context = {"me": me, "wave": shown, "page": page, "promise": modes.promise(shown.mode)}
    return render(request, "asks/waves/responses.html", context)


@never_cache
def response(request: HttpRequest, organisation: str, wave: int, response: int) -> HttpResponse:
    """What one person answered."""
    me, shown = access.named_wave(request.user, organisation, wave)
    found = access.response(shown, response)
    context = {
        "me": me,
        "wave": shown,
        "response": found,
        "promise": modes.promise(shown.mode),
        "lines": pages.lines(shown.version, pages.whole(found), DEFAULT),
        "may_remove": access.may_ask(me),
        "sends_files": bool(sent.questions(shown.version.definition)),
    }
    return render(request, "asks/waves/response.html", context)


@never_cache
@require_safe
def sent_file(
    request: HttpRequest, organisation: str, wave: int, response: int, file: str
) -> HttpResponse:
    """A file that came with an answer, as a download."""
    found = access.sent_file(request.user, organisation, wave, response, file)
    return showing.answer(found)


def remove(request: HttpRequest, organisation: str, wave: int, response: int) -> HttpResponse:
    """Remove what one person answered, because they asked for it."""
    me, shown = access.named_wave(request.user, organisation, wave)
    access.asker(request.user, organisation)
    found = access.response(shown, response)
    state = queries.state(shown, timezone.now()).name
    if request.method == "POST":
        actions.remove_response(response=found)
        messages.success(request, f"The answers of {found.member} are removed.")
        return redirect("asks:responses", organisation, wave)
    context = {"me": me, "wave": shown, "response": found, "state": state}
    return render(request, "asks/waves/remove.html", context)


@never_cache
def download(
    request: HttpRequest, organisation: str, wave: int, file: str
) -> StreamingHttpResponse:
    """The answers of a closed wave, a row for each person, or the codebook of their columns. They
    are sent while they are read."""
    _, shown = access.named_wave(request.user, organisation, wave)
    if shown.closed is None or file not in FILES:
        raise Http404("no such file of this wave, or it has not closed yet")
    content_type, draw = FILES[file]
    if draw is to_package:
        draw = partial(to_package, files=sent.of_wave(shown))
    name = f"{slugify(shown.title)[:60] or 'wave'}-{file}"
    return StreamingHttpResponse(
        draw(rows_of(shown, random.SystemRandom())),
        content_type=content_type,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
