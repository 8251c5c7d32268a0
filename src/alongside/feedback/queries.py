"""Which feedback there is, by which routes, and how much of it."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db.models import Count, Max, Q, QuerySet, Sum

from alongside.asks import queries as asks
from alongside.asks.models import Wave
from alongside.influence.models import Contribution, Countersign
from alongside.influence.queries.said import Sees
from alongside.involvement.models import Testimonial
from alongside.people.models import Organisation
from alongside.projects.models import Project

from .models import Asked, Claim, Entry, Route

FOR_EVERYBODY = Q(project=None) | Q(project__level=Project.Level.STRATEGIC)
"""One person's own support is read by nobody else (R39), so feedback about it stands not here."""


@dataclass(frozen=True)
class Scope:
    """Whose feedback, of which project (None: all of it), from `since` to `until`, both
    included."""

    organisation: Organisation
    project: Project | None
    since: date
    until: date


def of_claim(claim: Claim) -> Scope:
    """Return the time and the project that a claim is about."""
    return Scope(claim.organisation, claim.project, claim.since, claim.until)


def routes(organisation: Organisation) -> QuerySet[Route]:
    """Return the routes of an organisation, those that are there now first."""
    found = organisation.routes.filter(FOR_EVERYBODY).select_related("project", "organisation")
    return found.order_by("until", "name", "pk")


def now_there(organisation: Organisation, today: date) -> QuerySet[Route]:
    """Return the routes that people can use today."""
    going = Q(until=None) | Q(until__gte=today)
    return organisation.routes.filter(going, FOR_EVERYBODY, since__lte=today)


def ways(scope: Scope) -> QuerySet[Route]:
    """Return the routes that were there in a time. Of a project those for everything too."""
    then = Q(until=None) | Q(until__gte=scope.since)
    found = scope.organisation.routes.filter(then, FOR_EVERYBODY, since__lte=scope.until)
    if scope.project:
        found = found.filter(Q(project=None) | Q(project=scope.project))
    return found


def entries(organisation: Organisation) -> QuerySet[Entry]:
    """Return the feedback of an organisation, newest first, with what its page shows."""
    found = organisation.feedback.filter(FOR_EVERYBODY)
    return found.select_related(
        "route", "project", "contribution__kept", "testimonial", "countersign"
    )


def readable(organisation: Organisation, sees: Sees) -> QuerySet[Entry]:
    """Return the feedback that somebody may know of: an answer in a survey only who reads those."""
    found = entries(organisation)
    if sees.surveys:
        return found
    return found.filter(contribution__comment=None, countersign__contribution__comment=None)


def unanswered(found: QuerySet[Entry]) -> QuerySet[Entry]:
    """Return what nobody has answered."""
    return found.filter(answered=None, withdrawn=None)


def of(scope: Scope) -> QuerySet[Entry]:
    """Return the feedback of a time."""
    found = entries(scope.organisation).filter(day__range=(scope.since, scope.until))
    return found.filter(project=scope.project) if scope.project else found


def waves_to_take(organisation: Organisation) -> QuerySet[Wave]:
    """Return the surveys and evaluations that have closed and are not noted yet, newest first:
    those of projects for everybody, or of none."""
    found = asks.waves(organisation).filter(closed__isnull=False, asked_for_feedback=None)
    return found.filter(FOR_EVERYBODY).order_by("-closed", "-pk")


def asked(scope: Scope) -> tuple[int, int]:
    """Return how many people were asked in a time, and how many answered."""
    times = Asked.objects.filter(
        route__organisation=scope.organisation, day__range=(scope.since, scope.until)
    )
    if scope.project:
        times = times.filter(route__project=scope.project)
    found = times.aggregate(asked=Sum("asked"), answered=Sum("answered"))
    return found["asked"] or 0, found["answered"] or 0


class Counts(NamedTuple):
    """How much feedback of each tone, and how much of all of it was answered; not protected."""

    tones: tuple[int, ...]
    replied: int


