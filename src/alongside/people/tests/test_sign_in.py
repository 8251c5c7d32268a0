import re
from datetime import timedelta

from django.utils import timezone

from alongside.letters.models import Letter
from alongside.letters.queries import waiting_code


def code_in(letter: Letter) -> str:
    return re.search(r"code is (\S+)", letter.text)[1]


def test_a_code_sent_by_letter_opens_the_pages(cast, client):
    asked = client.post("/account/login/code/", {"email": "AMIRA@example.org"})
    assert asked.headers["Location"] == "/account/login/code/confirm/"
    letter = Letter.objects.get()
    assert (letter.to, letter.secret) == ("amira@example.org", True)
    done = client.post("/account/login/code/confirm/", {"code": f"  {code_in(letter)} "})
    assert done.headers["Location"] == "/start/"
    assert client.get("/start/").headers["Location"] == "/o/sandbrook-council/"


def test_the_code_can_be_printed_on_the_server_until_it_has_left(cast, client):
    client.post("/account/login/code/", {"email": "amira@example.org"})
    letter = Letter.objects.get()
    assert waiting_code(" AMIRA@example.org", timezone.now()) == letter
    assert waiting_code("tom@example.org", timezone.now()) is None
    assert waiting_code(letter.to, timezone.now() + timedelta(minutes=16)) is None
    Letter.objects.update(state=Letter.State.SENT)
    assert waiting_code(letter.to, timezone.now()) is None


def test_the_page_does_not_say_whether_it_knows_an_address(cast, client):
    for email in ("amira@example.org", "nobody@example.org"):
        page = client.post("/account/login/code/", {"email": email}, follow=True).content.decode()
        assert "has been sent" not in page
        assert "If we know" in page
        client.cookies.clear()


def test_a_wrong_code_is_said_in_words_and_the_right_one_still_works(cast, client):
    client.post("/account/login/code/", {"email": "amira@example.org"})
    wrong = client.post("/account/login/code/confirm/", {"code": "WRONG1"})
    assert "There is a problem" in wrong.content.decode()
    right = client.post("/account/login/code/confirm/", {"code": code_in(Letter.objects.get())})
    assert right.headers["Location"] == "/start/"


def test_an_unknown_address_gets_the_same_answer(cast, client):
    known = client.post("/account/login/code/", {"email": "amira@example.org"})
    client.cookies.clear()
    unknown = client.post("/account/login/code/", {"email": "nobody@example.org"})
    assert (unknown.status_code, unknown.headers["Location"]) == (
        known.status_code,
        known.headers["Location"],
    )


def test_another_code_can_be_sent(cast, client):
    client.post("/account/login/code/", {"email": "amira@example.org"})
    client.post("/account/login/code/confirm/", {"action": "resend"})
    assert Letter.objects.count() == 2


def test_nobody_signs_up_by_themselves(db, client):
    page = client.get("/account/signup/")
    assert b"password1" not in page.content


def test_a_staff_page_asks_to_sign_in_first_and_then_goes_on(cast, client):
    answer = client.get("/o/sandbrook-council/people/?q=tom")
    assert answer.headers["Location"] == (
        "/account/login/code/?next=%2Fo%2Fsandbrook-council%2Fpeople%2F%3Fq%3Dtom"
    )


def test_who_was_signed_out_while_writing_comes_back_to_the_form(cast, client):
    where = f"/o/sandbrook-council/people/{cast.tom.pk}/leave/"
    form = "http://testserver/o/sandbrook-council/people/?q=tom"
    answer = client.post(where, headers={"Referer": form})
    assert answer.headers["Location"].endswith(
        "?next=%2Fo%2Fsandbrook-council%2Fpeople%2F%3Fq%3Dtom"
    )
    answer = client.post(where, headers={"Referer": "https://elsewhere.example/people/"})
    assert "elsewhere" not in answer.headers["Location"]


def test_a_part_that_updates_itself_gets_a_header_not_a_page(cast, client):
    answer = client.get("/o/sandbrook-council/people/", headers={"HX-Request": "true"})
    assert (answer.status_code, answer.content) == (204, b"")
    assert answer.headers["HX-Redirect"].startswith("/account/login/code/")


def test_a_password_works_too(cast, client, now):
    from alongside.people import actions

    actions.set_password(person=cast.amira.person, password="a long enough phrase")
    done = client.post(
        "/account/login/", {"login": "amira@example.org", "password": "a long enough phrase"}
    )
    assert done.headers["Location"] == "/start/"


def test_somebody_without_an_organisation_is_told_what_to_do(cast, sign_in):
    page = sign_in(cast.chidi).get("/start/").content.decode()
    assert "Ask the owner of your organisation to add this address." in page
