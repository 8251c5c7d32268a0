"""The commands that set an installation up, each run as a process with its own data folder."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from functools import partial

import pytest


def run(folder, *words, given="", **settings):
    """Run a command on a data folder; return (exit code, standard output, standard error)."""
    clean = {k: v for k, v in os.environ.items() if not k.startswith("ALONGSIDE_")}
    done = subprocess.run(
        [sys.executable, "-m", "alongside", *words],
        env=clean | {"ALONGSIDE_DATA": str(folder), **settings},
        input=given,
        capture_output=True,
        text=True,
        timeout=120,
    )
    return done.returncode, done.stdout, done.stderr


@pytest.fixture
def alongside(tmp_path):
    """Call it with the words of a command, on an empty data folder."""
    return partial(run, tmp_path)


@pytest.fixture(scope="session")
def migrated(tmp_path_factory):
    folder = tmp_path_factory.mktemp("migrated")
    assert run(folder, "migrate") == (0, "The tables are made.\n", "")
    return folder


@pytest.fixture
def made(migrated, tmp_path):
    """A data folder with the tables made."""
    return shutil.copytree(migrated, tmp_path / "made")


def test_an_organisation_is_added_to_an_empty_installation(alongside, made):
    assert alongside("createorg", "Sandbrook", "--owner", "amira@example.org") == (
        2,
        "",
        "alongside createorg: the database is empty. Run `alongside migrate` first.\n",
    )
    assert run(made, "migrate") == (0, "The tables are up to date.\n", "")
    code, said, _ = run(made, "createorg", "Sandbrook Council", "--owner", "Amira@Example.org")
    assert (code, said.split(". ")[0]) == (
        0,
        "Sandbrook Council is ready at /o/sandbrook-council/",
    )
    code, said, _ = run(made, "doctor", "--json")
    states = {one["what"]: one["state"] for one in json.loads(said)["findings"]}
    assert (code, states["Database"], states["Letters"]) == (0, "ok", "note")


def test_a_wrong_address_or_a_short_password_is_said_in_a_sentence(made):
    code, _, error = run(made, "createorg", "X", "--owner", "nobody")
    assert (code, error) == (2, "alongside createorg: 'nobody' is not an e-mail address.\n")
    code, _, error = run(
        made, "createorg", "X", "--owner", "a@example.org", "--password", given="short\n"
    )
    assert (code, "a password needs 12 characters" in error) == (2, True)


@pytest.mark.parametrize(
    ("setting", "value", "says"),
    [
        ("ALONGSIDE_DATABASE", "oracle://x", "can be sqlite or postgres://"),
        ("ALONGSIDE_DEBUG", "maybe", "ALONGSIDE_DEBUG is 'maybe'; it can be 1 or 0"),
    ],
)
def test_a_wrong_setting_is_said_in_a_sentence(alongside, setting, value, says):
    code, _, error = alongside("doctor", **{setting: value})
    assert (code, says in error) == (2, True)
    assert "Traceback" not in error


def test_doctor_says_what_to_do_about_an_empty_database(alongside):
    code, said, _ = alongside("doctor")
    assert code == 1
    assert "SQLite is empty. Run `alongside migrate`." in said


def test_a_database_of_another_version_is_left_alone(made):
    with closing(sqlite3.connect(made / "alongside.sqlite3")) as database, database:
        database.execute("UPDATE alongside_tables SET hash = 'older'")
    code, _, error = run(made, "migrate")
    assert (code, "made by another version" in error) == (2, True)
    code, _, error = run(made, "serve", "--port", "1")
    assert (code, "made by another version" in error) == (2, True)


def test_the_key_is_made_once_and_for_its_owner_only(made):
    key = made / "secret-key"
    before = key.read_text()
    run(made, "doctor")
    assert (key.read_text(), oct(key.stat().st_mode & 0o777)) == (before, "0o600")
