"""A session while it is on: the room, the steps of its agenda, who sits in it and what they answer.

While a room is open a vote leads to a seat, so that each person counts once and can change their
mind. A seat is nobody we know: a number in somebody's browser, with a first name if they gave one.
When the room closes, seats and votes go; what was answered becomes anonymous responses in `asks`.
"""

from datetime import datetime, timedelta
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone

from alongside.asks.models import Wave, drawn_id
from alongside.gatherings.models import Gathering
from alongside.methods import agenda
from alongside.people.models import Membership
from alongside.walls.models import Wall
from alongside.web import codes

from .asked import Asked

FORGOTTEN_AFTER = timedelta(days=1)
"""How long after its session a room stays open where nobody closes it."""

LONGEST = timedelta(days=365)
"""For how long an agenda can be left open for people to do alone."""


def drawn_secret() -> str:
    """Return the part of the big screen's address that nobody can guess."""
    return codes.drawn(20)


class Room(models.Model):
    """One run of a session's agenda. A session has one open room at most.

    In front of people, `place` is the step that everybody is at: 0 is the lobby. A self-paced room
    is left open `until` a moment: each goes through it alone, it stays in the lobby, and nobody is
    shown results. `replay` lets people go through a closed room again, and `replay_words` shows
    them what walls and questions said.
    """

    gathering = models.ForeignKey(Gathering, models.CASCADE, related_name="rooms")
    secret = models.CharField("address of the big screen", max_length=20, default=drawn_secret)
    place = models.PositiveSmallIntegerField(default=0)
    welcome = models.TextField("ground rules", blank=True)
    turn_to = models.CharField("whom people can turn to", max_length=200, blank=True)
    under_18 = models.BooleanField("people under 18 are in the room", default=False)
    approve_first = models.BooleanField("questions are shown once approved", default=True)
    until = models.DateTimeField("people do it alone until", null=True, blank=True)
    next_step = models.CharField("what happens with the answers", max_length=500, blank=True)
    replay = models.BooleanField("people can go through it again", default=False)
    replay_words = models.BooleanField("with what walls and questions say", default=False)
    opened = models.DateTimeField(default=timezone.now)
    opened_by = models.ForeignKey(Membership, models.SET_NULL, null=True, related_name="+")
    closed = models.DateTimeField(null=True, blank=True)
    wiped = models.DateTimeField("nothing of its people is left", null=True, blank=True)
    answers = models.OneToOneField(Wave, models.PROTECT, null=True, blank=True, related_name="room")

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["gathering"], condition=Q(closed=None), name="room_open_once"
            ),
            models.UniqueConstraint(fields=["secret"], name="room_secret_once"),
            models.CheckConstraint(
                condition=Q(under_18=False) | Q(approve_first=True),
                name="room_of_under_18_approves_first",
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(place=0), name="room_self_paced_stays_in_the_lobby"
            ),
            models.CheckConstraint(
                condition=Q(replay=True) | Q(replay_words=False), name="room_words_only_in_a_replay"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.gathering}, room {self.pk}"

    @property
    def closes_itself(self) -> datetime:
        """When it closes if nobody does: a day after the session, or after it was opened; one that
        was left open when its time is over."""
        return self.until or max(self.gathering.ends, self.opened) + FORGOTTEN_AFTER

    @property
    def thing(self) -> str:
        """What it is called in the hub."""
        return f"room:{self.pk}"

    @property
    def self_paced(self) -> bool:
        """Whether each goes through it alone."""
        return self.until is not None

    @property
    def last_moment(self) -> datetime | None:
        """The last moment at which people can go through it alone: it tells the last day."""
        return self.until and self.until - timedelta(microseconds=1)

    @property
    def evaluation_is(self) -> str:
        """What the session's evaluation is by now: "" (there is none), "later", "open", "closed",
        or "link" (each gets one of their own)."""
        wave, now = self.gathering.evaluation, timezone.now()
        if wave is None:
            return ""
        if wave.closed is not None or (wave.closes is not None and now >= wave.closes):
            return "closed"
        if wave.by_private_link:
            return "link"
        return "open" if now >= wave.opens else "later"

    def over(self, now: datetime) -> bool:
        """Return whether it has closed, or is about to because its time is over."""
        return self.closed is not None or (self.until is not None and now >= self.until)


