"""Which reports of an event stand side by side: grouped by origin, a page at a time, every origin on the first page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from recoupe.apps.brief.wording import Wording
from recoupe.model import Article, Event, Report

SIDE_BY_SIDE = 6  # reports on one page of the table


@dataclass(frozen=True, slots=True)
class Column:
    """One report: who tells it, when it came out, and how sure its place among the origins is."""

    report: Report
    article: Article | None
    origin: int
    unsure: bool

    @property
    def name(self) -> str:
        return article_name(self.article, self.report.article)


@dataclass(frozen=True, slots=True)
class OriginColumns:
    """The columns of one origin; `articles` is how many of the event's articles go back to it in all."""

    number: int
    established: bool
    articles: int
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class ColumnPage:
    """One page of columns; `reports` is how many there are in all, `pages` how many pages."""

    origins: tuple[OriginColumns, ...]
    page: int
    pages: int
    reports: int

    @property
    def columns(self) -> tuple[Column, ...]:
        return tuple(column for origin in self.origins for column in origin.columns)

    @property
    def hidden(self) -> int:
        return self.reports - len(self.columns)


@dataclass(frozen=True, slots=True)
class Chosen:
    """The reports of one page, which page it is, and how many there are."""

    reports: tuple[Report, ...]
    page: int
    pages: int


def choose_reports(event: Event, page: int, per_page: int = SIDE_BY_SIDE) -> Chosen:
    """The page wanted or the nearest: each origin's first report comes before its second."""
    pages = max(1, -(-len(event.reports) // per_page))
    page = min(max(1, page), pages)
    start = (page - 1) * per_page
    return Chosen(tuple(spread_reports(event)[start : start + per_page]), page, pages)


def spread_reports(event: Event) -> list[Report]:
    """Reports in turns, one of each origin, established origins first."""
    origin = origin_numbers(event)
    turns: dict[int, int] = defaultdict(int)
    ranked = []
    for order, report in enumerate(event.reports):
        number = origin.get(report.article, 0)
        ranked.append((turns[number], number, order, report))
        turns[number] += 1
    return [report for *_, report in sorted(ranked, key=lambda row: row[:3])]


def make_columns(event: Event, chosen: Chosen, articles: Mapping[str, Article]) -> ColumnPage:
    """The chosen reports side by side, grouped by origin, the oldest article of an origin first."""
    origin, unsure = origin_numbers(event), set(event.undetermined)
    columns = [
        Column(r, articles.get(r.article), origin.get(r.article, 0), r.article in unsure) for r in chosen.reports
    ]
    return ColumnPage(tuple(group_columns(event, columns)), chosen.page, chosen.pages, len(event.reports))


def group_columns(event: Event, columns: Sequence[Column]) -> list[OriginColumns]:
    groups = ranked_groups(event)
    unsure = set(event.undetermined)
    found = []
    for number in sorted({column.origin for column in columns}):
        members = groups[number - 1] if 0 < number <= len(groups) else ()
        mine = sorted((c for c in columns if c.origin == number), key=column_time)
        found.append(OriginColumns(number, bool(set(members) - unsure), len(members), tuple(mine)))
    return found


def ranked_groups(event: Event) -> list[tuple[str, ...]]:
    """The event's origins, the established ones first."""
    unsure = set(event.undetermined)
    return sorted(event.origins, key=lambda group: not set(group) - unsure)


def origin_numbers(event: Event) -> dict[str, int]:
    """Article -> number of its origin, from 1."""
    return {article: n for n, group in enumerate(ranked_groups(event), 1) for article in group}


def column_time(column: Column) -> tuple[bool, str, str]:
    return article_time(column.article, column.report.article)


def article_time(article: Article | None, name: str) -> tuple[bool, str, str]:
    """Sorts articles by when they came out, undated ones last."""
    if article is None or article.published is None:
        return True, "", name
    moment = article.published_at.isoformat() if article.published_at else article.published.isoformat()
    return False, moment, name


def moment_words(article: Article | None, w: Wording) -> str:
    """The day it came out, with the hour where that is known."""
    if article is None or article.published is None:
        return ""
    if article.published_at is None:
        return w.day(article.published)
    return f"{w.day(article.published_at.date())}, {article.published_at:%H:%M}"


def article_name(article: Article | None, name: str) -> str:
    """The outlet; where it is not known, the title, else the id."""
    if article is None:
        return name
    return article.outlet or short_title(article) or name


def short_title(article: Article, limit: int = 60) -> str:
    title = " ".join((article.title or article.text.strip().split("\n", 1)[0]).split())
    return title if len(title) <= limit else title[:limit].rsplit(" ", 1)[0] + "…"
