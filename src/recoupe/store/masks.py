"""Which events meet a query, as one truth value for each: counted, sorted and drawn without reading an event.

Days, numbers and choices are answered from the columns, names, words and distances by the index that search uses,
once for each picture. What is found is what `search.py` finds; tests hold the two against each other.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

import numpy as np
from sqlalchemy import Connection, select

from recoupe.knowledge.event_types import BOARDS
from recoupe.store.columns import EventColumns, Floats, Mask
from recoupe.store.event_index import fold
from recoupe.store.query import Query, QueryError, Term, Words, day_range
from recoupe.store.schema import event_facets
from recoupe.store.search import SIGNS, Locate, distance_condition, facet_values, words_conditions

KEPT = 200  # masks of one picture kept at once, a tenth of a megabyte each for a hundred thousand events
ORDERS = ("when", "killed", "origins", "km", "score")
COLUMN_OF = {"origins": "independent", "km": "km", "killed": "killed", "score": "score"}


@dataclass
class Masks:
    """Truth values of one picture, kept by the term they answer."""

    columns: EventColumns
    kept: dict[object, Mask] = field(default_factory=dict)

    def meeting(self, connection: Connection, query: Query, locate: Locate | None = None) -> Mask:
        """True for every event that meets the query; raises QueryError."""
        mask = self.columns.all()
        for term in query.terms:
            mask &= self._term(connection, term, locate)
        for words in query.words:
            mask &= self._words(connection, words)
        return mask

    def _term(self, connection: Connection, term: Term, locate: Locate | None) -> Mask:
        if term.field in ("since", "until", "on"):
            found = self._days(term)
        elif term.field in SIGNED:
            found = self._number(term)
        elif term.field in ("within", "perhaps"):
            found = self._within(connection, term, locate)
        else:
            found = self._facets(connection, term)
        return ~found if term.negated else found

    def _days(self, term: Term) -> Mask:
        """Undated events meet no period."""
        first, last = (date.fromisoformat(day).toordinal() for day in day_range(term.values[0]))
        dated = self.columns.first > 0
        late, early = self.columns.last >= first, self.columns.first <= last
        return dated & (early if term.field == "until" else late if term.field == "since" else late & early)

    def _number(self, term: Term) -> Mask:
        """A number nobody gave meets no comparison; with a minus before the term it counts as -1, as in search."""
        held = self.columns.numbers[SIGNED[term.field]]
        values = np.nan_to_num(held, nan=-1.0) if term.negated else held
        with np.errstate(invalid="ignore"):
            return np.asarray(SIGNS[term.sign](values, float(term.values[0])), dtype=bool)

    def _facets(self, connection: Connection, term: Term) -> Mask:
        """Any of the values; of a name of several words each."""
        found = self.columns.none()
        for value in term.values:
            parts = [self._facet(connection, term.field, part) for part in facet_values(term.field, value)]
            found |= np.logical_and.reduce(parts)
        return found

    def _facet(self, connection: Connection, kind: str, value: str) -> Mask:
        if kind == "board":
            return self._board(value)
        if kind in self.columns.names:
            code = self.columns.names[kind].get(value) if value else None
            return self.columns.none() if code is None else self.columns.codes[kind] == code
        if (kind, value) not in self.kept:
            match = (event_facets.c.kind == kind, event_facets.c.value == value)
            keys = connection.execute(select(event_facets.c.event_key).where(*match)).scalars()
            self._keep((kind, value), self.columns.of_keys(keys))
        return self.kept[kind, value]

    def _board(self, value: str) -> Mask:
        bits = sum(1 << n for n, board in enumerate(BOARDS) if fold(board) == value)
        return self.columns.boards & bits > 0

    def _within(self, connection: Connection, term: Term, locate: Locate | None) -> Mask:
        name = (term.field, term.values[0])
        if name not in self.kept:
            keys = distance_condition(connection, term, locate).keys
            assert keys is not None
            self._keep(name, self.columns.of_keys(connection.execute(keys).scalars()))
        return self.kept[name]

    def _words(self, connection: Connection, words: Words) -> Mask:
        """Words that are all elisions or signs ask for nothing, negated or not."""
        asked = [condition.keys for condition in words_conditions(connection, Words(words.text))]
        if not asked or asked[0] is None:
            return self.columns.all()
        if ("words", words.text) not in self.kept:
            keys = connection.execute(asked[0]).scalars()
            self._keep(("words", words.text), self.columns.of_keys(keys))
        found = self.kept["words", words.text]
        return ~found if words.negated else found

    def _keep(self, name: object, mask: Mask) -> None:
        while len(self.kept) >= KEPT:
            self.kept.pop(next(iter(self.kept)))
        self.kept[name] = mask


SIGNED = {"origins": "independent", "score": "score", "killed": "killed", "wounded": "wounded", "abducted": "abducted"}


@dataclass(frozen=True, slots=True)
class Keys:
    """Keys of the events of one page, in order; `after` asks for the next page, None when this is the last."""

    keys: tuple[int, ...]
    after: str | None


def ordered_page(
    columns: EventColumns, mask: Mask, order: str, limit: int, after: str | None = None, *, hidden: Mask | None = None
) -> Keys:
    """One page of the events of `mask` in an order: "when" is newest first, "-when" oldest first, and so on.

    What has no value comes last either way, and so do distances of `hidden` events: neither their turn nor the mark
    of a page tells them. Raises QueryError for an order or a mark of a page that nobody gave.
    """
    values = order_values(columns, order)
    if hidden is not None and order.removeprefix("-") == "km":
        values = np.where(hidden, -np.inf, values)
    chosen = np.flatnonzero(mask if after is None else mask & behind(columns, values, after))
    best = chosen[np.lexsort((-columns.keys[chosen], -values[chosen]))[: limit + 1]]
    keys = tuple(int(columns.keys[n]) for n in best[:limit])
    more = len(best) > limit
    return Keys(keys, f"{values[best[limit - 1]]:.17g}_{keys[-1]}" if more else None)


def order_values(columns: EventColumns, order: str) -> Floats:
    """A number for each event, the highest first; -inf where there is no value."""
    name = order.removeprefix("-")
    if name not in ORDERS:
        raise QueryError(f"events are ordered by {', '.join(ORDERS)} (a minus turns the order round), not {order!r}")
    days = np.where(columns.first > 0, columns.first, np.nan)
    held = days if name == "when" else columns.numbers[COLUMN_OF[name]]
    return np.nan_to_num(-held if order.startswith("-") else held, nan=-np.inf)


def behind(columns: EventColumns, values: Floats, after: str) -> Mask:
    value, _, key = after.partition("_")
    try:
        last, number = float(value), int(key)
    except ValueError as error:
        raise QueryError(f"{after!r} is no mark of a page") from error
    return np.asarray((values < last) | ((values == last) & (columns.keys < number)))
