"""Ideas walls: what people write on notes together, and what became of each note.

The server has the wall. Each change is an operation with the next number of its wall, written
together with what it changes; a browser that missed some asks for those after its last. Whoever
changes something is a fingerprint of their browser's token, different on each wall, and it goes
when the wall closes.
"""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from alongside.people.models import Membership, Organisation
from alongside.projects.models import Project
from alongside.web import codes

from .signs import LABELS, SYMBOLS

MOST_NOTES = 500
"""Notes on one wall."""

MOST_LETTERS = 500
"""Letters on one note."""

MOST_COLUMNS = 12
MOST_VOTES = 50


def drawn_code() -> str:
    """Return six characters for the address of a wall."""
    return codes.drawn(6)


def drawn_address() -> str:
    """Return eight characters for the address of something that was kept."""
    return codes.drawn(8)


class Wall(models.Model):
    """What people write about, in columns. One column without a name is a free area.

    With `private` everybody writes for themselves until it is `revealed`. With `approves` each note
    waits until whoever leads has looked at it, and headings are theirs. Whoever leads can put
    pictures on notes whether people can or not. `last` is the number of the newest operation. What
    is a part of something else, such as a room, does not close itself: that closes it.
    """

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="walls")
    ask = models.CharField("what people write about", max_length=300)
    about = models.TextField("what helps them to begin", blank=True)
    columns = models.JSONField(help_text="The name of each column, in order.")
    votes = models.PositiveSmallIntegerField("votes a person", default=0)
    private = models.BooleanField("everybody writes for themselves first", default=False)
    revealed = models.BooleanField("everybody sees all notes", default=True)
    approves = models.BooleanField(
        "notes wait until whoever leads lets them be seen", default=False
    )
    pictures = models.BooleanField("people can put pictures on their notes", default=True)
    locked = models.BooleanField("nothing can be changed for now", default=False)
    by_votes = models.BooleanField("sorted by votes", default=False)
    code = models.CharField(max_length=6, unique=True, default=drawn_code)
    last = models.PositiveIntegerField("number of the newest operation", default=0)
    project = models.ForeignKey(
        Project, models.SET_NULL, null=True, blank=True, related_name="walls"
    )
    made = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(Membership, models.SET_NULL, null=True, related_name="+")
    changed = models.DateTimeField(default=timezone.now)
    closed = models.DateTimeField(null=True, blank=True)
    closes_itself = models.BooleanField("closes when nobody changes it for long", default=True)
    wiped = models.DateTimeField("nothing of whoever wrote is left", null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(votes__lte=MOST_VOTES), name="wall_votes_few"),
            models.CheckConstraint(
                condition=Q(private=True) | Q(revealed=True), name="wall_hides_only_if_private"
            ),
        ]

    def __str__(self) -> str:
        return self.ask

    @property
    def thing(self) -> str:
        """What it is called in the hub."""
        return f"wall:{self.pk}"

    @property
    def writing_alone(self) -> bool:
        """Whether nobody sees the notes of others yet."""
        return not self.revealed

    @property
    def open(self) -> bool:
        """Whether people can change something."""
        return not self.locked and self.closed is None


class Note(models.Model):
    """One note. `number` is that of the operation that made it, and stays its name. `picture` is
    the code of a picture (`files`).

    `place` orders the notes of a column from above; `group` is the heading it stands under. Of the
    code that whoever wrote it asked for (`receipts`) only the hash is kept, and stays.
    """

    wall = models.ForeignKey(Wall, models.CASCADE, related_name="notes")
    number = models.PositiveIntegerField()
    column = models.PositiveSmallIntegerField(default=0)
    place = models.FloatField()
    text = models.CharField(max_length=MOST_LETTERS)
    label = models.CharField(max_length=12, choices=LABELS, blank=True)
    symbol = models.CharField(max_length=12, choices=SYMBOLS, blank=True)
    picture = models.CharField(max_length=24, blank=True)
    picture_says = models.CharField("what the picture shows", max_length=300, blank=True)
    group = models.CharField("heading", max_length=100, blank=True)
    author = models.CharField("fingerprint of who wrote it", max_length=32, blank=True)
    taken_back = models.BooleanField("whoever wrote it took it back", default=False)
    hidden = models.BooleanField("whoever leads has hidden it", default=False)
    waiting = models.BooleanField("nobody who leads has looked at it yet", default=False)
    receipt = models.CharField("hash of the code for it", max_length=64, blank=True)

    class Meta:
        ordering = ["wall", "column", "place", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["receipt"], condition=~Q(receipt=""), name="note_receipt_once"
            ),
            models.UniqueConstraint(fields=["wall", "number"], name="note_number_once"),
            models.CheckConstraint(condition=~Q(text=""), name="note_says_something"),
            models.CheckConstraint(
                condition=Q(picture="") | ~Q(picture_says=""), name="note_picture_says_something"
            ),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def there(self) -> bool:
        """Whether people see it, once notes are seen at all."""
        return not (self.hidden or self.taken_back or self.waiting)


class NoteVote(models.Model):
    """Somebody agrees with a note: once. Votes are counted, never added up."""

    note = models.ForeignKey(Note, models.CASCADE, related_name="votes")
    author = models.CharField("fingerprint of whose it is", max_length=32)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["note", "author"], name="note_vote_once"),
        ]


class Operation(models.Model):
    """One change of a wall, under the next number.

    `changes` has for each note, by its number, what was and what is: {"7": {"column": [0, 2]}}.
    `client_id` is made by the browser that sent it, so that the same one twice changes nothing.
    `undoes` is the number of the operation that this one took back.
    """

    wall = models.ForeignKey(Wall, models.CASCADE, related_name="operations")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=12)
    changes = models.JSONField(default=dict)
    author = models.CharField("fingerprint of whose it is", max_length=32, blank=True)
    client_id = models.UUIDField()
    undoes = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["wall", "number"]
        constraints = [
            models.UniqueConstraint(fields=["wall", "number"], name="operation_number_once"),
            models.UniqueConstraint(fields=["wall", "client_id"], name="operation_sent_once"),
            models.UniqueConstraint(
                fields=["wall", "undoes"],
                condition=Q(undoes__isnull=False),
                name="operation_undone_once",
            ),
        ]
        indexes = [models.Index(fields=["wall", "author", "number"], name="operation_of_somebody")]


class Kept(models.Model):
    """What somebody said, kept as a contribution at an address of its own, /kept/CODE/.

    It is a copy that stays as it was: a decision can point to it. `source` says what it was
    ("note:12"), so that the same is kept once. It can be withdrawn and brought back by staff; once
    whoever said it has taken it back its words are gone for good.
    """

    class Kind(models.TextChoices):
        NOTE = "note", "A note on an ideas wall"
        COMMENT = "comment", "A comment"
        QUESTION = "question", "A question"

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="kept")
    code = models.CharField(max_length=8, unique=True, default=drawn_address)
    kind = models.CharField(max_length=8, choices=Kind)
    source = models.CharField(max_length=40)
    text = models.TextField()
    about = models.CharField("what it was said about", max_length=500, blank=True)
    votes = models.PositiveIntegerField("how many agreed then", null=True, blank=True)
    kept = models.DateTimeField(default=timezone.now)
    kept_by = models.ForeignKey(Membership, models.SET_NULL, null=True, related_name="+")
    withdrawn = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "kept"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "source"], name="kept_once"),
            models.CheckConstraint(
                condition=~Q(text="") | Q(withdrawn__isnull=False), name="kept_has_words"
            ),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def taken_back(self) -> bool:
        """Whether whoever said it took it back: its words are gone, and nobody brings them back."""
        return not self.text
