"""The order in which answers are read: words of known scales, bands of numbers, and the rest."""

import re
from collections.abc import Collection
from functools import cache

# Least to most. `<` parts the steps, `/` other words for the same step, and … stands for any
# further words ("very …" is "very confident" and "very useful").
SCALES = (
    """strongly disagree / completely disagree / totally disagree / definitely disagree
    < disagree < slightly disagree / somewhat disagree / tend to disagree
    < neither … / neutral / undecided / unsure
    < slightly agree / somewhat agree / tend to agree < agree
    < strongly agree / completely agree / totally agree / definitely agree""",
    """never / none of the time < almost never / very rarely / hardly ever < rarely / seldom
    < occasionally / a little of the time < sometimes / some of the time
    < often / frequently / regularly < very often / very frequently
    < usually / most of the time < almost always / nearly always < always / all of the time""",
    """none / none of … / nothing < a little / a little of … / very little
    < some / some of … / a bit < half / half of … / about half … < a lot / quite a lot
    < most / most of … < all / all of … / everything""",
    """not at all … < not very … / not so … / not much … / hardly …
    < slightly … / a little … / a bit … / only slightly …
    < somewhat … / to some extent / partly / some / to a small extent
    < neutral / neither … / average < moderately … / fairly … / quite … / mostly … / well
    < very … / to a great extent / a lot / to a large extent
    < extremely … / completely … / fully … / totally … / a great deal""",
    """not at all … < not very … / not so … / not much … / hardly …
    < slightly … / a little … / a bit … < somewhat … / partly / some
    < moderately … / fairly … < well < very …
    < extremely … / completely … / fully … / totally …""",
    """no … / little or no … < a little … / limited … < some … / basic … < good … / a lot of …
    < extensive … / expert … / full …""",
    """much less … / much worse … / a lot worse … < less … / worse …
    < slightly less … / slightly worse … / a little worse …
    < no change … / no different … / the same … / about the same … / unchanged
    < slightly more … / slightly better … / a little better … < more … / better …
    < much more … / much better … / a lot better …""",
    """very dissatisfied / very unsatisfied / very unhappy
    < dissatisfied / fairly dissatisfied / quite dissatisfied / unsatisfied / unhappy
    < slightly dissatisfied / somewhat dissatisfied < neither … / neutral
    < slightly satisfied / somewhat satisfied
    < satisfied / fairly satisfied / quite satisfied / happy / fairly happy
    < very satisfied / very happy""",
    """very unlikely / extremely unlikely < unlikely / fairly unlikely / quite unlikely
    < neither … / neutral < likely / fairly likely / quite likely
    < very likely / extremely likely""",
    """very difficult / very hard < difficult / hard / quite difficult / fairly difficult
    < neither … / neutral / ok / okay < easy / quite easy / fairly easy < very easy""",
    "very unimportant < unimportant < neither … / neutral < important < very important",
    """very poor / very bad / terrible < poor / bad / unsatisfactory / inadequate
    < fair / average / ok / okay / satisfactory / adequate / neutral
    < good < very good < excellent / outstanding""",
    """too slow < slightly slow / a bit slow / a little slow < just right / about right
    < slightly fast / a bit fast / a little fast < too fast""",
    """too short < slightly short / a bit short < just right / about right
    < slightly long / a bit long < too long""",
    "too easy < just right / about right < too hard / too difficult",
    "low / very low < medium / moderate < high < very high",
)

IN_ORDER = (
    """yes / yes, definitely / yes, completely / yes, always / yes, a lot
    < yes, to some extent / yes, sometimes / yes, a little / partly / in part / to some extent
    / maybe / sometimes < no / no, not at all""",
)
"""Lists that have a usual order without being a scale."""

BESIDE = """other … / others / another … / none of the above / none of these / not applicable / n/a
    / na / not relevant / don't know / do not know / i don't know / i do not know / not sure
    / prefer not to say / prefer not to answer / i would rather not say / i'd rather not say"""
"""Answers that stand beside a scale or a list and are read after it."""

BAND = re.compile(
    r"(?P<before>[a-z ]*?)(?P<first>\d[\d,. ]*?)"
    r"(?P<to>( ?(-|–|to|and) ?)(?P<last>\d[\d,. ]*?))?(?P<after>( ?\+| [a-z ]+|%)?)"
)
UNDER = ("less than", "under", "up to", "below", "fewer than", "at most")
OVER = ("more than", "over", "above", "at least")
LONGEST_BAND = 60


def in_scale(answers: Collection[str]) -> tuple[str, ...] | None:
    """Return the answers of a scale in words from least to most, or None where there is none.

    Every answer must be a step of one known scale, at least two steps must be there, and two
    wordings of one step are not told apart, so then the order is not known. Answers such as
    "Prefer not to say" come last.

    >>> in_scale({"Agree", "Strongly agree", "Disagree"})
    ('Disagree', 'Agree', 'Strongly agree')
    >>> in_scale({"Agree", "Housing"}) is None
    True
    """
    return _ordered(answers, SCALES)


def outside_scale(answers: Collection[str]) -> set[str]:
    """Return the answers that are no step of the known scale on which most of them are; all of them
    where two at least are on none. Answers beside a scale are never outside it.

    >>> outside_scale({"Agree", "Strongly agree", "Purple", "Not sure"})
    {'Purple'}
    """
    main, _ = _apart(answers)
    outside = [{one for one in main if _step(one, scale) is None} for scale in SCALES]
    in_order = [odd for odd in outside if in_scale(set(main) - odd)]
    return min(in_order, key=len, default=set(answers))


