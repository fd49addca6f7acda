"""What kind of thing a name is: the evidence of every place where the report uses it, added up.

Evidence is a vote for a type. Votes come from the words around a name (a title before it, a verb of
saying after it, "in", "the town of"), its shape, the tables, the names that it is listed with, and
the parser's own entity labels. The same name has one type in a report; a lone surname has that of
the person's whole name. Surnames and common words are place names too, so that the gazetteer alone
decides nothing.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence

from onrecord.annotate.mentions.known import Known
from onrecord.annotate.mentions.lexicon import load_lexicon
from onrecord.annotate.mentions.localities import find_locality
from onrecord.annotate.mentions.names import Name, is_disease
from onrecord.annotate.mentions.segments import PARTICLES, POSSESSIVES
from onrecord.annotate.statements.lexicon import load_lexicon as load_cues
from onrecord.records import MentionType
from onrecord.syntax import Parse, Token
from onrecord.text import name_key
from onrecord.wordlists import load_countries, word_key

Votes = dict[MentionType, float]
TypeOf = Callable[[str], MentionType | None]

IN = frozenset({"in", "near", "outside", "inside", "across", "around", "throughout", "toward",
                "towards", "into", "via", "north", "south", "east", "west", "northern", "southern",
                "eastern", "western", "central", "downtown", "outskirts"})  # fmt: skip
AT = frozenset({"from", "to", "at", "on", "over", "through", "off"})
PARSER_LABELS: dict[str, tuple[MentionType, float]] = {
    "PERSON": ("PER", 1.5), "ORG": ("ORG", 1.2), "GPE": ("GPE", 1.5), "LOC": ("LOC", 1.2),
    "FAC": ("FAC", 1.2), "NORP": ("NORP", 1.0),
}  # fmt: skip
NO_NAME = frozenset({
    "PRODUCT", "WORK_OF_ART", "EVENT", "LAW", "DATE", "TIME", "MONEY", "PERCENT", "QUANTITY",
    "CARDINAL", "ORDINAL", "LANGUAGE",
})  # fmt: skip
AREA_INSIDE = frozenset({"County", "City", "District", "Province", "State"})
"""Inside a name they tell that of an organisation of the area: "Ames County Adult Education"."""
ARAB = frozenset({"al", "bin", "ibn", "abu", "von", "van", "bint"})
LISTED = frozenset({",", "and", "or", "&"})
ORDER: tuple[MentionType, ...] = ("PER", "ORG", "GPE", "LOC", "FAC", "NORP")
PLACES: tuple[MentionType, ...] = ("GPE", "LOC", "FAC")
THRESHOLD = 1.4
"""The votes a type needs; below it a capitalised word is no mention."""


def judge_names(
    parse: Parse, known: Known, names: Sequence[Name], titled: Iterable[int], place_type: TypeOf
) -> list[MentionType | None]:
    """The type of each name, None for no mention. `titled` are names with a title before them."""
    with_title = frozenset(titled)
    keys = [name_key(known.name(name.first, name.end)) for name in names]
    votes: dict[str, Votes] = {}
    uses: dict[str, list[Name]] = {}
    for n, (name, key) in enumerate(zip(names, keys, strict=True)):
        tally = votes.setdefault(key, {})
        if n in with_title:
            _add(tally, "PER", 6.0)
        if name.skip and is_disease(parse.tokens, name.end):
            for label in PLACES:
                _add(tally, label, -8.0)
        if name.fixed is not None:
            _add(tally, name.fixed, 8.0 if name.known else 5.0)
        elif not name.skip:
            uses.setdefault(key, []).append(name)
            for label, weight in _evidence(parse, known, name):
                _add(tally, label, weight)
    for key, found in uses.items():
        text = known.name(found[0].first, found[0].end)
        hint = known.type_of(text)
        if hint is not None:
            _add(votes[key], hint, 2.0)
        _vote_of_speech(parse, found, votes[key])
        _vote_of_parser(parse, found, votes[key])
        _vote_of_gazetteer(votes[key], place_type(text))
    _share_lists(parse, names, keys, votes)
    _share_surnames(votes)
    return [
        None if name.skip else _winner(votes[key]) for name, key in zip(names, keys, strict=True)
    ]


def _add(votes: Votes, label: MentionType, weight: float) -> None:
    votes[label] = votes.get(label, 0.0) + weight


def _winner(votes: Votes) -> MentionType | None:
    """The type with most votes; ORDER decides between equals."""
    best: MentionType | None = None
    for label in ORDER:
        if votes.get(label, 0.0) >= THRESHOLD and (best is None or votes[label] > votes[best]):
            best = label
    return best


def _evidence(parse: Parse, known: Known, name: Name) -> Iterator[tuple[MentionType, float]]:
    """The votes of one use of a name."""
    tokens = parse.tokens[name.first : name.end]
    yield from _shape(known, tokens)
    lo, hi = parse.bounds[tokens[0].sent]
    before = parse.tokens[max(lo, name.first - 2) : name.first]
    after = parse.tokens[name.end : min(hi, name.end + 3)]
    head = tokens[0]
    if len(tokens) > 1:
        head = parse.span_head(tokens[0].start, tokens[-1].end) or tokens[0]
    if before:
        yield from _words_before(known, before, after, head)
    if after:
        yield from _words_after(known, after)
    yield from _syntax(parse, known, name, head)
    yield from find_locality(parse, name)


def _shape(known: Known, tokens: Sequence[Token]) -> Iterator[tuple[MentionType, float]]:
    """Given names, endings, capitals."""
    last, lexicon = tokens[-1].text, load_lexicon()
    if len(tokens) > 1:
        if tokens[0].lower in known.given:
            yield "PER", 4.0
        elif len(tokens[0].text) > 1 and tokens[0].text.isupper() and tokens[0].text.isalpha():
            yield "ORG", 3.0
        elif tokens[0].lower not in PARTICLES and all(t.text.isalpha() for t in tokens[::2]):
            yield "PER", 1.0
        if any(t.lower in ARAB for t in tokens[1:]):
            yield "PER", 1.5
    elif tokens[0].lower in known.given:
        yield "PER", 1.5
    elif last in known.heads.last:
        yield known.heads.last[last][0], 1.5
    elif last.isupper() and 2 <= len(last) <= 6 and last.isalpha():
        yield "ORG", 1.5
    if any(t.text in AREA_INSIDE for t in tokens[1:-1]):
        yield "ORG", 5.0
    if len(last) > 5:
        if last.endswith(lexicon.person_ends):
            yield "PER", 1.0
        if last.endswith(lexicon.place_ends):
            yield "GPE", 1.0
    if last[-1].isdigit():
        yield "ORG", -1.5


def _words_before(
    known: Known, before: Sequence[Token], after: Sequence[Token], head: Token
) -> Iterator[tuple[MentionType, float]]:
    """What stands before it: "in X", "the town of X", "the X"."""
    word = before[-1].lower
    if word in IN:
        if not (after and after[0].text in POSSESSIVES):
            yield "GPE", 3.0 if word == "in" else 3.5
    elif word in AT:
        yield "GPE", 1.0
    elif word == "of" and len(before) > 1:
        nominal = known.nominals.get(before[-2].lower)
        if nominal is not None and nominal.type in PLACES:
            yield nominal.type, 4.0 if nominal.type == "GPE" else 1.0
        elif before[-2].lower in load_lexicon().of_places:
            yield "GPE", 1.5
    elif before[-1].tag == "NN" and before[-1].dep in {"compound", "nmod"}:
        nominal = known.nominals.get(word)
        if nominal is not None and before[-1].head == head.i:
            yield nominal.type, 3.0
    elif word in {"the", "a", "an"} and head.dep not in {"compound", "nmod"}:
        yield "PER", -2.0
        yield "ORG", 0.7


def _words_after(known: Known, after: Sequence[Token]) -> Iterator[tuple[MentionType, float]]:
    """What stands after it: "X province", "X, 34,", "X, who", "X, which", "X, Albania"."""
    first = after[0]
    label = known.heads.lower.get(first.lower)
    if label is not None:
        yield label, 0.5 if label == "FAC" else 3.0
        if label == "FAC":
            yield "GPE", 1.5
    if first.lower == "who":
        yield "PER", 2.0
    if first.text != "," or len(after) < 2:
        return
    second = after[1]
    if second.lower == "who":
        yield "PER", 3.0
    elif second.lower == "which":
        yield "PER", -3.0
        yield "ORG", 1.0
    elif second.text[0].isdigit():
        if len(after) > 2 and len(second.text) == 2 and after[2].text in {",", "."}:
            yield "PER", 4.0
    elif second.text[0].isupper() and _is_country(after[1:]):
        yield "GPE", 3.0


def _is_country(after: Sequence[Token]) -> bool:
    """Whether a country's name follows, and not its possessive ("Tirana, Albania")."""
    names = load_countries().names
    if len(after) > 1 and word_key(f"{after[0].text} {after[1].text}") in names:
        return True
    owner = len(after) > 1 and after[1].text in POSSESSIVES
    return word_key(after[0].text) in names and not owner


