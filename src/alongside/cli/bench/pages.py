"""Every page of the example: server time, queries, and the weight of a page on a phone."""

import re
import statistics
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings

from alongside.cli.bench import Figure, installation_of_its_own

YARDSTICK = "an empty page of the same server"
TIMES = 7


def measure() -> list[Figure]:
    """Return the median milliseconds and the query count of each page, and what a phone loads."""
    installation_of_its_own()
    from django.contrib.auth import get_user_model
    from django.test import Client
    from django.utils import timezone

    from alongside.home import example

    example.build(email="amira@example.org", password="", now=timezone.now())
    client = Client()
    person = get_user_model().objects.get(email="amira@example.org")
    client.force_login(person, settings.AUTHENTICATION_BACKENDS[0])
    empty, _ = _median(client, "/privacy/")
    figures = []
    for path in pages():
        took, queries = _median(client, path)
        figures.append(Figure(path, took, "ms", YARDSTICK, took / empty))
        figures.append(Figure(f"{path} queries", queries, "count"))
    return [*figures, Figure("a question on a phone, with everything", _weight(), "kB")]


def pages() -> list[str]:
    """Return the addresses measured: a staff page of each kind, and those of who takes part."""
    from alongside.asks.models import Wave
    from alongside.gatherings.models import Gathering
    from alongside.reports.models import Report

    here = "/o/sandbrook/"
    session = Gathering.objects.latest("starts")
    past = Gathering.objects.earliest("starts")
    wave = Wave.objects.latest("opens")
    return [
        "/",
        here,
        f"{here}sessions/",
        f"{here}sessions/{session.pk}/",
        f"{here}sessions/{past.pk}/",
        f"{here}sessions/{past.pk}/register/",
        f"{here}programmes/",
        f"{here}reports/",
        f"{here}reports/{Report.objects.latest('made').pk}/",
        f"{here}people/",
        f"{here}teams/",
        f"{here}letters/",
        f"/j/{session.code}/",
        f"/a/{wave.code}/",
    ]


def _median(client: Any, path: str) -> tuple[float, int]:
    """Return the median milliseconds of a page and how many queries it makes."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client.get(path)
    took = []
    for _ in range(TIMES):
        began = time.perf_counter()
        client.get(path)
        took.append(1000 * (time.perf_counter() - began))
    with CaptureQueriesContext(connection) as captured:
        client.get(path)
    return statistics.median(took), len(captured)


def _weight() -> float:
    """Return the kB a phone loads for one question: the page, its styles, scripts and
    typeface as they are sent. Of all questions of the example it is the longest page, with its help
    with hard words."""
    from django.core.management import call_command
    from django.test import Client
    from django.utils import timezone

    from alongside.asks import actions
    from alongside.asks.models import FormVersion

    opens = timezone.now() - timedelta(minutes=1)
    waves = [
        actions.open_wave(version=version, mode="anonymous", opens=opens)
        for version in FormVersion.objects.all()
    ]
    call_command("collectstatic", verbosity=0, interactive=False)
    pages = [
        Client().get(f"/a/{wave.code}/q/{question['name']}/").content
        for wave in waves
        for question in wave.version.definition["questions"]
    ]
    page = max(pages, key=len)
    names = re.findall(rb'(?:href|src)="/static/([^"]+\.(?:css|js|svg))"', page)
    files = [_sent(name.decode()) for name in names]
    face = _sent("vendor/atkinson-hyperlegible-next-latin-wght-normal.woff2")
    return (len(page) + sum(files) + face) / 1000


def _sent(name: str) -> int:
    """Return how many bytes of a collected static file go over the line."""
    path = Path(settings.STATIC_ROOT) / name
    sent = [one for end in (".br", ".gz", "") if (one := Path(f"{path}{end}")).exists()]
    return sent[0].stat().st_size
