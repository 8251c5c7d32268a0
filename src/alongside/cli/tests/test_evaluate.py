import csv
import hashlib
import io
import json
import os
import subprocess
import sys
import warnings
from collections import Counter
from pathlib import Path

import docx
import openpyxl
import pypdf
import pytest

from alongside.cli import main, responses


def surveys():
    """The folder of real surveys, which lies beside the repository and is never copied into it."""
    given = os.environ.get("ALONGSIDE_SHARED")
    places = [Path(given)] if given else [p / "shared" for p in Path(__file__).resolve().parents]
    return next((p / "data/surveys" for p in places if (p / "data/surveys").is_dir()), None)


SURVEYS = surveys()
PUBLISHED = sorted((SURVEYS / "uk16_published").glob("*.csv")) if SURVEYS else []
needs_surveys = pytest.mark.skipif(
    SURVEYS is None, reason="the real surveys are not beside the repository (ALONGSIDE_SHARED)"
)

ANSWERS = "Team,Sure\n" + "Parks,Yes\n" * 12 + "Housing,No\n" * 9 + "Housing,Maybe\n" * 3


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "spring_2026.csv"
    path.write_text(ANSWERS)
    return str(path)


@pytest.fixture
def said(capsys):
    def run(*args):
        assert main(["evaluate", *map(str, args), "--json"]) == 0
        return json.loads(capsys.readouterr().out)

    return run


def tidy(text):
    return text.replace("\u00a0", " ").strip()


def rows_of(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def test_the_json_has_the_promised_keys(said, file):
    found = said(file)
    assert found["questions"][0] == {
        "name": "Team",
        "type": "one",
        "answered": 24,
        "counts": {"Housing": 12, "Parks": 12},
        "interval": {
            "Housing": pytest.approx([0.3143, 0.6857], abs=1e-4),
            "Parks": pytest.approx([0.3143, 0.6857], abs=1e-4),
        },
    }
    assert set(found["questions"][1]["counts"]) == {"Yes", "Maybe", "No"}
    assert found["questions"][1]["counts"]["Maybe"] is None
    assert found["questions"][1]["interval"]["Maybe"] is None
    assert (found["responses"], found["refused"], found["by"]) == (24, [], None)


def test_a_split_has_a_table_for_every_other_question(said, file):
    by = said(file, "--by", "team", "--min-count", 1)["by"]
    assert (by["column"], by["groups"]) == ("Team", ["Housing", "Parks"])
    (table,) = by["tables"]
    assert table == {
        "question": "Sure",
        "by": "Team",
        "categories": ["Yes", "Maybe", "No"],
        "groups": ["Housing", "Parks"],
        "counts": [[0, 12], [3, 0], [9, 0]],
        "answered": [12, 12],
        "refused": "",
    }


def test_refused_rows_are_listed_and_the_rest_kept(said, tmp_path):
    path = tmp_path / "odd.csv"
    path.write_text("a,b\n1,2\n1,2,3\n2,4\n")
    found = said(path)
    assert found["responses"] == 2
    assert found["refused"] == [{"line": 3, "reason": "it has 3 cells, but there are 2 headings"}]


def test_standard_input_is_read(said, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(ANSWERS.encode())))
    assert said("-")["responses"] == 24


def test_a_low_minimum_is_said_on_standard_error(file, capsys):
    assert main(["evaluate", file, "--min-count", "4"]) == 0
    assert capsys.readouterr().err == "Numbers below 5 are shown: not protected, not for sharing.\n"
    assert main(["evaluate", file]) == 0
    assert capsys.readouterr().err == ""


