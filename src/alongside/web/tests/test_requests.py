"""What is written about a request: its route, never its address, which may carry a token."""

import pytest
from django.test import Client


def test_the_log_has_the_route_and_not_the_token(db, client, caplog):
    caplog.set_level("INFO")
    for path in ("/a/SECRETX/", "/a/SECRETX/i/secret-token-of-a-person/", "/place/secret-token/"):
        client.get(path)
    assert "secret" not in caplog.text.lower()
    assert "GET /a/<str:code>/i/<str:key>/ 404" in caplog.text
    assert "error" not in caplog.text


def test_an_error_is_logged_with_its_route_and_said_in_words(db, client, caplog, monkeypatch):
    def broken(*args, **kwargs):
        raise RuntimeError("something broke")

    monkeypatch.setattr("alongside.asks.access.wave_by_code", broken)
    client.raise_request_exception = False
    answer = client.get("/a/SECRETX/")
    assert answer.status_code == 500
    assert "Something went wrong on our side" in answer.content.decode()
    assert "error in GET /a/<str:code>/" in caplog.text
    assert "SECRETX" not in caplog.text


@pytest.mark.parametrize("path", ["/nothing/here/", "/o/no-such-place/"])
def test_a_page_that_is_not_there_says_what_to_do(db, client, path, cast, sign_in):
    answer = sign_in(cast.amira).get(path)
    assert answer.status_code == 404
    assert "We cannot find that page" in answer.content.decode()


def test_every_page_forbids_what_is_not_ours(db, client):
    policy = client.get("/").headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


def test_a_form_without_its_token_is_refused_in_words(db):
    answer = Client(enforce_csrf_checks=True).post("/account/login/code/", {"email": "x@y.org"})
    assert answer.status_code == 403
    assert "This form had been open for too long" in answer.content.decode()


def refused(path, fields, **headers):
    return Client(enforce_csrf_checks=True).post(path, fields, headers=headers)


def test_what_was_typed_into_a_form_that_is_too_old_can_be_copied(db):
    sent = {"liked": "The tea\n<b>and the talk</b>", "support": "yes", "apply": "Unrhyw beth ŵ"}
    answer = refused("/a/ABCDEFGH/q/liked/", sent, referer="http://testserver/a/ABCDEFGH/all/?a=1")
    page = answer.content.decode()
    assert "The tea\n&lt;b&gt;and the talk&lt;/b&gt;" in page
    assert "Unrhyw beth ŵ" in page
    assert "This was not sent." in page
    assert 'href="/a/ABCDEFGH/all/?a=1"' in page
    assert "no-store" in answer.headers["Cache-Control"]


@pytest.mark.parametrize(
    "secret", ["password", "password1", "csrfmiddlewaretoken", "token", "code"]
)
def test_no_secret_is_shown_again(db, secret):
    page = refused("/account/login/", {secret: "open sesame 123", "x": "y"}).content.decode()
    assert "This form had been open for too long" in page
    assert "sesame" not in page


def test_another_site_cannot_have_its_words_shown_here(db):
    page = refused("/", {"a": "Ring this number"}, origin="https://evil.example").content.decode()
    assert "Ring this number" not in page
    answer = refused("/a/x/", {"a": "b"}, referer="https://evil.example/page/")
    assert "evil.example" not in answer.content.decode()


@pytest.mark.parametrize("path", ["", "people/", "ask/waves/", "reports/", "letters/"])
def test_no_cache_keeps_a_page_of_somebody_signed_in(db, path, cast, sign_in):
    answer = sign_in(cast.amira).get(f"/o/sandbrook-council/{path}")
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "private, no-cache"


def test_the_address_of_a_button_is_a_page_in_words(db, cast, sign_in):
    answer = sign_in(cast.amira).get(f"/o/sandbrook-council/people/{cast.tom.pk}/leave/")
    assert (answer.status_code, answer.headers["Allow"]) == (405, "POST")
    assert "It is the address of a button." in answer.content.decode()


def test_signing_out_makes_the_browser_forget_the_pages(db, cast, sign_in):
    answer = sign_in(cast.amira).post("/account/logout/")
    assert answer.headers["Clear-Site-Data"] == '"cache"'


def test_a_public_page_may_be_kept(db, client):
    assert "Cache-Control" not in client.get("/privacy/").headers
