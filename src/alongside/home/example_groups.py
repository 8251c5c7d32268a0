"""The groups of the example: a panel of experts by experience that led a session, and a small group
that was asked about the design of 2024 before it was changed."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from alongside.gatherings import actions as gatherings
from alongside.gatherings.models import DesignVersion, Review
from alongside.people import actions as people
from alongside.people.models import Group, Membership, Role, Team

LED_BY_PANEL = date(2025, 11, 25)
"""The session that is led by the panel of experts by experience."""

PANEL = ["Grace Okafor", "Dot Evans", "Samuel Osei", "Linda Marsh"]
REVIEWERS = {
    "Tom Baker-Lewis": "Commissioning",
    "Grace Okafor": "Direct payments",
    "Priya Nair": "Public health",
    "Marcus Bell": "Early help",
    "Shanice Cole": "Housing options",
    "Ravi Menon": "SEND",
    "Dot Evans": "",
}
"""Who is in the review group, and the service area of those who are new."""

KEEP, CHANGE, LEAVE_OUT = "keep", "change", "leave out"
SAID = {
    "Tom Baker-Lewis": [
        (KEEP, ""),
        (KEEP, "The ladder is what people talk about afterwards."),
        (CHANGE, "The sound is poor, and nobody works in those councils."),
        (CHANGE, "Tell it with our own work."),
        (KEEP, ""),
    ],
    "Grace Okafor": [
        (KEEP, ""),
        (CHANGE, "An hour of slides is too long. Let people move."),
        (LEAVE_OUT, "People who use services are talked about in them, and do not speak."),
        (KEEP, ""),
        (CHANGE, "It always falls off the end."),
    ],
    "Priya Nair": [("", ""), (KEEP, ""), (CHANGE, ""), ("", ""), (KEEP, "")],
    "Marcus Bell": [
        (KEEP, ""),
        (KEEP, ""),
        (CHANGE, "One video would be enough."),
        (CHANGE, "What about what gets in the way? That is what my team asks."),
        ("", ""),
    ],
    "Shanice Cole": [
        ("", ""),
        (CHANGE, "Shorter."),
        (LEAVE_OUT, ""),
        (KEEP, ""),
        (KEEP, ""),
    ],
    "Dot Evans": [(KEEP, ""), ("", ""), ("", ""), (CHANGE, "Ask us to tell it."), ("", "")],
}
"""What each of them said about the parts of the agenda. One of the group did not answer."""

MISSING = {
    "Grace Okafor": "A break. Three hours without one is not possible for many of us.",
    "Marcus Bell": "Something to try out on a real case.",
    "Dot Evans": "A cup of tea.",
}


def panel(*, staff: dict[str, Membership]) -> Group:
    """Return the panel of experts by experience, made in the summer of 2025."""
    return _group(
        "Experts by experience panel",
        Group.Kind.EXPERTS,
        "People who use services, or care for somebody who does. They lead sessions with us.",
        [_member(name, staff, None, Role.Name.EXPERT) for name in PANEL],
        date(2025, 7, 1),
    )


def review(
    *, version: DesignVersion, staff: dict[str, Membership], areas: dict[str, Team]
) -> Review:
    """Ask the review group about a version of the design, and let its people answer."""
    members = [_member(name, staff, areas.get(area)) for name, area in REVIEWERS.items()]
    group = _group(
        "Design review group",
        Group.Kind.REVIEW,
        "A small group from different services that looks at our training before we change it.",
        members,
        date(2025, 4, 14),
    )
    lead, asked = staff["Amira Hussain"], _at(date(2025, 4, 28))
    review = gatherings.ask_group(
        version=version,
        group=group,
        question="Which parts should we keep, which should we change, and which should we leave "
        "out? Is anything missing?",
        closes=_at(date(2025, 5, 17), 0),
        by=lead,
        now=asked,
    )
    for days, member in enumerate(members, start=2):
        if member.name in SAID:
            gatherings.answer_review(
                review=review,
                membership=member,
                parts=[
                    {"verdict": verdict, "words": words} for verdict, words in SAID[member.name]
                ],
                missing=MISSING.get(member.name, ""),
                noted_by=None if member.email else lead,
                now=asked + timedelta(days=days),
            )
    return review


def _member(name: str, staff: dict[str, Membership], team: Team | None, *roles: str) -> Membership:
    """Return who is there already, or somebody new who never signs in."""
    return staff.get(name) or people.add_member(
        organisation=staff["Amira Hussain"].organisation,
        name=name,
        email=f"{name.split()[0].lower()}@example.org",
        team=team,
        roles=roles,
        now=_at(date(2025, 4, 14)),
    )


def _group(name: str, kind: str, about: str, members: list[Membership], day: date) -> Group:
    group = people.add_group(
        organisation=members[0].organisation, name=name, kind=kind, about=about, now=_at(day)
    )
    people.add_to_group(group=group, members=members, now=_at(day))
    return group


def _at(day: date, hour: int = 9) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(hour)))
