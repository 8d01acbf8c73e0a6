"""Every stored event as columns in memory: what map, timeline and sorted tables count without touching a row.

The columns are read when they are first asked for, and again when the picture is another; only events that changed
are read then. A hundred thousand events take some twenty megabytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from threading import Lock
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, bindparam, func, select

from recoupe.knowledge.event_types import BOARDS
from recoupe.model import Distance, Interval, Place
from recoupe.store.event_index import fold
from recoupe.store.schema import events, settings, tombstones
from recoupe.store.settings import load_setting

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]
folded = lru_cache(1000)(fold)
PICTURED = "pictured"  # the setting that changes with every new picture
NUMBERS = ("independent", "score", "killed", "wounded", "abducted", "km", "least_km")
CODED = ("type", "mode", "status", "country", "background", "series")
PLAIN = ("keys", "digests", "first", "last", "spot", "boards", "main_board")
BATCH = 500
NOWHERE = -1


class Slim(msgspec.Struct, frozen=True):
    """The part of a stored event that columns are made of."""

    type: str
    mode: str | None = None
    when: Interval | None = None
    where: Place | None = None
    status: str = "asserted"
    background: bool = False
    series: bool = False
    border: Distance | None = None
    boards: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """One event: its numbers in the order of `NUMBERS`, its codes in that of `CODED`."""

    key: int
    digest: str
    first: int
    last: int
    place: Place | None
    boards: int
    main_board: int
    numbers: tuple[float, ...]
    codes: tuple[str, ...]


@dataclass(frozen=True)
class EventColumns:
    """Arrays of one length, by key. Days are ordinals, 0 when undated; `spot` is a position in `places` or -1.

    `km` is how far from the border it lies at most, `least_km` at least. `boards` has a bit for each board,
    `main_board` is the position of the first one, -1 for none.
    """

    mark: str
    keys: Ints
    digests: NDArray[np.bytes_]
    first: Ints
    last: Ints
    spot: Ints
    boards: Ints
    main_board: Ints
    numbers: dict[str, Floats]
    codes: dict[str, Ints]
    names: dict[str, dict[str, int]]
    places: tuple[Place, ...]

    def __len__(self) -> int:
        return len(self.keys)

    def all(self) -> Mask:
        return np.ones(len(self), dtype=bool)

    def none(self) -> Mask:
        return np.zeros(len(self), dtype=bool)

    def of_keys(self, keys: Iterable[int]) -> Mask:
        """True at the events of these keys; unknown keys are passed over."""
        mask, wanted = self.none(), np.fromiter(keys, dtype=np.int64)
        if len(wanted) and len(self):
            at = np.minimum(np.searchsorted(self.keys, wanted), len(self) - 1)
            mask[at[self.keys[at] == wanted]] = True
        return mask


class ColumnKeeper:
    """Keeps the columns of one database between requests; one thread at a time brings them up to date."""

    def __init__(self) -> None:
        self._kept: EventColumns | None = None
        self._lock = Lock()

    def current(self, connection: Connection) -> EventColumns:
        mark = picture_mark(connection)
        kept = self._kept
        if kept is not None and kept.mark == mark:
            return kept
        with self._lock:
            if self._kept is None or self._kept.mark != mark:
                self._kept = load_columns(connection, self._kept, mark)
            return self._kept


def picture_mark(connection: Connection) -> str:
    """Words that change with the stored picture; four look-ups, whatever its size."""
    erased = connection.execute(select(func.count()).select_from(tombstones)).scalar_one()
    newest = connection.execute(select(func.max(events.c.key))).scalar()
    situation = connection.execute(select(settings.c.value).where(settings.c.name == "situation")).scalar()
    return f"{erased} {newest} {situation} {load_setting(connection, PICTURED)}"


def load_columns(connection: Connection, before: EventColumns | None = None, mark: str = "") -> EventColumns:
    """The columns of what is stored; what `before` holds of events that are the same is taken over."""
    known = dict(zip(before.keys.tolist(), before.digests.tolist(), strict=True)) if before else {}
    stored = connection.execute(select(events.c.key, events.c.digest)).all()
    same = [key for key, digest in stored if known.get(key) == digest.encode()]
    fresh = [key for key, digest in stored if known.get(key) != digest.encode()]
    parts = [build_columns(list(rows), mark) for rows in load_rows(connection, fresh)]
    held = [take(before, before.of_keys(same))] if before and same else []
    return join_columns([*held, *parts], mark)


def load_rows(connection: Connection, keys: Sequence[int]) -> Iterator[list[Row]]:
    """Rows of some events, batch by batch."""
    wanted = (
        events.c.key, events.c.digest, events.c.independent, events.c.score, events.c.killed, events.c.wounded,
        events.c.abducted, events.c.document,
    )  # fmt: skip
    query = select(*wanted).where(events.c.key.in_(bindparam("keys", expanding=True)))
    decoder = msgspec.json.Decoder(Slim)
    for start in range(0, len(keys), BATCH):
        found = connection.execute(query, {"keys": list(keys[start : start + BATCH])})
        yield [make_row(row, decoder.decode(row.document)) for row in found]


def make_row(found: Sequence[Any], event: Slim) -> Row:
    """`found` is a row of the query above: key, digest, numbers and the document."""
    boards = [BOARDS.index(board) for board in event.boards if board in BOARDS]
    key, digest, *counted, _ = found
    border = event.border
    numbers = (*counted, border.farthest_km if border else None, border.nearest_km if border else None)
    located = event.where if event.where is not None and event.where.located else None
    return Row(
        key,
        digest,
        event.when.first.toordinal() if event.when else 0,
        event.when.last.toordinal() if event.when else 0,
        located,
        sum(1 << board for board in boards),
        boards[0] if boards else NOWHERE,
        tuple(float("nan") if number is None else float(number) for number in numbers),
        event_codes(event),
    )


def event_codes(event: Slim) -> tuple[str, ...]:
    """Values as the facets of the index spell them; empty where there is none."""
    flags = ("yes" if flag else "no" for flag in (event.background, event.series))
    country = event.where.country if event.where else None
    return (folded(event.type), folded(event.mode or ""), event.status, folded(country or ""), *flags)


def build_columns(held: Sequence[Row], mark: str) -> EventColumns:
    places = {place: n for n, place in enumerate(dict.fromkeys(row.place for row in held if row.place))}
    names = {kind: name_codes(row.codes[n] for row in held) for n, kind in enumerate(CODED)}
    numbers = np.array([row.numbers for row in held], dtype=np.float64).reshape(-1, len(NUMBERS))
    return EventColumns(
        mark,
        keys=integers(row.key for row in held),
        digests=np.array([row.digest.encode() for row in held], dtype="S32"),
        first=integers(row.first for row in held),
        last=integers(row.last for row in held),
        spot=integers(places[row.place] if row.place else NOWHERE for row in held),
        boards=integers(row.boards for row in held),
        main_board=integers(row.main_board for row in held),
        numbers={name: numbers[:, n] for n, name in enumerate(NUMBERS)},
        codes={kind: integers(names[kind][row.codes[n]] for row in held) for n, kind in enumerate(CODED)},
        names=names,
        places=tuple(places),
    )


def take(columns: EventColumns, mask: Mask) -> EventColumns:
    """The events of the mask; places and names stay, so that positions in them hold."""
    return replace(
        columns,
        **{name: getattr(columns, name)[mask] for name in PLAIN},
        numbers={name: held[mask] for name, held in columns.numbers.items()},
        codes={kind: held[mask] for kind, held in columns.codes.items()},
    )


def join_columns(parts: Sequence[EventColumns], mark: str) -> EventColumns:
    """All the parts in the order of their keys."""
    parts = parts or [build_columns([], mark)]
    places = {place: n for n, place in enumerate(dict.fromkeys(place for part in parts for place in part.places))}
    names = {kind: name_codes(name for part in parts for name in part.names[kind]) for kind in CODED}
    spots = [move([places[place] for place in part.places], part.spot) for part in parts]
    codes = {
        kind: [move([names[kind][name] for name in part.names[kind]], part.codes[kind]) for part in parts]
        for kind in CODED
    }
    order = np.argsort(np.concatenate([part.keys for part in parts]))
    joined = {name: np.concatenate([getattr(part, name) for part in parts])[order] for name in PLAIN}
    return EventColumns(
        mark,
        **{**joined, "spot": np.concatenate(spots)[order]},
        numbers={name: np.concatenate([part.numbers[name] for part in parts])[order] for name in NUMBERS},
        codes={kind: np.concatenate(held)[order] for kind, held in codes.items()},
        names=names,
        places=tuple(places),
    )


def move(targets: Sequence[int], positions: Ints) -> Ints:
    """Positions in one list as positions in another; -1 stays."""
    return np.array([*targets, NOWHERE], dtype=np.int64)[positions]


def name_codes(values: Iterable[str]) -> dict[str, int]:
    return {value: n for n, value in enumerate(dict.fromkeys(values))}


def integers(values: Iterable[int]) -> Ints:
    return np.fromiter(values, dtype=np.int64)
