import pytest

from alongside.insight import actions, queries
from alongside.insight.models import Coding
from alongside.people.actions import NotPossible

from . import story


@pytest.fixture
def address(analysis):
    return f"/o/sandbrook-council/themes/{analysis.pk}/"


@pytest.fixture
def client(cast, sign_in):
    return sign_in(cast.priya)


@pytest.fixture
def checked(analysis, cast, now):
    story.check_all(analysis, cast.priya, now)


@pytest.fixture
def shorter(analysis, checked):
    return actions.add_theme(
        analysis=analysis, kind="improve", name="Shorter", by=analysis.made_by, now=analysis.made
    )


def themes_of(comment):
    return [str(coding) for coding in comment.codings.all()]


def test_only_checked_comments_can_be_read_and_only_as_they_may_be_shown(
    client, address, analysis, comment, cast, now
):
    sarah = comment("Sarah")
    assert "Sarah" not in client.get(f"{address}reading/?kind=liked").content.decode()
    client.post(f"{address}comments/{sarah.pk}/", {"hide": ["8-13"]})
    page = client.get(f"{address}reading/?kind=liked").content.decode()
    assert ("I liked [a name] and the ladder" in page, "Sarah" in page) == (True, False)
    theme = actions.add_theme(
        analysis=analysis, kind="liked", name="The ladder", by=analysis.made_by, now=analysis.made
    )
    with pytest.raises(NotPossible, match="First check this comment"):
        actions.put(comment=comment("Everything"), theme=theme, by=cast.priya, now=now)


def test_enter_in_the_name_of_a_new_theme_presses_no_other_button(
    client, address, analysis, checked
):
    """A browser presses the first button of a form."""
    page = client.get(f"{address}reading/?kind=improve").content.decode()
    first = page[page.index('class="note-acts"') :]
    assert first.index("Put it there") < first.index("No theme")


def test_a_new_theme_needs_a_name(client, address, comment, checked):
    tea = comment("No tea")
    answer = client.post(f"{address}comments/{tea.pk}/put/", {"kind": "improve", "new": " "})
    page = client.get(answer.headers["Location"]).content.decode()
    assert "Enter the name of the new theme." in page
    assert themes_of(tea) == []


def test_a_button_puts_a_comment_into_a_theme_and_can_be_undone(
    client, address, analysis, shorter, comment, cast, now
):
    tea = comment("No tea")
    where = f"{address}comments/{tea.pk}/"
    answer = client.post(f"{where}put/", {"theme": shorter.pk, "kind": "improve"})
    assert answer.headers["Location"] == f"{address}reading/?kind=improve&last={tea.pk}#reading"
    coding = Coding.objects.get()
    assert (coding.theme, coding.by, coding.when) == (shorter, cast.priya, now)
    page = client.get(answer.headers["Location"]).content.decode()
    assert "Is in <b>Shorter</b>" in page
    client.post(f"{where}take-out/", {"theme": shorter.pk, "kind": "improve"})
    assert themes_of(tea) == []
    page = client.get(f"{address}reading/?kind=improve&last={tea.pk}").content.decode()
    assert "This comment is in the list again." in page


def test_a_comment_is_in_a_theme_once_and_can_be_in_several(
    client, address, analysis, shorter, comment
):
    cold = comment("too cold")
    warmer = actions.add_theme(
        analysis=analysis, kind="improve", name="Warmer", by=analysis.made_by, now=analysis.made
    )
    for theme in (shorter, shorter, warmer):
        client.post(f"{address}comments/{cold.pk}/put/", {"theme": theme.pk})
    assert themes_of(cold) == ["Shorter", "Warmer"]
    assert [(t.name, t.comments) for t in queries.themes(analysis)] == [
        ("Shorter", 1),
        ("Warmer", 1),
    ]


def test_a_comment_can_name_a_new_theme(client, address, analysis, checked, comment):
    tea = comment("No tea")
    client.post(f"{address}comments/{tea.pk}/put/", {"new": " Tea, please ", "kind": "improve"})
    theme = analysis.themes.get()
    assert (theme.name, theme.kind, themes_of(tea)) == ("Tea, please", "improve", ["Tea, please"])
    answer = client.post(
        f"{address}comments/{tea.pk}/put/", {"new": "tea, PLEASE", "kind": "improve"}, follow=True
    )
    assert "There is a theme of this name already." in answer.content.decode()