def test_without_json_the_tables_are_for_a_person(file, capsys):
    assert main(["evaluate", file, "--by", "Team"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "24 responses"
    assert "  Housing         12" in lines
    assert any(line.startswith("  By Team") for line in lines)


@pytest.mark.parametrize("suffix", ["pdf", "html", "docx", "xlsx"])
def test_a_report_is_written_in_the_format_its_name_ends_in(file, tmp_path, capsys, suffix):
    out = tmp_path / f"report.{suffix}"
    assert main(["evaluate", file, "--out", str(out), "--min-count", "2"]) == 0
    assert capsys.readouterr().err.endswith(f"Wrote {out}.\n")
    text = "".join(text_of(out).replace("\u200b", "").split())
    fingerprint = hashlib.sha256(ANSWERS.encode()).hexdigest()
    for part in ("Spring2026", "notprotected,notforsharing", fingerprint, "spring_2026.csv"):
        assert part in text
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted((out.name, Path(file).name))


def text_of(path):
    match path.suffix:
        case ".pdf":
            return "\n".join(page.extract_text() for page in pypdf.PdfReader(path).pages)
        case ".docx":
            document = docx.Document(path)
            parts = [*document.element.body.iter(), *document.sections[0].header._element.iter()]
            return "".join(part.text or "" for part in parts if part.tag.endswith("}t"))
        case ".xlsx":
            return "\n".join(str(cell.value) for cell in cells_of(path) if cell.value is not None)
        case _:
            return path.read_text()


def cells_of(path):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl does not know the bars inside cells
        workbook = openpyxl.load_workbook(io.BytesIO(path.read_bytes()))
    return [cell for sheet in workbook for row in sheet for cell in row]


NASTY = (
    "<script>alert(1)</script>",
    '=HYPERLINK("http://evil.example","x")',
    "two\nlines\r\nof it",
    "\x1b[31mred\x0b\x0c",
    "a\u202eb \U0001f600 \u062a\u0639\u0627\u0648\u0646",
    "&lt; \"quoted\" 'quoted' #set page() $x$ \\ *bold* _it_ [link]",
    "long " * 1000,
)


@pytest.mark.parametrize("suffix", ["pdf", "html", "docx", "xlsx"])
def test_whatever_people_wrote_is_safe_in_every_format(tmp_path, suffix):
    path, out = tmp_path / "odd.csv", tmp_path / f"report.{suffix}"
    with path.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([*NASTY, "Team"])
        for _ in range(6):
            writer.writerows([[*NASTY, "A"], [*reversed(NASTY), "B"]])
    assert main(["evaluate", str(path), "--by", "Team", "--out", str(out)]) == 0
    assert len(text_of(out)) > 500
    if suffix == "html":
        assert "<script" not in out.read_text()
    if suffix == "xlsx":
        assert "f" not in {cell.data_type for cell in cells_of(out)}


def test_a_report_that_cannot_be_made_leaves_the_old_one(file, tmp_path, monkeypatch, capsys):
    out = tmp_path / "report.html"
    out.write_text("old")

    def full(*args):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    assert main(["evaluate", file, "--out", str(out)]) == 2
    assert capsys.readouterr().err.endswith("cannot be written: No space left on device.\n")
    assert out.read_text() == "old"
    assert len(list(tmp_path.iterdir())) == 2


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        (
            ["--out", "report.odt"],
            "--out report.odt: the name must end in .pdf, .html, .docx, .xlsx",
        ),
        (["--out", "nowhere/report.pdf"], "there is no folder nowhere."),
        (["--min-count", "0"], "--min-count 0 is below 1."),
        (["--title", " ", "--out", "report.pdf"], "--title is empty."),
        (["--by", "Teams"], "There is no column “Teams”. The nearest are “Team”."),
    ],
)
def test_a_wrong_call_gets_a_sentence(file, capsys, more, sentence):
    assert main(["evaluate", file, *more]) == 2
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert sentence in err


def test_a_wrong_file_gets_a_sentence_with_its_name(tmp_path, capsys, monkeypatch):
    path = tmp_path / "odd.csv"
    path.write_bytes(b"%PDF-1.7")
    assert main(["evaluate", str(path)]) == 2
    assert capsys.readouterr().err == (
        f"alongside evaluate: {path}: The file is a PDF: give a CSV, XLSX, XLS or ODS file.\n"
    )
    assert main(["evaluate", str(tmp_path)]) == 2
    assert capsys.readouterr().err.endswith("is a folder: give one file.\n")
    monkeypatch.setattr(responses, "MOST_BYTES", 5)
    assert main(["evaluate", str(path)]) == 2
    assert "the most we read is" in capsys.readouterr().err


