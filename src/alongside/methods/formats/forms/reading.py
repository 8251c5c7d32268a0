"""Reading a form whatever product wrote it: what is in the file decides, not its name."""

import json
from typing import Any

from alongside.methods.formats.forms import limesurvey, surveyjs, xlsform
from alongside.methods.formats.forms.found import FormFile, Found, NotAForm
from alongside.methods.questions import check_form

MOST_BYTES = 20_000_000


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
    if problems := check_form(form):
        raise NotAForm(f"{problems[0]}.")
    questions = [Found(question) for question in form["questions"]]
    return FormFile(form["title"], form["languages"], questions, form.get("intro") or {})
