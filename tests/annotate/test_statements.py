"""Statements: the marked source (S), cue (C) and content (T) come back as one statement."""

import re
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.annotate.parse import parse_passages
from onrecord.annotate.statements import find_statements
from onrecord.records import Mention, Passage, Statement
from onrecord.syntax import Parse
from onrecord.text import make_id, quote
from tests.conftest import ParseText, document, unmark

if TYPE_CHECKING:
    from spacy.language import Language

Spans = tuple[list[tuple[int, int]], list[tuple[int, int]], list[tuple[int, int]]]


def read(parse_text: ParseText, text: str) -> tuple[Statement, ...]:
    return find_statements(parse_text(text), ())


def roles(statement: Statement) -> Spans:
    source, cue, content = (
        [(e.start, e.end) for e in role]
        for role in (statement.source, statement.cue, statement.content)
    )
    return source, cue, content


def find(statements: tuple[Statement, ...], cue: str) -> Statement:
    found = [s for s in statements if cue in {e.quote for e in s.cue}]
    assert len(found) == 1, [[e.quote for e in s.cue] for s in statements]
    return found[0]


def words(statement: Statement) -> str:
    return " … ".join(e.quote for e in statement.content)


MARKED = [
    # indirect speech
    ("[The mayor]S [said]C [that ten people had died]T.", "assert", "indirect"),
    ("[The mayor]S [said]C [ten people had died]T.", "assert", "indirect"),
    ("[Ten people had died]T, [the mayor]S [said]C.", "assert", "indirect"),
    ("[The talks]T, [the envoy]S [said]C, [would go on]T.", "assert", "indirect"),
    ("[Rell]S [told]C reporters in Orle [that the road was closed]T.", "assert", "indirect"),
    ("[Norland]S [denied]C [that its troops crossed the river]T.", "deny", "indirect"),
    ("[Norland]S [denied]C [shelling the town]T.", "deny", "indirect"),
    ("[Southmark]S [accused]C [Norland of shelling the town]T.", "accuse", "indirect"),
    ("[The minister]S [warned of]C [an attack on the capital]T.", "warn", "indirect"),
    ("[Rell]S [urged]C [both sides to stop fighting]T.", "request", "indirect"),
    ("[The council]S [called for]C [an immediate ceasefire]T.", "request", "indirect"),
    ("[He]S [called on]C [the rebels to leave the city]T.", "request", "indirect"),
    ("[Southmark]S [demanded]C [that the troops withdraw]T.", "demand", "indirect"),
    ("[The mediators]S [proposed]C [a second meeting in Geneva]T.", "propose", "indirect"),
    ("[Norland]S [suggested]C [a second round]T.", "propose", "indirect"),
    ("[The general]S [pledged]C [to withdraw his troops]T.", "promise", "indirect"),
    ("[The group]S [threatened]C [to kill the hostages]T.", "threaten", "indirect"),
    ("[The rebels]S [refused]C [to lay down their arms]T.", "reject", "indirect"),
    ("[The ministry]S [confirmed]C [the strike]T.", "confirm", "indirect"),
    ("[The army]S [put]C [the dead at three]T.", "assert", "indirect"),
    ("[She]S [asked]C the council [whether it would act]T.", "ask", "indirect"),
    # beliefs and intentions
    ("[Residents]S [fear]C [another attack]T.", "attitude", "indirect"),
    ("[The junta]S [wants]C [to rule for ten years]T.", "attitude", "indirect"),
    ("[Norland]S [is seeking]C [to buy drones]T.", "attitude", "indirect"),
    ("[The general]S [looks]C [to create a corridor along the border]T.", "attitude", "indirect"),
    ("[The envoy]S [is confident]C [that the talks will go on]T.", "attitude", "indirect"),
    # nouns
    ("[Rell]S [has issued a warning]C [that the dam may break]T.", "warn", "indirect"),
    ("[Norland's]S [claim]C [that the bridge was empty]T was false.", "assert", "indirect"),
    ("[He]S [reiterated]C [his willingness to talk]T.", "assert", "indirect"),
    # no source, or none named
    ("It [was announced]C [that the talks would resume]T.", "announce", "indirect"),
    ("[The general]T [was said]C [to be in hospital]T.", "assert", "indirect"),
    # phrases
    ("[According to]C [the mayor]S, [ten people died]T.", "assert", "indirect"),
    ("[Ten people died]T, [according to]C [the mayor]S.", "assert", "indirect"),
    ("As [the minister]S [put]C it, [“nobody wants war.”]T", "assert", "direct"),
    # direct speech
    ("[“We will not leave,”]T [the general]S [said]C.", "assert", "direct"),
    ("[“We will not leave,”]T [said]C [Ade Brun, a general]S.", "assert", "direct"),
    ('[The envoy]S [said:]C ["We are ready to talk."]T', "assert", "direct"),
    ("[«We will not leave,»]T [the general]S [said]C.", "assert", "direct"),
    ("[‘We will not leave,’]T [the general]S [said]C.", "assert", "direct"),
    ("[“There is a deal,”]T [he]S [said]C, [“and it holds.”]T", "assert", "direct"),
    ("[“There is a deal,”]T [he]S [said]C. [“It holds.”]T", "assert", "direct"),
    ("[“No,”]T [he]S [said]C.", "assert", "direct"),
    ("[He]S [said]C [it was “a dark day” for the city]T.", "assert", "mixed"),
    ("[“[I]f they want peace,”]T [she]S [argued]C, [“they should stop.”]T", "assert", "direct"),
    ("[Rell]S [described]C [the vote as a “sham”]T.", "assert", "mixed"),
]


