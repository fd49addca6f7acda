"""What kind of thing a name is: the evidence of every place where the report uses it, added up.

Evidence is a vote for a type. Votes come from the words around a name (a title before it, a verb of
saying after it, "in", "the town of"), its shape, the tables, and the parser's own entity labels.
The same name has one type in a report; a lone surname has that of the person's whole name.
"""

from collections.abc import Callable, Iterable, Sequence

from onrecord.annotate.attribution.lexicon import load_lexicon
from onrecord.annotate.mentions_names import Name
from onrecord.annotate.mentions_segments import PARTICLES, POSSESSIVES, Known
from onrecord.records import MentionType
from onrecord.syntax import Parse, Token
from onrecord.text import name_key
from onrecord.wordlists import (
    load_countries,
    load_given_names,
    load_name_heads,
    load_nominals,
    load_roles,
    word_key,
)

Votes = dict[MentionType, float]
TypeOf = Callable[[str], MentionType | None]

IN = frozenset({"in", "near", "outside", "inside", "across", "around", "throughout", "toward",
                "towards", "into", "via", "north", "south", "east", "west", "northern", "southern",
                "eastern", "western", "central", "downtown", "outskirts"})  # fmt: skip
AT = frozenset({"from", "to", "at", "on", "over", "through", "off"})
OF_PLACES = frozenset({
    "siege", "liberation", "capture", "recapture", "fall", "battle", "outskirts", "people",
    "residents", "native", "streets", "bombardment", "shelling", "bombing", "mayor", "centre",
    "center", "resident", "port", "gates", "occupation", "annexation", "north", "south", "east",
    "west", "governor",
})  # fmt: skip
PLACE_VERBS = frozenset({
    "flee", "capture", "recapture", "retake", "besiege", "enter", "reach", "liberate", "shell",
    "bomb", "leave", "visit", "occupy", "annex", "seize", "storm", "encircle", "surround", "hit",
})  # fmt: skip
RULE = frozenset({"regime", "government", "administration", "dictatorship", "presidency",
                  "family", "dynasty", "loyalist", "supporter"})  # fmt: skip
PARSER_LABELS: dict[str, tuple[MentionType, float]] = {
    "PERSON": ("PER", 1.5), "ORG": ("ORG", 1.2), "GPE": ("GPE", 1.5), "LOC": ("LOC", 1.2),
    "FAC": ("FAC", 1.2), "NORP": ("NORP", 1.0),
}  # fmt: skip
NO_NAME = frozenset({
    "PRODUCT", "WORK_OF_ART", "EVENT", "LAW", "DATE", "TIME", "MONEY", "PERCENT", "QUANTITY",
    "CARDINAL", "ORDINAL", "LANGUAGE",
})  # fmt: skip
PERSON_ENDS = (
    "ovich", "evich", "enko", "chuk", "shvili", "adze", "idze", "oğlu", "oglu", "ović", "ević",
    "ovic", "evic", "sky", "skyi", "skiy", "skyy", "ski", "nyk", "ov", "ev", "ova", "eva", "yan",
    "ullah", "zadeh", "sson", "sen", "opoulos", "akis", "escu",
)  # fmt: skip
PLACE_ENDS = (
    "grad", "ivka", "ovka", "stan", "burg", "ville", "abad", "pol", "pur", "shire", "hsk", "nsk",
    "yinka", "yansk", "ivsk", "heim", "borough", "chester",
)  # fmt: skip
THRESHOLD = 1.4
"""The votes a type needs; below it a capitalised word is no mention."""
PLACES = frozenset({"GPE", "LOC", "FAC"})


