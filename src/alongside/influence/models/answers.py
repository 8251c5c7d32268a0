"""What became of what people said: an answer to each thing they asked for, and the public page
"You said, we did"."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from alongside.gatherings.models import DesignVersion
from alongside.insight.models import Analysis, Theme
from alongside.people.models import Membership, Organisation
from alongside.web import codes

from .reasons import NO_REASONS, Reason


def drawn_code() -> str:
    """Return six characters for the address of a publication."""
    return codes.drawn(6)


class Change(models.Model):
    """Something that was changed because people asked for it. It can answer several themes."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="changes")
    text = models.TextField("in plain words")
    changed_on = models.DateField("when it changed")
    version = models.ForeignKey(
        DesignVersion,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="changes",
        verbose_name="the session design that has it",
    )

    class Meta:
        ordering = ["-changed_on", "-pk"]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="change_has_words")]

    def __str__(self) -> str:
        return self.text


class Answer(models.Model):
    """What we did about a theme, or why not. The newest of a theme counts; the others are kept.

    A change points at what was changed, which has the words. A no needs its reason and its wording:
    the database keeps none without.
    """

    class Outcome(models.TextChoices):
        CHANGED = "changed", "We changed something"
        NO = "no", "We will not, and here is why"
        NOT_YET = "not yet", "Not yet: it needs more work"

    theme = models.ForeignKey(Theme, models.CASCADE, related_name="answers")
    outcome = models.CharField(max_length=10, choices=Outcome)
    text = models.TextField("in plain words", blank=True)
    change = models.ForeignKey(
        Change, models.PROTECT, null=True, blank=True, related_name="answers"
    )
    reason = models.CharField(max_length=30, choices=Reason, blank=True)
    owner = models.ForeignKey(
        Membership, models.PROTECT, null=True, blank=True, related_name="answers_owned"
    )
    answer_by = models.DateField("when people get an answer", null=True, blank=True)
    by = models.ForeignKey(Membership, models.SET_NULL, null=True, related_name="+")
    written = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome__in=["changed", "no", "not yet"]), name="answer_outcome_known"
            ),
            models.CheckConstraint(
                condition=Q(outcome="changed", change__isnull=False, text="", reason="")
                | (~Q(outcome="changed") & Q(change=None) & ~Q(text="")),
                name="answer_has_its_change_or_words",
            ),
            models.CheckConstraint(
                condition=~Q(outcome="no") | Q(reason__in=NO_REASONS),
                name="answer_no_has_a_reason",
            ),
            models.CheckConstraint(
                condition=~Q(outcome="not yet")
                | Q(owner__isnull=False, answer_by__isnull=False, reason=""),
                name="answer_not_yet_has_owner_and_day",
            ),
        ]

    def __str__(self) -> str:
        return self.words

    @property
    def words(self) -> str:
        """The answer in plain words: those of the change, or its own."""
        return self.change.text if self.change else self.text


class Publication(models.Model):
    """The public page "You said, we did" of an analysis, and which of its themes stand on it.

    Its address is kept when it is taken down and put up again.
    """

    analysis = models.OneToOneField(Analysis, models.CASCADE, related_name="publication")
    code = models.CharField(max_length=6, unique=True, default=drawn_code)
    themes = models.ManyToManyField(Theme, related_name="publications")
    by = models.ForeignKey(Membership, models.SET_NULL, null=True, related_name="+")
    published = models.DateTimeField(default=timezone.now)
    taken_down = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-published", "-pk"]

    def __str__(self) -> str:
        return self.code
