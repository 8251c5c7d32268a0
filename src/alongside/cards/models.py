"""Decks of cards, their versions, and each time people went through one."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone

from alongside.asks.models import Wave
from alongside.people.models import Membership, Organisation
from alongside.web.settled import Settled


class Deck(models.Model):
    """Cards that people sort, rate and talk about."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="decks")
    title = models.CharField(max_length=120)
    about = models.TextField("what it is for, in plain words", blank=True)
    made = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(Membership, models.SET_NULL, null=True, related_name="+")
    client_id = models.UUIDField(null=True, blank=True, unique=True)

    class Meta:
        ordering = ["title", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(title=""), name="deck_has_a_title")]

    def __str__(self) -> str:
        return self.title


class DeckVersion(Settled):
    """The cards of a deck (`writing.read` says in which shape). They never change: what people
    sorted is counted by them."""

    WHY = "people sort these cards; write the next version"

    deck = models.ForeignKey(Deck, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    content = models.JSONField()
    licence = models.CharField(max_length=200, blank=True)
    credit = models.CharField(max_length=200, blank=True)
    written = models.DateTimeField(default=timezone.now)
    written_by = models.ForeignKey(Membership, models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["deck", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["deck", "number"], name="deck_version_number_once")
        ]

    def __str__(self) -> str:
        return f"{self.deck}, version {self.number}"

    @property
    def cards(self) -> list[dict[str, str]]:
        """The cards, in order."""
        found: list[dict[str, str]] = self.content["cards"]
        return found

    @property
    def has_answers(self) -> bool:
        """Whether a card has a place where it belongs."""
        return any(card["place"] for card in self.cards)

    @property
    def head(self) -> dict[str, Any]:
        """What is asked about every card."""
        return {name: self.content[name] for name in ("ask", "places", "rate", "questions")}


class Run(models.Model):
    """People go through a version of a deck: a wave of its own. `before`: they did so already, and
    this is the second round."""

    version = models.ForeignKey(DeckVersion, models.PROTECT, related_name="runs")
    wave = models.OneToOneField(Wave, models.CASCADE, related_name="run")
    before = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="again"
    )

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return str(self.wave)
