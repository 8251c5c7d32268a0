"""What the example offers people to take part in, from the advert to the thanks: six people with
different needs, who choose differently. Who and what is in `story/involvement.toml`."""

import tomllib
from datetime import date, datetime, timedelta
from decimal import Decimal
from importlib.resources import files
from typing import Any

from django.utils import timezone

from alongside.involvement import actions
from alongside.involvement.models import Opportunity, Part, Testimonial
from alongside.passports import actions as passports
from alongside.people.models import Membership
from alongside.projects.models import Project

ADVERT = (
    "title", "kind", "what", "influence", "gain", "needed", "help", "when", "where", "places",
    "from_age", "amount", "per", "basis", "expenses", "reach",
)  # fmt: skip


def take_part(*, lead: Membership, now: datetime) -> None:
    """Make every opportunity of the story."""
    told = tomllib.loads((files("alongside.home") / "story/involvement.toml").read_text("utf-8"))
    for opportunity in told["opportunity"]:
        _Told(opportunity, lead, now).tell()
    for story in told["story"]:
        _write(story, lead, now)


STORY = ("title", "about", "said", "changed", "could_not", "credit", "licence")


def _write(told: dict[str, Any], lead: Membership, now: datetime) -> None:
    """Write a story with who uses it and what people say of it."""
    made = now + timedelta(days=told["made"])
    story = actions.write_story(
        organisation=lead.organisation,
        by=lead,
        now=made,
        project=Project.objects.filter(
            organisation=lead.organisation, name=told["project"]
        ).first(),
        **{name: told[name] for name in STORY},
    )
    for one in told["recognition"]:
        day = timezone.localdate(now + timedelta(days=one["day"]))
        actions.recognise(story=story, **one | {"day": day})
    said = Testimonial.objects.filter(
        part__opportunity__organisation=lead.organisation, part__member__name__in=told["says"]
    )
    actions.put_into_story(story=story, testimonials=list(said))
    actions.publish_story(story=story, now=made)


