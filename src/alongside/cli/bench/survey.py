"""A survey that a million people answer: taken in, counted by area, and taken away as files.

Each step is done in a process of its own, so that its memory is its own. Tables and files are made
as the product makes them: `asks.columnar.tables`, and the files of a closed wave.
"""

import csv
import importlib
import importlib.util
import multiprocessing
import random
import resource
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from alongside.cli.bench import Figure, Found, installation_of_its_own, median_seconds
from alongside.cli.bench.survey_world import CHOICES, World, form

PEOPLE, WORKFORCE, THROUGH = 1_000_000, 132_000, 20_000
SMALL = 1_000
"""With `--small` there are so many times fewer people."""

QUESTIONS = form(scales=20, several=5, one=0, texts=5)
HUNDRED = form(scales=60, several=5, one=5, texts=5)
"""A form of a hundred columns: several choices have six each."""

PANDAS = ("pandas", "pyreadstat")
OURS = ("alongside.asks.columnar", "alongside.asks.views.knowing")
TABLES, CSV, SAV = (
    "pandas, from the same rows to the same tables",
    "pandas, from the same rows to a CSV",
    "pandas and pyreadstat, from the same rows to a .sav",
)


@dataclass(frozen=True)
class Step:
    """What came of a step, how many seconds it took, for how many of these its processes had a
    processor, and the most memory of it and of one that it began, in MB."""

    result: Any
    seconds: float
    at_work: float
    memory: float


def apart(work: Callable[..., Any], *given: Any, needs: Sequence[str] = ()) -> Step:
    """Do a step in a process of its own, which loads what it `needs` first."""
    from django.db import connection

    connection.close()
    here, there = multiprocessing.Pipe(duplex=False)

    def do() -> None:
        for package in needs:
            importlib.import_module(package)
        began, worked = time.perf_counter(), time.process_time()
        result = work(*given)
        took, worked = time.perf_counter() - began, time.process_time() - worked
        mine, other = map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
        worked += other.ru_utime + other.ru_stime
        there.send(Step(result, took, worked, (mine.ru_maxrss + other.ru_maxrss) / 1024))

    process = multiprocessing.get_context("fork").Process(target=do)
    process.start()
    there.close()
    try:
        step: Step = here.recv()
    except EOFError:
        raise RuntimeError(f"{work.__name__} did not end well") from None
    finally:
        process.join()
    return step


