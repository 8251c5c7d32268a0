import asyncio
import json
from dataclasses import asdict

import pytest

from alongside.asks import columnar
from alongside.cli import main
from alongside.cli.bench import Figure, Found, pages, survey
from alongside.cli.bench.crowd import Listeners, Stream
from alongside.cli.bench.walk import NOTHING_THERE, POSTS, routes, walk
from alongside.cli.bench.weight import weight

pytestmark = pytest.mark.django_db


@pytest.fixture
def served(settings, tmp_path):
    """Static files collected and compressed, as an installation serves them."""
    from django.core.management import call_command

    settings.STATIC_ROOT = tmp_path
    call_command("collectstatic", verbosity=0, interactive=False)


def test_a_walk_reaches_every_page_that_is_linked_and_says_why_not_the_others(cast, sign_in):
    walked = walk(sign_in(cast.amira), ["/", f"/o/{cast.here.slug}/"])
    assert set(walked.found) | set(walked.left_out) == set(routes())
    assert not set(walked.found) & set(walked.left_out)
    assert walked.found["o/<slug:organisation>/people/"].path == f"/o/{cast.here.slug}/people/"
    assert walked.left_out["o/<slug:organisation>/library/begin/"] == POSTS
    assert walked.left_out["j/<str:code>/"] == NOTHING_THERE
    assert not any(route.startswith("account/") for route in routes())


def test_an_error_is_no_page_to_measure(client):
    with pytest.raises(RuntimeError, match="/o/nowhere/ answered 302"):
        pages.median_of(client, "/o/nowhere/")


def test_a_page_weighs_what_it_loads(client, served, settings):
    alone = len(client.get("/privacy/").content) / 1000
    whole = weight(client, "/privacy/")
    assert alone + 20 < whole < pages.HEAVIEST


def test_the_pages_are_listed_slowest_first_with_what_was_left_out():
    found = Found(
        [
            Figure("/o/x/", 30.0, "ms"),
            Figure("/", 5.0, "ms"),
            Figure("/o/x/ queries", 7, "count"),
            Figure("/ queries", 0, "count"),
            Figure("/ with everything", 48.5, "kB"),
            Figure("the heaviest page of who takes part: /", 48.5, "kB"),
        ],
        {"o/<slug:organisation>/x/": POSTS, "j/<str:code>/": NOTHING_THERE},
    )
    said = list(pages.lines(found))
    assert said[1:3] == ["    30.0        7         /o/x/", "     5.0        0   48.5  /"]
    assert f"1 addresses not measured: {POSTS}" in said
    assert said[-1] == "    j/<str:code>/"


def test_the_json_of_a_bench_has_its_figures(capsys, monkeypatch):
    figure = Figure("answers counted twice", 0, "count")
    monkeypatch.setattr("alongside.cli.bench.respond.measure", lambda: Found([figure]))
    assert main(["bench", "respond", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["bench"], found["figures"]) == ("respond", [asdict(figure)])


@pytest.mark.parametrize(
    "call",
    [
        [],
        ["nothing"],
        ["evaluate"],
        ["evaluate", "x.csv", "--min-count", "few"],
        ["protect", "x.csv", "--treshold", "5"],
    ],
)
def test_a_wrong_call_gets_one_sentence(capsys, call):
    with pytest.raises(SystemExit) as left:
        main(call)
    out, err = capsys.readouterr()
    assert (left.value.code, out, err.count("\n")) == (2, "", 1)
    assert err.startswith("alongside")
    assert "usage:" not in err


def test_a_browser_that_hears_something_twice_does_not_stand_for_another():
    async def play():
        crowd = Listeners(0)
        one, two = crowd.streams = [Stream("/", crowd), Stream("/", crowd)]
        for _ in range(2):
            crowd.expect(b"event: now")
            one.data_received(b"event: now")
            one.data_received(b"event: now")
            assert len(crowd.heard) == 1
            two.data_received(b"event: now")
            assert len(await crowd.all_heard(1)) == 2

    asyncio.run(play())


def test_a_small_survey_is_measured_and_loses_nobody(monkeypatch, settings, tmp_path):
    """In this process and database; `alongside bench survey` does each step in its own."""
    settings.DATA = tmp_path
    sizes = iter(range(10))

    def here(work, *given, needs=()):
        return survey.Step(work(*given), 1.0, 0.5, 100.0)

    monkeypatch.setattr(survey, "installation_of_its_own", lambda: None)
    monkeypatch.setattr(survey, "apart", here)
    monkeypatch.setattr(survey, "_disk", lambda: next(sizes))
    monkeypatch.setattr(columnar, "LEAST", columnar.LEAST)
    monkeypatch.setattr(columnar, "FOR_TWO", columnar.FOR_TWO)
    found = survey.measure(small=True)
    gone = [one for one in found.figures if "lost" in one.what or "twice" in one.what]
    assert [one.value for one in gone] == [0] * 4
    compared = [one for one in found.figures if "pandas" in one.yardstick]
    assert [one.ratio for one in compared] == [1.0] * 3
    assert found.left_out == {}


def test_a_bench_of_one_size_has_no_small_one(capsys):
    assert main(["bench", "report", "--small"]) == 2
    assert "bench report has one size" in capsys.readouterr().err


def test_without_pandas_there_is_no_ratio_and_it_says_so(monkeypatch):
    monkeypatch.setattr(survey.importlib.util, "find_spec", lambda name: None)
    assert not survey._there(*survey.PANDAS)
    alone = survey._file("rows as CSV", survey.Step(None, 2.0, 1.0, 100.0), None, survey.CSV)
    assert (alone.yardstick, alone.ratio) == ("", None)
