"""What happens to a wave: opened, moved, closed, sealed and wiped."""

from collections.abc import Mapping
from datetime import UTC, datetime
from uuid import UUID

from django.db import transaction

from alongside.methods.questions.messages import said
from alongside.methods.questions.types import own_code
from alongside.people.actions import NotPossible
from alongside.projects.models import Project

from .. import copies, queries, sealing, sent
from ..models import WITHOUT_MEMBER, Form, FormVersion, Wave
from .marking import mark_answers
from .picturing import show_pictures
from .rating import count_rates

EQUALITY_MINIMUM = 10
"""The smallest group that equality monitoring shows."""


@transaction.atomic
def open_wave(
    *,
    version: FormVersion,
    mode: str,
    opens: datetime,
    title: str = "",
    closes: datetime | None = None,
    minimum: int | None = None,
    readers: str = "",
    next_step: str = "",
    in_languages: Mapping[str, Mapping[str, str]] | None = None,
    then_to: str = "",
    then_words: str = "",
    invited_only: bool = False,
    by_team: bool = False,
    of_session: bool = False,
    told_elsewhere: bool = False,
    given_elsewhere: bool = False,
    project: Project | None = None,
    client_id: UUID | None = None,
) -> Wave:
    """Return a wave that asks `version` from `opens` to `closes`. Its mode can never change.

    `minimum` can be raised above the organisation's, never lowered; equality monitoring has at
    least 10, no names and no teams, as its first page promises. `by_team` is for anonymous waves,
    where only an invitation says which team somebody is in. Nobody is asked where the answers were
    `given_elsewhere`, so that a question for a file does no harm. `in_languages` has the title, the
    readers and the next step in other languages of the form, by field and language. The same
    `client_id` again returns the same wave. Raises NotPossible for a form that is put away, and for
    what cannot be.
    """
    organisation = version.form.organisation
    if client_id and (again := organisation.waves.filter(client_id=client_id).first()):
        return again
    _check_possible(version, mode, opens, closes)
    if not given_elsewhere:
        _check_files(version, mode)
    if project and project.organisation_id != organisation.pk:
        raise NotPossible("Choose a project of your own organisation.")
    if by_team and mode in WITHOUT_MEMBER:
        _check_team(version, invited_only)
    if version.form.purpose == Form.Purpose.EQUALITY:
        minimum = max(minimum or 0, EQUALITY_MINIMUM)
    wave = Wave.objects.create(
        organisation=organisation,
        version=version,
        title=title or version.form.title,
        mode=mode,
        minimum=max(minimum or 0, organisation.minimum),
        opens=opens,
        closes=closes,
        readers=readers,
        next_step=next_step,
        in_languages=_of_version(version, in_languages or {}),
        then_to=then_to,
        then_words=then_words,
        invited_only=invited_only or mode not in WITHOUT_MEMBER,
        by_team=by_team and mode in WITHOUT_MEMBER,
        of_session=of_session,
        told_elsewhere=told_elsewhere,
        own_codes=bool(own_code.names(version.definition)),
        project=project,
        client_id=client_id,
    )
    show_pictures(version)
    return wave


def _of_version(
    version: FormVersion, typed: Mapping[str, Mapping[str, str]]
) -> dict[str, dict[str, str]]:
    """Return the words by field and language, as far as there are any in a language that the form
    is also in."""
    others = version.definition["languages"][1:]
    return {
        field: words
        for field in Wave.IN_LANGUAGES
        if (words := {code: text for code in others if (text := typed.get(field, {}).get(code))})
    }


def _check_possible(
    version: FormVersion, mode: str, opens: datetime, closes: datetime | None
) -> None:
    if not Form.objects.filter(pk=version.form_id, retired=None).exists():
        raise NotPossible("This form is put away. Bring it back first.")
    if closes is not None and closes <= opens:
        raise NotPossible("It has to close after it opens.")
    if version.form.purpose == Form.Purpose.EQUALITY and mode not in WITHOUT_MEMBER:
        raise NotPossible("Equality monitoring is always anonymous.")


