"""Nobody becomes somebody else: an address opens what is theirs only to who reads its letters."""

import re

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal import auth as totp
from django.urls import URLPattern, get_resolver

from alongside.letters.models import Letter
from alongside.people import actions, queries
from alongside.people.models import Membership, Person

BOSS = "boss@example.org"

OPEN = {
    "login/",
    "login/code/",
    "login/code/confirm/",
    "logout/",
    "inactive/",
    "signup/",
    "reauthenticate/",
    "password/change/",
    "password/set/",
    "password/reset/",
    "password/reset/done/",
    "password/reset/key/done/",
    "^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
    "2fa/",
    "2fa/authenticate/",
    "2fa/reauthenticate/",
    "2fa/recovery-codes/",
    "2fa/recovery-codes/generate/",
    "2fa/recovery-codes/download/",
    "2fa/totp/activate/",
    "2fa/totp/deactivate/",
    "2fa/webauthn/",
    "2fa/webauthn/add/",
    "2fa/webauthn/reauthenticate/",
    "2fa/webauthn/keys/<int:pk>/edit/",
    "2fa/webauthn/keys/<int:pk>/remove/",
}
"""Every address under account/, written out: one that allauth adds is not open by itself."""


def walk(entries, before=""):
    for entry in entries:
        route = before + str(entry.pattern)
        if isinstance(entry, URLPattern):
            yield route
        else:
            yield from walk(entry.url_patterns, route)


def enter(client, email):
    """Sign in with the code that was sent to this address."""
    client.post("/account/login/code/", {"email": email})
    letter = Letter.objects.filter(secret=True, to=email).first()
    code = re.search(r"code is (\S+)", letter.text)[1]
    return client.post("/account/login/code/confirm/", {"code": code})


@pytest.fixture
def intruder(cast, client, now):
    """An expert by experience, signed in by code, who has claimed the address of another."""
    eve = actions.add_member(
        organisation=cast.here, name="Eve", email="eve@example.org", can_sign_in=True, now=now
    )
    enter(client, "eve@example.org")
    EmailAddress.objects.create(user=eve.person, email=BOSS, verified=False)
    return eve


def owner_there(cast, now):
    return actions.add_member(
        organisation=cast.there,
        name="Boss",
        email=BOSS,
        roles=["owner"],
        can_sign_in=True,
        now=now,
    )


def test_only_the_addresses_written_out_here_are_open(db):
    under = [route for route in walk(get_resolver().url_patterns) if route.startswith("account/")]
    assert {route.removeprefix("account/") for route in under} == OPEN


@pytest.mark.parametrize(
    "where",
    [
        "email/",
        "signup/",
        "confirm-email/",
        "confirm-email/key/",
        "3rdparty/",
        "3rdparty/signup/",
        "social/connections/",
        "signup/passkey/",
        "phone/change/",
        "sessions/",
        "oidc/x/login/",
    ],
)
def test_what_is_not_ours_is_closed(cast, sign_in, where):
    client = sign_in(cast.amira)
    assert client.get(f"/account/{where}").status_code == 404
    assert client.post(f"/account/{where}", {"email": BOSS, "action_add": ""}).status_code == 404


def test_a_claimed_address_becomes_nobodys_membership(cast, client, intruder, now):
    boss = owner_there(cast, now)
    assert boss.person != intruder.person
    assert client.get("/o/otherton-nhs-trust/people/").status_code == 404


def test_the_code_of_the_real_boss_signs_in_the_real_boss(cast, client, intruder, now):
    boss = owner_there(cast, now)
    client.logout()
    enter(client, BOSS)
    assert client.session["_auth_user_id"] == str(boss.person.pk)


def test_a_claimed_address_that_nobody_signs_in_with_opens_nothing(client, intruder):
    client.logout()
    client.post("/account/login/code/", {"email": BOSS})
    letter = Letter.objects.get(secret=True, to=BOSS)
    assert "code is" not in letter.text


def test_the_password_of_who_claimed_an_address_does_not_open_it(client, intruder):
    actions.set_password(person=intruder.person, password="a long enough phrase")
    client.logout()
    client.post("/account/login/", {"login": BOSS, "password": "a long enough phrase"})
    assert "_auth_user_id" not in client.session


def test_a_claimed_address_is_sent_no_link_for_a_new_password(client, intruder):
    client.logout()
    client.post("/account/password/reset/", {"email": BOSS})
    assert [
        letter.text.count("/account/password/") for letter in Letter.objects.filter(to=BOSS)
    ] in (
        [],
        [0],
    )


def test_letting_in_a_member_whose_address_was_claimed_works(cast, client, intruder, now):
    boss = actions.add_member(organisation=cast.here, name="Boss", email=BOSS, now=now)
    answer = client_of(cast, client).post(
        f"/o/sandbrook-council/people/{boss.pk}/",
        {"name": "Boss", "email": BOSS, "can_sign_in": "on"},
    )
    assert answer.status_code == 302
    boss.refresh_from_db()
    assert boss.person not in (None, intruder.person)


def test_somebody_else_who_signs_in_with_the_address_is_said_in_words(cast, client, now):
    Person.objects.filter(pk=cast.tom.person.pk).update(email=BOSS)
    boss = actions.add_member(organisation=cast.here, name="Boss", email=BOSS, now=now)
    answer = client_of(cast, client).post(
        f"/o/sandbrook-council/people/{boss.pk}/",
        {"name": "Boss", "email": BOSS, "can_sign_in": "on"},
    )
    assert "Somebody else here signs in with this e-mail address." in answer.content.decode()


