"""Stories of what was made together, and what people who were in it say about it (R35, R36)."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from alongside.people.models import Membership, Organisation
from alongside.projects.models import Project
from alongside.web import codes

from .opportunities import Part


def drawn_code() -> str:
    """Return six characters for the public address of a story."""
    return codes.drawn(6)


class Story(models.Model):
    """Something people and an organisation made together, for others to learn from and use.

    `credit` says who made it, as they want to be named. `published`: anybody may read it.
    """

    class Licence(models.TextChoices):
        BY = "CC BY 4.0", "Anybody may use and change it, with the credit (CC BY 4.0)"
        BY_SA = (
            "CC BY-SA 4.0",
            "The same, and what is made of it is shared likewise (CC BY-SA 4.0)",
        )
        BY_NC = "CC BY-NC 4.0", "The same, but not for money (CC BY-NC 4.0)"
        ASK = "ask", "Ask us first"

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="stories")
    project = models.ForeignKey(
        Project, models.SET_NULL, null=True, blank=True, related_name="stories"
    )
    title = models.CharField(max_length=200)
    about = models.TextField("what it was about")
    said = models.TextField("what people said")
    changed = models.TextField("what changed")
    could_not = models.TextField("what did not work, or could not be", blank=True)
    credit = models.TextField("who made it")
    licence = models.CharField(max_length=12, choices=Licence)
    credited = models.ManyToManyField(Membership, related_name="credited_in", blank=True)
    link = models.URLField("where it is to be had", max_length=500, blank=True)
    code = models.CharField(max_length=6, unique=True, default=drawn_code)
    published = models.DateTimeField(null=True, blank=True)
    made = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(Membership, models.SET_NULL, null=True, related_name="+")
    client_id = models.UUIDField(null=True, blank=True, unique=True)

    class Meta:
        verbose_name_plural = "stories"
        ordering = ["-made", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="story_has_a_title"),
            models.CheckConstraint(condition=~Q(credit=""), name="story_says_who_made_it"),
        ]

    def __str__(self) -> str:
        return self.title


class Recognition(models.Model):
    """Somebody else uses what was made, changed it for themselves, or honoured it, with the day and
    how it is known."""

    class Kind(models.TextChoices):
        USED = "used", "Uses it"
        ADAPTED = "adapted", "Changed it for themselves"
        HONOURED = "honoured", "Honoured it"

    story = models.ForeignKey(Story, models.CASCADE, related_name="recognition")
    kind = models.CharField(max_length=8, choices=Kind)
    who = models.CharField(max_length=200)
    what = models.CharField("what they did, or what the honour was", max_length=300)
    day = models.DateField()
    link = models.URLField("where that can be read", max_length=500, blank=True)
    client_id = models.UUIDField(null=True, blank=True, unique=True)

    class Meta:
        verbose_name_plural = "recognition"
        ordering = ["-day", "-pk"]
        constraints = [models.CheckConstraint(condition=~Q(who=""), name="recognition_by_somebody")]

    def __str__(self) -> str:
        return f"{self.who}: {self.what}"


class Testimonial(models.Model):
    """What somebody who took part says of it for others to read, and as whom. They take it back at
    any time: then its words are gone, here and in every file that is made afterwards.

    `story`: where staff put it; nobody outside reads it before that. Words of a child stand there
    only once a grown-up agreed to them.
    """

    class ShownAs(models.TextChoices):
        NAME = "name", "With my name"
        FIRST = "first name", "With my first name"
        NOBODY = "nobody", "Without a name"

    part = models.ForeignKey(Part, models.PROTECT, related_name="testimonials")
    story = models.ForeignKey(
        Story, models.SET_NULL, null=True, blank=True, related_name="testimonials"
    )
    words = models.TextField(blank=True)
    shown_as = models.CharField(max_length=10, choices=ShownAs)
    agreed = models.DateTimeField(default=timezone.now)
    withdrawn = models.DateTimeField(null=True, blank=True)
    of_a_child = models.BooleanField("whoever says it is under 16", default=False)
    grown_up_agreed = models.DateField(null=True, blank=True)
    client_id = models.UUIDField(null=True, blank=True, unique=True)

    class Meta:
        ordering = ["agreed", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn=None) ^ Q(words=""), name="testimonial_has_words_or_is_gone"
            ),
            models.CheckConstraint(
                condition=Q(story=None) | Q(of_a_child=False) | Q(grown_up_agreed__isnull=False),
                name="testimonial_of_a_child_is_agreed_to",
            ),
        ]

    def __str__(self) -> str:
        return self.words or "Taken back"

    @property
    def waits(self) -> bool:
        """Whether a grown-up has to agree before others can read it."""
        return self.of_a_child and self.grown_up_agreed is None and self.withdrawn is None

    @property
    def by(self) -> str:
        """Who says it, as they want to be named."""
        member = self.part.member
        if self.shown_as == self.ShownAs.NAME:
            return member.name
        if self.shown_as == self.ShownAs.FIRST:
            return member.first_name
        return "Somebody who took part"
