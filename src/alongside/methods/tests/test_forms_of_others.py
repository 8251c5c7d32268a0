"""Forms of other products are read, refused with a reason, and come back as they went out."""

import csv
import json
from copy import deepcopy
from pathlib import Path

import pytest

from alongside.asks.starters import starter
from alongside.methods.formats.forms import NotAForm, read_form, surveyjs_out, xlsform_out
from alongside.methods.questions import check_form

from .questions_form import choice, form, question, words

DATA = next(
    (found for up in Path(__file__).parents if (found := up / "shared/data").is_dir()), None
)
XLSFORMS = DATA / "xlsforms" if DATA else Path("none")
SURVEYS = DATA / "surveys" if DATA else Path("none")
CONVERTS = sorted(XLSFORMS.glob("converts/*"))
with_data = pytest.mark.skipif(DATA is None, reason="the real forms are not on this machine")

WRITERS = {"xlsform": xlsform_out.write, "surveyjs": surveyjs_out.write}


def read(text, **more):
    return read_form(text.encode() if isinstance(text, str) else text, **more)


def sheet(*rows, choices=(), settings=()):
    """Return an XLSForm in Markdown: rows of cells, the first of them headings."""
    found = ["| survey |", *(f"| | {' | '.join(row)} |" for row in rows)]
    if choices:
        found += ["| choices |", "| | list_name | name | label |"]
        found += [f"| | {' | '.join(row)} |" for row in choices]
    if settings:
        found += ["| settings |", *(f"| | {' | '.join(row)} |" for row in settings)]
    return "\n".join(found)


HEAD = ("type", "name", "label")
YES_NO = (("yn", "yes", "Yes"), ("yn", "no", "No"))


# out and back ------------------------------------------------------------------------------------


def in_two_languages(definition):
    """Return a form with every word in Welsh too."""

    def both(part):
        if isinstance(part, dict):
            if set(part) == {"en"} and isinstance(part["en"], str):
                return part | {"cy": f"{part['en']} (cy)"}
            return {key: both(value) for key, value in part.items()}
        return [both(one) for one in part] if isinstance(part, list) else part

    return both(definition) | {"languages": ["en", "cy"]}


RULES = form(
    question("one", name="role", required=True, appearance="select", other=None),
    question("several", name="needs", relevant="${role} = 'clinic'", other_label=words("Else")),
    question(
        "number",
        name="years",
        relevant="selected(${needs}, 'tea') and not(${role} = 'living')",
        constraint=". >= 2 and . < 50",
        constraint_message=words("Two or more"),
        required_message=words("Say how many"),
    ),
    question("before_now", name="both", measures="learning", tags=["skill"], glossary=False),
    question("matrix", name="grid", relevant="${both.now} > ${both.before}"),
    question("short", name="why", relevant="${grid.room} = 'poor' or ${years} + 1 > 3", limit=80),
    question("long", name="more", hint=words("As long as you like"), relevant="${why} != ''"),
    question("agreement", name="fits", labels=[words(f"{step}") for step in "abcde"]),
    question("several", name="few", at_least=1, other=None),
    question(
        "one",
        name="hinted",
        other=None,
        choices=[choice("a", "A") | {"hint": words("the first")}, choice("b", "B")],
    ),
    intro=None,
)
del RULES["intro"]
READ_FIRST = form(
    question("note", name="welcome", hint=words("Two minutes to read")),
    question("note", name="plain", words=None, relevant="${may} != 'OK'"),
    question("consent", name="may", required=True, box=words("You may")),
    question("consent", name="odd", label=words("One line\nand another"), words=words(" \nTwo ")),
    question("short", name="why", relevant="${may} = 'OK'"),
)
READ_FIRST["questions"][1], READ_FIRST["questions"][2] = READ_FIRST["questions"][2:0:-1]
PIPED = form(
    question("one", name="room"),
    question(
        "long", name="why", label=words("Why ${room} and {room}?"), hint=words("{why} {room}")
    ),
    question("note", name="so", label=words("So you said ${why}")),
    question("matrix", name="grid", label=words("In ${room}"), hint=words("As ${why}")),
    question("before_now", name="both", label=words("After ${grid}")),
)
SHUFFLED = form(
    *(question(k, name=k, shuffle=True) for k in ("one", "several", "ranking", "matrix")),
    question("one", name="list", shuffle=True, appearance="select", other=None),
)
IN_SECTIONS = form(
    question("short", name="why"),
    question("short", name="section_pace", section=words("You")),
    question("matrix", name="pace", section=words("The day")),
    question("before_now", name="both"),
    question("note", name="thanks", section=words("The day")),
    question("one", name="last", section=words("The end")),
)
SKIPPING = form(
    question("one", name="role", skip=[{"if": ". = 'living'", "to": "grid"}], other=None),
    question("note", name="read", skip=[{"if": "", "to": "last"}]),
    question("scale", name="fits", skip=[{"if": ". > 3", "to": ""}], relevant="${role} != ''"),
    question("matrix", name="grid", skip=[{"if": "${grid.room} = 'poor'", "to": "last"}]),
    question("before_now", name="both", relevant="${role} = 'clinic'"),
    question("points", name="share", shuffle=True, required=True),
    question("slider", name="much", step=None),
    question("short", name="last"),
)
FILES = form(
    question("file", name="photo"),
    question("file", name="letter", takes="documents", most=5),
    question("file", name="either", takes=None, most=None, required=True),
)
SAMPLES = {
    "files": FILES,
    "skips": SKIPPING,
    "skips in two languages": in_two_languages(SKIPPING),
    "every type": form(),
    "shuffled": SHUFFLED,
    "piped": PIPED,
    "sections": IN_SECTIONS,
    "sections in two languages": in_two_languages(IN_SECTIONS),
    "words to read": READ_FIRST,
    "words to read in two languages": in_two_languages(READ_FIRST),
    "rules": RULES,
    "two languages": in_two_languages(form()),
    "rules in two languages": in_two_languages(RULES),
    **{name: starter(name) for name in ("before_now", "equality_monitoring", "session_evaluation")},
}


