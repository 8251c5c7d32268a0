"""A picture at its own address: for staff, and for anybody once something public uses it."""

import io

import pytest
from PIL import Image

from alongside.files import actions, store


@pytest.fixture
def shown(cast, now, file):
    actions.use(
        organisation=cast.here, by="room:1", codes=[file.code], what="x", public=True, now=now
    )
    return file


def test_nothing_in_it_can_be_run(client, shown):
    answer = client.get(f"/picture/{shown.code}/")
    assert Image.open(io.BytesIO(answer.content)).size == (64, 48)
    assert {
        name: answer[name]
        for name in (
            "Content-Type",
            "Content-Security-Policy",
            "X-Content-Type-Options",
            "Cross-Origin-Resource-Policy",
            "Cache-Control",
            "Content-Disposition",
        )
    } == {
        "Content-Type": "image/webp",
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "X-Content-Type-Options": "nosniff",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Cache-Control": "private, max-age=600",
        "Content-Disposition": 'inline; filename="picture.webp"',
    }
    assert not answer.cookies
    again = client.get(f"/picture/{shown.code}/", headers={"If-None-Match": answer["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert client.get(f"/picture/{shown.code}/small/")["ETag"] != answer["ETag"]


def test_what_nothing_public_uses_is_for_staff(cast, client, sign_in, now, file):
    where = f"/picture/{file.code}/"
    assert client.get(where).status_code == 404
    actions.use(organisation=cast.here, by="version:1", codes=[file.code], what="x", now=now)
    assert client.get(where).status_code == 404
    answer = sign_in(cast.david).get(where)
    assert (answer.status_code, answer["Cache-Control"]) == (200, "private, no-cache")
    assert sign_in(cast.bola).get(where).status_code == 404
    assert sign_in(cast.chidi).get(where).status_code == 404


def test_a_picture_that_is_not_public_any_more_is_gone(cast, client, now, shown):
    assert client.get(f"/picture/{shown.code}/").status_code == 200
    actions.use(
        organisation=cast.here, by="room:1", codes=[shown.code], what="x", public=False, now=now
    )
    assert client.get(f"/picture/{shown.code}/").status_code == 404


def test_without_its_bytes_it_is_not_there(client, shown):
    store.remove(shown.code)
    assert client.get(f"/picture/{shown.code}/").status_code == 404