def client_of(cast, client):
    client.force_login(cast.amira.person)
    return client


def test_a_letter_that_only_looks_the_same_is_another_address(cast, client, now):
    actions.add_member(organisation=cast.there, name="Boss", email=BOSS, can_sign_in=True, now=now)
    for twin in ("bo\u017fs@example.org", "bos\u017f@example.org"):
        assert queries.person_with(twin) is None
    assert queries.person_with(f" {BOSS.upper()}").email == BOSS


def test_a_code_shows_that_the_address_is_theirs_and_a_second_step_can_be_added(cast, client):
    EmailAddress.objects.create(user=cast.tom.person, email="tom@example.org", verified=False)
    enter(client, "tom@example.org")
    row = EmailAddress.objects.get(user=cast.tom.person)
    assert (row.email, row.verified, row.primary) == ("tom@example.org", True, True)
    page = client.get("/account/2fa/totp/activate/")
    assert page.status_code == 200
    assert "Alongside" in page.content.decode()


def test_asking_for_a_new_password_does_not_shut_the_second_step(cast, client):
    enter(client, "tom@example.org")
    client.post("/account/password/reset/", {"email": "tom@example.org"})
    assert client.get("/account/2fa/totp/activate/").status_code == 200


def test_who_has_only_used_a_password_is_told_how_to_add_a_second_step(cast, sign_in):
    EmailAddress.objects.create(user=cast.tom.person, email="tom@example.org", verified=False)
    page = sign_in(cast.tom).get("/account/2fa/totp/activate/", follow=True)
    assert "sign in once with a code from a letter" in page.content.decode()


def test_members_stay_with_their_address(cast, now):
    """Every member who signs in does so with the address on record."""
    wrong = [m for m in Membership.objects.exclude(person=None) if m.email != m.person.email]
    assert wrong == []


def test_a_code_that_has_run_out_is_said(cast, client, monkeypatch):
    import time

    client.post("/account/login/code/?next=/o/sandbrook-council/", {"email": "tom@example.org"})
    later = time.time() + 16 * 60
    monkeypatch.setattr("time.time", lambda: later)
    answer = client.post("/account/login/code/confirm/", {"code": "ABCDEF"}, follow=True)
    assert answer.redirect_chain[0][0].startswith("/account/login/code/")
    assert "That code has run out. Ask for another." in answer.content.decode()


def test_after_five_wrong_codes_a_new_one_is_needed(cast, client):
    client.post("/account/login/code/", {"email": "tom@example.org"})
    for _ in range(5):
        answer = client.post("/account/login/code/confirm/", {"code": "WRONG1"}, follow=True)
    page = answer.content.decode()
    assert "Ask for a new code." in page
    assert "has run out" not in page


@pytest.mark.parametrize("where", ["/account/login/code/", "/account/password/reset/"])
def test_an_address_longer_than_any_is_a_problem_in_words(cast, client, where):
    answer = client.post(where, {"email": f"{'x' * 250}@example.org"})
    assert "The e-mail address is too long: the most is 254 characters" in answer.content.decode()
    assert Letter.objects.count() == 0


def test_the_letters_name_alongside_and_no_address_of_the_server(cast, client):
    client.post("/account/login/code/", {"email": "tom@example.org"})
    client.post("/account/password/reset/", {"email": "tom@example.org"})
    client.post("/account/password/reset/", {"email": "nobody@example.org"})
    letters = {letter.subject: letter.text for letter in Letter.objects.all()}
    assert set(letters) == {
        "Your code to sign in to Alongside",
        "Choose a new password for Alongside",
        "Signing in to Alongside",
    }
    assert [text for text in letters.values() if "Hello from" in text] == []


def test_a_forgotten_password_can_be_chosen_anew(cast, client):
    client.post("/account/password/reset/", {"email": "TOM@example.org"})
    link = re.search(r"http://testserver(\S+)", Letter.objects.get().text)[1]
    page = client.get(link, follow=True)
    where = page.redirect_chain[-1][0]
    passwords = {"password1": "walking side by side", "password2": "walking side by side"}
    assert (
        "Your new password is kept" in client.post(where, passwords, follow=True).content.decode()
    )
    done = client.post(
        "/account/login/", {"login": "tom@example.org", "password": "walking side by side"}
    )
    assert done.headers["Location"] == "/start/"
    assert "does not work any more" in client.get(link, follow=True).content.decode()


def now_on_the_app(secret):
    _, now, _ = totp.yield_hotp_counters_from_time()
    return totp.format_hotp_value(totp.hotp_value(secret, now))


def test_an_app_is_added_and_asked_for_at_the_next_sign_in(cast, client):
    enter(client, "tom@example.org")
    page = client.get("/account/2fa/totp/activate/").content.decode()
    secret = re.search(r"<code>(\w+)</code>", page)[1]
    added = client.post("/account/2fa/totp/activate/", {"code": now_on_the_app(secret)})
    assert added.headers["Location"].startswith("/account/2fa/")
    assert "Stop using the app" in client.get("/account/2fa/").content.decode()
    client.post("/account/logout/")
    assert enter(client, "tom@example.org").headers["Location"] == "/account/2fa/authenticate/"
    assert "_auth_user_id" not in client.session
    wrong = client.post("/account/2fa/authenticate/", {"code": "000000"}).content.decode()
    assert "Look at the app again" in wrong
