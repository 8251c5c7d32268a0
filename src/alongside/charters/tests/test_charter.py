"""A charter from its first words to what people and staff say of its promises."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client

from alongside.asks import actions as asks
from alongside.charters import actions, queries, rating
from alongside.charters.writing import STARTER, read
from alongside.projects import actions as projects
from alongside.projects.models import Evidence, Project

WORDS = "Trust | We trust you\n- Nothing without you | You are there\n- We choose together"


@pytest.fixture(autouse=True)
def clock(monkeypatch, now):
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)


@pytest.fixture
def charter(cast, now):
    return actions.begin(
        organisation=cast.here, title="Together", about="", principles=WORDS, by=cast.amira, now=now
    )


@pytest.fixture
def version(charter):
    return queries.newest(charter)


def test_the_starter_has_five_principles_with_three_promises_and_easy_words_for_each():
    found = read(STARTER)
    assert [len(one["promises"]) for one in found] == [3] * 5
    assert all(promise["easy"] for one in found for promise in one["promises"])


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        ("", "Write at least one principle with a promise."),
        ("Trust", "“Trust” has no promise: begin a line below it with a dash."),
        ("- Nothing", "Line 1: write the principle first, and its promises below it."),
        ("Trust\n- A\n- A", "The promise “A” is there twice."),
        ("Trust\n- | easy", "Line 2: there are no words before the easy ones."),
    ],
)
def test_a_charter_that_cannot_be_read_says_where(cast, now, words, problem):
    with pytest.raises(actions.NotPossible) as refused:
        actions.begin(
            organisation=cast.here, title="T", about="", principles=words, by=cast.amira, now=now
        )
    assert str(refused.value) == problem


def test_the_next_version_says_why_and_keeps_the_keys_of_promises_that_stay(
    charter, version, cast, now
):
    change = {"charter": charter, "by": cast.amira, "now": now}
    words = "Trust\n- We choose together\n- We say no and why"
    with pytest.raises(actions.NotPossible, match="Say why it changes"):
        actions.write(principles=words, after=1, **change)
    following = actions.write(principles=words, after=1, because="Asked for.", **change)
    assert [one["key"] for one in version.promises] == ["p1", "p2"]
    assert [one["key"] for one in following.promises] == ["p2", "p3"]
    with pytest.raises(actions.NotPossible, match="meanwhile"):
        actions.write(principles=WORDS, after=1, because="Late.", **change)


def test_a_new_promise_never_inherits_what_stands_about_one_that_went(charter, version, cast, now):
    step = {"text": "Ask first", "owner": cast.tom, "due": now.date()}
    actions.plan_step(charter=charter, promise=version.promises[0]["key"], **step)
    change = {"charter": charter, "because": "Asked for.", "by": cast.amira, "now": now}
    actions.write(principles="Trust\n- We choose together", after=1, **change)
    third = actions.write(
        principles="Trust\n- We choose together\n- Nobody pays to come", after=2, **change
    )
    (trust,) = queries.principles(charter, third)
    assert [one.steps for one in trust.promises] == [[], []]
    back = actions.write(principles=WORDS, after=3, **change)
    assert [one["key"] for one in back.promises] == [one["key"] for one in version.promises]


def test_who_agreed_is_noted_once(version, cast, now):
    once = {"version": version, "who": "Youth Council", "experience": True, "by": cast.amira}
    actions.agree(day=now.date(), now=now, **once)
    with pytest.raises(actions.NotPossible, match="agreed to this version already"):
        actions.agree(day=now.date(), now=now, **once)


def rated(version, cast, now, people, staff):
    """Let so many people and staff answer, and close; return the rating."""
    closes = now + timedelta(days=9)
    found = actions.ask_for_rating(version=version, closes=closes, by=cast.amira, now=now)
    said = [("people", one) for one in people] + [("staff", one) for one in staff]
    for number, (side, kept) in enumerate(said):
        answers = {"side": {"choice": side}, "p1": {"choice": kept}}
        asks.answer(wave=found.wave, answers=answers, client=f"c{number}", now=now)
    asks.close(wave=found.wave, now=closes)
    found.wave.refresh_from_db()
    return found


def test_people_and_staff_stand_side_by_side(version, cast, now):
    found = rated(
        version, cast, now, ["sometimes"] * 6 + ["never"] * 6, ["always"] * 7 + ["mostly"] * 6
    )
    answered, each = rating.rated(found.wave, version)
    assert (str(answered), each[0].middle) == ("25", ("Never", "Always"))
    counts = [[cell.value for cell in row] for row in each[0].tally.cuts[0].counts]
    assert counts == [[6, 0], [6, 0], [0, 6], [0, 7]]


def test_a_small_side_is_not_shown_and_not_to_be_worked_out(version, cast, now):
    found = rated(version, cast, now, ["never"] * 2, ["always"] * 7 + ["mostly"] * 6)
    _, each = rating.rated(found.wave, version)
    cut = each[0].tally.cuts[0]
    assert cut.refused or all(row[0].hidden for row in cut.counts if row[0].value != 0)
    assert each[0].tally.counts[0].value != 2


def test_the_page_reads_the_answers_once(
    charter, version, cast, now, client, django_assert_max_num_queries
):
    rated(version, cast, now, ["sometimes"] * 12, ["always"] * 12)
    actions.publish(charter=charter, now=now)
    page = f"/charter/{charter.code}/"
    with django_assert_max_num_queries(8) as counted:
        assert "24 people said by" in client.get(page).content.decode()
    assert sum("asks_response" in one["sql"] for one in counted.captured_queries) == 1


def test_of_too_few_nothing_is_shown(version, cast, now):
    found = rated(version, cast, now, ["never"] * 2, ["always"])
    answered, each = rating.rated(found.wave, version)
    assert (answered.hidden, each) == (True, [])


def test_a_rating_has_no_other_results_page(version, cast, now, client):
    found = rated(version, cast, now, ["never"] * 12, ["always"] * 12)
    client.force_login(cast.amira.person)
    assert client.get(f"/o/{cast.here.slug}/reports/waves/{found.wave.pk}/").status_code == 404


def test_only_one_rating_at_a_time(version, cast, now):
    ask = {"version": version, "closes": now + timedelta(days=9), "by": cast.amira, "now": now}
    actions.ask_for_rating(**ask)
    with pytest.raises(actions.NotPossible, match="asked already"):
        actions.ask_for_rating(**ask)


def test_it_is_walked_through_the_pages(cast, now, client):
    client.force_login(cast.amira.person)
    here = f"/o/{cast.here.slug}/charters/"
    assert "There is one to begin from" in client.get(here).content.decode()
    made = client.post(f"{here}begin/", {"title": "Together", "principles": WORDS})
    one = made.url
    client.post(f"{one}agreed/", {"who": "Youth Council", "experience": "on", "day": "2026-03-09"})
    step = {"text": "Ask first", "owner": cast.tom.pk, "due": "2026-03-20"}
    client.post(f"{one}promises/p1/step/", step)
    client.post(f"{one}rate/", {"closes": "2026-03-20"})
    client.post(f"{one}publish/")
    page = client.get(one).content.decode()
    for words in ("Youth Council", "Ask first: by 20 March 2026", "Give them this address"):
        assert words in page
    charter = queries.charters(cast.here).get()
    done = f"{one}steps/{charter.next_steps.get().pk}/done/"
    client.post(done, {"result": "We ask first.", "done_on": "2026-03-10"})
    public = Client().get(f"/charter/{charter.code}/").content.decode()
    assert "We ask first." in public
    assert "In easy words:" in public
    client.post(f"{one}take-down/")
    assert Client().get(f"/charter/{charter.code}/").status_code == 404


@pytest.fixture
def shown(charter, cast, now):
    """A bill that shows that a promise is kept, in a project of everybody's."""
    project = projects.begin(
        organisation=cast.here,
        name="The Sanctuary",
        issue="At night there is nowhere to go.",
        level=Project.Level.STRATEGIC,
        begun=now.date(),
        by=cast.tom,
        now=now,
    )
    bill = projects.add_evidence(
        organisation=cast.here,
        project=project,
        says="The bill for the sofa",
        dated=now.date(),
        record="meeting:1",
        address="/x/",
        by=cast.tom,
        now=now,
    )
    return actions.show(charter=charter, promise="p1", evidence=bill, kept=True)


