"""What happens to analyses: begun, comments checked and put into themes, shared. The only file of
this noun that writes."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone

from alongside.asks import queries as asks
from alongside.asks.models import Comment, Wave
from alongside.methods.redaction import Span, merged, redact
from alongside.people.actions import NotPossible
from alongside.people.models import Membership, Organisation

from . import queries
from .models import MOST_QUOTES, Analysis, Codebook, Coding, Redaction, Source, Theme, Word

ANSWER_WITHIN = timedelta(days=28)
"""How long after themes are shared people get an answer, unless another day is promised."""

NOTHING = "There is no comment yet."
TOO_FEW = "Fewer people answered than the smallest group, so nobody reads what they wrote."
STILL_OPEN = "Comments can be read when their questions have closed."
TAKEN = "There is a theme of this name already. Choose a different one, or use that one."


class Draws(NamedTuple):
    """One open question of one wave, for one kind of themes."""

    wave: Wave
    question: str
    kind: str


@transaction.atomic
def start(
    *, organisation: Organisation, title: str, on: Iterable[Draws], by: Membership, now: datetime
) -> Analysis:
    """Return a new analysis of these questions. Their waves must have closed."""
    analysis = Analysis.objects.create(
        organisation=organisation, title=" ".join(title.split()), made=now, made_by=by
    )
    draw_on(analysis=analysis, on=on)
    return analysis


@transaction.atomic
def draw_on(*, analysis: Analysis, on: Iterable[Draws]) -> None:
    """Let an analysis also draw on these questions. One it draws on already stays as it is."""
    _unshared(analysis)
    for wave, question, kind in on:
        if wave.organisation_id != analysis.organisation_id or wave.closed is None:
            raise NotPossible(STILL_OPEN)
        if not asks.readable([wave]).exists():
            raise NotPossible(TOO_FEW)
        Source.objects.get_or_create(
            analysis=analysis, wave=wave, question=question, defaults={"kind": kind}
        )


@transaction.atomic
def confirm(
    *,
    comment: Comment,
    hide: Iterable[Span],
    by: Membership,
    now: datetime,
    held_back: bool = False,
) -> Redaction:
    """Return a comment as it may be shown from now on: with these stretches replaced.

    It can be confirmed again, also when it stands in public, and the newest counts. Raises
    ValueError when a span reaches beyond the comment.
    """
    if Comment.objects.select_for_update().get(pk=comment.pk).wave.closed is None:
        raise NotPossible(STILL_OPEN)
    spans = merged(hide)
    text = redact(comment.text, spans)
    Redaction.objects.filter(comment=comment, replaced=None).update(replaced=now)
    return Redaction.objects.create(
        comment=comment,
        text=text,
        hidden=[[span.start, span.end, span.kind.value] for span in spans],
        held_back=held_back,
        by=by,
        confirmed=now,
    )


@transaction.atomic
def confirm_unflagged(
    *, analysis: Analysis, comments: Iterable[int], by: Membership, now: datetime
) -> int:
    """Confirm as they are those of these comments in which nothing is flagged; return how many.

    One that was confirmed in the meantime is left alone.
    """
    names = queries.names(analysis.organisation)
    done = 0
    for comment in queries.unchecked(analysis).filter(pk__in=comments):
        if not queries.flags(comment.text, names):
            confirm(comment=comment, hide=[], by=by, now=now)
            done += 1
    return done


@transaction.atomic
def keep_words(
    *, organisation: Organisation, names: Sequence[str], not_names: Sequence[str]
) -> None:
    """Keep exactly these names to look out for and these words that are no names. A word that
    stands in both counts as a name."""
    organisation.words.all().delete()
    kept: dict[str, Word] = {}
    for text, is_name in [*((n, True) for n in names), *((n, False) for n in not_names)]:
        text = " ".join(text.split())
        kept.setdefault(text.lower(), Word(organisation=organisation, text=text, is_name=is_name))
    Word.objects.bulk_create(word for text, word in kept.items() if text)


@transaction.atomic
def add_theme(
    *,
    analysis: Analysis,
    kind: str,
    name: str,
    by: Membership | None,
    now: datetime,
    means: str = "",
) -> Theme:
    """Return a new theme, the last of its kind."""
    _unshared(analysis)
    last = analysis.themes.filter(kind=kind).aggregate(last=Max("position"))["last"]
    position = 1 if last is None else last + 1
    theme = Theme(analysis=analysis, kind=kind, name=" ".join(name.split()), position=position)
    theme.means = means.strip()
    _save(theme)
    return _changed(theme, f"“{theme}” is new.", by, now)


@transaction.atomic
def change_theme(
    *,
    theme: Theme,
    kind: str,
    name: str,
    by: Membership | None,
    now: datetime,
    means: str = "",
) -> Theme:
    """Give a theme another name, kind or meaning. What is in it stays in it, and is to be looked at
    again (`queries.outdated`)."""
    _unshared(theme.analysis)
    before = Theme.objects.get(pk=theme.pk)
    theme.kind, theme.name, theme.means = kind, " ".join(name.split()), means.strip()
    _save(theme)
    said = []
    if theme.name != before.name:
        said.append(f"“{before}” is called “{theme}” now.")
    if theme.means != before.means:
        said.append(f"What belongs in “{theme}” is written anew.")
    if theme.kind != before.kind:
        said.append(f"“{theme}” is about “{theme.get_kind_display()}” now.")
    return _changed(theme, " ".join(said), by, now) if said else theme


def _changed(theme: Theme, what: str, by: Membership | None, now: datetime) -> Theme:
    theme.changed = _write_codebook(theme.analysis, what, by, now)
    theme.save(update_fields=["changed"])
    return theme


def _write_codebook(analysis: Analysis, what: str, by: Membership | None, now: datetime) -> int:
    """Write the themes as they are now into the codebook; return its version. A new version begins
    once somebody has worked with the last one, or somebody else changes it."""
    last = analysis.codebooks.last()
    themes = [
        {"theme": one.pk, "kind": one.kind, "name": one.name, "means": one.means}
        for one in analysis.themes.all()
    ]
    used = last is not None and analysis.codings.filter(version__gte=last.number).exists()
    if last is None or used or last.by_id != (by and by.pk):
        number = 1 if last is None else last.number + 1
        last = Codebook(analysis=analysis, number=number, by=by)
    last.themes, last.changes, last.made = themes, [*last.changes, what], now
    last.save()
    return last.number


@transaction.atomic
def still_fits(*, theme: Theme, comments: Iterable[int], by: Membership, now: datetime) -> int:
    """Somebody has looked at these comments again, and they still belong in the theme as it is
    described now. Return how many were looked at."""
    analysis = _unshared(theme.analysis)
    found = queries.outdated(analysis).filter(theme=theme, comment__in=comments)
    return found.update(version=_version(analysis), by=by, when=now)


def _version(analysis: Analysis) -> int:
    last = analysis.codebooks.last()
    return last.number if last else 0


def _save(theme: Theme) -> Theme:
    try:
        with transaction.atomic():
            theme.save()
    except IntegrityError as taken:
        raise NotPossible(TAKEN) from taken
    return theme


@transaction.atomic
def move_theme(*, theme: Theme, up: bool) -> None:
    """Let a theme change places with the one above or below it, of the same kind."""
    _unshared(theme.analysis)
    order = list(theme.analysis.themes.filter(kind=theme.kind))
    at = order.index(theme)
    other = at - 1 if up else at + 1
    if 0 <= other < len(order):
        order[at], order[other] = order[other], order[at]
    for position, one in enumerate(order, 1):
        one.position = position
    Theme.objects.bulk_update(order, ["position"])


@transaction.atomic
def merge(*, theme: Theme, into: Theme, by: Membership | None, now: datetime) -> Theme:
    """Put all that is in one theme into another of the same analysis, and remove the first. What
    comes in is to be looked at again."""
    _unshared(theme.analysis)
    if theme.pk == into.pk or theme.analysis_id != into.analysis_id:
        raise NotPossible("Choose another theme to put them together with.")
    there = into.codings.values_list("comment", flat=True)
    theme.codings.exclude(comment__in=list(there)).update(theme=into, quoted=False, version=0)
    theme.delete()
    _write_codebook(into.analysis, f"“{theme}” is part of “{into}” now.", by, now)
    return into


@transaction.atomic
def remove_theme(*, theme: Theme, by: Membership | None, now: datetime) -> None:
    """Remove a theme that nothing is in."""
    _unshared(theme.analysis)
    if theme.codings.exists():
        raise NotPossible("There are comments in this theme. Move them, or put it with another.")
    theme.delete()
    _write_codebook(theme.analysis, f"“{theme}” is taken away.", by, now)


@transaction.atomic
def put(*, comment: Comment, theme: Theme, by: Membership, now: datetime) -> Coding:
    """Return the coding that says: this comment is in this theme. Twice changes nothing."""
    analysis = _unshared(theme.analysis)
    _checked(comment)
    Coding.objects.filter(analysis=analysis, comment=comment, theme=None).delete()
    coding, _ = Coding.objects.get_or_create(
        theme=theme,
        comment=comment,
        defaults={"analysis": analysis, "by": by, "when": now, "version": _version(analysis)},
    )
    return coding


@transaction.atomic
def pass_over(*, analysis: Analysis, comment: Comment, by: Membership, now: datetime) -> Coding:
    """Return the coding that says: somebody read this comment and no theme fits. Takes it out of
    the themes it was in."""
    _unshared(analysis)
    _checked(comment)
    Coding.objects.filter(analysis=analysis, comment=comment, theme__isnull=False).delete()
    coding, _ = Coding.objects.get_or_create(
        analysis=analysis,
        comment=comment,
        theme=None,
        defaults={"by": by, "when": now, "version": _version(analysis)},
    )
    return coding


@transaction.atomic
def take_out(*, analysis: Analysis, comment: Comment, theme: Theme | None) -> None:
    """Undo a coding: the comment is no longer in this theme, or no longer passed over."""
    _unshared(analysis)
    Coding.objects.filter(analysis=analysis, comment=comment, theme=theme).delete()


@transaction.atomic
def move(*, comment: Comment, theme: Theme, into: Theme, by: Membership, now: datetime) -> Coding:
    """Return the coding of a comment that was taken out of one theme and put into another."""
    take_out(analysis=theme.analysis, comment=comment, theme=theme)
    return put(comment=comment, theme=into, by=by, now=now)


@transaction.atomic
def quote(*, theme: Theme, comment: Comment, chosen: bool = True) -> None:
    """Choose the words of a comment to stand under its theme, or no longer."""
    Theme.objects.select_for_update().get(pk=theme.pk)
    if chosen:
        allowed = queries.allowed_quotes([theme.analysis]).filter(theme=theme)
        if not allowed.filter(comment=comment).exists():
            raise NotPossible("These words may not be quoted.")
        if allowed.filter(quoted=True).exclude(comment=comment).count() >= MOST_QUOTES:
            raise NotPossible(f"A theme has up to {MOST_QUOTES} quotes. Take one away first.")
    theme.codings.filter(comment=comment).update(quoted=chosen)


@transaction.atomic
def share(
    *, analysis: Analysis, by: Membership, now: datetime, answer_by: date | None = None
) -> Analysis:
    """Share the themes: they can be reported and published, and wait for an answer until
    `answer_by` (in 28 days). From now on they do not change, so that nobody can compare."""
    analysis = _unshared(analysis)
    progress = queries.progress([analysis])[analysis.pk]
    if not progress.done:
        left = progress.comments - progress.read
        raise NotPossible(f"{left} not read yet: first read every comment." if left else NOTHING)
    if other := queries.nearly_the_same(analysis):
        raise NotPossible(
            f"“{other}” is shared and is about the same comments but for a few. Comparing the two "
            "would tell what those few people said. Wait until there are more."
        )
    if queries.grew_by_few(analysis):
        raise NotPossible(
            "These themes were shared before, and only a few comments are new. Comparing the two "
            "would tell what those few people said. Wait until there are more."
        )
    analysis.sources.update(was_shared=True)
    analysis.shared, analysis.shared_by = now, by
    analysis.answer_by = answer_by or timezone.localdate(now) + ANSWER_WITHIN
    analysis.save(update_fields=["shared", "shared_by", "answer_by"])
    return analysis


@transaction.atomic
def reopen(*, analysis: Analysis) -> Analysis:
    """Take back that the themes are shared, to put something right. Until they are shared again
    they stand in no report and on no public page."""
    analysis.shared = analysis.shared_by = analysis.answer_by = None
    analysis.save(update_fields=["shared", "shared_by", "answer_by"])
    return analysis


def _unshared(analysis: Analysis) -> Analysis:
    """Return the analysis, locked. Raises NotPossible once it is shared."""
    analysis = Analysis.objects.select_for_update().get(pk=analysis.pk)
    if analysis.shared is not None:
        raise NotPossible("These themes are shared. Open them again before you change them.")
    return analysis


def _checked(comment: Comment) -> None:
    if not comment.redactions.filter(replaced=None).exists():
        raise NotPossible("First check this comment for what points at a person.")
