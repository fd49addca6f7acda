"""Whether it happened: status, certainty, polarity, holder (FactBank)."""

from onrecord.annotate.status.answers import answer_events
from onrecord.annotate.status.judge import Judgement, innermost, judge_status
from onrecord.annotate.status.weigh import read_factuality, weigh_events

__all__ = [
    "Judgement",
    "answer_events",
    "innermost",
    "judge_status",
    "read_factuality",
    "weigh_events",
]