def _syntax(
    parse: Parse, known: Known, name: Name, head: Token
) -> Iterator[tuple[MentionType, float]]:
    """What the name does: subject of a verb of saying, apposition to "a spokesman"."""
    governor, lexicon = parse.tokens[head.head], load_lexicon()
    nominal = known.nominals.get(governor.lemma)
    if head.dep == "appos" and nominal is not None:
        yield nominal.type, 2.5
    elif head.dep == "dobj" and governor.lemma in lexicon.place_verbs:
        yield "GPE", 1.0
    elif head.dep not in {"compound", "nmod"}:
        pass
    elif governor.lemma in lexicon.event_nouns:
        yield "GPE", 1.0
    elif nominal is None:
        pass
    elif nominal.type == "FAC" and name.end < governor.i <= name.end + 2:
        yield "GPE", 1.5
    elif governor.i == name.end:
        outside = governor.lower not in known.heads.lower
        if outside and governor.lemma not in known.roles.heads:
            yield "PER" if governor.lemma in lexicon.rule else "ORG", 0.8
    for child in parse.children(head.i):
        if child.dep == "appos" and child.i >= name.end:
            nominal = known.nominals.get(child.lemma)
            if nominal is not None:
                yield nominal.type, 2.5


def _vote_of_speech(parse: Parse, uses: Sequence[Name], votes: Votes) -> None:
    """Those who say something are persons or, often enough, organisations: one vote in all."""
    verbs = load_cues().verbs
    for name in uses:
        head = parse.tokens[name.end - 1]
        if head.dep == "nsubj" and parse.tokens[head.head].lemma in verbs:
            _add(votes, "PER", 2.5)
            _add(votes, "ORG", 0.6)
            return


