"""What a governing word does to the status of the event it governs.

A `Reading` is what is known of an event so far, from the inside out: first what its own verb group
or its own modifiers say, then what each governor makes of it. Each class of governor has one rule:

| class | "X denies that …", "X's plan to …" | an event without tense | one with tense |
|---|---|---|---|
| report | say, report | planned (infinitive), occurred (noun) | as told |
| announce | unveil | planned | as told |
| factive | condemn, confirm, regret | occurred | as told |
| deny | deny, refute | denied | denied |
| refuse | refuse, reject, rule out | denied | denied |
| fail | fail to, unable to | prevented | prevented |
| prevent | foil, call off, stop from | prevented | prevented |
| threaten | threaten | threatened | threatened, unless past |
| vow | vow, pledge | planned; threatened where harm is vowed | the same, unless past |
| warn | warn | hypothetical; threatened where the speaker would act | the same, unless past |
| propose | urge, demand, propose | proposed | proposed, unless past |
| plan, attempt, want | plan, try, hope | planned; unknown after "tried to" | planned, unless past |
| hypothesise | fear, consider | hypothetical | hypothetical; past: unknown |
| believe | believe, seem, claim | unknown | past: unknown; else as told |
| accuse | accuse of, blame for | unknown | unknown |
| question | wonder, unclear | unknown | unknown |
| cause | force, begin, manage, hold | as the governor | as told |
| continue | keep, continue | ongoing | as told |
| cease | stop, end | occurred | as told |

A governor that is itself negated, planned or hypothetical passes that on: "does not plan to strike"
is denied, "would agree to leave" hypothetical, "to prevent an attack" hypothetical.
"""

from dataclasses import dataclass, replace
from typing import Literal

from onrecord.records import Certainty, Status

Form = Literal["clause", "infinitive", "gerund", "participle", "noun"]

HAPPENED = frozenset({"occurred", "ongoing"})
SETTLED = frozenset({"occurred", "ongoing", "denied", "prevented", "unknown"})
OPEN_EFFECTS: dict[str, Status] = {
    "threaten": "threatened",
    "vow": "planned",
    "warn": "hypothetical",
    "propose": "proposed",
    "plan": "planned",
    "attempt": "planned",
    "want": "planned",
    "hypothesise": "hypothetical",
    "announce": "planned",
}

