"""A second holder: what one says and another denies or confirms in a word ("Kyiv denied it").

The event keeps the mention that its first teller holds; the answer gives another mention of it, of
the same trigger, with the status that the second holder gives it.
"""

from collections.abc import Iterable, Sequence

from msgspec import structs

from onrecord.records import EventMention, Statement, Status
from onrecord.syntax import Parse
from onrecord.text import make_id

METHOD = "rules:status.answers/1"
ANSWERS: dict[str, Status] = {"deny": "denied", "reject": "denied", "confirm": "occurred"}
POINTING = frozenset({"which", "it", "this", "that"})
CLAIMS = frozenset(
    {
        "account", "accounts", "accusation", "accusations", "allegation", "allegations",
        "assertion", "charge", "charges", "claim", "claims", "report", "reports", "rumours",
    }
)  # fmt: skip
ARTICLES = frozenset({"the", "this", "these", "those", "that", "such", "both", "all"})
TOLD = frozenset({"occurred", "ongoing", "unknown"})
"""Statuses that can be denied or confirmed; a plan that is rejected is not denied."""


def answer_events(
    parse: Parse, events: Sequence[EventMention], statements: Sequence[Statement]
) -> tuple[EventMention, ...]:
    """The events, and behind each one more mention for whoever denies or confirms it in a word."""
    answers: dict[str, list[Statement]] = {}
    for answer in statements:
        told = _answers(parse, answer, statements)
        if told is not None:
            answers.setdefault(told.id, []).append(answer)
    return tuple(
        mention
        for event in events
        for mention in (
            event,
            *(
                _second(parse, event, each)
                for each in answers.get(event.holder, ())
                if _is_open(event)
            ),
        )
    )


def _answers(parse: Parse, answer: Statement, statements: Iterable[Statement]) -> Statement | None:
    """The statement that another one denies or confirms; None where it says more than that."""
    if answer.act not in ANSWERS or not answer.cue or len(answer.content) != 1:
        return None
    words = answer.content[0].quote.lower().split()
    pointing = len(words) == 1 and words[0] in POINTING and answer.act != "reject"
    claim = words[-1] in CLAIMS and all(word in ARTICLES for word in words[:-1])
    if not (pointing or claim):
        return None
    at = answer.content[0].start
    before = [
        (told.content[-1].end, told)
        for told in statements
        if told.content
        and told.id != answer.id
        and told.content[0].start < at
        and (told.speaker is None or told.speaker != answer.speaker)
        and _is_near(parse, told.content[-1].start, at)
    ]
    return max(before, key=lambda each: each[0])[1] if before else None


def _is_near(parse: Parse, told: int, answered: int) -> bool:
    """Whether two offsets lie in one sentence or in neighbouring ones of a passage."""
    first, second = parse.sentence_at(told), parse.sentence_at(answered)
    if first is None or second is None or not 0 <= second - first <= 1:
        return False
    return parse.sentences[first].passage == parse.sentences[second].passage


def _is_open(event: EventMention) -> bool:
    return event.status in TOLD and event.polarity == "positive"


def _second(parse: Parse, event: EventMention, answer: Statement) -> EventMention:
    """The same event as who answers holds it."""
    status = ANSWERS[answer.act]
    trigger = event.trigger
    return structs.replace(
        event,
        id=make_id("eve", parse.doc.id, trigger.start, trigger.end, event.type, answer.id),
        status=status,
        certainty="probable" if status == "denied" else "certain",
        polarity="negative" if status == "denied" else "positive",
        holder=answer.id,
        reason=f"{answer.cue[0].quote} “{answer.content[0].quote}”, which was said before",
        evidence=(trigger, *answer.cue, *answer.content),
        method=METHOD,
    )
