"""What one member said, and what came of it, in a few words each."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from ..models import Action, Bearing, Cited, Contribution, Decision, Placed


@dataclass(frozen=True)
class OwnWords:
    """Something somebody said. `state` is one of: read, together (with others), waits (for a
    decision by `day`), decided, doing, done; `what` says what, in the words of that step."""

    contribution: Contribution
    state: str
    what: str = ""
    day: date | None = None


def said_by(members: Collection[int]) -> list[OwnWords]:
    """Return what somebody (the keys of all members they are) said with their name known here, the
    newest first, with how far it came; as many queries for much as for one. What was said without a
    name is not known to be theirs."""
    said = list(
        Contribution.objects.filter(member__in=members, withdrawn=None)
        .select_related("project", "kept", "organisation")
        .order_by("-said_on", "-pk")
    )
    themes: dict[int, list[int]] = defaultdict(list)
    names: dict[int, str] = {}
    for placed in Placed.objects.filter(contribution__in=said).select_related("theme"):
        themes[placed.contribution_id].append(placed.theme_id)
        names[placed.theme_id] = placed.theme.name
    by_theme, by_words = defaultdict(list), defaultdict(list)
    for theme, decision in Bearing.objects.filter(theme__in=names).values_list("theme", "decision"):
        by_theme[theme].append(decision)
    cited = Cited.objects.filter(contribution__in=said)
    for contribution, decision in cited.values_list("contribution", "decision"):
        by_words[contribution].append(decision)
    keys = {one for many in (*by_theme.values(), *by_words.values()) for one in many}
    decisions = {
        one.pk: one for one in Decision.objects.filter(pk__in=keys).prefetch_related("actions")
    }
    found = []
    for one in said:
        own = by_words[one.pk] + [key for theme in themes[one.pk] for key in by_theme[theme]]
        about = [decisions[key] for key in dict.fromkeys(own)]
        found.append(_state(one, [names[theme] for theme in themes[one.pk]], about))
    return found


def _state(one: Contribution, themes: list[str], about: list[Decision]) -> OwnWords:
    decided = sorted((d for d in about if d.decided_on), key=lambda d: (d.decided_on, d.pk))
    if decided:
        last = decided[-1]
        actions: list[Action] = [a for a in last.actions.all() if a.stopped is None]
        done = [a for a in actions if a.done_on]
        if done:
            newest = max(done, key=lambda a: (a.done_on, a.pk))
            return OwnWords(one, "done", newest.result or newest.text, newest.done_on)
        if actions:
            first = min(actions, key=lambda a: (a.due, a.pk))
            return OwnWords(one, "doing", first.text, first.due)
        return OwnWords(one, "decided", last.decided, last.decided_on)
    if about:
        return OwnWords(one, "waits", about[0].question, about[0].due)
    return OwnWords(one, "together", themes[0]) if themes else OwnWords(one, "read")


def own_words(member: int, pk: int) -> Contribution | None:
    """Return something the member with this key said, or None."""
    found = Contribution.objects.filter(member=member, withdrawn=None, pk=pk)
    return found.select_related("project", "organisation", "kept", "comment").first()
