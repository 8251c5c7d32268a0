"""Every test runs with its own data folder, the quick password hasher, and the same cast."""

import gc
import os
import re
import tempfile

import django
import django.test.client
import pytest
from django.db.backends.postgresql.operations import DatabaseOperations
from hypothesis import HealthCheck, settings
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

os.environ["DJANGO_SETTINGS_MODULE"] = "alongside.settings"
os.environ["ALONGSIDE_DATA"] = tempfile.mkdtemp(prefix="alongside-test-")
os.environ["ALONGSIDE_DATABASE"] = os.environ.get("ALONGSIDE_TEST_DATABASE", "sqlite")
for name in ("ADDRESS", "HOSTS", "SMTP", "FROM", "SMS", "COUNTRY", "DEBUG", "DEMO"):
    os.environ.pop(f"ALONGSIDE_{name}", None)

django.setup()

pytest_plugins = ["tests.cast", "tests.installed"]

_note = django.test.client.store_rendered_templates


def _note_pages(store: dict, signal: object, sender: object, template, context, **more) -> None:
    """Note what a page was rendered from, for `response.context`. Django would also copy it for
    each part of the page and each box of its forms, which took longer than many a view."""
    if context.template is template and not str(template.name).startswith("django/forms/"):
        _note(store, signal, sender, template, context, **more)


django.test.client.store_rendered_templates = _note_pages


def _emptied(
    self: DatabaseOperations, _style: object, tables: list[str], **_how: bool
) -> list[str]:
    """Return what empties the tables that have rows, after a test with transactions of its own.
    Django truncates them all: PostgreSQL makes new files for each and waits until the disk has
    them, which took longer than most of these tests."""
    quoted = [self.quote_name(table) for table in tables]
    asked = " UNION ALL ".join(
        f"SELECT '{table}' WHERE EXISTS (SELECT FROM {table})" for table in quoted
    )
    with self.connection.cursor() as cursor:
        cursor.execute(asked)
        return [f"DELETE FROM {table}" for (table,) in cursor.fetchall()]


DatabaseOperations.sql_flush = _emptied


def pytest_collection_finish() -> None:
    """Leave the modules and the tests to themselves: nothing of them goes before the end, and
    looking through them for what nobody needs again took a twentieth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 20)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--everything", action="store_true", help="on PostgreSQL, also what says the same there"
    )


class _ByFile(LoadScopeScheduling):
    """The tests of a file run on one worker, in their order: what they share is made once, and each
    act of a journey goes on from the last. The files are given out as they are sorted."""

    def _split_scope(self, nodeid: str) -> str:
        return nodeid.partition("::")[0]


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> _ByFile:
    config.option.loadscopereorder = False
    return _ByFile(config, log)


REACHES = {"db", "transactional_db", "database"}
"""What a test asks for that reaches the database: by pytest-django, or as a server's own."""
BY_PAGES = {"client", "sign_in"}
"""What a test asks for that looks at pages."""
DIFFERS = re.compile(
    "order|sort|search|first|last|newest|oldest|latest|alphabet|rank|count|quer|database"
    "|twice|at_once|at_one|same_moment|second|race|wait|lock|constraint|unique"
)
"""Words in the name of a test that is about something in which databases differ."""


def _also_on_postgresql(item: pytest.Item) -> bool:
    """Return whether a test can say something else on PostgreSQL than on SQLite: see
    docs/decisions/0020-what-runs-on-both-databases.md."""
    names = set(getattr(item, "fixturenames", ()))
    marked = item.get_closest_marker("django_db")
    if not (names & REACHES or marked):
        return False
    return (
        not names & BY_PAGES
        or "transactional_db" in names
        or bool(marked and marked.kwargs.get("transaction"))
        or item.nodeid.startswith("tests/")
        or item.get_closest_marker("both") is not None
        or DIFFERS.search(item.name.partition("[")[0]) is not None
    )


LONGEST = ("tests/test_bad_input.py", "tests/journeys/test_pages.py", "tests/journeys/")
"""The files that take longest, in the order in which they begin: otherwise one worker ends with
them while the others have nothing left to do. The first needs no example organisation, which the
second waits for."""
PROCESSES = {"made", "example"}
"""What a test asks for that starts processes of its own."""


def _longest_first(items: list[pytest.Item]) -> None:
    """Sort: the longest files, then those that start processes, and then the others."""
    starts = {
        item.path
        for item in items
        if item.get_closest_marker("served") or PROCESSES & set(getattr(item, "fixturenames", ()))
    }

    def turn(item: pytest.Item) -> int:
        for place, name in enumerate(LONGEST):
            if item.nodeid.startswith(name):
                return place
        return len(LONGEST) + (item.path not in starts)

    items.sort(key=turn)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Begin with the longest, and leave out on PostgreSQL what would say the same there. There the
    longest stay where they are, at the end: they are one long transaction each, for which tests
    that read the pages of the tables after a wipe wait in vain."""
    postgresql = os.environ.get("ALONGSIDE_TEST_DATABASE")
    if os.environ.get("PYTEST_XDIST_WORKER") and not postgresql:
        _longest_first(items)
    if postgresql and not config.getoption("everything"):
        config.hook.pytest_deselected(items=[i for i in items if not _also_on_postgresql(i)])
        items[:] = [item for item in items if _also_on_postgresql(item)]


# The same examples each time, however slow the machine is: a test that fails here fails everywhere.
settings.register_profile(
    "same", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("same")