@pytest.mark.parametrize("to", WRITERS)
@pytest.mark.parametrize("name", SAMPLES)
def test_what_goes_out_comes_back_the_same(name, to):
    sent = SAMPLES[name]
    assert check_form(sent) == []
    back = read_form(WRITERS[to](sent))
    assert back.remarks == []
    assert back.definition() == sent
    assert list(back.definition()["questions"][0]["label"]) == sent["languages"]


def pictured():
    """Return a form with pictures and symbols beside choices and rows."""
    tea = choice("tea", "Tea") | {"symbol": "1F375"}
    cake = choice("cake", "Cake") | {"picture": "234567" * 4, "shows": words("With a candle")}
    plain = choice("none", "Nothing")
    return form(
        {"type": "one", "name": "all", "label": words("All?"), "choices": [tea, cake]},
        {"type": "several", "name": "both", "label": words("Both?"), "choices": [tea, cake]},
        {"type": "several", "name": "some", "label": words("Some?"), "choices": [tea, plain]},
        {"type": "one", "name": "more", "label": words("More?"), "choices": [tea, cake]}
        | {"other": True, "appearance": "select"},
        {"type": "matrix", "name": "rows", "label": words("How?"), "rows": [tea, plain]}
        | {"choices": [plain, choice("much", "Much")]},
    )


@pytest.mark.parametrize("to", WRITERS)
def test_pictures_and_symbols_come_back(to):
    for definition in (pictured(), in_two_languages(pictured())):
        assert check_form(definition) == []
        back = read(WRITERS[to](definition))
        assert back.definition() == definition
        assert back.remarks == []


def test_a_picture_that_is_not_in_the_file_is_said():
    rows = "| survey |\n| | type | name | label |\n| | select_one yn | a | A? |\n"
    listed = "| choices |\n| | list_name | name | label | media::image::English (en) |\n"
    found = read(rows + listed + "| | yn | y | Yes | yes.png |\n| | yn | n | No | |")
    (said,) = found.remarks
    assert said.startswith("Sheet “choices”, row 2: the picture “yes.png” is not in this file.")
    picked = {"type": "imagepicker", "name": "a", "choices": [{"value": 1, "imageLink": "a.png"}]}
    (said,) = read(json.dumps({"elements": [picked]})).remarks
    assert said.startswith("“a”: a picture is not in this file (a.png).")


def test_a_draft_that_is_not_finished_goes_out_and_comes_back_as_it_is():
    """It is taken elsewhere as JSON before its Welsh is written, or its choices are."""
    draft = form(
        question("one", name="zone", label=words("Which zone?"), choices=[choice("a", "A")]),
        question("note", name="hello", label=words("Hello")),
    ) | {"languages": ["en", "cy"]}
    assert check_form(draft) != []
    assert read(json.dumps(draft)).definition() == draft
    only = {**draft, "questions": draft["questions"][1:]}
    assert read(json.dumps(only)).definition() == only


