"""How people sign in, under account/: the parts of allauth that belong to Alongside, each named.

allauth has more: signing up, several addresses for one person, accounts of other services. None of
it is open here, and what a newer allauth adds stays shut until it is named. One person has one
address, which the owner of their organisation changes; nobody takes one for themselves.
"""

from allauth.account import urls as account
from allauth.mfa.base import urls as second_step
from allauth.mfa.recovery_codes import urls as recovery_codes
from allauth.mfa.totp import urls as authenticator_app
from allauth.mfa.webauthn import urls as security_keys
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, include, path

from .account_views import EnterCode

OPEN = {
    "account_login",
    "account_logout",
    "account_inactive",
    "account_reauthenticate",
    "account_request_login_code",
    "account_change_password",
    "account_set_password",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
}
"""The addresses of allauth.account that are open; those of the second step all are."""


def closed(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """Nobody signs up by themselves. allauth asks for this address when it writes a letter."""
    raise Http404


def _open(entries: list[URLPattern | URLResolver]) -> list[URLPattern]:
    return [one for one in entries if isinstance(one, URLPattern) and one.name in OPEN]


urlpatterns = [
    path("signup/", closed, name="account_signup"),
    path("login/code/confirm/", EnterCode.as_view(), name="account_confirm_login_code"),
    *_open(account.urlpatterns),
    path("2fa/", include(second_step.urlpatterns)),
    path("2fa/totp/", include(authenticator_app.urlpatterns)),
    path("2fa/recovery-codes/", include(recovery_codes.urlpatterns)),
    path("2fa/webauthn/", include(security_keys.urlpatterns)),
]
