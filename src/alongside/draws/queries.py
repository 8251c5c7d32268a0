"""Which draws there are, who is on the list, and what may be shown of it."""

from collections import Counter
from collections.abc import Hashable, Mapping
from datetime import date
from fractions import Fraction
from typing import Any, NamedTuple

from django.db.models import F, Q, QuerySet

from alongside.asks.actions import EQUALITY_MINIMUM
from alongside.involvement.models import Part
from alongside.methods import lots
from alongside.methods.disclosure import Tally, Told, gives_away, protect_report
from alongside.methods.disclosure.protected import ProtectedTally
from alongside.methods.shown import Shown
from alongside.methods.sortition import Lottery, Quota
from alongside.people.models import Membership, Organisation

from .models import Choice, Draw, Feature, Said, Settlement, Ticketed

RATHER_NOT = "I would rather not say"


def draws() -> QuerySet[Draw]:
    """Return draws with what their pages show of them."""
    return Draw.objects.select_related(
        "opportunity__organisation",
        "opportunity__contact",
        "settlement__drawing",
        "settlement__by",
    )


def opened() -> QuerySet[Draw]:
    """Return the draws that anybody may read of: people are asked, and the opportunity is up. What
    was settled stays public also when staff take the opportunity down."""
    up = Q(opportunity__published__isnull=False) | Q(settlement__isnull=False)
    return draws().filter(up, opened__isnull=False)


def to_see_to(organisation: Organisation, today: date) -> QuerySet[Draw]:
    """Return the draws that wait for somebody: nobody can answer any more and the list is not
    settled, or the day of the seed has come and lots are not drawn."""
    to_settle = Q(closes__lt=today, opportunity__closes__lt=today, settlement=None)
    to_draw = Q(settlement__seed_day__lte=today, settlement__drawing=None)
    here = draws().filter(opportunity__organisation=organisation, opened__isnull=False)
    return here.filter(to_settle | to_draw, finished=None).order_by("closes", "pk")


def settlement_of(draw: Draw) -> Settlement | None:
    """Return the list that is settled, if it is."""
    found: Settlement | None = getattr(draw, "settlement", None)
    return found


def features(draw: Draw) -> QuerySet[Feature]:
    """Return what is asked, each with its answers."""
    return draw.features.prefetch_related("choices")


def quotas(draw: Draw) -> list[Quota]:
    """Return how many people with which answer a panel has."""
    found = Choice.objects.filter(feature__draw=draw, least__isnull=False)
    return [
        Quota(one.feature.question, one.label, one.least or 0, one.most or 0)
        for one in found.select_related("feature").order_by("feature", "number")
    ]


def wanting(draw: Draw) -> QuerySet[Part]:
    """Return everybody who asked for a place and waits for an answer; once the list is counted,
    also who left or was answered since: quotas that can be met before somebody goes, and not after,
    would tell what they answered."""
    waits, stays = Q(decided=None), Q(left=None)
    if draw.counted is not None:
        waits |= Q(decided__gte=draw.counted)
        stays |= Q(left__gte=draw.counted)
    found = Part.objects.filter(waits, stays, opportunity=draw.opportunity)
    return found.select_related("member", "opportunity__organisation").order_by("pk")


def said(draw: Draw) -> dict[int, dict[str, str]]:
    """Return what people answered, by the key of their part, in words: answers by question."""
    words = {
        (str(one.feature_id), one.number): (one.feature.question, one.label)
        for one in Choice.objects.filter(feature__draw=draw).select_related("feature")
    }
    return {
        one.part_id: dict(
            words[feature, number]
            for feature, number in one.answers.items()
            if (feature, number) in words
        )
        for one in draw.said.all()
    }


def minimum_of(organisation: Organisation) -> int:
    """Return how many people a number has at least that is shown."""
    return max(organisation.minimum, EQUALITY_MINIMUM)


class Counted(NamedTuple):
    """An answer, how many people gave it, and its quota (None: any number)."""

    label: str
    people: Shown
    least: int | None
    most: int | None


class Mix(NamedTuple):
    """A question and how many people gave each answer; the last is who would rather not say."""

    question: str
    counts: list[Counted]


