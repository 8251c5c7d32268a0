"""First groups for what people wrote, by the words they share. It is no understanding of what they
mean: comments about one thing in other words land apart, and a person has to look (`insight`).

Comments are vectors of word stems, weighted by how rare each is among them (tf-idf, Spärck Jones
1972), and put into groups by spherical k-means (Dhillon and Modha 2001): the closest by angle, from
several beginnings, the best kept. The same comments give the same groups every time.
"""

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random

METHOD = "shared words (tf-idf and spherical k-means)"

BEGINNINGS, FEWER = 8, 3
MANY = 1_000
"""How often it is begun; fewer times for so many comments and more."""

ROUNDS = 30
LABEL_WORDS = 3
MOST_GROUPS = 50

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_SMALL = """\
a about above after again all also although am an and any are aren't as at be because been before
being below between both but by can can't cannot could couldn't did didn't do does doesn't doing
don't down during each either else even ever every few for from further get gets getting give
given go goes going got had hadn't has hasn't have haven't having he her here hers him his how
however i i'd i'll i'm i've if in into is isn't it it's its itself just less let like lot lots
made make makes making many may maybe me might more most much must my myself need needs no nor not
nothing now of off on once one ones only or other others our ours out over own perhaps please put
quite rather really said same say says see seem she should shouldn't since so some something
sometimes still such sure take than thank thanks that that's the their theirs them then there
there's these they thing things think this those though through to too under until up upon us use
used very via want wanted was wasn't way we well went were weren't what when where whether which
while who whom whose why will with within without won't would wouldn't yes yet you you're your
yours"""
_STOP = frozenset(_SMALL.split())
_ENDINGS = ("ingly", "edly", "ations", "ation", "ings", "ing", "ies", "ied", "es", "ed", "ly", "s")


@dataclass(frozen=True, slots=True)
class Group:
    """Comments that share words: the `label` is those that tell them most from the others, and
    `rows` are the places of the comments, from 0."""

    label: str
    rows: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Groups:
    """First groups of comments, the largest first; `ungrouped` share no word with another."""

    method: str
    groups: tuple[Group, ...]
    ungrouped: tuple[int, ...]


def first_groups(comments: Sequence[str], groups: int | None = None) -> Groups:
    """Return comments in so many groups at most; without a number, as many as half the square root
    of twice the comments, and 12 at most. Blank comments are in none."""
    stems = [list(_stems(comment)) for comment in comments]
    shared = _shared(stems)
    every = ((row, _vector(words, shared)) for row, words in enumerate(stems))
    vectors = {row: vector for row, vector in every if vector}
    wanted = groups or min(12, max(2, round(math.sqrt(len(vectors) / 2))))
    best = _best(vectors, min(wanted, len(vectors)))
    written = _as_written(comments)
    found = sorted(
        (Group(_label(rows, vectors, best, written), tuple(rows)) for rows in best if rows),
        key=lambda group: (-len(group.rows), group.rows),
    )
    return Groups(METHOD, tuple(found), tuple(set(range(len(comments))) - set(vectors)))


def _stems(comment: str) -> Iterator[str]:
    for word in _WORD.findall(comment.lower().replace("’", "'")):
        if word not in _STOP and len(word) > 2:
            yield stem(word)


def stem(word: str) -> str:
    """Return a word without its ending, so that forms of one word are one.

    >>> stem("meetings"), stem("meeting"), stem("carers"), stem("communities"), stem("community")
    ('meet', 'meet', 'carer', 'communit', 'communit')
    """
    word = word.removesuffix("'s")
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word.removesuffix(ending)
    return word.removesuffix("y") if len(word) > 4 else word


def _shared(stems: Sequence[Sequence[str]]) -> Mapping[str, float]:
    """Return the weight of each stem that stands in two comments or more: rarer is heavier."""
    count = Counter(one for words in stems for one in set(words))
    return {one: math.log(1 + len(stems) / n) for one, n in count.items() if n > 1}


type Vector = dict[str, float]


def _vector(words: Sequence[str], weights: Mapping[str, float]) -> Vector:
    count = Counter(one for one in words if one in weights)
    return _of_length_one({one: (1 + math.log(n)) * weights[one] for one, n in count.items()})


def _of_length_one(vector: Vector) -> Vector:
    length = math.sqrt(sum(weight * weight for weight in vector.values()))
    return {one: weight / length for one, weight in vector.items()} if length else {}


def _near(one: Vector, other: Mapping[str, float]) -> float:
    return sum(weight * other.get(word, 0.0) for word, weight in one.items())


def _best(vectors: Mapping[int, Vector], groups: int) -> list[list[int]]:
    """Return the rows of each group, of the beginning that ends with the closest groups."""
    if groups < 1:
        return []
    times = BEGINNINGS if len(vectors) < MANY else FEWER
    found = (_grouped(vectors, groups, Random(seed)) for seed in range(times))  # noqa: S311
    return max(found, key=lambda one: one[0])[1]


def _grouped(
    vectors: Mapping[int, Vector], groups: int, rng: Random
) -> tuple[float, list[list[int]]]:
    """Return how close the comments are to the middle of their group, added up, and the groups."""
    middles = _begin(vectors, groups, rng)
    before: list[list[int]] = []
    closeness = 0.0
    for _ in range(ROUNDS):
        rows: list[list[int]] = [[] for _ in middles]
        closeness = 0.0
        for row, vector in vectors.items():
            near = [_near(vector, middle) for middle in middles]
            place = max(range(len(middles)), key=near.__getitem__)
            rows[place].append(row)
            closeness += near[place]
        if rows == before:
            break
        before = rows
        middles = [
            _middle([vectors[row] for row in mine]) if mine else middle
            for mine, middle in zip(rows, middles, strict=True)
        ]
    return closeness, before


def _begin(vectors: Mapping[int, Vector], groups: int, rng: Random) -> list[Vector]:
    """Return comments to begin with that are far from each other (k-means++)."""
    every = list(vectors.values())
    middles = [rng.choice(every)]
    far = [1.0 - _near(vector, middles[0]) for vector in every]
    while len(middles) < groups:
        if not sum(far) > 0:
            break
        middles.append(rng.choices(every, weights=[max(one, 0.0) for one in far])[0])
        far = [
            min(one, 1.0 - _near(vector, middles[-1]))
            for one, vector in zip(far, every, strict=True)
        ]
    return middles


def _middle(vectors: Sequence[Vector]) -> Vector:
    total: Counter[str] = Counter()
    for vector in vectors:
        total.update(vector)
    return _of_length_one(dict(total))


def _label(
    rows: Sequence[int],
    vectors: Mapping[int, Vector],
    groups: Sequence[Sequence[int]],
    written: Mapping[str, str],
) -> str:
    """Return the words that a group has more of than the others."""
    mine = _middle([vectors[row] for row in rows])
    others = _middle([vectors[row] for group in groups if group is not rows for row in group])
    order = sorted(mine, key=lambda one: (others.get(one, 0.0) - mine[one], one))
    return ", ".join(written[one] for one in order[:LABEL_WORDS])


def _as_written(comments: Sequence[str]) -> dict[str, str]:
    """Return for each stem the word that people wrote most often."""
    words: dict[str, Counter[str]] = {}
    for comment in comments:
        for word in _WORD.findall(comment.lower().replace("’", "'")):
            words.setdefault(stem(word), Counter())[word] += 1
    return {one: min(found, key=lambda word: (-found[word], word)) for one, found in words.items()}
