"""Copies of real reports as wires and editors make them, and reports that only look like copies.

The reports are read at run time from $ONRECORD_DATA (folders news and stories) and are not kept
here. Everything follows from a seed: the same data give the same set.
"""

import json
import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

SOURCES = ("news/guardian.jsonl", "news/wikinews.jsonl", "stories/news_cluster.jsonl")
FEWEST_WORDS = 80
KIN = 0.25
"""Real reports that share more of their runs of words than this are not told apart by us: one of
the two is left out."""


@dataclass(frozen=True, slots=True)
class Made:
    """A report of the set; `group` is the same for a report and its copies."""

    group: str
    kind: str
    outlet: str
    day: int
    paragraphs: tuple[str, ...]

    @property
    def text(self) -> str:
        """The report with an empty line between paragraphs."""
        return "\n\n".join(self.paragraphs)


Edit = Callable[["Desk", Made], Made]


class Desk:
    """An editor with a seed, and other reports to take paragraphs from."""

    def __init__(self, seed: str, others: Sequence[Made]) -> None:
        self.rng = random.Random(seed)  # noqa: S311
        self.others = others

    def paragraph(self, report: Made) -> str:
        """A paragraph of another report."""
        other = self.rng.choice([o for o in self.others if o.group != report.group])
        return self.rng.choice(other.paragraphs)


def read_reports(data: Path) -> list[Made]:
    """Real reports, long enough and none like another."""
    found = []
    for source in SOURCES:
        for line in (data / source).read_text("utf-8").splitlines():
            row = json.loads(line)
            paragraphs = split_paragraphs(row["text"])
            if sum(len(p.split()) for p in paragraphs) >= FEWEST_WORDS:
                found.append(Made(row["id"], "original", row["outlet"] or "", 0, paragraphs))
    return _without_kin(sorted(found, key=lambda made: made.group))


def split_paragraphs(text: str) -> tuple[str, ...]:
    """The paragraphs of a text; one without any is cut after every third sentence."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    if len(lines) > 2:
        return tuple(lines)
    sentences = split_sentences(" ".join(lines))
    return tuple(" ".join(sentences[n : n + 3]) for n in range(0, len(sentences), 3))


def split_sentences(text: str) -> list[str]:
    """The sentences of a paragraph, roughly."""
    return [s for s in re.split(r"(?<=[.!?”\"])\s+(?=[A-Z“\"])", text) if s]


def _without_kin(reports: Sequence[Made]) -> list[Made]:
    kept: list[tuple[Made, frozenset[str]]] = []
    for report in reports:
        words = re.findall(r"\w+", report.text.casefold())
        runs = frozenset(" ".join(words[n : n + 5]) for n in range(len(words) - 4))
        if all(len(runs & o) <= KIN * min(len(runs), len(o)) for _, o in kept):
            kept.append((report, runs))
    return [report for report, _ in kept]


# ---------------------------------------------------------------- what wires and editors do


def cut_the_end(desk: Desk, report: Made) -> Made:
    """Cut from the bottom, to a third at the least."""
    keep = max(2, round(len(report.paragraphs) * desk.rng.uniform(0.35, 0.9)))
    return replace(report, paragraphs=report.paragraphs[:keep])


def cut_inside(desk: Desk, report: Made) -> Made:
    """Leave out sentences here and there."""
    rate = desk.rng.uniform(0.05, 0.25)
    cut = [
        " ".join(s for s in split_sentences(p) if desk.rng.random() > rate)
        for p in report.paragraphs
    ]
    return replace(report, paragraphs=tuple(p for p in cut if p))


def new_lead(desk: Desk, report: Made) -> Made:
    """Put a lead of the desk's own before the second paragraph."""
    words = [w for w in re.findall(r"[A-Z][a-z]+", report.text) if len(w) > 3] or ["Officials"]
    names = [desk.rng.choice(words) for _ in range(3)]
    lead = (
        f"What began with {names[0]} has now drawn in {names[1]}, in a turn that few had foreseen "
        f"and that leaves {names[2]} with a choice, as our desk sums up what is known so far."
    )
    return replace(report, paragraphs=(lead, *report.paragraphs[1:]))