@pytest.mark.parametrize(("marked", "act", "kind"), MARKED)
def test_marked_statement_is_found(parse_text: ParseText, marked: str, act: str, kind: str) -> None:
    marked = marked.replace("“[I]f", "“⟦I⟧f")
    text, spans = unmark(marked)
    text = text.replace("⟦", "[").replace("⟧", "]")
    expected = tuple([(s, e) for s, e, label in spans if label == role] for role in "SCT")
    found = [s for s in read(parse_text, text) if roles(s) == expected]
    assert [(s.act, s.kind) for s in found] == [(act, kind)], [
        [[e.quote for e in role] for role in (s.source, s.cue, s.content)]
        for s in read(parse_text, text)
    ]


NEGATED = [
    ("The general did not accept the offer.", "did not accept", "reject", "is rejected"),
    ("Norland will not agree to a truce.", "will not agree to", "reject", "is rejected"),
    ("Norland has not yet accepted the offer.", "has not yet accepted", "attitude", "so far"),
    ("Norland has thus far not accepted the offer.", "has thus far not accepted", "attitude",
     "neither accepted nor rejected"),
    ("The army did not confirm the strike.", "did not confirm", "attitude", "negated"),
    ("She does not believe that the war will end.", "does not believe", "attitude", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "cue", "act", "reason"), NEGATED)
def test_negation_turns_the_act(
    parse_text: ParseText, text: str, cue: str, act: str, reason: str | None
) -> None:
    statement = find(read(parse_text, text), cue)
    assert statement.act == act
    assert reason is None or reason in (statement.reason or "")


NO_STATEMENT = [
    "The so-called “buffer zone” is ten miles wide.",
    "Troops crossed the “line of contact” on Monday.",
    "The road to Orle is closed.",
    "The rebels hit the depot and fled.",
]


@pytest.mark.parametrize("text", NO_STATEMENT)
def test_no_statement(parse_text: ParseText, text: str) -> None:
    assert read(parse_text, text) == ()


def test_scare_quotes_are_no_speech(parse_text: ParseText) -> None:
    found = read(parse_text, "The junta wants to create a “buffer zone” on the border.")
    assert [(s.act, s.kind) for s in found] == [("attitude", "indirect")]


def test_quoted_cue_is_no_quotation(parse_text: ParseText) -> None:
    found = read(parse_text, "Norland said Southmark “promised” to free the prisoners.")
    outer, inner = found
    assert [outer.act, inner.act] == ["assert", "promise"]
    assert inner.parent == outer.id
    assert inner.kind == "indirect"


def test_quotation_over_paragraphs(parse_text: ParseText) -> None:
    text = (
        "“We lost everything,” the baker said. “They came at night.\n"
        "“They took the flour and the oven.\n"
        "“We will rebuild it.”\n"
        "The mayor nodded."
    )
    (found,) = read(parse_text, text)
    assert [e.quote for e in found.content] == [
        "“We lost everything,”",
        "“They came at night.",
        "“They took the flour and the oven.",
        "“We will rebuild it.”",
    ]
    assert found.kind == "direct"


