"""From a finding to its result: needs, plans of twelve months, who signed them, what is expected,
and when it is checked. A month is its first day."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils import timezone

from alongside.asks.models import Wave
from alongside.gatherings.models import Gathering
from alongside.involvement.models import Story
from alongside.people.models import Group, Membership, Organisation, Team
from alongside.projects.models import Project
from alongside.web.settled import Settled

from . import months


class Need(Settled):
    """Something people need to learn, or need help with. `says` is what a survey found, with its
    numbers as they were shown on that day; empty where somebody typed the need."""

    SETTLED = ("organisation", "wave", "question", "says")
    WHY = "what was found stays as it was found; write another need"

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="needs")
    team = models.ForeignKey(Team, models.PROTECT, null=True, blank=True, related_name="needs")
    words = models.CharField("what people need", max_length=300)
    owner = models.ForeignKey(Membership, models.PROTECT, related_name="needs_owned")
    wave = models.ForeignKey(Wave, models.PROTECT, null=True, blank=True, related_name="needs")
    question = models.CharField("what was asked", max_length=400, blank=True)
    says = models.CharField("what was found", max_length=400, blank=True)
    written = models.DateTimeField(default=timezone.now)
    written_by = models.ForeignKey(Membership, models.SET_NULL, null=True, related_name="+")
    client_id = models.UUIDField(null=True, blank=True, unique=True)

    class Meta:
        ordering = ["-written", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(words=""), name="need_says_what"),
            models.CheckConstraint(
                condition=Q(wave=None, says="") | (Q(wave__isnull=False) & ~Q(says="")),
                name="need_of_a_finding_says_it",
            ),
        ]

    def __str__(self) -> str:
        return self.words


class Plan(models.Model):
    """What people will learn in twelve months, and how: of a team, or of the whole organisation
    (`team` empty). `group`: whose citizens hear each month how it goes."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="learning_plans")
    team = models.ForeignKey(
        Team, models.PROTECT, null=True, blank=True, related_name="learning_plans"
    )
    title = models.CharField(max_length=120)
    aim = models.TextField("what will be different at the end")
    start = models.DateField("the first month")
    owner = models.ForeignKey(Membership, models.PROTECT, related_name="plans_owned")
    group = models.ForeignKey(
        Group, models.SET_NULL, null=True, blank=True, related_name="learning_plans"
    )
    made = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(Membership, models.SET_NULL, null=True, related_name="+")
    client_id = models.UUIDField(null=True, blank=True, unique=True)

    class Meta:
        ordering = ["-start", "title", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="plan_has_a_title"),
            models.CheckConstraint(condition=~Q(aim=""), name="plan_has_an_aim"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def months(self) -> list[date]:
        return months.twelve(self.start)

    @property
    def last_month(self) -> date:
        return months.later(self.start, months.A_YEAR - 1)

    @property
    def area(self) -> str:
        """Whom it is for, in words."""
        return str(self.team or "The whole organisation")


class Activity(models.Model):
    """One thing in a plan, in a month. It was held when its session was, or on `held_on`; or it was
    not, with the reason. `first_month` is when it was planned at first."""

    class Kind(models.TextChoices):
        SESSION = "session", "Session"
        RESOURCE = "resource", "Something to read or watch"
        MENTOR = "mentor", "A mentor"
        VISIT = "visit", "A visit"
        SURGERY = "surgery", "A surgery: come with your question"

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="activities")
    kind = models.CharField(max_length=10, choices=Kind)
    title = models.CharField(max_length=200)
    objective = models.CharField("what people can do afterwards", max_length=300, blank=True)
    need = models.ForeignKey(Need, models.PROTECT, null=True, blank=True, related_name="activities")
    owner = models.ForeignKey(Membership, models.PROTECT, related_name="activities_owned")
    audience = models.CharField("for whom", max_length=200, blank=True)
    month = models.DateField()
    first_month = models.DateField()
    cost = models.PositiveIntegerField("cost in pence", null=True, blank=True)
    gathering = models.ForeignKey(
        Gathering, models.SET_NULL, null=True, blank=True, related_name="activities"
    )
    held_on = models.DateField(null=True, blank=True)
    not_held_because = models.CharField(max_length=500, blank=True)
    made = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(Membership, models.SET_NULL, null=True, related_name="+")
    client_id = models.UUIDField(null=True, blank=True, unique=True)

    class Meta:
        verbose_name_plural = "activities"
        ordering = ["month", "pk"]
        indexes = [models.Index(fields=["plan", "month"], name="activity_of_a_month")]
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="activity_has_a_title"),
            models.CheckConstraint(
                condition=Q(not_held_because="") | Q(held_on=None, gathering=None),
                name="activity_held_or_not",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["session", "resource", "mentor", "visit", "surgery"]),
                name="activity_kind_known",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Moved(Settled):
    """An activity was moved to another month, and why."""

    WHY = "what was moved stays written down; move it again"

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="moves")
    was = models.DateField()
    becomes = models.DateField()
    why = models.CharField(max_length=300)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(Membership, models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name_plural = "moved"
        ordering = ["pk"]
        constraints = [models.CheckConstraint(condition=~Q(why=""), name="moved_says_why")]

    def __str__(self) -> str:
        return f"{self.was} to {self.becomes}"


class PlanVersion(Settled):
    """A plan as it was sent to be signed. `content` is what `writing.frozen` says; it never
    changes, because somebody put their name to it."""

    WHY = "this was sent to be signed; send the next version"

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    content = models.JSONField()
    sent = models.DateTimeField(default=timezone.now)
    sent_by = models.ForeignKey(Membership, models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["plan", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="plan_version_number_once")
        ]

    def __str__(self) -> str:
        return f"{self.plan}, version {self.number}"


class SignOff(Settled):
    """A senior manager signed a version, or asked in words for changes. `name` is who they were on
    that day."""

    WHY = "a signature stays; answer the next version"

    version = models.ForeignKey(PlanVersion, models.CASCADE, related_name="sign_offs")
    by = models.ForeignKey(Membership, models.SET_NULL, null=True, related_name="sign_offs")
    name = models.CharField(max_length=200)
    signed = models.BooleanField()
    words = models.TextField(blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["version", "by"], name="sign_off_once"),
            models.CheckConstraint(
                condition=Q(signed=True) | ~Q(words=""), name="asking_for_changes_says_which"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}: {'signed' if self.signed else 'asked for changes'}"


class Expectation(models.Model):
    """What somebody expects of a plan, how it will be seen, and what was agreed to measure.

    `before`, `after` and `measured` are two times the same survey, and which answers to which
    question are compared (`comparing.Measured`). What records of a `project` show since the plan
    began is evidence too. `story` tells others what came of it.
    """

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="expectations")
    who = models.CharField("who expects it", max_length=200)
    what = models.CharField("what they expect", max_length=300)
    seen = models.CharField("how it will be seen", max_length=300)
    measure = models.CharField("what was agreed to measure", max_length=300)
    due = models.DateField("when it is looked at")
    activities = models.ManyToManyField(Activity, related_name="expectations", blank=True)
    project = models.ForeignKey(Project, models.SET_NULL, null=True, blank=True, related_name="+")
    before = models.ForeignKey(Wave, models.SET_NULL, null=True, blank=True, related_name="+")
    after = models.ForeignKey(Wave, models.SET_NULL, null=True, blank=True, related_name="+")
    story = models.ForeignKey(Story, models.SET_NULL, null=True, blank=True, related_name="+")
    measured = models.CharField("question, row, first and last answer", max_length=200, blank=True)
    written = models.DateTimeField(default=timezone.now)
    written_by = models.ForeignKey(Membership, models.SET_NULL, null=True, related_name="+")
    client_id = models.UUIDField(null=True, blank=True, unique=True)

    class Meta:
        ordering = ["due", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(who="") & ~Q(what="") & ~Q(seen="") & ~Q(measure=""),
                name="expectation_is_whole",
            )
        ]

    def __str__(self) -> str:
        return self.what


