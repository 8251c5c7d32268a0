"""From words to a decision: contributions, the themes of a project that group them, and what was
decided about them, by whom and why."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone

from alongside.asks.models import Comment
from alongside.insight.models import Theme
from alongside.people.models import Membership, Organisation
from alongside.projects.models import Meeting, Project, Seat
from alongside.walls.models import Kept

from .reasons import NO_REASONS, Reason


class Contribution(models.Model):
    """Something somebody said, in their own words, and where.

    Words of a survey stay with their `comment`, and those of a wall or a room with what was `kept`:
    neither is copied. Of whoever has a code for it only its hash is here (`receipt`); the code of a
    survey's comment is kept there. `answered` is the day on which somebody first decided about it.
    Who takes their words back leaves a contribution without words.
    """

    class Kind(models.TextChoices):
        WORDS = "words", "Somebody’s own words"
        NOTE = "note", "A note on an ideas wall"
        COMMENT = "comment", "A comment in a session"
        QUESTION = "question", "A question in a session"
        ANSWER = "answer", "An answer in a survey"
        FORUM = "forum item", "Something a forum raised"
        RECORDING = "recording", "A summary of a recording"

    class Quoting(models.TextChoices):
        NO = "no", "Nobody else may read these words"
        WITHOUT_NAME = "without name", "Everybody may read them, without a name"
        WITH_NAME = "with name", "Everybody may read them, with the name they chose"

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="contributions")
    project = models.ForeignKey(
        Project, models.CASCADE, related_name="contributions", db_index=False
    )
    kind = models.CharField(max_length=10, choices=Kind)
    text = models.TextField("in their own words", blank=True)
    comment = models.OneToOneField(
        Comment, models.CASCADE, null=True, blank=True, related_name="contribution"
    )
    kept = models.OneToOneField(
        Kept, models.PROTECT, null=True, blank=True, related_name="contribution"
    )
    said_on = models.DateField()
    where = models.CharField("where it was said", max_length=300, blank=True)
    quoting = models.CharField(max_length=12, choices=Quoting, default=Quoting.NO)
    name = models.CharField("the name that stands beside it", max_length=100, blank=True)
    member = models.ForeignKey(
        Membership, models.SET_NULL, null=True, blank=True, related_name="contributions"
    )
    receipt = models.CharField("hash of its receipt", max_length=64, blank=True)
    answered = models.DateField("when it was first decided about", null=True, blank=True)
    waited = models.PositiveIntegerField("days until then", null=True, blank=True)
    told_on = models.DateField("when they were first told", null=True, blank=True)
    withdrawn = models.DateTimeField("when they took it back", null=True, blank=True)
    added = models.DateTimeField(default=timezone.now)
    added_by = models.ForeignKey(Membership, models.SET_NULL, null=True, related_name="+")
    client_id = models.UUIDField(null=True, blank=True, unique=True)

    class Meta:
        ordering = ["-said_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn__isnull=False)
                | Q(comment__isnull=False, kept=None, text="")
                | Q(comment=None, kept__isnull=False, text="")
                | (Q(comment=None, kept=None) & ~Q(text="")),
                name="contribution_has_words_in_one_place",
            ),
            models.CheckConstraint(
                condition=Q(comment=None) | Q(member=None, receipt="", name="", told_on=None),
                name="contribution_of_a_survey_leads_to_nobody",
            ),
            models.CheckConstraint(
                condition=~Q(quoting="with name") | ~Q(name=""),
                name="contribution_with_name_has_one",
            ),
            models.UniqueConstraint(
                fields=["receipt"], condition=~Q(receipt=""), name="contribution_receipt_once"
            ),
            models.CheckConstraint(
                condition=Q(answered=None, waited=None)
                | Q(answered__isnull=False, waited__isnull=False),
                name="contribution_answered_after_days",
            ),
        ]
        indexes = [
            models.Index(fields=["project", "said_on", "id"], name="contribution_newest"),
            models.Index(
                fields=["project", "waited", "withdrawn", "said_on", "comment"],
                condition=Q(comment=None),
                name="contribution_measured",
            ),
            models.Index(
                fields=["project", "kind", "said_on", "comment", "withdrawn"],
                condition=Q(withdrawn=None),
                name="contribution_asked",
            ),
            models.Index(
                fields=["project", "told_on"],
                condition=Q(told_on__isnull=False),
                name="contribution_told",
            ),
        ]

    def __str__(self) -> str:
        return self.words[:80]

    @property
    def words(self) -> str:
        """The words as staff read them; empty where they are in a survey or were taken back."""
        if self.withdrawn or (self.kept and self.kept.withdrawn):
            return ""
        return self.kept.text if self.kept else self.text

    @property
    def open_to_all(self) -> bool:
        """Whether everybody may read the words."""
        return bool(self.words) and self.quoting != self.Quoting.NO


class ProjectTheme(models.Model):
    """What several contributions to a project say, in a few words.

    `drawn_from`: the theme of an analysis it was brought from, with how many `people` wrote it of
    how many who wrote (`of_people`), as they were shown then; empty where they are not shown.
    """

    project = models.ForeignKey(Project, models.CASCADE, related_name="themes")
    name = models.CharField(max_length=120)
    means = models.TextField("what belongs here", max_length=600, blank=True)
    drawn_from = models.ForeignKey(
        Theme, models.PROTECT, null=True, blank=True, related_name="drawn"
    )
    people = models.PositiveIntegerField(null=True, blank=True)
    of_people = models.PositiveIntegerField(null=True, blank=True)
    sorters = models.ManyToManyField(Seat, related_name="+", blank=True)
    sorted_on = models.DateField("when it was put together", null=True, blank=True)
    answer_by = models.DateField("when people get an answer", null=True, blank=True)
    owner = models.ForeignKey(
        Membership, models.SET_NULL, null=True, blank=True, related_name="themes_owned"
    )
    position = models.PositiveIntegerField(default=0)
    made = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(Membership, models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="project_theme_has_a_name"),
            models.UniqueConstraint("project", Lower("name"), name="project_theme_name_once"),
            models.UniqueConstraint(
                fields=["project", "drawn_from"],
                condition=Q(drawn_from__isnull=False),
                name="project_theme_drawn_once",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Placed(models.Model):
    """Somebody put a contribution into a theme."""

    theme = models.ForeignKey(ProjectTheme, models.CASCADE, related_name="placings")
    contribution = models.ForeignKey(Contribution, models.CASCADE, related_name="placings")
    by = models.ForeignKey(Membership, models.SET_NULL, null=True, related_name="+")
    when = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["theme", "contribution"], name="placed_once")
        ]

    def __str__(self) -> str:
        return str(self.theme)


class Decision(models.Model):
    """A question that has to be decided, and what came of it (R52, B06).

    It is declared first: the question, and how far people can influence it. `decided_on` comes with
    an outcome and the reasons; a no with a type of reason, a not yet with a day to look again. What
    was decided stays as it is: what is wrong in it is put right beside it (`Correction`), and what
    is decided anew `replaces` it.
    """

    class OpenTo(models.TextChoices):
        FULLY = "fully", "Everything about it can still change"
        PARTLY = "partly", "Some of it can change"
        NOT = "not", "It is settled already"

    class Outcome(models.TextChoices):
        YES = "yes", "Yes"
        PART = "part", "Yes, in part"
        ALREADY = "already", "It is so already"
        NOT_YET = "not yet", "Not yet"
        NO = "no", "No"

    project = models.ForeignKey(Project, models.CASCADE, related_name="decisions")
    question = models.CharField("what has to be decided", max_length=300)
    open_to = models.CharField("how far people can influence it", max_length=6, choices=OpenTo)
    limits = models.TextField("what cannot change, and why", blank=True)
    declared = models.DateTimeField(default=timezone.now)
    declared_by = models.ForeignKey(Membership, models.SET_NULL, null=True, related_name="+")
    due = models.DateField("when it is to be decided", null=True, blank=True)
    owner = models.ForeignKey(
        Membership, models.SET_NULL, null=True, blank=True, related_name="decisions_owned"
    )
    decided_on = models.DateField(null=True, blank=True)
    decider = models.CharField("who decided", max_length=200, blank=True)
    meeting = models.ForeignKey(
        Meeting, models.PROTECT, null=True, blank=True, related_name="decisions"
    )
    outcome = models.CharField(max_length=8, choices=Outcome, blank=True)
    decided = models.TextField("what was decided, in plain words", blank=True)
    reason = models.CharField("type of reason", max_length=30, choices=Reason, blank=True)
    why = models.TextField("why, in plain words", blank=True)
    against = models.ForeignKey(
        ProjectTheme,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="the view it conflicts with",
    )
    dissent = models.TextField("who saw it differently, and how", blank=True)
    review_on = models.DateField("when it is looked at again", null=True, blank=True)
    replaces = models.OneToOneField(
        "self", models.SET_NULL, null=True, blank=True, related_name="replaced_by"
    )
    recorded = models.DateTimeField(null=True, blank=True)
    recorded_by = models.ForeignKey(Membership, models.SET_NULL, null=True, related_name="+")
    client_id = models.UUIDField(null=True, blank=True, unique=True)

    class Meta:
        ordering = ["-decided_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(question=""), name="decision_asks_something"),
            models.CheckConstraint(
                condition=Q(open_to__in=["fully", "partly", "not"]), name="decision_open_to_known"
            ),
            models.CheckConstraint(
                condition=Q(open_to="fully") | ~Q(limits=""), name="decision_says_its_limits"
            ),
            models.CheckConstraint(
                condition=Q(decided_on=None, outcome="", recorded=None)
                | (
                    Q(decided_on__isnull=False, recorded__isnull=False)
                    & ~Q(decided="")
                    & ~Q(why="")
                    & ~Q(decider="")
                    & Q(outcome__in=["yes", "part", "already", "not yet", "no"])
                ),
                name="decision_has_outcome_reasons_and_decider",
            ),
            models.CheckConstraint(
                condition=~Q(outcome="no") | Q(reason__in=NO_REASONS),
                name="decision_no_has_a_type_of_reason",
            ),
            models.CheckConstraint(
                condition=~Q(outcome="not yet") | Q(review_on__isnull=False),
                name="decision_not_yet_has_a_day",
            ),
        ]

    def __str__(self) -> str:
        return self.question

    @property
    def made(self) -> bool:
        """Whether it has been decided."""
        return self.decided_on is not None


class Bearing(models.Model):
    """A theme bears on a decision; `how` it mattered is said when it is decided."""

    decision = models.ForeignKey(Decision, models.CASCADE, related_name="bearings")
    theme = models.ForeignKey(ProjectTheme, models.CASCADE, related_name="bearings")
    how = models.TextField("how it mattered", blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["decision", "theme"], name="bearing_once")]

    def __str__(self) -> str:
        return str(self.theme)


class Cited(models.Model):
    """One contribution bears on a decision by itself, without a theme or beside it."""

    decision = models.ForeignKey(Decision, models.CASCADE, related_name="citings")
    contribution = models.ForeignKey(Contribution, models.CASCADE, related_name="citings")
    how = models.TextField("how it mattered", blank=True)

    class Meta:
        verbose_name_plural = "cited"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["decision", "contribution"], name="cited_once")
        ]

    def __str__(self) -> str:
        return str(self.contribution)


class Option(models.Model):
    """One way in which a decision could go."""

    decision = models.ForeignKey(Decision, models.CASCADE, related_name="options")
    position = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=300)
    chosen = models.BooleanField(default=False)

    class Meta:
        ordering = ["decision", "position"]
        constraints = [
            models.UniqueConstraint(fields=["decision", "position"], name="option_place_once"),
            models.CheckConstraint(condition=~Q(text=""), name="option_says_something"),
        ]

    def __str__(self) -> str:
        return self.text


class InTheRoom(models.Model):
    """Somebody of the team was there when it was decided, and how they voted if they had a vote."""

    class Vote(models.TextChoices):
        NONE = "none", "Had no vote"
        FOR = "for", "For"
        AGAINST = "against", "Against"
        ABSTAINED = "abstained", "Abstained"

    decision = models.ForeignKey(Decision, models.CASCADE, related_name="room")
    seat = models.ForeignKey(Seat, models.PROTECT, related_name="+")
    vote = models.CharField(max_length=10, choices=Vote, default=Vote.NONE)

    class Meta:
        verbose_name_plural = "in the room"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["decision", "seat"], name="in_the_room_once"),
            models.CheckConstraint(
                condition=Q(vote__in=["none", "for", "against", "abstained"]),
                name="in_the_room_vote_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.seat}: {self.get_vote_display()}"
