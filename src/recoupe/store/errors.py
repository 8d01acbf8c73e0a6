"""What can go wrong with a database, in words: what, where, and what would be right."""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

import msgspec
from sqlalchemy.exc import DBAPIError

UNREACHABLE = ("cannot be reached", "check host and port, and that the server runs")
UNREACHABLE_WORDS = (
    "connection refused", "connection is bad", "connection failed", "could not connect", "name or service",
    "server closed the connection", "terminating connection", "timeout expired",
)  # fmt: skip
LOCKED_OUT = ("does not let you in", "check user and password")
DAMAGED = ("is damaged", "restore it from a backup; the reports can also be read again into a new file")
NO_TEXT = ("cannot hold zero bytes and half characters", "give plain text")
ADVICE: tuple[tuple[str, str, str], ...] = (
    (
        "file is not a database",
        "is not a recoupe database",
        "give the path of a .db file that recoupe made, or a new one",
    ),
    ("malformed", *DAMAGED),
    ("file is truncated", *DAMAGED),
    ("no such table", *DAMAGED),
    ("no such column", *DAMAGED),
    ('relation "', *DAMAGED),
    ("disk is full", "cannot grow: the disk is full", "free some space and run the same command again; it picks up"),
    ("disk i/o error", "cannot be written (disk error or full)", "check the disk and run the same command again"),
    ("readonly", "cannot be written", "make the file and its folder writable, or copy it elsewhere"),
    ("read-only", "cannot be written", "make the file and its folder writable, or copy it elsewhere"),
    ("locked", "is in use by another writer", "wait until it has finished and run the same command again"),
    ("fatal:  database", "is not there", "make it first, such as with createdb"),
    ("fatal:  role", *LOCKED_OUT),
    ("authentication failed", *LOCKED_OUT),
    ("no password supplied", *LOCKED_OUT),
    ("permission denied", "does not let you do that", "ask for the right to read and write there"),
    *((words, *UNREACHABLE) for words in UNREACHABLE_WORDS),
    ("nul (0x00)", *NO_TEXT),
    ("unable to open", "cannot be opened", "check that the folder exists and that you may read and write there"),
)


class StoreError(Exception):
    """Something is wrong with the database; the message says what, where, and what would be right."""

    def __init__(self, where: str, what: str, right: str = "") -> None:
        self.where, self.what, self.right = where, what, right
        super().__init__(f"{where} {what}" + (f": {right}" if right else ""))


@contextmanager
def told_plainly(where: str) -> Iterator[None]:
    """Turn what the database says into a StoreError; errors nobody foresaw pass as they are."""
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        told = explain(where, error)
        if told is None:
            raise
        raise told from error
    except UnicodeEncodeError as error:
        raise StoreError(where, *NO_TEXT) from error
    except (msgspec.DecodeError, zlib.error, UnicodeDecodeError) as error:  # a document nobody here wrote
        raise StoreError(where, *DAMAGED) from error


def explain(where: str, error: Exception) -> StoreError | None:
    """The StoreError for an error of the database, None when it is no known trouble."""
    said = str(getattr(error, "orig", error)).lower()
    for words, what, right in ADVICE:
        if words in said:
            return StoreError(where, what, right)
    return None