def new_byline(desk: Desk, report: Made) -> Made:
    """Add what an outlet puts around agency copy."""
    agency = desk.rng.choice(["Reuters", "AP", "AFP", "dpa"])
    place = desk.rng.choice(["GENEVA", "BEIRUT", "NEW YORK", "NAIROBI"])
    first = f"{place} ({agency}) — {report.paragraphs[0]}"
    end = desk.rng.choice([
        f"Copyright 2031 {agency}. All rights reserved.",
        "Follow us for the latest from our foreign desk.",
        "Additional reporting by our correspondents; edited at the night desk.",
    ])  # fmt: skip
    return replace(report, paragraphs=(first, *report.paragraphs[1:], end))


STYLE = (
    ("per cent", "percent"), ("Kiev", "Kyiv"), (" said ", " told reporters "), ("’", "'"),
    ("“", '"'), ("”", '"'), ("organis", "organiz"), ("defence", "defense"), ("ISIS", "IS"),
    ("President ", "Pres. "), ("United States", "US"), ("U.S.", "US"), (" who ", " that "),
    ("around ", "about "), ("more than ", "over "), ("did not", "didn't"), (" three ", " 3 "),
)  # fmt: skip


def house_style(desk: Desk, report: Made) -> Made:
    """Rewrite by the outlet's style book: spelling, quotation marks, figures."""
    chosen = [pair for pair in STYLE if desk.rng.random() < 0.6]
    paragraphs = list(report.paragraphs)
    for old, new in chosen:
        paragraphs = [p.replace(old, new) for p in paragraphs]
    return replace(report, paragraphs=tuple(paragraphs))


def correct(desk: Desk, report: Made) -> Made:
    """Correct a figure or two and say so."""
    text = "\n".join(report.paragraphs)
    figures = list(re.finditer(r"\b\d{1,3}\b", text))
    for found in sorted(desk.rng.sample(figures, min(2, len(figures))), key=lambda m: -m.start()):
        text = f"{text[: found.start()]}{int(found[0]) + 3}{text[found.end() :]}"
    note = "Correction: an earlier version of this report gave a wrong figure."
    return replace(report, paragraphs=(*text.split("\n"), note))


def add_own(desk: Desk, report: Made) -> Made:
    """Put in a paragraph or two of the outlet's own, a third of the report at most."""
    paragraphs, left = list(report.paragraphs), len(report.text) // 3
    for _ in range(desk.rng.randint(1, 2)):
        own = desk.paragraph(report)[:left]
        left -= len(own)
        paragraphs.insert(desk.rng.randint(1, len(paragraphs)), own)
    return replace(report, paragraphs=tuple(paragraphs))


def update(desk: Desk, report: Made) -> Made:
    """The next version: what is new on top, the old lead shortened below it."""
    first = split_sentences(report.paragraphs[0])
    top = f"New details came in on the developments below. {desk.paragraph(report)}"
    return replace(report, paragraphs=(top, first[0], *report.paragraphs[1:]))


EDITS: tuple[Edit, ...] = (
    cut_the_end, cut_inside, new_lead, new_byline, house_style, correct, add_own, update,
)  # fmt: skip


def make_copies(reports: Sequence[Made], seed: int) -> list[Made]:
    """One to three copies of each report, each by one to four edits."""
    made = []
    for report in reports:
        desk = Desk(f"{seed}:{report.group}", reports)
        for n in range(desk.rng.randint(1, 3)):
            edits = desk.rng.sample(EDITS, desk.rng.randint(1, 4))
            copy = report
            for edit in edits:
                copy = edit(desk, copy)
            names = "+".join(edit.__name__ for edit in edits)
            made.append(replace(copy, kind=names, outlet=f"outlet {n}", day=desk.rng.randint(0, 2)))
    return made


# ---------------------------------------------------------------- what only looks like a copy


