"""Names as keys: accents, case, hyphens and apostrophes aside, so that every spelling of a name meets."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_LETTERS = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ß": "ss", "ł": "l", "đ": "d", "ı": "i", "ə": "e"})


@lru_cache(maxsize=65_536)
def fold_word(word: str) -> str:
    """One word without accents, in lower case: «Sénégal» -> "senegal"."""
    if word.isascii():
        return word.lower()
    bare = unicodedata.normalize("NFKD", word.lower().translate(_LETTERS))
    return "".join(c for c in bare if not unicodedata.combining(c))


def fold_name(name: str) -> str:
    """The words of a name, folded, with one space between: «N'Djaména» -> "n djamena"."""
    folded = fold_word(name) if len(name) < 40 else fold_word.__wrapped__(name)
    return " ".join("".join(c if c.isalnum() else " " for c in folded).split())
