"""Actors that `knowledge` has, found in words: ids, nations."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache

from recoupe.knowledge.actors import Actor, Actors, load_actors
from recoupe.knowledge.loader import HOME
from recoupe.recoup.folding import fold


@cache
def _actors() -> Actors:
    return load_actors()


def known_names(text: str, language: str = "fr") -> Iterator[tuple[int, int, Actor]]:
    """Start, end and actor of every known name in a text with straight quotes."""
    return _actors().scan(text, language)


@lru_cache(maxsize=16384)
def known_actors(phrase: str) -> tuple[str, ...]:
    """Ids of the known actors that the phrase names."""
    return tuple(dict.fromkeys(actor.id for _, _, actor in known_names(phrase.replace("’", "'"))))


def is_nation(word: str) -> bool:
    """The folded word names the people of a state: «senegalais», "malian"."""
    return word in _demonyms()


@cache
def _demonyms() -> frozenset[str]:
    languages = [path.name for path in (HOME / "languages").iterdir() if path.is_dir()]
    return frozenset(fold(word) for code in languages for word in _actors().demonyms(code))
