"""What happens to feedback. The only file of this noun that writes."""

from datetime import date, datetime
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.utils import timezone

from alongside.asks.models import Wave
from alongside.asks.queries import hashed
from alongside.influence.models import Contribution, Countersign
from alongside.involvement.models import Testimonial
from alongside.letters import actions as letters
from alongside.methods.disclosure import differ_by_few
from alongside.people.actions import NotPossible
from alongside.people.models import Membership, Organisation
from alongside.projects.actions.once import made_once
from alongside.projects.models import Project
from alongside.web import codes

from . import base, queries
from .models import Asked, Claim, Entry, Route

TOO_MANY = (
    "Very many people have written from your network today, so we stop here until tomorrow. "
    "Use one of the other ways."
)
ENDED = "This way has ended. What you typed is still here: copy it, and use another way."
FEW_MORE = (
    "So little was said since other figures were made public that whoever compares the two could "
    "learn what one person said. Wait until more have spoken."
)


@transaction.atomic
def add_route(
    *,
    organisation: Organisation,
    name: str,
    read_by: str,
    since: date,
    by: Membership,
    about: str = "",
    open_link: bool = False,
    project: Project | None = None,
    client_id: UUID | None = None,
) -> Route:
    """Return a way by which feedback can come. The same `client_id` again returns the same."""
    route, _ = made_once(
        organisation.routes.all(),
        organisation=organisation,
        name=name,
        about=about,
        read_by=read_by,
        since=since,
        open_link=open_link,
        project=project,
        made_by=by,
        client_id=client_id,
    )
    return route


@transaction.atomic
def end_route(*, route: Route, until: date) -> None:
    """Note the last day of a route. What came by it stays."""
    if until < route.since:
        raise NotPossible("It cannot end before it began.")
    Route.objects.filter(pk=route.pk, until=None).update(until=until)


@transaction.atomic
def note_asked(
    *,
    route: Route,
    day: date,
    asked: int,
    answered: int,
    by: Membership,
    about: str = "",
    client_id: UUID | None = None,
) -> Asked:
    """Note how many people were asked by a route, and how many of them answered."""
    if answered > asked:
        raise NotPossible("No more people can answer than were asked.")
    if day < route.since or (route.until and day > route.until):
        raise NotPossible("People could not use this way on that day.")
    found, _ = made_once(
        route.times.all(),
        route=route,
        day=day,
        asked=asked,
        answered=answered,
        about=about,
        noted_by=by,
        client_id=client_id,
    )
    return found


@transaction.atomic
def note_wave(*, route: Route, wave: Wave, asked: int, by: Membership) -> Asked:
    """Note how many were asked in a survey that has closed, and how many answered it: as it is
    counted there. Raises NotPossible where so few answered that nothing of it is shown. Twice is
    once."""
    if before := Asked.objects.filter(wave=wave).first():
        return before
    answered = wave.responses.count()
    if wave.closed is None or answered < wave.minimum:
        raise NotPossible("So few people answered this that nobody may know how many.")
    if asked < answered:
        raise NotPossible("More people answered than were asked. Count again who was asked.")
    day = timezone.localdate(wave.closed)
    _was_there(route, day)
    found, _ = Asked.objects.get_or_create(
        wave=wave,
        defaults={
            "route": route,
            "day": day,
            "asked": asked,
            "answered": answered,
            "about": wave.title[:200],
            "noted_by": by,
        },
    )
    return found


@transaction.atomic
def tell(
    *,
    route: Route,
    text: str,
    tone: str,
    now: datetime,
    of_a_child: bool = False,
    public_ok: bool = False,
    wants_answer: bool = False,
    typed_from: str = "",
    client_id: UUID | None = None,
) -> str:
    """Keep what somebody without an account says; return the private part of the address where they
    read the answer. The same `client_id` again returns the same. Of who they are nothing is kept,
    of when only the day. Raises NotPossible for a route that has ended, and from a network from
    which very many wrote on this day."""
    today = timezone.localdate(now)
    client_id = client_id or uuid4()
    private = codes.following("alongside.feedback", str(client_id), 16)
    if Entry.objects.filter(key=hashed(private)).exists():
        return private
    if route.until and route.until < today:
        raise NotPossible(ENDED)
    try:
        letters.note_typed(address=f"no address {client_id}", client=typed_from, now=now)
    except letters.TooMany:
        raise NotPossible(TOO_MANY) from None
    try:
        with transaction.atomic():
            entry = Entry.objects.create(
                organisation=route.organisation,
                route=route,
                project=route.project,
                day=today,
                tone=tone,
                text=text,
                of_a_child=of_a_child,
                public_ok=public_ok,
                wants_answer=wants_answer,
                key=hashed(private),
            )
    except IntegrityError:
        return private
    _contradict(entry, today)
    return private


@transaction.atomic
def note(
    *,
    route: Route,
    day: date,
    tone: str,
    text: str,
    by: Membership,
    now: datetime,
    project: Project | None = None,
    of_a_child: bool = False,
    public_ok: bool = False,
    client_id: UUID | None = None,
) -> Entry:
    """Return feedback that somebody gave by word or on paper, as staff typed it in."""
    _was_there(route, day)
    entry, new = made_once(
        route.organisation.feedback.all(),
        organisation=route.organisation,
        route=route,
        project=project or route.project,
        day=day,
        tone=tone,
        text=text,
        of_a_child=of_a_child,
        public_ok=public_ok,
        noted_by=by,
        client_id=client_id,
    )
    if new:
        _contradict(entry, timezone.localdate(now))
    return entry


