"""Takes names out of words: whatever their case, accents, hyphens or elision, and in addresses, too."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from urllib.parse import unquote

MASK = "[…]"
PART = re.compile(r"[^\W_]+")
MARKS = "[\u0300-\u036f]*"  # accents that stand as characters of their own
SHORTEST = 2


class Folded(dict[int, str]):
    """Every character as one plain lower-case character, so that positions stay."""

    def __missing__(self, code: int) -> str:
        plain = unicodedata.normalize("NFKD", chr(code).casefold())
        self[code] = plain[0] if plain else chr(code)
        return self[code]


FOLDED = Folded()


class Masks:
    """Finds the words that are held back; without any it finds nothing."""

    def __init__(self, pattern: re.Pattern[str] | None) -> None:
        self.pattern = pattern

    def spans(self, words: str) -> Iterator[tuple[int, int]]:
        """Where a name stands."""
        if self.pattern is not None:
            yield from (match.span() for match in self.pattern.finditer(words.translate(FOLDED)))

    def search(self, words: str) -> bool:
        """Do the words hold a name?"""
        return next(self.spans(words), None) is not None

    def sub(self, mask: str, words: str) -> str:
        """The words with every name replaced."""
        parts, end = [], 0
        for start, stop in self.spans(words):
            parts += [words[end:start], mask]
            end = stop
        return "".join(parts) + words[end:] if parts else words

    def address(self, url: str | None) -> str | None:
        """The address, or none when a name stands in it («/attaque-du-convoi-de-…»)."""
        return None if url and (self.search(url) or self.search(unquote(url))) else url

    def name(self, name: str) -> str:
        """The id of an article or report, or another one for it when a name stands in it."""
        if not self.search(name):
            return name
        return "a-" + hashlib.blake2b(name.encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()


def make_masks(*names: Iterable[str]) -> Masks:
    """Masks for all the names, longest first."""
    return _make_masks(frozenset(name for some in names for name in some))


@lru_cache(maxsize=4096)
def _make_masks(names: frozenset[str]) -> Masks:
    folded = {tuple(PART.findall(unicodedata.normalize("NFC", name).translate(FOLDED))) for name in names}
    wanted = sorted((parts for parts in folded if len("".join(parts)) >= SHORTEST), key=lambda p: (-len("".join(p)), p))
    if not wanted:
        return Masks(None)
    either = "|".join(r"[\W_]{1,3}".join(MARKS.join(map(re.escape, part)) for part in parts) for parts in wanted)
    return Masks(re.compile(rf"(?<![^\W_])(?:{either}){MARKS}(?![^\W_])"))
