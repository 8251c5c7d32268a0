"""Exports of Microsoft Forms and Google Forms: nine languages, three column orders of each."""

import csv
import io
from pathlib import Path

import pytest

from alongside.methods.formats.responses import opened
from alongside.methods.formats.sheets import read_sheet
from alongside.methods.questions import check_form
from alongside.methods.questions.doubting import doubts
from alongside.methods.questions.importing import read_apart, understood
from alongside.methods.questions.proposing import new_form, proposed_uses, same_uses, targets

BEFORE, NOW = (
    "How well did you understand it before the session?",
    "How well do you understand it now?",
)
ANSWERS = {
    BEFORE: ["1", "2", "2", "3"],
    NOW: ["4", "4", "2", "5"],
    "It was relevant": ["Agree", "Strongly agree", "Neutral", "Agree"],
    "Do you know where to go?": ["Yes", "No", "Yes", "Yes"],
    "Which parts did you use?": [["Videos"], ["Videos", "Cards"], ["Cards"], ["Videos"]],
    "What did you like?": [
        "The cards, and the tea",
        "<script>x</script> was in it, I saw",
        "",
        "=1+1 tea",
    ],
}
WELSH = {"Agree": "Cytuno", "Strongly agree": "Cytuno'n gryf", "Neutral": "Niwtral"}
USES = ["before", "now", "agreement", "one", "several", "long"]
MICROSOFT = {
    "en": ["Id", "Start time", "Completion time", "Email", "Name", "Last modified time"],
    "cy": ["Id", "Amser cychwyn", "Amser cwblhau", "E-bost", "Enw", "Amser yr addasiad diwethaf"],
    "de": ["ID", "Startzeit", "Fertigstellungszeit", "E-Mail", "Name"],
    "fr": ["ID", "Heure de début", "Heure de fin", "Adresse de messagerie", "Nom"],
    "es": ["ID", "Hora de inicio", "Hora de finalización", "Correo electrónico", "Nombre"],
    "it": ["ID", "Ora di inizio", "Ora di completamento", "Posta elettronica", "Nome"],
    "pl": ["ID", "Godzina rozpoczęcia", "Godzina ukończenia", "Adres e-mail", "Nazwa"],
    "pt": ["ID", "Hora de início", "Hora de conclusão", "Email", "Nome"],
    "nl": ["ID", "Begintijd", "Tijd van voltooien", "E-mail", "Naam"],
}
GOOGLE = {
    "en": ["Timestamp", "Email Address"],
    "cy": ["Stamp amser", "Cyfeiriad e-bost"],
    "de": ["Zeitstempel", "E-Mail-Adresse"],
    "fr": ["Horodateur", "Adresse e-mail"],
    "es": ["Marca temporal", "Dirección de correo electrónico"],
    "it": ["Informazioni cronologiche", "Indirizzo email"],
    "pl": ["Sygnatura czasowa", "Adres e-mail"],
    "pt": ["Carimbo de data/hora", "Endereço de e-mail"],
    "nl": ["Tijdstempel", "E-mailadres"],
}
EXPORTS = Path(__file__).parent / "exports"
ORDERS = {"usual": lambda n: range(n), "turned round": lambda n: reversed(range(n)),
          "answers first": lambda n: [*range(n - 6, n), *range(n - 6)]}  # fmt: skip


def export(first, separator, order, language="en", encoding="utf-8", answers=ANSWERS):
    headings = [*first, *answers]
    rows = []
    for number in range(4):
        who = [
            f"{number}, secret" if "e-bost" not in h.lower() else "eve@example.org" for h in first
        ]
        cells = [column[number] for column in answers.values()]
        joined = [separator.join(c) + (separator.strip() if separator == ";" else "")
                  if isinstance(c, list) else c for c in cells]  # fmt: skip
        rows.append(who + [WELSH.get(c, c) if language == "cy" else c for c in joined])
    places = list(ORDERS[order](len(headings)))
    out = io.StringIO()
    csv.writer(out).writerows([[row[p] for p in places] for row in [headings, *rows]])
    return out.getvalue().encode(encoding)


