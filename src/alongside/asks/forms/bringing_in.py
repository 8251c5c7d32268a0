"""What another product wrote, as a file: a form, or the answers to one."""

from alongside.people.forms import StaffFileForm


class FormFileForm(StaffFileForm):
    """The form as XLSForm, LimeSurvey or SurveyJS write it."""

    what = "a form"
    most_megabytes = 5

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].label = "The form"
        self.fields["file"].help_text = (
            "XLSForm (Excel, CSV or Markdown), LimeSurvey (.lss), SurveyJS (JSON), or a form of "
            f"ours as JSON. Up to {self.most_megabytes} MB."
        )


class ResponsesFileForm(StaffFileForm):
    """Responses exported by Microsoft Forms or Google Forms."""

    what = "a file of responses"
    most_megabytes = 20
