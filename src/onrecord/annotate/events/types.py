"""The PLOVER type of a word where it stands: operators take theirs from what they govern.

"agreed to withdraw" is AGREE, "refused to withdraw" REJECT, "suspended the withdrawal" REJECT,
"suspended aid" SANCTION, "ended the siege" CONCEDE, "called for talks" REQUEST, "called for
sanctions" and "threatened to strike" THREATEN. The rules are the `[[rule]]` rows of `events.toml`:

- an intention (agree, pledge, plan, "is willing", "said it would") is AGREE where the deed is
  cooperation, THREATEN where it is conflict;
- a demand is REQUEST with the mode of what is demanded; a call for sanctions or force THREATEN;
- a refusal is REJECT with the mode of what is refused; so is a cancelled meeting;
- what stops cooperation is SANCTION, what stops conflict CONCEDE or RETREAT;
- an order to one's own is what is ordered ("ordered the arrest").
"""

from dataclasses import dataclass, field

from onrecord.annotate.clauses import SUBJECTS, subject_of, verb_group
from onrecord.annotate.event_words import Coding, Lexicon, in_class, match_noun, match_verb
from onrecord.syntax import Parse, Token

COOPERATION = frozenset({"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT"})
FUTURE = frozenset({"will", "shall", "'ll", "’ll", "would", "wo"})
WORDS_ONLY = frozenset({"intend", "offer", "demand", "refuse", "threaten", "order"})
"""Operators that are an event of their own even where they govern none."""
WHEN = frozenset(
    {"at", "by", "until", "till", "before", "near", "from", "since", "after", "towards"}
)
NEEDING = frozenset({"seek", "vow", "swear", "advocate", "solicit"})
"""Operators that say nothing without the event that they govern."""
CLAUSES = frozenset({"xcomp", "ccomp", "advcl", "pcomp", "acl", "relcl"})
PRONOUNS = frozenset({"it", "he", "she", "they", "we", "i"})
COMPOUND_HEADS = frozenset(
    {
        "proposal", "plan", "attempt", "order", "deal", "agreement", "call", "offer", "threat",
        "effort", "bid", "talks", "talk", "negotiation", "violation", "term", "plea", "demand",
        "appeal", "pledge",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Coded:
    """A token that names an event: its coding, and the token it takes its type from, if any."""

    token: Token
    coding: Coding
    inner: int | None = None


@dataclass
class Coder:
    """Codes the tokens of one report, each once."""

    parse: Parse
    lexicon: Lexicon
    _done: dict[int, Coded | None] = field(default_factory=dict)

    def code(self, i: int) -> Coded | None:
        """The event that token `i` names; None for none."""
        if i not in self._done:
            self._done[i] = None  # a cycle ends here
            self._done[i] = self._code(i)
        return self._done[i]

    def _code(self, i: int) -> Coded | None:
        token = self.parse.tokens[i]
        coding = self.match(token)
        if coding is None:
            return None
        if coding.operator:
            return self._compose(token, coding)
        if coding.type == "ASSAULT" and (self._against_ills(token) or self._by_nature(token)):
            return None
        if coding.type in {"MOBILIZE", "CONSULT"} and self._keeps_peace(token):
            return Coded(token, Coding("AID", None, "074", ("peacekeeping",)))
        return Coded(token, coding) if coding.type else None

    def lends(self, coded: Coded) -> bool:
        """Whether a word only lends what it governs a subject: "decided to ease the curfew"."""
        inner = self.code(coded.inner) if coded.inner is not None else None
        return inner is not None and inner.coding == coded.coding

    def _by_nature(self, token: Token) -> bool:
        """Whether a storm or an accident did it: "the quake killed nine", "struck by a car"."""
        if token.pos != "VERB":
            return False
        nature = self.lexicon.classes["nature"]
        subject = subject_of(self.parse, token.i)
        if subject is not None and in_class(subject, nature):
            return True
        return any(
            in_class(inner, nature)
            for prep in self.parse.children(token.i)
            if prep.lower in {"in", "by", "when"}
            for inner in self.parse.children(prep.i)
        )

    def _against_ills(self, token: Token) -> bool:
        """Whether it is no foe that is fought: "a battle with cancer", "to fight inflation"."""
        ills = self.lexicon.classes["ailment"]
        for child in self.parse.children(token.i):
            if child.dep == "dobj" and in_class(child, ills):
                return True
            if child.lower in {"with", "against", "for", "on"}:
                inner = self.parse.child(child.i, "pobj")
                if inner is not None and in_class(inner, ills):
                    return True
        return False

    def _keeps_peace(self, token: Token) -> bool:
        """Whether who is sent or arrives are peacekeepers."""
        if token.pos == "NOUN" and token.lemma in {"meeting", "talk", "visit"}:
            return False
        lo, hi = self.parse.edges(token.i)
        if token.lemma in {"deploy", "send", "arrive", "dispatch", "deployment", "join"}:
            return any(
                t.lemma.lower().startswith("peacekeep") for t in self.parse.tokens[lo : hi + 1]
            )
        return False

    def _ends_relations(self, token: Token) -> bool:
        relation = self.lexicon.classes["relation"] | self.lexicon.classes["aid"]
        return any(in_class(t, relation) for t in self._governed(token))

    def match(self, token: Token) -> Coding | None:
        """The frame of a token, before any composition."""
        if token.pos == "VERB" and token.dep != "amod":
            return match_verb(self.parse, token.i, self.lexicon)
        if token.pos in {"NOUN", "PROPN"} and not self._is_name(token):
            if token.dep == "compound":
                head = self.parse.tokens[token.head]
                if head.lemma.lower() not in COMPOUND_HEADS and head.lower not in COMPOUND_HEADS:
                    return None
            return match_noun(self.parse, token.i, self.lexicon)
        if token.pos in {"ADJ", "VERB"}:
            coding = self.lexicon.adjectives.get(token.lower)
            complement = self.parse.child(token.i, "xcomp", "prep")
            return coding if complement is not None else None
        return None

    def _is_name(self, token: Token) -> bool:
        """Whether the noun is a word of a name: "the Korean War", "Pillow Talk"."""
        if token.ent_start:
            return True
        if token.pos != "PROPN" or not self.parse.kinds:
            return False
        first = self.parse.bounds[token.sent][0]
        return token.i != first and self.parse.kinds[token.sent] != "headline"

    def _compose(self, token: Token, coding: Coding) -> Coded | None:
        operator = coding.operator
        inner = self._inner(token, operator)
        if operator == "propose" and self._supposes(token):
            return None
        if inner is None and token.pos == "ADJ":
            clause = self.parse.child(token.i, "xcomp")
            if clause is None or clause.lemma == "be":
                return None
        if token.lemma == "ask" and self._asks(token):
            return None
        if token.lemma in {"warn", "caution", "alert"} and self._foresees(token):
            return None
        if token.lemma == "agree" and inner is None and self._supposes(token):
            return None  # "agreed it was vital"
        if token.lemma == "commit" and token.tag == "VBN" and token.dep == "acl":
            return None  # "a force committed to the cause"
        if token.lemma in NEEDING and inner is None:
            return None
        if operator == "refuse" and self._is_silent(token):
            return None
        if operator == "stop" and self._dates(token):
            return None
        if inner is not None and inner.coding.type == "ACCUSE" and token.lemma == "agree":
            return Coded(token, Coding("AGREE", cameo="030"), inner.token.i)
        if operator == "say" or (operator == "announce" and self.parse.child(token.i, "ccomp")):
            return self._said(token, inner)
        if inner is None:
            if operator == "stop" and self._ends_relations(token):
                return Coded(token, Coding("SANCTION", "discontinue", "160", ("diplomatic",)))
            return Coded(token, coding) if operator in WORDS_ONLY and coding.type else None
        rule = self.lexicon.rules.get((operator, inner.coding.type or ""))
        if operator == "demand" and rule is not None and not self._governs(token, inner):
            rule = coding if rule.type == "THREATEN" else rule  # "called for a vote on the war"
        if rule is None and operator == "fail":
            return None
        return Coded(token, rule or inner.coding, inner.token.i)

    def _asks(self, token: Token) -> bool:
        """Whether it is a question: "asked whether he could go"."""
        clause = self.parse.child(token.i, "ccomp")
        if clause is None:
            return False
        first = self.parse.tokens[self.parse.edges(clause.i)[0]]
        return first.lower in {"if", "whether"} or first.tag in {"WRB", "WP", "WDT"}

    def _foresees(self, token: Token) -> bool:
        """Whether it is warned of what others or things will do: "warned that the dam would go"."""
        clause = self.parse.child(token.i, "ccomp")
        if clause is None or token.pos != "VERB":
            return False
        group = verb_group(self.parse, clause.i)
        subject = self.parse.child(clause.i, *SUBJECTS)
        if subject is None or not group.finite or self._same(token, subject):
            return False
        return subject.lower != "you" and not any(
            t.lower in {"its", "his", "her", "their", "our"} for t in self.parse.children(subject.i)
        )

    def _is_silent(self, token: Token) -> bool:
        """Whether it is words that are refused: "declined to comment"."""
        return any(t.lemma in {"comment", "say", "answer"} for t in self._governed(token))

    def _dates(self, token: Token) -> bool:
        """Whether an end only says when: "at the end of the meeting"."""
        return token.pos == "NOUN" and self.parse.tokens[token.head].lower in WHEN

    def _supposes(self, token: Token) -> bool:
        """Whether it is said how things are, not what to do: "suggested that it could work"."""
        clause = self.parse.child(token.i, "ccomp")
        if clause is None or token.pos != "VERB":
            return False
        group = verb_group(self.parse, clause.i)
        urged = group.modal in {"should", "must", "ought"} or (
            not group.modal and not group.past and clause.lower == clause.lemma
        )
        return group.finite and not urged

    def _said(self, token: Token, inner: Coded | None) -> Coded | None:
        """A speaker's own intention or demand: "said it would lift", "says Israel must end"."""
        clause = self.parse.child(token.i, "ccomp")
        if clause is None:
            return None
        if any(
            t.lower in {"responsible", "guilty", "blame"} and t.dep != "conj"
            for t in self.parse.children(clause.i)
        ):
            return Coded(token, Coding("ACCUSE", "allege", "112"))
        group = verb_group(self.parse, clause.i)
        subject = self.parse.child(clause.i, *SUBJECTS)
        if group.modal == "must" or _needs(self.parse, clause):
            rule = self.lexicon.rules.get(("demand", (inner.coding.type if inner else "") or ""))
            return Coded(token, rule or Coding("REQUEST", cameo="100"), clause.i)
        if group.modal not in {"will", "would", "'ll", "’ll", "wo", "'d"} or inner is None:
            return None
        if subject is None or inner.token.i != clause.i or not self._same(token, subject):
            return None
        operator = "refuse" if group.negator is not None else "intend"
        if operator == "refuse" and inner.coding.type not in COOPERATION:
            return None
        rule = self.lexicon.rules.get((operator, inner.coding.type or ""))
        return Coded(token, rule, clause.i) if rule else None

    def _same(self, verb: Token, subject: Token) -> bool:
        speaker = subject_of(self.parse, verb.i)
        return speaker is not None and (
            subject.lower in PRONOUNS or subject.lemma.lower() == speaker.lemma.lower()
        )

    def _inner(self, token: Token, operator: str) -> Coded | None:
        """The nearest event that an operator governs: object, clause, or behind a preposition."""
        for found in self._governed(token):
            coded = self.code(found.i)
            if coded is not None and coded.coding.type is not None:
                return coded
        if operator in {"say", "fail"}:
            return None
        return next(
            (c for t in self._governed(token) for u in self._deeper(t) if (c := self.code(u.i))),
            None,
        )

    def _governed(self, token: Token) -> list[Token]:
        found: list[Token] = []
        for child in self.parse.children(token.i):
            if child.dep in {"dobj", "nsubjpass", "oprd"} or child.dep in {"xcomp", "ccomp"}:
                found.append(child)
                found.extend(t for t in self.parse.children(child.i) if t.dep == "conj")
            elif child.dep in {"prep", "prt", "dative"} and child.lower not in {
                "after",
                "by",
                "since",
                "without",
            }:
                found.extend(self.parse.children(child.i))
            elif (child.dep in {"acl", "advcl"} and verb_group(self.parse, child.i).infinitive) or (
                child.dep == "compound" and token.pos == "NOUN"
            ):
                found.append(child)
        return found

    def _governs(self, token: Token, inner: Coded) -> bool:
        """Whether an operator governs an event itself, not what hangs on another noun."""
        return any(t.i == inner.token.i for t in self._governed(token))

    def _deeper(self, token: Token) -> list[Token]:
        """What hangs on a governed noun that is no event: "mediation efforts"."""
        if token.pos not in {"NOUN", "PROPN"}:
            return []
        found = [t for t in self.parse.children(token.i) if t.dep in {"compound", "acl"}]
        for prep in self.parse.children(token.i):
            if prep.dep == "prep" and prep.lower in {"of", "for", "on", "to", "in"}:
                found.extend(self.parse.children(prep.i))
        return found


def _needs(parse: Parse, clause: Token) -> bool:
    return clause.lemma in {"have", "need"} and any(
        t.dep == "xcomp" and verb_group(parse, t.i).infinitive for t in parse.children(clause.i)
    )
