"""Ids of articles that come without one: the same text has the same id, whatever its file is called."""

from __future__ import annotations

import hashlib

from recoupe.sources.text_lines import flatten


def make_id(text: str, outlet: str | None = None, url: str | None = None) -> str:
    """From outlet and address where there is one, else from the words of the text."""
    parts = ("url", outlet or "", url) if url else ("text", _words(text))
    return "a" + _digest("\x1f".join(parts)).hex()[:15]


def text_digest(text: str) -> bytes:
    """Tells whether two texts have the same words, in a few bytes; quotes and spaces may differ."""
    return _digest(_words(text))


def _words(text: str) -> str:
    return " ".join(flatten(text).split())


def _digest(content: str) -> bytes:
    return hashlib.blake2b(content.encode("utf-8", "surrogatepass"), digest_size=16).digest()
