"""What is written down of an error says where it happened, and nothing that somebody sent."""

import logging
import logging.config
import sys

import pytest
from django.core import signing
from django.db import IntegrityError, transaction

from alongside.asks.models import Draft
from alongside.web import mishaps

KEY = "9f8e7d6c5b4a39281706f5e4d3c2b1a0"
WORDS = "We felt ignored"
COOKIE = signing.dumps([7, "3f2a", 12, ""])


def test_an_error_page_of_a_private_link_has_none_of_it_in_the_log(db, client, caplog, monkeypatch):
    """The error itself says the address, the cookie and what was typed."""

    def break_down(code):
        try:
            raise KeyError(f"{KEY} {code}")
        except KeyError as first:
            raise RuntimeError(f"/a/{code}/i/{KEY}/ {COOKIE} {WORDS}\n{WORDS}") from first

    monkeypatch.setattr("alongside.asks.access.wave_by_code", break_down)
    client.raise_request_exception = False
    client.cookies["answering-SECRETX"] = COOKIE
    caplog.set_level("DEBUG")
    for sent in (client.get, client.post):
        answer = sent(f"/a/SECRETX/i/{KEY}/", {"liked": WORDS})
        assert answer.status_code == 500
        assert KEY not in answer.content.decode()
    assert caplog.text.count("RuntimeError: […] […] […]") == 2
    assert "break_down" in caplog.text
    for secret in ("SECRETX", KEY, COOKIE, "ignored", WORDS):
        assert secret not in caplog.text


def test_a_row_that_the_database_refused_is_not_written_down(db):
    """PostgreSQL repeats it: "Failing row contains …", "Key (wave_id, client)=(…)"."""
    line = mishaps.Line("{message}", style="{")
    row = Draft(wave_id=None, client=KEY, answers={"liked": WORDS}, day="2026-03-10")
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        row.save()
    told = line.formatException((caught.type, caught.value, caught.tb))
    assert "IntegrityError" in told
    assert "test_mishaps" in told
    assert KEY not in told
    assert "ignored" not in told


def test_the_server_writes_errors_down_this_way(settings):
    formatter = logging.config.dictConfigClass(settings.LOGGING).configure_formatter(
        dict(settings.LOGGING["formatters"]["line"])
    )
    try:
        raise ValueError(f"no such key: {KEY}\nand more")
    except ValueError:
        record = logging.LogRecord("x", 40, "x.py", 1, "it broke", (), sys.exc_info())
    line = formatter.format(record)
    assert line.endswith("ValueError: no such key: […]")
    assert " ERROR x: it broke\n" in line


def test_the_name_of_a_constraint_can_be_read():
    name = "response_anonymous_means_nobody"
    assert name in mishaps.told(IntegrityError(f"CHECK constraint failed: {name}"))
