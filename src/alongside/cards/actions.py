"""What happens to decks. The only file of this noun that writes."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.urls import reverse

from alongside.asks import actions as asks
from alongside.asks.models import Form, Mode
from alongside.gatherings import actions as gatherings
from alongside.gatherings.models import Design
from alongside.gatherings.queries import latest
from alongside.people.actions import NotPossible
from alongside.people.models import Membership, Organisation
from alongside.projects.actions.once import made_once
from alongside.projects.models import Project

from . import queries, writing
from .models import Deck, DeckVersion, Run
from .starters import starter


@transaction.atomic
def begin(
    *,
    organisation: Organisation,
    name: str,
    by: Membership,
    now: datetime,
    client_id: UUID | None = None,
) -> Deck:
    """Return a deck of the organisation's own, copied from a starter with its licence and credit.
    The same `client_id` again returns the same one."""
    from_it = starter(name)
    deck, new = made_once(
        queries.decks(organisation),
        organisation=organisation,
        title=from_it.pop("title"),
        about=from_it.pop("about"),
        made=now,
        made_by=by,
        client_id=client_id,
    )
    if new:
        write(deck=deck, after=0, by=by, now=now, **from_it)
    return deck


@transaction.atomic
def write(
    *,
    deck: Deck,
    after: int,
    by: Membership,
    now: datetime,
    licence: str,
    credit: str,
    **typed: Any,
) -> DeckVersion:
    """Return the next version of a deck from what was typed (`writing.read`). The same cards again
    are the same version. `after` is the number of the version that was read before."""
    Deck.objects.select_for_update().get(pk=deck.pk)
    last = queries.newest(deck)
    try:
        content = writing.read(**typed)
    except ValueError as problem:
        raise NotPossible(f"{problem}.") from problem
    if last and (last.content, last.licence, last.credit) == (content, licence, credit):
        return last
    if last and last.number != after:
        raise NotPossible("Somebody has written the next version meanwhile. Read it first.")
    return DeckVersion.objects.create(
        deck=deck,
        number=after + 1,
        content=content,
        licence=licence,
        credit=credit,
        written=now,
        written_by=by,
    )


@transaction.atomic
def ask(
    *,
    version: DeckVersion,
    closes: datetime,
    by: Membership,
    now: datetime,
    before: Run | None = None,
    project: Project | None = None,
    client_id: UUID | None = None,
) -> Run:
    """Let people go through a version of a deck until a day, without their names, perhaps as part
    of a project; with `before` once more, with the same cards, as part of the same.
    The same `client_id` again returns the same run."""
    Deck.objects.select_for_update().get(pk=version.deck_id)
    again = queries.runs().filter(version__deck=version.deck_id, wave__client_id=client_id).first()
    if client_id and again:
        return again
    if before is not None:
        _check_second(before)
        version, project = before.version, before.wave.project
    same = version.runs.select_related("wave__version__form").first()
    asked = same.wave.version if same and not same.wave.version.form.retired else None
    title = version.deck.title
    if asked is None:
        form = asks.make_form(
            organisation=version.deck.organisation,
            title=title,
            purpose=Form.Purpose.SURVEY,
            draft=writing.form(title, version.content),
            by=by,
            now=now,
        )
        asked = asks.publish(form=form, by=by, now=now)
    wave = asks.open_wave(
        version=asked,
        mode=Mode.ANONYMOUS,
        told_elsewhere=True,
        title=f"{title}: second round" if before else title,
        opens=now,
        closes=closes,
        readers="Staff read how many people chose what. Those who find themes read the words.",
        next_step="When it has closed, you can look at the cards again, and talk about them.",
        then_words="See what you chose",
        project=project,
        client_id=client_id,
    )
    wave.then_to = reverse("cards:own", args=[wave.code])
    wave.save(update_fields=["then_to"])
    return Run.objects.create(version=version, wave=wave, before=before)


@transaction.atomic
def use_in(*, version: DeckVersion, design: Design, minutes: int, now: datetime) -> int:
    """Put the cards of a version at the end of the agenda of a design, for everybody in the room to
    place; return where they stand there, from 1. The same cards twice are there once. Raises
    NotPossible where the newest version of the design was used already."""
    Design.objects.select_for_update().get(pk=design.pk)
    item = writing.item(version.deck.title, version.content, minutes)
    for place, there in enumerate(latest(design).agenda, start=1):
        if all(there.get(name) == item[name] for name in ("kind", "title", "cards", "places")):
            return place
    return gatherings.add_item(design=design, item=item, now=now)


def _check_second(before: Run) -> None:
    if before.wave.closed is None:
        raise NotPossible("Wait until the first round has closed.")
    if Run.objects.filter(before=before).exists():
        raise NotPossible("There is a second round already.")
    if before.before_id is not None:
        raise NotPossible("This is the second round. Begin with a first one.")