class Result(Settled):
    """Whether an expectation was met, and why somebody says so; `evidence` is what the records
    showed on that day, line by line. The newest counts."""

    class Is(models.TextChoices):
        MET = "met", "Met"
        PART = "part", "Met in part"
        NOT = "not", "Not met"

    WHY = "what was said stays as it was said; say it anew"

    expectation = models.ForeignKey(Expectation, models.CASCADE, related_name="results")
    result = models.CharField(max_length=4, choices=Is)
    reasons = models.TextField()
    evidence = models.JSONField(default=list)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(Membership, models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(reasons=""), name="result_has_reasons"),
            models.CheckConstraint(
                condition=Q(result__in=["met", "part", "not"]), name="result_known"
            ),
        ]

    def __str__(self) -> str:
        return self.get_result_display()


class Check(models.Model):
    """A day on which somebody looks how it goes: as we go along, or at the end."""

    class Level(models.TextChoices):
        REACTION = "reaction", "What people thought of it"
        LEARNING = "learning", "What people learned"
        BEHAVIOUR = "behaviour", "What people do differently"
        RESULTS = "results", "What is different because of it"

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="checks")
    level = models.CharField(max_length=10, choices=Level)
    at_the_end = models.BooleanField("at the end, not as we go along", default=False)
    what = models.CharField("what is looked at", max_length=300)
    due = models.DateField()
    wave = models.ForeignKey(Wave, models.SET_NULL, null=True, blank=True, related_name="+")
    made = models.DateTimeField(default=timezone.now)
    client_id = models.UUIDField(null=True, blank=True, unique=True)

    class Meta:
        ordering = ["due", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(what=""), name="check_says_what"),
            models.CheckConstraint(
                condition=Q(level__in=["reaction", "learning", "behaviour", "results"]),
                name="check_level_known",
            ),
        ]

    def __str__(self) -> str:
        return self.what


class Looked(Settled):
    """What somebody found when they looked; the newest counts."""

    WHY = "what was found stays as it was written down; write it anew"

    of = models.ForeignKey(Check, models.CASCADE, related_name="looks")
    found = models.TextField("what was found")
    done_on = models.DateField()
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(Membership, models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name_plural = "looked"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(found=""), name="looked_says_what_was_found")
        ]

    def __str__(self) -> str:
        return self.found


class Told(models.Model):
    """The notes of an organisation about one month were written."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    month = models.DateField()
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name_plural = "told"
        constraints = [
            models.UniqueConstraint(fields=["organisation", "month"], name="told_of_a_month_once")
        ]

    def __str__(self) -> str:
        return f"{self.organisation}, {self.month}"
