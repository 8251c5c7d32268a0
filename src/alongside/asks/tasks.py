"""Closes waves whose time is over, seals what may be sealed, removes traces and copies of what is
gone and codes that people made themselves, makes copies of large waves, counts response rates,
writes letters."""

from datetime import datetime, timedelta

from . import actions, queries, rates
from .queries import inviting

MOST_LETTERS = 200
"""How many letters are written in one turn: the others come a few seconds later."""


def due(now: datetime) -> int:
    """Close, seal and wipe what is due; return how many things were done."""
    done = 0
    for wave in queries.to_close(now):
        actions.close(wave=wave, now=now)
        done += 1
    for wave in rates.to_count(now):
        actions.count_rates(wave=wave, now=now)
        done += 1
    sealed = sum(actions.seal(wave=wave) for wave in list(queries.to_seal(now)))
    if sealed or queries.answers_wait():
        actions.sweep(sealed=bool(sealed))
    done += sealed
    for wave in queries.to_wipe():
        if actions.wipe(wave=wave, now=now):
            done += 1
            actions.make_copy(wave=wave)
    for invitation in list(inviting.to_write(now)[:MOST_LETTERS]):
        actions.write(invitation=invitation, now=now)
        done += 1
    for wave in queries.codes_to_forget(now):
        actions.forget_own_codes(wave=wave)
        done += 1
    done += actions.forget_copies()
    week_ago = now - timedelta(days=7)
    done += actions.forget_drafts(before=week_ago) + actions.forget_uploads(before=week_ago)
    return done + actions.forget_files()
