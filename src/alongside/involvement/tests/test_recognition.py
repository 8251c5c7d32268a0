"""People are credited as they want, and have references and certificates to show."""

import base64
import json

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from django.test import Client

from alongside.involvement import actions, private, queries
from alongside.involvement.models import Part


@pytest.fixture
def certificate(cast, placed, now):
    return actions.certify(
        part=placed, what="Plan the winter", begins=now.date(), ends=now.date(), hours=None,
        skills=["Chairing"], by=cast.tom, now=now,
    )  # fmt: skip


def read(where):
    return Client().get(where)


def plain(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def check(token, key):
    """Check a badge with the key at the address that its head names."""
    head, body, signature = token.split(".")
    assert json.loads(plain(head)) == {"alg": "RS256", "typ": "JWT", "kid": key["kid"]}
    numbers = [int.from_bytes(plain(key[name]), "big") for name in ("e", "n")]
    public = rsa.RSAPublicNumbers(*numbers).public_key()
    public.verify(plain(signature), f"{head}.{body}".encode(), padding.PKCS1v15(), hashes.SHA256())
    return json.loads(plain(body))


def test_a_badge_is_checked_with_what_anybody_can_read(cast, certificate, placed):
    token = read(f"/certificate/{certificate.code}/badge.jwt").content.decode()
    key = read(f"/issuer/{cast.here.slug}/key.json").json()
    body = check(token, key)
    assert body["type"] == ["VerifiableCredential", "OpenBadgeCredential"]
    assert body["iss"] == read(f"/issuer/{cast.here.slug}/").json()["id"]
    assert body["jti"] == body["id"]
    assert body["credentialSubject"]["achievement"]["tag"] == ["Chairing"]
    assert placed.member.email not in json.dumps(body)
    head, _, signature = token.split(".")
    wrong = base64.urlsafe_b64encode(b"{}").rstrip(b"=").decode()
    with pytest.raises(InvalidSignature):
        check(f"{head}.{wrong}.{signature}", key)
    assert "PRIVATE" not in json.dumps(key)


def test_a_revoked_certificate_says_only_that(cast, certificate, placed):
    page = f"/certificate/{certificate.code}/"
    assert "This certificate holds" in read(page).content.decode()
    assert read(f"/certificate/{certificate.code}.pdf").content.startswith(b"%PDF")
    staff = Client()
    staff.force_login(cast.tom.person)
    here = f"/o/{cast.here.slug}/opportunities/{placed.opportunity_id}/people/{placed.pk}/"
    staff.post(f"{here}certificate/{certificate.pk}/revoke/")
    gone = read(page)
    assert gone.status_code == 410
    assert "Nadia" not in gone.content.decode()
    assert read(f"{page}badge.jwt").status_code == 404
    (row,) = read(f"/issuer/{cast.here.slug}/revoked.json").json()["revokedCredentials"]
    assert row["id"].endswith(page)
    assert read(f"/issuer/{cast.there.slug}/").status_code == 404


def test_staff_give_a_certificate_on_a_page(cast, placed, now):
    staff = Client()
    staff.force_login(cast.tom.person)
    here = f"/o/{cast.here.slug}/opportunities/{placed.opportunity_id}/people/{placed.pk}/"
    day = now.date().isoformat()
    typed = {"what": "Chaired", "begins": day, "ends": day, "hours": "6", "skills": "Chairing, IT"}
    staff.post(f"{here}certificate/", typed)
    made = placed.certificates.get()
    assert made.skills == ["Chairing", "IT"]
    mine = read(f"/mine/{private.mine_token(placed.member_id)}/").content.decode()
    assert f"/certificate/{made.code}/" in mine


def test_a_reference_is_used_only_once_they_agreed_to_its_words(cast, placed):
    own = f"/part/{private.token(placed.pk)}/reference/"
    client = Client()
    client.post(own, {"what_for": "A job"})
    asked = placed.references.get()
    staff = Client()
    staff.force_login(cast.tom.person)
    assert "asks for a reference" in staff.get(f"/o/{cast.here.slug}/").content.decode()
    here = f"/o/{cast.here.slug}/opportunities/{placed.opportunity_id}/people/{placed.pk}/"
    staff.post(f"{here}references/{asked.pk}/", {"words": "She chairs well."})
    assert read(f"/reference/{asked.code}/").status_code == 404
    assert "She chairs well." in client.get(f"{own}{asked.pk}/").content.decode()
    changed = client.post(f"{own}{asked.pk}/", {"words": "She is late."})
    assert "It was changed meanwhile" in changed.content.decode()
    client.post(f"{own}{asked.pk}/", {"words": "She chairs well."})
    assert "This reference is genuine" in read(f"/reference/{asked.code}/").content.decode()
    assert read(f"/reference/{asked.code}.pdf").content.startswith(b"%PDF")
    staff.post(f"{here}references/{asked.pk}/", {"words": "She chairs."})
    assert read(f"/reference/{asked.code}/").status_code == 404
    client.post(f"{own}{asked.pk}/drop/")
    asked.refresh_from_db()
    assert asked.words == ""


def test_people_are_named_in_a_story_as_they_want_today(cast, placed, now):
    story = actions.write_story(
        organisation=cast.here, by=cast.tom, now=now, title="T", about="A", said="S", changed="C",
        credit="Us", licence="ask",
    )  # fmt: skip
    actions.publish_story(story=story, now=now)
    story.refresh_from_db()
    page, own = f"/story/{story.code}/", f"/mine/{private.mine_token(placed.member_id)}/credit/"
    assert not queries.to_credit(story).exists()
    Client().post(own, {"shown_as": "other", "name": "N. R."})
    staff = Client()
    staff.force_login(cast.tom.person)
    staff.post(f"/o/{cast.here.slug}/stories/{story.pk}/named/", {"members": [placed.member_id]})
    assert "With N. R." in read(page).content.decode()
    Client().post(own, {"shown_as": "nobody"})
    assert "N. R." not in read(page).content.decode()


def test_nobody_under_18_is_credited_with_their_whole_name(apply, place, now):
    part = place(apply("Kai Bright", age=Part.Age.YOUNG))
    with pytest.raises(actions.NotPossible):
        actions.say_credit(member=part.member, shown_as="name", name="", now=now)


def test_only_those_who_run_it_write_and_give(cast, placed, certificate, now):
    asked = actions.ask_for_reference(part=placed, what_for="", now=now)
    here = f"/o/{cast.here.slug}/opportunities/{placed.opportunity_id}/people/{placed.pk}/"
    for member, status in ((cast.priya, 403), (cast.bola, 404)):
        reader = Client()
        reader.force_login(member.person)
        for page in ("certificate/", f"references/{asked.pk}/"):
            assert reader.get(here + page).status_code == status
