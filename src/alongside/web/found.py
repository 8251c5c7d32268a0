"""What somebody asked for by an address: there for them, or not found."""

from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect


class Gone(Http404):
    """One row of something that is there, is not: it was taken away before, or never was there."""


def or_404[T](found: T | None) -> T:
    """Return what was found. Raises Http404 where there is nothing, or nothing for who asks: which
    of the two it is, nobody outside learns."""
    if found is None:
        raise Http404("not there, or not for this person")
    return found


def or_gone[T](found: T | None) -> T:
    """Return one row, or raise Gone: not found, unless a button was pressed twice (`again_to`)."""
    if found is None:
        raise Gone("not there, or taken away before")
    return found


type View = Callable[..., HttpResponse]


def again_to(page: str, *of: str) -> Callable[[View], View]:
    """Make a view that takes a row away lead back to a page (`of`: the parts of its address) where
    the row is gone already: whoever pressed a button twice has what they wanted. That page says
    itself who may see it."""

    def decorated(view: View) -> View:
        @wraps(view)
        def once(request: HttpRequest, **kwargs: object) -> HttpResponse:
            try:
                return view(request, **kwargs)
            except Gone:
                if request.method != "POST":
                    raise
                return redirect(page, *(kwargs[part] for part in of))

        return once

    return decorated
