"""Which forms, waves and answers; and whether a wave is open."""

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from datetime import date, datetime
from enum import Enum
from typing import Any, NamedTuple

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery, TextField
from django.db.models.functions import Cast

from alongside.letters import queries as letters
from alongside.letters import texts
from alongside.letters.models import Letter
from alongside.methods.disclosure import protect_table
from alongside.methods.questions.pieces import Shared
from alongside.methods.shown import Shown
from alongside.people import queries as people
from alongside.people.models import Membership, Organisation
from alongside.projects.models import Project
from alongside.web import codes

from . import drafting
from .kept import Kept
from .models import (
    WITHOUT_MEMBER,
    Batch,
    Box,
    Comment,
    Cut,
    Draft,
    Form,
    FormVersion,
    Invitation,
    Mark,
    Mode,
    Response,
    ResponsesFile,
    Sheet,
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


def batches(wave: Wave) -> QuerySet[Batch]:
    """Return the batches of paper of a wave, each with how many sheets wait (`waiting`), and how
    many of those a second person has checked (`checked`)."""
    return wave.batches.select_related("begun_by").annotate(
        waiting=Count("sheets"), checked=Count("sheets", filter=Q(sheets__checked_by__isnull=False))
    )


def being_typed_in(wave: Wave) -> QuerySet[Batch]:
    """Return the batches of a wave that do not count yet: it cannot close before they do."""
    return batches(wave).filter(counted=None)


def typed_in(batch: Batch) -> QuerySet[Sheet]:
    """Return the sheets of a batch, by number."""
    return batch.sheets.select_related("typed_by", "checked_by", "invitation__member", "team")


def without_answer(wave: Wave) -> QuerySet[Invitation]:
    """Return who was invited and whose answer we do not have, by name."""
    return invitations(wave).filter(done=False)


def code_is_taken(wave: Wave, code: str, sheet: Sheet | None = None) -> bool:
    """Return whether a receipt stands with other words already: typed in twice, most likely."""
    if by_receipt(code) is not None:
        return True
    waiting = Sheet.objects.filter(batch__wave=wave).annotate(hashes=Cast("receipts", TextField()))
    others = waiting.exclude(pk=sheet.pk) if sheet else waiting
    return others.filter(hashes__contains=hashed(code)).exists()


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


def to_write(now: datetime) -> QuerySet[Invitation]:
    """Return the invitations of open waves whose next letter is due. A text is written when it can
    leave: at night its wave could close meanwhile, or somebody answer."""
    rows = Invitation.objects.exclude(to_write=Invitation.Write.NOTHING)
    rows = rows.filter(wave__in=open_waves(now)).order_by("pk")
    if texts.quiet(now):
        by_channel = rows.annotate(channel=letters.channel_to("member__"))
        return by_channel.exclude(channel=Letter.Channel.TEXT)
    return rows


def forms(organisation: Organisation) -> QuerySet[Form]:
    """Return the forms in use, by title."""
    return organisation.forms.filter(retired=None).prefetch_related("versions")


def put_away(organisation: Organisation) -> QuerySet[Form]:
    """Return the forms that are put away, the last one first. What was asked in a room is none."""
    rows = organisation.forms.filter(retired__isnull=False).exclude(purpose__in=Form.NOT_WRITTEN)
    return rows.order_by("-retired", "pk")


def latest(form: Form) -> FormVersion | None:
    """Return the newest published version of a form."""
    return form.versions.order_by("-number").first()


def newest_versions(organisation: Organisation) -> QuerySet[FormVersion]:
    """Return the newest published version of each form in use that somebody wrote, by title, and of
    one title the older form first."""
    newest = FormVersion.objects.filter(form=OuterRef("form")).order_by("-number")
    return (
        FormVersion.objects.filter(
            form__organisation=organisation,
            form__retired=None,
            pk=Subquery(newest.values("pk")[:1]),
        )
        .exclude(form__purpose__in=Form.NOT_WRITTEN)
        .select_related("form__organisation")
        .order_by("form__title", "form")
    )


def versions_of(newest: QuerySet[FormVersion]) -> QuerySet[FormVersion]:
    """Return all published versions of the forms of which these are the newest, by title and form,
    the newest first."""
    return (
        FormVersion.objects.filter(form__in=newest.order_by().values("form"))
        .select_related("form__organisation")
        .order_by("form__title", "form", "-number")
    )


def newest_of(form: Form) -> FormVersion | None:
    """Return the newest version of a form that `forms` read, without asking the database again."""
    return max(form.versions.all(), key=lambda version: version.number, default=None)


def versions(form: Form) -> QuerySet[FormVersion]:
    """Return the published versions of a form, newest first."""
    return form.versions.select_related("published_by").order_by("-number")


def heading_revision(form: Form) -> str:
    """Return the revision of what stands above the questions of a draft."""
    words = [form.draft.get("title"), form.draft.get("intro")]
    return drafting.revision([form.title, form.purpose, *words])


def names_taken(form: Form) -> set[str]:
    """Return the names that a new question may not have: those of the draft, and those of what
    was published, so that answers to two different questions are never taken for one."""
    published = form.versions.values_list("definition", flat=True)
    return {name for draft in (form.draft, *published) for name in drafting.names(draft)}


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


def invitations(wave: Wave) -> QuerySet[Any]:
    """Return who was asked, by name, each with the newest letter, the `channel` by which letters
    reach them, the `address` there ("" for on paper) and whether it wants `no_letters`."""
    rows = wave.invitations.select_related("member__team", "letter")
    return _reached(rows, wave.organisation, "member__").order_by("member__name", "member")


def _reached(rows: QuerySet[Any], organisation: Organisation, who: str) -> QuerySet[Any]:
    """Return the rows with how a letter reaches the member at `who` of each."""
    rows = rows.annotate(channel=letters.channel_to(who))
    rows = rows.annotate(address=letters.address_to(who))
    asked = letters.opted_out(organisation, LETTERS)
    return rows.annotate(no_letters=Exists(asked.filter(address=OuterRef("address"))))


def want_no_letters(wave: Wave) -> QuerySet[Invitation]:
    """Return who was asked, has an address, and wants no letters: they get their link on paper."""
    return invitations(wave).filter(no_letters=True)


def came_back(wave: Wave) -> QuerySet[Invitation]:
    """Return the invitations whose newest letter did not arrive."""
    lost = [Letter.State.REFUSED, Letter.State.FAILED]
    return invitations(wave).filter(letter__state__in=lost)


def to_remind(wave: Wave, before: datetime) -> QuerySet[Invitation]:
    """Return who has not answered, got the last letter before this time, and can get another:
    it arrived, and they did not ask for no more."""
    lost = [Letter.State.REFUSED, Letter.State.FAILED]
    rows = _reached(wave.invitations.all(), wave.organisation, "member__")
    found = rows.exclude(address="").filter(
        no_letters=False,
        done=False,
        to_write=Invitation.Write.NOTHING,
        letter__written__lte=before,
    )
    return found.exclude(letter__state__in=lost)


def on_paper(wave: Wave) -> QuerySet[Invitation]:
    """Return who was asked and gets no letter: they have no address, like paper better, or asked
    for no letters."""
    return invitations(wave).filter(Q(address="") | Q(no_letters=True))


def can_be_invited(wave: Wave, search: str = "") -> QuerySet[Any]:
    """Return the members who are not invited yet, whose name, address or team matches, each with
    the `channel` by which a letter reaches them and whether they want `no_letters`."""
    asked = wave.invitations.values("member")
    found = people.members(wave.organisation, search).exclude(pk__in=asked)
    return _reached(found, wave.organisation, "")


def get_texts(wave: Wave) -> QuerySet[Membership]:
    """Return the members who are not invited yet and would be by a text."""
    return can_be_invited(wave).filter(channel=Letter.Channel.TEXT, no_letters=False)


def reached_at(invitation: Invitation) -> tuple[str, str]:
    """Return the channel and the address at which a letter reaches somebody who was asked; both ""
    where it is on paper."""
    found = invitations(invitation.wave).filter(pk=invitation.pk, no_letters=False)
    return found.values_list("channel", "address").first() or ("", "")


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
