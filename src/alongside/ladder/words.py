"""The facts in words, and where a missing one is seen to."""

from typing import NamedTuple

from django.urls import NoReverseMatch, reverse

from alongside.methods.rungs import WITH
from alongside.projects.models import Project


class Words(NamedTuple):
    """A fact: what it is, what is missing without it, what to do, and on which page."""

    so: str
    missing: str
    do: str
    page: str


FACTS = {
    "open": Words(
        "What people say can still change something",
        "no decision was declared as open before it was made",
        "Say which decision is still open",
        "influence:decisions",
    ),
    "asked": Words(
        "People were asked what they think",
        "nothing that people said is kept here",
        "Write down what people say",
        "influence:contributions",
    ),
    "again": Words(
        "They were asked in more than one way, or more than once",
        "people were asked in one way, on one day",
        "Ask again, or in another way",
        "influence:contributions",
    ),
    "shaped": Words(
        "They shaped the plans",
        "nobody with experience of their own was there when it was planned",
        "Invite people with experience of their own to a design meeting",
        "projects:meetings",
    ),
    "vote": Words(
        "They had a vote when it was decided",
        "nobody with experience of their own had a vote when it was decided",
        "Decide with people who have experience of their own, and note their votes",
        "influence:decisions",
    ),
    "delivery": Words(
        "They are there while it is done",
        "nobody with experience of their own was at a meeting of delivery",
        "Invite people with experience of their own to a delivery meeting",
        "projects:meetings",
    ),
    "review": Words(
        "They are there when it is looked back on",
        "nobody with experience of their own was at a review meeting",
        "Invite people with experience of their own to a review meeting",
        "projects:meetings",
    ),
}

MEANS = {
    "": "People are told, and nothing they say can change it. That is neither involvement, "
    "collaboration nor co-production.",
    "involvement": "People are asked, and what they say can change something. Others plan and "
    "decide.",
    "collaboration": "People plan it together with staff. Others decide, or see it through.",
    WITH: "People and staff plan, decide, do and look back on it together, as equals.",
}
"""What the three words mean here (R29)."""


def at(name: str, *parts: object) -> str:
    """Return the address of a page; "" where this installation has no such page."""
    try:
        return reverse(name, args=parts)
    except NoReverseMatch:
        return ""


def page_of(project: Project, name: str) -> str:
    """Return the address of a page of a project."""
    return at(name, project.organisation.slug, project.pk)


def listed(names: tuple[str, ...]) -> str:
    """Return what is missing, in a list of words.

    >>> listed(("delivery", "asked"))[:67]
    'nobody with experience of their own was at a meeting of delivery; n'
    """
    return "; ".join(FACTS[name].missing for name in names)