class Step(models.Model):
    """One item of the agenda as it stood when the room opened (`methods.agenda`), in its place
    from 1 on."""

    room = models.ForeignKey(Room, models.CASCADE, related_name="steps")
    place = models.PositiveSmallIntegerField()
    item = models.JSONField()
    wall = models.OneToOneField(Wall, models.PROTECT, null=True, blank=True, related_name="step")
    ends = models.DateTimeField("when its time is up, once that runs", null=True, blank=True)

    class Meta:
        ordering = ["room", "place"]
        constraints = [
            models.UniqueConstraint(fields=["room", "place"], name="step_place_once"),
            models.CheckConstraint(condition=Q(place__gte=1), name="step_after_the_lobby"),
        ]

    def __str__(self) -> str:
        return str(self.item["title"])

    @property
    def kind(self) -> str:
        return agenda.kind_of(self.item)

    @property
    def asks(self) -> bool:
        """Whether people answer a question here."""
        return self.kind in {"question", "cards"}

    @property
    def question(self) -> dict[str, Any]:
        """The question, under the name that its answers have. Here it is never optional: whoever
        does not want to answer just does not send anything."""
        return agenda.question_of(self.item, self.name(1)) | {"required": True}

    def name(self, number: int) -> str:
        """The name that its answers have when it was asked for this time, from 1 on."""
        return f"step_{self.place}" + (f"_{number}" if number > 1 else "")

    @property
    def asked(self) -> Asked:
        """The question, and the one beside it that asks why, where there is one."""
        question = self.question
        return Asked(question, agenda.why_of(self.item, question["name"]))


class Asking(models.Model):
    """A question is asked once, or again after a talk: the first time, the second. `seen` stays
    once its results were `revealed`, also when they are hidden again. `reset` keeps one that was
    begun by mistake, out of the count, with how many answers were `put_aside`."""

    step = models.ForeignKey(Step, models.CASCADE, related_name="askings")
    number = models.PositiveSmallIntegerField()
    revealed = models.BooleanField("its results are shown", default=False)
    seen = models.BooleanField("the room has seen its results", default=False)
    locked = models.BooleanField("no more answers are taken", default=False)
    reset = models.DateTimeField(null=True, blank=True)
    put_aside = models.PositiveIntegerField("answers when it was begun anew", default=0)

    class Meta:
        ordering = ["step", "number", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["step", "number"], condition=Q(reset=None), name="asking_once"
            ),
            models.CheckConstraint(
                condition=Q(revealed=False) | Q(seen=True), name="asking_revealed_is_seen"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.step}, time {self.number}"

    @property
    def open(self) -> bool:
        """Whether an answer is taken: people may change theirs until they see the others'."""
        return not (self.locked or self.revealed or self.reset)


class LookedThrough(models.Model):
    """Words at a step that whoever leads has looked through (`looked`), where people under 18 are
    in the room. `words` is their mark."""

    step = models.ForeignKey(Step, models.CASCADE, related_name="looked_through")
    words = models.CharField("the mark of the words", max_length=16)
    shown = models.BooleanField("the room may read them")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["step", "words"], name="looked_through_once"),
        ]


class Seat(models.Model):
    """Somebody in the room: a browser, or a turn at a shared one. It goes when the room closes.

    Nobody knows who looks at their phone. A step with small groups asks (decision 23): `at` is the
    last one whose page this browser has asked for.
    """

    id = models.BigIntegerField(primary_key=True, default=drawn_id)
    room = models.ForeignKey(Room, models.CASCADE, related_name="seats")
    name = models.CharField("first name, if they gave one", max_length=40, blank=True)
    needs = models.CharField("what would help them take part", max_length=500, blank=True)
    role = models.CharField("as who they are here, if they said so", max_length=100, blank=True)
    team = models.CharField("their team, if they said so", max_length=100, blank=True)
    left = models.BooleanField("they have left", default=False)
    at = models.PositiveSmallIntegerField("the step with groups they were at", null=True)
    codes = models.BooleanField("they want codes for what they say", default=False)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name or "Somebody"


class Breakout(models.Model):
    """A step at which the room is in small groups, until everybody is `back`."""

    class Talk(models.TextChoices):
        OPEN = "open", "All together"
        ROUND = "round", "One after the other"
        SILENT = "silent", "Everybody writes alone first"

    step = models.OneToOneField(Step, models.CASCADE, related_name="breakout")
    how = models.CharField(max_length=6, choices=list(agenda.HOW.items()))
    size = models.PositiveSmallIntegerField("people in a group")
    talk = models.CharField(max_length=6, choices=Talk, default=Talk.OPEN)
    balances = models.BooleanField("somebody moves by itself when groups are uneven", default=True)
    back = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"Small groups at {self.step}"


