"""`python -m tests.postgres` exits 0 when the PostgreSQL server for the tests answers."""

import os
import sys

import psycopg


def answers(address: str) -> bool:
    """Return whether a server at `address` lets us in within three seconds."""
    try:
        psycopg.connect(address, connect_timeout=3).close()
    except psycopg.Error:
        return False
    return True


if __name__ == "__main__":
    sys.exit(not answers(os.environ["ALONGSIDE_TEST_POSTGRES"]))
