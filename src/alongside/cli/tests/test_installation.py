"""The commands that set an installation up, each run as a process with its own data folder."""

import json
import os
import re
import socket
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
        env=clean | {"ALONGSIDE_DATA": str(folder)} | settings,
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
    assert "`alongside code amira@example.org` prints the code here" in said
    code, _, error = run(made, "code", "amira@example.org")
    assert (code, "no code waits for amira@example.org. Ask for one" in error) == (2, True)
    code, said, _ = run(made, "doctor", "--json")
    states = {one["what"]: one["state"] for one in json.loads(said)["findings"]}
    assert (code, states["Database"], states["Letters"]) == (0, "ok", "note")


def test_a_wrong_address_or_a_short_password_is_said_in_a_sentence(made):
    code, _, error = run(made, "createorg", "X", "--owner", "nobody")
    assert (code, error) == (2, "alongside createorg: 'nobody' is not an e-mail address.\n")
    code, _, error = run(
        made, "createorg", "X", "--owner", "a@example.org", "--password", given="short\n"
    )
    assert (code, "nothing is made: a password needs 12 characters" in error) == (2, True)
    code, _, error = run(made, "createorg", "x" * 201, "--owner", "a@example.org")
    assert (code, "has 201 characters; the most is 200." in error) == (2, True)
    again = ("createorg", "X", "--owner", "a@example.org")
    assert run(made, *again)[0] == 0
    assert run(made, *again)[::2] == (2, "alongside createorg: X is here already, at /o/x/.\n")


@pytest.mark.parametrize("port", ["0", "-1", "65536", "eighty", "²"])
def test_a_port_that_is_none_is_said(tmp_path, port):
    for command in ("serve", "demo"):
        code, _, error = run(tmp_path, command, f"--port={port}")
        assert (code, f"{port!r} is no port: give a number from 1 to 65535" in error) == (2, True)


def test_a_place_to_listen_that_does_not_exist_is_said(made):
    code, _, error = run(made, "serve", "--host", "nowhere.invalid")
    assert (code, error.startswith("alongside serve: --host nowhere.invalid: ")) == (2, True)


@pytest.mark.parametrize(
    ("setting", "value", "says"),
    [
        ("ALONGSIDE_DATABASE", "oracle://x", "can be sqlite or postgres://"),
        ("ALONGSIDE_DATABASE", "postgres://here:x/y", "can be sqlite or postgres://"),
        ("ALONGSIDE_DEBUG", "maybe", "ALONGSIDE_DEBUG is 'maybe'; it can be 1 or 0"),
        ("ALONGSIDE_DATA", "/dev/null", "/dev/null cannot be used: File exists"),
        ("ALONGSIDE_SMTP", "mail.example.org:25", "can be smtp://user:password@host:port"),
        ("ALONGSIDE_SMS", "gateway.example.org", "can be https://KEY@gateway/path#json"),
        ("ALONGSIDE_SMS", "https://gateway.example.org/", "can be https://KEY@gateway/path#json"),
        ("ALONGSIDE_SMS", "http://hidden@gateway.example.org/", "starts with https://"),
        ("ALONGSIDE_SMS", "https://hidden@gateway.example.org/#xml", "#json or #form after"),
        ("ALONGSIDE_SMS", "notify://hidden@gateway.example.org/x", "ends with two ids"),
        ("ALONGSIDE_COUNTRY", "GB", "is a calling code, like 44"),
        ("ALONGSIDE_ADDRESS", "example.org", "'example.org'; it starts with https://"),
    ],
)
def test_a_wrong_setting_is_said_in_a_sentence(tmp_path, setting, value, says):
    code, _, error = run(tmp_path, "doctor", **{setting: value})
    assert (code, says in error) == (2, True)
    assert "hidden" not in error
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


def test_making_the_tables_goes_on_after_it_was_interrupted(made):
    with closing(sqlite3.connect(made / "alongside.sqlite3")) as database, database:
        database.execute("DROP TABLE alongside_tables")
    assert "is empty. Run `alongside migrate`" in run(made, "doctor")[1]
    assert run(made, "migrate") == (0, "The tables are made.\n", "")
    assert run(made, "migrate") == (0, "The tables are up to date.\n", "")


def test_the_example_is_made_after_its_making_was_interrupted(made):
    code, said, _ = run(made, "demo", "--data", str(made), "--prepare")
    assert (code, said) == (0, "Making the example organisation…\n")
    assert run(made, "demo", "--data", str(made), "--prepare") == (0, "", "")


def test_without_a_folder_the_example_is_kept_beside_the_data(example):
    assert run(example, "demo", "--prepare") == (0, "", "")
    assert [path.name for path in example.iterdir()] == ["demo"]


def test_the_example_never_takes_the_place_of_a_real_organisation(made):
    run(made, "createorg", "Sandbrook Council", "--owner", "amira@example.org")
    before = (made / "alongside.sqlite3").read_bytes()
    code, _, error = run(made, "demo", "--data", str(made), "--prepare")
    assert (code, "Give another folder with --data" in error) == (2, True)
    assert (made / "alongside.sqlite3").read_bytes() == before


def test_the_tables_are_made_by_one_command_at_a_time(tmp_path):
    command = [sys.executable, "-m", "alongside", "migrate"]
    env = os.environ | {"ALONGSIDE_DATA": str(tmp_path), "ALONGSIDE_DATABASE": "sqlite"}
    both = [subprocess.Popen(command, env=env, stdout=subprocess.PIPE) for _ in range(2)]
    said = sorted(one.communicate()[0] for one in both)
    assert said == [b"The tables are made.\n", b"The tables are up to date.\n"]


