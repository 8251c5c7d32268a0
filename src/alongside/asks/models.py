"""The one question engine. A form has published versions; a wave asks one version for a while; an
answer is a Response. An anonymous answer first lies in the Box and is sealed from there.

What anonymous means is kept by the tables: a Response or Comment of an anonymous wave has no
member, no time, an id drawn at random, and nothing that joins the one to the other.
"""

import secrets
import uuid

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from alongside.files.models import File
from alongside.letters.models import Letter
from alongside.people.models import Membership, Organisation, Team
from alongside.projects.models import Project
from alongside.web import codes
from alongside.web.settled import Settled


def drawn_id() -> int:
    """Return a random id, so that the order of ids says nothing about the order of arrival."""
    return secrets.randbits(62)


def drawn_code() -> str:
    """Return eight characters for the address of a wave."""
    return codes.drawn(8)


class Mode(models.TextChoices):
    """Who can know who said what. Fixed when a wave opens, for good."""

    NAMED = "named", "Named"
    CONFIDENTIAL = "confidential", "Confidential"
    ANONYMOUS = "anonymous", "Anonymous"
    IN_THE_ROOM = "in the room", "In the room"


WITHOUT_MEMBER = [Mode.ANONYMOUS.value, Mode.IN_THE_ROOM.value]


