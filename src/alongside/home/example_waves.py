"""What the example asks without a session: a survey that is open, the same questions to those who
lead sessions, who answer by name, and equality monitoring that has closed."""

import random
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from django.db.models import QuerySet
from django.utils import timezone

from alongside.asks import actions as asks
from alongside.asks import queries
from alongside.asks.models import Form, FormVersion, Mode, Wave
from alongside.asks.queries import inviting
from alongside.asks.starters import starter
from alongside.methods.questions import asked, question_named
from alongside.people.models import Membership
from alongside.reports import actions as reports

SURVEY: dict[str, Any] = {
    "title": {"en": "What would help you to work with people?"},
    "languages": ["en"],
    "intro": {"en": "We plan the sessions of next year. Tell us what you need."},
    "questions": [
        {
            "type": "agreement",
            "name": "confident",
            "label": {"en": "I feel able to plan a service together with people who use it."},
            "measures": "learning",
        },
        {
            "type": "several",
            "name": "in_the_way",
            "label": {"en": "What gets in the way?"},
            "hint": {"en": "Think of co-production in your own service area."},
            "choices": [
                {"name": "time", "label": {"en": "Time"}},
                {"name": "money", "label": {"en": "Money to pay people for their time"}},
                {"name": "rules", "label": {"en": "Our own rules"}},
                {"name": "where", "label": {"en": "I do not know where to start"}},
            ],
            "other": True,
        },
        {
            "type": "ranking",
            "name": "next",
            "label": {"en": "What should next year’s sessions be about?"},
            "choices": [
                {"name": "start", "label": {"en": "How to begin"}},
                {"name": "pay", "label": {"en": "Paying people for their time"}},
                {"name": "reach", "label": {"en": "Reaching people we never hear from"}},
                {"name": "power", "label": {"en": "Sharing decisions"}},
                {"name": "measure", "label": {"en": "Finding out what changed"}},
            ],
        },
        {
            "type": "long",
            "name": "help",
            "label": {"en": "What would help you most?"},
            "tags": ["improve"],
        },
    ],
}
HELP = [
    "Somebody to sit beside me the first time.",
    "A budget, so that we can pay people for their time.",
    "Examples from services like mine.",
    "A morning with the people who did it in Housing.",
    "",
]
LIKELY: dict[str, list[float]] = {
    "age": [0, 4, 14, 16, 14, 10, 4, 1, 2],
    "condition": [3, 7, 1],
    "ethnic_group": [8, 7, 4, 40, 2, 4],
}
"""How likely each choice is, where the first is not the likeliest."""
SAY_WHAT_HELPS, SAY_WHO_THEY_ARE = 0.35, 0.75
"""How likely somebody who is asked answers the survey, and the questions about themselves."""
BY_NAME = ["Tom Baker-Lewis", "Grace Okafor", "Priya Nair"]
"""Who is asked the same with their name; the last has not answered yet."""
READERS = "Amira and Tom, who plan the sessions."


def ask(*, lead: Membership, facilitators: list[Membership], now: datetime) -> None:
    """Ask all three. `facilitators` answer with their name, all but the last."""
    dice = random.Random(11)  # noqa: S311 the same made-up story each time
    survey = _form(lead, "What would help you?", SURVEY, Form.Purpose.SURVEY, now)
    everybody = _ask_everybody(survey, lead, dice, now)
    _type_in_paper(everybody, facilitators[0], lead, dice, now)
    _ask_by_name(survey, facilitators, dice, now)
    about_you = starter("equality_monitoring")
    equality = _form(lead, "About you", about_you, Form.Purpose.EQUALITY, now)
    _monitor(equality, lead, dice, now)


def _at_five(day: datetime) -> datetime:
    return timezone.localtime(day).replace(hour=17, minute=0, second=0, microsecond=0)


def _form(
    lead: Membership, title: str, draft: dict[str, Any], purpose: str, now: datetime
) -> FormVersion:
    written = now - timedelta(days=100)
    form = asks.make_form(
        organisation=lead.organisation,
        title=title,
        draft=draft,
        purpose=purpose,
        by=lead,
        now=written,
    )
    return asks.publish(form=form, by=lead, now=written)