def make_roundups(reports: Sequence[Made], seed: int) -> list[Made]:
    """Weekly round-ups: the leads of eight reports between standing paragraphs."""
    opening = (
        "Here is our round-up of the week in conflict and diplomacy, put together every Friday "
        "by our foreign desk. You can have it sent to you as a newsletter; the link is below."
    )
    closing = (
        "That is all for this week. If there is something that we have missed, write to the desk "
        "and tell us; we read every letter. The next round-up will be with you on Friday."
    )
    made = []
    for week in range(0, len(reports) - 8, 8):
        rng = random.Random(f"{seed}:week:{week}")  # noqa: S311
        briefs = [" ".join(r.paragraphs)[: rng.randint(250, 500)] for r in reports[week : week + 8]]
        body = (opening, *briefs, closing)
        made.append(Made(f"roundup-{week}", "round-up", "The Week", week // 8 * 7, body))
    return made


def make_live_blogs(reports: Sequence[Made], seed: int) -> list[Made]:
    """Live pages of following days: a standing header, entries, and two of the day before."""
    header = (
        "This is our live coverage. We bring you what is confirmed as it comes in, with the source "
        "of each line; what we cannot confirm we say so. Times are local. Yesterday's is closed."
    )
    made: list[Made] = []
    last: list[str] = []
    for day in range(len(reports) // 10):
        rng = random.Random(f"{seed}:live:{day}")  # noqa: S311
        entries = [rng.choice(r.paragraphs) for r in reports[day * 10 : day * 10 + 10]]
        body = (header, *entries, *last)
        made.append(Made(f"live-{day}", "live blog", "Live", day, body))
        last = entries[:2]
    return made


def make_quoting(reports: Sequence[Made], seed: int) -> list[Made]:
    """Reports that quote up to a third of another inside their own text."""
    made = []
    for n, report in enumerate(reports):
        rng = random.Random(f"{seed}:quoting:{n}")  # noqa: S311
        other = reports[(n + 7) % len(reports)]
        keep = other.paragraphs[: max(4, len(other.paragraphs) // 2)]
        most = round(len(report.text) * 0.3)
        quoted = rng.sample(report.paragraphs, min(2, len(report.paragraphs)))
        own = [p[::-1].swapcase() for p in keep]  # words of nobody else
        body = (*own[: len(own) // 2], *(p[: most // 2] for p in quoted), *own[len(own) // 2 :])
        made.append(Made(f"quoting-{n}", "quoting", "Columns", 1, body))
    return made


TALLY = """\
{land} forces shelled {town} {a} times over the past day, the regional head {man} said in his daily
statement on {day}. {b} people were killed and {c} were wounded, among them {d} children, he said.

In the district of {other} {e} houses, {f} shops and a school were damaged, according to the same
statement. Rescue workers have been at the scene since early morning and the search for people
under the rubble goes on.

Since the start of the fighting {g} people have been killed in the region and {h} wounded, by the
count of the regional administration. The figures could not be checked independently, and the other
side has not commented on them."""
TOWNS = ("Orle", "Lunde", "Vesk", "Tarn", "Kell", "Brod", "Ista", "Moro", "Zell", "Pavo")
MEN = ("Ivo Brink", "Ana Rell", "Ned Falk", "Pia Dorn", "Max Lund", "Lea Torv", "Tom Gans")
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def make_tallies(count: int, seed: int) -> list[Made]:
    """The day's losses, in the same words every day: each is a report of its own."""
    made = []
    for n in range(count):
        rng = random.Random(f"{seed}:tally:{n}")  # noqa: S311
        figures = dict(zip("abcdefgh", rng.sample(range(2, 4000), 8), strict=True))
        land, man = rng.choice(("Norland", "Southmark")), rng.choice(MEN)
        town, other = rng.sample(TOWNS, 2)
        day = DAYS[n % 7]
        body = tuple(
            p.format(land=land, man=man, town=town, other=other, day=day, **figures)
            for p in TALLY.split("\n\n")
        )
        made.append(Made(f"tally-{n}", "tally", "Daily Tally", n, body))
    return made


def make_set(reports: Sequence[Made], seed: int) -> list[Made]:
    """The reports, their copies, and what only looks like copies."""
    return [
        *reports,
        *make_copies(reports, seed),
        *make_roundups(reports, seed),
        *make_live_blogs(reports, seed),
        *make_quoting(reports[::4], seed),
        *make_tallies(len(reports) // 6, seed),
    ]
