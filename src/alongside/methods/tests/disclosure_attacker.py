"""A reader who knows nothing of the engine: linear programming (scipy) over all that is shown."""

from collections import Counter
from collections.abc import Iterable
from functools import cached_property
from itertools import product

from scipy.optimize import linprog
from scipy.sparse import coo_array

from alongside.methods.disclosure import Cut, Pair, Tally
from alongside.methods.shown import Shown

NEAR = 1e-6


class Attacker:
    """Numbers, known or not, how they add up, and the least and the most each can be."""

    def __init__(self, minimum):
        self.minimum = minimum
        self.limits = []
        self.sums = []
        self.orders = []
        self.targets = []

    def unknown(self, most=None, least=0):
        self.limits.append((least, most))
        return len(self.limits) - 1

    def known(self, value):
        self.limits.append((value, value))
        return len(self.limits) - 1

    def seen(self, shown, true, most=None, least=0):
        """Add a number of the report, known to be at least `least`; a small one, of which `most` is
        known, is a target."""
        assert shown.value in (None, true)
        if not 0 < true < self.minimum:
            return self.known(true) if shown.value is not None else self.unknown(least=least)
        assert shown.hidden
        self.targets.append((self.unknown(least=least), true, most))
        return self.targets[-1][0]

    def total(self, whole, parts: Iterable[int]):
        self.sums.append(dict.fromkeys(parts, 1) | {whole: -1})

    def no_more(self, parts: Iterable[int], wholes: Iterable[int]):
        self.orders.append(dict.fromkeys(parts, 1) | dict.fromkeys(wholes, -1))

    def bounds(self, number):
        """Return the least and the most a number can be; None is without limit."""
        return self._extreme(number, 1), self._extreme(number, -1)

    def _extreme(self, number, sign):
        cost = [0] * len(self.limits)
        cost[number] = sign
        found = linprog(cost, bounds=self.limits, method="highs", **self._knowledge)
        assert found.status in (0, 3), found.message
        return None if found.status == 3 else sign * found.fun

    @cached_property
    def _knowledge(self):
        return {
            "A_eq": self._matrix(self.sums),
            "b_eq": [0] * len(self.sums),
            "A_ub": self._matrix(self.orders),
            "b_ub": [0] * len(self.orders),
        }

    def _matrix(self, rows):
        places = [(i, j, sign) for i, row in enumerate(rows) for j, sign in row.items()]
        lines, columns, signs = zip(*places, strict=True) if places else ([], [], [])
        return coo_array((signs, (lines, columns)), shape=(len(rows), len(self.limits))).tocsr()

    def narrowed(self):
        """Return the small numbers this reader gets nearer to than is allowed, with the bounds."""
        return [
            (true, low, high)
            for number, true, most in self.targets
            for low, high in [self.bounds(number)]
            if not self.is_open(low, high, most, self.limits[number][0])
        ]

    def is_open(self, low, high, most=None, least=0):
        reach = self.minimum - 1 if most is None else min(self.minimum - 1, most)
        if high is None or high - low >= self.minimum - NEAR:
            return True
        return low < least + NEAR and high > reach - NEAR

    def narrowed_beside(self, other):
        """Return the targets this reader gets nearer to than is allowed, and nearer than `other`,
        a reader of the same numbers of whom fewer are shown."""
        found = []
        for (number, true, most), (same, _, _) in zip(self.targets, other.targets, strict=True):
            assert number == same
            low, high = self.bounds(number)
            if not self.is_open(low, high, most, self.limits[number][0]):
                least, largest = other.bounds(number)
                if low > least + NEAR or largest is None or high < largest - NEAR:
                    found.append((true, low, high))
        return found


def attack_table(counts, protected, minimum):
    """Return the reader of one table with its totals, and the cells by row and column."""
    reader = Attacker(minimum)
    cells = [list(map(reader.seen, *line)) for line in zip(protected.counts, counts, strict=True)]
    sums = [sum(row) for row in counts], [sum(column) for column in zip(*counts, strict=True)]
    rows = list(map(reader.seen, protected.row_totals, sums[0]))
    columns = list(map(reader.seen, protected.column_totals, sums[1]))
    total = reader.seen(protected.total, sum(sums[0]))
    for whole, parts in [(total, rows), (total, columns), *zip(rows, cells, strict=True)]:
        reader.total(whole, parts)
    for whole, parts in zip(columns, zip(*cells, strict=True), strict=True):
        reader.total(whole, parts)
    return reader, cells