@pytest.mark.parametrize(
    "wrong", [{"label": {}}, {"choices": [{"name": "a", "label": {}}]}, {"choices": "a"}]
)
def test_our_own_json_that_nobody_could_have_written_is_refused(wrong):
    asked = question("one", name="zone", label=words("Zone?"), choices=[choice("a", "A")]) | wrong
    with pytest.raises(NotAForm, match="zone"):
        read(json.dumps(form(asked)))


def test_a_language_in_which_only_the_title_is_written_yet_comes_back_from_surveyjs():
    titles = {"en": "Tea", "cy": "Te"}
    draft = form(question("short"), languages=["en", "cy"], title=titles)
    del draft["intro"]
    assert read(surveyjs_out.write(draft)).definition() == draft


def test_our_own_json_comes_back_the_same():
    assert read(json.dumps(form())).definition() == form()
    with pytest.raises(NotAForm, match="has no questions"):
        read(json.dumps(form() | {"questions": []}))


@pytest.mark.parametrize("name", SAMPLES)
def test_what_we_write_is_xlsform_for_those_who_made_it(name, tmp_path):
    """pyxform, the reference implementation, turns it into a form without an error."""
    xls2xform = pytest.importorskip("pyxform.xls2xform")
    path = tmp_path / "form.xlsx"
    path.write_bytes(xlsform_out.write(SAMPLES[name]))
    result = xls2xform.convert(str(path))
    assert result.xform.startswith("<?xml") or "<h:html" in result.xform


def test_a_picture_is_there_in_each_language_of_another_product(tmp_path):
    xls2xform = pytest.importorskip("pyxform.xls2xform")
    path = tmp_path / "form.xlsx"
    path.write_bytes(xlsform_out.write(in_two_languages(pictured())))
    result = xls2xform.convert(str(path))
    shown = {
        part.partition('"')[0]: part.count("openmoji-1F375.svg")
        for part in result.xform.split('<translation lang="')[1:]
    }
    assert set(shown) == {"English (en)", "Welsh (cy)"}
    assert shown["English (en)"] == shown["Welsh (cy)"] > 0
    assert result.warnings == []


def test_a_change_made_in_the_spreadsheet_counts():
    """What other products have a place for is read from there, not from what we keep beside it."""
    import io

    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(xlsform_out.write(form())))
    survey = book["survey"]
    headings = [cell.value for cell in survey[1]]
    name, label = headings.index("name"), headings.index("label::English (en)")
    for row in survey.iter_rows(min_row=2):
        if row[name].value in {"scale", "matrix__pace"}:
            row[label].value = "Changed"
    file = io.BytesIO()
    book.save(file)
    back = {one["name"]: one for one in read_form(file.getvalue()).definition()["questions"]}
    assert back["scale"]["label"] == words("Changed")
    assert back["matrix"]["rows"][1]["label"] == words("Changed")


def test_a_rule_changed_in_the_spreadsheet_counts_also_where_skips_stood_in_it():
    import io

    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(xlsform_out.write(SKIPPING)))
    survey = book["survey"]
    headings = [cell.value for cell in survey[1]]
    name, relevant = headings.index("name"), headings.index("relevant")
    for row in survey.iter_rows(min_row=2):
        if row[name].value == "last":
            assert "not(" in row[relevant].value
            row[relevant].value = "${role} = 'clinic'"
    file = io.BytesIO()
    book.save(file)
    back = {one["name"]: one for one in read_form(file.getvalue()).definition()["questions"]}
    assert back["last"]["relevant"] == "${role} = 'clinic'"
    assert "relevant" not in back["much"]


@pytest.mark.parametrize(
    ("parameters", "asked"),
    [
        ("", {"type": "scale", "start": 1, "end": 10}),
        ("start=0 end=10 step=1", {"type": "scale", "start": 0, "end": 10}),
        ("start=0 end=100", {"type": "slider", "start": 0, "end": 100}),
        ("start=0 end=10 step=5", {"type": "slider", "start": 0, "end": 10, "step": 5}),
        ("start=0 end=1 step=0.1", {"type": "number", "min": 0, "max": 1, "decimals": 4}),
        (f"start=0 end={'9' * 400}", {"type": "slider", "start": 0, "end": 999_999_999}),
    ],
)
def test_a_range_is_a_scale_a_slider_or_a_number(parameters, asked):
    rows = [(*HEAD, "parameters"), ("range", "much", "How much?", parameters)]
    [found] = read(sheet(*rows)).questions
    assert {key: found.question[key] for key in found.question if key in asked} == asked


