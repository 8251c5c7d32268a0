"""Which comments, which themes, how far the reading is, and what may be shown of it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from django.db.models import Count, Exists, F, Max, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Greatest

from alongside.asks import queries as asks
from alongside.asks.models import Response, Wave
from alongside.methods.questions import bracketed
from alongside.methods.questions.messages import said as in_words
from alongside.methods.redaction import Span, find
from alongside.methods.shown import Shown
from alongside.methods.themes import Group, first_groups
from alongside.people.models import Organisation

from .counting import Said, base, people, protected
from .models import MOST_QUOTES, Analysis, Codebook, Coding, Kind, Redaction, Source, Theme, Word


def analyses(organisation: Organisation) -> QuerySet[Analysis]:
    """Return the organisation's analyses, newest first."""
    return organisation.analyses.select_related("organisation")


def shared(organisation: Organisation) -> QuerySet[Analysis]:
    """Return the analyses that are shared, newest first."""
    return analyses(organisation).filter(shared__isnull=False).order_by("-shared", "-pk")


def shared_about(waves: Iterable[Wave]) -> QuerySet[Analysis]:
    """Return the shared analyses that draw on these waves and on no other, newest first."""
    other = Source.objects.filter(analysis=OuterRef("pk")).exclude(wave__in=waves)
    return Analysis.objects.filter(~Exists(other), shared__isnull=False).order_by("-shared", "-pk")


def waves_to_analyse(organisation: Organisation) -> QuerySet[Wave]:
    """Return the closed waves in which enough people wrote something, newest first; none of one
    person's own support: an analysis is read by every analyst."""
    found = asks.for_everybody(organisation)
    return found.filter(Exists(asks.comments(found).filter(wave=OuterRef("pk"))))


class Asked(NamedTuple):
    """An open question of a form, and the waves in which people answered it."""

    form: int
    place: int
    question: str
    label: str
    tags: tuple[str, ...]
    waves: tuple[Wave, ...]
    comments: int


def open_questions(waves: Iterable[Wave]) -> list[Asked]:
    """Return what people answered in their own words, each question of each form once."""
    by_pk = {wave.pk: wave for wave in waves}
    counted = (
        asks.comments(list(by_pk.values()))
        .values_list("question", "wave")
        .annotate(comments=Count("pk"))
        .order_by("wave", "question")
    )
    found: dict[tuple[int, str], list[tuple[Wave, int]]] = defaultdict(list)
    for question, wave, comments in counted:
        found[by_pk[wave].version.form_id, question].append((by_pk[wave], comments))
    return sorted(
        (_asked(form, question, there) for (form, question), there in found.items()),
        key=lambda one: (one.form, one.place, one.question),
    )


def _asked(form: int, question: str, there: Sequence[tuple[Wave, int]]) -> Asked:
    """Return a question as its newest version asks it; a part ("room.other") is said after it."""
    newest = max((wave.version for wave, _ in there), key=lambda version: version.number)
    name, _, part = question.partition(".")
    names = [one["name"] for one in newest.definition["questions"]]
    place = names.index(name) if name in names else len(names)
    asked = newest.definition["questions"][place] if name in names else {}
    label = in_words(bracketed(asked)["label"]) if asked else question
    return Asked(
        form=form,
        place=place,
        question=question,
        label=f"{label} ({part})" if part else label,
        tags=tuple(asked.get("tags", ())),
        waves=tuple(wave for wave, _ in there),
        comments=sum(comments for _, comments in there),
    )


def comments(analysis: Analysis) -> QuerySet[Any]:
    """Return the comments an analysis is about, each with the `kind` of its question."""
    waves = Wave.objects.filter(sources__analysis=analysis)
    return (
        asks.comments(waves)
        .filter(wave__sources__analysis=analysis, question=F("wave__sources__question"))
        .annotate(kind=F("wave__sources__kind"))
    )


def _current() -> QuerySet[Redaction]:
    return Redaction.objects.filter(comment=OuterRef("pk"), replaced=None)


def unchecked(analysis: Analysis) -> QuerySet[Any]:
    """Return the comments in which nobody has yet looked for what points at a person."""
    return comments(analysis).filter(~Exists(_current()))


