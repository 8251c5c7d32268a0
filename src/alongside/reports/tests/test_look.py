"""Looking closer at the results of a survey: by team, of some people only, beside another time; and
what is refused is noted."""

import csv
import html
import io
import re
from datetime import timedelta

import pytest

from alongside.asks import actions as asks
from alongside.asks import queries
from alongside.people import actions as people
from alongside.reports import actions, outcomes
from alongside.reports.models import Refusal, Results
from tests.again import again

FORM = {
    "title": {"en": "Staff survey"},
    "languages": ["en"],
    "questions": [
        {
            "type": "one",
            "name": "confident",
            "label": {"en": "Do you feel confident?"},
            "choices": [
                {"name": "yes", "label": {"en": "Yes"}},
                {"name": "no", "label": {"en": "No"}},
            ],
        },
        {
            "type": "one",
            "name": "years",
            "label": {"en": "How long are you here?"},
            "choices": [
                {"name": "new", "label": {"en": "Under a year"}},
                {"name": "old", "label": {"en": "Longer"}},
            ],
        },
        {
            "type": "one",
            "name": "harassed",
            "label": {"en": "Were you harassed?"},
            "choices": [
                {"name": "yes", "label": {"en": "I was"}},
                {"name": "no", "label": {"en": "I was not"}},
            ],
        },
        {"type": "long", "name": "more", "label": {"en": "What else?"}},
    ],
}
SIZES = {"Parks": 26, "Roads": 24, "Waste": 20, "Trees": 10}
ANSWER = {"Parks": 20, "Roads": 18, "Waste": 15, "Trees": 7}
"""How many are in each team, and how many of them answer: 60 of 80."""


@pytest.fixture(autouse=True)
def _clock(monkeypatch, now):
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)


@pytest.fixture
def form(cast, now):
    return again(
        "staff survey",
        lambda: asks.make_form(organisation=cast.here, title="Staff survey", draft=FORM, now=now),
    )


@pytest.fixture
def version(form, now):
    return again("published", lambda: asks.publish(form=form, now=now))


@pytest.fixture
def staff(cast, now):
    """Call it for the members of four teams, by team."""

    def do(sizes=SIZES):
        found = {}
        for name, size in sizes.items():
            team = people.add_team(organisation=cast.here, name=name, kind="team")
            found[name] = [
                people.add_member(organisation=cast.here, name=f"{name} {n}", team=team, now=now)
                for n in range(size)
            ]
        return found

    return do


def said(number, team=""):
    """What the person of this number answers: half of Parks are confident, two in three others."""
    yes = number % 2 if team == "Parks" else number % 3
    return {
        "confident": {"choice": "yes" if yes else "no"},
        "years": {"choice": "new" if number % 4 == 0 else "old"},
        "harassed": {"choice": "yes" if team == "Roads" and number in (1, 2) else "no"},
        "more": {"text": f"Person {number} of {team}"},
    }


def survey(version, members, now, answer=said, mode="anonymous", title="", days=0, **more):
    """Ask these members, of whom so many of each team answer, and close it."""
    opens = now - timedelta(days=days + 9)
    by_team = {"invited_only": True, "by_team": True} if mode == "anonymous" else {}
    wave = asks.open_wave(version=version, mode=mode, opens=opens, title=title, **(by_team | more))
    keys = {m: asks.invite(wave=wave, member=m) for found in members.values() for m in found}
    for team, found in members.items():
        for number, member in enumerate(found):
            if number >= ANSWER.get(team, len(found)):
                continue
            asks.answer(
                wave=wave,
                answers=answer(number, team),
                client=f"{team}{number}",
                invitation=queries.invitation(wave, keys[member]),
                now=opens,
            )
    asks.close(wave=wave, now=now - timedelta(days=days))
    wave.refresh_from_db()
    return wave


@pytest.fixture
def wave(version, staff, now):
    return again("answered by four teams", lambda: survey(version, staff(), now))


def address(wave, rest=""):
    return f"/o/sandbrook-council/reports/waves/{wave.pk}/{rest}"


def text(answer):
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())).split())


def look(client, wave, **chosen):
    return client.post(address(wave, "look/"), chosen, follow=True)


