"""How people sign in: allauth, with its pages in our look and nobody signing up by themselves.

A person is who has the address of their Person. allauth also keeps addresses of its own, which it
would match whether or not anybody showed that they are theirs; here they open nothing.
"""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.account.authentication import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest, HttpResponse

from . import actions, queries
from .models import Person


class ByPassword(AuthenticationBackend):
    """Finds who signs in with a password by the address of the Person, and by nothing else."""

    def _authenticate_by_email(self, email: str, password: str) -> Any:
        return self._check_password(queries.person_with(email), password)


class Accounts(DefaultAccountAdapter):
    """People are added by an owner of their organisation; there is no public sign-up."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": "This account is closed. Ask the owner of your organisation.",
        "email_password_mismatch": "The e-mail address or the password is not right. Try again, "
        "or ask for a code.",
        "enter_current_password": "Enter the password you have now",
        "incorrect_code": "This is not the code. Look for the newest letter, and try again.",
        "incorrect_password": "The password is not right. Try again.",
        "too_many_login_attempts": "That was tried too many times. Wait five minutes, then try "
        "again.",
        "invalid_password_reset": "This link does not work any more. Ask for another.",
        "rate_limited": "You asked many times in a short time. Wait a minute, then try again.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002
        return False

    def format_email_subject(self, subject: str) -> str:
        return subject

    def post_login(self, request: HttpRequest, user: Person, **about: Any) -> HttpResponse:
        """Go on after signing in. Who entered a code from a letter has the address it went to."""
        for record in get_authentication_records(request, user):
            if record["method"] == "code" and record.get("email") == user.email:
                actions.note_address_is_theirs(person=user)
        return super().post_login(request, user, **about)


class SecondStep(DefaultMFAAdapter):
    """What somebody shows beside a code or a password, when they want it safer."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "cannot_generate_recovery_codes": "Add an app or a key first. Recovery codes are for when "
        "you have lost it.",
        "incorrect_code": "This is not the code. Look at the app again: it changes every half "
        "minute.",
        "unverified_email": "Sign out, and sign in once with a code from a letter. Then we know "
        "that the e-mail address is yours, and you can add this.",
    }

    def get_totp_issuer(self) -> str:
        return "Alongside"