def checked(analysis: Analysis) -> QuerySet[Any]:
    """Return the comments somebody has checked, each with its words as they may be `shown`,
    whether they are `held_back` from quoting, and in `coded` its codings in this analysis."""
    codings = Coding.objects.filter(analysis=analysis).select_related("theme")
    return (
        comments(analysis)
        .annotate(
            shown=Subquery(_current().values("text")),
            held_back=Subquery(_current().values("held_back")),
        )
        .filter(shown__isnull=False)
        .prefetch_related(Prefetch("codings", codings, to_attr="coded"))
    )


def words_of(comments: Iterable[int]) -> dict[int, str]:
    """Return what whoever may read comments (`access.READERS`) sees of these, by their key: only
    what somebody has checked, without what points at a person, and where enough people answered."""
    waves = Wave.objects.filter(comments__in=comments)
    rows = asks.comments(waves).filter(pk__in=comments)
    shown = rows.annotate(shown=Subquery(_current().values("text")))
    return dict(shown.filter(shown__isnull=False).values_list("pk", "shown"))


def to_read(analysis: Analysis, kind: str) -> QuerySet[Any]:
    """Return the checked comments of this kind that nobody has read into a theme or none."""
    return checked(analysis).filter(~Exists(_codings(analysis)), kind=kind)


MOST_TOGETHER = 3_000
"""So many comments are put beside each other by the words they share; more take too long."""


def together(analysis: Analysis, kind: str) -> list[Any]:
    """Return the comments `to_read` with those together that share words (`methods.themes`), each
    with `beside`, the words that its neighbours share; "" where it has none.

    It is an order to read them in and nothing more: no theme comes of it by itself. The groups are
    those of all checked comments of the kind, so that they stay while these are read.
    """
    every = list(checked(analysis).filter(kind=kind).order_by("pk")[:MOST_TOGETHER])
    groups = first_groups([one.shown for one in every]).groups
    found = []
    for words, rows in [
        *((group.label, group.rows) for group in groups),
        ("", _rest(every, groups)),
    ]:
        for row in rows:
            if not every[row].coded:
                every[row].beside = words
                found.append(every[row])
    return found


def _rest(every: Sequence[Any], groups: Sequence[Group]) -> list[int]:
    grouped = {row for group in groups for row in group.rows}
    return [row for row in range(len(every)) if row not in grouped]


def without_theme(analysis: Analysis) -> QuerySet[Any]:
    """Return the comments that were read and fit no theme."""
    return checked(analysis).filter(Exists(_codings(analysis).filter(theme=None)))


def in_theme(theme: Theme) -> QuerySet[Any]:
    """Return the comments in a theme; `coded` holds all their themes."""
    return checked(theme.analysis).filter(Exists(_codings(theme.analysis).filter(theme=theme)))


def _codings(analysis: Analysis) -> QuerySet[Coding]:
    return Coding.objects.filter(analysis=analysis, comment=OuterRef("pk"))


class Progress(NamedTuple):
    """How far an analysis is, in comments."""

    comments: int
    checked: int
    read: int

    @property
    def done(self) -> bool:
        return self.comments > 0 and self.read == self.comments


def progress(analyses: Iterable[Analysis]) -> dict[int, Progress]:
    """Return how far each analysis is, by its key. One query for all of them."""
    analyses = list(analyses)
    read = Coding.objects.filter(
        analysis=OuterRef("wave__sources__analysis"), comment=OuterRef("pk")
    )
    rows = (
        asks.comments(Wave.objects.filter(sources__analysis__in=analyses))
        .filter(
            wave__sources__analysis__in=analyses,
            question=F("wave__sources__question"),
        )
        .annotate(is_checked=Exists(_current()), is_read=Exists(read))
        .values("wave__sources__analysis")
        .annotate(
            everything=Count("pk"),
            checked=Count("pk", filter=Q(is_checked=True)),
            read=Count("pk", filter=Q(is_read=True)),
        )
        .order_by()
    )
    found = {
        row["wave__sources__analysis"]: Progress(row["everything"], row["checked"], row["read"])
        for row in rows
    }
    return {one.pk: found.get(one.pk, Progress(0, 0, 0)) for one in analyses}


def outdated(analysis: Analysis) -> QuerySet[Coding]:
    """Return what was put into a theme before its name or meaning changed, or came into it from
    another: somebody looks again whether it still belongs there."""
    return analysis.codings.filter(theme__isnull=False, version__lt=F("theme__changed"))


