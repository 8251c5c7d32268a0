"""Every test runs with its own data folder, the quick password hasher, and the same cast."""

import os
import tempfile

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "alongside.settings"
os.environ["ALONGSIDE_DATA"] = tempfile.mkdtemp(prefix="alongside-test-")
os.environ["ALONGSIDE_DATABASE"] = os.environ.get("ALONGSIDE_TEST_DATABASE", "sqlite")
for name in ("ADDRESS", "HOSTS", "SMTP", "FROM", "DEBUG", "DEMO"):
    os.environ.pop(f"ALONGSIDE_{name}", None)

django.setup()

pytest_plugins = ["tests.cast"]
