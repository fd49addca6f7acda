"""What cannot be read, named: the document, the stage, the remedy."""

from onrecord.records import Failure

MOST_NAME = 500
"""Code points of the longest name that is shown."""


def failure(name: str, stage: str, message: str, remedy: str) -> Failure:
    """A Failure whose message starts with the document's name."""
    return Failure(
        doc=shown(name),
        stage=f"ingest.formats.{stage}",
        message=f"{shown(name)!r} {message}",
        remedy=remedy,
    )


def shown(name: str) -> str:
    """A name as text: bytes that are no UTF-8 cannot stand in a record, nor can endless ones."""
    name = name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return name if len(name) <= MOST_NAME else name[: MOST_NAME - 1] + "…"
