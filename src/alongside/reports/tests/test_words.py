"""What people wrote and asked for, in a report: its base, their words, and what was changed."""

import pytest

from alongside.influence import actions as influence
from alongside.insight import actions as insight
from alongside.insight.models import Coding
from alongside.insight.tests import story
from alongside.methods.documents.model import Answered, Bars, Heading, Notice, Quote
from alongside.methods.documents.tests.test_same_numbers import (
    assert_all_formats_have_the_numbers_of,
)
from alongside.reports.tests.test_make import make, of, programme, session, version

__all__ = ["make", "programme", "session", "version"]

WISHES = {"Shorter": ("Too long", 8), "Tea": ("No tea", 7), "Warmer": ("Too cold", 6)}


@pytest.fixture
def asked(session, version, cast, now):
    """Twenty-four people came, all of whom agreed to be quoted; 21 wrote what to improve."""
    words = [text for text, many in WISHES.values() for _ in range(many)]

    def answer(number):
        wish = {"improve": {"text": words[number]}} if number < len(words) else {}
        return {"liked": {"text": "The ladder"}, "quoting": {"choice": "yes"}, **wish}

    held = session(20, 24, version(), answer=answer)
    held.refresh_from_db()
    analysis = story.analyse(cast.priya, now, held.evaluation)
    themes = {("improve", name): text for name, (text, _) in WISHES.items()}
    story.sort_into(analysis, themes | {("liked", "The ladder"): "ladder"}, cast.priya, now)
    for name in ("Shorter", "The ladder"):
        coding = Coding.objects.filter(theme__name=name).first()
        insight.quote(theme=coding.theme, comment=coding.comment)
    return insight.share(analysis=analysis, by=cast.priya, now=now)


def wishes(report):
    return [
        ([(said.text, str(said.people), str(said.base), said.quotes) for said in block.said],
         block.did)
        for block in of(report, Answered)
    ]  # fmt: skip


def test_a_wish_has_its_base_and_the_words_people_allowed(asked, make):
    report = make()
    assert wishes(report)[0] == ([("Shorter", "8", "21", ("Too long",))], "")
    assert [quote.text for quote in of(report, Quote)] == ["The ladder"]


def test_one_change_for_two_wishes_is_one_answer(asked, make, cast, now):
    shorter, tea = (asked.themes.get(name=name) for name in ("Shorter", "Tea"))
    first = influence.answer_changed(
        theme=shorter, text="Short now, with tea.", changed_on=now.date(), by=cast.amira, now=now
    )
    influence.answer_with_change(theme=tea, change=first.change, by=cast.amira, now=now)
    report = make()
    assert [[said[0] for said in said_] for said_, _ in wishes(report)] == [
        ["Shorter", "Tea"],
        ["Warmer"],
    ]
    blocks = report.drawn().blocks
    says = blocks[blocks.index(Heading("You said, we did")) + 1]
    assert says.text == (
        "People asked for 3 things. We made 1 change for 2 of them. 1 waits for an answer."
    )
    assert_all_formats_have_the_numbers_of(report.drawn())


def test_themes_say_of_how_many_people_unless_that_tells_of_a_few(asked, make):
    (bars,) = (bars for bars in of(make(), Bars) if bars.caption == "Themes")
    assert bars.note.startswith("Of 24 people who wrote something here.")
    assert (str(bars.base), str(bars.bars[0].value)) == ("24", "24")


def test_more_answers_than_people_on_the_register_are_spoken_of(session, version, make, cast):
    held = session(20, 14, version())
    assert of(make(), Notice) == []
    held.attendances.exclude(pk=held.attendances.first().pk).delete()
    (notice,) = of(make(), Notice)
    assert notice.title == "More people answered than are on the register"
    assert notice.paragraphs[0].endswith("14 people answered, 1 is on the register.")
    cast.here.protect_attendance = True
    cast.here.save()
    (notice,) = of(make(), Notice)
    assert "14 people answered, how many are on the register is not shown." in notice.paragraphs[0]
