"""Counts of one question shown twice: of other people, by other groups, a month later."""

import random

import pytest

from alongside.methods.disclosure import Tally, Told, gives_away, protect_report
from alongside.methods.disclosure.beside import parts
from alongside.methods.questions import Split
from alongside.methods.questions.counting import tally
from alongside.methods.tests.disclosure_attacker import Attacker

MINIMUM = 5
ANSWERS = ("yes", "no", "not sure")


class Room:
    """People by number, each with the places of their answers (none: not answered)."""

    def __init__(self, chosen, *, several=False):
        self.chosen = dict(enumerate(chosen))
        self.several = several

    def count(self, people) -> Tally:
        chosen = [self.chosen[person] for person in sorted(people)]
        return tally("q", ANSWERS, chosen, several=self.several)

    def told(self, people, groups=()) -> list[Told]:
        """Return what the engine shows of these people, and of the groups they are split into."""
        people = sorted(people)
        of_each = [
            next((f"{n}" for n, group in enumerate(groups) if p in group), "") for p in people
        ]
        names = tuple(f"{n}" for n in range(len(groups)))
        question = tally(
            "q",
            ANSWERS,
            [self.chosen[person] for person in people],
            [Split("group", names, tuple(of_each))] if groups else [],
            several=self.several,
        )
        (found,) = protect_report(
            [question], responses=len(people), minimum=MINIMUM, sizes_known=True
        )
        shown = [Told(frozenset(people), values(found.counts), found.answered.value)]
        for cut in found.cuts:
            for place, group in enumerate(groups):
                column = values(row[place] for row in cut.counts)
                shown.append(Told(frozenset(group), column, cut.answered[place].value))
        return shown

    def gives_away(self, new, earlier) -> bool:
        answered = frozenset(person for person, chosen in self.chosen.items() if chosen)
        return gives_away(new, earlier, count=self.count, answered=answered, minimum=MINIMUM)


def values(shown):
    return tuple(number.value for number in shown)


def of(yes, no, not_sure=0):
    return [*[[0]] * yes, *[[1]] * no, *[[2]] * not_sure]


def test_the_same_again_gives_nothing_away():
    room = Room(of(20, 10))
    everybody = frozenset(range(30))
    assert not room.gives_away(room.told(everybody), room.told(everybody))


def test_one_person_more_would_tell_what_they_said():
    room = Room(of(20, 10))
    assert room.gives_away(room.told(range(30)), room.told(range(29)))


def test_a_month_later_eight_people_more_of_whom_one_said_no():
    # 12 and 9 in May, 19 and 10 in June: both reports are large, and the difference is 7 and 1.
    room = Room([*of(12, 9), *of(7, 1)])
    assert room.told(range(21))[0].counts == (12, 9, 0)
    assert room.told(range(29))[0].counts == (19, 10, 0)
    assert room.gives_away(room.told(range(29)), room.told(range(21)))


def test_a_month_later_and_all_the_new_ones_agree():
    room = Room([*of(12, 9), *of(8, 0)])
    assert room.gives_away(room.told(range(29)), room.told(range(21)))


def test_a_month_later_and_what_is_new_is_large_in_itself():
    room = Room([*of(12, 9), *of(6, 7)])
    assert not room.gives_away(room.told(range(34)), room.told(range(21)))


def test_the_whole_shown_after_one_of_its_parts():
    room = Room([*of(12, 9), *of(14, 3)])
    part = [Told(frozenset(range(21)), (12, 9, 0), 21)]
    assert room.gives_away(room.told(range(38)), part)
    hidden = [Told(frozenset(range(21)), (None, None, 0), None)]
    assert not room.gives_away(room.told(range(38)), hidden)


def test_three_reports_of_which_no_two_give_anything_away():
    """A and B, B and C, and all three: the first two do not overlap the way a pair would show."""
    room = Room([*of(10, 8), *of(8, 9), *of(9, 2)])
    a, b, c = range(18), range(18, 35), range(35, 46)
    earlier = [Told(frozenset([*a]), (10, 8, 0), 18), Told(frozenset([*b]), (8, 9, 0), 17)]
    whole = [Told(frozenset([*a, *b, *c]), (27, 19, 0), 46)]
    assert not any(room.gives_away([one], []) for one in (*earlier, *whole))
    assert room.gives_away(whole, earlier)


def test_people_who_have_nothing_to_do_with_it_take_no_part():
    room = Room([*of(12, 9), *of(3, 1)])
    elsewhere = [Told(frozenset(range(21, 25)), (3, 1, 0), 4)]
    assert not room.gives_away(room.told(range(21)), elsewhere)


def test_numbers_counted_otherwise_take_no_part_in_the_sums():
    room = Room([*of(12, 9), *of(6, 7)])
    before = [Told(frozenset(range(21)), (13, 8, 0), 21)]
    assert not room.gives_away(room.told(range(34)), before)


def test_a_minimum_of_one_hides_nothing():
    room = Room(of(20, 10))
    answered = frozenset(range(30))
    assert not gives_away(
        room.told(range(30)), room.told(range(29)), count=room.count, answered=answered, minimum=1
    )


@pytest.mark.parametrize("several", [False, True])
@pytest.mark.parametrize("seed", range(25))
def test_whoever_has_every_report_works_nothing_out(seed, several):
    """Reports over random rounds, one after another; what may not stand beside the others is not
    shown. A reader of all of them is then left with an open range for every small number."""
    dice = random.Random(seed)
    blocks, chosen = [], []
    for _ in range(dice.randint(2, 5)):
        size = dice.choice([0, 3, 6, 9, 14, 20])
        blocks.append(range(len(chosen), len(chosen) + size))
        usual = dice.choice([(6, 3, 1), (1, 1, 1), (9, 1, 0)])
        for _ in range(size):
            picked = [] if dice.random() < 0.1 else dice.choices(range(3), usual)
            if several and picked and dice.random() < 0.4:
                picked = sorted({*picked, dice.randrange(3)})
            chosen.append(picked)
    room = Room(chosen, several=several)
    shown, refused = [], 0
    for _ in range(5):
        rounds = [block for block in blocks if dice.random() < 0.6 and len(block)]
        people = frozenset(person for block in rounds for person in block)
        groups = rounds if len(rounds) > 1 and dice.random() < 0.5 else []
        for new in (
            (room.told(people, groups), room.told(people)) if groups else (room.told(people),)
        ):
            if not room.gives_away(new, shown):
                shown += new
                break
            refused += 1
    assert narrowed(room, [told for told in shown if told.says]) == []


def narrowed(room, shown):
    """Return the small numbers of any part of the groups that scipy finds too near."""
    reader, members = Attacker(MINIMUM), [[] for _ in shown]
    for people, places in parts([told.people for told in shown]):
        true = room.count(people)
        numbers = []
        for value in (*true.counts, true.answered):
            numbers.append(reader.unknown(len(people)))
            if 0 < value < MINIMUM:
                reader.targets.append((numbers[-1], value, len(people)))
        answers(reader, numbers, several=room.several)
        for place in places:
            members[place].append(numbers)
    for told, lines in zip(shown, members, strict=True):
        for number, column in zip(
            (*told.counts, told.answered), zip(*lines, strict=True), strict=True
        ):
            reader.total(reader.unknown() if number is None else reader.known(number), column)
    return reader.narrowed()


def answers(reader, numbers, *, several):
    *counts, answered = numbers
    if not several:
        reader.total(answered, counts)
        return
    for count in counts:
        reader.no_more([count], [answered])
    reader.no_more([answered], counts)
