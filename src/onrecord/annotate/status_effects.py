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


def apply_effect(
    effect: str,
    inner: Reading,
    governor: Reading,
    *,
    form: Form,
    word: str,
    harm: bool = False,
    definite: bool = False,
) -> Reading:
    """The reading of an event under a governor of this class.

    `governor` is the governor's own reading, `word` how to name it in the reason; `harm` says that
    the governor's subject would itself do harm, `definite` that a noun is presented as known.
    """
    negated = governor.negative
    if effect in OPEN_EFFECTS:
        return _open(effect, inner, governor, form=form, word=word, harm=harm)
    if effect in {"refuse", "fail"} and inner.status in HAPPENED and form != "noun":
        return inner
    if effect in {"deny", "refuse", "propose", "plan"} and form == "clause" and _asked(inner):
        return inner
    if effect in {"deny", "refuse"}:
        if negated:
            status: Status = "unknown" if effect == "deny" else "hypothetical"
            return decided(inner, status, f"under the negated “{word}”", negative=False)
        return decided(inner, "denied", f"under “{word}”", negative=True)
    if effect in {"fail", "prevent"}:
        return _thwarted(inner, governor, word=word)
    if effect == "accuse" and form == "noun" and definite:
        return decided(inner, "occurred", f"known, whoever did it: “{word}”", certainty="probable")
    if effect == "question" and inner.conditional:
        return inner
    if effect in {"accuse", "question"}:
        return decided(inner, "unknown", f"under “{word}”", certainty="possible")
    if effect == "believe":
        return _believed(inner, word=word)
    if effect in {"cause", "continue", "cease"}:
        return _implied(effect, inner, governor, word=word)
    return _told(effect, inner, governor, form=form, word=word)


def _asked(reading: Reading) -> bool:
    """Whether a "whether" left it open."""
    return reading.cue and reading.status == "unknown"


def _open(
    effect: str, inner: Reading, governor: Reading, *, form: Form, word: str, harm: bool
) -> Reading:
    status = OPEN_EFFECTS[effect]
    if harm and effect in {"vow", "warn"}:
        status = "threatened"
    past = form == "clause" and inner.status in SETTLED and not inner.soft
    if inner.conditional and effect in {"threaten", "vow", "warn"} and status == "threatened":
        return decided(inner, status, f"under “{word}”")
    if past and effect in {"hypothesise", "want"} and inner.status in HAPPENED:
        return decided(inner, "unknown", f"under “{word}”", certainty="possible")
    if past or inner.conditional or (inner.cue and inner.status and not inner.tentative):
        return _under(inner, governor)
    if governor.negative and effect in {"plan", "attempt", "want", "threaten", "vow", "announce"}:
        return decided(inner, "denied", f"under the negated “{word}”", negative=True)
    if effect == "attempt" and governor.status == "occurred":
        return decided(inner, "unknown", f"tried, with no word on success: “{word}”")
    certainty: Certainty = "possible" if effect == "hypothesise" else inner.certainty
    if inner.tentative:
        return decided(inner, "hypothetical", f"only to be prevented: “{word}”", negative=False)
    return _under(decided(inner, status, f"under “{word}”", certainty=certainty), governor)


def _under(inner: Reading, governor: Reading) -> Reading:
    """An open status under a governor that is itself only possible."""
    if governor.status == "hypothetical" and inner.status == "planned":
        return replace(inner, status="hypothetical", certainty="possible")
    return inner


def _thwarted(inner: Reading, governor: Reading, *, word: str) -> Reading:
    if governor.negative:
        return decided(inner, "occurred", f"under the negated “{word}”", negative=False)
    if inner.soft and inner.status is None:  # "failed to advance the talks": they were there
        return decided(inner, "occurred", f"there, whatever came of “{word}”", certainty="probable")
    if governor.status in {"planned", "hypothetical", "proposed", "threatened"}:
        return decided(inner, "hypothetical", f"only to be prevented: “{word}”")
    return replace(
        decided(inner, "prevented", f"under “{word}”", negative=True),
        tentative=governor.status is None,
    )


def _believed(inner: Reading, *, word: str) -> Reading:
    if inner.status is None or inner.status in HAPPENED:
        return decided(inner, "unknown", f"under “{word}”", certainty="probable")
    return inner if inner.certainty == "possible" else replace(inner, certainty="probable")


def _implied(effect: str, inner: Reading, governor: Reading, *, word: str) -> Reading:
    if inner.status is not None and not inner.tentative:
        return inner
    if inner.tentative:
        if governor.status is None:
            return inner
        return inner if governor.status in HAPPENED else replace(inner, status="hypothetical")
    if effect == "cease":
        if governor.status in HAPPENED or governor.status is None:
            return decided(inner, "occurred", f"had gone on before “{word}”")
        return decided(inner, "ongoing", f"goes on until “{word}”")
    status = governor.status
    if effect == "continue" and status == "occurred":
        status = "ongoing"
    reason = f"as “{word}”: {governor.reason}" if governor.reason else f"as “{word}”"
    return replace(governor, status=status, reason=reason, cue=governor.cue)


def _told(effect: str, inner: Reading, governor: Reading, *, form: Form, word: str) -> Reading:
    if inner.status is None:
        status: Status = "planned" if form == "infinitive" and effect == "report" else "occurred"
        if status == "occurred" and governor.status in {"denied", "hypothetical", "unknown"}:
            status = "occurred" if effect == "factive" else "unknown"
        return decided(inner, status, f"under “{word}”")
    if effect == "report" and governor.negative and inner.status in HAPPENED:
        return decided(inner, "unknown", f"under the negated “{word}”", certainty="possible")
    return inner
