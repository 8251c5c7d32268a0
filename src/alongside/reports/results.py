"""From the answers of closed waves that no session asked to the document of their results."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from django.utils import timezone

from alongside.asks import modes
from alongside.asks import queries as asks
from alongside.asks.models import Cut, Wave
from alongside.methods.documents.model import (
    Block,
    Bullets,
    Document,
    Figures,
    Heading,
    Notice,
    Paragraph,
)
from alongside.methods.questions import bracketed, type_of
from alongside.methods.questions import same as sameness
from alongside.methods.questions.messages import said
from alongside.methods.questions.writing import Written
from alongside.web.templatetags.web import day

from . import codebook, looking, needs, outcomes, response_base, same_people
from .answers import TEAM, Collected, Where, collected
from .asked_again import with_comparisons
from .compose import LEVELS
from .looking import EVERYTHING, View
from .memory import Group, Memory, Part, Shows

FEW = (
    "Too few people are left, or it would say, together with what else is shown, what a few people "
    "answered."
)
TAKEN_BACK = (
    "Somebody took their answers back since the first results were made. Nothing more is shown of "
    "this: beside the results of before it would say what they answered."
)


HOW = {
    looking.BESIDE: "beside",
    looking.TOGETHER: "together with",
    looking.SAME_PEOPLE: "the same people as in",
}
"""How another time is looked at, in words."""


@dataclass(frozen=True)
class Asked:
    """All who were asked in some waves, side by side with those of others or alone."""

    name: str
    waves: list[Collected]


@dataclass(frozen=True)
class Told:
    """What people told in one wave, or in two, looked at in one way: what `outcomes` and `codebook`
    read."""

    rounds: list[Asked]
    minimum: int
    view: View = EVERYTHING
    cuts: list[Cut] = field(default_factory=list)
    other_years: list[Cut] = field(default_factory=list)
    besides: list[Collected] = field(default_factory=list)

    @property
    def answers(self) -> Collected:
        """What the wave that the results are of collected: it stands last."""
        return self.rounds[-1].waves[-1]

    @property
    def waves(self) -> list[Collected]:
        return [wave for one in self.rounds for wave in one.waves]

    @property
    def split(self) -> str:
        return self.view.by

    @property
    def split_label(self) -> str:
        return looking.split_in_words(self.answers, self.view.by) if self.view.by else ""

    @property
    def where(self) -> Where:
        return self.view.where

    @property
    def compared(self) -> bool:
        return self.view.how in {looking.BESIDE, looking.SAME_PEOPLE}

    @property
    def people(self) -> int:
        """How many people this view counts."""
        return sum(len(wave.within(self.where)) for wave in self.waves)

    def memory(self) -> Memory:
        """Return what was shown of these answers before."""
        return Memory(self.cuts, [*self.waves, *self.besides], self.minimum, self.other_years)

    def fingerprint(self) -> str:
        """Return the SHA-256 of all that is counted, the same for the same rows."""
        counted = [[_counted(one) for one in self.waves]]
        if self.view != EVERYTHING:
            counted.append([json.dumps(self.view.as_kept, sort_keys=True)])
        return hashlib.sha256(json.dumps(counted, sort_keys=True).encode()).hexdigest()

    def in_words(self) -> str:
        """Return how this is looked at, in words; nothing for everything."""
        parts = [f"by “{self.split_label}”"] if self.split else []
        if self.split == TEAM:
            parts = ["by team"]
        parts += [f"only {words}" for words in looking.in_words(self.answers, self.where)]
        if self.view.other is not None:
            other = self.rounds[0].name if self.compared else self.waves[0].wave.title
            parts.append(f"{HOW[self.view.how]} {other}")
        return "; ".join(parts)


def _counted(one: Collected) -> str:
    counted = [
        sorted(json.dumps(given, sort_keys=True) for given in one.answers.values()),
        {question: sorted(texts.values()) for question, texts in one.words.items()},
        {q: sorted([m.answer, m.right] for m in rows.values()) for q, rows in one.decided.items()},
    ]
    return json.dumps(counted, sort_keys=True)


def told(wave: Wave, view: View = EVERYTHING) -> Told:
    """Return what was told in a wave that has closed, as this view looks at it, with all that was
    shown of these answers before."""
    asked = [wave]
    if view.other is not None:
        asked.insert(0, asks.waves(wave.organisation).get(pk=view.other))
        asked.sort(key=lambda one: (one.pk == wave.pk, one.opens))
    found = {one.wave.pk: one for one in collected(asked)}
    waves = [found[one.pk] for one in asked]
    rounds = [Asked(wave.title, waves)]
    if view.how in {looking.BESIDE, looking.SAME_PEOPLE}:
        names = _names([one.wave for one in waves])
        rounds = [Asked(name, [one]) for name, one in zip(names, waves, strict=True)]
    cuts = asks.cuts(wave.organisation, found.keys())
    besides = {pk for cut in cuts for pk in cut.waves} - found.keys()
    same_form = asks.of_form(wave.version.form).filter(of_session=False, told_elsewhere=False)
    return Told(
        rounds,
        max(one.minimum for one in asked),
        view,
        cuts,
        asks.cuts_of_one(wave.organisation, set(same_form.values_list("pk", flat=True))),
        collected(list(asks.waves(wave.organisation).filter(pk__in=besides))),
    )


LONGEST_NAME = 32
"""A longer title is no name for a column. Times of the same form then go by their month."""


def _names(waves: list[Wave]) -> list[str]:
    """Return names of waves of which no two are the same: with the month, or the day."""
    if max(len(one.title) for one in waves) > LONGEST_NAME and _ask_the_same(waves):
        for form in ("%B %Y", "%-d %B %Y"):
            names = [f"{timezone.localtime(one.opens):{form}}" for one in waves]
            if len(set(names)) == len(names):
                return names
    for form in ("", "%B %Y", "%-d %B %Y", "%-d %B %Y, %H:%M"):
        names = [
            f"{one.title}, {timezone.localtime(one.opens):{form}}" if form else one.title
            for one in waves
        ]
        if max(Counter(names).values()) == 1:
            return names
    return [f"{one.title} ({one.pk})" for one in waves]


def _ask_the_same(waves: list[Wave]) -> bool:
    return len({one.version.form_id for one in waves}) == 1


def may_narrow(found: Told, memory: Memory) -> bool:
    """Return whether it may be said how many people this view counts: that number is a count of
    what they have in common, and is remembered as one."""
    sizes = [len(one.within(found.where)) for one in found.waves]
    if len(found.rounds) < len(sizes) and max(sizes) >= found.minimum > min(sizes) > 0:
        return False  # the small one is what is left when the large one is taken away
    if not found.where:
        return True
    people, waves = found.people, tuple(one.wave.pk for one in found.waves)
    if people < found.minimum:
        return False
    for one in found.where:
        rest = tuple(other for other in found.where if other != one)
        left = sum(len(wave.within(rest)) for wave in found.waves) - people
        if 0 < left < found.minimum:
            return False
    counted = _counted_by(found, memory)
    if counted is None:
        return True
    (by, answer), rest = counted
    question = found.answers.asked[by]
    labels = [sameness.plain(label) for label in looking.answers_of(question)]
    counts = tuple(people if label == answer else None for label in labels)
    shows: Shows = [(Part(0), Group(waves, rest), counts, None)]
    if memory.gives_away(question, shows):
        return False
    memory.keep(question, shows)
    return True


def _counted_by(found: Told, memory: Memory) -> tuple[tuple[str, str], Where] | None:
    """Return the answer that the number of these people is a count of, and of whom: the same way
    round as the two were crossed before. None where it is how many answered from a team, which
    stands with the response rates."""
    asked = found.answers.asked
    ways = [
        (one, tuple(other for other in found.where if other != one))
        for one in found.where
        if one[0] != TEAM
    ]
    free = (
        way for way in ways if not any(memory.other_way(asked[way[0][0]], by) for by, _ in way[1])
    )
    return next(free, None)


def document(found: Told, memory: Memory, *, made: date, fingerprint: str) -> Document:
    """Return the results. Every count of answers has passed the protection; `memory` knows them."""
    wave = found.answers.wave
    until = wave.closed or timezone.now()
    enough = found.people >= found.minimum
    words = found.in_words()
    return Document(
        title=wave.title,
        kicker=f"Results · {wave.version.form.get_purpose_display()}",
        blocks=tuple(_blocks(found, memory) if enough else _too_few(found)),
        facts=(
            ("Asked", f"{day(wave.opens)} to {day(until)}"),
            ("Questions", str(wave.version)),
            *((("Looked at", words),) if words else ()),
            ("Who can know who said what", modes.choice(wave.mode).title),
            ("Numbers below this are hidden", str(found.minimum)),
            ("Likely ranges", "Wilson intervals, 95 %; of differences, Newcombe’s"),
            ("Made on", f"{made.day} {made:%B %Y}"),
            ("Fingerprint of what was counted (SHA-256)", fingerprint),
        ),
        made=made,
        variables=codebook.variables(found) if enough else (),
    )


def _too_few(found: Told) -> Iterator[Block]:
    yield Paragraph(
        f"Fewer than {found.minimum} people answered. So no results are shown: they could point at "
        "somebody.",
        "lead",
    )


def _blocks(found: Told, memory: Memory) -> Iterator[Block]:
    wave = found.answers.wave
    if found.view == EVERYTHING:
        yield from response_base.blocks(wave)
    elif found.view.how == looking.SAME_PEOPLE:
        yield Paragraph(_sentence(found.in_words()), "lead")
    else:
        yield from _looked_at(found)
    if wave.organisation.example:
        yield Notice("Example data", ("The people and their answers are made up.",))
    if found.view.how == looking.SAME_PEOPLE:
        before, now = found.rounds
        yield from same_people.blocks(before, now, memory, found.minimum)
    else:
        yield from _answered(found, memory)


def _answered(found: Told, memory: Memory) -> Iterator[Block]:
    """Yield each question, what follows from several of them, and what people wrote."""
    everything = outcomes.outcomes(found, memory)
    for level, title, says in LEVELS:
        part = [outcome for outcome in everything if outcome.level == level]
        if part and len({outcome.level for outcome in everything}) > 1:
            yield Heading(title)
            if says:
                yield Paragraph(says, "soft")
        elif part:
            yield Heading("What people said")
        yield from with_comparisons(part)
    if found.view == EVERYTHING:
        yield from needs.blocks(found.answers, memory, found.minimum)
    if found.compared:
        left = list(looking.not_compared(found.waves))
        if left:
            yield Heading("What is not compared")
            yield Bullets(tuple(left))
    if found.view == EVERYTHING:
        yield from _own_words(found.answers.wave)


def _sentence(words: str) -> str:
    return f"{words[0].upper()}{words[1:]}."


def _looked_at(found: Told) -> Iterator[Block]:
    """Yield how this is looked at, and how many people that is."""
    yield Paragraph(_sentence(found.in_words()), "lead")
    people = "people are counted here" if found.where else "people answered"
    if found.compared:
        yield Figures(tuple((f"answered: {one.name}", len_of(found, one)) for one in found.rounds))
    else:
        yield Figures(((people, found.people),))
    says = []
    if found.split == TEAM:
        names = list(found.answers.teams.values())
        others = found.people - sum(
            1 for wave in found.waves for key in wave.groups(TEAM).values() if key
        )
        says.append(f"Teams that are large enough: {', '.join(names)}.")
        if others:
            says.append("People in smaller teams, or in none, count only in the whole.")
    if found.view.other is not None and not found.compared:
        says.append(
            "The answers of both times are counted as one, because each of them alone may be too "
            "few to show."
        )
    if found.compared:
        says.append(
            "People may have come and gone in between. Where the two differ by a few people only, "
            "and the group is small, they are not compared: that would say what these few answered."
        )
    if says:
        yield Notice("What this shows", tuple(says))


def len_of(found: Told, one: Asked) -> int:
    """Return how many people of one round are counted."""
    return sum(len(wave.within(found.where)) for wave in one.waves)


def _own_words(wave: Wave) -> Iterator[Block]:
    """Say what people answered in their own words, and why that does not stand here."""
    questions = wave.version.definition["questions"]
    written = [one for one in questions if isinstance(type_of(one), Written)]
    if written:
        yield Heading("In people’s own words")
        yield Paragraph(
            "People could write something here. What they wrote is not shown: words can point at "
            "whoever wrote them. An analyst reads them, hides what points at somebody, and puts "
            "them into themes."
        )
        yield Bullets(tuple(said(bracketed(one)["label"]) for one in written))
