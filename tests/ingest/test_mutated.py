"""Damaged files of every format are read, or refused with a reason; nothing else happens."""

from pathlib import Path

from onrecord.ingest.files import read_sources
from onrecord.records import Failure
from tests.ingest.mutated import faults, read_all, samples


def test_the_samples_are_sound(tmp_path: Path) -> None:
    for kind, data in samples().items():
        path = tmp_path / "file"
        path.write_bytes(data)
        found = list(read_sources([path]))
        assert found, kind
        refused = any(isinstance(f, Failure) for f in found)
        assert refused == (kind == "sitemap"), kind  # that holds addresses and no reports
        read_all(path)


def test_damaged_files_raise_nothing(tmp_path: Path) -> None:
    found = [(kind, fault) for kind, _, fault in faults(tmp_path, seed=1, rounds=12)]
    assert not found
