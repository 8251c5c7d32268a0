"""Every address of the product, read from the URL table."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver


@dataclass(frozen=True)
class Address:
    """One route, with the name of its view ("people:add") and the parts to fill in."""

    name: str
    route: str
    parts: tuple[str, ...]


def own() -> list[Address]:
    """Return the addresses of our own nouns (allauth's under account/ are left to allauth)."""
    return [a for a in _walk(get_resolver(), "", "") if not a.route.startswith("account/")]


def _walk(resolver: URLResolver, route: str, namespace: str) -> Iterator[Address]:
    for entry in resolver.url_patterns:
        whole = route + str(entry.pattern)
        if isinstance(entry, URLPattern):
            name = f"{namespace}:{entry.name}" if namespace else str(entry.name)
            yield Address(name, whole, tuple(re.findall(r"<(?:\w+:)?(\w+)>", whole)))
        else:
            yield from _walk(entry, whole, entry.namespace or namespace)