def test_by_team_then_a_refused_cut_in_words_then_the_log(cast, sign_in, wave):
    amira = sign_in(cast.amira)
    amira.post(address(wave))
    page = text(amira.get(address(wave)))
    assert "people answered 60 people were invited 80 of those invited answered 75 %" in page
    assert "20 people who were invited did not answer. They may think differently" in page
    assert "further than about 7 percentage points" in page
    page = text(look(amira, wave, by="team"))
    assert "Teams that are large enough: Parks, Roads, Trees, Waste." in page
    assert "Parks 10 20 50 %, likely between 3 and 7 of every 10 people" in page
    assert "Everybody 36 60" in page
    # The two in Roads who were harassed cannot be shown, nor found by taking other teams away.
    assert "Not split by “Team”: more than half of its numbers would have to be hidden." in page
    log = text(amira.get("/o/sandbrook-council/reports/refused/"))
    assert "Were you harassed?" in log
    assert "Staff survey : by team" in log
    assert "Amira Hussain" in log
    file = amira.get("/o/sandbrook-council/reports/refused.csv").content.decode("utf-8-sig")
    lines = list(csv.DictReader(io.StringIO(file)))
    assert {"question", "who", "when", "how", "why", "of"} == set(lines[0])
    assert ("Were you harassed?", "Amira Hussain") in {(r["question"], r["who"]) for r in lines}


@pytest.mark.parametrize(("who", "status"), [("tom", 403), ("priya", 403), ("bola", 404)])
def test_only_owners_read_what_was_refused(cast, sign_in, who, status):
    client = sign_in(getattr(cast, who))
    assert client.get("/o/sandbrook-council/reports/refused/").status_code == status
    assert client.get("/o/sandbrook-council/reports/refused.csv").status_code == status


def test_a_team_of_three_is_put_with_others(cast, sign_in, version, staff, now):
    wave = survey(version, staff({**SIZES, "Trees": 4}), now)
    tom = sign_in(cast.tom)
    tom.post(address(wave))
    page = text(look(tom, wave, by="team"))
    assert "Teams that are large enough: Parks, Roads. People in smaller teams" in page
    assert "Trees" not in page


def test_of_some_people_only(cast, sign_in, wave):
    tom = sign_in(cast.tom)
    tom.post(address(wave))
    page = text(look(tom, wave, only="q:years:0"))
    assert "people are counted here 16" in page
    assert "Only people who answered “Under a year” to “How long are you here?”" in page
    assert "What else?" not in page.partition("Look closer")[0]
    assert Results.objects.exclude(key="").count() == 1
    look(tom, wave, only="q:years:0")
    assert Results.objects.exclude(key="").count() == 1


def test_few_people_are_not_shown_and_not_told_apart(cast, sign_in, wave):
    """Two people in all were harassed: of them alone nothing is shown, not even how many."""
    tom = sign_in(cast.tom)
    tom.post(address(wave))
    page = text(look(tom, wave, only="q:harassed:0"))
    assert "There is a problem This is not shown. Too few people are left" in page
    # Of the 58 others neither, because the two are what is left.
    page = text(look(tom, wave, only="q:harassed:1"))
    assert "There is a problem This is not shown. Too few people are left" in page
    refused = Refusal.objects.filter(question="")
    assert {one.cut for one in refused} == {
        "only people who answered “I was” to “Were you harassed?”",
        "only people who answered “I was not” to “Were you harassed?”",
    }
    assert {one.by for one in refused} == {cast.tom}


@pytest.mark.parametrize(
    ("chosen", "says"),
    [
        ({}, "Choose how to look at it"),
        ({"by": "nothing-like-this"}, "Choose from the list what to split by"),
        ({"only": "q:years:9"}, "Choose from the list whose answers are counted"),
        ({"only": "q:years:0", "also": "q:years:1"}, "Choose two different things"),
        ({"by": "team", "only": "q:years:0", "also": "q:confident:0"}, "Choose two of these"),
    ],
)
def test_what_cannot_be_looked_at_says_so(cast, sign_in, wave, chosen, says):
    tom = sign_in(cast.tom)
    tom.post(address(wave))
    assert says in text(look(tom, wave, **chosen))


def test_who_people_are_is_never_looked_at_inside_a_team(cast, sign_in, form, staff, now):
    draft = {**FORM, "questions": [dict(one) for one in FORM["questions"]]}
    draft["questions"][1]["tags"] = ["about_you"]
    form = asks.make_form(organisation=cast.here, title="Other", draft=draft, now=now)
    wave = survey(asks.publish(form=form, now=now), staff(), now)
    tom = sign_in(cast.tom)
    tom.post(address(wave))
    page = text(look(tom, wave, by="team"))
    assert "How long are you here? Not shown. It asks who people are" in page
    assert "Who people are is never looked at inside a team." in text(
        look(tom, wave, by="team", only="q:years:1")
    )