def counts(scope: Scope) -> Counts:
    """Return the counts of a time, for `base` to protect."""
    of_tone = {tone.value: Count("pk", filter=Q(tone=tone)) for tone in Entry.Tone}
    replied = Count("pk", filter=Q(answered__isnull=False))
    found = of(scope).aggregate(replied=replied, **of_tone)
    return Counts(tuple(found[tone.value] for tone in Entry.Tone), found["replied"])


def tones_by_route(scope: Scope) -> dict[int, tuple[int, ...]]:
    """Return the counts of each tone by the key of the route, for `base` to protect."""
    found: dict[int, list[int]] = {}
    places = {tone.value: place for place, tone in enumerate(Entry.Tone)}
    rows = of(scope).order_by().values_list("route", "tone").annotate(many=Count("pk"))
    for route, tone, many in rows:
        found.setdefault(route, [0] * len(places))[places[tone]] = many
    return {route: tuple(row) for route, row in found.items()}


def contradicted(claim: Claim) -> bool:
    """Return whether somebody said something that was not good in the time of a claim."""
    return of(of_claim(claim)).exclude(tone=Entry.Tone.POSITIVE).exists()


def claims(organisation: Organisation) -> QuerySet[Claim]:
    """Return what an organisation says of its feedback."""
    found = organisation.feedback_claims.filter(FOR_EVERYBODY)
    return found.select_related("organisation", "project")


def beside(claim: Claim) -> QuerySet[Claim]:
    """Return the claims with figures that are, or were, public, and count some of the same: this
    one too."""
    found = claim.organisation.feedback_claims.filter(
        figures__isnull=False, since__lte=claim.until, until__gte=claim.since
    )
    if claim.project_id:
        found = found.filter(Q(project=None) | Q(project=claim.project_id))
    return found


def public_claims() -> QuerySet[Claim]:
    """Return what anybody may read."""
    found = Claim.objects.filter(FOR_EVERYBODY, published__isnull=False)
    return found.select_related("organisation", "project")


def last_entry(organisation: Organisation) -> int:
    """Return the key of the newest feedback; 0 where there is none."""
    return organisation.feedback.aggregate(last=Max("pk"))["last"] or 0


def to_read(claim: Claim) -> list[Entry]:
    """Return the feedback of the time of a claim whose words everybody may read: once it is public,
    what was there when it was made so. Nobody here has read what came since."""
    found = of(of_claim(claim)).filter(Q(public_ok=True) | Q(text=""))
    if claim.published and claim.figures:
        found = found.filter(pk__lte=claim.figures["last"])
    return [one for one in found[:200] if one.in_public]


def by_key(hashed: str) -> Entry | None:
    """Return the feedback behind a private address."""
    return Entry.objects.filter(key=hashed).select_related("organisation", "route").first()


class ToTake(NamedTuple):
    """What people said elsewhere that can be put in the log."""

    contributions: QuerySet[Contribution]
    testimonials: QuerySet[Testimonial]
    disputes: QuerySet[Countersign]


def to_take(organisation: Organisation, sees: Sees) -> ToTake:
    """Return what is not in the log yet, of projects that are for everybody, newest first."""
    said = Contribution.objects.filter(
        organisation=organisation,
        project__level=Project.Level.STRATEGIC,
        feedback=None,
        withdrawn=None,
        kept__withdrawn=None,
    )
    if not sees.surveys:
        said = said.filter(comment=None)
    disputes = Countersign.objects.filter(
        contribution__organisation=organisation,
        contribution__project__level=Project.Level.STRATEGIC,
        contribution__withdrawn=None,
        counts=True,
        says=Countersign.Says.NO,
        feedback=None,
    )
    if not sees.surveys:
        disputes = disputes.filter(contribution__comment=None)
    testimonials = Testimonial.objects.filter(
        part__opportunity__organisation=organisation, withdrawn=None, feedback=None
    )
    return ToTake(
        said.select_related("kept", "project"),
        testimonials.select_related("part__opportunity__project").order_by("-pk"),
        disputes.select_related("contribution__project", "theme", "decision").order_by("-pk"),
    )
