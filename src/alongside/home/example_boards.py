"""The example's boards: one with people who use services that was stopped, so that an alert stands,
and one that meets, votes and has looked back; and a vision board that was looked at again. What
stands in them is in `story/boards.toml`."""

import tomllib
from datetime import date, datetime, timedelta
from importlib.resources import files
from typing import Any

from django.utils import timezone

from alongside.boards import actions as boards
from alongside.boards.models import Board
from alongside.influence.models import Decision
from alongside.people.models import Membership
from alongside.projects.models import Project
from alongside.visions import actions as visions
from alongside.visions.models import Statement, Vision
from alongside.walls.models import Note

type Told = dict[str, Any]


def fill(*, lead: Membership, now: datetime) -> None:
    """Make the boards and the vision board. The people and the projects have to be there."""
    story = tomllib.loads((files("alongside.home") / "story" / "boards.toml").read_text("utf-8"))
    for told in story["board"]:
        _Told(told, lead, now).tell()
    _dream(story["vision"], lead, now)


class _Told:
    """One board of the story, told in the order of its days."""

    def __init__(self, told: Told, lead: Membership, now: datetime) -> None:
        self.told, self.lead, self.now = told, lead, now

    def moment(self, day: int) -> datetime:
        return self.now + timedelta(days=day)

    def day(self, day: int) -> date:
        return timezone.localdate(self.moment(day))

    def member(self, name: str) -> Membership:
        return _member(self.lead, name)

    def tell(self) -> None:
        board = self.begin()
        for day in self.told["met"]:
            self.meet(board, day)
        missed = self.told["missed"]
        self.meet(board, missed["day"], because=missed["because"])
        if "review" in self.told:
            self.look_back(board, self.told["review"])
        if "next" in self.told:
            boards.plan(board=board, day=self.day(self.told["next"]), by=self.lead, now=self.now)
        if "stopped" in self.told:
            stop = self.told["stopped"]
            boards.stop(
                board=board,
                day=self.day(stop["day"]),
                who=stop["who"],
                why=stop["why"],
                now=self.moment(stop["day"]),
            )

    def begin(self) -> Board:
        begun = self.told["begun"]
        project = Project.objects.filter(
            organisation=self.lead.organisation, name=self.told.get("project", "")
        ).first()
        board = boards.begin(
            organisation=self.lead.organisation,
            name=self.told["name"],
            decides=self.told["decides"],
            every=self.told["every"],
            standing=self.told["standing"],
            begun=self.day(begun),
            project=project,
            by=self.lead,
            now=self.moment(begun),
        )
        for one in self.told["member"]:
            boards.add_member(
                board=board,
                member=self.member(one["name"]),
                experience=one.get("experience", False),
                staff=one.get("staff", False),
                votes=one.get("votes", True),
                chair=one.get("chair", False),
                joined=self.day(begun),
                now=self.moment(begun),
            )
        return board

    def meet(self, board: Board, day: int, because: str = "") -> None:
        """Note a meeting. One person misses each, in turn; the last one votes and decides."""
        places = list(board.group.places.all())
        last = day == self.told["met"][-1]
        there = places if last else [one for one in places if one.pk % len(places) != day % 6]
        since = self.day(day - 7 * board.every + 1)
        made = Decision.objects.filter(
            project=board.project, decided_on__range=(since, self.day(day))
        )
        meeting = boards.plan(
            board=board, day=self.day(day), by=self.lead, now=self.moment(day - 20)
        )
        boards.note(
            meeting=meeting,
            day=self.day(day),
            state="missed" if because else "held",
            about="",
            because=because,
            there=[] if because else there,
            decisions=[] if because or not board.project else list(made),
            by=self.lead,
            now=self.moment(day),
        )
        for vote in self.told.get("vote", []) if last else []:
            boards.vote(meeting=meeting, **vote)

    def look_back(self, board: Board, told: Told) -> None:
        begun, closed = self.moment(told["begun"]), self.moment(told["closed"])
        review = boards.begin_review(
            board=board, title=told["title"], closes=closed, by=self.lead, now=begun
        )
        for name, said in told["said"].items():
            place = review.places.get(member=self.member(name))
            boards.keep(place=place, said=said, now=begun)
        review = boards.close(review=review, now=closed)
        for heading, text in told["agreed"].items():
            boards.agree(review=review, heading=heading, text=text)
        promise = told["promise"]
        boards.promise(
            point=review.points.get(heading="different", together=True),
            text=promise["text"],
            owner=self.member(promise["owner"]),
            due=self.day(promise["due"]),
            by=self.lead,
            now=closed,
        )


def _member(lead: Membership, name: str) -> Membership:
    """Return somebody of the story by name: they have to be there."""
    return lead.organisation.memberships.filter(name=name, left=None)[0]


def _dream(told: Told, lead: Membership, now: datetime) -> None:
    """Write the vision board, take a note of a wall, and look at it again."""
    begun, looked = (now + timedelta(days=told[name]) for name in ("begun", "looked"))
    vision = visions.begin(
        organisation=lead.organisation,
        title=told["title"],
        about=told["about"],
        by=lead,
        now=begun,
    )
    seen = {}
    for pair in told["pair"]:
        want = _write(vision, "want", pair["side"], pair["want"], lead, begun)
        if pair["now"]:
            now_is = _write(vision, "now", pair["side"], pair["now"], lead, begun)
            visions.mark(want=want, now_is=now_is, between=pair["between"])
        if pair["stands"]:
            seen[want] = (pair["stands"], pair["seen"])
    note = Note.objects.filter(
        wall__organisation=lead.organisation, text__startswith="We stop telling"
    )[0]
    visions.take_from_wall(vision=vision, notes={note: "want"}, by=lead, now=now)
    visions.look_again(
        vision=vision,
        day=timezone.localdate(looked),
        who=told["who"],
        seen=seen,
        look_on=timezone.localdate(now + timedelta(days=told["look_on"])),
        by=lead,
        now=looked,
    )


def _write(
    vision: Vision, kind: str, side: str, text: str, lead: Membership, now: datetime
) -> Statement:
    visions.write(vision=vision, kind=kind, side=side, text=text, by=lead, now=now)
    return vision.statements.get(kind=kind, text=text)
