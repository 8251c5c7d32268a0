"""Every message is a row first. A delivery is one try at sending it."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from alongside.people.models import Membership, Organisation


class Letter(models.Model):
    """One message to one address, an e-mail or a text to a mobile number: what it says, when it is
    due and what became of it.

    `once` is the sender's own key ("booking-12-confirmed"): the same letter asked for twice is
    written once. A secret letter (a sign-in code) loses its text when it has left. An optional one
    goes only to who has not asked for no letters like it, and says at its foot how to ask for that.
    `ask` is when the text gateway is asked next whether it arrived; empty when it is not.
    """

    class Channel(models.TextChoices):
        EMAIL = "email", "E-mail"
        TEXT = "text", "Text"

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting to go"
        SENT = "sent", "Sent"
        REFUSED = "refused", "Came back"
        FAILED = "failed", "Could not be sent"
        STOPPED = "stopped", "Not sent"

    organisation = models.ForeignKey(
        Organisation, models.CASCADE, null=True, blank=True, related_name="letters"
    )
    channel = models.CharField(max_length=5, choices=Channel, default=Channel.EMAIL)
    to = models.CharField("to", max_length=254)
    member = models.ForeignKey(
        Membership, models.SET_NULL, null=True, blank=True, related_name="letters"
    )
    about = models.CharField(max_length=40, help_text="What kind of letter, in a word or two.")
    subject = models.CharField(max_length=200)
    text = models.TextField()
    calendar = models.TextField("calendar invitation", blank=True)
    secret = models.BooleanField(default=False)
    optional = models.BooleanField(default=False)
    once = models.CharField(max_length=120, blank=True)
    written = models.DateTimeField(default=timezone.now)
    due = models.DateTimeField(default=timezone.now, db_index=True)
    ask = models.DateTimeField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)

    class Meta:
        ordering = ["-written", "-pk"]
        indexes = [
            models.Index(fields=["due"], condition=Q(state="waiting"), name="letter_waiting"),
            models.Index(fields=["ask"], condition=Q(ask__isnull=False), name="letter_ask"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "once"],
                condition=~Q(once="") & Q(organisation__isnull=False),
                name="letter_once",
            ),
            models.UniqueConstraint(
                fields=["once"],
                condition=~Q(once="") & Q(organisation=None),
                name="letter_once_for_all",
            ),
        ]

    def __str__(self) -> str:
        return self.subject


class Delivery(models.Model):
    """One try at sending a letter."""

    class Outcome(models.TextChoices):
        ACCEPTED = "accepted", "Accepted on its way"
        ARRIVED = "arrived", "Arrived at the phone"
        REFUSED = "refused", "Refused for good"
        FAILED = "failed", "Failed, to be tried again"

    letter = models.ForeignKey(Letter, models.CASCADE, related_name="deliveries")
    tried = models.DateTimeField(default=timezone.now)
    outcome = models.CharField(max_length=10, choices=Outcome)
    detail = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "deliveries"

    def __str__(self) -> str:
        return self.get_outcome_display()


class OptOut(models.Model):
    """An e-mail address or mobile number that asked not to be written to about something ("" is
    everything optional)."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="opt_outs")
    address = models.CharField(max_length=254)
    about = models.CharField(max_length=40, blank=True)
    asked = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "address", "about"], name="opt_out_once"
            )
        ]

    def __str__(self) -> str:
        return self.address


class Typed(models.Model):
    """A stranger typed an address to which a letter went. Address and place are hashed with the day
    in them and forgotten the day after, so that no two days can be joined."""

    day = models.DateField()
    address = models.CharField(max_length=64)
    place = models.CharField("where it was typed", max_length=64, blank=True)

    class Meta:
        verbose_name_plural = "typed"
        indexes = [
            models.Index(fields=["day", "address"], name="typed_address"),
            models.Index(fields=["day", "place"], name="typed_place"),
        ]
