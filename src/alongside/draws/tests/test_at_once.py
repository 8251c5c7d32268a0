"""Two at once draw once; on a database that lets two write at once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from threading import Barrier

import pytest
from django.db import connection, connections

from alongside.draws import actions
from alongside.draws.models import Draw, Drawing
from alongside.letters.models import Letter
from alongside.people.actions import NotPossible

from .conftest import SEED


def at_once(acts):
    """Do all of these at one moment; return what each said."""
    ready = Barrier(len(acts))

    def do(act):
        ready.wait()
        try:
            return act()
        except NotPossible as problem:
            return str(problem)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(do, acts))


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite lets one write at a time")
@pytest.mark.django_db(transaction=True)
def test_two_seeds_at_one_moment_are_one_drawing(settled, cast, clock):
    moment: datetime = clock(15)

    def draw_by(seed):
        return lambda: actions.draw_lots(
            draw=settled.draw, typed=seed, by=cast.amira, today=moment.date(), now=moment
        )

    said = at_once([draw_by(SEED), draw_by("1 2 3 4 5 6"), draw_by("7 8 9 10 11 12")])
    assert Drawing.objects.count() == 1
    assert sum(isinstance(one, Drawing) for one in said) == 1
    assert sum("never drawn again" in str(one) for one in said) == 2
    assert settled.people.filter(state="drawn").count() == 4
    assert Letter.objects.filter(subject__startswith="You were drawn").count() == 4


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite lets one write at a time")
@pytest.mark.django_db(transaction=True)
def test_two_who_say_no_at_one_moment_are_followed_by_two(drawn, clock):
    moment = clock(16)
    first, second = drawn.settlement.people.filter(state="drawn")[:2]

    def no(one):
        return lambda: actions.say_no(ticketed=one, now=moment)

    followed = at_once([no(first), no(second), no(first)])
    assert drawn.settlement.people.filter(state="drawn").count() == 4
    assert followed[0] == followed[2]
    assert len({one.number for one in followed}) == 2
    assert Draw.objects.get().settlement.people.filter(state="no").count() == 2