def test_a_slider_of_another_product_has_its_ends():
    slider = {"type": "slider", "name": "much", "max": 50, "step": 5}
    labels = [{"value": 0, "text": "Not at all"}, {"value": [], "text": "odd"}]
    [found] = read(json.dumps({"elements": [slider | {"customLabels": labels}]})).questions
    ends = {"start": 0, "end": 50, "low": words("Not at all"), "high": words("50")}
    assert {key: found.question[key] for key in ends} == ends


# real forms --------------------------------------------------------------------------------------


@with_data
@pytest.mark.parametrize("path", CONVERTS, ids=lambda path: path.name)
def test_a_form_that_the_reference_takes_is_taken(path):
    found = read_form(path.read_bytes(), title=path.stem)
    definition = found.definition()
    assert all(one.question["label"] for one in found.questions)
    assert {one["name"] for one in definition["questions"]} <= {one.name for one in found.questions}
    problems = [problem.text for problem in check_form(definition)]
    known = (
        "missing in",
        "no questions",
        "a list of languages",
        "at least 2 ch",
        "two choices read",
    )
    assert [text for text in problems if not any(words in text for words in known)] == []


@with_data
def test_a_form_that_the_reference_refuses_is_refused_with_a_reason():
    with (XLSFORMS / "refused/REASONS.csv").open() as file:
        names = [row["file"] for row in csv.DictReader(file)]
    assert len(names) == 9
    for name in names:
        with pytest.raises(NotAForm) as refused:
            read_form((XLSFORMS / "refused" / name).read_bytes())
        assert str(refused.value).endswith(".")


@with_data
@pytest.mark.parametrize(
    "name", ["yes_or_no_question", "text_and_integer", "specify_other", "group", "loop"]
)
def test_the_same_form_in_four_formats_is_the_same(name):
    found = [
        read_form(path.read_bytes(), title="Form").definition()
        for path in sorted(XLSFORMS.glob(f"converts/{name}.*"))
    ]
    assert len(found) == 4
    assert all(one == found[0] for one in found)


@with_data
def test_a_real_limesurvey_structure():
    found = read_form((SURVEYS / "core_survey.lss").read_bytes())
    questions = {one.name: one.question for one in found.questions}
    assert found.title == {"en": "UK-RSE Survey"}
    country = questions["socio1"]
    assert (country["type"], country["required"], len(country["choices"])) == ("one", True, 249)
    assert country["label"] == {"en": "In which country do you work?"}
    assert questions["currentEmp2"]["relevant"] == "((${currentEmp1} = 'uni'))"
    kinds = {one["type"] for one in questions.values()}
    assert kinds == {"one", "several", "short", "number", "date", "ranking", "matrix", "note"}
    assert not any("left out" in remark for remark in found.remarks)


# XLSForm -----------------------------------------------------------------------------------------


def test_groups_give_their_condition_to_what_is_in_them():
    found = read(
        sheet(
            (*HEAD, "relevant"),
            ("select_one yn", "asked", "Asked?", ""),
            ("begin group", "g", "G", "${asked} = 'yes'"),
            ("text", "why", "Why?", ""),
            ("integer", "many", "How many?", "${why} != ''"),
            ("end group", "", "", ""),
            choices=YES_NO,
        )
    )
    why, many = found.definition()["questions"][1:]
    assert why["relevant"] == "${asked} = 'yes'"
    assert many["relevant"] == "(${asked} = 'yes') and (${why} != '')"


def test_groups_with_a_label_are_sections():
    found = read(
        sheet(
            HEAD,
            ("text", "a", "A?"),
            ("begin group", "you", "About you"),
            ("text", "b", "B?"),
            ("begin group", "plain", ""),
            ("text", "c", "C?"),
            ("end group", "", ""),
            ("begin group", "job", "Your work"),
            ("text", "d", "D?"),
            ("end group", "", ""),
            ("text", "e", "E?"),
            ("end group", "", ""),
            ("text", "f", "F?"),
            ("text", "g", "G?"),
        )
    )
    sections = [one.get("section", {}).get("en") for one in found.definition()["questions"]]
    assert sections == [None, "About you", None, "Your work", "About you", None, None]
    assert found.remarks == [
        "Row 13: it stands in no group any more; here the section “About you” goes on."
    ]