def read(content):
    found = opened(read_sheet(content))
    sheet = found.sheet
    uses = proposed_uses(sheet.headings, sheet.columns())
    form, answered = new_form("How was it?", sheet.headings, sheet.columns(), uses)
    return (
        found,
        dict(zip(sheet.headings, uses, strict=True)),
        form,
        understood(sheet, form, answered, uses),
    )


def exported(heading, cells):
    """Return a file of Microsoft Forms with one question."""
    heads = [*MICROSOFT["en"], heading]
    rows = [[*("x" for _ in MICROSOFT["en"]), cell] for cell in cells]
    rows = [[str(number), *row[1:]] for number, row in enumerate(rows, 1)]
    out = io.StringIO()
    csv.writer(out).writerows([heads, *rows])
    return out.getvalue().encode()


def counted(form, answers):
    """Each answer by the label of its question, as codes, in order of the file."""
    labels = {q["name"]: q["label"]["en"] for q in form["questions"]}
    return [{labels[name]: value for name, value in one.items()} for one in answers]


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("language", MICROSOFT)
@pytest.mark.parametrize(
    ("source", "columns", "separator"),
    [("Microsoft Forms", MICROSOFT, ";"), ("Google Forms", GOOGLE, ", ")],
)
def test_an_export_is_understood_in_any_order_and_language(
    source, columns, separator, language, order
):
    found, uses, form, read_as = read(export(columns[language], separator, order, language))
    assert (found.source, sorted(found.left_behind)) == (source, sorted(columns[language]))
    assert uses == dict(zip(ANSWERS, USES, strict=True))
    assert check_form(form) == []
    assert read_as.refused == []
    first, second, *_ = counted(form, read_as.answers)
    assert first["How well do you understand it?"] == {"before": 1, "now": 4}
    assert (first["It was relevant"], second["It was relevant"]) == ({"value": 4}, {"value": 5})
    assert second["Do you know where to go?"] == {"choice": "no"}
    assert second["Which parts did you use?"] == {"choices": ["cards", "videos"]}
    assert second["What did you like?"] == {"text": "<script>x</script> was in it, I saw"}


def test_windows_1252_is_read():
    answers = ANSWERS | {"What did you like?": ["Café – “tea” for all", "a", "b", "c"]}
    content = export(MICROSOFT["en"], ";", "usual", encoding="cp1252", answers=answers)
    *_, read_as = read(content)
    assert read_as.answers[0]["what_did_you_like"] == {"text": "Café – “tea” for all"}


def test_what_says_who_somebody_is_is_nowhere_in_what_is_kept():
    answers = ANSWERS | {"Where can we write to you?": ["a@b.org", "c@d.org", "", "e@f.org"]}
    found = opened(read_sheet(export(MICROSOFT["en"], ";", "usual", answers=answers)))
    assert found.left_behind == (*MICROSOFT["en"], "Where can we write to you?")
    assert [
        row for row in found.sheet.rows for cell in row if "secret" in cell or "@" in cell
    ] == []


def test_the_marks_of_a_quiz_are_put_aside():
    answers = {"Points - Do you know?": ["1", "0", "1", "1"]} | ANSWERS
    _, uses, _, read_as = read(export(MICROSOFT["en"], ";", "usual", answers=answers))
    assert uses["Points - Do you know?"] == "aside"
    assert read_as.aside == {"Points - Do you know?": ["0", "1", "1", "1"]}


