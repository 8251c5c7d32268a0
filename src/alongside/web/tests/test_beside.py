"""What handlers beside Django read themselves."""

from urllib.parse import parse_qs

import pytest
from hypothesis import given
from hypothesis import strategies as some

from alongside.web import beside


@given(some.text(alphabet="ab&=+%;2 é\0", max_size=30))
def test_forms_are_read_as_the_library_reads_them(sent):
    assert beside.fields(sent.encode(), most=500) == parse_qs(sent, keep_blank_values=True)


@pytest.mark.parametrize("sent", [b"\xff=\xfe", b"a=%FF&b=%E2%82%AC"])
def test_what_is_no_text_does_not_end_the_reading(sent):
    as_text = sent.decode("utf-8", "replace")
    assert beside.fields(sent, most=500) == parse_qs(as_text, keep_blank_values=True)


def test_more_fields_than_asked_for_are_none():
    assert beside.fields(b"a=1&b=2", most=2) == {"a": ["1"], "b": ["2"]}
    assert beside.fields(b"a=1&b=2&c=3", most=2) is None


@pytest.mark.parametrize(
    ("headers", "here"),
    [
        ({b"origin": b"http://testserver"}, True),
        ({b"origin": b"https://testserver"}, True),
        ({b"origin": b"http://elsewhere.example"}, False),
        ({b"origin": b"http://trusted.example"}, True),
        ({b"origin": b"null"}, False),
        ({b"origin": b"null", b"sec-fetch-site": b"same-origin"}, True),
        ({b"origin": b"null", b"sec-fetch-site": b"cross-site"}, False),
        ({b"origin": b"\xff\xfe"}, False),
        ({}, False),
        ({b"origin": b"http://evil.example", b"host": b"evil.example"}, False),
    ],
)
def test_only_our_own_pages_post_here(settings, headers, here):
    settings.ALLOWED_HOSTS = ["testserver"]
    settings.CSRF_TRUSTED_ORIGINS = ["http://trusted.example"]
    assert beside.from_here({b"host": b"testserver"} | headers) is here
