"""How somebody who takes part is prepared and looked after (R37, R54, R58)."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from alongside.people.models import Membership

from .opportunities import Opportunity, Part


class Preparation(models.Model):
    """Something to know before an opportunity begins, for people or for staff."""

    class Side(models.TextChoices):
        PEOPLE = "people", "For people who take part"
        STAFF = "staff", "For staff"

    opportunity = models.ForeignKey(Opportunity, models.CASCADE, related_name="preparation")
    side = models.CharField(max_length=6, choices=Side)
    title = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    link = models.URLField("where there is more", max_length=500, blank=True)
    client_id = models.UUIDField(null=True, blank=True, unique=True)

    class Meta:
        verbose_name_plural = "preparation"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(title="") & (~Q(text="") | ~Q(link="")),
                name="preparation_says_something",
            )
        ]

    def __str__(self) -> str:
        return self.title


class Read(models.Model):
    """Somebody said that they have read something, because they wanted to: nobody has to."""

    part = models.ForeignKey(Part, models.CASCADE, related_name="reads")
    preparation = models.ForeignKey(Preparation, models.CASCADE, related_name="reads")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["part", "preparation"], name="read_once"),
        ]

    def __str__(self) -> str:
        return str(self.preparation)


class Support(models.Model):
    """What was agreed with somebody so that taking part is good for them."""

    part = models.OneToOneField(Part, models.CASCADE, related_name="support")
    person = models.ForeignKey(
        Membership, models.PROTECT, related_name="+", verbose_name="whom they turn to"
    )
    reach = models.CharField("how they reach them", max_length=200)
    helps = models.TextField("what helps")
    upset = models.TextField("what we do when it becomes too much", blank=True)
    elsewhere = models.TextField("who else helps", blank=True)
    agreed = models.DateField()
    by = models.ForeignKey(Membership, models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name_plural = "support"

    def __str__(self) -> str:
        return f"Support of {self.part}"


class Training(models.Model):
    """Training that was promised to somebody; `given_on` once they had it."""

    part = models.ForeignKey(Part, models.CASCADE, related_name="training")
    title = models.CharField(max_length=200)
    due = models.DateField()
    given_on = models.DateField(null=True, blank=True)
    client_id = models.UUIDField(null=True, blank=True, unique=True)

    class Meta:
        verbose_name_plural = "training"
        ordering = ["due", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(title=""), name="training_has_a_title")]

    def __str__(self) -> str:
        return self.title


class CheckIn(models.Model):
    """How somebody is, before or after. `call`: they would like to be called; `seen`: somebody
    read it and did."""

    class When(models.TextChoices):
        BEFORE = "before", "Before"
        AFTER = "after", "After"

    class How(models.IntegerChoices):
        GOOD = 5, "Good"
        QUITE = 4, "Quite good"
        SO_SO = 3, "So-so"
        NOT_SO = 2, "Not so good"
        BAD = 1, "Bad"

    part = models.ForeignKey(Part, models.CASCADE, related_name="check_ins")
    when = models.CharField(max_length=6, choices=When)
    how = models.PositiveSmallIntegerField(choices=How)
    words = models.TextField(blank=True)
    call = models.BooleanField("would like to be called", default=False)
    at = models.DateTimeField(default=timezone.now)
    seen = models.DateTimeField(null=True, blank=True)
    seen_by = models.ForeignKey(Membership, models.SET_NULL, null=True, related_name="+")
    client_id = models.UUIDField(null=True, blank=True, unique=True)

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.get_how_display()}, {self.get_when_display().lower()}"
