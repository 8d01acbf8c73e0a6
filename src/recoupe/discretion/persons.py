"""Who is private: persons who hold no office, lead no group and stand on nobody's list."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Protocol

from recoupe.knowledge.board_words import Words, load_words

PUBLIC_SECTORS = frozenset({"GOV", "MIL", "COP", "JUD", "LEG", "PTY", "REB", "SPY", "UAF", "PRM", "IGO", "OPP", "ELI"})
CIVILIAN = "CVL"  # what a civilian is called («berger», «son frère») is no office
NAME = re.compile(r"[^\W\d_][\w'’-]+")
SHORTEST_PART = 4  # shorter parts of a name are words of their own too often


class Somebody(Protocol):
    """An actor as it was read."""

    @property
    def kind(self) -> str | None: ...
    @property
    def actor_id(self) -> str | None: ...
    @property
    def function(self) -> str | None: ...
    @property
    def sector(self) -> str | None: ...


def is_private(somebody: Somebody, quote: str, words: Words | None = None) -> bool:
    """A person without office, group or list; `quote` is how the article names them («le préfet de …» is public)."""
    if somebody.kind != "person" or somebody.actor_id or somebody.sector in PUBLIC_SECTORS:
        return False
    if somebody.function and somebody.sector != CIVILIAN:
        return False
    return "office" not in (words or load_words()).meanings(f"{quote} {somebody.function or ''}")


def spoken_names(private: Iterable[str], public: Iterable[str]) -> tuple[str, ...]:
    """Private names and the capitalised parts of them («Diarrassou»), unless a public name has that part as well."""
    private = tuple(private)
    shared = {part.casefold() for name in public for part in NAME.findall(name)}
    parts = (part for name in private for part in NAME.findall(name) if len(part) >= SHORTEST_PART)
    return tuple(dict.fromkeys((*private, *(p for p in parts if p[0].isupper() and p.casefold() not in shared))))
