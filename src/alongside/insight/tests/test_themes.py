import pytest

from alongside.insight import actions, queries
from alongside.people.actions import NotPossible


@pytest.fixture
def client(cast, sign_in):
    return sign_in(cast.priya)


@pytest.fixture
def address(analysis):
    return f"/o/sandbrook-council/themes/{analysis.pk}/"


def names(analysis, kind="improve"):
    return [theme.name for theme in analysis.themes.filter(kind=kind)]


def test_themes_are_added_in_order_each_name_once_a_kind(client, address, analysis):
    for name in ("Shorter", "Tea", "shorter", ""):
        client.post(f"{address}add/", {"name": name, "kind": "improve"})
    client.post(f"{address}add/", {"name": "Shorter", "kind": "liked"})
    assert (names(analysis), names(analysis, "liked")) == (["Shorter", "Tea"], ["Shorter"])


def test_themes_with_their_comments_stand_in_their_order(client, address, analysis):
    for name in ("Tea", "Shorter", "Light"):
        client.post(f"{address}add/", {"name": name, "kind": "improve"})
    analysis.themes.filter(name="Light").update(position=0)
    found = queries.themes(analysis)
    assert [theme.name for theme in found] == ["Light", "Tea", "Shorter"]
    assert found.ordered


def test_a_theme_without_a_name_is_a_problem_in_words(client, address):
    answer = client.post(f"{address}add/", {"name": " ", "kind": "improve"}, follow=True)
    assert "Enter a name for the theme" in answer.content.decode()


def test_a_theme_gets_another_name(client, address, analysis, sorted_out):
    where = f"{address}{sorted_out['Tea'].pk}/"
    answer = client.post(where, {"name": "A cup of tea would help", "kind": "improve"})
    assert answer.headers["Location"] == where
    assert names(analysis) == ["Shorter", "A cup of tea would help"]
    page = client.post(where, {"name": "shorter", "kind": "improve"}).content.decode()
    assert '<a href="#id_name">There is a theme of this name already.' in page


def test_the_page_of_a_theme_shows_what_is_in_it(client, address, sorted_out):
    page = client.get(f"{address}{sorted_out['The ladder'].pk}/")
    assert sorted(comment.shown for comment, _ in page.context["rows"]) == [
        "I liked Sarah and the ladder",
        "The ladder was clear",
    ]


def test_two_themes_become_one_and_nobody_counts_twice(
    client, address, analysis, sorted_out, comment, cast, now
):
    shorter, tea = sorted_out["Shorter"], sorted_out["Tea"]
    actions.put(comment=comment("too cold"), theme=tea, by=cast.priya, now=now)
    answer = client.post(f"{address}{tea.pk}/merge/", {"into": shorter.pk})
    assert answer.headers["Location"] == f"{address}{shorter.pk}/"
    assert [(t.name, t.comments) for t in queries.themes(analysis).filter(kind="improve")] == [
        ("Shorter", 6)
    ]


def test_a_theme_is_not_put_together_with_itself_or_nothing(client, address, sorted_out):
    where = f"{address}{sorted_out['Tea'].pk}/merge/"
    page = client.post(where, {"into": sorted_out["Tea"].pk}).content.decode()
    assert "Choose one of the themes in the list" in page
    assert "Choose the theme to put them together with" in client.post(where).content.decode()


def test_themes_change_places(client, address, analysis):
    for name in ("A", "B", "C"):
        actions.add_theme(
            analysis=analysis, kind="improve", name=name, by=analysis.made_by, now=analysis.made
        )
    b = analysis.themes.get(name="B")
    client.post(f"{address}{b.pk}/up/")
    assert names(analysis) == ["B", "A", "C"]
    client.post(f"{address}{b.pk}/up/")
    assert names(analysis) == ["B", "A", "C"]
    client.post(f"{address}{b.pk}/down/")
    client.post(f"{address}{b.pk}/down/")
    assert names(analysis) == ["A", "C", "B"]


def test_only_an_empty_theme_is_removed(client, address, analysis, sorted_out):
    empty = actions.add_theme(
        analysis=analysis, kind="improve", name="Nothing", by=analysis.made_by, now=analysis.made
    )
    client.post(f"{address}{empty.pk}/remove/")
    answer = client.post(f"{address}{sorted_out['Tea'].pk}/remove/", follow=True)
    assert "There are comments in this theme." in answer.content.decode()
    assert names(analysis) == ["Shorter", "Tea"]


def quoted(theme):
    return sorted(
        queries.allowed_quotes([theme.analysis])
        .filter(theme=theme, quoted=True)
        .values_list("shown", flat=True)
    )


def test_only_words_that_may_be_shared_become_a_quote(client, address, sorted_out, comment):
    shorter, ladder = sorted_out["Shorter"], sorted_out["The ladder"]
    for words, theme in (("0121", shorter), ("too cold", shorter), ("was clear", ladder)):
        client.post(
            f"{address}comments/{comment(words).pk}/quote/", {"theme": theme.pk, "chosen": "1"}
        )
    assert (quoted(shorter), quoted(ladder)) == (
        ["Too long and too cold"],
        ["The ladder was clear"],
    )
    client.post(f"{address}comments/{comment('too cold').pk}/quote/", {"theme": shorter.pk})
    assert quoted(shorter) == []


def test_a_quote_held_back_or_changed_later_is_so_at_once(
    sorted_out, comment, cast, now, client, address
):
    cold, shorter = comment("too cold"), sorted_out["Shorter"]
    actions.quote(theme=shorter, comment=cold)
    client.post(f"{address}comments/{cold.pk}/", {"more": "too cold"})
    assert quoted(shorter) == ["Too long and [words left out]"]
    client.post(f"{address}comments/{cold.pk}/", {"held_back": "on"})
    assert quoted(shorter) == []
    with pytest.raises(NotPossible, match="These words may not be quoted"):
        actions.quote(theme=shorter, comment=cold)


def test_a_theme_has_up_to_three_quotes(sorted_out, analysis):
    shorter = sorted_out["Shorter"]
    allowed = [c.comment for c in queries.allowed_quotes([analysis]).filter(theme=shorter)]
    assert len(allowed) == 4
    for one in allowed[:3]:
        actions.quote(theme=shorter, comment=one)
    actions.quote(theme=shorter, comment=allowed[0])
    with pytest.raises(NotPossible, match="A theme has up to 3 quotes"):
        actions.quote(theme=shorter, comment=allowed[3])
