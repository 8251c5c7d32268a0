"""How a picture goes out, whichever way: its bytes, and nothing that a browser could run."""

from alongside.methods.pictures import CONTENT_TYPE

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
