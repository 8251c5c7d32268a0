"""Promises with their clock: who sees them, what becomes of them, and how many were kept."""

import csv
import io
import re
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from alongside.influence import actions
from alongside.influence.models import Promise
from alongside.influence.queries import in_public
from alongside.influence.queries import promises as ledger
from alongside.influence.tests import told
from alongside.projects import actions as projects
from alongside.projects.models import Project

ALL = "/o/sandbrook-council/promises/"


@pytest.fixture
def story(cast, now):
    return told.tell(organisation=cast.here, expert=cast.dot, staff=cast.tom, now=now)


@pytest.fixture
def make(story, cast, now):
    """Call it for a promise of the project that is due in so many days."""

    def do(days=5, **more):
        made = {"kind": "payment", "text": "Pay the bus", "to_whom": "Everybody", "owner": cast.tom}
        return actions.promise(
            organisation=cast.here,
            due=now.date() + timedelta(days=days),
            by=cast.tom,
            now=now,
            **{"project": story.project} | made | more,
        )

    return do


def clocks(page):
    return re.findall(r'<h3>(?:<a [^>]*>)?([^<]*).*?class="chip[^>]*>([^<]*)', page, re.DOTALL)


def line(cast, promise):
    promise.refresh_from_db()
    return ledger.line_of(promise)


def test_the_list_has_the_clock_of_each_what_is_owed_first(story, make, cast, now, sign_in):
    today = now.date()
    make(-3, text="Late")
    kept = make(-9, text="In time")
    actions.keep(promise=kept, kept_on=today - timedelta(days=9), how="", now=now)
    tardy = make(-9, text="Tardy")
    actions.keep(promise=tardy, kept_on=today - timedelta(days=5), how="", now=now)
    off = make(4, text="Off")
    actions.give_up(promise=off, because="No money is left.", day=today)
    make(0, text="Now")
    page = sign_in(cast.david).get(f"/o/sandbrook-council/projects/{story.project.pk}/promises/")
    assert clocks(page.content.decode()) == [
        ("Late", "Late by 3 days"),
        ("Now", "Due today"),
        ("Say what came of the first evening", "Due in 7 days"),
        ("Off", "Given up"),
        ("Tardy", "Kept 4 days late"),
        ("In time", "Kept on time"),
    ]
    said = page.content.decode()
    assert "2 of 4 promises were kept, 1 of them on time." in said
    assert "Given up because: No money is left." in said


def test_in_public_and_on_a_receipt_what_is_owed_comes_before_what_was_kept(
    story, make, now, client
):
    today = now.date()
    for days in range(-30, -15):
        actions.keep(promise=make(days, text=f"Kept {days}"), kept_on=today, how="", now=now)
    make(-3, text="Late")
    first = ["Late", "Say what came of the first evening", "Kept -16", "Kept -17"]
    found = in_public.promises(story.project)
    assert [one.text for one in found][:4] == first
    mine = client.get(f"/said/{story.code}/").content.decode()
    assert ["Late" in mine, "Kept -16" in mine, "Kept -30" in mine] == [True, True, False]


def test_the_rate_counts_by_the_day_first_promised(make, cast, now):
    moved = make(2)
    actions.move(
        promise=moved, due=now.date() + timedelta(days=9), because="The bank was shut.", now=now
    )
    lines = [line(cast, moved)]
    after = now.date() + timedelta(days=4)
    assert ledger.rate(lines, after) == (0, 0, 1, 0, 0, 0)
    actions.keep(promise=moved, kept_on=after, how="", now=now + timedelta(days=4))
    lines = [line(cast, moved)]
    assert ledger.rate(lines, after) == (1, 0, 1, 0, 0, 0)
    assert ledger.clock(lines[0], after) == "Kept 2 days late"


def test_a_day_is_moved_once_and_says_why(make, cast, now, sign_in):
    made = make(2)
    client = sign_in(cast.tom)
    at = f"{ALL}{made.pk}/"
    client.post(f"{at}move/", {"due": "2026-03-20", "because": "The bank was shut."})
    page = client.get(at).content.decode()
    assert "Moved from 12 March 2026 because: The bank was shut." in page
    assert f"{at}move/" not in page
    again = client.post(f"{at}move/", {"due": "2026-03-30", "because": "Again."})
    assert "The day was moved once already." in again.content.decode()
    made.refresh_from_db()
    assert (made.due, made.moved_from) == (date(2026, 3, 20), date(2026, 3, 12))


@pytest.mark.parametrize(
    ("due", "because", "problem"),
    [
        ("2026-03-11", "Why not.", "Choose a day after the one you promised"),
        ("2026-03-12", "Why not.", "Choose a day after the one you promised"),
        ("2026-03-20", " ", "Enter why you move it"),
        ("2026-03-20", "word " * 30, "The sentence that begins"),
        ("", "Why not.", "Enter the new day"),
    ],
)
def test_a_day_is_not_moved_without_words_nor_forward(make, cast, sign_in, due, because, problem):
    made = make(2)
    page = sign_in(cast.tom).post(f"{ALL}{made.pk}/move/", {"due": due, "because": because})
    assert problem in page.content.decode()
    made.refresh_from_db()
    assert made.moved_from is None


