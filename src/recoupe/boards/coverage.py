"""Coverage: how many articles of which outlets were read, when, which were silent, and which origins they have."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from recoupe.boards.lines import Sources
from recoupe.boards.quotes import article_title
from recoupe.boards.values import ArticleRow, Coverage, OutletRow
from recoupe.discretion import MASK, Masks
from recoupe.knowledge.outlets import outlet_key, outlet_name
from recoupe.model import Article, Interval, Link, Origins, Reading, Situation


def find_coverage(
    readings: Sequence[Reading], origins: Origins, situation: Situation, sources: Sources, masks: Mapping[str, Masks]
) -> Coverage:
    """Fewer reports are not fewer events: what the brief rests on. `masks` say what headlines may not show."""
    days = [r.article.published for r in readings if r.article.published]
    outlets = outlet_rows(readings, situation)
    return Coverage(
        articles=tuple(article_row(r, origins, sources, masks[r.article.id]) for r in readings),
        outlets=outlets,
        silent=silent_outlets(outlets, situation),
        period=Interval(min(days), max(days)) if days else None,
        groups=origins.groups,
        links=tuple(strongest_links(origins.links)),
        independent=origins.independent,
    )


def article_row(reading: Reading, origins: Origins, sources: Sources, masks: Masks) -> ArticleRow:
    article = reading.article
    group = next((n for n, group in enumerate(origins.groups, 1) if article.id in group), 0)
    return ArticleRow(
        id=article.id,
        title=masks.sub(MASK, article_title(article)),
        outlet=article.outlet,
        url=masks.address(article.url),
        published=article.published,
        published_from=article.published_from,
        candidates=tuple((c.interval, c.source, c.reason) for c in article.candidates),
        language=article.language,
        reports=len(reading.reports),
        origin=group,
        undetermined=article.id in origins.undetermined,
        mixed=any(m.article == article.id for m in origins.mixed),
        fiction=article.id in sources.fiction,
    )


def outlet_rows(readings: Sequence[Reading], situation: Situation) -> tuple[OutletRow, ...]:
    """One row per outlet, however its name is spelled, most read first; without one under the empty name."""
    watched = {outlet_key(name) for name in situation.outlets}
    spelled: dict[str, list[Article]] = defaultdict(list)
    for reading in readings:
        spelled[outlet_key(reading.article.outlet or "")].append(reading.article)
    rows = [outlet_row(mine, key in watched) for key, mine in spelled.items()]
    return tuple(sorted(rows, key=lambda row: (-row.articles, row.name)))


def outlet_row(mine: Sequence[Article], watched: bool) -> OutletRow:
    """The articles of one outlet, under the name it is known by or else the one given most."""
    given = Counter(article.outlet or "" for article in mine)
    name = outlet_name(min(given, key=lambda name: (-given[name], name)))
    days = [a.published for a in mine if a.published]
    return OutletRow(name, len(mine), min(days, default=None), max(days, default=None), watched)


def silent_outlets(rows: Sequence[OutletRow], situation: Situation) -> tuple[str, ...]:
    """Outlets the situation watches of which nothing was read."""
    read = {outlet_key(row.name) for row in rows}
    return tuple(name for name in situation.outlets if outlet_key(name) not in read)


def strongest_links(links: Sequence[Link]) -> list[Link]:
    """For each later article the link with the highest score."""
    best: dict[str, Link] = {}
    for link in links:
        if link.later not in best or link.score > best[link.later].score:
            best[link.later] = link
    return sorted(best.values(), key=lambda link: (-link.score, link.later))