def measure(*, small: bool = False) -> Found:
    """Return how a survey of a million people is taken in, counted and taken away."""
    few = SMALL if small else 1
    installation_of_its_own()
    from django.utils import timezone

    from alongside.asks import columnar

    columnar.LEAST = min(columnar.LEAST, PEOPLE // few // 10)
    columnar.FOR_TWO = min(columnar.FOR_TWO, PEOPLE // few)
    world = World(timezone.now())
    left_out: dict[str, str] = {}
    if not _there("pandas"):
        left_out["ratios to pandas"] = "it is not installed (pip install alongside[dev])"
    with tempfile.TemporaryDirectory() as folder:
        figures = [
            *_taken_in(world, PEOPLE // few, THROUGH // few),
            *_counted(world, PEOPLE // few),
            *_taken_away(world, WORKFORCE // few, Path(folder), left_out),
        ]
    return Found(figures, left_out)


def _there(*packages: str) -> bool:
    return all(map(importlib.util.find_spec, packages))


# Taken in -----------------------------------------------------------------------------------------

waves: dict[str, Any] = {}
"""The surveys, by what they are for."""


def _taken_in(world: World, people: int, through: int) -> list[Figure]:
    before = _disk()
    box = world.wave(QUESTIONS, "anonymous")
    boxed = apart(world.through_the_box, box, through)
    lost = through - box.responses.count()
    waves["tenth"] = world.wave(QUESTIONS, "anonymous")
    apart(world.written_at_once, waves["tenth"], people // 10)
    middle = _disk()
    waves["all"] = world.wave(QUESTIONS, "anonymous")
    rows = apart(world.written_at_once, waves["all"], people)
    lost += people - waves["all"].responses.count()
    for wave in waves.values():
        wave.refresh_from_db()
    assert before < middle
    return [
        Figure(
            f"answers a second by the way a file of them takes: box, seal, shuffle ({through:,})",
            through / boxed.seconds,
            "per_second",
        ),
        Figure("the most memory of that", boxed.memory, "MB"),
        Figure(
            f"answers a second as rows by plain SQL, to fill the table ({people:,})",
            people / rows.seconds,
            "per_second",
        ),
        Figure(f"{people:,} responses in the database", _disk() - middle, "MB"),
        Figure("answers lost", lost, "count"),
    ]


def _disk() -> float:
    """Return how many MB the database takes."""
    from django.conf import settings
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return Path(str(settings.DATABASES["default"]["NAME"])).stat().st_size / 1e6


# Counted ------------------------------------------------------------------------------------------


def _counted(world: World, people: int) -> list[Figure]:
    whole, tenth = waves["all"], waves["tenth"]
    few = apart(_tables, tenth, needs=OURS)
    cold = apart(_tables, whole, needs=OURS)
    warm = apart(_again, whole, needs=OURS)
    assert cold.result == warm.result[0]
    pandas = apart(_pandas_tables, tenth, needs=["pandas"]) if _there("pandas") else None
    if pandas:
        assert pandas.result == _scales(few.result), "pandas counts something else"
    from alongside.asks import copies

    took, protected = warm.result[1:]
    told = sum(table.answered for tables in cold.result for table in tables)
    return [
        Figure(f"all tables by {len(world.teams)} areas from {people:,} rows", cold.seconds, "s"),
        Figure("processor time of that", cold.at_work, "s"),
        Figure("the most memory of that", cold.memory, "MB"),
        Figure("the same from the columnar copy", took, "s"),
        Figure("the most memory of that", warm.memory, "MB"),
        Figure("protecting all of these tables", protected, "s"),
        Figure("the columnar copy", copies.path(whole, people).stat().st_size / 1e6, "MB"),
        Figure(
            f"all tables from {people // 10:,} rows",
            few.seconds,
            "s",
            TABLES if pandas else "",
            few.seconds / pandas.seconds if pandas else None,
        ),
        Figure(
            "times as long for ten times the rows",
            cold.seconds / few.seconds,
            "count",
            "ten",
            cold.seconds / few.seconds / 10,
        ),
        Figure("answers counted twice or not at all", abs(25 * people - told), "count"),
    ]


def _asked() -> list[Any]:
    from alongside.methods.questions import same

    return [q for q in same.identified(QUESTIONS["questions"]) if q["type"] != "long"]


def _tables(wave: Any) -> Any:
    from alongside.asks import columnar

    return columnar.tables([wave], _asked(), columnar.TEAM)


def _again(wave: Any) -> tuple[Any, float, float]:
    """Return the tables from the copy, the seconds they take and those their protection takes."""
    from alongside.methods.disclosure import protect_report

    found = _tables(wave)
    took = median_seconds(lambda: _tables(wave))
    summaries = [table for tables in found for table in tables]
    people = wave.responses.count()
    began = time.perf_counter()
    protect_report(summaries, responses=people, minimum=wave.minimum)
    return found, took, time.perf_counter() - began


def _scales(tables: Any) -> list[list[list[int]]]:
    """Return the counts of the scales as pandas has them: [question][step][area]."""
    return [[list(row) for row in found.cuts[0].counts] for (found,) in tables[:20]]


def _pandas_tables(wave: Any) -> list[list[list[int]]]:
    import pandas

    rows = wave.responses.order_by().values_list("answers", "team__name").iterator()
    names = [question["name"] for question in _asked()]
    flat = [
        {"team": team}
        | {name: answers[name]["value"] for name in names[:20]}
        | {f"{name}.{code}": 1 for name in names[20:] for code in answers[name]["choices"]}
        for answers, team in rows
    ]
    frame = pandas.DataFrame(flat)
    found = []
    for name in names[:20]:
        found.append(pandas.crosstab(frame[name], frame["team"]).to_numpy().tolist())
    ticks = [column for column in frame.columns if "." in column]
    frame.groupby("team")[ticks].sum()
    return found


# Taken away ---------------------------------------------------------------------------------------


def _taken_away(world: World, people: int, folder: Path, left_out: dict[str, str]) -> list[Figure]:
    tenth = world.wave(HUNDRED, "confidential")
    apart(world.written_at_once, tenth, people // 10)
    wave = world.wave(HUNDRED, "confidential")
    apart(world.written_at_once, wave, people)
    for one in (tenth, wave):
        one.refresh_from_db()
    files = {end: folder / f"answers.{end}" for end in ("csv", "sav")}
    few = apart(_write, tenth, "answers.csv", folder / "few.csv", needs=OURS)
    done = {end: apart(_write, wave, path.name, path, needs=OURS) for end, path in files.items()}
    pandas = {}
    if _there(*PANDAS):
        for end in ("csv", "sav"):
            pandas[end] = apart(_pandas_write, wave, end, folder / f"pandas.{end}", needs=PANDAS)
    columns, lines = _shape(files["csv"])
    found = [
        _file(f"{people:,} rows of {columns} columns as CSV", done["csv"], pandas.get("csv"), CSV),
        Figure("the most memory of that", done["csv"].memory, "MB", "that of a tenth of the rows",
               done["csv"].memory / few.memory),
        Figure("rows of the CSV lost", people - lines, "count"),
        _file("the same as .sav", done["sav"], pandas.get("sav"), SAV),
        Figure("the most memory of that", done["sav"].memory, "MB"),
        Figure("size of the .sav", files["sav"].stat().st_size / 1e6, "MB"),
    ]  # fmt: skip
    if _there(*PANDAS):
        rows = apart(_rows_of_sav, files["sav"])
        found.append(Figure("rows of the .sav lost", people - rows.result, "count"))
    else:
        left_out["rows of the .sav, read by another program"] = "pyreadstat is not installed"
    return found


def _file(what: str, ours: Step, theirs: Step | None, yardstick: str) -> Figure:
    if theirs is None:
        return Figure(what, ours.seconds, "s")
    return Figure(what, ours.seconds, "s", yardstick, ours.seconds / theirs.seconds)


def _write(wave: Any, name: str, path: Path) -> None:
    """Write a file of a closed wave as its page sends it."""
    from alongside.asks.rows import rows_of
    from alongside.asks.views.knowing import FILES

    _, draw = FILES[name]
    with path.open("wb") as file:
        file.writelines(draw(rows_of(wave, random.SystemRandom())))


def _shape(path: Path) -> tuple[int, int]:
    """Return how many columns and rows a CSV has."""
    with path.open(newline="", encoding="utf-8-sig") as file:
        lines = csv.reader(file)
        return len(next(lines)), sum(1 for _ in lines)


def _rows_of_sav(path: Path) -> int:
    import pyreadstat

    chunks = pyreadstat.read_file_in_chunks(pyreadstat.read_sav, str(path), chunksize=20_000)
    return sum(len(frame) for frame, _ in chunks)


def _pandas_write(wave: Any, end: str, path: Path) -> None:
    import pandas
    import pyreadstat

    kinds = {question["name"]: question["type"] for question in HUNDRED["questions"]}
    labels: dict[str, str | None] = {name: f"Question {name}" for name in kinds}
    words: dict[int, dict[str, str]] = {}
    from alongside.asks.models import Comment

    for person, name, text in Comment.objects.filter(wave=wave).values_list(
        "response", "question", "text"
    ):
        words.setdefault(person, {})[name] = text
    flat = []
    for person, answers in wave.responses.order_by("?").values_list("pk", "answers"):
        row: dict[str, Any] = {}
        for name, kind in kinds.items():
            answer = answers.get(name) or {}
            if kind == "several":
                row |= {f"{name}.{c}": int(c in answer["choices"]) for c in CHOICES}
            else:
                row[name] = answer.get("value", answer.get("choice"))
        flat.append(row | words.get(person, {}))
    frame = pandas.DataFrame(flat)
    if end == "csv":
        frame.to_csv(path, index=False)
    else:
        pyreadstat.write_sav(frame, str(path), column_labels=labels)
