"""How people are credited, and what they can show to others."""

import secrets

from django.db import models
from django.db.models import Q
from django.utils import timezone

from alongside.people.models import Membership, Organisation
from alongside.web import codes

from .opportunities import Part


def long_code() -> str:
    """Return a code that nobody guesses: it opens what somebody shows to others."""
    return codes.drawn(14)


def drawn_salt() -> str:
    return secrets.token_hex(8)


class Credit(models.Model):
    """How somebody wants to be named where what was made together is shown. No row: not at all."""

    class As(models.TextChoices):
        NAME = "name", "With my name"
        FIRST = "first name", "With my first name"
        OTHER = "other", "With another name"
        NOBODY = "nobody", "Not at all"

    member = models.OneToOneField(Membership, models.CASCADE, related_name="credit")
    shown_as = models.CharField(max_length=10, choices=As)
    name = models.CharField("the other name", max_length=100, blank=True)
    said = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=(Q(shown_as="other") & ~Q(name="")) | (~Q(shown_as="other") & Q(name="")),
                name="credit_with_another_name_has_one",
            ),
        ]

    def __str__(self) -> str:
        known = {self.As.NAME: self.member.name, self.As.FIRST: self.member.first_name}
        return known.get(self.As(self.shown_as), self.name)


class Reference(models.Model):
    """What staff say of somebody who asked for it. Nobody else reads it before that person agreed
    (`agreed`), nor after they took it back (`gone`; its words are deleted)."""

    part = models.ForeignKey(Part, models.CASCADE, related_name="references")
    what_for = models.CharField("what it is for", max_length=300, blank=True)
    asked = models.DateTimeField(default=timezone.now)
    words = models.TextField(blank=True)
    written = models.DateTimeField(null=True, blank=True)
    written_by = models.ForeignKey(Membership, models.SET_NULL, null=True, related_name="+")
    agreed = models.DateTimeField(null=True, blank=True)
    gone = models.DateTimeField(null=True, blank=True)
    code = models.CharField(max_length=14, unique=True, default=long_code)
    client_id = models.UUIDField(null=True, blank=True, unique=True)

    class Meta:
        ordering = ["-asked", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(agreed=None) | (Q(written__isnull=False) & ~Q(words="")),
                name="reference_agreed_has_words",
            ),
            models.CheckConstraint(
                condition=Q(gone=None) | Q(words="", agreed=None),
                name="reference_gone_has_no_words",
            ),
        ]

    def __str__(self) -> str:
        return self.what_for or f"Reference for {self.part.member}"


class Certificate(models.Model):
    """What somebody did, from when to when, how long, with which skills. Whoever has its code can
    check it; a revoked one says only that."""

    part = models.ForeignKey(Part, models.PROTECT, related_name="certificates")
    what = models.CharField(max_length=200)
    begins = models.DateField()
    ends = models.DateField()
    hours = models.DecimalField(max_digits=6, decimal_places=1, null=True, blank=True)
    skills = models.JSONField(default=list)
    code = models.CharField(max_length=14, unique=True, default=long_code)
    salt = models.CharField(max_length=16, default=drawn_salt)
    issued = models.DateTimeField(default=timezone.now)
    issued_by = models.ForeignKey(Membership, models.SET_NULL, null=True, related_name="+")
    revoked = models.DateTimeField(null=True, blank=True)
    client_id = models.UUIDField(null=True, blank=True, unique=True)

    class Meta:
        ordering = ["-issued", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(what=""), name="certificate_says_what"),
            models.CheckConstraint(
                condition=Q(ends__gte=models.F("begins")), name="certificate_ends_after_it_begins"
            ),
        ]

    def __str__(self) -> str:
        return self.what


class SigningKey(models.Model):
    """The key with which an organisation signs certificates. Only its public half leaves."""

    organisation = models.OneToOneField(Organisation, models.CASCADE, related_name="signing_key")
    private = models.TextField("as PEM")
    made = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"Key of {self.organisation}"
