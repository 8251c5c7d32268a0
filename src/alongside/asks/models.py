"""The one question engine. A form has published versions; a wave asks one version for a while; an
answer is a Response. An anonymous answer first lies in the Box and is sealed from there.

What anonymous means is kept by the tables: a Response or Comment of an anonymous wave has no
member, no time, an id drawn at random, and nothing that joins the one to the other.
"""

import secrets
import uuid
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from alongside.people.models import Membership, Organisation, Team


def drawn_id() -> int:
    """Return a random id, so that the order of ids says nothing about the order of arrival."""
    return secrets.randbits(62)


def drawn_code() -> str:
    """Return eight characters for an address, without those that look or sound alike."""
    return "".join(secrets.choice("23456789BCDFGHJKMNPQRSTVWXZ") for _ in range(8))


class Fixed(Exception):
    """Something that is settled once and for all was about to change."""


class Mode(models.TextChoices):
    """Who can know who said what. Fixed when a wave opens, for good."""

    NAMED = "named", "Named"
    CONFIDENTIAL = "confidential", "Confidential"
    ANONYMOUS = "anonymous", "Anonymous"
    IN_THE_ROOM = "in the room", "In the room"


WITHOUT_MEMBER = [Mode.ANONYMOUS.value, Mode.IN_THE_ROOM.value]


class Form(models.Model):
    """A list of questions being written. What people answer is a published version of it."""

    class Purpose(models.TextChoices):
        EVALUATION = "evaluation", "Evaluation of a session"
        SURVEY = "survey", "Survey"
        EQUALITY = "equality", "Equality monitoring"

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="forms")
    title = models.CharField(max_length=200)
    purpose = models.CharField(max_length=20, choices=Purpose, default=Purpose.EVALUATION)
    draft = models.JSONField(default=dict)
    made = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(Membership, models.PROTECT, null=True, related_name="forms_made")
    retired = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["title", "pk"]

    def __str__(self) -> str:
        return self.title


class FormVersion(models.Model):
    """A published form: immutable JSON, shaped like XLSForm (see `methods.questions`)."""

    form = models.ForeignKey(Form, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    definition = models.JSONField()
    published = models.DateTimeField(default=timezone.now)
    published_by = models.ForeignKey(Membership, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["form", "number"]
        constraints = [
            models.UniqueConstraint(fields=["form", "number"], name="form_version_number_once")
        ]

    def __str__(self) -> str:
        return f"{self.form}, version {self.number}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise Fixed("a published version never changes; publish the next one")
        super().save(*args, **kwargs)


class Wave(models.Model):
    """One version of a form, asked for a while, in one mode."""

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
    closed = models.DateTimeField(null=True, blank=True)
    wiped = models.DateTimeField("when the last traces went", null=True, blank=True)

    _settled_mode = ""

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

    @classmethod
    def from_db(cls, db: Any, field_names: Any, values: Any, **more: Any) -> "Wave":
        wave = super().from_db(db, field_names, values, **more)
        wave._settled_mode = wave.__dict__.get("mode", "")
        return wave

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self._settled_mode not in {"", self.mode}:
            raise Fixed("who can know who said what is settled when a wave opens, for good")
        super().save(*args, **kwargs)

    @property
    def anonymous(self) -> bool:
        return self.mode in WITHOUT_MEMBER


class Invitation(models.Model):
    """Somebody was asked. It only ever turns to done; nothing leads from it to an answer of an
    anonymous wave. Of the private link only the hash is kept."""

    wave = models.ForeignKey(Wave, models.CASCADE, related_name="invitations")
    member = models.ForeignKey(Membership, models.CASCADE, related_name="invitations")
    key = models.CharField("hash of the private link", max_length=64, unique=True)
    done = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["wave", "member"], name="invitation_once")]

    def __str__(self) -> str:
        return f"{self.member}: {self.wave}"


