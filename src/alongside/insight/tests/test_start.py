import re
from datetime import timedelta

import pytest

from alongside.asks import actions as asks
from alongside.insight import actions, queries
from alongside.insight.models import Analysis, Source
from alongside.people.actions import NotPossible

from . import story

HOME = "/o/sandbrook-council/themes/"


def test_an_empty_page_says_what_it_is_for(cast, sign_in):
    page = sign_in(cast.priya).get(HOME).content.decode()
    assert "No themes yet" in page
    assert "Comments come here when a set of questions has closed." in page


def test_the_questions_are_offered_with_a_guess_of_what_they_asked_for(cast, sign_in, wave):
    page = sign_in(cast.priya).get(f"{HOME}start/?wave={wave.pk}")
    form = page.context["form"]
    assert [(f.label, f.help_text, f.initial) for f in list(form)[1:]] == [
        ("What did you like?", "3 comments", "liked"),
        ("What should we change?", "6 comments", "improve"),
        ("How will you use this in your work?", "1 comment", "will apply"),
    ]


def test_an_analyst_starts_with_the_questions_they_choose(cast, sign_in, wave, now):
    client = sign_in(cast.priya)
    address = f"{HOME}start/?wave={wave.pk}"
    asked = [one.question for one in client.get(address).context["form"].asked]
    chosen = {f"question-{asked.index('improve')}": "improve"}
    answer = client.post(address, {"title": " Spring  sessions ", **chosen})
    one = Analysis.objects.get()
    assert answer.headers["Location"] == f"{HOME}{one.pk}/hiding/"
    assert (one.title, one.made_by, one.made) == ("Spring sessions", cast.priya, now)
    assert [(s.wave, s.question, s.kind) for s in one.sources.all()] == [
        (wave, "improve", "improve")
    ]


def test_choosing_nothing_is_a_problem_in_words(cast, sign_in, wave):
    client = sign_in(cast.priya)
    page = client.get(f"{HOME}start/?go=1").content.decode()
    assert "Choose at least one set of answers" in page
    page = client.post(f"{HOME}start/?wave={wave.pk}", {"title": ""}).content.decode()
    assert "Enter what these themes are about" in page
    page = client.post(f"{HOME}start/?wave={wave.pk}", {"title": "T"}).content.decode()
    assert "Choose at least one question" in page
    assert Analysis.objects.count() == 0


def test_only_closed_answers_with_words_in_them_are_offered(cast, wave, now):
    form = wave.version.form
    story.tell(cast.here, now, [{}], form=form)
    asks.open_wave(version=wave.version, mode="anonymous", opens=now)
    story.tell(cast.there, now, [{"liked": "Theirs"}])
    assert list(queries.waves_to_analyse(cast.here)) == [wave]


def test_an_open_wave_and_one_of_others_cannot_be_read(cast, wave, now):
    running = asks.open_wave(version=wave.version, mode="anonymous", opens=now)
    theirs = story.tell(cast.there, now, [{"liked": "Theirs"}])
    for other in (running, theirs):
        with pytest.raises(NotPossible, match="Comments can be read when"):
            story.analyse(cast.priya, now, other)
    assert Source.objects.count() == 0


@pytest.mark.parametrize("mode", ["anonymous", "confidential"])
def test_what_fewer_people_wrote_than_the_smallest_group_is_never_read(
    cast, sign_in, analysis, wave, now, mode
):
    four = [{"improve": "Only Tom writes like this"}] * 4
    members = [cast.amira, cast.tom, cast.priya, cast.david]
    few = story.tell(
        cast.here, now, four, mode=mode, members=members, form=wave.version.form, title="Few"
    )
    client = sign_in(cast.priya)
    for address in (f"{HOME}start/", f"{HOME}{analysis.pk}/questions/"):
        assert not re.search(r"\bFew\b", client.get(address).content.decode())
        assert "Only Tom" not in client.get(f"{address}?wave={few.pk}").content.decode()
    with pytest.raises(NotPossible, match="Fewer people answered"):
        actions.draw_on(analysis=analysis, on=story.draws(few))


