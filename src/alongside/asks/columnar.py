"""How very many answers are counted: from columns of small numbers, and a copy of these in a file.

Where fewer than `LEAST` people answered, or a wave is open still, columns are read from the rows
each time and nothing is kept. A larger wave that has closed gets a copy (`copies.py`): the ticker
makes it, and whoever needs it sooner. People stand in it in an order drawn by chance, so it says
less than the table.

It loads numpy: import it where something is counted, not at the start.
"""

import contextlib
import os
from collections.abc import Iterable, Mapping, Sequence

from django.db import connection
from django.db.models import Max, Min, QuerySet, TextField
from django.db.models.expressions import RawSQL
from django.db.models.functions import Cast

from alongside.methods.disclosure import Pair, Tally
from alongside.methods.questions import Question, columnar, is_answered, joins, same, type_of
from alongside.methods.questions.writing import Written
from alongside.people.models import Team

from . import copies, half
from .models import Response, Wave

LEAST = 20_000
"""With fewer people than this a wave is counted from its rows."""

FOR_TWO = 200_000
"""From so many people on two processes take a wave apart."""

SHARE = 0.48
"""The part of the people whom the second takes."""

TEAM = "team"
"""What to split by for the teams of people, in place of a question."""


def tables(
    waves: Sequence[Wave], questions: Sequence[Question], by: Question | str | None = None
) -> list[list[Tally | Pair]]:
    """Return the counts of these questions over everybody who answered these waves, in the order of
    the questions: of each what its type's `summarise` gives (one `Tally`, one for each row of a
    matrix, a `Pair` for before and now), each tally with one cut by the answers to the question
    `by`, or by `TEAM`.

    They are the figures that counting answer by answer gives, in a hundredth of the time for a
    million people. Questions are those of `reports.answers.Collected.asked`, or of a version with
    `same.identified`; each is found in every wave by its identity, whatever its name is there, and
    is labelled in the words of the one given. A wave that was not asked a question, or not `by`,
    adds nothing to it. Of words that people wrote there are no counts, nor of "name one", whose
    marks are kept elsewhere: [].

    Not protected: nobody sees them before `disclosure.protect_report` has. Count only waves that
    have closed.
    """
    counted = [columnar.Counted() for _ in questions]
    names = dict.fromkeys(map(_identity, questions))
    if isinstance(by, Mapping):
        names[_identity(by)] = None
    teams = _teams(waves) if by == TEAM else {}
    groups: tuple[str, ...] = ()
    for wave in waves:
        asked = {q[same.ID]: q for q in same.identified(wave.version.definition["questions"])}
        wanted = [asked[identity]["name"] for identity in names if identity in asked]
        columns = columns_of(wave, wanted)
        grouping = None
        if by == TEAM:
            grouping = columnar.by_team(columns, teams, TEAM)
        elif isinstance(by, Mapping):
            if _identity(by) not in asked:
                continue
            grouping = columnar.grouping(columns, asked[_identity(by)])
        groups = grouping.groups if grouping else ()
        for question, one in zip(questions, counted, strict=True):
            if (here := asked.get(_identity(question))) and _is_counted(here):
                one.add(columns, here, grouping)
    name = by["name"] if isinstance(by, Mapping) else by or ""
    return [
        columnar.summarise(same.by_places(question), one, str(name), groups) if one.groups else []
        for question, one in zip(questions, counted, strict=True)
    ]


def _identity(question: Question) -> str:
    found: str = question.get(same.ID) or same.identity(question)
    return found


def _is_counted(question: Question) -> bool:
    """Return whether its answers are counted as they are: words are not ("name one" is words), nor
    is what only joins the answers of two times."""
    counted = is_answered(question) and not joins(question)
    return counted and not isinstance(type_of(question), Written)


def _teams(waves: Iterable[Wave]) -> dict[int, str]:
    """Return the teams of the organisations of these waves, by name."""
    found = Team.objects.filter(organisation__in={wave.organisation_id for wave in waves})
    return dict(found.order_by("name", "pk").values_list("pk", "name"))


def columns_of(wave: Wave, names: Iterable[str] | None = None) -> columnar.Columns:
    """Return the answers of a wave as columns, those of the questions of these `names` at least:
    from the copy where it has one that is right, else from the rows."""
    people = wave.responses.count()
    if wave.closed is None or people < LEAST:
        return _from_rows(wave, wave.responses.all())
    about = {"wave": wave.code, "version": wave.version_id}
    where = copies.path(wave, people)
    with contextlib.suppress(OSError, columnar.NotColumns), open(where, "rb") as file:
        return columnar.read(file, about, names)
    found = _from_all_rows(wave, people)
    copies.keep(wave, found.people, lambda file: columnar.write(found, about, file))
    return found


def _from_all_rows(wave: Wave, people: int) -> columnar.Columns:
    """Return the answers of so many people as columns, read by two processes where they are very
    many. What the second one did not read, or not of all of them, is read here."""
    if people < FOR_TWO or _processors() < 2:
        return _from_rows(wave, wave.responses.all())
    key = half.KEYS[connection.vendor]
    responses = wave.responses.order_by().annotate(part=RawSQL(key, ()))  # noqa: S611 it is ours
    first, last = (responses.aggregate(key=of("part"))["key"] for of in (Min, Max))
    begin = last - int(SHARE * (last - first))
    with half.read(Response._meta.db_table, wave.pk, begin, _names(wave)) as second:
        here = _from_rows(wave, responses.filter(part__lt=begin))
        there = second()
    if there is None or here.people + there.people != people:
        there = _from_rows(wave, responses.filter(part__gte=begin))
    return columnar.together([here, there])


def _from_rows(wave: Wave, responses: QuerySet[Response]) -> columnar.Columns:
    """Return these answers to a wave as columns, read from the rows, some at a time."""
    reader = columnar.Reader(_names(wave))
    reader.read(
        responses.order_by()
        .annotate(text=Cast("answers", TextField()))
        .values_list("text", "team")
        .iterator(chunk_size=columnar.AT_ONCE)
    )
    return reader.columns()


def _processors() -> int:
    """Return how many processors this process may use, as far as is known."""
    count = getattr(os, "process_cpu_count", os.cpu_count)
    return count() or 1


def _names(wave: Wave) -> list[str]:
    """Return the names of the questions of a wave that are counted."""
    return [q["name"] for q in wave.version.definition["questions"] if _is_counted(q)]
