"""Asking: one version for a while, in one mode; who was invited, and how many of each team were."""

from django.db import models
from django.db.models import F, Q

from alongside.letters.models import Letter
from alongside.people.models import Membership, Organisation
from alongside.projects.models import Project
from alongside.web import codes
from alongside.web.settled import Settled

from .forms import FormVersion


def drawn_code() -> str:
    """Return eight characters for the address of a wave."""
    return codes.drawn(8)


class Mode(models.TextChoices):
    """Who can know who said what. Fixed when a wave opens, for good."""

    NAMED = "named", "Named"
    CONFIDENTIAL = "confidential", "Confidential"
    ANONYMOUS = "anonymous", "Anonymous"
    IN_THE_ROOM = "in the room", "In the room"


WITHOUT_MEMBER = [Mode.ANONYMOUS.value, Mode.IN_THE_ROOM.value]


class Wave(Settled):
    """One version of a form, asked for a while, in one mode. What people are promised before they
    answer never changes: the questions, the mode, and the smallest group that is shown.

    `invited_only`: whoever answers needs a link of their own, so that each answers once; always so
    where answers carry a name. `by_team`: an anonymous answer keeps which team it comes from, if
    that is large enough (`sealing.large_enough`). `of_session`: a session asks it, and moves its
    start. `told_elsewhere`: whoever asked shows the results, so that they are not shown twice, each
    protected for itself. `in_languages` has, by the name of a field (`IN_LANGUAGES`), its words by
    language; the field itself has those in the language that the form is written in.
    """

    IN_LANGUAGES = ("title", "readers", "next_step")

    SETTLED = ("organisation", "version", "mode", "minimum", "by_team")
    WHY = "who can know who said what is settled when a wave opens, for good"

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="waves")
    version = models.ForeignKey(FormVersion, models.PROTECT, related_name="waves")
    title = models.CharField(max_length=200)
    mode = models.CharField(max_length=12, choices=Mode)
    code = models.CharField(max_length=8, unique=True, default=drawn_code)
    minimum = models.PositiveSmallIntegerField("smallest group to show")
    opens = models.DateTimeField()
    closes = models.DateTimeField(null=True, blank=True)
    readers = models.CharField("who will read the answers", max_length=300, blank=True)
    next_step = models.CharField("what happens next, and by when", max_length=500, blank=True)
    in_languages = models.JSONField(
        "title, readers and next step in the form's other languages", default=dict
    )
    then_to = models.CharField("where people can go on afterwards", max_length=200, blank=True)
    then_words = models.CharField("what they find there", max_length=100, blank=True)
    closed = models.DateTimeField(null=True, blank=True)
    wiped = models.DateTimeField("when the last traces went", null=True, blank=True)
    invited_only = models.BooleanField("only people with a link of their own", default=False)
    by_team = models.BooleanField("answers keep which team they come from", default=False)
    of_session = models.BooleanField("asked at the end of a session", default=False)
    told_elsewhere = models.BooleanField(
        "its results stand on a page of whoever asked", default=False
    )
    own_codes = models.BooleanField("answers have codes that people made themselves", default=False)
    project = models.ForeignKey(
        Project, models.SET_NULL, null=True, blank=True, related_name="waves"
    )
    client_id = models.UUIDField(null=True, blank=True, unique=True)

    class Meta:
        ordering = ["-opens", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closes=None) | Q(closes__gt=F("opens")),
                name="wave_closes_after_opening",
            ),
            models.CheckConstraint(condition=Q(minimum__gte=5), name="wave_minimum_floor"),
            models.CheckConstraint(condition=Q(mode__in=Mode.values), name="wave_mode_known"),
        ]

    def __str__(self) -> str:
        return self.title

    def worded(self, field: str, language: str) -> tuple[str, str]:
        """Return the words of one of `IN_LANGUAGES` and the language they are in: the one asked
        for, or where nobody gave them in it the one that the form is written in."""
        if words := self.in_languages.get(field, {}).get(language):
            return words, language
        return str(getattr(self, field)), self.version.definition["languages"][0]

    def said(self, field: str, *languages: str) -> str:
        """Return the words of one of `IN_LANGUAGES` in a language; for several languages beside
        one another, each once."""
        return " / ".join(dict.fromkeys(self.worded(field, code)[0] for code in languages))

    @property
    def anonymous(self) -> bool:
        return self.mode in WITHOUT_MEMBER

    @property
    def knows_teams(self) -> bool:
        """Whether answers say which team they come from."""
        return self.by_team or not self.anonymous

    @property
    def by_private_link(self) -> bool:
        """Whether only somebody with a link of their own can answer."""
        return self.invited_only or not self.anonymous


class Invitation(models.Model):
    """Somebody was asked. Of an anonymous wave it only ever turns to done, and nothing leads from
    it to an answer. Of the private link only the hash is kept.

    `to_write` is the letter that the ticker writes next, `letter` the newest of those `written`.
    """

    class Write(models.TextChoices):
        NOTHING = "", "Nothing"
        INVITATION = "invitation", "Invitation"
        REMINDER = "reminder", "Reminder"

    wave = models.ForeignKey(Wave, models.CASCADE, related_name="invitations")
    member = models.ForeignKey(Membership, models.CASCADE, related_name="invitations")
    key = models.CharField("hash of the private link", max_length=64, unique=True)
    done = models.BooleanField(default=False)
    to_write = models.CharField(max_length=10, choices=Write, blank=True, default="")
    written = models.PositiveSmallIntegerField("how many letters were written", default=0)
    letter = models.ForeignKey(
        Letter, models.SET_NULL, null=True, blank=True, related_name="invitations"
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["wave", "member"], name="invitation_once")]

    def __str__(self) -> str:
        return f"{self.member}: {self.wave}"


class Rates(models.Model):
    """How many of each team were invited to an anonymous wave, and had answered when they were
    counted on a `day`: [[key of the team or None, invited, answered]].

    Counted once a day: a number that grows by one would say who has just answered. `rates.shown`
    says what of it is shown.
    """

    wave = models.OneToOneField(Wave, models.CASCADE, related_name="rates")
    day = models.DateField()
    teams = models.JSONField(default=list)

    class Meta:
        verbose_name_plural = "rates"
