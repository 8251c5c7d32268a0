"""The cast of every test: Amira leads in one council, Bola in another, Chidi belongs nowhere."""

import pickle
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest
from django.apps import apps
from django.conf import settings
from django.core.cache import cache
from django.db import connection, transaction
from django.test import Client, override_settings

from tests.again import begins_with

NOW = datetime(2026, 3, 10, 9, 0, tzinfo=UTC)
"""The moment at which the tests' stories play, a Tuesday morning."""


@dataclass(frozen=True)
class Cast:
    """Two organisations that must never see each other, and the people in them."""

    here: "Organisation"  # noqa: F821
    there: "Organisation"  # noqa: F821
    amira: "Membership"  # noqa: F821  owner and lead here
    tom: "Membership"  # noqa: F821  facilitator here
    priya: "Membership"  # noqa: F821  analyst here
    david: "Membership"  # noqa: F821  senior manager here
    dot: "Membership"  # noqa: F821  expert by experience here, never signs in
    bola: "Membership"  # noqa: F821  owner there
    chidi: "Person"  # noqa: F821  signs in, belongs nowhere


QUICK = {
    "PASSWORD_HASHERS": ["django.contrib.auth.hashers.MD5PasswordHasher"],
    "MAILERS": {"default": {"BACKEND": "alongside.letters.backend.LetterBackend"}},
}
"""Settings of every test."""


@pytest.fixture(autouse=True)
def _quick(settings: object) -> None:
    for name, value in QUICK.items():
        setattr(settings, name, value)
    cache.clear()


@pytest.fixture
def now() -> datetime:
    return NOW


@dataclass
class _Written:
    """How the cast is written again once it was made in this process: thousands of tests begin
    with it."""

    rows: list[tuple[type, list]] = field(default_factory=list)
    statements: list[tuple[str, object]] = field(default_factory=list)
    cast: bytes = b""

    def note(self, execute: Callable, sql: str, params: object, many: bool, context: dict):
        assert not many
        self.statements.append((sql, params))
        return execute(sql, params, many, context)


_written = _Written()


@pytest.fixture
def cast(db: None) -> Cast:
    """The cast in the database. It is made by our actions once; the second time its rows are
    written as they were then, and afterwards by the same statements."""
    found = _cast()
    begins_with("the cast")
    return found


def _cast() -> Cast:
    if _written.statements:
        with connection.cursor() as cursor:
            for sql, params in _written.statements:
                cursor.execute(sql, params)
        return pickle.loads(_written.cast)
    if _written.rows:
        with connection.execute_wrapper(_written.note):
            for model, rows in _written.rows:
                model._default_manager.bulk_create(copy(row) for row in rows)
        found = _found()
        _written.cast = pickle.dumps(found)
        return found
    models = [
        model for model in apps.get_models(include_auto_created=True) if not model._meta.proxy
    ]
    empty = [model for model in models if not model._default_manager.exists()]
    made = make_cast()
    _written.rows.extend((m, rows) for m in empty if (rows := list(m._default_manager.all())))
    return made


def _found() -> Cast:
    from alongside.people.models import Membership, Organisation, Person

    organisations = {one.name.split()[0]: one for one in Organisation.objects.all()}
    members = {
        one.name.split()[0].lower(): one
        for one in Membership.objects.select_related("organisation", "team", "person")
    }
    return Cast(
        here=organisations["Sandbrook"],
        there=organisations["Otherton"],
        chidi=Person.objects.get(email="chidi@example.org"),
        **members,
    )


def make_cast() -> Cast:
    """Make the cast by our actions."""
    from alongside.people import actions
    from alongside.people.models import Person, Team

    here = actions.create_organisation(name="Sandbrook Council", now=NOW)
    there = actions.create_organisation(name="Otherton NHS Trust", now=NOW)
    area = Team.Kind.SERVICE_AREA
    care = actions.add_team(organisation=here, name="Adult Social Care", kind=area)
    housing = actions.add_team(organisation=here, name="Housing", kind=area)
    wards = actions.add_team(organisation=there, name="Wards", kind=area)

    def member(name: str, organisation: object, team: object, *roles: str, signs_in: bool = True):
        return actions.add_member(
            organisation=organisation,
            name=name,
            email=f"{name.split()[0].lower()}@example.org" if signs_in else "",
            team=team,
            roles=roles,
            can_sign_in=signs_in,
            now=NOW,
        )

    return Cast(
        here=here,
        there=there,
        amira=member("Amira Hussain", here, care, "owner", "lead"),
        tom=member("Tom Baker", here, housing, "facilitator"),
        priya=member("Priya Nair", here, care, "analyst"),
        david=member("David Price", here, care, "senior manager"),
        dot=member("Dot Evans", here, None, "expert by experience", signs_in=False),
        bola=member("Bola Ade", there, wards, "owner", "lead"),
        chidi=Person.objects.create(email="chidi@example.org", name="Chidi"),
    )


@pytest.fixture(scope="module")
def module_db(django_db_setup: None, django_db_blocker: object) -> Iterator[Callable]:
    """Call it for a context in which rows are made that every test of a module begins with. What a
    test does to them is taken back after it, and they themselves after the module."""
    whole = transaction.atomic()
    whole._from_testcase = True  # a test's own transaction may begin within it
    with django_db_blocker.unblock():
        whole.__enter__()

    @contextmanager
    def make() -> Iterator[None]:
        with django_db_blocker.unblock(), override_settings(**QUICK):
            yield

    yield make
    with django_db_blocker.unblock():
        transaction.set_rollback(True)
        whole.__exit__(None, None, None)


@pytest.fixture
def sign_in(client: Client):
    """Sign a member (or a person) in, and return the client."""

    def do(who: object) -> Client:
        client.force_login(getattr(who, "person", who), settings.AUTHENTICATION_BACKENDS[0])
        return client

    return do
