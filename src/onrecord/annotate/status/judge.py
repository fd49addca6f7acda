"""Whether an event happened, who says so, and why we think so.

The event's own words are read first, then its governors from the inside out, up to the sentence's
main verb: tense and modality (`verbs`), nouns (`nouns`), and what each class of
governor does (`effects`). The hard cases, each a rule:

- *Reported is not happened, but told is told*: "residents said rebels seized the airport" is
  occurred, held by the residents; "allegedly", "reportedly", "is believed to", "accused of" make
  it unknown: the outlet itself keeps its distance.
- *A future in what was said* is planned ("said it would expel"), elsewhere "would" is hypothetical.
- *A condition* makes its consequence and itself hypothetical ("will attend if …"), unless a
  threat, promise or proposal was made of it: "threatened to cut supplies unless" is threatened.
- *Who warns of himself threatens*: "the junta warned it would arrest" is threatened, "warned of
  attacks" hypothetical. A vow to do harm is threatened, any other vow planned.
- *The innermost cue wins*: in "rejected a proposal to extend" the extension is proposed; only a
  denial ("denied any plan to"), a thwarting ("foiled a plot to") or a "no" reaches through.
- *Refused is denied, thwarted is prevented*: "refused to sign" denied; "failed to sign", "could not
  sign", "stopped them from signing", "the signing was postponed" prevented.
- *Only to be prevented is hypothetical*: "sent troops to prevent an attack".
- *Tried is unknown* ("tried to seize", without a word on success); trying is planned.
- *No reply is not a rejection*: "has not accepted" denies the accepting, and nothing else.
- *A known event is a fact*: "after the attack", "condemned the attack", "the attack will not deter
  us" presuppose it, whatever the main verb's mood.

`holder` is the innermost statement whose content holds the event, or "outlet".
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from onrecord.annotate.clauses import verb_group
from onrecord.annotate.status.climb import climb
from onrecord.annotate.status.cues import Scene, load_cues
from onrecord.annotate.status.effects import Reading, decided
from onrecord.records import Certainty, Polarity, Statement, Status
from onrecord.syntax import Parse, Token

METHOD = "rules:status/1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """Whether an event happened: its status, and who holds it to be so."""

    status: Status
    certainty: Certainty
    polarity: Polarity
    holder: str
    reason: str


def judge_status(
    parse: Parse, start: int, end: int, statements: Sequence[Statement] = ()
) -> Judgement:
    """Judge the event whose trigger is the characters `start:end`."""
    statement = innermost(statements, start, end)
    holder = statement.id if statement else "outlet"
    token = parse.span_head(start, end)
    if token is None:
        return Judgement(
            status="unknown",
            certainty="possible",
            polarity="positive",
            holder=holder,
            reason="the trigger is outside every sentence that was parsed",
        )
    reading = climb(Scene(parse, load_cues()), token.i)
    if statement is not None and not _is_told_beside(parse, token):
        reading = _held(reading, statement)
    return Judgement(
        status=reading.status or "unknown",
        certainty=reading.certainty,
        polarity="negative" if reading.negative else "positive",
        holder=holder,
        reason=reading.reason or "nothing speaks for or against it",
    )


def _is_told_beside(parse: Parse, token: Token) -> bool:
    """Whether it stands in a relative clause with a tense: "denounced the pact they signed"."""
    clause = next((t for t in (token, *parse.ancestors(token.i)) if t.dep == "relcl"), None)
    return clause is not None and verb_group(parse, clause.i).finite


def innermost(statements: Sequence[Statement], start: int, end: int) -> Statement | None:
    """The shortest statement whose content holds the characters `start:end`; None for none.

    Where that one cites another speaker for all of it ("Reuters reported, citing an official"), it
    is the cited one's.
    """
    holding = [
        (sum(c.end - c.start for c in s.content), s.parent is None, n, s)
        for n, s in enumerate(statements)
        if any(c.start <= start and end <= c.end for c in s.content)
    ]
    if not holding:
        return None
    *_, found = min(holding)
    cited = [s for s in statements if s.parent == found.id and s.source and not s.content]
    return cited[0] if len(cited) == 1 else found


def _held(reading: Reading, statement: Statement) -> Reading:
    """The reading under a statement whose cue the syntax did not reach ("…”, he denied")."""
    if reading.cue:
        return reading
    if statement.act == "deny" and reading.status in {"occurred", "ongoing"}:
        return reading
    if statement.act == "accuse" and reading.status in {"occurred", "ongoing"}:
        return decided(reading, "unknown", "in an accusation", certainty="possible")
    if statement.act in {"threaten", "warn"} and reading.status == "planned":
        return decided(reading, "threatened", "in a threat")
    if reading.status == "planned" and statement.act in {"demand", "request", "propose"}:
        return decided(reading, "proposed", f"in what was {statement.act}ed".replace("eed", "ed"))
    return replace(reading)
