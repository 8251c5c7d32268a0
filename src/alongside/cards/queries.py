"""Which decks, and how people sorted them."""

from typing import NamedTuple

from django.db.models import Count, QuerySet

from alongside.methods.disclosure import Tally, differ_by_few, protect_report
from alongside.methods.disclosure.protected import ProtectedTally
from alongside.methods.intervals import share_in_words
from alongside.methods.questions.messages import said
from alongside.methods.shown import Shown
from alongside.people.models import Organisation

from .models import Deck, DeckVersion, Run


def decks(organisation: Organisation) -> QuerySet[Deck]:
    """Return the decks of an organisation."""
    return Deck.objects.filter(organisation=organisation)


def counted(organisation: Organisation) -> QuerySet[Deck]:
    """Return the decks of an organisation by title, each with how often people went through it
    (`times`)."""
    return decks(organisation).annotate(times=Count("versions__runs")).order_by("title", "pk")


def newest(deck: Deck) -> DeckVersion | None:
    """Return the newest version of a deck."""
    return deck.versions.order_by("-number").first()


def runs() -> QuerySet[Run]:
    """Return runs with what their pages show of them."""
    return Run.objects.select_related(
        "version__deck__organisation", "wave__version", "wave__project", "before__wave__version"
    )


class Chosen(NamedTuple):
    """How many chose one answer, in this round and in the one before (None: there was none)."""

    label: str
    now: Shown
    now_in_words: str
    before: Shown | None
    before_in_words: str


class Result(NamedTuple):
    """What people said of one card: a question, how many answered, and each answer. `right` is the
    answer that belongs to it. `refused`: the second round would give a few people away."""

    question: str
    right: str
    answered: Shown
    answered_before: Shown | None
    counts: list[Chosen]
    refused: bool


def answered(run: Run) -> Shown:
    """Return how many answered a run that has closed."""
    many = run.wave.responses.count()
    return Shown(many) if many >= run.wave.minimum else Shown.withheld("So few people answered.")


def results(run: Run) -> list[Result]:
    """Return what people said of each card of a run that has closed; nothing where too few did."""
    now = _protected(run)
    before = {one.name: one for one in _protected(run.before)} if run.before else {}
    labels = {q["name"]: said(q["label"]) for q in run.wave.version.definition["questions"]}
    right = {card["key"]: card["place"] for card in run.version.cards}
    minimum = run.wave.minimum
    return [
        _result(one, before.get(one.name), labels[one.name], right.get(one.name, ""), minimum)
        for one in now
    ]


def _result(
    now: ProtectedTally, before: ProtectedTally | None, question: str, right: str, minimum: int
) -> Result:
    refused = before is not None and differ_by_few(_numbers(before), _numbers(now), minimum)
    hidden = Shown.withheld("Only a few people answered otherwise than before.")
    all_now = hidden if refused else now.answered
    counts = []
    for place, label in enumerate(now.categories):
        one = hidden if refused else now.counts[place]
        old = before.counts[place] if before else None
        counts.append(
            Chosen(
                label,
                one,
                in_words(one, all_now),
                old,
                in_words(old, before.answered) if before and old else "",
            )
        )
    return Result(question, right, all_now, before.answered if before else None, counts, refused)


def in_words(count: Shown, base: Shown) -> str:
    """Return a count with its base and likely range, as far as both are shown."""
    if count.value is None or not base.value:
        return str(count)
    return share_in_words(count.value, base.value)


def _numbers(tally: ProtectedTally) -> list[int | None]:
    return [count.value for count in (*tally.counts, tally.answered)]


def _protected(run: Run) -> list[ProtectedTally]:
    many = run.wave.responses.count()
    if many < run.wave.minimum:
        return []
    answers = list(run.wave.responses.values_list("answers", flat=True))
    tallies = []
    for question in run.wave.version.definition["questions"]:
        if question["type"] == "one":
            names = [choice["name"] for choice in question["choices"]]
            given = [(one.get(question["name"]) or {}).get("choice") for one in answers]
            counts = tuple(given.count(name) for name in names)
            labels = tuple(said(choice["label"]) for choice in question["choices"])
            tallies.append(Tally(question["name"], labels, counts, sum(counts)))
    protected = protect_report(tallies, responses=many, minimum=run.wave.minimum)
    return [one for one in protected if isinstance(one, ProtectedTally)]
