"""The same people at two times, found by the code that they made."""

from datetime import timedelta

import pytest

from alongside.asks import actions as asks
from alongside.asks.models import Mode
from alongside.methods.documents.model import Figures, Notice, Paragraph, Table
from alongside.reports import actions
from alongside.reports.looking import SAME_PEOPLE, View, with_the_same_people
from alongside.reports.memory import BESIDE
from alongside.reports.models import Refusal

YEAR = timedelta(days=365)
CODE = {"type": "own_code", "name": "again", "label": {"en": "Make a code"}}
ABLE = {"type": "agreement", "name": "able", "label": {"en": "I can involve people"}}
ROWS = {
    "type": "matrix",
    "name": "ways",
    "label": {"en": "How well do you know these?"},
    "rows": [{"name": name, "label": {"en": name.title()}} for name in ("walls", "panels")],
    "choices": [{"name": name, "label": {"en": name.title()}} for name in ("poor", "fair", "good")],
}


@pytest.fixture
def held(cast, now):
    """Call it for two closed times of a survey, a year apart: `then` and `later` are what people
    answered to the agreement, by their code."""

    def do(then, later, questions=(ABLE, CODE), ways=("poor", "fair", "good")):
        form = asks.make_form(
            organisation=cast.here,
            title="Yearly",
            draft={"title": {"en": "Yearly"}, "languages": ["en"], "questions": list(questions)},
            now=now,
        )
        version = asks.publish(form=form, now=now)
        waves = []
        for opened, people in ((now - YEAR, then), (now, later)):
            wave = asks.open_wave(version=version, mode=Mode.ANONYMOUS, opens=opened, closes=None)
            for code, value in people.items():
                said = {"able": {"value": value}, "again": {"text": code}}
                if len(questions) > 2:
                    said["ways"] = {"rows": {"walls": ways[value % 3]}}
                asks.answer(wave=wave, answers=said, client=f"{wave.pk} {code}", now=opened)
            asks.close(wave=wave, now=opened + timedelta(days=20))
            wave.refresh_from_db()
            actions.make_results(wave=wave, now=now)
            waves.append(wave)
        return waves

    return do


def people(*values, named="code"):
    return {f"{named} {number:03}": value for number, value in enumerate(values)}


def looked(waves, now, by=None):
    before, after = waves
    view = View(other=before.pk, how=SAME_PEOPLE)
    return actions.make_results(wave=after, now=now, by=by, view=view).drawn().blocks


def table(blocks):
    found = next(block for block in blocks if isinstance(block, Table))
    return {str(row[0]): [str(cell) for cell in row[1:5]] for row in found.rows}


THEN = people(*[1, 2, 3, 4] * 15)
"""Sixty people, 15 at each of four steps."""
LATER = people(*[2, 3, 3, 3] * 15)
"""The same: 30 a step higher, 15 where they were, 15 lower."""


def test_how_the_same_people_moved_stands_beside_how_many_were_found(held, now):
    others = people(*[5] * 10, named="new")
    blocks = looked(held(THEN, LATER | others), now)
    assert table(blocks) == {"I can involve people": ["30", "15", "15", "60"]}
    (figures,) = (block for block in blocks if isinstance(block, Figures))
    assert [number for _, number in figures.items] == [60, 70, 60]
    (notice,) = (block for block in blocks if isinstance(block, Notice))
    assert notice.paragraphs[0].startswith("60 of the 70 people who made a code in ")
    assert notice.paragraphs[0].endswith(": 86\xa0%.")


def test_a_code_is_the_same_however_it_is_written(held, now):
    later = {code.upper().replace(" ", "-"): value for code, value in LATER.items()}
    assert table(looked(held(THEN, later), now))["I can involve people"][3] == "60"


def test_each_row_of_a_matrix_moves_by_itself(held, now):
    found = table(looked(held(THEN, LATER, (ABLE, ROWS, CODE)), now))
    assert list(found) == [
        "I can involve people",
        "How well do you know these? Walls",
        "How well do you know these? Panels",
    ]
    # 1, 2, 3, 4 were fair, good, poor, fair; 2, 3, 3, 3 are good, poor, poor, poor.
    assert found["How well do you know these? Walls"] == ["15", "15", "30", "60"]
    assert found["How well do you know these? Panels"][3] == "0"


