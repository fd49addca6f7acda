"""Stories at size: what it costs to decide a report as the record grows, in order and late.

    ONRECORD_DATA=… python benchmarks/stories.py 100000

Reports are made from the words of real ones (folder news), read at run time: each made story takes
words of one real report, each of its reports a part of them and words of others. So many a day.
"""

import argparse
import datetime as dt
import json
import os
import random
import time
from pathlib import Path

from onrecord.fuse.stories import StoryIndex, weigh_terms
from onrecord.records import StoryTerms

FIRST_DAY = dt.date(2031, 1, 1)
A_DAY = 300
ALIVE = 10
LATE = 200


def make_terms(count: int, data: Path) -> list[StoryTerms]:
    """Reports in order of publication."""
    rng = random.Random(7)  # noqa: S311
    texts = [
        json.loads(line)["text"].split()
        for name in ("wikinews", "guardian")
        for line in (data / "news" / f"{name}.jsonl").read_text("utf-8").splitlines()
    ]
    made: list[StoryTerms] = []
    alive: list[list[str]] = []
    while len(made) < count:
        day = len(made) // A_DAY
        if len(made) % ALIVE == 0:
            names = [f"Name{rng.randrange(20_000)}" for _ in range(6)]
            alive = [*alive[-A_DAY:], rng.sample(rng.choice(texts), 60) + 3 * names]
        story, noise = rng.choice(alive), rng.choice(texts)
        words = [*rng.sample(story, 50), *(rng.choice(noise) for _ in range(150))]
        found = weigh_terms(
            f"{len(made):08d}", FIRST_DAY + dt.timedelta(day), "", [" ".join(words)]
        )
        if found is not None:
            made.append(found)
    return made


def main() -> None:
    """Measure."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("count", type=int)
    count = parser.parse_args().count
    began = time.process_time()
    reports = make_terms(count, Path(os.environ["ONRECORD_DATA"]))
    print(f"words weighed: {1000 * (time.process_time() - began) / count:.2f} ms a report")
    index = StoryIndex()
    late = set(random.Random(7).sample(range(count // 2, count), LATE))  # noqa: S311
    began = time.process_time()
    step = count // 10
    for number, report in enumerate(reports):
        if number not in late:
            index.add(report)
        if number % step == step - 1:
            spent = time.process_time() - began
            print(f"up to {number + 1}: {1000 * spent / step:.2f} ms a report")
            began = time.process_time()
    spent = []
    for number in sorted(late):
        began = time.process_time()
        index.add(reports[number])
        spent.append(1000 * (time.process_time() - began))
    spent.sort()
    print(
        f"{LATE} that come late: median {spent[LATE // 2]:.2f} ms, most {spent[-1]:.2f} ms; "
        f"{len(index.stories())} stories"
    )


if __name__ == "__main__":
    main()
