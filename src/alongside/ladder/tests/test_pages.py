"""The pages of the ladder: what a project shows, what is refused in words, and what leaves."""

import json
import re
from datetime import timedelta
from html import unescape

import pytest

from alongside.ladder import actions, tasks
from alongside.ladder.models import Claim, Felt
from alongside.people.models import Person
from alongside.projects import actions as projects
from alongside.projects.models import Project


def words(page):
    """Return what a page says, without its markup."""
    text = re.sub(r"<(script|style).*?</\1>", "", page.content.decode(), flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", text)).split())


@pytest.fixture
def at(story):
    base = f"/o/sandbrook-council/projects/{story.project.pk}/"
    return lambda rest="ladder/": base + rest


@pytest.fixture
def tom(cast, sign_in):
    return sign_in(cast.tom)


def rungs(page):
    found = re.findall(r'<li class="rung (.*?)"><b>(\d).*?</b>(.*?)</li>', page.content.decode())
    return {
        int(n): (css.split()[1:], re.findall(r'class="mark \w+">(.*?)<', marks))
        for css, n, marks in found
    }


def test_the_three_rungs_stand_on_the_ladder(tom, at, story, asked, cast, now):
    actions.say(project=story.project, rung=5, day=now.date(), why="x", by=cast.tom, now=now)
    actions.say(
        project=story.project, rung=7, day=now.date(), why="y", by=cast.tom, now=now, aim=True
    )
    felt = actions.ask_how_it_feels(
        project=story.project, asked=24, closes=now + timedelta(days=9), by=cast.tom, now=now
    )
    asked(felt, [4] * 12)
    for page in (tom.get(at()), tom.get(at(""))):
        found = rungs(page)
        assert found[7] == ([], ["We aim for"])
        assert found[6] == (["reached", "here"], ["Records show"])
        assert found[5] == (["reached"], ["We say"])
        assert found[4] == (["reached"], ["People feel"])
        assert "The middle answer of 12 of the 24 people we asked" in words(page)


def test_the_page_names_the_facts_and_what_would_raise_it(tom, at, meet):
    meet("delivery")
    said = words(tom.get(at()))
    assert "One fact would raise it to 7" in said
    assert "Now nobody with experience of their own was at a review meeting." in said
    assert "What should it look like? , 3 February 2026" in said
    assert "About delivery , 3 March 2026" in said


def test_it_falls_on_the_page_when_a_meeting_is_taken_away(tom, at, meet):
    meet("delivery")
    review = meet("review")
    assert rungs(tom.get(at()))[7] == (["reached", "here"], ["Records show"])
    review.delete()
    assert rungs(tom.get(at()))[7] == ([], [])


def test_a_label_is_refused_with_what_is_missing(tom, at):
    sent = {"rung": "7", "aim": "", "day": "2026-03-10", "why": "So we began."}
    page = tom.post(at("ladder/say/"), sent)
    assert page.status_code == 200
    assert "This cannot be labelled Co-production yet, because nobody with" in words(page)
    assert 'href="#id_rung_0"' in page.content.decode()
    assert tom.post(at("ladder/say/"), sent | {"aim": "aim"}).url == at()
    assert [(claim.rung, claim.aim) for claim in Claim.objects.all()] == [(7, True)]


def test_an_activity_is_refused_with_what_it_is_instead(tom, at, story, meet):
    group = meet("design", kind="focus group")
    address = at(f"ladder/say/meeting/{group.pk}/")
    sent = {"rung": "6", "day": "2026-03-10", "why": "They liked it."}
    assert "By itself it is Engagement at most." in words(tom.post(address, sent))
    assert tom.post(address, sent | {"rung": "5"}).url == at()
    assert Claim.objects.get().meeting == group


@pytest.mark.parametrize("rest", ["tent/1/", "meeting/999999/", "wave/1/"])
def test_an_activity_that_is_not_there(tom, at, rest):
    assert tom.get(at(f"ladder/say/{rest}")).status_code == 404


def test_asking_leads_to_the_survey(tom, at):
    sent = {"asked": "24", "closes": "2026-03-20", "next_step": ""}
    page = tom.post(at("ladder/ask/"), sent)
    wave = Felt.objects.get().wave
    assert page.url == f"/o/sandbrook-council/ask/waves/{wave.pk}/"
    assert wave.closes.isoformat() == "2026-03-21T00:00:00+00:00"
    few = words(tom.post(at("ladder/ask/"), sent | {"asked": "4"}))
    assert "Ask 5 people or more." in few


def test_who_had_to_come_is_said_by_a_button(tom, at, story):
    tom.post(at("ladder/had-to-come/"), {"required": "yes"})
    assert "Somebody said that people had to come." in words(tom.get(at()))
    tom.post(at("ladder/had-to-come/"), {"required": "no"})
    assert "Somebody said that nobody had to come." in words(tom.get(at()))


def test_an_expert_in_the_team_reads_it_and_says_nothing(story, at, cast, sign_in, now):
    cast.dot.person = Person.objects.create(email="dot@example.org", name="Dot")
    cast.dot.save()
    dot = sign_in(cast.dot.person)
    page = dot.get(at())
    assert (page.status_code, "Put a file beside it" in words(page)) == (200, False)
    assert dot.get(at("ladder/say/")).status_code == 403


def test_one_persons_project_is_on_nobody_elses_ladder(cast, sign_in, now):
    private = projects.begin(
        organisation=cast.here,
        name="Eve’s own plan",
        issue="Mine.",
        level=Project.Level.INDIVIDUAL,
        begun=now.date(),
        by=cast.tom,
        now=now,
    )
    amira = sign_in(cast.amira)
    assert "Eve’s own plan" not in words(amira.get("/o/sandbrook-council/ladder/"))
    assert amira.get("/o/sandbrook-council/ladder.json").json()["rows"] == []
    address = f"/o/sandbrook-council/projects/{private.pk}/ladder/"
    assert amira.get(address).status_code == 404


def test_the_gap_of_all_projects(tom, story, cast, now):
    tasks.due(now)
    page = words(tom.get("/o/sandbrook-council/ladder/"))
    assert "The Sanctuary Nothing yet 6 Nobody asked –" in page
    assert "No area 1 project We say nothing yet Not known" in page
    assert "10 Mar 2026 – 6 (1 project)" in page


ROW = {
    "project": "The Sanctuary",
    "area": "",
    "we_say": None,
    "we_aim_for": None,
    "records_show": 6,
    "held_by": "delivery",
    "people_feel": None,
    "answered": None,
    "asked": None,
}


def test_the_data_behind_the_page(tom, at, story, asked, cast, now):
    felt = actions.ask_how_it_feels(
        project=story.project, asked=9, closes=now + timedelta(days=9), by=cast.tom, now=now
    )
    asked(felt, [4] * 4)
    tasks.due(now)
    assert tom.get("/o/sandbrook-council/ladder.json").json() == {
        "title": "Sandbrook Council",
        "rows": [ROW],
    }
    csv = b"".join(tom.get("/o/sandbrook-council/ladder.csv")).decode("utf-8-sig")
    assert csv.splitlines() == [",".join(ROW), "The Sanctuary,,,,6,delivery,,,"]
    assert json.loads(tom.get(at("ladder.json")).content)["rows"] == [
        {
            "day": "2026-03-10",
            "we_say": None,
            "records_show": 6,
            "held_by": "delivery",
            "people_feel": None,
        }
    ]
    over_time = b"".join(tom.get(at("ladder.csv"))).decode("utf-8-sig")
    assert over_time.splitlines()[1:] == ["2026-03-10,,6,delivery,"]


PLANNED = {"open": "yes", "asked": "yes", "again": "yes", "shaped": "yes", "vote": "yes"} | {
    "delivery": "yes",
    "review": "yes",
}


@pytest.mark.parametrize(
    ("kind", "more", "said"),
    [
        ("meetings", {}, "This is co-production"),
        ("meetings", {"review": "no"}, "This is collaboration"),
        ("meetings", {"shaped": "no"}, "This is involvement"),
        ("meetings", {"open": "no"}, "This is none of the three"),
        ("survey", {}, "A survey is never more than that by itself."),
        ("one-off event", {}, "This is involvement"),
    ],
)
def test_what_is_planned_is_told_apart(tom, story, kind, more, said):
    page = tom.get("/o/sandbrook-council/ladder/what-is-it/", {"kind": kind} | PLANNED | more)
    assert said in words(page)


def test_half_of_the_questions_are_not_enough(tom, story):
    page = tom.get("/o/sandbrook-council/ladder/what-is-it/", {"kind": "tent"})
    assert "Choose one of the kinds in the list" in words(page)
    assert "This is" not in words(page)


def test_words_are_written_and_chosen_by_a_lead_only(story, cast, sign_in):
    sent = {"name": "Ours", "credit": "Our advisors"}
    for n in range(1, 8):
        sent |= {f"name_{n}": f"Name {n}", f"says_{n}": f"It is like {n}."}
    base = "/o/sandbrook-council/ladder/words/"
    assert sign_in(cast.tom).post(f"{base}write/", sent).status_code == 403
    amira = sign_in(cast.amira)
    assert amira.post(f"{base}write/", sent).url == base
    wording = cast.here.wordings.get()
    amira.post(f"{base}choose/", {"wording": wording.pk})
    said = words(amira.get(f"/o/sandbrook-council/projects/{story.project.pk}/ladder/"))
    assert "6 Name 6" in said
    assert "Our advisors The ladder itself is by the National Co-production Advisory Group" in said
    assert amira.get(f"{base}{wording.pk}/").status_code == 200


def test_the_pages_cost_as_many_queries_for_more(
    tom, at, story, meet, cast, now, django_assert_max_num_queries
):
    def cost(address):
        with django_assert_max_num_queries(60) as counted:
            assert tom.get(address).status_code == 200
        return len(counted)

    def more():
        for ago in (20, 19, 18):
            meet("delivery", ago=ago)
        projects.begin(
            organisation=cast.here,
            name="Another",
            issue="x",
            level=Project.Level.STRATEGIC,
            begun=now.date(),
            by=cast.tom,
            now=now,
        )
        actions.say(project=story.project, rung=5, day=now.date(), why="x", by=cast.tom, now=now)

    addresses = [at(), at(""), "/o/sandbrook-council/ladder/"]
    meet("review")
    actions.say(project=story.project, rung=4, day=now.date(), why="x", by=cast.tom, now=now)
    before = [cost(address) for address in addresses]
    more()
    assert [cost(address) for address in addresses] == before
