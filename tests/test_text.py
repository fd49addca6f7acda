"""Evidence, ids and name keys."""

from hypothesis import given
from hypothesis import strategies as st

from onrecord.text import make_id, name_key, quote


@given(st.text(), st.integers(0, 50), st.integers(0, 50))
def test_a_quote_is_what_stands_in_the_text(text: str, a: int, b: int) -> None:
    start, end = sorted((min(a, len(text)), min(b, len(text))))
    evidence = quote(text, start, end)
    assert evidence.quote == text[evidence.start : evidence.end]
    assert evidence.quote == text[start:end].strip()
    assert start <= evidence.start <= evidence.end <= end


def test_ids_hash_what_makes_a_record_itself() -> None:
    assert make_id("men", "doc", 1, 2) == make_id("men", "doc", 1, 2)
    assert make_id("men", "doc", 1, 2) != make_id("men", "doc", 12)
    assert make_id("men", "doc", 1, 2).startswith("men-")


@given(st.text())
def test_a_name_key_is_its_own_key(name: str) -> None:
    assert name_key(name_key(name)) == name_key(name)


def test_spellings_of_one_name_meet() -> None:
    assert name_key("Slobodan Milošević") == name_key("SLOBODAN MILOSEVIC")
    assert name_key("Ust-Luga") == name_key("Ust Luga")
    assert name_key("U.S.") == name_key("US")
    assert name_key("Sana’a") == name_key("Sanaa")


def test_the_ids_in_a_report_begin_with_its_digits() -> None:
    doc = make_id("doc", "a report")
    mention = make_id("men", doc, 1, 2)
    assert make_id("lnk", mention, "a place")[4:12] == mention[4:12] == doc[4:12]
    assert mention != make_id("men", doc, 1, 3)
    assert make_id("pla", 42)[4:12] != make_id("pla", 43)[4:12]
