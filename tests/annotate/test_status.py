"""Whether it happened: a table of labelled sentences, and the rules one by one."""

import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.annotate.status import innermost, judge_status
from onrecord.annotate.status.cues import _classes, load_cues
from onrecord.errors import ConfigError
from onrecord.records import Statement
from onrecord.syntax import Parse
from onrecord.text import quote
from tests.conftest import ParseText, unmark

TABLE = Path(__file__).with_name("status_sentences.txt")
FUZZ = (
    "if not the army denied that it had planned to attack , a truce of talks would be held . "
    "no whether who “ ” ? stop without before could was were to and said"
)
NOT_HAPPENED = {"planned", "proposed", "threatened", "hypothetical", "denied", "prevented"}


def judge_marked(parse_text: ParseText, marked: str) -> list[tuple[str, str]]:
    """The labels of the marked events and our statuses."""
    text, spans = unmark(marked)
    parse = parse_text(text)
    return [(label, judge_status(parse, start, end).status) for start, end, label in spans]


def test_the_table_of_sentences(parse_text: ParseText) -> None:
    """Over 840 events written for onrecord, 79 to 113 a status; the misses are named on failing."""
    lines = [line for line in TABLE.read_text(encoding="utf-8").splitlines() if line]
    judged = [
        (*pair, line)
        for line in lines
        if not line.startswith("#")
        for pair in judge_marked(parse_text, line)
    ]
    sizes = Counter(gold for gold, _, _ in judged)
    assert len(judged) >= 840
    assert min(sizes.values()) >= 75
    assert len(sizes) == 9
    misses = [f"{gold} != {ours}: {line}" for gold, ours, line in judged if gold != ours]
    assert len(misses) / len(judged) < 0.03, "\n".join(misses)
    false = [line for gold, ours, line in judged if gold in NOT_HAPPENED and ours == "occurred"]
    assert len(false) / sum(gold in NOT_HAPPENED for gold, _, _ in judged) < 0.02, "\n".join(false)


