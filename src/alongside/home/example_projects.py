"""The example's projects: three with their whole chain from words to change, and one that honestly
stays at asking. Who and what is in `story/projects.toml`."""

import random
import tomllib
from datetime import date, datetime, timedelta
from functools import partial
from importlib.resources import files
from typing import Any

from django.urls import reverse
from django.utils import timezone

from alongside.asks import actions as asks
from alongside.charters import actions as charters
from alongside.charters.writing import STARTER
from alongside.influence import actions as influence
from alongside.influence.actions.deciding import Decided
from alongside.influence.models import Contribution, Decision, ProjectTheme
from alongside.ladder import actions as ladder
from alongside.people import actions as people
from alongside.people.models import Membership, Role
from alongside.projects import actions as projects
from alongside.projects.models import Evidence, Meeting, Project, Seat


def work_together(*, lead: Membership, now: datetime) -> dict[str, str]:
    """Make every project of the story. Return the codes of receipts, by the key of the words."""
    story = tomllib.loads((files("alongside.home") / "story" / "projects.toml").read_text("utf-8"))
    codes: dict[str, str] = {}
    for told in story["project"]:
        codes |= _Project(told, lead, now).tell()
    _promise_each_other(lead, now)
    return codes


def _promise_each_other(lead: Membership, now: datetime) -> None:
    """Make a charter that a forum and the council agreed to, and that people and staff rated."""
    begun = now - timedelta(days=200)
    charter = charters.begin(
        organisation=lead.organisation,
        title="Working together in Sandbrook",
        about="What young people, families and the council promise each other.",
        principles=STARTER,
        by=lead,
        now=begun,
    )
    version = charter.versions.get()
    for who, experience in (("Sandbrook Youth Forum", True), ("The council’s cabinet", False)):
        day = timezone.localdate(begun)
        charters.agree(version=version, who=who, experience=experience, day=day, by=lead, now=begun)
    opened = now - timedelta(days=40)
    closes = opened + timedelta(days=14)
    rating = charters.ask_for_rating(version=version, closes=closes, by=lead, now=opened)
    dice = random.Random(40)  # noqa: S311 the same made-up story each time
    for side, many, kept in (
        ("people", 34, ["never", "sometimes", "sometimes", "mostly"]),
        ("staff", 31, ["sometimes", "mostly", "mostly", "always"]),
    ):
        for number in range(many):
            said = {one["key"]: {"choice": dice.choice(kept)} for one in version.promises}
            answers = {"side": {"choice": side}} | said
            asks.answer(wave=rating.wave, answers=answers, client=f"{side} {number}", now=opened)
    asks.close(wave=rating.wave, now=closes)
    charters.plan_step(
        charter=charter,
        promise="p13",
        text="Send everybody a letter in the first week of each month",
        owner=lead,
        due=timezone.localdate(now) + timedelta(days=30),
    )
    charters.publish(charter=charter, now=begun)


