"""The instruments that come with the product: data files with licence and credit."""

from functools import cache
from importlib.resources import files

from alongside.methods import instruments
from alongside.methods.instruments import Instrument

IN_ORDER = ("practice", "ladder", "first-look")


@cache
def shipped() -> dict[str, Instrument]:
    """Return them by key, in the order in which they are offered."""
    folder = files("alongside.assessments") / "instruments"
    return {
        key: instruments.from_text((folder / f"{key}.json").read_text("utf-8")) for key in IN_ORDER
    }