def test_a_comment_can_be_read_and_fit_no_theme_and_that_is_undone_too(
    client, address, analysis, shorter, comment
):
    tea = comment("No tea")
    where = f"{address}comments/{tea.pk}/"
    client.post(f"{where}put/", {"theme": shorter.pk})
    client.post(f"{where}no-theme/")
    assert themes_of(tea) == ["no theme"]
    assert list(client.get(f"{address}reading/?kind=none").context["page"]) == [tea]
    client.post(f"{where}put/", {"theme": shorter.pk})
    assert themes_of(tea) == ["Shorter"]
    client.post(f"{where}no-theme/")
    client.post(f"{where}take-out/")
    assert themes_of(tea) == []


def test_a_comment_is_moved_from_its_theme(client, address, analysis, shorter, comment):
    tea = comment("No tea")
    drinks = actions.add_theme(
        analysis=analysis, kind="improve", name="Drinks", by=analysis.made_by, now=analysis.made
    )
    client.post(f"{address}comments/{tea.pk}/put/", {"theme": shorter.pk})
    answer = client.post(
        f"{address}comments/{tea.pk}/move/", {"theme": shorter.pk, "into": drinks.pk}
    )
    assert answer.headers["Location"] == f"{address}{shorter.pk}/"
    assert themes_of(tea) == ["Drinks"]


def test_the_progress_says_how_many_of_how_many(client, address, analysis, shorter, comment):
    for words in ("No tea", "too cold"):
        client.post(f"{address}comments/{comment(words).pk}/put/", {"theme": shorter.pk})
    page = client.get(f"{address}reading/?kind=improve").content.decode()
    assert "2 of 10 comments read" in page
    assert "4 still to read: what to improve" in page
    assert queries.waiting(analysis) == {"liked": 3, "improve": 4, "will apply": 1}


def test_reading_opens_with_the_first_question_that_has_comments_left(
    client, address, analysis, checked, cast, now
):
    assert client.get(f"{address}reading/").context["kind"] == "liked"
    for one in queries.to_read(analysis, "liked"):
        actions.pass_over(analysis=analysis, comment=one, by=cast.priya, now=now)
    assert client.get(f"{address}reading/?kind=nonsense").context["kind"] == "improve"


def test_a_theme_of_another_analysis_is_not_found(
    client, address, checked, comment, cast, wave, now
):
    other = story.analyse(cast.priya, now, wave)
    theme = actions.add_theme(
        analysis=other, kind="improve", name="Elsewhere", by=other.made_by, now=other.made
    )
    tea = comment("No tea")
    for key in (theme.pk, "x"):
        answer = client.post(f"{address}comments/{tea.pk}/put/", {"theme": key})
        assert answer.status_code == 404
    assert themes_of(tea) == []


def test_two_analyses_of_the_same_comments_do_not_mix(analysis, shorter, comment, cast, wave, now):
    other = story.analyse(cast.priya, now, wave)
    actions.put(comment=comment("No tea"), theme=shorter, by=cast.priya, now=now)
    assert queries.progress([analysis, other]) == {analysis.pk: (10, 10, 1), other.pk: (10, 10, 0)}
    assert queries.to_read(other, "improve").count() == 6


def test_the_page_takes_the_same_number_of_queries_for_few_as_for_many(
    client, address, analysis, shorter, cast, wave, now, django_assert_num_queries
):
    for turn in ("One", "Two"):
        with django_assert_num_queries(13):
            client.get(f"{address}reading/?kind=improve")
        more = story.tell(
            cast.here, now, [{"improve": f"No {n}"} for n in range(8)], form=wave.version.form
        )
        actions.draw_on(analysis=analysis, on=story.draws(more))
        story.check_all(analysis, cast.priya, now)
        actions.add_theme(
            analysis=analysis, kind="improve", name=turn, by=analysis.made_by, now=analysis.made
        )


def test_comments_that_share_words_stand_together_and_are_no_themes(
    client, address, analysis, shorter, comment
):
    page = client.get(f"{address}reading/?kind=improve&together=yes").content.decode()
    assert "it does not know what people mean" in page
    shared, alone = page.split("These share no words with others")
    assert "They share: long" in shared
    assert shared.count('class="written">Too long') == 5
    assert "No tea" in alone
    assert analysis.themes.count() == 1, "only the one that somebody named"
    sent = {"theme": shorter.pk, "kind": "improve", "together": "yes"}
    answer = client.post(f"{address}comments/{comment('for me').pk}/put/", sent)
    assert "together=yes" in answer.headers["Location"]
    page = client.get(answer.headers["Location"]).content.decode()
    assert page.split("These share no")[0].count('class="written">Too long') == 5
    assert "They share: long" in page, "the groups stay while they are read"
