"""People say what they would like, and are told of it when they want to be."""

import pytest
from django.test import Client

from alongside.involvement import actions, private, queries, tasks
from alongside.letters import actions as letters
from alongside.letters.models import Letter

LIKES = {
    "kinds": ["research"], "words": "winter, art", "skills": "Drawing", "when": "Tuesdays",
    "how": ["online"], "age": "18 or over", "often": "weekly",
}  # fmt: skip


def new_letters():
    return Letter.objects.filter(subject__startswith="Something you could take part in")


@pytest.fixture
def nadia(offered, apply):
    return apply(opportunity=offered(title="Long ago")).member


@pytest.fixture
def likes(nadia, now):
    """Call it to have Nadia say what she would like, with what is different about it."""
    return lambda **other: actions.say_interests(member=nadia, now=now, **LIKES | other)


def test_what_is_for_somebody_stands_on_their_page_with_why(client, nadia, likes, offered):
    offered(title="Plan the winter")
    offered(title="How people sleep", kind="research")
    offered(title="Where to start", kind="strategy")
    client.post(f"/mine/{private.mine_token(nadia.pk)}/interests/", LIKES)
    page = client.get(f"/mine/{private.mine_token(nadia.pk)}/").content.decode()
    assert "you wrote “winter”" in page
    assert "you ticked “Research”" in page
    assert "Where to start" not in page
    client.post(f"/mine/{private.mine_token(nadia.pk)}/interests/delete/")
    assert queries.interest_of(nadia) is None


def test_a_letter_tells_once_and_only_who_asked_for_it(likes, offered, now):
    offered(title="Plan the winter")
    likes(often="never")
    assert tasks.due(now) == 0
    likes()
    assert tasks.due(now) == 1
    assert tasks.due(now) == 0
    (letter,) = new_letters()
    assert letter.optional
    assert "Drawing" not in letter.text


def test_whoever_stopped_the_letters_gets_none(nadia, likes, offered, now):
    offered(title="Plan the winter")
    likes()
    letters.opt_out(
        organisation=nadia.organisation, address=nadia.email, about="interests", now=now
    )
    tasks.due(now)
    assert new_letters().get().state == Letter.State.STOPPED


def test_staff_have_people_told_and_see_neither_who_nor_how_many(cast, likes, offered, now):
    likes()
    here = offered(title="Plan the winter")
    pages = {}
    for member in (cast.tom, cast.priya):
        staff = Client()
        staff.force_login(member.person)
        answer = staff.post(f"/o/{cast.here.slug}/opportunities/{here.pk}/tell/", follow=True)
        pages[member] = answer.status_code
        if member == cast.tom:
            assert "is told, once" in answer.content.decode()
            page = staff.get(f"/o/{cast.here.slug}/interests/").content.decode()
            assert "Nadia" not in page
            assert "not shown" in page
    assert pages == {cast.tom: 200, cast.priya: 403}
    assert new_letters().count() == 1
    staff.force_login(cast.tom.person)
    outbox = staff.get(f"/o/{cast.here.slug}/letters/").content.decode()
    assert "Something you could" not in outbox
    actions.tell_matching(opportunity=here, now=now, today=now.date())
    assert new_letters().count() == 1


def test_nobody_too_young_is_told(likes, offered, now):
    adults = offered(title="Plan the winter", from_age=18)
    interest = likes(age="16 or 17")
    assert adults not in [one.opportunity for one in queries.for_member(interest, now.date())]
