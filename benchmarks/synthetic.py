"""Reports made up by a fixed seed, for measures of size: who said and did what, where and when.

    python benchmarks/synthetic.py 1000 FOLDER   # 1000 reports as text files

The sentences are onrecord's own; the persons, their parties and what they do are invented, the
towns are real ones, so that places resolve. The same number and seed give the same bytes.
"""

import argparse
import datetime as dt
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

FIRST_DAY = dt.date(2031, 1, 1)
OUTLETS = ("Adriatic Wire", "Geneva Dispatch", "Potomac Ledger", "Rhine Courier", "Example Wire")
TOWNS = (
    "Aleppo", "Basra", "Benghazi", "Donetsk", "Gaza", "Goma", "Grozny", "Hodeidah", "Homs", "Idlib",
    "Kabul", "Kandahar", "Kharkiv", "Kherson", "Khartoum", "Kidal", "Kirkuk", "Kobani", "Marib",
    "Mariupol", "Mekelle", "Misrata", "Mogadishu", "Mosul", "Odesa", "Palmyra", "Port Sudan",
    "Pristina", "Raqqa", "Sanaa", "Sarajevo", "Sirte", "Stepanakert", "Sukhumi", "Tripoli",
    "Zawiya",
)  # fmt: skip
OFFICES = (
    "foreign minister", "defence minister", "chief negotiator", "army spokesman", "president",
    "deputy prime minister", "interior minister", "special envoy",
)  # fmt: skip
STARTS = ("Bar", "Dor", "Fel", "Gan", "Hol", "Jor", "Kel", "Lom", "Mar", "Nor", "Pel", "Ros", "Tam")
MIDDLES = ("a", "e", "i", "o", "u")
ENDS = ("brin", "dano", "ketz", "lund", "mira", "nesk", "rova", "stan", "tovi", "veld", "wick")
GIVEN = ("Ana", "Ivo", "Lea", "Max", "Ned", "Ola", "Pia", "Ren", "Tom", "Una")
NAMES = len(STARTS) * len(MIDDLES) * len(ENDS)
"""How many surnames there are; each has eight letters."""

SENTENCES = (
    "{office} {full} said on {weekday} that {land} would not withdraw its troops from {town}.",
    "“We will not negotiate under fire,” {last} told reporters in {town}.",
    "Shells hit {town}, killing at least {some} people and wounding {many} others, officials said.",
    "{last} accused {other} of breaking the ceasefire and demanded an exchange of prisoners.",
    "{other} denied that its forces had attacked the airport near {town}.",
    "Two officials briefed on the plans said {land} was preparing an offensive against {town}.",
    "The two sides agreed to meet again in {town} on {date}.",
    "Aid convoys reached {town} on {weekday} after {some} weeks, the United Nations said.",
    "{full}, the {plain} of {other}, called the proposal “a step towards peace”.",
    "Protesters marched through {town} to demand the release of {many} detainees.",
    "{land} imposed sanctions on {some} companies that it says supply the army of {other}.",
    "{last} threatened to close the crossing at {town} if the talks fail.",
    "A drone struck a warehouse in {town} overnight, and a fire burned until morning.",
    "According to the ministry, {some} soldiers were captured {some} kilometres north of {town}.",
    "{last} promised to let observers into {town} within {some} days.",
    "The planned visit of the envoy to {town} was postponed, a spokesman for {other} said.",
    "The army of {land} shelled positions of {other} near {town} on {weekday}.",
    "{other} withdrew from the outskirts of {town} after {some} days of fighting.",
)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True, slots=True)
class Made:
    """A report with what is known beside it."""

    name: str
    text: str
    published: dt.date
    outlet: str


def surname(number: int) -> str:
    """The surname with this number, of eight letters."""
    number %= NAMES
    start, rest = divmod(number, len(MIDDLES) * len(ENDS))
    middle, end = divmod(rest, len(ENDS))
    return STARTS[start] + MIDDLES[middle] + ENDS[end]


def make_reports(count: int, *, seed: int = 1, sentences: int = 40) -> Iterator[Made]:
    """So many reports, a day later every hundredth."""
    for number in range(count):
        rng = random.Random(f"{seed} {number}")  # noqa: S311 - for a benchmark
        published = FIRST_DAY + dt.timedelta(days=number // 100)
        yield Made(
            name=f"{number:07}.txt",
            text=_text(rng, published, sentences),
            published=published,
            outlet=rng.choice(OUTLETS),
        )


def _text(rng: random.Random, published: dt.date, sentences: int) -> str:
    town = rng.choice(TOWNS)
    words = {"town": town, "land": "Norland", "other": "Southmark"}
    cast = [(rng.choice(GIVEN), surname(rng.randrange(NAMES))) for _ in range(4)]
    lines = [_sentence(rng, words, cast, published) for _ in range(sentences)]
    paragraphs = [" ".join(lines[i : i + 2]) for i in range(0, len(lines), 2)]
    dateline = f"{town.upper()}, {published:%B} {published.day} — "
    title = f"{cast[0][1]} speaks of {town} as talks go on"
    return f"{title}\n\n{dateline}{paragraphs[0]}\n\n" + "\n\n".join(paragraphs[1:]) + "\n"


def _sentence(
    rng: random.Random, words: dict[str, str], cast: list[tuple[str, str]], published: dt.date
) -> str:
    given, last = rng.choice(cast)
    day = published + dt.timedelta(days=rng.randrange(3, 40))
    office = rng.choice(OFFICES)
    town = words["town"] if rng.random() < 0.5 else rng.choice(TOWNS)
    line = rng.choice(SENTENCES).format(
        **words | {"town": town},
        office=f"{words['land']}’s {office}",
        plain=office,
        full=f"{given} {last}",
        last=last,
        weekday=rng.choice(WEEKDAYS),
        date=f"{day:%B} {day.day}",
        some=rng.randrange(2, 40),
        many=rng.randrange(40, 900),
    )
    return line[0].upper() + line[1:]


def main() -> None:
    """Write reports into a folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    for made in make_reports(options.count, seed=options.seed):
        (options.folder / made.name).write_text(made.text, encoding="utf-8")


if __name__ == "__main__":
    main()