def test_words_are_read_no_more_once_too_few_answers_are_left(cast, now):
    five = [cast.amira, cast.tom, cast.priya, cast.david, cast.dot]
    people = [{"improve": f"Words of {number}"} for number in range(5)]
    wave = story.tell(cast.here, now, people, mode="confidential", members=five)
    analysis = story.analyse(cast.priya, now, wave)
    assert queries.comments(analysis).count() == 5
    asks.remove_response(response=wave.responses.first())
    assert queries.comments(analysis).count() == 0
    assert queries.progress([analysis])[analysis.pk].comments == 0


def test_answers_of_a_later_session_join_the_same_themes(cast, sign_in, analysis, wave, now):
    later = story.tell(cast.here, now, [{"improve": "Colder"}, *[{}] * 4], form=wave.version.form)
    client = sign_in(cast.priya)
    address = f"{HOME}{analysis.pk}/questions/"
    assert list(client.get(address).context["form"].fields["wave"].queryset) == [later]
    answer = client.post(f"{address}?wave={later.pk}", {"question-0": "improve"})
    assert answer.headers["Location"] == f"{HOME}{analysis.pk}/hiding/"
    assert queries.comments(analysis).filter(wave=later).count() == 1
    assert queries.progress([analysis])[analysis.pk].comments == 11


def test_a_question_drawn_on_twice_stays_as_it_was(cast, analysis, wave):
    actions.draw_on(analysis=analysis, on=[actions.Draws(wave, "liked", "other")])
    assert analysis.sources.get(question="liked").kind == "liked"


def test_comments_come_with_the_kind_of_their_question_and_no_others(cast, analysis, wave, now):
    kinds = [(c.question, c.kind) for c in queries.comments(analysis)]
    assert sorted(kinds) == [
        *[("apply", "will apply")],
        *[("improve", "improve")] * 6,
        *[("liked", "liked")] * 3,
    ]
    other = actions.start(
        organisation=cast.here,
        title="Only what they liked",
        on=[actions.Draws(wave, "liked", "other")],
        by=cast.priya,
        now=now + timedelta(days=1),
    )
    assert [c.kind for c in queries.comments(other)] == ["other"] * 3
    assert list(queries.analyses(cast.here)) == [other, analysis]


@pytest.mark.parametrize(
    ("who", "status"), [("priya", 200), ("amira", 200), ("tom", 403), ("david", 403)]
)
def test_only_analysts_and_leads_read_comments(cast, sign_in, analysis, who, status):
    client = sign_in(getattr(cast, who))
    assert client.get(f"{HOME}{analysis.pk}/hiding/").status_code == status


def test_the_list_takes_the_same_number_of_queries_for_one_as_for_many(
    cast, sign_in, analysis, wave, now, django_assert_num_queries
):
    client = sign_in(cast.priya)
    for _ in range(2):
        with django_assert_num_queries(8):
            page = client.get(HOME).content.decode()
        story.analyse(cast.priya, now, wave)
    assert "0 of 10 comments read" in page


def test_names_and_words_are_kept_as_two_lists(cast, sign_in):
    client = sign_in(cast.priya)
    client.post(f"{HOME}names/", {"names": "Shaz\n\n shaz \nBo", "not_names": "Smethwick\nbo"})
    assert [str(w) for w in queries.words(cast.here, is_name=True)] == ["Bo", "Shaz"]
    assert [str(w) for w in queries.words(cast.here, is_name=False)] == ["Smethwick"]
    found = queries.names(cast.here)
    assert found["names"] >= {"Shaz", "Bo", "Amira Hussain", "Dot Evans"}
    assert found["names"].isdisjoint({"Bola Ade"})
    answer = client.post(f"{HOME}names/", {"names": "x" * 101})
    assert "is too long: a line has up to 100 letters" in answer.content.decode()