class _Project:
    """One project of the story, told in its order."""

    def __init__(self, told: dict[str, Any], lead: Membership, now: datetime) -> None:
        self.told, self.lead, self.now = told, lead, now
        self.here = lead.organisation
        self.seats: dict[str, Seat] = {}
        self.meetings: dict[str, Meeting] = {}
        self.themes: dict[str, ProjectTheme] = {}
        self.codes: dict[str, str] = {}
        self.decisions: dict[str, Decision] = {}
        self.said: list[tuple[Contribution, dict[str, Any]]] = []

    def day(self, of: int) -> date:
        return timezone.localdate(self.now) + timedelta(days=of)

    def moment(self, of: int) -> datetime:
        return self.now + timedelta(days=of)

    def several(self, what: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.told.get(what, [])
        return found

    def tell(self) -> dict[str, str]:
        """Return the codes of its receipts, by the key of the words."""
        told, begun = self.told, self.told["begun"]
        self.project = projects.begin(
            organisation=self.here,
            name=told["name"],
            issue=told["issue"],
            level=Project.Level.STRATEGIC,
            area=self.here.teams.filter(name=told["area"]).first(),
            resources=told.get("resources", ""),
            begun=self.day(begun),
            by=self.lead,
            now=self.moment(begun),
        )
        for tell in (
            self.team,
            self.agree,
            self.meet,
            self.plan,
            self.say,
            self.decide,
            self.promise,
            self.write,
            self.say_back,
            self.stand,
        ):
            tell()
        if told.get("public"):
            projects.publish(project=self.project, now=self.moment(begun + 60))
        return self.codes

    def team(self) -> None:
        for told in self.several("seat"):
            self.seats[told["name"]] = projects.add_seat(
                project=self.project,
                member=self.member(told["name"], expert=told.get("experience", False)),
                staff=told.get("staff", False),
                experience=told.get("experience", False),
                part=told.get("part", ""),
                votes=told.get("votes", True),
                joined=self.day(self.told["begun"] + 14),
            )

    def member(self, name: str, *, expert: bool = False) -> Membership:
        found = self.here.memberships.filter(name=name).first()
        if found:
            return found
        return people.add_member(
            organisation=self.here,
            name=name,
            roles=[Role.Name.EXPERT] if expert else [],
            now=self.moment(self.told["begun"]),
        )

    def agree(self) -> None:
        for number, told in enumerate(self.several("rules")):
            rules = projects.write_rules(
                project=self.project,
                text=told["text"],
                after=number,
                because=told.get("because", ""),
                by=self.lead,
                now=self.moment(told["day"]),
            )
            agreed = [self.seats[name] for name in told["agreed"]]
            projects.agree(rules=rules, seats=agreed, day=self.day(told["day"]))
        for told in self.several("milestone"):
            projects.add_milestone(
                project=self.project,
                title=told["title"],
                day=self.day(told["day"]),
                told=self.day(told["told"]),
            )

    def plan(self) -> None:
        early = self.moment(self.told["begun"] + 5)
        for step, words in self.told.get("plan", {}).items():
            influence.settle(
                project=self.project,
                step=step,
                words=words,
                pays=True if step == "benefit" else None,
                by=self.lead,
                now=early,
            )

    def meet(self) -> None:
        for told in self.several("meeting"):
            self.meetings[told["title"]] = projects.note_meeting(
                project=self.project,
                stage=self.project.stages.get(kind=told["stage"]),
                kind=told.get("kind", Meeting.Kind.MEETING),
                title=told["title"],
                day=self.day(told["day"]),
                there=[self.seats[name] for name in told["there"]],
                by=self.lead,
                now=self.moment(told["day"]),
            )

    def say(self) -> None:
        for told in self.several("theme"):
            theme = influence.make_theme(
                project=self.project,
                name=told["name"],
                means=told.get("means", ""),
                sorters=[self.seats[name] for name in told.get("sorters", [])],
                sorted_on=self.day(told["sorted"]) if "sorted" in told else None,
                answer_by=self.day(told["answer_by"]) if "answer_by" in told else None,
                by=self.lead,
                now=self.now,
            )
            words = [self.words(said) for said in told["said"]]
            influence.place(theme=theme, contributions=words, by=self.lead, now=self.now)
            self.themes[told["name"]] = theme
        for told in self.several("loose"):
            self.words(told)

    def words(self, told: dict[str, Any]) -> Contribution:
        said = influence.write_down(
            project=self.project,
            kind=Contribution.Kind.WORDS,
            text=told["text"],
            said_on=self.day(told["day"]),
            quoting=told["quoting"],
            name=told.get("name", ""),
            by=self.lead,
            now=self.moment(told["day"]),
        )
        if "key" in told:
            self.codes[told["key"]] = influence.give_receipt(contribution=said)
            self.said.append((said, told))
        return said

    def decide(self) -> None:
        for told in self.several("decision"):
            declared = influence.declare(
                project=self.project,
                question=told["question"],
                open_to=told["open_to"],
                limits=told.get("limits", ""),
                options=told.get("options", ()),
                by=self.lead,
                now=self.moment(told["declared"]),
            )
            decision = influence.decide(
                decision=declared,
                what=self.decided(declared, told),
                by=self.lead,
                now=self.moment(told["decided_on"]),
            )
            self.decisions[told["question"]] = decision
            for action in told.get("action", []):
                self.act(decision, action)
            for seen in told.get("seen", []):
                influence.see_outcome(
                    decision=decision,
                    text=seen["text"],
                    day=self.day(seen["day"]),
                    evidence=self.evidence(seen["shown_by"], seen["day"]),
                    by=self.lead,
                    now=self.moment(seen["day"]),
                )

    def decided(self, declared: Decision, told: dict[str, Any]) -> Decided:
        return Decided(
            outcome=told["outcome"],
            decided=told["decided"],
            reason=told.get("reason", ""),
            why=told["why"],
            decider=told["decider"],
            decided_on=self.day(told["decided_on"]),
            dissent=told.get("dissent", ""),
            review_on=self.day(told["review_on"]) if "review_on" in told else None,
            meeting=self.meetings.get(told.get("meeting", "")),
            chosen=list(declared.options.filter(text=told.get("chosen", ""))),
            room={self.seats[name]: vote for name, vote in told.get("votes", {}).items()},
            themes={self.themes[name]: how for name, how in told["themes"].items()},
        )

    def act(self, decision: Decision, told: dict[str, Any]) -> None:
        begin = partial(influence.begin_action, decision=decision, text=told["text"], by=self.lead)
        action = begin(
            owner=self.member(told["owner"]),
            due=self.day(told["due"]),
            now=decision.recorded or self.now,
        )
        if "done" in told:
            influence.act(
                action=action,
                result=told["result"],
                done_on=self.day(told["done"]),
                evidence=self.evidence(told["shown_by"], told["done"]),
                now=self.moment(told["done"]),
            )

    def promise(self) -> None:
        for told in self.several("promise"):
            promise = influence.promise(
                organisation=self.here,
                project=self.project,
                kind=told["kind"],
                text=told["text"],
                to_whom=told["to_whom"],
                owner=self.member(told["owner"]),
                due=self.day(told["due"]),
                by=self.lead,
                now=self.moment(told["made"]),
            )
            if "kept" in told:
                influence.keep(
                    promise=promise,
                    kept_on=self.day(told["kept"]),
                    how=told["how"],
                    now=self.moment(told["kept"]),
                )

    def evidence(self, meeting: str, day: int) -> Evidence:
        """Return that something was seen at a meeting."""
        there = self.meetings[meeting]
        return projects.add_evidence(
            organisation=self.here,
            project=self.project,
            says=f"It was looked at: {meeting}",
            dated=there.day,
            record=f"meeting:{there.pk}",
            address=reverse("projects:meeting", args=[self.here.slug, self.project.pk, there.pk]),
            by=self.lead,
            now=self.moment(day),
        )

    def write(self) -> None:
        """Write the document of the project, before and after, and say whose words changed it."""
        told = self.told.get("document")
        if not told:
            return
        document = influence.begin_document(
            project=self.project,
            title=told["title"],
            text=told["before"],
            dated=self.day(told["before_day"]),
            by=self.lead,
            now=self.moment(told["before_day"]),
        )
        before = document.versions.get()
        after = influence.add_version(
            document=document,
            text=told["after"],
            dated=self.day(told["after_day"]),
            by=self.lead,
            now=self.moment(told["after_day"]),
        )
        for passage in told["passages"]:
            influence.link_passage(
                place=influence.Place(before, after, passage["paragraph"], taken_out=False),
                theme=self.themes[passage["theme"]],
                decision=self.decisions[passage["decision"]],
                by=self.lead,
                now=self.now,
            )
        influence.show_document(document=document, public=told["public"])

    def say_back(self) -> None:
        """Let people say whether a theme is what they meant, and whether it was acted on."""
        for said, told in self.said:
            if "meant" in told:
                theme = said.placings.get().theme
                decision = theme.bearings.get().decision
                influence.countersign(
                    contribution=said,
                    meant={theme: told["meant"]},
                    acted={decision: told["acted"]},
                    words=told.get("wrong", ""),
                    now=self.moment(-3),
                )

    def stand(self) -> None:
        """Say where the project is on the ladder, what it aims for, and ask what people feel."""
        told = self.told
        for rung, aim in (("claimed", False), ("aim", True)):
            if rung in told:
                ladder.say(
                    project=self.project,
                    rung=told[rung],
                    why=told[f"{rung}_because"],
                    aim=aim,
                    day=self.day(-60),
                    by=self.lead,
                    now=self.now,
                )
        if "felt" in told:
            self.feel(told["felt"])

    def feel(self, told: dict[str, Any]) -> None:
        opened = self.moment(told["day"])
        closes = opened + timedelta(days=14)
        felt = ladder.ask_how_it_feels(
            project=self.project, asked=told["asked"], closes=closes, by=self.lead, now=opened
        )
        for number, rung in enumerate(told["rungs"]):
            asks.answer(
                wave=felt.wave,
                answers={"rung": {"choice": f"rung_{rung}"}},
                client=f"felt {self.project.pk} {number}",
                now=opened,
            )
        asks.close(wave=felt.wave, now=closes)
