"""Every test of the store runs on both engines: a file, and a real PostgreSQL server."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.store.servers import running_server, server_programs


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """A running PostgreSQL."""
    programs = server_programs()
    if programs is None:
        pytest.skip("no PostgreSQL server is installed (Debian: apt-get install postgresql)")
    with running_server(programs) as address:
        yield address


@pytest.fixture
def database(server: str) -> str:
    """The address of a database with nothing in it, and nobody."""
    import psycopg  # noqa: PLC0415 - an extra

    address = f"{server}/postgres"
    with psycopg.connect(address, autocommit=True) as db:
        db.execute(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
            " WHERE datname = 'postgres' AND pid <> pg_backend_pid()"
        )
        db.execute("SET client_min_messages TO warning")
        db.execute("DROP SCHEMA IF EXISTS onrecord CASCADE")
    return address


@pytest.fixture(params=["file", "postgres"])
def where(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where to make a store: a path, and an address."""
    if request.param == "file":
        return str(tmp_path / "a.store")
    address: str = request.getfixturevalue("database")
    return address
