"""What of those taking part was shown, beside the figures of the area. Nothing here reads an
answer: only counts that stand in results or reports already (`asks.Cut`), so that a comparison
tells nothing that a reader of these cannot work out."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q, QuerySet

from alongside.asks import queries as asks
from alongside.asks.models import Cut, Form, Wave
from alongside.methods.intervals import FEWEST_FOR_PERCENT, percent
from alongside.methods.questions import bracketed, type_of
from alongside.methods.questions import same as sameness
from alongside.methods.questions.messages import said
from alongside.methods.reach import Beside, Reach, Says, reach
from alongside.people.models import Organisation
from alongside.projects.models import Project

from .models import AreaFigures, Match
from .outreach import places_to_go
from .reading import Characteristic, by_name

WHOLE = "0"
"""The part of a cut that counts the answers to a choice of one."""

MOST_SOURCES = 50
"""How many surveys and reports stand on a page, the newest first."""

IN_WORDS = {
    Says.FEWER: "Fewer than in the area",
    Says.MORE: "More than in the area",
    Says.ALIKE: "No clear difference, it could be chance",
    Says.OPEN: "We cannot say",
}


def versions(organisation: Organisation) -> QuerySet[AreaFigures]:
    """Return the figures that were loaded, newest first."""
    return organisation.area_figures.select_related("loaded_by").order_by("-number")


def newest(organisation: Organisation) -> AreaFigures | None:
    """Return the figures that are used now."""
    return versions(organisation).first()


def matches(organisation: Organisation) -> dict[str, Match]:
    """Return which groups answers stand for, by question."""
    return {one.question: one for one in organisation.matches.all()}


@dataclass(frozen=True)
class Asked:
    """A choice of one with its answers in order, and what was shown of it."""

    same: str
    words: str
    answers: tuple[str, ...]
    counts: tuple[int | None, ...]
    answered: int | None
    about_you: bool


@dataclass
class Source:
    """One or more waves of which counts were shown together: a survey, or the sessions of a report.
    `key` is the oldest of these cuts, and stands in the address."""

    key: int
    waves: list[Wave]
    asked: dict[str, Asked] = field(default_factory=dict)

    @property
    def title(self) -> str:
        if len(self.waves) == 1:
            return self.waves[0].title
        return f"{self.waves[-1].version.form.title} {len(self.waves)} times together"

    @property
    def projects(self) -> list[str]:
        """The projects in which people were asked, by name."""
        return sorted({wave.project.name for wave in self.waves if wave.project})

    @property
    def about_you(self) -> bool:
        """Whether anything was asked about who people are."""
        return any(one.about_you for one in self.asked.values())

    def not_matched(self, matched: Collection[str]) -> list[Asked]:
        """Return the questions that stand for no group yet, those about who people are first."""
        found = [one for same, one in self.asked.items() if same not in matched]
        return sorted(found, key=lambda one: not one.about_you)

    @property
    def equality(self) -> bool:
        """Whether only questions about people themselves were asked."""
        return all(w.version.form.purpose == Form.Purpose.EQUALITY for w in self.waves)


def sources(organisation: Organisation) -> list[Source]:
    """Return what counts of a choice of one were shown of, newest first; nothing that was asked in
    one person’s own support, which stays among those who are in it."""
    cuts = [cut for cut in organisation.cuts.all() if not cut.group and cut.part == WHOLE]
    among = {pk for cut in cuts for pk in cut.waves}
    rows = asks.waves(organisation).select_related("project").filter(pk__in=among)
    rows = rows.filter(~Q(project__level=Project.Level.INDIVIDUAL) | Q(project=None))
    waves = {wave.pk: wave for wave in rows.order_by("opens", "pk")}
    found: dict[tuple[int, ...], list[Cut]] = {}
    for cut in cuts:
        if waves.keys() >= set(cut.waves):
            found.setdefault(tuple(sorted(cut.waves)), []).append(cut)
    every = [
        _source(of_it, [w for w in waves.values() if w.pk in key]) for key, of_it in found.items()
    ]
    every = [one for one in every if one.asked]
    every.sort(key=lambda one: (one.waves[-1].opens, len(one.waves), one.key), reverse=True)
    return every


def _source(cuts: list[Cut], waves: list[Wave]) -> Source:
    questions: dict[str, Mapping[str, Any]] = {}
    for wave in waves:
        for question in sameness.identified(wave.version.definition["questions"]):
            if question["type"] == "one":
                questions.setdefault(question[sameness.ID], question)
    source = Source(min(cut.pk for cut in cuts), waves)
    for same, question in questions.items():
        of_it = [cut for cut in cuts if cut.question == same]
        labels = _answers(question)
        known = _together(of_it, len(labels) + 1)
        if of_it and len(known) == len(labels) + 1:
            source.asked[same] = Asked(
                same,
                said(bracketed(question)["label"]),
                labels,
                tuple(known[:-1]),
                known[-1],
                "equality" in question.get("tags", ()),
            )
    return source


def _answers(question: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the answers that can be given, in words and in order."""
    categories: Any = type_of(question)
    found = categories.categories(sameness.by_places(dict(question)), "en")
    return tuple(label for _, label in found)


