"""The pages of a wave: where it stands, how many answered, its times, its end."""

import html
import re
from datetime import timedelta

import pytest
from django.test import Client

from alongside.asks import actions, queries
from alongside.asks.models import Mode
from alongside.projects import actions as projects


@pytest.fixture
def tom(cast, sign_in):
    return sign_in(cast.tom)


def address(wave):
    return f"/o/sandbrook-council/ask/waves/{wave.pk}/"


def words(answer):
    return html.unescape(answer.content.decode())


def how_many(page):
    part = page.partition('id="how-many"')[2].partition("</section>")[0]
    return " ".join(re.sub(r"<[^>]+>", " ", part).split())


def everybody_answers(wave, answers, now, people):
    for number in range(people):
        actions.answer(wave=wave, answers=answers(number), client=f"c{number}", now=now)


@pytest.mark.parametrize("people", [0, 1, 4, 9])
def test_an_open_box_says_nothing_of_who_has_just_come(tom, wave, answers, now, people):
    before = how_many(words(tom.get(address(wave))))
    everybody_answers(wave, answers, now, people)
    actions.seal(wave=wave)
    assert how_many(words(tom.get(address(wave)))) == before
    assert "Not enough people yet" in before


def test_what_is_sealed_is_said_and_grows_in_steps(tom, wave, answers, now):
    seen = set()
    for number in range(30):
        actions.answer(wave=wave, answers=answers(number), client=f"c{number}", now=now)
        actions.seal(wave=wave)
        seen.add(how_many(words(tom.get(address(wave)))))
    found = sorted(int(n) for said in seen for n in re.findall(r"At least (\d+) people", said))
    assert found == [5, 10, 15, 20, 25]


@pytest.mark.parametrize(
    ("people", "said"), [(4, "Fewer than 5 people answered"), (5, "5 people answered")]
)
def test_after_the_close_few_are_not_counted(tom, wave, answers, now, people, said):
    everybody_answers(wave, answers, now, people)
    actions.close(wave=wave, now=now)
    assert said in how_many(words(tom.get(address(wave))))


def test_where_names_are_known_every_answer_counts_at_once(tom, open_wave, answers, cast, now):
    wave = open_wave(Mode.NAMED)
    for member in (cast.tom, cast.priya):
        actions.invite(wave=wave, member=member)
    key = actions.invite(wave=wave, member=cast.tom)
    actions.answer(
        wave=wave,
        answers=answers(1),
        client="x",
        invitation=queries.invitation(wave, key),
        now=now,
    )
    assert "1 of 2 invited person has answered" in how_many(words(tom.get(address(wave))))


def test_the_poster_leads_to_the_questions(tom, wave):
    page = words(tom.get(f"{address(wave)}poster/"))
    assert f"/a/{wave.code}" in page
    assert 'class="qr"' in page
    assert wave.code in page


def test_where_a_link_of_ones_own_is_needed_there_is_no_poster(tom, open_wave):
    for wave in (open_wave(Mode.CONFIDENTIAL), open_wave(invited_only=True)):
        assert tom.get(f"{address(wave)}poster/").status_code == 404
        assert "poster" not in words(tom.get(address(wave)))


def test_times_to_come_can_be_moved(tom, open_wave, now):
    wave = open_wave(opens=now + timedelta(days=1), closes=now + timedelta(days=3))
    typed = {"opens_day": "2026-03-12", "opens_at": "10:00"} | {"closes_day": "2026-03-20"}
    assert tom.post(f"{address(wave)}times/", typed).status_code == 302
    wave.refresh_from_db()
    assert (wave.opens.day, wave.opens.hour, wave.closes.day) == (12, 10, 20)
    page = tom.get(f"{address(wave)}times/").context["form"]
    assert str(page["closes_day"].value()) == "2026-03-20"
    assert page["closes_at"].value() is None


def test_an_open_wave_keeps_its_start(tom, wave, now):
    page = words(tom.get(f"{address(wave)}times/"))
    assert "That cannot be changed any more." in page
    assert "opens_day" not in page
    opens = wave.opens
    typed = {"opens_day": "2026-01-01", "closes_day": "2026-03-15", "closes_at": "12:00"}
    tom.post(f"{address(wave)}times/", typed)
    wave.refresh_from_db()
    assert (wave.opens, wave.closes.day) == (opens, 15)


def test_a_time_that_is_over_is_refused(tom, wave):
    page = words(tom.post(f"{address(wave)}times/", {"closes_day": "2026-03-09"}))
    assert "Enter a time to close that is still to come" in page


