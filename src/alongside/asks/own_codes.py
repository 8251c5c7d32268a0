"""The codes that people make themselves: what is kept of them, and for how long."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.utils.crypto import salted_hmac

from alongside.methods.questions.types import own_code

from .models import Form, Wave

KEPT_FOR = timedelta(days=457)
"""15 months after a wave has closed: the next time is a year later, and then somebody reads it."""


def kept(wave: Wave, answers: Mapping[str, Any]) -> dict[str, Any]:
    """Return answers as they may be kept: of each code a sum, which the same code gives in every
    survey of the organisation; in equality monitoring, which is kept apart, only in the same form.
    It is keyed with the installation's secret: without that nobody can try all codes there are and
    see which gives it."""
    form = wave.version.form
    apart = f", form {form.pk}" if form.purpose == Form.Purpose.EQUALITY else ""

    def sum_of(code: str) -> str:
        salt = f"own code of organisation {wave.organisation_id}{apart}"
        return salted_hmac(salt, code, algorithm="sha256").hexdigest()[:32]

    return own_code.kept(wave.version.definition, answers, sum_of)