def test_words_to_read_and_what_is_acknowledged_are_asked_here_too():
    found = read(
        sheet(
            (*HEAD, "required", "relevant"),
            ("note", "hello", "Welcome", "yes", ""),
            ("acknowledge", "may", "You may use this", "yes", ""),
            ("text", "why", "Why?", "", "${may} = 'OK'"),
        )
    )
    assert found.remarks == []
    assert found.definition()["questions"] == [
        {"type": "note", "name": "hello", "label": words("Welcome")},
        {"type": "consent", "name": "may", "label": words("You may use this"), "required": True},
        {"type": "short", "name": "why", "label": words("Why?"), "relevant": "${may} = 'OK'"},
    ]


def test_what_words_show_of_other_answers_is_taken_over_or_said():
    found = read(
        sheet(
            HEAD,
            ("text", "your-tea", "Which tea?"),
            ("text", "why", "Why ${your-tea}, ${later}?"),
            ("text", "later", "And later?"),
        )
    )
    assert found.definition()["questions"][1]["label"] == words("Why ${your_tea}, …?")
    assert found.remarks == [
        "“why”: its words show “later”, which is not asked before; here they show “…”."
    ]
    elements = [
        {"type": "text", "name": "tea", "title": "Which?"},
        {"type": "text", "name": "why", "title": "Why {tea}, not {else}?"},
    ]
    found = read(json.dumps({"elements": elements}))
    assert found.definition()["questions"][1]["label"] == words("Why ${tea}, not {else}?")


def test_html_of_surveyjs_is_words_to_read():
    element = {
        "type": "html",
        "name": "hello",
        "html": "<style>p{}</style><h2>Welcome</h2><p>Tea &amp; <b>cake</b>.</p><p>At 3</p>",
    }
    text = {"type": "text", "name": "why", "title": "Why?"}
    found = read(json.dumps({"elements": [element, text]}))
    assert found.remarks == []
    assert found.definition()["questions"][0] == {
        "type": "note",
        "name": "hello",
        "label": words("Welcome"),
        "words": words("Tea & cake.\n\nAt 3"),
    }


@pytest.mark.parametrize("begun", ["<", "<script", "<p ", "&", "{a", "{a}  ", "'", "a"])
def test_what_never_ends_is_read_to_its_end(begun):
    """To look from each place to the end of the text takes hours."""
    endless = begun * 500_000
    hello = {"type": "html", "name": "hello", "html": endless}
    text = {"type": "text", "name": "why", "title": f"Why {endless}", "visibleIf": endless}
    last = {"type": "text", "name": "last", "title": "And?"}
    found = read(json.dumps({"elements": [hello, text, last]}))
    assert found.definition()["questions"][-1]["label"] == words("And?")


def test_names_that_are_not_ours_are_changed_everywhere():
    found = read(
        sheet(
            (*HEAD, "relevant"),
            ("text", "your-name", "Your name?", ""),
            ("text", "2nd", "And?", "${your-name} != ''"),
        )
    )
    first, second = found.definition()["questions"]
    assert (first["name"], second["name"]) == ("your_name", "q_2nd")
    assert second["relevant"] == "${your_name} != ''"


def test_codes_of_choices_that_are_not_ours_are_changed_where_conditions_look_at_them():
    form = read(
        sheet(
            (*HEAD, "relevant", "constraint"),
            ("select_one how", "how", "How?", "", ". != 'Bus.tram'"),
            ("select_multiple how", "also", "How else?"),
            ("text", "why", "Why?", "${how} = 'Bus/tram'"),
            ("text", "when", "When?", "selected(${also}, \"Bus.tram\") or ${why} = 'Bus/tram'"),
            ("select_one yn", "sure", "Sure?"),
            ("text", "no", "Why not?", "${sure} = '否'"),
            choices=(
                *(("how", code, code) for code in ("Bus/tram", "Bus.tram", "Bus_tram", "car")),
                *(("yn", "是", "Yes"), ("yn", "否", "No")),
            ),
        )
    ).definition()
    how, also, why, when, sure, no = form["questions"]
    codes = ["Bus_tram_2", "Bus_tram_3", "Bus_tram", "car"]
    assert [one["name"] for one in how["choices"]] == codes
    assert [one["name"] for one in also["choices"]] == codes
    assert how["constraint"] == ". != 'Bus_tram_3'"
    assert why["relevant"] == "${how} = 'Bus_tram_2'"
    # What somebody wrote is no choice, whatever it reads.
    assert when["relevant"] == "selected(${also}, 'Bus_tram_3') or ${why} = 'Bus/tram'"
    assert [one["label"]["en"] for one in sure["choices"]] == ["Yes", "No"]
    assert no["relevant"] == f"${{sure}} = '{sure['choices'][1]['name']}'"
    assert check_form(form) == []