def test_what_never_ends_is_not_read_for_ever(capsys, monkeypatch):
    monkeypatch.setattr(responses, "MOST_BYTES", 1_000_000)
    assert main(["evaluate", "/dev/zero"]) == 2
    assert capsys.readouterr().err == "alongside evaluate: /dev/zero is over 1 MB.\n"
    monkeypatch.setattr(sys, "stdin", None)
    assert main(["evaluate", "-"]) == 2
    assert capsys.readouterr().err == "alongside evaluate: Standard input is closed.\n"


def test_a_name_too_long_for_a_file_is_said(file, tmp_path, capsys):
    assert main(["evaluate", file, "--out", str(tmp_path / f"{'n' * 300}.pdf")]) == 2
    assert capsys.readouterr().err.endswith("cannot be written: File name too long.\n")


def test_a_full_disk_is_said_and_a_reader_who_goes_is_no_trouble(file):
    command = [sys.executable, "-m", "alongside", "evaluate", file]
    with open("/dev/full", "wb") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE)
    sentence = b"alongside evaluate: there is no room left on the disk.\n"
    assert (done.returncode, done.stderr) == (1, sentence)
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(command, stdout=writer, stderr=subprocess.PIPE)
    os.close(writer)
    assert (done.returncode, done.stderr) == (1, b"")


@needs_surveys
def test_the_published_tables_of_uk16_are_all_here():
    assert len(PUBLISHED) == 23


@needs_surveys
@pytest.mark.parametrize("path", PUBLISHED, ids=lambda path: path.stem)
def test_the_published_counts_of_uk16_are_reproduced(said, path):
    """Every published number, exactly.

    The publishers counted "Never " with a space at its end as another answer than "Never", and
    left it out of their tables; it is all that we list beyond them. Blank is no answer, and an
    answer without a number is 0.
    """
    _, *raw = rows_of(SURVEYS / "uk16.csv")
    first, *table = rows_of(path)
    questions = {question["name"]: question for question in said_once(said)["questions"]}
    for place, name in enumerate(first[1:], start=1):
        published = {row[0]: int(float(row[place] or 0)) for row in table}
        blank = published.pop("", None)
        counts = questions[tidy(name)]["counts"]
        assert {answer: counts.get(answer, 0) for answer in published} == published
        assert {answer for answer in counts if answer not in published} <= {"Never "}
        assert blank in (None, len(raw) - questions[tidy(name)]["answered"])


_ONCE = {}


def said_once(said):
    if not _ONCE:
        _ONCE.update(said(SURVEYS / "uk16.csv", "--min-count", 1))
    return _ONCE


@needs_surveys
def test_967_real_responses_are_counted_as_they_are(said):
    headings, *raw = rows_of(SURVEYS / "carpentries_post.csv")
    found = said(SURVEYS / "carpentries_post.csv", "--min-count", 1)
    assert (found["responses"], found["refused"]) == (967, [])
    kinds = Counter(question["type"] for question in found["questions"])
    assert kinds == {"scale": 32, "one": 3, "text": 3, "date": 1}
    for place, question in enumerate(found["questions"]):
        expected = Counter(tidy(row[place]) for row in raw)
        del expected[""]
        assert (question["name"], question["answered"]) == (headings[place], expected.total())
        if question["type"] in {"scale", "one"}:
            assert question["counts"] == expected


@needs_surveys
def test_967_real_responses_are_protected(said):
    questions = {q["name"]: q for q in said(SURVEYS / "carpentries_post.csv")["questions"]}
    welcoming = questions["AtmosphereWelcoming"]["counts"]
    assert welcoming["Strongly Agree"] == 698
    assert welcoming["Disagree"] is None
    assert sum(count is None for count in welcoming.values()) >= 2
