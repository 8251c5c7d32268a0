"""Anonymous in storage: what an attacker finds in the tables and in the raw files."""

import os
import random
import re
import subprocess
import sys
import time
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection

from alongside.asks import actions, sealing, tasks
from alongside.asks.models import Batch, Box, Comment, Draft, Response, Sheet, Taken, Wave
from alongside.people.models import Team

PEOPLE = 60


def everybody_answers(wave, answers, now, people=PEOPLE):
    for number in range(people):
        actions.keep_draft(wave=wave, client=f"client-{number}", answers=answers(number), now=now)
        actions.answer(wave=wave, answers=answers(number), client=f"client-{number}", now=now)


def arrival(texts):
    """The order of arrival of comments, as the number each person wrote."""
    return [int(text[-4:]) for text in texts]


def correlation(numbers):
    """Spearman's rank correlation of a list with its own order."""
    n = len(numbers)
    ranks = {value: rank for rank, value in enumerate(sorted(numbers))}
    squares = sum((place - ranks[value]) ** 2 for place, value in enumerate(numbers))
    return 1 - 6 * squares / (n * (n * n - 1))


@pytest.mark.parametrize(("waiting", "moved"), [(9, 0), (10, 5), (13, 8)])
def test_an_open_wave_is_sealed_only_when_twice_the_minimum_wait(
    wave, answers, now, waiting, moved
):
    everybody_answers(wave, answers, now, waiting)
    assert actions.seal(wave=wave) == moved
    assert (Box.objects.count(), Response.objects.count()) == (waiting - moved, moved)


def test_nothing_accepted_is_lost_on_the_way(wave, answers, now):
    everybody_answers(wave, answers, now)
    actions.seal(wave=wave)
    actions.close(wave=wave, now=now)
    assert (Box.objects.count(), Response.objects.count()) == (0, PEOPLE)
    assert sorted(arrival(c.text for c in Comment.objects.all())) == list(range(PEOPLE))
    supported = sorted(r.answers["support"]["choice"] for r in Response.objects.all())
    assert supported == sorted(answers(n)["support"]["choice"] for n in range(PEOPLE))
    assert Comment.objects.filter(may_quote=True).count() == PEOPLE // 2


def test_a_large_box_is_moved_some_at_a_time_and_nothing_of_a_row_is_lost(
    wave, answers, now, cast, monkeypatch
):
    """The file of another product may put a hundred thousand answers in at once."""
    monkeypatch.setattr(sealing, "AT_ONCE", 7)
    monkeypatch.setattr(sealing, "IN_A_STATEMENT", 4)
    team = Team.objects.filter(organisation=cast.here).first()
    Box.objects.bulk_create(
        Box(
            wave=wave, answers=answers(n), team=team if n % 3 else None, receipts={"liked": f"r{n}"}
        )
        for n in range(40)
    )
    assert [actions.seal(wave=wave) for _ in range(6)] == [7, 7, 7, 7, 7, 0]
    before = set(Response.objects.values_list("pk", flat=True))
    said = {one.receipt: (one.text, one.may_quote) for one in Comment.objects.all()}
    actions.close(wave=wave, now=now)
    assert not before & set(Response.objects.values_list("pk", flat=True))
    assert Response.objects.filter(wave=wave, mode=wave.mode).count() == 40
    assert Box.objects.count() == 0
    found = {one.receipt: (one.text, one.may_quote) for one in Comment.objects.all()}
    assert len(found) == 40
    assert said.items() <= found.items()
    assert all(text == answers(int(key[1:]))["liked"]["text"] for key, (text, _) in found.items())


def test_words_are_cut_loose_from_the_other_answers(wave, answers, now):
    everybody_answers(wave, answers, now)
    actions.close(wave=wave, now=now)
    assert {r.answers["liked"]["text"] for r in Response.objects.all()} == {None}
    assert set(Comment.objects.values_list("response", flat=True)) == {None}


def test_a_response_holds_no_person_and_no_time(wave, answers, now):
    everybody_answers(wave, answers, now)
    actions.close(wave=wave, now=now)
    kept = set(Response.objects.values_list("member", "team", "day"))
    assert kept == {(None, None, None)}
    assert (Taken.objects.count(), Draft.objects.count()) == (0, 0)


