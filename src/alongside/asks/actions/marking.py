"""Answers to "name one" questions are marked: by the product at the close, then by people."""

import hashlib
from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from alongside.methods.questions import mark as machine_mark
from alongside.methods.questions import type_of
from alongside.methods.questions.marking import words_of
from alongside.methods.questions.types.name_one import NameOne
from alongside.people.actions import NotPossible
from alongside.people.models import Membership

from .. import drafting, marks
from ..models import Comment, Form, Mark, Wave


@transaction.atomic
def mark_answers(*, wave: Wave, now: datetime) -> None:
    """Give every different answer to a "name one" question of a wave the mark of the product.

    They are written in alphabetical order under random ids, so that no row says who came first.
    Marks that are there stay as they are.
    """
    for question in marks.questions(wave):
        kind = type_of(question)
        assert isinstance(kind, NameOne)
        aliases = kind.aliases(question)
        written = Comment.objects.filter(wave=wave, question=question["name"])
        there = set(wave.marks.filter(question=question["name"]).values_list("answer", flat=True))
        texts = sorted(set(written.order_by().values_list("text", flat=True)) - there)
        found = [mark for text in texts if (mark := machine_mark(text, aliases))]
        Mark.objects.bulk_create(
            (
                Mark(
                    wave=wave,
                    question=question["name"],
                    answer=mark.answer,
                    fingerprint=hashlib.sha256(mark.answer.encode()).hexdigest(),
                    entry=mark.entry,
                    alias=mark.alias,
                    how=mark.how,
                    right=mark.right,
                    marked=now,
                )
                for mark in found
            ),
            batch_size=500,
        )


@transaction.atomic
def decide_mark(*, mark: Mark, right: bool, by: Membership, now: datetime) -> Mark:
    """Count an answer as right or wrong, whatever the product found."""
    mark.right, mark.by, mark.marked = right, by, now
    mark.save(update_fields=["right", "by", "marked"])
    return mark


@transaction.atomic
def undo_mark(*, mark: Mark, now: datetime) -> Mark:
    """Go back to the mark of the product."""
    mark.right, mark.by, mark.marked = mark.found, None, now
    mark.save(update_fields=["right", "by", "marked"])
    return mark


@transaction.atomic
def confirm_marks(
    *, wave: Wave, question: str, marks: Collection[int], by: Membership, now: datetime
) -> int:
    """Keep these marks of the product as they are, as a person who has looked at them. Return how
    many; marks that a person decided before stay theirs."""
    waiting = wave.marks.filter(question=question, pk__in=marks, by=None)
    return waiting.update(by=by, marked=now)


@transaction.atomic
def add_alias(*, mark: Mark, alias: str, entry: str, alone: bool) -> Form:
    """Let the draft of the form count `alias` from its next version on: as another way to say the
    entry of this name, or as one of its own. Answers that were marked stay as they are.

    Raises NotPossible when the draft has no such question or entry, or counts the words already.
    """
    form = Form.objects.select_for_update().get(pk=mark.wave.version.form_id)
    question = drafting.find(form.draft, mark.question)
    if question is None or question["type"] != NameOne.name:
        raise NotPossible("This question is no longer in the form.")
    if not words_of(alias):
        raise NotPossible("There is no word to look for in this.")
    key = marks.key_of(question)
    if entry and entry not in {each["name"] for each in key}:
        raise NotPossible("This answer is no longer in the list. Choose another.")
    if any(alias in each.get(kind, ()) for each in key for kind in ("aliases", "alone")):
        raise NotPossible(f"“{alias}” is in the list already.")
    form.draft = marks.with_alias(form.draft, question, alias=alias, entry=entry, alone=alone)
    form.save(update_fields=["draft"])
    return form
