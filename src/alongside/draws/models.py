"""Draws by lot: what is asked, what is settled before the seed is known, and who was drawn."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from alongside.involvement.models import Opportunity, Part
from alongside.people.models import Membership
from alongside.web import codes
from alongside.web.settled import Settled


def drawn_code() -> str:
    """Return six characters for the public address of a draw."""
    return codes.drawn(6)


class Draw(models.Model):
    """The places of an opportunity are given by lot. There is one draw for it, ever.

    `closes`: the last day on which people can say what is asked. `opened`: they are asked, and what
    is asked stays as it is. `counted`: the quotas were tried for the first time, and the list stays
    as it was then. `refused`: what the quotas were told that no panel meets, `words` and `would_do`
    ([[question, answer, least, most]]). `eased`: that smallest change was taken. `finished`: nobody
    takes the place of anybody any more.
    """

    opportunity = models.OneToOneField(Opportunity, models.PROTECT, related_name="draw")
    places = models.PositiveSmallIntegerField()
    closes = models.DateField("last day to answer")
    code = models.CharField(max_length=6, unique=True, default=drawn_code)
    made = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(Membership, models.SET_NULL, null=True, related_name="+")
    opened = models.DateTimeField(null=True, blank=True)
    counted = models.DateTimeField(null=True, blank=True)
    counted_by = models.ForeignKey(Membership, models.SET_NULL, null=True, related_name="+")
    refused = models.JSONField(null=True, blank=True)
    eased = models.DateTimeField(null=True, blank=True)
    finished = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(places__gte=1), name="draw_has_a_place"),
        ]

    def __str__(self) -> str:
        return f"Draw: {self.opportunity}"


class Feature(models.Model):
    """One thing that is asked of everybody, so that the panel has a mix of it."""

    draw = models.ForeignKey(Draw, models.CASCADE, related_name="features")
    question = models.CharField(max_length=200)
    why = models.CharField("why it is asked", max_length=300)
    client_id = models.UUIDField(null=True, blank=True, unique=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["draw", "question"], name="feature_asked_once"),
            models.CheckConstraint(condition=~Q(why=""), name="feature_says_why"),
        ]

    def __str__(self) -> str:
        return self.question


class Choice(models.Model):
    """One answer to a feature, and how many people with it a panel has: from `least` to `most`;
    None where it may have any number."""

    feature = models.ForeignKey(Feature, models.CASCADE, related_name="choices")
    number = models.PositiveSmallIntegerField()
    label = models.CharField(max_length=100)
    least = models.PositiveSmallIntegerField(null=True, blank=True)
    most = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["feature", "number"]
        constraints = [
            models.UniqueConstraint(fields=["feature", "number"], name="choice_number_once"),
            models.CheckConstraint(
                condition=Q(least=None, most=None)
                | Q(least__isnull=False, most__isnull=False, most__gte=F("least")),
                name="choice_from_least_to_most",
            ),
        ]

    def __str__(self) -> str:
        return self.label


class Said(models.Model):
    """What somebody answered, by feature: the key of a choice. A feature is left out where they
    would rather not say. It is deleted when the list is settled."""

    draw = models.ForeignKey(Draw, models.CASCADE, related_name="said")
    part = models.ForeignKey(Part, models.CASCADE, related_name="+")
    answers = models.JSONField(default=dict)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name_plural = "said"
        constraints = [models.UniqueConstraint(fields=["draw", "part"], name="said_once")]

    def __str__(self) -> str:
        return f"What {self.part.member} answered"


class Settlement(Settled):
    """The list that lots are drawn from, public before anybody knows the seed (`methods/lots.py`
    says in which shape). `answers` has what the people of each group said, as [[feature, answer]];
    it is not public."""

    WHY = "the list is public: people may have kept it"

    draw = models.OneToOneField(Draw, models.PROTECT, related_name="settlement")
    content = models.TextField()
    commitment = models.CharField("SHA-256 of the content", max_length=64)
    answers = models.JSONField()
    source = models.CharField("where the seed comes from", max_length=300)
    seed_day = models.DateField("when it is known")
    numbers = models.PositiveSmallIntegerField("how many numbers it has")
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(Membership, models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"List of {self.draw.opportunity}"


class Drawing(Settled):
    """Lots were drawn: once, by the key of the settlement, and never again."""

    WHY = "lots are drawn once"

    settlement = models.OneToOneField(Settlement, models.PROTECT, related_name="drawing")
    seed = models.CharField(max_length=300)
    ticket = models.PositiveIntegerField()
    drawn = models.DateTimeField(default=timezone.now)
    drawn_by = models.ForeignKey(Membership, models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"Ticket {self.ticket} of {self.settlement.draw.opportunity}"


class Ticketed(Settled):
    """Somebody on the list, by their number. `part` is None once they had themselves forgotten.

    `place`: where they are in the order of those who wait, once lots are drawn. `instead_of`: whose
    place they took.
    """

    SETTLED: ClassVar[Any] = ("settlement", "number", "group")
    WHY = "the list is public: people may have kept it"

    class State(models.TextChoices):
        LISTED = "listed", "On the list"
        WAITING = "waiting", "Not drawn, waits"
        DRAWN = "drawn", "Drawn, has not answered"
        YES = "yes", "Drawn, said yes"
        NO = "no", "Said no"

    settlement = models.ForeignKey(Settlement, models.CASCADE, related_name="people")
    part = models.ForeignKey(Part, models.SET_NULL, null=True, related_name="+")
    number = models.PositiveIntegerField()
    group = models.PositiveIntegerField()
    state = models.CharField(max_length=8, choices=State, default=State.LISTED)
    place = models.PositiveIntegerField(null=True, blank=True)
    answered = models.DateTimeField(null=True, blank=True)
    instead_of = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="replaced_by"
    )

    class Meta:
        ordering = ["settlement", "number"]
        constraints = [
            models.UniqueConstraint(fields=["settlement", "number"], name="ticketed_number_once"),
            models.UniqueConstraint(fields=["settlement", "part"], name="ticketed_once"),
        ]

    def __str__(self) -> str:
        return f"Number {self.number}"
