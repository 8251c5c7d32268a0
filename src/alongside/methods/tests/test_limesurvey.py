"""What the structure of a LimeSurvey survey says in two languages is asked here as it was there."""

import pytest

from alongside.methods.formats.forms import read_form
from alongside.methods.questions import check_form, sections


def table(name, *rows):
    cells = "".join(
        "<row>" + "".join(f"<{key}><![CDATA[{value}]]></{key}>" for key, value in row.items())
        + "</row>"
        for row in rows
    )  # fmt: skip
    return f"<{name}><rows>{cells}</rows></{name}>"


class Survey:
    """A survey in English and Welsh while it is written, as version 6 keeps it."""

    def __init__(self):
        self.tables = {
            name: []
            for name in (
                "groups", "group_l10ns", "questions", "subquestions", "question_l10ns", "answers",
                "answer_l10ns", "question_attributes", "surveys_languagesettings",
            )
        }  # fmt: skip
        self.number = 0

    def _both(self, name, **columns):
        for place, language in enumerate(("en", "cy")):
            words = {key: value if isinstance(value, int) else value[place]
                     for key, value in columns.items()}  # fmt: skip
            self.tables[name].append({"language": language, **words})

    def group(self, called, above=("", ""), asked_if=""):
        self.number += 1
        self.gid = self.number
        row = {"gid": self.gid, "group_order": self.gid, "grelevance": asked_if}
        self.tables["groups"].append(row)
        self._both("group_l10ns", gid=self.gid, group_name=called, description=above)

    def ask(self, title, kind, words, subs=(), answers=(), attributes=(), **row):
        self.number += 1
        qid = self.number
        whole = {"qid": qid, "parent_qid": 0, "gid": self.gid, "type": kind, "title": title}
        self.tables["questions"].append(whole | {"question_order": qid} | row)
        self._both("question_l10ns", qid=qid, question=words, help=("", ""))
        for title, of_sub in subs:
            self.number += 1
            sub = {"qid": self.number, "parent_qid": qid, "title": title}
            self.tables["subquestions"].append(sub)
            self._both("question_l10ns", qid=self.number, question=of_sub, help=("", ""))
        for code, of_answer in answers:
            self.number += 1
            self.tables["answers"].append({"aid": self.number, "qid": qid, "code": code})
            self._both("answer_l10ns", aid=self.number, answer=of_answer)
        for attribute, value in attributes:
            found = {"qid": qid, "attribute": attribute, "value": value, "language": ""}
            self.tables["question_attributes"].append(found)

    def said(self, title, welcome=("", ""), end=("", "")):
        self.tables["surveys_languagesettings"].clear()
        self._both(
            "surveys_languagesettings",
            surveyls_title=title,
            surveyls_welcometext=welcome,
            surveyls_endtext=end,
        )
        for row in self.tables["surveys_languagesettings"]:
            row["surveyls_language"] = row.pop("language")

    def read(self):
        tables = "".join(table(name, *rows) for name, rows in self.tables.items())
        found = read_form(
            "<?xml version='1.0'?><document><LimeSurveyDocType>Survey</LimeSurveyDocType>"
            "<languages><language>en</language><language>cy</language></languages>"
            f"{tables}</document>".encode()
        )
        return found, found.definition()


@pytest.fixture
def survey():
    made = Survey()
    made.said(("Staff", "Staff"))
    return made


def both(en, cy):
    return {"en": en, "cy": cy}


def test_a_group_is_a_section_and_what_stands_above_it_is_read_first(survey):
    survey.group(("Work", "Gwaith"), ("<p>About you.</p><p>Briefly.</p>", "<p>Amdanoch.</p>"))
    survey.ask("a", "S", ("A?", "A?"))
    survey.group(("More", "Mwy"))
    survey.ask("sum", "*", ("", ""))
    survey.ask("b", "S", ("B?", "B?"))
    found, form = survey.read()
    assert form["questions"][0] == {
        "type": "note",
        "name": "about_1",
        "label": both("About you.", "Amdanoch."),
        "words": {"en": "Briefly."},
        "section": both("Work", "Gwaith"),
    }
    assert sections(form)["a"] == both("Work", "Gwaith")
    assert form["questions"][2]["section"] == both("More", "Mwy")
    assert found.remarks == ["“sum” is a calculation."]


def test_a_group_gives_its_condition_to_all_that_is_in_it(survey):
    survey.group(("One", "Un"))
    survey.ask("did", "Y", ("Did you?", "Wnaethoch chi?"))
    ways = [("SQ1", ("Survey", "Arolwg")), ("SQ2", ("Workshop", "Gweithdy"))]
    survey.ask("how", "M", ("How?", "Sut?"), subs=ways)
    survey.group(("Two", "Dau"), asked_if='did.NAOK == "Y"')
    survey.ask("why", "T", ("Why?", "Pam?"), relevance="1")
    survey.ask("who", "T", ("Who?", "Pwy?"), relevance='how_SQ1.NAOK == "Y"')
    found, form = survey.read()
    *_, why, who = form["questions"]
    assert why["relevant"] == "${did} = 'Y'"
    assert who["relevant"] == "(${did} = 'Y') and (selected(${how}, 'SQ1'))"
    assert (found.remarks, check_form(form)) == ([], [])


