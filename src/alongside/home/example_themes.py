"""The second half of the example's story: themes in what people wrote, and the answers to them."""

from collections.abc import Iterable
from datetime import datetime

from alongside.asks.models import Wave
from alongside.gatherings.models import DesignVersion
from alongside.influence import actions as influence
from alongside.insight import actions as insight
from alongside.insight import queries
from alongside.insight.actions import Draws
from alongside.insight.models import Analysis, Kind, Theme
from alongside.people.models import Membership

QUESTIONS = {"liked": Kind.LIKED, "improve": Kind.IMPROVE, "apply": Kind.APPLY}

CHANGES = {
    "We made a card game about what gets in the way.": ["Activities around the barriers"],
    "We wrote scenarios from real work in our services.": ["More practical, from our own work"],
    "We chose new videos, with clear sound and captions.": ["Better sound and picture"],
    "The session takes an hour and a half now, with a break for tea.": [
        "The length of the session",
        "Refreshments",
    ],
}
"""What was changed, and each thing people asked for that it does."""

MEANS = {
    "Activities around the barriers": "Wishes to do or talk more about what gets in the way. Not: "
    "that there was too little time for it.",
    "More practical, from our own work": "Wishes for cases from people’s own work, or help.",
    "Better sound and picture": "What could not be heard or seen. Not: what a video was about.",
    "The length of the session": "Too long, too short, or no break in it.",
    "Refreshments": "Food and drink.",
}
"""What belongs in a theme, for some of them."""

QUOTED = {
    "The card game about barriers",
    "Hearing how other teams do it",
    "The people who led it had lived it themselves",
    "More about the barriers",
    "Talk about what gets in the way",
    "The videos were hard to hear",
    "A shorter session with a break",
    "Tea would have helped",
    "Invite people to the first planning meeting, not the last",
    "Ask two tenants to write the next letter with us",
    "Tell people what we did with what they said",
}
"""Words to stand under their theme, where somebody who wrote them agreed."""


def read_and_answer(
    *,
    waves: Iterable[Wave],
    themes: dict[str, list[str]],
    analyst: Membership,
    lead: Membership,
    version: DesignVersion,
    now: datetime,
) -> None:
    """Read what was written in these waves into themes, share them, and answer every wish.

    `themes` has, under "kind: name", the answers that belong to each theme.
    """
    waves = list(waves)
    draws = [Draws(wave, name, kind) for wave in waves for name, kind in QUESTIONS.items()]
    analysis = insight.start(
        organisation=analyst.organisation,
        title="Co-production in practice: what people wrote",
        on=draws,
        by=analyst,
        now=now,
    )
    unchecked = list(queries.unchecked(analysis).values_list("pk", flat=True))
    insight.confirm_unflagged(analysis=analysis, comments=unchecked, by=analyst, now=now)
    for comment in queries.unchecked(analysis):
        names = queries.names(analyst.organisation)
        hide = queries.flags(comment.text, names)
        insight.confirm(comment=comment, hide=hide, by=analyst, now=now)
    made = [_theme(analysis, title, answers, analyst, now) for title, answers in themes.items()]
    for kind in queries.kinds(analysis):
        for comment in queries.to_read(analysis, kind):
            insight.pass_over(analysis=analysis, comment=comment, by=analyst, now=now)
    shared = insight.share(analysis=analysis, by=analyst, now=now)
    by_name = {theme.name: theme for theme in made}
    for text, wishes in CHANGES.items():
        first, *others = (by_name[wish] for wish in wishes)
        answer = influence.answer_changed(
            theme=first,
            text=text,
            changed_on=version.made.date(),
            version=version,
            by=lead,
            now=now,
        )
        for theme in others:
            assert answer.change
            influence.answer_with_change(theme=theme, change=answer.change, by=lead, now=now)
    influence.publish(analysis=shared, themes=made, by=lead, now=now)


def _theme(
    analysis: Analysis, title: str, answers: list[str], analyst: Membership, now: datetime
) -> Theme:
    kind, name = title.split(": ")
    theme = insight.add_theme(
        analysis=analysis,
        kind=kind,
        name=name,
        means=MEANS.get(name, ""),
        by=analyst,
        now=now,
    )
    for comment in queries.comments(analysis).filter(text__in=answers, kind=kind):
        insight.put(comment=comment, theme=theme, by=analyst, now=now)
    _quote(theme)
    return theme


def _quote(theme: Theme) -> None:
    """Choose words to stand under a theme: each once, of somebody who agreed."""
    quoted: set[str] = set()
    for coding in queries.allowed_quotes([theme.analysis]).filter(theme=theme):
        if coding.shown in QUOTED - quoted:
            insight.quote(theme=theme, comment=coding.comment)
            quoted.add(coding.shown)
