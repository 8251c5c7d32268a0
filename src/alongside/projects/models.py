"""What people work on together: a project, who is in it, when it goes on, and what is agreed.

A record here is evidence later: who was at a meeting, which ground rules were agreed, when people
were told of a day. Nothing here says how much people took part; that is worked out from the records
(`ladder`).
"""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from alongside.files.models import File
from alongside.people.models import Membership, Organisation, Team
from alongside.web import codes
from alongside.web.settled import Settled

from .notice import in_words


def drawn_code() -> str:
    """Return six characters for the public address of a project."""
    return codes.drawn(6)


class Project(models.Model):
    """Something people who use a service and people who run it work on together.

    `level` says whose it is: one person's own support stays among those who are in it, and has no
    public page (R39). `published`: its public page is up, at an address that stays.
    """

    class Level(models.TextChoices):
        INDIVIDUAL = "individual", "One person’s own support"
        STRATEGIC = "strategic", "How a service is planned and run, for everybody"

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="projects")
    name = models.CharField(max_length=200)
    issue = models.TextField("the issue to solve, in plain words")
    level = models.CharField(max_length=10, choices=Level, default=Level.STRATEGIC)
    area = models.ForeignKey(
        Team, models.PROTECT, null=True, blank=True, related_name="projects", verbose_name="area"
    )
    resources = models.TextField("money, time, rooms and people there are for it", blank=True)
    begun = models.DateField()
    ended = models.DateField(null=True, blank=True)
    code = models.CharField(max_length=6, unique=True, default=drawn_code)
    published = models.DateTimeField(null=True, blank=True)
    made = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(Membership, models.SET_NULL, null=True, related_name="+")
    client_id = models.UUIDField(null=True, blank=True, unique=True)

    class Meta:
        ordering = ["-begun", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(issue=""), name="project_says_its_issue"),
            models.CheckConstraint(
                condition=Q(level__in=["individual", "strategic"]), name="project_level_known"
            ),
            models.CheckConstraint(
                condition=Q(published=None) | Q(level="strategic"),
                name="project_of_one_person_is_never_public",
            ),
            models.CheckConstraint(
                condition=Q(ended=None) | Q(ended__gte=F("begun")), name="project_ends_later"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def public(self) -> bool:
        """Whether anybody may read its public page."""
        return self.published is not None


class Seat(models.Model):
    """Somebody's place in the team of a project, from a day until a day; who is back has another.

    Somebody can be both: staff with experience of their own. `votes`: has a vote when it decides.
    """

    project = models.ForeignKey(Project, models.CASCADE, related_name="seats")
    member = models.ForeignKey(Membership, models.PROTECT, related_name="seats")
    staff = models.BooleanField("works for the organisation", default=False)
    experience = models.BooleanField("is there for their own experience", default=False)
    part = models.CharField("what they do here, such as chair", max_length=100, blank=True)
    votes = models.BooleanField("has a vote", default=True)
    joined = models.DateField()
    left = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["joined", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(staff=True) | Q(experience=True), name="seat_says_whose_side"
            ),
            models.UniqueConstraint(
                fields=["project", "member"], condition=Q(left=None), name="seat_once"
            ),
            models.CheckConstraint(
                condition=Q(left=None) | Q(left__gte=F("joined")), name="seat_left_later"
            ),
        ]

    def __str__(self) -> str:
        return str(self.member)


class Stage(models.Model):
    """One of the four parts of a project; all are there from its first day, so that a gap shows."""

    class Kind(models.TextChoices):
        COMMISSIONING = "commissioning", "Commissioning"
        DESIGN = "design", "Design"
        DELIVERY = "delivery", "Delivery"
        REVIEW = "review", "Review"

    project = models.ForeignKey(Project, models.CASCADE, related_name="stages")
    kind = models.CharField(max_length=14, choices=Kind)
    position = models.PositiveSmallIntegerField()
    about = models.TextField("what happens in it", blank=True)
    begins = models.DateField(null=True, blank=True)
    ends = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["project", "position"]
        constraints = [
            models.UniqueConstraint(fields=["project", "kind"], name="stage_once"),
            models.CheckConstraint(
                condition=Q(ends=None) | Q(begins=None) | Q(ends__gte=F("begins")),
                name="stage_ends_later",
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()


class Meeting(models.Model):
    """People of a project came together: what it was, on which day, in which stage."""

    class Kind(models.TextChoices):
        MEETING = "meeting", "Meeting of the team"
        WORKSHOP = "workshop", "Workshop"
        VISIT = "visit", "Visit"
        FOCUS_GROUP = "focus group", "Focus group"
        INTERVIEWS = "interviews", "Interviews"
        ONE_OFF = "one-off event", "One-off event"

    ASKING = (Kind.FOCUS_GROUP, Kind.INTERVIEWS, Kind.ONE_OFF)
    """Kinds that only ask people: never co-production by themselves (R50)."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="meetings")
    stage = models.ForeignKey(Stage, models.PROTECT, related_name="meetings")
    kind = models.CharField(max_length=14, choices=Kind, default=Kind.MEETING)
    title = models.CharField(max_length=200)
    day = models.DateField()
    about = models.TextField("what was talked about", blank=True)
    noted = models.DateTimeField(default=timezone.now)
    noted_by = models.ForeignKey(Membership, models.SET_NULL, null=True, related_name="+")
    client_id = models.UUIDField(null=True, blank=True, unique=True)

    class Meta:
        ordering = ["-day", "-pk"]

    def __str__(self) -> str:
        return self.title


class Presence(models.Model):
    """Somebody of the team was at a meeting."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="presences")
    seat = models.ForeignKey(Seat, models.PROTECT, related_name="presences")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "seat"], name="presence_once")]

    def __str__(self) -> str:
        return f"{self.seat}: {self.meeting}"