def test_conditions_of_surveyjs_look_at_choices_that_are_words():
    elements = [
        {"type": "radiogroup", "name": "how", "choices": ["By bus", "On foot"]},
        {"type": "checkbox", "name": "also", "choices": [1, "a b", "a-b", "a_b"]},
        {"type": "matrix", "name": "rated", "columns": ["Very good", "Bad"], "rows": ["The bus"]},
        {"type": "text", "name": "a", "visibleIf": "{how} = 'By bus'"},
        {"type": "text", "name": "b", "visibleIf": "{also} contains 'a b' and {also} contains 1"},
        {"type": "text", "name": "c", "visibleIf": '{also} notcontains "a-b"'},
        {"type": "text", "name": "d", "visibleIf": "{rated.The bus} = 'Very good'"},
    ]
    survey = read(json.dumps({"title": "How you came", "elements": elements}))
    form = survey.definition()
    assert (check_form(form), survey.remarks) == ([], [])
    assert [one.get("relevant") for one in form["questions"][3:]] == [
        "${how} = 'By_bus'",
        "selected(${also}, 'a_b_2') and selected(${also}, '1')",
        "not(selected(${also}, 'a-b'))",
        "${rated.The_bus} = 'Very_good'",
    ]


def test_what_cannot_be_asked_is_found_and_said():
    found = read(
        sheet(
            (*HEAD, "relevant"),
            ("geopoint", "place", "Where?", ""),
            ("calculate", "sum", "", ""),
            ("text", "why", "Why?", "${place} != ''"),
        )
    )
    assert [one.name for one in found.questions] == ["place", "why"]
    assert "relevant" not in found.definition()["questions"][0]
    assert len(found.remarks) == 3
    assert "asks for a place on a map" in found.remarks[0]
    assert "“${place} != ''” is left out: it looks at “place”" in found.remarks[2]


def test_languages_by_name_by_code_and_neither():
    found = read(
        "| survey |\n"
        "| | type | name | label::English (en) | label::Cymraeg (cy) | label::Klingon |\n"
        "| | text | a | Name? | Enw? | pong? |\n"
        "| settings |\n| | default_language | form_title |\n| | Cymraeg (cy) | Holi |\n"
    )
    assert found.languages == ["cy", "en", "und-klingon"]
    assert found.title == dict.fromkeys(found.languages, "Holi")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "The file is empty"),
        ("a,b\n1,2\n", "no sheet “survey”"),
        (sheet(HEAD, ("text", "", "Why?")), "Row 2: the question has no name"),
        (sheet(HEAD, ("text", "a", "A"), ("text", "a", "B")), "two questions with the name “a”"),
        (sheet(HEAD, ("select_one gone", "a", "A")), "no list “gone” in the sheet “choices”"),
        (sheet(HEAD, ("telepathy", "a", "A")), "no type of question “telepathy”"),
        (sheet(HEAD, ("begin group", "g", "G"), ("text", "a", "A")), "this group has no end"),
        (sheet(HEAD, ("end group", "", "")), "a group ends here that did not begin"),
        (sheet((*HEAD, "alongside_settings"), ("text", "a", "A", "[1]")), "not as we write it"),
        (sheet((*HEAD, "alongside_settings"), ("text", "a", "A", "{")), "is no JSON"),
        ('{"title": "x"}', "no pages or elements"),
        ('{"pages": 1', "no JSON"),
        ('{"pages": [{"elements": []}]}', "no question in the form"),
        ('{"elements": [{"type": "text"}]}', "Question 1 has no name"),
        ("<html></html>", "not the structure of a LimeSurvey survey"),
        ("<a", "no XML that can be read"),
        ('<!DOCTYPE a [<!ENTITY b "b">]><document>&b;</document>', "declares a document type"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_in_a_sentence(text, why):
    with pytest.raises(NotAForm, match=why.replace("(", r"\(")) as refused:
        read(text)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    "element",
    [
        {"type": ["text"]},
        {"type": "radiogroup", "choices": 5},
        {"type": "matrix", "rows": True, "columns": {}},
        {"alongside": {"measures": []}},
    ],
)
def test_a_file_of_surveyjs_that_no_program_writes_breaks_nothing(element):
    content = json.dumps({"elements": [{"name": "a"} | element]})
    assert check_form(read(content).definition())


