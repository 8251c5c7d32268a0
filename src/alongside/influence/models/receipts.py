"""What people hear of what they said, and what they say back (B01, B02, R57)."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from alongside.letters.models import Letter
from alongside.people.models import Membership

from .chain import Contribution, Decision, ProjectTheme


class Follow(models.Model):
    """Somebody who has the receipt wants to be told when something changes, by e-mail or text.

    Never of an anonymous survey's words: an address would say whose they are. `known` names what
    they know already ("decision:3"), so that each thing is told once.
    """

    contribution = models.OneToOneField(Contribution, models.CASCADE, related_name="follow")
    email = models.EmailField("e-mail address", blank=True)
    phone = models.CharField("mobile number", max_length=16, blank=True)
    since = models.DateTimeField(default=timezone.now)
    seen = models.DateTimeField("when we last looked for what changed", default=timezone.now)
    known = models.JSONField("what they have been told of", default=list)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(email="") & Q(phone="") | Q(email="") & ~Q(phone=""),
                name="follow_by_one_way",
            )
        ]

    def __str__(self) -> str:
        return self.email or self.phone


class Told(models.Model):
    """Somebody was told what was decided about their words: by a letter, a text, or by opening
    their receipt. Once for each decision; never of an anonymous survey's words."""

    class How(models.TextChoices):
        LETTER = "letter", "By e-mail"
        TEXT = "text", "By text"
        PAGE = "page", "They opened their receipt"
        IN_PERSON = "in person", "Somebody told them"

    contribution = models.ForeignKey(Contribution, models.CASCADE, related_name="told")
    decision = models.ForeignKey(Decision, models.CASCADE, related_name="told")
    how = models.CharField(max_length=10, choices=How)
    day = models.DateField()
    letter = models.ForeignKey(Letter, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name_plural = "told"
        constraints = [
            models.UniqueConstraint(fields=["contribution", "decision"], name="told_once")
        ]

    def __str__(self) -> str:
        return f"{self.contribution_id}: {self.get_how_display()}"


class Countersign(models.Model):
    """Whoever has the receipt says whether a theme is what they meant, or whether a decision acted
    on it. The newest of each counts, earlier ones are kept."""

    class Says(models.TextChoices):
        YES = "yes", "Yes"
        PART = "part", "In part"
        NO = "no", "No"

    contribution = models.ForeignKey(Contribution, models.CASCADE, related_name="countersigns")
    theme = models.ForeignKey(
        ProjectTheme, models.CASCADE, null=True, blank=True, related_name="countersigns"
    )
    decision = models.ForeignKey(
        Decision, models.CASCADE, null=True, blank=True, related_name="countersigns"
    )
    says = models.CharField(max_length=4, choices=Says)
    words = models.TextField("what is wrong, in their words", blank=True)
    day = models.DateField()
    counts = models.BooleanField("the newest", default=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(theme__isnull=False, decision=None)
                | Q(theme=None, decision__isnull=False),
                name="countersign_is_of_a_theme_or_a_decision",
            ),
            models.CheckConstraint(
                condition=Q(says__in=["yes", "part", "no"]), name="countersign_says_known"
            ),
            models.UniqueConstraint(
                fields=["contribution", "theme"],
                condition=Q(counts=True, theme__isnull=False),
                name="countersign_of_a_theme_counts_once",
            ),
            models.UniqueConstraint(
                fields=["contribution", "decision"],
                condition=Q(counts=True, decision__isnull=False),
                name="countersign_of_a_decision_counts_once",
            ),
        ]
        indexes = [
            models.Index(
                fields=["decision", "says", "counts"],
                condition=Q(counts=True, decision__isnull=False),
                name="countersign_of_a_decision",
            ),
            models.Index(
                fields=["theme", "says", "counts"],
                condition=Q(counts=True, theme__isnull=False),
                name="countersign_of_a_theme",
            ),
        ]

    def __str__(self) -> str:
        return self.get_says_display()


class Review(models.Model):
    """Somebody disputes what was done with their words: a person looks at it again by a day, at the
    process, the guidance, the policy or the approach, and says what came of it (R57)."""

    class About(models.TextChoices):
        PROCESS = "process", "How we went about it"
        GUIDANCE = "guidance", "Our guidance"
        POLICY = "policy", "A policy"
        APPROACH = "approach", "Our whole approach"
        NOTHING = "nothing", "Nothing needs to change"

    countersign = models.OneToOneField(Countersign, models.CASCADE, related_name="review")
    opened = models.DateField()
    due = models.DateField()
    owner = models.ForeignKey(
        Membership, models.SET_NULL, null=True, blank=True, related_name="reviews_owned"
    )
    closed = models.DateField(null=True, blank=True)
    about = models.CharField("what it led us to look at", max_length=10, choices=About, blank=True)
    result = models.TextField("what we found and what we do, in plain words", blank=True)
    closed_by = models.ForeignKey(Membership, models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["due", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closed=None) | (~Q(result="") & ~Q(about="")),
                name="review_closed_says_what_came_of_it",
            )
        ]
        indexes = [
            models.Index(
                fields=["due", "countersign", "closed"],
                condition=Q(closed=None),
                name="review_open",
            )
        ]

    def __str__(self) -> str:
        return f"Opened {self.opened}"
