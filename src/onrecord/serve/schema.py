"""The published JSON Schema, generated from the types."""

from typing import Any

import msgspec

from onrecord import __version__
from onrecord.records import FailedReport, Record


def record_schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of one object of `onrecord read --json`."""
    references, components = msgspec.json.schema_components(
        (Record, FailedReport), ref_template="#/$defs/{name}"
    )
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"onrecord {__version__}: the record of one report, or why it could not be read",
        "oneOf": list(references),
        "$defs": components,
    }