def test_the_database_moves_no_day_without_why(make):
    refused = pytest.raises(IntegrityError, match="promise_moved_says_why")
    with refused, transaction.atomic():
        Promise.objects.filter(pk=make().pk).update(moved_from=date(2026, 3, 1))


def test_a_promise_is_made_kept_and_corrected(story, cast, sign_in):
    client = sign_in(cast.amira)
    sent = {
        "client_id": "6b3f2c66-1111-4222-8333-444455556666",
        "kind": "payment",
        "text": "Pay the bus",
        "to_whom": "Everybody",
        "due": "2026-03-20",
        "owner": cast.tom.pk,
    }
    where = f"/o/sandbrook-council/projects/{story.project.pk}/promises/make/"
    first, second = (client.post(where, sent) for _ in range(2))
    made = Promise.objects.get(text="Pay the bus")
    at = f"{ALL}{made.pk}/"
    assert (first.headers["Location"], second.headers["Location"]) == (at, at)
    client.post(f"{at}keep/", {"kept_on": "2026-03-09", "how": "In cash."})
    client.post(f"{at}keep/", {"kept_on": "2026-03-10", "how": "In cash, on the day."})
    made.refresh_from_db()
    assert (made.kept_on, made.how) == (date(2026, 3, 10), "In cash, on the day.")
    refused = client.post(f"{at}give-up/", {"because": "No."})
    assert "This promise was kept." in refused.content.decode()


def test_what_is_kept_tomorrow_is_not_kept(make, cast, sign_in):
    made = make()
    sent = {"kept_on": "2026-03-11", "how": "x"}
    page = sign_in(cast.tom).post(f"{ALL}{made.pk}/keep/", sent).content.decode()
    assert "Choose a day that is not still to come." in page


def test_evidence_of_others_is_refused(make, cast, now):
    theirs = projects.begin(
        organisation=cast.there,
        name="x",
        issue="x",
        level="strategic",
        begun=now.date(),
        by=cast.bola,
        now=now,
    )
    evidence = theirs.evidence.create(
        organisation=cast.there, says="x", dated=now.date(), record="x:1", address="/x"
    )
    with pytest.raises(actions.NotPossible, match="Choose evidence of your own"):
        actions.keep(promise=make(), kept_on=now.date(), how="", evidence=evidence, now=now)


def test_somebody_else_sees_to_it(make, cast, sign_in):
    made = make()
    sign_in(cast.amira).post(f"{ALL}{made.pk}/hand-over/", {"owner": cast.priya.pk})
    made.refresh_from_db()
    assert made.owner == cast.priya


def test_nobody_of_another_organisation_sees_to_it(make, cast, sign_in):
    made = make()
    page = sign_in(cast.amira).post(f"{ALL}{made.pk}/hand-over/", {"owner": cast.bola.pk})
    assert "Choose somebody who is in your organisation now" in page.content.decode()


# Who sees what


def seen(client, project):
    return [
        words
        for words, _ in clocks(
            client.get(f"/o/sandbrook-council/projects/{project.pk}/promises/").content.decode()
        )
    ]


def test_what_is_about_one_person_is_counted_and_read_by_few(story, make, cast, sign_in):
    secret = make(-2, text="Pay Dot", private=True, owner=cast.amira)
    client = sign_in(cast.david)
    assert "Pay Dot" not in seen(client, story.project)
    page = client.get(f"/o/sandbrook-council/projects/{story.project.pk}/promises/")
    said = page.content.decode()
    assert "0 of 1 promise was kept" in said
    assert "1 of all of them is about one person, and you cannot read it." in said
    assert client.get(f"{ALL}{secret.pk}/").status_code == 404
    files = [client.get(f"/o/sandbrook-council/promises.{kind}") for kind in ("csv", "json")]
    assert [b"Pay Dot" in one.content for one in files] == [False, False]
    client = sign_in(cast.tom)
    assert "Pay Dot" in seen(client, story.project)
    assert client.get(f"{ALL}{secret.pk}/").status_code == 200


def test_whoever_sees_to_it_reads_it_whatever_their_role(story, make, cast, sign_in):
    secret = make(text="Pay Dot", private=True, owner=cast.priya)
    client = sign_in(cast.priya)
    assert "Pay Dot" in seen(client, story.project)
    client.post(f"{ALL}{secret.pk}/keep/", {"kept_on": "2026-03-10", "how": "Paid."})
    secret.refresh_from_db()
    assert secret.kept_on == date(2026, 3, 10)


