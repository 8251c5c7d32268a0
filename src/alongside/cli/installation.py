"""What the commands that touch the database share: starting Django, and the state of its tables."""

import fcntl
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alongside.cli import WrongInput

PACKAGE = Path(__file__).parents[1]


def start() -> None:
    """Start Django for a command; a wrong setting is said in one sentence. What is made from here
    on, the database and its folder first of all, is for this user only."""
    os.umask(0o077)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alongside.settings")
    import django
    from django.core.exceptions import ImproperlyConfigured

    try:
        django.setup()
    except ImproperlyConfigured as problem:
        raise WrongInput(str(problem)) from problem


@contextmanager
def alone() -> Iterator[None]:
    """Wait until no other command makes tables in this data folder, and keep others waiting."""
    from django.conf import settings

    with (settings.DATA / "making").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def migrations_hash() -> str:
    """Return a fingerprint of the migrations this version brings."""
    digest = hashlib.sha256()
    for path in sorted(PACKAGE.glob("*/migrations/0*.py")):
        digest.update(path.relative_to(PACKAGE).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def database_hash() -> str | None:
    """Return the fingerprint kept in the database; None if it is empty, "" if its making was
    interrupted."""
    from django.db import connection

    if "django_migrations" not in connection.introspection.table_names():
        return None
    with connection.cursor() as cursor:
        if "alongside_tables" not in connection.introspection.table_names():
            return ""
        cursor.execute("SELECT hash FROM alongside_tables")
        row = cursor.fetchone()
    return row[0] if row else ""


def database_problem(problem: Exception) -> str:
    """Return in a sentence why the database cannot be used, if that is what went wrong, else ""."""
    from django.db import DatabaseError, InterfaceError, OperationalError, connection

    if type(problem) not in {DatabaseError, InterfaceError, OperationalError}:
        return ""
    why = (str(problem).splitlines() or ["it does not say why"])[0].rstrip(".")
    if connection.vendor == "postgresql":
        return f"PostgreSQL does not answer: {why}. ALONGSIDE_DATABASE says where it is."
    file = connection.settings_dict["NAME"]
    if "not a database" in why:
        return f"{file} is not a database. Move it away, or name another folder (ALONGSIDE_DATA)."
    return f"the database {file} cannot be used: {why}."


def make_tables() -> None:
    """Make the tables of an empty database, or go on where that was interrupted, and keep the
    fingerprint of the migrations used.

    They are made from the models, which say the same as the migrations (`make check`): to take the
    migrations one by one needs each model as it was at each step, twenty seconds of a processor.
    """
    from django.apps import apps
    from django.core.management import call_command
    from django.db import connection, transaction
    from django.db.migrations.loader import MigrationLoader
    from django.db.migrations.recorder import MigrationRecorder
    from django.test import override_settings

    with override_settings(MIGRATION_MODULES={app.label: None for app in apps.get_app_configs()}):
        call_command("migrate", run_syncdb=True, verbosity=0, interactive=False)
    recorder = MigrationRecorder(connection)
    recorder.ensure_schema()
    with transaction.atomic(), connection.cursor() as cursor:
        known = recorder.applied_migrations()
        for app, name in MigrationLoader(connection).graph.nodes:
            if (app, name) not in known:
                recorder.record_applied(app, name)
        cursor.execute("CREATE TABLE IF NOT EXISTS alongside_tables (hash varchar(64) NOT NULL)")
        cursor.execute("DELETE FROM alongside_tables")
        cursor.execute("INSERT INTO alongside_tables (hash) VALUES (%s)", [migrations_hash()])


def check_tables() -> None:
    """Raise WrongInput unless the database has exactly the tables this version uses."""
    found = database_hash()
    if not found:
        raise WrongInput("the database is empty. Run `alongside migrate` first.")
    if found != migrations_hash():
        raise WrongInput(
            "the database was made by another version. Before the first release tables are not "
            "changed in place: keep the data folder, and run `alongside migrate` on an empty one."
        )
