"""Make the tables in the database."""

import argparse

from alongside.cli import WrongInput, installation


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """No arguments: the settings name the database."""


def run(args: argparse.Namespace) -> int:
    installation.start()
    with installation.alone():
        found = installation.database_hash()
        if not found:
            installation.make_tables()
            print("The tables are made.")
            return 0
    if found == installation.migrations_hash():
        print("The tables are up to date.")
        return 0
    raise WrongInput(
        "the database was made by another version. Before the first release tables are not changed "
        "in place: keep the data folder, and run this on an empty one."
    )
