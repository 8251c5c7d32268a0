"""The template of each type shows what `fields` hands it, and a browser would post it back."""

from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.template import Context, Engine

import alongside
from alongside.methods.questions import Problem, question_types, type_of
from alongside.methods.tests.questions_form import ANSWERS, QUESTIONS, choice, question, words

FOLDER = Path(alongside.__file__).parent / "asks" / "templates"
TAGS = {noun: f"alongside.{noun}.templatetags.{noun}" for noun in ("web", "files", "asks")}
TAGS["static"] = "django.templatetags.static"
ENGINE = Engine(dirs=[FOLDER], libraries=TAGS)
KINDS = list(QUESTIONS)


def render(asked, data=None, problems=(), **options):
    fields = type_of(asked).fields(asked, data, problems, **options)
    return ENGINE.get_template(fields["template"]).render(Context({"q": fields}))


class Page(HTMLParser):
    """What matters of a page: ids, what they are described by, labels, and what would be posted."""

    def __init__(self, html):
        super().__init__()
        self.ids, self.described, self.labelled, self.controls = [], set(), set(), set()
        self.posted, self.tags, self.text, self.open_box = {}, [], "", None
        self.feed(html)

    def handle_starttag(self, tag, pairs):
        at = dict(pairs)
        self.tags.append(tag)
        if "id" in at:
            self.ids.append(at["id"])
        self.described |= set(at.get("aria-describedby", "").split())
        if tag == "label":
            self.labelled.add(at["for"])
        if tag == "input" and at["type"] == "hidden":
            self.post(at["name"], at["value"])
        elif tag in {"input", "select", "textarea"} and "aria-label" not in at:
            self.controls.add(at["id"])
        if tag in {"select", "textarea"}:
            self.open_box = at["name"]
        if tag == "option" and "selected" in at:
            self.post(self.open_box, at["value"])
        if tag == "input" and ("checked" in at or at["type"] == "text"):
            self.post(at["name"], at["value"])

    def handle_data(self, text):
        self.text += text
        if self.open_box and self.tags[-1] == "textarea":
            self.post(self.open_box, text.removeprefix("\n"))
            self.open_box = None

    def post(self, name, value):
        if value:
            self.posted.setdefault(name, []).append(value)


def test_every_type_has_its_template():
    missing = [k.template for k in question_types().values() if not (FOLDER / k.template).exists()]
    assert missing == []


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_shown_would_be_posted_as_it_was_kept(kind):
    asked = question(kind)
    data = type_of(asked).posted(asked, ANSWERS[kind])
    assert Page(render(asked, data)).posted == data


@pytest.mark.parametrize("kind", KINDS)
def test_what_was_typed_stays_when_it_has_a_problem(kind):
    asked = question(kind, required=True)
    data = type_of(asked).posted(asked, ANSWERS[kind])
    wrong = Problem("q", "Put this right", type_of(asked).first_part(asked))
    page = Page(render(asked, data, [wrong]))
    assert page.posted == data
    assert "Problem: Put this right" in " ".join(page.text.split())


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("faulty", [False, True])
def test_every_control_has_a_label_and_every_id_is_there_once(kind, faulty):
    asked = question(kind, hint=words("A hint"), required=True)
    problems = type_of(asked).read(asked, {}).problems if faulty else ()
    page = Page(render(asked, {}, problems))
    assert page.controls - page.labelled == set()
    assert sorted(set(page.ids)) == sorted(page.ids)
    assert page.described <= set(page.ids)
    assert {problem.id for problem in problems} <= set(page.ids)


@pytest.mark.parametrize("kind", KINDS)
def test_the_question_is_the_heading_only_when_it_is_alone(kind):
    assert Page(render(question(kind))).tags.count("h1") == 1
    assert Page(render(question(kind), heading=False)).tags.count("h1") == 0


@pytest.mark.parametrize("kind", KINDS)
def test_only_an_optional_question_is_marked(kind):
    assert "(optional)" in render(question(kind))
    assert "(optional)" not in render(question(kind, required=True))


@pytest.mark.parametrize("kind", KINDS)
def test_what_people_write_is_never_markup(kind):
    nasty = "<marquee>1</marquee>\"'"
    asked = question(kind, label=words(nasty), hint=words(nasty))
    fields = {name: [nasty] for name in ("q", "q.other", "q.day", "q.month", "q.year")}
    assert "marquee" not in Page(render(asked, fields, [Problem("q", nasty)])).tags


def test_more_than_eight_choices_are_a_list_to_open():
    many = [choice(f"area{n}", f"Area {n}") for n in range(9)]
    asked = question("one", choices=many, other=None)
    assert Page(render(asked, {"q": ["area3"]})).tags.count("select") == 1
    assert Page(render(asked, {"q": ["area3"]})).posted == {"q": ["area3"]}
    assert "select" not in Page(render(question("one", choices=many, appearance="buttons"))).tags


def test_a_problem_of_another_question_is_not_shown():
    assert "has-problem" not in render(question("short"), {}, [Problem("other", "Put this right")])


def test_a_problem_of_one_row_stands_beside_that_row():
    html = render(question("matrix"), {}, [Problem("q", "Put this right", "pace")])
    before, after = html.split("The pace")
    assert ("Put this right" in before, "Put this right" in after) == (False, True)


def test_what_the_engine_says_in_english_on_another_page_is_marked():
    asked = question("before_now", label={"ar": "سؤال"})
    html = render(asked, language="ar")
    assert html.count('lang="en"') == 3  # optional, and both places
    assert 'lang="en"' not in render(question("before_now"), language="cy")