def steps(in_order: Collection[str]) -> dict[str, int]:
    """Return the place from 1 of each answer of a scale given in order, capitals aside.

    Answers beside the scale have none. A step that nobody chose is not counted: the places are
    those of the answers given, one apart.

    >>> steps(("Poor", "Good", "good", "Don't know"))
    {'Poor': 1, 'Good': 2, 'good': 2}
    """
    places: dict[str, int] = {}
    for answer in in_order:
        if not is_beside(answer):
            places.setdefault(_plain(answer), len(places) + 1)
    return {answer: places[_plain(answer)] for answer in in_order if not is_beside(answer)}


def is_beside(answer: str) -> bool:
    """Return whether an answer stands beside a scale: "Don't know", "Prefer not to say"."""
    return _step(answer, BESIDE) is not None


def is_usual(answers: Collection[str]) -> bool:
    """Return whether the answers are a list that anybody could have been given to choose from.

    Steps of one known scale, yes and no, or bands of numbers: nobody's own words are among them.

    >>> is_usual({"Yes", "No", "Prefer not to say"}), is_usual({"Yes", "Ask Bev"})
    (True, False)
    """
    main, _ = _apart(answers)
    if all(band(answer) is not None for answer in main):
        return True
    lists = (*SCALES, *IN_ORDER)
    return any(all(_step(answer, steps) is not None for answer in main) for steps in lists)


def in_reading_order(answers: Collection[str]) -> tuple[str, ...]:
    """Return the answers of a list in the order a reader expects.

    Yes before no; bands of numbers (ages, pay) by their numbers; anything else by the alphabet,
    which, unlike the commonest first, says nothing of the counts. "Other" and the like last.

    >>> in_reading_order({"25 to 34", "Under 18", "18 to 24", "65 or over"})
    ('Under 18', '18 to 24', '25 to 34', '65 or over')
    >>> in_reading_order({"Other", "No", "Yes"}), in_reading_order({"Parks", "Housing", "Other"})
    (('Yes', 'No', 'Other'), ('Housing', 'Parks', 'Other'))
    """
    known = _ordered(answers, IN_ORDER)
    if known:
        return known
    main, beside = _apart(answers)
    places = {answer: band(answer) for answer in main}
    numbers = [answer for answer in main if places[answer] is not None]
    if 2 * len(numbers) < len(main):
        return (*sorted(main, key=_plain), *beside)
    words = sorted(set(main).difference(numbers), key=_plain)
    return (*sorted(numbers, key=lambda answer: (places[answer], answer)), *words, *beside)


def band(answer: str) -> tuple[float, float] | None:
    """Return where a number or a band of numbers stands, or None where it is neither.

    >>> band("Less than £25 000") < band("£25 000 to £29 999") < band("More than £100.000")
    True
    """
    if len(answer) > LONGEST_BAND:
        return None
    found = BAND.fullmatch(re.sub(r"[£$€]", "", _plain(answer)))
    first = _number(found["first"]) if found else None
    if found is None or first is None:
        return None
    before = found["before"].strip()
    if before in UNDER:
        return first, -1
    over = before in OVER or found["after"].strip() in {"+", "or more", "and over", "or over"}
    if before and not over:
        return None
    return first, 1 if over else 0


def _number(digits: str) -> float | None:
    """Return a number as people write it: commas, points and spaces may part its thousands."""
    plain = re.sub(r"[ ,.](?=\d{3}(\D|$))", "", digits.strip())
    try:
        return float(re.sub(r"[ ,]", "", plain).rstrip("."))
    except ValueError:
        return None


def _ordered(answers: Collection[str], scales: tuple[str, ...]) -> tuple[str, ...] | None:
    main, beside = _apart(answers)
    for scale in scales:
        places = {answer: _step(answer, scale) for answer in main}
        wordings = {_plain(answer): place for answer, place in places.items()}
        different = set(wordings.values())
        if None in different or len(different) < 2 or len(different) < len(wordings):
            continue
        return (*sorted(main, key=lambda answer: (places[answer] or 0, answer)), *beside)
    return None


def _apart(answers: Collection[str]) -> tuple[list[str], list[str]]:
    """Return the answers themselves, and those that stand beside them, in order."""
    beside = sorted(filter(is_beside, answers), key=_plain)
    return [answer for answer in answers if answer not in beside], beside


@cache
def _steps(scale: str) -> tuple[re.Pattern[str], ...]:
    return tuple(
        re.compile("|".join(_pattern(wording) for wording in step.split(" / ")))
        for step in " ".join(scale.split()).split(" < ")
    )


def _pattern(wording: str) -> str:
    """Return the expression for one wording; `…` is any further words, or none."""
    return re.escape(wording).replace(r"\ …", "( .*)?")


def _step(answer: str, scale: str) -> int | None:
    plain = _plain(answer)
    for place, step in enumerate(_steps(scale)):
        if step.fullmatch(plain):
            return place
    return None


def _plain(answer: str) -> str:
    """Return an answer without capitals, doubled spaces and curly apostrophes.

    >>> _plain("I don’t  Know.")
    "i don't know"
    """
    return " ".join(answer.casefold().replace("’", "'").split()).rstrip(".")
