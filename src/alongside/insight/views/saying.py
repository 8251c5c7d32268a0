from collections.abc import Iterator
from contextlib import contextmanager

from django.contrib import messages
from django.http import HttpRequest

from ..actions import NotPossible


@contextmanager
def problems_said(request: HttpRequest) -> Iterator[None]:
    """Tell the person on the next page why an act was not possible, and go on."""
    try:
        yield
    except NotPossible as problem:
        messages.error(request, str(problem))
