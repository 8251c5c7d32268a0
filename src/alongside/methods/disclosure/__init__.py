"""Protecting small numbers: what may be shown of counts, so that nobody can work out the rest.

`protect_report` is for a report and everything on it, `protect_table` for one table with its
totals; `intervals` says what a reader can still work out of a table; `may_show` decides what may
follow what was shown of the same question before.
"""

from alongside.methods.disclosure.attack import Interval, intervals
from alongside.methods.disclosure.beside import Told, gives_away
from alongside.methods.disclosure.counted import Cut, Pair, Tally
from alongside.methods.disclosure.gaps import gaps_give_away
from alongside.methods.disclosure.layers import Layer, may_show
from alongside.methods.disclosure.protected import (
    ProtectedCut,
    ProtectedPair,
    ProtectedReport,
    ProtectedTally,
    in_the_room,
)
from alongside.methods.disclosure.report import protect_report
from alongside.methods.disclosure.tables import ProtectedTable, protect_table
from alongside.methods.disclosure.years import differ_by_few

__all__ = [
    "Cut",
    "Interval",
    "Layer",
    "Pair",
    "ProtectedCut",
    "ProtectedPair",
    "ProtectedReport",
    "ProtectedTable",
    "ProtectedTally",
    "Tally",
    "Told",
    "differ_by_few",
    "gaps_give_away",
    "gives_away",
    "in_the_room",
    "intervals",
    "may_show",
    "protect_report",
    "protect_table",
]
