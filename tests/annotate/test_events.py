"""Events in PLOVER: type, parties, place, time and figures of each, and the lexicon behind them."""

import re
import tomllib
from importlib.resources import files
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.annotate.event_words import _verb_frame, load_lexicon
from onrecord.annotate.events import code_pair, find_events
from onrecord.annotate.quantities import find_quantities
from onrecord.annotate.times import find_times
from onrecord.errors import ConfigError
from onrecord.records import EventMention, PloverType
from tests.annotate.marked import read_marked
from tests.conftest import ParseText, unmark

FUZZ = (
    "[Norland]M [Orle]G shelled said it would agree to meet with talks on the truce , and of "
    "attack by . held refused a call for aid that"
)
Row = tuple[str, str, list[str], list[str], str | None]
"""Trigger, type, actors, recipients, place."""


def found(parse_text: ParseText, marked: str) -> tuple[list[Row], list[EventMention]]:
    parse, mentions, _ = read_marked(parse_text, marked)
    times = find_times(parse)
    events = find_events(parse, mentions, times, find_quantities(parse, times), ())
    name = {m.id: m.span.quote for m in mentions}
    rows: list[Row] = [
        (
            e.trigger.quote,
            e.type,
            [name[a] for a in e.actors],
            [name[r] for r in e.recipients],
            name[e.place] if e.place else None,
        )
        for e in events
    ]
    return rows, list(events)


