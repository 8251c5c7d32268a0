"""Three rungs of the ladder for a project: what is said, what records show, what people feel.

What records show is worked out (`queries.facts`) and never kept but as the position of a day.
"""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from alongside.asks.models import Wave
from alongside.gatherings.models import Gathering
from alongside.people.models import Membership, Organisation
from alongside.projects.models import Evidence, Meeting, Project
from alongside.walls.models import Wall
from alongside.web.settled import Settled

RUNGS = Q(rung__gte=1, rung__lte=7)


class Wording(Settled):
    """What an organisation calls the seven rungs, and one sentence about each: a version that
    never changes. `rungs` is [[name, what it says]], lowest first."""

    WHY = "claims point at these words; write the next version"

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="wordings")
    number = models.PositiveIntegerField()
    name = models.CharField("what these words are called", max_length=100)
    credit = models.CharField("whose words they are", max_length=300)
    rungs = models.JSONField()
    written = models.DateTimeField(default=timezone.now)
    written_by = models.ForeignKey(Membership, models.SET_NULL, null=True, related_name="+")
    client_id = models.UUIDField(null=True, blank=True, unique=True)

    class Meta:
        ordering = ["organisation", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "number"], name="wording_number_once"),
            models.CheckConstraint(condition=~Q(credit=""), name="wording_says_whose_it_is"),
        ]

    def __str__(self) -> str:
        return f"{self.name}, version {self.number}"


class Chosen(Settled):
    """An organisation chose the words of its ladder: its own, or the product's (`wording` empty).
    The newest counts."""

    WHY = "what was chosen stays as it was; choose anew"

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    wording = models.ForeignKey(Wording, models.PROTECT, null=True, blank=True, related_name="+")
    chosen = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(Membership, models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name_plural = "chosen"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return str(self.wording or "the product’s own words")


class Claim(Settled):
    """Somebody says on which rung a project is, or one activity of it (at most one of `meeting`,
    `gathering`, `wave` and `wall`). The newest of each counts, earlier ones are kept.

    `aim`: it is where they want to be, and not what they call it now. `label` and `wording` are
    what the rung was called on that day.
    """

    WHY = "what was said stays as it was said; say it anew"

    project = models.ForeignKey(Project, models.CASCADE, related_name="claims")
    meeting = models.ForeignKey(
        Meeting, models.CASCADE, null=True, blank=True, related_name="claims"
    )
    gathering = models.ForeignKey(
        Gathering, models.CASCADE, null=True, blank=True, related_name="claims"
    )
    wave = models.ForeignKey(Wave, models.CASCADE, null=True, blank=True, related_name="claims")
    wall = models.ForeignKey(Wall, models.CASCADE, null=True, blank=True, related_name="claims")
    rung = models.PositiveSmallIntegerField()
    aim = models.BooleanField("what we aim for", default=False)
    day = models.DateField("since when")
    why = models.CharField(max_length=500)
    label = models.CharField(max_length=60)
    wording = models.ForeignKey(Wording, models.PROTECT, null=True, blank=True, related_name="+")
    said = models.DateTimeField(default=timezone.now)
    said_by = models.ForeignKey(Membership, models.SET_NULL, null=True, related_name="+")
    client_id = models.UUIDField(null=True, blank=True, unique=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=RUNGS, name="claim_is_of_a_rung"),
            models.CheckConstraint(condition=~Q(why=""), name="claim_says_why"),
            models.CheckConstraint(
                condition=Q(gathering=None, wave=None, wall=None)
                | Q(meeting=None, wave=None, wall=None)
                | Q(meeting=None, gathering=None, wall=None)
                | Q(meeting=None, gathering=None, wave=None),
                name="claim_is_of_one_activity",
            ),
            models.CheckConstraint(
                condition=Q(wave=None, wall=None, gathering=None) | Q(rung__lte=5, aim=False),
                name="claim_of_what_only_asks_is_no_co_production",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rung}, {self.label}"


class FileShows(models.Model):
    """Somebody put a dated file beside a fact that it shows. It goes when the file goes."""

    class Fact(models.TextChoices):
        OPEN = "open"
        ASKED = "asked"
        AGAIN = "again"
        SHAPED = "shaped"
        VOTE = "vote"
        DELIVERY = "delivery"
        REVIEW = "review"

    project = models.ForeignKey(Project, models.CASCADE, related_name="files_show")
    fact = models.CharField(max_length=10, choices=Fact)
    evidence = models.ForeignKey(Evidence, models.CASCADE, related_name="files_show")
    put = models.DateTimeField(default=timezone.now)
    put_by = models.ForeignKey(Membership, models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name_plural = "file shows"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["project", "fact", "evidence"], name="fact_shown_by_a_file_once"
            ),
            models.CheckConstraint(
                condition=Q(
                    fact__in=["open", "asked", "again", "shaped", "vote", "delivery", "review"]
                ),
                name="fact_shown_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.fact}: {self.evidence}"


class HadToCome(Settled):
    """Somebody says whether people had to come, which no record could say. The newest counts."""

    WHY = "what was said stays as it was said; say it anew"

    project = models.ForeignKey(Project, models.CASCADE, related_name="had_to_come")
    required = models.BooleanField()
    said = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(Membership, models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name_plural = "had to come"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return "People had to come" if self.required else "Nobody had to come"


class Felt(models.Model):
    """People of a project are asked which rung they feel: an anonymous survey, and how many people
    were to be asked."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="felt")
    wave = models.OneToOneField(Wave, models.CASCADE, related_name="felt")
    asked = models.PositiveSmallIntegerField("how many people are asked")
    wording = models.ForeignKey(Wording, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name_plural = "felt"
        ordering = ["-pk"]
        constraints = [models.CheckConstraint(condition=Q(asked__gte=1), name="felt_asks_somebody")]

    def __str__(self) -> str:
        return str(self.wave)


class Position(models.Model):
    """The three rungs of a project as they were on a day, written when one of them had changed.
    None: nothing was said, shown by records, or felt by enough people."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="positions")
    day = models.DateField()
    claimed = models.PositiveSmallIntegerField(null=True, blank=True)
    evidenced = models.PositiveSmallIntegerField(null=True, blank=True)
    felt = models.PositiveSmallIntegerField(null=True, blank=True)
    caps = models.CharField("the fact that kept it there", max_length=10, blank=True)

    class Meta:
        ordering = ["project", "day"]
        constraints = [
            models.UniqueConstraint(fields=["project", "day"], name="position_of_a_day_once"),
            models.CheckConstraint(
                condition=(Q(claimed=None) | Q(claimed__gte=1, claimed__lte=7))
                & (Q(evidenced=None) | Q(evidenced__gte=1, evidenced__lte=7))
                & (Q(felt=None) | Q(felt__gte=1, felt__lte=7)),
                name="position_is_on_the_ladder",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project}, {self.day}"


class Looked(models.Model):
    """The positions of all projects were looked at on this day."""

    day = models.DateField(unique=True)

    class Meta:
        verbose_name_plural = "looked"

    def __str__(self) -> str:
        return str(self.day)
