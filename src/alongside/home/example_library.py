"""The example's library: its six pages, one of them in a second version, and who opened where to
go for support. Numbers are of the range kept for drama, addresses of the names kept for examples.
"""

import random
from datetime import date, datetime, time, timedelta
from importlib.resources import files

from django.utils import timezone

from alongside.library import actions, queries
from alongside.library.directory import Entry
from alongside.library.models import Page
from alongside.library.starters import starter
from alongside.methods.revision import revision
from alongside.people.models import Membership

BEGAN = date(2024, 1, 10)
CHANGED = date(2025, 6, 4)
"""When the pages were published, and the second version of where to go for support."""

TEAM = Entry(
    key="team00000001",
    name="The co-production team",
    helps="Beginning, finding people to work with, and being stuck in the middle.",
    whom="all staff, and groups of people who use our services",
    email="together@example.org",
    hours="Monday to Thursday, 9am to 4pm",
)
OTHERS = [
    Entry(
        key="pay000000001",
        name="Direct payments and involvement payments",
        helps="Paying and thanking people, and what it means for their benefits.",
        whom="staff who want to pay somebody, and everybody who is paid",
        phone="01632 960 142",
        email="payments@example.org",
        hours="Monday to Friday, 9am to 5pm",
    ),
    Entry(
        key="panel0000001",
        name="Experts by experience panel",
        helps="Telling you what they think of an idea before it becomes a plan.",
        phone="01632 960 187",
        web="https://panel.example.org/",
        hours="The first Tuesday of each month; write before",
    ),
    Entry(
        key="access000001",
        name="Access and interpreting",
        helps="Interpreters, easy read, hearing loops and rooms that people can get into.",
        phone="01632 960 155",
        email="access@example.org",
    ),
]


def fill(*, lead: Membership, facilitator: Membership, now: datetime) -> None:
    """Write and publish the pages, and open where to go for support on the days until `now`."""
    for kind in Page.Kind:
        if kind not in {Page.Kind.GLOSSARY, Page.Kind.OTHER}:
            _page(kind, lead)
    _glossary(lead)
    support = Page.objects.get(organisation=lead.organisation, kind=Page.Kind.SUPPORT)
    _second_version(support, facilitator)
    _visits(support, now)


def _page(kind: Page.Kind, by: Membership) -> None:
    text = (files("alongside.home") / "story" / "pages" / f"{kind.value}.md").read_text("utf-8")
    title, words = text.split("\n\n", 1)
    page = actions.begin_page(
        organisation=by.organisation,
        kind=kind,
        title=title.removeprefix("# "),
        words=words.strip(),
        entries=[TEAM] if kind == Page.Kind.SUPPORT else [],
        by=by,
        now=_at(BEGAN),
    )
    actions.publish(page=page, by=by, now=_at(BEGAN))


def _glossary(by: Membership) -> None:
    """Publish the words the product comes with, as they are."""
    start = starter(Page.Kind.GLOSSARY.value)
    page = actions.begin_page(
        organisation=by.organisation,
        kind=Page.Kind.GLOSSARY,
        title=start.title,
        words=start.words,
        entries=start.terms,
        by=by,
        now=_at(BEGAN),
    )
    actions.publish(page=page, by=by, now=_at(BEGAN))


def _second_version(page: Page, by: Membership) -> None:
    words = page.words.replace(
        "Think of one piece", "Talk to somebody in your team who has done it. Think of one piece"
    )
    seen = queries.words_revision(page)
    page = actions.write_words(page=page, title=page.title, words=words, seen=seen)
    for entry in OTHERS:
        actions.write_entry(page=page, entry=entry, seen=revision(None))
    actions.publish(
        page=page,
        by=by,
        because="People at the sessions asked for names and phone numbers, not only one address.",
        now=_at(CHANGED),
    )


def _visits(page: Page, now: datetime) -> None:
    """Open the page a few times a week, more often once it had phone numbers."""
    dice = random.Random(11)  # noqa: S311 the same made-up story each time
    day = BEGAN
    while day <= timezone.localdate(now):
        for _ in range(dice.choice([0, 0, 0, 1] if day < CHANGED else [0, 0, 1, 1, 3])):
            actions.count_visit(page=page, now=_at(day))
        day += timedelta(days=1 if day.weekday() < 4 else 3)


def _at(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(10)))
