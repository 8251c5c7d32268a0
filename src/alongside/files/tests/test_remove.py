"""A picture is deleted when somebody says so, when its time is over, or when nothing uses it; row
and bytes together, wherever the server is killed."""

from datetime import timedelta

import pytest

from alongside.files import actions, queries, store, tasks
from alongside.files.models import File
from alongside.methods import pictures
from tests.pictures import png

DAY = timedelta(days=1)


def use(cast, now, *files, by="version:1"):
    codes = [file.code for file in files]
    actions.use(
        organisation=cast.here,
        by=by,
        codes=codes,
        what="The agenda of Basics",
        address="/o/sandbrook-council/designs/1/agenda/",
        now=now,
    )


def gone(file):
    return not File.objects.filter(pk=file.pk).exists() and store.read(file.code, "large") is None


def test_one_in_use_is_not_deleted_and_the_page_says_where_it_is(cast, sign_in, now, file):
    use(cast, now, file)
    client = sign_in(cast.amira)
    where = f"/o/sandbrook-council/pictures/{file.pk}/"
    answer = client.post(f"{where}remove/", follow=True)
    page = answer.content.decode()
    assert "The picture is in use. Take it out there first." in page
    assert '<a href="/o/sandbrook-council/designs/1/agenda/">The agenda of Basics</a>' in page
    use(cast, now)
    client.post(f"{where}remove/")
    assert gone(file)


def test_the_same_use_is_noted_once_and_others_stay(cast, now, file):
    use(cast, now, file)
    use(cast, now, file)
    use(cast, now, file, by="room:1")
    use(cast, now)
    file.refresh_from_db()
    assert [one.by for one in file.uses.all()] == ["room:1"]
    assert file.unused_since is None


def test_another_organisation_uses_nothing_of_ours(cast, now, file):
    actions.use(organisation=cast.there, by="x", codes=[file.code], what="x", now=now)
    assert not file.uses.exists()


@pytest.mark.parametrize(("origin", "days"), [("", 90), ("wall:1", 7)])
def test_what_nothing_uses_goes_after_a_while(cast, now, file, origin, days):
    File.objects.update(origin=origin)
    use(cast, now, file)
    assert tasks.due(now + 1000 * DAY) == 0
    use(cast, now + DAY)
    assert tasks.due(now + (days + 1) * DAY) == 0
    assert tasks.due(now + (days + 1) * DAY + timedelta(seconds=1)) == 1
    assert gone(file)


def test_when_its_time_is_over_it_goes_wherever_it_is_used(cast, now, file):
    use(cast, now, file)
    actions.describe(
        file=file, text="Two people", decorative=False, credit="", ends=(now + DAY).date()
    )
    assert tasks.due(now + DAY) == 0
    assert tasks.due(now + 2 * DAY) == 1
    assert gone(file)


@pytest.mark.parametrize("where", ["remove", "delete"])
def test_killed_while_it_is_deleted_it_is_deleted_later(cast, now, file, monkeypatch, where):
    def killed(*_, **__):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        if where == "remove":
            patch.setattr(store, "remove", killed)
        else:
            patch.setattr(type(File.objects.all()), "delete", killed)
        with pytest.raises(KeyboardInterrupt):
            actions.remove(file=file)
    assert queries.by_code(file.code) is None
    assert tasks.due(now + DAY) == 1
    assert gone(file)
    assert tasks.due(now + DAY) == 0


def test_killed_while_it_is_kept_nothing_is_left(cast, now, monkeypatch):
    real = store.write

    def killed(code, size, content):
        real(code, size, content)
        raise KeyboardInterrupt

    monkeypatch.setattr(store, "write", killed)
    with pytest.raises(KeyboardInterrupt):
        actions.add(
            organisation=cast.here, picture=pictures.read(png()), name="", text="x", now=now
        )
    file = File.objects.get()
    assert store.read(file.code, "large")
    assert tasks.due(now) == 0
    assert tasks.due(now + DAY) == 1
    assert gone(file)


def test_one_thing_has_so_many_pictures_at_most(cast, now, monkeypatch):
    monkeypatch.setattr(actions, "MOST_FOR_ONE", 1)
    new = {"organisation": cast.here, "name": "", "text": "x", "now": now, "origin": "wall:1"}
    actions.add(picture=pictures.read(png()), **new)
    with pytest.raises(actions.NotPossible, match="There are 1 files here already"):
        actions.add(picture=pictures.read(png()), **new)
