"""Ids of articles that come without one: the same text has the same id, whatever its file is called."""

from __future__ import annotations

import hashlib

from recoupe.sources.text_lines import flatten


def make_id(text: str, outlet: str | None = None, url: str | None = None) -> str:
    """From outlet and address where there is one, else from the text, straight or curly quotes alike."""
    parts = ("url", outlet or "", url) if url else ("text", " ".join(flatten(text).split()))
    return "a" + _digest("\x1f".join(parts))[:15]


def text_digest(text: str) -> bytes:
    """Tells whether two texts are the same, in a few bytes."""
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()


def _digest(content: str) -> str:
    return hashlib.blake2b(content.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
