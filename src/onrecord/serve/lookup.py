"""The record that `explain` is asked for: by its id or the number of its line."""

from pathlib import Path

from onrecord.errors import InputError
from onrecord.records import Frozen, Record
from onrecord.serve.lines import number_lines
from onrecord.store.database import Store, is_address
from onrecord.store.reading import last_reading, open_reading


def find_record(asked: str, store: str | None = None, *, usual: str) -> tuple[Record, str, Frozen]:
    """What has this id or line number, with its report and kind.

    Args:
        asked: an id, or the number of a line.
        store: where to look; None for the last reading, and for an id that it lacks `usual`.
        usual: the store of commands that name none; it need not be there.

    Raises:
        InputError: it is not there, or is a whole report.
    """
    places = (store,) if store is not None else _places(asked, usual)
    for place in places:
        with open_reading(place) as kept:
            found = kept.find(_line_id(kept, int(asked)) if asked.isdecimal() else asked)
            if found is not None:
                return found
            if kept.record(asked) is not None:
                raise InputError(
                    f"{asked} is a whole report",
                    remedy="give the id of something in it, or the number of a line",
                )
    names = " nor in ".join(place or "the last reading" for place in places)
    raise InputError(
        f"no record {asked!r} in {names}",
        remedy="read the report again, or name its store with --store",
    )


def _places(asked: str, usual: str) -> tuple[str | None, ...]:
    """The last reading, and for an id the usual store, as far as they are there."""
    if asked.isdecimal() or not (is_address(usual) or Path(usual).is_file()):
        return (None,)
    return (None, usual) if last_reading().is_file() else (usual,)


def _line_id(kept: Store, number: int) -> str:
    """The id of a numbered line of what `kept` holds."""
    count = 0
    for record in kept.records():  # one at a time: a store may hold many
        lines = number_lines([record], first=count + 1)
        if number in lines:
            return lines[number][1].id
        count += len(lines)
    held = f"lines 1 to {count:,}" if count else "no lines"
    raise InputError(f"there is no line {number}", remedy=f"what was read has {held}")
