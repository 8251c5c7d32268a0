"""Staff add a picture, say what it shows and look through what they have."""

from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from alongside.files import actions, queries, store
from alongside.methods import pictures
from tests.pictures import png


def upload(client, cast, content=None, **more):
    chosen = SimpleUploadedFile("../../etc/pass\nwd.svg", png() if content is None else content)
    fields = {"picture": chosen, "text": "Two people at a table"} | more
    return client.post(reverse("files:add", args=[cast.here.slug]), fields)


def test_a_picture_is_kept_under_a_code_and_not_under_its_name(cast, sign_in, tmp_path):
    client = sign_in(cast.tom)
    assert upload(client, cast).url == "/o/sandbrook-council/pictures/"
    file = queries.pictures(cast.here).get()
    assert (file.text, file.name, file.by) == ("Two people at a table", "passwd.svg", cast.tom)
    there = sorted(str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*-*"))
    assert there == [f"{file.code[:2]}/{file.code}-{size}" for size in ("large", "small")]
    page = client.get("/o/sandbrook-council/pictures/").content.decode()
    assert f'src="/picture/{file.code}/small/" alt=""' in page
    assert "Two people at a table" in page


def problem(answer):
    assert answer.status_code == 200
    ((words,),) = answer.context["form"].errors.values()
    return words


def test_what_cannot_be_kept_is_refused_in_a_sentence(cast, sign_in):
    client = sign_in(cast.amira)
    svg = b'<svg xmlns="http://www.w3.org/2000/svg"/>'
    assert problem(upload(client, cast, svg)) == (
        "SVG drawings can hold programs, so they are not taken. Save it as PNG first."
    )
    assert problem(upload(client, cast, bytes(15_200_000))) == (
        "The picture is 15.2 MB; it can be up to 15 MB."
    )
    assert problem(upload(client, cast, text="")) == ("Say what the picture shows")
    assert problem(upload(client, cast, decorative="on")) == (
        "Take out the tick, or the words: it cannot be both"
    )
    yesterday = timezone.localdate() - timedelta(days=1)
    assert problem(upload(client, cast, ends=yesterday)) == "Enter today or a later day"
    assert not queries.pictures(cast.here).exists()


def test_what_is_too_large_is_refused_before_it_is_read(cast, sign_in, monkeypatch):
    monkeypatch.setattr(pictures, "read", lambda content: 1 / 0)
    assert upload(sign_in(cast.amira), cast, bytes(15_200_000)).status_code == 200


def test_a_picture_can_say_nothing_by_itself(cast, sign_in):
    upload(sign_in(cast.amira), cast, text="", decorative="on")
    file = queries.pictures(cast.here).get()
    assert (file.text, str(file)) == ("", "passwd.svg")


def test_what_a_picture_says_can_be_changed(cast, sign_in, file):
    client = sign_in(cast.amira)
    where = f"/o/sandbrook-council/pictures/{file.pk}/"
    client.post(where, {"text": "Three people", "credit": "Photo: Dot, CC BY"})
    file.refresh_from_db()
    assert (file.text, file.credit, file.ends) == ("Three people", "Photo: Dot, CC BY", None)


def test_a_list_takes_as_many_queries_for_three_as_for_one(
    cast, sign_in, file, now, django_assert_num_queries
):
    client = sign_in(cast.priya)
    for _ in range(2):
        with django_assert_num_queries(6):
            client.get("/o/sandbrook-council/pictures/")
        for _ in range(2):
            actions.add(
                organisation=cast.here,
                picture=pictures.read(png()),
                name="",
                text="More",
                now=now,
            )


def test_an_analyst_looks_and_does_not_add(cast, sign_in, file):
    client = sign_in(cast.priya)
    page = client.get("/o/sandbrook-council/pictures/").content.decode()
    assert "Two people at a table" in page
    assert "Add a picture" not in page
    assert client.get("/o/sandbrook-council/pictures/add/").status_code == 403


def test_without_room_on_the_disk_nothing_is_there(cast, sign_in, monkeypatch):
    def full(code, size, content):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(store, "write", full)
    assert problem(upload(sign_in(cast.amira), cast)) == (
        "The picture could not be kept: the server has no room for it. Tell whoever runs it."
    )
    assert not queries.pictures(cast.here).exists()
