"""Cues: words that weaken, deny or put off what they govern, each with the words it reaches."""

from __future__ import annotations

from dataclasses import dataclass, field

from recoupe.model import Article, Cue, Quotation
from recoupe.model.annotations import CueKind
from recoupe.parsing import Parse, Token
from recoupe.reading.clauses import (
    CueUse,
    _negation,
    clause_edges,
    conditional,
    cue_rules,
    finite,
    in_conditional,
    in_future,
    is_passive,
    load_cues,
    negated,
)

__all__ = ["conditional", "negated", "read_cues"]


def read_cues(article: Article, parse: Parse, quotations: tuple[Quotation, ...]) -> tuple[Cue, ...]:
    """Every negation, conditional, allegation, plan, condition and question with its scope, in text order."""
    words = load_cues(article.language)
    if not parse.tokens or not any(words.values()):
        return ()
    desk = _Desk(parse, words, article.language, cue_rules(article.language))
    for token in parse.tokens:
        if token.pos in ("VERB", "AUX"):
            _verb(desk, token)
        _word(desk, token)
    _questions(desk)
    return tuple(sorted(desk.found, key=lambda c: (c.span.start, c.span.end, c.kind)))


@dataclass(slots=True)
class _Desk:
    """One article while its cues are read."""

    parse: Parse
    words: dict[str, frozenset[str]]
    language: str
    rules: dict[str, str]
    found: list[Cue] = field(default_factory=list)
    phrases: dict[str, list[tuple[tuple[str, ...], CueUse]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        uses: tuple[CueUse, ...] = ("condition", "unconfirmed")
        for use in uses:
            for words in self.words[use]:
                parts = tuple(words.split(" "))
                if len(parts) > 1:
                    self.phrases.setdefault(parts[0], []).append((parts, use))

    def add(self, kind: CueKind, use: CueUse, word: Token, first: int, last: int) -> None:
        tokens = self.parse.tokens
        span = self.parse.words(word, word)
        scope = self.parse.words(tokens[first], tokens[last])
        self.found.append(Cue(span, kind, scope, self.rules.get(use, use)))

    def over(self, kind: CueKind, use: CueUse, word: Token, verb: Token) -> None:
        self.add(kind, use, word, *clause_edges(self.parse, verb))


def _verb(desk: _Desk, verb: Token) -> None:
    """What the verb's own form says: negation, conditional, future; then what its lemma does to others."""
    if verb.pos == "VERB" or not verb.dep.startswith(("aux", "cop")):
        if (word := _negation(desk.parse, verb, desk.words)) is not None:
            desk.over("negated", "negation", word, verb)
        _mood(desk, verb)
    elif verb.dep == "cop":
        _copula(desk, verb)
    _governing(desk, verb)


def _copula(desk: _Desk, verb: Token) -> None:
    head = desk.parse.tokens[verb.head]
    if head.pos in ("VERB", "AUX"):
        return
    if (word := _negation(desk.parse, head, desk.words)) is not None:
        desk.over("negated", "negation", word, head)
    _mood(desk, head)


def _mood(desk: _Desk, verb: Token) -> None:
    bearer = finite(desk.parse, verb)
    if in_conditional(bearer, desk.language):
        desk.over(*_conditional_kind(desk, verb, bearer), bearer, verb)
    elif in_future(bearer, desk.language) and (
        bearer is verb or not verb.has("Tense=Past") or is_passive(desk.parse, verb)
    ):
        desk.over("planned", "future", bearer, verb)


def _conditional_kind(desk: _Desk, verb: Token, bearer: Token) -> tuple[CueKind, CueUse]:
    """Press conditional, hypothesis («pourrait», «si …»), or a future told from the past."""
    tokens = desk.parse.tokens
    if verb.lemma in desk.words["modal"]:
        return "condition", "modal"
    if verb.lemma in desk.words["soon"] and bearer is verb:
        return "planned", "soon"
    perfect = bearer is not verb and not is_passive(desk.parse, verb)
    governor = tokens[verb.head]
    if verb.dep == "ccomp" and not perfect and governor.lemma in desk.words["telling"] and _past(desk.parse, governor):
        return "planned", "future"
    if any(_opens(desk, tokens[c]) for c in verb.children):
        return "condition", "condition"
    return "conditional", "conditional"


def _past(parse: Parse, verb: Token) -> bool:
    bearer = finite(parse, verb)
    return bearer is not verb or "Tense=Imp" in bearer.morph or "Tense=Past" in bearer.morph


def _opens(desk: _Desk, child: Token) -> bool:
    """The clause holds an «if» clause beside it."""
    if child.dep != "advcl":
        return False
    return any(desk.parse.tokens[c].lower in desk.words["condition"] for c in child.children)


def _governing(desk: _Desk, verb: Token) -> None:
    """Verbs that deny, plan or doubt what they govern."""
    words, tokens = desk.words, desk.parse.tokens
    lemma = verb.lemma
    if lemma in words["denial"]:
        _object(desk, "denied", "denial", verb, ("obj", "ccomp", "xcomp"))
    elif lemma in words["plan"]:
        _object(desk, "planned", "plan", verb, ("xcomp", "ccomp"))
    elif lemma in words["seems"]:
        _object(desk, "alleged", "seems", verb, ("xcomp", "ccomp"))
    elif lemma in words["soon"] and "Tense=Pres" in verb.morph and "Mood=Ind" in verb.morph:
        _object(desk, "planned", "soon", verb, ("xcomp",))
    elif lemma in words["modal"] and "VerbForm=Fin" in verb.morph and "Mood=Cnd" in verb.morph:
        return
    elif verb.dep.startswith("aux") and lemma in words["soon"] and "Tense=Pres" in verb.morph:
        desk.over("planned", "soon", verb, tokens[verb.head])


def _object(desk: _Desk, kind: CueKind, use: CueUse, verb: Token, deps: tuple[str, ...]) -> None:
    for child in verb.children:
        node = desk.parse.tokens[child]
        if node.dep in deps and child > verb.i:
            below = desk.parse.subtree(node)
            last = max(below[-1].i, clause_edges(desk.parse, verb)[1])
            desk.add(kind, use, verb, max(below[0].i, verb.i), last)
            return


def _word(desk: _Desk, token: Token) -> None:
    """Words that need no verb: «aucun», «sans», «présumé», «si», «en cas de»."""
    words, tokens = desk.words, desk.parse.tokens
    low = token.lower
    if low in words["determiner"] and token.dep in ("det", "amod"):
        _noun(desk, "negated", "determiner", token)
    elif low in words["without"] and token.dep in ("case", "mark") and tokens[token.head].pos != "VERB":
        _noun(desk, "negated", "without", token)
    elif low in words["denial"] and token.pos not in ("VERB", "AUX"):
        last = desk.parse.sentences[token.sentence].last - 1
        desk.add("denied", "denial", token, min(token.i + 1, last), last)
    elif low in words["alleged"]:
        _alleged(desk, token)
    elif low in words["condition"] and token.dep in ("mark", "advmod"):
        _if(desk, token)
    elif low in words["ahead"]:
        _ahead(desk, token)
    for phrase, use in desk.phrases.get(low, ()):
        if _reads(tokens, token.i, phrase):
            _phrase(desk, token, use, len(phrase))


def _reads(tokens: list[Token], at: int, phrase: tuple[str, ...]) -> bool:
    return tuple(t.lower for t in tokens[at : at + len(phrase)]) == phrase


def _phrase(desk: _Desk, token: Token, use: CueUse, size: int) -> None:
    """«en cas de …» opens a condition over its noun; «non confirmé» doubts the whole sentence."""
    if use == "unconfirmed":
        sentence = desk.parse.sentences[token.sentence]
        desk.add("alleged", use, token, sentence.first, sentence.last - 1)
        return
    noun = next((t for t in desk.parse.tokens[token.i : token.i + size] if t.pos == "NOUN"), token)
    last = max(t.i for t in desk.parse.subtree(noun))
    desk.add("condition", use, noun, token.i, max(last, token.i + size - 1))


def _noun(desk: _Desk, kind: CueKind, use: CueUse, token: Token) -> None:
    below = desk.parse.subtree(desk.parse.tokens[token.head])
    desk.add(kind, use, token, min(below[0].i, token.i), max(below[-1].i, token.i))


def _ahead(desk: _Desk, token: Token) -> None:
    """«est prévue lundi» puts its clause off, «une prochaine réunion» its noun; «lundi prochain» is a date."""
    tokens = desk.parse.tokens
    head = tokens[token.head]
    if any(tokens[c].dep.startswith(("aux", "cop")) for c in token.children):
        desk.over("planned", "ahead", token, token)
    elif head.pos == "NOUN" and token.dep in ("amod", "acl") and _no_date(desk, head):
        below = desk.parse.subtree(head)
        desk.add("planned", "ahead", token, below[0].i, max(below[-1].i, token.i))


def _no_date(desk: _Desk, noun: Token) -> bool:
    """The noun is not an adverbial of time («la semaine prochaine»)."""
    return noun.dep not in ("obl:mod", "obl", "nmod") or any(desk.parse.tokens[c].dep == "case" for c in noun.children)


def _alleged(desk: _Desk, token: Token) -> None:
    head = desk.parse.tokens[token.head]
    if token.pos == "ADV" and head.pos in ("VERB", "AUX"):
        desk.over("alleged", "alleged", token, head)
    elif token.pos == "ADV":
        _noun(desk, "alleged", "alleged", token)
    else:
        if abs(head.i - token.i) > 2:
            after = desk.parse.tokens[min(token.i + 1, len(desk.parse.tokens) - 1)]
            head = after if after.pos in ("NOUN", "PROPN", "ADJ") else desk.parse.tokens[max(0, token.i - 1)]
        desk.add("alleged", "alleged", token, min(head.i, token.i), max(head.i, token.i))


def _if(desk: _Desk, token: Token) -> None:
    """«si» opens a condition, or asks after a verb of asking; before an adjective it says «so»."""
    tokens = desk.parse.tokens
    verb = tokens[token.head]
    if (
        token.dep == "advmod"
        or (verb.pos == "ADJ" and verb.i == token.i + 1)
        or verb.pos not in ("VERB", "AUX", "ADJ", "NOUN")
    ):
        return
    asked = (
        verb.dep in ("ccomp", "advcl", "xcomp")
        and tokens[verb.head].lemma in desk.words["asking"]
        and verb.head < token.i
    )
    desk.over("question" if asked else "condition", "question" if asked else "condition", token, verb)


def _questions(desk: _Desk) -> None:
    for sentence in desk.parse.sentences:
        last = desk.parse.tokens[sentence.last - 1]
        if last.word in desk.words["question"]:
            desk.add("question", "question", last, sentence.first, sentence.last - 1)
