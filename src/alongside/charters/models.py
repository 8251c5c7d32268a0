"""A charter: principles, each with promises, that people and an organisation agreed on (R40)."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from alongside.asks.models import Wave
from alongside.people.models import Membership, Organisation
from alongside.projects import models as projects
from alongside.projects.models import Evidence
from alongside.web import codes
from alongside.web.settled import Settled


def drawn_code() -> str:
    """Return six characters for the public address of a charter."""
    return codes.drawn(6)


class Charter(models.Model):
    """What people and an organisation promise each other. `published`: anybody may read it."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="charters")
    title = models.CharField(max_length=200)
    about = models.TextField("what it is for, in plain words", blank=True)
    code = models.CharField(max_length=6, unique=True, default=drawn_code)
    published = models.DateTimeField(null=True, blank=True)
    made = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(Membership, models.SET_NULL, null=True, related_name="+")
    client_id = models.UUIDField(null=True, blank=True, unique=True)

    class Meta:
        ordering = ["title", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(title=""), name="charter_has_a_title")]

    def __str__(self) -> str:
        return self.title


class CharterVersion(Settled):
    """The words of a charter. They never change: people agreed to them, and rate them.

    `principles` is a list of {"name", "easy", "promises": [{"key", "text", "easy"}]}; `easy` says
    the same in easy words. A promise keeps its key while its words stay, also when they come back;
    what stands about it is found by that key, which no other promise of the charter ever gets.
    """

    WHY = "people agreed to these words; write the next version"

    charter = models.ForeignKey(Charter, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    principles = models.JSONField()
    because = models.CharField("changed because", max_length=300, blank=True)
    written = models.DateTimeField(default=timezone.now)
    written_by = models.ForeignKey(Membership, models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["charter", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["charter", "number"], name="charter_version_number_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.charter}, version {self.number}"

    @property
    def promises(self) -> list[dict[str, str]]:
        """The promises of all principles, in order."""
        return [promise for one in self.principles for promise in one["promises"]]


class AgreedBy(models.Model):
    """A board, a forum or a group agreed to a version, on a day."""

    version = models.ForeignKey(CharterVersion, models.CASCADE, related_name="agreements")
    who = models.CharField("who agreed", max_length=200)
    experience = models.BooleanField("people with experience of their own", default=False)
    day = models.DateField()
    by = models.ForeignKey(Membership, models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name_plural = "agreed by"
        ordering = ["day", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(who=""), name="agreed_by_somebody"),
            models.UniqueConstraint(fields=["version", "who"], name="agreed_by_once"),
        ]

    def __str__(self) -> str:
        return self.who


class Rating(models.Model):
    """People and staff are asked whether the promises of a version are kept: a wave of its own."""

    version = models.ForeignKey(CharterVersion, models.PROTECT, related_name="ratings")
    wave = models.OneToOneField(Wave, models.CASCADE, related_name="rating")

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return str(self.wave)


class Shows(models.Model):
    """Evidence that a promise is kept, or that it is not."""

    charter = models.ForeignKey(Charter, models.CASCADE, related_name="shows")
    promise = models.CharField("key of the promise", max_length=12)
    evidence = models.ForeignKey(Evidence, models.PROTECT, related_name="+")
    kept = models.BooleanField("it shows that the promise is kept")

    class Meta:
        verbose_name_plural = "shows"
        ordering = ["-evidence__dated", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["charter", "promise", "evidence"], name="shows_of_a_promise_once"
            )
        ]

    def __str__(self) -> str:
        return str(self.evidence)


class NextStep(projects.NextStep):
    """What somebody does so that a promise is kept."""

    charter = models.ForeignKey(Charter, models.CASCADE, related_name="next_steps")
    promise = models.CharField("key of the promise", max_length=12)
