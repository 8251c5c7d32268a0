"""Large waves are counted from columns, and nothing stays in a copy that has left the rows."""

import contextlib
import os
import sqlite3
import stat
import sys
import time
from datetime import timedelta
from unittest.mock import Mock

import pytest
from django.db import connection
from django.db.models.expressions import RawSQL

from alongside.asks import actions, columnar, copies, half, queries, tasks
from alongside.asks.models import Box, Mode, Response, Wave
from alongside.methods.disclosure import Pair, Tally
from alongside.methods.questions import same
from alongside.people.models import Team


@pytest.fixture(autouse=True)
def _a_folder_of_its_own(settings, tmp_path, monkeypatch):
    settings.DATA = tmp_path
    monkeypatch.setattr(columnar, "LEAST", 10)


@pytest.fixture
def large(open_wave, answers, now, cast):
    """Call it for a closed anonymous wave that so many answered, half of them in one team."""

    def do(people=30, close=True):
        wave = open_wave()
        team = Team.objects.filter(organisation=cast.here).order_by("name").first()
        Box.objects.bulk_create(
            Box(wave=wave, answers=answers(n), team=team if n % 2 else None) for n in range(people)
        )
        if close:
            actions.close(wave=wave, now=now)
            wave.refresh_from_db()
        return wave

    return do


@pytest.fixture
def known(open_wave, cast, answers, now):
    """A closed named wave in which five people have answered."""
    wave = open_wave(Mode.NAMED)
    for number, member in enumerate([cast.amira, cast.tom, cast.priya, cast.david, cast.dot]):
        key = actions.invite(wave=wave, member=member)
        actions.answer(
            wave=wave,
            answers=answers(number),
            client=queries.client_of(member),
            invitation=queries.invitation(wave, key),
            now=now,
        )
    actions.close(wave=wave, now=now)
    wave.refresh_from_db()
    return wave


def asked(wave, *names):
    questions = {q["name"]: q for q in same.identified(wave.version.definition["questions"])}
    return [questions[name] for name in names] if names else list(questions.values())


def files():
    return sorted(one.name for one in copies.folder().glob("*"))


def test_the_counts_are_of_everybody_and_by_team(large, cast):
    wave = large(30)
    support, understanding, liked = asked(wave, "support", "understanding", "liked")
    (found,), (pair,), words = columnar.tables(
        [wave], [support, understanding, liked], columnar.TEAM
    )
    assert isinstance(found, Tally)
    assert (found.counts, found.answered) == ((10, 10, 10), 30)
    (cut,) = found.cuts
    teams = Team.objects.filter(organisation=cast.here).order_by("name", "pk")
    assert cut.groups == tuple(team.name for team in teams)
    assert cut.sizes[0] == cut.answered[0] == 15
    assert sum(cut.sizes[1:]) == 0
    assert isinstance(pair, Pair)
    assert sum(map(sum, pair.joint)) == 30
    assert words == []


def test_a_question_splits_the_others_in_several_waves(large):
    waves = [large(30), large(60)]
    support, quoting = asked(waves[0], "support", "quoting")
    ((found,),) = columnar.tables(waves, [quoting], support)
    assert found.answered == 90
    assert found.cuts[0].sizes == (30, 30, 30)
    assert sum(found.cuts[0].counts[0]) == found.counts[0]
    nobody = columnar.tables([], [quoting])
    assert nobody == [[]]


def test_the_copy_gives_the_same_as_the_rows_and_is_for_nobody_else(large, monkeypatch):
    wave = large()
    first = columnar.tables([wave], asked(wave), columnar.TEAM)
    (name,) = files()
    mode = stat.S_IMODE((copies.folder() / name).stat().st_mode)
    assert (mode, stat.S_IMODE(copies.folder().stat().st_mode)) == (0o600, 0o700)
    monkeypatch.setattr(columnar, "_from_rows", None)
    assert columnar.tables([wave], asked(wave), columnar.TEAM) == first


@pytest.mark.parametrize("at_once", [1, 7, 30, 31])
def test_rows_are_read_some_at_a_time_and_all_are_counted(large, monkeypatch, at_once):
    wave = large(30)
    monkeypatch.setattr("alongside.methods.questions.columnar.AT_ONCE", at_once)
    columns = columnar._from_rows(wave, wave.responses)
    assert columns.people == 30
    assert sum(map(bool, columns.team)) == 15
    assert all(len(numbers) == 30 for numbers in columns.numbers.values())


