"""What people plan to do with what they learned, and whether they did it."""

from datetime import date, datetime, timedelta

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone

from alongside.asks.models import drawn_id
from alongside.people.models import Membership

from .designs import Programme
from .sessions import Gathering

ASK_AFTER = timedelta(weeks=8)
"""How long after a session people are asked whether they did it; from then on the plan is fixed."""

REMIND_AFTER = timedelta(weeks=10)
"""How long after a session those who have not answered are reminded, once."""

LATE_AFTER = timedelta(weeks=12)
"""From when on nobody is written to; an answer is still taken, and stays as it is."""


def day_of(gathering: Gathering) -> date:
    """Return the local day on which a session ended. Weeks are counted from it, day by day, so
    that a night on which the clocks change moves nothing."""
    return timezone.localdate(gathering.ends)


class PledgeGroup(models.Model):
    """Plans of a programme that belong together, under the name that a lead gave them."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="pledge_groups")
    name = models.CharField(max_length=100)

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint("programme", Lower("name"), name="pledge_group_once"),
            models.CheckConstraint(condition=~Q(name=""), name="pledge_group_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name


class Pledge(models.Model):
    """One person's own plan after one session: "When …, I will …".

    `agreed` is the day on which they agreed to be asked what came of it, None when they did not or
    have `withdrawn`. `outcome` is empty until they answer: no answer is not "not yet".

    It carries a name, and many who make one have just answered anonymously. So it has days and no
    times, and an id drawn at random: neither tells in which order people came.
    """

    class Outcome(models.TextChoices):
        KEPT = "kept", "Yes, I did it"
        PARTLY = "partly", "Partly"
        NOT_YET = "not yet", "Not yet"

    id = models.BigIntegerField(primary_key=True, default=drawn_id)
    gathering = models.ForeignKey(Gathering, models.CASCADE, related_name="pledges")
    membership = models.ForeignKey(Membership, models.PROTECT, related_name="pledges")
    when = models.CharField(max_length=300, blank=True)
    will = models.TextField()
    may_read = models.BooleanField("may be read without the name", default=False)
    made = models.DateField()
    agreed = models.DateField("agreed to be asked again", null=True, blank=True)
    withdrawn = models.DateField(null=True, blank=True)
    asked = models.DateField("when the first letter was written", null=True, blank=True)
    reminded = models.DateField(null=True, blank=True)
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)
    helped = models.TextField("what helped", blank=True)
    hindered = models.TextField("what got in the way", blank=True)
    answered = models.DateField(null=True, blank=True)
    group = models.ForeignKey(
        PledgeGroup, models.SET_NULL, null=True, blank=True, related_name="pledges"
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["gathering", "membership"], name="pledge_once"),
            models.CheckConstraint(condition=~Q(will=""), name="pledge_says_something"),
            models.CheckConstraint(
                condition=Q(outcome__in=["", "kept", "partly", "not yet"]),
                name="pledge_outcome_known",
            ),
            models.CheckConstraint(
                condition=Q(outcome="", answered=None) | ~Q(outcome="") & Q(answered__isnull=False),
                name="pledge_outcome_has_a_day",
            ),
            models.CheckConstraint(
                condition=Q(agreed=None) | Q(withdrawn=None), name="pledge_agreed_or_withdrawn"
            ),
            models.CheckConstraint(
                condition=Q(group=None) | Q(may_read=True), name="pledge_in_a_group_may_be_read"
            ),
        ]

    def __str__(self) -> str:
        return f"When {self.when}, I will {self.will}" if self.when else f"I will {self.will}"

    @property
    def asked_on(self) -> date:
        """The day from which on the person is asked what came of it."""
        return day_of(self.gathering) + ASK_AFTER

    @property
    def late_on(self) -> date:
        """The day from which on an answer is late."""
        return day_of(self.gathering) + LATE_AFTER

    @property
    def counts(self) -> bool:
        """Whether what came of it is counted: an answer that came late is kept, and not counted."""
        return self.answered is not None and self.answered < self.late_on

    def may_change(self, now: datetime) -> bool:
        """Return whether the plan itself may still be changed."""
        return timezone.localdate(now) < self.asked_on

    def late(self, now: datetime) -> bool:
        """Return whether an answer would come late."""
        return timezone.localdate(now) >= self.late_on

    def may_answer(self, now: datetime) -> bool:
        """Return whether the person may say what came of it, or change what they said."""
        if not self.agreed or self.may_change(now):
            return False
        return not (self.outcome and self.late(now))


class OutcomesShown(models.Model):
    """What was shown, on a page or in a report, of what came of the plans after some sessions.

    `gatherings` are their keys in order; the numbers are of everybody's newest plan among these.
    None was withheld. It is never changed and never forgotten.
    """

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="outcomes_shown")
    gatherings = models.JSONField()
    asked = models.PositiveIntegerField(null=True)
    counts = models.JSONField("how many kept, partly kept, did not yet keep their plan")
    answered = models.PositiveIntegerField(null=True)
    on_page = models.BooleanField("is what the programme's page shows, until the next")
    day = models.DateField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{len(self.gatherings)} sessions, {self.day}"

    @property
    def told(self) -> tuple[tuple[int | None, ...], int | None]:
        """The counts and how many answered."""
        return tuple(self.counts), self.answered
