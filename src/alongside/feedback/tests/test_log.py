"""What people told us, by which way, and what a sentence about it stands on."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from alongside.asks import actions as asks
from alongside.asks.starters import starter
from alongside.feedback import actions, base, queries
from alongside.feedback.models import Claim, Entry
from alongside.influence import actions as influence
from alongside.influence.models import Countersign
from alongside.influence.tests import told
from alongside.projects.models import Project

NEVER = "We have never heard any negative feedback about this service"


@pytest.fixture(autouse=True)
def clock(monkeypatch, now):
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)


@pytest.fixture
def route(cast, now):
    return actions.add_route(
        organisation=cast.here,
        name="A link on the letter",
        read_by="Tom, every week",
        since=now.date() - timedelta(days=200),
        open_link=True,
        by=cast.tom,
    )


@pytest.fixture
def say(route, now):
    """Have so many people say something; return the last private key."""

    def do(tone, many=1, **more):
        for number in range(many):
            more = {"text": f"So it was, {number}"} | more
            found = actions.tell(route=route, tone=tone, now=now, **more)
        return found

    return do


@pytest.fixture
def claim(cast, now):
    def do(kind=Claim.Kind.NO_NEGATIVE, **more):
        about = {"since": now.date() - timedelta(days=99), "until": now.date(), "now": now} | more
        return actions.claim(organisation=cast.here, kind=kind, words=NEVER, by=cast.tom, **about)

    return do


def on(claim):
    return base.base(queries.of_claim(claim), claim.organisation.minimum)


def test_nobody_was_asked_and_so_it_says_nothing(claim):
    found = claim()
    assert base.verdict(found, on(found), contradicted=False) == base.NOBODY_ASKED


def test_a_claim_stands_beside_who_was_asked_and_what_they_said(claim, say, route, cast, now):
    actions.note_asked(route=route, day=now.date(), asked=60, answered=24, by=cast.tom)
    say("positive", 14)
    say("negative", 8)
    found = claim()
    shown = on(found)
    assert (shown.asked, shown.answered.value, shown.in_all.value) == (60, 24, 22)
    assert [many.value for many in shown.tones] == [14, 0, 8]
    assert [way.name for way in shown.ways] == ["A link on the letter"]
    assert base.verdict(found, shown, queries.contradicted(found)) == base.CONTRADICTED
    with pytest.raises(actions.NotPossible, match="does not hold"):
        actions.publish(claim=found, now=now)


def test_a_few_who_said_something_else_are_not_to_be_counted(claim, say):
    say("positive", 14)
    say("negative", 2)
    shown = on(claim())
    assert all(many.value not in {2, 16 - 14} for many in shown.tones)
    assert shown.tones[2].hidden


def test_fewer_than_the_minimum_are_not_shown_at_all(claim, say):
    say("positive", 4)
    shown = on(claim())
    assert shown.in_all.hidden
    assert all(many.hidden for many in (*shown.tones, shown.replied, shown.waits))


def test_what_is_public_does_not_move_and_goes_when_it_does_not_hold(claim, say, client, now):
    say("positive", 9)
    found = actions.publish(claim=claim(), now=now)
    at = reverse("feedback:heard", args=[found.code])
    before = client.get(at).content
    say("positive", 3)
    assert client.get(at).content == before
    say("negative")
    assert client.get(at).status_code == 404
    found.refresh_from_db()
    assert found.contradicted == now.date()
    with pytest.raises(actions.NotPossible):
        actions.publish(claim=found, now=now)


def test_words_that_came_since_are_not_public_before_staff_read_them(claim, say, client, now):
    say("positive", 9, text="So kind", public_ok=True)
    found = actions.publish(claim=claim(), now=now)
    say("positive", text="Dr Vile of ward 7 drinks", public_ok=True)
    page = client.get(reverse("feedback:heard", args=[found.code])).text
    assert "So kind" in page
    assert "ward 7" not in page


def test_a_claim_that_is_sent_again_leads_to_itself(claim, cast, sign_in, now):
    client, at = sign_in(cast.tom), reverse("feedback:add_claim", args=[cast.here.slug])
    sent = {"kind": "other", "words": "People like the tea", "client_id": str(uuid4())}
    sent |= {"since": "2026-01-01", "until": "2026-03-01"}
    first = client.post(at, sent)
    claim(now=now + timedelta(hours=1))
    assert client.post(at, sent).url == first.url


def test_figures_that_differ_by_a_few_are_not_made_public(claim, say, now):
    say("positive", 9)
    say("mixed", 6)
    actions.publish(claim=claim("other"), now=now)
    say("positive", 1)
    with pytest.raises(actions.NotPossible, match="what one person said"):
        actions.publish(claim=claim("other"), now=now)
    say("positive", 9)
    assert actions.publish(claim=claim("other"), now=now).published


def test_somebody_writes_without_an_account_once_and_reads_the_answer(route, client, cast, now):
    at = reverse("feedback:tell", args=[route.code])
    sent = {"tone": "negative", "text": "Nobody answered the bell.", "wants_answer": "on"}
    sent["client_id"] = str(uuid4())
    mine = client.post(at, sent)["Location"]
    assert client.post(at, sent)["Location"] == mine
    entry = Entry.objects.get()
    assert entry.noted_by is None
    assert "There is no answer yet" in client.get(mine).content.decode()
    actions.answer(entry=entry, answer="There is a new bell.", by=cast.tom, now=now)
    assert "There is a new bell." in client.get(mine).content.decode()
    client.post(f"{mine}take-back/")
    entry.refresh_from_db()
    assert (entry.text, entry.answer, entry.withdrawn) == ("", "", now.date())
    assert "They are deleted" in client.get(mine).content.decode()
    with pytest.raises(actions.NotPossible):
        actions.answer(entry=entry, answer="Why?", by=cast.tom, now=now)


def test_what_is_wrong_is_said_and_stays(route, client):
    at = reverse("feedback:tell", args=[route.code])
    page = client.post(at, {"text": "a\0b", "tone": "bad"}).content.decode()
    assert "Choose one" in page
    assert not Entry.objects.exists()
    assert client.post(at, {"text": "", "tone": "mixed"}).status_code == 200


def test_a_way_that_has_ended_takes_nothing_more(route, say, client, now):
    actions.end_route(route=route, until=now.date() - timedelta(days=1))
    page = client.get(reverse("feedback:tell", args=[route.code])).content.decode()
    assert "You cannot write here any more" in page
    route.refresh_from_db()
    with pytest.raises(actions.NotPossible, match="ended"):
        say("positive")


def test_nobodys_words_are_public_without_consent(claim, say, client, now):
    say("positive", 6, text="Only for you")
    say("positive", text="For everybody", public_ok=True)
    say("positive", text="I am ten", public_ok=True, of_a_child=True)
    found = actions.publish(claim=claim(), now=now)
    at = reverse("feedback:heard", args=[found.code])
    page = client.get(at).content.decode()
    assert "For everybody" in page
    assert "Only for you" not in page
    assert "I am ten" not in page
    actions.grown_up_agrees(entry=Entry.objects.get(text="I am ten"), day=now.date())
    assert "I am ten" in client.get(at).content.decode()


def test_what_was_said_elsewhere_is_taken_once_and_not_copied(route, cast, now):
    story = told.tell(organisation=cast.here, expert=cast.dot, staff=cast.tom, now=now)
    influence.countersign(
        contribution=story.contribution, meant={}, acted={story.decision: "no"}, now=now
    )
    disputed = Countersign.objects.get()
    about = {"route": route, "by": cast.tom, "now": now}
    one = actions.take(what=disputed, tone="positive", **about)
    assert (one.tone, one.text, one.in_public) == ("negative", "", "")
    said = actions.take(what=story.contribution, tone="mixed", **about)
    assert actions.take(what=story.contribution, tone="mixed", **about) == said
    assert said.in_public == "I want to sit on a sofa with a cup of tea."
    influence.take_back(contribution=story.contribution, now=now)
    said = Entry.objects.get(pk=said.pk)
    assert (said.said, said.in_public, said.taken_back) == ("", "", True)
    assert said.project == story.project


def test_feedback_about_one_persons_own_support_is_nowhere(route, cast, now):
    story = told.tell(organisation=cast.here, expert=cast.dot, staff=cast.tom, now=now)
    actions.take(what=story.contribution, tone="mixed", route=route, by=cast.tom, now=now)
    Project.objects.filter(pk=story.project.pk).update(level=Project.Level.INDIVIDUAL)
    assert not queries.entries(cast.here).exists()


def test_what_became_one_persons_own_support_is_public_no_more(say, claim, cast, client, now):
    story = told.tell(organisation=cast.here, expert=cast.dot, staff=cast.tom, now=now)
    more = {"organisation": cast.here, "read_by": "Tom", "since": now.date(), "by": cast.tom}
    way = actions.add_route(name="A box", open_link=True, project=story.project, **more)
    found = actions.publish(claim=claim(project=story.project), now=now)
    pages = [
        reverse("feedback:heard", args=[found.code]),
        reverse("feedback:tell", args=[way.code]),
    ]
    assert [client.get(at).status_code for at in pages] == [200, 200]
    Project.objects.filter(pk=story.project.pk).update(level=Project.Level.INDIVIDUAL)
    assert [client.get(at).status_code for at in pages] == [404, 404]
    assert way not in queries.routes(cast.here)
    assert found not in queries.claims(cast.here)


def test_staff_write_down_answer_and_take_the_numbers_away(route, sign_in, cast, now):
    client, slug = sign_in(cast.tom), cast.here.slug
    sent = {
        "route": route.pk,
        "day": "2026-03-09",
        "tone": "mixed",
        "text": "=1+1 The tea was cold.",
    }
    assert client.post(reverse("feedback:add", args=[slug]), sent).status_code == 302
    entry = Entry.objects.get()
    at = reverse("feedback:entry", args=[slug, entry.pk])
    client.post(at, {"answer": "There is a new kettle."})
    page = client.get(reverse("feedback:log", args=[slug])).content.decode()
    assert "The tea was cold." in page
    assert "Answered on 10 March 2026" in page
    table = client.get(reverse("feedback:figures", args=[slug])).getvalue().decode()
    assert "A link on the letter" in table
    assert table.count("not shown") == 4


def test_who_may_only_read_writes_nothing(route, say, sign_in, cast):
    say("mixed")
    client, entry = sign_in(cast.david), Entry.objects.get()
    at = reverse("feedback:entry", args=[cast.here.slug, entry.pk])
    assert client.get(at).status_code == 200
    assert client.post(at, {"answer": "No"}).status_code == 403
    assert client.get(reverse("feedback:add", args=[cast.here.slug])).status_code == 403


def test_no_more_answer_than_were_asked_and_not_before_the_way_was_there(route, cast, now):
    with pytest.raises(actions.NotPossible, match="No more people"):
        actions.note_asked(route=route, day=now.date(), asked=2, answered=3, by=cast.tom)
    with pytest.raises(actions.NotPossible, match="could not use"):
        actions.note(
            route=route,
            day=now.date() - timedelta(days=300),
            tone="mixed",
            text="Then",
            by=cast.tom,
            now=now,
        )


def test_how_many_answered_a_survey_is_counted_there(route, sign_in, cast, now):
    form = asks.make_form(
        organisation=cast.here, title="How?", draft=starter("session_evaluation"), now=now
    )
    version = asks.publish(form=form, now=now)
    waves = []
    for many in (7, 2):
        wave = asks.open_wave(version=version, mode="anonymous", opens=now)
        for number in range(many):
            said = {"liked": {"text": "The tea"}}
            asks.answer(wave=wave, answers=said, client=f"{many} {number}", now=now)
        asks.close(wave=wave, now=now)
        waves.append(wave)
    client, at = sign_in(cast.tom), reverse("feedback:note_wave", args=[cast.here.slug, route.pk])
    assert client.post(at, {"wave": waves[0].pk, "asked": 20}).status_code == 302
    assert (
        "Choose one of the list"
        in client.post(at, {"wave": waves[0].pk, "asked": 20}).content.decode()
    )
    assert "So few people" in client.post(at, {"wave": waves[1].pk, "asked": 20}).content.decode()
    (noted,) = route.times.all()
    assert (noted.asked, noted.answered) == (20, 7)


def test_many_claims_stand_on_pages_beside_the_log(claim, sign_in, cast, now):
    first = claim(now=now - timedelta(days=1))
    for number in range(25):
        claim(until=now.date() - timedelta(days=number + 1))
    client, here = sign_in(cast.tom), reverse("feedback:log", args=[cast.here.slug])
    at = reverse("feedback:claim", args=[cast.here.slug, first.pk])
    page = client.get(f"{here}?show=negative").content.decode()
    assert at not in page
    assert "?claims=2&amp;show=negative&amp;project=#claims" in page
    assert at in client.get(f"{here}?claims=2").content.decode()