class Form(models.Model):
    """A list of questions being written. What people answer is a published version of it."""

    class Purpose(models.TextChoices):
        EVALUATION = "evaluation", "Evaluation of a session"
        SURVEY = "survey", "Survey"
        EQUALITY = "equality", "Equality monitoring"
        ROOM = "room", "Asked in a room"
        ASSESSMENT = "assessment", "Self-assessment"

    NOT_WRITTEN = (Purpose.ROOM, Purpose.ASSESSMENT)
    """Purposes of forms that nobody writes here: they are made where people are asked."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="forms")
    title = models.CharField(max_length=200)
    purpose = models.CharField(max_length=20, choices=Purpose, default=Purpose.EVALUATION)
    draft = models.JSONField(default=dict)
    made = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(Membership, models.PROTECT, null=True, related_name="forms_made")
    retired = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["title", "pk"]

    def __str__(self) -> str:
        return self.title


class FormVersion(Settled):
    """A published form: immutable JSON, shaped like XLSForm (see `methods.questions`)."""

    WHY = "a published version never changes; publish the next one"

    form = models.ForeignKey(Form, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    definition = models.JSONField()
    published = models.DateTimeField(default=timezone.now)
    published_by = models.ForeignKey(Membership, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["form", "number"]
        constraints = [
            models.UniqueConstraint(fields=["form", "number"], name="form_version_number_once")
        ]

    def __str__(self) -> str:
        return f"{self.form}, version {self.number}"


class Wave(Settled):
    """One version of a form, asked for a while, in one mode. What people are promised before they
    answer never changes: the questions, the mode, and the smallest group that is shown.

    `invited_only`: whoever answers needs a link of their own, so that each answers once; always so
    where answers carry a name. `by_team`: an anonymous answer keeps which team it comes from, if
    that is large enough (`sealing.large_enough`). `of_session`: a session asks it, and moves its
    start. `told_elsewhere`: whoever asked shows the results, so that they are not shown twice, each
    protected for itself.
    """

    SETTLED = ("organisation", "version", "mode", "minimum", "by_team")
    WHY = "who can know who said what is settled when a wave opens, for good"

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="waves")
    version = models.ForeignKey(FormVersion, models.PROTECT, related_name="waves")
    title = models.CharField(max_length=200)
    mode = models.CharField(max_length=12, choices=Mode)
    code = models.CharField(max_length=8, unique=True, default=drawn_code)
    minimum = models.PositiveSmallIntegerField("smallest group to show")
    opens = models.DateTimeField()
    closes = models.DateTimeField(null=True, blank=True)
    readers = models.CharField("who will read the answers", max_length=300, blank=True)
    next_step = models.CharField("what happens next, and by when", max_length=500, blank=True)
    then_to = models.CharField("where people can go on afterwards", max_length=200, blank=True)
    then_words = models.CharField("what they find there", max_length=100, blank=True)
    closed = models.DateTimeField(null=True, blank=True)
    wiped = models.DateTimeField("when the last traces went", null=True, blank=True)
    invited_only = models.BooleanField("only people with a link of their own", default=False)
    by_team = models.BooleanField("answers keep which team they come from", default=False)
    of_session = models.BooleanField("asked at the end of a session", default=False)
    told_elsewhere = models.BooleanField(
        "its results stand on a page of whoever asked", default=False
    )
    project = models.ForeignKey(
        Project, models.SET_NULL, null=True, blank=True, related_name="waves"
    )
    client_id = models.UUIDField(null=True, blank=True, unique=True)

    class Meta:
        ordering = ["-opens", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closes=None) | Q(closes__gt=F("opens")),
                name="wave_closes_after_opening",
            ),
            models.CheckConstraint(condition=Q(minimum__gte=5), name="wave_minimum_floor"),
            models.CheckConstraint(condition=Q(mode__in=Mode.values), name="wave_mode_known"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def anonymous(self) -> bool:
        return self.mode in WITHOUT_MEMBER

    @property
    def knows_teams(self) -> bool:
        """Whether answers say which team they come from."""
        return self.by_team or not self.anonymous

    @property
    def by_private_link(self) -> bool:
        """Whether only somebody with a link of their own can answer."""
        return self.invited_only or not self.anonymous


class Invitation(models.Model):
    """Somebody was asked. Of an anonymous wave it only ever turns to done, and nothing leads from
    it to an answer. Of the private link only the hash is kept.

    `to_write` is the letter that the ticker writes next, `letter` the newest of those `written`.
    """

    class Write(models.TextChoices):
        NOTHING = "", "Nothing"
        INVITATION = "invitation", "Invitation"
        REMINDER = "reminder", "Reminder"

    wave = models.ForeignKey(Wave, models.CASCADE, related_name="invitations")
    member = models.ForeignKey(Membership, models.CASCADE, related_name="invitations")
    key = models.CharField("hash of the private link", max_length=64, unique=True)
    done = models.BooleanField(default=False)
    to_write = models.CharField(max_length=10, choices=Write, blank=True, default="")
    written = models.PositiveSmallIntegerField("how many letters were written", default=0)
    letter = models.ForeignKey(
        Letter, models.SET_NULL, null=True, blank=True, related_name="invitations"
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["wave", "member"], name="invitation_once")]

    def __str__(self) -> str:
        return f"{self.member}: {self.wave}"


class Rates(models.Model):
    """How many of each team were invited to an anonymous wave, and had answered when they were
    counted on a `day`: [[key of the team or None, invited, answered]].

    Counted once a day: a number that grows by one would say who has just answered. `rates.shown`
    says what of it is shown.
    """

    wave = models.OneToOneField(Wave, models.CASCADE, related_name="rates")
    day = models.DateField()
    teams = models.JSONField(default=list)

    class Meta:
        verbose_name_plural = "rates"


class Draft(models.Model):
    """Answers on their way: kept between the pages of a form until they are sent. `typed` is what
    cannot be read as an answer yet, by field (see `kept.Kept`). `day` is when they were last
    touched; drafts are forgotten a week later, but those that a link leads to (`key`) stay."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    wave = models.ForeignKey(Wave, models.CASCADE, related_name="drafts")
    client = models.CharField(max_length=64)
    answers = models.JSONField(default=dict)
    typed = models.JSONField(default=dict)
    day = models.DateField()
    key = models.CharField("hash of the key that opens it elsewhere", max_length=64, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["wave", "client"], name="draft_once")]


class Box(models.Model):
    """An anonymous answer as it came in. It stays until it is sealed together with others, and has
    nothing that leads to Taken, whose rows lie in the order in which people answered."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    wave = models.ForeignKey(Wave, models.CASCADE, related_name="box")
    team = models.ForeignKey(Team, models.SET_NULL, null=True, blank=True, related_name="+")
    answers = models.JSONField()
    receipts = models.JSONField(
        "hash of each receipt, by the field of the words it is for", default=dict
    )

    class Meta:
        verbose_name_plural = "boxes"


class Taken(models.Model):
    """A client id whose answer was accepted, so that sending it again changes nothing, sealed or
    not. It says nothing about the answer, and goes when the wave closes."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    wave = models.ForeignKey(Wave, models.CASCADE, related_name="taken")
    client = models.CharField(max_length=64)

    class Meta:
        verbose_name_plural = "taken"
        constraints = [models.UniqueConstraint(fields=["wave", "client"], name="taken_once")]


