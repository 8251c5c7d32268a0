"""Themes of a project: made, filled, counted, disputed, merged, moved."""

import pytest

from alongside.influence import actions
from alongside.influence.actions.deciding import Decided
from alongside.influence.models import (
    Bearing,
    Contribution,
    Countersign,
    Decision,
    Passage,
    ProjectTheme,
    Review,
)
from alongside.influence.queries import chain, grouping
from alongside.influence.tests import told
from alongside.insight.models import Theme


@pytest.fixture
def story(cast, now):
    return told.tell(organisation=cast.here, expert=cast.dot, staff=cast.tom, now=now)


@pytest.fixture
def base(story):
    return f"/o/sandbrook-council/projects/{story.project.pk}/"


@pytest.fixture
def write(story, cast, now):
    def do(text):
        return actions.write_down(
            project=story.project,
            kind=Contribution.Kind.WORDS,
            text=text,
            said_on=now.date(),
            quoting=Contribution.Quoting.WITHOUT_NAME,
            by=cast.tom,
            now=now,
        )

    return do


@pytest.fixture
def make(story, cast, now):
    def do(name, contributions=()):
        theme = actions.make_theme(project=story.project, name=name, by=cast.tom, now=now)
        actions.place(theme=theme, contributions=contributions, by=cast.tom, now=now)
        return theme

    return do


def text(answer):
    return answer.content.decode()


def test_a_theme_says_who_sorted_it_and_is_made_once(story, base, cast, sign_in):
    client = sign_in(cast.tom)
    sent = {
        "name": "Open for longer",
        "means": "After 1am",
        "sorters": [story.dot.pk, story.tom.pk],
        "sorted_on": "2026-01-20",
        "answer_by": "2026-04-01",
        "owner": cast.amira.pk,
    }
    for _ in range(2):
        answer = client.post(f"{base}themes/make/", sent)
    theme = ProjectTheme.objects.exclude(pk=story.theme.pk).get()
    assert answer.headers["Location"] == f"{base}themes/{theme.pk}/"
    page = text(client.get(f"{base}themes/"))
    assert "Sorted by Dot Evans and Tom Baker, 20 January 2026" in page
    assert "answer by 1 April 2026 · Amira Hussain sees to it" in page
    sent |= {"name": "A room like HOME", "sorters": [story.tom.pk]}
    taken = client.post(f"{base}themes/{theme.pk}/change/", sent)
    assert "There is a theme with this name already." in text(taken)
    client.post(f"{base}themes/{theme.pk}/change/", sent | {"name": "All night"})
    assert "One side only" in text(client.get(f"{base}themes/{theme.pk}/"))


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"name": ""}, "Enter what the theme is called"),
        ({"sorters": ["9" * 30]}, "Choose people of this project"),
        ({"owner": "0"}, "Choose somebody from the list"),
        ({"answer_by": "soon"}, "Enter a day like 10/3/2026"),
    ],
)
def test_what_is_wrong_with_a_theme_is_said(base, cast, sign_in, changes, problem):
    sent = {"name": "Open for longer"} | changes
    assert problem in text(sign_in(cast.tom).post(f"{base}themes/make/", sent))


def test_what_people_said_is_put_in_and_taken_out(story, base, write, make, cast, now, sign_in):
    tea, milk = write("Tea"), write("Milk")
    theme = make("Drinks")
    client = sign_in(cast.tom)
    client.post(f"{base}said/", {"contribution": [tea.pk, milk.pk], "theme": theme.pk})
    assert set(theme.placings.values_list("contribution", flat=True)) == {tea.pk, milk.pk}
    client.post(f"{base}themes/{theme.pk}/take-out/", {"contribution": tea.pk})
    client.post(f"{base}themes/{story.theme.pk}/put-in/", {"contribution": [tea.pk]})
    tea.refresh_from_db()
    assert tea.answered == story.meeting.day
    client.post(f"{base}said/{milk.pk}/put/", {"theme": story.theme.pk})
    assert grouping.themes(story.project).get(pk=story.theme.pk).said == 3
    refused = client.post(f"{base}said/{milk.pk}/put/", {"theme": "9" * 30}, follow=True)
    assert "Choose a theme from the list." in text(refused)
    assert "Tick at least one" in text(client.post(f"{base}said/", {"theme": theme.pk}))
    actions.take_back(contribution=tea, now=now)
    assert grouping.themes(story.project).get(pk=story.theme.pk).said == 2


def test_what_has_no_theme_comes_first_to_be_put_in(story, base, write, make, cast, sign_in):
    tea, milk = write("Tea"), write("Milk")
    theme = make("Drinks", [milk])
    client = sign_in(cast.tom)
    page = client.get(f"{base}themes/{story.theme.pk}/put-in/")
    assert [heard.one for heard in page.context["heard"]] == [tea, milk]
    found = client.get(f"{base}themes/{theme.pk}/put-in/?q=sofa")
    assert [heard.one for heard in found.context["heard"]] == [story.contribution]


def test_the_number_of_a_survey_stands_apart(story, base, write, analysis, cast, now, sign_in):
    found = Theme.objects.get(analysis=analysis, name="Shorter")
    drawn = actions.draw_theme(project=story.project, theme=found, by=cast.tom, now=now)
    actions.place(theme=drawn, contributions=[write("Too long")], by=cast.tom, now=now)
    page = text(sign_in(cast.tom).get(f"{base}themes/{drawn.pk}/"))
    assert "Said once in the open · from a survey: 6 of 12 people" in page
    assert "The two are never added up" in page
    answer = drawn.placings.filter(contribution__kind="answer").first().contribution
    with pytest.raises(actions.NotPossible, match="theme of a survey"):
        actions.take_out(theme=drawn, contribution=answer)


