"""The cue table: every line is well formed."""

from onrecord.annotate.statements.lexicon import ACTS, Entry, load_lexicon

PREPOSITIONS = frozenset(
    {"about", "against", "as", "at", "by", "for", "in", "into", "like", "of", "on", "over", "to",
     "toward", "towards", "upon", "with"}
)  # fmt: skip
COMPLEMENTS = frozenset(
    {"clause", "quote", "object", "predicate", "passive", "to", "ing", "object-to", "object-at",
     "holder"}
)  # fmt: skip


def entries() -> list[Entry]:
    lexicon = load_lexicon()
    tables = (lexicon.verbs, lexicon.nouns, lexicon.adjectives)
    return [entry for table in tables for found in table.values() for entry in found]


def test_the_table_is_large_and_knows_every_act() -> None:
    found = entries()
    assert len(found) > 700
    assert {entry.act for entry in found} == set(ACTS)


def test_entries_are_well_formed() -> None:
    known = COMPLEMENTS | PREPOSITIONS
    wrong = [
        entry
        for entry in entries()
        if not entry.takes or not entry.takes <= known or entry.lemma != entry.lemma.lower().strip()
    ]
    assert wrong == []