CASES: list[tuple[str, list[Row]]] = [
    # one event: active, passive, reduced, relative, without an actor
    ("[Norland]M shelled [Orle]G.", [("shelled", "ASSAULT", ["Norland"], ["Orle"], "Orle")]),
    (
        "[The envoy]P was arrested by [the militia]O in [Orle]G.",
        [("arrested", "COERCE", ["the militia"], ["The envoy"], "Orle")],
    ),
    (
        "At least nine people were killed in [Orle]G.",
        [("killed", "ASSAULT", [], [], "Orle")],
    ),
    (
        "[The army]O, which besieged [Orle]G, lifted the curfew.",
        [
            ("besieged", "ASSAULT", ["The army"], ["Orle"], "Orle"),
            ("lifted", "CONCEDE", ["The army"], [], None),
        ],
    ),
    # nouns and light verbs
    (
        "The shelling of [Orle]G by [Norland]M went on.",
        [("shelling", "ASSAULT", ["Norland"], ["Orle"], "Orle")],
    ),
    (
        "[Norland]M launched an attack on [Orle]G.",
        [("attack", "ASSAULT", ["Norland"], ["Orle"], "Orle")],
    ),
    (
        "An attack on [Orle]G was carried out by [Norland]M.",
        [("attack", "ASSAULT", ["Norland"], ["Orle"], "Orle")],
    ),
    (
        "[Syrian]N shelling killed [Ana Rell]P.",
        [
            ("shelling", "ASSAULT", ["Syrian"], [], None),
            ("killed", "ASSAULT", ["Syrian"], ["Ana Rell"], None),
        ],
    ),
    # reciprocal
    (
        "[Norland]M and [Southmark]M met in [Geneva]G.",
        [("met", "CONSULT", ["Norland", "Southmark"], ["Norland", "Southmark"], "Geneva")],
    ),
    (
        "[Norland]M held talks with [Southmark]M in [Geneva]G.",
        [("talks", "CONSULT", ["Norland"], ["Southmark"], "Geneva")],
    ),
    (
        "A meeting between [Ana Rell]P and [Tom Vey]P was held in [Geneva]G.",
        [("meeting", "CONSULT", ["Ana Rell", "Tom Vey"], ["Ana Rell", "Tom Vey"], "Geneva")],
    ),
    # the place inside a name is where, not who
    (
        "[Norland]M proposed a second [Geneva]G meeting.",
        [
            ("proposed", "AGREE", ["Norland"], [], None),
            ("meeting", "CONSULT", [], [], "Geneva"),
        ],
    ),
    # operators take their type from what they govern
    (
        "[Norland]M agreed to withdraw from [Orle]G.",
        [
            ("agreed", "AGREE", ["Norland"], ["Orle"], "Orle"),
            ("withdraw", "RETREAT", ["Norland"], ["Orle"], "Orle"),
        ],
    ),
    (
        "[Norland]M refused to release [Ana Rell]P.",
        [
            ("refused", "REJECT", ["Norland"], ["Ana Rell"], None),
            ("release", "RETREAT", ["Norland"], ["Ana Rell"], None),
        ],
    ),
    (
        "[Norland]M threatened to bomb [Southmark]M.",
        [
            ("threatened", "THREATEN", ["Norland"], ["Southmark"], None),
            ("bomb", "ASSAULT", ["Norland"], ["Southmark"], None),
        ],
    ),
    (
        "[The council]O demanded that [Norland]M free the hostages.",
        [
            ("demanded", "REQUEST", ["The council"], ["Norland"], None),
            ("free", "RETREAT", ["Norland"], [], None),
        ],
    ),
    (
        "[Norland]M suspended aid to [Southmark]M.",
        [("suspended", "SANCTION", ["Norland"], ["Southmark"], None)],
    ),
    (
        "[Norland]M decided to ease the curfew in [Orle]G.",
        [("ease", "CONCEDE", ["Norland"], [], "Orle")],
    ),
    # answers go to who is answered
    (
        "[Norland]M rejected a call from [the council]O for a truce.",
        [
            ("rejected", "REJECT", ["Norland"], ["the council"], None),
            ("call", "REQUEST", ["the council"], [], None),
            ("truce", "RETREAT", [], [], None),
        ],
    ),
    # PLOVER's own rules
    (
        "[Norland]M announced a withdrawal from [Orle]G.",
        [
            ("announced", "CONCEDE", ["Norland"], ["Orle"], "Orle"),
            ("withdrawal", "RETREAT", ["Norland"], ["Orle"], "Orle"),
        ],
    ),
    (
        "[Norland]M withdrew from [Orle]G.",
        [("withdrew", "RETREAT", ["Norland"], ["Orle"], "Orle")],
    ),
    (
        "[Norland]M cancelled a visit to [Southmark]M.",
        [
            ("cancelled", "REJECT", ["Norland"], ["Southmark"], None),
            ("visit", "CONSULT", [], ["Southmark"], None),
        ],
    ),
    (
        "[Norland]M and [Southmark]M began a joint military exercise.",
        [("exercise", "COOPERATE", ["Norland", "Southmark"], ["Norland", "Southmark"], None)],
    ),
    (
        "[Norland]M has massed troops near [Orle]G.",
        [("massed", "MOBILIZE", ["Norland"], [], "Orle")],
    ),
    (
        "[Norland]M sent peacekeepers to [Orle]G.",
        [("sent", "AID", ["Norland"], ["Orle"], "Orle")],
    ),
    # a party's call to end its own conflict is AGREE, another's REQUEST
    (
        "[Norland]M called for an end to its war with [Southmark]M.",
        [
            ("called", "AGREE", ["Norland"], ["Southmark"], None),
            ("end", "RETREAT", [], ["Southmark"], None),
            ("war", "ASSAULT", [], ["Southmark"], None),
        ],
    ),
    (
        "[The council]O called for an end to the war between [Norland]M and [Southmark]M.",
        [
            ("called", "REQUEST", ["The council"], ["Norland", "Southmark"], None),
            ("end", "RETREAT", [], ["Norland", "Southmark"], None),
            ("war", "ASSAULT", ["Norland", "Southmark"], ["Norland", "Southmark"], None),
        ],
    ),
    # an exercise of one's own is MOBILIZE
    (
        "[Norland]M held a naval exercise off [Orle]G.",
        [("exercise", "MOBILIZE", ["Norland"], [], "Orle")],
    ),
    # a mobilisation that is only the context of an assault is none of its own
    (
        "[Norland]M sent troops to storm [Orle]G.",
        [("storm", "ASSAULT", ["Norland"], ["Orle"], "Orle")],
    ),
    # a weapon that hits, a town that is captured, an office that is taken over
    (
        "A rocket hit a lane in [Orle]G.",
        [("hit", "ASSAULT", [], [], "Orle")],
    ),
    (
        "[Norland]M captured [Orle]G.",
        [("captured", "ASSAULT", ["Norland"], ["Orle"], "Orle")],
    ),
    ("[Norland]M took over command from [Southmark]M.", []),
    # where it is signed and who tells it are no parties to it
    (
        "[Norland]M signed a peace treaty for the coast in [Orle]G, according to [Ana Rell]P.",
        [("signed", "SUPPORT", ["Norland"], [], "Orle")],
    ),
    (
        "[Norland]M signed a peace treaty at [Orle Palace]F.",
        [("signed", "SUPPORT", ["Norland"], [], "Orle Palace")],
    ),
    ("A treaty is to be signed in [Orle]G.", [("signed", "SUPPORT", [], [], "Orle")]),
    # a promise on terms is no agreement
    (
        "[Norland]M said [Norland]M would sign if [Southmark]M left.",
        [("sign", "SUPPORT", ["Norland"], [], None)],
    ),
    # the setting of what is told is no event of its own
    (
        "[Norland]M accused [Southmark]M after years of war.",
        [("accused", "ACCUSE", ["Norland"], ["Southmark"], None)],
    ),
    ("The war has spread.", [("war", "ASSAULT", [], [], None)]),
    ("Power returned to [Orle]G.", []),
    ("[The opposition]O won a seat.", []),
    ("Families fled to the fields near [Orle]G.", []),
    # who attacks a rival does it in words; who liberates a town, by force
    ("[Ana Rell]P attacked [Tom Vey]P.", [("attacked", "ACCUSE", ["Ana Rell"], ["Tom Vey"], None)]),
    (
        "The liberation of [Orle]G went on.",
        [("liberation", "ASSAULT", [], ["Orle"], "Orle")],
    ),
    # what somebody says he will do is the deed, to come
    (
        "[Norland]M said [Norland]M would free [Ana Rell]P.",
        [("free", "RETREAT", ["Norland"], ["Ana Rell"], None)],
    ),
    # one meeting, told with two words
    (
        "[Ana Rell]P met [Tom Vey]P for talks in [Geneva]G.",
        [("met", "CONSULT", ["Ana Rell"], ["Tom Vey"], "Geneva")],
    ),
    # a country before a noun acts, a town is where; nouns joined share who did them
    ("The [US]M raid on [Orle]G went on.", [("raid", "ASSAULT", ["US"], ["Orle"], "Orle")]),
    ("The [Orle]G raid went on.", [("raid", "ASSAULT", [], [], "Orle")]),
    (
        "Raids and bombings by [the army]O went on.",
        [
            ("Raids", "ASSAULT", ["the army"], [], None),
            ("bombings", "ASSAULT", ["the army"], [], None),
        ],
    ),
    # whose subject undergoes it
    ("[Ana Rell]P faces trial.", [("trial", "ACCUSE", [], ["Ana Rell"], None)]),
    (
        "[The army]O killed [Ana Rell]P in an air raid.",
        [
            ("killed", "ASSAULT", ["The army"], ["Ana Rell"], None),
            ("raid", "ASSAULT", ["The army"], [], None),
        ],
    ),
    # nobody's deed, no foe, no captive, no threat
    ("[Ana Rell]P was struck by a van in [Orle]G.", []),
    ("[Ana Rell]P died after a battle with cancer.", []),
    ("[The studio]O released a film.", []),
    ("[The bureau]O warned of floods.", []),
    ("[Ana Rell]P was questioned by [the police]O.", []),
    ("A ruling threatens the calm of [Orle]G.", []),
    ("I asked [Ana Rell]P a question.", []),
    ("Retreat is never easy.", []),
    ("At the end of the tour [the council]O rested.", []),
    # no events
    ("[Norland]M said the weather was fine.", []),
    ("The summit hopes of analysts urged caution.", [("summit", "CONSULT", [], [], None)]),
    ("A quake killed nine people in [Orle]G.", []),
    ("[Ana Rell]P fought in the Korean War.", [("fought", "ASSAULT", ["Ana Rell"], [], None)]),
    ("[The plan]O will meet the target.", []),
]  # fmt: skip


