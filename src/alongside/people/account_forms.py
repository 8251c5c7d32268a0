"""allauth's forms for signing in, in our words. Who is meant is the Person with the address."""

from typing import Any

from allauth.account import forms as allauth

from alongside.web.fields import Email

from . import queries


class CodeForm(allauth.RequestLoginCodeForm):
    """Asks for a code. It goes to the address on record, not to the one typed."""

    email = Email(label="E-mail address", autocomplete="email")

    def clean_email(self) -> str:
        typed = str(super().clean_email())
        self._user = queries.person_with(typed)
        return self._user.email if self._user else typed


class EnterCodeForm(allauth.ConfirmLoginCodeForm):
    """The code from the letter."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].error_messages["required"] = "Enter the code from the letter"


class PasswordForm(allauth.LoginForm):
    """Signing in with a password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"] = Email(label="E-mail address", autocomplete="email")
        self.fields["password"].error_messages["required"] = "Enter your password"
        self.order_fields(["login", "password"])


class ForgottenForm(allauth.ResetPasswordForm):
    """Asks for a letter with a link to choose a new password. It goes to the address on record."""

    email = Email(label="E-mail address", autocomplete="email")

    def clean_email(self) -> str:
        typed = super().clean_email()
        person = queries.person_with(typed)
        self.users = [person] if person else []
        return person.email if person else typed