def _together(cuts: Iterable[Cut], length: int) -> list[int | None]:
    """Return what all of these cuts show of the same people."""
    known: list[int | None] = [None] * length
    for cut in cuts:
        shown = [*cut.counts, cut.answered]
        if len(shown) == length:
            known = [new if old is None else old for old, new in zip(known, shown, strict=True)]
    return known


@dataclass(frozen=True)
class Group:
    """A group as a page shows it. `places` is where to go, where fewer take part."""

    beside: Beside
    in_words: str
    area: str
    share: str
    likely: str
    places: tuple[str, ...]


@dataclass(frozen=True)
class Compared:
    """A question beside the area; `reach` is None where its match holds no more (`stale`)."""

    asked: Asked
    characteristic: Characteristic | None
    reach: Reach | None
    groups: list[Group]
    stale: bool = False

    @property
    def in_words(self) -> str:
        """What is to be seen, where no group is missing."""
        says = [one.beside.says for one in self.groups]
        if Says.OPEN not in says:
            return "No group is clearly missing"
        if set(says) == {Says.OPEN}:
            return "Too few people answered to say who is missing"
        return "Of some groups too few people answered to say"

    @property
    def missing(self) -> list[Group]:
        return [one for one in self.groups if one.beside.says == Says.FEWER]


def compared(
    source: Source,
    figures: AreaFigures | None,
    matched: Mapping[str, Match],
    minimum: int,
) -> list[Compared]:
    """Return each question of a source that is matched, beside the area."""
    area = by_name(figures.rows) if figures else {}
    return [
        _compared(asked, area, matched[same], minimum)
        for same, asked in source.asked.items()
        if same in matched
    ]


def _compared(
    asked: Asked, area: Mapping[str, Characteristic], match: Match, minimum: int
) -> Compared:
    what = area.get(match.characteristic)
    fits = (
        what is not None
        and len(match.groups) == len(asked.answers)
        and set(match.groups) - {""} <= what.groups.keys()
        and any(what.groups[group] for group in match.groups if group)
    )
    if what is None or not fits:
        return Compared(asked, what, None, [], stale=True)
    found = reach(
        what.groups,
        list(zip(match.groups, asked.counts, strict=True)),
        asked.answered,
        fewest=max(minimum, FEWEST_FOR_PERCENT),
    )
    groups = [_group(what.name, one, found) for one in found.groups]
    return Compared(asked, what, found, groups)


def _group(characteristic: str, one: Beside, found: Reach) -> Group:
    base, people = found.base.value, one.people.value
    share = likely = ""
    if base and people is not None and one.likely:
        share = percent(people / base)
        likely = f"{percent(one.likely.low)} to {percent(one.likely.high)}"
    return Group(
        one,
        IN_WORDS[one.says],
        percent(one.area_share),
        share,
        likely,
        places_to_go(characteristic, one.group) if one.says == Says.FEWER else (),
    )


def proposed(asked: Asked, what: Characteristic) -> list[str]:
    """Return for each answer the group with the same words; "" where there is none."""
    groups = {sameness.plain(group): group for group in what.groups}
    return [groups.get(sameness.plain(answer), "") for answer in asked.answers]
