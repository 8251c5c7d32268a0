"""The results of a wave that no session asked: after its close, once, and protected."""

import html
import re

import pytest

from alongside.asks import actions as asks
from alongside.asks import queries
from alongside.asks.starters import starter
from alongside.reports import actions
from alongside.reports.models import Results
from alongside.web.settled import Fixed


@pytest.fixture
def version(cast, now):
    form = asks.make_form(
        organisation=cast.here, title="Survey", draft=starter("session_evaluation"), now=now
    )
    return asks.publish(form=form, now=now)


@pytest.fixture
def wave(version, now):
    return asks.open_wave(version=version, mode="anonymous", opens=now, next_step="By May")


@pytest.fixture(autouse=True)
def _clock(monkeypatch, now):
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)


def answer(wave, people, now, first=0):
    for number in range(first, first + people):
        answers = {
            "understanding": {"before": 2, "now": 3 + number % 3},
            "support": {"choice": ["yes", "no"][number % 4 == 0]},
            "liked": {"text": f"Person {number} liked the tea"},
        }
        asks.answer(wave=wave, answers=answers, client=f"c{number}", now=now)


def closed(wave, now):
    asks.close(wave=wave, now=now)
    wave.refresh_from_db()
    return wave


def address(wave, file=""):
    return f"/o/sandbrook-council/reports/waves/{wave.pk}/{file}"


def words(answer):
    return html.unescape(answer.content.decode())


def test_an_answer_in_the_words_of_a_question_is_named_and_not_shown(cast, sign_in, now):
    draft = starter("session_evaluation")
    (liked,) = (q for q in draft["questions"] if q["name"] == "liked")
    liked["label"] = {"en": "You said ${support}. Why?"}
    form = asks.make_form(organisation=cast.here, title="Survey", draft=draft, now=now)
    wave = asks.open_wave(version=asks.publish(form=form, now=now), mode="anonymous", opens=now)
    answer(wave, 20, now)
    closed(wave, now)
    page = words(sign_in(cast.tom).post(address(wave), follow=True))
    assert "You said [support]. Why?" in page
    assert "${" not in page


def test_while_it_is_open_nobody_sees_results(cast, sign_in, wave, now):
    answer(wave, 20, now)
    tom = sign_in(cast.tom)
    assert "Results can be made once this has closed." in words(tom.get(address(wave)))
    page = words(tom.post(address(wave)))
    assert "There is a problem" in page
    assert Results.objects.count() == 0


def test_results_show_every_question_once_it_has_closed(cast, sign_in, wave, now):
    answer(wave, 20, now)
    closed(wave, now)
    tom = sign_in(cast.tom)
    assert "Make the results" in words(tom.get(address(wave)))
    assert tom.post(address(wave)).headers["Location"] == address(wave)
    page = words(tom.get(address(wave)))
    text = " ".join(re.sub(r"<[^>]+>", " ", page).split())
    assert "20 people answered" in text
    assert "15 of 20 people (75 %" in text
    assert "liked the tea" not in text
    assert page.count("<h1") == 1


def test_results_of_few_people_are_not_shown(cast, sign_in, wave, now):
    answer(wave, 4, now)
    made = actions.make_results(wave=closed(wave, now), now=now)
    page = words(sign_in(cast.tom).get(address(wave)))
    assert "Fewer than 5 people answered. So no results are shown" in page
    assert made.drawn().variables == ()


def test_the_minimum_is_that_of_the_wave(version, now):
    wave = asks.open_wave(version=version, mode="anonymous", opens=now, minimum=10)
    answer(wave, 9, now)
    made = actions.make_results(wave=closed(wave, now), now=now)
    assert "Fewer than 10 people answered" in str(made.document)


def test_they_are_made_once_and_stay_when_an_answer_is_taken_back(cast, version, now):
    wave = asks.open_wave(version=version, mode="named", opens=now)
    members = [cast.amira, cast.tom, cast.priya, cast.david, cast.dot]
    for number, member in enumerate(members):
        key = asks.invite(wave=wave, member=member)
        asks.answer(
            wave=wave,
            answers={"support": {"choice": "yes"}},
            client=f"m{number}",
            invitation=queries.invitation(wave, key),
            now=now,
        )
    made = actions.make_results(wave=closed(wave, now), by=cast.amira, now=now)
    asks.remove_response(response=wave.responses.first())
    assert actions.make_results(wave=wave, now=now) == made
    assert "['people answered', 5]" in str(made.document)
    # Five of five: how many were invited would say of each of them that they answered.
    assert "people were invited" not in str(made.document)
    made.document = {}
    with pytest.raises(Fixed):
        made.save()


def test_what_a_session_asked_has_no_results_of_its_own(cast, sign_in, version, now):
    wave = asks.open_wave(version=version, mode="anonymous", opens=now, of_session=True)
    answer(wave, 20, now)
    closed(wave, now)
    tom = sign_in(cast.tom)
    assert (tom.get(address(wave)).status_code, tom.post(address(wave)).status_code) == (404, 404)
    with pytest.raises(actions.NotPossible, match="report of its programme"):
        actions.make_results(wave=wave, now=now)


@pytest.mark.parametrize("kind", ["pdf", "docx", "xlsx", "csv"])
def test_they_can_be_taken_away(cast, sign_in, wave, now, kind):
    answer(wave, 8, now)
    tom = sign_in(cast.tom)
    assert tom.get(address(wave, f"results.{kind}")).status_code == 404
    actions.make_results(wave=closed(wave, now), now=now)
    file = tom.get(address(wave, f"results.{kind}"))
    assert file.headers["Content-Disposition"] == f'attachment; filename="survey.{kind}"'
    assert len(file.content) > 100
    assert tom.get(address(wave, "results.exe")).status_code == 404


@pytest.mark.parametrize(
    ("who", "see", "make"),
    [("priya", 200, 302), ("david", 200, 403), ("bola", 404, 404)],
)
def test_senior_managers_read_and_staff_make(cast, sign_in, wave, now, who, see, make):
    answer(wave, 8, now)
    closed(wave, now)
    client = sign_in(getattr(cast, who))
    assert client.get(address(wave)).status_code == see
    assert client.post(address(wave)).status_code == make
    assert Results.objects.count() == (make == 302)


def test_the_same_answers_have_the_same_fingerprint(version, now):
    prints = []
    for _ in range(2):
        wave = asks.open_wave(version=version, mode="anonymous", opens=now)
        answer(wave, 6, now)
        prints.append(actions.make_results(wave=closed(wave, now), now=now).fingerprint)
    other = asks.open_wave(version=version, mode="anonymous", opens=now)
    answer(other, 6, now, first=1)
    prints.append(actions.make_results(wave=closed(other, now), now=now).fingerprint)
    assert (prints[0] == prints[1], prints[0] == prints[2]) == (True, False)
