"""Events across reports, against gold mentions that were joined by hand (ECB+).

The gold's mentions are given; who takes part in each is read from the syntax around it as it is for
the events of a record. Beside the figures stand those of calling two mentions one event where their
main words have the same stem, which is hard to beat by much.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence

from onrecord.annotate.clauses import agent_of, object_of, subject_of
from onrecord.annotate.event_words import load_lexicon
from onrecord.annotate.events.types import Coder
from onrecord.evaluate.coreference import score_coreference
from onrecord.evaluate.counts import Metrics
from onrecord.evaluate.gold import AcrossEvent, AcrossRow
from onrecord.evaluate.reports import Reader, parse_excerpt
from onrecord.fuse.events import EventFact, ReportFacts, group_events
from onrecord.fuse.events.facts import sentence_words, telling
from onrecord.fuse.near import Words
from onrecord.fuse.stories import weigh_terms
from onrecord.fuse.stories.words import split_words
from onrecord.records import Entity, Mention
from onrecord.syntax import Parse, Token
from onrecord.text import make_id, name_key

UNDATED = dt.date.min
"""The gold's reports have no dates; their words need none."""
WIDE = 8
"""Tokens of a phrase further from its head than this are clauses that hang on it."""


def run_across(rows: Sequence[AcrossRow], reader: Reader) -> Metrics:
    """`conll_f1` and its parts; with `lemma_` in front, those of the same word alone."""
    reports = [read_report(row, reader) for row in rows]
    gold: dict[str, str] = {}
    for row, report in zip(rows, reports, strict=True):
        gold |= {e.id: g.cluster for e, g in zip(report.events, row.events, strict=True)}
    ours = {e.id: n for n, group in enumerate(group_events(reports)) for e in group}
    same = {e.id: e.head for report in reports for e in report.events}
    metrics = _score(gold, ours)
    return metrics | {f"lemma_{name}": figure for name, figure in _score(gold, same).items()}


def read_report(row: AcrossRow, reader: Reader) -> ReportFacts:
    """The gold mentions of an excerpt as fusing sees events."""
    parse = parse_excerpt(reader, row.text)
    mentions, entities = reader.mentions(parse)
    view = _View(parse, mentions, entities)
    terms = weigh_terms(row.id, UNDATED, "", [row.text])
    found = dict(terms.terms) if terms is not None else {}
    return ReportFacts(
        words=Words(doc=row.id, published=None, terms=found),
        outlet=None,
        events=tuple(view.fact(row.id, event) for event in row.events),
    )


class _View:
    """An excerpt, and who is named where in it."""

    def __init__(
        self, parse: Parse, mentions: Sequence[Mention], entities: Sequence[Entity]
    ) -> None:
        self.parse = parse
        self.coder = Coder(parse, load_lexicon())
        self.entities = {e.id: e for e in entities}
        self.covering: dict[int, Mention] = {}
        for mention in sorted(mentions, key=lambda m: m.span.start - m.span.end):
            for i in range(*parse.token_range(mention.span.start, mention.span.end)):
                self.covering[i] = mention

    def fact(self, doc: str, event: AcrossEvent) -> EventFact:
        start, end = event.spans[0][0], event.spans[-1][1]
        head = self.parse.span_head(start, end)
        assert head is not None  # noqa: S101 - a gold mention holds a word
        actors, recipients = self._parties(head)
        text = " ".join(self.parse.doc.text[lo:hi] for lo, hi in event.spans)
        trigger = frozenset(word for word, _ in split_words(text))
        sentence = self.parse.sentences[head.sent].span.quote
        words, names = sentence_words(sentence)
        coded = self.coder.code(head.i)
        return EventFact(
            id=make_id("eve", doc, event.spans),
            doc=doc,
            published=None,
            start=start,
            head=next((word for word, _ in split_words(head.lemma)), head.lower),
            trigger=trigger,
            type=coded.coding.type if coded is not None else None,
            happened=True,
            actors=telling(self._phrase(t) for t in actors),
            recipients=telling(self._phrase(t) for t in recipients),
            actor_keys=frozenset(self._keys(actors)),
            recipient_keys=frozenset(self._keys(recipients)),
            words=words - trigger,
            names=names,
            sentence=sentence,
        )

    def _parties(self, head: Token) -> tuple[list[Token], list[Token]]:
        """Who acts and who undergoes it, by syntax alone: any word may be an event here."""
        parse = self.parse
        if head.pos in {"VERB", "AUX"}:
            subject, found = subject_of(parse, head.i), object_of(parse, head.i)
            if parse.child(head.i, "auxpass", "nsubjpass") is not None:
                return _those(agent_of(parse, head.i)), _those(subject, found)
            return _those(subject), _those(found)
        before = [t for t in parse.children(head.i) if t.dep in {"poss", "compound", "nmod"}]
        behind = {t.lower: parse.child(t.i, "pobj") for t in parse.children(head.i)}
        return _those(behind.get("by")), [*before, *_those(behind.get("of"))]

    def _phrase(self, noun: Token) -> str:
        near = (t for t in self.parse.subtree(noun.i) if abs(t.i - noun.i) < WIDE)
        return " ".join(t.text for t in near if t.pos in {"NOUN", "PROPN", "NUM", "ADJ"})

    def _keys(self, nouns: Iterable[Token]) -> Iterable[str]:
        for noun in nouns:
            mention = self.covering.get(noun.i)
            entity = self.entities.get(mention.entity or "") if mention is not None else None
            if entity is not None:
                yield entity.actor or f"{entity.type}:{name_key(entity.name)}"


def _those(*tokens: Token | None) -> list[Token]:
    return [token for token in tokens if token is not None]


def _score(gold: Mapping[str, Hashable], ours: Mapping[str, Hashable]) -> Metrics:
    """Coreference over all reports at once; mentions that stand alone are clusters of one."""
    return score_coreference([(_clusters(gold), _clusters(ours))])


def _clusters(of: Mapping[str, Hashable]) -> list[set[Hashable]]:
    found: dict[Hashable, set[Hashable]] = defaultdict(set)
    for mention, cluster in of.items():
        found[cluster].add(mention)
    return list(found.values())
