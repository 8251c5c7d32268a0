"""The activities of a project, each with the most it can be by itself (R50)."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from django.db.models import Exists, OuterRef
from django.utils import timezone

from alongside.asks.models import Wave
from alongside.gatherings.models import Gathering
from alongside.influence.models import InTheRoom
from alongside.methods.rungs import CODESIGN, COPRODUCTION, ENGAGEMENT, MOST_OF_A_KIND
from alongside.people.access import READERS, STAFF
from alongside.people.models import Membership
from alongside.projects.models import Meeting, Presence, Project
from alongside.walls.models import Wall

from ..models import Claim
from ..words import at, page_of

MOST = 50
"""How many of a kind stand on the page of a project: the newest."""

BECAUSE = {
    "survey": "a survey asks people, and others decide",
    "wall": "an ideas wall gathers what people think, and others decide",
    "focus group": "a focus group asks people, and others decide",
    "interviews": "interviews ask people, and others decide",
    "one-off event": "it is one event, and working together goes on",
    "session": "it is one session, and working together goes on",
    "nobody": "nobody with experience of their own was there",
    "no vote": "nobody with experience of their own had a vote in it",
    "": "people with experience of their own were there and had a vote",
}
"""Why an activity can be no more than it is."""


class Activity(NamedTuple):
    """Something people did in a project: its `kind` in the address of a claim, what it is called in
    words, its key, the most it can be by itself and why, and what is said of it."""

    kind: str
    name: str
    pk: int
    title: str
    day: date
    most: int
    because: str
    address: str
    claim: Claim | None

    @property
    def why(self) -> str:
        return BECAUSE[self.because]


def of_meeting(meeting: Meeting, *, experience: bool, voted: bool) -> tuple[int, str]:
    """Return the most a meeting can be by itself, and why not more."""
    if meeting.kind in MOST_OF_A_KIND:
        return MOST_OF_A_KIND[meeting.kind], str(meeting.kind)
    if not experience:
        return ENGAGEMENT, "nobody"
    return (COPRODUCTION, "") if voted else (CODESIGN, "no vote")


def activities(project: Project, me: Membership) -> list[Activity]:
    """Return the activities of a project, newest first, each with what is said of it. Addresses
    lead only to pages `me` may open."""
    said: dict[tuple[str, int | None], Claim] = {}
    for claim in project.claims.order_by("pk"):
        for kind in KINDS:
            said[kind, getattr(claim, f"{kind}_id")] = claim
    found = [
        *_meetings(project, said),
        *(
            _one("wave", "survey", "Survey", wave, timezone.localdate(wave.opens), said)
            for wave in project.waves.filter(felt=None)[:MOST]
        ),
        *(
            _one("gathering", "session", "Session", one, timezone.localdate(one.starts), said)
            for one in project.gatherings.filter(cancelled=None).order_by("-starts")[:MOST]
        ),
        *(
            _one("wall", "wall", "Ideas wall", wall, timezone.localdate(wall.made), said)
            for wall in project.walls.all()[:MOST]
        ),
    ]
    found = [one._replace(address=_address(project, one, me)) for one in found]
    return sorted(found, key=lambda one: (one.day, one.kind, one.pk), reverse=True)


def _address(project: Project, one: Activity, me: Membership) -> str:
    if one.kind == "meeting":
        return page_of(project, "projects:meetings")
    page, roles = PAGES[one.kind]
    return at(page, project.organisation.slug, one.pk) if me.holds(*roles) else ""


PAGES = {
    "wave": ("asks:wave", STAFF),
    "gathering": ("gatherings:session", READERS),
    "wall": ("walls:run", STAFF),
}
"""Where each kind of activity is found, and by whom."""

KINDS: dict[str, type[Meeting] | type[Wave] | type[Gathering] | type[Wall]] = {
    "meeting": Meeting,
    "wave": Wave,
    "gathering": Gathering,
    "wall": Wall,
}


def activity(project: Project, kind: str, pk: int, me: Membership) -> Activity | None:
    """Return one activity of a project; None where there is none."""
    found = (one for one in activities(project, me) if (one.kind, one.pk) == (kind, pk))
    return next(found, None)


def _meetings(project: Project, said: dict[tuple[str, int | None], Claim]) -> Iterable[Activity]:
    voted = InTheRoom.objects.filter(decision__meeting=OuterRef("pk"), seat__experience=True)
    rows = project.meetings.annotate(
        experience=Exists(Presence.objects.filter(meeting=OuterRef("pk"), seat__experience=True)),
        voted=Exists(voted.exclude(vote=InTheRoom.Vote.NONE)),
    )
    for one in rows[:MOST]:
        most, because = of_meeting(one, experience=one.experience, voted=one.voted)
        yield Activity(
            "meeting",
            one.get_kind_display(),
            one.pk,
            one.title,
            one.day,
            most,
            because,
            "",
            said.get(("meeting", one.pk)),
        )


def _one(
    kind: str,
    sort: str,
    name: str,
    thing: Wave | Gathering | Wall,
    day: date,
    said: dict[tuple[str, int | None], Claim],
) -> Activity:
    most, claim = MOST_OF_A_KIND[sort], said.get((kind, thing.pk))
    return Activity(kind, name, thing.pk, str(thing), day, most, sort, "", claim)
