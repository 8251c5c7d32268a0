"""Square codes (QR) for posters and tickets, as SVG that needs no style attribute, and the address
to print beside them."""

from collections.abc import Iterable, Iterator
from itertools import groupby

import segno
from django.utils.safestring import SafeString, mark_safe


def square(address: str) -> SafeString:
    """Return the square code of `address` as an SVG in the colour of the text around it.

    It carries no name of its own: say beside it what it opens, and print the address too.
    """
    code = segno.make(address, error="m", micro=False)
    width, height = code.symbol_size(border=2)
    path = "".join(
        f"M{start} {row}h{length}v1h-{length}z"
        for row, line in enumerate(code.matrix, start=2)
        for start, length in _dark_runs(line)
    )
    return mark_safe(  # noqa: S308 only numbers go in
        f'<svg class="qr" viewBox="0 0 {width} {height}" aria-hidden="true" focusable="false" '
        f'shape-rendering="crispEdges"><path fill="currentColor" d="{path}"/></svg>'
    )


def as_typed(address: str) -> str:
    """Return an address as people type it: without https:// and the last stroke.

    >>> as_typed("https://example.org/j/ABC234/")
    'example.org/j/ABC234'
    """
    return address.partition("://")[2].rstrip("/")


def _dark_runs(line: Iterable[int]) -> Iterator[tuple[int, int]]:
    start = 2
    for dark, run in groupby(line):
        length = len(list(run))
        if dark:
            yield start, length
        start += length