def judge_names(
    parse: Parse, known: Known, names: Sequence[Name], titled: Iterable[int], place_type: TypeOf
) -> list[MentionType | None]:
    """The type of each name, None for no mention. `titled` are names with a title before them."""
    with_title = frozenset(titled)
    keys = [name_key(known.name(name.first, name.end)) for name in names]
    votes: dict[str, Votes] = {}
    for n, (name, key) in enumerate(zip(names, keys, strict=True)):
        tally = votes.setdefault(key, {})
        if n in with_title:
            _add(tally, "PER", 6.0)
        if name.fixed is not None:
            _add(tally, name.fixed, 8.0 if name.known else 5.0)
        elif not name.skip:
            _vote(parse, known, name, tally)
    uses: dict[str, list[Name]] = {}
    for name, key in zip(names, keys, strict=True):
        uses.setdefault(key, []).append(name)
    for key, found in uses.items():
        if found[0].fixed is None and not found[0].skip:
            _vote_of_parser(parse, found, votes[key])
            _vote_for_place(votes[key], known, found[0], place_type)
    _share_surnames(votes)
    return [
        None if name.skip else _winner(votes[key]) for name, key in zip(names, keys, strict=True)
    ]


def _add(votes: Votes, label: MentionType, weight: float) -> None:
    votes[label] = votes.get(label, 0.0) + weight


def _winner(votes: Votes) -> MentionType | None:
    """The type with most votes; the order of `MentionType` decides between equals."""
    best: MentionType | None = None
    for label in ("PER", "ORG", "GPE", "LOC", "FAC", "NORP"):
        if votes.get(label, 0.0) >= THRESHOLD and (best is None or votes[label] > votes[best]):
            best = label
    return best


def _vote(parse: Parse, known: Known, name: Name, votes: Votes) -> None:
    """The votes of one use of a name."""
    _vote_by_shape(parse, name, votes)
    _vote_by_neighbours(parse, name, votes)
    _vote_by_syntax(parse, name, votes)
    hint = known.type_of(known.name(name.first, name.end))
    if hint is not None:
        _add(votes, hint, 2.0)


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


def _vote_by_shape(parse: Parse, name: Name, votes: Votes) -> None:
    tokens = parse.tokens[name.first : name.end]
    last = tokens[-1].text
    given = load_given_names()
    if len(tokens) > 1:
        if tokens[0].lower in given:
            _add(votes, "PER", 4.0)
        elif tokens[0].lower not in PARTICLES and all(t.text.isalpha() for t in tokens[::2]):
            _add(votes, "PER", 1.0)
        if any(t.lower in {"al", "bin", "ibn", "abu", "von", "van", "bint"} for t in tokens[1:]):
            _add(votes, "PER", 1.5)
    elif tokens[0].lower in given:
        _add(votes, "PER", 1.5)
    elif last in load_name_heads().last:
        _add(votes, load_name_heads().last[last][0], 1.5)
    word = last.lower()
    if len(word) > 5 and word.endswith(PERSON_ENDS):
        _add(votes, "PER", 1.0)
    if len(word) > 5 and word.endswith(PLACE_ENDS):
        _add(votes, "GPE", 1.0)
    if len(tokens) == 1 and last.isupper() and 2 <= len(last) <= 6 and last.isalpha():
        _add(votes, "ORG", 1.5)
    if last[-1].isdigit():
        _add(votes, "ORG", -1.5)