def _check_files(version: FormVersion, mode: str) -> None:
    if mode in WITHOUT_MEMBER and (asking := list(sent.questions(version.definition).values())):
        raise NotPossible(
            f"“{said(asking[0]['label'])}” asks for a file, and a file says who somebody is. Let "
            "answers carry a name or be confidential, or take the question out."
        )


def _check_team(version: FormVersion, invited_only: bool) -> None:
    if version.form.purpose == Form.Purpose.EQUALITY:
        raise NotPossible("Equality monitoring is kept apart from teams.")
    if not invited_only:
        raise NotPossible("Only an invitation says which team somebody is in.")


@transaction.atomic
def move_opening(*, wave: Wave, opens: datetime, now: datetime, title: str = "") -> Wave:
    """Give a wave that is not open yet another start; it stays open for as long as before."""
    if wave.closed is not None or now >= wave.opens:
        raise NotPossible("This is open already, so its start cannot be moved.")
    if wave.closes is not None:
        # In UTC, where a night on which the clocks change is as long as any other.
        wave.closes = opens.astimezone(UTC) + (wave.closes - wave.opens)
    wave.opens = opens
    wave.title = title or wave.title
    wave.save(update_fields=["opens", "closes", "title"])
    return wave


@transaction.atomic
def move_closing(*, wave: Wave, closes: datetime, now: datetime) -> Wave:
    """Give a wave that has not closed another time to close."""
    if queries.state(wave, now) is queries.State.CLOSED:
        raise NotPossible("This has closed. It cannot be opened again.")
    if closes <= max(wave.opens, now):
        raise NotPossible("Enter a time to close that is still to come, after it opens.")
    wave.closes = closes
    wave.save(update_fields=["closes"])
    return wave


@transaction.atomic
def move(*, wave: Wave, opens: datetime, closes: datetime | None, now: datetime) -> Wave:
    """Give a wave other times to open and close, as far as they are still to come."""
    if opens != wave.opens:
        wave = move_opening(wave=wave, opens=opens, now=now)
    return move_closing(wave=wave, closes=closes, now=now) if closes else wave


@transaction.atomic
def close(*, wave: Wave, now: datetime) -> None:
    """Close a wave for good: everything in the box is sealed, anonymous waves are shuffled anew,
    and answers to "name one" questions get their marks. Raises NotPossible while paper waits to be
    counted."""
    wave = Wave.objects.select_for_update().get(pk=wave.pk)
    if wave.closed is not None:
        return
    if wave.batches.filter(counted=None).exists():
        raise NotPossible(
            "Paper is being typed in. Count it, or take the batch away, then close this."
        )
    if wave.anonymous:
        sealing.seal(wave, everything=True)
        sealing.forget_small_teams(wave)
        sealing.shuffle(wave)
        count_rates(wave=wave, now=now)
    mark_answers(wave=wave, now=now)
    wave.taken.all().delete()
    wave.drafts.all().delete()
    wave.closed = now
    if not wave.anonymous:
        wave.wiped = now
    wave.save(update_fields=["closed", "wiped"])
    show_pictures(wave.version)


@transaction.atomic
def seal(*, wave: Wave) -> int:
    """Seal what may be sealed of an open anonymous wave; return how many answers moved."""
    return sealing.seal(Wave.objects.select_for_update().get(pk=wave.pk), everything=False)


def sweep(*, sealed: bool) -> None:
    """Remove what the database files keep of answers on their way, while their waves are open."""
    sealing.sweep(sealed=sealed)


def make_copy(*, wave: Wave) -> None:
    """Make the columnar copy of a closed wave that is large, so that whoever first looks at its
    results need not wait for it. Must run outside a transaction."""
    from .. import columnar  # it loads numpy, which most processes never need

    if wave.responses.count() >= columnar.LEAST:
        columnar.columns_of(wave, ())


def forget_copies() -> int:
    """Remove copies of answers whose rows are gone; return how many."""
    return copies.sweep()


def wipe(*, wave: Wave, now: datetime) -> bool:
    """Remove the last traces of the box from the database files; True when they are gone."""
    if not sealing.wipe():
        return False
    wave.wiped = now
    wave.save(update_fields=["wiped"])
    return True
