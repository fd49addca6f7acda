"""Sentences out of our own clauses: `python -m coder.examples --out FILE`.

Each clause of `examples.txt` gets names, and often a frame of tense, place, time or speech, or a
second clause of another type beside it, whose parties are then not those of the first.
"""

import argparse
import json
import random
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

SEED = 20260917
SLOT = re.compile(
    r"\b([ABX])(gov|org|official|crowd|reb|police|court|worker|media|town|place|civ|party|army|per)?\b"
)
HERE = Path(__file__).with_name("examples.txt")

NAMES: dict[str, list[str]] = tomllib.loads(
    Path(__file__).with_name("names.toml").read_text(encoding="utf-8")
)
SOMEBODY = ("", "gov")
"""Kinds that may be anybody who acts in public."""


class Clause(NamedTuple):
    """A clause with its type and the spans of its parties."""

    text: str
    type: str
    spans: dict[str, tuple[int, int]]


def main() -> None:
    """Write one row a sentence: id, text, pairs."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--out", type=Path, required=True)
    arguments.add_argument("--each", type=int, default=5, help="sentences for each clause")
    given = arguments.parse_args()
    dice = random.Random(SEED)  # noqa: S311 - which names stand where is no secret
    with given.out.open("w", encoding="utf-8") as out:
        for row in sentences(dice, given.each):
            out.write(json.dumps(row) + "\n")


def read_clauses(path: Path = HERE) -> list[tuple[str, str]]:
    """Type and pattern of every clause; CONCEDE and RETREAT are YIELD, as gold has them."""
    found, kind = [], ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("=="):
            kind = line.split()[1]
        elif line and not line.startswith("#"):
            found.append(({"CONCEDE": "YIELD", "RETREAT": "YIELD"}.get(kind, kind), line))
    return found


def sentences(dice: random.Random, each: int) -> Iterator[dict[str, Any]]:
    """Every clause some times; one time in three with another clause beside it."""
    clauses = read_clauses()
    number = 0
    for kind, pattern in clauses:
        for _ in range(each):
            parts = [fill(pattern, kind, dice)]
            joint = ""
            if dice.random() < 0.35:
                other, second = dice.choice(clauses)
                parts.append(fill(second, other, dice))
                joint = dice.choice(NAMES["joining"])
                if dice.random() < 0.5:
                    parts.reverse()
            yield {"id": f"own-{number}", **assemble(parts, joint, dice)}
            number += 1


def fill(pattern: str, kind: str, dice: random.Random) -> Clause:
    """The clause with names for its slots."""
    text, spans, at = "", {}, 0
    for slot in SLOT.finditer(pattern):
        text += pattern[at : slot.start()]
        name = named(slot[2] or "", dice)
        if slot[1] in "AB" and slot[1] not in spans:
            spans[slot[1]] = (len(text), len(text) + len(name))
        text += name
        at = slot.end()
    return Clause(text + pattern[at:], kind, spans)


def named(kind: str, dice: random.Random) -> str:
    """A name, or a description, of somebody of a kind."""
    country, adjective = dice.choice(NAMES["country"]), dice.choice(NAMES["adjective"])
    if kind == "per":
        return person(country, adjective, dice)
    if kind in SOMEBODY:
        some = dice.choice(["officials", "lawmakers", "diplomats", "authorities", "troops"])
        return dice.choice(
            [
                *(country, country, country, dice.choice(NAMES["capital"])),
                *(f"the {adjective} government", f"{adjective} {some}"),
                *(dice.choice(NAMES["body"]), dice.choice(NAMES["body"])),
                person(country, adjective, dice),
            ]
        )
    if kind == "official":
        some = dice.choice(["regulators", "customs officers", "officials"])
        return dice.choice(
            [
                person(country, adjective, dice),
                f"{adjective} {some}",
                dice.choice(NAMES["official"]),
            ]
        )
    name = dice.choice([*NAMES["town"], *NAMES["country"]] if kind == "place" else NAMES[kind])
    bare = kind not in {"town", "place", "media"} and name.islower()
    if bare and not name.startswith(("the ", "a ")) and dice.random() < 0.4:
        return f"{adjective} {name}"
    return name


def person(country: str, adjective: str, dice: random.Random) -> str:
    """A person by name, by post, or both."""
    last, post = dice.choice(NAMES["last"]), dice.choice(NAMES["post"])
    name = dice.choice([last, f"{dice.choice(NAMES['first'])} {last}"])
    return dice.choice(
        [
            *(f"{post} {name}", name, f"{adjective} {post} {name}"),
            *(f"the {adjective} {post.lower()}", f"{country}'s {post.lower()}"),
        ]
    )


def assemble(parts: list[Clause], joint: str, dice: random.Random) -> dict[str, Any]:
    """The sentence with its pairs; parties of two clauses have nothing between them."""
    draw = dice.random()
    text = (
        dice.choice(NAMES["before"])
        if draw < 0.25
        else dice.choice(NAMES["saying"])
        if draw < 0.35
        else ""
    )
    pairs, sides = [], []
    for number, part in enumerate(parts):
        text += joint if number else ""
        shift = len(text)
        text += part.text
        found = {k: [s + shift, e + shift] for k, (s, e) in part.spans.items()}
        pairs.append({"actor": found.get("A"), "recipient": found.get("B"), "type": part.type})
        sides.append(found)
    if dice.random() < 0.4:
        text += dice.choice(NAMES["after"])
    text = text[0].upper() + text[1:] + dice.choice([".", ".", ".", ""])
    return {"text": text, "pairs": [p for p in pairs if p["actor"] or p["recipient"]]}


if __name__ == "__main__":
    main()
