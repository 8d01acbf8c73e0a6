"""Opening inputs: plain or gzipped bytes, never more of them than the limits allow."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

from recoupe.sources.draft import UnreadableInput
from recoupe.sources.options import MEGABYTE, InputOptions

_STEP = 1 << 16


@contextmanager
def open_input(path: Path, options: InputOptions) -> Iterator[Any]:
    """The unpacked bytes of a file; raises UnreadableInput for what cannot be opened or grows without measure."""
    try:
        with path.open("rb") as raw:
            yield _Unpacked(raw, path, options) if path.suffix.lower() == ".gz" else raw
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise UnreadableInput(f"broken gzip file ({error}): pack it again") from error
    except PermissionError as error:
        raise UnreadableInput("no right to read it: change its permissions") from error
    except FileNotFoundError as error:
        raise UnreadableInput("no such file: check the path") from error
    except OSError as error:
        raise UnreadableInput(f"cannot be read ({error.strerror or error})") from error


def read_whole(stream: BinaryIO, options: InputOptions) -> bytes:
    """All bytes of a text or document within `file_bytes`; raises UnreadableInput beyond."""
    parts: list[bytes] = []
    size = 0
    while part := stream.read(_STEP):
        size += len(part)
        if size > options.file_bytes:
            limit = options.file_bytes / MEGABYTE
            raise UnreadableInput(f"larger than {limit:g} MB: split it, or give many articles as JSON Lines")
        parts.append(part)
    return b"".join(parts)


def read_lines(stream: BinaryIO, options: InputOptions) -> Iterator[tuple[int, bytes | None]]:
    """Number and bytes of every line that is not blank; None for a line over `line_bytes`, which is passed over."""
    number = 0
    while line := stream.readline(options.line_bytes + 1):
        number += 1
        if len(line) > options.line_bytes:
            _skip_line(stream, line)
            yield number, None
        elif line.strip():
            yield number, line


def _skip_line(stream: BinaryIO, line: bytes) -> None:
    while line and not line.endswith(b"\n"):
        line = stream.readline(_STEP)


class _Unpacked(gzip.GzipFile):
    """A gzip file that refuses to become `unpacked_ratio` times larger than it is (beyond `file_bytes`)."""

    def __init__(self, raw: BinaryIO, path: Path, options: InputOptions) -> None:
        super().__init__(fileobj=raw)
        self._limit = max(options.file_bytes + 1, path.stat().st_size * options.unpacked_ratio)

    def readline(self, size: int | None = -1) -> bytes:
        self._check()
        return super().readline(size)

    def read(self, size: int | None = -1) -> bytes:
        self._check()
        return super().read(size)

    def _check(self) -> None:
        if self.tell() > self._limit:
            raise UnreadableInput("unpacks to far more than its size: not read as a precaution")


def peekable(stream: Any) -> io.BufferedReader:
    """The stream with `peek`, so that its first bytes can be looked at without being used up."""
    return stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(stream)
