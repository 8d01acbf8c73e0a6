"""Clauses: who is the subject of a verb, what its words are, and in which mood and polarity they stand.

Universal Dependencies only; the few words needed come from the language's `cues.yml`.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from recoupe.knowledge.actors import fold
from recoupe.knowledge.loader import Entry, language_file, load_entries
from recoupe.parsing import Parse, Token

CueUse = Literal[
    "negation", "particle", "only", "determiner", "without", "denial", "alleged", "seems", "unconfirmed", "plan",
    "soon", "modal", "condition", "asking", "telling", "conditional", "future", "question",
    "endings", "stems", "future-endings", "ahead",
]  # fmt: skip
SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubj:caus", "nsubj:outer"})
_RAISING = frozenset(
    {"xcomp", "conj", "advcl", "ccomp", "obl:mod", "obl:arg", "obl", "advcl:cleft", "dep", "parataxis", "cop", "obj"}
)


class CueRule(Entry, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One entry of `cues.yml`; see the head of the French file for what each `use` means."""

    use: CueUse
    words: tuple[str, ...] = ()


@lru_cache(maxsize=8)
def load_cues(language: str) -> dict[str, frozenset[str]]:
    """The cue words of a language by use; empty sets where it has none."""
    rules = load_entries(language_file(language, "cues.yml"), CueRule)
    found: dict[str, set[str]] = {use: set() for use in CueUse.__args__}  # type: ignore[attr-defined]
    for rule in rules:
        found[rule.use].update(rule.words)
    return {use: frozenset(words) for use, words in found.items()}


@lru_cache(maxsize=8)
def cue_rules(language: str) -> dict[str, str]:
    """The rule id of every use."""
    return {rule.use: rule.id for rule in load_entries(language_file(language, "cues.yml"), CueRule)}


def subject_of(parse: Parse, verb: Token, agents: frozenset[str] = frozenset(), depth: int = 0) -> Token | None:
    """The one who does what the verb says: its subject, its agent, or the subject it shares with its governor.

    `agents` are the prepositions that may introduce the agent of a participle («affirmée par»).
    """
    tokens = parse.tokens
    if (own := _own_subject(parse, verb)) is not None:
        return own
    if (agent := _agent(parse, verb, agents)) is not None:
        return agent
    if depth > 5 or verb.head == verb.i or bare_participle(parse, verb):
        return None
    governor = tokens[verb.head]
    if verb.dep in ("acl", "acl:relcl") and not verb.has("VerbForm=Inf"):
        return governor
    if governor.pos in ("VERB", "AUX", "ADJ") and verb.dep in _RAISING:
        return subject_of(parse, governor, agents, depth + 1)
    if governor.pos in ("NOUN", "PROPN", "ADV", "PRON") and verb.dep != "ccomp":
        return _own_subject(parse, governor) or subject_of(parse, governor, agents, depth + 1)
    return None


def _agent(parse: Parse, verb: Token, agents: frozenset[str]) -> Token | None:
    tokens = parse.tokens
    for child in verb.children:
        if tokens[child].dep == "obl:agent":
            return tokens[child]
    if verb.has("Tense=Past"):
        for child in verb.children:
            if child > verb.i and any(
                tokens[c].lower in agents and tokens[c].dep == "case" for c in tokens[child].children
            ):
                return tokens[child]
    return None


def bare_participle(parse: Parse, verb: Token) -> bool:
    """«une thèse affirmée dans un livre» has no speaker."""
    if verb.dep not in ("acl", "amod", "advcl") or not verb.has("Tense=Past") or not verb.has("VerbForm=Part"):
        return False
    return not any(parse.tokens[c].dep.startswith("aux") for c in verb.children)


def _own_subject(parse: Parse, verb: Token) -> Token | None:
    """The subject written beside the verb; a relative pronoun gives way to what it stands for.

    The model takes many a personal «il» for an impersonal one: without another subject it counts.
    """
    tokens = parse.tokens
    passive = is_passive(parse, verb)
    spare: Token | None = None
    for child in verb.children:
        token = tokens[child]
        if token.dep in SUBJECTS and not (passive and token.dep != "nsubj:caus"):
            if token.has("PronType=Rel") and verb.dep.startswith("acl"):
                return tokens[verb.head]
            return token
        if token.dep == "expl:subj" and not passive:
            spare = token
    return spare


def is_passive(parse: Parse, verb: Token) -> bool:
    return verb.has("Voice=Pass") or any(parse.tokens[c].dep == "aux:pass" for c in verb.children)


def finite(parse: Parse, verb: Token) -> Token:
    """The word of the verb group that carries mood and tense: the verb itself or its first auxiliary."""
    if verb.has("VerbForm=Fin"):
        return verb
    for child in verb.children:
        token = parse.tokens[child]
        if token.has("VerbForm=Fin") and (token.dep.startswith("aux") or token.dep == "cop"):
            return token
    return verb


