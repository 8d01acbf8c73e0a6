"""Words of a language's grammar: prepositions, pronouns and endings that tell the parts of a sentence."""

from __future__ import annotations

from functools import lru_cache

import msgspec

from recoupe.knowledge.loader import convert, language_file, load_yaml


class Syntax(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`joined` gives the plain form of a preposition; `participles` and `finite` verb endings by infinitive ending.

    `support` verbs lend their subject to the noun they carry as its actor, `undergo` verbs as its recipient;
    `stands_for` are pronouns that repeat a noun.
    """

    reflexive: frozenset[str] = frozenset()
    relative: frozenset[str] = frozenset()
    agent: frozenset[str] = frozenset()
    joined: dict[str, str] = msgspec.field(default_factory=dict)
    locative: frozenset[str] = frozenset()
    within: frozenset[str] = frozenset()
    participles: dict[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
    finite: dict[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
    repeated: frozenset[str] = frozenset()
    support: frozenset[str] = frozenset()
    undergo: frozenset[str] = frozenset()
    stands_for: frozenset[str] = frozenset()
    then: frozenset[str] = frozenset()
    purpose: frozenset[str] = frozenset()
    of: frozenset[str] = frozenset()

    def infinitives(self, word: str, finite: bool) -> list[str]:
        """The verbs a form may come from when the model does not say: «tués» -> «tuer»."""
        if len(word) <= 4:
            return []
        tables = (self.participles, self.finite) if finite else (self.participles,)
        return [
            word[: -len(end)] + infinitive
            for table in tables
            for infinitive, ends in table.items()
            for end in ends
            if word.endswith(end)
        ]


@lru_cache(maxsize=4)
def load_syntax(language: str) -> Syntax:
    """The grammar words of a language; empty when it has no such file."""
    path = language_file(language, "syntax.yml")
    return convert(load_yaml(path), Syntax, str(path)) if path.exists() else Syntax()