def answered(draw: Draw) -> list[Mix]:
    """Return what everybody on the list answered, protected; also who left since, so that the
    numbers do not tell what they said. Only for when nobody can answer any more."""
    return _mixed(draw, list(said(draw).values()))


def panel(draw: Draw, settlement: Settlement) -> list[Mix]:
    """Return what those answered who were drawn at first, protected, also beside what everybody on
    the list answered: staff saw that, and what is left is of those who were not drawn. Who takes
    whose place later does not change it: two of these would tell what one person said."""
    numbers = {place + 1 for place in _drawn_first(settlement)}
    listed = settlement.people.values_list("number", "group")
    answers: dict[Hashable, dict[str, str]] = {
        number: dict(settlement.answers[group]) for number, group in listed
    }
    drawn = {number: one for number, one in answers.items() if number in numbers}
    mixes, of_all = (_mixed(draw, list(some.values())) for some in (drawn, answers))
    return [
        _withheld(mix) if _tells(draw, mix, whole, answers, frozenset(drawn)) else mix
        for mix, whole in zip(mixes, of_all, strict=True)
    ]


def _tells(
    draw: Draw,
    mix: Mix,
    whole: Mix,
    answers: Mapping[Hashable, Mapping[str, str]],
    drawn: frozenset[Hashable],
) -> bool:
    """Return whether a mix of those drawn gives a few people away beside that of the whole list."""
    labels = tuple(one.label for one in mix.counts)

    def count(people: frozenset[Hashable]) -> Tally:
        given = Counter(answers[key].get(mix.question, RATHER_NOT) for key in people)
        return Tally(mix.question, labels, tuple(given[one] for one in labels), len(people))

    everybody: frozenset[Hashable] = frozenset(answers)
    new, before = (
        Told(people, tuple(one.people.value for one in shown.counts), len(people))
        for people, shown in ((drawn, mix), (everybody, whole))
    )
    minimum = minimum_of(draw.opportunity.organisation)
    return gives_away([new], [before], count=count, answered=everybody, minimum=minimum)


def _withheld(mix: Mix) -> Mix:
    hidden = Shown.withheld("Beside other figures it would tell what a few people answered.")
    return Mix(mix.question, [one._replace(people=hidden) for one in mix.counts])


def _drawn_first(settlement: Settlement) -> tuple[int, ...]:
    found, _ = lots.read(settlement.content)
    return lots.drawn_by(found, settlement.drawing.seed).people


def _mixed(draw: Draw, people: list[dict[str, str]]) -> list[Mix]:
    asked = [(one.question, list(one.choices.all())) for one in features(draw)]
    tallies = []
    for question, choices in asked:
        given = Counter(person.get(question, "") for person in people)
        counts = (*(given[one.label] for one in choices), given[""])
        labels = (*(one.label for one in choices), RATHER_NOT)
        tallies.append(Tally(question, labels, counts, len(people)))
    minimum = minimum_of(draw.opportunity.organisation)
    if len(people) < minimum:
        hidden = Shown.withheld("So few people are there.")
        shown = [[hidden] * len(tally.categories) for tally in tallies]
    else:
        found = protect_report(tallies, responses=len(people), minimum=minimum)
        shown = [list(one.counts) for one in found if isinstance(one, ProtectedTally)]
    return [
        Mix(
            question,
            [
                Counted(one.label, count, one.least, one.most)
                for one, count in zip(choices, counts, strict=False)
            ]
            + [Counted(RATHER_NOT, counts[-1], None, None)],
        )
        for (question, choices), counts in zip(asked, shown, strict=True)
    ]


class Chance(NamedTuple):
    """A chance as people read it: how many tickets of how many, and in words."""

    tickets: int
    of: int
    words: str


def chance(found: Lottery, group: int) -> Chance:
    """Return the chance of one person of a group."""
    return as_chance(found.chances()[group], found.tickets)


def as_chance(share: Fraction, tickets: int) -> Chance:
    return Chance(round(share * tickets), tickets, lots.in_words(share))


def mine(settlement: Settlement, part: Part) -> Ticketed | None:
    """Return somebody's own number on the list."""
    return settlement.people.filter(part=part).first()


def everybody() -> QuerySet[Ticketed]:
    """Return everybody on every list."""
    return Ticketed.objects.select_related(
        "part__member",
        "part__opportunity__organisation",
        "part__opportunity__contact",
        "instead_of",
        "replaced_by",
        "settlement__draw__opportunity",
    ).order_by("number")


