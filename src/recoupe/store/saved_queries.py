"""Saved queries: a name for a query, kept among what the database remembers of itself."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

import msgspec

from recoupe.store.codec import digest
from recoupe.store.database import Store
from recoupe.store.query import parse_query
from recoupe.store.settings import keep_setting, load_setting

SETTING = "saved queries"
LONGEST_NAME, MOST = 80, 500


@dataclass(frozen=True, slots=True)
class SavedQuery:
    """`id` stays when the name changes; `query` is in the store's query language."""

    id: str
    name: str
    query: str
    who: str
    saved_at: str


class SavedQueryError(ValueError):
    """A query that cannot be saved so; `code` names the reason, the message says what would be right."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


def load_saved(store: Store) -> tuple[SavedQuery, ...]:
    """Every saved query, by name."""
    return read_all(store.setting(SETTING))


def save_query(store: Store, name: str, query: str, who: str, now: datetime) -> SavedQuery:
    """Keep a query under a name of its own; raises SavedQueryError, or QueryError for a query that makes no sense."""
    line, moment = str(parse_query(query)), now.isoformat(timespec="seconds")
    made = SavedQuery(digest(name, line, moment)[:12], check_name(name), line, who, moment)

    def add(held: tuple[SavedQuery, ...]) -> tuple[SavedQuery, ...]:
        if len(held) >= MOST:
            raise SavedQueryError("too many", f"{MOST} queries are saved already: delete one first")
        refuse_twice(made, held)
        return (*held, made)

    change_all(store, add)
    return made


def rename_query(store: Store, saved: str, name: str) -> None:
    """Give a saved query another name; raises SavedQueryError."""
    wanted = check_name(name)

    def rename(held: tuple[SavedQuery, ...]) -> tuple[SavedQuery, ...]:
        changed = replace(find_saved(held, saved), name=wanted)
        others = tuple(one for one in held if one.id != saved)
        refuse_twice(changed, others)
        return (*others, changed)

    change_all(store, rename)


def delete_query(store: Store, saved: str) -> SavedQuery:
    """Forget a saved query and return it; raises SavedQueryError when there is none."""
    gone: list[SavedQuery] = []

    def drop(held: tuple[SavedQuery, ...]) -> tuple[SavedQuery, ...]:
        gone.append(find_saved(held, saved))
        return tuple(one for one in held if one.id != saved)

    change_all(store, drop)
    return gone[0]


def change_all(store: Store, change: Callable[[tuple[SavedQuery, ...]], tuple[SavedQuery, ...]]) -> None:
    """Read, change and write in one transaction, so that two who save at once lose nothing."""
    with store.writing() as connection:
        held = change(read_all(load_setting(connection, SETTING)))
        keep_setting(connection, SETTING, json.dumps(msgspec.to_builtins(held), ensure_ascii=False))


def read_all(words: str | None) -> tuple[SavedQuery, ...]:
    held = msgspec.json.decode(words, type=tuple[SavedQuery, ...]) if words else ()
    return tuple(sorted(held, key=lambda one: (one.name.casefold(), one.id)))


def find_saved(held: tuple[SavedQuery, ...], saved: str) -> SavedQuery:
    for one in held:
        if one.id == saved:
            return one
    raise SavedQueryError("gone", "this saved query is gone: it may have been deleted meanwhile")


def refuse_twice(wanted: SavedQuery, held: tuple[SavedQuery, ...]) -> None:
    if any(one.name.casefold() == wanted.name.casefold() for one in held):
        raise SavedQueryError("name taken", f"another query is called {wanted.name!r} already: choose another name")


def check_name(name: str) -> str:
    """The name without needless spaces; raises SavedQueryError."""
    plain = " ".join(name.split())
    if not plain:
        raise SavedQueryError("no name", "a saved query needs a name")
    if len(plain) > LONGEST_NAME:
        raise SavedQueryError("long name", f"the name is {len(plain)} characters long; {LONGEST_NAME} are the most")
    return plain
