"""Figures of an area with something beside them, for the walks over every address."""

from datetime import datetime

from alongside.asks import actions as asks
from alongside.asks.models import Cut, Wave
from alongside.methods.questions import same
from alongside.people.models import Membership
from alongside.representation import actions, queries, reading

FIGURES = b"characteristic,group,number,source,year,area\nHelp,Yes,9,S,2021,A\nHelp,No,9,S,2021,A\n"


def whole(wave: Wave, by: Membership, now: datetime) -> dict[str, object]:
    """Load figures, and match the first choice of one that a wave asked; return the parts of
    addresses."""
    here = wave.organisation
    made = actions.load(organisation=here, content=FIGURES, by=by, now=now)
    questions = same.identified(wave.version.definition["questions"])
    question = next(one for one in questions if one["type"] == "one")
    counts = [9 for _ in question["choices"]]
    cut = Cut(
        question=question[same.ID],
        part=queries.WHOLE,
        waves=[wave.pk],
        counts=counts,
        answered=sum(counts),
    )
    asks.remember(organisation=here, cuts=[cut], now=now)
    (source,) = queries.sources(here)
    actions.match(
        organisation=here,
        asked=source.asked[cut.question],
        characteristic=reading.by_name(made.rows)["Help"],
        groups=["Yes", "No", *[""] * (len(counts) - 2)],
        by=by,
        now=now,
    )
    return {"number": made.number, "key": source.key, "question": cut.question}
