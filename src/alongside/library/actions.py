"""What happens to pages: they are written, published, put away, and opened. The only file of this
noun that writes."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, datetime

from django.db import transaction
from django.db.models import Sum
from django.utils import timezone
from django.utils.text import slugify

from alongside.methods.revision import ChangedMeanwhile, revision
from alongside.people.actions import NotPossible
from alongside.people.models import Membership, Organisation

from . import entries as listed
from . import queries
from .directory import Entry
from .entries import Entries
from .glossary import Term
from .models import Contents, Page, PageVersion, Visit
from .starters import to_fill_in

ADDRESSES = {Page.Kind.DEFINITION: "co-production", Page.Kind.GLOSSARY: "words"}
"""The last part of the address of a kind, where it is not the name of the kind."""


@transaction.atomic
def begin_page(
    *,
    organisation: Organisation,
    title: str,
    now: datetime,
    by: Membership | None = None,
    kind: str = Page.Kind.OTHER,
    words: str = "",
    entries: Sequence[Entry | Term] = (),
) -> Page:
    """Return a new page, which nobody outside can read yet. Its address is settled by this.

    Of each kind but "other" there is one page in use; raises NotPossible when there is one.
    """
    organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    _only_one_in_use(organisation, kind)
    wanted = slugify(title) if kind == Page.Kind.OTHER else ADDRESSES.get(Page.Kind(kind), kind)
    return Page.objects.create(
        organisation=organisation,
        slug=_free(organisation, wanted[:50].strip("-") or "page"),
        kind=kind,
        title=title,
        words=words,
        entries=[asdict(entry) for entry in entries],
        made=now,
        made_by=by,
    )


def _only_one_in_use(organisation: Organisation, kind: str) -> None:
    there = queries.in_use(organisation).filter(kind=kind).exclude(kind=Page.Kind.OTHER).first()
    if there is not None:
        raise NotPossible(
            f"There is a page of this kind already: “{there.title}”. Change that one, or put it "
            "away first."
        )


def _free(organisation: Organisation, wanted: str) -> str:
    taken = set(queries.pages(organisation).values_list("slug", flat=True))
    found, number = wanted, 1
    while found in taken:
        number += 1
        found = f"{wanted}-{number}"
    return found


def _locked(page: Page) -> Page:
    return Page.objects.select_for_update().select_related("organisation").get(pk=page.pk)


@transaction.atomic
def write_words(*, page: Page, title: str, words: str, seen: str) -> Page:
    """Keep the title and the words of a draft. What people read stays as it is.

    Raises ChangedMeanwhile when they are no longer those of which `seen` is the revision.
    """
    page = _locked(page)
    if seen != queries.words_revision(page):
        raise ChangedMeanwhile
    page.title, page.words = title, words
    page.save(update_fields=["title", "words"])
    return page


@transaction.atomic
def write_entry(*, page: Page, entry: Entry | Term, seen: str) -> Page:
    """Keep one entry of a draft, in its place or as a new one at the end. Sent twice, it is kept
    once.

    Raises ChangedMeanwhile when the entry is no longer that of which `seen` is the revision (of
    None for a new one), and NotPossible when the page is full or explains the word already.
    """
    page = _locked(page)
    there = listed.find(page.entries, entry.key)
    if there == asdict(entry):
        return page
    if seen != revision(there):
        raise ChangedMeanwhile
    if there is None and len(page.entries) >= listed.MOST:
        raise NotPossible(f"A page takes up to {listed.MOST} entries. Make a second page.")
    if isinstance(entry, Term):
        _only_once(page, entry)
    return _with_entries(page, listed.written(page.entries, entry))


def _only_once(page: Page, term: Term) -> None:
    for other in page.terms:
        if other.key != term.key and other.name.casefold() == term.name.casefold():
            raise NotPossible(f"“{other.name}” is explained already. Change that entry.")


@transaction.atomic
def move_entry(*, page: Page, key: str, by: int) -> Page:
    """Move an entry `by` places down, or up when that is below zero."""
    page = _locked(page)
    return _with_entries(page, listed.moved(page.entries, key, by))


@transaction.atomic
def remove_entry(*, page: Page, key: str) -> tuple[dict[str, str], int] | None:
    """Take an entry out of a draft. Return it and its place, to put it back; None without it."""
    page = _locked(page)
    entry = listed.find(page.entries, key)
    if entry is None:
        return None
    place = page.entries.index(entry)
    _with_entries(page, [one for one in page.entries if one["key"] != key])
    return entry, place


@transaction.atomic
def put_back_entry(*, page: Page, entry: dict[str, str], place: int) -> Page:
    """Put a removed entry back where it was, unless it is there already."""
    page = _locked(page)
    return _with_entries(page, listed.placed(page.entries, entry, place))


def _with_entries(page: Page, entries: Entries) -> Page:
    page.entries = entries
    page.save(update_fields=["entries"])
    return page


@transaction.atomic
def publish(
    *, page: Page, now: datetime, by: Membership | None = None, because: str = "", seen: str = ""
) -> PageVersion:
    """Return the draft as the version people read from now on; the same draft twice is one.

    Raises NotPossible when something is missing, and ChangedMeanwhile when `seen` is not the
    revision of the draft.
    """
    page = _locked(page)
    if seen and seen != queries.draft_revision(page):
        raise ChangedMeanwhile
    if page.retired:
        raise NotPossible("This page is put away. Bring it back first.")
    if not page.words.strip() and not page.entries:
        raise NotPossible("There is nothing on this page yet. Write something first.")
    if left := to_fill_in(page.words):
        raise NotPossible(f"There is still a place to fill in: “{left}”")
    return _version(page, page, because, by, now)


@transaction.atomic
def put_back(
    *, page: Page, version: PageVersion, because: str, by: Membership | None, now: datetime
) -> PageVersion:
    """Return a new version that reads as an earlier one. A draft with changes that were not
    published yet is left as it is."""
    page = _locked(page)
    if page.retired:
        raise NotPossible("This page is put away. Bring it back first.")
    last = queries.newest(page)
    if last is not None and queries.same(last, page):
        page.title, page.words, page.entries = version.title, version.words, version.entries
        page.save(update_fields=["title", "words", "entries"])
    return _version(page, version, because, by, now)


def _version(
    page: Page, contents: Contents, because: str, by: Membership | None, now: datetime
) -> PageVersion:
    last = queries.newest(page)
    if last is not None and queries.same(last, contents):
        return last
    if last is not None and not because.strip():
        raise NotPossible("Say why it changed.")
    return PageVersion.objects.create(
        page=page,
        number=last.number + 1 if last else 1,
        title=contents.title,
        words=contents.words,
        entries=contents.entries,
        because=because.strip() if last else "",
        published=now,
        published_by=by,
    )


@transaction.atomic
def put_away(*, page: Page, now: datetime) -> None:
    """Put a page away: nobody outside can read it any more. Its versions are kept."""
    Page.objects.filter(pk=page.pk, retired=None).update(retired=now)


@transaction.atomic
def bring_back(*, page: Page) -> None:
    """Bring back a page that was put away: people read its newest version again."""
    Organisation.objects.select_for_update().get(pk=page.organisation_id)
    page = _locked(page)
    if page.retired:
        _only_one_in_use(page.organisation, page.kind)
        page.retired = None
        page.save(update_fields=["retired"])


@transaction.atomic
def count_visit(*, page: Page, now: datetime) -> None:
    """Count that somebody opened a page on this day. Nothing about them is kept."""
    Visit.objects.create(page=page, day=timezone.localdate(now))


@transaction.atomic
def sum_visits(*, page: Page, day: date) -> None:
    """Put the visits to a page on a day that is over into one row, so that no order is left."""
    page = _locked(page)
    visits = Visit.objects.filter(page=page, day=day)
    times = visits.aggregate(times=Sum("times"))["times"]
    if times is not None:
        visits.delete()
        Visit.objects.create(page=page, day=day, times=times, summed=True)
