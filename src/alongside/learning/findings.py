"""A finding on its way from results to a need: signed, so that nobody can write one themselves."""

from typing import Any, NamedTuple

from alongside.people.models import Organisation
from alongside.web import links

PURPOSE = "learning.finding"
LONGEST = 400


class Finding(NamedTuple):
    """What was found: the wave it is of, what was asked, and what the results said, as they showed
    it (a protected count with its base, in words)."""

    wave: int
    question: str
    says: str


def carried(organisation: Organisation, finding: Finding) -> str:
    """Return a finding as it goes into an address."""
    cut = [finding.wave, finding.question[:LONGEST], finding.says[:LONGEST]]
    return links.token(PURPOSE, [organisation.pk, *cut])


def read(organisation: Organisation, token: str) -> Finding | None:
    """Return the finding an address carries; None when it was changed, or is another's."""
    try:
        value: Any = links.value(PURPOSE, token)
    except links.Spoilt:
        return None
    if not isinstance(value, list) or len(value) != 4 or value[0] != organisation.pk:
        return None
    return Finding(*value[1:])
