"""Which pages there are, what people read of them, and how often they were opened."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from django.db.models import Case, Exists, IntegerField, OuterRef, QuerySet, Sum, Value, When
from django.db.models.functions import TruncMonth

from alongside.methods.disclosure import protect_table
from alongside.methods.revision import revision
from alongside.methods.shown import Shown
from alongside.people.models import Organisation

from . import entries
from .glossary import Term
from .models import Contents, Page, PageVersion, Visit

_SUPPORT_FIRST = Case(
    *(
        When(page__kind=kind, then=Value(place))
        for place, kind in enumerate([Page.Kind.SUPPORT, *Page.Kind.values])
    ),
    output_field=IntegerField(),
)


def pages(organisation: Organisation) -> QuerySet[Page]:
    """Return every page of the organisation, put away or not."""
    return Page.objects.filter(organisation=organisation).select_related("organisation")


def in_use(organisation: Organisation) -> QuerySet[Page]:
    """Return the pages that are not put away."""
    return pages(organisation).filter(retired=None)


def missing_kinds(organisation: Organisation) -> list[Page.Kind]:
    """Return the kinds that no page in use has."""
    there = set(in_use(organisation).values_list("kind", flat=True))
    return [kind for kind in Page.Kind if kind != Page.Kind.OTHER and kind not in there]


def versions(page: Page) -> QuerySet[PageVersion]:
    """Return what was published of a page, newest first."""
    return page.versions.select_related("published_by").order_by("-number")


def newest(page: Page) -> PageVersion | None:
    """Return what people read of a page, or None when nothing was published."""
    return versions(page).first()


def published(organisation: Organisation) -> QuerySet[PageVersion]:
    """Return the newest version of each page anybody may read: where to go for support first."""
    return (
        _public()
        .filter(page__organisation=organisation)
        .annotate(place=_SUPPORT_FIRST)
        .order_by("place", "page_id")
    )


def public(organisation: str, page: str) -> PageVersion | None:
    """Return what anybody may read at the address of these two slugs, if there is something."""
    return _public().filter(page__organisation__slug=organisation, page__slug=page).first()


def support_page(organisation: Organisation) -> PageVersion | None:
    """Return what the organisation says about where to go for support, once it is published."""
    return published(organisation).filter(page__kind=Page.Kind.SUPPORT).first()


def glossary(organisation: Organisation) -> tuple[Term, ...]:
    """Return the hard words the organisation explains, as its published glossary has them.

    They are remembered on the organisation that was handed in, so that a page of many questions
    reads them once.
    """
    held: dict[str, tuple[Term, ...]] = vars(organisation)
    if "_glossary" not in held:
        page = published(organisation).filter(page__kind=Page.Kind.GLOSSARY).first()
        held["_glossary"] = tuple(page.terms) if page is not None else ()
    return held["_glossary"]


def glossary_page(organisation: Organisation) -> Page | None:
    """Return the page in use that says what words mean, published or not."""
    return in_use(organisation).filter(kind=Page.Kind.GLOSSARY).first()


def _public() -> QuerySet[PageVersion]:
    later = PageVersion.objects.filter(page=OuterRef("page"), number__gt=OuterRef("number"))
    return PageVersion.objects.filter(~Exists(later), page__retired=None).select_related(
        "page__organisation"
    )


def words_revision(contents: Contents) -> str:
    """Return the revision of a title and its words."""
    return revision([contents.title, contents.words])


def draft_revision(contents: Contents) -> str:
    """Return the revision of all that stands on a page."""
    return revision([contents.title, contents.words, contents.entries])


def same(one: Contents, other: Contents) -> bool:
    """Return whether the same stands on both."""
    return draft_revision(one) == draft_revision(other)


def as_lines(contents: Contents) -> str:
    """Return all that stands on a page as plain lines, to be compared with another version."""
    return "\n".join([contents.title, contents.words, entries.as_lines(contents.entries)])


class Month(NamedTuple):
    """A month, as its first day, and how often a page was opened in it."""

    first: date
    times: Shown | int


MONTHS = 12
"""How many months of visits are shown, this one among them."""


def visits_by_month(page: Page, today: date) -> list[Month]:
    """Return how often a page was opened in this month and those before it, newest first.

    Months before the first visit are left out.
    """
    counted = dict(
        page.visits.annotate(month=TruncMonth("day"))
        .values("month")
        .annotate(times=Sum("times"))
        .values_list("month", "times")
    )
    found = [(first, counted.get(first, 0)) for first in _months_before(today)]
    while found and not found[-1][1]:
        found.pop()
    return [Month(first, shown(page.organisation, times)) for first, times in found]


def _months_before(today: date) -> Iterator[date]:
    first = today.replace(day=1)
    for _ in range(MONTHS):
        yield first
        first = (first - timedelta(days=1)).replace(day=1)


def support_visits(organisation: Organisation, since: date, until: date) -> Shown | int | None:
    """Return how often people opened where to go for support, both days included; None when no
    such page was public by then. The same person can have come several times."""
    pages = Page.objects.filter(organisation=organisation, kind=Page.Kind.SUPPORT)
    if not pages.filter(versions__published__date__lte=until).exists():
        return None
    found = Visit.objects.filter(page__in=pages, day__range=(since, until))
    return shown(organisation, found.aggregate(times=Sum("times"))["times"] or 0)


def shown(organisation: Organisation, times: int) -> Shown | int:
    """Return how often a page was opened as a page may show it: protected like who came."""
    if not organisation.protect_attendance:
        return times
    return protect_table([[times]], minimum=organisation.minimum).total


def unsummed(today: date) -> QuerySet[Visit]:
    """Return single visits of days that are over."""
    return Visit.objects.filter(summed=False, day__lt=today)
