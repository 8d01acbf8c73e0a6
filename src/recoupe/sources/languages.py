"""Which language a text is written in, by its frequent small words."""

from __future__ import annotations

import re
from functools import lru_cache

from recoupe.knowledge.loader import HOME, Entry, load_entries

_WORDS = re.compile(r"[^\W\d_]+")
_HEAD = 5_000  # characters that are enough to tell


class SmallWords(Entry, frozen=True, kw_only=True):
    """Words that are frequent in the language `id` and not in the others."""

    words: tuple[str, ...]


def find_language(text: str, otherwise: str) -> str:
    """The code of the language whose small words the text uses most; `otherwise` when it uses none."""
    counts: dict[str, int] = {}
    known = _known_words()
    for word in _WORDS.findall(text[:_HEAD].casefold()):
        if code := known.get(word):
            counts[code] = counts.get(code, 0) + 1
    return max(counts, key=lambda code: counts[code]) if counts else otherwise


@lru_cache(maxsize=1)
def _known_words() -> dict[str, str]:
    entries = [e for path in sorted(HOME.glob("languages/*/detection.yml")) for e in load_entries(path, SmallWords)]
    return {word: entry.id for entry in entries for word in entry.words}
