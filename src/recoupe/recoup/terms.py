"""Words that tell differences apart when reports of one event are compared, from every language's `findings.yml`."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache, lru_cache
from typing import Literal

from recoupe.knowledge.loader import HOME, Entry, load_entries
from recoupe.recoup.folding import fold

Kind = Literal["several", "general", "force", "outlaw", "will", "decision", "when", "where"]


class TermEntry(Entry, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """`starts` are beginnings of words (or of phrases), folded."""

    kind: Kind
    starts: tuple[str, ...]


def term_entries() -> tuple[TermEntry, ...]:
    """The entries of every language that has a `findings.yml`."""
    return tuple(e for path in sorted(HOME.glob("languages/*/findings.yml")) for e in load_entries(path, TermEntry))


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    starts: dict[str, list[str]] = defaultdict(list)
    for entry in term_entries():
        starts[entry.kind].extend(fold(start) for start in entry.starts)
    return {kind: re.compile(r"\b(?:" + "|".join(map(re.escape, sorted(w))) + ")") for kind, w in starts.items()}


@lru_cache(maxsize=16384)
def has_term(kind: Kind, words: str) -> bool:
    """The words hold a term of that kind."""
    pattern = _patterns().get(kind)
    return bool(pattern and pattern.search(fold(words)))
