"""Where output goes: standard output or a file that is only replaced when all of it is written."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, TextIO

import click

from recoupe.apps.i18n import _


@contextmanager
def open_output(path: str | None) -> Iterator[BinaryIO]:
    """A stream of bytes to standard output or to the file; a file appears whole or not at all."""
    if path is None:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    target = Path(path)
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with part.open("wb") as file:
            yield file
        part.replace(target)
    except OSError as error:
        message = _("{path} cannot be written ({error}): give a file in a folder you may write to")
        raise click.ClickException(message.format(path=path, error=error.strerror)) from error
    finally:
        part.unlink(missing_ok=True)


def write_line(stream: BinaryIO, row: Any) -> None:
    """One JSON object and a line end; flushed on a pipe so that readers see it at once."""
    import msgspec

    stream.write(msgspec.json.encode(row) + b"\n")


def write_json(stream: BinaryIO, value: Any) -> None:
    """One JSON document, for eyes, too."""
    import msgspec

    stream.write(msgspec.json.format(msgspec.json.encode(value), indent=1) + b"\n")


def write_text(stream: BinaryIO, text: str) -> None:
    """Text in the terminal's encoding; what it cannot show is replaced."""
    encoding = (sys.stdout.encoding or "utf-8") if stream is sys.stdout.buffer else "utf-8"
    stream.write(text.encode(encoding, "replace"))


@contextmanager
def as_text(stream: BinaryIO) -> Iterator[TextIO]:
    """The stream for a writer of UTF-8 text that ends its own lines."""
    text = io.TextIOWrapper(stream, encoding="utf-8", newline="", write_through=True)
    try:
        yield text
    finally:
        text.detach()


def write_rows(stream: BinaryIO, form: str, columns: Sequence[str], rows: Iterable[dict[str, Any]]) -> None:
    """Flat rows as JSON Lines, one JSON list or CSV."""
    if form == "csv":
        from recoupe.share.csv_tables import write_rows as write_csv_rows

        with as_text(stream) as text:
            write_csv_rows(text, tuple(columns), rows)
    elif form == "json":
        write_json(stream, list(rows))
    else:
        for row in rows:
            write_line(stream, row)
