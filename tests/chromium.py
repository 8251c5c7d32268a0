"""Where the installed Chromium is. `python -m tests.chromium` exits 0 when there is one."""

import os
import shutil
import sys

NAMES = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome-stable",
    "google-chrome",
)
"""The first draws the same pages without a window of the browser around each, which takes more than
half of the time."""

# A closed network or an account without rights must not stop it, nor may it call home.
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def path() -> str | None:
    """Return the browser to drive: ALONGSIDE_CHROMIUM, or the first one installed."""
    named = os.environ.get("ALONGSIDE_CHROMIUM")
    return named or next(filter(None, map(shutil.which, NAMES)), None)


if __name__ == "__main__":
    sys.exit(path() is None)