def test_a_long_answer_of_ones_own_is_other_text_and_a_rare_choice_is_a_choice():
    said = ["Housing"] * 6 + ["Parks"] * 5 + ["Roads", "the team that looks after the trees"]
    sheet = read_sheet(("Area,x\n" + "".join(f"{one},\n" for one in said)).encode())
    form, answered = new_form("Areas", sheet.headings, sheet.columns(), ["one", "drop"])
    read_as = understood(sheet, form, answered, ["one", "drop"])
    (question,) = form["questions"]
    assert [choice["label"]["en"] for choice in question["choices"]] == [
        "Housing",
        "Parks",
        "Roads",
    ]
    assert (dict(read_as.others), read_as.answers[-1]) == (
        {"Area": 1},
        {"area": {"choice": "other", "other": said[-1]}},
    )


def test_columns_answer_the_questions_of_a_form_that_there_is():
    form = {
        "title": {"en": "t"},
        "languages": ["en"],
        "questions": [
            {"type": "before_now", "name": "u", "label": {"en": "How well do you understand it?"}},
            {"type": "agreement", "name": "r", "label": {"en": "It was relevant"}},
            {"type": "several", "name": "p", "label": {"en": "Which parts did you use?"},
             "choices": [{"name": "v", "label": {"en": "Videos"}},
                         {"name": "k", "label": {"en": "Tea"}}]},
        ],
    }  # fmt: skip
    sheet = opened(read_sheet(export(GOOGLE["en"], ", ", "usual"))).sheet
    uses = same_uses(sheet.headings, form)
    assert uses == ["same:u.before", "same:u.now", "same:r", "aside", "same:p", "aside"]
    read_as = understood(sheet, form, targets(uses), uses)
    assert read_as.answers[0] == {
        "u": {"before": 1, "now": 4}, "r": {"value": 4}, "p": {"choices": ["v"]},
    }  # fmt: skip
    assert read_as.refused[0] == (
        3,
        "“Videos, Cards” is no answer to “Which parts did you use?”; the rest of the line is kept",
    )
    assert read_as.aside["Which parts did you use?"] == ["Cards", "Videos, Cards"]


def test_columns_answer_a_form_in_the_language_in_which_people_read_it():
    def both(en, cy):
        return {"en": en, "cy": cy}

    choices = [{"name": "y", "label": both("Yes", "Ie")}, {"name": "n", "label": both("No", "Na")}]
    form = {
        "title": both("t", "t"),
        "languages": ["en", "cy"],
        "questions": [
            {"type": "one", "name": "tea", "label": both("Tea?", "Te?"), "choices": choices},
            {"type": "agreement", "name": "good", "label": both("It was good", "Roedd yn dda")},
        ],
    }  # fmt: skip
    for content in ("Te?,Roedd yn dda\nIe,Cytuno\nNa,Anghytuno\n", "Tea?,It was good\nYes,Agree\n"):
        sheet = read_sheet(content.encode())
        uses = same_uses(sheet.headings, form)
        assert uses == ["same:tea", "same:good"]
        read_as = understood(sheet, form, targets(uses), uses)
        assert read_as.answers[0] == {"tea": {"choice": "y"}, "good": {"value": 4}}
        assert read_as.refused == []


def test_a_choice_with_the_separator_in_it_stays_whole():
    choices = [{"name": n, "label": {"en": t}} for n, t in [("a", "Yes, often"), ("b", "No")]]
    form = {
        "questions": [{"type": "several", "name": "q", "label": {"en": "Q"}, "choices": choices}]
    }
    sheet = read_sheet(b'Q\n"Yes, often, No"\n"Yes, often"\n')
    read_as = understood(sheet, form, [("q", "")], ["same:q"])
    assert read_as.answers == [{"q": {"choices": ["a", "b"]}}, {"q": {"choices": ["a"]}}]


def test_before_and_now_come_one_by_one_also_where_the_page_asks_for_both():
    sheet = opened(read_sheet(export(MICROSOFT["en"], ";", "usual"))).sheet
    question = {
        "type": "before_now",
        "name": "understanding",
        "label": {"en": "How well do you understand it?"},
        "required": True,
    }
    form = {"title": {"en": "Ours"}, "languages": ["en"], "questions": [question]}
    uses = same_uses(sheet.headings, form)
    found = understood(sheet, form, targets(uses), uses)
    assert [answer["understanding"] for answer in found.answers] == [
        {"before": before, "now": now} for before, now in ((1, 4), (2, 4), (2, 2), (3, 5))
    ]
    assert found.refused == []