class SmallGroup(models.Model):
    """One of them: who takes the notes, what the others are to hear, whose turn it is, and since
    when it asks for help. `revision` grows with every change that its people are to see."""

    breakout = models.ForeignKey(Breakout, models.CASCADE, related_name="groups")
    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=100, blank=True)
    wall = models.OneToOneField(Wall, models.PROTECT, null=True, blank=True, related_name="group")
    notes_by = models.ForeignKey(Seat, models.SET_NULL, null=True, blank=True, related_name="+")
    said = models.TextField("what the others are to hear", max_length=2000, blank=True)
    turn = models.ForeignKey(Seat, models.SET_NULL, null=True, blank=True, related_name="+")
    help = models.DateTimeField("it asks for help since", null=True, blank=True)
    coming = models.BooleanField("somebody is on the way", default=False)
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["breakout", "number"]
        constraints = [
            models.UniqueConstraint(fields=["breakout", "number"], name="group_number_once"),
        ]

    def __str__(self) -> str:
        return self.name or f"Group {self.number}"


class Sitting(models.Model):
    """Somebody sits in a small group: in one at a time. `turns` is how often they had the word."""

    breakout = models.ForeignKey(Breakout, models.CASCADE, related_name="sittings")
    group = models.ForeignKey(SmallGroup, models.CASCADE, related_name="sittings")
    seat = models.ForeignKey(Seat, models.CASCADE, related_name="sittings")
    turns = models.PositiveSmallIntegerField(default=0)
    moved = models.BooleanField("they were moved here and have not seen it", default=False)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["breakout", "seat"], name="sitting_once"),
        ]


class Vote(models.Model):
    """What somebody answers when a question is asked: once, and changed as often as they like while
    it is open.

    `turn` grows with every change in their browser, so that a retry, or one that comes late,
    changes nothing. A vote without a seat was put in `by` somebody who leads, for people without
    a device; `client_id` is then made by their browser.

    Of its keys only those are indexed that a vote is looked for by: each index takes a tenth of the
    time in which PostgreSQL writes a vote.
    """

    asking = models.ForeignKey(Asking, models.CASCADE, related_name="votes", db_index=False)
    seat = models.ForeignKey(Seat, models.CASCADE, null=True, blank=True, related_name="votes")
    turn = models.BigIntegerField(default=0)
    answers = models.JSONField()
    why = models.CharField("why they say so", max_length=agenda.LETTERS, blank=True, default="")
    client_id = models.UUIDField(null=True, blank=True)
    by = models.ForeignKey(
        Membership, models.SET_NULL, null=True, blank=True, related_name="+", db_index=False
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["asking", "seat"], name="vote_once"),
            models.UniqueConstraint(
                fields=["client_id"], condition=Q(client_id__isnull=False), name="vote_put_in_once"
            ),
            models.CheckConstraint(
                condition=Q(seat=None) | Q(by=None, client_id=None),
                name="vote_is_of_somebody_or_put_in",
            ),
        ]


class Raised(models.Model):
    """A question that somebody in the room asks. Whoever looks it through never learns who: `seat`
    only lets nobody back their own, and goes with the room."""

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting"
        SHOWN = "shown", "Shown"
        LEFT_OUT = "left out", "Left out"
        ANSWERED = "answered", "Answered"

    SEEN = (State.SHOWN, State.ANSWERED)
    """The states of a question that the room sees."""

    room = models.ForeignKey(Room, models.CASCADE, related_name="raised")
    seat = models.ForeignKey(Seat, models.SET_NULL, null=True, related_name="+")
    client_id = models.UUIDField(unique=True)
    text = models.CharField(max_length=500)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    receipt = models.CharField("hash of the code for it", max_length=64, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["receipt"], condition=~Q(receipt=""), name="raised_receipt_once"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "shown", "left out", "answered"]),
                name="raised_state_known",
            ),
            models.CheckConstraint(condition=~Q(text=""), name="raised_says_something"),
        ]

    def __str__(self) -> str:
        return self.text


class Backing(models.Model):
    """Somebody else in the room would like to know that too."""

    raised = models.ForeignKey(Raised, models.CASCADE, related_name="backings")
    seat = models.ForeignKey(Seat, models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["raised", "seat"], name="backing_once")]
