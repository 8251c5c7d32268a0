"""Journeys: a real server process on a free port with its own data folder, and a real browser."""

import os
import re
import shutil
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from alongside.cli import demo as demo_command
from alongside.cli.bench.served import free_port
from tests import chromium
from tests.journeys import acts, clock

ROOT = Path(__file__).parents[2]
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
COLOURS = ["color-contrast", "link-in-text-block"]
"""The rules that can come out otherwise in the dark: the rest of a page is the same."""
FAULTS = """([type, values]) =>
    axe.run(document, {runOnly: {type, values}, resultTypes: ["violations"], selectors: false})
        .then(({violations}) => violations.flatMap(
            rule => rule.nodes.map(node => `${rule.id}: ${node.html.slice(0, 160)}`)))"""
"""What axe finds wrong. What is right is neither told apart by selectors nor sent to us: that took
longer than looking."""
PHONE = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 900}
USUAL = {"viewport": PHONE, "reduced_motion": "reduce"}
PATIENCE = 45_000
"""How long a journey waits for anything, in milliseconds."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Journeys run only where there is a browser."""
    missing = pytest.mark.skip(reason="no Chromium: see the end of `make test`")
    for item in items:
        if "journeys" in item.path.parts:
            item.add_marker("journey")
            if chromium.path() is None:
                item.add_marker(missing)


@dataclass(frozen=True)
class Server:
    """A running `alongside demo`: its address and its data folder."""

    address: str
    data: Path


@pytest.fixture(scope="package")
def demo(tmp_path_factory: pytest.TempPathFactory, with_example: Path) -> Iterator[Server]:
    """The demo as a stranger starts it, on SQLite."""
    data = shutil.copytree(with_example / "demo", tmp_path_factory.mktemp("demo") / "data")
    with running("demo", data, {}, "--data", str(data)) as server:
        yield server


@pytest.fixture(scope="module")
def texting(tmp_path_factory: pytest.TempPathFactory, with_example: Path) -> Iterator[Server]:
    """The same organisation where texts can leave, which they never do from a demo. There is
    nothing to send, and nobody at the address that they would go to."""
    data = shutil.copytree(with_example / "demo", tmp_path_factory.mktemp("texting") / "data")
    settings = {"ALONGSIDE_DATA": str(data), "ALONGSIDE_SMS": "http://key@127.0.0.1:9/#json"}
    with running("serve", data, settings) as server:
        yield server


@contextmanager
def running(command: str, data: Path, settings: dict[str, str], *more: str) -> Iterator[Server]:
    """Run a command of ours that answers at a free port, until its work here is done."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    whole = [sys.executable, "-m", "alongside", command, *more, "--port", str(port)]
    log = (data / "log.txt").open("w")
    env = os.environ | {"ALONGSIDE_ADDRESS": address} | settings
    process = subprocess.Popen(whole, cwd=ROOT, stdout=log, stderr=log, env=env)
    try:
        wait_for(address, process, data / "log.txt")
        yield Server(address, data)
    finally:
        process.terminate()
        process.wait(timeout=15)
        log.close()


def wait_for(address: str, process: subprocess.Popen, log: Path) -> None:
    for _ in range(1200):
        if process.poll() is not None:
            raise AssertionError(log.read_text())
        try:
            urllib.request.urlopen(address, timeout=5).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError(f"{address} did not answer in two minutes: {log.read_text()}")


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Chromium, until the last journey: tests that come after must not find its event loop."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium.path(), args=chromium.ARGUMENTS
        )
        yield browser
        browser.close()


class Visitor:
    """Somebody with a browser of their own. Leaving checks that nothing broke on the way."""

    def __init__(self, browser: Browser, server: Server, **options: object) -> None:
        self.server = server
        self.context: BrowserContext = browser.new_context(base_url=server.address, **options)
        self.context.set_default_timeout(PATIENCE)
        self.page: Page = self.context.new_page()
        self.said: list[str] = []
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self.said.append(f"error: {error}"))

    def _console(self, message: object) -> None:
        if message.type == "error" and "status of 4" not in message.text:
            self.said.append(message.text)

    def go(self, path: str) -> None:
        self.page.goto(path)

    def sign_in(self) -> None:
        """Sign in as Amira, who leads in the example organisation."""
        self.go("/account/login/")
        self.page.locator("#id_login").fill(demo_command.EMAIL)
        self.page.locator("#id_password").fill(demo_command.PASSWORD)
        acts.follow(self.page.get_by_role("button", name="Sign in"))
        self.page.wait_for_url(re.compile(r"/o/|/start/"))

    def check(self, where: str) -> None:
        """No axe violation at WCAG 2.2 AA in light and in dark, and nothing scrolls sideways."""
        wide = self.page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert wide <= 0, f"{where}: the page is {wide} px wider than the screen"
        assert self.violations() == [], where

    def violations(self) -> list[str]:
        """Return what axe finds on this page in light, and what only shows in the dark."""
        light = violations(self.page, "tag", RULES)
        self.page.emulate_media(color_scheme="dark")
        dark = violations(self.page, "rule", COLOURS)
        self.page.emulate_media(color_scheme="light")
        return light + [f"in the dark: {fault}" for fault in dark]

    def leave(self) -> None:
        self.context.close()
        assert self.said == [], "the browser complained"


def violations(page: Page, by: str, rules: list[str]) -> list[str]:
    """Return what axe finds wrong by these rules ("rule") or rules with these tags ("tag"), one
    line each: rule, then the element."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text())
    return page.evaluate(FAULTS, [by, rules])


@pytest.fixture
def visitor(browser: Browser, demo: Server) -> Iterator:
    """Call it for a new visitor: `visitor(viewport=PHONE)`; each is checked when the test ends.

    They ask for less motion, so that no colour is looked at half-way to the next."""
    made: list[Visitor] = []

    def new(**options: object) -> Visitor:
        made.append(Visitor(browser, demo, **(USUAL | options)))
        return made[-1]

    yield new
    for one in made:
        one.leave()


@pytest.fixture
def session(demo: Server) -> tuple[int, str]:
    """The key and the code of a planned session that follows the ready-made course."""
    with clock.database(demo.data) as rows:
        return rows.execute(
            "SELECT id, code FROM gatherings_gathering WHERE cohort = 'Next round' ORDER BY id"
        ).fetchone()


@pytest.fixture
def lead(visitor: Callable[..., Visitor]) -> Visitor:
    """Amira at a desk, signed in."""
    lead = visitor(viewport=DESK)
    lead.sign_in()
    return lead
