"""Which reports belong together: each is decided by what was published before it.

Reports are taken in order of publication, then of id. A report joins the story whose last reports
resemble it most, if they resemble it enough; else it founds a story of its own. The decision reads
nothing but reports published before it, inside a window of days, so the outcome is a function of
the set of reports: in whatever order they arrive, the stories are the same (docs/fuse.md).

A report that arrives late, or is taken away, unsettles those after it that looked at what changed;
they are decided again in order, until nothing changes.
"""

import datetime as dt
import heapq
from bisect import bisect_left, bisect_right, insort
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

from onrecord.errors import InputError
from onrecord.fuse.stories.terms import LENGTH
from onrecord.records import StoryTerms

ALIKE = 0.11
"""The mean resemblance from which a report joins a story: see docs/fuse.md."""
WINDOW = dt.timedelta(days=90)
"""How long before a report another may stand and still count."""
FADING = 60
"""Days between two reports that halve their resemblance."""
KEYS = 16
"""How many of its heaviest words a report is found by."""
NEAREST = 64
"""How many of the reports that share one such word are looked at, the last before it."""
LOOKED_AT = 16
"""How many of the reports found, those that share most of its heaviest words, are looked at."""
RECENT = 12
"""How many reports of a story are compared, the last before it."""

Key = tuple[dt.date, str]
"""The order of reports: date of publication, id."""


def group_stories(reports: Iterable[StoryTerms]) -> tuple[tuple[str, ...], ...]:
    """The stories among these reports: document ids in order of publication, founder first.

    A report that is like no other is a story of one.
    """
    index = StoryIndex()
    for report in sorted(reports, key=_key):
        index.add(report)
    return index.stories()