class Batch(models.Model):
    """Sheets of paper being typed in together. While `counted` is empty the wave does not close:
    once each sheet was typed by one person and checked by another, all count at once, and of the
    batch only numbers stay: how many `sheets`, and how many the second person put right."""

    wave = models.ForeignKey(Wave, models.CASCADE, related_name="batches")
    number = models.PositiveSmallIntegerField()
    begun_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    counted = models.DateField(null=True, blank=True)
    count = models.PositiveSmallIntegerField("how many sheets were counted", default=0)
    put_right = models.PositiveSmallIntegerField("how many the second person put right", default=0)

    class Meta:
        ordering = ["wave", "number"]
        verbose_name_plural = "batches"
        constraints = [models.UniqueConstraint(fields=["wave", "number"], name="batch_number_once")]

    def __str__(self) -> str:
        return f"{self.wave}, batch {self.number}"


class Sheet(models.Model):
    """What stands on one sheet of paper, typed in and not counted yet. `number` is written on the
    paper, so that the second person finds it. Whose it is (`invitation`) is known only where
    answers carry a name, and which `team` they ticked where answers keep it. The row goes when its
    batch is counted."""

    batch = models.ForeignKey(Batch, models.CASCADE, related_name="sheets")
    number = models.PositiveSmallIntegerField()
    answers = models.JSONField()
    receipts = models.JSONField("hash of each receipt, by field", default=dict)
    invitation = models.ForeignKey(
        Invitation, models.CASCADE, null=True, blank=True, related_name="+"
    )
    team = models.ForeignKey(Team, models.SET_NULL, null=True, blank=True, related_name="+")
    typed_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    checked_by = models.ForeignKey(
        Membership, models.PROTECT, null=True, blank=True, related_name="+"
    )
    put_right = models.BooleanField(default=False)
    client_id = models.UUIDField(null=True, blank=True)

    class Meta:
        ordering = ["batch", "number"]
        constraints = [
            models.UniqueConstraint(fields=["batch", "number"], name="sheet_number_once"),
            models.UniqueConstraint(
                fields=["batch", "invitation"],
                condition=Q(invitation__isnull=False),
                name="sheet_of_a_person_once",
            ),
            models.CheckConstraint(
                condition=~Q(checked_by=F("typed_by")), name="sheet_checked_by_another"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.batch}, sheet {self.number}"


class Response(models.Model):
    """One person's answers to one version. Results, exports and reports read only these."""

    id = models.BigIntegerField(primary_key=True, default=drawn_id)
    wave = models.ForeignKey(Wave, models.CASCADE, related_name="responses")
    mode = models.CharField(max_length=12, choices=Mode)
    team = models.ForeignKey(Team, models.SET_NULL, null=True, blank=True, related_name="+")
    member = models.ForeignKey(
        Membership, models.PROTECT, null=True, blank=True, related_name="responses"
    )
    answers = models.JSONField()
    day = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["wave", "member"], condition=Q(member__isnull=False), name="response_once"
            ),
            models.CheckConstraint(
                condition=~Q(mode__in=WITHOUT_MEMBER) | Q(member=None, day=None),
                name="response_anonymous_means_nobody",
            ),
        ]


class Attached(models.Model):
    """A file that somebody sends with an answer to a `question`. It belongs to their draft, and
    once they have sent it to their response. Both may be gone, in whichever way: then the file goes
    too (`sent.left_over`), so that no key holds up what deletes them."""

    file = models.OneToOneField(File, models.CASCADE, related_name="+")
    question = models.CharField(max_length=100)
    draft = models.ForeignKey(
        Draft, models.DO_NOTHING, db_constraint=False, null=True, blank=True, related_name="+"
    )
    response = models.ForeignKey(
        Response, models.DO_NOTHING, db_constraint=False, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "attached"
        constraints = [
            models.CheckConstraint(
                condition=Q(draft=None) | Q(response=None), name="attached_to_one"
            )
        ]

    def __str__(self) -> str:
        return str(self.file)


class Comment(models.Model):
    """What somebody wrote in their own words. Of an anonymous wave it stands alone: whoever
    wrote it has a code to find it by (`receipts.py`), of which only the hash is kept."""

    id = models.BigIntegerField(primary_key=True, default=drawn_id)
    wave = models.ForeignKey(Wave, models.CASCADE, related_name="comments")
    mode = models.CharField(max_length=12, choices=Mode)
    question = models.CharField(max_length=100)
    text = models.TextField()
    may_quote = models.BooleanField("may be shared without a name", default=False)
    receipt = models.CharField("hash of its receipt", max_length=64, blank=True, db_index=True)
    response = models.ForeignKey(
        Response, models.CASCADE, null=True, blank=True, related_name="comments"
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(mode__in=WITHOUT_MEMBER) | Q(response=None),
                name="comment_anonymous_stands_alone",
            ),
            models.CheckConstraint(
                condition=Q(receipt="") | Q(response=None), name="comment_receipt_leads_no_further"
            ),
        ]


