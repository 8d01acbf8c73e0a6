"""How a language writes places: triggers, prepositions, names that only hold a place, verbs of capitals."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import msgspec

from recoupe.knowledge.countries import country_of_demonym
from recoupe.knowledge.loader import Entry, KnowledgeError, language_file, load_entries
from recoupe.knowledge.names import fold_name, fold_word
from recoupe.model.place import Level

Kind = Literal[
    "trigger", "locative", "filler", "function", "holder", "keeper", "title", "link", "careful", "article", "turning",
    "agent", "power", "relation", "literal", "befalling", "joining", "between", "passing", "side", "direction",
    "amount", "unit", "standing", "haunt", "belonging",
]  # fmt: skip


class PlaceRule(Entry, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One entry of `places.yml`; which of the optional fields it has depends on its kind."""

    kind: Kind
    words: tuple[str, ...] = ()
    level: Level | None = None
    strong: bool = False
    weight: float = 0.0
    degrees: float | None = None
    amounts: dict[str, float] = msgspec.field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PlaceRules:
    """The entries by what the reader asks of them; words are lower case and without accents.

    `holders` gives, for a capitalised word of a name that only holds a place, what stands before that word in the
    name and the whole name, in lower case. `peoples` are the language's demonyms.
    """

    triggers: dict[str, PlaceRule]
    locatives: dict[str, float]
    fillers: frozenset[str]
    functions: frozenset[str]
    holders: dict[str, list[tuple[str, str]]]
    keepers: frozenset[str]
    titles: frozenset[str]
    links: frozenset[str]
    careful: frozenset[str]
    strict: frozenset[str]
    articles: frozenset[str]
    turning: frozenset[str]
    agents: frozenset[str]
    powers: frozenset[str]
    relations: frozenset[str]
    literals: frozenset[str]
    befalling: frozenset[str]
    joining: frozenset[str]
    between: frozenset[str]
    passing: frozenset[str]
    sides: frozenset[str]
    standing: frozenset[str]
    haunts: frozenset[str]
    belonging: frozenset[str]
    peoples: frozenset[str]
    directions: dict[str, float]
    amounts: dict[str, float]
    units: dict[str, float]


@lru_cache(maxsize=8)
def load_place_rules(language: str) -> PlaceRules:
    """The rules of a language; a language without the file has empty ones."""
    path = language_file(language, "places.yml")
    entries = load_entries(path, PlaceRule)
    for entry in entries:
        if (entry.kind == "direction") != (entry.degrees is not None):
            raise KnowledgeError(f"{path}: {entry.id}: directions, and only they, need degrees")
    return PlaceRules(
        triggers={fold_word(w): e for e in reversed(entries) if e.kind == "trigger" for w in e.words},
        locatives={fold_word(w): e.weight for e in reversed(entries) if e.kind == "locative" for w in e.words},
        fillers=_words(entries, "filler"),
        functions=_words(entries, "function"),
        holders=_holders(w for e in entries if e.kind == "holder" for w in e.words),
        keepers=_words(entries, "keeper"),
        titles=_words(entries, "title"),
        links=_words(entries, "link"),
        careful=frozenset(fold_name(w) for e in entries if e.kind == "careful" for w in e.words),
        strict=frozenset(fold_name(w) for e in entries if e.kind == "careful" and e.strong for w in e.words),
        articles=_words(entries, "article"),
        turning=_words(entries, "turning"),
        agents=_words(entries, "agent"),
        powers=_words(entries, "power"),
        relations=_words(entries, "relation"),
        literals=_words(entries, "literal"),
        befalling=_words(entries, "befalling"),
        joining=_words(entries, "joining"),
        between=_words(entries, "between"),
        passing=_words(entries, "passing"),
        sides=_words(entries, "side"),
        standing=_words(entries, "standing"),
        haunts=_words(entries, "haunt"),
        belonging=_words(entries, "belonging"),
        peoples=frozenset(country_of_demonym(language)),
        directions={fold_name(w): e.degrees or 0.0 for e in entries if e.kind == "direction" for w in e.words},
        amounts={w: n for e in entries if e.kind == "amount" for w, n in e.amounts.items()},
        units={w: km for e in entries if e.kind == "unit" for w, km in e.amounts.items()},
    )


def _words(entries: tuple[PlaceRule, ...], kind: Kind) -> frozenset[str]:
    return frozenset(fold_word(w) for e in entries if e.kind == kind for w in e.words)


_CAPITALISED = re.compile(r"(?<![^\W_])[^\W\d_a-z][^\W\d_]*")


def _holders(names: Iterable[str]) -> dict[str, list[tuple[str, str]]]:
    found: dict[str, list[tuple[str, str]]] = {}
    for name in names:
        for word in _CAPITALISED.finditer(name):
            found.setdefault(fold_word(word.group()), []).append((name[: word.start()].lower(), name.lower()))
    return found