def test_equality_monitoring_is_neither_split_nor_filtered(cast, sign_in, now):
    form = asks.make_form(
        organisation=cast.here, title="About you", draft=FORM, purpose="equality", now=now
    )
    version = asks.publish(form=form, now=now)
    wave = asks.open_wave(version=version, mode="anonymous", opens=now)
    for number in range(60):
        asks.answer(wave=wave, answers=said(number), client=f"c{number}", now=now)
    asks.close(wave=wave, now=now)
    tom = sign_in(cast.tom)
    tom.post(address(wave))
    assert "Look closer" not in text(tom.get(address(wave)))
    view = actions.View(by="years")
    with pytest.raises(actions.Withheld, match="kept apart"):
        actions.make_results(wave=wave, by=cast.tom, now=now, view=view)


def test_once_somebody_took_their_answers_back_nothing_more_is_shown(
    cast, sign_in, version, staff, now
):
    wave = survey(version, staff(), now, mode="confidential")
    tom = sign_in(cast.tom)
    tom.post(address(wave))
    asks.remove_response(response=wave.responses.first())
    assert "Somebody took their answers back" in text(look(tom, wave, by="years"))
    assert "people answered 60" in text(tom.get(address(wave)))


@pytest.mark.parametrize("kind", ["pdf", "docx", "xlsx", "csv"])
def test_a_view_can_be_taken_away(cast, sign_in, wave, kind):
    tom = sign_in(cast.tom)
    tom.post(address(wave))
    there = look(tom, wave, by="team").redirect_chain[-1][0]
    file = tom.get(f"{there}results.{kind}")
    assert file.status_code == 200
    assert len(file.content) > 100
    other = sign_in(cast.bola)
    assert other.get(f"{there}results.{kind}").status_code == 404


def test_side_by_side_with_another_time(cast, sign_in, version, staff, now):
    members = staff()
    before = survey(version, members, now, title="Last year", days=365)
    happier = survey(
        version,
        members,
        now,
        title="This year",
        answer=lambda n, team: said(n, team) | {"confident": {"choice": "yes" if n % 7 else "no"}},
    )
    tom = sign_in(cast.tom)
    tom.post(address(happier))
    page = text(look(tom, happier, other=f"beside:{before.pk}"))
    assert "answered: Last year 60 answered: This year 60" in page
    # Each answer at both times, what changed in words, and no chart of the two as one.
    assert "“Yes”: 36 of 60 people in Last year, 50 of 60 in This year. That is likely" in page
    assert "Yes Last year 36 This year 50" in page
    then, now_ = (rf"{share}\W%, likely between {low} and {high} of every 10 people"
                  for share, low, high in ((60, 4, 7), (83, 7, 9)))  # fmt: skip
    assert re.search(rf"Yes {then} {now_} likely up to 4 more of every 10 No ", page)
    assert "likely up to 4 fewer of every 10" in page
    assert "of 120" not in page


def test_times_with_long_titles_are_told_apart_by_their_month(cast, sign_in, version, staff, now):
    members = staff()
    title = "How we work with the people of this town: what every team says"
    before = survey(version, members, now, title=f"{title} 2025", days=365)
    after = survey(version, members, now, title=f"{title} 2026")
    tom = sign_in(cast.tom)
    tom.post(address(after))
    page = text(look(tom, after, other=f"beside:{before.pk}"))
    assert "Yes March 2025 36 March 2026 36" in page
    assert "That is no clear difference, it could be chance." in page


def test_the_file_of_numbers_has_each_time_with_its_own_base(cast, sign_in, version, staff, now):
    members = staff()
    before = survey(version, members, now, title="Last year", days=365)
    only = {"": [one for team in members.values() for one in team][:40]}
    after = survey(version, only, now, title="This year")
    tom = sign_in(cast.tom)
    tom.post(address(after))
    there = look(tom, after, other=f"beside:{before.pk}").redirect_chain[-1][0]
    lines = csv.reader(io.StringIO(tom.get(f"{there}results.csv").content.decode("utf-8-sig")))
    found = [row for row in lines if "Each time" in row and "Yes" in row]
    assert [row[row.index("Yes") + 1 :][:3] for row in found] == [
        ["Last year", "36", "60"],
        ["This year", "26", "40"],
    ]