def test_whoever_adds_to_a_charter_is_told_who_reads_it(charter, cast, now, client):
    client.force_login(cast.amira.person)
    here = f"/o/{cast.here.slug}/charters/{charter.pk}/"
    pages = ("agreed/", "write/", "promises/p1/step/", "promises/p1/shows/")
    said = "what you write here, once the charter is public"
    assert [said in client.get(here + page).content.decode() for page in pages] == [True] * 4
    actions.publish(charter=charter, now=now)
    said = "This charter is public: anybody can read what you write here."
    assert [said in client.get(here + page).content.decode() for page in pages] == [True] * 4
    assert said not in client.get(f"{here}rate/").content.decode()


def test_what_became_one_persons_own_support_stands_on_no_charter(
    charter, shown, cast, now, client
):
    actions.publish(charter=charter, now=now)
    public = f"/charter/{charter.code}/"
    form = f"/o/{cast.here.slug}/charters/{charter.pk}/promises/p1/shows/"
    client.force_login(cast.amira.person)
    assert "The bill for the sofa" in Client().get(public).content.decode()
    assert "The bill for the sofa (10 March 2026, The S" in client.get(form).content.decode()
    Project.objects.update(level=Project.Level.INDIVIDUAL)
    assert "The bill for the sofa" not in Client().get(public).content.decode()
    assert "The bill for the sofa" not in client.get(form).content.decode()
    with pytest.raises(actions.NotPossible, match="Choose evidence"):
        actions.show(charter=charter, promise="p2", evidence=shown.evidence, kept=True)


