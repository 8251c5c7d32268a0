"""What was met is told to others, by a story."""

from datetime import date

import pytest

from alongside.involvement.models import Story
from alongside.learning import actions


@pytest.fixture
def expectation(plan, cast, now):
    return actions.expect(
        plan=plan,
        who="The panel",
        what="More people ask first",
        seen="In projects",
        measure="Half of them",
        due=date(2026, 12, 31),
        by=cast.amira,
        now=now,
    )


@pytest.fixture
def story(cast):
    return Story.objects.create(
        organisation=cast.here, title="We asked first", credit="The panel", licence="ask"
    )


@pytest.fixture
def address(plan, expectation):
    return f"/o/sandbrook-council/learning/plans/{plan.pk}/expectations/{expectation.pk}/"


def judged(expectation, cast, now):
    actions.judge(expectation=expectation, result="met", reasons="Seen", by=cast.amira, now=now)


def test_what_was_met_and_told_nobody_says_so(expectation, address, cast, now, sign_in):
    amira = sign_in(cast.amira)
    assert "Nobody has told others yet" not in amira.get(address).content.decode()
    judged(expectation, cast, now)
    assert "Nobody has told others yet" in amira.get(address).content.decode()
    listed = address.rsplit("/", 2)[0] + "/"
    assert "Nobody has told others yet" in amira.get(listed).content.decode()


def test_a_story_is_chosen_and_read_once_it_is_published(
    expectation, story, address, cast, now, sign_in
):
    judged(expectation, cast, now)
    amira = sign_in(cast.amira)
    amira.post(f"{address}story/", {"story": story.pk})
    page = amira.get(address).content.decode()
    assert "is not published yet" in page
    story.published = now
    story.save()
    assert f'href="/story/{story.code}/"' in amira.get(address).content.decode()
    amira.post(f"{address}story/", {"story": ""})
    assert "Nobody has told others yet" in amira.get(address).content.decode()


def test_a_story_of_others_is_not_taken(expectation, address, cast, sign_in):
    theirs = Story.objects.create(
        organisation=cast.there, title="Theirs", credit="They", licence="ask"
    )
    page = sign_in(cast.amira).post(f"{address}story/", {"story": theirs.pk}).content.decode()
    assert "Choose a story in the list" in page
    with pytest.raises(actions.NotPossible, match="this organisation"):
        actions.tell_story(expectation=expectation, story=theirs)


def test_a_story_that_is_deleted_leaves_the_expectation(expectation, story, cast):
    actions.tell_story(expectation=expectation, story=story)
    story.delete()
    expectation.refresh_from_db()
    assert expectation.story is None


@pytest.mark.parametrize(("who", "status"), [("david", 403), ("priya", 403), ("bola", 404)])
def test_only_who_plans_chooses(address, cast, sign_in, who, status):
    assert sign_in(getattr(cast, who)).get(f"{address}story/").status_code == status