@pytest.mark.parametrize(("marked", "rows"), CASES, ids=[unmark(c[0])[0] for c in CASES])
def test_events(parse_text: ParseText, marked: str, rows: list[Row]) -> None:
    assert found(parse_text, marked)[0] == rows


@pytest.mark.parametrize(
    ("marked", "actors"),
    [
        ("The atrocities committed by [the militia]O went on.", ["the militia"]),
        ("[The settlers]P were expelled and killed by [the militia]O.", ["the militia"]),
        ("Nine people were killed in [Norland]M's air raids.", ["Norland"]),
        ("[The port]F is under attack from [Norland]M.", ["Norland"]),
    ],
)
def test_doers_behind_participles_means_and_joined_verbs(
    parse_text: ParseText, marked: str, actors: list[str]
) -> None:
    rows, _ = found(parse_text, marked)
    assert rows
    assert all(row[2] == actors for row in rows)


@pytest.mark.parametrize(
    "marked",
    [
        "[The network]O signed off at noon.",
        "[Ana Rell]P ended her campaign yesterday.",
        "[The council]O committed itself to green energy.",
        "Only [the council]O may allocate funds.",
        "[Ana Rell]P offered herself as a teacher.",
    ],
)
def test_generic_words_are_no_events(parse_text: ParseText, marked: str) -> None:
    assert found(parse_text, marked)[0] == []


