"""Forms that other products write: XLSForm (a workbook, CSV or Markdown), LimeSurvey (.lss) and
SurveyJS (JSON). `read_form` reads any of them; `xlsform_out` and `surveyjs_out` write ours."""

from alongside.methods.formats.forms.found import FormFile, Found, NotAForm
from alongside.methods.formats.forms.reading import read_form

__all__ = ["FormFile", "Found", "NotAForm", "read_form"]
