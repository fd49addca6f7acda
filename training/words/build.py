"""In how many news reports each word stands: writes src/onrecord/data/word_reports.csv.

    ONRECORD_DATA=… python training/words/build.py

Counted over texts of Wikinews (CC BY 2.5): the dated reports of 2019 and 2020, those of GeoVirus
and those of MEANTIME. Only counts of stems are kept, and only of those of two reports or more.
"""

import json
import os
from collections import Counter
from pathlib import Path

from onrecord.fuse.stories.words import split_words

TARGET = Path(__file__).parents[2] / "src/onrecord/data/word_reports.csv"
SOURCES = ("news/wikinews.jsonl", "places/geovirus.jsonl", "meantime/meantime.jsonl")
FEWEST = 2
HEAD = """\
# In how many of {reports} news reports a stem stands; the first row counts them all.
# Source: counted over Wikinews (CC BY 2.5, https://en.wikinews.org) by training/words/build.py.
# Licence: CC BY 2.5.
word,reports
"""


def main() -> None:
    """Write the table."""
    data = Path(os.environ["ONRECORD_DATA"])
    holding: Counter[str] = Counter()
    reports = 0
    for source in SOURCES:
        for line in (data / source).read_text("utf-8").splitlines():
            row = json.loads(line)
            text = f"{row.get('title') or ''}\n{row['text']}"
            holding.update({word for word, _ in split_words(text) if len(word) > 1})
            reports += 1
    rows = sorted((word, count) for word, count in holding.items() if count >= FEWEST)
    lines = [f"{word},{count}\n" for word, count in [("", reports), *rows]]
    TARGET.write_text(HEAD.format(reports=reports) + "".join(lines), encoding="utf-8")
    print(f"{len(rows)} stems of {reports} reports")


if __name__ == "__main__":
    main()