@pytest.mark.parametrize(
    ("marked", "status"),
    [
        ("[Norland]M is gearing up for an offensive.", "planned"),
        ("[Norland]M shelled [Orle]G.", "occurred"),
        ("[Norland]M denied having shelled [Orle]G.", "denied"),
        ("[Norland]M failed to capture [Orle]G.", "prevented"),
        ("[Norland]M may shell [Orle]G.", "hypothetical"),
        ("[Norland]M is accused of shelling [Orle]G.", "unknown"),
        ("[Norland]M accused [the rebels]O of staging the attack.", "unknown"),
        ("[Norland]M denied staging the attack.", "denied"),
    ],
)
def test_status(parse_text: ParseText, marked: str, status: str) -> None:
    _, events = found(parse_text, marked)
    assault = next(e for e in events if e.type == "ASSAULT")
    assert assault.status == status
    assert assault.reason is not None
    assert status in assault.reason


def test_a_deed_to_come_keeps_its_type_and_names_the_other(parse_text: ParseText) -> None:
    _, [event] = found(parse_text, "[Norland]M will free [Ana Rell]P.")
    assert (event.type, event.status) == ("RETREAT", "planned")
    assert [a.value for a in event.alternatives] == ["AGREE"]


def test_time_belongs_to_its_event(parse_text: ParseText) -> None:
    _, events = found(
        parse_text, "On Monday [Norland]M suggested talks; [Orle]G was shelled on Tuesday."
    )
    by_trigger = {e.trigger.quote: e for e in events}
    assert by_trigger["talks"].time is None
    assert by_trigger["suggested"].time is not None
    assert by_trigger["shelled"].time is not None
    assert by_trigger["suggested"].time != by_trigger["shelled"].time


def test_a_noun_takes_the_time_of_its_light_verb(parse_text: ParseText) -> None:
    _, [talks] = found(parse_text, "[Norland]M held talks with [Southmark]M on Monday.")
    assert talks.trigger.quote == "talks"
    assert talks.time is not None


def test_a_planned_event_takes_the_time_behind_it(parse_text: ParseText) -> None:
    _, [raid] = found(parse_text, "[Norland]M is gearing up for a raid during the summer.")
    assert raid.time is not None
    _, events = found(parse_text, "On Monday [Norland]M agreed to talks.")
    assert next(e for e in events if e.trigger.quote == "talks").time is None


def test_a_deed_that_somebody_will_not_do_names_plovers_reject(parse_text: ParseText) -> None:
    _, [event] = found(parse_text, "[Norland]M will not free [Ana Rell]P.")
    assert (event.type, event.status) == ("RETREAT", "denied")
    assert [a.value for a in event.alternatives] == ["REJECT"]


def test_harm_in_a_disaster_is_nobodys(parse_text: ParseText) -> None:
    assert found(parse_text, "A typhoon hit [Orle]G. Nine people were killed.")[0] == []
    rows, _ = found(parse_text, "A bombing hit [Orle]G. Nine people were killed.")
    assert ("killed", "ASSAULT", [], [], None) in rows


def test_figures_belong_to_their_event(parse_text: ParseText) -> None:
    _, events = found(parse_text, "[Norland]M said 14 people were killed and 30 wounded.")
    figures = {e.trigger.quote: len(e.quantities) for e in events}
    assert figures["killed"] == 1


def test_evidence_quotes_the_report(parse_text: ParseText) -> None:
    text = unmark("[Norland]M shelled [Orle]G on Monday.")[0]
    _, [event] = found(parse_text, "[Norland]M shelled [Orle]G on Monday.")
    assert all(text[e.start : e.end] == e.quote for e in (event.trigger, *event.evidence))


