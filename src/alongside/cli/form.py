"""Read a form of another product, say what of it can be asked here, and write it for another."""

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path

from alongside.cli import WrongInput
from alongside.cli.responses import content_of
from alongside.methods.columns import shortened
from alongside.methods.formats.forms import FormFile, Found, NotAForm, read_form
from alongside.methods.questions import check_form

TO = ("xlsform", "surveyjs", "json")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "file", help="XLSForm (XLSX, XLS, CSV, MD), LimeSurvey .lss, SurveyJS or our own JSON"
    )
    parser.add_argument("--to", choices=TO, help="write it for another product")
    parser.add_argument("--out", metavar="FILE", help="where to write it")
    parser.add_argument("--json", action="store_true", help="one JSON object instead of a list")


def run(args: argparse.Namespace) -> int:
    if (args.to is None) != (args.out is None):
        raise WrongInput("--to and --out go together: what to write, and where.")
    title = "Form" if args.file == "-" else Path(args.file).stem.replace("_", " ")
    try:
        form = read_form(content_of(args.file), title=title)
    except NotAForm as problem:
        raise WrongInput(f"{args.file}: {problem}") from None
    definition = form.definition()
    for remark in form.remarks:
        print(remark, file=sys.stderr)
    for fault in check_form(definition):
        print(f"Before it can be asked here: {fault}.", file=sys.stderr)
    if args.json:
        print(json.dumps(as_json(form)))
    if args.out is not None:
        _write(args.to, definition, Path(args.out))
    elif not args.json:
        print("\n".join(_lines(form)))
    return 0


def as_json(form: FormFile) -> dict[str, object]:
    """Return the form as `alongside form --json` prints it: every question that was found.

    `type` is ours; where we have none it is that of the product, and `asked` is false.
    """
    usual = form.languages[0] if form.languages else "en"
    return {
        "title": form.title.get(usual, ""),
        "titles": form.title,
        "languages": form.languages,
        "questions": [_question(found) for found in form.questions],
        "remarks": form.remarks,
    }


def _question(found: Found) -> dict[str, object]:
    question = found.question
    shown: dict[str, object] = {
        "name": question["name"],
        "type": question["type"],
        "label": question["label"],
        "hint": question.get("hint", {}),
        "required": bool(question.get("required")),
        "relevant": question.get("relevant", ""),
        "constraint": question.get("constraint", ""),
        "choices": question.get("choices", []),
        "asked": not found.why,
    }
    return shown | ({"rows": question["rows"]} if "rows" in question else {})


def _lines(form: FormFile) -> Iterator[str]:
    """Yield the form as lines for a person to read."""
    usual = form.languages[0] if form.languages else "en"
    yield form.title.get(usual, "")
    for number, found in enumerate(form.questions, 1):
        question = found.question
        label = question["label"].get(usual) or next(iter(question["label"].values()))
        yield ""
        yield f"{number}. {shortened(label, 160)}"
        must = ", must be answered" if question.get("required") else ""
        yield f"   {question['name']}: {question['type']}{must}" + (
            f"; {found.why}" if found.why else ""
        )
        if question.get("relevant"):
            yield f"   asked if {question['relevant']}"
        for choice in question.get("choices", []):
            words = choice["label"].get(usual) or next(iter(choice["label"].values()))
            yield f"   - {choice['name']}: {shortened(words, 120)}"


def _write(to: str, definition: dict[str, object], out: Path) -> None:
    if not definition["questions"]:
        raise WrongInput("There is no question in the form that can be asked here.")
    try:
        out.write_bytes(_content(to, definition))
    except OSError as problem:
        raise WrongInput(f"{out} cannot be written: {problem.strerror}.") from None
    print(f"Wrote {out}.", file=sys.stderr)


def _content(to: str, definition: dict[str, object]) -> bytes:
    """Return the form for a product; what writes it is loaded only when it is asked for."""
    if to == "xlsform":
        from alongside.methods.formats.forms import xlsform_out

        return xlsform_out.write(definition)
    if to == "surveyjs":
        from alongside.methods.formats.forms import surveyjs_out

        return surveyjs_out.write(definition)
    return json.dumps(definition, ensure_ascii=False, indent=2).encode()
