"""What happens to reports and results: they are made, once. No other file of this noun writes."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from alongside.asks import actions as asks
from alongside.asks import queries as asks_queries
from alongside.asks.models import Wave
from alongside.gatherings import actions as gatherings
from alongside.gatherings.models import Programme
from alongside.methods.documents.frozen import to_json
from alongside.people.actions import NotPossible
from alongside.people.models import Membership, Organisation

from . import by_team, compose, looking, queries, results
from .looking import EVERYTHING, View
from .memory import Memory, Refused
from .models import Refusal, Report, Results


@transaction.atomic
def make(
    *,
    programme: Programme,
    since: date,
    until: date,
    now: datetime,
    compare: str = Report.Compare.COHORT,
    split: str = "",
    by: Membership | None = None,
) -> Report:
    """Return a frozen report of the sessions of a programme from `since` to `until`, both included.

    Answers are split by the question named `split`. Everything is read in one transaction, so that
    its figures belong together; reports of an organisation are made one after another, so that each
    knows what the ones before have shown.
    """
    organisation = Organisation.objects.select_for_update().get(pk=programme.organisation_id)
    inputs = queries.inputs(
        programme, since=since, until=until, compare=compare, now=now, split=split
    )
    fingerprint = inputs.fingerprint()
    memory = Memory(inputs.cuts, [*inputs.waves, *inputs.besides], inputs.minimum)
    document = compose.document(
        inputs, memory, made=timezone.localtime(now).date(), fingerprint=fingerprint
    )
    asks.remember(organisation=organisation, cuts=memory.added, now=now)
    gatherings.remember_outcomes(programme=programme, shown=inputs.pledged.outcomes, now=now)
    note_refused(
        organisation=organisation, about=document.title, refused=memory.refused, by=by, now=now
    )
    return Report.objects.create(
        organisation=organisation,
        programme=programme,
        title=document.title,
        since=since,
        until=until,
        compare=compare,
        split=split,
        document=to_json(document),
        fingerprint=fingerprint,
        made=now,
        made_by=by,
    )


def make_results(
    *, wave: Wave, now: datetime, by: Membership | None = None, view: View = EVERYTHING
) -> Results:
    """Return the frozen results of a closed wave that no session asked, as a view shows them; each
    view is made once.

    What of it is not shown is noted, with who asked (`Refusal`); so is a view that is refused as a
    whole. Raises NotPossible for that, and before the wave has closed.
    """
    try:
        with transaction.atomic():
            return _make_results(wave, view, now, by)
    except Withheld as no:
        about = f"{wave.title}: {no.cut}"
        note_refused(
            organisation=wave.organisation,
            about=wave.title,
            refused=[Refused("", str(no), no.cut or about)],
            wave=wave,
            by=by,
            now=now,
        )
        raise


MOST_TEAMS = 20
"""For how many teams results are made at one press: each of them reads every answer again."""


def make_for_teams(*, wave: Wave, now: datetime, by: Membership | None = None) -> None:
    """Make the results of the next MOST_TEAMS teams that are large enough and have none yet, by
    name. A team of which nothing may be shown is noted like any other refusal, and the rest go on.

    Raises NotPossible before the results of everybody are made: a part that is seen first can hide
    the whole.
    """
    if queries.whole(wave) is None:
        raise NotPossible("Make the results of everybody first.")
    waiting = [team for team in by_team.teams(wave) if team.to_make]
    for team in waiting[:MOST_TEAMS]:
        with suppress(Withheld):
            make_results(wave=wave, now=now, by=by, view=team.view)


class Withheld(NotPossible):
    """A view is not shown at all; `cut` says which, in words."""

    def __init__(self, why: str, cut: str) -> None:
        super().__init__(why)
        self.cut = cut


def _make_results(wave: Wave, view: View, now: datetime, by: Membership | None) -> Results:
    # One after another, so that each knows what the ones before have shown.
    organisation = Organisation.objects.select_for_update().get(pk=wave.organisation_id)
    wave = asks_queries.waves(organisation).get(pk=wave.pk)
    if again := Results.objects.filter(wave=wave, key=view.key).first():
        return again
    if wave.of_session:
        raise NotPossible("What people said about a session stands in the report of its programme.")
    if wave.told_elsewhere:
        raise NotPossible("The results of this stand on the page of whoever asked.")
    if wave.closed is None:
        raise NotPossible("Results can be made once this has closed.")
    found = results.told(wave, view)
    memory = found.memory()
    words = found.in_words()
    if why := looking.problem(found.answers, view):
        raise Withheld(why, words)
    answers = {str(one.wave.pk): len(one.answers) for one in found.waves}
    if queries.taken_back(answers):
        raise Withheld(results.TAKEN_BACK, words)
    if view != EVERYTHING and found.people < found.minimum:
        raise Withheld(results.FEW, words)
    if not results.may_narrow(found, memory):
        raise Withheld(results.FEW, words)
    fingerprint = found.fingerprint()
    made = timezone.localtime(now).date()
    document = results.document(found, memory, made=made, fingerprint=fingerprint)
    asks.remember(organisation=organisation, cuts=memory.added, now=now)
    note_refused(
        organisation=organisation,
        about=wave.title,
        refused=[replace(one, cut=_cut(one, words)) for one in memory.refused],
        wave=wave,
        by=by,
        now=now,
    )
    return Results.objects.create(
        wave=wave,
        key=view.key,
        view=view.as_kept,
        words=words[:1000],
        answers=answers,
        document=to_json(document),
        fingerprint=fingerprint,
        made=now,
        made_by=by,
    )


def _cut(one: Refused, words: str) -> str:
    """Return which cut was refused: one of the view, or the question in the view as it is."""
    return (
        one.cut
        if not words or one.cut in words.split("; ")
        else "; ".join(filter(None, [words, one.cut]))
    )


def note_refused(
    *,
    organisation: Organisation,
    about: str,
    refused: Iterable[Refused],
    now: datetime,
    wave: Wave | None = None,
    by: Membership | None = None,
) -> None:
    """Note every cut that somebody asked for and did not get."""
    Refusal.objects.bulk_create(
        Refusal(
            organisation=organisation,
            about=about[:300],
            question=one.question,
            cut=one.cut,
            why=one.why,
            wave=wave,
            by=by,
            asked=now,
        )
        for one in refused
    )