RULES = [
    # told is told; hearsay is not
    ("Medics said the army had [shelled]occurred the clinic.", "told"),
    ("The army has allegedly [shelled]unknown the clinic.", "adverb of hearsay"),
    ("Reports said the army had [shelled]unknown the clinic.", "reports say so"),
    # tense and modality
    ("The bank said it would [close]planned on Monday.", "a future in what was said"),
    ("A strike would [close]hypothetical the port.", "would, of nobody's words"),
    ("Under the deal, the army would [leave]proposed the hills.", "would, of a plan"),
    ("The port may have [closed]unknown.", "may have"),
    ("The port cannot be [reached]prevented.", "cannot"),
    ("They were to [sign]planned it at noon.", "was to"),
    ("The crew had to [abandon]occurred the ship.", "had to"),
    ("The crew will have to [abandon]planned the ship.", "will have to"),
    ("The judges must [recuse]proposed themselves, she said.", "must"),
    # conditions
    ("If the dam [breaks]hypothetical, the town will [flood]hypothetical.", "condition"),
    ("Asked if he had [fled]unknown, he laughed.", "if of a question"),
    ("He threatened to [close]threatened the strait if attacked.", "threat with a condition"),
    # what warns of itself threatens
    ("The sect warned that it would [burn]threatened the shrine.", "warns of itself"),
    ("The sect warned of [arson]hypothetical.", "warns of another"),
    ("The mayor pledged to [rebuild]planned the school.", "a vow of good"),
    # the innermost cue wins; denial, thwarting and "no" reach through
    ("The senate debated a call to [ban]proposed the party.", "innermost cue"),
    ("The minister denied any plan to [sell]denied the port.", "denial reaches through"),
    ("Police uncovered a plot to [bomb]prevented the train.", "thwarting reaches through"),
    ("There are no plans to [sell]denied the port.", "no reaches through"),
    # refused is denied, thwarted prevented
    ("The bank refused to [pay]denied.", "refused"),
    ("The bank was unable to [pay]prevented.", "unable"),
    ("The court halted the [sale]prevented.", "halted"),
    ("Boats patrol to prevent [smuggling]hypothetical.", "only to be prevented"),
    # attempts
    ("They tried to [flee]unknown.", "tried"),
    ("They are trying to [flee]planned.", "trying"),
    # presupposed
    ("The [raid]occurred will not deter the union.", "a known event"),
    ("She praised the [rescue]occurred.", "praised"),
    ("He was killed in the [raid]occurred.", "in the raid"),
    # no reply is not a rejection: only the accepting is denied
    ("Oslo has so far not [accepted]denied another [round]denied.", "not accepted"),
    # nouns
    ("An alleged [theft]unknown is under inquiry.", "alleged"),
    ("No [deal]denied was reached.", "no"),
    ("They fled without a [fight]denied.", "without"),
    ("The mayors met ahead of the [vote]planned.", "ahead of"),
    ("The [talks]occurred broke down.", "failed talks were held"),
    ("The [attack]prevented failed.", "a failed attack"),
    ("[Talks]ongoing continue in Bern.", "continue"),
    ("The [strike]occurred has ended.", "ended"),
    ("The [strike]ongoing has not ended.", "not ended"),
    ("The mayor accepted the [truce]planned.", "accepted is not done"),
    ("[Summit]prevented postponed.", "a headline's bare passive"),
    # what something will last until is still to come; what it lasted until is not
    ("The boycott will go on until they [leave]planned.", "until, present"),
    ("He said the raids would go on until they [left]hypothetical.", "until under would"),
    ("The raids went on until they [left]occurred.", "until in the past"),
    ("He said it would pay as soon as they [left]hypothetical.", "as soon as"),
    ("He said it would wait until the [attack]occurred was answered.", "a fact in an until"),
    ("He listed his conditions for [leaving]hypothetical the port.", "conditions for"),
    ("The board set conditions for [leaving]hypothetical the port.", "set conditions for"),
    ("The army halted the raids on the coast to [allow]planned a transfer.", "what for"),
    # a toll, a rank, what may be said of it, what it is in spite of: facts
    ("They came down to [rob]occurred more than forty farms.", "a purpose with a toll"),
    ("She was the first to [quit]occurred.", "the first to do it"),
    ("She was the first minister to [quit]occurred.", "the first of her kind to do it"),
    ("The [inquiry]ongoing may last a year.", "a known event may go on"),
    ("They will not leave because of the [raids]occurred.", "because of"),
    ("The [talks]occurred aimed at a truce took place in Bern.", "what it is for"),
    ("The mayor has no [plan]denied and makes no secret of it.", "no plan"),
    ("The bank [made]occurred no secret of its losses.", "no with a verb of having"),
    # said politely, told to, able to, asked for
    ("We would like to state that the bank [paid]occurred.", "would like to state"),
    ("Posters told people to [flee]proposed.", "told to"),
    ("The crew was able to [land]occurred.", "was able to"),
    ("The crew is able to [land]hypothetical.", "is able to"),
    ("She sought the [aid]proposed of the navy.", "sought a noun"),
    # announced: in force where saying so does it, to come otherwise
    ("The police announced the [arrest]occurred of two thieves.", "announced, done"),
    ("The army announced a [withdrawal]planned.", "announced, to come"),
    # not to do it
    ("He regretted the decision not to [sign]denied.", "a decision not to"),
    ("Not one boat [sailed]denied.", "not one"),
    # questions
    ("Has the army [left]unknown?", "a question"),
    ("It is unknown who [fired]unknown.", "unknown who"),
]  # fmt: skip


@pytest.mark.parametrize("marked", [rule for rule, _ in RULES], ids=[name for _, name in RULES])
def test_rule(parse_text: ParseText, marked: str) -> None:
    for gold, ours in judge_marked(parse_text, marked):
        assert ours == gold


