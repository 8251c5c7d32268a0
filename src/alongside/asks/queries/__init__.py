"""Which waves and answers; and whether a wave is open."""

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from datetime import date, datetime
from enum import Enum
from typing import Any, NamedTuple

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery, TextField
from django.db.models.functions import Cast

from alongside.methods.disclosure import protect_table
from alongside.methods.questions.pieces import Shared
from alongside.methods.shown import Shown
from alongside.people.models import Membership, Organisation
from alongside.projects.models import Project
from alongside.web import codes

from .. import own_codes
from ..kept import Kept
from ..models import (
    WITHOUT_MEMBER,
    Batch,
    Box,
    Comment,
    Cut,
    Draft,
    Form,
    Invitation,
    Mark,
    Mode,
    Response,
    ResponsesFile,
    Wave,
)

LETTERS = "questions"
"""What letters are about that ask people to answer; whoever wants none of them opts out of this."""

KEY_LENGTH = 12
"""Of 23 characters each: 54 bits, which nobody guesses over the network."""

PRIVATE_LENGTH = 14
"""Of 23 characters each: 63 bits. A private link stands for a person for as long as a wave is open,
and among all who are invited somebody could hope to hit any."""

MOST_OF_PROJECT = 20
"""How many surveys stand on the page of a project at most."""


class State(Enum):
    """Where a wave stands. Said by `state` for one wave and by `open_waves` for many."""

    NOT_YET = "not yet"
    OPEN = "open"
    CLOSED = "closed"


def state(wave: Wave, now: datetime) -> State:
    """Return whether a wave can be answered: from `opens` up to, not including, `closes`."""
    if wave.closed is not None or (wave.closes is not None and now >= wave.closes):
        return State.CLOSED
    return State.NOT_YET if now < wave.opens else State.OPEN


def open_waves(now: datetime) -> QuerySet[Wave]:
    """Return the waves that can be answered now."""
    return Wave.objects.filter(
        Q(closes=None) | Q(closes__gt=now), opens__lte=now, closed=None
    ).select_related("version", "organisation")


def to_close(now: datetime) -> QuerySet[Wave]:
    """Return the waves whose time is over and which have not been closed; those for which paper is
    being typed in wait until it counts."""
    return Wave.objects.filter(~_waits_for_paper(), closed=None, closes__lte=now)


def _waits_for_paper() -> Exists:
    return Exists(Batch.objects.filter(wave=OuterRef("pk"), counted=None))


def to_seal(now: datetime) -> QuerySet[Wave]:
    """Return the open anonymous waves in whose box at least twice the minimum wait."""
    return (
        open_waves(now)
        .filter(mode__in=WITHOUT_MEMBER)
        .annotate(waiting=Count("box"))
        .filter(waiting__gte=2 * F("minimum"))
    )


def answers_wait() -> bool:
    """Return whether answers wait in the box of any wave."""
    return Box.objects.exists()


def to_wipe() -> QuerySet[Wave]:
    """Return the closed anonymous waves of which traces may still lie in the database files."""
    return Wave.objects.filter(closed__isnull=False, wiped=None)


def codes_to_forget(now: datetime) -> list[Wave]:
    """Return the waves whose codes, which people made themselves, have been kept long enough."""
    return list(Wave.objects.filter(own_codes=True, closed__lt=now - own_codes.KEPT_FOR))


def waves(organisation: Organisation) -> QuerySet[Wave]:
    """Return the organisation's waves, newest first."""
    return organisation.waves.select_related("version__form")


def for_everybody(organisation: Organisation) -> QuerySet[Wave]:
    """Return the organisation's waves but those of one person's own support, newest first."""
    shared = Q(project=None) | Q(project__level=Project.Level.STRATEGIC)
    return waves(organisation).filter(shared)


def of_form(form: Form) -> QuerySet[Wave]:
    """Return the waves that ask any version of a form, newest first."""
    return waves(form.organisation).filter(version__form=form)


def asked_now(found: QuerySet[Wave], now: datetime) -> QuerySet[Wave]:
    """Return the waves that are open or open later, by when they open."""
    going = Q(closes=None) | Q(closes__gt=now)
    return found.filter(going, closed=None).order_by("opens", "pk")


