"""The database in Python, as a notebook wants it: `recoupe.open("sahel.db").events(near="SN-ML", within_km=50)`.

Everything is lazy until it is looked at; a selection may be narrowed, counted, turned into tables and exported.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from recoupe.knowledge.bundle import Knowledge
from recoupe.knowledge.gazetteer import Gazetteer, load_gazetteer
from recoupe.model import Decision, Event, Reading
from recoupe.model.decision import DecisionKind
from recoupe.rebuilding import known_situation, rebuild_picture
from recoupe.share.export import export_events
from recoupe.share.extras import need
from recoupe.share.geojson import point
from recoupe.share.jsonlines import write_events
from recoupe.share.manifest import Manifest
from recoupe.share.match import Match, match_events, read_theirs
from recoupe.share.review import read_review, write_review
from recoupe.share.shown import ArticleFacts, ExportContext, ExportSettings, Shown
from recoupe.share.tables import EVENTS
from recoupe.share.withhold import show_event
from recoupe.store import Coverage, Store, open_store
from recoupe.store.connect import Mode
from recoupe.store.query import Query, build_query
from recoupe.store.rebuild import Rebuilt
from recoupe.store.search import Locate

FACTS_KEPT = 2000


def open_desk(path: str | Path, mode: Mode = "write", locate: Locate | None = None) -> Desk:
    """Open a database (made when it is not there); raises StoreError in plain words.

    `locate` gives the coordinates of a place by name, for `near="Kayes"`; without it the gazetteer does.
    """
    return Desk(open_store(path, mode), locate or find_place)


def find_place(name: str) -> tuple[float, float] | None:
    """Coordinates of the best known place of that name."""
    found = (place for place in gazetteer().find(name) if place.lat is not None and place.lon is not None)
    return next(((place.lat or 0.0, place.lon or 0.0) for place in found), None)


@cache
def gazetteer() -> Gazetteer:
    """Loaded when a query first names a place."""
    return load_gazetteer()


class Desk:
    """A database at work. Close it, or use it in a `with` block."""

    def __init__(self, store: Store, locate: Locate | None = None) -> None:
        self.store, self.locate = store, locate
        self.facts: Callable[[str], ArticleFacts | None] = lru_cache(FACTS_KEPT)(self._facts)

    def events(self, query: str = "", **fields: Any) -> Selection:
        """The events that meet the query and the keyword arguments (docs/query.md), newest first.

        `near` and `within_km` select by distance to a border ("SN-ML"), a corridor, a place or (lat, lon).
        """
        return Selection(self, build_query(query, **fields))

    def event(self, name: str) -> Event | None:
        """By id; an id that was merged into another event leads there."""
        return self.store.event(name)

    def readings(self, ids: Sequence[str] | None = None) -> Iterator[Reading]:
        """What was read, article by article."""
        return self.store.readings(ids)

    def article(self, name: str) -> Reading | None:
        return next(iter(self.store.readings([name])), None)

    def coverage(self, since: str | None = None, until: str | None = None) -> Coverage:
        """How many articles of which outlets were read."""
        return self.store.coverage(since, until)

    def decide(
        self, kind: DecisionKind, target: str, *, who: str, why: str, quote: str | None = None, **value: Any
    ) -> Decision:
        """Settle something: `decide("correct", report_id, field="killed", value=9, who="A. Sow", why="…")`.

        It takes effect with the next `rebuild()`, or the next `recoupe add`.
        """
        return self.store.decide(kind, target, who, why, value, quote)

    def rebuild(self) -> Rebuilt:
        """Cross-check everything stored anew, with every decision in its place; tells which no longer fit."""
        situation = known_situation(self.store)
        return rebuild_picture(self.store, Knowledge(gazetteer=gazetteer(), situation=situation), whole=True)

    def write_review(self, path: str | Path, ids: Sequence[str] | None = None) -> int:
        """Write the review sheet (XLSX) of every report; returns how many rows it has."""
        return write_review(self.store.readings(ids), Path(path))

    def take_review(self, path: str | Path) -> tuple[Decision, ...]:
        """Make decisions of what was changed by hand in a review sheet; none is made when one makes no sense."""
        proposed = tuple(read_review(Path(path)))
        return self.store.decide_all([(p.kind, p.report, p.who, p.why, p.value, f"row {p.row}") for p in proposed])

    def close(self) -> None:
        self.store.close()

    def __enter__(self) -> Desk:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def _facts(self, article: str) -> ArticleFacts | None:
        reading = self.article(article)
        return ArticleFacts.of(reading) if reading else None


@dataclass(frozen=True)
class Selection:
    """Events that meet a query; nothing is read before it is asked for."""

    desk: Desk
    query: Query

    def __iter__(self) -> Iterator[Event]:
        return self.desk.store.find(self.query, self.desk.locate)

    def __len__(self) -> int:
        return self.desk.store.count(self.query, self.desk.locate)

    def __bool__(self) -> bool:
        return bool(self.desk.store.search(self.query, 1, locate=self.desk.locate).events)

    def __repr__(self) -> str:
        return f"<{len(self)} events: {self.query or 'all'}>"

    def where(self, query: str = "", **fields: Any) -> Selection:
        """A narrower selection."""
        more = build_query(query, **fields)
        return Selection(self.desk, Query(self.query.terms + more.terms, self.query.words + more.words))

    def first(self, count: int = 10) -> tuple[Event, ...]:
        """The newest ones."""
        return self.desk.store.search(self.query, count, locate=self.desk.locate).events

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns of `to_rows`."""
        return tuple(EVENTS.columns)

    def match(self, path: str | Path) -> tuple[Match, ...]:
        """The events beside those of an ACLED or UCDP GED file; raises MatchError for any other file."""
        return match_events(tuple(self.shown()), read_theirs(Path(path)))

    def to_rows(self) -> Iterator[dict[str, Any]]:
        """Flat rows, one an event, in the columns of the table exports; your own data, nothing is withheld."""
        return (row for shown in self.shown() for row in EVENTS.rows(shown))

    def to_dataframe(self) -> Any:
        """A pandas table."""
        return need("pandas", "a data frame").DataFrame(list(self.to_rows()), columns=list(self.columns))

    def to_geodataframe(self) -> Any:
        """A geopandas table in WGS 84; events known only by country or region have no geometry."""
        geopandas, shapely = need("geopandas", "a geo data frame"), need("shapely.geometry", "a geo data frame")
        shown = list(self.shown())
        rows = [row for one in shown for row in EVENTS.rows(one)]
        places = [shapely.shape(place) if place else None for place in map(point, shown)]
        return geopandas.GeoDataFrame(rows, columns=list(self.columns), geometry=places, crs="EPSG:4326")

    def export(self, name: str, path: str | Path, settings: ExportSettings | None = None) -> Manifest:
        """Write a file for others, with its manifest; what must not leave the desk is withheld."""
        return export_events(self, name, Path(path), self.context(settings or ExportSettings()))

    def to_jsonl(self, path: str | Path) -> int:
        """Everything, one event a line: your own working data."""
        with Path(path).open("w", encoding="utf-8") as out:
            return write_events(self, out)

    def context(self, settings: ExportSettings) -> ExportContext:
        return ExportContext(self.desk.facts, datetime.now(UTC), str(self.query), settings)

    def shown(self) -> Iterator[Shown]:
        """The events as exports see them, with nothing withheld: your own data."""
        everything = self.context(ExportSettings(persons=True, exact_movements=True, quote_characters=10_000))
        return (show_event(event, everything)[0] for event in self)
