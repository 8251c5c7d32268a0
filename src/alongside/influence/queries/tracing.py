"""How far the trace goes from somebody's words, or a theme, to a decision
(`methods/tracing`). As many queries for many as for one."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Max, Min

from alongside.methods.tracing import Recorded, Trace, trace

from ..models import (
    Action,
    Bearing,
    Cited,
    Countersign,
    Decision,
    OutcomeSeen,
    Passage,
    Placed,
)

type Pair = tuple[int, int]
"""The keys of a contribution, or of a theme, and of a decision."""


@dataclass
class _Known:
    """What is recorded of some decisions: by decision, and of what bears on them."""

    outcomes: dict[int, str] = field(default_factory=dict)
    done: dict[int, date] = field(default_factory=dict)
    seen: dict[int, date] = field(default_factory=dict)
    themes: dict[Pair, str] = field(default_factory=dict)
    passages: dict[tuple[str, int, int], date] = field(default_factory=dict)


def of_contributions(pairs: Iterable[Pair]) -> dict[Pair, Trace]:
    """Return the trace of each pair of a contribution and a decision."""
    pairs = set(pairs)
    contributions, decisions = {one for one, _ in pairs}, {one for _, one in pairs}
    known = _known(decisions)
    themes: dict[int, set[int]] = {}
    placed = Placed.objects.filter(
        contribution__in=contributions, theme__in={theme for theme, _ in known.themes}
    )
    for contribution, theme in placed.values_list("contribution", "theme"):
        themes.setdefault(contribution, set()).add(theme)
    cited = {
        (contribution, decision): how
        for contribution, decision, how in Cited.objects.filter(
            contribution__in=contributions, decision__in=decisions
        ).values_list("contribution", "decision", "how")
    }
    acted = {
        (contribution, decision): says
        for contribution, decision, says in Countersign.objects.filter(
            contribution__in=contributions, decision__in=decisions, counts=True
        ).values_list("contribution", "decision", "says")
    }
    found = {}
    for contribution, decision in pairs:
        own = {t for t in themes.get(contribution, ()) if (t, decision) in known.themes}
        ways = [known.themes[theme, decision] for theme in own]
        ways += [cited[contribution, decision]] if (contribution, decision) in cited else []
        passages = [("contribution", contribution), *(("theme", theme) for theme in own)]
        found[contribution, decision] = _trace(
            known, decision, ways, passages, acted.get((contribution, decision), "")
        )
    return found


def of_themes(pairs: Iterable[Pair]) -> dict[Pair, Trace]:
    """Return the trace of each pair of a theme and a decision. It goes as far as the words in the
    theme that go furthest, and is disputed as soon as one person disputes it."""
    pairs = set(pairs)
    themes, decisions = {one for one, _ in pairs}, {one for _, one in pairs}
    known = _known(decisions)
    said: dict[Pair, set[str]] = {}
    answers = Countersign.objects.filter(
        decision__in=decisions, counts=True, contribution__placings__theme__in=themes
    )
    for theme, decision, says in answers.values_list(
        "contribution__placings__theme", "decision", "says"
    ).distinct():
        said.setdefault((theme, decision), set()).add(says)
    found = {}
    for theme, decision in pairs:
        answered = said.get((theme, decision), set())
        best = next((says for says in ("yes", "part", "no") if says in answered), "")
        ways = [known.themes[theme, decision]] if (theme, decision) in known.themes else []
        one = _trace(known, decision, ways, [("theme", theme)], best)
        if ways and "no" in answered:
            one = Trace(one.strength, disputed=True, stronger=one.stronger)
        found[theme, decision] = one
    return found


def _known(decisions: Collection[int]) -> _Known:
    known = _Known()
    made = Decision.objects.filter(pk__in=decisions, decided_on__isnull=False)
    known.outcomes = dict(made.values_list("pk", "outcome"))
    done = Action.objects.filter(
        decision__in=decisions, done_on__isnull=False, evidence__isnull=False
    )
    known.done = _by_decision(done.order_by().values_list("decision").annotate(Min("done_on")))
    seen = OutcomeSeen.objects.filter(decision__in=decisions)
    known.seen = _by_decision(seen.order_by().values_list("decision").annotate(Max("day")))
    bearings = Bearing.objects.filter(decision__in=decisions)
    known.themes = {
        (theme, decision): how
        for theme, decision, how in bearings.values_list("theme", "decision", "how")
    }
    passages = Passage.objects.filter(decision__in=decisions).order_by("-version__dated", "-pk")
    for theme, contribution, decision, day in passages.values_list(
        "theme", "contribution", "decision", "version__dated"
    ):
        kind = ("theme", theme) if theme else ("contribution", contribution)
        known.passages[(*kind, decision)] = day
    return known


def _by_decision(rows: Iterable[tuple[int, date]]) -> dict[int, date]:
    return dict(rows)


def _trace(
    known: _Known,
    decision: int,
    ways: Collection[str],
    passages: Iterable[tuple[str, int]],
    acted: str,
) -> Trace:
    """Return the trace of what bears on a decision in these `ways`, each how it mattered."""
    outcome = known.outcomes.get(decision, "")
    days = [known.passages.get((*one, decision)) for one in passages]
    changes = [day for day in [*days, known.done.get(decision)] if day]
    return trace(
        Recorded(
            bears=bool(ways),
            how=any(how.strip() for how in ways),
            decided=bool(outcome),
            refused=outcome == Decision.Outcome.NO,
            changed=min(changes, default=None),
            acted=acted,
            seen=known.seen.get(decision),
        )
    )


def of_contribution(contribution: int, decisions: Iterable[Decision]) -> Mapping[int, Trace]:
    """Return the trace from one contribution to each of these decisions, by the decision's key."""
    found = of_contributions((contribution, one.pk) for one in decisions)
    return {decision: one for (_, decision), one in found.items()}