def _ask_everybody(
    version: FormVersion, lead: Membership, dice: random.Random, now: datetime
) -> Wave:
    opened = now - timedelta(days=6)
    wave = asks.open_wave(
        version=version,
        mode=Mode.ANONYMOUS,
        opens=opened,
        closes=_at_five(now + timedelta(days=8)),
        title="What would help you? Everybody",
        readers=READERS,
        next_step="We tell everybody two weeks after it closes what we will do.",
    )
    members = lead.organisation.memberships.filter(left=None).exclude(email="")
    asks.invite_people(wave=wave, members=members, now=opened)
    for invitation in inviting.to_write(opened).filter(wave=wave):
        asks.write(invitation=invitation, now=opened)
    _answer(wave, members, SAY_WHAT_HELPS, dice, now - timedelta(days=2))
    asks.seal(wave=wave)
    return wave


def _type_in_paper(
    wave: Wave, typist: Membership, checker: Membership, dice: random.Random, now: datetime
) -> None:
    """Four sheets of paper are counted, and two of three others wait for a second person."""
    for checked, number_of_sheets in ((4, 4), (1, 3)):
        batch = asks.begin_batch(wave=wave, by=typist, now=now)
        for number in range(1, number_of_sheets + 1):
            answers = _answers(wave.version, dice)
            sheet = asks.type_in(batch=batch, number=number, answers=answers, given={}, by=typist)
            if number <= checked:
                asks.check_sheet(sheet=sheet, answers=answers, seen=answers, by=checker)
        if checked == number_of_sheets:
            asks.count_batch(batch=batch, now=now - timedelta(days=1), rng=dice)


def _ask_by_name(
    version: FormVersion, members: list[Membership], dice: random.Random, now: datetime
) -> None:
    opened = now - timedelta(days=4)
    wave = asks.open_wave(
        version=version,
        mode=Mode.NAMED,
        opens=opened,
        closes=_at_five(now + timedelta(days=10)),
        title="What would help you? Those who lead sessions",
        readers=READERS,
        next_step="We talk about it when we plan the next round.",
    )
    for member in members:
        key = asks.invite(wave=wave, member=member)
        if member != members[-1]:
            asks.answer(
                wave=wave,
                answers=_answers(version, dice),
                client=queries.client_of(member),
                invitation=queries.invitation(wave, key),
                now=now - timedelta(days=3),
            )


def _monitor(version: FormVersion, lead: Membership, dice: random.Random, now: datetime) -> None:
    opened = _at_five(now - timedelta(days=90))
    wave = asks.open_wave(
        version=version,
        mode=Mode.ANONYMOUS,
        opens=opened,
        closes=opened + timedelta(days=21),
        title="About you: who takes part",
        readers="Priya, who looks after our numbers.",
        next_step="We say in the report who we do not reach, and what we will do.",
    )
    came = lead.organisation.memberships.filter(attendances__isnull=False).distinct()
    _answer(wave, came, SAY_WHO_THEY_ARE, dice, opened + timedelta(days=9))
    closed = opened + timedelta(days=21)
    asks.close(wave=wave, now=closed)
    reports.make_results(wave=wave, by=lead, now=closed + timedelta(days=1))


def _answer(
    wave: Wave, asked: QuerySet[Membership], likely: float, dice: random.Random, now: datetime
) -> None:
    """Let each of those who were asked answer, or not, as the dice fall; who was invited, by the
    link of their own."""
    invited = {invitation.member_id: invitation for invitation in wave.invitations.all()}
    for member in asked:
        if dice.random() < likely:
            asks.answer(
                wave=wave,
                answers=_answers(wave.version, dice),
                client=uuid4().hex,
                invitation=invited.get(member.pk),
                now=now,
            )


def _answers(version: FormVersion, dice: random.Random) -> dict[str, Any]:
    """Return what one made-up person answers to every question that they are asked. Choices that
    come first are made more often."""
    form = version.definition
    answers: dict[str, Any] = {}
    for question in form["questions"]:
        name = question["name"]
        if name in asked(form, answers) and (answer := _answer_to(form, name, dice)):
            answers[name] = answer
    return answers


def _answer_to(form: dict[str, Any], name: str, dice: random.Random) -> dict[str, Any] | None:
    question = question_named(form, name)
    choices = [choice["name"] for choice in question.get("choices", ())]
    match question["type"]:
        case "one":
            weights = LIKELY.get(name) or [1 / (place + 1) for place in range(len(choices))]
            return {"choice": dice.choices(choices, weights)[0]}
        case "several":
            return {"choices": sorted(dice.sample(choices, dice.randint(1, 2)), key=choices.index)}
        case "ranking":
            return {"order": dice.sample(choices, dice.randint(2, len(choices)))}
        case "agreement":
            return {"value": dice.choice([2, 2, 3, 3, 4, 4, 5])}
    words = dice.choice(HELP)
    return {"text": words} if words else None
