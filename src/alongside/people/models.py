"""Who is who: a person signs in; a membership is that person (or somebody who never signs in) in
one organisation. Roles, bookings and answers point at the membership, never at the person."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.functional import cached_property

SMALLEST_GROUP = 5
"""The smallest group whose answers any organisation shows."""


class Person(AbstractBaseUser):
    """Somebody who can sign in, with an e-mail address and a code or a password."""

    email = models.EmailField("e-mail address", unique=True, help_text="Kept in small letters.")
    name = models.CharField(max_length=200, blank=True)
    is_active = models.BooleanField(default=True)
    created = models.DateTimeField(default=timezone.now)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    objects = BaseUserManager()

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="person_email_once")]

    def __str__(self) -> str:
        return self.name or self.email


class Organisation(models.Model):
    """One council, NHS body or charity. Every other row belongs to exactly one."""

    name = models.CharField(max_length=200)
    slug = models.SlugField(max_length=60, unique=True)
    minimum = models.PositiveSmallIntegerField(
        "smallest group to show",
        default=SMALLEST_GROUP,
        validators=[MinValueValidator(SMALLEST_GROUP)],
        help_text="Answers of fewer people than this are never shown.",
    )
    protect_attendance = models.BooleanField("protect attendance counts too", default=False)
    example = models.BooleanField("made-up example data", default=False)
    created = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(minimum__gte=SMALLEST_GROUP), name="organisation_minimum_floor"
            )
        ]

    def __str__(self) -> str:
        return self.name


class Team(models.Model):
    """A part of the organisation: a directorate, a service area in it, a team in that."""

    class Kind(models.TextChoices):
        DIRECTORATE = "directorate", "Directorate"
        SERVICE_AREA = "service area", "Service area"
        TEAM = "team", "Team"

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="teams")
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="parts")
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.TEAM)
    headcount = models.PositiveIntegerField(
        "how many people work here",
        null=True,
        blank=True,
        help_text="Used for response rates.",
    )
    compared = models.BooleanField(
        "stands beside other teams in friendly comparisons", default=True
    )

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                "organisation",
                "parent",
                Lower("name"),
                condition=Q(parent__isnull=False),
                name="team_name_once_in_parent",
            ),
            models.UniqueConstraint(
                "organisation",
                Lower("name"),
                condition=Q(parent=None),
                name="team_name_once_at_top",
            ),
            models.CheckConstraint(
                condition=Q(parent=None) | ~Q(parent=models.F("pk")),
                name="team_not_its_own_parent",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """A human in one organisation. `person` is empty for somebody who never signs in. `phone` is a
    mobile number as it is dialled ("+447700900123"), which a family can share."""

    class By(models.TextChoices):
        WHATEVER = "", "E-mail, else text"
        EMAIL = "email", "E-mail"
        TEXT = "text", "Text"
        PAPER = "paper", "Paper"

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="memberships")
    person = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="memberships"
    )
    name = models.CharField(max_length=200)
    email = models.EmailField("e-mail address", blank=True)
    phone = models.CharField("mobile number", max_length=16, blank=True)
    letters_by = models.CharField(
        "how letters reach them", max_length=5, choices=By, blank=True, default=By.WHATEVER
    )
    team = models.ForeignKey(Team, models.PROTECT, null=True, blank=True, related_name="members")
    joined = models.DateTimeField(default=timezone.now)
    left = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "person"],
                condition=Q(person__isnull=False),
                name="membership_once_per_person",
            ),
            models.UniqueConstraint(
                "organisation",
                Lower("email"),
                condition=~Q(email="") & Q(left=None),
                name="membership_email_once",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def first_name(self) -> str:
        return self.name.split(" ", 1)[0]

    def holds(self, *names: str) -> bool:
        """Return whether this member holds any of the roles `names`."""
        return not self.role_names.isdisjoint(names)

    @cached_property
    def role_names(self) -> frozenset[str]:
        """The roles that this member holds, read the first time they are asked for."""
        return frozenset(role.name for role in self.roles.all())


class Role(models.Model):
    """What a member may do, or who they are here. A member can hold several at once."""

    class Name(models.TextChoices):
        OWNER = "owner", "Owner"
        LEAD = "lead", "Lead"
        FACILITATOR = "facilitator", "Facilitator"
        ANALYST = "analyst", "Analyst"
        SENIOR_MANAGER = "senior manager", "Senior manager"
        EXPERT = "expert by experience", "Expert by experience"

    membership = models.ForeignKey(Membership, models.CASCADE, related_name="roles")
    name = models.CharField(max_length=30, choices=Name)
    given = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["membership", "name"], name="role_held_once"),
            models.CheckConstraint(
                condition=Q(
                    name__in=[
                        "owner",
                        "lead",
                        "facilitator",
                        "analyst",
                        "senior manager",
                        "expert by experience",
                    ]
                ),
                name="role_known",
            ),
        ]

    def __str__(self) -> str:
        return self.get_name_display()


class Group(models.Model):
    """People of the organisation who do something together: a panel of experts by experience, a
    review group. It is put away when it is over; what it did keeps its name."""

    class Kind(models.TextChoices):
        EXPERTS = "experts by experience", "Experts by experience"
        REVIEW = "review group", "Review group"
        OTHER = "other", "Another kind of group"

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="groups")
    name = models.CharField(max_length=200)
    about = models.TextField(blank=True)
    kind = models.CharField(max_length=30, choices=Kind, default=Kind.REVIEW)
    begun = models.DateTimeField(default=timezone.now)
    put_away = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                "organisation",
                Lower("name"),
                condition=Q(put_away=None),
                name="group_name_once",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["experts by experience", "review group", "other"]),
                name="group_kind_known",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class GroupMember(models.Model):
    """Somebody's time in a group, from `joined` until `left`; who comes back has another row."""

    group = models.ForeignKey(Group, models.CASCADE, related_name="places")
    membership = models.ForeignKey(Membership, models.PROTECT, related_name="group_places")
    joined = models.DateTimeField(default=timezone.now)
    left = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["joined", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["group", "membership"],
                condition=Q(left=None),
                name="group_member_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.membership} in {self.group}"


class StaffList(models.Model):
    """A spreadsheet of staff that was uploaded: kept until somebody has looked at what we
    understood and added the people.

    They are added in pieces. `begun` with its `columns` and `teams` says what was settled, and
    `reached` how many of the people are added, so that it can go on when it was stopped.
    """

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="staff_lists")
    by = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    file_name = models.CharField(max_length=200)
    headings = models.JSONField()
    rows = models.JSONField(help_text="Each row as [line, [cells]].")
    refused = models.JSONField(help_text="Each refused row as [line, reason].")
    uploaded = models.DateTimeField(default=timezone.now)
    begun = models.DateTimeField(null=True, blank=True)
    columns = models.JSONField(default=dict, help_text="Which column holds what.")
    teams = models.JSONField(default=dict, help_text="The key of each team by its short name.")
    reached = models.PositiveIntegerField(default=0)
    added = models.DateTimeField(null=True, blank=True)
    result = models.JSONField(default=dict)

    class Meta:
        ordering = ["-uploaded", "-pk"]

    def __str__(self) -> str:
        return self.file_name