class GroundRules(Settled):
    """How people want to work together: a version that never changes; the next one says why."""

    WHY = "people agreed to these words; write the next version"

    project = models.ForeignKey(Project, models.CASCADE, related_name="ground_rules")
    number = models.PositiveIntegerField()
    text = models.TextField("one rule on each line")
    because = models.CharField("changed because", max_length=300, blank=True)
    written = models.DateTimeField(default=timezone.now)
    written_by = models.ForeignKey(Membership, models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name_plural = "ground rules"
        ordering = ["project", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["project", "number"], name="ground_rules_number_once"),
            models.CheckConstraint(condition=~Q(text=""), name="ground_rules_say_something"),
        ]

    def __str__(self) -> str:
        return f"Ground rules {self.number}"


class Agreed(models.Model):
    """Somebody of the team agreed to a version of the ground rules."""

    rules = models.ForeignKey(GroundRules, models.CASCADE, related_name="agreements")
    seat = models.ForeignKey(Seat, models.PROTECT, related_name="agreements")
    day = models.DateField()

    class Meta:
        verbose_name_plural = "agreed"
        constraints = [models.UniqueConstraint(fields=["rules", "seat"], name="agreed_once")]

    def __str__(self) -> str:
        return f"{self.seat}: {self.rules}"


class Milestone(models.Model):
    """A day in the timeline of a project, and when people were told of it (R47)."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="milestones")
    title = models.CharField(max_length=200)
    day = models.DateField()
    told = models.DateField("when people were told of it", null=True, blank=True)
    moved = models.PositiveSmallIntegerField("how often it was moved", default=0)
    client_id = models.UUIDField(null=True, blank=True, unique=True)

    class Meta:
        ordering = ["day", "pk"]

    def __str__(self) -> str:
        return self.title

    @property
    def notice(self) -> int | None:
        """How many days before it people were told; negative when afterwards, None when not yet."""
        return (self.day - self.told).days if self.told else None

    @property
    def notice_in_words(self) -> str:
        return in_words(self.notice)


class Information(models.Model):
    """Something that was shared with everybody in a project, so that all know the same (R47)."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="information")
    title = models.CharField(max_length=200)
    text = models.TextField("what it says, in plain words", blank=True)
    link = models.URLField(max_length=500, blank=True)
    file = models.ForeignKey(
        File, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="file"
    )
    shared = models.DateField("since when people have it")
    public = models.BooleanField("stands on the public page too", default=False)
    client_id = models.UUIDField(null=True, blank=True, unique=True)

    class Meta:
        verbose_name_plural = "information"
        ordering = ["-shared", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(text="") | ~Q(link="") | Q(file__isnull=False),
                name="information_is_something",
            )
        ]

    def __str__(self) -> str:
        return self.title


class Evidence(models.Model):
    """What shows that something is so: a record made here, or a file with its day. A tick is none.

    `record` names a record in its own noun ("meeting:12"), `address` is where staff find it.
    """

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="evidence")
    project = models.ForeignKey(
        Project, models.CASCADE, null=True, blank=True, related_name="evidence"
    )
    says = models.CharField("what it shows", max_length=300)
    dated = models.DateField("the day it is of")
    record = models.CharField(max_length=40, blank=True)
    address = models.CharField(max_length=300, blank=True)
    file = models.ForeignKey(
        File, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="file"
    )
    added = models.DateTimeField(default=timezone.now)
    added_by = models.ForeignKey(Membership, models.SET_NULL, null=True, related_name="+")
    client_id = models.UUIDField(null=True, blank=True, unique=True)

    class Meta:
        verbose_name_plural = "evidence"
        ordering = ["-dated", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(record="") & ~Q(address="") & Q(file=None)
                | Q(record="", address="", file__isnull=False),
                name="evidence_points_at_a_record_or_a_file",
            )
        ]

    def __str__(self) -> str:
        return self.says


class NextStep(models.Model):
    """What somebody does, by a day; `done_on` with what is different. A noun above has rows of its
    own, with what they are about."""

    text = models.CharField("what is done", max_length=300)
    owner = models.ForeignKey(Membership, models.PROTECT, related_name="%(app_label)s_steps")
    due = models.DateField()
    done_on = models.DateField(null=True, blank=True)
    result = models.TextField("what is different now", blank=True)
    client_id = models.UUIDField(null=True, blank=True, unique=True)

    class Meta:
        abstract = True
        ordering = ["due", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="%(app_label)s_step_says_something"),
            models.CheckConstraint(
                condition=Q(done_on=None) | ~Q(result=""), name="%(app_label)s_step_done_says_what"
            ),
        ]

    def __str__(self) -> str:
        return self.text
