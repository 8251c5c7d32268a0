"""50,000 responses of twelve questions in eleven areas: read, counted, protected, drawn as PDF."""

import csv
import io
import random
import time
from collections import Counter
from datetime import date

from alongside.cli.bench import Figure, Found, median_seconds

RESPONSES = 50_000
AREAS = [f"Service area {n}" for n in range(1, 12)]
STEPS = ["Strongly disagree", "Disagree", "Neither agree nor disagree", "Agree", "Strongly agree"]
YARDSTICK = "reading the file and counting every column with csv and Counter"


def file() -> bytes:
    """Return the CSV: an area, nine scales, a yes or no, and several choices."""
    dice = random.Random(11)  # noqa: S311 the same file each time
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(
        ["Area", *(f"Statement {n}" for n in range(1, 10)), "Would come again", "Liked"]
    )
    for _ in range(RESPONSES):
        scales = [dice.choice(STEPS) for _ in range(9)]
        liked = ";".join(dice.sample(["The people", "The place", "The cards"], dice.randint(1, 3)))
        writer.writerow([dice.choice(AREAS), *scales, dice.choice(["Yes", "No"]), liked])
    return out.getvalue().encode()


def measure() -> Found:
    """Return the seconds from the bytes of the file to the bytes of the PDF, split by area."""
    from alongside.methods.documents.pdf import to_pdf
    from alongside.methods.evaluation import evaluate
    from alongside.methods.evaluation_report import report
    from alongside.methods.formats.sheets import read_sheet

    content = file()
    parts: dict[str, list[float]] = {"read": [], "count and protect": [], "draw the PDF": []}

    def whole() -> bytes:
        moments = [time.perf_counter()]
        sheet = read_sheet(content)
        moments.append(time.perf_counter())
        found = evaluate(sheet, minimum=5, by="Area")
        moments.append(time.perf_counter())
        document = report(
            found, title="Bench", source="bench.csv", fingerprint="", made=date(2026, 1, 1)
        )
        pdf = to_pdf(document)
        moments.append(time.perf_counter())
        for name, begin, end in zip(parts, moments, moments[1:], strict=False):
            parts[name].append(end - begin)
        return pdf

    took = median_seconds(whole, 3)
    plain = median_seconds(lambda: _plain_loop(content), 3)
    return Found(
        [
            Figure("50,000 responses to a PDF", took, "s", YARDSTICK, took / plain),
            *(Figure(f"of that: {name}", sorted(times)[1], "s") for name, times in parts.items()),
            Figure("size of the PDF", len(whole()) / 1000, "kB"),
        ]
    )


def _plain_loop(content: bytes) -> list[Counter[str]]:
    headings, *rows = csv.reader(io.StringIO(content.decode()))
    return [Counter(row[place] for row in rows) for place in range(len(headings))]
