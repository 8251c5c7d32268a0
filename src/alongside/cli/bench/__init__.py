"""Measure how fast this installation is: each figure with its ratio to a plain loop."""

import argparse
import importlib
import inspect
import json
import os
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field

from alongside.cli import WrongInput

BENCHES = {
    "respond": "Ten-question answers taken, one after another, through the pages",
    "survey": "A million responses of 30 questions: taken in, counted by area, taken away",
    "report": "50,000 responses from the file to a protected, tagged PDF",
    "live": "A room of 10,000 phones: streams, votes in a burst, people who come in at once",
    "wall": "An ideas wall with 200 people and 50 changes a second, until everybody has each",
    "chain": "200,000 contributions: the public page, a receipt, the measures, and their queries",
    "plan": "20,000 staff, 400 teams, 3,000 activities: each page of the learning plan",
    "draw": "A panel of 100 by lot from 20,000 people with 8 questions of 4 answers",
    "pages": "Every page of the example: server time, queries, and what a phone loads",
}


@dataclass(frozen=True)
class Figure:
    """One thing measured. `ratio` is the value over the yardstick's in the same run, or None."""

    what: str
    value: float
    unit: str
    yardstick: str = ""
    ratio: float | None = None


@dataclass(frozen=True)
class Found:
    """What a bench measured. `left_out` says of what it could not measure why not."""

    figures: list[Figure]
    left_out: dict[str, str] = field(default_factory=dict)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", nargs="?", help="; ".join(f"{k}: {v}" for k, v in BENCHES.items()))
    parser.add_argument("--small", action="store_true", help="fewer people, where that is possible")
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def run(args: argparse.Namespace) -> int:
    if args.name is None:
        if args.json:
            print(json.dumps({"benches": BENCHES}))
        else:
            for name, about in BENCHES.items():
                print(f"{name:10} {about}")
        return 0
    if args.name not in BENCHES:
        raise WrongInput(f"there is no bench {args.name!r}. There are {', '.join(BENCHES)}.")
    bench = importlib.import_module(f"alongside.cli.bench.{args.name}")
    if args.small and "small" not in inspect.signature(bench.measure).parameters:
        raise WrongInput(f"bench {args.name} has one size: leave out --small.")
    found: Found = bench.measure(small=True) if args.small else bench.measure()
    cpus = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    if args.json:
        figures = [asdict(figure) for figure in found.figures]
        print(json.dumps({"bench": args.name, "cpus": cpus, "figures": figures} | _left_out(found)))
        return 0
    print(f"{args.name} on {cpus} processors")
    print("\n".join(getattr(bench, "lines", _lines)(found)))
    return 0


def _left_out(found: Found) -> dict[str, object]:
    return {"left_out": found.left_out} if found.left_out else {}


def _lines(found: Found) -> Iterator[str]:
    for figure in found.figures:
        ratio = f"   {figure.ratio:8.2f} times {figure.yardstick}" if figure.ratio else ""
        yield f"{figure.value:12,.2f} {figure.unit:10} {figure.what}{ratio}"


def median_seconds(work: Callable[[], object], times: int = 5) -> float:
    """Return the median time of doing `work` a few times over."""
    took = []
    for _ in range(times):
        began = time.perf_counter()
        work()
        took.append(time.perf_counter() - began)
    return statistics.median(took)


def installation_of_its_own() -> None:
    """Start Django on an empty SQLite database in a folder that is thrown away at the end."""
    from alongside.cli import installation

    folder = tempfile.TemporaryDirectory(prefix="alongside-bench-")
    _kept.append(folder)
    os.environ |= {
        "ALONGSIDE_DATA": folder.name,
        "ALONGSIDE_DATABASE": "sqlite",
        "ALONGSIDE_HOSTS": "testserver",
        "ALONGSIDE_DEMO": "1",
    }
    installation.start()
    installation.make_tables()
    import logging

    logging.getLogger("alongside.requests").setLevel(logging.WARNING)


_kept: list[tempfile.TemporaryDirectory[str]] = []
