"""Reading a form whatever product wrote it: what is in the file decides, not its name."""

import json
import re
from typing import Any

from alongside.methods.formats.forms import limesurvey, surveyjs, xlsform
from alongside.methods.formats.forms.found import FormFile, Found, NotAForm
from alongside.methods.questions import check_form
from alongside.methods.questions.checking import FormProblem

MOST_BYTES = 20_000_000
UNFINISHED = re.compile(r".* is missing in .*|has no questions|needs at least \d+ (choice|row)s?.*")
"""What may be wrong with a draft of ours that somebody has not finished writing."""


def read_form(content: bytes, *, title: str = "") -> FormFile:
    """Return the form in a file: XLSForm as XLSX, XLS, ODS, CSV or Markdown, LimeSurvey's structure
    (.lss), or SurveyJS. `title` is used where the file says none, such as the name of the file.

    `NotAForm` says in a sentence what is wrong with a file that cannot be used.
    """
    if not content.strip():
        raise NotAForm("The file is empty.")
    if len(content) > MOST_BYTES:
        raise NotAForm(
            f"The file is over {MOST_BYTES // 1_000_000} MB: no form is as long as that."
        )
    beginning = content.lstrip(b"\xef\xbb\xbf \t\r\n")[:200]
    if beginning.startswith(b"{"):
        return _ours(content) or surveyjs.read(content, title)
    if beginning.startswith(b"<"):
        return limesurvey.read(content, title)
    return xlsform.read(content, title)


def _ours(content: bytes) -> FormFile | None:
    """Return a form of our own as it is; None for any other JSON."""
    try:
        form: Any = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return None
    if not isinstance(form, dict) or not {"languages", "questions", "title"} <= set(form):
        return None
    if wrong := [one for one in check_form(form) if not _is_unfinished(one, form)]:
        raise NotAForm(f"{wrong[0]}.")
    questions = [Found(question) for question in form["questions"]]
    return FormFile(form["title"], form["languages"], questions, form.get("intro") or {})


def _is_unfinished(problem: FormProblem, form: dict[str, Any]) -> bool:
    """Return whether a problem only says that somebody has more to write, and there is something
    to go on with: questions, each with words in some language."""
    if not form["questions"] or not UNFINISHED.fullmatch(problem.text):
        return False
    found = [one for one in form["questions"] if one.get("name") == problem.question]
    options = [o for one in found for key in ("choices", "rows") for o in one.get(key, ())]
    return all(one.get("label") for one in (*found, *options))
