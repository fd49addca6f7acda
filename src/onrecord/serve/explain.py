"""Why a record is what it is: the rule or model, the sentence, the alternatives."""

from typing import Any

import msgspec
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from onrecord.records import Evidence, Frozen, Record
from onrecord.serve.names import printable


def explain(record: Record, kind: str, item: Frozen) -> dict[str, Any]:
    """What is known of one record: its fields, the sentences it stands in, and what it refers to.

    `why` holds method, confidence and reason; `alternatives` what was considered beside it.
    """
    fields = msgspec.to_builtins(item)
    why = {name: fields[name] for name in ("method", "confidence", "reason") if fields.get(name)}
    return {
        "kind": kind,
        "id": fields.get("id"),
        "why": why,
        "sentences": _sentences(record, item),
        "alternatives": fields.get("alternatives") or fields.get("candidates") or [],
        "refers_to": _references(record, fields),
        "record": fields,
    }


def view_explanation(explanation: dict[str, Any]) -> RenderableType:
    """The explanation as text."""
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="bold", no_wrap=True)
    grid.add_column()
    record = explanation["record"]
    grid.add_row(Text(explanation["kind"]), Text(str(explanation["id"])))
    for name, value in record.items():
        if name in {"id", "alternatives", "candidates", "text"} or value in (None, [], ()):
            continue
        shown = _plain(value, explanation["refers_to"])
        grid.add_row(Text(name), Text(printable(shown)))
    for sentence in explanation["sentences"]:
        grid.add_row(Text("in the report"), Text(printable(f"“{sentence}”")))
    for other in explanation["alternatives"]:
        shown = ", ".join(f"{k} {v}" for k, v in other.items() if v is not None)
        grid.add_row(Text("also considered"), Text(printable(shown)))
    return Group(grid)


def _plain(value: Any, names: dict[str, str]) -> str:
    match value:
        case {"quote": str(words)}:
            return f"“{words}” [{value['start']}:{value['end']}]"
        case {"mention": str(mention), "code": _, "sector": _, "reason": str(reason)}:
            code = " ".join(part or "---" for part in (value["code"], value["sector"]))
            day = f" on {value['day']}" if value["day"] else ""
            return f"“{names.get(mention, mention)}” {code}{day} ({reason})"
        case dict():
            told = ((k, v) for k, v in value.items() if v not in (None, [], ()))
            return ", ".join(f"{k} {_plain(v, names)}" for k, v in told)
        case list() | tuple():
            return "; ".join(_plain(v, names) for v in value)
        case str() if value in names:
            return f"{names[value]} ({value})"
        case _:
            return str(value)


def _sentences(record: Record, item: Frozen) -> list[str]:
    """The whole sentences that the item's evidence touches, in text order."""
    spans = _spans(item)
    return [
        sentence.span.quote
        for sentence in record.sentences
        if any(e.start < sentence.span.end and sentence.span.start < e.end for e in spans)
    ]


def _spans(item: Frozen) -> list[Evidence]:
    evidence = getattr(item, "evidence", None)
    if evidence is not None:
        return list(evidence)
    span = getattr(item, "span", None)
    return [span] if isinstance(span, Evidence) else []


def _references(record: Record, fields: dict[str, Any]) -> dict[str, str]:
    """What each id among the fields is called."""
    names: dict[str, str] = {e.id: e.name for e in record.entities}
    names |= {p.id: p.name for p in record.places}
    names |= {m.id: m.span.quote for m in record.mentions}
    for items in (record.times, record.quantities, record.statements):
        names |= {i.id: " … ".join(e.quote for e in i.evidence) for i in items}
    names |= {p.id: p.kind for p in record.passages}
    used = _strings(fields)
    return {key: names[key] for key in sorted(used & names.keys()) if key != fields.get("id")}


def _strings(value: Any) -> set[str]:
    match value:
        case str():
            return {value}
        case dict():
            return {s for v in value.values() for s in _strings(v)}
        case list() | tuple():
            return {s for v in value for s in _strings(v)}
        case _:
            return set()
