"""What is on the table: items, moves and the state that follows."""

import pytest

from onrecord.annotate.events import find_events
from onrecord.annotate.times import find_times
from onrecord.fuse.talks import group_talks
from onrecord.fuse.talks.lexicon import MOVE_KINDS, load_talks_lexicon
from onrecord.fuse.talks.states import find_state
from onrecord.records import Move, MoveKind, Proposal
from onrecord.syntax import Parse
from tests.annotate.marked import read_marked
from tests.conftest import ParseText


def talks(parse_text: ParseText, marked: str) -> tuple[tuple[Proposal, ...], dict[str, str], Parse]:
    parse, mentions, entities = read_marked(parse_text, marked)
    times = find_times(parse)
    events = find_events(parse, mentions, times, (), ())
    names = {e.id: e.name for e in entities}
    return group_talks(parse, mentions, entities, (), events, times), names, parse


Row = tuple[str, str, list[tuple[str, str | None]], str]
"""Kind, title, moves with who made them, state."""

CASES: list[tuple[str, list[Row]]] = [
    (
        "[Norland]M proposed a second round in [Geneva]G.",
        [("meeting", "second round", [("propose", "Norland")], "open")],
    ),
    (
        "[Norland]M suggested a second round. [Southmark]M has not accepted another round so far.",
        [("meeting", "second round", [("propose", "Norland")], "open")],
    ),
    (
        "[Norland]M proposed a truce. [Southmark]M rejected the truce.",
        [("ceasefire", "truce", [("propose", "Norland"), ("reject", "Southmark")], "rejected")],
    ),
    (
        "[Norland]M proposed a truce. [Southmark]M accepted the truce on Monday.",
        [("ceasefire", "truce", [("propose", "Norland"), ("accept", "Southmark")], "agreed")],
    ),
    (
        "[Southmark]M would attend a second round if [Norland]M first withdrew its army.",
        [("meeting", "second round", [("condition", "Southmark")], "conditioned")],
    ),
    (
        "[Norland]M promised to supply its memorandum to [Southmark]M.",
        [("document", "memorandum", [("promise", "Norland")], "open")],
    ),
    (
        "[Norland]M has already submitted its ceasefire terms.",
        [("document", "ceasefire terms", [("table", "Norland")], "open")],
    ),
    (
        "[Norland]M rejected a proposal to hold talks with [Southmark]M.",
        [("meeting", "talks with Southmark", [("reject", "Norland")], "rejected")],
    ),
    (
        "[Norland]M called off the talks with [Southmark]M.",
        [("meeting", "talks with Southmark", [("postpone", "Norland")], "lapsed")],
    ),
    (
        "[Norland]M violated the ceasefire with [Southmark]M.",
        [("ceasefire", "ceasefire with Southmark", [("violate", "Norland")], "violated")],
    ),
    (
        "[Southmark]M demanded the withdrawal of [Norland]N troops from the bridge.",
        [
            (
                "withdrawal",
                "withdrawal of Norland troops from the bridge",
                [("propose", "Southmark")],
                "open",
            )
        ],
    ),
    (
        "[Norland]M offered an exchange of prisoners.",
        [("exchange", "exchange of prisoners", [("propose", "Norland")], "open")],
    ),
    (
        "[Norland]M will hold talks with [Southmark]M on Friday.",
        [("meeting", "talks with Southmark", [("promise", "Norland")], "scheduled")],
    ),
    (
        "[Norland]M and [Southmark]M met in [Geneva]G but failed to advance peace talks.",
        [
            (
                "meeting",
                "peace talks",
                [
                    ("hold", "Norland"),
                    ("hold", "Southmark"),
                    ("fail", "Norland"),
                    ("fail", "Southmark"),
                ],
                "held",
            )
        ],
    ),
    # what was held is not what is proposed now; a form tells two meetings apart
    (
        (
            "[Norland]M and [Southmark]M met in [Geneva]G. [Norland]M proposed a trilateral "
            "meeting. [Southmark]M offered direct talks."
        ),
        [
            (
                "meeting",
                "meeting: Norland, Southmark",
                [("hold", "Norland"), ("hold", "Southmark")],
                "held",
            ),
            ("meeting", "trilateral meeting", [("propose", "Norland")], "open"),
            ("meeting", "direct talks", [("propose", "Southmark")], "open"),
        ],
    ),
    # what is done on terms is a condition, of whoever sets them
    (
        "[Norland]M would withdraw its tanks from [Orle]G only if the siege of [Kesh]G ended.",
        [
            (
                "withdrawal",
                "withdrawal: tanks from Orle",
                [("condition", "Norland")],
                "conditioned",
            )
        ],
    ),
    (
        "[Southmark]M accepted the truce on that condition.",
        [("ceasefire", "truce", [("condition", "Southmark")], "conditioned")],
    ),
    (
        "The truce is to begin on Monday if [Norland]M opens the road.",
        [("ceasefire", "truce", [("condition", None)], "conditioned")],
    ),
    # who demands a thing and rejects the terms of an answer has not rejected the thing
    (
        (
            "[Norland]M would pull out its troops if it was paid. [Southmark]M rejected the offer. "
            "[Southmark]M had demanded an immediate withdrawal."
        ),
        [
            (
                "withdrawal",
                "withdrawal: troops",
                [("propose", "Southmark"), ("condition", "Norland"), ("reject", "Southmark")],
                "conditioned",
            )
        ],
    ),
    # what a siege or a strike will last until is demanded
    (
        "The raids will go on until [Norland]M withdraws its army from [Orle]G.",
        [("withdrawal", "withdrawal: army from Orle", [("propose", None)], "open")],
    ),
    (
        "The raids went on until [Norland]M withdrew its army.",
        [
            ("withdrawal", "withdrawal: army", [("carry out", "Norland")], "carried out"),
        ],
    ),
    # done, put off, broken, alleged to be broken
    (
        "[Norland]M has withdrawn its guns from the bridge.",
        [
            (
                "withdrawal",
                "withdrawal: guns from the bridge",
                [("carry out", "Norland")],
                "carried out",
            )
        ],
    ),
    (
        "[Norland]M refused to pull back the guns.",
        [("withdrawal", "withdrawal: guns", [("reject", "Norland")], "rejected")],
    ),
    (
        "A truce came into force on Monday. [Norland]M accused [Southmark]M of breaking the truce.",
        [
            (
                "ceasefire",
                "truce",
                [("carry out", None), ("violate", "Southmark")],
                "carried out",
            )
        ],
    ),
    (
        "The truce did not begin on Monday as planned.",
        [("ceasefire", "truce", [("postpone", None)], "open")],
    ),
    # meetings to come, in passive, under "is to" and in a clause of their own
    (
        "The peace talks will be held in [Geneva]G.",
        [("meeting", "peace talks", [("promise", None)], "scheduled")],
    ),
    (
        "Peace talks are to begin on 3 May 2021.",
        [("meeting", "Peace talks", [("promise", None)], "scheduled")],
    ),
    (
        "[Norland]M praised the peace talks that are planned for 3 May 2021.",
        [("meeting", "peace talks", [("promise", None)], "scheduled")],
    ),
    # an answer that names nothing is to what was spoken of last
    (
        "[Norland]M proposed a truce. [Southmark]M would sign if the road was opened.",
        [
            (
                "ceasefire",
                "truce",
                [("propose", "Norland"), ("condition", "Southmark")],
                "conditioned",
            )
        ],
    ),
    ("[Norland]M blamed [Southmark]M for holding talks.", []),
    # what is told beside a demand is not what is demanded
    (
        "[Norland]M made demands for a truce during a summit.",
        [("ceasefire", "truce", [("propose", "Norland")], "open")],
    ),
    # an applauding third party accepts nothing
    ("[Norland]M welcomed the truce.", []),
    # no moves: a condition, a possibility, a person's private meeting, an adjunct
    ("If [Norland]M engages in talks, oil will rise.", []),
    ("[Norland]M may propose a truce.", []),
    ("In a phone call [Norland]M urged calm.", []),
]


