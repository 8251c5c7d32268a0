"""Boards and working groups: who is on them and on which side, when they meet, what it means when
they stop, and how they look back on their own work (R15, R27)."""

import secrets
from datetime import date, timedelta

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from alongside.influence.models import Decision, Promise
from alongside.people.models import Group, GroupMember, Membership, Organisation
from alongside.projects.models import Project

LONGEST_INTERVAL = 52
"""Weeks between two meetings at most."""


def drawn_id() -> int:
    """Return a random id, so that the order of ids says nothing about the order of arrival."""
    return secrets.randbits(62)


class Board(models.Model):
    """A group that meets again and again and decides something. Who is in it is the group's own
    (`people`); `every` is how many weeks there are between two meetings. `stopped`: it meets no
    more; who stopped it and why stands beside it."""

    group = models.OneToOneField(Group, models.CASCADE, related_name="board")
    project = models.ForeignKey(
        Project, models.SET_NULL, null=True, blank=True, related_name="boards"
    )
    decides = models.TextField("what it decides, in plain words")
    every = models.PositiveSmallIntegerField(
        "weeks between two meetings",
        validators=[MinValueValidator(1), MaxValueValidator(LONGEST_INTERVAL)],
    )
    standing = models.TextField("what it talks about each time, one a line", blank=True)
    begun = models.DateField()
    stopped = models.DateField(null=True, blank=True)
    stopped_by = models.CharField("who stopped it", max_length=200, blank=True)
    stopped_because = models.TextField("why it was stopped", blank=True)
    made = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(Membership, models.SET_NULL, null=True, related_name="+")
    client_id = models.UUIDField(null=True, blank=True, unique=True)

    class Meta:
        ordering = ["group__name", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(decides=""), name="board_says_what_it_decides"),
            models.CheckConstraint(
                condition=Q(every__gte=1, every__lte=LONGEST_INTERVAL), name="board_meets_each_year"
            ),
            models.CheckConstraint(
                condition=Q(stopped=None, stopped_by="", stopped_because="")
                | (Q(stopped__isnull=False) & ~Q(stopped_by="") & ~Q(stopped_because="")),
                name="board_stopped_says_who_and_why",
            ),
        ]

    def __str__(self) -> str:
        return str(self.group)

    @property
    def organisation(self) -> Organisation:
        return self.group.organisation

    @property
    def standing_items(self) -> list[str]:
        """What it talks about each time."""
        return [line.strip() for line in self.standing.splitlines() if line.strip()]


class BoardSeat(models.Model):
    """On which side somebody is on a board, and what they may do. Who has none is on the side that
    their roles say, and has a vote."""

    place = models.OneToOneField(GroupMember, models.CASCADE, related_name="board_seat")
    experience = models.BooleanField("is there for their own experience", default=False)
    staff = models.BooleanField("works for the organisation", default=False)
    votes = models.BooleanField("has a vote", default=True)
    chair = models.BooleanField("is a chair", default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(experience=True) | Q(staff=True), name="board_seat_says_whose_side"
            )
        ]

    def __str__(self) -> str:
        return str(self.place)


class BoardMeeting(models.Model):
    """A day on which a board meets or met; one that did not take place says why."""

    class State(models.TextChoices):
        PLANNED = "planned", "Planned"
        HELD = "held", "Held"
        MISSED = "missed", "Did not take place"
        CANCELLED = "cancelled", "Cancelled beforehand"

    board = models.ForeignKey(Board, models.CASCADE, related_name="meetings")
    day = models.DateField()
    state = models.CharField(max_length=9, choices=State, default=State.PLANNED)
    about = models.TextField("what was talked about", blank=True)
    because = models.CharField("why it did not take place", max_length=300, blank=True)
    decisions = models.ManyToManyField(Decision, related_name="board_meetings", blank=True)
    noted = models.DateTimeField(default=timezone.now)
    noted_by = models.ForeignKey(Membership, models.SET_NULL, null=True, related_name="+")
    client_id = models.UUIDField(null=True, blank=True, unique=True)

    class Meta:
        ordering = ["-day", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["board", "day"], name="board_meets_once_a_day"),
            models.CheckConstraint(
                condition=Q(state__in=["planned", "held"], because="")
                | (Q(state__in=["missed", "cancelled"]) & ~Q(because="")),
                name="board_meeting_not_held_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.board}, {self.day:%-d %B %Y}"


class BoardPresence(models.Model):
    """Somebody of the board was at a meeting."""

    meeting = models.ForeignKey(BoardMeeting, models.CASCADE, related_name="presences")
    place = models.ForeignKey(GroupMember, models.PROTECT, related_name="board_presences")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "place"], name="board_presence_once")
        ]

    def __str__(self) -> str:
        return f"{self.place}: {self.meeting}"


