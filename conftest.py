"""Every test runs with its own data folder, the quick password hasher, and the same cast."""

import os
import tempfile

import django
from hypothesis import HealthCheck, settings

os.environ["DJANGO_SETTINGS_MODULE"] = "alongside.settings"
os.environ["ALONGSIDE_DATA"] = tempfile.mkdtemp(prefix="alongside-test-")
os.environ["ALONGSIDE_DATABASE"] = os.environ.get("ALONGSIDE_TEST_DATABASE", "sqlite")
for name in ("ADDRESS", "HOSTS", "SMTP", "FROM", "DEBUG", "DEMO"):
    os.environ.pop(f"ALONGSIDE_{name}", None)

django.setup()

pytest_plugins = ["tests.cast"]

# The same examples each time, however slow the machine is: a test that fails here fails everywhere.
settings.register_profile(
    "same", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("same")
