"""What can be hard about working together, with what helps."""

import re

import pytest

from alongside.influence.challenges import CHALLENGES
from alongside.influence.tests import told
from alongside.influence.wording import longest_sentence


@pytest.fixture
def story(cast, now):
    return told.tell(organisation=cast.here, expert=cast.dot, staff=cast.tom, now=now)


@pytest.mark.parametrize("where", ["", "projects/{}/"])
@pytest.mark.parametrize("who", ["amira", "priya", "david", "dot"])
def test_whoever_reads_it_is_offered_what_they_can_use(story, cast, sign_in, where, who):
    cast.dot.person = cast.chidi
    cast.dot.save(update_fields=["person"])
    client = sign_in(getattr(cast, who))
    address = f"/o/sandbrook-council/{where.format(story.project.pk)}challenges/"
    page = client.get(address).content.decode()
    main = page[page.index("<main") : page.index("</main")]
    offered = set(re.findall(r'href="(/[^"#]*)"', main))
    assert {path: code for path in offered if (code := client.get(path).status_code) != 200} == {}
    assert main.count("What it looks like.") == 8


def test_each_difficulty_has_something_that_helps(story, cast, sign_in):
    address = f"/o/sandbrook-council/projects/{story.project.pk}/challenges/"
    page = sign_in(cast.amira).get(address).content.decode()
    helped = re.findall(r"What helps here:</b></p>\n<ul>(.*?)</ul>", page)
    assert [links.count("<a href") > 0 for links in helped] == [True] * 8


@pytest.mark.parametrize("challenge", CHALLENGES, ids=lambda one: one.key)
def test_it_is_said_in_short_sentences(challenge):
    for words in (challenge.looks, challenge.before, challenge.during, challenge.after):
        assert len(longest_sentence(words).split()) <= 25, words
