"""Part of the example organisation: those who take part stand beside the people who live in its
made-up area. The figures of the area are invented, and say so."""

from datetime import datetime
from importlib.resources import files

from alongside.people.models import Membership
from alongside.representation import actions, queries, reading

ABOUT = {
    "How old are you?": "Age",
    "Which of these groups describes you best?": "Ethnic group",
    "What is your sex?": "Sex",
    "Do you have a health condition": "A health condition that lasts",
}
"""What each question is about, by how it begins."""


def compare(*, analyst: Membership, now: datetime) -> None:
    """Load the figures, and match the answers of equality monitoring that have the same words."""
    organisation = analyst.organisation
    content = (files("alongside.home") / "story" / "area.csv").read_bytes()
    made = actions.load(organisation=organisation, content=content, by=analyst, now=now)
    area = reading.by_name(made.rows)
    for source in queries.sources(organisation):
        for asked in source.asked.values() if source.equality else ():
            for begins, name in ABOUT.items():
                if asked.words.startswith(begins):
                    actions.match(
                        organisation=organisation,
                        asked=asked,
                        characteristic=area[name],
                        groups=queries.proposed(asked, area[name]),
                        by=analyst,
                        now=now,
                    )