class StoryIndex:
    """Reports and the story each is in; a story is named by the report that founds it."""

    def __init__(self) -> None:
        self._weights: dict[Key, dict[str, int]] = {}
        self._keys: dict[str, Key] = {}
        self._holding: dict[str, list[Key]] = defaultdict(list)
        self._story: dict[Key, Key] = {}
        self._members: dict[Key, list[Key]] = {}
        self._looked_at: dict[Key, frozenset[Key]] = {}
        self._looked_by: dict[Key, set[Key]] = defaultdict(set)

    def __len__(self) -> int:
        return len(self._keys)

    def __contains__(self, doc: str) -> bool:
        return doc in self._keys

    def story_of(self, doc: str) -> str:
        """The document that founds the story of a document.

        Raises:
            KeyError: the document is not here.
        """
        return self._story[self._keys[doc]][1]

    def stories(self) -> tuple[tuple[str, ...], ...]:
        """Every story, by its founder's date and id, with its documents in order."""
        return tuple(
            tuple(doc for _, doc in members) for _, members in sorted(self._members.items())
        )

    def documents(self, founder: str) -> tuple[str, ...]:
        """The documents of one story, in order of publication."""
        return tuple(doc for _, doc in self._members[self._keys[founder]])

    def add(self, report: StoryTerms) -> tuple[str, ...]:
        """Add a report; returns the documents whose story is another now, itself among them.

        Adding a report that is here already changes nothing.

        Raises:
            InputError: another report with this id is here.
        """
        key = _key(report)
        if report.doc in self._keys:
            if self._keys[report.doc] == key and self._weights[key] == dict(report.terms):
                return ()
            raise InputError(
                f"the report {report.doc} is in a story already, with other words or another date",
                remedy="remove it before adding it again",
            )
        self._enter(key, report)
        return self._settle({key}, self._finding(key))

    def remove(self, doc: str) -> tuple[str, ...]:
        """Take a report away; returns the documents whose story is another now.

        Raises:
            KeyError: the document is not here.
        """
        key = self._keys[doc]
        unsettled, perhaps = self._looking_after(self._story[key], key), self._finding(key)
        self._leave(key)
        for story in self._looked_at.pop(key):
            self._looked_by[story].discard(key)
        for word in islice(self._weights[key], KEYS):
            self._holding[word].remove(key)
        del self._weights[key], self._keys[doc]
        return self._settle(unsettled, perhaps)

    def restore(self, reports: Iterable[StoryTerms], founders: Mapping[str, str]) -> None:
        """Take in reports whose stories were decided before, without deciding again.

        Args:
            reports: in any order; the founder of each must be among them.
            founders: for each document, the one that founds its story.
        """
        found = sorted(reports, key=_key)
        for report in found:
            self._enter(_key(report), report)
        for report in found:
            key, story = _key(report), self._keys[founders[report.doc]]
            self._join(key, story)
            self._note(key, self._nearby(key))

    def _enter(self, key: Key, report: StoryTerms) -> None:
        self._keys[report.doc] = key
        self._weights[key] = dict(report.terms)
        for word in islice(self._weights[key], KEYS):
            insort(self._holding[word], key)

    def _settle(self, unsettled: set[Key], perhaps: set[Key]) -> tuple[str, ...]:
        """Decide the unsettled in order; whoever looked at what changed is unsettled too.

        Those of `perhaps` are decided again only if they look at other stories now.
        """
        unsettled = set(unsettled)
        queue = sorted(unsettled | perhaps)
        waiting = set(queue)
        changed = []
        while queue:
            key = heapq.heappop(queue)
            waiting.discard(key)
            before, nearby = self._story.get(key), self._nearby(key)
            if key not in unsettled and nearby == self._looked_at[key]:
                continue
            story = self._decide(key, nearby)
            if story == before:
                continue
            changed.append(key[1])
            touched = self._looking_after(story, key)
            if before is not None:
                touched |= self._looking_after(before, key)
                self._leave(key)
            self._join(key, story)
            unsettled |= touched
            for other in touched - waiting:
                waiting.add(other)
                heapq.heappush(queue, other)
        return tuple(changed)

    def _looking_after(self, story: Key, key: Key) -> set[Key]:
        """The reports after this one that looked at a story when they were decided."""
        return {other for other in self._looked_by.get(story, ()) if other > key}

    def _decide(self, key: Key, nearby: frozenset[Key]) -> Key:
        """The story that a report belongs to: its own key where it founds one."""
        self._note(key, nearby)
        best, chosen = ALIKE, key
        for story in sorted(nearby):
            alike = self._resemblance(key, story)
            if alike > best or (alike == best and chosen == key):
                best, chosen = alike, story
        return chosen

    def _nearby(self, key: Key) -> frozenset[Key]:
        """The stories of the reports before this one that share most of its heaviest words."""
        first = (key[0] - WINDOW, "")
        shared: dict[Key, int] = defaultdict(int)
        for word, weight in islice(self._weights[key].items(), KEYS):
            holding = self._holding[word]
            end = bisect_left(holding, key)
            begin = max(bisect_left(holding, first, 0, end), end - NEAREST)
            for other in holding[begin:end]:
                shared[other] += weight * self._weights[other][word]
        best = heapq.nlargest(LOOKED_AT, ((total, other) for other, total in shared.items()))
        return frozenset(self._story[other] for _, other in best)

    def _finding(self, key: Key) -> set[Key]:
        """The reports after this one among whose nearest it is."""
        last = key[0] + WINDOW
        found: set[Key] = set()
        for word in islice(self._weights[key], KEYS):
            holding = self._holding[word]
            at = bisect_right(holding, key)
            found.update(other for other in holding[at : at + NEAREST] if other[0] <= last)
        return found

    def _resemblance(self, key: Key, story: Key) -> float:
        """The mean cosine with the last reports of a story, each less the longer ago it was."""
        weights, total, count = self._weights[key], 0.0, 0
        for other in self._recent(key, story):
            theirs = self._weights[other]
            shared = sum(weight * theirs.get(word, 0) for word, weight in weights.items())
            total += shared * FADING / (FADING + (key[0] - other[0]).days)
            count += 1
        return total / count / LENGTH**2 if count else 0.0

    def _recent(self, key: Key, story: Key) -> Iterator[Key]:
        members = self._members.get(story, [])
        end = bisect_left(members, key)
        recent = (members[n] for n in range(end - 1, -1, -1))
        first = key[0] - WINDOW
        return (other for other in islice(recent, RECENT) if other[0] >= first)

    def _note(self, key: Key, nearby: frozenset[Key]) -> None:
        """Remember which stories a report looked at."""
        before = self._looked_at.get(key, frozenset())
        for story in before - nearby:
            self._looked_by[story].discard(key)
        for story in nearby - before:
            self._looked_by[story].add(key)
        self._looked_at[key] = nearby

    def _join(self, key: Key, story: Key) -> None:
        self._story[key] = story
        insort(self._members.setdefault(story, []), key)

    def _leave(self, key: Key) -> None:
        story = self._story.pop(key)
        members = self._members[story]
        members.remove(key)
        if not members:
            del self._members[story]


def _key(report: StoryTerms) -> Key:
    return report.published, report.doc
