"""What a team settles before it invites anybody (R52 to R56)."""

from django.db import models

from alongside.people.models import Membership
from alongside.projects.models import Project


class Plan(models.Model):
    """Answers of a team to the questions to settle before inviting anyone. The decisions that are
    open, and what is promised by when, are rows of their own (`Decision`, `Promise`). `completed`
    is when the last question was first settled. `nothing_open`: the team says that nothing can be
    influenced, so people are informed. `pays` is None until somebody says."""

    project = models.OneToOneField(Project, models.CASCADE, related_name="plan")
    nothing_open = models.BooleanField("nothing is open to influence", default=False)
    who = models.TextField("who should be there, and what they know or can do", blank=True)
    preparation = models.TextField("how people are prepared and supported", blank=True)
    influence = models.TextField("what people can influence by taking part", blank=True)
    benefit = models.TextField("what people get from it", blank=True)
    pays = models.BooleanField("people are paid", null=True, blank=True)
    feedback = models.TextField("how people hear what came of it", blank=True)
    changed = models.DateTimeField(null=True, blank=True)
    changed_by = models.ForeignKey(Membership, models.SET_NULL, null=True, related_name="+")
    completed = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"Plan of {self.project}"