def test_a_theme_that_somebody_disputes_says_so(story, base, cast, now, sign_in):
    client = sign_in(cast.tom)
    assert "Disputed" not in text(client.get(f"{base}themes/"))
    actions.countersign(
        contribution=story.contribution, meant={story.theme: "no"}, acted={}, now=now
    )
    assert "Disputed" in text(client.get(f"{base}themes/"))
    assert "this is not what they meant" in text(client.get(f"{base}themes/{story.theme.pk}/"))
    actions.close_review(
        review=Review.objects.get(), about="nothing", result="It is.", by=cast.tom, now=now
    )
    assert "Disputed" not in text(client.get(f"{base}themes/"))


def test_everything_that_points_at_a_theme_goes_to_the_other(
    story, base, write, make, cast, now, sign_in
):
    tea = write("Tea")
    theme = make("Homely", [tea, story.contribution])
    for which, day in ((story.theme, "2026-03-01"), (theme, "2026-03-05")):
        Countersign.objects.create(
            contribution=story.contribution, theme=which, says="yes", day=day
        )
    Bearing.objects.create(decision=story.decision, theme=theme, how="Slippers.")
    was, is_now = story.document.versions.all()
    place = actions.Place(was, is_now, 0, taken_out=False)
    actions.link_passage(place=place, theme=theme, by=cast.tom, now=now)
    against = actions.declare(
        project=story.project,
        question="Bright lights?",
        open_to="fully",
        by=cast.tom,
        now=now,
    )
    what = Decided(
        outcome="no",
        reason="conflicts with another view",
        against=theme,
        decided="No bright lights.",
        why="Most want it soft.",
        decider="The team",
        decided_on=now.date(),
    )
    actions.decide(decision=against, what=what, by=cast.tom, now=now)
    client = sign_in(cast.tom)
    client.post(f"{base}themes/{theme.pk}/merge/", {"into": story.theme.pk})
    assert list(ProjectTheme.objects.all()) == [story.theme]
    placed = set(story.theme.placings.values_list("contribution", flat=True))
    assert placed == {tea.pk, story.contribution.pk}
    bearing = Bearing.objects.get()
    assert bearing.how == "It is what people asked for most.\nSlippers."
    counts = Countersign.objects.order_by("day").values_list("theme", "counts")
    assert list(counts) == [(story.theme.pk, False), (story.theme.pk, True)]
    assert Passage.objects.get().theme == story.theme
    assert Decision.objects.get(outcome="no").against == story.theme
    tea.refresh_from_db()
    assert tea.answered == story.meeting.day


def test_a_theme_of_a_survey_brings_its_number_into_the_other(story, analysis, cast, now):
    one, two = (
        actions.draw_theme(
            project=story.project,
            theme=Theme.objects.get(analysis=analysis, name=name),
            by=cast.tom,
            now=now,
        )
        for name in ("Shorter", "Tea")
    )
    with pytest.raises(actions.NotPossible, match="Both came from surveys"):
        actions.merge_themes(theme=one, into=two)
    merged = actions.merge_themes(theme=one, into=story.theme)
    merged.refresh_from_db()
    assert (merged.drawn_from.name, merged.people, merged.of_people) == ("Shorter", 6, 12)
    assert merged.placings.count() == 7
    with pytest.raises(actions.NotPossible, match="another theme"):
        actions.merge_themes(theme=merged, into=merged)


def test_themes_go_up_and_down(story, base, make, cast, sign_in):
    tea, milk = make("Tea"), make("Milk")
    client = sign_in(cast.tom)
    client.post(f"{base}themes/{milk.pk}/up/")
    client.post(f"{base}themes/{tea.pk}/down/")
    client.post(f"{base}themes/{story.theme.pk}/up/")
    client.post(f"{base}themes/{story.theme.pk}/down/")
    order = [theme.name for theme in chain.themes(story.project)]
    assert order == ["Milk", "A room like home", "Tea"]


def test_themes_cost_as_many_queries_for_many(
    story, base, make, write, cast, now, sign_in, django_assert_max_num_queries
):
    client = sign_in(cast.tom)
    with django_assert_max_num_queries(12):
        client.get(f"{base}themes/")
    with django_assert_max_num_queries(17):
        client.get(f"{base}themes/{story.theme.pk}/")
    for number in range(12):
        make(f"Theme {number}", [write("Tea")])
        actions.place(
            theme=story.theme,
            contributions=[write("Milk")],
            by=cast.tom,
            now=story.decision.recorded,
        )
    with django_assert_max_num_queries(12):
        client.get(f"{base}themes/")
    with django_assert_max_num_queries(17):
        client.get(f"{base}themes/{story.theme.pk}/")


def test_who_only_reads_changes_no_theme(story, base, cast, sign_in):
    david = sign_in(cast.david)
    page = text(david.get(f"{base}themes/{story.theme.pk}/"))
    assert "Change it" not in page
    for door in ("change/", "put-in/", "merge/"):
        assert david.get(f"{base}themes/{story.theme.pk}/{door}").status_code == 403, door
    for door in ("take-out/", "up/", "down/"):
        assert david.post(f"{base}themes/{story.theme.pk}/{door}").status_code == 403, door
