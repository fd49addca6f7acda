"""What is installed: packages, tables and models with their digests, and what to do about gaps."""

import hashlib
import platform
import sys
from collections.abc import Iterator
from importlib import metadata, resources
from importlib.resources.abc import Traversable
from pathlib import Path

import msgspec

from onrecord.annotate.parse import PARSER, load_parser
from onrecord.errors import OnrecordError
from onrecord.resolve.actors import load_actors
from onrecord.resolve.gazetteer import open_gazetteer

PACKAGES = (
    "onrecord", "apsw", "fastwarc", "feedparser", "filelock", "lxml", "msgspec", "numpy",
    "onnxruntime", "platformdirs", "pypdf", "rich", "shapely", "spacy", PARSER, "tokenizers",
    "trafilatura", "typer",
)  # fmt: skip
TABLE_SUFFIXES = frozenset({".toml", ".csv", ".bin", ".onnx", ".json", ".gaz", ".sql"})


class Check(msgspec.Struct, frozen=True, kw_only=True):
    """One thing looked at; `remedy` is empty where it is well."""

    name: str
    kind: str
    detail: str
    ok: bool
    remedy: str = ""


def check_install() -> tuple[Check, ...]:
    """Everything that reading needs, in a fixed order."""
    return (*_python(), *_packages(), *_tables(), *_loading())


def _python() -> Iterator[Check]:
    ok = sys.version_info >= (3, 11)
    remedy = "" if ok else "install Python 3.11 or newer"
    detail = f"{platform.python_version()} on {platform.system()} {platform.machine()}"
    yield Check(name="python", kind="interpreter", detail=detail, ok=ok, remedy=remedy)


def _packages() -> Iterator[Check]:
    for name in PACKAGES:
        try:
            yield Check(name=name, kind="package", detail=metadata.version(name), ok=True)
        except metadata.PackageNotFoundError:
            yield Check(
                name=name, kind="package", detail="not installed", ok=False,
                remedy=f"pip install {name}",
            )  # fmt: skip


def _tables() -> Iterator[Check]:
    """Every shipped table and model, with the first twelve digits of its SHA-256."""
    for folder in ("data", "models"):
        root = resources.files("onrecord").joinpath(folder)
        if not root.is_dir():  # a build without models has no folder for them
            continue
        for name, file in _files(root, folder):
            data = file.read_bytes()
            digest = hashlib.sha256(data).hexdigest()[:12]
            detail = f"sha256 {digest}, {len(data):,} bytes"
            ok = bool(data)
            remedy = "" if ok else "the file is empty: install onrecord again"
            yield Check(name=name, kind=folder.rstrip("s"), detail=detail, ok=ok, remedy=remedy)


def _files(root: Traversable, prefix: str) -> Iterator[tuple[str, Traversable]]:
    for entry in sorted(root.iterdir(), key=lambda e: e.name):
        name = f"{prefix}/{entry.name}"
        if entry.is_dir():
            yield from _files(entry, name)
        elif Path(entry.name).suffix in TABLE_SUFFIXES:
            yield name, entry


def _loading() -> Iterator[Check]:
    """Loads what reading loads: a damaged file is found here rather than in a report."""
    for name, load in (
        ("parser", load_parser),
        ("gazetteer", open_gazetteer),
        ("actors", load_actors),
    ):
        try:
            load()
        except Exception as error:  # noqa: BLE001 - whatever a damaged file or package raises
            remedy = getattr(error, "remedy", "") or "install onrecord again"
            yield Check(name=name, kind="loads", detail=_said(error), ok=False, remedy=remedy)
        else:
            yield Check(name=name, kind="loads", detail="loads", ok=True)


def _said(error: Exception) -> str:
    if isinstance(error, OnrecordError):
        return error.message
    return f"{type(error).__name__}: {error}"
