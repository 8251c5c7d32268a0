"""The session that comes ready-made: it fills its time, covers what it promises, can be run, and is
written in easy words."""

import re
from pathlib import Path

import pytest

from alongside.gatherings import actions, courses
from alongside.gatherings.models import Design
from alongside.methods import agenda
from alongside.methods.questions import mark
from alongside.methods.revision import revision

COURSE = courses.course("coproduction")
LONGEST_SENTENCE = 20
"""Words in a sentence that people read."""

PARTS_OF_NOTES = ("How to run it", "What to say", "Time", "Access", "If somebody is upset")

OUTCOMES = {
    "Tell involvement, collaboration and co-production apart": "Co-production",
    "Say what lived experience brings, and why all gain when everybody is included": (
        "They know things from life that staff cannot know"
    ),
    "Name benefits and barriers of co-production, and tell fears and myths from facts": (
        "People always want things that cost too much"
    ),
    "Find where your team stands on the ladder of co-production": "4 Consultation",
    "Choose involvement, collaboration or co-production with confidence, and do it": (
        "Ask people in, before there is a plan"
    ),
}
"""What people learn, and the right answer to the question that checks it."""


def read_by_people(item):
    """Return everything that people read of an item."""
    question = item.get("question", {})
    labels = [question.get("label"), question.get("hint")]
    labels += [choice["label"] for choice in question.get("choices", ())]
    lists = [text for name in ("cards", "places", "columns") for text in agenda.texts(item, name)]
    one = [item.get(name, "") for name in ("title", "about", "words", "ask")]
    return [text for text in one + lists + [words["en"] for words in labels if words] if text]


def sentences(text):
    """Return the sentences of a text in Markdown."""
    plain = re.sub(r"\[([^]]+)\]\([^)]+\)", r"\1", text)
    plain = re.sub(r"[*#]+|^- ", "", plain, flags=re.MULTILINE)
    return [found for found in re.split(r"[.!?:]\s|\n+", plain) if found.strip()]


def test_the_timings_add_up_to_90_minutes_with_the_break():
    assert agenda.minutes(COURSE.agenda) == COURSE.minutes == 90
    assert agenda.break_minutes(COURSE.agenda) == COURSE.break_minutes == 10
    begins = dict(
        zip([item["title"] for item in COURSE.agenda], agenda.starts(COURSE.agenda), strict=True)
    )
    assert 35 <= begins["Break: tea, and a stretch"] <= 50


@pytest.mark.parametrize("item", COURSE.agenda, ids=lambda item: item["title"])
def test_every_item_can_be_run_and_has_notes_for_whoever_leads(item):
    assert list(agenda.check(item)) == []
    assert re.findall(r"^\*\*(.+?)\.\*\* ", item["notes"], re.MULTILINE) == list(PARTS_OF_NOTES)


@pytest.mark.parametrize("item", COURSE.agenda, ids=lambda item: item["title"])
def test_what_people_read_has_short_sentences(item):
    texts = read_by_people(item)
    long = [s for text in texts for s in sentences(text) if len(s.split()) > LONGEST_SENTENCE]
    assert long == []


def test_the_words_are_easy():
    """A rough measure of reading age: few long words. Names of rungs and people are left out."""
    known = {"co-production", "collaboration", "involvement", "consultation", "engagement"}
    text = " ".join(s for item in COURSE.agenda for t in read_by_people(item) for s in sentences(t))
    words = re.findall(r"[a-z’'-]+", text.lower())
    long = [word for word in words if len(word) > 9 and word not in known]
    assert len(long) / len(words) < 0.02


def test_each_outcome_has_an_item_a_note_and_a_question_that_checks_it():
    assert list(OUTCOMES) == COURSE.outcomes
    assert set(agenda.outcomes(COURSE.agenda)) == set(OUTCOMES)
    for outcome, right in OUTCOMES.items():
        teaching, checks = [], []
        for item in COURSE.agenda:
            if outcome in item.get("outcomes", ()):
                checking = item.get("question", {}).get("measures") == "learning"
                (checks if checking else teaching).append(item)
        assert teaching, outcome
        assert all(item["notes"] for item in teaching), outcome
        right_ones = [
            item
            for item in checks
            if right in [choice["label"]["en"] for choice in item["question"].get("choices", ())]
        ]
        assert right_ones, outcome
        said = right_ones[0]["notes"].split("**Right: ")[1].casefold()
        assert said.startswith(right.casefold().lstrip("4 ")), outcome
        assert COURSE.agenda.index(teaching[0]) < COURSE.agenda.index(right_ones[0]), outcome