@pytest.mark.parametrize(
    ("marked", "certainty", "polarity"),
    [
        ("The army [took]x the hill.", "certain", "positive"),
        ("The army may [take]x the hill.", "possible", "positive"),
        ("The army has probably [taken]x the hill.", "probable", "positive"),
        ("The army did not [take]x the hill.", "certain", "negative"),
        ("The army failed to [take]x the hill.", "certain", "negative"),
        ("The rebels are believed to have [fled]x.", "probable", "positive"),
    ],
)
def test_certainty_and_polarity(
    parse_text: ParseText, marked: str, certainty: str, polarity: str
) -> None:
    text, [(start, end, _)] = unmark(marked)
    judgement = judge_status(parse_text(text), start, end)
    assert (judgement.certainty, judgement.polarity) == (certainty, polarity)


def test_the_present_of_a_caption_has_occurred(parse_text: ParseText) -> None:
    text, [(start, end, _)] = unmark("Ministers [sign]x the accord in Bern.")
    parse = parse_text(text)
    assert judge_status(parse, start, end).status == "ongoing"
    caption = Parse(
        parse.doc, parse.passages, parse.sentences, parse.tokens, parse.bounds, ("caption",)
    )
    assert judge_status(caption, start, end).status == "occurred"


def statement(text: str, said: str, ident: str, act: str = "assert") -> Statement:
    """A statement whose content is `said`."""
    start = text.index(said)
    content = quote(text, start, start + len(said))
    return Statement(
        id=ident,
        source=(),
        cue=(),
        content=(content,),
        kind="indirect",
        act=act,  # type: ignore[arg-type]  # a literal in every call
        evidence=(content,),
        method="test",
    )


def test_the_holder_is_the_innermost_statement(parse_text: ParseText) -> None:
    text = "The paper said the mayor had denied that the army fired on the crowd."
    outer = statement(text, "the mayor had denied that the army fired on the crowd", "sta-1")
    inner = statement(text, "the army fired on the crowd", "sta-2")
    parse = parse_text(text)
    fired, denied = text.index("fired"), text.index("denied")
    judgement = judge_status(parse, fired, fired + 5, (outer, inner))
    assert (judgement.status, judgement.holder) == ("denied", "sta-2")
    assert judge_status(parse, denied, denied + 6, (outer, inner)).holder == "sta-1"
    assert judge_status(parse, 10, 14, (outer, inner)).holder == "outlet"
    assert innermost((), fired, fired + 5) is None


def test_a_quoted_accusation_leaves_it_open(parse_text: ParseText) -> None:
    text = "“Their agents poisoned the wells,” the envoy said."
    accusation = statement(text, "Their agents poisoned the wells", "sta-1", act="accuse")
    start = text.index("poisoned")
    judgement = judge_status(parse_text(text), start, start + 8, (accusation,))
    assert judgement.status == "unknown"


def test_a_reason_names_the_cue(parse_text: ParseText) -> None:
    text, [(start, end, _)] = unmark("The union urged the mayor to [resign]x.")
    judgement = judge_status(parse_text(text), start, end)
    assert "urged" in judgement.reason


def test_a_span_outside_every_sentence_is_unknown(parse_text: ParseText) -> None:
    parse = parse_text("The army left.\n\nIt rained.")
    assert judge_status(parse, 14, 15).status == "unknown"


def test_a_key_has_one_class() -> None:
    cues = load_cues()
    assert cues.verbs["call for"] == "propose"
    assert cues.verbs["call off"] == "prevent"
    with pytest.raises(ConfigError, match="one class"):
        _classes("verbs", {"plan": "plan aim", "deny": "deny plan"})


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data())
def test_any_span_of_any_text_is_judged(parse_text: ParseText, data: st.DataObject) -> None:
    words = st.sampled_from(FUZZ.split())
    text = " ".join(data.draw(st.lists(words, min_size=1, max_size=14)))
    parse = parse_text(text)
    for found in re.finditer(r"\w+", text):
        judgement = judge_status(parse, found.start(), found.end())
        assert judgement == judge_status(parse, found.start(), found.end())
        assert judgement.reason
