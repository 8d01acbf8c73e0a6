"""The words of harm, compiled once per language from `tolls.yml`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from recoupe.knowledge.loader import Entry, language_file, load_entries
from recoupe.parsing import Token

Role = Literal["object", "subject", "counted", "of", "list"]


class TollRule(Entry, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One entry of `tolls.yml`: words of harm and where they keep the people, or a list the code looks up."""

    role: Role
    harm: Literal["killed", "wounded", "abducted"] | None = None
    name: str = ""
    words: tuple[str, ...] = ()
    stems: tuple[str, ...] = ()
    active: tuple[str, ...] = ()
    participles: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    people_only: bool = False
    fighters: bool = False
    bare: bool = False
    also_none: bool = False
    not_after: tuple[str, ...] = ()


Phrase = tuple[tuple[str, ...], TollRule]
OPENING = 3  # letters


@dataclass(frozen=True)
class TollWords:
    """`triggers` from a word to its rules (with True for a participle); `phrases` by the letters they begin with."""

    triggers: dict[str, tuple[tuple[TollRule, bool], ...]]
    phrases: dict[str, tuple[Phrase, ...]]
    lists: dict[str, frozenset[str]]

    def match_phrase(self, tokens: list[Token], at: int) -> tuple[TollRule, int] | None:
        """The rule of the longest phrase that begins at token `at`, with its length."""
        for parts, rule in self.phrases.get(tokens[at].lower[:OPENING], ()):
            row = tokens[at : at + len(parts)]
            if len(row) == len(parts) and all(_fits(part, t.lower) for part, t in zip(parts, row)):
                return rule, len(parts)
        return None


def _fits(part: str, word: str) -> bool:
    return word.startswith(part[:-1]) if part.endswith("*") else word == part


LISTS = (
    "none", "without", "negation", "parts", "of", "company", "own", "one", "plural", "have", "been", "by", "others",
    "revised", "fighters", "people", "possessive", "also", "all", "generic", "heaps", "to", "causing", "definite",
    "ordinals", "pairs", "counted_of", "degree", "article", "bare_without",
    "no_one",
)  # fmt: skip


@lru_cache(maxsize=8)
def load_toll_words(language: str) -> TollWords | None:
    """The compiled words of a language; None when it has no `tolls.yml`."""
    rules = load_entries(language_file(language, "tolls.yml"), TollRule)
    if not rules:
        return None
    lists = {name: frozenset(w for r in rules if r.name == name for w in r.words) for name in LISTS}
    endings = [r.words for r in rules if r.name == "active_endings"]
    past = [r.words for r in rules if r.name == "participle_endings"]
    triggers: dict[str, dict[str, tuple[TollRule, bool]]] = {}
    for rule in rules:
        for word, participle in _forms(rule, sum(endings, ()), sum(past, ())):
            found = triggers.setdefault(word, {})
            found[rule.id] = (rule, participle or (rule.id in found and found[rule.id][1]))
    return TollWords(
        {word: tuple(by_id.values()) for word, by_id in triggers.items()},
        _by_opening(rules),
        lists,
    )


def _by_opening(rules: tuple[TollRule, ...]) -> dict[str, tuple[Phrase, ...]]:
    """The phrases of all rules by their first letters, the longest first."""
    phrases = sorted(((tuple(p.split()), rule) for rule in rules for p in rule.phrases), key=lambda x: -len(x[0]))
    found: dict[str, list[Phrase]] = {}
    for parts, rule in phrases:
        found.setdefault(parts[0].rstrip("*")[:OPENING], []).append((parts, rule))
    return {opening: tuple(row) for opening, row in found.items()}


def _forms(rule: TollRule, active: tuple[str, ...], past: tuple[str, ...]) -> list[tuple[str, bool]]:
    """Every form of a rule's words, with True for participles."""
    if rule.role == "list":
        return []
    found = [(w, False) for w in (*rule.words, *rule.active)]
    found += [(stem + e, False) for stem in rule.stems for e in active]
    found += [(stem + e, True) for stem in rule.stems for e in past]
    return found + [(w, True) for w in rule.participles]