@pytest.mark.parametrize("at_once", [sealing.AT_ONCE, 7])
@pytest.mark.parametrize("order", ["id", "rowid or ctid"])
def test_no_order_says_who_came_first(wave, answers, now, order, at_once, monkeypatch):
    """60 people, sealed in batches. With no link at all |rho| passes 0.45 once in 3,000 times."""
    monkeypatch.setattr(sealing, "AT_ONCE", at_once)
    monkeypatch.setattr(sealing, "IN_A_STATEMENT", at_once)
    everybody_answers(wave, answers, now, 20)
    actions.seal(wave=wave)
    for number in range(20, PEOPLE):
        actions.answer(wave=wave, answers=answers(number), client=f"late-{number}", now=now)
    actions.close(wave=wave, now=now)
    physical = "rowid" if connection.vendor == "sqlite" else "ctid"
    column = "id" if order == "id" else physical
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT text FROM asks_comment ORDER BY {column}")
        found = arrival(text for (text,) in cursor.fetchall())
    assert sorted(found) == list(range(PEOPLE))
    assert abs(correlation(found)) < 0.45


def test_no_place_in_the_box_says_which_answer_is_the_newest(open_wave, answers, now):
    """Six people in each of 40 waves. By chance the newest lies last in more than 18 of them once
    in 10,000 times."""
    physical = "rowid" if connection.vendor == "sqlite" else "ctid"
    last = 0
    for _ in range(40):
        wave = open_wave()
        everybody_answers(wave, answers, now, 6)
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT answers FROM asks_box WHERE wave_id = %s ORDER BY {physical} DESC",
                [wave.pk],
            )
            last += "number 0005" in str(cursor.fetchone()[0])
    assert last <= 18


@pytest.mark.skipif(connection.vendor != "postgresql", reason="asks which transaction wrote a row")
@pytest.mark.django_db(transaction=True)
def test_one_transaction_wrote_all_that_waits_in_the_box(wave, answers, now):
    everybody_answers(wave, answers, now, 2 * wave.minimum)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*), count(DISTINCT xmin::text) FROM asks_box")
        assert cursor.fetchone() == (10, 1)


def test_nothing_joins_the_box_to_those_who_have_answered():
    """Taken lies in the order in which people answered, so the two have no text in common."""
    assert {field.name for field in Box._meta.get_fields()} == {
        "id",
        "wave",
        "team",
        "answers",
        "receipts",
    }


def test_an_answer_sent_while_the_wave_closes_is_refused_and_not_lost_in_the_box(
    wave, answers, now
):
    actions.close(wave=Wave.objects.get(pk=wave.pk), now=now)
    actions.keep_draft(wave=wave, client="late", answers=answers(1), now=now)
    with pytest.raises(actions.NotPossible, match="closed"):
        actions.answer(wave=wave, answers=answers(1), client="late", now=now)
    assert (Box.objects.count(), Draft.objects.count()) == (0, 1)


def test_due_closes_seals_and_wipes(wave, answers, now, monkeypatch):
    monkeypatch.setattr("alongside.asks.sealing.wipe", lambda: True)
    everybody_answers(wave, answers, now, 12)
    assert tasks.due(now) == 7
    assert Response.objects.count() == 7
    tasks.due(now + timedelta(days=1))
    wave.refresh_from_db()
    assert (Response.objects.count(), wave.closed is None, wave.wiped is None) == (12, False, False)
    assert tasks.due(now + timedelta(days=1)) == 0


def test_drafts_are_forgotten_after_a_week(open_wave, answers, now):
    wave = open_wave(closes=None)
    actions.keep_draft(wave=wave, client="c", answers=answers(1), now=now)
    tasks.due(now + timedelta(days=7))
    assert Draft.objects.count() == 1
    tasks.due(now + timedelta(days=8))
    assert Draft.objects.count() == 0


@pytest.mark.skipif(connection.vendor != "sqlite", reason="reads the files of SQLite")
def test_the_raw_files_of_sqlite_hold_no_answer_in_order_of_arrival(made):
    """A process of its own with its own database: what it leaves on the disk, read as bytes."""
    subprocess.run(
        [sys.executable, "-c", LEAVES_FILES], check=True, env=environment(made), timeout=120
    )
    files = [path.read_bytes() for path in sorted(made.glob("alongside.sqlite3*"))]
    raw = b"".join(files)
    marks = [int(n) for n in re.findall(rb"Words of person number (\d{4})", raw)]
    assert sorted(marks) == list(range(PEOPLE)), "each comment once, and no trace besides"
    assert abs(correlation(marks)) < 0.45
    assert re.findall(rb"client-\d+", raw) == []


