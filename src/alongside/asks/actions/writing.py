"""What happens to a form while it is written, until it is published."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from alongside.methods.questions import check_form
from alongside.methods.revision import ChangedMeanwhile
from alongside.people.actions import NotPossible
from alongside.people.models import Membership, Organisation

from .. import drafting, translating
from ..models import Form, FormVersion
from ..queries import writing
from .picturing import note_draft, note_version


@transaction.atomic
def make_form(
    *,
    organisation: Organisation,
    title: str,
    draft: dict[str, Any],
    now: datetime,
    purpose: str = Form.Purpose.EVALUATION,
    by: Membership | None = None,
) -> Form:
    """Return a new form with this draft (JSON as `methods.questions` describes it)."""
    form = Form.objects.create(
        organisation=organisation, title=title, purpose=purpose, draft=draft, made=now, made_by=by
    )
    note_draft(form, now)
    return form


@transaction.atomic
def change_form(*, form: Form, title: str, draft: dict[str, Any], now: datetime) -> Form:
    """Keep a changed draft. What was published before stays as it is."""
    form.title, form.draft = title, draft
    form.save(update_fields=["title", "draft"])
    note_draft(form, now)
    return form


def _locked(form: Form) -> Form:
    return Form.objects.select_for_update().get(pk=form.pk)


@transaction.atomic
def write_heading(
    *,
    form: Form,
    title: str,
    intro: str,
    purpose: str,
    seen: str,
    titles: Mapping[str, str] | None = None,
    intros: Mapping[str, str] | None = None,
) -> Form:
    """Keep the title, introduction and purpose of a form, and the first two in its other languages,
    by code; its questions stay as they are.

    Raises ChangedMeanwhile when they are no longer those of which `seen` is the revision.
    """
    form = _locked(form)
    if seen != writing.heading_revision(form):
        raise ChangedMeanwhile
    language, codes = drafting.language(form.draft), drafting.languages(form.draft)
    form.title, form.purpose = title, purpose
    titles, intros = {language: title, **(titles or {})}, {language: intro, **(intros or {})}
    written = translating.in_all(form.draft.get("title"), titles, codes)
    form.draft = {
        **form.draft,
        "title": written or {language: title},
        "intro": translating.in_all(form.draft.get("intro"), intros, codes),
    }
    if not form.draft["intro"]:
        del form.draft["intro"]
    form.save(update_fields=["title", "purpose", "draft"])
    return form


@transaction.atomic
def add_language(*, form: Form, code: str) -> Form:
    """Have a form in one more language. It is published once its words are there."""
    form = _locked(form)
    form.draft = drafting.with_language(form.draft, code)
    form.save(update_fields=["draft"])
    return form


@transaction.atomic
def remove_language(*, form: Form, code: str) -> Form:
    """Take a language out of a form, but never the first. The words in it come back with it."""
    form = _locked(form)
    form.draft = drafting.without_language(form.draft, code)
    form.save(update_fields=["draft"])
    return form


@transaction.atomic
def write_question(
    *, form: Form, question: dict[str, Any], seen: str, now: datetime, after: str = ""
) -> Form:
    """Keep one question of a draft, finished or not, in its place; a new one stands below the
    question `after`, or at the end.

    Raises ChangedMeanwhile when the question is no longer that of which `seen` is the revision.
    What others did to other questions in between stays.
    """
    form = _locked(form)
    form.draft = drafting.replaced(form.draft, question, seen, after)
    form.save(update_fields=["draft"])
    note_draft(form, now)
    return form


@transaction.atomic
def move_question(*, form: Form, name: str, by: int) -> Form:
    """Move a question `by` places down, or up when that is below zero."""
    form = _locked(form)
    form.draft = drafting.moved(form.draft, name, by)
    form.save(update_fields=["draft"])
    return form


@transaction.atomic
def place_question(*, form: Form, name: str, place: int) -> Form:
    """Put a question at a place, counted from 1."""
    form = _locked(form)
    form.draft = drafting.placed(form.draft, name, place)
    form.save(update_fields=["draft"])
    return form


@transaction.atomic
def copy_question(*, form: Form, name: str) -> str:
    """Put a copy of a question after it, which says that it is one. Return its name; that of the
    question where it is gone."""
    form = _locked(form)
    question = drafting.find(form.draft, name)
    if question is not None:
        words = drafting.label(question, drafting.language(form.draft))
        copy = drafting.copied(question, drafting.name_for(words, writing.names_taken(form)))
        form.draft = drafting.inserted(form.draft, copy, drafting.below(form.draft, name))
        form.save(update_fields=["draft"])
        name = copy["name"]
    return name


@transaction.atomic
def remove_question(*, form: Form, name: str, now: datetime) -> tuple[dict[str, Any], int] | None:
    """Take a question out of a draft. Return it and its place, to put it back; None without it."""
    form = _locked(form)
    question = drafting.find(form.draft, name)
    if question is None:
        return None
    place = drafting.names(form.draft).index(name)
    form.draft = drafting.without(form.draft, name)
    form.save(update_fields=["draft"])
    note_draft(form, now)
    return question, place


@transaction.atomic
def put_back_question(*, form: Form, question: dict[str, Any], place: int, now: datetime) -> Form:
    """Put a removed question back where it was, unless it is there already."""
    form = _locked(form)
    if drafting.find(form.draft, question["name"]) is None:
        form.draft = drafting.inserted(form.draft, question, place)
        form.save(update_fields=["draft"])
        note_draft(form, now)
    return form


@transaction.atomic
def put_away(*, form: Form, now: datetime) -> Form:
    """Put a form away: it is not offered any more. What is being asked goes on."""
    form.retired = form.retired or now
    form.save(update_fields=["retired"])
    return form


@transaction.atomic
def bring_back(*, form: Form) -> Form:
    """Offer a form again that was put away."""
    form.retired = None
    form.save(update_fields=["retired"])
    return form


@transaction.atomic
def publish(
    *, form: Form, now: datetime, by: Membership | None = None, seen: str = ""
) -> FormVersion:
    """Return the draft as a new version that never changes; the same draft twice is one version.

    Raises NotPossible with the first thing that is wrong with the draft, and ChangedMeanwhile when
    `seen` is not the revision of the draft.
    """
    form = _locked(form)
    if seen and seen != drafting.revision(form.draft):
        raise ChangedMeanwhile
    if problems := check_form(form.draft):
        raise NotPossible(str(problems[0]))
    last = writing.latest(form)
    if last is not None and last.definition == form.draft:
        return last
    version = FormVersion.objects.create(
        form=form,
        number=last.number + 1 if last else 1,
        definition=form.draft,
        published=now,
        published_by=by,
    )
    note_version(version, now)
    return version
