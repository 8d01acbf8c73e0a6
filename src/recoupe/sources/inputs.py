"""Inputs of every kind to articles, one after the other: files, folders, globs and standard input.

A file that cannot be read becomes a Problem and the rest goes on. Of two inputs with one id and one text the second is
passed over; one id with two texts is a Problem, since a run cannot know which of them corrects the other.
"""

from __future__ import annotations

import glob
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from recoupe.model import Article, Problem
from recoupe.sources.draft import Draft, UnreadableInput
from recoupe.sources.finish import finish_article
from recoupe.sources.html_files import read_html
from recoupe.sources.identity import text_digest
from recoupe.sources.json_files import read_json
from recoupe.sources.opening import open_input, peekable, read_whole
from recoupe.sources.options import InputOptions
from recoupe.sources.text_files import read_markdown, read_text

STAGE = "sources"
Row = tuple[str, Draft | UnreadableInput]
_WHOLE: dict[str, Callable[[bytes, str], Draft]] = {
    ".txt": read_text,
    ".md": read_markdown,
    ".markdown": read_markdown,
    ".html": read_html,
    ".htm": read_html,
}
_JSON = (".json", ".jsonl", ".ndjson")


def read_inputs(inputs: Sequence[str], options: InputOptions | None = None) -> Iterator[Article | Problem]:
    """Every article of the inputs, in order and streamed; what cannot be read as a Problem in its place."""
    settings = options or InputOptions()
    seen: dict[str, tuple[bytes, str]] = {}
    for where, found in _drafts(inputs, settings):
        if isinstance(found, UnreadableInput):
            yield Problem(STAGE, str(found), where)
            continue
        try:
            article = finish_article(found, settings)
        except UnreadableInput as error:
            yield Problem(STAGE, str(error), where)
            continue
        yield from _if_new(article, seen)


def _if_new(article: Article, seen: dict[str, tuple[bytes, str]]) -> Iterator[Article | Problem]:
    digest = text_digest(article.text)
    if article.id not in seen:
        seen[article.id] = (digest, article.source)
        yield article
    elif seen[article.id][0] != digest:
        message = (
            f"id {article.id!r} already stands in {seen[article.id][1]} with another text: not read; "
            "give it an id of its own, or add a correction in a later run"
        )
        yield Problem(STAGE, message, article.source)


def _drafts(inputs: Iterable[str], options: InputOptions) -> Iterator[Row]:
    for name in inputs:
        if name == "-":
            yield from _guarded("-", lambda: _read_stream(peekable(sys.stdin.buffer), "-", options))
            continue
        for path in _expand(name):
            if isinstance(path, UnreadableInput):
                yield name, path
            else:
                yield from _guarded(str(path), lambda path=path: _read_file(path, options))  # type: ignore[misc]


def _guarded(where: str, read: Callable[[], Iterator[Row]]) -> Iterator[Row]:
    """The rows of one source, and its failure as the last of them."""
    try:
        yield from read()
    except UnreadableInput as error:
        yield where, error


def _expand(name: str) -> Iterator[Path | UnreadableInput]:
    """The files of a path: itself, all below a folder in order, or what a pattern with * matches."""
    path = Path(name)
    if path.is_dir():
        yield from _folder(path)
    elif not path.exists() and glob.has_magic(name):
        matches = sorted(glob.glob(name, recursive=True))  # noqa: PTH207 - the pattern may be absolute
        if not matches:
            yield UnreadableInput("no file matches: check the pattern")
        for match in matches:
            yield from _expand(match)
    else:
        yield path


def _folder(path: Path) -> Iterator[Path | UnreadableInput]:
    """Every readable kind of file below a folder, sorted; folders without rights as errors."""
    failures: list[OSError] = []
    found = False
    for folder, below, names in os.walk(path, onerror=failures.append):
        below.sort()
        for file in (Path(folder) / name for name in sorted(names) if not name.startswith(".")):
            if _kind(file):
                found = True
                yield file
        while failures:
            yield _no_rights(failures.pop(0))
    yield from (_no_rights(error) for error in failures)
    if not found and not failures:
        yield UnreadableInput(f"no article in the folder {path}: expected .txt, .md, .html, .json or .jsonl files")


def _no_rights(error: OSError) -> UnreadableInput:
    return UnreadableInput(f"folder {error.filename} cannot be opened ({error.strerror}): change its permissions")


def _kind(path: Path) -> str | None:
    """The suffix that says how to read a file, .gz aside; None for a kind we do not know."""
    suffixes = [suffix.lower() for suffix in path.suffixes]
    if suffixes[-1:] == [".gz"]:
        suffixes.pop()
    kind = suffixes[-1] if suffixes else ""
    return kind if kind in _WHOLE or kind in _JSON else None


def _read_file(path: Path, options: InputOptions) -> Iterator[Row]:
    kind = _kind(path)
    _refuse_large(path, kind, options)
    with open_input(path, options) as stream:
        if kind in _JSON:
            yield from read_json(peekable(stream), str(path), options)
        elif kind:
            yield str(path), _WHOLE[kind](read_whole(stream, options), str(path))
        else:
            yield from _read_stream(peekable(stream), str(path), options)


def _refuse_large(path: Path, kind: str | None, options: InputOptions) -> None:
    """A text over the limit need not be opened to be refused."""
    if kind in _WHOLE and path.suffix.lower() != ".gz" and path.is_file() and path.stat().st_size > options.file_bytes:
        raise UnreadableInput(
            f"larger than {options.file_bytes / 1e6:g} MB: split it, or give many articles as JSON Lines"
        )


def _read_stream(stream: Any, source: str, options: InputOptions) -> Iterator[Row]:
    """Standard input or a file without a known suffix: JSON, a web page or plain text, as its first bytes look."""
    head = _head(stream)
    if head.startswith((b"{", b"[")):
        yield from read_json(stream, source, options)
    elif head[:200].lower().startswith((b"<!doctype html", b"<html")):
        yield source, read_html(read_whole(stream, options), source)
    else:
        yield source, read_text(read_whole(stream, options), source)


def _head(stream: Any) -> bytes:
    head: bytes = stream.peek(4096)
    return head.removeprefix(b"\xef\xbb\xbf").lstrip()