def conditional(parse: Parse, token: Token, language: str = "fr") -> bool:
    """The verb stands in the conditional («aurait tué», «serait»)."""
    return in_conditional(finite(parse, token), language)


def in_conditional(bearer: Token, language: str) -> bool:
    """The form itself is a conditional: the model says so, or it is the infinitive with the ending of one."""
    if "Mood=Cnd" in bearer.morph:
        return True
    return "VerbForm=Fin" in bearer.morph and _infinitive_with("endings", bearer.lower, bearer.lemma, language)


@lru_cache(maxsize=20_000)
def _infinitive_with(endings: str, word: str, lemma: str, language: str) -> bool:
    """The word is its infinitive, or a stem that stands for one, with one of the endings."""
    words = load_cues(language)
    plain, stem = fold(word), fold(lemma).removesuffix("e")
    for ending in words[endings]:
        if plain.endswith(ending):
            body = plain[: -len(ending)]
            if body in words["stems"] or (body == stem and stem.endswith("r")):
                return True
    return False


def in_future(bearer: Token, language: str) -> bool:
    """The form itself is a future: the model says so, or it is the infinitive with the ending of one."""
    if "Tense=Fut" in bearer.morph:
        return True
    return bearer.pos in ("VERB", "AUX") and _infinitive_with("future-endings", bearer.lower, bearer.lemma, language)


def negated(parse: Parse, token: Token, language: str = "fr") -> bool:
    """The verb or noun is denied by its own words: «ne … pas», «aucun», «sans»; «ne … que» is no negation."""
    words = load_cues(language)
    return _negation(parse, token, words) is not None


def _negation(parse: Parse, token: Token, words: dict[str, frozenset[str]]) -> Token | None:
    """The word that denies the token, if any."""
    tokens = parse.tokens
    particle = None
    for child in token.children:
        node = tokens[child]
        low = node.lower
        if low in words["particle"]:
            particle = node
        elif (low in words["without"] and node.dep in ("case", "mark", "advmod")) or (
            low in words["determiner"] and node.dep in ("det", "amod", "advmod")
        ):
            return node
    if particle is not None:
        return _completed(parse, token, particle, words)
    if token.has("VerbForm=Part") or token.pos in ("ADJ", "NOUN"):
        near = tokens[max(0, token.i - 1) : token.i]
        if near and near[0].lower in words["negation"] and near[0].head == token.i and near[0].lower == "pas":
            return near[0]
    return None


def _completed(parse: Parse, verb: Token, particle: Token, words: dict[str, frozenset[str]]) -> Token | None:
    """The particle counts unless «que» makes it a restriction."""
    tokens = parse.tokens
    last = max([verb.i, *verb.children])
    for token in tokens[particle.i + 1 : min(last + 6, len(tokens))]:
        if token.sentence != verb.sentence or (
            token.dep == "mark" and token.head != verb.i and token.lower not in words["only"]
        ):
            break
        if token.lower in words["negation"]:
            return token
        if (
            token.lower in words["only"]
            and token.i > particle.i + 1
            and token.dep in ("advmod", "mark", "fixed", "case", "cc")
        ) and (token.dep != "mark" or tokens[token.head].pos not in ("VERB", "AUX")):
            return None
    return particle


def clause_edges(parse: Parse, verb: Token) -> tuple[int, int]:
    """First and last token of the verb's own clause: what hangs on it without clauses beside or below it."""
    own = {verb.i}
    todo = [verb.i]
    while todo:
        for child in parse.tokens[todo.pop()].children:
            if not _other_clause(parse, parse.tokens[child]):
                own.add(child)
                todo.append(child)
    first = last = verb.i
    sentence = parse.sentences[verb.sentence]
    while first > sentence.first and (first - 1 in own or first - 2 in own):
        first -= 1
    while last < sentence.last - 1 and (last + 1 in own or last + 2 in own):
        last += 1
    while last > verb.i and parse.tokens[last].pos == "PUNCT":
        last -= 1
    while first < verb.i and parse.tokens[first].pos == "PUNCT":
        first += 1
    return first, last


def _other_clause(parse: Parse, node: Token) -> bool:
    """A clause with a verb of its own: coordinated, put beside, relative, after «que» or «alors que»."""
    if node.dep in ("acl:relcl", "parataxis"):
        return True
    if node.pos not in ("VERB", "AUX"):
        return node.dep == "conj" and any(parse.tokens[c].dep in ("cop", *SUBJECTS) for c in node.children)
    if node.dep in ("conj", "csubj", "advcl"):
        return node.dep != "advcl" or finite(parse, node).has("VerbForm=Fin")
    return node.dep == "ccomp" and finite(parse, node).has("VerbForm=Fin")
