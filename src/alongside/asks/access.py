"""Who may answer and who may work with forms. Returns the object, or raises 404."""

from typing import Any

from django.http import Http404

from alongside.people import access as people

from . import queries
from .models import Form, FormVersion, Invitation, Wave


def wave_by_code(code: str) -> Wave:
    """Return the wave that stands at this address. Anybody with the code may come."""
    try:
        return Wave.objects.select_related("version").get(code=code.upper())
    except Wave.DoesNotExist:
        raise Http404("no wave has this code") from None


def invitation(wave: Wave, key: str) -> Invitation:
    """Return the invitation this private key belongs to."""
    found = queries.invitation(wave, key)
    if found is None:
        raise Http404("no invitation has this key")
    return found


def form(person: Any, organisation: str, pk: int) -> Form:
    """Return a form of the organisation to a member of staff."""
    me = people.staff(person, organisation)
    found = queries.forms(me.organisation).filter(pk=pk).first()
    if found is None:
        raise Http404("no such form in this organisation")
    return found


def version(form: Form, number: int) -> FormVersion:
    """Return a published version of a form that was let through already."""
    found = form.versions.select_related("published_by").filter(number=number).first()
    if found is None:
        raise Http404("this form has no such version")
    return found


def wave(person: Any, organisation: str, pk: int) -> Wave:
    """Return a wave of the organisation to a member of staff."""
    me = people.staff(person, organisation)
    found = queries.waves(me.organisation).filter(pk=pk).first()
    if found is None:
        raise Http404("no such wave in this organisation")
    return found