def test_words_to_read_are_read_and_style_is_not(survey):
    survey.group(("", ""))
    survey.ask(
        "hello",
        "X",
        ("<style>p {}</style><h3>Before you start</h3><p>Five minutes.</p>", "<p>Helo</p>"),
        mandatory="Y",
    )
    survey.ask("more", "T", ("<p>More?<style>p {}</style></p>", "Mwy?"))
    found, form = survey.read()
    assert form["questions"][0] == {
        "type": "note",
        "name": "hello",
        "label": both("Before you start", "Helo"),
        "words": {"en": "Five minutes."},
    }
    assert form["questions"][1]["label"] == both("More?", "Mwy?")
    assert found.remarks == []


def test_an_answer_that_words_show_is_shown_and_what_is_worked_out_is_not(survey):
    survey.group(("", ""))
    survey.ask("role", "S", ("Role?", "Rôl?"))
    survey.ask("why", "S", ("You, {role.shown}, {TOKEN:FIRSTNAME}?", "Chi, {role}, a { b }?"))
    found, form = survey.read()
    assert form["questions"][1]["label"] == both("You, ${role}, …?", "Chi, ${role}, a { b }?")
    assert found.remarks == ["“why”: its words show “{TOKEN:FIRSTNAME}”; here they show “…”."]


def test_yes_and_no_are_in_the_language_of_the_form(survey):
    survey.group(("", ""))
    survey.ask("did", "Y", ("Did you?", "Wnaethoch chi?"))
    _, form = survey.read()
    assert form["questions"][0]["choices"] == [
        {"name": "Y", "label": both("Yes", "Ie")},
        {"name": "N", "label": both("No", "Na")},
    ]


@pytest.mark.parametrize(
    ("kind", "attributes", "ours"),
    [
        ("N", [("min_num_value_n", "0"), ("max_num_value_n", "60")], {"min": 0, "max": 60}),
        ("N", [("min_num_value_n", "{other}")], {}),
        ("S", [("maximum_chars", "200")], {"limit": 200}),
        ("M", [("max_answers", "1"), ("random_order", "1")], {"at_most": 1, "shuffle": True}),
        ("L", [("answer_order", "random")], {"shuffle": True}),
        ("L", [("other_replace_text", "Another")],
         {"other": True, "other_label": both("Another", "Another")}),
    ],
)  # fmt: skip
def test_what_a_question_accepts_is_taken_over(survey, kind, attributes, ours):
    survey.group(("", ""))
    things = [("a", ("Ay", "Ay")), ("b", ("Bee", "Bi"))]
    more = {"other": "Y"} if "other" in ours else {}
    lists = {"M": {"subs": things}, "L": {"answers": things}}.get(kind, {})
    survey.ask("q", kind, ("Q?", "Q?"), attributes=attributes, **lists, **more)
    _, form = survey.read()
    (question,) = form["questions"]
    rest = {k: v for k, v in question.items() if k not in {"type", "name", "label", "choices"}}
    assert (rest, check_form(form)) == (ours, [])


def test_what_is_lost_is_said(survey):
    survey.said(("", ""), ("<p>Why</p><p>{EXPIRY}</p>", "Pam"), ("<p>Thank you!</p>", "Diolch!"))
    survey.group(("", ""))
    survey.ask("q", "O", ("Q?", "Q?"), answers=[("a", ("Ay", "Ay")), ("b", ("Bee", "Bi"))])
    found, form = survey.read()
    assert form["intro"] == both("Why\n\n…", "Pam")
    assert [remark.partition(":")[0] for remark in found.remarks] == [
        "“the introduction”", "“q”", "The words at the end are not taken over",
    ]  # fmt: skip
    for remark, words in zip(
        found.remarks, ("show “{EXPIRY}”", "a comment beside it", "“Thank you!”"), strict=True
    ):
        assert words in remark


def test_signs_of_less_and_more_are_words(survey):
    words = ("<p>Is it 3 &lt; 4, and 5 &gt; 4?</p>", "<p>A yw 3 &lt; 4?</p>")
    survey.group(("Part 3 &lt; 4 &gt; 2", "Rhan"))
    survey.ask("Q1", "S", words)
    (question,) = survey.read()[1]["questions"]
    assert question["label"] == {"en": "Is it 3 < 4, and 5 > 4?", "cy": "A yw 3 < 4?"}
    assert question["section"]["en"] == "Part 3 < 4 > 2"


ENDLESS = [
    "<", "<script", "<script>", "<p ", "<li", "<b ", "&", "{a", "${", '"', "a", "1", "!is_empty(${",
]  # fmt: skip
"""What begins something that never ends. To look from each of them to the end of the text for it
takes hours."""


@pytest.mark.parametrize("begun", ENDLESS)
def test_what_never_ends_is_read_to_its_end(survey, begun):
    survey.group(("Part", "Rhan"), above=(begun * 500_000, ""))
    survey.ask("Q1", "S", (f"Question {begun * 500_000}", "Cwestiwn"))
    survey.ask("Q2", "S", ("And?", "A?"), relevance=begun * 500_000)
    assert survey.read()[1]["questions"][-1]["label"]["en"] == "And?"
