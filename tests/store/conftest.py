"""Every test of the store runs on both engines: a file, and a real PostgreSQL server."""

import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.store.servers import running_server, server_programs

_numbers = itertools.count()


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
    """The address of a new, empty database."""
    import psycopg  # noqa: PLC0415 - an extra

    name = f"record_{next(_numbers)}"
    with psycopg.connect(f"{server}/postgres", autocommit=True) as db:
        db.execute(f"CREATE DATABASE {name}".encode())
    return f"{server}/{name}"


@pytest.fixture(params=["file", "postgres"])
def where(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where to make a store: a path, and an address."""
    if request.param == "file":
        return str(tmp_path / "a.store")
    address: str = request.getfixturevalue("database")
    return address