def over(found: QuerySet[Wave], now: datetime) -> QuerySet[Wave]:
    """Return the waves that can no longer be answered, newest first."""
    return found.filter(Q(closed__isnull=False) | Q(closes__lte=now))


def answered(wave: Wave) -> Shown | int:
    """Return how many have answered, as a page may show it.

    Of an anonymous wave only what is sealed is counted, and that is at least the minimum more each
    time: a count of the box would say, to whoever watches the door, whose answer has just come in.
    """
    count = wave.responses.count()
    if not wave.anonymous:
        return count
    return protect_table([[count]], minimum=wave.minimum).total


def given_elsewhere(wave: Wave) -> bool:
    """Return whether the answers of a wave came from a file of another product."""
    return ResponsesFile.objects.filter(waves=wave).exists()


def named_responses(wave: Wave) -> QuerySet[Response]:
    """Return the answers of a wave where they carry a name, by that name."""
    return (
        wave.responses.filter(member__isnull=False)
        .select_related("member__team", "wave__version")
        .order_by("member__name", "member")
    )


class Stored(NamedTuple):
    """A person's answers as they are stored: the JSON without their words, what they `wrote` by
    question and part, the day, and who they are where answers carry a name."""

    answers: str
    wrote: Sequence[tuple[str, str]]
    day: date | None
    who: str | None = None
    team: str | None = None


def stored(order: Sequence[int], *, named: bool) -> Iterator[Stored]:
    """Yield the answers with these keys in this order, without those that are gone; with who and
    which team where they are named. Two queries, and no word of the wave in them: SQLite would go
    through all of it each time."""
    about = ("day", "member__name", "team__name") if named else ("day",)
    rows = Response.objects.filter(pk__in=order).order_by()
    text = rows.annotate(text=Cast("answers", TextField()))
    found = {pk: line for pk, *line in text.values_list("pk", "text", *about)}
    wrote: dict[int, list[tuple[str, str]]] = defaultdict(list)
    comments = Comment.objects.filter(response__in=order).order_by("pk")
    for pk, question, words in comments.values_list("response", "question", "text"):
        wrote[pk].append((question, words))
    for pk in order:
        if pk in found:
            answers, *about_them = found[pk]
            yield Stored(answers, wrote.get(pk, ()), *about_them)


def responses(waves: QuerySet[Wave] | list[Wave]) -> QuerySet[Response]:
    """Return all that may be counted: sealed answers of anonymous waves, every answer of others."""
    return Response.objects.filter(wave__in=waves).select_related("team", "member__team")


def answers(waves: list[Wave]) -> Iterator[tuple[int, int, dict[str, Any], int | None]]:
    """Yield wave, key, answers and team of each of `responses`, some at a time. People who gave the
    same answer share one object, so that a whole workforce fits into memory: it is to be read."""
    shared = Shared()
    rows = responses(waves).annotate(text=Cast("answers", TextField()))
    for wave, person, text, team in rows.values_list("wave", "pk", "text", "team").iterator():
        yield wave, person, shared.answers(text), team


def written(waves: QuerySet[Wave] | list[Wave]) -> QuerySet[Comment]:
    """Return what people wrote, to be counted. Comments of a wave are held until it has closed."""
    return Comment.objects.filter(wave__in=waves, wave__closed__isnull=False)


def comments(waves: QuerySet[Wave] | list[Wave]) -> QuerySet[Comment]:
    """Return what people wrote, as far as it may be read: see `readable`."""
    return Comment.objects.filter(wave__in=readable(waves))


def readable(waves: QuerySet[Wave] | list[Wave]) -> QuerySet[Wave]:
    """Return those of these waves whose comments may be read: they have closed, and at least the
    smallest group answered, unless all who read know the names anyway. The words of three people
    would say who they are, whatever else is hidden."""
    answers = (
        Response.objects.filter(wave=OuterRef("pk"))
        .order_by()
        .values("wave")
        .annotate(answers=Count("pk"))
        .values("answers")
    )
    among: Any = [wave.pk for wave in waves] if isinstance(waves, list) else waves.values("pk")
    return Wave.objects.filter(
        Q(mode=Mode.NAMED) | Q(minimum__lte=Subquery(answers)),
        pk__in=among,
        closed__isnull=False,
    )


