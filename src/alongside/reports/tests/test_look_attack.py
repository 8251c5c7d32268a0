"""Whoever looks at results again and again works out no small number: the attack.

The reader has every document that was made, and puts all of it into one system: how many people
there are of each team with each set of answers, which nobody shows, and every number printed as a
sum of these.
"""

import random
from itertools import combinations, product

import pytest

from alongside.asks import actions as asks
from alongside.asks.models import Rates, Response
from alongside.methods.documents.model import Bars, Figures, Heading, Table
from alongside.methods.questions.same import plain
from alongside.methods.shown import Shown
from alongside.methods.tests.disclosure_attacker import Attacker
from alongside.people import actions as people
from alongside.reports import actions, looking
from alongside.reports.answers import TEAM, collected
from alongside.reports.looking import View
from alongside.reports.models import Refusal, Results

CHOICES = {
    "mood": ("Good", "Fair", "Bad"),
    "place": ("Town", "Country"),
    "harm": ("Yes", "No"),
}
MINIMUM = 5


def form():
    return {
        "title": {"en": "Survey"},
        "languages": ["en"],
        "questions": [
            {
                "type": "one",
                "name": name,
                "label": {"en": name},
                "choices": [{"name": f"c{n}", "label": {"en": c}} for n, c in enumerate(choices)],
            }
            for name, choices in CHOICES.items()
        ],
    }


@pytest.fixture
def closed_wave(cast, now):
    """Call it with a seed for a closed wave of some sixty answers in four teams, and what people
    answered: (team, answers in words, "" for none)."""

    def do(seed):
        dice = random.Random(seed)
        made = asks.make_form(organisation=cast.here, title="Survey", draft=form(), now=now)
        version = asks.publish(form=made, now=now)
        wave = asks.open_wave(
            version=version, mode="anonymous", opens=now, invited_only=True, by_team=True
        )
        given, rates = [], []
        for name in ("Parks", "Roads", "Waste", "Trees"):
            team = people.add_team(organisation=cast.here, name=f"{name} {seed}", kind="team")
            size = dice.choice([6, 9, 12, 18, 24])
            rates.append([team.pk, 2 * size, size])
            usual = {q: dice.choice([(6, 3, 1), (1, 1, 1), (9, 1, 0)]) for q in CHOICES}
            for _ in range(size):
                said = {
                    q: ""
                    if dice.random() < 0.07
                    else dice.choices(choices, usual[q][: len(choices)])[0]
                    for q, choices in CHOICES.items()
                }
                given.append((str(team.pk), *said.values()))
                answers = {
                    q: {"choice": f"c{CHOICES[q].index(words)}"}
                    for q, words in said.items()
                    if words
                }
                Response.objects.create(wave=wave, mode=wave.mode, team=team, answers=answers)
        Rates.objects.create(wave=wave, day=now.date(), teams=rates)
        wave.closed = now
        wave.save()
        return wave, given

    return do


def every_view(wave):
    """Every way in which the page lets somebody look at a wave."""
    (found,) = collected([wave])
    codes = [code for options in looking.filters(found).values() for code, _ in options]
    some = [looking.condition(found, code) for code in codes]
    views = [View(by=by) for by in looking.splits(found)]
    views += [View(where=(one,)) for one in some]
    views += [View(by=by, where=(one,)) for by in looking.splits(found) for one in some]
    views += [View(where=tuple(sorted(two))) for two in combinations(some, 2)]
    return [view for view in views if not looking.problem(found, view)]


class Reader(Attacker):
    """Reads documents, and knows how many answered in all and from each team that is shown."""

    def __init__(self, wave, given):
        super().__init__(MINIMUM)
        self.given = given
        (self.wave,) = collected([wave])
        teams = sorted({one[0] for one in given})
        self.places = {name: at for at, name in enumerate((TEAM, *CHOICES))}
        self.names = {same: q["name"] for same, q in self.wave.asked.items()} | {TEAM: TEAM}
        profiles = product(teams, *((*choices, "") for choices in CHOICES.values()))
        self.profiles = {profile: self.unknown() for profile in profiles}
        self.add((), known=True)
        for team in self.wave.teams:
            self.add(((TEAM, str(team)),), known=True)
        self.printed = 0

    def holds(self, profile, where):
        return all(plain(profile[self.places[name]]) == plain(answer) for name, answer in where)

    def add(self, where, known=False, *, answered=""):
        """Add the number of those `where` holds, who `answered` a question if one is named."""
        at = self.places.get(answered)

        def belongs(profile):
            return self.holds(profile, where) and (at is None or profile[at] != "")

        true = sum(map(belongs, self.given))
        number = self.known(true) if known else self.unknown()
        self.total(number, [cell for profile, cell in self.profiles.items() if belongs(profile)])
        if 0 < true < MINIMUM:
            assert not known, f"a small number is printed: {true} of {where}"
            self.targets.append((number, true, None))
        return true

    def see(self, shown, where, **more):
        """Add a number that is printed, or is not."""
        hidden = isinstance(shown, Shown) and shown.hidden
        true = self.add(where, known=not hidden, **more)
        self.printed += not hidden
        assert hidden or int(str(shown)) == true

    def read(self, results):
        view = View.kept(results.view)
        where = tuple((self.names[by], answer) for by, answer in view.where)
        question = None
        for block in results.drawn().blocks:
            if isinstance(block, Heading):
                question = block.text if block.text in CHOICES else None
            elif isinstance(block, Figures) and where:
                self.see(block.items[0][1], where)
            elif isinstance(block, Bars) and question:
                self.see(block.base, where, answered=question)
                for bar in block.bars:
                    self.see(bar.value, (*where, (question, bar.label)))
            elif isinstance(block, Table) and block.caption.startswith("Split by"):
                self.split(block, question, view.by, where)

    def split(self, table, question, by, where):
        teams = {name: str(key) for key, name in self.wave.teams.items()}
        heads = [column.label for column in table.columns[1:]]
        for side, *cells in table.rows:
            for head, cell in zip(heads, cells, strict=True):
                answer, group = (side, head) if table.columns[0].label == "Answer" else (head, side)
                these = (*where, (by, teams.get(group, group)))
                if answer == "People who answered":
                    self.see(cell, these, answered=question)
                else:
                    self.see(cell, (*these, (question, answer)))


@pytest.mark.parametrize("seed", range(8))
def test_no_series_of_views_narrows_a_hidden_number(cast, closed_wave, now, seed):
    wave, given = closed_wave(seed)
    dice = random.Random(seed)
    views = dice.sample(every_view(wave), 12)
    for view in (looking.EVERYTHING, *views):
        try:
            actions.make_results(wave=wave, by=cast.tom, now=now, view=view)
        except actions.Withheld:
            continue
    reader = Reader(wave, given)
    for results in Results.objects.filter(wave=wave):
        reader.read(results)
    assert reader.printed > 5
    assert Refusal.objects.filter(wave=wave).exists()
    assert reader.narrowed() == []
