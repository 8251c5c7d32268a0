"""What happens to files: added, described, used, deleted. The only file that writes."""

import hashlib
from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from alongside.methods.attached import KINDS, Document
from alongside.methods.pictures import Picture
from alongside.methods.questions.typed import clean_text
from alongside.people.actions import NotPossible
from alongside.people.models import Membership, Organisation

from . import queries, store
from .models import File, Use

MOST_FOR_ONE = 200
"""Files that can be uploaded for one thing, such as a wall."""


def add(
    *,
    organisation: Organisation,
    picture: Picture,
    name: str,
    text: str,
    now: datetime,
    decorative: bool = False,
    credit: str = "",
    ends: date | None = None,
    origin: str = "",
    by: Membership | None = None,
    guarded: bool = False,
) -> File:
    """Return a picture that was checked (`methods.pictures`), kept under a new address. It is of
    nobody known without `by`, and the organisation's own without `origin`; where it is `guarded`,
    only what it was uploaded for shows it, to whom it likes.

    The row comes first and says only at the end that the picture is there: killed in between,
    `tasks.due` finds the row and takes away what was written.
    """
    _check_number(organisation, origin, guarded)
    file = File.objects.create(
        organisation=organisation,
        kind=File.Kind.PICTURE,
        name=clean_text(name, lines=False)[:200],
        text="" if decorative else text,
        decorative=decorative,
        credit=credit,
        ends=ends,
        origin=origin,
        by=by,
        made=now,
        size=len(picture.large),
        digest=hashlib.sha256(picture.large).hexdigest(),
        width=picture.width,
        height=picture.height,
        guarded=guarded,
        unused_since=now,
    )
    return _kept(file, large=picture.large, small=picture.small)


def add_document(
    *,
    organisation: Organisation,
    document: Document,
    name: str,
    text: str,
    now: datetime,
    credit: str = "",
    ends: date | None = None,
    origin: str = "",
    by: Membership | None = None,
    guarded: bool = False,
) -> File:
    """Return a document that was checked (`methods.attached`), kept as it was sent; the rest is as
    in `add`. `text` says what it is, and is its name where that is all that is known."""
    _check_number(organisation, origin, guarded)
    name = clean_text(name, lines=False)[:200]
    file = File.objects.create(
        organisation=organisation,
        kind=File.Kind.DOCUMENT,
        ending=document.ending,
        name=name,
        text=text or name or KINDS[document.ending].says,
        credit=credit,
        ends=ends,
        origin=origin,
        by=by,
        made=now,
        size=len(document.content),
        digest=hashlib.sha256(document.content).hexdigest(),
        guarded=guarded,
        unused_since=now,
    )
    return _kept(file, sent=document.content)


def add_received(*, received: Picture | Document, **more: Any) -> File:
    """Return what `receiving.received` or a `DocumentField` gave, kept as `add` or `add_document`
    keep it; `more` is theirs."""
    if isinstance(received, Picture):
        return add(picture=received, **more)
    return add_document(document=received, **more)


def _check_number(organisation: Organisation, origin: str, guarded: bool) -> None:
    """Nobody fills the disk through one thing. What is guarded is counted by the noun above."""
    if origin and not guarded and queries.number_of(organisation, origin) >= MOST_FOR_ONE:
        raise NotPossible(f"There are {MOST_FOR_ONE} files here already, and no more can be added.")


def _kept(file: File, **bytes_by_size: bytes) -> File:
    try:
        for size, content in bytes_by_size.items():
            store.write(file.code, size, content)
    except OSError as problem:
        raise NotPossible(
            f"The {file.kind} could not be kept: the server has no room for it. Tell whoever runs "
            "it."
        ) from problem
    file.there = True
    file.save(update_fields=["there"])
    return file


@transaction.atomic
def describe(*, file: File, text: str, decorative: bool, credit: str, ends: date | None) -> File:
    """Say anew what a picture shows, whose it is and how long it may be shown."""
    file.text = "" if decorative else text
    file.decorative, file.credit, file.ends = decorative, credit, ends
    file.save(update_fields=["text", "decorative", "credit", "ends"])
    return file


@transaction.atomic
def use(
    *,
    organisation: Organisation,
    by: str,
    codes: Collection[str],
    what: str = "",
    address: str = "",
    public: bool = False,
    now: datetime,
) -> None:
    """Note which files something uses from now on, by their codes; with none it uses nothing any
    more. What is not there, or belongs to another organisation, is left out."""
    before = Use.objects.filter(by=by, file__organisation=organisation)
    touched = Q(code__in=codes, there=True) | Q(pk__in=list(before.values_list("file", flat=True)))
    own = File.objects.filter(touched, organisation=organisation).order_by("pk")
    for file in own.select_for_update():
        if file.there and file.code in codes:
            where = {"what": what[:400], "address": address, "public": public}
            Use.objects.update_or_create(file=file, by=by, defaults=where)
            file.unused_since = None
        else:
            file.uses.filter(by=by).delete()
            file.unused_since = file.unused_since if file.uses.exists() else now
        file.save(update_fields=["unused_since"])


@transaction.atomic
def show(*, organisation: Organisation, by: str, public: bool) -> None:
    """Let people see the files that something uses, or only staff."""
    Use.objects.filter(by=by, file__organisation=organisation).update(public=public)


def remove(*, file: File, by: str = "") -> None:
    """Delete a file for good. Raises NotPossible where something uses it other than `by`."""
    with transaction.atomic():
        locked = File.objects.select_for_update().get(pk=file.pk)
        if locked.uses.exclude(by=by).exists():
            raise NotPossible(f"The {locked.kind} is in use. Take it out there first.")
        _leave(locked)
    clear(file=file)


def end(*, file: File, now: datetime) -> bool:
    """Delete a file whose time is over, wherever it is used, or that nothing has used for long.
    Return whether it still was so."""
    with transaction.atomic():
        locked = queries.over(now).select_for_update().filter(pk=file.pk).first()
        if locked is None:
            return False
        _leave(locked)
    clear(file=file)
    return True


def _leave(file: File) -> None:
    file.there = False
    file.save(update_fields=["there"])


def clear(*, file: File) -> None:
    """Delete the bytes and then the row of a file that is not there for anybody any more."""
    store.remove(file.code)
    File.objects.filter(pk=file.pk, there=False).delete()
