"""First- and second-level areas by their numbers in a gazetteer file."""

from collections.abc import Mapping

import numpy as np

from onrecord.resolve.gazetteer_file import TYPES, Array


class Areas:
    """The numbers of first- or second-level areas, by code; those of the file below stay."""

    def __init__(self, below: Array, codes: Mapping[str, int], rows: Mapping[int, int]) -> None:
        self._rows = [int(row) for row in below]
        number_of = {row: number for number, row in enumerate(self._rows) if number}
        self._codes: Mapping[str, int] = {}
        self._waiting: dict[int, int] = {}
        for code, place in sorted(codes.items()):
            row = rows.get(place)
            if row in number_of:
                self._codes[code] = number_of[row]
            elif len(self._rows) < 65535:
                self._codes[code] = len(self._rows)
                self._waiting[place] = len(self._rows)
                self._rows.append(row or 0)

    def number(self, code: str) -> int:
        return self._codes.get(code, 0)

    def add(self, place: int, row: int) -> None:
        """Tell the row of an area that was not in the file below."""
        if place in self._waiting:
            self._rows[self._waiting[place]] = row

    def table(self) -> Array:
        return np.array(self._rows, TYPES["admin1_row"])
