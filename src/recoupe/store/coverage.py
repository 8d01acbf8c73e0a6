"""Coverage: which outlets were read, which inputs failed. Fewer reports is not fewer attacks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, insert, select, update

from recoupe.knowledge.outlets import outlet_key, outlet_name
from recoupe.model import Problem
from recoupe.store.schema import articles, failures, figures, run_outlets, runs


@dataclass(slots=True)
class Run:
    """One call of `add`; it has a row only once something came of it, so that repeating it leaves no trace."""

    started_at: datetime
    knowledge: str
    key: int | None = None


@dataclass(frozen=True, slots=True)
class OutletCoverage:
    """`outlet` None gathers the articles whose outlet nobody knows."""

    outlet: str | None
    articles: int
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True)
class Coverage:
    outlets: tuple[OutletCoverage, ...]
    undated: int
    failures: tuple[Problem, ...]


def run_key(connection: Connection, run: Run) -> int:
    """The key of the run's row, made on first use. After a rollback the row is made again."""
    if run.key is not None and connection.execute(select(runs.c.key).where(runs.c.key == run.key)).first():
        return run.key
    row = {"started_at": run.started_at.isoformat(timespec="seconds"), "knowledge": run.knowledge}
    run.key = int(connection.execute(insert(runs).returning(runs.c.key), row).scalar_one())
    return run.key


def count_article(connection: Connection, run: Run, outlet: str | None) -> None:
    """One more article of the outlet in this run."""
    key, name = run_key(connection, run), outlet or ""
    row = (run_outlets.c.run_key == key) & (run_outlets.c.outlet == name)
    raised = connection.execute(update(run_outlets).where(row).values(articles=run_outlets.c.articles + 1))
    if not raised.rowcount:
        connection.execute(insert(run_outlets).values(run_key=key, outlet=name, articles=1))


def keep_failures(connection: Connection, run: Run, found: Iterable[Problem]) -> None:
    """Inputs that could not be read; one that failed alike before is not told twice."""
    for problem in dict.fromkeys(found):
        row = {"stage": problem.stage, "message": problem.message, "source": problem.source or ""}
        known = select(failures.c.key).where(*(failures.c[name] == value for name, value in row.items()))
        if connection.execute(known).first() is None:
            connection.execute(insert(failures).values(run_key=run_key(connection, run), **row))


def load_coverage(connection: Connection, since: str | None, until: str | None) -> Coverage:
    day = articles.c.published
    query = select(articles.c.outlet, func.count(), func.min(day), func.max(day)).group_by(articles.c.outlet)
    if since:
        query = query.where(day >= since)
    if until:
        query = query.where(day <= until)
    rows = (OutletCoverage(*row) for row in connection.execute(query.order_by(articles.c.outlet.nulls_first())))
    outlets = joined_spellings(rows)
    undated = connection.execute(select(func.count()).select_from(articles).where(day.is_(None))).scalar_one()
    failed = connection.execute(select(failures).order_by(failures.c.key))
    return Coverage(outlets, undated, tuple(Problem(row.stage, row.message, row.source or None) for row in failed))


def joined_spellings(rows: Iterable[OutletCoverage]) -> tuple[OutletCoverage, ...]:
    """One row for each outlet, however its name is spelled, under the name it is known by or the one given most."""
    same: dict[str, list[OutletCoverage]] = {}
    for row in rows:
        same.setdefault(outlet_key(row.outlet or ""), []).append(row)
    return tuple(joined(found) for found in same.values())


def joined(rows: Sequence[OutletCoverage]) -> OutletCoverage:
    most = max(rows, key=lambda row: row.articles)
    first = min((row.first for row in rows if row.first), default=None)
    last = max((row.last for row in rows if row.last), default=None)
    return OutletCoverage(outlet_name(most.outlet) if most.outlet else None, sum(r.articles for r in rows), first, last)


def articles_published(
    connection: Connection, since: str, until: str, limit: int, with_figures: bool = False
) -> tuple[str, ...]:
    """Ids of the articles published in a period (ISO days), the newest first."""
    query = select(articles.c.id).where(articles.c.published >= since, articles.c.published <= until)
    if with_figures:
        mine = (figures.c.article_key == articles.c.key) & (figures.c.version == articles.c.version)
        query = query.where(select(figures.c.id).where(mine).exists())
    newest = query.order_by(articles.c.published.desc(), articles.c.key.desc()).limit(limit)
    return tuple(connection.execute(newest).scalars())
