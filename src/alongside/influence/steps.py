"""The six questions that a team settles before it invites anybody, in its own words."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Step:
    """One question of a plan. `field` keeps the answer in `Plan`; `kind` is that of the promise it
    also needs. `easy` is how it reads for the people who are invited."""

    slug: str
    title: str
    question: str
    why: str
    example: str
    easy: str
    field: str = ""
    kind: str = ""
    promise: str = ""
    promise_example: str = ""


STEPS = (
    Step(
        slug="decisions",
        title="Which decisions are open",
        question="Which decisions have to be made, and how far is each of them open?",
        why="Nobody can influence what is settled already. Say before you invite people what can "
        "still change, what cannot, and why.",
        example="“Which evenings do we open?” Everything about it can still change. “Where is the "
        "room?” Settled: we rent it until 2029.",
        easy="What will be decided",
    ),
    Step(
        slug="people",
        title="Who should be there",
        question="Who should be there, and what makes somebody right for it?",
        why="Think of what somebody has lived through, what they know and what they care about. "
        "Say it so that people can tell whether you mean them. Think too of who is often left out.",
        example="“People who have been alone on a bad night in the last two years. People who like "
        "to plan a room. At least two who work in the daytime. You need no training.”",
        easy="Who we hope will come",
        field="who",
    ),
    Step(
        slug="preparation",
        title="How people are prepared and supported",
        question="How do you prepare people, and who supports them?",
        why="Somebody who has never been in a meeting like this needs to know how it goes, and "
        "whom to turn to before, in it and afterwards. What you offer is a promise with a day.",
        example="“Everybody has a talk with Grace a week before. She sits with them, and rings "
        "them the next day. You may bring somebody.”",
        easy="How we help you get ready",
        field="preparation",
        kind="preparation",
        promise="What do you promise people, to prepare or support them?",
        promise_example="“A talk on the phone with Grace, for everybody who comes.”",
    ),
    Step(
        slug="influence",
        title="What people can influence",
        question="What can people expect to influence by taking part?",
        why="Say what will be different because they came, and who has the last word. If it is "
        "little, say that it is little: people forgive that more easily than a surprise.",
        example="“You and four staff choose the furniture and the opening hours. You have as many "
        "votes as staff. The budget of £9,000 is set by the board.”",
        easy="What you can change",
        field="influence",
    ),
    Step(
        slug="benefit",
        title="What people get from it",
        question="What do people get from taking part?",
        why="Time and experience are worth something. It can be money, vouchers or travel; a "
        "reference, training or new skills; or their names where the work is published.",
        example="“£20 an hour and the bus fare, in cash on the day. A reference if you want one. "
        "Your name in the report, if you like.”",
        easy="What you get",
        field="benefit",
        kind="payment",
        promise="What is paid?",
        promise_example="“£20 for each hour, and travel, to everybody who came.”",
    ),
    Step(
        slug="feedback",
        title="When people hear what came of it",
        question="When and how do people hear what came of it?",
        why="Most people never hear again of what they said. Name a day and a person now, while "
        "you can still plan for it.",
        example="“Everybody gets a letter in easy words by 1 June: what was decided, what was not, "
        "and why. Tom answers questions.”",
        easy="When you hear what came of it",
        field="feedback",
        kind="feedback",
        promise="What do you promise to tell people?",
        promise_example="“What was decided after the two evenings, and why.”",
    ),
)

_BY_SLUG = {step.slug: step for step in STEPS}


def step(slug: str) -> Step:
    """Return one question. Raises KeyError where there is none.

    >>> step("people").field
    'who'
    """
    return _BY_SLUG[slug]


def after(step: Step) -> Step | None:
    """Return the question after this one; None after the last."""
    place = STEPS.index(step) + 1
    return STEPS[place] if place < len(STEPS) else None
