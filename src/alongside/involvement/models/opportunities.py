"""Something that people can take part in, and somebody's part in it."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils import timezone

from alongside.people.models import Membership, Organisation
from alongside.projects.models import Project
from alongside.web import codes


def drawn_code() -> str:
    """Return six characters for the public address of an opportunity."""
    return codes.drawn(6)


class Opportunity(models.Model):
    """Something people can do together with an organisation, told before anybody says yes: what it
    is, what they can change by it, what helps them and what they get.

    `amount` is in pence for one `per`; None where no money is offered. `published`: anybody may
    read it, at an address that stays. Kinds are those of requirement R51.
    """

    class Kind(models.TextChoices):
        DESIGN = "design", "How a service should be"
        STRATEGY = "strategy", "A strategy or a plan"
        LEAFLET = "leaflet", "A leaflet, a film or a web page"
        NEEDS = "needs", "What people here need"
        EVALUATION = "evaluation", "Finding out whether something works"
        RECRUITMENT = "recruitment", "Choosing who gets a job"
        GROUP = "group", "A working group or a board"
        RESEARCH = "research", "Research"
        POLICY = "policy", "Looking at a rule or a policy"
        ADVOCACY = "advocacy", "Speaking up, or raising money"
        OTHER = "other", "Something else"

    class Per(models.TextChoices):
        HOUR = "hour", "an hour"
        SESSION = "session", "a session"
        DAY = "day", "a day"
        WHOLE = "whole", "all of it"

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="opportunities")
    project = models.ForeignKey(
        Project, models.SET_NULL, null=True, blank=True, related_name="opportunities"
    )
    kind = models.CharField(max_length=12, choices=Kind)
    title = models.CharField(max_length=200)
    what = models.TextField("what people do, in plain words")
    influence = models.TextField("what people can change by it, and what they cannot")
    gain = models.TextField("what people get out of it", blank=True)
    needed = models.TextField("who is wanted, and what they need to know or have done", blank=True)
    help = models.TextField("what helps people take part", blank=True)
    when = models.CharField("when it is, and how long it takes", max_length=300)
    where = models.CharField(max_length=300, blank=True)
    places = models.PositiveSmallIntegerField("how many people can take part")
    closes = models.DateField("last day to say that one would like to")
    from_age = models.PositiveSmallIntegerField("from which age", default=18)
    contact = models.ForeignKey(
        Membership, models.PROTECT, related_name="+", verbose_name="whom people can ask"
    )
    reach = models.CharField("how people reach them", max_length=200)
    amount = models.PositiveIntegerField("offered, in pence", null=True, blank=True)
    per = models.CharField(max_length=8, choices=Per, default=Per.SESSION)
    basis = models.CharField("why this much", max_length=200, blank=True)
    expenses = models.TextField("which costs are paid", blank=True)
    paid_ahead = models.BooleanField("costs are paid ahead, or directly", default=True)
    code = models.CharField(max_length=6, unique=True, default=drawn_code)
    published = models.DateTimeField(null=True, blank=True)
    made = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(Membership, models.SET_NULL, null=True, related_name="+")
    client_id = models.UUIDField(null=True, blank=True, unique=True)

    class Meta:
        verbose_name_plural = "opportunities"
        ordering = ["-made", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="opportunity_has_a_title"),
            models.CheckConstraint(
                condition=~Q(influence=""), name="opportunity_says_what_can_change"
            ),
            models.CheckConstraint(condition=Q(places__gte=1), name="opportunity_has_a_place"),
        ]

    def __str__(self) -> str:
        return self.title

    def open(self, day: date) -> bool:
        """Whether people can say on this day that they would like to."""
        return self.published is not None and day <= self.closes


class Part(models.Model):
    """Somebody's part in an opportunity: asked for, then given or not, and left without a reason.

    `not_now`: why somebody does not get a place this time, in words that they read. What they wrote
    (`words`, `needs`) is read by those who run opportunities. `grown_up`: who is responsible for
    somebody under 16, and agrees.
    """

    class Age(models.TextChoices):
        CHILD = "under 16", "Under 16"
        YOUNG = "16 or 17", "16 or 17"
        ADULT = "18 or over", "18 or over"

    class State(models.TextChoices):
        ASKED = "asked", "Waits for an answer"
        PLACED = "placed", "Takes part"
        NOT_NOW = "not now", "Not this time"
        LEFT = "left", "Has left"

    opportunity = models.ForeignKey(Opportunity, models.PROTECT, related_name="parts")
    member = models.ForeignKey(Membership, models.PROTECT, related_name="parts")
    age = models.CharField(max_length=10, choices=Age)
    grown_up = models.CharField("who is responsible for them", max_length=200, blank=True)
    grown_up_reach = models.CharField("how to reach them", max_length=200, blank=True)
    grown_up_agreed = models.DateField(null=True, blank=True)
    words = models.TextField("why they would like to", blank=True)
    needs = models.TextField("what helps them take part", blank=True)
    asked = models.DateTimeField(default=timezone.now)
    placed = models.DateTimeField(null=True, blank=True)
    not_now = models.TextField("why not this time", blank=True)
    decided = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(Membership, models.SET_NULL, null=True, related_name="+")
    left = models.DateTimeField(null=True, blank=True)
    joined = models.DateTimeField("staff found that it is somebody known", null=True, blank=True)
    thanks = models.TextField("what we thank them for", blank=True)
    thanked = models.DateField(null=True, blank=True)
    client_id = models.UUIDField(null=True, blank=True, unique=True)

    class Meta:
        ordering = ["asked", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["opportunity", "member"], condition=Q(left=None), name="part_once"
            ),
            models.CheckConstraint(
                condition=Q(decided=None) | Q(placed__isnull=False) | ~Q(not_now=""),
                name="part_not_now_says_why",
            ),
            models.CheckConstraint(
                condition=Q(placed=None) | ~Q(age="under 16") | Q(grown_up_agreed__isnull=False),
                name="part_of_a_child_is_agreed_to",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member} in {self.opportunity}"

    @property
    def state(self) -> State:
        """Where it stands now."""
        if self.left:
            return self.State.LEFT
        if self.placed:
            return self.State.PLACED
        return self.State.NOT_NOW if self.decided else self.State.ASKED


class SamePerson(models.Model):
    """Staff found that two members are one: who asked without an address is known here already.
    Links to the own page of `was` open nothing more: staff may have printed them, and what
    stands on the own page of `member` is theirs alone."""

    was = models.OneToOneField(Membership, models.CASCADE, related_name="is_really")
    member = models.ForeignKey(Membership, models.CASCADE, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(Membership, models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name_plural = "same people"
        constraints = [
            models.CheckConstraint(
                condition=~Q(was=models.F("member")), name="same_person_is_another"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.was} is {self.member}"