class ReportAttacker(Attacker):
    """The reader of a whole report: every question and split in one system.

    `came` is how many are in each group, where everybody knows it. `of_the_few` are the numbers of
    each group who gave an answer that few gave in the whole; `rests` how many in no group answered,
    where they are few.
    """

    def __init__(self, questions, report, minimum, *, responses, sizes_from=None, came=None):
        super().__init__(minimum)
        self.responses = responses
        self.came = came and [min(size, responses) for size in came]
        self.everybody = self.known(responses)
        self.of_the_few = []
        self.rests = []
        self.sizes: dict[str, list[int]] = {}
        tallies = []
        for question, protected in zip(questions, report, strict=True):
            if isinstance(question, Pair):
                self._pair(question, protected)
                continue
            counts = [
                self.seen(shown, true, responses, least=int(question.given))
                for shown, true in zip(protected.counts, question.counts, strict=True)
            ]
            answered = self.seen(protected.answered, question.answered, responses)
            self._answers(question, counts, answered, self.everybody)
            tallies.append((question, protected, counts, answered))
            if question.name == sizes_from:
                self._add_sizes(sizes_from, counts)
        for question, protected, counts, answered in tallies:
            for cut, shown in zip(question.cuts, protected.cuts, strict=True):
                self._cut(question, cut, shown, [*counts, answered])

    def _add_sizes(self, by, sizes):
        self.sizes[by] = [*sizes, self.unknown()]
        self.total(self.everybody, self.sizes[by])

    def _answers(self, question: Tally, counts, answered, people):
        self.no_more([answered], [people])
        if question.several:
            self.no_more([answered], counts)
            for count in counts:
                self.no_more([count], [answered])
        else:
            self.total(answered, counts)

    def _cut(self, question: Tally, cut: Cut, shown, wholes):
        groups = range(len(cut.groups))
        most = self.came or [self.responses for _ in groups]
        if cut.by not in self.sizes:
            self._add_sizes(cut.by, [self.unknown(limit) for limit in most])
        lines = [*zip(shown.counts, cut.counts, strict=True), (shown.answered, cut.answered)]
        rows = [[*map(self.seen, *line, most), self.unknown()] for line in lines]
        for whole, row in zip(wholes, rows, strict=True):
            self.total(whole, row)
        for (*counts, answered), people in zip(
            zip(*rows, strict=True), self.sizes[cut.by], strict=True
        ):
            self._answers(question, counts, answered, people)
        for shown_row, row, true in zip(shown.counts, rows, question.counts, strict=False):
            if 0 < true < self.minimum and not shown.refused:
                self.of_the_few.append((shown_row, row[:-1]))
        if 0 < question.answered - sum(cut.answered) < self.minimum and not shown.refused:
            self.rests.append((question, shown, rows[-1][-1]))
        # What is left of an answer when its groups are taken away is a small number like others.
        left = self.responses - (0 if self.came else sum(cut.sizes))
        for row, true, counts in zip(rows, question.counts, cut.counts, strict=False):
            if 0 < true - sum(counts) < self.minimum:
                self.targets.append((row[-1], true - sum(counts), left))

    def _pair(self, pair: Pair, protected):
        size = range(len(pair.categories))
        joint = {(then, now): self.unknown() for then in size for now in size}

        def seen(shown, belongs):
            places = [place for place in joint if belongs(*place)]
            true = sum(pair.joint[then][now] for then, now in places)
            number = self.seen(shown, true, self.responses)
            self.total(number, [joint[place] for place in places])
            return number

        for category in size:
            seen(protected.before[category], lambda then, now, at=category: then == at)
            seen(protected.now[category], lambda then, now, at=category: now == at)
        seen(protected.improved, lambda then, now: now > then)
        seen(protected.same, lambda then, now: now == then)
        seen(protected.worse, lambda then, now: now < then)
        self.no_more([seen(protected.pairs, lambda then, now: True)], [self.everybody])
        for (then, now), number in joint.items():
            if 0 < pair.joint[then][now] < self.minimum:
                self.targets.append((number, pair.joint[then][now], self.responses))


def attack_evaluation(rows, evaluation, *, wholes_only=False):
    """Return the reader of an evaluation of before and now, split by team.

    `rows` are [team, before, now]. With `wholes_only` this reader is shown neither the splits nor
    what changed: what they know is what every evaluation of the file shows.
    """
    reader = Attacker(evaluation.minimum)
    questions = evaluation.questions
    given = Counter(map(tuple, rows))
    people = {each: reader.unknown() for each in product(*((*q.categories, "") for q in questions))}

    def add(belongs, shown=None, least=0):
        parts = [each for each in people if belongs(*each)]
        true = sum(given[each] for each in parts)
        if shown is not None:
            assert shown.value in (None, true)
        seen = shown is not None and not shown.hidden
        number = reader.known(true) if seen else reader.unknown(least=least)
        reader.total(number, [people[each] for each in parts])
        if 0 < true < reader.minimum:
            assert shown is None or shown.hidden
            reader.targets.append((number, true, None))

    def further(belongs, shown):
        add(belongs, None if wholes_only else shown)

    add(lambda *each: True, Shown(len(rows)))
    for place, question in enumerate(questions):
        add(lambda *each, at=place: each[at] != "", question.answered)
        for name, shown in zip(question.categories, question.counts, strict=True):
            add(lambda *each, at=place, name=name: each[at] == name, shown, least=1)
        for split in question.splits:
            if split.refused:
                continue
            for group, answered, *column in zip(
                split.groups, split.answered, *split.counts, strict=True
            ):
                further(lambda team, *said, g=group, at=place: team == g and said[at - 1], answered)
                for name, shown in zip(question.categories, column, strict=True):
                    further(
                        lambda *each, g=group, at=place, n=name: each[0] == g and each[at] == n,
                        shown,
                    )
    (change,) = evaluation.changes
    steps = {name: step for step, name in enumerate(change.pair.categories)}
    for name, before, now in zip(steps, change.pair.before, change.pair.now, strict=True):
        further(lambda team, b, n, name=name: b == name and n, before)
        further(lambda team, b, n, name=name: n == name and b, now)
        add(lambda team, b, n, name=name: b == name and not n)
        add(lambda team, b, n, name=name: n == name and not b)
    further(lambda team, b, n: b and n and steps[n] > steps[b], change.pair.improved)
    further(lambda team, b, n: b and n and steps[n] == steps[b], change.pair.same)
    further(lambda team, b, n: b and n and steps[n] < steps[b], change.pair.worse)
    further(lambda team, b, n: b and n, change.pair.pairs)
    add(lambda team, b, n: b and not n)
    add(lambda team, b, n: n and not b)
    return reader
