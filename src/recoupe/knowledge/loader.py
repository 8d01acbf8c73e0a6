"""Strict loading of knowledge files: an unknown key stops the load with file, entry id and key."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeVar

import msgspec
import yaml

HOME = Path(__file__).parent
T = TypeVar("T")


class KnowledgeError(ValueError):
    """A knowledge file says something the loader does not know; the message names file, entry and key."""


class Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Base of every rule and lexicon entry: an id, and the sentences it must catch and leave alone."""

    id: str
    catches: tuple[str, ...] = ()
    leaves: tuple[str, ...] = ()
    doubt: str = ""


def language_file(code: str, name: str) -> Path:
    """Path of a rules file of a language; it need not exist (then the language has no such rules)."""
    return HOME / "languages" / code / name


def load_yaml(path: Path) -> Any:
    """The YAML document of `path`; raises KnowledgeError with the place of a syntax error."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=loader)  # a safe loader  # nosec B506
    except yaml.YAMLError as error:
        raise KnowledgeError(f"{path}: not valid YAML: {error}") from error


def load_toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise KnowledgeError(f"{path}: not valid TOML: {error}") from error


def load_entries(path: Path, kind: type[T]) -> tuple[T, ...]:
    """Every entry of a YAML list as `kind`; a missing file holds none. Ids must be unique in the file."""
    if not path.exists():
        return ()
    rows = load_yaml(path) or []
    if not isinstance(rows, list):
        raise KnowledgeError(f"{path}: expected a list of entries, found {type(rows).__name__}")
    return tuple(_convert_all(path, rows, kind))


def _convert_all(path: Path, rows: list[Any], kind: type[T]) -> Iterator[T]:
    seen: set[str] = set()
    for number, row in enumerate(rows, 1):
        name = str(row.get("id", f"entry {number}")) if isinstance(row, dict) else f"entry {number}"
        if name in seen:
            raise KnowledgeError(f"{path}: {name}: this id stands twice")
        seen.add(name)
        yield convert(row, kind, f"{path}: {name}")


def convert(row: Any, kind: type[T], where: str) -> T:
    """`row` as `kind`; raises KnowledgeError that begins with `where` and names the key."""
    try:
        return msgspec.convert(row, kind)
    except msgspec.ValidationError as error:
        raise KnowledgeError(f"{where}: {error}") from error
