"""What people wrote, grouped into themes. An analysis draws on open questions of closed waves;
somebody hides what points at a person (redaction), then puts each comment into themes (coding)."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone

from alongside.asks.models import Comment, Wave
from alongside.people.models import Membership, Organisation

MOST_QUOTES = 3
"""How many people's words stand under a theme at most."""


class Kind(models.TextChoices):
    """What a question asked for, and what a theme is about."""

    LIKED = "liked", "What people liked"
    IMPROVE = "improve", "What to improve"
    APPLY = "will apply", "How people will use it"
    OTHER = "other", "Other"


class Analysis(models.Model):
    """The themes of what people wrote. Once it is shared its themes do not change any more."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="analyses")
    title = models.CharField(max_length=200)
    made = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(Membership, models.SET_NULL, null=True, related_name="+")
    shared = models.DateTimeField(null=True, blank=True)
    shared_by = models.ForeignKey(
        Membership, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    answer_by = models.DateField("when people get an answer", null=True, blank=True)

    class Meta:
        ordering = ["-made", "-pk"]
        verbose_name_plural = "analyses"
        constraints = [
            models.CheckConstraint(
                condition=Q(shared=None, answer_by=None)
                | Q(shared__isnull=False, answer_by__isnull=False),
                name="analysis_shared_with_a_date",
            )
        ]

    def __str__(self) -> str:
        return self.title


class Source(models.Model):
    """One open question of one wave, and which kind of themes its answers belong to."""

    analysis = models.ForeignKey(Analysis, models.CASCADE, related_name="sources")
    wave = models.ForeignKey(Wave, models.PROTECT, related_name="sources")
    question = models.CharField(max_length=100)
    kind = models.CharField(max_length=12, choices=Kind)
    was_shared = models.BooleanField("was there when the themes were shared", default=False)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["analysis", "wave", "question"], name="source_once"),
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="source_kind_known"),
        ]

    def __str__(self) -> str:
        return f"{self.wave}: {self.question}"


class Theme(models.Model):
    """What several people said, in a few words. `means` says what belongs here and what does not;
    `changed` is the version of the codebook in which its name or meaning last did."""

    analysis = models.ForeignKey(Analysis, models.CASCADE, related_name="themes")
    kind = models.CharField(max_length=12, choices=Kind)
    name = models.CharField(max_length=120)
    means = models.TextField("what belongs here", max_length=600, blank=True)
    changed = models.PositiveIntegerField(default=0)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint("analysis", "kind", Lower("name"), name="theme_name_once"),
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="theme_kind_known"),
            models.CheckConstraint(condition=~Q(name=""), name="theme_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name


class Codebook(models.Model):
    """One version of the themes of an analysis and what each means: [{"theme": key, "kind", "name",
    "means"}], with what is new in it, in words. While nothing was put into a theme under the newest
    version, the same person's next change goes into it too."""

    analysis = models.ForeignKey(Analysis, models.CASCADE, related_name="codebooks")
    number = models.PositiveIntegerField()
    themes = models.JSONField(default=list)
    changes = models.JSONField(default=list)
    by = models.ForeignKey(Membership, models.SET_NULL, null=True, related_name="+")
    made = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["analysis", "number"]
        constraints = [
            models.UniqueConstraint(fields=["analysis", "number"], name="codebook_number_once")
        ]

    def __str__(self) -> str:
        return f"{self.analysis}, codebook {self.number}"


class Coding(models.Model):
    """Somebody read a comment and put it into a theme; without a theme: read, and none fits.

    Undoing it removes the row. `quoted`: these words were chosen to stand under the theme.
    `version` is that of the codebook by which somebody last decided so.
    """

    analysis = models.ForeignKey(Analysis, models.CASCADE, related_name="codings")
    comment = models.ForeignKey(Comment, models.CASCADE, related_name="codings")
    theme = models.ForeignKey(Theme, models.CASCADE, null=True, blank=True, related_name="codings")
    quoted = models.BooleanField(default=False)
    version = models.PositiveIntegerField("version of the codebook", default=0)
    by = models.ForeignKey(Membership, models.SET_NULL, null=True, related_name="+")
    when = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["theme", "comment"], name="coding_once"),
            models.UniqueConstraint(
                fields=["analysis", "comment"],
                condition=Q(theme=None),
                name="coding_without_theme_once",
            ),
            models.CheckConstraint(
                condition=Q(quoted=False) | Q(theme__isnull=False), name="coding_quoted_in_a_theme"
            ),
        ]

    def __str__(self) -> str:
        return str(self.theme or "no theme")


class Redaction(models.Model):
    """A comment as it may be shown, confirmed by a person. The newest is the one that counts.

    `hidden` are the stretches of the comment that were replaced, as [start, end, kind].
    `held_back`: the words are read and counted, and never quoted.
    """

    comment = models.ForeignKey(Comment, models.CASCADE, related_name="redactions")
    text = models.TextField()
    hidden = models.JSONField(default=list)
    held_back = models.BooleanField("never to be quoted", default=False)
    by = models.ForeignKey(Membership, models.SET_NULL, null=True, related_name="+")
    confirmed = models.DateTimeField(default=timezone.now)
    replaced = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["comment"], condition=Q(replaced=None), name="redaction_one_counts"
            )
        ]

    def __str__(self) -> str:
        return self.text


class Word(models.Model):
    """A name to look out for in comments, or a word that is no name here."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="words")
    text = models.CharField(max_length=100)
    is_name = models.BooleanField()

    class Meta:
        ordering = [Lower("text")]
        constraints = [
            models.UniqueConstraint("organisation", Lower("text"), name="word_once"),
        ]

    def __str__(self) -> str:
        return self.text
