"""Whole copies of a database file: backups, and the file as it was before its tables are changed."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from recoupe.store.errors import StoreError


def back_up(engine: Engine, target: Path) -> None:
    """A copy in a new file, also while others write; nothing is left of one that fails."""
    if target.exists():
        raise StoreError(str(target), "exists already", "give the name of a new file")
    try:
        copy_into(engine, target)
    except BaseException:
        target.unlink(missing_ok=True)
        raise


def copy_before(engine: Engine, path: Path, version: str) -> Path | None:
    """The file as it was, beside it; None when another process has migrated it meanwhile."""
    target, part = path.with_name(f"{path.name}.tables-{version}"), path.with_name(f".{path.name}.{os.getpid()}.part")
    part.unlink(missing_ok=True)
    try:
        copy_into(engine, part)
        if stored_version(part) != version:
            return None
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
    return target


def copy_into(engine: Engine, target: Path) -> None:
    with engine.connect() as connection:
        raw: Any = connection.connection
        only_reads = raw.execute("PRAGMA query_only").fetchone()[0]
        raw.execute("PRAGMA query_only=OFF")  # it forbids the copy, too; a file opened for reading stays so
        raw.execute("VACUUM INTO ?", (str(target),))
        raw.execute(f"PRAGMA query_only={'ON' if only_reads else 'OFF'}")


def stored_version(path: Path) -> str:
    with closing(sqlite3.connect(path)) as connection:
        return str(connection.execute("SELECT version_num FROM alembic_version").fetchone()[0])
