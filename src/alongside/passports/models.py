"""What helps somebody take part, written and owned by them, and shared for one event at a time.

The six steps are those of the Accessible Information Standard (DAPB1605 Amd 30/2025, version
1.1.0): identify and record (`Need`), flag and share (`Share`), meet (`Share.answer`), review
(`Need.checked`, `Share.met`). Nothing is copied: whoever reads a share reads the need itself, so
that what is taken back is gone everywhere at once.
"""

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils import timezone

from alongside.gatherings.models import Gathering
from alongside.involvement.models import Part
from alongside.people.models import Membership, Organisation
from alongside.web.settled import Settled


class Need(models.Model):
    """One thing that helps somebody, in their own words. `checked`: the day on which they last said
    that it is still right."""

    class Kind(models.TextChoices):
        TALKING = "talking", "Talking and listening"
        READING = "reading", "Reading and writing"
        ROOM = "room", "The room"
        THERE = "getting there", "Getting there"
        TIME = "time", "Time and breaks"
        PERSON = "person", "Somebody with me"
        FOOD = "food", "Food and drink"
        ONLINE = "online", "Computer, telephone, internet"
        OTHER = "other", "Something else"

    class Weight(models.TextChoices):
        ESSENTIAL = "essential", "I cannot take part without it"
        HELPFUL = "helpful", "It helps me"

    member = models.ForeignKey(Membership, models.CASCADE, related_name="access_needs")
    kind = models.CharField(max_length=13, choices=Kind)
    words = models.TextField("what helps")
    weight = models.CharField(max_length=9, choices=Weight)
    checked = models.DateField()
    made = models.DateTimeField(default=timezone.now)
    client_id = models.UUIDField(null=True, blank=True, unique=True)

    class Meta:
        ordering = ["weight", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(words=""), name="need_says_what_helps")]

    def __str__(self) -> str:
        return self.words


class Share(models.Model):
    """A need that the people who run one session, or somebody's part in one opportunity, can read:
    from `shared` to the end of `until`, unless it is `ended` before that.

    `words` are those of whoever answers, to the person. `met` is what the person says afterwards.
    """

    class Answer(models.TextChoices):
        ARRANGED = "arranged", "It is arranged"
        INSTEAD = "instead", "We cannot do that. We do this instead"
        QUESTION = "question", "We have a question"

    class Met(models.TextChoices):
        YES = "yes", "Yes"
        PARTLY = "partly", "Partly"
        NO = "no", "No"

    need = models.ForeignKey(Need, models.CASCADE, related_name="shares")
    gathering = models.ForeignKey(
        Gathering, models.CASCADE, null=True, blank=True, related_name="shared_needs"
    )
    part = models.ForeignKey(
        Part, models.CASCADE, null=True, blank=True, related_name="shared_needs"
    )
    shared = models.DateTimeField(default=timezone.now)
    until = models.DateField("the last day on which it is read")
    ended = models.DateTimeField(null=True, blank=True)
    answer = models.CharField(max_length=8, choices=Answer, blank=True)
    words = models.TextField(blank=True)
    answered = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(Membership, models.SET_NULL, null=True, related_name="+")
    met = models.CharField("whether it was there", max_length=6, choices=Met, blank=True)

    class Meta:
        ordering = ["-shared", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(gathering=None) ^ Q(part=None), name="share_for_one_event"
            ),
            models.UniqueConstraint(
                fields=["need", "gathering"], condition=Q(ended=None), name="share_once_a_session"
            ),
            models.UniqueConstraint(
                fields=["need", "part"], condition=Q(ended=None), name="share_once_a_part"
            ),
            models.CheckConstraint(
                condition=~Q(answer__in=["instead", "question"]) | ~Q(words=""),
                name="share_answer_says_what",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.need}, for {self.event}"

    @property
    def event(self) -> str:
        """What it is shared for, in words."""
        return self.gathering.title if self.gathering else self.part.opportunity.title  # type: ignore[union-attr]

    def open(self, today: date) -> bool:
        """Whether anybody but the person can read it on a day."""
        return self.ended is None and today <= self.until


class Look(models.Model):
    """Somebody read a shared need on a day. The person can see that they did."""

    share = models.ForeignKey(Share, models.CASCADE, related_name="looks")
    by = models.CharField("who, by their name then", max_length=200)
    day = models.DateField()

    class Meta:
        ordering = ["day", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["share", "by", "day"], name="look_once_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.by}, {self.day}"


class Figures(Settled):
    """What is shown of the twelve whole months until a day, as `counts.as_data` says it. It does
    not move when somebody answers or deletes something since: whoever looks twice would learn
    it."""

    WHY = "figures that were shown stay as they were; those of the next month follow"

    organisation = models.ForeignKey(
        Organisation, models.CASCADE, related_name="figures_of_what_helps"
    )
    until = models.DateField()
    content = models.JSONField()

    class Meta:
        verbose_name_plural = "figures"
        ordering = ["-until"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "until"], name="figures_of_what_helps_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation}, {self.until}"
