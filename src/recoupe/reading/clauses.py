"""Clauses: who is the subject of a verb, what its words are, and in which mood and polarity they stand.

Universal Dependencies only; the few words needed come from the language's `cues.yml`.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from recoupe.knowledge.loader import Entry, language_file, load_entries
from recoupe.parsing import Parse, Token

CueUse = Literal[
    "negation", "particle", "only", "determiner", "without", "denial", "alleged", "seems", "unconfirmed", "plan",
    "soon", "modal", "condition", "asking", "telling", "conditional", "future", "question",
]  # fmt: skip
SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubj:caus", "nsubj:outer"})
_CLAUSAL = frozenset({"conj", "parataxis", "advcl", "csubj"})
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


def subject_of(parse: Parse, verb: Token, depth: int = 0) -> Token | None:
    """The one who does what the verb says: its subject, its agent, or the subject it shares with its governor."""
    tokens = parse.tokens
    if (own := _own_subject(parse, verb)) is not None:
        return own
    agent = next((tokens[c] for c in verb.children if tokens[c].dep == "obl:agent"), None)
    if agent is not None:
        return agent
    if depth > 5 or verb.head == verb.i:
        return None
    governor = tokens[verb.head]
    if verb.dep == "acl" or verb.dep == "acl:relcl":
        if verb.has("Tense=Past") and not any(tokens[c].dep == "aux:tense" for c in verb.children):
            return None  # «une thèse affirmée dans un livre» has no speaker
        if not verb.has("VerbForm=Inf"):
            return governor
    if governor.pos in ("VERB", "AUX", "ADJ") and verb.dep in _RAISING:
        return subject_of(parse, governor, depth + 1)
    if governor.pos in ("NOUN", "PROPN", "ADV", "PRON") and verb.dep != "ccomp":
        return _own_subject(parse, governor) or subject_of(parse, governor, depth + 1)
    return None


def _own_subject(parse: Parse, verb: Token) -> Token | None:
    """The subject written beside the verb; a relative pronoun gives way to what it stands for."""
    tokens = parse.tokens
    passive = is_passive(parse, verb)
    for child in verb.children:
        token = tokens[child]
        if token.dep in SUBJECTS and not (passive and token.dep != "nsubj:caus"):
            if token.has("PronType=Rel") and verb.dep.startswith("acl"):
                return tokens[verb.head]
            return token
    return None


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


def conditional(parse: Parse, token: Token) -> bool:
    """The verb stands in the conditional («aurait tué», «serait»)."""
    return "Mood=Cnd" in finite(parse, token).morph


def future(parse: Parse, token: Token) -> bool:
    return "Tense=Fut" in finite(parse, token).morph


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
        elif low in words["without"] and node.dep in ("case", "mark", "advmod"):
            return node
        elif low in words["determiner"] and node.dep in ("det", "amod", "advmod"):
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
        if (
            token.sentence != verb.sentence
            or token.dep == "mark"
            and token.head != verb.i
            and token.lower not in words["only"]
        ):
            break
        if token.lower in words["negation"]:
            return token
        if (
            token.lower in words["only"]
            and token.i > particle.i + 1
            and token.dep in ("advmod", "mark", "fixed", "case", "cc")
        ):
            if token.dep != "mark" or tokens[token.head].pos not in ("VERB", "AUX"):
                return None
    return particle


def clause_edges(parse: Parse, verb: Token) -> tuple[int, int]:
    """First and last token of the verb's clause: its subtree without clauses put beside it."""
    tokens = parse.tokens
    first = last = verb.i
    todo = [verb.i]
    while todo:
        at = todo.pop()
        first, last = min(first, at), max(last, at)
        for child in tokens[at].children:
            node = tokens[child]
            if at == verb.i and node.dep in _CLAUSAL and node.pos in ("VERB", "AUX") and node.dep != "advcl":
                continue
            todo.append(child)
    while last > verb.i and tokens[last].pos == "PUNCT":
        last -= 1
    while first < verb.i and tokens[first].pos == "PUNCT":
        first += 1
    return first, last
