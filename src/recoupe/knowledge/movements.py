"""Words that tell of patrols and convoys, in any language that has the file."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from recoupe.knowledge.loader import HOME, Entry, load_entries


class MovementWords(Entry, frozen=True, kw_only=True):
    """Words of one kind of movement."""

    words: tuple[str, ...]


def tells_movement(text: str) -> bool:
    """Does the text speak of a patrol or a convoy?"""
    return _pattern().search(_fold(text)) is not None


@cache
def _pattern() -> re.Pattern[str]:
    files = sorted((HOME / "languages").glob("*/movements.yml"))
    words = {_fold(word) for path in files for entry in load_entries(path, MovementWords) for word in entry.words}
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(words)))})\b" if words else r"(?!)")


def _fold(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", text.lower()) if not unicodedata.combining(c))
