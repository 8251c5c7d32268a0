"""Sessions: what they are about (programme), how they run (design and its versions), when they
happen (gathering), who has a place (booking), who led (trainer) and who came (attendance)."""

from datetime import datetime, timedelta

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils import timezone

from alongside.asks.models import Wave
from alongside.people.models import Membership, Organisation, Team

CHECK_IN_BEFORE = timedelta(minutes=30)
"""How long before the start people can check in."""

CHECK_IN_AFTER = timedelta(hours=2)
"""How long after the end people can still check in by themselves."""

CODE_LETTERS = "23456789DGHJKMNPQRTVWXY"
"""What a code is made of: nothing that looks like something else, and no vowel to make a word."""


class Programme(models.Model):
    """A series of sessions with one aim, like "Co-production in practice"."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="programmes")
    name = models.CharField(max_length=200)
    about = models.TextField(blank=True)
    created = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint("organisation", Lower("name"), name="programme_name_once")
        ]

    def __str__(self) -> str:
        return self.name


class Design(models.Model):
    """A way to run a session of a programme. What it says lies in its versions."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="designs")
    name = models.CharField(max_length=200)
    created = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint("programme", Lower("name"), name="design_name_once")]

    def __str__(self) -> str:
        return self.name


class DesignVersion(models.Model):
    """What a design said from one change to the next.

    `agenda` is a list of {"title", "minutes", "about"} in order. Once a session that used it has
    begun it never changes: `actions.change_design` then makes the next version, which says what
    `changed` and `because` of what.
    """

    design = models.ForeignKey(Design, models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    minutes = models.PositiveSmallIntegerField(validators=[MinValueValidator(1)])
    break_minutes = models.PositiveSmallIntegerField(default=0)
    agenda = models.JSONField(default=list)
    activities = models.TextField(blank=True)
    changed = models.TextField(blank=True)
    because = models.TextField(blank=True)
    made_by = models.ForeignKey(Membership, models.SET_NULL, null=True, related_name="+")
    made = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["design", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["design", "number"], name="design_version_once"),
            models.CheckConstraint(
                condition=Q(minutes__gte=1) & Q(break_minutes__lt=F("minutes")),
                name="design_version_lasts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.design.name}, version {self.number}"


class Gathering(models.Model):
    """One session: on one day, with an end, in one place or behind one link.

    What state it is in follows from the clock and `cancelled`; nothing has to be set. `revision`
    grows with every change that people are written to about, and goes into their calendars.
    """

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="gatherings")
    version = models.ForeignKey(
        DesignVersion, models.PROTECT, null=True, blank=True, related_name="gatherings"
    )
    title = models.CharField(max_length=200, help_text="What people read when they book.")
    starts = models.DateTimeField(db_index=True)
    ends = models.DateTimeField()
    place = models.CharField(max_length=200, blank=True)
    way_in = models.CharField("how to get in without steps", max_length=500, blank=True)
    link = models.URLField("link to join online", max_length=500, blank=True)
    partner = models.CharField("delivery partner", max_length=200, blank=True)
    cohort = models.CharField(max_length=100, blank=True, help_text="Reports put them together.")
    capacity = models.PositiveSmallIntegerField(validators=[MinValueValidator(1)])
    evaluation = models.ForeignKey(
        Wave, models.PROTECT, null=True, blank=True, related_name="gatherings"
    )
    booking_opens = models.DateTimeField()
    booking_closes = models.DateTimeField()
    cancelled = models.DateTimeField(null=True, blank=True)
    cancelled_because = models.TextField(blank=True)
    code = models.CharField(max_length=6, unique=True)
    revision = models.PositiveIntegerField(default=0)
    client_id = models.UUIDField(null=True, blank=True, unique=True)
    planned_by = models.ForeignKey(Membership, models.SET_NULL, null=True, related_name="+")
    planned = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["starts", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ends__gt=F("starts")), name="gathering_ends_later"),
            models.CheckConstraint(condition=Q(capacity__gte=1), name="gathering_has_places"),
            models.CheckConstraint(
                condition=Q(booking_closes__lte=F("starts")), name="gathering_booking_before_start"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def organisation(self) -> Organisation:
        return self.programme.organisation

    @property
    def minutes(self) -> int:
        """How long it lasts."""
        return int((self.ends - self.starts).total_seconds() // 60)

    @property
    def check_in_opens(self) -> datetime:
        return self.starts - CHECK_IN_BEFORE

    @property
    def check_in_closes(self) -> datetime:
        return self.ends + CHECK_IN_AFTER

    def over(self, now: datetime) -> bool:
        """Return whether it has ended, or will not happen."""
        return bool(self.cancelled) or now >= self.ends

    def takes_bookings(self, now: datetime) -> bool:
        """Return whether somebody can ask for a place now (there may be none left)."""
        return not self.cancelled and self.booking_opens <= now < self.booking_closes

    def takes_check_in(self, now: datetime) -> bool:
        """Return whether somebody at the door can check in by themselves now."""
        return not self.cancelled and self.check_in_opens <= now < self.check_in_closes

    def state(self, now: datetime) -> str:
        """Return where it stands, in the words people read."""
        if self.cancelled:
            return "cancelled"
        if now >= self.ends:
            return "over"
        if now >= self.starts:
            return "on now"
        if self.takes_bookings(now):
            return "booking is open"
        return "booking has closed" if now >= self.booking_closes else "booking opens later"


class Trainer(models.Model):
    """Who leads a session, as they want to be credited: a member, or a partner organisation or a
    group of experts by experience by its name alone."""

    gathering = models.ForeignKey(Gathering, models.CASCADE, related_name="trainers")
    membership = models.ForeignKey(
        Membership, models.PROTECT, null=True, blank=True, related_name="leads"
    )
    name = models.CharField(max_length=200)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint("gathering", Lower("name"), name="trainer_credited_once"),
            models.CheckConstraint(condition=~Q(name=""), name="trainer_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name


class Booking(models.Model):
    """Somebody's wish to come. It has a place from `placed` on; until then it waits.

    The order of `booked` is the waiting list. `team` is where the person worked when they booked.
    """

    gathering = models.ForeignKey(Gathering, models.CASCADE, related_name="bookings")
    membership = models.ForeignKey(Membership, models.PROTECT, related_name="bookings")
    team = models.ForeignKey(Team, models.PROTECT, null=True, blank=True, related_name="+")
    client_id = models.UUIDField(null=True, blank=True)
    booked = models.DateTimeField(default=timezone.now)
    placed = models.DateTimeField(null=True, blank=True)
    cancelled = models.DateTimeField(null=True, blank=True)
    needs = models.TextField("what would help you take part", blank=True)
    arranged = models.DateTimeField(null=True, blank=True)
    arranged_by = models.ForeignKey(
        Membership, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["booked", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["gathering", "membership"],
                condition=Q(cancelled=None),
                name="booking_once",
            ),
            models.UniqueConstraint(
                fields=["gathering", "client_id"],
                condition=Q(client_id__isnull=False),
                name="booking_client_id_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.membership}: {self.state}"

    @property
    def state(self) -> str:
        if self.cancelled:
            return "cancelled"
        return "booked" if self.placed else "waiting"


class Attendance(models.Model):
    """Somebody came.

    `team` is where they worked on that day; `noted` is when it was written down.
    """

    class How(models.TextChoices):
        CODE = "code", "With the code at the door"
        LINK = "link", "With their private link"
        LIST = "list", "Ticked in by staff"
        WALK_IN = "walk-in", "Came without a booking"
        SHEET = "sheet", "From the sign-in sheet"

    gathering = models.ForeignKey(Gathering, models.CASCADE, related_name="attendances")
    membership = models.ForeignKey(Membership, models.PROTECT, related_name="attendances")
    team = models.ForeignKey(Team, models.PROTECT, null=True, blank=True, related_name="+")
    noted = models.DateTimeField(default=timezone.now)
    how = models.CharField(max_length=10, choices=How)
    noted_by = models.ForeignKey(
        Membership, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    client_id = models.UUIDField(null=True, blank=True)

    class Meta:
        ordering = ["noted", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["gathering", "membership"], name="attendance_once"),
            models.UniqueConstraint(
                fields=["gathering", "client_id"],
                condition=Q(client_id__isnull=False),
                name="attendance_client_id_once",
            ),
            models.CheckConstraint(
                condition=Q(how__in=["code", "link", "list", "walk-in", "sheet"]),
                name="attendance_how_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.membership} came"


class RegisterFile(models.Model):
    """A register of past sessions that was uploaded: kept with every column it has, added to the
    sessions once somebody has looked at what we understood."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="register_files")
    by = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    file_name = models.CharField(max_length=200)
    fingerprint = models.CharField("SHA-256 of the file", max_length=64)
    headings = models.JSONField()
    rows = models.JSONField(help_text="Each row as [line, [cells]].")
    refused = models.JSONField(help_text="Each refused row as [line, reason].")
    mapping = models.JSONField(default=dict, help_text="Which column (from 0) held what.")
    uploaded = models.DateTimeField(default=timezone.now)
    added = models.DateTimeField(null=True, blank=True)
    result = models.JSONField(default=dict)

    class Meta:
        ordering = ["-uploaded", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "fingerprint"], name="register_file_once"
            )
        ]

    def __str__(self) -> str:
        return self.file_name
