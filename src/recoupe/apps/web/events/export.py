"""Downloads that flow: the file of a format and its manifest in one archive, written while it is sent."""

from __future__ import annotations

import io
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Empty, Full, Queue
from threading import Event as Flag
from threading import Thread
from typing import IO, TextIO

from recoupe.model import Event
from recoupe.share.export import FORMATS, export_events, manifest_path
from recoupe.share.shown import ExportContext

CHUNK = 64 * 1024
AHEAD = 8  # chunks that may wait to be sent
PATIENCE_S = 1.0


class Gone(Exception):
    """Whoever asked for the download has left."""


def stream_archive(name: str, events: Iterable[Event], context: ExportContext) -> Iterator[bytes]:
    """A zip of `events.<suffix>` and its manifest, in pieces."""

    def write(out: IO[bytes]) -> None:
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            write_archive(archive, name, events, context)

    return flow(write)


def stream_file(name: str, events: Iterable[Event], context: ExportContext) -> Iterator[bytes]:
    """The file alone, for programs that read an address."""

    def write(out: IO[bytes]) -> None:
        if FORMATS[name].text is None:
            with whole_export(name, events, context) as path:
                copy(path, out)
        else:
            text = io.TextIOWrapper(out, encoding="utf-8", newline="", write_through=True)
            export_events(events, name, text, context)
            text.detach()

    return flow(write)


def write_archive(archive: zipfile.ZipFile, name: str, events: Iterable[Event], context: ExportContext) -> None:
    target = f"events{FORMATS[name].suffix}"
    if FORMATS[name].text is None:
        with whole_export(name, events, context) as path:
            archive.write(path, target)
            archive.write(manifest_path(path), f"{target}.manifest.json")
        return
    with text_entry(archive, target) as out:
        manifest = export_events(events, name, out, context)
    with text_entry(archive, f"{target}.manifest.json") as out:
        manifest.write(out)


@contextmanager
def text_entry(archive: zipfile.ZipFile, name: str) -> Iterator[TextIO]:
    """A file of the archive, to write text to."""
    with archive.open(name, "w", force_zip64=True) as entry:
        text = io.TextIOWrapper(entry, encoding="utf-8", newline="")
        yield text
        text.flush()
        text.detach()


@contextmanager
def whole_export(name: str, events: Iterable[Event], context: ExportContext) -> Iterator[Path]:
    """A path with the whole file, for formats that are not written from beginning to end."""
    with tempfile.TemporaryDirectory(prefix="recoupe-") as folder:
        path = Path(folder) / f"events{FORMATS[name].suffix}"
        export_events(events, name, path, context)
        yield path


def copy(path: Path, out: IO[bytes]) -> None:
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            out.write(chunk)


class Pipe(io.RawIOBase):
    """Takes what is written and hands it on in pieces; raises Gone when nobody takes them any more."""

    def __init__(self) -> None:
        self.queue: Queue[bytes | BaseException | None] = Queue(AHEAD)
        self.left = Flag()
        self.held = bytearray()
        self.sent = 0

    def writable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return False

    def tell(self) -> int:
        return self.sent

    def write(self, data: object) -> int:
        chunk = bytes(data)  # type: ignore[call-overload]
        self.held += chunk
        self.sent += len(chunk)
        if len(self.held) >= CHUNK:
            self.hand_on()
        return len(chunk)

    def hand_on(self) -> None:
        piece, self.held = bytes(self.held), bytearray()
        if piece:
            self.put(piece)

    def put(self, piece: bytes | BaseException | None) -> None:
        while not self.left.is_set():
            try:
                self.queue.put(piece, timeout=PATIENCE_S)
                return
            except Full:
                continue
        raise Gone


def flow(write: Callable[[IO[bytes]], None]) -> Iterator[bytes]:
    """What `write` writes, as it is written; it runs in a thread of its own and ends when nobody listens."""
    pipe = Pipe()
    thread = Thread(target=fill, args=(pipe, write), name="recoupe-download", daemon=True)
    thread.start()
    try:
        while True:
            try:
                piece = pipe.queue.get(timeout=PATIENCE_S)
            except Empty:
                continue
            if piece is None:
                return
            if isinstance(piece, BaseException):
                raise piece
            yield piece
    finally:
        pipe.left.set()


def fill(pipe: Pipe, write: Callable[[IO[bytes]], None]) -> None:
    try:
        write(pipe)  # type: ignore[arg-type]
        pipe.hand_on()
        pipe.put(None)
    except Gone:
        return
    except Exception as error:  # handed to the answer, which ends unfinished
        try:
            pipe.put(error)
        except Gone:
            return
