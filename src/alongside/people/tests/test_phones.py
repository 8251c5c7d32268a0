"""A mobile number is asked for where texts can leave, kept as it is dialled, and found again."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from alongside.people import actions, queries

GATEWAY = "https://key@texts.example/send"
ADDRESS = "/o/sandbrook-council/people/"


@pytest.fixture
def amira(cast, sign_in):
    return sign_in(cast.amira)


@pytest.fixture
def texts(settings):
    settings.LETTERS_SMS = GATEWAY


def page(client, path):
    return client.get(path).content.decode()


def test_without_a_gateway_nothing_asks_for_a_number_and_what_is_there_stays(amira, cast):
    cast.dot.phone, cast.dot.letters_by = "+447700900123", "text"
    cast.dot.save()
    for path in ("add/", f"{cast.dot.pk}/"):
        assert "obile" not in page(amira, ADDRESS + path)
    said = {"name": "Dot Evans", "phone": "07700 900999", "letters_by": "paper"}
    assert amira.post(f"{ADDRESS}{cast.dot.pk}/", said).status_code == 302
    cast.dot.refresh_from_db()
    assert (cast.dot.phone, cast.dot.letters_by) == ("+447700900123", "text")


@pytest.mark.usefixtures("texts")
def test_a_number_is_kept_as_it_is_dialled_and_shown_as_it_is_read(amira, cast):
    said = {"name": "Dot Evans", "phone": " 07700-900 123", "letters_by": "text"}
    assert amira.post(f"{ADDRESS}{cast.dot.pk}/", said).status_code == 302
    cast.dot.refresh_from_db()
    assert (cast.dot.phone, cast.dot.letters_by) == ("+447700900123", "text")
    assert 'value="07700 900123"' in page(amira, f"{ADDRESS}{cast.dot.pk}/")
    for typed in ("07700 900123", "+447700900123"):
        assert list(queries.members(cast.here, typed)) == [cast.dot]
    assert list(queries.members(cast.here, "07700 900124")) == []


@pytest.mark.usefixtures("texts")
@pytest.mark.parametrize(
    ("said", "says"),
    [
        ({"phone": "020 7946 0123"}, "which begins with 07"),
        ({"phone": "ask her son"}, "figures only"),
        ({"phone": "9" * 5000}, "Enter one mobile number"),
        ({"letters_by": "text"}, "so that we can send texts"),
        ({"letters_by": "email"}, "so that we can write to it"),
        ({"letters_by": "pigeon"}, "Choose how they want to be asked"),
    ],
)
def test_what_cannot_be_is_said_and_what_was_typed_stays(amira, cast, said, says):
    answer = amira.post(f"{ADDRESS}{cast.dot.pk}/", {"name": "Dot Evans"} | said)
    assert says in answer.content.decode()
    if len(said.get("phone", "")) < 50:
        assert said.get("phone", "") in answer.content.decode()
    cast.dot.refresh_from_db()
    assert (cast.dot.phone, cast.dot.letters_by) == ("", "")


@pytest.mark.usefixtures("texts")
def test_a_new_person_has_their_number(amira, cast):
    amira.post(f"{ADDRESS}add/", {"name": "Ola Lund", "phone": "+353 85 012 3456"})
    assert cast.here.memberships.get(name="Ola Lund").phone == "+353850123456"


LIST = (
    "Name,E-mail,Mobile,Directorate\n"
    "Eve Stone,eve@example.org,7700900123,Place\n"
    "Sam Ray,,07700 900456,Place\n"
    "Ola Lund,,020 7946 0123,Place\n"
    "Amira Hussain,amira@example.org,07700 900789,\n"
)


def upload(client):
    file = SimpleUploadedFile("staff.csv", LIST.encode())
    return client.post(f"{ADDRESS}upload/", {"file": file}).headers["Location"]


@pytest.mark.usefixtures("texts")
def test_a_staff_list_brings_numbers_and_says_which_are_left_out(amira, cast):
    address = upload(amira)
    words = page(amira, address)
    assert "1 number left out" in words
    assert "Line 4, Ola Lund: “020 7946 0123”" in words
    assert "<td>07700 900123</td>" in words
    for _ in range(2):
        amira.post(address, {"name": 0, "email": 1, "phone": 2, "directorate": 3})
    kept = dict(cast.here.memberships.exclude(phone="").values_list("name", "phone"))
    assert kept == {
        "Eve Stone": "+447700900123",
        "Sam Ray": "+447700900456",
        "Amira Hussain": "+447700900789",
    }
    assert cast.here.memberships.get(name="Ola Lund").phone == ""


def test_without_a_gateway_a_list_says_that_numbers_are_not_used(amira, cast):
    address = upload(amira)
    words = page(amira, address)
    assert "Not used: Mobile" in words
    assert "07700" not in words
    amira.post(address, {"name": 0, "email": 1, "phone": 2, "directorate": 3})
    assert cast.here.memberships.exclude(phone="").count() == 0


def test_somebody_added_again_keeps_their_number(cast, now):
    about = {"organisation": cast.here, "name": "Eve", "email": "eve@example.org", "now": now}
    actions.add_member(phone="+447700900123", **about)
    assert actions.add_member(**about).phone == "+447700900123"