def test_quotation_without_a_cue_goes_on_from_the_one_before(parse_text: ParseText) -> None:
    text = "“We lost everything,” the baker said.\n“My brother is still missing.”"
    (found,) = read(parse_text, text)
    assert words(found) == "“We lost everything,” … “My brother is still missing.”"


def test_quotation_after_reported_speech_has_its_speaker(parse_text: ParseText) -> None:
    text = "Rell said the deal was dead. “We tried for ten months and nothing came of it.”"
    (found,) = read(parse_text, text)
    assert found.kind == "mixed"
    assert [e.quote for e in found.source] == ["Rell"]


def test_each_of_two_quotations_keeps_its_own_speaker(parse_text: ParseText) -> None:
    found = read(parse_text, "“It is over,” said Rell. “It is not over,” said General Ade Brun.")
    assert [([e.quote for e in s.source], words(s)) for s in found] == [
        (["Rell"], "“It is over,”"),
        (["General Ade Brun"], "“It is not over,”"),
    ]


def test_reported_speech_runs_on_after_a_connective(parse_text: ParseText) -> None:
    text = (
        "Rell has issued a warning that Norland is massing troops. "
        "Additionally, there are intentions to attack the port."
    )
    first, second, *_ = read(parse_text, text)
    assert second.cue == second.source == ()
    assert words(second) == "Additionally, there are intentions to attack the port"
    assert "goes on from the sentence before" in (second.reason or "")
    assert first.act == "warn"


def test_outlets_own_sentence_does_not_run_on(parse_text: ParseText) -> None:
    text = "Rell said that the dam had burst. Moreover, the road is closed. Shops are empty."
    assert len(read(parse_text, text)) == 1


def test_caption_joins_no_statement(nlp: "Language") -> None:
    text = (
        "“We lost everything,” the baker said.\n“Bread”: a baker in Orle says goodbye.\n“Go home.”"
    )
    doc = document(text)
    kinds = ("body", "caption", "body")
    passages = tuple(
        Passage(id=make_id("pas", n), kind=kind, span=quote(text, m.start(), m.end()))  # type: ignore[arg-type]
        for n, (kind, m) in enumerate(zip(kinds, re.finditer(r"[^\n]+", text), strict=True))
    )
    found = find_statements(parse_passages(nlp, doc, passages), ())
    caption = passages[1].span
    for statement in found:
        inside = [caption.start <= e.start < caption.end for e in statement.evidence]
        assert all(inside) or not any(inside)


def test_statements_nest(parse_text: ParseText) -> None:
    text = "Reuters, citing an official, said Kyiv believes the dam was mined."
    found = {e.quote: s for s in read(parse_text, text) for e in s.cue}
    assert found["said"].parent is None
    assert found["citing"].parent == found["believes"].parent == found["said"].id
    assert [e.quote for e in found["citing"].source] == ["an official"]
    assert words(found["citing"]) == words(found["said"])


def test_while_gives_the_word_to_somebody_else(parse_text: ParseText) -> None:
    text = "Norland says it will not leave, while Southmark insists that it must."
    found = read(parse_text, text)
    assert [(words(s), s.parent) for s in found] == [
        ("it will not leave", None),
        ("that it must", None),
    ]


def test_participle_goes_on_with_the_speaker(parse_text: ParseText) -> None:
    text = "Rell said that the talks had failed, adding that she would try again."
    first, second = read(parse_text, text)
    assert words(first) == "that the talks had failed"
    assert second.source == first.source


def test_condition_belongs_to_the_offer(parse_text: ParseText) -> None:
    text = "Norland proposed a third meeting if the shelling stopped."
    assert words(read(parse_text, text)[0]) == "a third meeting if the shelling stopped"


def mention(parse: Parse, name: str, entity: str | None, *, level: str = "NAM") -> Mention:
    start = parse.doc.text.index(name)
    span = quote(parse.doc.text, start, start + len(name))
    return Mention(
        id=make_id("men", start), type="PER", level=level, span=span, name=span,  # type: ignore[arg-type]
        entity=entity, evidence=(span,), method="test",
    )  # fmt: skip


def test_speaker_and_addressee_are_entities(parse_text: ParseText) -> None:
    parse = parse_text("Ana Rell told the Orle council that the bridge was safe.")
    mentions = [mention(parse, "Ana Rell", "ent-1"), mention(parse, "the Orle council", "ent-2")]
    (found,) = find_statements(parse, mentions)
    assert (found.speaker, found.addressee, found.reason) == ("ent-1", "ent-2", None)