@pytest.mark.parametrize("own", [{"type": ["one"]}, {"label": 5}])
def test_what_we_never_say_beside_a_question_of_surveyjs_is_refused(own):
    with pytest.raises(NotAForm, match="not as we write it"):
        read(json.dumps({"elements": [{"name": "a", "alongside": own}]}))


def test_panels_that_stand_in_each_other_too_deep_are_refused():
    panel: dict = {"type": "text", "name": "a"}
    for _ in range(60):
        panel = {"type": "panel", "elements": [panel]}
    with pytest.raises(NotAForm, match="more than 30 deep"):
        read(json.dumps({"elements": [panel]}))


# SurveyJS and LimeSurvey -------------------------------------------------------------------------


def test_a_survey_of_surveyjs_in_our_words():
    survey = {
        "title": {"default": "Tea", "cy": "Te"},
        "pages": [
            {
                "elements": [
                    {"type": "boolean", "name": "tea", "title": {"default": "Tea?", "cy": "Te?"}},
                    {
                        "type": "panel",
                        "visibleIf": "{tea} = true",
                        "elements": [
                            {"type": "checkbox", "name": "with", "choices": ["milk", "sugar"]},
                            {
                                "type": "comment",
                                "name": "why",
                                "visibleIf": "{with} contains 'milk'",
                            },
                            {"type": "signaturepad", "name": "sign"},
                            {"type": "rating", "name": "good", "rateMax": 7},
                        ],
                    },
                ]
            }
        ],
    }
    found = read(json.dumps(survey))
    tea, _, why, good = found.definition()["questions"]
    assert found.title == {"en": "Tea", "cy": "Te"}
    assert [one["name"] for one in tea["choices"]] == ["true", "false"]
    assert why["relevant"].endswith("(selected(${with}, 'milk'))")
    assert (good["start"], good["end"]) == (1, 7)
    assert "“sign” asks for a signature." in found.remarks


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [
        ({"rateCount": 10}, {"type": "scale", "start": 1, "end": 10}),
        ({"rateMin": 0, "rateCount": 11}, {"type": "scale", "start": 0, "end": 10}),
        ({"rateValues": [0, 1, 2, 3]}, {"type": "scale", "start": 0, "end": 3}),
        ({"rateValues": [1, 5, 10]}, {"type": "one", "codes": ["1", "5", "10"]}),
        (
            {"rateValues": [{"value": 1, "text": "Bad"}, {"value": 2, "text": "Good"}]},
            {"type": "one", "codes": ["1", "2"]},
        ),
        ({"rateValues": 5}, {"type": "scale", "start": 1, "end": 5}),
    ],
)
def test_a_rating_of_surveyjs_has_the_steps_that_it_has_there(theirs, ours):
    survey = {"elements": [{"type": "rating", "name": "a", "title": "How was it?"} | theirs]}
    (question,) = read(json.dumps(survey)).definition()["questions"]
    found = {key: question[key] for key in ("type", "start", "end") if key in question}
    if "choices" in question:
        found["codes"] = [choice["name"] for choice in question["choices"]]
    assert found == ours


def test_what_leads_people_on_in_surveyjs_is_said():
    survey = {
        "elements": [{"type": "text", "name": "a"}, {"type": "text", "name": "b"}],
        "triggers": [
            {"type": "skip", "expression": "{a} = 1", "gotoName": "b"},
            {"type": "complete", "expression": "{a} = 2"},
        ],
    }
    assert read(json.dumps(survey)).remarks == [
        f"“{rule}” leads people on to {there} there. Choose it on the question here."
        for rule, there in (("{a} = 1", "“b”"), ("{a} = 2", "the end"))
    ]


def test_what_stands_in_an_answer_beforehand_is_said():
    text = sheet((*HEAD, "default"), ("text", "a", "A?", "yes"), ("text", "b", "B?", ""))
    assert read(text).remarks == [
        "Row 2: “yes” stood there as an answer beforehand; here people begin without one."
    ]


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [
        ({}, {}),
        ({"allowMultiple": True}, {"most": 5}),
        ({"acceptedTypes": "image/*"}, {"takes": "pictures"}),
        ({"acceptedTypes": "application/pdf, .docx"}, {"takes": "documents"}),
        ({"acceptedTypes": ".pdf,image/png"}, {}),
    ],
)
def test_a_file_of_surveyjs_in_our_words(theirs, ours):
    element = {"type": "file", "name": "photo", "title": "A photo"} | theirs
    (found,) = read(json.dumps({"elements": [element]})).definition()["questions"]
    assert found == {"type": "file", "name": "photo", "label": words("A photo")} | ours


