"""The organisation that `bench chain` looks at: projects to which very many people spoke."""

import random
from datetime import date, datetime, timedelta
from itertools import batched
from typing import Any

AT_ONCE = 5_000
DAYS = 900
"""Over how many days people said something."""

SENTENCE = "I want somebody to tell me what came of what I said the last time."
ACTED = 0.3
"""Which share of those who could say back whether we acted on their words did."""

STILL_OPEN = 0.05
"""Which share of the reviews nobody has closed yet."""


def fill(
    *, slug: str, contributions: int, themes: int, decisions: int, projects: int, now: datetime
) -> Any:
    """Return an organisation with so many of each; the first project has more than half of all.
    Rows are written as the actions write them, many at once."""
    from alongside.people.actions import add_member, create_organisation
    from alongside.projects import actions as projects_actions
    from alongside.projects.models import Project

    dice = random.Random(5)  # noqa: S311 the same people each time
    here = create_organisation(name=slug, slug=slug, now=now)
    lead = add_member(
        organisation=here,
        name="Amira",
        email=f"{slug}@example.org",
        roles=["owner", "lead"],
        can_sign_in=True,
        now=now,
    )
    shares = [0.55, *[0.45 / (projects - 1)] * (projects - 1)] if projects > 1 else [1.0]
    for number, share in enumerate(shares):
        project = projects_actions.begin(
            organisation=here,
            name=f"Project {number}",
            issue="People do not hear what came of what they said.",
            level=Project.Level.STRATEGIC,
            begun=now.date() - timedelta(days=DAYS),
            by=lead,
            now=now,
        )
        projects_actions.publish(project=project, now=now)
        decided = _decide(project, lead, int(themes * share), int(decisions * share), dice, now)
        _say(project, lead, int(contributions * share), decided, dice, now)
        _say_back(project, dice, now.date())
    return here


def _say(
    project: Any, lead: Any, many: int, decided: dict[int, date], dice: random.Random, now: datetime
) -> None:
    """Say so many things, each in a theme, answered on the day on which that was decided about."""
    from alongside.influence.models import Contribution, Placed

    there = list(project.themes.values_list("pk", flat=True))
    today = now.date()

    def said(number: int, theme: int) -> Contribution:
        on, answered = today - timedelta(days=dice.randint(1, DAYS)), decided.get(theme)
        return Contribution(
            organisation_id=project.organisation_id,
            project=project,
            kind=Contribution.Kind.WORDS,
            text=f"{SENTENCE} ({number})",
            said_on=on,
            quoting=Contribution.Quoting.WITHOUT_NAME,
            answered=answered,
            waited=max((answered - on).days, 0) if answered else None,
            added=now,
            added_by=lead,
        )

    for numbers in batched(range(many), AT_ONCE, strict=False):
        themes = dice.choices(there, k=len(numbers))
        made = Contribution.objects.bulk_create(map(said, numbers, themes))
        Placed.objects.bulk_create(
            Placed(theme_id=theme, contribution=one, by=lead, when=now)
            for theme, one in zip(themes, made, strict=True)
        )


def _decide(
    project: Any, lead: Any, themes: int, many: int, dice: random.Random, now: datetime
) -> dict[int, date]:
    """Make themes and decide about four in five, with two actions for each decision that changes
    something; return on which day it was decided about a theme."""
    from alongside.influence.models import Action, Bearing, Decision, ProjectTheme

    ProjectTheme.objects.bulk_create(
        ProjectTheme(project=project, name=f"Theme {n}", position=n, made=now, made_by=lead)
        for n in range(themes)
    )
    there = list(project.themes.values_list("pk", flat=True))
    dice.shuffle(there)
    bear = there[: len(there) * 4 // 5]
    today = now.date()
    decisions = Decision.objects.bulk_create(
        _decided(project, lead, n, dice, today, now) for n in range(many)
    )
    Bearing.objects.bulk_create(
        Bearing(decision=decisions[n % many], theme_id=theme, how="It is what people asked for.")
        for n, theme in enumerate(bear)
    )
    Action.objects.bulk_create(
        Action(
            decision=decision,
            text=f"Do it, part {part}",
            owner=lead,
            due=today,
            done_on=today if dice.random() < 0.6 else None,
            result="It is done.",
            made=now,
            made_by=lead,
        )
        for decision in decisions
        if decision.outcome in {"yes", "part"}
        for part in (1, 2)
    )
    return {theme: decisions[n % many].decided_on or today for n, theme in enumerate(bear)}


def _decided(
    project: Any, lead: Any, number: int, dice: random.Random, today: date, now: datetime
) -> Any:
    from alongside.influence.models import Decision

    outcome = dice.choice(["yes", "yes", "yes", "part", "no", "not yet"])
    return Decision(
        project=project,
        question=f"What about this, {number}?",
        open_to="fully",
        declared=now,
        declared_by=lead,
        decided_on=today - timedelta(days=dice.randint(0, DAYS // 2)),
        decider="The team",
        outcome=outcome,
        decided="It is decided like this.",
        reason="money" if outcome in {"no", "not yet"} else "",
        why="It is what most people asked for.",
        review_on=today + timedelta(days=90) if outcome == "not yet" else None,
        recorded=now,
        recorded_by=lead,
    )


def _say_back(project: Any, dice: random.Random, today: date) -> None:
    """Let some people say whether the theme is what they meant and whether we acted on it. Of what
    somebody disagrees with, one in twenty is still to be looked at again."""
    from alongside.influence.models import Bearing, Countersign, Placed, Review

    decisions = dict(
        Bearing.objects.filter(theme__project=project).values_list("theme", "decision")
    )
    placed = Placed.objects.filter(theme__project=project).values_list("theme", "contribution")
    for some in batched(placed.iterator(), AT_ONCE, strict=False):
        back = [
            (contribution, about)
            for theme, contribution in some
            if theme in decisions and dice.random() < ACTED
            for about in ({"theme_id": theme}, {"decision_id": decisions[theme]})
        ]
        said = Countersign.objects.bulk_create(
            Countersign(
                contribution_id=contribution,
                says=dice.choice(["yes", "yes", "yes", "no"])
                if "theme_id" in about
                else dice.choice(["yes", "yes", "part", "no"]),
                day=today,
                **about,
            )
            for contribution, about in back
        )
        Review.objects.bulk_create(
            Review(countersign=one, opened=today, due=today + timedelta(days=14))
            if dice.random() < STILL_OPEN
            else Review(
                countersign=one, opened=today, due=today, closed=today, about="process", result="Ok"
            )
            for one in said
            if one.says == "no"
        )