@pytest.mark.parametrize(
    ("name", "source", "left_behind", "uses"),
    [
        ("microsoft_de.csv", "Microsoft Forms", 6, ["scale", "short", "several"]),
        ("google_fr.csv", "Google Forms", 2, ["scale", "short", "several"]),
        ("microsoft_fi.csv", "", 5, ["scale", "short"]),
    ],
)
def test_files_in_other_languages_keep_no_name_and_no_time(name, source, left_behind, uses):
    found, used, _, read_as = read((EXPORTS / name).read_bytes())
    assert (found.source, len(found.left_behind)) == (source, left_behind)
    assert list(used.values()) == uses
    assert (len(read_as.answers), read_as.refused) == (4, [])
    kept = str(found.sheet.rows)
    assert [words for words in ("10:0", "example.org", "Müller", "Souza") if words in kept] == []


def moments(*, in_order):
    days = ["1.3.2026 10:05", "2.3.2026 11:15", "3.3.2026 9:30", "4.3.2026 16:45"]
    return days if in_order else days[::-1]


def opened_with(**columns):
    rows = zip(*columns.values(), strict=True)
    lines = [list(columns), *map(list, rows)]
    return opened(read_sheet("\n".join(map(";".join, lines)).encode()))


def test_times_in_the_order_of_the_lines_are_cut_off_wherever_they_stand():
    found = opened_with(Tee=["Ja", "Nein", "Ja", "Ja"], Wann=moments(in_order=True))
    assert found.left_behind == ("Wann",)


def test_times_in_no_order_and_names_are_left_out_until_somebody_says_otherwise():
    people = ["Jana Novák", "Piet van Dam", "Sarah O'Neill", "Li Wei"]
    found = opened_with(Tee=["Ja", "Nein", "Ja", "Ja"], Wann=moments(in_order=False), Kdo=people)
    uses = proposed_uses(found.sheet.headings, found.sheet.columns())
    assert (found.left_behind, uses) == ((), ["one", "drop", "drop"])
    said = doubts(found.sheet, uses, of_a_form=False)
    assert list(said) == [1, 2]
    assert "may say when people answered" in said[1]
    assert "look like names" in said[2]


def test_which_session_it_was_is_kept_though_it_has_a_time():
    days = moments(in_order=True)
    found = opened_with(**{"Which session?": days}, Tee=["Ja", "Nein", "Ja", "Ja"])
    assert found.left_behind == ()


def test_the_same_number_twice_is_one_response():
    text = "Id,Start time,Completion time,Tea?\n1,a,b,Yes\n2,a,b,No\n2,a,b,Yes\n,a,b,No\n,a,b,No\n"
    found = opened(read_sheet(text.encode()))
    assert found.sheet.lines == [2, 3, 5, 6]
    assert [(one.line, one.reason) for one in found.sheet.refused] == [
        (4, "it has the same Id (2) as line 3, so it would count twice")
    ]


AGREED = ["Agree"] * 6 + ["Strongly agree"] * 4 + ["Neutral"] * 3


@pytest.mark.parametrize(
    ("cells", "use"),
    [
        ([*AGREED, "Purple"], "agreement"),
        ([*"4454354434435", "Purple"], "scale"),
        ([*AGREED, "N/A"], "one"),
        (["Satisfied"] * 5 + ["Very satisfied"] * 5 + ["Dissatisfied"] * 3 + ["Purple"], "one"),
        ([*AGREED, "Purple", "Green", "Red"], "one"),
    ],
)
def test_one_bad_cell_does_not_lose_the_scale(cells, use):
    sheet = read_sheet("\n".join(["It was useful", *cells]).encode())
    assert proposed_uses(sheet.headings, sheet.columns()) == [use]


