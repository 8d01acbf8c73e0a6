"""Information gain: what each article added that could be checked, against all earlier ones."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from recoupe.model import Event, Reading, Report

What = Literal["event", "field", "correction"]
FIELDS = ("when", "place", "killed", "wounded", "abducted", "actors", "recipients", "attributed_to")


@dataclass(frozen=True, slots=True)
class Gain:
    """One thing an article was the first to say: a new event, a field not filled before, a value brought up to date."""

    article: str
    event: str
    what: What
    field: str | None = None


def find_gains(readings: Sequence[Reading], events: Sequence[Event]) -> dict[str, tuple[Gain, ...]]:
    """What each article added, by article id; an article that adds nothing has an empty tuple."""
    order = {a: n for n, a in enumerate(sorted_articles(readings))}
    gains: dict[str, list[Gain]] = defaultdict(list)
    for event in events:
        reports = sorted(event.reports, key=lambda r: (order.get(r.article, len(order)), r.anchor.start))
        said: set[str] = set()
        revised = {a for f in event.findings for p in f.pairs if p.label == "revision" for a in p.articles}
        for number, report in enumerate(reports):
            if number == 0:
                gains[report.article].append(Gain(report.article, event.id, "event"))
                said.update(filled(report))
                continue
            fresh = [name for name in filled(report) if name not in said]
            gains[report.article].extend(Gain(report.article, event.id, "field", name) for name in fresh)
            said.update(fresh)
            if report.article in revised and revises(event, report.article, reports[:number]):
                gains[report.article].append(Gain(report.article, event.id, "correction"))
    return {article: tuple(gains.get(article, ())) for article in order}


def sorted_articles(readings: Sequence[Reading]) -> list[str]:
    """Article ids in order of publication, those without a date last."""
    dated = {
        r.article.id: (r.article.published is None, str(r.article.published_at or r.article.published or ""))
        for r in readings
    }
    return sorted(dated, key=lambda article: (*dated[article], article))


def filled(report: Report) -> list[str]:
    return [name for name in FIELDS if getattr(report, name) not in (None, ())]


def revises(event: Event, article: str, earlier: Sequence[Report]) -> bool:
    """The article's value revises that of an earlier article."""
    before = {report.article for report in earlier}
    return any(
        pair.label == "revision" and article in pair.articles and before & set(pair.articles)
        for finding in event.findings
        for pair in finding.pairs
    )
