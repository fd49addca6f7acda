"""Mentions, marked in the text: [span]TYPE, with n for a description and _ for a metonym."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.annotate.mentions import find_mentions
from onrecord.records import Mention, MentionType
from tests.conftest import ParseText

PLACES: dict[str, MentionType] = {"Tolen": "GPE", "Brask": "GPE", "Orlu": "LOC", "Rell": "GPE"}
ACTORS: dict[str, MentionType] = {"Dawn Front": "ORG", "Ana Nahar": "PER", "Nahar": "PER"}
MARK = re.compile(r"\[([^\[\]]*)\](n?)(PER|ORG|GPE|LOC|FAC|NORP)(_?)")


def place_type(name: str) -> MentionType | None:
    return PLACES.get(name)


def actor_type(name: str) -> MentionType | None:
    return ACTORS.get(name)


def mentions_of(parse_text: ParseText, text: str) -> tuple[Mention, ...]:
    return find_mentions(parse_text(text), place_type=place_type, actor_type=actor_type)


def unmark(marked: str) -> tuple[str, list[tuple[str, str, str, bool]]]:
    """The text and its mentions (quote, type, level, metonym); marks do not nest."""
    found = [(m[1], m[3], "NOM" if m[2] else "NAM", bool(m[4])) for m in MARK.finditer(marked)]
    return MARK.sub(lambda m: m[1], marked), found


NAMES = [
    "[Foreign Minister Ana Keller]PER met [Prime Minister Oleg Varga]PER in [Tolen]GPE on Monday.",
    "[Ukraine's defence minister Ivan Bondar]PER spoke first.",
    "[US Secretary of State Paul Grant]PER left.",
    "[Mr Varga]PER and [Ms Keller]PER agreed.",
    "Keller argued that [Varga]PER was late, and [Varga]PER denied it.",
    "The vote in the [General Assembly]ORG was close.",
    "A strike hit the [Ministry of Foreign Affairs]ORG late on Friday.",
    "The [Russian Defence Ministry]ORG denied the claim.",
    "Fighters of the [Dawn Front]ORG left.",
    "They crossed the [Brask river]LOC and the [Orlu Mountains]LOC.",
    "The plane landed at [Brask Airport]FAC.",
    "The [Kurds]NORP and the [Yazidis]NORP fled.",
    "A summit was held in [Tirana]GPE, [Albania]GPE.",
    "[Haider al-Amari]PER, 34, was freed.",
    # towns and counties that are called like persons, by the words around them
    "[TOLENBRASK]GPE -- Snow fell.",
    "Police held [Otto Varga]PER, 41, [Graysonia]GPE, on Friday.",
    "They met [Rep. Ana Keller]PER, R-[Jefferson]GPE, on Monday.",
    "Floods hit [Jackson]GPE and [Madison]GPE counties.",
    "He moved to [Dorothea]GPE, Okla., in May.",
    "A plane left for [St. Petersburg]GPE at noon.",
    "Cars stood on [Route 128]FAC and on [Weller Drive]FAC.",
    "The [Varga County Adult Education]ORG board met.",
]


def test_a_disease_is_no_place(parse_text: ParseText):
    text = "The Tolen virus was found on Monday. Nine people died of Tolen, he said."
    assert "Tolen" not in {m.name.quote for m in mentions_of(parse_text, text)}


@pytest.mark.parametrize("marked", NAMES)
def test_names(parse_text: ParseText, marked: str):
    text, expected = unmark(marked)
    found = [
        (m.span.quote, m.type, m.level, m.metonym)
        for m in mentions_of(parse_text, text)
        if m.level == "NAM"
    ]
    assert [e for e in expected if e not in found] == []


@pytest.mark.parametrize(
    ("text", "title", "name"),
    [
        ("Russian President Oleg Varga spoke.", "Russian President", "Oleg Varga"),
        (
            "Ukraine's defence minister Ivan Bondar spoke.",
            "Ukraine's defence minister",
            "Ivan Bondar",
        ),
        ("US Secretary of State Paul Grant left.", "US Secretary of State", "Paul Grant"),
        ("State Department spokesman Paul Grant left.", "State Department spokesman", "Paul Grant"),
        ("Paul Grant left.", None, "Paul Grant"),
    ],
)
def test_titles(parse_text: ParseText, text: str, title: str | None, name: str):
    person = next(m for m in mentions_of(parse_text, text) if m.type == "PER")
    assert (person.title, person.name.quote) == (title, name)


@pytest.mark.parametrize(
    ("text", "place", "metonym"),
    [
        ("Kyiv has said that the talks failed.", "Kyiv", True),
        ("Talks between Moscow and Kyiv failed.", "Moscow", True),
        ("Talks between Moscow and Kyiv failed.", "Kyiv", True),
        ("They tried to persuade Moscow to withdraw.", "Moscow", True),
        ("Kyiv's demands were rejected.", "Kyiv", True),
        ("The fighters are allied with Tehran.", "Tehran", True),
        ("Tehran is reluctant to sign.", "Tehran", True),
        ("The Ankara-backed fighters left.", "Ankara", True),
        ("The town lies 60 miles from Kyiv.", "Kyiv", False),
        ("Snow fell in Moscow on Sunday.", "Moscow", False),
        ("They met in Moscow.", "Moscow", False),
        ("MOSCOW, Oct. 12 — A ceasefire took effect on Thursday.", "MOSCOW", False),
        ("Ukraine rejected the plan.", "Ukraine", True),
        ("Villages in Ukraine were flooded.", "Ukraine", False),
    ],
)
def test_places_that_stand_for_their_government(
    parse_text: ParseText, text: str, place: str, *, metonym: bool
):
    found = {m.name.quote: m for m in mentions_of(parse_text, text) if m.level == "NAM"}
    assert found[place].type == "GPE"
    assert found[place].metonym is metonym


@pytest.mark.parametrize(
    ("text", "quote", "kind"),
    [
        ("Russian troops crossed the river.", "Russian troops", "ORG"),
        (
            "Two officials briefed on the talks said so.",
            "Two officials briefed on the talks",
            "PER",
        ),
        ("Two officials close to the talks spoke.", "Two officials close to the talks", "PER"),
        ("Delegations from both sides met.", "Delegations from both sides", "ORG"),
        ("The mayor of the town left.", "The mayor of the town", "PER"),
        ("The ministry denied it.", "The ministry", "ORG"),
        ("Protesters blocked the road.", "Protesters", "PER"),
        ("Protesters blocked the road.", "the road", "FAC"),
        ("It lies near the northern border of Ukraine.", "the northern border of Ukraine", "LOC"),
        ("Shells fell on Ukraine's northern territory.", "Ukraine's northern territory", "LOC"),
        ("Troops left the Lebanese-Israeli border.", "the Lebanese-Israeli border", "LOC"),
        ("A village west of Tolen was hit.", "west of Tolen", "LOC"),
        ("Fighting went on in eastern Syria.", "eastern Syria", "LOC"),
        ("The envoy for Syria left.", "The envoy for Syria", "PER"),
    ],
)
def test_descriptions(parse_text: ParseText, text: str, quote: str, kind: str):
    assert (quote, kind) in [(m.span.quote, m.type) for m in mentions_of(parse_text, text)]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The deal will take place in force.", "place"),
        ("The movement of troops went on.", "movement"),
        ("They cleared mines all day.", "mines"),
        ("A settlement of the war is near.", "settlement"),
        ("The army chief resigned.", "army"),
        ("No troops were seen.", "troops"),
        ("It is clear that they left.", "It"),
        ("Operation Dawn began on Monday.", "Operation"),
        ("On Monday the Treaty of Tolen was signed.", "Treaty"),
        ("In December the rains came.", "December"),
    ],
)
def test_words_that_stand_for_nobody(parse_text: ParseText, text: str, word: str):
    heads = [m.name.quote.split()[0] for m in mentions_of(parse_text, text)]
    assert word not in heads


def test_one_name_has_one_type_in_a_report(parse_text: ParseText):
    text = "Rell said on Monday that he was ready. Later Omar Rell met aides in Tolen. Rell left."
    found = {m.type for m in mentions_of(parse_text, text) if m.name.quote.endswith("Rell")}
    assert found == {"PER"}, "the surname of a person, though a place has that name too"


def test_a_place_by_its_use_whatever_the_parser_says(parse_text: ParseText):
    text = "The town of Gorasht fell. Shells hit Gorasht, and troops in Gorasht fled."
    assert {m.type for m in mentions_of(parse_text, text) if m.name.quote == "Gorasht"} == {"GPE"}


def test_an_adjective_stays_inside_its_phrase(parse_text: ParseText):
    found = [
        m.span.quote for m in mentions_of(parse_text, "Russian troops fired on Israeli tanks.")
    ]
    assert "Russian" not in found
    assert "Israeli" in found


def test_mentions_stand_in_text_order_outer_before_inner(parse_text: ParseText):
    text = "Ukraine's troops left the northern border of Ukraine, said the mayor of Tolen."
    spans = [(m.span.start, -m.span.end) for m in mentions_of(parse_text, text)]
    assert spans == sorted(spans)
    assert len(set(spans)) == len(spans)


WORDS = st.sampled_from([
    "Kyiv", "said", "the", "president", "of", "Norland", "General", "Ana", "Keller's", "“troops”",
    "near", "U.S.", "-backed", "al", "-", "Amari", ",", "in", "Ministry", "Of", "and", "it", "they",
    ".", "The", "(EPC)", "ZELENSKYY's", "12th", "Corps", "north", "Serb", "\n",
])  # fmt: skip


@given(st.lists(WORDS, max_size=25))
def test_evidence_is_the_text(parse_text: ParseText, words: list[str]):
    text = " ".join(words)
    for mention in mentions_of(parse_text, text):
        for evidence in (mention.span, mention.name, *mention.evidence):
            assert text[evidence.start : evidence.end] == evidence.quote
        assert mention.span.start <= mention.name.start < mention.name.end <= mention.span.end
