"""Headlines are not read like texts: a name that only the headline has may be the place that is held back."""

from __future__ import annotations

import re

from recoupe.discretion.masks import MASK
from recoupe.knowledge.board_words import fold_text

WORD = re.compile(r"\w+")
CAPITAL = re.compile(r"(?<!\w)[^\W\d_a-zß-ÿ][\w’'-]*")


def unread_names(title: str, text: str) -> tuple[str, ...]:
    """Words of the headline with a capital that the text does not have: nobody knows whether they are places."""
    known = set(WORD.findall(fold_text(text)))
    return tuple(word for word in CAPITAL.findall(title) if not known.issuperset(WORD.findall(fold_text(word))))


def cover_unread(title: str, text: str) -> str:
    """The headline of an article that tells of a hidden movement, without such names."""
    names = set(unread_names(title, text))
    return CAPITAL.sub(lambda word: MASK if word[0] in names else word[0], title)
