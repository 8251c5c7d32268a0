"""What people type in around a room. Fields of the questions themselves are read by their types."""

from uuid import uuid4

from django import forms

WELCOME = """Everybody's view counts the same.
You can pass, take a break or leave at any time. You need not say why.
What is said here stays here."""


def _too_long(what: str, most: int) -> dict[str, str]:
    return {"max_length": f"Make {what} shorter: {most} letters or fewer"}


class ComeInForm(forms.Form):
    """Somebody comes in: no account, and no name if they would rather not."""

    name = forms.CharField(
        label="Your first name, if you like",
        required=False,
        max_length=40,
        help_text="Whoever leads the session sees it. It never stands beside an answer.",
        error_messages=_too_long("the name", 40),
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
    )
    needs = forms.CharField(
        label="What would help you take part?",
        required=False,
        max_length=500,
        help_text="Whoever leads the session reads it. Leave it empty if there is nothing.",
        error_messages=_too_long("the text", 500),
    )


class OpenForm(forms.Form):
    """A room is opened for a session."""

    welcome = forms.CharField(
        label="Ground rules",
        required=False,
        max_length=4000,
        initial=WELCOME,
        help_text="People read them first. Change them together.",
        error_messages=_too_long("the ground rules", 4000),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    turn_to = forms.CharField(
        label="Whom can people turn to?",
        required=False,
        max_length=200,
        help_text="A name, and where to find them: “Amira, in the green jumper by the door”.",
        error_messages=_too_long("the text", 200),
    )
    under_18 = forms.BooleanField(
        label="People under 18 are in the room",
        required=False,
        help_text="Then you look through every question before the room sees it.",
    )
    approve_first = forms.BooleanField(
        label="Look through questions before the room sees them", required=False, initial=True
    )


class PutInForm(forms.Form):
    """How many people without a device give the answer below."""

    client_id = forms.UUIDField(widget=forms.HiddenInput)
    people = forms.IntegerField(
        label="How many people?",
        min_value=1,
        max_value=500,
        initial=1,
        error_messages={
            "required": "Enter how many people",
            "invalid": "Enter a number, like 3",
            "min_value": "Enter 1 or more",
            "max_value": "Enter 500 or fewer",
        },
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.initial["client_id"] = uuid4()


class RaiseForm(forms.Form):
    """A question that somebody in the room asks."""

    client_id = forms.UUIDField(widget=forms.HiddenInput)
    text = forms.CharField(
        label="Your question",
        max_length=500,
        error_messages={"required": "Write your question"} | _too_long("the question", 500),
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.initial["client_id"] = uuid4()
