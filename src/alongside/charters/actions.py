"""What happens to charters. The only file of this noun that writes."""

from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from alongside.asks import actions as asks
from alongside.asks.models import Form, Mode
from alongside.people.actions import NotPossible
from alongside.people.models import Membership, Organisation
from alongside.projects.actions.once import made_once
from alongside.projects.models import Evidence

from . import queries, rating, writing
from .models import AgreedBy, Charter, CharterVersion, NextStep, Rating, Shows


@transaction.atomic
def begin(
    *,
    organisation: Organisation,
    title: str,
    about: str,
    principles: str,
    by: Membership,
    now: datetime,
    client_id: UUID | None = None,
) -> Charter:
    """Return a new charter with its first words (`writing.read`). The same `client_id` again
    returns the same one."""
    charter, new = made_once(
        organisation.charters.all(),
        organisation=organisation,
        title=title.strip(),
        about=about.strip(),
        made=now,
        made_by=by,
        client_id=client_id,
    )
    if new:
        write(charter=charter, principles=principles, after=0, by=by, now=now)
    return charter


@transaction.atomic
def write(
    *,
    charter: Charter,
    principles: str,
    after: int,
    by: Membership,
    now: datetime,
    because: str = "",
) -> CharterVersion:
    """Return the next words of a charter; the same words again are the same version. `after` is the
    number of the version that was read before. Nobody has agreed to the next one yet."""
    Charter.objects.select_for_update().get(pk=charter.pk)
    last = queries.newest(charter)
    try:
        found = writing.read(principles, queries.promises_ever(charter))
    except ValueError as problem:
        raise NotPossible(f"{problem}.") from problem
    if last and last.principles == found:
        return last
    if last and last.number != after:
        raise NotPossible("Somebody has written the next version meanwhile. Read it first.")
    if last and not because.strip():
        raise NotPossible("Say why it changes: people agreed to the words before.")
    return CharterVersion.objects.create(
        charter=charter,
        number=after + 1,
        principles=found,
        because=because.strip(),
        written=now,
        written_by=by,
    )


@transaction.atomic
def agree(
    *,
    version: CharterVersion,
    who: str,
    experience: bool,
    day: date,
    by: Membership,
    now: datetime,
) -> AgreedBy:
    """Note that a board, a forum or a group agreed to these words."""
    if day > timezone.localdate(now):
        raise NotPossible("Choose the day on which they agreed: it cannot be still to come.")
    try:
        with transaction.atomic():
            return AgreedBy.objects.create(
                version=version, who=who.strip(), experience=experience, day=day, by=by
            )
    except IntegrityError as twice:
        raise NotPossible("They agreed to this version already.") from twice


@transaction.atomic
def ask_for_rating(
    *, version: CharterVersion, closes: datetime, by: Membership, now: datetime
) -> Rating:
    """Ask people and staff whether the promises are kept, without their names, until a day."""
    Charter.objects.select_for_update().get(pk=version.charter_id)
    if queries.open_ratings(version.charter).exists():
        raise NotPossible("People are being asked already. Wait until that has closed.")
    organisation = version.charter.organisation
    definition = rating.form(version)
    form = asks.make_form(
        organisation=organisation,
        title=str(definition["title"]["en"]),
        purpose=Form.Purpose.SURVEY,
        draft=definition,
        by=by,
        now=now,
    )
    wave = asks.open_wave(
        version=asks.publish(form=form, by=by, now=now),
        mode=Mode.ANONYMOUS,
        told_elsewhere=True,
        title=str(definition["title"]["en"]),
        opens=now,
        closes=closes,
        next_step="When it has closed, what people say stands beside each promise of the charter.",
    )
    return Rating.objects.create(version=version, wave=wave)


@transaction.atomic
def show(*, charter: Charter, promise: str, evidence: Evidence, kept: bool) -> Shows:
    """Note what shows that a promise is kept, or that it is not."""
    if not queries.evidence(charter.organisation).filter(pk=evidence.pk).exists():
        raise NotPossible("Choose evidence that your own organisation may show.")
    found, _ = Shows.objects.update_or_create(
        charter=charter, promise=promise, evidence=evidence, defaults={"kept": kept}
    )
    return found


@transaction.atomic
def plan_step(
    *,
    charter: Charter,
    promise: str,
    text: str,
    owner: Membership,
    due: date,
    client_id: UUID | None = None,
) -> NextStep:
    """Return what somebody does so that a promise is kept. The same `client_id` again returns the
    same one."""
    if owner.organisation_id != charter.organisation_id:
        raise NotPossible("Choose somebody of your own organisation.")
    step, _ = made_once(
        charter.next_steps.all(),
        charter=charter,
        promise=promise,
        text=text.strip(),
        owner=owner,
        due=due,
        client_id=client_id,
    )
    return step


@transaction.atomic
def take_away(*, row: AgreedBy | Shows | NextStep) -> None:
    """Take away what was noted by mistake: that somebody agreed, what shows something, or a step.
    Evidence itself stays with its project."""
    type(row)._default_manager.filter(pk=row.pk).delete()


@transaction.atomic
def publish(*, charter: Charter, now: datetime) -> None:
    """Let anybody read the charter, at an address that stays."""
    Charter.objects.filter(pk=charter.pk, published=None).update(published=now)


@transaction.atomic
def take_down(*, charter: Charter) -> None:
    """Take the public page of a charter down. Its address is kept."""
    Charter.objects.filter(pk=charter.pk).update(published=None)
