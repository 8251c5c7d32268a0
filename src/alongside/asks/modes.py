"""What each mode means, in the words that people read before they answer (R19)."""

from dataclasses import dataclass

from alongside.methods.questions.messages import DEFAULT

from .furniture import tell
from .models import Mode


@dataclass(frozen=True)
class Promise:
    """What is promised: one line that stands on every page, and what it means in full. On paper
    the line is followed by what is different with a pen."""

    short: str
    title: str
    lines: tuple[str, ...]
    on_paper: str = "Two of the people who run this type it in."


PROMISES = {
    Mode.ANONYMOUS: Promise(
        "We do not know who you are. We keep your answers, not your name.",
        "Nobody who reads your answers will know whose they are",
        (
            "We do not keep your name, your address or the time with your answers.",
            "While this is open, answers wait in a box until enough people have sent theirs.",
            (
                "Then they are mixed, so that the order says nothing. From then on, what you write "
                "in your own words is kept apart from your other answers."
            ),
            (
                "Before that, somebody who runs the computers could perhaps find out which answers "
                "are yours, if they searched their files or kept copies of them."
            ),
            (
                "If you have a link of your own, we know that you have answered, so that we do not "
                "remind you. We do not know what."
            ),
            "Once you have sent your answers we cannot find them, so we cannot give them back.",
            "Somebody may know how you write. Leave out what only you would say.",
        ),
        "Do not write your name on it. Two people type it in, and they may know your handwriting. "
        "Then it is mixed with the answers of others.",
    ),
    Mode.CONFIDENTIAL: Promise(
        "Only the people who run this can see which answers are yours.",
        "A few people can see which answers are yours",
        (
            "The people who run this can see who said what. They do not pass it on.",
            "Reports show numbers and never names, and no number of a small group.",
            "You can ask us to show, correct or remove your answers.",
        ),
    ),
    Mode.NAMED: Promise(
        "Your name stands beside your answers.",
        "Your name stands beside your answers",
        (
            "The people who work on this see your name with what you said.",
            "Reports for others show numbers, and no number of a small group.",
            "You can ask us to show, correct or remove your answers.",
        ),
    ),
    Mode.IN_THE_ROOM: Promise(
        "Everybody in this room sees the counts, not who chose what.",
        "Everybody in this room sees the counts",
        (
            "The counts are shown to the people in the room, however few they are.",
            "When the room closes, who chose what is forgotten. What leaves the room is protected.",
        ),
    ),
}


def promise(mode: str, language: str = DEFAULT) -> Promise:
    """Return what people are told about a mode, in their language where it is translated."""
    told = PROMISES[Mode(mode)]
    return Promise(
        tell(told.short, language),
        tell(told.title, language),
        tuple(tell(line, language) for line in told.lines),
        tell(told.on_paper, language),
    )


@dataclass(frozen=True)
class Choice:
    """A mode as it is offered to whoever asks people: what it is called, what it means for them."""

    title: str
    means: str


CHOICES: dict[str, Choice] = {
    Mode.ANONYMOUS: Choice(
        "Anonymous",
        "Nobody can find out who said what, not even you. Answers are mixed before anybody reads "
        "them, and you see the results when it has closed.",
    ),
    Mode.CONFIDENTIAL: Choice(
        "Confidential",
        "Owners and leads can see who said what, and pass it on to nobody. Everybody else sees "
        "numbers. People need a link of their own.",
    ),
    Mode.NAMED: Choice(
        "Named",
        "Everybody who works on it sees the name beside each answer: owners, leads, facilitators "
        "and analysts. People need a link of their own.",
    ),
}
"""The modes that can be chosen; what happens in a room has its own page."""


def choice(mode: str) -> Choice:
    """Return what a mode is called and means, for those who ask."""
    return CHOICES.get(mode, Choice(str(Mode(mode).label), promise(mode).short))