def test_whoever_has_a_seat_sees_the_promises_and_changes_none(story, make, cast, sign_in):
    cast.dot.person = cast.chidi
    cast.dot.save(update_fields=["person"])
    made, elsewhere = make(), make(project=None, text="For everybody")
    client = sign_in(cast.chidi)
    assert seen(client, story.project) == ["Pay the bus", "Say what came of the first evening"]
    assert [words for words, _ in clocks(client.get(ALL).content.decode())] == [
        "Pay the bus",
        "Say what came of the first evening",
    ]
    assert client.get(f"{ALL}{made.pk}/").status_code == 200
    assert client.get(f"{ALL}{elsewhere.pk}/").status_code == 404
    assert client.post(f"{ALL}{made.pk}/keep/").status_code == 403


def test_what_is_promised_in_somebodys_own_support_stays_there(story, make, cast, now, sign_in):
    own = projects.begin(
        organisation=cast.here,
        name="Own",
        issue="x",
        level=Project.Level.INDIVIDUAL,
        begun=now.date(),
        by=cast.tom,
        now=now,
    )
    made = make(project=own, text="A taxi")
    client = sign_in(cast.amira)
    assert client.get(f"{ALL}{made.pk}/").status_code == 404
    assert "A taxi" not in client.get(ALL).content.decode()
    assert "A taxi" in sign_in(cast.tom).get(ALL).content.decode()


# What was promised elsewhere


def test_the_day_of_a_theme_stands_in_the_list_until_it_is_decided(story, cast, now, sign_in):
    actions.make_theme(
        project=story.project,
        name="Tea",
        answer_by=now.date() - timedelta(days=1),
        by=cast.tom,
        now=now,
    )
    story.theme.answer_by = story.meeting.day - timedelta(days=2)
    story.theme.save(update_fields=["answer_by"])
    page = sign_in(cast.david).get(f"/o/sandbrook-council/projects/{story.project.pk}/promises/")
    assert clocks(page.content.decode()) == [
        ("Say what was decided about “Tea”", "Late by 1 day"),
        ("Say what came of the first evening", "Due in 7 days"),
        ("Say what was decided about “A room like home”", "Kept 2 days late"),
    ]


def test_the_day_of_a_survey_stands_in_the_list_until_all_of_it_is_answered(
    analysis, cast, now, sign_in
):
    client = sign_in(cast.david)
    words = f"Answer what people asked to improve in “{analysis.title}”"
    assert clocks(client.get(ALL).content.decode()) == [(words, "Due in 28 days")]
    for theme in analysis.themes.filter(kind="improve"):
        actions.answer_no(theme=theme, reason="money", text="No money.", by=cast.amira, now=now)
    assert clocks(client.get(ALL).content.decode()) == [(words, "Kept on time")]


# Lists and files


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("", ["Late one", "By Priya", "Say what came of the first evening", "Kept one"]),
        ("kind=access", ["By Priya"]),
        ("owner={priya}", ["By Priya"]),
        ("state=late", ["Late one"]),
        ("state=kept", ["Kept one"]),
        ("state=given+up", []),
        ("kind=nothing&owner=%00&state=9", "all"),
    ],
)
def test_a_list_is_searched(make, cast, now, sign_in, asked, found):
    make(-1, text="Late one")
    make(text="By Priya", kind="access", owner=cast.priya)
    kept = make(text="Kept one")
    actions.keep(promise=kept, kept_on=now.date(), how="", now=now)
    if found == "all":
        found = ["Late one", "By Priya", "Say what came of the first evening", "Kept one"]
    page = sign_in(cast.david).get(f"{ALL}?{asked.format(priya=cast.priya.pk)}").content.decode()
    assert [words for words, _ in clocks(page)] == found


def test_the_files_say_what_the_page_says(make, cast, now, sign_in):
    made = make(-1, text="=SUM(1)")
    actions.move(promise=made, due=date(2026, 4, 1), because="The bank was shut.", now=now)
    client = sign_in(cast.david)
    table = client.get("/o/sandbrook-council/promises.csv").content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(table)))
    assert rows[1] == {
        "project": "The Sanctuary",
        "kind": "To pay",
        "promise": "'=SUM(1)",
        "to_whom": "Everybody",
        "owner": "Tom Baker",
        "first_day": "2026-03-09",
        "day": "2026-04-01",
        "moved_because": "The bank was shut.",
        "kept_on": "",
        "given_up": "",
        "given_up_because": "",
        "state": "Due in 22 days",
    }
    content = client.get("/o/sandbrook-council/promises.json").json()
    assert content["promises"][1] == rows[1] | {"promise": "=SUM(1)"}
    assert content["rate"] == {
        "kept": 0,
        "on_time": 0,
        "base": 1,
        "late": 0,
        "to_come": 1,
        "hidden": 0,
    }


def test_a_list_costs_as_many_queries_for_many_promises(make, story, cast, sign_in):
    client = sign_in(cast.david)

    def cost():
        with CaptureQueriesContext(connection) as queries:
            client.get(ALL)
        return len(queries)

    make()
    few = cost()
    for days in range(30):
        make(days, text=f"Promise {days}")
    assert cost() == few
