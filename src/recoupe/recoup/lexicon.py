"""Words that tell who goes back to whom: credits, signatures, own people, trailers, common and number words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

import msgspec

from recoupe.knowledge.loader import HOME, Entry, load_entries
from recoupe.recoup.folding import fold

Kind = Literal["credit", "credit_line", "signature", "own", "trailer", "common", "generic", "number"]


class OriginEntry(Entry, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A pattern over folded text (`signature`: over the text as written), a word list, or number words."""

    kind: Kind
    pattern: str = ""
    words: tuple[str, ...] = ()
    values: dict[str, float] = msgspec.field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What all languages say together: an article may quote in one language and report in another."""

    credits: tuple[re.Pattern[str], ...]
    credit_lines: tuple[re.Pattern[str], ...]
    signatures: tuple[re.Pattern[str], ...]
    own: tuple[re.Pattern[str], ...]
    trailers: tuple[re.Pattern[str], ...]
    common: frozenset[str]
    generic: frozenset[str]
    common_by_language: dict[str, frozenset[str]]
    numbers: dict[str, float]


def origin_entries() -> dict[str, tuple[OriginEntry, ...]]:
    """The entries of every language that has an `origins.yml`."""
    files = sorted(HOME.glob("languages/*/origins.yml"))
    return {path.parent.name: load_entries(path, OriginEntry) for path in files}


@cache
def load_lexicon() -> Lexicon:
    by_language = origin_entries()
    entries = [entry for rows in by_language.values() for entry in rows]
    common = {
        code: frozenset(w for e in rows if e.kind == "common" for w in map(fold, e.words))
        for code, rows in by_language.items()
    }
    return Lexicon(
        credits=_patterns(entries, "credit"),
        credit_lines=_patterns(entries, "credit_line"),
        signatures=_patterns(entries, "signature"),
        own=_patterns(entries, "own"),
        trailers=_patterns(entries, "trailer"),
        common=frozenset().union(*common.values()),
        generic=frozenset(fold(word) for entry in entries if entry.kind == "generic" for word in entry.words),
        common_by_language=common,
        numbers={fold(word): value for entry in entries for word, value in entry.values.items()},
    )


def _patterns(entries: list[OriginEntry], kind: Kind) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(entry.pattern, re.MULTILINE) for entry in entries if entry.kind == kind)
