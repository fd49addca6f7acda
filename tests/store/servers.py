"""A PostgreSQL server of the tests' own, from the programs of the system."""

import getpass
import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

OWNER = "postgres"
"""PostgreSQL does not run as root: as root the server runs as this user."""


def server_programs() -> Path | None:
    """The folder with initdb and postgres; None where there is none."""
    found = shutil.which("initdb")
    folders = sorted(
        (p for p in Path("/usr/lib/postgresql").glob("*/bin") if (p / "initdb").is_file()),
        key=lambda p: float(p.parent.name),
    )
    return Path(found).parent if found else (folders[-1] if folders else None)


@contextmanager
def running_server(programs: Path) -> Iterator[str]:
    """The address of a server that runs as long as the context, without its database's name."""
    user = OWNER if os.geteuid() == 0 else None
    name = user or getpass.getuser()
    with tempfile.TemporaryDirectory(prefix="onrecord-postgres-") as folder:
        data = Path(folder) / "data"
        if user:
            shutil.chown(folder, user)
        initdb: list[str | Path] = [
            programs / "initdb", "-D", data, "-U", name, "--auth=trust", "-E", "UTF8",
            "--locale=C.UTF-8", "--no-sync",
        ]  # fmt: skip
        subprocess.run(initdb, check=True, capture_output=True, user=user, cwd="/", timeout=120)
        with socket.socket() as found:
            found.bind(("127.0.0.1", 0))
            port = found.getsockname()[1]
        options = f"-p {port} -c listen_addresses=127.0.0.1 -c fsync=off -k {folder}"
        control: list[str | Path] = [programs / "pg_ctl", "-D", data, "-w", "-t", "60"]
        start: list[str | Path] = [*control, "-l", Path(folder) / "log", "-o", options, "start"]
        subprocess.run(start, check=True, stdout=subprocess.DEVNULL, user=user, cwd="/", timeout=90)
        try:
            yield f"postgresql://{name}@127.0.0.1:{port}"
        finally:
            stop = [*control, "-m", "immediate", "stop"]
            subprocess.run(stop, check=True, capture_output=True, user=user, cwd="/", timeout=90)
