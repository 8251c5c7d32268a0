"""No page leads somebody to a page that is not for them."""

import re
from dataclasses import dataclass, field
from datetime import timedelta
from html import unescape
from urllib.parse import urljoin, urlsplit

import pytest
from django.test import Client
from django.urls import reverse

from alongside.asks.models import Wave
from alongside.gatherings import actions as gatherings
from alongside.gatherings.models import Gathering
from alongside.people import actions as people
from alongside.people.models import Role
from tests.addresses import own
from tests.test_doors import _world, parts_of, world  # noqa: F401


@pytest.fixture
def full(world, now, monkeypatch):  # noqa: F811
    """One of everything, with a session today that has an evaluation and an access need."""
    session, version = Gathering.objects.get(), Wave.objects.get(mode="named").version
    gatherings.ask_for_evaluation(
        gathering=session, version=version, closes=session.ends + timedelta(days=9)
    )
    gatherings.change_needs(booking=session.bookings.get(), needs="A hearing loop")
    monkeypatch.setattr("django.utils.timezone.now", lambda: session.starts - timedelta(hours=2))
    return world


def member_as(cast, role, now):
    return people.add_member(
        organisation=cast.here,
        name="Eve Stone",
        email="eve.stone@example.org",
        team=cast.tom.team,
        roles=[role],
        can_sign_in=True,
        now=now,
    )


def links_of(page, at):
    """Return the addresses of our own pages that a page leads to; a `<template>` shows none."""
    page = re.sub(r"<template.*?</template>", "", page, flags=re.DOTALL)
    found = {urljoin(at, unescape(link)) for link in re.findall(r'<a[^>]* href="([^"#]+)', page)}
    return {one for one in found if not urlsplit(one).scheme and not urlsplit(one).netloc}


@dataclass
class Visit:
    """What one member finds at each address. It is asked for once, by whatever it was found."""

    client: Client
    found: dict[str, tuple[int, set[str]]] = field(default_factory=dict)

    def status(self, address: str) -> int:
        return self._look(address)[0]

    def links(self, address: str) -> set[str]:
        """Return the addresses that a page leads to: none where no page is shown."""
        return self._look(address)[1]

    def _look(self, address: str) -> tuple[int, set[str]]:
        if address not in self.found:
            page = self.client.get(address)
            shown = page.status_code == 200 and "html" in page["Content-Type"]
            links = links_of(page.content.decode(), address) if shown else set()
            self.found[address] = page.status_code, links
        return self.found[address]


@pytest.mark.parametrize("role", Role.Name.values)
def test_no_link_leads_to_a_closed_door(full, sign_in, now, role):
    cast, _ = full
    visit = Visit(sign_in(member_as(cast, role, now)))
    closed, tried = {}, set()
    for address in own():
        if "organisation" not in address.parts:
            continue
        where = reverse(address.name, kwargs=parts_of(full, address))
        for link in visit.links(where) - tried:
            tried.add(link)
            if (status := visit.status(link)) in {403, 404, 405, 500}:
                closed[link] = (status, where)
    assert closed == {}
    assert len(tried) > 3
