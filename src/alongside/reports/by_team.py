"""The results of a survey for each team that is large enough: which there are, and which not."""

from dataclasses import dataclass

from alongside.asks.models import Wave

from .answers import TEAM, collected
from .looking import View, in_words, may_cross
from .models import Results
from .queries import refused_cuts, views


@dataclass(frozen=True)
class TeamResults:
    """A team whose answers may be looked at by themselves; `results` of it, or `why` there are none
    ("" where nobody made them yet)."""

    name: str
    view: View
    results: Results | None
    why: str

    @property
    def to_make(self) -> bool:
        return self.results is None and not self.why


def teams(wave: Wave) -> list[TeamResults]:
    """Return the teams of a closed wave that are large enough, by name; none for equality
    monitoring, and where answers know no teams."""
    found = collected([wave])
    if not found or not may_cross(wave):
        return []
    made = {one.key: one for one in views(wave).defer("document")}
    refused = refused_cuts(wave)
    return [
        TeamResults(name, view, made.get(view.key), refused.get(f"only {words}", ""))
        for key, name in found[0].teams.items()
        for view in (View(where=((TEAM, str(key)),)),)
        for words in in_words(found[0], view.where)
    ]