def test_the_ticker_makes_the_copy_once_a_wave_has_closed(large, now, monkeypatch):
    monkeypatch.setattr("alongside.asks.sealing.wipe", lambda: True)
    wave, small = large(), large(9)
    tasks.due(now)
    assert files() == [copies.path(wave, 30).name]
    monkeypatch.setattr(columnar, "_from_rows", None)
    tasks.due(now)
    assert len(columnar.tables([wave], asked(wave, "support"))) == 1
    assert small.responses.count() == 9


@pytest.mark.parametrize("people", [9, 30])
def test_an_open_or_small_wave_has_no_copy(large, people):
    wave = large(people, close=people < 10)
    columnar.tables([wave], asked(wave))
    assert not copies.folder().exists()


@pytest.mark.parametrize("spoil", ["gone", "empty", "half", "another", "folder"])
def test_a_copy_that_is_gone_or_broken_is_made_anew(large, spoil):
    wave = large()
    first = columnar.tables([wave], asked(wave))
    path = copies.path(wave, 30)
    whole = path.read_bytes()
    if spoil == "gone":
        path.unlink()
    elif spoil == "folder":
        path.unlink()
        path.mkdir()
        assert columnar.tables([wave], asked(wave)) == first
        path.rmdir()
    elif spoil == "another":
        other = large(40)
        columnar.tables([other], asked(other))
        path.write_bytes(copies.path(other, 40).read_bytes())
    else:
        path.write_bytes(whole[: len(whole) // 2 if spoil == "half" else 0])
    assert columnar.tables([wave], asked(wave)) == first
    assert copies.path(wave, 30).stat().st_size == len(whole)


def test_an_answer_that_is_taken_back_leaves_the_copy(
    known, cast, monkeypatch, django_capture_on_commit_callbacks
):
    monkeypatch.setattr(columnar, "LEAST", 2)
    (found,), *_ = columnar.tables([known], asked(known, "support"))
    assert (found.answered, len(files())) == (5, 1)
    response = Response.objects.get(wave=known, member=cast.tom)
    with django_capture_on_commit_callbacks(execute=True):
        actions.remove_response(response=response)
    assert files() == []
    (found,), *_ = columnar.tables([known], asked(known, "support"))
    assert found.answered == 4
    assert files() == [copies.path(known, 4).name]


def test_rows_that_went_another_way_are_not_counted_and_the_ticker_takes_the_copy(large, now):
    wave, kept, gone = large(), large(20), large(20)
    for one in (wave, kept, gone):
        columnar.tables([one], asked(one))
    Response.objects.filter(wave=wave).first().delete()
    Response.objects.filter(wave=gone).delete()
    Wave.objects.filter(pk=gone.pk).delete()
    (found,), *_ = columnar.tables([wave], asked(wave, "support"))
    assert found.answered == 29
    tasks.due(now)
    assert files() == sorted([copies.path(wave, 29).name, copies.path(kept, 20).name])
    Response.objects.filter(wave=wave).delete()
    tasks.due(now + timedelta(minutes=1))
    assert files() == [copies.path(kept, 20).name]


def test_an_answer_taken_back_while_the_copy_is_made_is_not_left_in_it(large, monkeypatch):
    wave = large()
    write = columnar.columnar.write

    def and_meanwhile(found, about, file):
        write(found, about, file)
        Response.objects.filter(wave=wave).first().delete()

    monkeypatch.setattr(columnar.columnar, "write", and_meanwhile)
    columnar.tables([wave], asked(wave))
    assert files() == []


def test_a_build_that_was_killed_leaves_no_half_copy_and_its_rest_is_removed(large, monkeypatch):
    wave = large()

    def killed(found, about, file):
        file.write(b"half")
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(columnar.columnar, "write", killed)
        with pytest.raises(KeyboardInterrupt):
            columnar.tables([wave], asked(wave))
    (left,) = files()
    assert left.endswith(copies.UNFINISHED)
    columnar.tables([wave], asked(wave))
    assert len(files()) == 2
    copies.sweep()
    assert len(files()) == 2, "somebody may be at work on it"
    copies.sweep(time.time() + copies.OLD + 1)
    assert files() == [copies.path(wave, 30).name]


def test_without_a_place_for_copies_it_counts_all_the_same(large):
    wave = large()
    copies.folder().write_text("not a folder")
    (found,), *_ = columnar.tables([wave], asked(wave, "support"))
    assert found.answered == 30
    copies.sweep()
    copies.folder().unlink()


def test_nothing_of_what_was_said_stays_in_a_file_that_goes(large):
    wave = large()
    columnar.tables([wave], asked(wave))
    path = copies.path(wave, 30)
    still = os.open(path, os.O_RDONLY)
    copies.forget(wave)
    assert not path.exists()
    assert set(os.read(still, 2**20)) == {0}
    os.close(still)


def test_two_at_the_same_time_leave_one_copy(large, monkeypatch):
    wave = large()
    write = columnar.columnar.write

    def and_another(found, about, file):
        monkeypatch.setattr(columnar.columnar, "write", write)
        columnar.columns_of(wave)
        write(found, about, file)

    monkeypatch.setattr(columnar.columnar, "write", and_another)
    first = columnar.tables([wave], asked(wave))
    assert files() == [copies.path(wave, 30).name]
    assert columnar.tables([wave], asked(wave)) == first


def test_numpy_is_not_loaded_with_the_pages():
    import subprocess
    import sys

    code = (
        "import alongside.cli.installation as i, sys; i.start(); import alongside.urls;"
        "print('numpy' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


@pytest.fixture
def for_two(monkeypatch):
    """Two processes take every large wave apart."""
    monkeypatch.setattr(columnar, "FOR_TWO", 10)
    monkeypatch.setattr(columnar, "_processors", lambda: 2)


def test_what_the_second_process_cannot_read_is_read_here(large, for_two):
    """It sees nothing of what the transaction of this test has written."""
    wave = large(30)
    found = columnar.columns_of(wave)
    assert found.people == 30
    assert columnar.columns_of(wave).people == 30


@pytest.mark.parametrize("missing", [0, 1])
def test_what_the_second_process_has_read_is_counted_with_the_rest(
    large, for_two, monkeypatch, missing
):
    wave, read = large(30), []

    @contextlib.contextmanager
    def second(table, key, begin, names):
        part = RawSQL(half.KEYS[connection.vendor], ())
        rest = wave.responses.order_by().annotate(part=part).filter(part__gte=begin)
        keys = list(rest.values_list("pk", flat=True))[missing:]
        found = columnar._from_rows(wave, wave.responses.filter(pk__in=keys))
        read.append((table, key, names, len(keys)))
        yield lambda: found

    monkeypatch.setattr(half, "read", second)
    found = columnar.columns_of(wave)
    assert found.people == 30
    ((table, key, names, many),) = read
    assert (table, key) == ("asks_response", wave.pk)
    assert 0 < many < 30
    (support,) = asked(wave, "support")
    assert support["name"] in names
    (tally,) = columnar.tables([wave], [support])[0]
    assert (tally.counts, tally.answered) == ((10, 10, 10), 30)


def test_a_process_of_its_own_reads_a_part_of_the_rows(tmp_path, monkeypatch):
    path = tmp_path / "answers.sqlite3"
    file = sqlite3.connect(path)
    file.execute("CREATE TABLE answered (wave_id, answers, team_id)")
    given = [(1, '{"tea": {"choice": "yes"}}', 5)] * 30 + [(2, "{}", None)] * 10
    file.executemany("INSERT INTO answered VALUES (?, ?, ?)", given)
    file.commit()
    file.close()
    there = Mock(vendor="sqlite", get_connection_params=lambda: {"database": path, "x": object()})
    monkeypatch.setattr("django.db.connection", there)
    with half.read("answered", 1, 11, ["tea"]) as second:
        found = second()
    assert (found.people, list(found.teams)) == (20, [5])
    assert found.answers == {"tea": [{"choice": "yes"}]}
    with half.read("nothing", 1, 11, ["tea"]) as second:
        assert second() is None
    monkeypatch.setattr(sys, "executable", str(tmp_path / "no-such-program"))
    with half.read("answered", 1, 11, ["tea"]) as second:
        assert second() is None


@pytest.mark.django_db(transaction=True)
def test_two_processes_read_one_postgresql(large, for_two, monkeypatch):
    if connection.vendor != "postgresql":
        pytest.skip("the tables of this run are in memory")
    wave, read = large(30), []
    once = columnar._from_rows
    monkeypatch.setattr(columnar, "_from_rows", lambda *given: read.append(given) or once(*given))
    assert columnar.columns_of(wave).people == 30
    assert len(read) == 1
