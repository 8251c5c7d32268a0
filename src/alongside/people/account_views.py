"""The page where a code is entered; allauth says nothing when a code is over."""

from typing import Any

from allauth.account.views import ConfirmLoginCodeView
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.generic.edit import FormView

RUN_OUT = "That code has run out. Ask for another."
TOO_MANY = "That was wrong five times, so this code works no more. Ask for a new code."


class EnterCode(ConfirmLoginCodeView):
    """Says what became of a code that does not work any more."""

    said = False

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        answer = super().dispatch(request, *args, **kwargs)
        sent_back = answer.headers.get("Location") == reverse("account_request_login_code")
        return self._ask_again(RUN_OUT) if sent_back and not self.said else answer

    def form_invalid(self, form: Any) -> HttpResponse:
        if self._process.record_invalid_attempt():
            return FormView.form_invalid(self, form)
        return self._ask_again(TOO_MANY)

    def _ask_again(self, why: str) -> HttpResponse:
        self.said = True
        messages.error(self.request, why)
        return redirect(self.passthrough_next_url(reverse("account_request_login_code")))
