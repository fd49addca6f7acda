"""Places that stand for their government: "Kyiv has said", "talks between Moscow and Kyiv".

Countries and capitals do. What they do or what is done with them decides: they speak, agree, send,
are urged, hold talks; a town that is in, near or away from something is the town.
"""

from onrecord.annotate.attribution.lexicon import load_lexicon
from onrecord.annotate.mentions_names import Name
from onrecord.syntax import Parse, Token
from onrecord.wordlists import load_countries, word_key

ACTS = frozenset({
    "accept", "accuse", "act", "agree", "aid", "aim", "allow", "announce", "appeal", "approve",
    "arm", "arrest", "attack", "attempt", "back", "ban", "bar", "block", "blame", "bomb", "boost",
    "break", "call", "cancel", "cease", "close", "commit", "complain", "concede", "condemn",
    "condition", "confirm", "consider", "continue", "control", "convene", "cooperate", "cut",
    "decide", "declare", "decline", "defend", "demand", "deny", "deploy", "deport", "detain",
    "dismiss", "drop", "end", "engage", "escalate", "exchange", "expel", "express", "fail", "favour",
    "favor", "fear", "fight", "finance", "fire", "free", "fund", "grant", "halt", "have", "help",
    "hold", "hope", "host", "ignore", "impose", "insist", "intend", "intervene", "invade", "invite",
    "join", "launch", "lead", "leave", "lift", "limit", "maintain", "make", "mediate", "meet",
    "mobilise", "mobilize", "move", "negotiate", "object", "offer", "open", "oppose", "order",
    "participate", "pledge", "prefer", "prepare", "press", "pressure", "prevent", "promise",
    "propose", "protest", "provide", "pull", "push", "reach", "react", "receive", "recognise",
    "recognize", "refuse", "reject", "release", "reply", "request", "respond", "restore", "resume",
    "retaliate", "return", "sanction", "seek", "seize", "send", "share", "shell", "side", "sign",
    "start", "stop", "strike", "submit", "suggest", "supply", "support", "suspend", "table", "take",
    "test", "threaten", "train", "transfer", "try", "unveil", "urge", "use", "veto", "view", "vow",
    "wage", "want", "warn", "welcome", "win", "withdraw", "work",
})  # fmt: skip
DONE_TO = frozenset({
    "accuse", "aid", "arm", "ask", "assure", "back", "blame", "condemn", "convince", "criticise",
    "criticize", "deter", "encourage", "force", "help", "inform", "invite", "isolate", "persuade",
    "praise", "press", "pressure", "provoke", "punish", "sanction", "supply", "support", "tell",
    "thank", "threaten", "urge", "warn", "welcome", "pressurise", "lobby", "oblige", "compel",
})  # fmt: skip
DEALINGS = frozenset({
    "talk", "negotiation", "relation", "relationship", "tie", "agreement", "accord", "deal", "war",
    "conflict", "dispute", "dialogue", "tension", "treaty", "pact", "contact", "truce", "ceasefire",
    "cease-fire", "meeting", "summit", "exchange", "confrontation", "alliance", "pressure",
    "sanction", "demand", "message", "threat", "rift", "clash", "cooperation", "consultation",
    "support", "appeal", "discussion", "peace", "diplomacy", "concession", "ultimatum", "border",
})  # fmt: skip
OWNED = frozenset({
    "demand", "position", "stance", "government", "ally", "proposal", "offer", "decision", "refusal",
    "willingness", "intention", "policy", "claim", "response", "reaction", "condition", "plan",
    "aim", "goal", "interest", "support", "backing", "failure", "threat", "warning", "attempt",
    "effort", "memorandum", "term", "insistence", "rejection", "acceptance", "request", "strategy",
    "commitment", "promise", "concern", "ambition", "negotiator", "delegation", "envoy", "view",
    "invasion", "offensive", "attack", "aggression", "war", "action", "denial", "announcement",
})  # fmt: skip
WITH = frozenset({"with", "between", "by", "against", "on", "from", "to", "among", "towards"})


def is_metonym(parse: Parse, name: Name, text: str) -> bool:
    """Whether a place name stands for its government here."""
    key, countries = word_key(text), load_countries()
    if key in countries.names:
        return _acts(parse, name, capital=False)
    return key in countries.capitals and _acts(parse, name, capital=True)


def _acts(parse: Parse, name: Name, *, capital: bool) -> bool:
    start, end = parse.tokens[name.first].start, parse.tokens[name.end - 1].end
    head = parse.span_head(start, end)
    while head is not None and head.dep == "conj" and head.head != head.i:
        head = parse.tokens[head.head]
        if head.pos not in {"PROPN", "NOUN"}:
            return False
    if head is None:
        return False
    governor = parse.tokens[head.head]
    if head.dep == "nsubj":
        return _is_act(governor) or (not capital and governor.pos == "VERB")
    if head.dep in {"dobj", "nsubjpass"}:
        return governor.lemma in DONE_TO
    if head.dep == "poss":
        return governor.lemma in OWNED
    if head.dep == "pobj":
        return _is_dealing(parse, governor)
    return False


def _is_act(verb: Token) -> bool:
    return verb.lemma in ACTS or verb.lemma in load_lexicon().verbs


def _is_dealing(parse: Parse, preposition: Token) -> bool:
    """Whether "with", "between" or "by" belongs to something that governments do."""
    if preposition.lower not in WITH or preposition.head == preposition.i:
        return False
    above = parse.tokens[preposition.head]
    if preposition.dep == "agent":
        return True
    if preposition.lower in {"with", "between", "among", "against"}:
        return above.lemma in DEALINGS or (above.pos == "VERB" and _is_act(above))
    if preposition.lower in {"on", "to", "from", "towards"}:
        return above.lemma in {"pressure", "sanction", "appeal", "ultimatum", "concession",
                               "message", "demand", "warning", "threat"}  # fmt: skip
    return False