OTHER_WAY = "These two questions were crossed before, the other way round."


def test_two_questions_are_crossed_one_way_round_only(cast, sign_in, wave):
    """In the second table the same people stand with other numbers hidden: beside the first it
    would fill these in."""
    tom = sign_in(cast.tom)
    tom.post(address(wave))
    page = text(look(tom, wave, by="years"))
    assert "Split by “How long are you here?” Answer Under a year Longer Yes 6 30" in page
    page = text(look(tom, wave, by="confident"))
    assert f"Not split by “Do you feel confident?”. {OTHER_WAY}" in page
    assert "Split by “Do you feel confident?” Answer Yes No Under a year" not in page
    # Counting only those who feel confident is the same table a column at a time.
    page = text(look(tom, wave, only="q:confident:0"))
    assert f"How long are you here? Not shown. {OTHER_WAY}" in page
    assert (
        Refusal.objects.filter(question="How long are you here?", why=outcomes.OTHER_WAY).count()
        == 2
    )


def test_of_some_people_first_and_then_split_the_other_way(cast, sign_in, wave):
    tom = sign_in(cast.tom)
    tom.post(address(wave))
    page = text(look(tom, wave, only="q:confident:0"))
    assert "How long are you here?" in page
    assert OTHER_WAY not in page
    page = text(look(tom, wave, by="years"))
    assert f"Not split by “How long are you here?”. {OTHER_WAY}" in page


def test_what_was_changed_is_said_and_not_compared(cast, sign_in, form, version, staff, now):
    members = staff()
    before = survey(version, members, now, title="Last year", days=365)
    draft = {**FORM, "questions": [dict(one) for one in FORM["questions"]]}
    draft["questions"][0] = draft["questions"][0] | {"label": {"en": "Do you feel able?"}}
    form.draft = draft
    form.save()
    after = survey(asks.publish(form=form, now=now), members, now, title="This year")
    tom = sign_in(cast.tom)
    tom.post(address(after))
    page = text(look(tom, after, other=f"beside:{before.pk}"))
    assert "“Do you feel able?” was changed" in page
    assert "“Do you feel confident?” was asked only" not in page


def yes_no(number, yes):
    return {"confident": {"choice": "yes" if number < yes else "no"}}


def small(version, members, now, people, yes, **more):
    chosen = {"": members[:people]}
    return survey(
        version, chosen, now, mode="confidential", answer=lambda n, _: yes_no(n, yes), **more
    )


def test_a_small_group_that_one_person_joined_is_not_told_apart_from_last_year(
    cast, sign_in, version, staff, now
):
    members = staff({"Care": 20})["Care"]
    before = small(version, members, now, 14, 8, title="Last year", days=365)
    after = small(version, members, now, 15, 9, title="This year")
    tom = sign_in(cast.tom)
    tom.post(address(before))
    assert "8 of 14 people" in text(tom.get(address(before)))
    tom.post(address(after))
    page = text(tom.get(address(after)))
    assert "Do you feel confident? Not shown." in page
    for how in ("beside", "together"):
        page = text(look(tom, after, other=f"{how}:{before.pk}"))
        assert "of 15 people" not in page
        assert "of 29 people" not in page


def test_two_years_that_are_too_small_alone_can_be_shown_together(
    cast, sign_in, version, staff, now
):
    members = staff({"Care": 20})["Care"]
    before = small(version, members, now, 4, 2, title="Last year", days=365)
    after = small(version, members[4:], now, 4, 3, title="This year")
    tom = sign_in(cast.tom)
    tom.post(address(after))
    assert "Fewer than 5 people answered" in text(tom.get(address(after)))
    page = text(look(tom, after, other=f"together:{before.pk}"))
    assert "people answered 8" in page
    assert "because each of them alone may be too few" in page


def test_a_small_year_is_not_found_by_counting_it_together_with_a_large_one(
    cast, sign_in, version, staff, now
):
    members = staff({"Care": 20})["Care"]
    before = small(version, members, now, 14, 8, title="Last year", days=365)
    after = small(version, members, now, 4, 3, title="This year")
    tom = sign_in(cast.tom)
    tom.post(address(after))
    page = text(look(tom, after, other=f"together:{before.pk}"))
    assert "This is not shown. Too few people are left" in page
