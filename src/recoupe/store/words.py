"""Words as the full-text index compares them: stems without accents, elisions undone.

A word with accents is indexed twice when it matters: as the stem of what is written («frontière») and as the
stem of what hurried fingers type («frontiere»).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

import snowballstemmer

from recoupe.knowledge.search import search_languages, search_rules

WORD = re.compile(r"[^\W_]+(?:['’ʼ](?=[^\W_]))?")
SHORTEST_STEM, MOST_INFLECTED = 4, 6
APOSTROPHES = "'’ʼ"


@dataclass(frozen=True, slots=True)
class Stems:
    """`words` in the order of the text; `plain` the stems of unaccented spellings that differ."""

    words: tuple[str, ...]
    plain: tuple[str, ...]


def stem_text(text: str, language: str) -> Stems:
    """What the index keeps of a text."""
    pairs = [stem_pair(word, language) for word in split_words(text, language)]
    return Stems(tuple(a for a, _ in pairs), tuple(sorted({b for a, b in pairs if a != b})))


def query_stems(text: str) -> tuple[tuple[str, ...], ...]:
    """The words of a query as the index may hold them: rows of stems for each language that has rules."""
    rows: dict[tuple[str, ...], None] = {}
    for code in search_languages() or ("",):
        words = split_words(text, code)
        for spelling in (words, *other_endings(words, code)):
            pairs = [stem_pair(word, code) for word in spelling]
            rows |= {tuple(a for a, _ in pairs): None, tuple(b for _, b in pairs): None}
    return tuple(row for row in rows if row)


def other_endings(words: list[str], language: str) -> Iterator[list[str]]:
    """The words with one of them inflected as the stemmer does not see: «embargo» for «embargos», and back."""
    for ending in search_rules(language).endings:
        for at, word in enumerate(words[:MOST_INFLECTED]):
            bare = word.removesuffix(ending)
            if len(bare) >= SHORTEST_STEM:
                yield [*words[:at], bare if bare != word else word + ending, *words[at + 1 :]]


def split_words(text: str, language: str) -> list[str]:
    """Lower-case words; elided ones are dropped («l'attaque» is «attaque»)."""
    elisions = search_rules(language).elisions
    found = []
    for token in WORD.findall(unicodedata.normalize("NFC", text).lower()):
        bare = token.rstrip(APOSTROPHES)
        if bare == token or bare not in elisions:
            found.append(bare)
    return found


@lru_cache(maxsize=200_000)
def stem_pair(word: str, language: str) -> tuple[str, str]:
    """Stem of the word as written and of the word without accents, both without accents."""
    stemmer = load_stemmer(search_rules(language).stemmer)
    plain = strip_accents(word)
    if stemmer is None:
        return plain, plain
    return strip_accents(stemmer.stemWord(word)), strip_accents(stemmer.stemWord(plain))


def strip_accents(word: str) -> str:
    if word.isascii():
        return word
    return "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))


@cache
def load_stemmer(name: str | None) -> Any:
    return snowballstemmer.stemmer(name) if name else None