def _vote_of_parser(parse: Parse, uses: Sequence[Name], votes: Votes) -> None:
    """The parser's labels, as a share of the uses: often repeated, one mistake weighs no more."""
    seen: dict[str, int] = {}
    for name in uses:
        for label in {t.ent for t in parse.tokens[name.first : name.end] if t.text[0].isupper()}:
            seen[label] = seen.get(label, 0) + 1
    for label, count in sorted(seen.items()):
        share = count / len(uses) * (1.0 if len(uses) == 1 else 1.5)
        if label in PARSER_LABELS:
            kind, weight = PARSER_LABELS[label]
            _add(votes, kind, weight * share)
        elif label in NO_NAME:
            for kind in votes:
                votes[kind] -= 0.5 * share


def _vote_of_gazetteer(votes: Votes, label: MentionType | None) -> None:
    """Much for a name that stands like a place, little for one that does not."""
    if label is None:
        if votes.get("GPE", 0.0) > 0:
            votes["GPE"] *= 0.8
        return
    as_place = sum(votes.get(kind, 0.0) for kind in PLACES)
    _add(votes, label, 2.5 if as_place >= 1.0 else 1.0)


def _share_lists(
    parse: Parse, names: Sequence[Name], keys: Sequence[str], votes: dict[str, Votes]
) -> None:
    """Names listed together are of a kind: "Aleppo, Homs and Deraa"."""
    for n in range(1, len(names)):
        gap = parse.tokens[names[n - 1].end : names[n].first]
        if not 1 <= len(gap) <= 2 or any(t.lower not in LISTED for t in gap):
            continue
        if len(gap) == 1 and gap[0].text == "," and n + 1 < len(names):
            beyond = parse.tokens[names[n].end : names[n].end + 2]
            if not any(t.lower in LISTED for t in beyond):
                continue
        for mine, other in ((n, n - 1), (n - 1, n)):
            label = _winner(votes[keys[other]])
            if names[mine].fixed is None and not names[mine].skip and label is not None:
                _add(votes[keys[mine]], label, 1.2)


def _share_surnames(votes: dict[str, Votes]) -> None:
    """A lone word that ends the name of a person is that person's surname."""
    surnames = {
        key.split()[-1] for key, tally in votes.items() if " " in key and _winner(tally) == "PER"
    }
    for key, tally in votes.items():
        if key in surnames:
            _add(tally, "PER", 3.0 if tally.get("GPE", 0.0) >= 8.0 else 6.0)
