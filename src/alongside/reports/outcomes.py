"""What people answered, question by question and round by round, protected as one report."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from alongside.asks.marks import Looked
from alongside.asks.models import Mark
from alongside.methods.disclosure import (
    Pair,
    ProtectedCut,
    ProtectedPair,
    ProtectedTally,
    Tally,
    protect_report,
)
from alongside.methods.documents.model import Block, Heading, Paragraph
from alongside.methods.findings import Kind, blocks, kind_of, pair_blocks, split_blocks
from alongside.methods.findings import Question as Found
from alongside.methods.questions import Question, Split, type_of
from alongside.methods.questions.messages import said
from alongside.methods.questions.types.name_one import NameOne

from .answers import TEAM, Asking, Collected, Person, Where, groups, identity, is_fixed, summaries
from .memory import BESIDE, Group, Memory, Part, shows_of
from .sides import beside_the_others, each_time, side_by_side

ROUND = "round"
ABOUT_YOU = "about_you"
"""The tag of a question about who people are: it is never looked at inside a team."""

CUT_LOOSE = (
    "What people wrote is kept apart from their other answers, so nobody can say which of it is "
    "from these people."
)
NOT_IN_A_TEAM = "It asks who people are, and that is never looked at inside a team."
OTHER_WAY = (
    "These two questions were crossed before, the other way round. Both tables have the same "
    "people in them, and what is hidden in the one could be found from the other."
)
NOT_LIKE_THIS = (
    "Not all who were asked it are in one of these groups, or its answers are put together by what "
    "was answered."
)


@dataclass(frozen=True)
class Outcome:
    """One question of the report: what it measures, its blocks, and the name of its answers."""

    level: str
    blocks: tuple[Block, ...]
    name: str = ""


@dataclass
class Asked:
    """One question as it was asked in some of the rounds, with what each of them collected."""

    question: Question
    waves: dict[int, list[Collected]] = field(default_factory=dict)
    where: Where = ()

    @property
    def label(self) -> str:
        return said(self.question["label"])

    @property
    def level(self) -> str:
        """What it measures, as any of those who asked it say."""
        same = identity(self.question)
        asked = (wave.asked[same] for waves in self.waves.values() for wave in waves)
        return next((str(one["measures"]) for one in asked if one.get("measures")), "")

    @property
    def decided(self) -> list[Mark]:
        """The marks of its answers, where they were marked."""
        return [
            mark
            for waves in self.waves.values()
            for wave in waves
            for mark in wave.marks(self.question)
        ]

    def given(self, place: int) -> dict[Person, Any]:
        """Return what people of one round gave as an answer, None where they did not."""
        return {
            person: answer
            for wave in self.waves[place]
            for person, answer in wave.given(self.question).items()
            if not self.where or person in wave.within(self.where)
        }

    def group(self, *places: int) -> Group:
        """Return the people of these rounds."""
        waves = tuple(wave.wave.pk for place in places for wave in self.waves[place])
        return Group(waves, self.where)


def outcomes(inputs: Asking, memory: Memory) -> list[Outcome]:
    """Return every question that was asked, in the order of the newest form.

    What may not stand beside what was shown before is not shown, and it says so; what is shown
    is added to `memory`.
    """
    return [
        Outcome(asked.level, tuple(found), asked.question["name"])
        for asked in asked_in(inputs)
        if not inputs.compared or len(asked.waves) == len(inputs.rounds)
        if (found := list(_outcome(asked, inputs, memory)))
    ]


def asked_in(inputs: Asking) -> list[Asked]:
    """Return each question once. Two are one when they ask the same, whatever their names and
    codes are."""
    found: dict[str, Asked] = {}
    for place, one in enumerate(inputs.rounds):
        for wave in one.waves:
            for same, question in wave.asked.items():
                asked = found.setdefault(same, Asked(question, where=inputs.where))
                asked.waves.setdefault(place, []).append(wave)
    return list(found.values())


def _outcome(asked: Asked, inputs: Asking, memory: Memory) -> Iterator[Block]:
    if identity(asked.question) in dict(inputs.where):
        return
    if why := _kept_apart(asked.question, inputs, memory):
        memory.refuse(asked.label, why)
        yield Heading(asked.label, 3)
        yield Paragraph(f"Not shown. {why}")
        return
    if asked.question["type"] == "before_now":
        yield from _before_and_now(asked, inputs, memory)
        return
    given = {place: asked.given(place) for place in asked.waves}
    everybody = [answer for answers in given.values() for answer in answers.values()]
    for place, summary in enumerate(summaries(asked.question, everybody)):
        if isinstance(summary, Tally) and summary.answered:
            kind = kind_of(asked.question["type"], several=summary.several)
            yield from _counted(asked, place, kind, given, inputs, memory)


def _kept_apart(question: Question, inputs: Asking, memory: Memory) -> str:
    """Return why a question is not looked at like this, whatever its numbers are; else nothing."""
    if any(memory.other_way(question, by) for by, _ in inputs.where):
        return OTHER_WAY
    if inputs.where and isinstance(type_of(question), NameOne):
        return CUT_LOOSE
    in_a_team = inputs.split == TEAM or TEAM in dict(inputs.where)
    return NOT_IN_A_TEAM if in_a_team and ABOUT_YOU in question.get("tags", ()) else ""


def _counted(
    asked: Asked,
    place: int,
    kind: Kind,
    given: dict[int, dict[Person, Any]],
    inputs: Asking,
    memory: Memory,
) -> Iterator[Block]:
    label = _label(asked, place)
    yield Heading(label, 3)
    by_group = _by_group(asked, given, inputs)
    other_way = by_group is not None and by_group.crosses_back(asked.question, memory)
    splits = [split for split in (_by_round(asked, given, inputs), by_group)
              if split is not None and not (split is by_group and other_way)]  # fmt: skip
    for shown in (splits, *([split] for split in splits if len(splits) > 1), []):
        found = _protected(asked, place, given, shown, inputs, memory)
        if found is not None:
            break
    else:
        memory.refuse(label, BESIDE)
        yield Paragraph(f"Not shown. {BESIDE}")
        return
    for cut in found.cuts:
        if cut.refused:
            memory.refuse(label, cut.refused, _named_cut(cut.by, inputs))
    question = Found(
        name=label,
        kind=kind,
        categories=found.categories,
        counts=found.counts,
        answered=found.answered,
        splits=tuple(replace(cut, by=inputs.split_label) for cut in found.cuts if cut.by != ROUND),
    )
    both = _both_times(found, inputs)
    if both is None:
        yield from _under(blocks(question, sum(map(len, given.values()))))
    else:
        yield from each_time(inputs.rounds, question, both)
        yield from split_blocks(question)
    if asked.decided and not all(count.hidden for count in found.counts):
        yield Paragraph(_looked_at(Looked.at(asked.decided)), "soft")
    yield from _beside(question, found, inputs)
    kept = {split.by for split in shown}
    own = inputs.split == asked.question["name"]
    if inputs.split and not own and not any(split.by == inputs.split for split in splits):
        why = OTHER_WAY if other_way else NOT_LIKE_THIS
        memory.refuse(label, why, _named_cut(inputs.split, inputs))
        yield Paragraph(f"Not split by “{inputs.split_label}”. {why}", "soft")
    if len(splits) > len(shown) and inputs.split and inputs.split not in kept:
        memory.refuse(label, BESIDE, _named_cut(inputs.split, inputs))
        yield Paragraph(f"Not split by “{inputs.split_label}”. {BESIDE}", "soft")
    if any(split.by == ROUND for split in splits) and ROUND not in kept:
        memory.refuse(label, BESIDE, _named_cut(ROUND, inputs))
        yield Paragraph(f"The rounds are not compared. {BESIDE}", "soft")
    elif len(inputs.rounds) > 1 and both is None:
        called = "Time" if inputs.compared else "Round"
        yield side_by_side(inputs.rounds, given, question, found, ROUND, called)


def _both_times(found: ProtectedTally, inputs: Asking) -> ProtectedCut | None:
    """Return the counts of each of two times that are set against each other, where they are
    shown."""
    if not inputs.compared:
        return None
    return next((cut for cut in found.cuts if cut.by == ROUND and not cut.refused), None)


def _beside(question: Found, found: ProtectedTally, inputs: Asking) -> Iterator[Block]:
    """Yield each group of the split beside everybody, where the split is shown."""
    for cut in found.cuts:
        if cut.by == inputs.split and not cut.refused:
            yield from beside_the_others(question, found, cut)


def _named_cut(by: str, inputs: Asking) -> str:
    names = " and ".join(one.name for one in inputs.rounds)
    if by == ROUND:
        return f"side by side: {names}"
    return "by team" if by == TEAM else f"by “{inputs.split_label}”"


def _label(asked: Asked, place: int) -> str:
    """Return what one of the counts of a question is about: with its row, where it has rows."""
    rows = type_of(asked.question).titles(asked.question)
    return of_a_row(asked.label, rows[place]) if rows else asked.label


def of_a_row(label: str, row: str) -> str:
    """Return the words over one row of a question.

    >>> of_a_row("How was it?", "The pace"), of_a_row("It was good", "The pace")
    ('How was it? The pace', 'It was good: The pace')
    """
    return f"{label} {row}" if label.endswith(("?", "!", ".", ":", "…")) else f"{label}: {row}"


@dataclass(frozen=True)
class _Split:
    """A way to split a question: the groups of the people, and who they are."""

    by: str
    groups: dict[str, Group]
    of_each: dict[Person, str]
    sizes: Tally | None = None
    question: Question | None = None

    def crosses_back(self, question: Question, memory: Memory) -> bool:
        """Return whether the question that makes the groups was split by this one before."""
        return self.question is not None and memory.other_way(question, identity(self.question))


def _by_round(asked: Asked, given: dict[int, dict[Person, Any]], inputs: Asking) -> _Split | None:
    rounds = {place: inputs.rounds[place].name for place, people in given.items() if people}
    if len(rounds) < 2:
        return None
    return _Split(
        ROUND,
        {name: asked.group(place) for place, name in rounds.items()},
        {person: name for place, name in rounds.items() for person in given[place]},
    )


def _by_group(asked: Asked, given: dict[int, dict[Person, Any]], inputs: Asking) -> _Split | None:
    """Return the split the report was asked for, where all who were asked were asked its question
    too."""
    if inputs.split == TEAM:
        return _by_team(asked, given)
    waves = [wave for found in asked.waves.values() for wave in found]
    everywhere = [wave for one in inputs.rounds for wave in one.waves]
    by = _named(inputs.split, waves) or _named(inputs.split, everywhere)
    if len(by) != 1 or identity(asked.question) in by:
        return None
    if len(asked.waves) > 1 and not is_fixed(asked.question):
        return None
    question = next(iter(by.values()))
    answers = {person: None for wave in waves for person in wave.answers}
    answers |= {person: said for wave in waves for person, said in wave.given(question).items()}
    everybody = [person for people in given.values() for person in people]
    if any(person not in answers for person in everybody):
        return None
    of_each = groups(question, answers)
    (sizes,) = summaries(question, [answers[person] for person in everybody])
    assert isinstance(sizes, Tally)
    every = asked.group(*asked.waves)
    return _Split(
        inputs.split,
        {name: every.who_said(question, name) for name in sizes.categories},
        of_each,
        sizes,
        question,
    )


def _by_team(asked: Asked, given: dict[int, dict[Person, Any]]) -> _Split | None:
    """Return the split by the teams that are large enough; all others are in none of its groups."""
    if isinstance(type_of(asked.question), NameOne) or not is_fixed(asked.question):
        return None
    waves = [wave for found in asked.waves.values() for wave in found]
    names = {str(key): name for wave in waves for key, name in wave.teams.items()}
    of_each = {
        person: names.get(key, "") for wave in waves for person, key in wave.groups(TEAM).items()
    }
    people = [of_each.get(person, "") for answers in given.values() for person in answers]
    counted = {key: people.count(name) for key, name in names.items()}
    standing = {key: name for key, name in names.items() if counted[key]}
    if not standing:
        return None
    every = asked.group(*asked.waves)
    everybody = [person for answers in given.values() for person in answers]
    return _Split(
        TEAM,
        {name: every.who_are(TEAM, key) for key, name in standing.items()},
        {person: of_each.get(person, "") for person in everybody},
        Tally(
            TEAM,
            tuple(standing.values()),
            tuple(counted[key] for key in standing),
            sum(counted.values()),
        ),
    )


def _named(name: str, waves: Iterable[Collected]) -> dict[str, Question]:
    """Return the questions of this name in these waves, by identity."""
    return {
        same: asked for wave in waves for same, asked in wave.asked.items() if asked["name"] == name
    }


def _protected(
    asked: Asked,
    place: int,
    given: dict[int, dict[Person, Any]],
    splits: list[_Split],
    inputs: Asking,
    memory: Memory,
) -> ProtectedTally | None:
    """Return the counts with these splits, or None when they may not stand beside earlier ones."""
    people = {person: answer for answers in given.values() for person, answer in answers.items()}
    tally = summaries(
        asked.question,
        list(people.values()),
        [
            Split(split.by, tuple(split.groups), tuple(split.of_each[person] for person in people))
            for split in splits
        ],
    )[place]
    assert isinstance(tally, Tally)
    if asked.where and max(tally.counts, default=0) == tally.answered:
        return None  # some people only, who all agree: as for a group, it says what each said
    grouping = next((split for split in splits if split.sizes is not None), None)
    sizes = None if grouping is None else grouping.sizes
    whole = asked.group(*asked.waves)
    before = memory.as_before(asked.question, Part(place), whole)
    *shown_sizes, found = protect_report(
        [tally] if sizes is None else [sizes, tally],
        responses=len(people),
        minimum=inputs.minimum,
        sizes_from=None if sizes is None else sizes.name,
        sizes_known=True,
        as_before={} if before is None else {tally.name: before},
    )
    assert isinstance(found, ProtectedTally)
    shows = shows_of(found, place, whole, {split.by: split.groups for split in splits})
    if memory.gives_away(asked.question, shows):
        return None
    if grouping is not None and grouping.question is not None and not found.cuts[-1].refused:
        # A split says how many are in each group: counts of the question that makes them.
        (as_shown,) = shown_sizes
        assert isinstance(as_shown, ProtectedTally)
        said_too = shows_of(replace(as_shown, cuts=()), 0, whole, {})
        if memory.gives_away(grouping.question, said_too):
            return None
        memory.keep(grouping.question, said_too)
    memory.keep(asked.question, shows)
    return found


def _looked_at(looked: Looked) -> str:
    compared = "Each answer was compared with a list of answers that count."
    if not looked.seen:
        return f"{compared} Nobody has looked at these marks yet."
    which = "every mark" if looked.seen == looked.marks else "some of the marks"
    return f"{compared} A person looked at {which} and changed {looked.changed or 'none'}."


def _before_and_now(asked: Asked, inputs: Asking, memory: Memory) -> Iterator[Block]:
    """Yield each round's before and now by itself: nothing is shown of them together, so that no
    round can be found by taking the others away."""
    for place in asked.waves:
        answers = list(asked.given(place).values())
        (pair,) = summaries(asked.question, answers)
        if not isinstance(pair, Pair) or not any(map(any, pair.joint)):
            continue
        heading = asked.label
        if len(inputs.rounds) > 1:
            heading = f"{asked.label} ({inputs.rounds[place].name})"
        yield Heading(heading, 3)
        (found,) = protect_report([pair], responses=len(answers), minimum=inputs.minimum)
        assert isinstance(found, ProtectedPair)
        shows = shows_of(found, 0, asked.group(place), {})
        if memory.gives_away(asked.question, shows):
            memory.refuse(heading, BESIDE)
            yield Paragraph(f"Not shown. {BESIDE}")
            continue
        memory.keep(asked.question, shows)
        yield from _under(pair_blocks(found))


def _under(found: Iterator[Block]) -> Iterator[Block]:
    """Yield blocks without their own heading: here they stand under another one."""
    yield from (block for block in found if not isinstance(block, Heading))
