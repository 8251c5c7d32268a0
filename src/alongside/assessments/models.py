"""A group assesses its organisation with an instrument: each alone, then together (R30)."""

import secrets
from datetime import date, timedelta

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from alongside.asks.models import Wave
from alongside.methods import instruments
from alongside.methods.instruments import Instrument
from alongside.people.models import Membership, Organisation
from alongside.projects import models as projects
from alongside.projects.models import Evidence
from alongside.web.settled import Settled


def drawn_id() -> int:
    """Return a random id, so that the order of ids says nothing about the order of arrival."""
    return secrets.randbits(62)


class OwnInstrument(Settled):
    """An instrument that an organisation brought, in one version: plain JSON that
    `methods.instruments.read` takes. It never changes; the next one has a higher version."""

    WHY = "people answered by these words; bring the next version"

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="instruments")
    key = models.CharField(max_length=40)
    version = models.PositiveSmallIntegerField()
    definition = models.JSONField()
    brought = models.DateTimeField(default=timezone.now)
    brought_by = models.ForeignKey(Membership, models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["key", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "key", "version"], name="own_instrument_version_once"
            )
        ]

    def __str__(self) -> str:
        return str(self.definition.get("title", self.key))

    @property
    def instrument(self) -> Instrument:
        return instruments.read(self.definition)


class Assessment(Settled):
    """One time that a group assesses the organisation. `definition` is the instrument as it was
    when this began, for good.

    People answer alone until `closes`, or until it is `closed` by hand. Then their positions lie in
    `wave` without names, in the mode "in the room": the group sees the counts, whatever its size,
    and what leaves it is protected. `led_by` leads the conversation, and sees what the group sees.
    """

    SETTLED = ("organisation", "key", "version", "definition")
    WHY = "people answer by the words it was begun with; begin another one"

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="assessments")
    title = models.CharField("what this time is called", max_length=100)
    key = models.CharField("key of the instrument", max_length=40)
    version = models.PositiveSmallIntegerField("version of the instrument")
    definition = models.JSONField()
    begun = models.DateTimeField(default=timezone.now)
    begun_by = models.ForeignKey(Membership, models.SET_NULL, null=True, related_name="+")
    led_by = models.ForeignKey(Membership, models.PROTECT, related_name="assessments_led")
    closes = models.DateTimeField(db_index=True)
    closed = models.DateTimeField(null=True, blank=True)
    wiped = models.DateTimeField("when the last traces went", null=True, blank=True)
    wave = models.OneToOneField(
        Wave, models.PROTECT, null=True, blank=True, related_name="assessment"
    )
    client_id = models.UUIDField(null=True, blank=True, unique=True)

    class Meta:
        ordering = ["-begun", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="assessment_has_a_title"),
            models.CheckConstraint(
                condition=Q(closes__gt=F("begun")), name="assessment_closes_later"
            ),
            models.CheckConstraint(
                condition=Q(wave=None) | Q(closed__isnull=False),
                name="assessment_positions_once_closed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.definition.get('title', self.key)}: {self.title}"

    @property
    def instrument(self) -> Instrument:
        return instruments.read(self.definition)

    @property
    def last_day(self) -> date:
        """The last day on which people answer alone. The end of a day belongs to that day."""
        ends = min(self.closed or self.closes, self.closes)
        return timezone.localtime(ends - timedelta(microseconds=1)).date()


class Place(models.Model):
    """Somebody's place in the group, and on which side. What they said so far lies in `answers`
    until the part alone closes: {key of the item: {"point": 1 to …, or None for "I do not know";
    "note"}}. Then it goes from here, and only `took_part` stays."""

    class Side(models.TextChoices):
        STAFF = "staff", "Staff"
        EXPERIENCE = "experience", "People with lived experience"

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="places")
    member = models.ForeignKey(Membership, models.PROTECT, related_name="assessment_places")
    side = models.CharField(max_length=10, choices=Side)
    key = models.CharField("hash of the private link", max_length=64, unique=True)
    answers = models.JSONField(default=dict)
    finished = models.DateTimeField("when they said that they are done", null=True, blank=True)
    reminded = models.BooleanField(default=False)
    took_part = models.BooleanField(default=False)

    class Meta:
        ordering = ["member__name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["assessment", "member"], name="assessment_place_once"),
            models.CheckConstraint(
                condition=Q(side__in=["staff", "experience"]), name="assessment_place_has_a_side"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member} in {self.assessment}"


class Note(models.Model):
    """What somebody wrote beside an item, without who: only the group reads it."""

    id = models.BigIntegerField(primary_key=True, default=drawn_id)
    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="notes")
    item = models.CharField("key of the item", max_length=40)
    text = models.TextField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.text[:50]


class Outcome(models.Model):
    """What the group comes to about an item: a `point` that it agrees on, or none where it does not
    agree; and what was said. `revision` grows with each change."""

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="outcomes")
    item = models.CharField("key of the item", max_length=40)
    point = models.PositiveSmallIntegerField(null=True, blank=True)
    said = models.TextField("what was said")
    written = models.DateTimeField(default=timezone.now)
    written_by = models.ForeignKey(Membership, models.SET_NULL, null=True, related_name="+")
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["assessment", "item"], name="outcome_of_an_item_once"),
            models.CheckConstraint(condition=~Q(said=""), name="outcome_says_why"),
        ]

    def __str__(self) -> str:
        return self.said[:50]


class ShownBy(models.Model):
    """Evidence beside an item: a record made here, or a file with its day. A tick is none."""

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="shown_by")
    item = models.CharField("key of the item", max_length=40)
    evidence = models.ForeignKey(Evidence, models.PROTECT, related_name="+")

    class Meta:
        verbose_name_plural = "shown by"
        ordering = ["-evidence__dated", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "item", "evidence"], name="shown_by_of_an_item_once"
            )
        ]

    def __str__(self) -> str:
        return str(self.evidence)


class NextStep(projects.NextStep):
    """What somebody does about an item."""

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="next_steps")
    item = models.CharField("key of the item", max_length=40)
