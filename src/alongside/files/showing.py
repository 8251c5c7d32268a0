"""How a file goes out, whichever way: its bytes, and nothing that a browser could run."""

from django.http import Http404, HttpResponse
from django.utils.http import content_disposition_header

from alongside.methods.attached import KINDS
from alongside.methods.pictures import CONTENT_TYPE
from alongside.methods.questions.typed import clean_text

from . import store
from .models import File

MINUTES = 10
"""So long a browser shows a picture without asking again: it may be hidden meanwhile."""

SYMBOL_HEADERS = {
    "Content-Type": "image/svg+xml",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "public, max-age=604800",
}
"""What is said beside a symbol, which everybody may see and which is the same for a week."""

_PICTURE_ENDING = "webp"
_NOT_IN_A_NAME = '\\/:*?"<>|%'


def tag(file: File, size: str) -> str:
    """Return the ETag of a picture in one size."""
    return f'"{file.digest[:32]}-{size}"'


def headers(tag: str, *, public: bool) -> dict[str, str]:
    """Return what is said beside the bytes. No cache on the way keeps a picture."""
    return {
        "Content-Type": CONTENT_TYPE,
        "ETag": tag,
        "Content-Disposition": 'inline; filename="picture.webp"',
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "X-Content-Type-Options": "nosniff",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Cache-Control": f"private, max-age={MINUTES * 60}" if public else "private, no-cache",
    }


def name(file: File) -> str:
    """Return the name under which a file is kept by whoever fetches it: as it was called, with the
    ending of what it is."""
    seen = "".join(letter for letter in file.name if letter.isprintable())
    stem = clean_text(seen.rpartition(".")[0] or seen, lines=False)
    stem = stem.translate(dict.fromkeys(map(ord, _NOT_IN_A_NAME), "_")).strip(". ")[:100]
    return f"{stem or file.kind}.{file.ending or _PICTURE_ENDING}"


def content(file: File) -> bytes | None:
    """Return the bytes of a file as whoever fetches it gets them; None where there are none."""
    return store.read(file.code, "sent" if file.kind == File.Kind.DOCUMENT else "large")


def answer(file: File) -> HttpResponse:
    """Return a file to be kept by the browser and never shown by it. A noun above calls this for
    a guarded file, once it has found that this person may see it."""
    found = content(file)
    if found is None:
        raise Http404("its bytes are not there")
    said = headers(tag(file, "sent"), public=False) | {
        "Content-Disposition": content_disposition_header(True, name(file)) or "attachment",
        "Content-Type": KINDS[file.ending].content_type if file.ending else CONTENT_TYPE,
    }
    return HttpResponse(found, headers=said)