class BoardVote(models.Model):
    """A board voted at a meeting: how many were for, against, and neither."""

    meeting = models.ForeignKey(BoardMeeting, models.CASCADE, related_name="votes")
    question = models.CharField("what was voted on", max_length=300)
    in_favour = models.PositiveSmallIntegerField(default=0)
    against = models.PositiveSmallIntegerField(default=0)
    abstained = models.PositiveSmallIntegerField(default=0)
    client_id = models.UUIDField(null=True, blank=True, unique=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(question=""), name="board_vote_asks_something")
        ]

    def __str__(self) -> str:
        return self.question

    @property
    def came_of_it(self) -> str:
        """Which side had more votes, in words."""
        if self.in_favour > self.against:
            return "More were for it"
        return "More were against it" if self.against > self.in_favour else "As many for as against"


class BoardAlert(models.Model):
    """A board with people who use services was stopped, or missed its meetings. It stays until
    somebody says that the board meets again, or what takes its place."""

    class Kind(models.TextChoices):
        STOPPED = "stopped", "It was stopped"
        MISSED = "missed", "It has not met"

    class Answer(models.TextChoices):
        AGAIN = "again", "It meets again"
        INSTEAD = "instead", "Something takes its place"

    board = models.ForeignKey(Board, models.CASCADE, related_name="alerts")
    kind = models.CharField(max_length=7, choices=Kind)
    day = models.DateField("since when")
    who = models.CharField("who stopped it", max_length=200, blank=True)
    why = models.TextField(blank=True)
    raised = models.DateTimeField(default=timezone.now)
    answered = models.DateField(null=True, blank=True)
    answer = models.CharField(max_length=7, choices=Answer, blank=True)
    words = models.TextField("what people are told", blank=True)
    answered_by = models.ForeignKey(Membership, models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["-raised", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["board"], condition=Q(answered=None), name="board_alert_open_once"
            ),
            models.CheckConstraint(
                condition=Q(kind="missed") | (~Q(who="") & ~Q(why="")),
                name="board_alert_stopped_says_who_and_why",
            ),
            models.CheckConstraint(
                condition=Q(answered=None, answer="", words="")
                | (Q(answered__isnull=False, answer__in=["again", "instead"]) & ~Q(words="")),
                name="board_alert_answered_in_words",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.board}: {self.get_kind_display()}"


class SelfReview(models.Model):
    """A board looks back on its own work: each alone until `closes`, then together. What somebody
    said alone loses its name when that part is `closed`, for good."""

    board = models.ForeignKey(Board, models.CASCADE, related_name="self_reviews")
    title = models.CharField("what this time is called", max_length=100)
    begun = models.DateTimeField(default=timezone.now)
    begun_by = models.ForeignKey(Membership, models.SET_NULL, null=True, related_name="+")
    closes = models.DateTimeField(db_index=True)
    closed = models.DateTimeField(null=True, blank=True)
    wiped = models.DateTimeField("when the last traces went", null=True, blank=True)
    client_id = models.UUIDField(null=True, blank=True, unique=True)

    class Meta:
        ordering = ["-begun", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="self_review_has_a_title"),
            models.CheckConstraint(
                condition=Q(closes__gt=F("begun")), name="self_review_closes_later"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def last_day(self) -> date:
        """The last day on which people write alone. The end of a day belongs to that day."""
        ends = min(self.closed or self.closes, self.closes)
        return timezone.localtime(ends - timedelta(microseconds=1)).date()


class Heading(models.TextChoices):
    """The four headings under which a board looks back."""

    DID = "did", "What we did"
    LEARNED = "learned", "What we learned"
    PLEASED = "pleased", "What we are pleased about"
    DIFFERENT = "different", "What could have been different"


class ReviewPlace(models.Model):
    """Somebody of the board who is asked to look back. What they said so far lies in `said`, by
    heading, one point a line, until the part alone closes; then only `took_part` stays."""

    review = models.ForeignKey(SelfReview, models.CASCADE, related_name="places")
    member = models.ForeignKey(Membership, models.PROTECT, related_name="self_review_places")
    key = models.CharField("hash of the private link", max_length=64, unique=True)
    said = models.JSONField(default=dict)
    took_part = models.BooleanField(default=False)

    class Meta:
        ordering = ["member__name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["review", "member"], name="self_review_place_once")
        ]

    def __str__(self) -> str:
        return f"{self.member}: {self.review}"


class Point(models.Model):
    """One thing that was said under a heading: by somebody alone, without who, or agreed
    `together`. `promise` is what is done about it."""

    id = models.BigIntegerField(primary_key=True, default=drawn_id)
    review = models.ForeignKey(SelfReview, models.CASCADE, related_name="points")
    heading = models.CharField(max_length=9, choices=Heading)
    text = models.CharField(max_length=500)
    together = models.BooleanField("agreed together", default=False)
    promise = models.OneToOneField(
        Promise, models.SET_NULL, null=True, blank=True, related_name="board_point"
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="point_says_something"),
            models.UniqueConstraint(
                fields=["review", "heading", "text"],
                condition=Q(together=True),
                name="point_agreed_once",
            ),
        ]

    def __str__(self) -> str:
        return self.text