@pytest.mark.parametrize(("marked", "rows"), CASES)
def test_talks(parse_text: ParseText, marked: str, rows: list[Row]) -> None:
    proposals, names, _ = talks(parse_text, marked)
    got = [
        (p.kind, p.title, [(m.kind, names.get(m.by or "")) for m in p.moves], p.state)
        for p in proposals
    ]
    assert got == rows


def test_no_reply_is_not_a_rejection(parse_text: ParseText) -> None:
    [proposal], names, _ = talks(
        parse_text,
        "[Norland]M suggested a second round. [Southmark]M had not accepted another round.",
    )
    assert proposal.state == "open"
    assert "Southmark has not accepted so far" in proposal.reason
    assert {names[p] for p in proposal.parties} == {"Norland", "Southmark"}


def test_the_condition_stands_among_the_terms(parse_text: ParseText) -> None:
    [proposal], _, parse = talks(
        parse_text, "[Southmark]M will attend the talks if [Norland]M leaves the bridge."
    )
    assert [t.quote for t in proposal.terms] == ["if Norland leaves the bridge"]
    for evidence in (*proposal.evidence, *proposal.moves[0].evidence):
        assert parse.doc.text[evidence.start : evidence.end] == evidence.quote


def test_a_caption_puts_nothing_on_the_table(parse_text: ParseText) -> None:
    parse, mentions, entities = read_marked(
        parse_text, "[Norland]M proposed talks with [Southmark]M."
    )
    events = find_events(parse, mentions, (), (), ())
    caption = Parse(
        parse.doc, parse.passages, parse.sentences, parse.tokens, parse.bounds, ("caption",)
    )
    assert group_talks(parse, mentions, entities, (), events, ())
    assert group_talks(caption, mentions, entities, (), events, ()) == ()


def move(kind: MoveKind, by: str | None = None) -> Move:
    return Move(id=kind, kind=kind, by=by, evidence=(), method="test")


@pytest.mark.parametrize(
    ("kinds", "state"),
    [
        (["propose"], "open"),
        (["propose", "accept"], "agreed"),
        (["propose", "reject"], "rejected"),
        (["reject", "propose"], "open"),
        (["propose", "accept", "hold"], "held"),
        (["accept", "carry out", "violate"], "violated"),
        (["propose", "fail"], "lapsed"),
        (["propose", "postpone"], "open"),
    ],
)
def test_states(kinds: list[MoveKind], state: str) -> None:
    moves = [move(kind, by=f"party-{n}") for n, kind in enumerate(kinds)]
    assert find_state("ceasefire", moves, names={})[0] == state


def test_accepting_ones_own_proposal_is_no_agreement() -> None:
    moves = [move("propose", "a"), move("accept", "a")]
    assert find_state("meeting", moves, names={})[0] == "open"


def test_every_class_of_move_words_is_a_move() -> None:
    lexicon = load_talks_lexicon()
    assert set(lexicon.moves.values()) == set(MOVE_KINDS)
    assert set(lexicon.stances.values()) <= set(MOVE_KINDS)
