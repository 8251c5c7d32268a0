"""What is made once and written again is what the actions make, or it is made by them."""

import pytest
from django.db import connection, transaction

from alongside.people import actions
from alongside.people.models import Team
from tests import again as the_module
from tests.again import again

pytestmark = pytest.mark.skipif(
    connection.vendor != "sqlite", reason="on PostgreSQL it is made each time"
)


@pytest.fixture
def made(cast, monkeypatch):
    """Call it to make a team, take that back, do `between` and make it again: how often it was made
    by the action, and both teams."""
    monkeypatch.setattr(the_module, "_kept", {})
    times = []

    def make(name="Parks"):
        times.append(name)
        return actions.add_team(organisation=cast.here, name=name, kind=Team.Kind.TEAM)

    def do(between):
        before = the_module._known.made, the_module._known.written
        with transaction.atomic():
            first = again("a team", make)
            transaction.set_rollback(True)
        the_module.begins_with(*before[0])
        between()
        second = again("a team", make)
        return len(times), first, second

    return do


def test_the_second_time_the_same_rows_are_there(made):
    times, first, second = made(lambda: None)
    assert times == 1
    assert second == first
    assert second is not first
    assert Team.objects.get(name="Parks").pk == first.pk


def test_after_anything_else_was_written_it_is_made_anew(made, cast):
    times, _, _ = made(lambda: Team.objects.filter(name="Housing").update(name="Other"))
    assert times == 2


def test_where_other_keys_were_given_out_it_is_made_anew(made, cast):
    def given_out():
        Team.objects.create(organisation=cast.there, name="Gone", kind="team").delete()
        the_module.begins_with("the cast")

    times, first, second = made(given_out)
    assert times == 2
    assert second.pk != first.pk