@pytest.mark.parametrize(
    ("limits", "ours", "remarks"),
    [
        ({}, {}, []),
        ({"max_num_of_files": "3", "allowed_filetypes": "png, jpg"}, {"most": 3}, []),
        ({"max_num_of_files": "1", "min_num_of_files": "1"}, {"required": True}, []),
        (
            {"max_num_of_files": "10", "allowed_filetypes": "doc,odt"},
            {"most": 5, "takes": "documents"},
            ["“photo” takes up to 10 files; here it takes 5."],
        ),
    ],
)
def test_a_file_of_limesurvey_in_our_words(limits, ours, remarks):
    asked = [{"qid": 1, "title": "photo", "type": "|", "question": "A photo", "question_order": 1}]
    rows = "".join(
        f"<row><qid>1</qid><attribute>{key}</attribute><value>{value}</value></row>"
        for key, value in limits.items()
    )
    found = read(lss(asked, f"<question_attributes><rows>{rows}</rows></question_attributes>"))
    (question,) = found.definition()["questions"]
    takes = {"takes": "pictures"} if "png" in limits.get("allowed_filetypes", "") else {}
    assert question == {"type": "file", "name": "photo", "label": words("A photo")} | ours | takes
    assert found.remarks == remarks


@pytest.mark.parametrize(
    ("kind", "ours"),
    [
        ("image", {"takes": "pictures"}),
        ("photo", {"takes": "pictures"}),
        ("file", {}),
    ],
)
def test_a_file_of_xlsform_in_our_words(kind, ours):
    survey = sheet(HEAD, (kind, "photo", "A photo"))
    found = read(survey).definition()["questions"]
    assert found == [{"type": "file", "name": "photo", "label": words("A photo")} | ours]


def test_a_drawing_of_xlsform_is_not_asked():
    survey = sheet(
        (*HEAD, "appearance"), ("image", "sign", "Sign", "signature"), ("text", "a", "A", "")
    )
    assert read(survey).remarks == ["Row 2: “sign” asks for a drawing, which cannot be asked here."]


def lss(questions, more=""):
    rows = "".join(
        "<row>" + "".join(f"<{key}>{value}</{key}>" for key, value in one.items()) + "</row>"
        for one in questions
    )
    return (
        "<?xml version='1.0'?><document><LimeSurveyDocType>Survey</LimeSurveyDocType>"
        "<languages><language>en</language></languages>"
        f"<questions><rows>{rows}</rows></questions>{more}</document>"
    )


def test_conditions_of_limesurvey_in_our_words():
    asked = [
        {"qid": 1, "title": "tea", "type": "Y", "question": "Tea?", "question_order": 1},
        {"qid": 2, "title": "with", "type": "M", "question": "With?", "question_order": 2},
        {
            "qid": 3, "title": "why", "type": "T", "question": "Why?", "question_order": 3,
            "relevance": '((tea.NAOK == "Y") and 9X1X2milk.NAOK == "Y" and !is_empty(tea.NAOK))',
        },
    ]  # fmt: skip
    sub = (
        "<subquestions><rows><row><qid>4</qid><parent_qid>2</parent_qid><title>milk</title>"
        "<question>Milk</question></row><row><qid>5</qid><parent_qid>2</parent_qid>"
        "<title>sugar</title><question>Sugar</question></row></rows></subquestions>"
    )
    found = read(lss(asked, sub))
    *_, why = found.definition()["questions"]
    assert why["relevant"] == "((${tea} = 'Y') and selected(${with}, 'milk') and ${tea} != '')"
    assert check_form(found.definition()) == []


def test_a_condition_that_we_cannot_say_is_left_out_and_said():
    asked = [
        {"qid": 1, "title": "a", "type": "S", "question": "A?"},
        {"qid": 2, "title": "b", "type": "S", "question": "B?", "relevance": "rand(1, 2) == 1"},
    ]
    found = read(lss(asked))
    assert "relevant" not in found.definition()["questions"][1]
    assert "“b”: “rand(1, 2) = 1” is left out" in found.remarks[0]


def test_the_samples_are_not_changed_by_writing():
    before = deepcopy(SAMPLES)
    for write in WRITERS.values():
        write(SAMPLES["rules"])
    assert before == SAMPLES
