"""What happens at one moment; on a database that lets two write at once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from time import sleep

import pytest
from django.db import connection, connections

from alongside.feedback import actions, base
from alongside.feedback.models import Claim

pytestmark = [
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite lets one write at a time"),
    pytest.mark.django_db(transaction=True),
]


def test_what_is_said_while_a_claim_goes_public_takes_it_down(cast, now, monkeypatch):
    about = {"organisation": cast.here, "by": cast.tom}
    route = actions.add_route(name="A box", read_by="Tom", since=now.date(), **about)
    days = {"since": now.date() - timedelta(days=9), "until": now.date()}
    claim = actions.claim(kind="no negative", words="Nothing bad", now=now, **days, **about)
    figures = base.base

    def tell():
        try:
            actions.tell(route=route, text="It was cold", tone="negative", now=now)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as pool:

        def meanwhile(*args):
            pool.submit(tell)
            sleep(0.5)
            return figures(*args)

        monkeypatch.setattr(base, "base", meanwhile)
        actions.publish(claim=claim, now=now)
    found = Claim.objects.get()
    assert (found.published, found.contradicted) == (None, now.date())
