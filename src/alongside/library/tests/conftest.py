import pytest

from alongside.library import actions, queries
from alongside.library.directory import Entry
from alongside.library.models import Page

BROWSER = {"HTTP_USER_AGENT": "Mozilla/5.0 (Linux; Android 14) Chrome/140.0 Mobile Safari/537.36"}
"""What a phone says it is."""


@pytest.fixture(autouse=True)
def clock(monkeypatch, now):
    """Set what the pages take for now; at first the tests' moment."""

    def do(moment):
        monkeypatch.setattr("django.utils.timezone.now", lambda: moment)

    do(now)
    return do


@pytest.fixture
def helpline():
    return Entry(
        key="aaaaaaaaaaaa",
        name="The co-production team",
        helps="Beginning, and being stuck.",
        phone="01632 960 123",
        email="team@example.org",
    )


@pytest.fixture
def page(cast, helpline, now):
    """Where to go for support, not published yet."""
    return actions.begin_page(
        organisation=cast.here,
        kind=Page.Kind.SUPPORT,
        title="Where to go",
        words="Ask early.",
        entries=[helpline],
        by=cast.tom,
        now=now,
    )


@pytest.fixture
def published(page, cast, now):
    return actions.publish(page=page, by=cast.tom, now=now)


@pytest.fixture
def rewrite(cast, now):
    """Call it to publish a page with other words."""

    def do(page, words, because="People asked for it."):
        page.refresh_from_db()
        seen = queries.words_revision(page)
        page = actions.write_words(page=page, title=page.title, words=words, seen=seen)
        return actions.publish(page=page, by=cast.amira, because=because, now=now)

    return do


def text(answer):
    return answer.content.decode()