def test_every_group_of_people_has_a_column_for_what_it_gains():
    columns = [item["columns"] for item in COURSE.agenda if agenda.kind_of(item) == "wall"]
    assert ["People", "Carers", "Practitioners", "Decision makers"] in columns


def test_the_ladder_has_seven_rungs_in_three_groups_and_is_credited():
    slide = next(item for item in COURSE.agenda if item["title"] == "The ladder of co-production")
    assert re.findall(r"^- \*\*(\d) ", slide["words"], re.MULTILINE) == list("7654321")
    assert re.findall(r"^## (.+)", slide["words"], re.MULTILINE) == [
        "Doing with",
        "Doing for",
        "Doing to",
    ]
    for credit in ("TLAP", "NCAG", "https://thinklocalactpersonal.org.uk/"):
        assert credit in slide["words"]
        assert any(credit in words for words in COURSE.credits)
    stories = next(item for item in COURSE.agenda if item["title"] == "Seven stories on the ladder")
    assert (len(stories["cards"]), len(stories["places"])) == (7, 7)


def test_the_check_on_models_uses_the_key_of_the_engine():
    question = next(
        item["question"]
        for item in COURSE.agenda
        if item.get("question", {}).get("type") == "name_one"
    )
    assert "key" not in question
    taught = ("The ladder", "The six principles", "The four principles", "nef and Nesta", "SCIE")
    assert [words for words in taught if not mark(words).right] == []


def test_a_ready_made_session_becomes_a_design_of_the_programme(cast, programme, sign_in):
    client = sign_in(cast.tom)
    address = f"/o/sandbrook-council/programmes/{programme.pk}/designs/ready-made/"
    page = client.get(address).content.decode()
    assert "Bring it in" in page
    assert OUTCOMES.keys() <= set(re.findall(r"<li>([^<]+)</li>", page))
    answer = client.post(address, {"course": "coproduction"})
    design = Design.objects.get()
    assert answer.headers["Location"] == f"/o/sandbrook-council/designs/{design.pk}/"
    version = design.versions.get()
    assert (version.agenda, version.minutes, version.break_minutes) == (COURSE.agenda, 90, 10)
    assert version.made_by == cast.tom
    page = client.get(f"/o/sandbrook-council/designs/{design.pk}/").content.decode()
    assert "edition 1, that comes with Alongside" in page
    run = f"/o/sandbrook-council/sessions/plan/?programme={programme.pk}&amp;design={design.pk}"
    assert f'href="{run}"' in page
    form = client.get(run.replace("&amp;", "&")).context["form"]
    assert form.initial["version"] == version


def test_brought_in_twice_it_is_two_designs(cast, programme, now):
    for _ in range(2):
        actions.bring_in(programme=programme, course=COURSE, by=cast.tom, now=now)
    assert [design.name for design in programme.designs.all()] == [
        "Co-production: a session of 90 minutes",
        "Co-production: a session of 90 minutes (2)",
    ]


def test_what_is_changed_in_one_changes_neither_the_other_nor_the_file(cast, programme, now):
    one, other = (
        actions.bring_in(programme=programme, course=COURSE, by=cast.tom, now=now) for _ in range(2)
    )
    actions.remove_item(design=one.design, place=1, seen=revision(one.agenda[0]), now=now)
    other.refresh_from_db()
    assert other.agenda == courses.course("coproduction").agenda


def test_a_course_that_does_not_exist_is_not_brought_in(cast, programme, sign_in):
    address = f"/o/sandbrook-council/programmes/{programme.pk}/designs/ready-made/"
    assert sign_in(cast.tom).post(address, {"course": "../x"}).status_code == 404
    with pytest.raises(KeyError):
        courses.course("x")


def test_the_guide_names_the_right_parts():
    """Its table says in which parts each outcome is taught, and in which it is checked."""
    guide = Path(__file__).parents[4] / "docs" / "guide" / "ready-made-session.md"
    rows = re.findall(r"^\| [A-Z].+? \| ([\d, ]+) \| ([\d, ]+) \|$", guide.read_text("utf-8"), re.M)
    expected = []
    for outcome in COURSE.outcomes:
        places = agenda.outcomes(COURSE.agenda)[outcome]
        checks = [
            place
            for place in places
            if COURSE.agenda[place - 1].get("question", {}).get("measures") == "learning"
        ]
        taught = [place for place in places if place not in checks]
        expected.append(tuple(", ".join(map(str, found)) for found in (taught, checks)))
    assert rows == expected
