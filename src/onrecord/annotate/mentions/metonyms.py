"""Places that stand for their government: "Kyiv has said", "talks between Moscow and Kyiv".

Countries and capitals do. What they do or what is done with them decides: they speak, agree, send,
are urged, hold talks; a town that is in, near or away from something is the town.
"""

from onrecord.annotate.mentions.names import Name
from onrecord.annotate.statements.lexicon import load_lexicon as load_cues
from onrecord.syntax import Parse, Token
from onrecord.wordlists import load_countries, load_deeds, word_key

TOWARDS = frozenset({"pressure", "sanction", "appeal", "ultimatum", "concession", "message",
                     "demand", "warning", "threat"})  # fmt: skip


def is_metonym(parse: Parse, name: Name, text: str) -> bool:
    """Whether a place name stands for its government here."""
    key, countries = word_key(text), load_countries()
    if key in countries.names:
        return _acts(parse, name, capital=False)
    if name.first == parse.bounds[parse.tokens[name.first].sent][0] and text.isupper():
        return False  # the place of a dateline
    return key in countries.capitals and _acts(parse, name, capital=True)


def _acts(parse: Parse, name: Name, *, capital: bool) -> bool:
    head: Token | None = parse.tokens[name.end - 1]
    if name.end - name.first > 1:
        start, end = parse.tokens[name.first].start, parse.tokens[name.end - 1].end
        head = parse.span_head(start, end)
    while head is not None and head.dep == "conj" and head.head != head.i:
        head = parse.tokens[head.head]
        if head.pos not in {"PROPN", "NOUN"}:
            return False
    if head is None:
        return False
    governor, deeds = parse.tokens[head.head], load_deeds()
    if head.dep == "nsubj":
        if not capital and governor.pos == "VERB":
            return True
        if is_act(governor) and governor.lemma not in deeds.weak:
            return True
        mood = parse.child(governor.i, "acomp")
        return governor.lemma == "be" and mood is not None and mood.lemma in deeds.moods
    if head.dep in {"dobj", "nsubjpass"}:
        return governor.lemma in deeds.done_to
    if head.dep == "poss":
        return governor.lemma in deeds.owned
    if head.dep == "npadvmod":
        return governor.lower in deeds.hung
    return head.dep == "pobj" and _is_dealing(parse, governor)


def is_act(verb: Token) -> bool:
    """Whether a verb tells what a government or organisation does or says."""
    return verb.lemma in load_deeds().acts or verb.lemma in load_cues().verbs


def _is_dealing(parse: Parse, preposition: Token) -> bool:
    """Whether "with", "between" or "by" belongs to something that governments do."""
    word = preposition.lower
    if preposition.head == preposition.i:
        return False
    above = parse.tokens[preposition.head]
    if preposition.dep == "agent":
        return True
    if word in {"with", "between", "among", "against"}:
        deals = above.lemma in load_deeds().dealings
        return deals or (above.pos == "VERB" and is_act(above))
    return word in {"on", "to", "from", "towards"} and above.lemma in TOWARDS