def codebook(analysis: Analysis, number: int | None = None) -> Codebook | None:
    """Return a version of the codebook, the newest without a number."""
    versions = analysis.codebooks.select_related("by")
    return versions.last() if number is None else versions.filter(number=number).first()


def waiting(analysis: Analysis) -> dict[str, int]:
    """Return how many checked comments of each kind wait to be read."""
    rows = (
        comments(analysis)
        .filter(Exists(_current()), ~Exists(_codings(analysis)))
        .values_list("kind")
        .annotate(comments=Count("pk"))
        .order_by()
    )
    return dict(rows)


def kinds(analysis: Analysis) -> list[Kind]:
    """Return the kinds the questions of an analysis are of, in their usual order."""
    found = set(analysis.sources.values_list("kind", flat=True))
    return [kind for kind in Kind if kind in found]


def themes(analysis: Analysis) -> QuerySet[Theme]:
    """Return the themes in their order, each with its number of `comments`."""
    return analysis.themes.annotate(comments=Count("codings")).order_by("position", "pk")


def allowed_quotes(analyses: Iterable[Analysis]) -> QuerySet[Any]:
    """Return the codings whose words may stand under their theme, with the words in `shown`.

    The person agreed, somebody confirmed what is hidden, and nobody held them back.
    """
    words = Redaction.objects.filter(comment=OuterRef("comment"), replaced=None, held_back=False)
    return (
        Coding.objects.filter(analysis__in=analyses, theme__isnull=False, comment__may_quote=True)
        .annotate(shown=Subquery(words.values("text")))
        .filter(shown__isnull=False)
        .exclude(shown="")
    )


class Finding(NamedTuple):
    """A theme as it may leave: how many people at least, of how many who wrote something of its
    kind, and some of their words."""

    theme: Theme
    people: Shown
    wrote: Shown
    quotes: tuple[str, ...]


def findings(analysis: Analysis) -> list[Finding]:
    """Return the themes that somebody is in, by kind and then by how many people are.

    Numbers have passed the protection; themes whose number is withheld come last and in the
    analyst's order, so that the order tells nothing. Of the words chosen as quotes at most three
    stand under a theme, and one where the number is withheld, or they would give it away.
    """
    return findings_of([analysis])[analysis.pk]


def findings_of(analyses: Iterable[Analysis]) -> dict[int, list[Finding]]:
    """Return the `findings` of each analysis by its key, with as many queries as for one."""
    analyses = list(analyses)
    said: dict[int, list[Said]] = defaultdict(list)
    wrote = _wrote(analyses)
    quotes: dict[int, list[str]] = defaultdict(list)
    codings = Coding.objects.filter(analysis__in=analyses, theme__isnull=False)
    for analysis, kind, pk, comment, wave, question, response in codings.values_list(
        "analysis", "theme__kind", "theme", "comment",
        "comment__wave", "comment__question", "comment__response",
    ):  # fmt: skip
        one = Said(wave, question, response)
        said[pk].append(one)
        wrote[analysis, kind][comment] = one
    chosen = allowed_quotes(analyses).filter(quoted=True)
    for pk, words in chosen.values_list("theme", "shown"):
        quotes[pk].append(words)
    themes: dict[int, list[Theme]] = {one.pk: [] for one in analyses}
    for theme in Theme.objects.filter(analysis__in=analyses).select_related("analysis"):
        if said[theme.pk]:
            themes[theme.analysis_id].append(theme)
    bases = _bases(analyses)
    found = {}
    for pk, there in themes.items():
        counts = [people(said[theme.pk]) for theme in there]
        of_kind = {
            kind: base(
                people(wrote[pk, kind].values()),
                [n for n, theme in zip(counts, there, strict=True) if theme.kind == kind],
                *bases[pk],
            )
            for kind in {theme.kind for theme in there}
        }
        of_each = [of_kind[theme.kind] for theme in there]
        found[pk] = _in_order(protected(counts, *bases[pk]), of_each, there, quotes)
    return found


def _wrote(analyses: Iterable[Analysis]) -> dict[tuple[int, str], dict[int, Said]]:
    """Return where the comments of each analysis and kind come from, by their keys. One query."""
    found: dict[tuple[int, str], dict[int, Said]] = defaultdict(dict)
    rows = asks.comments(Wave.objects.filter(sources__analysis__in=analyses)).filter(
        wave__sources__analysis__in=analyses, question=F("wave__sources__question")
    )
    for analysis, kind, comment, wave, question, response in rows.values_list(
        "wave__sources__analysis", "wave__sources__kind", "pk", "wave", "question", "response"
    ):
        found[analysis, kind][comment] = Said(wave, question, response)
    return found


