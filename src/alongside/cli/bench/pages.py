"""Every page of the example: server time, queries, and the weight of a page on a phone."""

import re
import statistics
import time
from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from html import unescape
from typing import Any
from urllib.parse import urlencode

from django.conf import settings

from alongside.cli.bench import Figure, Found, installation_of_its_own
from alongside.cli.bench.walk import NOTHING_THERE, POSTS, routes, walk
from alongside.cli.bench.weight import weight

YARDSTICK = "the plainest page of the same server"
TIMES = 7
FEWEST_TIMES = 3
LONGEST = 0.5
"""Seconds after which a page is not opened again, when it was opened three times."""

HEAVIEST = 60
"""kB that a participant page weighs at most, with everything."""

ANSWERING = {f"asks:{page}" for page in ("begin", "question", "everything", "check", "thanks")}
"""Measured on a wave that is open, in the order somebody meets them."""

FIELD = re.compile(r"<(input|textarea|select)\b([^>]*)>")
ATTRIBUTE = re.compile(r'(\w+)="([^"]*)"')
AS_BROWSERS_DO = "application/x-www-form-urlencoded"
PARTICIPANT = ("/a/", "/j/", "/l/", "/place/", "/review/", "/ysw/")
PRIVATE_LINK = re.compile(r"https?://[^/\s]+(/(?:place|review|a|j)/[^\s>]+)")


def measure() -> Found:
    """Return the median milliseconds and the queries of each page, and what a phone loads for those
    of who takes part; and each address that shows nothing, with the reason."""
    installation_of_its_own()
    from django.contrib.auth import get_user_model
    from django.core.management import call_command
    from django.test import Client
    from django.utils import timezone

    from alongside.home import example

    now = timezone.now()
    example.build(email="amira@example.org", password="", now=now)
    call_command("collectstatic", verbosity=0, interactive=False)
    staff, stranger = Client(), Client()
    person = get_user_model().objects.get(email="amira@example.org")
    staff.force_login(person, settings.AUTHENTICATION_BACKENDS[0])
    empty, _ = median_of(staff, "/privacy/")
    figures = list(_answering(stranger, empty, now))
    met = {figure.what for figure in figures}
    answering = {route for route, name in routes().items() if name in ANSWERING}
    left_out: dict[str, str] = {}
    for client, starts in ((staff, _starts()), (stranger, _letters())):
        walked = walk(client, starts)
        left_out = {
            route: why if why != NOTHING_THERE else left_out.get(route, why)
            for route, why in walked.left_out.items()
            if client is staff or route in left_out
        }
        for route, visit in walked.found.items():
            if visit.path not in met and route not in answering:
                met.add(visit.path)
                figures += _figures(client, visit.path, empty)
    in_order = sorted(
        (figure for figure in figures if figure.unit == "ms"), key=lambda figure: -figure.value
    )
    others = [figure for figure in figures if figure.unit != "ms"]
    return Found(
        [*in_order, *others, _heaviest(others)],
        {route: why for route, why in left_out.items() if route not in answering},
    )


def lines(found: Found) -> Iterator[str]:
    """Yield the pages, slowest first, then what could not be measured."""
    values = {figure.what: figure.value for figure in found.figures}
    yield f"{'ms':>8} {'queries':>8} {'kB':>6}  page"
    pages = [figure for figure in found.figures if figure.unit == "ms"]
    for page in pages:
        loaded = values.get(f"{page.what} with everything")
        weighs = "" if loaded is None else f"{loaded:.1f}"
        queries = int(values[f"{page.what} queries"])
        yield f"{page.value:8.1f} {queries:8} {weighs:>6}  {page.what}"
    yield ""
    middle = statistics.median(page.value for page in pages)
    yield f"{len(pages)} pages, the middle one in {middle:.1f} ms; kB with everything it loads"
    heaviest = found.figures[-1]
    yield f"{heaviest.what}: {heaviest.value:.1f} kB (at most {HEAVIEST})"
    reasons = Counter(found.left_out.values())
    for why, number in reasons.most_common():
        yield f"{number} addresses not measured: {why}"
        if why != POSTS:
            yield from (f"    {route}" for route, reason in found.left_out.items() if reason == why)


