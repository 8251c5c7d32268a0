"""A report is a frozen document: what was shown, on what day, of which answers."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from alongside.asks.models import Wave
from alongside.gatherings.models import Programme
from alongside.methods.documents.frozen import from_json
from alongside.methods.documents.model import Document
from alongside.people.models import Membership, Organisation
from alongside.web.settled import Settled


class FrozenDocument(Settled):
    """A document as it was on the day it was made.

    `document` is the JSON of `methods.documents.frozen`; every format is drawn from it, so that no
    figure can differ. `fingerprint` is the SHA-256 of everything that was counted.
    """

    WHY = "a report never changes; make a new one"

    document = models.JSONField()
    fingerprint = models.CharField(max_length=64)
    made = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(Membership, models.PROTECT, null=True, related_name="+")

    class Meta:
        abstract = True

    def drawn(self) -> Document:
        """Return the document, equal to the one that was frozen."""
        document: Document = from_json(self.document)
        return document


class Report(FrozenDocument):
    """The evaluation report of a programme over a period."""

    class Compare(models.TextChoices):
        COHORT = "cohort", "Rounds of sessions"
        VERSION = "version", "Versions of the session"
        NOTHING = "nothing", "Nothing: everything together"

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="reports")
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="reports")
    title = models.CharField(max_length=200)
    since = models.DateField("from")
    until = models.DateField("to", help_text="The last day that counts.")
    compare = models.CharField(max_length=10, choices=Compare, default=Compare.COHORT)
    split = models.CharField("split by the question", max_length=100, blank=True)

    class Meta:
        ordering = ["-made", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(until__gte=F("since")), name="report_period")
        ]

    def __str__(self) -> str:
        return self.title


class Results(FrozenDocument):
    """What was answered in one closed wave that no session asked, as one view of it showed it.

    Each view is made once (`looking.View`; `key` is "" for everything): whoever compared two of the
    same, with an answer removed in between, could read that answer. `answers` is how many there
    were of each wave it counts: once there are fewer, nothing more of them is shown.
    """

    wave = models.ForeignKey(Wave, models.PROTECT, related_name="results")
    key = models.CharField("SHA-256 of the view", max_length=64, blank=True)
    view = models.JSONField(default=dict)
    words = models.CharField("the view in words", max_length=1000, blank=True)
    answers = models.JSONField(default=dict)

    class Meta:
        verbose_name_plural = "results"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["wave", "key"], name="results_once")]

    def __str__(self) -> str:
        return f"{self.wave.title}: {self.words}" if self.words else self.wave.title


class Refusal(models.Model):
    """A cut that somebody asked for and did not get: who, when, of what, and why.

    `about` is the report or the wave, `question` its words ("" where the whole view was refused),
    and `cut` how it was to be looked at, in words.
    """

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="refusals")
    asked = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(Membership, models.PROTECT, null=True, related_name="+")
    wave = models.ForeignKey(Wave, models.SET_NULL, null=True, related_name="+")
    about = models.CharField(max_length=300)
    question = models.TextField(blank=True)
    cut = models.TextField(blank=True)
    why = models.TextField()

    class Meta:
        ordering = ["-asked", "-pk"]

    def __str__(self) -> str:
        return f"{self.about}: {self.question or self.cut}"