@pytest.mark.skipif(connection.vendor != "sqlite", reason="reads the files of SQLite")
def test_the_raw_files_of_sqlite_hold_no_sheet_in_the_order_in_which_it_was_typed(made):
    subprocess.run([sys.executable, "-c", ON_PAPER], check=True, env=environment(made), timeout=120)
    raw = b"".join(path.read_bytes() for path in sorted(made.glob("alongside.sqlite3*")))
    marks = [int(n) for n in re.findall(rb"Words of person number (\d{4})", raw)]
    assert sorted(marks) == list(range(PEOPLE)), "each comment once, and no sheet besides"
    assert abs(correlation(marks)) < 0.45


@pytest.mark.parametrize("order", ["id", "rowid or ctid"])
@pytest.mark.parametrize("model", [Response, Comment])
def test_no_order_says_which_sheet_was_typed_first(wave, answers, cast, now, order, model):
    """40 sheets in two batches, the second of one sheet. With no link at all |rho| passes 0.6
    once in 5,000 times."""
    said = lambda n: answers(n) | {"understanding": {"before": 1, "now": 1, "number": n}}  # noqa: E731
    for numbers in (range(39), [39]):
        typed_in(wave, cast, said, numbers, now)
    assert not Sheet.objects.exists()
    kept = str(list(Batch.objects.values()))
    assert "person number" not in kept
    actions.close(wave=wave, now=now)
    physical = "rowid" if connection.vendor == "sqlite" else "ctid"
    column = "id" if order == "id" else physical
    what = "text" if model is Comment else "answers"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {what} FROM {model._meta.db_table} ORDER BY {column}")
        rows = [str(row[0]) for row in cursor.fetchall()]
    found = [int(re.search(r"(?:number |number\W+)(\d+)", row)[1]) for row in rows]
    assert sorted(found) == list(range(40))
    assert abs(correlation(found)) < 0.6


def typed_in(wave, cast, answers, numbers, now):
    """Type sheets in, check and count them."""
    batch = actions.begin_batch(wave=wave, by=cast.tom, now=now)
    for number in numbers:
        said = answers(number)
        sheet = actions.type_in(batch=batch, number=number + 1, answers=said, given={}, by=cast.tom)
        actions.check_sheet(sheet=sheet, answers=said, seen=said, by=cast.amira)
    actions.count_batch(batch=batch, now=now, rng=random.SystemRandom())


@pytest.mark.skipif(connection.vendor != "postgresql", reason="reads the pages of PostgreSQL")
@pytest.mark.django_db(transaction=True)
def test_the_pages_of_postgresql_hold_no_sheet_after_the_close(wave, answers, cast, now):
    typed_in(wave, cast, answers, range(8), now)
    assert b"person number" in raw_pages("asks_sheet")
    actions.close(wave=wave, now=now)
    assert as_soon_as_it_can(lambda: actions.wipe(wave=wave, now=now))
    for table in ("sheet", "box"):
        assert b"person number" not in raw_pages(f"asks_{table}")
    assert len(re.findall(rb"person number \d{4}", raw_pages("asks_comment"))) == 8


@pytest.mark.skipif(connection.vendor != "sqlite", reason="reads the files of SQLite")
def test_the_log_of_sqlite_does_not_place_an_open_answer_beside_its_invitation(made):
    subprocess.run(
        [sys.executable, "-c", ANSWERS_AND_WAITS],
        check=True,
        env=environment(made),
        timeout=120,
    )
    assert (made / "alongside.sqlite3-wal").read_bytes() == b""
    raw = (made / "alongside.sqlite3").read_bytes()
    found = [int(n) for n in re.findall(rb"Words of person number (\d{4})", raw)]
    assert sorted(found) == list(range(6)), "each answer once, and no trace besides"