SPEAKERS = [
    ("He said it was over.", "He", "ent-1"),
    ("Norland's army said it was over.", "Norland's army", "ent-1"),
    ("Ana Rell, who leads the talks, said it was over.", "Ana Rell", "ent-1"),
    ("Norland's foreign minister, Ana Rell, said it was over.", "Ana Rell", "ent-1"),
    ("According to Ana Rell, it is over.", "Ana Rell", "ent-1"),
    ("Ana Rell's claim that it was over was denied.", "Ana Rell", "ent-1"),
    ("Norland's army said it was over.", "Norland", None),
    ("A statement by the ministry said it was over.", "the ministry", "ent-1"),
    ("The ministry's report said it was over.", "The ministry", "ent-1"),
    ("One of the officials said it was over.", "the officials", "ent-1"),
    ("A report on the ministry said it was over.", "the ministry", None),
]


@pytest.mark.parametrize(("text", "name", "speaker"), SPEAKERS)
def test_speaker_is_the_mention_that_heads_the_source(
    parse_text: ParseText, text: str, name: str, speaker: str | None
) -> None:
    parse = parse_text(text)
    found = find_statements(parse, [mention(parse, name, "ent-1")])
    assert found[0].speaker == speaker
    assert (found[0].reason is None) == (speaker is not None)


ADDRESSEES = [
    "Rell told the council that the bridge was safe.",
    "Rell asked the council whether the bridge was safe.",
    "Rell urged the council to stop the attack.",
    "Rell called on the council to stop the attack.",
    "“It is over,” Rell told the council.",
]


@pytest.mark.parametrize("text", ADDRESSEES)
def test_addressee(parse_text: ParseText, text: str) -> None:
    parse = parse_text(text)
    found = find_statements(parse, [mention(parse, "the council", "ent-2", level="NOM")])
    assert found[0].addressee == "ent-2"


def test_name_speaks_before_its_description(parse_text: ParseText) -> None:
    parse = parse_text("A spokesman, Amadou Traore, said it was over.")
    mentions = [
        mention(parse, "A spokesman", "ent-1", level="NOM"),
        mention(parse, "Amadou Traore", "ent-2"),
    ]
    assert find_statements(parse, mentions)[0].speaker == "ent-2"


def test_relative_pronoun_speaks_for_its_antecedent(parse_text: ParseText) -> None:
    parse = parse_text("Ana Rell, who denied the charge, left the room.")
    (found,) = find_statements(parse, [mention(parse, "Ana Rell", "ent-1")])
    assert [e.quote for e in found.source] == ["who"]
    assert found.speaker == "ent-1"


def test_we_in_a_speech_is_its_speaker(parse_text: ParseText) -> None:
    parse = parse_text("“We reject this proposal,” Ana Rell told the press.")
    found = find_statements(parse, [mention(parse, "Ana Rell", "ent-1")])
    inner = next(s for s in found if s.act == "reject")
    assert inner.speaker == "ent-1"
    assert inner.parent is not None


def test_first_person_hedges_in_a_speech_are_no_statements(parse_text: ParseText) -> None:
    found = read(parse_text, "“I think that we know the answer,” the general said.")
    assert len(found) == 1


PARTS = st.lists(
    st.sampled_from([
        "Rell", "said", "that", "the", "“deal”", "was", "dead", ".", ",", "“", "”", '"', "'", "‘",
        "’", "«", "»", "''", ":", ";", "—", "Norland", "denied", "it", "told", "reporters",
        "according", "to", "him", "reportedly", "\n", "we", "will", "not", "accept", "adding",
        "“No,”", "she", "asked", "why",
    ]),
    max_size=40,
)  # fmt: skip


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(parts=PARTS)
def test_evidence_quotes_the_text(parse_text: ParseText, parts: list[str]) -> None:
    parse = parse_text(" ".join(parts))
    found = find_statements(parse, ())
    ids = [s.id for s in found]
    assert len(ids) == len(set(ids))
    assert found == find_statements(parse, ())
    for statement in found:
        assert statement.content
        assert statement.parent is None or statement.parent in ids
        for e in statement.evidence:
            assert e.start < e.end
            assert parse.doc.text[e.start : e.end] == e.quote
        for one, next_one in pairwise(statement.evidence):
            assert one.end <= next_one.start
