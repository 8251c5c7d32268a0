from datetime import date

import pytest
from django.db import IntegrityError, transaction

from alongside.insight import actions, queries
from alongside.insight.models import Analysis, Coding, Redaction
from alongside.people.actions import NotPossible

from . import story


@pytest.fixture
def client(cast, sign_in):
    return sign_in(cast.priya)


@pytest.fixture
def address(analysis):
    return f"/o/sandbrook-council/themes/{analysis.pk}/"


def share(analysis, cast, now):
    return actions.share(analysis=analysis, by=cast.priya, now=now)


def test_themes_are_shared_when_everything_is_read(client, address, analysis, cast, now):
    answer = client.post(f"{address}share/", {"answer_by": "2026-04-10"})
    assert "10 not read yet: first read every comment." in answer.content.decode()
    story.sort_into(analysis, {}, cast.priya, now)
    answer = client.post(f"{address}share/", {"answer_by": "2026-04-10"})
    assert answer.headers["Location"] == address
    analysis.refresh_from_db()
    assert (analysis.shared, analysis.shared_by, analysis.answer_by) == (
        now,
        cast.priya,
        date(2026, 4, 10),
    )
    assert list(queries.shared(cast.here)) == [analysis]


def test_people_get_an_answer_in_28_days_unless_another_day_is_promised(
    client, address, analysis, sorted_out, cast, now
):
    page = client.get(address)
    assert page.context["form"].initial == {"answer_by": date(2026, 4, 7)}
    answer = client.post(f"{address}share/", {"answer_by": "2026-03-09"})
    assert "Choose a day that is still to come" in answer.content.decode()
    assert share(analysis, cast, now).answer_by == date(2026, 4, 7)


def test_shared_themes_do_not_change_until_they_are_open_again(
    client, address, analysis, sorted_out, comment, cast, now
):
    share(analysis, cast, now)
    tea, shorter = comment("No tea"), sorted_out["Shorter"]
    verbs = [
        lambda: actions.put(comment=tea, theme=shorter, by=cast.priya, now=now),
        lambda: actions.pass_over(analysis=analysis, comment=tea, by=cast.priya, now=now),
        lambda: actions.take_out(analysis=analysis, comment=tea, theme=sorted_out["Tea"]),
        lambda: actions.add_theme(
            analysis=analysis, kind="liked", name="New", by=cast.priya, now=now
        ),
        lambda: actions.change_theme(
            theme=shorter, kind="liked", name="New", by=cast.priya, now=now
        ),
        lambda: actions.move_theme(theme=shorter, up=False),
        lambda: actions.merge(theme=shorter, into=sorted_out["Tea"], by=cast.priya, now=now),
        lambda: actions.remove_theme(theme=shorter, by=cast.priya, now=now),
        lambda: actions.draw_on(analysis=analysis, on=[]),
        lambda: share(analysis, cast, now),
    ]
    before = list(Coding.objects.values_list("pk", "theme"))
    for verb in verbs:
        with pytest.raises(NotPossible, match="These themes are shared"):
            verb()
    assert list(Coding.objects.values_list("pk", "theme")) == before
    client.post(f"{address}reopen/")
    verbs[0]()
    assert queries.shared(cast.here).count() == 0


def test_what_is_hidden_can_be_changed_also_while_shared(
    client, address, analysis, sorted_out, comment, cast, now
):
    share(analysis, cast, now)
    sarah = comment("Sarah")
    client.post(f"{address}comments/{sarah.pk}/", {"hide": ["8-13"]})
    assert sarah.redactions.get(replaced=None).text == "I liked [a name] and the ladder"


def test_an_analysis_that_differs_by_a_few_comments_is_not_shared_beside_another(
    analysis, sorted_out, wave, cast, now
):
    share(analysis, cast, now)
    few = story.tell(cast.here, now, [{"improve": "More"}] * 4 + [{}], form=wave.version.form)
    many = story.tell(cast.here, now, [{"improve": "More"}] * 5, form=wave.version.form)
    nearly = story.analyse(cast.priya, now, wave, few, title="Nearly")
    beyond = story.analyse(cast.priya, now, wave, many, title="Beyond")
    apart = story.analyse(cast.priya, now, few, title="Apart")
    for other in (nearly, beyond, apart):
        story.sort_into(other, {}, cast.priya, now)
    with pytest.raises(NotPossible, match="“Spring sessions” is shared and is about the same"):
        share(nearly, cast, now)
    assert share(beyond, cast, now).shared == now
    assert share(apart, cast, now).shared == now


@pytest.mark.parametrize(("new", "silent", "goes"), [(1, 4, False), (5, 0, True)])
def test_themes_shared_again_have_no_comment_more_or_at_least_the_smallest_group(
    analysis, sorted_out, wave, cast, now, new, silent, goes
):
    """Reports made before keep the numbers of before."""
    share(analysis, cast, now)
    actions.reopen(analysis=analysis)
    share(analysis, cast, now)
    actions.reopen(analysis=analysis)
    people = [{"improve": "Too long again"}] * new + [{}] * silent
    later = story.tell(cast.here, now, people, form=wave.version.form)
    actions.draw_on(analysis=analysis, on=story.draws(later))
    story.check_all(analysis, cast.priya, now)
    for comment in queries.to_read(analysis, "improve"):
        actions.put(comment=comment, theme=sorted_out["Shorter"], by=cast.priya, now=now)
    if goes:
        assert share(analysis, cast, now).shared == now
    else:
        with pytest.raises(NotPossible, match="only a few comments are new"):
            share(analysis, cast, now)


def test_a_report_finds_the_themes_of_its_sessions_only(analysis, sorted_out, wave, cast, now):
    later = story.tell(cast.here, now, [{"improve": "More"}] * 5, form=wave.version.form)
    assert list(queries.shared_about([wave])) == []
    share(analysis, cast, now)
    assert list(queries.shared_about([wave, later])) == [analysis]
    assert list(queries.shared_about([later])) == []


def test_the_tables_keep_one_redaction_and_one_coding_that_count(
    analysis, sorted_out, comment, cast, now
):
    tea = comment("No tea")
    coding = tea.codings.get()
    for wrong in (
        lambda: Redaction.objects.create(comment=tea, text="again"),
        lambda: Coding.objects.create(analysis=analysis, comment=tea, theme=coding.theme),
        lambda: Coding.objects.create(analysis=analysis, comment=comment("Everything"), theme=None),
        lambda: Coding.objects.filter(theme=None).update(quoted=True),
        lambda: Analysis.objects.update(shared=now),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            wrong()


def test_everything_of_one_theme_can_be_seen_on_the_page_of_the_analysis(
    client, address, sorted_out
):
    page = client.get(address)
    assert [
        (label, [(t.name, t.comments) for t in themes]) for label, themes in page.context["by_kind"]
    ] == [
        ("What people liked", [("The ladder", 2)]),
        ("What to improve", [("Shorter", 5), ("Tea", 1)]),
    ]
    assert page.context["without"] == 2
