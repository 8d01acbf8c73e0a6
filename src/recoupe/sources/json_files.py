"""JSON and JSON Lines to drafts, line by line where it can be."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

import msgspec

from recoupe.sources.decoding import decode_text, marked_encoding
from recoupe.sources.draft import Draft, UnreadableInput
from recoupe.sources.opening import read_lines, read_whole
from recoupe.sources.options import MEGABYTE, InputOptions

_TEXTS = ("id", "title", "url", "outlet", "author", "language", "section")
_LISTS = ("articles", "items")
_PEEK = 1 << 16

Row = tuple[str, Draft | UnreadableInput]


def read_json(stream: Any, source: str, options: InputOptions) -> Iterator[Row]:
    """Every object of a JSON or JSON Lines stream with the place it stands at; bad ones as the error they raise.

    `stream` needs `peek`. A document that is one list, or an object with "articles", is read whole.
    """
    head = stream.peek(_PEEK)
    if marked_encoding(head) in (None, "utf-8-sig") and _holds_lines(head):
        yield from _lines(stream, source, options)
    else:
        yield from _document(read_whole(stream, options), source)


def _holds_lines(head: bytes) -> bool:
    """The first line is an object of its own (or too long to tell), so the rest are lines, too."""
    first, newline, _ = head.removeprefix(b"\xef\xbb\xbf").lstrip().partition(b"\n")
    if not first.startswith(b"{"):
        return False
    return not newline or first.rstrip().endswith(b"}")


def _lines(stream: BinaryIO, source: str, options: InputOptions) -> Iterator[Row]:
    for number, line in read_lines(stream, options):
        where = f"{source}:{number}"
        if line is None:
            limit = options.line_bytes / MEGABYTE
            yield where, UnreadableInput(f"line longer than {limit:g} MB: expected one article a line")
        else:
            yield where, _draft_of_line(line, where)


def _draft_of_line(line: bytes, where: str) -> Draft | UnreadableInput:
    try:
        return make_draft(_parse(line), where)
    except UnreadableInput as error:
        return error


def _document(content: bytes, source: str) -> Iterator[Row]:
    found = _parse(content)
    if isinstance(found, dict):
        rows = next((found[key] for key in _LISTS if isinstance(found.get(key), list)), None)
        if rows is None:
            yield source, make_draft(found, source)
            return
        found = rows
    if not isinstance(found, list):
        raise UnreadableInput('expected an object with "text", or a list of such objects')
    for number, row in enumerate(found, 1):
        where = f"{source}:{number}"
        try:
            yield where, make_draft(row, where)
        except UnreadableInput as error:
            yield where, error


def _parse(content: bytes) -> Any:
    try:
        return msgspec.json.decode(content.removeprefix(b"\xef\xbb\xbf"))
    except RecursionError as error:
        raise UnreadableInput("nested too deeply: expected flat objects with text fields") from error
    except UnicodeDecodeError:
        return _parse(decode_text(content).encode())
    except msgspec.DecodeError as error:
        if marked_encoding(content) not in (None, "utf-8-sig"):
            return _parse(decode_text(content).encode())
        raise UnreadableInput(
            f"not valid JSON ({error}): expected one object with id, published, title, text"
        ) from error


def make_draft(row: Any, where: str) -> Draft:
    """The draft of an input object; raises UnreadableInput that names the key that is missing or wrong."""
    if not isinstance(row, dict):
        raise UnreadableInput(f'expected an object with "text", found {type(row).__name__}')
    text = row.get("text")
    if not isinstance(text, str):
        raise UnreadableInput('no text: expected a "text" of words')
    values = {key: _text_of(row, key) for key in _TEXTS}
    return Draft(
        text=text,
        source=where,
        id=values["id"],
        title=values["title"] or "",
        published=_text_of(row, "published"),
        outlet=values["outlet"],
        url=values["url"],
        author=values["author"],
        language=values["language"],
        section=values["section"],
    )


def _text_of(row: dict[str, Any], key: str) -> str | None:
    value = row.get(key)
    if value is None or value == "":
        return None
    if isinstance(value, str):
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    raise UnreadableInput(f'"{key}" is no text: expected words, found {type(value).__name__}')
