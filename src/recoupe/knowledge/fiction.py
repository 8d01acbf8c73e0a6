"""Whether an article says of itself that it is invented; what is invented never joins what is not."""

from __future__ import annotations

import re
from functools import lru_cache

from recoupe.knowledge.board_words import compile_words, fold_text, load_words
from recoupe.model import Article

EDGE = 400  # letters at the start and end of a text where it says so


def is_invented(article: Article) -> bool:
    """It says so in its outlet, section or title, in its first or last words, or in what was removed of it."""
    label = f"{article.outlet or ''} {article.section or ''}".casefold()
    edges = (article.title, article.text[:EDGE], article.text[-EDGE:], *(r.why for r in article.removed))
    return "fiction" in label or has_fiction_words(" | ".join(edges))


def invention(article: Article) -> bool | None:
    """Whether it is invented; None when there is no text that could say so."""
    return is_invented(article) or (False if article.text else None)


def kept_apart(one: bool | None, other: bool | None) -> bool:
    """One is invented and the other is not."""
    return one is not None and other is not None and one != other


@lru_cache(maxsize=2048)
def has_fiction_words(text: str) -> bool:
    """Asked again and again of the same articles."""
    return fiction_words().search(fold_text(text)) is not None


@lru_cache(maxsize=1)
def fiction_words() -> re.Pattern[str]:
    """The words of all languages by which a text says that it is invented, as one pattern."""
    return compile_words(word for entry, _ in load_words().entries if entry.adds == "fiction" for word in entry.words)
