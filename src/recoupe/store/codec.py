"""Model values as JSON documents and back, whole: what comes out equals what went in.

The public format of `read` leaves out what only the program needs; this one leaves out nothing.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import date, datetime
from typing import Any, TypeVar, get_type_hints

import msgspec

from recoupe.model import Article, Count, Event, Finding, Interval, Place, Reading, Span

T = TypeVar("T")
NO_TEXT = re.compile(r"[\x00\ud800-\udfff]")
TAG = "~"
TAGGED = {"count": Count, "interval": Interval, "place": Place, "span": Span, "date": date, "datetime": datetime}
NAMES = {kind: name for name, kind in TAGGED.items()}


OWN_ROWS = ("article", "reports", "figures", "problems")  # what a reading keeps in rows of their own
NOTES = tuple(f.name for f in fields(Reading) if f.name not in OWN_ROWS)
Notes: Any = msgspec.defstruct("Notes", [(name, get_type_hints(Reading)[name], ()) for name in NOTES])


def pack(value: Any) -> str:
    """A model value as a JSON document."""
    return _encoder.encode(value).decode()


def unpack(document: str, kind: type[T]) -> T:
    """The model value of a document."""
    return _decoder(kind).decode(document)


def pack_article(article: Article) -> str:
    """An article without its text, which has a column."""
    plain = msgspec.to_builtins(article)
    del plain["text"]
    return pack(plain)


def unpack_article(document: str, text: str) -> Article:
    """An article with its text; when that was dropped, nothing points into it."""
    plain = msgspec.json.decode(document)
    if not text:
        plain |= {"removed": (), "credits": (), "candidates": [{**c, "span": None} for c in plain["candidates"]]}
    return msgspec.convert({**plain, "text": text}, Article)


def pack_notes(reading: Reading) -> str:
    """The annotations of a reading: everything that has no rows of its own."""
    return pack({name: getattr(reading, name) for name in NOTES})


def unpack_notes(document: str) -> dict[str, Any]:
    """Annotations as keyword arguments of a reading."""
    notes = unpack(document, Notes)
    return {name: getattr(notes, name) for name in NOTES}


def pack_event(event: Event) -> str:
    """An event; the values of findings, which may be of any type, carry their type."""
    return pack(replace(event, findings=tuple(map(_tag_finding, event.findings))))


def unpack_event(document: str) -> Event:
    event = unpack(document, Event)
    return replace(event, findings=tuple(map(_untag_finding, event.findings)))


def digest(*parts: str) -> str:
    """A short hash that tells whether something changed; parts cannot run into each other."""
    hashed = hashlib.blake2b(digest_size=16)
    for part in parts:
        raw = part.encode("utf-8", "surrogatepass")
        hashed.update(len(raw).to_bytes(8, "big") + raw)
    return hashed.hexdigest()


def is_text(words: str) -> bool:
    """Without zero bytes and half characters, which not every database takes."""
    return NO_TEXT.search(words) is None


def tag(value: Any) -> Any:
    """A value of any type as plain JSON that remembers what it was."""
    name = NAMES.get(type(value))
    if name:
        return {TAG: name, "is": msgspec.to_builtins(value)}
    if isinstance(value, tuple):
        return {TAG: "tuple", "is": [tag(v) for v in value]}
    if isinstance(value, Mapping):
        return {TAG: "map", "is": [[k, tag(v)] for k, v in value.items()]}
    return [tag(v) for v in value] if isinstance(value, list) else value


def untag(value: Any) -> Any:
    """Back from `tag`."""
    if isinstance(value, list):
        return [untag(v) for v in value]
    if not isinstance(value, dict) or TAG not in value:
        return value
    name, held = value[TAG], value["is"]
    if name == "tuple":
        return tuple(untag(v) for v in held)
    if name == "map":
        return {k: untag(v) for k, v in held}
    return msgspec.convert(held, TAGGED[name])


def _tag_finding(finding: Finding) -> Finding:
    values = tuple(replace(v, value=tag(v.value)) for v in finding.values)
    return replace(finding, values=values, shown=tag(finding.shown))


def _untag_finding(finding: Finding) -> Finding:
    values = tuple(replace(v, value=untag(v.value)) for v in finding.values)
    return replace(finding, values=values, shown=untag(finding.shown))


_encoder = msgspec.json.Encoder()
_decoders: dict[type, msgspec.json.Decoder[Any]] = {}


def _decoder(kind: type[T]) -> msgspec.json.Decoder[T]:
    if kind not in _decoders:
        _decoders[kind] = msgspec.json.Decoder(kind)
    return _decoders[kind]
