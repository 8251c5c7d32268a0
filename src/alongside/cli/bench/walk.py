"""Every address that shows something, found by following the links of the example."""

import re
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape
from typing import Any

from django.urls import (
    NoReverseMatch,
    Resolver404,
    ResolverMatch,
    URLPattern,
    URLResolver,
    get_resolver,
    resolve,
    reverse,
)

LINK = re.compile(r'(?:href|hx-get)="(/[^"#?]*)')
PART = re.compile(r"<(?:\w+:)?(\w+)>")
MOST_OF_A_ROUTE = 3
"""So many addresses of one route are looked at; the slowest of them is measured."""

POSTS = "only takes what is sent to it"
NOTHING_THERE = "the example has nothing to open there"
NOT_OURS = ("account/", "static/")


@dataclass(frozen=True)
class Visit:
    """An address of a route, and how long it took the first time."""

    path: str
    seconds: float


@dataclass(frozen=True)
class Walk:
    """The routes that were found, each with its slowest address, and why the others were not."""

    found: dict[str, Visit]
    left_out: dict[str, str]


def routes() -> dict[str, str]:
    """Return the name of the view of each of our own routes ("people:add")."""
    return {
        route: name
        for route, name in _routes(get_resolver(), "", "")
        if not route.startswith(NOT_OURS)
    }


def _routes(resolver: URLResolver, before: str, namespace: str) -> Iterator[tuple[str, str]]:
    for entry in resolver.url_patterns:
        route = before + str(entry.pattern)
        if isinstance(entry, URLPattern):
            yield route, f"{namespace}:{entry.name}" if namespace else str(entry.name)
        else:
            yield from _routes(entry, route, entry.namespace or namespace)


def walk(client: Any, starts: Iterable[str]) -> Walk:
    """Follow every link from `starts` on, then try the routes that no link led to with the parts of
    addresses beside them."""
    visits, answers, parts = _follow(client, starts)
    for route, name in routes().items():
        if route not in visits and route not in answers:
            path = _filled(route, name, parts)
            answers[route] = _look(client, path, visits[route])[0] if path else 0
    found = {
        route: max(seen, key=lambda visit: visit.seconds) for route, seen in visits.items() if seen
    }
    left_out = {route: _why(answers.get(route, 0)) for route in routes() if route not in found}
    return Walk(found, left_out)


def _follow(
    client: Any, starts: Iterable[str]
) -> tuple[dict[str, list[Visit]], dict[str, int], dict[str, dict[str, Any]]]:
    """Return what was seen of each route, what other routes answered, and, by noun, the parts of
    addresses."""
    waiting, met = list(starts), set[str]()
    visits, answers = defaultdict[str, list[Visit]](list), dict[str, int]()
    parts = defaultdict[str, dict[str, Any]](dict)
    while waiting:
        path = waiting.pop(0)
        match = _resolved(path)
        if path in met or match is None or len(visits[match.route]) >= MOST_OF_A_ROUTE:
            continue
        met.add(path)
        status, links = _look(client, path, visits[match.route])
        if status == 200:
            parts[match.view_name.split(":")[0]] |= match.kwargs
        else:
            answers[match.route] = status
        waiting += links
    return visits, answers, parts


def _resolved(path: str) -> ResolverMatch | None:
    try:
        match = resolve(path)
    except Resolver404:
        return None
    return None if match.route.startswith(NOT_OURS) else match


def _look(client: Any, path: str, seen: list[Visit]) -> tuple[int, list[str]]:
    """Open an address and note how long it took; return how it answered, and where it leads."""
    began = time.perf_counter()
    answer = client.get(path)
    took = time.perf_counter() - began
    if answer.status_code == 200:
        seen.append(Visit(path, took))
        if answer.headers["Content-Type"].startswith("text/html"):
            return 200, [unescape(link) for link in LINK.findall(answer.content.decode())]
    leads_to = answer.headers.get("Location", "").partition("?")[0]
    return answer.status_code, [leads_to] if leads_to else []


def _filled(route: str, name: str, parts: dict[str, dict[str, Any]]) -> str | None:
    """Return an address of the route, with parts from those of the same noun where there are."""
    known = {key: value for noun in parts.values() for key, value in noun.items()}
    known |= parts.get(name.split(":")[0], {})
    try:
        return reverse(name, kwargs={part: known[part] for part in PART.findall(route)})
    except (KeyError, NoReverseMatch):
        return None


def _why(status: int) -> str:
    """Return why an address that answered so is not measured; 0 is one that could not be filled."""
    if status == 405:
        return POSTS
    if status in {301, 302, 303}:
        return "leads on to another page"
    return f"answered {status}" if status else NOTHING_THERE
