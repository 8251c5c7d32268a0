"""Questions that are ready to use, written from what the organisation has on record."""

from collections.abc import Sequence
from typing import Any

from alongside.people.models import Team

from . import drafting
from .drafting import Draft

FEWEST, MOST = 2, 40
"""How many parts of an organisation make a list that people can choose from."""

ASKS = {
    Team.Kind.DIRECTORATE: "Which directorate do you work in?",
    Team.Kind.SERVICE_AREA: "Which service area do you work in?",
}
WHY = "We compare answers by it only where enough people answered from each."


def offered(teams: Sequence[Team]) -> list[Team.Kind]:
    """Return the kinds of teams that a question about where people work can be made from."""
    return [kind for kind in ASKS if FEWEST <= len(_of(teams, kind)) <= MOST]


def where_people_work(
    teams: Sequence[Team], kind: Team.Kind, draft: Draft, name: str
) -> dict[str, Any]:
    """Return a choice of one with the teams of this kind, to split a report by."""
    language = drafting.language(draft)
    choices: list[dict[str, Any]] = []
    for team in _of(teams, kind):
        taken = [choice["name"] for choice in choices]
        words = {language: team.name}
        choices.append({"name": drafting.name_for(team.name, taken, "team"), "label": words})
    elsewhere = drafting.name_for("elsewhere", [choice["name"] for choice in choices])
    return {
        "type": "one",
        "name": name,
        "label": drafting.worded(None, language, ASKS[kind]),
        "hint": drafting.worded(None, language, WHY),
        "choices": [
            *choices,
            {"name": elsewhere, "label": drafting.worded(None, language, "Somewhere else")},
        ],
    }


def _of(teams: Sequence[Team], kind: Team.Kind) -> list[Team]:
    return [team for team in teams if team.kind == kind]
