"""Opens the database: SQLite in WAL mode by default, any other by its address.

Everything only SQLite needs is here and in `fulltext.py`.
"""

from __future__ import annotations

import os
import sqlite3
import time
from pathlib import Path
from typing import Any, Literal
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError

from recoupe.store.errors import StoreError

Mode = Literal["write", "read"]
MAGIC = b"SQLite format 3\x00"
WAIT_SECONDS = 30.0
PAUSE_SECONDS = 0.02
WRITING = ("trusted_schema=OFF", "foreign_keys=ON", "synchronous=NORMAL", "secure_delete=ON", "cache_size=-16000")
WRITERS_LOCK = 7_265_631  # any number, the same for all writers


def open_engine(path: str | Path, mode: Mode = "write", wait_seconds: float = WAIT_SECONDS) -> Engine:
    """An engine for a file, or for an address such as `postgresql+psycopg://…`."""
    if isinstance(path, str) and "://" in path:
        return open_server(path)
    check_file(Path(path), mode)
    return open_sqlite(Path(path), mode, wait_seconds)


def open_server(address: str) -> Engine:
    """A database server; writers take turns there too, so that two never store one article."""
    try:
        check_server(address)
        engine = create_engine(address)
    except ModuleNotFoundError as error:
        raise StoreError(place_name(address), f"needs the package {error.name}", f"pip install {error.name}") from error
    except ArgumentError as error:
        where = place_name(address)
        raise StoreError(where, "is no address of a database", "postgresql+psycopg://user@host/name is one") from error
    event.listen(engine, "begin", take_turn)
    return engine


def check_server(address: str) -> None:
    if make_url(address).get_backend_name() != "postgresql":
        where = place_name(address)
        raise StoreError(
            where, "is no server recoupe works with", "give a path, or postgresql+psycopg://user@host/name"
        )


def place_name(path: str | Path) -> str:
    """How the database is called in messages: never with its password."""
    if not isinstance(path, str) or "://" not in path:
        return str(path)
    try:
        return make_url(path).render_as_string(hide_password=True)
    except ArgumentError:
        return path.partition("://")[0] + "://…"


def take_turn(connection: Connection) -> None:
    if connection.get_execution_options().get("writing", False):
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({WRITERS_LOCK})")


def open_sqlite(path: Path, mode: Mode, wait_seconds: float) -> Engine:
    address = file_address(path, mode)

    def connect() -> sqlite3.Connection:
        return sqlite3.connect(address, uri=True, timeout=wait_seconds, isolation_level=None, check_same_thread=False)

    engine = create_engine("sqlite://", creator=connect, pool_size=5, poolclass=_queue_pool())
    event.listen(engine, "connect", set_pragmas if mode == "write" else set_reading_pragmas)
    event.listen(engine, "begin", begin)
    return engine


def _queue_pool() -> Any:
    from sqlalchemy.pool import QueuePool

    return QueuePool


def file_address(path: Path, mode: Mode) -> str:
    """A URI that cannot be misread, whatever stands in the name; a lone file in a folder without rights opens too."""
    name = "file:" + quote(str(path.absolute()))
    if mode == "write":
        return name
    lone = not os.access(path.parent, os.W_OK) and not Path(f"{path}-wal").exists()
    return f"{name}?mode=ro" + ("&immutable=1" if lone else "")


def set_pragmas(connection: Any, record: object) -> None:
    """WAL lets readers read while one writes; NORMAL keeps a killed process from losing anything."""
    switch_to_wal(connection)
    for line in WRITING:
        connection.execute(f"PRAGMA {line}").close()


def switch_to_wal(connection: Any, wait_seconds: float = WAIT_SECONDS) -> None:
    """SQLite does not wait when two programs switch a new file at once: try again until the other has done it."""
    until = time.monotonic() + wait_seconds
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL").close()
            return
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > until:
                raise
            time.sleep(PAUSE_SECONDS)


def set_reading_pragmas(connection: Any, record: object) -> None:
    for line in ("trusted_schema=OFF", "query_only=ON"):
        connection.execute(f"PRAGMA {line}").close()


def begin(connection: Connection) -> None:
    """Writers take their turn at the start: one that began to read could not wait for another later."""
    writing = connection.get_execution_options().get("writing", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


def check_file(path: Path, mode: Mode) -> None:
    """Raise StoreError for what can be told from outside: no folder, no file, no database, cut off."""
    if path.is_dir():
        raise StoreError(str(path), "is a folder", "give the path of a database file in it")
    if not path.exists():
        if mode == "read":
            raise StoreError(str(path), "does not exist", "store something first: recoupe add INPUT… --db FILE")
        if not path.absolute().parent.is_dir():
            raise StoreError(str(path), "cannot be made", f"make the folder {path.absolute().parent} first")
        return
    check_header(path)


def check_header(path: Path) -> None:
    """Hold the first 100 bytes and the size of the file against each other."""
    try:
        with path.open("rb") as file:
            head = file.read(100)
    except PermissionError as error:
        raise StoreError(str(path), "cannot be read", "ask for the right to read it") from error
    if not head:
        return
    if not head.startswith(MAGIC):
        raise StoreError(str(path), "is not a recoupe database", "give the path of a .db file that recoupe made")
    expected, size = expected_bytes(head), path.stat().st_size
    if size < expected and not has_content(Path(f"{path}-wal")):
        raise StoreError(str(path), f"is cut off ({size} of {expected} bytes)", "restore it from a backup")


def expected_bytes(head: bytes) -> int:
    """Size of the file by its own header, 0 when the header does not say."""
    page = int.from_bytes(head[16:18], "big")
    counted = head[24:28] == head[92:96] and page.bit_count() == 1
    return int.from_bytes(head[28:32], "big") * (65536 if page == 1 else page) if counted else 0


def has_content(path: Path) -> bool:
    return path.exists() and path.stat().st_size > 0