@pytest.mark.parametrize(
    ("choices", "found"),
    [
        (("good", "fair", "poor"), ["15", "15", "30", "60"]),  # the same scale, the other way round
        (("phone", "letter", "email"), None),
    ],
)
def test_a_matrix_moves_along_its_scale_or_not_at_all(held, now, choices, found):
    options = [{"name": name, "label": {"en": name.title()}} for name in choices]
    by_value = {"poor": 0, "fair": 1, "good": 2}
    order = sorted(choices, key=lambda name: by_value.get(name, 0))
    blocks = looked(held(THEN, LATER, (ABLE, ROWS | {"choices": options}, CODE), order), now)
    assert table(blocks).get("How well do you know these? Walls") == found


def test_of_few_people_it_is_not_said_that_all_were_found(held, now):
    then = people(1, 2, 3, 4, 5, 5)
    blocks = looked(held(then, then), now)
    (figures,) = (block for block in blocks if isinstance(block, Figures))
    assert [str(number) for _, number in figures.items] == ["not shown"] * 3
    (notice,) = (block for block in blocks if isinstance(block, Notice))
    assert not any(letter.isdigit() for letter in " ".join(notice.paragraphs))


def test_nothing_is_offered_of_a_time_whose_results_are_not_there(held, now, cast):
    """Shown later, they would not be weighed against how people moved."""
    before, after = held(THEN, LATER)
    assert with_the_same_people(after) == [before]
    before.results.filter(key="").delete()
    assert with_the_same_people(after) == []


def test_a_few_found_again_are_not_shown(held, now):
    later = people(*[3] * 30, named="new") | dict(list(LATER.items())[:4])
    blocks = looked(held(THEN, later), now)
    assert not any(isinstance(block, Table) for block in blocks)
    assert any(
        isinstance(block, Paragraph) and block.text.startswith("Fewer than 5 people were found")
        for block in blocks
    )


def test_a_few_who_moved_are_hidden(held, now):
    later = dict(THEN)
    for code in list(later)[:2]:
        later[code] += 1
    moved = table(looked(held(THEN, later), now))["I can involve people"]
    assert "2" not in moved
    assert "58" not in moved


def test_what_would_say_what_a_few_answered_who_were_not_found_is_refused(held, now, cast):
    """Everybody found again went up from the lowest step: whoever sees how many are there now and
    how many of them moved knows what the three answered who made no code that was found."""
    then = people(*[1] * 20)
    later = people(*[2] * 20) | people(5, 5, 1, named="new")
    waves = held(then, later)
    moved = table(looked(waves, now, cast.amira))["I can involve people"]
    assert moved == ["not shown"] * 4
    assert [one.why for one in Refusal.objects.filter(by=cast.amira)] == [BESIDE]


def test_it_is_offered_where_a_code_was_made_both_times(held, now, cast, sign_in):
    before, after = held(THEN, LATER)
    plain = asks.open_wave(
        version=asks.publish(
            form=asks.make_form(
                organisation=cast.here,
                title="Other",
                draft={"title": {"en": "Other"}, "languages": ["en"], "questions": [ABLE]},
                now=now,
            ),
            now=now,
        ),
        mode=Mode.ANONYMOUS,
        opens=now - YEAR,
        closes=None,
    )
    asks.close(wave=plain, now=now)
    client = sign_in(cast.amira)
    at = f"/o/{cast.here.slug}/reports/waves/{after.pk}/"
    page = client.get(at).content.decode()
    assert "The same people, by the code that they made" in page
    assert f'value="{SAME_PEOPLE}:{before.pk}"' in page
    assert f'value="{SAME_PEOPLE}:{plain.pk}"' not in page
    answer = client.post(f"{at}look/", {"other": f"{SAME_PEOPLE}:{before.pk}"}, follow=True)
    assert "How the same people moved" in answer.content.decode()
    narrowed = {"other": f"{SAME_PEOPLE}:{before.pk}", "by": "able"}
    answer = client.post(f"{at}look/", narrowed)
    assert "Choose one: the same people, or some of them only" in answer.content.decode()
    page = client.get(f"/o/{cast.here.slug}/reports/waves/{before.pk}/").content.decode()
    assert "The same people, by the code that they made" not in page