@transaction.atomic
def take(
    *,
    what: Contribution | Testimonial | Countersign,
    route: Route,
    tone: str,
    by: Membership,
    now: datetime,
) -> Entry:
    """Return what somebody said elsewhere as feedback in the log. Its words stay where they are,
    with the consent that holds there. Twice is once. What somebody disagreed with is not good."""
    project: Project | None
    match what:
        case Contribution():
            kind, day, project = "contribution", what.said_on, what.project
        case Testimonial():
            kind, day = "testimonial", timezone.localdate(what.agreed)
            project = what.part.opportunity.project
        case Countersign():
            kind, day, project = "countersign", what.day, what.contribution.project
            tone = Entry.Tone.NEGATIVE
    _was_there(route, day)
    if project and project.level != Project.Level.STRATEGIC:
        project = None
    entry, new = Entry.objects.get_or_create(
        **{kind: what},
        defaults={
            "organisation": route.organisation,
            "route": route,
            "project": project,
            "day": day,
            "tone": tone,
            "noted_by": by,
        },
    )
    if new:
        _contradict(entry, timezone.localdate(now))
    return entry


def _was_there(route: Route, day: date) -> None:
    if day < route.since or (route.until and day > route.until):
        until = f" until {route.until:%d/%m/%Y}" if route.until else ""
        there = f"it is there from {route.since:%d/%m/%Y}{until}"
        raise NotPossible(f"People could not use “{route}” on that day: {there}.")


def _contradict(entry: Entry, today: date) -> None:
    """Take down what is said in public and does not hold any more; what goes public at this moment
    is waited for."""
    if entry.tone == Entry.Tone.POSITIVE:
        return
    Organisation.objects.select_for_update(no_key=True).get(pk=entry.organisation_id)
    about = Claim.objects.filter(
        organisation=entry.organisation_id,
        kind=Claim.Kind.NO_NEGATIVE,
        since__lte=entry.day,
        until__gte=entry.day,
        published__isnull=False,
    )
    for claim in about:
        if claim.project_id is None or claim.project_id == entry.project_id:
            claim.published, claim.contradicted = None, today
            claim.save(update_fields=["published", "contradicted"])


@transaction.atomic
def answer(*, entry: Entry, answer: str, by: Membership, now: datetime) -> Entry:
    """Say back what came of some feedback. Who has its private address reads it there. A new answer
    takes the place of the last, with its day."""
    entry = Entry.objects.select_for_update(of=("self",)).get(pk=entry.pk)
    if entry.withdrawn:
        raise NotPossible("They took their words back meanwhile.")
    if entry.answer != answer:
        entry.answer, entry.answered, entry.answered_by = answer, timezone.localdate(now), by
        entry.save(update_fields=["answer", "answered", "answered_by"])
    return entry


@transaction.atomic
def grown_up_agrees(*, entry: Entry, day: date) -> None:
    """Note that whoever is responsible for a child agreed that others read the words."""
    Entry.objects.filter(pk=entry.pk, of_a_child=True).update(grown_up_agreed=day)


@transaction.atomic
def take_back(*, entry: Entry, now: datetime) -> None:
    """Delete the words of whoever asks for it. That something was said stays, so that nobody can
    ask people to take back what does not suit. Twice is once."""
    Entry.objects.filter(pk=entry.pk, withdrawn=None).update(
        text="", public_ok=False, withdrawn=timezone.localdate(now), answer="", answered=None
    )


@transaction.atomic
def claim(
    *,
    organisation: Organisation,
    kind: str,
    words: str,
    since: date,
    until: date,
    by: Membership,
    now: datetime,
    project: Project | None = None,
    client_id: UUID | None = None,
) -> Claim:
    """Return what an organisation says of its feedback over a time."""
    if until < since:
        raise NotPossible("The last day has to come after the first.")
    found, _ = made_once(
        organisation.feedback_claims.all(),
        organisation=organisation,
        project=project,
        kind=kind,
        words=words,
        since=since,
        until=until,
        made=now,
        made_by=by,
        client_id=client_id,
    )
    return found


@transaction.atomic
def publish(*, claim: Claim, now: datetime) -> Claim:
    """Let everybody read a claim with its base, as its figures are today. Raises NotPossible where
    records say otherwise, and where figures that are public already, or were, differ by a few."""
    Organisation.objects.select_for_update().get(pk=claim.organisation_id)
    claim = Claim.objects.select_related("organisation", "project").get(pk=claim.pk)
    if claim.kind == Claim.Kind.NO_NEGATIVE and queries.contradicted(claim):
        raise NotPossible(f"{base.CONTRADICTED} Change what you say.")
    minimum = claim.organisation.minimum
    found = base.base(queries.of_claim(claim), minimum)
    for other in queries.beside(claim):
        if differ_by_few(base.kept(other.figures or {}).numbers, found.numbers, minimum):
            raise NotPossible(FEW_MORE)
    last = queries.last_entry(claim.organisation)
    claim.published, claim.figures, claim.contradicted = now, found.as_data() | {"last": last}, None
    claim.save(update_fields=["published", "figures", "contradicted"])
    return claim


@transaction.atomic
def take_down(*, claim: Claim) -> None:
    """Let nobody else read a claim any more. What its figures were is kept, to compare."""
    Claim.objects.filter(pk=claim.pk).update(published=None)
