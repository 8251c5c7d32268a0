"""Reviews of a design: who was asked, what they said, and which service areas the group covers."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet

from alongside.letters.models import Letter
from alongside.people import queries as people
from alongside.people.models import Group, Membership, Organisation, Team

from . import counts
from .models import Design, Gathering, Review, ReviewAnswer

LOOK_BACK = timedelta(days=365)
"""How far back a service area counts as one whose people come to the sessions."""

REMIND = timedelta(days=3)
"""How long before a review closes those who have not answered are reminded."""


def _rows() -> QuerySet[Any]:
    return Review.objects.select_related(
        "group__organisation", "version__design__programme", "asked_by"
    ).annotate(answered=Count("answers"))


def of_organisation(organisation: Organisation, group: Group | None = None) -> QuerySet[Any]:
    """Return the reviews of an organisation or of one group, newest first, each with how many have
    `answered`."""
    rows = _rows().filter(group__organisation=organisation)
    return (rows.filter(group=group) if group else rows).order_by("-asked", "-pk")


def of_design(design: Design) -> QuerySet[Any]:
    """Return the reviews of every version of a design, newest first, as `of_organisation` does."""
    return _rows().filter(version__design=design).order_by("-asked", "-pk")


def open_at(now: datetime) -> list[Review]:
    """Return the reviews that can be answered now. One query."""
    rows = Review.objects.filter(closed=None, closes__gt=now)
    return list(rows.select_related("group__organisation", "version__design__programme"))


def groups_to_credit(organisation: Organisation, gathering: Gathering | None) -> QuerySet[Group]:
    """Return the groups that can be credited for leading a session: those in use, and those that
    are credited for this one already."""
    offered = Q(put_away=None)
    if gathering:
        offered |= Q(leads__gathering=gathering)
    return organisation.groups.filter(offered).distinct()


@dataclass(frozen=True)
class Asked:
    """One person who was asked, and what they said; `inside` while they are in the group."""

    review: Review
    membership: Membership
    answer: ReviewAnswer | None
    inside: bool

    @property
    def said(self) -> list[tuple[str, "Said"]]:
        """What they said, as (title of the part, what about it), in the order of the agenda."""
        parts = self.answer.parts if self.answer else []
        return [
            (item["title"], Said(self.membership.name, **part))
            for item, part in zip(self.review.version.agenda, parts, strict=False)
            if any(part.values())
        ]


def asked(review: int, membership: int) -> Asked | None:
    """Return what a private link with these two keys is about; None when they were never asked."""
    found = _rows().filter(pk=review).first()
    places = found.group.places.filter(membership=membership) if found else None
    if found is None or places is None or not places.exists():
        return None
    return Asked(
        found,
        Membership.objects.get(pk=membership),
        found.answers.filter(membership=membership).first(),
        places.filter(left=None, membership__left=None).exists(),
    )


def standing(review: Review, now: datetime) -> list[Asked]:
    """Return everybody who is in the group, or was when it closed, and whoever answered before they
    left it, by name."""
    inside = {place.membership_id: place.membership for place in _in_group(review, now)}
    answers = {one.membership_id: one for one in _answers(review)}
    everybody = inside | {pk: one.membership for pk, one in answers.items() if pk not in inside}
    found = [Asked(review, them, answers.get(pk), pk in inside) for pk, them in everybody.items()]
    return sorted(found, key=lambda one: (one.membership.name.casefold(), one.membership.pk))


def _in_group(review: Review, now: datetime) -> Any:
    """The places in the group now, or as it was when the review closed."""
    return people.in_group(review.group, None if review.open(now) else review.ends)


@dataclass(frozen=True)
class Said:
    """What one person said about one thing: a verdict, words, or both."""

    name: str
    verdict: str
    words: str

    @property
    def label(self) -> str:
        return ReviewAnswer.Verdict(self.verdict).label if self.verdict else ""


@dataclass(frozen=True)
class Part:
    """One item of the agenda that was reviewed, and what people said about it."""

    title: str
    minutes: int
    said: list[Said]


def _answers(review: Review) -> list[ReviewAnswer]:
    """Return what was answered, people by name. One query."""
    rows = review.answers.select_related("membership__team", "noted_by")
    return sorted(rows, key=lambda one: one.membership.name.casefold())


def by_part(review: Review) -> list[Part]:
    """Return what was said about each item of the agenda, in its order, people by name."""
    answers = _answers(review)
    return [
        Part(
            item["title"],
            item["minutes"],
            [
                Said(one.membership.name, **one.parts[number])
                for one in answers
                if any(one.parts[number].values())
            ],
        )
        for number, item in enumerate(review.version.agenda)
    ]


def missing(review: Review) -> list[Said]:
    """Return what people said is missing, by name."""
    return [Said(one.membership.name, "", one.missing) for one in _answers(review) if one.missing]


def in_a_sentence(review: Review) -> str:
    """Return what the group asked for, as the beginning of a reason: nobody is named in it."""
    parts, wanted = by_part(review), []
    for verdict, verb in (("change", "change"), ("leave out", "leave out")):
        titles = [p.title for p in parts if any(said.verdict == verdict for said in p.said)]
        if titles:
            wanted.append(f"to {verb} " + _listed([f"“{title}”" for title in titles]))
    version, month = review.version.number, f"{review.last_day:%B %Y}"
    looked = f"The group “{review.group}” looked at version {version} in {month}."
    return f"{looked} People in it asked us {', and '.join(wanted)}." if wanted else looked


def _listed(words: list[str]) -> str:
    return " and ".join([", ".join(words[:-1]), words[-1]] if words[1:] else words)


# Which service areas the group covers


@dataclass(frozen=True)
class AreaCovered:
    """One service area: who of the group works in it, and whether people from it `came`."""

    area: Team
    by: list[Membership]
    came: bool


@dataclass(frozen=True)
class Coverage:
    """Which service areas a group covers. `came_shown` is False when the organisation protects
    attendance and one area is small; `elsewhere` are staff in no service area."""

    areas: list[AreaCovered]
    elsewhere: list[Membership]
    experts: list[Membership]
    experts_with_area: int
    came_shown: bool

    @property
    def covered(self) -> list[AreaCovered]:
        return [row for row in self.areas if row.by]

    @property
    def not_covered(self) -> list[AreaCovered]:
        """The areas nobody of the group works in, first those whose people came."""
        return sorted((row for row in self.areas if not row.by), key=lambda row: not row.came)

    @property
    def came(self) -> list[AreaCovered]:
        return [row for row in self.areas if row.came]

    @property
    def came_and_covered(self) -> list[AreaCovered]:
        return [row for row in self.came if row.by]


def coverage(review: Review, now: datetime) -> Coverage:
    """Return which service areas the group covers, now or as it was when the review closed.

    Against all service areas of the organisation, and those whose people came to a session of the
    programme in the year before. A team counts for the service area above it.
    """
    organisation, until = review.organisation, min(now, review.ends)
    members = [place.membership for place in _in_group(review, now)]
    held = counts.held(
        organisation,
        now=until,
        since=until - LOOK_BACK,
        programme=review.version.design.programme,
    )
    came = counts.by_area(organisation, held)
    came_shown = not counts.has_small_area(organisation, came)
    return _coverage(
        counts.areas_of_teams(organisation),
        members,
        {row.area.pk for row in came if row.area} if came_shown else set(),
        came_shown,
    )


def _coverage(
    areas: dict[int, Team], members: list[Membership], came: set[int], came_shown: bool
) -> Coverage:
    wanted = {
        area.pk: area
        for area in areas.values()
        if area.kind == Team.Kind.SERVICE_AREA or area.pk in came
    }
    by: dict[int, list[Membership]] = {}
    for member in members:
        if member.team_id and areas[member.team_id].pk in wanted:
            by.setdefault(areas[member.team_id].pk, []).append(member)
    somewhere = {member.pk for found in by.values() for member in found}
    experts = [member for member in members if people.is_expert(member)]
    return Coverage(
        areas=[
            AreaCovered(area, by.get(pk, []), pk in came)
            for pk, area in sorted(wanted.items(), key=lambda row: (row[1].name.casefold(), row[0]))
        ],
        elsewhere=[m for m in members if m.pk not in somewhere and m not in experts],
        experts=experts,
        experts_with_area=sum(member.pk in somewhere for member in experts),
        came_shown=came_shown,
    )


# What is due


def letter_key(review: Review, member: Membership, what: str) -> str:
    """Return the key under which a letter about a review is written once."""
    return f"review-{review.pk}-{member.pk}-{what}"


def to_ask(review: Review) -> list[Membership]:
    """Return the people of the group, with an address, who have no letter about it yet."""
    return _without_letter(review, _reachable(review), "asked")


def to_remind(review: Review, now: datetime) -> list[Membership]:
    """Return those who have not answered and have no reminder yet, once it is time for it: not
    those who were asked when it was time already."""
    due = review.closes - REMIND
    if not due <= now < review.closes:
        return []
    answered = set(review.answers.values_list("membership", flat=True))
    waiting = {them.pk: them for them in _reachable(review) if them.pk not in answered}
    keys = {letter_key(review, them, "asked"): pk for pk, them in waiting.items()}
    early = Letter.objects.filter(
        organisation=review.organisation, once__in=keys, written__lt=due
    ).values_list("once", flat=True)
    return _without_letter(review, [waiting[keys[key]] for key in early], "reminder")


def _reachable(review: Review) -> list[Membership]:
    places = people.in_group(review.group)
    return [place.membership for place in places if place.membership.email]


def _without_letter(review: Review, members: Iterable[Membership], what: str) -> list[Membership]:
    keys = {letter_key(review, them, what): them for them in members}
    written = Letter.objects.filter(organisation=review.organisation, once__in=keys)
    gone = set(written.values_list("once", flat=True))
    return [them for key, them in keys.items() if key not in gone]
