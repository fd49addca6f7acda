"""Whether it happened: status, certainty, polarity, holder (FactBank)."""

from onrecord.annotate.status.judge import Judgement, innermost, judge_status

__all__ = ["Judgement", "innermost", "judge_status"]
