"""What is done after a decision: actions with their progress, and what came of them."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from alongside.people.models import Membership
from alongside.projects.models import Evidence

from .chain import Decision


class Action(models.Model):
    """Something somebody does because of a decision, by a day. `stopped` with words where it will
    not be done after all."""

    decision = models.ForeignKey(Decision, models.CASCADE, related_name="actions")
    text = models.CharField("what is done", max_length=300)
    owner = models.ForeignKey(Membership, models.PROTECT, related_name="actions_owned")
    due = models.DateField()
    done_on = models.DateField(null=True, blank=True)
    result = models.TextField("what is different now, in plain words", blank=True)
    stopped = models.DateField(null=True, blank=True)
    stopped_because = models.TextField(blank=True)
    evidence = models.ManyToManyField(Evidence, related_name="actions", blank=True)
    made = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(Membership, models.SET_NULL, null=True, related_name="+")
    client_id = models.UUIDField(null=True, blank=True, unique=True)

    class Meta:
        ordering = ["due", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="action_says_something"),
            models.CheckConstraint(
                condition=Q(done_on=None) | ~Q(result=""), name="action_done_says_what_changed"
            ),
            models.CheckConstraint(
                condition=Q(stopped=None) | (~Q(stopped_because="") & Q(done_on=None)),
                name="action_stopped_says_why",
            ),
        ]

    def __str__(self) -> str:
        return self.text


class Progress(models.Model):
    """How far an action is, on a day, in words."""

    action = models.ForeignKey(Action, models.CASCADE, related_name="progress")
    day = models.DateField()
    text = models.TextField()
    by = models.ForeignKey(Membership, models.SET_NULL, null=True, related_name="+")
    written = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name_plural = "progress"
        ordering = ["-day", "-pk"]

    def __str__(self) -> str:
        return self.text


class OutcomeSeen(models.Model):
    """Later, something shows what a decision led to: good or bad, with evidence."""

    decision = models.ForeignKey(Decision, models.CASCADE, related_name="outcomes_seen")
    day = models.DateField()
    text = models.TextField("what can be seen now, in plain words")
    evidence = models.ForeignKey(Evidence, models.PROTECT, related_name="outcomes")
    by = models.ForeignKey(Membership, models.SET_NULL, null=True, related_name="+")
    written = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name_plural = "outcomes seen"
        ordering = ["-day", "-pk"]

    def __str__(self) -> str:
        return self.text