def test_the_key_is_made_once_and_for_its_owner_only(made):
    key = made / "secret-key"
    before = key.read_text()
    run(made, "doctor")
    assert (key.read_text(), oct(key.stat().st_mode & 0o777)) == (before, "0o600")


def test_commands_started_at_once_share_one_key(tmp_path):
    command = [sys.executable, "-c", "from alongside import settings; print(settings.SECRET_KEY)"]
    env = os.environ | {"ALONGSIDE_DATA": str(tmp_path)}
    both = [subprocess.Popen(command, env=env, stdout=subprocess.PIPE) for _ in range(4)]
    assert len({one.communicate()[0] for one in both}) == 1
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["secret-key"]


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return probe.getsockname()[1]


@pytest.mark.parametrize("command", ["serve", "demo"])
def test_the_address_is_printed_once_somebody_can_come_in(made, request, command):
    folder = request.getfixturevalue("example") / "demo" if command == "demo" else made
    more = ["--data", str(folder)] if command == "demo" else []
    server = subprocess.Popen(
        [sys.executable, "-m", "alongside", command, "--port", str(free_port()), *more],
        env=os.environ | {"ALONGSIDE_DATA": str(folder), "ALONGSIDE_DATABASE": "sqlite"},
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        line = next(line for line in server.stdout if "http://" in line)
        host, port = re.search(r"http://([\d.]+):(\d+)", line).groups()
        socket.create_connection((host, int(port)), timeout=5).close()
    finally:
        server.terminate()
        server.communicate(timeout=20)


COMMANDS = [["migrate"], ["serve"], ["createorg", "X", "--owner", "a@example.org"], ["code", "a"]]


@pytest.mark.parametrize("words", COMMANDS)
def test_a_database_that_does_not_answer_is_said_in_a_sentence(tmp_path, words):
    where = f"postgres://nobody@127.0.0.1:{free_port()}/none"
    code, _, error = run(tmp_path, *words, ALONGSIDE_DATABASE=where)
    assert (code, error.startswith(f"alongside {words[0]}: PostgreSQL does not answer: ")) == (
        1,
        True,
    )
    assert "Traceback" not in error


@pytest.mark.parametrize("words", COMMANDS)
def test_a_file_that_is_no_database_is_said_in_a_sentence(tmp_path, words):
    (tmp_path / "alongside.sqlite3").write_text("a letter to the editor\n" * 100)
    code, _, error = run(tmp_path, *words)
    assert (code, "alongside.sqlite3 is not a database. Move it away" in error) == (1, True)
    assert "Traceback" not in error


def test_the_database_and_its_folder_are_for_their_owner_only(tmp_path):
    folder = tmp_path / "new"
    run(folder, "migrate")
    modes = {one.name: oct(one.stat().st_mode & 0o777) for one in folder.glob("alongside*")}
    assert oct(folder.stat().st_mode & 0o777) == "0o700"
    assert set(modes.values()) == {"0o600"}
    (folder / "alongside.sqlite3").chmod(0o644)
    assert "others on this machine can open alongside.sqlite3" in run(folder, "doctor")[1]


def found(folder, **settings):
    """Return what doctor says, as {what: (state, words)}."""
    _, said, _ = run(folder, "doctor", "--json", **settings)
    return {one["what"]: (one["state"], one["says"]) for one in json.loads(said)["findings"]}


def test_doctor_tries_the_mail_server(made):
    port = free_port()
    says = found(made, ALONGSIDE_SMTP=f"smtp://127.0.0.1:{port}")
    state, words = says["Letters"]
    assert (state, words) == (
        "missing",
        f"cannot leave: the mail server 127.0.0.1:{port} cannot be reached: Connection refused.",
    )
    state, words = says["Sender"]
    assert (state, "Set ALONGSIDE_FROM" in words) == ("missing", True)
    assert says["Texts"][0] == "ok"


def test_doctor_tries_the_text_gateway(made):
    where = f"127.0.0.1:{free_port()}"
    ids = "26785a09-ab16-4eb0-8407-a37497a57506-3d844edf-8d35-48ac-975b-e847b4f122b0"
    template = "f33517ff-2a88-4f6e-b855-c550268ce08a"
    for setting in (f"https://key@{where}/send#json", f"notify://key-{ids}@{where}/{template}"):
        assert found(made, ALONGSIDE_SMS=setting)["Texts"] == (
            "missing",
            "cannot leave: the text gateway 127.0.0.1 cannot be reached: Connection refused.",
        )


@pytest.mark.parametrize(
    ("said", "address", "hosts"),
    [
        ({}, "note", "ok"),
        ({"ALONGSIDE_ADDRESS": "http://talk.example.org"}, "note", "ok"),
        ({"ALONGSIDE_ADDRESS": "https://talk.example.org"}, "ok", "ok"),
        (
            {"ALONGSIDE_ADDRESS": "https://talk.example.org", "ALONGSIDE_HOSTS": "localhost"},
            "ok",
            "missing",
        ),
        ({"ALONGSIDE_ADDRESS": "https://talk.example.org", "ALONGSIDE_HOSTS": "*"}, "ok", "note"),
    ],
)
def test_doctor_looks_at_the_address_and_the_hosts(made, said, address, hosts):
    says = found(made, **said)
    assert (says["Address"][0], says["Hosts"][0]) == (address, hosts)


def test_an_owner_with_a_password_is_told_both_ways(made):
    words = ("createorg", "X", "--owner", "a@example.org", "--password")
    _, said, _ = run(made, *words, given="walking side by side\n")
    assert "a@example.org signs in with the password, or with a code." in said