@pytest.mark.skipif(connection.vendor != "postgresql", reason="reads the pages of PostgreSQL")
@pytest.mark.django_db(transaction=True)
def test_a_seal_leaves_no_answer_in_the_old_pages_of_postgresql(wave, answers, now):
    everybody_answers(wave, answers, now, 12)
    tasks.due(now)
    assert Box.objects.count() == 5
    assert as_soon_as_it_can(lambda: sealing.sweep(sealed=True))
    with connection.cursor() as cursor:
        cursor.execute("CHECKPOINT")
        cursor.execute("SELECT pg_relation_filepath('asks_box')")
        cursor.execute("SELECT pg_read_binary_file(%s, 0, 10000000, true)", cursor.fetchone())
        raw = bytes(cursor.fetchone()[0])
    assert len(re.findall(rb"person number \d{4}", raw)) == 5


@pytest.mark.skipif(connection.vendor != "postgresql", reason="reads the pages of PostgreSQL")
@pytest.mark.django_db(transaction=True)
def test_before_any_seal_the_pages_of_postgresql_do_not_say_who_came_when(wave, answers, cast, now):
    """What waits in the box lies there once, written by one transaction; drafts that were sent are
    gone. So the old rows of invitations, which say who was done in which transaction, lead to no
    answer. A box in which nothing has changed is not written again."""
    for number, member in enumerate([cast.amira, cast.tom, cast.priya]):
        actions.invite(wave=wave, member=member)
        client = f"client-{number}"
        actions.keep_draft(wave=wave, client=client, answers=answers(number), now=now)
        actions.answer(
            wave=wave,
            answers=answers(number),
            client=client,
            invitation=wave.invitations.get(member=member),
            now=now,
        )
    assert len(re.findall(rb"person number \d{4}", raw_pages("asks_box"))) > 3, "the old rows"
    assert as_soon_as_it_can(lambda: sealing.sweep(sealed=False) and is_clean())
    file = where("asks_box")
    assert sealing.sweep(sealed=False)
    assert where("asks_box") == file
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*), count(DISTINCT xmin::text) FROM asks_box")
        assert cursor.fetchone() == (3, 1)


def is_clean():
    """Whether each answer lies in the box once, and none in a draft; else one is taken anew, as the
    next answer would have it."""
    if len(re.findall(rb"person number \d{4}", raw_pages("asks_box"))) == 3:
        return b"person number" not in raw_pages("asks_draft")
    rows = list(Box.objects.all())
    Box.objects.all().delete()
    Box.objects.bulk_create(rows)
    return False


def where(table):
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_relation_filepath(%s)", [table])
        return cursor.fetchone()[0]


def raw_pages(table):
    """Return a table as PostgreSQL has it on the disk."""
    with connection.cursor() as cursor:
        cursor.execute("CHECKPOINT")
        cursor.execute("SELECT pg_read_binary_file(%s, 0, 10000000, true)", [where(table)])
        return bytes(cursor.fetchone()[0] or b"")


@pytest.mark.skipif(connection.vendor != "postgresql", reason="reads the pages of PostgreSQL")
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("looks_at", ["pg_class", "asks_box"])
def test_nothing_is_called_wiped_while_somebody_still_sees_it(wave, answers, now, looks_at):
    everybody_answers(wave, answers, now, 12)
    with closing(connection.copy()) as backup, backup.cursor() as cursor:
        cursor.execute("BEGIN ISOLATION LEVEL REPEATABLE READ")
        cursor.execute(f"SELECT count(*) FROM {looks_at}")
        actions.close(wave=wave, now=now)
        assert not actions.wipe(wave=wave, now=now)
        wave.refresh_from_db()
        assert wave.wiped is None
    assert as_soon_as_it_can(lambda: actions.wipe(wave=wave, now=now))


def as_soon_as_it_can(clean):
    """Try like the ticker does, until nobody on this server is in the middle of a transaction that
    began before: on a busy machine that takes a while."""
    for _ in range(900):
        if clean():
            return True
        time.sleep(0.1)
    return False