class Mark(models.Model):
    """Whether one answer to a "name one" question of a closed wave counts as right.

    It belongs to the words, however many people wrote them, and points at no response. `entry`,
    `alias` and `how` are what the product found (none: it found nothing); `right` is what counts,
    and `by` who decided it: nobody is the product.
    """

    id = models.BigIntegerField(primary_key=True, default=drawn_id)
    wave = models.ForeignKey(Wave, models.CASCADE, related_name="marks")
    question = models.CharField(max_length=100)
    answer = models.TextField("answer, as it was typed")
    fingerprint = models.CharField("SHA-256 of the answer", max_length=64)
    entry = models.CharField(max_length=100, blank=True)
    alias = models.TextField(blank=True)
    how = models.CharField(max_length=20)
    right = models.BooleanField()
    by = models.ForeignKey(Membership, models.PROTECT, null=True, related_name="+")
    marked = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["wave", "question", "fingerprint"], name="mark_once_for_an_answer"
            ),
            models.CheckConstraint(
                condition=Q(by__isnull=False)
                | Q(right=True) & ~Q(alias="")
                | Q(right=False, alias=""),
                name="mark_of_the_product_is_what_it_found",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.answer}: {'right' if self.right else 'wrong'}"

    @property
    def found(self) -> bool:
        """Whether the product would count it as right."""
        return bool(self.alias)

    @property
    def changed(self) -> bool:
        """Whether a person decided otherwise than the product."""
        return self.right != self.found


class Cut(models.Model):
    """Counts that were shown of one question, so that no later ones, beside them, give away what a
    few people said.

    `question` is the SHA-256 of what was asked, `part` which counts of it (a row, "before"). They
    are of all who responded in `waves`, or with `group` = {"question", "answer"} of those of them
    who gave that answer to that question. None in `counts` or `answered` was withheld.
    """

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="cuts")
    question = models.CharField(max_length=64)
    part = models.CharField(max_length=100, blank=True)
    waves = models.JSONField()
    group = models.JSONField(default=dict)
    counts = models.JSONField()
    answered = models.PositiveIntegerField(null=True)
    fingerprint = models.CharField("SHA-256 of all of it", max_length=64)
    day = models.DateField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "fingerprint"], name="cut_once")
        ]

    def __str__(self) -> str:
        return f"{len(self.waves)} waves, {self.day}"


class ResponsesFile(models.Model):
    """Responses exported by another product, without the columns that say who somebody is: those
    were never kept. A row goes once it is an answer of a wave; all of them after a week if none was
    added. Rows that fit no session stay, with the reason in `left`, until somebody adds them or
    leaves them out. `aside` has the values of columns that answer no question, each list sorted."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="responses_files")
    by = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    file_name = models.CharField(max_length=200)
    fingerprint = models.CharField("SHA-256 of the file", max_length=64)
    source = models.CharField(max_length=30, blank=True)
    headings = models.JSONField()
    left_behind = models.JSONField(help_text="Headings of the columns that were not kept.")
    rows = models.JSONField(help_text="Each row not added yet as [line, [cells]].")
    refused = models.JSONField(help_text="Each refused row as [line, reason].")
    mapping = models.JSONField(default=list, help_text="What each column was used for.")
    aside = models.JSONField(default=dict)
    uploaded = models.DateTimeField(default=timezone.now)
    added = models.DateTimeField(null=True, blank=True)
    left = models.JSONField(default=list, help_text="Each row not added as [line, reason].")
    result = models.JSONField(default=dict)
    waves = models.ManyToManyField(Wave, related_name="+")

    class Meta:
        ordering = ["-uploaded", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "fingerprint"], name="responses_file_once"
            )
        ]

    def __str__(self) -> str:
        return self.file_name