def test_what_did_not_fit_is_refused_with_its_line_and_put_aside():
    sheet = read_sheet("\n".join(["It was useful", *AGREED, "Purple"]).encode())
    form, answered = new_form("t", sheet.headings, sheet.columns(), ["agreement"])
    said = doubts(sheet, ["agreement"], of_a_form=False)
    assert said == {0: "“Purple” on line 15 does not fit: put aside and not counted."}
    found = understood(sheet, form, answered, ["agreement"])
    assert (len(found.answers), dict(found.aside)) == (13, {"It was useful": ["Purple"]})
    assert (15, "there is no answer on it") in found.refused


def test_a_stranger_among_the_words_of_a_scale_is_kept_as_other_text():
    cells = ["Satisfied"] * 5 + ["Very satisfied"] * 5 + ["Dissatisfied"] * 3 + ["Purple"]
    sheet = read_sheet("\n".join(["How?", *cells]).encode())
    form, answered = new_form("t", sheet.headings, sheet.columns(), ["one"])
    labels = [choice["label"]["en"] for choice in form["questions"][0]["choices"]]
    assert labels == ["Dissatisfied", "Satisfied", "Very satisfied"]
    found = understood(sheet, form, answered, ["one"])
    assert (len(found.answers), dict(found.others)) == (14, {"How?": 1})


def test_choices_are_read_one_by_one():
    sheet = opened(read_sheet(export(MICROSOFT["en"], ";", "usual"))).sheet
    uses = proposed_uses(sheet.headings, sheet.columns())
    form, answered = new_form("t", sheet.headings, sheet.columns(), uses)
    place = uses.index("several")
    cells = sheet.columns()[place]
    assert read_apart(form, answered[place], cells, cells[:2]) == [["Videos"], ["Videos", "Cards"]]
    assert read_apart(form, None, cells, ["as; it is"]) == [["as; it is"]]


def test_what_people_put_in_order_is_an_order():
    orders = ["Roads;Parks;Buses;", "Parks;Buses;Roads;", "", "Buses;Parks;Roads;"]
    found, uses, form, read_as = read(exported("What first?", orders))
    assert uses == {"What first?": "ranking"}
    assert check_form(form) == []
    assert [one["What first?"]["order"] for one in counted(form, read_as.answers)] == [
        ["roads", "parks", "buses"],
        ["parks", "buses", "roads"],
        ["buses", "parks", "roads"],
    ]
    cells = found.sheet.columns()[0]
    (question,) = form["questions"]
    assert read_apart(form, (question["name"], ""), cells, cells[:1]) == [
        ["Roads", "Parks", "Buses"]
    ]


@pytest.mark.parametrize(
    "cells",
    [
        ["Roads;Parks;", "Parks;Buses;", "Buses;Roads;"],  # not everybody the same
        ["Roads;Parks;"] * 4,  # nobody otherwise
        ["Roads;Parks;", "Parks;Roads;"],  # too few to tell
    ],
)
def test_what_may_be_no_order_is_none(cells):
    _, uses, *_ = read(exported("What first?", cells))
    assert uses["What first?"] != "ranking"


def test_an_order_answers_a_question_of_a_form_that_there_is():
    choices = [{"name": n, "label": {"en": t}} for n, t in [("a", "Roads"), ("b", "Parks")]]
    question = {"type": "ranking", "name": "q", "label": {"en": "What first?"}, "choices": choices}
    form = {"questions": [question]}
    sheet = read_sheet(b"What first?\nParks;Roads;\nRoads;\nBins;Roads;\n")
    assert same_uses(sheet.headings, form) == ["same:q"]
    read_as = understood(sheet, form, [("q", "")], ["same:q"])
    assert read_as.answers == [{"q": {"order": ["b", "a"]}}, {"q": {"order": ["a"]}}]
    assert read_as.refused[0][0] == 4