def _vote_by_neighbours(parse: Parse, name: Name, votes: Votes) -> None:
    """Words before and after: "in X", "the town of X", "X province", "X, 34,", "X, who"."""
    lo, hi = parse.bounds[parse.tokens[name.first].sent]
    words = [t.lower for t in parse.tokens[max(lo, name.first - 3) : name.first]]
    after = parse.tokens[name.end : min(hi, name.end + 3)]
    nominals = load_nominals()
    if words:
        if words[-1] in IN and not (after and after[0].text in POSSESSIVES):
            _add(votes, "GPE", 2.5 if words[-1] == "in" else 3.5)
        elif words[-1] in AT:
            _add(votes, "GPE", 0.7)
        elif words[-1] == "of" and len(words) > 1 and words[-2] in nominals:
            label = nominals[words[-2]].type
            if label in PLACES:
                _add(votes, label, 4.0 if label == "GPE" else 1.0)
        elif words[-1] == "of" and len(words) > 1 and words[-2] in OF_PLACES:
            _add(votes, "GPE", 1.5)
        elif words[-1] in {"the", "a", "an"}:
            _add(votes, "PER", -2.0)
            _add(votes, "ORG", 0.7)
    if not after:
        return
    if after[0].lower in load_name_heads().lower:
        label = load_name_heads().lower[after[0].lower]
        _add(votes, label, 3.0 if label != "FAC" else 0.5)
        if label == "FAC":
            _add(votes, "GPE", 1.5)
    if after[0].text == "," and len(after) > 1 and _is_country(after[1:]):
        _add(votes, "GPE", 3.0)
    if after[0].text == "," and len(after) > 2:
        if after[1].text.isdigit() and len(after[1].text) == 2 and after[2].text in {",", "."}:
            _add(votes, "PER", 4.0)
        elif after[1].lower == "who":
            _add(votes, "PER", 3.0)
    elif after[0].lower == "who":
        _add(votes, "PER", 2.0)


def _is_country(after: Sequence[Token]) -> bool:
    """Whether a country's name follows, and not its possessive ("Tirana, Albania")."""
    names = load_countries().names
    pair = " ".join(t.text for t in after[:2])
    owner = len(after) > 1 and after[1].text in POSSESSIVES
    return word_key(pair) in names or (word_key(after[0].text) in names and not owner)


def _vote_by_syntax(parse: Parse, name: Name, votes: Votes) -> None:
    """What the name does: subject of a verb of saying, apposition to "a spokesman"."""
    nominals, roles = load_nominals(), load_roles()
    start, end = parse.tokens[name.first].start, parse.tokens[name.end - 1].end
    head = parse.span_head(start, end)
    if head is None:
        return
    governor = parse.tokens[head.head]
    if head.dep == "nsubj" and governor.lemma in load_lexicon().verbs:
        _add(votes, "PER", 2.0)
        _add(votes, "ORG", 1.0)
    if head.dep == "appos" and governor.lemma in nominals:
        _add(votes, nominals[governor.lemma].type, 2.5)
    for child in parse.children(head.i):
        if child.dep == "appos" and child.lemma in nominals and child.i >= name.end:
            _add(votes, nominals[child.lemma].type, 2.5)
    if (
        head.dep in {"compound", "nmod"}
        and governor.i == name.end
        and governor.lemma in nominals
        and governor.lemma not in roles.heads
        and governor.lower not in load_name_heads().lower
    ):
        rule = governor.lemma in RULE
        _add(votes, "PER" if rule else "ORG", 0.8)
    if head.dep == "dobj" and governor.lemma in PLACE_VERBS:
        _add(votes, "GPE", 1.0)
    if head.dep == "conj":
        other = parse.tokens[head.head]
        if other.ent in PARSER_LABELS:
            _add(votes, PARSER_LABELS[other.ent][0], 0.4)


def _vote_for_place(votes: Votes, known: Known, name: Name, place_type: TypeOf) -> None:
    """The gazetteer's vote: much for a name that stands like a place, little for one that may not.

    Surnames and common words are place names too, so that the gazetteer alone proves nothing.
    """
    label = place_type(known.name(name.first, name.end))
    if label is None:
        if votes.get("GPE", 0.0) > 0:
            votes["GPE"] *= 0.8
        return
    as_place = sum(votes.get(kind, 0.0) for kind in PLACES)
    _add(votes, label, 2.5 if as_place >= 1.0 else 1.0)


def _share_surnames(votes: dict[str, Votes]) -> None:
    """A lone word that ends the name of a person is that person's surname."""
    surnames = {
        key.split()[-1]: tally
        for key, tally in votes.items()
        if " " in key and _winner(tally) == "PER"
    }
    for key, tally in votes.items():
        if key in surnames:
            _add(tally, "PER", 3.0 if tally.get("GPE", 0.0) >= 8.0 else 6.0)