class _Told:
    def __init__(self, story: dict[str, Any], lead: Membership, now: datetime) -> None:
        self.story, self.lead, self.now = story, lead, now

    def at(self, days: int) -> datetime:
        return self.now + timedelta(days=days)

    def on(self, days: int) -> date:
        return timezone.localdate(self.at(days))

    def tell(self) -> None:
        story, organisation = self.story, self.lead.organisation
        project = Project.objects.filter(
            organisation=organisation, name=story.get("project")
        ).first()
        made = self.at(story["made"])
        self.opportunity: Opportunity = actions.make(
            organisation=organisation,
            by=self.lead,
            now=made,
            contact=self.lead,
            project=project,
            closes=self.on(story["closes"]),
            **{name: story[name] for name in ADVERT},
        )
        actions.publish(opportunity=self.opportunity, now=made)
        self.opportunity.refresh_from_db()
        for one in story.get("preparation", []):
            actions.prepare(opportunity=self.opportunity, **one)
        for one in story["part"]:
            self.person(one)

    def person(self, told: dict[str, Any]) -> None:
        asked = self.at(self.story["made"] + 5)
        names = ("name", "email", "age", "words", "needs", "grown_up", "grown_up_reach")
        known = self.lead.organisation.memberships.filter(name=told["name"]).first()
        about = {name: told[name] for name in names if name in told}
        part = actions.apply(
            opportunity=self.opportunity,
            now=asked,
            today=timezone.localdate(asked),
            **({"email": known.email} if known else {}) | about,
        )
        if told.get("waits"):
            return
        day = self.story["closes"] + 2
        part = actions.place(part=part, by=self.lead, now=self.at(day), today=self.on(day))
        self.support(part, told, day + 3)
        self.passport(part, told, day + 1)
        self.reward(part, told, day + 4)
        if "left" in told:
            actions.leave(part=part, now=self.at(told["left"]))
        if "says" in told:
            self.say(part, told, max(told["gave"]) + 3)
        if "credit" in told:
            actions.say_credit(member=part.member, now=self.at(day + 5), **told["credit"])
        if "interests" in told:
            likes = {"skills": "", "when": "", "how": [], "words": "", "kinds": []}
            actions.say_interests(
                member=part.member,
                now=self.at(day + 5),
                **likes | {"age": told["age"], "often": "never"} | told["interests"],
            )
        if "skills" in told:
            self.recognise(part, told)
        if "thanks" in told:
            last = max(told["gave"]) + 10
            actions.thank(part=part, words=told["thanks"], day=self.on(last), now=self.at(last))

    def passport(self, part: Part, told: dict[str, Any], day: int) -> None:
        """Somebody writes what helps them, and shares it for so many days."""
        for one in told.get("passport", []):
            need = passports.write_need(
                member=part.member,
                today=self.on(day),
                **{name: one[name] for name in ("kind", "words", "weight")},
            )
            until = self.on(day + one["days"])
            (shared,) = passports.share(
                member=part.member, event=part, needs=[need], until=until, now=self.at(day)
            )
            if "answer" in one:
                passports.answer(
                    share=shared,
                    answer=one["answer"],
                    words=one.get("answered", ""),
                    by=self.lead,
                    now=self.at(day + 1),
                )

    def recognise(self, part: Part, told: dict[str, Any]) -> None:
        """Give a certificate, and write the reference that somebody asks for."""
        gave = [one.day for one in part.given.all()]
        last = self.at(max(told["gave"]) + 11)
        actions.certify(
            part=part,
            what=self.story["title"],
            begins=min(gave),
            ends=max(gave),
            hours=Decimal(2 * len(gave)),
            skills=told["skills"],
            by=self.lead,
            now=last,
        )
        if "reference" in told:
            asked = actions.ask_for_reference(
                part=part, what_for=told["reference"]["what_for"], now=last
            )
            words = told["reference"]["words"]
            actions.write_reference(reference=asked, words=words, by=self.lead, now=last)

    def say(self, part: Part, told: dict[str, Any], day: int) -> None:
        said = dict(told["says"])
        gone = said.pop("taken_back", False)
        one = actions.say_for_others(part=part, now=self.at(day), **said)
        if gone:
            actions.withdraw_testimonial(testimonial=one, now=self.at(day + 9))

    def support(self, part: Part, told: dict[str, Any], day: int) -> None:
        words = {"upset": "", "elsewhere": ""} | told["support"]
        actions.agree_support(
            part=part,
            person=self.lead,
            reach=self.story["reach"],
            agreed=self.on(day),
            by=self.lead,
            **words,
        )
        if "training" in told:
            training = actions.promise_training(
                part=part, title=told["training"]["title"], due=self.on(day + 7)
            )
            actions.give_training(training=training, day=self.on(day + 5))
        for when, offset in (("before", min(told["gave"]) - 1), ("after", max(told["gave"]))):
            if when not in told:
                continue
            said = dict(told[when])
            seen = said.pop("seen", False)
            check = actions.check_in(part=part, when=when, now=self.at(offset), **said)
            if seen:
                actions.see_check_in(check=check, by=self.lead, now=self.at(offset + 1))

    def reward(self, part: Part, told: dict[str, Any], day: int) -> None:
        actions.choose(
            offer=part.offer,
            way=told["way"],
            signed=told["name"],
            amount=told.get("amount"),
            less_as=told.get("less_as", ""),
            charity=told.get("charity", ""),
            now=self.at(day),
        )
        if cost := told.get("cost"):
            expense = actions.ask_for_expense(
                part=part,
                kind=cost["kind"],
                about=cost["about"],
                amount=cost["amount"],
                ahead=True,
                needed_by=self.on(min(told["gave"])),
                now=self.at(day),
            )
            actions.pay_expense(expense=expense, day=self.on(day + 2), by=self.lead)
        paid = told.get("paid", [])
        for number, gave in enumerate(told["gave"]):
            given = actions.note_given(
                part=part,
                day=self.on(gave),
                what=f"Meeting {number + 1}",
                units=Decimal(1),
                by=self.lead,
                now=self.at(gave),
            )
            if number < len(paid):
                actions.pay(
                    given=given,
                    day=self.on(paid[number]),
                    paid_as="",
                    by=self.lead,
                    now=self.at(paid[number]),
                )