def decided(waves: QuerySet[Wave] | list[Wave]) -> dict[tuple[int, str], dict[str, Mark]]:
    """Return the marks of "name one" questions of these waves, by wave and question, then by the
    answer as it was typed. One query."""
    found: dict[tuple[int, str], dict[str, Mark]] = defaultdict(dict)
    for mark in Mark.objects.filter(wave__in=waves):
        found[mark.wave_id, mark.question][mark.answer] = mark
    return found


def cuts(organisation: Organisation, waves: Collection[int]) -> list[Cut]:
    """Return what was shown of the answers in these waves, and of any that were shown together
    with them, and so on; oldest first."""
    left, found, reached = list(organisation.cuts.all()), [], set(waves)
    while touching := [cut for cut in left if not reached.isdisjoint(cut.waves)]:
        found += touching
        left = [cut for cut in left if reached.isdisjoint(cut.waves)]
        reached = reached.union(*(cut.waves for cut in touching))
    return sorted(found, key=lambda cut: cut.pk)


def cuts_of_one(organisation: Organisation, waves: Collection[int]) -> list[Cut]:
    """Return what was shown of any one of these waves by itself."""
    found = organisation.cuts.all()
    return [cut for cut in found if len(cut.waves) == 1 and cut.waves[0] in waves]


def typed_key(text: str) -> str:
    """Return a private key as it stands in a link, however somebody typed it from paper.

    >>> typed_key("k4m7-pqrt wxy234")
    'K4M7PQRTWXY234'
    """
    return text.upper().replace("-", "").replace(" ", "").strip()


def hashed(key: str) -> str:
    """Return what is kept of a private key."""
    return hashlib.sha256(key.encode()).hexdigest()


def invitation(wave: Wave, key: str) -> Invitation | None:
    """Return the invitation of a wave that this private key opens."""
    return (
        wave.invitations.filter(key=hashed(typed_key(key))).select_related("member__team").first()
    )


def invited(wave: Wave, pk: int | None) -> Invitation | None:
    """Return the invitation of this id, if the wave made it."""
    if pk is None:
        return None
    return wave.invitations.filter(pk=pk).select_related("member__team").first()


def client_of(member: Membership) -> str:
    """Return the client id of a member where answers carry a name."""
    return f"member-{member.pk}"


def draft(wave: Wave, client: str) -> Kept:
    """Return what somebody has answered and typed so far and not sent."""
    found = Draft.objects.filter(wave=wave, client=client).values_list("answers", "typed").first()
    return Kept(*found) if found else Kept()


def draft_key(wave: Wave, client: str) -> str:
    """Return the key with which somebody can go on with a draft elsewhere."""
    return codes.following("alongside.asks.draft", f"{wave.code}-{client}", KEY_LENGTH)


def open_key(wave: Wave, client: str) -> str:
    """Return the key of a draft, if somebody asked for one; else nothing."""
    asked = wave.drafts.filter(client=client).exclude(key="").exists()
    return draft_key(wave, client) if asked else ""


def client_by_key(wave: Wave, key: str) -> str | None:
    """Return whose draft a key opens."""
    found = wave.drafts.filter(key=hashed(key)).values_list("client", flat=True)
    return found.first() if key else None


def by_receipt(code: str) -> tuple[Wave, Comment | None] | None:
    """Return the wave in which the words with this receipt were written, and the words once it has
    closed: before, nobody learns whether they are sealed. None where nothing has this code."""
    of_wave = ("wave__version", "wave__organisation")
    comment = Comment.objects.filter(receipt=hashed(code)).select_related(*of_wave).first()
    if comment is not None:
        return comment.wave, comment if comment.wave.closed else None
    box = Box.objects.annotate(hashes=Cast("receipts", TextField())).select_related(*of_wave)
    waiting = box.filter(hashes__contains=hashed(code)).first()
    return (waiting.wave, None) if waiting is not None else None


def has_answered(wave: Wave, client: str) -> bool:
    """Return whether an answer under this client id was accepted."""
    return wave.taken.filter(client=client).exists()


def of_project(project: Project) -> QuerySet[Wave]:
    """Return what people were asked last in a project."""
    return project.waves.order_by("-opens", "-pk")[:MOST_OF_PROJECT]
