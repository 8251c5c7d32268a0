"""A report with every kind of block, made-up people, and numbers that are easy to get wrong."""

import datetime

from alongside.methods.documents.model import (
    Answered,
    Bar,
    Bars,
    Bullets,
    Column,
    Count,
    Document,
    Figures,
    Finding,
    Heading,
    Notice,
    Pairs,
    Paragraph,
    Quote,
    Said,
    Table,
)
from alongside.methods.shown import Shown

FEW = (
    "Fewer than 5 people came from each of these areas. A number that small could point to one "
    "person, so we add the areas together."
)
TOTAL = "This number could be used to work out one that is not shown."


def counted(label: str, number: int, most: int) -> Bar:
    return Bar(label, Shown(number), number / most)


def understanding(label: str, then: int, now: int) -> tuple[str, Bar, Bar]:
    return (
        label,
        Bar("Before", Shown(then), then / 41, tone="to"),
        Bar("Now", Shown(now), now / 41, tone="with"),
    )


FOUND = (
    Heading("What we found"),
    Paragraph(
        "A number alone can mislead. The bracket shows where the true figure is likely to be for "
        "sessions like these.",
        "soft",
    ),
    Finding(
        "understand co-production better now than before",
        Shown(33),
        41,
        "That is 80 %, likely between 7 and 9 of every 10. The other 8 felt the same. "
        "Nobody felt worse.",
        33 / 41,
        0.66,
        0.9,
        counts=(Count("gave the same answer", Shown(8), 41), Count("answered lower", 0, 41)),
    ),
    Pairs(
        "How well people understand it",
        "Each person marked before and now at the end, so “before” is what they remember.",
        (
            understanding("Well or very well", 7, 33),
            understanding("Some", 15, 8),
            understanding("Not much or not at all", 19, 0),
        ),
        ("Understanding", "Before and now, of 41 people"),
        base=41,
    ),
    Finding(
        "know where to go for help",
        Shown(35),
        Shown(41),
        "That is 85 %, likely between 7 and 9 of every 10.",
        35 / 41,
        0.72,
        0.93,
    ),
    Finding(
        "named at least one model without help",
        Shown.withheld(TOTAL),
        Shown(41),
        "The ladder was named most often.",
        note="People were not told the answer before.",
    ),
    Bars(
        "What people want next",
        "Each could choose several. 1,204 answers from 967 people.",
        ("Answer", "People, and where the true share is likely to be"),
        (
            Bar("A longer session", "528 (55 %)", 0.546, 0.515, 0.577, "with"),
            Bar("A session for managers", "410 (42 %)", 0.424, 0.393, 0.455, "with"),
            Bar("A peer group", Shown(266), 0.275, 0.248, 0.304, "with"),
        ),
        says="More than half ask for a longer session: 528 of 967 people.",
        base=967,
        counts=(Count("A longer session", 528, 967),),
    ),
)

WHO = (
    Heading("Who came"),
    Table(
        "Two rounds of the same session",
        (
            Column("Round"),
            Column("Sessions", number=True),
            Column("People", number=True),
            Column("People at each", number=True),
            Column("Answers", number=True),
        ),
        (
            ("2024, led by a partner", Shown(3), Shown(38), 38 / 3, "not asked"),
            (
                "August 2025 to March 2026, led by our own team",
                Shown(5),
                Shown(46),
                9.2,
                Shown(1234),
            ),
        ),
        ("Both", Shown(8), Shown(84), 10.5, None),
        "Places taken, not different people.",
    ),
    Heading("By date and by area", 3),
    Bars(
        "People at each session",
        "46 people, 5 sessions",
        ("Date", "People"),
        (
            counted("19 August 2025", 7, 12),
            counted("7 October 2025", 11, 12),
            counted("25 November 2025", 8, 12),
            counted("20 January 2026", 9, 12),
            counted("10 March 2026", 11, 12),
        ),
        ("All", Shown(46)),
        "About the same number came each time.",
    ),
    Bars(
        "People from each service area",
        "46 people, 11 areas",
        ("Service area", "People"),
        (
            counted("Adult Social Care", 14, 16),
            counted("Children’s Services", 9, 16),
            counted("Public Health", 6, 16),
            counted("Housing", 5, 16),
            Bar("7 other areas, each", Shown.withheld(FEW)),
            counted("7 other areas together", 12, 16),
        ),
        ("All", Shown(46)),
        "Adult Social Care sent the most people.",
    ),
)

ANSWERS = (
    Heading("You said, we did"),
    Answered(
        (
            Said(
                "Talk about what gets in the way.",
                Shown(9),
                Shown(38),
                ("We all know the 1 form that nobody can fill in.",),
            ),
            Said("Use cards, not slides.", Shown.withheld(FEW), Shown(38)),
        ),
        "We made a card game about barriers. It takes 20 minutes.",
        "September 2025",
    ),
    Answered(
        (Said("Hold it on a Saturday.", Shown(5)),),
        "The building is closed then. We will try evenings first.",
        "October 2025",
        "no",
    ),
    Answered((Said("Give us more time to practise.", Shown(7)),), "", "due Friday", "wait"),
    Quote(
        "I sat next to someone from Housing with the same problem as me. Now we are fixing it "
        "together.",
        "Person who came in October. Shared with their agreement.",
    ),
    Heading("What we will do next"),
    Bullets(("Ask the review group about the new agenda.", "Hold six sessions from May.")),
    Notice("How sure we are", ("These people chose to come. Others may think differently.",)),
)

REPORT = Document(
    "People left knowing more, and most know where to go next",
    (
        Paragraph(
            "Fewer can name a model of co-production. That is what we should work on.", "lead"
        ),
        Figures(
            (
                ("people came", Shown(46)),
                ("sessions", 5),
                ("service areas", 11),
                ("answered the questions", Shown(41)),
                ("invited", Shown(1250)),
            )
        ),
        *FOUND,
        *WHO,
        *ANSWERS,
    ),
    kicker="Evaluation report · Co-production in practice · August 2025 to March 2026",
    stamp="Not protected, not for sharing",
    facts=(
        ("Made", "22 November 2026"),
        ("Fingerprint of the answers", "3f2a9c41d07b55e8"),
    ),
    made=datetime.date(2026, 11, 22),
)
