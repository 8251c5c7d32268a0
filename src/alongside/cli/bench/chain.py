"""200,000 contributions, 2,000 themes and 500 decisions: the public page, a receipt and the
measures, beside the same pages of an organisation with a hundredth of that."""

from alongside.cli.bench import Figure, Found, installation_of_its_own
from alongside.cli.bench.pages import median_of

WHOLE = {"contributions": 200_000, "themes": 2_000, "decisions": 500, "projects": 10}
SMALL = {"contributions": 2_000, "themes": 20, "decisions": 10, "projects": 2}
BEYOND = 1_000_000
"""A number of a page that is not there: the last one answers."""

YARDSTICK = "the plainest page of the same server"


def measure(*, small: bool = False) -> Found:
    """Return the median milliseconds of each page and its queries, in an organisation of this size;
    and by how many queries they differ from those of a small one, which is none."""
    installation_of_its_own()
    few = _pages("few", SMALL)
    many = few if small else _pages("many", WHOLE)
    figures = []
    for what, (took, queries) in many.items():
        empty = many["the plainest page"][0]
        figures.append(Figure(what, took, "ms", YARDSTICK, took / empty))
        figures.append(Figure(f"{what}: queries", queries, "count"))
        more = queries - few[what][1]
        figures.append(Figure(f"{what}: queries more than for a hundredth", more, "count"))
    return Found(figures)


def _pages(slug: str, size: dict[str, int]) -> dict[str, tuple[float, int]]:
    """Return how long each page takes in milliseconds, and its queries, in a new organisation."""
    from django.conf import settings
    from django.test import Client
    from django.utils import timezone

    from alongside.cli.bench import chain_world
    from alongside.influence import actions

    here = chain_world.fill(slug=slug, **size, now=timezone.now())
    _tidy()
    largest = here.projects.order_by("pk").first()
    answered = largest.contributions.filter(waited__isnull=False).order_by("pk").first()
    code = actions.give_receipt(contribution=answered)
    person = here.memberships.get(name="Amira").person
    staff, stranger = Client(), Client()
    staff.force_login(person, settings.AUTHENTICATION_BACKENDS[0])
    pages = {
        "the plainest page": (stranger, "/privacy/"),
        "public page of a project": (stranger, f"/p/{largest.code}/"),
        "its last page": (stranger, f"/p/{largest.code}/?page={BEYOND}"),
        "a receipt": (stranger, f"/said/{code}/"),
        "public page of the organisation": (stranger, f"/p/of/{here.slug}/"),
        "measures of a project": (staff, f"/o/{here.slug}/projects/{largest.pk}/measures/"),
        "measures of every project": (staff, f"/o/{here.slug}/measures/"),
        "overview of a project": (staff, f"/o/{here.slug}/projects/{largest.pk}/"),
    }
    return {what: median_of(client, path) for what, (client, path) in pages.items()}


def _tidy() -> None:
    """Let the database count its rows, as its upkeep has long done where there are so many."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