PAIRS: list[tuple[str, str | None]] = [
    ("[Norland]A shelled [Orle]R.", "ASSAULT"),
    ("[Norland]A will shell [Orle]R.", "THREATEN"),
    ("[Norland]A said it would free [the hostages]R.", "AGREE"),
    ("[Norland]A will not free [the hostages]R.", "REJECT"),
    ("[Norland]A said [Southmark]R must free the hostages.", "REQUEST"),
    ("[Norland]A freed [the hostages]R.", "RETREAT"),
    ("[Norland]A lifted sanctions on [Southmark]R.", "CONCEDE"),
    ("[Norland]A imposed sanctions on [Southmark]R.", "COERCE"),
    ("[Norland]A expelled [a diplomat]R.", "SANCTION"),
    ("[Ana Rell]A called [Tom Vey]R on Friday to congratulate him.", "SUPPORT"),
    ("[Ana Rell]A phoned [Tom Vey]R.", "CONSULT"),
    ("[Norland]A sued [the bank]R.", "ACCUSE"),
    ("[Miners]A went on strike against [the company]R.", "PROTEST"),
    ("[Norland]A sent food aid to [Southmark]R.", "AID"),
    ("[Norland]A shared intelligence with [Southmark]R.", "COOPERATE"),
    ("[Norland]A put its army on alert along the border with [Southmark]R.", "MOBILIZE"),
    ("[Norland]A lies north of [Southmark]R.", None),
]


@pytest.mark.parametrize(("marked", "gold"), PAIRS, ids=[unmark(p[0])[0] for p in PAIRS])
def test_code_pair(parse_text: ParseText, marked: str, gold: str | None) -> None:
    text, spans = unmark(marked)
    span = {label: (start, end) for start, end, label in spans}
    assert code_pair(parse_text(text), span["A"], span["R"]) == gold


def test_code_pair_without_a_party(parse_text: ParseText) -> None:
    parse = parse_text("Norland shelled Orle.")
    assert code_pair(parse, None, (16, 20)) == "ASSAULT"
    assert code_pair(parse, None, None) is None


def test_the_lexicon_covers_every_type_and_mode_is_plovers() -> None:
    plover = tomllib.loads(files("onrecord").joinpath("data", "plover.toml").read_text("utf-8"))
    assert set(plover) == set(get_args(PloverType))
    lexicon = load_lexicon()
    codings = [
        frame.coding
        for table in (lexicon.verbs, lexicon.nouns)
        for frames in table.values()
        for frame in frames
    ]
    assert {c.type for c in codings if c.type} == set(plover)
    for coding in (*codings, *lexicon.rules.values()):
        if coding.mode is not None and coding.type is not None:
            assert coding.mode in plover[coding.type].get("modes", []), coding
        assert coding.cameo is None or re.fullmatch(r"\d{2,4}", coding.cameo), coding
    assert len(lexicon.verbs) > 500


OWN_CODES = {("RETREAT", "0831"), ("CONCEDE", "0871"), ("ASSAULT", "191"), ("ASSAULT", "192")}
"""Where we leave the conversion table: docs/events.md says why."""


def test_the_cameo_code_behind_a_type_is_one_of_that_type() -> None:
    lines = Path(__file__).with_name("cameo_types.csv").read_text("utf-8").splitlines()
    plover = dict(line.split(",") for line in lines if not line.startswith("#"))
    lexicon = load_lexicon()
    tables = (lexicon.verbs, lexicon.nouns)
    codings = {f.coding for table in tables for frames in table.values() for f in frames}
    for coding in codings | set(lexicon.rules.values()):
        if coding.type is not None and coding.cameo is not None:
            same = plover[coding.cameo] == coding.type
            assert same or (coding.type, coding.cameo) in OWN_CODES, coding


def test_every_frame_is_written_once() -> None:
    raw = tomllib.loads(files("onrecord").joinpath("data", "events.toml").read_text("utf-8"))
    for part in ("verbs", "nouns"):
        frames = [
            (" ".join(frame.split()), group.get("type"), group.get("mode"), group.get("compose"))
            for group in raw["group"]
            for frame in group.get(part, "").split(",")
            if frame.strip()
        ]
        seen: dict[str, object] = {}
        for frame, *coding in frames:
            assert seen.setdefault(frame, coding) == coding, frame


def test_a_frame_with_an_unknown_class_is_refused() -> None:
    with pytest.raises(ConfigError, match="nonsuch"):
        _verb_frame("lift =nonsuch", next(iter(load_lexicon().rules.values())), {})


@settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data())
def test_events_of_any_text(parse_text: ParseText, data: st.DataObject) -> None:
    words = st.sampled_from(FUZZ.split())
    marked = " ".join(data.draw(st.lists(words, min_size=1, max_size=16)))
    rows, events = found(parse_text, marked)
    text = unmark(marked)[0]
    assert all(text[e.trigger.start : e.trigger.end] == e.trigger.quote for e in events)
    assert len({e.id for e in events}) == len(events)
    assert found(parse_text, marked)[0] == rows
