"""The part alone closes by itself after its last day; whoever has not finished is reminded."""

from datetime import datetime

from . import actions, queries

MOST_A_TURN = 20


def due(now: datetime) -> int:
    """Close what is over, write reminders, remove the last traces; return how many of each."""
    done = 0
    for assessment in list(queries.to_close(now)[:MOST_A_TURN]):
        actions.close(assessment=assessment, now=now)
        done += 1
    for place in list(queries.to_remind(now)[:200]):
        done += actions.remind(place=place, now=now) is not None
    closed = list(queries.to_wipe()[:MOST_A_TURN])
    return done + (actions.wipe(assessments=closed, now=now) if closed else 0)