FIRM = frozenset(
    {
        "agree", "agreed", "agreeing", "agreement", "approved", "are", "arranged", "deal",
        "decided", "decision", "due", "is", "order", "ordered", "scheduled", "set", "settled",
        "undertaken",
    }
)  # fmt: skip
"""Words of what is settled; any other word of planning tells what is meant to be."""
LEANING = frozenset(
    {
        "apt", "eager", "happy", "inclined", "intended", "keen", "liable", "likely", "minded",
        "prepared", "ready", "willing", "willingness", "readiness", "eagerness",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reading:
    """The status of an event as far as it is known; None is not yet decided.

    `cue` is set where a word decided it, not tense alone; `tentative` where what is said to be
    prevented is only to be prevented; `conditional` where an "if" decided it; `soft` for the simple
    present, which a governor may turn ("the possibility that talks fail"), and for the object of a
    verb that does not bring it about ("failed to advance the talks").
    """

    status: Status | None
    certainty: Certainty = "certain"
    negative: bool = False
    cue: bool = False
    tentative: bool = False
    conditional: bool = False
    soft: bool = False
    reason: str = ""


UNDECIDED = Reading(status=None)
Step = tuple[Reading, int | None]
"""A reading, and the governor to go on from; None: nothing further up can change it."""


@dataclass(frozen=True, slots=True)
class AsNoun:
    """An event that fares as another noun does: "a round of talks", "truce talks"."""

    noun: int
    reading: Reading


def settle(reading: Reading, reason: str, *, certain: bool) -> Reading:
    """The reading as it is; a fact where nothing has decided it."""
    if reading.status is not None:
        return reading
    return decided(reading, "occurred", reason, certainty="certain" if certain else "probable")


def decided(
    reading: Reading,
    status: Status,
    reason: str,
    *,
    certainty: Certainty | None = None,
    negative: bool | None = None,
) -> Reading:
    """The reading with a status that a word decided."""
    return replace(
        reading,
        status=status,
        certainty=certainty or reading.certainty,
        negative=reading.negative if negative is None else negative,
        cue=True,
        tentative=False,
        reason=reason,
    )


@dataclass(frozen=True, slots=True)
class Governor:
    """A word that governs an event: its class, its own reading, and how the event hangs on it.

    `word` is how to name it in the reason; `harm` says that its subject would itself do harm,
    `definite` that the event is a noun presented as known.
    """

    effect: str
    own: Reading
    form: Form
    word: str
    harm: bool = False
    definite: bool = False


def apply_effect(inner: Reading, governor: Governor) -> Reading:
    """The reading of an event under a governor."""
    effect, word, clause = governor.effect, governor.word, governor.form == "clause"
    negated = governor.own.negative
    if effect in OPEN_EFFECTS:
        return inner if clause and _asked(inner) else _open(inner, governor)
    if effect in {"refuse", "fail"} and inner.status in HAPPENED and governor.form != "noun":
        return inner
    if effect in {"deny", "refuse"}:
        if clause and _asked(inner):
            return inner
        if negated:
            status: Status = "unknown" if effect == "deny" else "hypothetical"
            return decided(inner, status, f"under the negated “{word}”", negative=False)
        # a denial is one party's word; what is refused is not done
        certainty: Certainty = "probable" if effect == "deny" else "certain"
        return decided(inner, "denied", f"under “{word}”", certainty=certainty, negative=True)
    if effect in {"fail", "prevent"}:
        return _thwarted(inner, governor)
    if effect == "accuse" and governor.form == "noun" and governor.definite:
        return decided(inner, "occurred", f"known, whoever did it: “{word}”", certainty="probable")
    if effect in {"accuse", "question"}:
        if effect == "question" and inner.conditional:
            return inner
        return decided(inner, "unknown", f"under “{word}”", certainty="possible")
    if effect == "believe":
        return _believed(inner, word=word)
    if effect in {"cause", "continue", "cease"}:
        return _implied(inner, governor)
    return _told(inner, governor)


def _asked(reading: Reading) -> bool:
    """Whether a "whether" left it open."""
    return reading.cue and reading.status == "unknown"


def _open(inner: Reading, governor: Governor) -> Reading:
    effect, word, own = governor.effect, governor.word, governor.own
    status = OPEN_EFFECTS[effect]
    if governor.harm and effect in {"vow", "warn"}:
        status = "threatened"
    past = governor.form == "clause" and inner.status in SETTLED and not inner.soft
    if inner.conditional and effect in {"threaten", "vow", "warn"} and status == "threatened":
        return decided(inner, status, f"under “{word}”")
    if past and effect in {"hypothesise", "want"} and inner.status in HAPPENED:
        return decided(inner, "unknown", f"under “{word}”", certainty="possible")
    if past or inner.conditional or (inner.cue and inner.status and not inner.tentative):
        return _under(inner, own)
    if own.negative and effect in {"plan", "attempt", "want", "threaten", "vow", "announce"}:
        # what nobody plans or wants may come about all the same
        return decided(
            inner, "denied", f"under the negated “{word}”", certainty="probable", negative=True
        )
    if effect == "attempt" and own.status == "occurred":
        return decided(inner, "unknown", f"tried, with no word on success: “{word}”")
    certainty = _how_firm(effect, word) or inner.certainty
    if inner.tentative:
        return decided(inner, "hypothetical", f"only to be prevented: “{word}”", negative=False)
    return _under(decided(inner, status, f"under “{word}”", certainty=certainty), own)


def _how_firm(effect: str, word: str) -> Certainty | None:
    """How sure an open event is: agreed certain, meant or expected probable, hoped for possible."""
    if effect in {"hypothesise", "want", "attempt"}:
        return "possible"
    if effect != "plan":
        return None
    first = word.split(maxsplit=1)[0]
    if first in LEANING:
        return "possible"
    return "certain" if first in FIRM else "probable"


def _under(inner: Reading, own: Reading) -> Reading:
    """An open status under a governor that is itself only possible."""
    if own.status == "hypothetical" and inner.status == "planned":
        return replace(inner, status="hypothetical", certainty="possible")
    return inner


def _thwarted(inner: Reading, governor: Governor) -> Reading:
    word, own = governor.word, governor.own
    if own.negative:
        return decided(inner, "occurred", f"under the negated “{word}”", negative=False)
    if inner.soft and inner.status is None:  # "failed to advance the talks": they were there
        return decided(inner, "occurred", f"there, whatever came of “{word}”", certainty="probable")
    if own.status in {"planned", "hypothetical", "proposed", "threatened"}:
        return decided(inner, "hypothetical", f"only to be prevented: “{word}”")
    return replace(
        decided(inner, "prevented", f"under “{word}”", negative=True),
        tentative=own.status is None,
    )


def _believed(inner: Reading, *, word: str) -> Reading:
    if inner.status is None or inner.status in HAPPENED:
        return decided(inner, "unknown", f"under “{word}”", certainty="probable")
    return inner if inner.certainty == "possible" else replace(inner, certainty="probable")


def _implied(inner: Reading, governor: Governor) -> Reading:
    effect, word, own = governor.effect, governor.word, governor.own
    if inner.status is not None and not inner.tentative:
        return inner
    if inner.tentative:
        if own.status is None:
            return inner
        return inner if own.status in HAPPENED else replace(inner, status="hypothetical")
    if effect == "cease":
        if own.status in HAPPENED or own.status is None:
            return decided(inner, "occurred", f"had gone on before “{word}”")
        return decided(inner, "ongoing", f"goes on until “{word}”")
    status = own.status
    if effect == "continue" and status == "occurred":
        status = "ongoing"
    reason = f"as “{word}”: {own.reason}" if own.reason else f"as “{word}”"
    return replace(own, status=status, reason=reason, cue=own.cue)


def _told(inner: Reading, governor: Governor) -> Reading:
    effect, own = governor.effect, governor.own
    if inner.status is None:
        status: Status = (
            "planned" if governor.form == "infinitive" and effect == "report" else "occurred"
        )
        if status == "occurred" and own.status in {"denied", "hypothetical", "unknown"}:
            status = "occurred" if effect == "factive" else "unknown"
        return decided(inner, status, f"under “{governor.word}”")
    if effect == "report" and own.negative and inner.status in HAPPENED:
        return decided(
            inner, "unknown", f"under the negated “{governor.word}”", certainty="possible"
        )
    return inner
