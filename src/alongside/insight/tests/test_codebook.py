"""The codebook has versions, and what was decided before a change is looked at again."""

import pytest

from alongside.insight import actions, queries
from alongside.insight.tests.story import check_all


@pytest.fixture
def client(cast, sign_in):
    return sign_in(cast.priya)


@pytest.fixture
def address(analysis):
    return lambda page: f"/o/sandbrook-council/themes/{analysis.pk}/{page}"


@pytest.fixture
def shorter(analysis, cast, now):
    check_all(analysis, cast.priya, now)
    return actions.add_theme(
        analysis=analysis, kind="improve", name="Shorter", by=cast.priya, now=now
    )


def changes(analysis):
    return [(one.number, one.changes) for one in analysis.codebooks.all()]


def meaning(theme, means, by, now):
    return actions.change_theme(
        theme=theme, kind=theme.kind, name=theme.name, means=means, by=by, now=now
    )


def test_a_version_goes_on_until_somebody_works_with_it(analysis, shorter, comment, cast, now):
    meaning(shorter, "Less time", cast.priya, now)
    assert changes(analysis) == [
        (1, ["“Shorter” is new.", "What belongs in “Shorter” is written anew."])
    ]
    actions.put(comment=comment("Too long for me"), theme=shorter, by=cast.priya, now=now)
    actions.change_theme(
        theme=shorter, kind="improve", name="Too long", means="Less time", by=cast.priya, now=now
    )
    assert changes(analysis)[1:] == [(2, ["“Shorter” is called “Too long” now."])]
    # Somebody else's change is a version of its own; nothing changed is none.
    meaning(shorter, "Less time, not less talk", cast.amira, now)
    meaning(shorter, "Less time, not less talk", cast.amira, now)
    assert [number for number, _ in changes(analysis)] == [1, 2, 3]
    newest = analysis.codebooks.last()
    assert [one["means"] for one in newest.themes] == ["Less time, not less talk"]
    assert analysis.codebooks.first().themes[0]["name"] == "Shorter"


def test_what_was_decided_before_a_change_is_looked_at_again(
    analysis, shorter, comment, cast, now, client, address
):
    wish = comment("Too long for me")
    actions.put(comment=wish, theme=shorter, by=cast.priya, now=now)
    assert not queries.outdated(analysis).exists()
    meaning(shorter, "Less time", cast.priya, now)
    assert [one.comment for one in queries.outdated(analysis)] == [wish]
    page = client.get(address(f"{shorter.pk}/")).content.decode()
    assert "Look at 1 again" in page
    assert "1 comment was put into a theme before" in client.get(address("")).content.decode()
    answer = client.post(address(f"{shorter.pk}/still-fits/"), {"comment": [wish.pk, "x"]})
    assert answer.status_code == 302
    assert not queries.outdated(analysis).exists()
    assert "Look at" not in client.get(address(f"{shorter.pk}/")).content.decode()


def test_what_comes_from_another_theme_is_looked_at_again(analysis, shorter, comment, cast, now):
    tea = actions.add_theme(analysis=analysis, kind="improve", name="Tea", by=None, now=now)
    actions.put(comment=comment("No tea"), theme=tea, by=cast.priya, now=now)
    actions.put(comment=comment("Too long for me"), theme=shorter, by=cast.priya, now=now)
    actions.merge(theme=tea, into=shorter, by=cast.priya, now=now)
    assert [one.comment.text for one in queries.outdated(analysis)] == ["No tea"]
    assert changes(analysis)[-1][1] == ["“Tea” is part of “Shorter” now."]


def test_a_removed_theme_stands_in_the_versions_before(analysis, shorter, cast, now):
    actions.remove_theme(theme=shorter, by=cast.amira, now=now)
    first, last = analysis.codebooks.all()
    assert [one["name"] for one in first.themes] == ["Shorter"]
    assert (last.themes, last.changes) == ([], ["“Shorter” is taken away."])


def test_versions_are_read_and_taken_away(analysis, shorter, comment, cast, now, client, address):
    actions.put(comment=comment("Too long for me"), theme=shorter, by=cast.priya, now=now)
    meaning(shorter, "=Less time", cast.priya, now)
    page = client.get(address("codebook/")).content.decode()
    assert "Themes of version 2" in page
    assert "=Less time" in page
    assert "Not said yet" in client.get(address("codebook/?version=1")).content.decode()
    assert client.get(address("codebook/?version=9")).status_code == 404
    file = client.get(address("codebook.csv"))
    assert "2,What to improve,Shorter,'=Less time" in file.content.decode("utf-8-sig")


def test_a_codebook_without_a_theme_says_what_to_do(analysis, client, address):
    assert "There is no theme yet" in client.get(address("codebook/")).content.decode()
    assert client.get(address("codebook.csv")).status_code == 404
