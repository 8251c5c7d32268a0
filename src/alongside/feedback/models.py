"""The ways by which people can say how it was, what they said, and what an organisation says of
that (R34)."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from alongside.asks.models import Wave
from alongside.influence.models import Contribution, Countersign
from alongside.involvement.models import Testimonial
from alongside.people.models import Membership, Organisation
from alongside.projects.models import Project
from alongside.web import codes


def drawn_code() -> str:
    """Return six characters for the address of a way in, or of a page to show."""
    return codes.drawn(6)


class Route(models.Model):
    """A way by which feedback can come: a box at the door, a telephone number, a link. `open_link`:
    anybody with its code can write, without an account. `until`: the last day on which it was
    there; None while it is."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="routes")
    project = models.ForeignKey(
        Project, models.CASCADE, null=True, blank=True, related_name="routes"
    )
    name = models.CharField(max_length=120)
    about = models.CharField("where people find it", max_length=300, blank=True)
    read_by = models.CharField("who reads what comes in", max_length=200)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    open_link = models.BooleanField("anybody with the link can write", default=False)
    code = models.CharField(max_length=6, unique=True, default=drawn_code)
    made_by = models.ForeignKey(Membership, models.SET_NULL, null=True, related_name="+")
    client_id = models.UUIDField(null=True, blank=True, unique=True)

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="route_has_a_name"),
            models.CheckConstraint(condition=~Q(read_by=""), name="route_is_read_by_somebody"),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")), name="route_ends_after_it_began"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Asked(models.Model):
    """People were asked by a route on a day, or up to it: how many, and how many of them answered,
    whatever they said. What nobody counted is not written down. `wave`: the survey or evaluation in
    which they were asked."""

    route = models.ForeignKey(Route, models.CASCADE, related_name="times")
    day = models.DateField()
    asked = models.PositiveIntegerField("how many people were asked")
    answered = models.PositiveIntegerField("how many of them answered")
    about = models.CharField("who was asked", max_length=200, blank=True)
    wave = models.OneToOneField(
        Wave, models.SET_NULL, null=True, blank=True, related_name="asked_for_feedback"
    )
    noted_by = models.ForeignKey(Membership, models.SET_NULL, null=True, related_name="+")
    client_id = models.UUIDField(null=True, blank=True, unique=True)

    class Meta:
        verbose_name_plural = "asked"
        ordering = ["-day", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(asked__gte=1), name="asked_somebody"),
            models.CheckConstraint(
                condition=Q(answered__lte=F("asked")), name="answered_of_those_asked"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.asked} people, {self.day}"


