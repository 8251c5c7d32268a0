"""Who types codes that nobody has: after so many from one place in an hour, it waits a while. Held
in memory only, under a hash of the day."""

from django.core.cache import cache
from django.utils import timezone

from alongside.letters.keys import hashed_for, place_of

MOST = 30
"""Wrong codes from one place in an hour: an office can share one network."""


def too_many(place: str) -> bool:
    """Return whether too many wrong codes came from a network address."""
    return int(cache.get(_key(place), 0)) >= MOST


def note(place: str) -> None:
    """Note that a wrong code came from a network address."""
    if not cache.add(_key(place), 1, timeout=3600):
        cache.incr(_key(place))


def _key(place: str) -> str:
    return f"said-{hashed_for(timezone.localdate(), place_of(place))}"