@pytest.mark.parametrize("hours", [24, 48])
def test_what_has_closed_is_not_opened_again(wave, now, hours):
    later = now + timedelta(hours=hours)
    with pytest.raises(actions.NotPossible, match="cannot be opened again"):
        actions.move_closing(wave=wave, closes=later + timedelta(days=1), now=later)


def test_the_start_of_a_sessions_questions_follows_the_session(tom, open_wave, now):
    wave = open_wave(opens=now + timedelta(days=1), closes=now + timedelta(days=3), of_session=True)
    page = words(tom.get(f"{address(wave)}times/"))
    assert "To move that, change the session." in page
    tom.post(f"{address(wave)}times/", {"opens_day": "2026-03-10", "closes_day": "2026-03-20"})
    opens = wave.opens
    wave.refresh_from_db()
    assert wave.opens == opens


def test_closing_says_that_it_cannot_be_undone_and_then_closes(tom, wave, now):
    page = words(tom.get(f"{address(wave)}close/"))
    assert "This cannot be undone" in page
    assert "If fewer than 5 people have answered" in page
    for _ in range(2):
        assert tom.post(f"{address(wave)}close/").headers["Location"] == address(wave)
    wave.refresh_from_db()
    assert wave.closed == now
    assert "has closed" in words(tom.get(f"{address(wave)}close/"))
    assert tom.get(f"{address(wave)}times/").status_code == 302


def test_what_is_closed_before_it_opens_is_never_asked(tom, open_wave, client, now):
    wave = open_wave(opens=now + timedelta(days=1), closes=None)
    assert "Do not ask this" in words(tom.get(address(wave)))
    tom.post(f"{address(wave)}close/")
    assert "This is closed" in words(client.get(f"/a/{wave.code}/"))


def test_the_list_has_what_is_asked_now_and_what_is_over(tom, open_wave, now):
    for title, opens in (("Now", -2), ("Soon", 48)):
        open_wave(title=title, opens=now + timedelta(hours=opens), closes=None)
    open_wave(title="Past", opens=now - timedelta(days=9), closes=now - timedelta(days=1))
    actions.close(wave=open_wave(title="Ended", closes=None), now=now)
    page = words(tom.get("/o/sandbrook-council/ask/waves/"))
    asked, _, over = page.partition('id="over"')
    assert [title for title in ("Now", "Soon", "Past", "Ended") if f">{title}</a>" in asked] == [
        "Now",
        "Soon",
    ]
    assert [title for title in ("Past", "Ended") if f">{title}</a>" in over] == ["Past", "Ended"]


def test_an_analyst_looks_on(cast, sign_in, wave):
    priya = sign_in(cast.priya)
    page = words(priya.get(address(wave)))
    assert "close/" not in page
    codes = {act: priya.post(f"{address(wave)}{act}/").status_code for act in ("close", "times")}
    assert codes == {"close": 403, "times": 403}


def test_a_survey_about_one_persons_own_support_is_known_to_their_team_alone(
    cast, sign_in, open_wave, answers, now
):
    project = projects.begin(
        organisation=cast.here,
        name="Zed’s support",
        issue="Who helps Zed?",
        level="individual",
        begun=now.date(),
        by=cast.tom,
        now=now,
    )
    wave = open_wave(project=project)
    everybody_answers(wave, answers, now, 6)
    here = "/o/sandbrook-council/"
    pages = [address(wave), f"{address(wave)}paper/", f"{here}burden/questions/?wave={wave.pk}"]
    lists = [here, f"{here}ask/", f"{here}ask/waves/", f"{here}ask/{wave.version.form_id}/"]
    team, other = Client(), sign_in(cast.amira)
    team.force_login(cast.tom.person)
    assert [team.get(page).status_code for page in pages] == [200] * 3
    assert [other.get(page).status_code for page in pages] == [404] * 3
    for page in lists:
        assert f"/waves/{wave.pk}/" not in other.get(page, follow=True).content.decode()
    assert f"/waves/{wave.pk}/" in team.get(f"{here}ask/waves/").content.decode()
    actions.close(wave=wave, now=now)
    results = f"{here}reports/waves/{wave.pk}/"
    assert [one.get(results).status_code for one in (team, other)] == [200, 404]
    assert results not in other.get(f"{here}reports/").content.decode()
    assert wave not in queries.for_everybody(cast.here)