class Draft(models.Model):
    """Answers on their way: kept between the pages of a form until they are sent. `day` is when
    they were last touched; drafts are forgotten a week later."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    wave = models.ForeignKey(Wave, models.CASCADE, related_name="drafts")
    client = models.CharField(max_length=64)
    answers = models.JSONField(default=dict)
    day = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["wave", "client"], name="draft_once")]


class Box(models.Model):
    """An anonymous answer as it came in. It stays until it is sealed together with others."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    wave = models.ForeignKey(Wave, models.CASCADE, related_name="box")
    team = models.ForeignKey(Team, models.SET_NULL, null=True, blank=True, related_name="+")
    answers = models.JSONField()
    client = models.CharField(max_length=64)

    class Meta:
        verbose_name_plural = "boxes"
        constraints = [models.UniqueConstraint(fields=["wave", "client"], name="box_once")]


class Taken(models.Model):
    """A client id whose answer was accepted, so that sending it again changes nothing, sealed or
    not. It says nothing about the answer, and goes when the wave closes."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    wave = models.ForeignKey(Wave, models.CASCADE, related_name="taken")
    client = models.CharField(max_length=64)

    class Meta:
        verbose_name_plural = "taken"
        constraints = [models.UniqueConstraint(fields=["wave", "client"], name="taken_once")]


class Response(models.Model):
    """One person's answers to one version. Results, exports and reports read only these."""

    id = models.BigIntegerField(primary_key=True, default=drawn_id)
    wave = models.ForeignKey(Wave, models.CASCADE, related_name="responses")
    mode = models.CharField(max_length=12, choices=Mode)
    team = models.ForeignKey(Team, models.SET_NULL, null=True, blank=True, related_name="+")
    member = models.ForeignKey(
        Membership, models.PROTECT, null=True, blank=True, related_name="responses"
    )
    answers = models.JSONField()
    day = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["wave", "member"], condition=Q(member__isnull=False), name="response_once"
            ),
            models.CheckConstraint(
                condition=~Q(mode__in=WITHOUT_MEMBER) | Q(member=None, day=None),
                name="response_anonymous_means_nobody",
            ),
        ]


class Comment(models.Model):
    """What somebody wrote in their own words. Of an anonymous wave it stands alone."""

    id = models.BigIntegerField(primary_key=True, default=drawn_id)
    wave = models.ForeignKey(Wave, models.CASCADE, related_name="comments")
    mode = models.CharField(max_length=12, choices=Mode)
    question = models.CharField(max_length=100)
    text = models.TextField()
    may_quote = models.BooleanField("may be shared without a name", default=False)
    response = models.ForeignKey(
        Response, models.CASCADE, null=True, blank=True, related_name="comments"
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(mode__in=WITHOUT_MEMBER) | Q(response=None),
                name="comment_anonymous_stands_alone",
            ),
        ]


class ResponsesFile(models.Model):
    """Responses exported by another product, without the columns that say who somebody is: those
    were never kept. The rows go once they are answers of a wave, and after a week if they are not;
    `aside` then has the values of columns that answer no question, each list sorted."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="responses_files")
    by = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    file_name = models.CharField(max_length=200)
    fingerprint = models.CharField("SHA-256 of the file", max_length=64)
    source = models.CharField(max_length=30, blank=True)
    headings = models.JSONField()
    left_behind = models.JSONField(help_text="Headings of the columns that were not kept.")
    rows = models.JSONField(help_text="Each row as [line, [cells]]; none once it was added.")
    refused = models.JSONField(help_text="Each refused row as [line, reason].")
    mapping = models.JSONField(default=list, help_text="What each column was used for.")
    aside = models.JSONField(default=dict)
    uploaded = models.DateTimeField(default=timezone.now)
    added = models.DateTimeField(null=True, blank=True)
    result = models.JSONField(default=dict)
    wave = models.ForeignKey(Wave, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-uploaded", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "fingerprint"], name="responses_file_once"
            )
        ]

    def __str__(self) -> str:
        return self.file_name
