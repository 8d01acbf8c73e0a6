"""The store: one database that keeps articles, readings, events and decisions, and outlives a process or a crash."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, func, select

from recoupe.model import Article, Decision, Event, FigureCheck, Origins, Problem, Reading
from recoupe.model.decision import DecisionKind
from recoupe.store import (
    articles,
    copies,
    coverage,
    deciding,
    decision_log,
    erase,
    events,
    retain,
    review,
    search,
    settings,
)
from recoupe.store.connect import WAIT_SECONDS, Mode, open_engine, place_name
from recoupe.store.coverage import Coverage, Run
from recoupe.store.deciding import Value
from recoupe.store.errors import DAMAGED, StoreError, told_plainly
from recoupe.store.fulltext import compact_words
from recoupe.store.keep_ids import ReportChange
from recoupe.store.migrate import bring_up_to_date, check_version
from recoupe.store.query import Query, parse_query
from recoupe.store.schema import articles as article_rows
from recoupe.store.schema import metadata
from recoupe.store.search import ArticleHit, Locate, Page
from recoupe.store.text_changes import TextChange, compare_versions

Asked = tuple[Any, str, str, str, Value, str]  # kind, target, who, why, value, where it was asked
Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class AddSummary:
    """How many articles were new, the same, changed by their outlet, read differently, or erased before.

    `changes` lists what happened to the reports of changed and re-read articles; `refused` are readings that
    no database could hold. `dropped` texts were older than the database keeps them.
    """

    new: int = 0
    same: int = 0
    changed: int = 0
    reread: int = 0
    erased: int = 0
    changes: tuple[ReportChange, ...] = ()
    refused: tuple[Problem, ...] = ()
    dropped: int = 0

    @property
    def touched(self) -> bool:
        """Something in the store is other than before."""
        return bool(self.new or self.changed or self.reread or self.dropped)


@dataclass
class Tally:
    """Counts while adding."""

    counts: dict[str, int] = field(default_factory=dict)
    changes: list[ReportChange] = field(default_factory=list)
    refused: list[Problem] = field(default_factory=list)

    def count(self, added: articles.Added) -> None:
        self.counts[added.outcome] = self.counts.get(added.outcome, 0) + 1
        self.changes += added.changes

    def summary(self, dropped: int) -> AddSummary:
        return AddSummary(**self.counts, changes=tuple(self.changes), refused=tuple(self.refused), dropped=dropped)


def open_store(path: str | Path, mode: Mode = "write", wait_seconds: float = WAIT_SECONDS) -> Store:
    """Open a database, made and migrated as needed; raises StoreError in plain words.

    `path` is a file, or an address such as `postgresql+psycopg://user@host/name`. With mode "read" nothing is
    written, not even a missing table; a database of an older version raises OlderDatabase then.
    """
    where, old_copy = place_name(path), None
    with told_plainly(where):
        engine = open_engine(path, mode, wait_seconds)
        try:
            if mode == "write":
                old_copy = bring_up_to_date(engine, where)
            else:
                check_version(engine, where)
        except BaseException:
            engine.dispose()
            raise
    return Store(engine, where, mode, old_copy=old_copy)


def count_articles(path: str | Path) -> int:
    """How many articles a database holds, also one of an older version, looked through from end to end.

    Nothing is written. Raises StoreError for a damaged one.
    """
    where = place_name(path)
    with told_plainly(where):
        engine = open_engine(path, "read")
        try:
            check_version(engine, where, older=True)
            with engine.connect() as connection:
                if engine.dialect.name == "sqlite":
                    check_whole(connection, where)
                return int(connection.execute(select(func.count(article_rows.c.key))).scalar_one())
        finally:
            engine.dispose()


class Store:
    """Holds the database open; close it, or use it in a `with` block."""

    def __init__(
        self,
        engine: Engine,
        where: str,
        mode: Mode = "write",
        clock: Clock = lambda: datetime.now(UTC),
        old_copy: Path | None = None,
    ) -> None:
        """`old_copy` is the file as it was before it was brought up to date just now."""
        self.engine, self.where, self.mode, self.clock, self.old_copy = engine, where, mode, clock, old_copy

    @classmethod
    def open(cls, path: str | Path, mode: Mode = "write") -> Store:
        return open_store(path, mode)

    def close(self) -> None:
        self.engine.dispose()

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction: all of it or nothing."""
        if self.mode == "read":
            raise StoreError(self.where, "was opened for reading", "open it for writing")
        engine = self.engine.execution_options(writing=True)
        with told_plainly(self.where), engine.begin() as connection:
            yield connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A view that does not change while it is held."""
        with told_plainly(self.where), self.engine.connect() as connection, connection.begin():
            yield connection

    # articles

    def add(self, readings: Iterable[Reading], knowledge: str = "", failures: Iterable[Problem] = ()) -> AddSummary:
        """Store readings as they come, one transaction each; the same input twice changes nothing.

        `knowledge` is the digest of the rules that read them. `failures` are inputs that could not be read; it
        may be a list that fills while the readings come, since it is looked at last. Texts older than the
        database keeps them (see `keep_texts`) go in the end.
        """
        tally, run = Tally(), Run(self.clock(), knowledge)
        try:
            for reading in readings:
                self._add_one(reading, knowledge, run, tally)
        finally:
            self._keep_failures(run, failures)
        return tally.summary(self._drop_old_texts())

    def _add_one(self, reading: Reading, knowledge: str, run: Run, tally: Tally) -> None:
        problem = unstorable(reading)
        if problem:
            tally.refused.append(problem)
            return
        with self.writing() as connection:
            reading = erase.black_out_reading(reading, erase.person_marks(connection))
            added = articles.add_reading(connection, reading, knowledge, self.clock())
            if added.outcome in ("new", "changed"):
                coverage.count_article(connection, run, reading.article.outlet)
        tally.count(added)

    def _keep_failures(self, run: Run, failures: Iterable[Problem]) -> None:
        failures = tuple(failures)
        if failures:
            with self.writing() as connection:
                coverage.keep_failures(connection, run, failures)

    def readings(self, ids: Sequence[str] | None = None) -> Iterator[Reading]:
        """Every article's current reading (or those of the ids given), equal to what was stored."""
        with self.reading() as connection:
            yield from articles.load_readings(connection, ids)

    def versions(self, article: str) -> tuple[Reading, ...]:
        """Every version of one article, oldest first."""
        with self.reading() as connection:
            return tuple(articles.load_versions(connection, article))

    def version_heads(self, article: str) -> tuple[articles.VersionHead, ...]:
        """When each version of an article was stored, oldest first."""
        with self.reading() as connection:
            return tuple(articles.load_version_heads(connection, article))

    def article_of(self, report: str) -> str | None:
        """Id of the article that holds a report."""
        with self.reading() as connection:
            return deciding.find_report_article(connection, report)

    def event_of(self, report: str) -> Event | None:
        """The event a report stands in."""
        with self.reading() as connection:
            return events.find_report_event(connection, report)

    def read_by_other(self, knowledge: str) -> tuple[str, ...]:
        """Ids of the articles whose current text was read by other rules: what `reread` has to read."""
        with self.reading() as connection:
            return articles.read_by_other(connection, knowledge)

    def stale_articles(self, knowledge: str) -> Iterator[Article]:
        """The articles that other rules read: read them and `add` the readings. Those without text are left out."""
        for name in self.read_by_other(knowledge):
            for reading in self.readings([name]):
                if reading.article.text:
                    yield reading.article

    def differences(self, article: str) -> tuple[TextChange, ...]:
        """What the outlet changed from version to version of an article."""
        return compare_versions(self.versions(article))

    def coverage(self, since: str | None = None, until: str | None = None) -> Coverage:
        """How many articles of which outlets were published in the period (ISO days), and which inputs failed."""
        with self.reading() as connection:
            return coverage.load_coverage(connection, since, until)

    def article_heads(self, ids: Collection[str]) -> dict[str, ArticleHit]:
        """Title, outlet and day of the articles that are here, by id; texts are not loaded."""
        with self.reading() as connection:
            return search.article_heads(connection, ids)

    # the picture

    def save_events(self, found: Iterable[Event]) -> tuple[Event, ...]:
        """Replace the picture; events keep their ids by the reports they hold. Returns them as stored."""
        with self.writing() as connection:
            return events.save_events(connection, found)

    def save_picture(
        self, found: Iterable[Event], origins: Origins, checks: Iterable[FigureCheck]
    ) -> tuple[Event, ...]:
        """Events, origins and checks in one transaction: a reader never sees half of a new picture."""
        with self.writing() as connection:
            events.save_origins(connection, origins)
            events.save_checks(connection, checks)
            return events.save_events(connection, found)

    def events(self) -> Iterator[Event]:
        """Every event in order of time."""
        with self.reading() as connection:
            yield from events.load_events(connection)

    def event(self, name: str) -> Event | None:
        """The event of that id, or the one it was merged into."""
        with self.reading() as connection:
            return events.find_event(connection, name)

    # search

    def search(
        self, query: str | Query = "", limit: int = 50, after: str | None = None, locate: Locate | None = None
    ) -> Page:
        """A page of the events that meet the query, newest first; raises QueryError.

        `locate` gives the coordinates of a place by name (the gazetteer's), for `within:20km:NAME`.
        """
        with self.reading() as connection:
            return search.search_page(connection, as_query(query), limit, after, locate)

    def find(self, query: str | Query = "", locate: Locate | None = None) -> Iterator[Event]:
        """Every event that meets the query, newest first."""
        with self.reading() as connection:
            yield from search.find_events(connection, as_query(query), locate)

    def count(self, query: str | Query = "", locate: Locate | None = None) -> int:
        """How many events meet the query."""
        with self.reading() as connection:
            return search.count_events(connection, as_query(query), locate)

    def search_articles(self, words: str, limit: int = 50) -> tuple[ArticleHit, ...]:
        """Articles that hold the words, whatever their inflection."""
        with self.reading() as connection:
            return search.search_articles(connection, words, limit)

    # origins and arithmetic

    def save_origins(self, origins: Origins) -> None:
        with self.writing() as connection:
            events.save_origins(connection, origins)

    def origins(self) -> Origins:
        with self.reading() as connection:
            return events.load_origins(connection)

    def origins_among(self, articles: Collection[str]) -> Origins:
        """The origins as far as these articles stand in them; the others are not looked at."""
        with self.reading() as connection:
            return events.load_origins_among(connection, articles)

    def origins_about(self, articles: Collection[str]) -> Origins:
        """Groups and links that name any of these articles, with everyone else in them."""
        with self.reading() as connection:
            return events.load_origins_about(connection, articles)

    def save_checks(self, checks: Iterable[FigureCheck]) -> None:
        with self.writing() as connection:
            events.save_checks(connection, checks)

    def checks(self) -> tuple[FigureCheck, ...]:
        with self.reading() as connection:
            return events.load_checks(connection)

    # decisions

    def decide(
        self,
        kind: DecisionKind,
        target: str,
        who: str,
        why: str,
        value: Value | None = None,
        quote: str | None = None,
        at: int | None = None,
    ) -> Decision:
        """Make a decision and keep it; it is applied at the next rebuild (see `deciding.make_decision`).

        Raises ValueError when it makes no sense: unknown target, no such field, words the article does not say.
        """
        with self.writing() as connection:
            made = deciding.make_decision(connection, kind, target, who, why, self.clock(), value or {}, quote, at)
            return decision_log.keep_decision(connection, made, self.where)

    def decide_all(self, rows: Iterable[Asked]) -> tuple[Decision, ...]:
        """Several decisions or none; raises ValueError that begins with the place of the one that makes no sense."""
        with self.writing() as connection:
            made = []
            for kind, target, who, why, value, place in rows:
                try:
                    draft = deciding.make_decision(connection, kind, target, who, why, self.clock(), value)
                except ValueError as error:
                    raise ValueError(f"{place}: {error}") from error
                made.append(decision_log.keep_decision(connection, draft, self.where))
            return tuple(made)

    def keep_decision(self, decision: Decision) -> Decision:
        """Keep a decision that was made elsewhere; the same one again changes nothing."""
        with self.writing() as connection:
            return decision_log.keep_decision(connection, decision, self.where)

    def decisions(self) -> tuple[Decision, ...]:
        """Every decision, in the order they were made, undone ones too."""
        with self.reading() as connection:
            return decision_log.load_decisions(connection)

    def kept_decisions(self, about: Collection[str] | None = None) -> tuple[decision_log.Kept, ...]:
        """Decisions with their numbers: every one, or those that speak of any of these ids, with all their undoings."""
        with self.reading() as connection:
            if about is None:
                return decision_log.load_kept(connection)
            return decision_log.load_about(connection, about)

    def decisions_about(self, targets: Collection[str]) -> tuple[Decision, ...]:
        """The decisions that hold about these reports, events, articles or outlets."""
        with self.reading() as connection:
            return review.decisions_about(connection, targets)

    def decisions_named(self, ids: Collection[str]) -> tuple[Decision, ...]:
        """The decisions of those ids that were not taken back."""
        with self.reading() as connection:
            return review.decisions_named(connection, ids)

    def review_newest(self, reason: review.Reason, limit: int) -> tuple[Event, ...]:
        """The newest events that wait for an analyst for that reason."""
        with self.reading() as connection:
            return review.newest_with(connection, "review", reason, limit)

    def events_of_articles(self, articles: Sequence[str], limit: int) -> dict[str, tuple[Event, ...]]:
        """The newest events that each article reports."""
        with self.reading() as connection:
            return review.newest_of_articles(connection, articles, limit)

    def review_count(self, reason: review.Reason) -> int:
        """How many events wait for an analyst for that reason; from five hundred on, five hundred."""
        with self.reading() as connection:
            return review.count_reason(connection, reason)

    def last_undetermined(self, limit: int) -> tuple[str, ...]:
        """Articles whose place among the origins is not certain, those stored last first."""
        with self.reading() as connection:
            return review.last_undetermined(connection, limit)

    # law and housekeeping

    def erase_article(self, article: str, why: str) -> erase.Erased | None:
        """Remove an article for good, all versions; a tombstone keeps it from coming back. None: it is not here.

        Returns what went with it and what remains.
        """
        with self.writing() as connection:
            erased = erase.erase_article(connection, article, why, self.clock())
        self._wipe(erased is not None)
        return erased

    def erase_person(self, name: str, why: str) -> int:
        """Black out a person's name in every text, reading, event and decision; returns how many articles held it."""
        with self.writing() as connection:
            count = erase.erase_person(connection, name, why, self.clock())
        self._wipe(bool(count))
        return count

    def tombstone(self, name: str) -> erase.Tombstone | None:
        """When and why an article, an event that rested on it alone, or a person was erased; None: it was not."""
        with self.reading() as connection:
            return erase.find_tombstone(connection, name)

    def tombstones(self) -> tuple[erase.Tombstone, ...]:
        """Everything that was erased, without its name."""
        with self.reading() as connection:
            return erase.load_tombstones(connection)

    def retain(self, days: int) -> int:
        """Drop texts of articles published more than `days` ago, keeping what was read; returns how many."""
        with self.writing() as connection:
            count = retain.drop_old_texts(connection, days, self.clock().date())
        self._wipe(bool(count))
        return count

    def keep_texts(self, days: int | None) -> int:
        """Keep texts for so many days after publication from now on, None: for good; returns how many went now."""
        with self.writing() as connection:
            retain.keep_days(connection, days)
        return 0 if days is None else self.retain(days)

    def text_days(self) -> int | None:
        """How many days texts are kept; None: for good."""
        with self.reading() as connection:
            return retain.load_days(connection)

    def _drop_old_texts(self) -> int:
        """What the setting wants after articles came in."""
        with self.writing() as connection:
            count = retain.drop_old_texts(connection, retain.load_days(connection), self.clock().date())
            if count:
                compact_words(connection)
        return count

    def back_up(self, target: str | Path) -> None:
        """A whole copy in one file, also while others write; to restore, put it in the place of the database."""
        if self.engine.dialect.name != "sqlite":
            raise StoreError(self.where, "is not a file", "use the database's own tool, such as pg_dump")
        with told_plainly(str(target)):
            copies.back_up(self.engine, Path(target))

    def setting(self, name: str) -> str | None:
        """What was remembered under the name; None when nothing was."""
        with self.reading() as connection:
            return settings.load_setting(connection, name)

    def mark(self) -> str:
        """Words that tell whether what the picture rests on is still as it was; none for an empty database."""
        with self.reading() as connection:
            return settings.stored_mark(connection)

    def remember(self, name: str, value: str) -> None:
        """Remember words under a name, in the place of what was there."""
        with self.writing() as connection:
            settings.keep_setting(connection, name, value)

    def _wipe(self, changed: bool) -> None:
        """Give freed pages back, so that what was erased is in the file no longer."""
        if changed and self.engine.dialect.name == "sqlite":
            with self.writing() as connection:
                compact_words(connection)
            with told_plainly(self.where), self.engine.connect() as connection:
                raw: Any = connection.connection
                raw.execute("VACUUM")
                raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def counts(self) -> dict[str, int]:
        """Rows of every table."""
        with self.reading() as connection:
            tables = metadata.sorted_tables
            return {t.name: connection.execute(select(func.count()).select_from(t)).scalar_one() for t in tables}


def check_whole(connection: Connection, where: str) -> None:
    """Every page of the file is sound."""
    if connection.exec_driver_sql("PRAGMA quick_check(1)").scalar() != "ok":
        raise StoreError(where, *DAMAGED)


def as_query(query: str | Query) -> Query:
    return parse_query(query) if isinstance(query, str) else query


def unstorable(reading: Reading) -> Problem | None:
    """Half characters (lone surrogates) and zero bytes are no text that every database could keep."""
    article = reading.article
    try:
        for part in (article.id, article.text, article.title, article.outlet or "", article.url or ""):
            if b"\0" in part.encode("utf-8"):
                message = f"a zero byte at {part.index(chr(0))}: no text; save the article as plain UTF-8 again"
                return Problem("store", message, article.source)
    except UnicodeEncodeError as error:
        message = f"half a character at {error.start}: not valid Unicode; save the article as UTF-8 again"
        return Problem("store", message, article.source)
    return None