@pytest.mark.skipif(connection.vendor != "postgresql", reason="reads the pages of PostgreSQL")
@pytest.mark.django_db(transaction=True)
def test_the_raw_pages_of_postgresql_hold_no_trace_of_the_box(wave, answers, now):
    everybody_answers(wave, answers, now)
    actions.seal(wave=wave)
    actions.close(wave=wave, now=now)
    assert as_soon_as_it_can(lambda: actions.wipe(wave=wave, now=now))
    with connection.cursor() as cursor:
        for table, left in (("box", 0), ("draft", 0), ("taken", 0), ("comment", PEOPLE)):
            cursor.execute("SELECT pg_relation_filepath(%s)", [f"asks_{table}"])
            path = cursor.fetchone()[0]
            cursor.execute("CHECKPOINT")
            cursor.execute("SELECT pg_read_binary_file(%s, 0, 10000000, true)", [path])
            raw = bytes(cursor.fetchone()[0] or b"")
            assert len(re.findall(rb"person number \d{4}", raw)) == left, table
            assert re.findall(rb"client-\d+", raw) == []
        cursor.execute(
            "SELECT count(*) FROM asks_response r JOIN asks_comment c ON r.xmin = c.xmin "
            "GROUP BY r.id HAVING count(*) < %s",
            [PEOPLE],
        )
        assert cursor.fetchall() == [], "one transaction wrote them all, so xmin joins all to all"


@pytest.mark.skipif(connection.vendor != "postgresql", reason="asks which transaction wrote a row")
@pytest.mark.django_db(transaction=True)
def test_no_transaction_joins_an_invitation_to_an_answer(wave, answers, cast, now):
    members = [cast.amira, cast.tom, cast.priya, cast.david]
    for number, member in enumerate(members):
        actions.invite(wave=wave, member=member)
        invitation = wave.invitations.get(member=member)
        client = f"client-{number}"
        actions.answer(
            wave=wave, answers=answers(number), client=client, invitation=invitation, now=now
        )
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM asks_box b JOIN asks_invitation i ON b.xmin = i.xmin"
            " GROUP BY b.id"
        )
        assert cursor.fetchall() == [(4,)] * 4, "each joins to all who are done"


def environment(folder: Path) -> dict[str, str]:
    return os.environ | {"ALONGSIDE_DATA": str(folder), "ALONGSIDE_DATABASE": "sqlite"}


LEAVES_FILES = f"""
import datetime, django
from alongside.cli import installation
installation.start()
from alongside.asks import actions
from alongside.asks.starters import starter
from alongside.people.actions import create_organisation
now = datetime.datetime(2026, 3, 10, 9, tzinfo=datetime.UTC)
here = create_organisation(name="Here", now=now)
form = actions.make_form(organisation=here, title="x", draft=starter("session_evaluation"), now=now)
version = actions.publish(form=form, now=now)
wave = actions.open_wave(version=version, mode="anonymous", opens=now)
for number in range({PEOPLE}):
    answers = {{"liked": {{"text": f"Words of person number {{number:04}}"}}}}
    client = f"client-{{number}}"
    actions.keep_draft(wave=wave, client=client, answers=answers, now=now)
    actions.answer(wave=wave, answers=answers, client=client, now=now)
    if number == 40:
        actions.seal(wave=wave)
actions.close(wave=wave, now=now)
assert actions.wipe(wave=wave, now=now)
import os
os._exit(0)  # as if killed: nothing is tidied up on the way out
"""

ON_PAPER = (
    LEAVES_FILES[: LEAVES_FILES.index("for number in")]
    + f"""
import random
from alongside.people.actions import add_member
one, other = (
    add_member(organisation=here, name=name, roles=["lead"], now=now) for name in ("One", "Other")
)
for numbers in (range({PEOPLE} - 1), [{PEOPLE} - 1]):
    batch = actions.begin_batch(wave=wave, by=one, now=now)
    for number in numbers:
        said = {{"liked": {{"text": f"Words of person number {{number:04}}"}}}}
        sheet = actions.type_in(batch=batch, number=number + 1, answers=said, given={{}}, by=one)
        actions.check_sheet(sheet=sheet, answers=said, seen=said, by=other)
    actions.count_batch(batch=batch, now=now, rng=random.SystemRandom())
actions.close(wave=wave, now=now)
assert actions.wipe(wave=wave, now=now)
import os
os._exit(0)
"""
)

ANSWERS_AND_WAITS = (
    LEAVES_FILES[: LEAVES_FILES.index("for number in")]
    + """
from alongside.asks import queries, tasks
from alongside.people.actions import add_member
for number in range(6):
    member = add_member(organisation=here, name=f"Person {number}", now=now)
    key = actions.invite(wave=wave, member=member)
    actions.answer(
        wave=wave,
        answers={"liked": {"text": f"Words of person number {number:04}"}},
        client=f"client-{number}",
        invitation=queries.invitation(wave, key),
        now=now,
    )
tasks.due(now)
import os
os._exit(0)
"""
)
