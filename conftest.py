"""Every test runs with its own data folder, the quick password hasher, and the same cast."""

import os
import re
import tempfile

import django
import pytest
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


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--everything", action="store_true", help="on PostgreSQL, also what says the same there"
    )


class _Journeys(LoadScopeScheduling):
    """Journeys run one after another on one worker: each act goes on from the last; so do the tests
    of a server that they share. The walk over every page has a server of its own, on another
    worker. Every other test runs by itself. (`xdist_group` is lost: pytest 9.2 takes no new name
    for a test.)"""

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.partition("::")[0]
        if file.startswith("tests/journeys/"):
            return file if file.endswith("/test_pages.py") else "journeys"
        return file if file.endswith(("/test_served.py", "/test_faults.py")) else nodeid


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> _Journeys:
    return _Journeys(config, log)


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


LONGEST = ("tests/journeys/", "tests/test_bad_input.py", "tests/test_doors.py")
"""The tests that take longest, which begin first: otherwise one worker ends with them while the
others have nothing left to do."""


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Begin with the longest, and leave out on PostgreSQL what would say the same there."""
    if os.environ.get("PYTEST_XDIST_WORKER"):
        items.sort(key=lambda item: not item.nodeid.startswith(LONGEST))
    if os.environ.get("ALONGSIDE_TEST_DATABASE") and not config.getoption("everything"):
        config.hook.pytest_deselected(items=[i for i in items if not _also_on_postgresql(i)])
        items[:] = [item for item in items if _also_on_postgresql(item)]


# The same examples each time, however slow the machine is: a test that fails here fails everywhere.
settings.register_profile(
    "same", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("same")
