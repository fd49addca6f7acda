"""How likely two events of reports are one: a sum of weights, one for each thing noticed.

The weights are in data/event_pairs.toml, learned from events that were joined by hand across
reports (training/across); those of days, places and statuses, which these do not tell, are rules.
"""

import math
from collections.abc import Callable, Mapping
from functools import cache

from onrecord.fuse.events.facts import EventFact, Spot, Words
from onrecord.fuse.stories.words import load_common_words
from onrecord.wordlists import read_toml

RARE = 6.0
"""A rarity that no word needs to pass."""
APART_KM = 60.0
"""Two towns further apart than this are not one place."""
GAPS = (
    (21, "weeks between"),
    (7, "over a week between"),
    (3, "days between"),
    (1, "a day between"),
)
"""Days, at least one more than these, between what dates two events; of those to come, which are
spoken of until they come, only the first counts."""

COPY = 1.0
"""The same words of the same sentence."""
RESULT = 0.9
"""What is done and the harm that it does, in one sentence: "hit a street, killing nine"."""
HARM = frozenset({"kill", "wound", "injur", "hurt", "maim", "dy", "die", "death", "dead", "injury"})

Noticed = dict[str, float]


@cache
def load_weights() -> Mapping[str, float]:
    """Read data/event_pairs.toml."""
    weights: Mapping[str, float] = read_toml("event_pairs.toml")["weights"]
    return weights


def chance(one: EventFact, other: EventFact, likeness: float) -> float:
    """The probability that two events are one that `may_be_one` lets through.

    Args:
        one: an event.
        other: another one, of the same report or of another.
        likeness: the cosine of the words of their reports, 0 to 1; 1 for the same report.
    """
    if one.sentence and one.sentence == other.sentence:
        if one.doc != other.doc and one.trigger == other.trigger:
            return COPY
        attack = one.type == other.type == "ASSAULT"
        if attack and one.doc == other.doc and (one.head in HARM) != (other.head in HARM):
            return RESULT
    weights = load_weights()
    score = sum(weights[name] * value for name, value in notice(one, other, likeness).items())
    score += sum(weights[name] for name in _settings(one, other))
    return 1 / (1 + math.exp(-score))


def notice(one: EventFact, other: EventFact, likeness: float) -> Noticed:
    """What speaks for or against it in words alone, each from 0 to 1."""
    same = one.head == other.head
    rare = min(load_common_words().rarity(one.head), RARE) / RARE if same else 0.0
    recipients = share(one.recipients, other.recipients)
    names = share(one.names, other.names)
    found = {
        "any two": 1.0,
        "words of the trigger": _jaccard(one.trigger, other.trigger),
        "likeness": likeness,
        "likeness squared": likeness * likeness,
        "actors": share(one.actors, other.actors),
        "recipients": recipients,
        "exchanged": max(share(one.actors, other.recipients), share(one.recipients, other.actors)),
        "other actors": _differ(one.actors, other.actors),
        "other recipients": _differ(one.recipients, other.recipients),
        "same actor": float(not one.actor_keys.isdisjoint(other.actor_keys)),
        "same recipient": float(not one.recipient_keys.isdisjoint(other.recipient_keys)),
        "names": names,
        "other names": _differ(one.names, other.names),
        "words": share(one.words, other.words),
        "same report": float(one.doc == other.doc),
        "trigger told of": float(
            not one.trigger.isdisjoint(other.words) or not other.trigger.isdisjoint(one.words)
        ),
    }
    if one.type is not None and other.type is not None:
        found["same type" if one.type == other.type else "other type"] = 1.0
    if same:
        found |= {
            "same word": 1.0,
            "same word, rare": rare,
            "same word, likeness": likeness,
            "same word, names": names,
            "same word, recipients": recipients,
            "same word, same report": float(one.doc == other.doc),
        }
    return {name: value for name, value in found.items() if value}


def may_be_one(one: EventFact, other: EventFact) -> bool:
    """Whether nothing forbids it: another type, other days, other towns, done and not yet done.

    Mentions without a type, which no record of ours has, may be one with any.
    """
    if one.happened != other.happened or _is_foretold(one, other) or _is_foretold(other, one):
        return False
    if one.type != other.type and one.type is not None and other.type is not None:
        return False
    if _is_before(one, other) or _is_before(other, one) or _told_twice(one, other):
        return False
    if one.spot is None or other.spot is None or one.spot.wide or other.spot.wide:
        return True
    return _distance(one.spot, other.spot) <= APART_KM


def _told_twice(one: EventFact, other: EventFact) -> bool:
    """Whether one sentence has one word for each: "nine were killed here and four killed there"."""
    return one.doc == other.doc and one.sentence == other.sentence and one.head == other.head


def _is_before(one: EventFact, other: EventFact) -> bool:
    return one.last is not None and other.first is not None and one.last < other.first


def _is_foretold(one: EventFact, other: EventFact) -> bool:
    """Whether a report that tells of one event as a fact was out before the other happened."""
    if one.published is None or other.first is None or not one.happened:
        return False
    return one.published < other.first


def _settings(one: EventFact, other: EventFact) -> list[str]:
    """What speaks for or against it in days, places, dates of publication and who is named."""
    found = []
    if one.first is not None and other.first is not None:
        found.append("same days")
    elif (days := _days_between(one, other)) is not None:
        gaps = GAPS if one.happened else GAPS[:1]
        found += [name for least, name in gaps if days > least][:1]
    if one.spot is not None and other.spot is not None and one.spot.place == other.spot.place:
        found.append("same country" if one.spot.wide else "same town")
    if not one.site.isdisjoint(other.site):
        found.append("same site")
    if _are_others(one.actors, one.actor_keys, other.actors, other.actor_keys):
        found.append("others act")
    if _are_others(one.recipients, one.recipient_keys, other.recipients, other.recipient_keys):
        found.append("others undergo it")
    return found


def _are_others(words: Words, keys: Words, other_words: Words, other_keys: Words) -> bool:
    """Whether two parties who are known both share neither who they are nor a word."""
    return bool(_differ(keys, other_keys)) and words.isdisjoint(other_words)


def _days_between(one: EventFact, other: EventFact) -> int | None:
    """Days between two events, of which the undated is taken to be of its report's day."""
    day, another = one.last or one.published, other.last or other.published
    return abs((day - another).days) if day is not None and another is not None else None


def share(one: Words, other: Words) -> float:
    """What two sets have in common by the rarity of its words, of the smaller one."""
    both = one & other
    if not both:
        return 0.0
    weigh = _weigh()
    return weigh(both) / min(weigh(one), weigh(other))


def _weigh() -> Callable[[Words], float]:
    rarity = load_common_words().rarity
    return lambda words: math.fsum(max(rarity(word), 0.1) for word in words)


def _differ(one: Words, other: Words) -> float:
    return float(bool(one) and bool(other) and one.isdisjoint(other))


def _jaccard(one: Words, other: Words) -> float:
    whole = one | other
    return len(one & other) / len(whole) if whole else 0.0


def _distance(one: Spot, other: Spot) -> float:
    """Kilometres between two spots (haversine)."""
    lat1, lat2 = math.radians(one.lat), math.radians(other.lat)
    half = math.sin((lat2 - lat1) / 2) ** 2
    turn = math.sin(math.radians(other.lon - one.lon) / 2) ** 2
    return 2 * 6371.0 * math.asin(math.sqrt(half + math.cos(lat1) * math.cos(lat2) * turn))
