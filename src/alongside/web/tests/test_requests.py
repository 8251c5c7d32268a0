"""What is written about a request: its route, never its address, which may carry a token."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError
from django.test import Client

from alongside.asks import actions as asks
from alongside.asks.starters import starter
from tests.sent_forms import forms_of


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


@pytest.mark.parametrize(
    ("says", "taken"),
    [
        ({}, True),
        ({"sec-fetch-site": "same-origin"}, True),
        ({"sec-fetch-site": "same-site"}, False),
        ({"sec-fetch-site": "cross-site"}, False),
    ],
)
@pytest.mark.parametrize("secure", [True, False])
def test_a_form_of_a_page_that_tells_nobody_its_address_comes_from_here(wave, says, taken, secure):
    """Such a page sends no referrer, and then a browser says that a form of it is from nowhere."""
    browser = Client(enforce_csrf_checks=True)
    at = f"/a/{wave.code}/q/liked/"
    assert browser.get(at).headers["Referrer-Policy"] == "no-referrer"
    fields = {"liked": "The tea", "csrfmiddlewaretoken": browser.cookies["csrftoken"].value}
    for origin in ({"origin": "null"}, {}):
        answer = browser.post(at, fields, headers=origin | says, secure=secure)
        expected = taken or not (origin or secure)  # plain http without Origin: as Django has it
        assert answer.status_code == (302 if expected else 403)
    refused = browser.post(at, {"liked": "x"}, headers={"origin": "null"} | says, secure=secure)
    assert refused.status_code == 403, "never without the token of the form"
    foreign = browser.post(at, fields, headers={"origin": "https://x.example"}, secure=secure)
    assert foreign.status_code == 403


@pytest.mark.parametrize(
    ("says", "secure", "taken"),
    [
        ({"sec-fetch-site": "same-origin"}, True, True),
        ({"sec-fetch-site": "cross-site"}, False, False),
        ({}, True, False),
        ({}, False, True),
    ],
)
def test_a_button_of_staff_on_such_a_page_comes_from_here(db, says, secure, taken):
    """The big screen has a secret address and the buttons of whoever leads."""
    browser = Client(enforce_csrf_checks=True)
    where = "/account/login/code/"
    browser.get(where, secure=secure)
    fields = {"email": "a@b.org", "csrfmiddlewaretoken": browser.cookies["csrftoken"].value}
    answer = browser.post(where, fields, headers={"origin": "null"} | says, secure=secure)
    assert (answer.status_code != 403) == taken


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


@pytest.fixture
def wave(cast, now, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)
    draft = starter("session_evaluation")
    form = asks.make_form(organisation=cast.here, title="How was it?", draft=draft, now=now)
    version = asks.publish(form=form, now=now)
    return asks.open_wave(version=version, mode="anonymous", opens=now)


def test_a_broken_workbook_is_logged_by_its_kind(cast, sign_in, caplog):
    caplog.set_level("INFO")
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as book:
        book.writestr("xl/workbook.xml", "not a workbook")
    file = SimpleUploadedFile("Eve Stone.xlsx", packed.getvalue())
    sign_in(cast.amira).post("/o/sandbrook-council/people/upload/", {"file": file})
    line = caplog.messages[-1]
    assert line.startswith("POST /o/<slug:organisation>/people/upload/ 200 ")
    assert line.endswith(" refused: file not accepted")
    assert "Eve" not in caplog.text


def test_a_form_with_problems_is_logged_by_its_fields(cast, sign_in, caplog):
    caplog.set_level("INFO")
    sign_in(cast.amira).post("/o/sandbrook-council/people/add/", {"email": "eve at home"})
    assert caplog.messages[-1].endswith("refused: name required, email invalid")
    assert "eve" not in caplog.text


def test_a_closed_wave_and_a_second_answer_are_logged(cast, client, caplog, wave, now):
    caplog.set_level("INFO")
    client.post(f"/a/{wave.code}/all/", {})
    asks.close(wave=wave, now=now)
    client.post(f"/a/{wave.code}/all/", {})
    assert caplog.messages[-1].endswith("refused: not open")
    assert wave.code not in caplog.text


def test_what_was_too_big_is_logged_with_its_route(db, client, caplog):
    caplog.set_level("INFO")
    scope = {"alongside.refused": "too big"}
    answer = client.post("/o/sandbrook-council/people/upload/", **{"asgi.scope": scope})
    assert answer.status_code == 413
    line = caplog.messages[-1]
    assert line.startswith("POST /o/<slug:organisation>/people/upload/ 413 ")
    assert line.endswith(" refused: too big")


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        ({"name": "x" * (5 * 2**20 + 1)}, "The text that was sent is longer than 5 MB."),
        ({f"f{n}": "1" for n in range(2001)}, "More than 2,000 boxes and ticks were sent."),
    ],
)
def test_too_much_text_and_too_many_boxes_are_said_in_words(cast, sign_in, caplog, sent, says):
    caplog.set_level("INFO")
    client = sign_in(cast.amira)
    answer = client.post(
        "/o/sandbrook-council/people/add/",
        "&".join(f"{name}={value}" for name, value in sent.items()),
        content_type="application/x-www-form-urlencoded",
    )
    assert answer.status_code == 413
    assert says in answer.content.decode()
    assert "refused: too" in caplog.messages[-1]


def held(*args, **kwargs):
    raise OperationalError("database is locked")


def test_what_was_typed_while_the_database_was_held_can_be_sent_again(
    cast, sign_in, caplog, monkeypatch
):
    client = sign_in(cast.amira)
    client.raise_request_exception = False
    typed = {"name": "Eve <Stone>", "email": "eve@example.org", "roles": ["lead", "analyst"]}
    with monkeypatch.context() as patched:
        patched.setattr("alongside.people.actions.add_member", held)
        answer = client.post("/o/sandbrook-council/people/add/?from=here", typed)
    page = answer.content.decode()
    assert (answer.status_code, answer["Retry-After"]) == (503, "5")
    assert "What you typed is still here." in page
    assert "Traceback" not in caplog.text
    [form] = forms_of(page, "/o/sandbrook-council/people/add/")
    assert form.address.endswith("/o/sandbrook-council/people/add/?from=here")
    assert form.fields == {"name": "Eve <Stone>", "email": "eve@example.org", "roles": "lead"}
    assert page.count('name="roles"') == 2
    assert client.post(form.address, form.fields).status_code == 302
    assert cast.here.memberships.filter(name="Eve <Stone>").count() == 1


def test_an_answer_sent_while_the_database_was_held_is_not_lost(client, wave, monkeypatch):
    client.raise_request_exception = False
    first = client.get(f"/a/{wave.code}/all/").content.decode()
    form = next(one for one in forms_of(first, f"/a/{wave.code}/all/") if one.fields)
    with monkeypatch.context() as patched:
        patched.setattr("alongside.asks.actions.keep_draft", held)
        answer = client.post(form.address, form.fields)
    assert answer.status_code == 503
    [again] = forms_of(answer.content.decode(), form.address)
    assert again.fields == form.fields
    assert client.post(again.address, again.fields).status_code == 302


def test_a_page_that_cannot_be_read_now_asks_to_try_again(cast, sign_in, monkeypatch):
    client = sign_in(cast.amira)
    client.raise_request_exception = False
    monkeypatch.setattr("alongside.people.queries.members", held)
    answer = client.get("/o/sandbrook-council/people/?q=tom")
    assert answer.status_code == 503
    assert 'href="/o/sandbrook-council/people/?q=tom"' in answer.content.decode()


def test_a_password_does_not_stand_in_the_page(db, client, monkeypatch):
    client.raise_request_exception = False
    monkeypatch.setattr("alongside.people.queries.person_with", held)
    typed = {"login": "amira@example.org", "password": "a long enough phrase"}
    page = client.post("/account/login/", typed).content.decode()
    assert ("amira@example.org" in page, "long enough" in page) == (True, False)
