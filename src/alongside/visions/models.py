"""Vision boards: how people want things to be, how they are, and what became of the gap (R14)."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from alongside.asks.models import Wave
from alongside.people.models import Membership, Organisation
from alongside.projects.models import Project
from alongside.walls.models import Kept
from alongside.web.settled import Settled


class Vision(models.Model):
    """What staff and people who use services want to see, beside how it is now. `look_on`: the day
    on which they look again."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="visions")
    project = models.ForeignKey(
        Project, models.SET_NULL, null=True, blank=True, related_name="visions"
    )
    title = models.CharField(max_length=200)
    about = models.TextField("what it is about, in plain words", blank=True)
    look_on = models.DateField("when it is looked at again", null=True, blank=True)
    made = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(Membership, models.SET_NULL, null=True, related_name="+")
    client_id = models.UUIDField(null=True, blank=True, unique=True)

    class Meta:
        ordering = ["title", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(title=""), name="vision_has_a_title")]

    def __str__(self) -> str:
        return self.title


class Statement(Settled):
    """One sentence: how somebody wants it to be, or how it is now. Its words never change, because
    the board is looked at again. Words of a wall stay with what was `kept`, and go with it."""

    SETTLED = ("vision", "kind", "text", "kept")
    WHY = "the board was looked at with these words; take the statement off and write another"

    class Kind(models.TextChoices):
        WANT = "want", "What we want to see"
        NOW = "now", "What it is like now"

    class Side(models.TextChoices):
        PEOPLE = "people", "People who use services"
        STAFF = "staff", "Staff"
        TOGETHER = "together", "Both together"
        NOT_KNOWN = "", "Not known"

    vision = models.ForeignKey(Vision, models.CASCADE, related_name="statements")
    kind = models.CharField(max_length=4, choices=Kind)
    text = models.CharField(max_length=500, blank=True)
    kept = models.ForeignKey(
        Kept, models.PROTECT, null=True, blank=True, related_name="vision_statements"
    )
    side = models.CharField("who wrote it", max_length=8, choices=Side, blank=True)
    added = models.DateTimeField(default=timezone.now)
    added_by = models.ForeignKey(Membership, models.SET_NULL, null=True, related_name="+")
    taken_off = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["added", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kept=None) & ~Q(text="") | Q(kept__isnull=False, text=""),
                name="statement_has_words_in_one_place",
            ),
            models.UniqueConstraint(
                fields=["vision", "kind", "text"],
                condition=Q(kept=None, taken_off=None),
                name="statement_stands_once",
            ),
            models.UniqueConstraint(
                fields=["vision", "kept"],
                condition=Q(kept__isnull=False, taken_off=None),
                name="statement_of_a_note_stands_once",
            ),
        ]

    def __str__(self) -> str:
        return self.words

    @property
    def words(self) -> str:
        """The sentence; empty once whoever wrote it took it back, or it was withdrawn."""
        if self.kept:
            return "" if self.kept.withdrawn else self.kept.text
        return self.text


class Gap(models.Model):
    """What people want, beside what it is like now (empty while nobody has said), and what stands
    between the two."""

    want = models.OneToOneField(Statement, models.CASCADE, related_name="gap")
    now = models.ForeignKey(
        Statement, models.SET_NULL, null=True, blank=True, related_name="gaps_from"
    )
    between = models.CharField("what stands between", max_length=500, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.want)


class Look(Settled):
    """The board was looked at again, on a day, and what was seen stays. `wave`: after a survey."""

    WHY = "what was seen on that day stays; look again"

    vision = models.ForeignKey(Vision, models.CASCADE, related_name="looks")
    day = models.DateField()
    who = models.CharField("who looked", max_length=200)
    wave = models.ForeignKey(Wave, models.SET_NULL, null=True, blank=True, related_name="+")
    noted_by = models.ForeignKey(Membership, models.SET_NULL, null=True, related_name="+")
    client_id = models.UUIDField(null=True, blank=True, unique=True)

    class Meta:
        ordering = ["day", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["vision", "day"], name="vision_looked_at_once_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.vision}, {self.day:%-d %B %Y}"


class Seen(Settled):
    """How one gap stood when the board was looked at, and how it was then, in a sentence."""

    WHY = "what was seen on that day stays; look again"

    class Stands(models.TextChoices):
        CLOSED = "closed", "It is as we wanted"
        SMALLER = "smaller", "Nearer than before"
        SAME = "same", "As far away as before"
        WIDER = "wider", "Further away than before"

    look = models.ForeignKey(Look, models.CASCADE, related_name="seen")
    gap = models.ForeignKey(Gap, models.CASCADE, related_name="seen")
    stands = models.CharField(max_length=7, choices=Stands)
    words = models.CharField("what it was like then", max_length=500, blank=True)

    class Meta:
        verbose_name_plural = "seen"
        ordering = ["look", "gap"]
        constraints = [models.UniqueConstraint(fields=["look", "gap"], name="gap_seen_once_a_look")]

    def __str__(self) -> str:
        return f"{self.gap}: {self.get_stands_display()}"