def test_what_was_noted_by_mistake_is_taken_away_and_its_evidence_is_free(
    charter, version, shown, cast, now, client
):
    agreed = actions.agree(
        version=version, who="Cabinet", experience=False, day=now.date(), by=cast.amira, now=now
    )
    step = actions.plan_step(
        charter=charter, promise="p1", text="Ask first", owner=cast.tom, due=now.date()
    )
    here = f"/o/{cast.here.slug}/charters/{charter.pk}/"
    rows = [f"agreed/{agreed.pk}/", f"shows/{shown.pk}/", f"steps/{step.pk}/"]
    client.force_login(cast.priya.person)
    assert [client.post(f"{here}{row}take-away/").status_code for row in rows] == [403] * 3
    client.force_login(cast.amira.person)
    for row in rows:
        said = client.post(f"{here}{row}take-away/", follow=True).content.decode()
    assert "“Ask first” is taken away." in said
    assert [client.post(f"{here}{row}take-away/").headers["Location"] for row in rows] == [here] * 3
    assert client.post(f"{here[:-2]}9/{rows[0]}take-away/").status_code == 404
    for words in ("Cabinet", "The bill for the sofa", "Ask first:"):
        assert words not in client.get(here).content.decode()
    projects.take_away_evidence(evidence=shown.evidence, now=now)
    assert not Evidence.objects.exists()


def test_a_step_that_is_done_twice_is_done_once(charter, cast, now, client):
    step = actions.plan_step(
        charter=charter, promise="p1", text="Ask first", owner=cast.tom, due=now.date()
    )
    here = f"/o/{cast.here.slug}/charters/{charter.pk}/"
    client.force_login(cast.amira.person)
    for result in ("We ask first.", "Pressed again."):
        sent = {"result": result, "done_on": "2026-03-10"}
        answer = client.post(f"{here}steps/{step.pk}/done/", sent)
    step.refresh_from_db()
    assert (answer.status_code, step.result) == (302, "We ask first.")


def test_only_owner_and_lead_write_it(charter, cast, client):
    here = f"/o/{cast.here.slug}/charters/{charter.pk}/"
    client.force_login(cast.priya.person)
    assert client.get(here).status_code == 200
    assert client.get(f"{here}write/").status_code == 403
    client.force_login(cast.bola.person)
    assert client.get(here).status_code == 404


def test_the_page_takes_as_many_queries_for_many_promises(
    cast, now, client, django_assert_max_num_queries
):
    client.force_login(cast.amira.person)
    big = actions.begin(
        organisation=cast.here, title="Big", about="", principles=STARTER, by=cast.amira, now=now
    )
    for promise in queries.newest(big).promises:
        actions.plan_step(
            charter=big, promise=promise["key"], text="Do it", owner=cast.tom, due=now.date()
        )
    with django_assert_max_num_queries(14):
        client.get(f"/o/{cast.here.slug}/charters/{big.pk}/")


def test_a_step_that_was_sent_for_another_charter_is_refused_in_words(charter, cast, now):
    other = actions.begin(
        organisation=cast.here, title="Other", about="", principles=WORDS, by=cast.amira, now=now
    )
    step = {"promise": "p1", "text": "Ask", "owner": cast.tom, "due": now.date()}
    sent = uuid4()
    first = actions.plan_step(charter=charter, client_id=sent, **step)
    assert actions.plan_step(charter=charter, client_id=sent, **step) == first
    with pytest.raises(actions.NotPossible, match="This form was sent before"):
        actions.plan_step(charter=other, client_id=sent, **step)


def test_many_charters_stand_on_pages(charter, cast, now, client):
    for number in range(20):
        actions.begin(
            organisation=cast.here,
            title=f"A {number:02}",
            about="",
            principles=WORDS,
            by=cast.amira,
            now=now,
        )
    client.force_login(cast.amira.person)
    here = f"/o/{cast.here.slug}/charters/"
    assert "Together" not in client.get(here).content.decode()
    assert "Together" in client.get(f"{here}?page=2").content.decode()
