"""What many do at once is written together, acknowledged each for itself, and never given up."""

import asyncio
from unittest.mock import Mock

import pytest
from django.db import OperationalError

from alongside.web.batches import Batches


@pytest.fixture
def taken(monkeypatch):
    """Call it with a `write` and what is given to it all at once; what became of each, and how the
    batches were."""

    monkeypatch.setattr("alongside.web.batches.connection", Mock(vendor="postgresql"))

    def run(write, things):
        written = []

        def keep(batch):
            written.append(list(batch))
            return write(batch)

        async def play():
            batches = Batches("things", keep, "away")
            batches.start()
            found = asyncio.gather(*(batches.take(thing) for thing in things))
            await asyncio.sleep(0)
            await asyncio.to_thread(batches.stop)
            return await asyncio.wait_for(found, 10)

        return asyncio.run(play()), written

    return run


def test_what_waits_is_written_together_in_order_also_when_the_server_stops(taken):
    found, written = taken(lambda batch: [one * 2 for one in batch], range(500))
    assert found == [one * 2 for one in range(500)]
    assert [one for batch in written for one in batch] == list(range(500))
    assert len(written) < 10


def test_one_at_fault_keeps_nobody_else_s_from_being_written(taken):
    def write(batch):
        if 3 in batch:
            raise ValueError
        return ["kept"] * len(batch)

    found, _ = taken(write, range(5))
    assert found == ["kept", "kept", "kept", "away", "kept"]


def test_without_a_database_nothing_is_acknowledged(taken):
    def write(batch):
        raise OperationalError

    assert set(taken(write, range(5))[0]) == {"away"}
