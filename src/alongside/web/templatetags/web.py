"""Tags every page can use."""

from datetime import datetime
from typing import Any

from django import template
from django.conf import settings
from django.core.exceptions import ValidationError
from django.forms import BoundField, Form
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst

from alongside.methods import phones
from alongside.methods.markdown import html
from alongside.methods.shown import Shown
from alongside.web.refusals import kinds_of, note
from alongside.web.words import GENERAL

register = template.Library()


@register.simple_tag
def say(text: Any) -> str:
    """Return words for a reader.

    What people read on a participant page passes here, so that an easy-read twin, symbols or
    another language can be put beside it in one place.
    """
    return str(text)


@register.filter
def clock(moment: datetime) -> str:
    """Return a time of day as people say it: 1.30pm, 3pm, noon.

    >>> from datetime import UTC
    >>> [clock(datetime(2026, 3, 10, 9, minute, tzinfo=UTC)) for minute in (0, 30)]
    ['9am', '9.30am']
    """
    local = timezone.localtime(moment)
    hour = local.hour % 12 or 12
    minutes = f".{local.minute:02}" if local.minute else ""
    return f"{hour}{minutes}{'am' if local.hour < 12 else 'pm'}"


@register.filter
def day(moment: datetime) -> str:
    """Return a date as people say it: Tuesday 10 March 2026."""
    local = timezone.localtime(moment)
    return f"{local:%A} {local.day} {local:%B %Y}"


@register.filter
def phone(number: str) -> str:
    """Return a mobile number as people here read it: 07700 900123."""
    return phones.shown(number, settings.PHONES_COUNTRY)


@register.filter
def markdown(words: str, top: int = 2) -> SafeString:
    """Return the HTML of words in Markdown, with `<h{top}>` for their highest headings."""
    return SafeString(html(words, top=top))


@register.filter
def shown(number: Shown | int | None) -> SafeString | str:
    """Return a count, or the mark for a number that is not shown."""
    if number is None:
        return ""
    if isinstance(number, Shown) and number.hidden:
        return format_html('<span class="withheld">{}</span>', str(number))
    return str(number)


@register.filter
def holds(member: Any, roles: str) -> bool:
    """Return whether a member holds one of these roles, named with commas between them."""
    return member.holds(*roles.split(","))


@register.inclusion_tag("web/problems.html", takes_context=True)
def problems(context: dict[str, Any], form: Form) -> dict[str, Any]:
    """The summary at the top of a form that could not be used, with a link to each field, in the
    order of the fields. The kinds of problem go into the log."""
    if form.errors and "request" in context:
        note(context["request"], kinds_of(form))
    found = [
        (control_id(form[name]), in_full(form[name], problem))
        for name, problems in form.errors.as_data().items()
        if name in form.fields
        for problem in problems
    ]
    order = {control_id(form[name]): place for place, name in enumerate(form.fields)}
    found.sort(key=lambda entry: order[entry[0]])
    return {"found": found, "others": list(form.non_field_errors()), "any": bool(form.errors)}


def in_full(bound: BoundField, problem: ValidationError) -> str:
    """Return a problem in a sentence that is understood away from its field."""
    (says,) = problem.messages
    if problem.message not in GENERAL:
        return says
    asks = str(bound.label).endswith("?")
    return f"{bound.label} {capfirst(says)}" if asks else f"{bound.label}: {says}"


def control_id(bound: BoundField) -> str:
    """Return the id a summary of problems links to: of a group of buttons the first."""
    return bound.id_for_label or f"{bound.auto_id}_0"


@register.inclusion_tag("web/field.html")
def field(bound: BoundField) -> dict[str, Any]:
    """One field with its label, hint and problem, tied together for a screen reader."""
    described = [f"{bound.auto_id}-hint"] if bound.help_text else []
    if bound.errors:
        described.append(f"{bound.auto_id}-problem")
    attrs: dict[str, str | bool] = {"aria-describedby": " ".join(described)} if described else {}
    if bound.errors:
        attrs["aria-invalid"] = "true"
    kind = getattr(bound.field.widget, "input_type", "")
    group = kind in {"radio", "checkbox"} and hasattr(bound.field, "choices")
    return {
        "field": bound,
        "control": "" if group else bound.as_widget(attrs=attrs),
        "described_by": " ".join(described),
        "hint": bound.help_text,
        "tick": kind == "checkbox",
        "group": group,
    }
