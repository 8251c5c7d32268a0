"""Every test runs with its own data folder, the quick password hasher, and the same cast."""

import os
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


LONGEST = ("tests/journeys/", "tests/test_bad_input.py", "tests/test_doors.py")
"""The tests that take longest, which begin first: otherwise one worker ends with them while the
others have nothing left to do."""

REACHES = {"db", "transactional_db", "database"}
"""What a test asks for that reaches the database: by pytest-django, or as a server's own."""


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On PostgreSQL only tests that reach the database are run: the others would say the same as on
    SQLite, where all are."""
    if os.environ.get("PYTEST_XDIST_WORKER"):
        items.sort(key=lambda item: not item.nodeid.startswith(LONGEST))
    if not os.environ.get("ALONGSIDE_TEST_DATABASE"):
        return
    kept, left = [], []
    for item in items:
        names = set(getattr(item, "fixturenames", ()))
        reaches = names & REACHES or item.get_closest_marker("django_db")
        (kept if reaches else left).append(item)
    config.hook.pytest_deselected(items=left)
    items[:] = kept


# The same examples each time, however slow the machine is: a test that fails here fails everywhere.
settings.register_profile(
    "same", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("same")