class Entry(models.Model):
    """Feedback that came by a route on a day. Words that stand elsewhere already (somebody's
    contribution, a testimonial, what somebody disagreed with) stay there; neither is copied.

    `public_ok`: whoever said it agreed that everybody may read it, without a name. `key`: hash of
    the private address where they read the answer and take their words back; nothing else here
    leads to them. Who takes words back leaves an entry without words.
    """

    class Tone(models.TextChoices):
        POSITIVE = "positive", "Good"
        MIXED = "mixed", "Some of both"
        NEGATIVE = "negative", "Not good"

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="feedback")
    route = models.ForeignKey(Route, models.PROTECT, related_name="entries")
    project = models.ForeignKey(
        Project, models.CASCADE, null=True, blank=True, related_name="feedback"
    )
    day = models.DateField()
    tone = models.CharField(max_length=8, choices=Tone)
    text = models.TextField("in their own words", blank=True)
    contribution = models.OneToOneField(
        Contribution, models.CASCADE, null=True, blank=True, related_name="feedback"
    )
    testimonial = models.OneToOneField(
        Testimonial, models.CASCADE, null=True, blank=True, related_name="feedback"
    )
    countersign = models.OneToOneField(
        Countersign, models.CASCADE, null=True, blank=True, related_name="feedback"
    )
    public_ok = models.BooleanField("everybody may read the words, without a name", default=False)
    of_a_child = models.BooleanField("whoever says it is under 16", default=False)
    grown_up_agreed = models.DateField(null=True, blank=True)
    wants_answer = models.BooleanField(default=False)
    key = models.CharField("hash of their private address", max_length=64, blank=True)
    withdrawn = models.DateField("when they took it back", null=True, blank=True)
    answer = models.TextField("what we said back", blank=True)
    answered = models.DateField(null=True, blank=True)
    answered_by = models.ForeignKey(Membership, models.SET_NULL, null=True, related_name="+")
    noted_by = models.ForeignKey(Membership, models.SET_NULL, null=True, related_name="+")
    client_id = models.UUIDField(null=True, blank=True, unique=True)

    class Meta:
        verbose_name_plural = "entries"
        ordering = ["-day", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn__isnull=False, text="")
                | (~Q(text="") & Q(contribution=None, testimonial=None, countersign=None))
                | Q(text="", contribution__isnull=False, testimonial=None, countersign=None)
                | Q(text="", contribution=None, testimonial__isnull=False, countersign=None)
                | Q(text="", contribution=None, testimonial=None, countersign__isnull=False),
                name="feedback_has_words_in_one_place",
            ),
            models.CheckConstraint(
                condition=Q(tone__in=["positive", "mixed", "negative"]), name="feedback_tone_known"
            ),
            models.CheckConstraint(
                condition=Q(answered=None, answer="") | (Q(answered__isnull=False) & ~Q(answer="")),
                name="feedback_answered_in_words",
            ),
            models.UniqueConstraint(
                fields=["key"], condition=~Q(key=""), name="feedback_private_address_once"
            ),
        ]
        indexes = [models.Index(fields=["organisation", "day"], name="feedback_by_day")]

    def __str__(self) -> str:
        return f"{self.get_tone_display()}, {self.day}"

    @property
    def said(self) -> str:
        """The words as they stand now; "" where they were taken back, or are an answer in a survey,
        which are read in the project of that answer."""
        if self.contribution:
            kept = self.contribution.kept
            gone = self.contribution.withdrawn or (kept and kept.withdrawn)
            return "" if gone or self.contribution.comment_id else self.contribution.words
        if self.testimonial:
            return self.testimonial.words
        return self.countersign.words if self.countersign else self.text

    @property
    def taken_back(self) -> bool:
        """Whether whoever said it took the words back."""
        one = self.contribution
        return bool(
            self.withdrawn
            or (one and (one.withdrawn or (one.kept and one.kept.withdrawn)))
            or (self.testimonial and self.testimonial.withdrawn)
        )

    @property
    def waits_for_grown_up(self) -> bool:
        """Whether a grown-up has to agree before others read it."""
        return self.of_a_child and self.public_ok and self.grown_up_agreed is None

    @property
    def in_public(self) -> str:
        """The words that everybody may read; "" without the consent of whoever said them."""
        if self.countersign_id or self.taken_back:
            return ""
        if self.contribution:
            may = self.contribution.quoting != Contribution.Quoting.NO
        elif self.testimonial:
            may = not self.testimonial.waits
        else:
            may = self.public_ok and not self.waits_for_grown_up
        return self.said if may else ""


class Claim(models.Model):
    """What an organisation says of its feedback over a time, with the records it stands on.

    `figures`: those of the day on which it was made public, protected; they do not move while
    people look, or whoever looks twice would learn what one person said. `last` in them is the key
    of the newest feedback then. `contradicted`: the day on which somebody said the contrary, and
    the public page went down.
    """

    class Kind(models.TextChoices):
        NO_NEGATIVE = "no negative", "We heard nothing negative"
        OTHER = "other", "Something else"

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="feedback_claims")
    project = models.ForeignKey(
        Project, models.CASCADE, null=True, blank=True, related_name="feedback_claims"
    )
    kind = models.CharField(max_length=11, choices=Kind)
    words = models.CharField(max_length=300)
    since = models.DateField()
    until = models.DateField()
    code = models.CharField(max_length=6, unique=True, default=drawn_code)
    published = models.DateTimeField(null=True, blank=True)
    figures = models.JSONField(null=True, blank=True)
    contradicted = models.DateField(null=True, blank=True)
    made = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(Membership, models.SET_NULL, null=True, related_name="+")
    client_id = models.UUIDField(null=True, blank=True, unique=True)

    class Meta:
        ordering = ["-made", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(words=""), name="feedback_claim_has_words"),
            models.CheckConstraint(
                condition=Q(until__gte=F("since")), name="feedback_claim_ends_after_it_began"
            ),
            models.CheckConstraint(
                condition=Q(published=None) | Q(figures__isnull=False),
                name="feedback_claim_public_with_its_base",
            ),
        ]

    def __str__(self) -> str:
        return self.words
