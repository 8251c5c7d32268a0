"""What somebody asked for by an address: there for them, or not found."""

from django.http import Http404


def or_404[T](found: T | None) -> T:
    """Return what was found. Raises Http404 where there is nothing, or nothing for who asks: which
    of the two it is, nobody outside learns."""
    if found is None:
        raise Http404("not there, or not for this person")
    return found
