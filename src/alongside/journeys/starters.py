"""Stages to begin a journey from, in words of our own."""

from typing import NamedTuple


class Starter(NamedTuple):
    """What it is called, and its stages: the name of each and what it means to be there."""

    title: str
    stages: tuple[tuple[str, str], ...]


def _starter(title: str, *lines: str) -> Starter:
    return Starter(title, tuple((line.split(": ", 1)[0], line.split(": ", 1)[1]) for line in lines))


STARTERS = {
    "advisors": _starter(
        "From an advisors’ group to setting the agenda",
        "A group of advisors: People with experience of their own meet often, know what they can "
        "change, and get something for their time.",
        "Training: Advisors and staff learn side by side how to work and decide together.",
        "A pilot: A few teams work with advisors, and somebody looks at what came of it.",
        "Guides and rules: It is written down how people are asked, supported and paid, and how "
        "decisions are made. It holds for every team.",
        "Steering groups: In each part of the work a group decides in which people with experience "
        "of their own have votes.",
        "Setting the agenda: People with experience of their own say with us what we do in the "
        "next years.",
    ),
    "ambassadors": _starter(
        "A network of ambassadors",
        "Asked to speak: People tell of their own life when they are asked to, and choose what.",
        "Prepared and supported: Ambassadors are trained, paid back what it costs, not alone.",
        "A network: Ambassadors know each other, meet, and choose who speaks for them.",
        "Heard where it is decided: Ambassadors sit where decisions are made, and vote.",
        "Led by ambassadors: The network decides what it does, and holds its own money.",
    ),
}
"""By the name that a form sends."""