def _in_order(
    counts: Sequence[Shown],
    bases: Sequence[Shown],
    themes: Sequence[Theme],
    quotes: Mapping[int, Sequence[str]],
) -> list[Finding]:
    found = [
        Finding(
            theme,
            count,
            wrote,
            tuple(quotes.get(theme.pk, ())[: 1 if count.hidden else MOST_QUOTES]),
        )
        for theme, count, wrote in zip(themes, counts, bases, strict=True)
    ]
    order = Kind.values
    return sorted(found, key=lambda one: (order.index(one.theme.kind), -(one.people.value or 0)))


def _bases(analyses: Sequence[Analysis]) -> dict[int, tuple[int, int]]:
    """Return how many responses each analysis draws on, and the smallest group it may show: the
    largest that the organisation or any of its waves promised."""
    minimums = dict(
        Source.objects.filter(analysis__in=analyses)
        .values_list("analysis")
        .annotate(most=Greatest(Max("wave__minimum"), Max("analysis__organisation__minimum")))
        .order_by()
    )
    responses = dict(
        Response.objects.filter(wave__sources__analysis__in=analyses)
        .values_list("wave__sources__analysis")
        .annotate(responses=Count("pk", distinct=True))
        .order_by()
    )
    return {pk: (responses.get(pk, 0), minimum) for pk, minimum in minimums.items()}


def minimum(analysis: Analysis) -> int:
    """Return the smallest group that may be shown of this analysis."""
    return _bases([analysis])[analysis.pk][1]


def names(organisation: Organisation) -> dict[str, frozenset[str]]:
    """Return the words that `methods.redaction.find` takes: the names of members and those on the
    organisation's list, and its words that are no names."""
    lists: dict[bool, set[str]] = {True: set(), False: set()}
    for text, is_name in organisation.words.values_list("text", "is_name"):
        lists[is_name].add(text)
    lists[True].update(organisation.memberships.values_list("name", flat=True))
    return {"names": frozenset(lists[True]), "not_names": frozenset(lists[False])}


def flags(text: str, organisation_names: dict[str, frozenset[str]]) -> list[Span]:
    """Return what in a comment could point at a person."""
    return find(text, **organisation_names)


def words(organisation: Organisation, *, is_name: bool) -> QuerySet[Word]:
    """Return the organisation's names to look out for, or its words that are no names."""
    return organisation.words.filter(is_name=is_name)


def nearly_the_same(analysis: Analysis) -> Analysis | None:
    """Return a shared analysis that differs from this one by a few comments of a kind, if there is
    one: comparing the two would tell what those few people said."""
    few = range(1, minimum(analysis))
    waves = analysis.sources.values("wave")
    for other in shared(analysis.organisation).filter(sources__wave__in=waves).distinct():
        same = analysis.sources.filter(Exists(_same_source(other))).values_list("kind", flat=True)
        mine, theirs = _beyond(analysis, other), _beyond(other, analysis)
        if any(mine.get(kind, 0) in few or theirs.get(kind, 0) in few for kind in set(same)):
            return other
    return None


def grew_by_few(analysis: Analysis) -> bool:
    """Return whether these themes were shared before, with all but a few of their comments of a
    kind: the earlier report beside a new one would tell what those few people said."""
    there = Source.objects.filter(
        analysis=analysis, wave=OuterRef("wave"), question=OuterRef("question"), was_shared=True
    )
    if not analysis.sources.filter(was_shared=True).exists():
        return False
    rows = comments(analysis).filter(~Exists(there)).values_list("kind")
    few = range(1, minimum(analysis))
    return any(new in few for _, new in rows.annotate(comments=Count("pk")).order_by())


def _same_source(other: Analysis) -> QuerySet[Source]:
    return Source.objects.filter(
        analysis=other, wave=OuterRef("wave"), question=OuterRef("question"), kind=OuterRef("kind")
    )


def _beyond(one: Analysis, other: Analysis) -> dict[str, int]:
    """Return how many comments of each kind the one analysis has that the other has not."""
    rows = comments(one).filter(~Exists(_same_source(other))).values_list("kind")
    return dict(rows.annotate(comments=Count("pk")).order_by())