def people(settlement: Settlement) -> QuerySet[Ticketed]:
    """Return everybody on the list with who they are."""
    return everybody().filter(settlement=settlement)


def on_the_panel(settlement: Settlement) -> QuerySet[Ticketed]:
    """Return who was drawn or took somebody's place, also who said no since."""
    states = (Ticketed.State.DRAWN, Ticketed.State.YES)
    return people(settlement).filter(state__in=states).order_by("number")


def waiting(settlement: Settlement) -> QuerySet[Ticketed]:
    """Return who was not drawn and waits, in the order that the seed settled."""
    return people(settlement).filter(state=Ticketed.State.WAITING).order_by("place")


def changes(settlement: Settlement) -> list[lots.Change]:
    """Return who said no and who took their place, one after another; at one moment, who only
    waited first."""
    gone = settlement.people.filter(state=Ticketed.State.NO).select_related("replaced_by")
    end = settlement.draw.finished
    return [
        lots.Change(
            one.number,
            one.replaced_by.number if hasattr(one, "replaced_by") else None,
            late=bool(end and one.answered and one.answered > end),
        )
        for one in gone.order_by("answered", F("place").asc(nulls_last=True), "pk")
    ]


def not_drawn_with_a_place(settlement: Settlement) -> bool:
    """Return whether somebody takes part whom no lot drew."""
    placed = Part.objects.filter(
        opportunity=settlement.draw.opportunity_id, placed__isnull=False, left=None
    )
    drawn = settlement.people.filter(state=Ticketed.State.YES, part__isnull=False)
    return placed.exclude(pk__in=drawn.values("part")).exists()


def left_out(settlement: Settlement) -> bool:
    """Return whether somebody who asked was answered by staff before the list was counted, and so
    is not on it."""
    draw = settlement.draw
    before = draw.counted or settlement.at
    some = Part.objects.filter(opportunity=draw.opportunity_id, decided__lt=before, left=None)
    return some.exists()


def left_since() -> QuerySet[Ticketed]:
    """Return everybody on a drawn list who has left and whose place is not seen to yet."""
    open_states = (Ticketed.State.WAITING, Ticketed.State.DRAWN, Ticketed.State.YES)
    gone = Q(part__left__isnull=False) | Q(part=None)
    return Ticketed.objects.filter(
        gone, state__in=open_states, settlement__draw__finished=None
    ).select_related("part", "settlement__draw")


def kept(member: Membership) -> list[dict[str, Any]]:
    """Return what is kept of somebody around draws, as plain values that they take away."""
    before = [
        {"draw": str(one.draw.opportunity), "answers": said(one.draw).get(one.part_id, {})}
        for one in Said.objects.filter(part__member=member).select_related("draw__opportunity")
    ]
    listed = []
    for one in everybody().filter(part__member=member):
        found, _ = lots.read(one.settlement.content)
        listed.append(
            {
                "draw": str(one.settlement.draw.opportunity),
                "answers": dict(one.settlement.answers[one.group]),
                "my number": one.number,
                "my chance": chance(found, one.group).words,
                "state": one.get_state_display(),
            }
        )
    return [*before, *listed]


def said_by(draw: Draw, part: Part) -> Said | None:
    return draw.said.filter(part=part).first()


def public_file(settlement: Settlement) -> dict[str, Any]:
    """Return what anybody can take away: the list as it was settled, and what came of it. There is
    no name in it, and no answer."""
    drawing = getattr(settlement, "drawing", None)
    about: dict[str, Any] = {
        "list": settlement.content,
        "commitment": settlement.commitment,
        "settled": settlement.at.isoformat(),
        "seed": None,
    }
    if drawing is None:
        return about
    found, _ = lots.read(settlement.content)
    drawn = lots.drawn_by(found, drawing.seed)
    return about | {
        "seed": drawing.seed,
        "drawn_at": drawing.drawn.isoformat(),
        "ticket": drawing.ticket,
        "drawn": sorted(place + 1 for place in drawn.people),
        "waiting": [place + 1 for place in drawn.waiting],
        "changes": [
            {"out": one.out, "in": one.into, "late": one.late} for one in changes(settlement)
        ],
    }
