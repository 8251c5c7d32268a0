"""Bars as SVG, drawn by the server and styled by classes, so that no style attribute is needed."""

from html import escape

TONES = ("plain", "to", "for", "with")


def bar(
    share: float | None,
    tone: str = "plain",
    low: float | None = None,
    high: float | None = None,
    says: str = "",
) -> str:
    """Return the SVG of one bar on a track that starts at zero, or nothing where `share` is None.

    `share`, `low` and `high` are from 0 to 1; with a range, a bracket under the bar reaches from
    `low` to `high`. Lengths are per cents, so the drawing fills the width it is given. `says` is
    its text alternative; without it the drawing is hidden from screen readers, which is right
    inside a table that holds the number. `bars.css` gives size, colour and direction.
    `ValueError` for a tone that is not in `TONES`.

    >>> bar(0.5, "with")  # doctest: +ELLIPSIS
    '<svg class="drawn-bar" aria-hidden="true" focusable="false"><rect class="track" ...</svg>'
    """
    if share is None:
        return ""
    if tone not in TONES:
        raise ValueError(f"a bar is one of {', '.join(TONES)}, not {tone!r}")
    role = f'role="img" aria-label="{escape(says)}"' if says else 'aria-hidden="true"'
    ranged = low is not None and high is not None
    height = "65%" if ranged else "100%"
    parts = [f'<rect class="track" width="100%" height="{height}"/>']
    if share > 0:
        parts.append(f'<rect class="{tone}" width="{_length(share)}" height="{height}"/>')
    parts.append(f'<line class="axis" x1="0" y1="0" x2="0" y2="{height}"/>')
    if low is not None and high is not None:
        parts.append(_bracket(_length(low), _length(high)))
    size = "drawn-bar ranged" if ranged else "drawn-bar"
    return f'<svg class="{size}" {role} focusable="false">{"".join(parts)}</svg>'


def _bracket(low: str, high: str) -> str:
    return (
        '<g class="bracket">'
        f'<line x1="{low}" y1="72%" x2="{low}" y2="100%"/>'
        f'<line x1="{low}" y1="100%" x2="{high}" y2="100%"/>'
        f'<line x1="{high}" y1="100%" x2="{high}" y2="72%"/>'
        "</g>"
    )


def _length(share: float) -> str:
    return f"{100 * share:.2f}".rstrip("0").rstrip(".") + "%"
