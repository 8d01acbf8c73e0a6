"""Plain text and Markdown to drafts."""

from __future__ import annotations

import re
from typing import Any

from recoupe.sources.decoding import decode_text
from recoupe.sources.draft import Draft

_FRONT = re.compile(r"\A---[ \t]*\n(.{0,4000}?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_FIELD = re.compile(r"^([A-Za-z]{2,20})[ \t]*:[ \t]*(\S.{0,400}?)[ \t]*$", re.MULTILINE)
_FIELDS = {"title": "title", "titre": "title", "date": "published", "published": "published", "author": "author",
           "auteur": "author", "url": "url", "source": "outlet", "outlet": "outlet", "lang": "language",
           "language": "language", "section": "section", "category": "section", "id": "id"}  # fmt: skip
_IMAGE = re.compile(r"!\[[^\]\n]{0,300}\]\([^)\n]{0,1000}\)")
_LINK = re.compile(r"\[([^\]\n]{1,300})\]\([^)\n]{0,1000}\)")
_MARKS = re.compile(r"^[ \t]{0,3}(?:#{1,6}[ \t]+|>[ \t]?|[*+-][ \t]+(?=\S)|(?:[-*_][ \t]*){3,}$)", re.MULTILINE)
_STRESS = re.compile(r"(\*\*|__|(?<!\w)[*_](?=\S)|(?<=\S)[*_](?!\w)|`)")


def read_text(content: bytes, source: str) -> Draft:
    """The draft of a plain text file."""
    return Draft(decode_text(content), source, given_text=False)


def read_markdown(content: bytes, source: str) -> Draft:
    """The draft of a Markdown file, without its marks; the fields of a front matter are taken over."""
    text = decode_text(content)
    fields: dict[str, Any] = {}
    if front := _FRONT.match(text):
        pairs = ((_FIELDS.get(key.lower()), value.strip("\"'")) for key, value in _FIELD.findall(front.group(1)))
        fields = {key: value for key, value in pairs if key}
        text = text[front.end() :]
    return Draft(plain_markdown(text), source, given_text=False, **fields)


def plain_markdown(text: str) -> str:
    """Markdown without headings' signs, list signs, emphasis, pictures and link addresses."""
    for pattern, by in ((_IMAGE, ""), (_LINK, r"\1"), (_MARKS, ""), (_STRESS, "")):
        text = pattern.sub(by, text)
    return text.strip()
