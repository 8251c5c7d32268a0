"""Which questions of a form people were asked before, so that nobody has to answer twice."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count

from alongside.asks import drafting
from alongside.asks.models import Form, Invitation, Wave
from alongside.methods.alike import LEAST, alike
from alongside.methods.disclosure import ProtectedTally, Tally, protect_report
from alongside.methods.questions import is_answered
from alongside.methods.questions import same as sameness
from alongside.methods.questions.messages import said
from alongside.methods.shown import Shown

from .queries import waves

MOST_EARLIER = 3
"""So many earlier questions stand beside each one, the likeliest first."""

MOST_WAVES = 200
"""So many waves are looked through, the newest first."""


@dataclass(frozen=True)
class Earlier:
    """A question that was asked before: in these words, `times` in all, last in `wave`; `invited`
    to it were so many, None where that is a few or not known. `same`: in the very same words.
    `both`: how many of the people who are invited now were invited then; None where nobody was."""

    words: str
    wave: Wave
    times: int
    invited: int | None
    same: bool
    likeness: float
    both: Shown | None = None


@dataclass(frozen=True)
class Again:
    """A question of a form, and what was asked before that is like it."""

    words: str
    name: str
    earlier: list[Earlier]


@dataclass(frozen=True)
class Before:
    """What was asked before: each question of a form with those of other forms, and the waves that
    asked the form itself, newest first: to ask the same again is what a comparison needs. `both` is
    as in `Earlier`, of the newest of them."""

    again: list[Again]
    own: list[Wave]
    both: Shown | None = None

    @property
    def found(self) -> list[Again]:
        """The questions that were asked before."""
        return [one for one in self.again if one.earlier]


def asked_before(form: Form, now: datetime, wave: Wave | None = None) -> Before:
    """Return the questions of a form, each with what the organisation asked before that is the same
    or nearly so; with a `wave`, the questions that it asks, and how many of its people were invited
    then too. What was asked at the end of a session is left out: it is asked anew of whoever came.
    """
    rows = waves(form.organisation).filter(opens__lte=now).annotate(people=Count("invitations"))
    if wave is not None:
        rows = rows.exclude(pk=wave.pk)
    every = list(rows.order_by("-opens", "-pk")[:MOST_WAVES])
    own = [one for one in every if one.version.form_id == form.pk]
    known = _known([one for one in every if one not in own])
    both = _invited_to_both(wave, every) if wave else {}
    definition = wave.version.definition if wave else form.draft
    again = [
        _again(question, known, both)
        for question in drafting.questions(definition)
        if is_answered(question) and said(question.get("label") or {})
    ]
    return Before(again, own, both.get(own[0].pk) if own else None)


def _invited_to_both(wave: Wave, earlier: list[Wave]) -> dict[int, Shown]:
    """Return how many of the people who are invited to a wave were invited to each earlier one,
    protected; nothing where nobody is invited. Two queries."""
    people = wave.invitations.count()
    mine = wave.invitations.values("member")
    rows = Invitation.objects.filter(wave__in=earlier, member__in=mine).order_by()
    counted = dict(rows.values_list("wave").annotate(both=Count("pk")))
    return {pk: _shown(both, people, wave.minimum) for pk, both in counted.items()}


def _shown(both: int, people: int, minimum: int) -> Shown:
    tally = Tally("both", ("both", "not"), (both, people - both), people)
    (found,) = protect_report([tally], responses=people, minimum=minimum)
    assert isinstance(found, ProtectedTally)
    return found.counts[0]


def _known(asked: list[Wave]) -> dict[str, tuple[str, list[Wave]]]:
    """Return the words of each question with the waves that asked it, newest first."""
    found: dict[str, tuple[str, list[Wave]]] = {}
    by_version: dict[int, list[tuple[str, str]]] = {}
    of_version: dict[int, list[Wave]] = defaultdict(list)
    for wave in asked:
        of_version[wave.version_id].append(wave)
    for version, its in of_version.items():
        questions = its[0].version.definition["questions"]
        by_version[version] = [
            (sameness.identity(one), said(one["label"])) for one in questions if is_answered(one)
        ]
    for wave in asked:
        for same, words in by_version[wave.version_id]:
            its = found.setdefault(same, (words, []))[1]
            if wave not in its:
                its.append(wave)
    return found


def _again(
    question: dict[str, Any],
    known: dict[str, tuple[str, list[Wave]]],
    both: dict[int, Shown],
) -> Again:
    words = said(question["label"])
    me = sameness.identity(question) if _whole(question) else ""
    earlier = []
    for same, (theirs, asked) in known.items():
        likeness = 1.0 if same == me else alike(words, theirs)
        if likeness >= LEAST:
            newest: Any = asked[0]
            enough = newest.people >= newest.minimum
            earlier.append(
                Earlier(
                    theirs,
                    newest,
                    len(asked),
                    newest.people if enough else None,
                    sameness.plain(words) == sameness.plain(theirs),
                    likeness,
                    both.get(newest.pk),
                )
            )
    earlier.sort(key=lambda one: (-one.likeness, -one.wave.opens.timestamp()))
    return Again(words, question["name"], earlier[:MOST_EARLIER])


def _whole(question: dict[str, Any]) -> bool:
    """Return whether a draft is far enough that it can be told from others."""
    labelled = (*question.get("choices", ()), *question.get("rows", ()))
    return all(one.get("label") for one in labelled)