def _starts() -> list[str]:
    """Return where somebody of staff begins: every other page is linked from there."""
    from alongside.people.models import Organisation

    return ["/", *(f"/o/{one.slug}/" for one in Organisation.objects.all())]


def _letters() -> list[str]:
    """Return where people who take part begin: codes on posters, and links in their letters."""
    from alongside.gatherings.models import Gathering
    from alongside.letters.models import Letter

    soonest = Gathering.objects.order_by("-starts")
    codes = [f"/j/{session.code}/" for session in soonest[:FEWEST_TIMES]]
    texts = Letter.objects.order_by("-pk").values_list("text", flat=True)
    links = (unescape(link) for text in texts for link in PRIVATE_LINK.findall(text))
    return ["/", *codes, *dict.fromkeys(links)]


def _answering(client: Any, empty: float, now: datetime) -> Iterator[Figure]:
    """Yield the figures of answering a wave: its first page, each question, check and thanks."""
    from alongside.asks import actions
    from alongside.asks.models import FormVersion

    version = FormVersion.objects.latest("published")
    wave = actions.open_wave(version=version, mode="anonymous", opens=now - timedelta(minutes=1))
    begin = f"/a/{wave.code}/"
    yield from _figures(client, begin, empty)
    yield from _figures(client, f"{begin}all/", empty)
    path = f"{begin}q/{version.definition['questions'][0]['name']}/"
    while path != f"{begin}thanks/":
        yield from _figures(client, path, empty)
        path = _sent(client, path)
    yield from _figures(client, path, empty)


def _sent(client: Any, path: str) -> str:
    """Send the form of a page with something in every field; return where that leads."""
    page = client.get(path).content.decode()
    fields: dict[str, str] = {}
    for tag, rest in FIELD.findall(page[page.index("<main") :]):
        of = dict(ATTRIBUTE.findall(rest))
        name, kind = of.get("name"), of.get("type", "text")
        if name and kind not in {"hidden", "submit"}:
            plain = "3" if kind == "number" else "2026-03-10" if kind == "date" else "Tea"
            ticked = kind in {"radio", "checkbox"} and tag == "input"
            fields.setdefault(name, unescape(of.get("value", "")) if ticked else plain)
    answer = client.post(path, urlencode(fields), content_type=AS_BROWSERS_DO)
    if answer.status_code != 302:
        raise RuntimeError(f"{path} did not take {fields}")
    return answer.headers["Location"].partition("?")[0]


def _figures(client: Any, path: str, empty: float) -> Iterator[Figure]:
    took, queries = median_of(client, path)
    yield Figure(path, took, "ms", YARDSTICK, took / empty)
    yield Figure(f"{path} queries", queries, "count")
    if path == "/" or path.startswith(PARTICIPANT):
        yield Figure(f"{path} with everything", weight(client, path), "kB")


def _heaviest(figures: list[Figure]) -> Figure:
    most = max((f for f in figures if f.unit == "kB"), key=lambda figure: figure.value)
    return Figure(f"the heaviest page of who takes part: {most.what.split()[0]}", most.value, "kB")


def median_of(client: Any, path: str) -> tuple[float, int]:
    """Return the median milliseconds of a page and how many queries it makes.

    RuntimeError when it does not answer with a page: an error is quick, and no measure of one.
    """
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as captured:
        status = client.get(path).status_code
        queries = len(captured)
    if status != 200:
        raise RuntimeError(f"{path} answered {status}")
    took: list[float] = []
    while len(took) < FEWEST_TIMES or (len(took) < TIMES and sum(took) < LONGEST):
        began = time.perf_counter()
        client.get(path)
        took.append(time.perf_counter() - began)
    return 1000 * statistics.median(took), queries
