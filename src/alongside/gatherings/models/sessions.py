"""When sessions happen (gathering), who leads (trainer), who has a place (booking) and who came
(attendance)."""

from datetime import datetime, timedelta

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils import timezone

from alongside.asks.models import Wave
from alongside.people.models import Group, Membership, Organisation, Team
from alongside.projects.models import Project

from .designs import DesignVersion, Programme

CHECK_IN_BEFORE = timedelta(minutes=30)
"""How long before the start people can check in."""

CHECK_IN_AFTER = timedelta(hours=2)
"""How long after the end people can still check in by themselves."""


class Gathering(models.Model):
    """One session: on one day, with an end, in one place or behind one link.

    What state it is in follows from the clock and `cancelled`; nothing has to be set. `revision`
    grows with every change that people are written to about, and goes into their calendars.
    """

    class RoomIs(models.TextChoices):
        """What people find at the address of its room."""

        TOGETHER = "together", "Everybody is there at the same time"
        ALONE = "alone", "Each goes through it alone"
        OVER = "over", "It is over, and can be gone through again"

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="gatherings")
    version = models.ForeignKey(
        DesignVersion, models.PROTECT, null=True, blank=True, related_name="gatherings"
    )
    project = models.ForeignKey(
        Project, models.SET_NULL, null=True, blank=True, related_name="gatherings"
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
    room = models.CharField(
        "address of its room, while people find something there", max_length=100, blank=True
    )
    room_is = models.CharField(max_length=8, choices=RoomIs, blank=True)
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
    """Who leads a session: a member, a group of experts by experience, or a partner organisation by
    its name alone. `name` is how they were credited at the time, and is kept."""

    gathering = models.ForeignKey(Gathering, models.CASCADE, related_name="trainers")
    membership = models.ForeignKey(
        Membership, models.PROTECT, null=True, blank=True, related_name="leads"
    )
    group = models.ForeignKey(Group, models.PROTECT, null=True, blank=True, related_name="leads")
    name = models.CharField(max_length=200)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint("gathering", Lower("name"), name="trainer_credited_once"),
            models.CheckConstraint(condition=~Q(name=""), name="trainer_has_a_name"),
            models.CheckConstraint(
                condition=Q(membership=None) | Q(group=None), name="trainer_is_one_thing"
            ),
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
