"""The whole chain on one page: articles in, readings out; readings in, origins and events out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from recoupe.coding.figures import code_figures
from recoupe.coding.reports import code_reports
from recoupe.knowledge.bundle import Knowledge
from recoupe.model import Article, Event, FigureCheck, Origins, Reading
from recoupe.parsing import Parse
from recoupe.parsing.spacy_model import parse_articles
from recoupe.reading.annotate import annotate
from recoupe.recoup.arithmetic import check_figures
from recoupe.recoup.events import merge_reports
from recoupe.recoup.origins import find_origins


@dataclass(frozen=True)
class Picture:
    """What cross-checking makes of all readings."""

    readings: tuple[Reading, ...]
    origins: Origins
    events: tuple[Event, ...]
    checks: tuple[FigureCheck, ...]


def read_articles(articles: Iterable[Article], known: Knowledge, processes: int = 1) -> Iterator[Reading]:
    """Parse, read and code every article; in order, 32 at a time, whatever their number."""
    for article, parse in parse_articles(articles, processes=processes):
        yield read_article(article, parse, known)


def read_article(article: Article, parse: Parse, known: Knowledge) -> Reading:
    """Annotations, then reports and figures, of one parsed article."""
    reading = annotate(article, parse, known)
    reading = replace(reading, reports=code_reports(reading, parse, known))
    return replace(reading, figures=code_figures(reading, parse))


def cross_check(readings: Sequence[Reading]) -> Picture:
    """Origins, events with findings, and the arithmetic of figures."""
    origins = find_origins(readings)
    events = merge_reports(readings, origins)
    figures = [figure for reading in readings for figure in reading.figures]
    return Picture(tuple(readings), origins, events, check_figures(figures))
