"""Eight difficulties of working together, and what to do about each, in our own words."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Tool:
    """Something in the product that helps: its words, the name of its address, and whether that is
    of one project. `parts` are further parts of the address, which whoever runs projects can use;
    `staff`: only staff can use it at all."""

    words: str
    address: str
    of_project: bool = False
    parts: tuple[str, ...] = ()
    staff: bool = False


@dataclass(frozen=True)
class Challenge:
    """What a difficulty looks like, what to do about it and when, and what helps."""

    key: str
    title: str
    looks: str
    before: str
    during: str
    after: str
    tools: tuple[Tool, ...]


SESSIONS = Tool("Sessions: open one, then its room", "gatherings:sessions", staff=True)
WALLS = Tool("Ideas walls: everybody writes alone first", "walls:walls", staff=True)
RULES = Tool("Ground rules of the project", "projects:rules", of_project=True)


def _plan(words: str, step: str) -> Tool:
    return Tool(words, "influence:plan_step", of_project=True, parts=(step,))


CHALLENGES = (
    Challenge(
        key="no-impact",
        title="People feel that nothing came of what they said",
        looks="People stop coming. They say: “We told you that last year.” Nobody can name one "
        "thing that changed.",
        before="Say which decisions are open, and promise a day on which people hear what came "
        "of it. Do not ask about things that are settled.",
        during="Write words down as people say them, and give each person the code of a receipt. "
        "Say who takes them further, and where.",
        after="Answer everything, also with a no and its reason. When somebody disagrees, look "
        "again: was it how you went about it, your guidance, a policy, or your whole approach?",
        tools=(
            Tool("Reviews that people asked for", "influence:reviews", of_project=True),
            Tool("What is promised, and by when", "influence:promises", of_project=True),
            Tool("You said, we did", "influence:answers", staff=True),
            _plan("Plan: when people hear what came of it", "feedback"),
        ),
    ),
    Challenge(
        key="skills",
        title="Somebody has not done a thing like this before",
        looks="A person is silent when papers are read, or says sorry for not knowing a word. "
        "They may be told that they are “not ready”.",
        before="Ask what would help, and offer it: a talk beforehand, a short training, papers in "
        "easy words a week early. Staff need to learn too, such as how to listen.",
        during="Explain each word that is not an everyday one. Let people work in pairs, and "
        "write or draw if they like that better.",
        after="Ask which skills people want next. Offer a certificate or a reference.",
        tools=(
            _plan("Plan: how people are prepared", "preparation"),
            Tool("Training sessions, with a certificate", "gatherings:programmes", staff=True),
            Tool("Words and what they mean, in the library", "library:pages"),
        ),
    ),
    Challenge(
        key="authority",
        title="Staff seem to be in charge",
        looks="People look at the manager before they answer. Staff sit together, use titles, "
        "and speak first.",
        before="Talk with staff and volunteers about how they come across. Agree that nobody "
        "uses a title, and that everybody has the same kind of vote.",
        during="Sit mixed. Let people with experience of their own begin, or lead. Use ways to "
        "answer in which nobody sees who says what.",
        after="Ask people how equal it felt, without names, and show the answer to staff.",
        tools=(
            RULES,
            Tool("Who is in the team, and who has a vote", "projects:team", of_project=True),
            SESSIONS,
            Tool("Ask without names", "asks:forms", staff=True),
        ),
    ),
    Challenge(
        key="conflict",
        title="People disagree, and it gets sharp",
        looks="Voices rise, somebody leaves, or two people answer only each other. Or nobody says "
        "anything any more.",
        before="Write ground rules together, and agree who steps in and how. Have everybody "
        "agree to them by name, and read them out at the start.",
        during="Go back to the rule, not to the person. Take a break. Write both views down as "
        "they are: you need not agree today.",
        after="Speak with each person alone. Where a decision goes one way, keep the other view "
        "beside it, with the reason. Change the rules if they did not help.",
        tools=(
            RULES,
            Tool("Decisions, with who saw it otherwise", "influence:decisions", of_project=True),
            Tool("Meetings, to note what was agreed", "projects:meetings", of_project=True),
            WALLS,
        ),
    ),
    Challenge(
        key="upset",
        title="Somebody is upset, or something old comes back",
        looks="A person goes quiet, cries, is angry or leaves the room. It can come hours later.",
        before="Name one person whom people trust and can turn to. Say what will be talked about, "
        "so that nobody is surprised. Say that anybody may leave, and need not say why.",
        during="Stop if you need to. Have a quiet room. In a room on the phone each page has a "
        "way out, and says who can help.",
        after="Ring the next day, and again a week later. Give the numbers of services that help, "
        "also of some that are open at night.",
        tools=(
            Tool("Where to find support, in the library", "library:pages"),
            _plan("Plan: who supports people", "preparation"),
            Tool(
                "Sessions: the room has a way out and a named person",
                "gatherings:sessions",
                staff=True,
            ),
        ),
    ),
    Challenge(
        key="time",
        title="It takes longer than anybody thought",
        looks="The day of the decision comes, and people have only just begun to trust each "
        "other. Somebody says: “We have no time to ask.”",
        before="Start with something small that can be finished. Plan for more staff time than "
        "you think. Tell people early of each day.",
        during="Be patient. Leave gaps between meetings, so that people can think and talk to "
        "others. Drop a part rather than hurry all of it.",
        after="Note how long it really took, and plan with that the next time. Where a day has to "
        "move, say so and why.",
        tools=(
            Tool("Timeline, with how early people were told", "projects:timeline", of_project=True),
            Tool("Move the day of a promise, with why", "influence:promises", of_project=True),
        ),
    ),
    Challenge(
        key="own-story",
        title="Somebody speaks only of their own situation",
        looks="Every question comes back to one person’s case. It matters to them, and nobody has "
        "ever dealt with it.",
        before="Brief people well: what is this about, and what is it not about? Show where their "
        "own case can be heard. Practise with an example.",
        during="Work with somebody made up: “Sam is 34 and cannot sleep. What does Sam need at "
        "nine in the evening?” Walk through Sam’s week, one step after the other.",
        after="Go back to the person, and see that their own case is dealt with elsewhere.",
        tools=(
            Tool(
                "Make an ideas wall with a column for each step of Sam’s week",
                "walls:walls",
                staff=True,
            ),
            Tool("Easy words that explain what this is", "projects:information", of_project=True),
            Tool("Where to find support, in the library", "library:pages"),
        ),
    ),
    Challenge(
        key="dominates",
        title="One person speaks most of the time",
        looks="The same voice after each question. Others look at the clock, or agree with "
        "everything.",
        before="Agree on a rule for turns, such as: nobody speaks twice before everybody could "
        "speak once. Tell whoever leads that they may stop people kindly.",
        during="Ask everybody in turn, with the right to pass. Have all write first and talk "
        "afterwards. Use small groups.",
        after="Look at who spoke and who did not. Thank the person who speaks much, and ask them "
        "to help others to speak.",
        tools=(
            Tool(
                "Sessions: the room shows whose voices were heard",
                "gatherings:sessions",
                staff=True,
            ),
            WALLS,
            RULES,
        ),
    ),
)
"""They follow what people who work in this way say is hard about it."""
