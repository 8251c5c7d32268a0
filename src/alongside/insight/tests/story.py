"""A story for tests: people answer a form in their own words, and somebody reads it."""

from datetime import timedelta

from alongside.asks import actions as asks
from alongside.asks import queries as asked
from alongside.asks.models import Mode
from alongside.asks.starters import starter
from alongside.insight import actions, queries

QUESTIONS = {"liked": "liked", "improve": "improve", "apply": "will apply"}
"""The open questions of the form, and their kinds."""


def tell(organisation, now, people, mode=Mode.ANONYMOUS, form=None, members=(), **more):
    """Return a closed wave in which each of `people` wrote: a mapping of question to words, with
    `quote=True` where they may be shared."""
    form = form or asks.make_form(
        organisation=organisation, title="How was it?", draft=starter("session_evaluation"), now=now
    )
    opens = now - timedelta(days=2)
    wave = asks.open_wave(version=asks.publish(form=form, now=now), mode=mode, opens=opens, **more)
    for number, one in enumerate(people):
        answers = {name: {"text": one[name]} for name in QUESTIONS if name in one}
        answers["quoting"] = {"choice": "yes" if one.get("quote") else "no"}
        invitation = None
        if not wave.anonymous:
            key = asks.invite(wave=wave, member=members[number])
            invitation = asked.invitation(wave, key)
        asks.answer(
            wave=wave, answers=answers, client=f"c{number}", now=opens, invitation=invitation
        )
    asks.close(wave=wave, now=now)
    wave.refresh_from_db()
    return wave


def draws(*waves):
    return [actions.Draws(wave, name, kind) for wave in waves for name, kind in QUESTIONS.items()]


def analyse(by, now, *waves, title="Spring sessions"):
    return actions.start(
        organisation=by.organisation, title=title, on=draws(*waves), by=by, now=now
    )


def check_all(analysis, by, now):
    """Confirm every comment as it is."""
    for comment in queries.unchecked(analysis):
        actions.confirm(comment=comment, hide=[], by=by, now=now)


def sort_into(analysis, themes, by, now):
    """Put comments into themes by the words in them: {(kind, name): words}. The others fit none."""
    check_all(analysis, by, now)
    made = {}
    for (kind, name), words in themes.items():
        made[name] = actions.add_theme(analysis=analysis, kind=kind, name=name, by=by, now=now)
        for comment in queries.comments(analysis).filter(text__contains=words):
            actions.put(comment=comment, theme=made[name], by=by, now=now)
    for kind in queries.kinds(analysis):
        for comment in queries.to_read(analysis, kind):
            actions.pass_over(analysis=analysis, comment=comment, by=by, now=now)
    return made
