"""Answers that are in, each cut loose from what could say whose it is: see the package."""

import secrets

from django.db import models
from django.db.models import Q

from alongside.files.models import File
from alongside.people.models import Membership, Team

from .coming_in import Draft
from .waves import WITHOUT_MEMBER, Mode, Wave


def drawn_id() -> int:
    """Return a random id, so that the order of ids says nothing about the order of arrival."""
    return secrets.randbits(62)


class Response(models.Model):
    """One person's answers to one version. Results, exports and reports read only these."""

    id = models.BigIntegerField(primary_key=True, default=drawn_id)
    wave = models.ForeignKey(Wave, models.CASCADE, related_name="responses")
    mode = models.CharField(max_length=12, choices=Mode)
    team = models.ForeignKey(Team, models.SET_NULL, null=True, blank=True, related_name="+")
    member = models.ForeignKey(
        Membership, models.PROTECT, null=True, blank=True, related_name="responses"
    )
    answers = models.JSONField()
    day = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["wave", "member"], condition=Q(member__isnull=False), name="response_once"
            ),
            models.CheckConstraint(
                condition=~Q(mode__in=WITHOUT_MEMBER) | Q(member=None, day=None),
                name="response_anonymous_means_nobody",
            ),
        ]


class Attached(models.Model):
    """A file that somebody sends with an answer to a `question`. It belongs to their draft, and
    once they have sent it to their response. Both may be gone, in whichever way: then the file goes
    too (`sent.left_over`), so that no key holds up what deletes them."""

    file = models.OneToOneField(File, models.CASCADE, related_name="+")
    question = models.CharField(max_length=100)
    draft = models.ForeignKey(
        Draft, models.DO_NOTHING, db_constraint=False, null=True, blank=True, related_name="+"
    )
    response = models.ForeignKey(
        Response, models.DO_NOTHING, db_constraint=False, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "attached"
        constraints = [
            models.CheckConstraint(
                condition=Q(draft=None) | Q(response=None), name="attached_to_one"
            )
        ]

    def __str__(self) -> str:
        return str(self.file)


class Comment(models.Model):
    """What somebody wrote in their own words. Of an anonymous wave it stands alone: whoever
    wrote it has a code to find it by (`receipts.py`), of which only the hash is kept."""

    id = models.BigIntegerField(primary_key=True, default=drawn_id)
    wave = models.ForeignKey(Wave, models.CASCADE, related_name="comments")
    mode = models.CharField(max_length=12, choices=Mode)
    question = models.CharField(max_length=100)
    text = models.TextField()
    may_quote = models.BooleanField("may be shared without a name", default=False)
    receipt = models.CharField("hash of its receipt", max_length=64, blank=True, db_index=True)
    response = models.ForeignKey(
        Response, models.CASCADE, null=True, blank=True, related_name="comments"
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(mode__in=WITHOUT_MEMBER) | Q(response=None),
                name="comment_anonymous_stands_alone",
            ),
            models.CheckConstraint(
                condition=Q(receipt="") | Q(response=None), name="comment_receipt_leads_no_further"
            ),
        ]


class Mark(models.Model):
    """Whether one answer to a "name one" question of a closed wave counts as right.

    It belongs to the words, however many people wrote them, and points at no response. `entry`,
    `alias` and `how` are what the product found (none: it found nothing); `right` is what counts,
    and `by` who decided it: nobody is the product.
    """

    id = models.BigIntegerField(primary_key=True, default=drawn_id)
    wave = models.ForeignKey(Wave, models.CASCADE, related_name="marks")
    question = models.CharField(max_length=100)
    answer = models.TextField("answer, as it was typed")
    fingerprint = models.CharField("SHA-256 of the answer", max_length=64)
    entry = models.CharField(max_length=100, blank=True)
    alias = models.TextField(blank=True)
    how = models.CharField(max_length=20)
    right = models.BooleanField()
    by = models.ForeignKey(Membership, models.PROTECT, null=True, related_name="+")
    marked = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["wave", "question", "fingerprint"], name="mark_once_for_an_answer"
            ),
            models.CheckConstraint(
                condition=Q(by__isnull=False)
                | Q(right=True) & ~Q(alias="")
                | Q(right=False, alias=""),
                name="mark_of_the_product_is_what_it_found",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.answer}: {'right' if self.right else 'wrong'}"

    @property
    def found(self) -> bool:
        """Whether the product would count it as right."""
        return bool(self.alias)

    @property
    def changed(self) -> bool:
        """Whether a person decided otherwise than the product."""
        return self.right != self.found
