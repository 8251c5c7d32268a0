"""From the answers of one wave that no session asked to the document of its results."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from alongside.asks import modes
from alongside.asks import queries as asks
from alongside.asks.models import Wave
from alongside.methods.documents.model import (
    Block,
    Bullets,
    Cell,
    Document,
    Figures,
    Heading,
    Notice,
    Paragraph,
)
from alongside.methods.questions import type_of
from alongside.methods.questions.messages import said
from alongside.methods.questions.writing import Written
from alongside.web.templatetags.web import day

from . import codebook, outcomes
from .answers import Collected, collected
from .asked_again import with_comparisons
from .compose import LEVELS
from .memory import Memory


@dataclass(frozen=True)
class Asked:
    """All who were asked, as the only group of a report."""

    name: str
    waves: list[Collected]


@dataclass(frozen=True)
class Told:
    """What people told in one wave: what `outcomes` and `codebook` read, with nothing to split."""

    rounds: list[Asked]
    minimum: int
    split: str = ""
    split_label: str = ""

    @property
    def answers(self) -> Collected:
        return self.rounds[0].waves[0]

    def fingerprint(self) -> str:
        """Return the SHA-256 of all that is counted, the same for the same rows."""
        one = self.answers
        counted = [
            sorted(json.dumps(given, sort_keys=True) for given in one.answers.values()),
            {question: sorted(texts.values()) for question, texts in one.words.items()},
            {
                q: sorted([m.answer, m.right] for m in rows.values())
                for q, rows in one.decided.items()
            },
        ]
        return hashlib.sha256(json.dumps(counted, sort_keys=True).encode()).hexdigest()


def told(wave: Wave) -> Told:
    """Return what was told in a wave that has closed."""
    return Told([Asked(wave.title, collected([wave]))], wave.minimum)


def document(found: Told, *, made: date, fingerprint: str) -> Document:
    """Return the results. Every count of answers has passed the protection."""
    wave = found.answers.wave
    until = wave.closed or timezone.now()
    enough = len(found.answers.answers) >= found.minimum
    return Document(
        title=wave.title,
        kicker=f"Results · {wave.version.form.get_purpose_display()}",
        blocks=tuple(_blocks(found) if enough else _too_few(found)),
        facts=(
            ("Asked", f"{day(wave.opens)} to {day(until)}"),
            ("Questions", str(wave.version)),
            ("Who can know who said what", modes.choice(wave.mode).title),
            ("Numbers below this are hidden", str(found.minimum)),
            ("Likely ranges", "Wilson intervals, 95 %"),
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


def _blocks(found: Told) -> Iterator[Block]:
    wave = found.answers.wave
    answered = asks.answered(wave)
    invited = wave.invitations.count()
    items: list[tuple[str, Cell]] = [("people answered", answered)]
    if wave.by_private_link and invited:
        items.append(("people were invited", invited))
    yield Figures(tuple(items))
    if wave.organisation.example:
        yield Notice("Example data", ("The people and their answers are made up.",))
    memory = Memory([], [found.answers], found.minimum)
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
    yield from _own_words(wave)


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
        yield Bullets(tuple(said(one["label"]) for one in written))
