"""The whole chain on one page: articles in, readings out; readings in, origins and events out."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from recoupe.coding.figures import code_figures
from recoupe.coding.reports import code_reports
from recoupe.knowledge.bundle import Knowledge
from recoupe.model import Article, Event, FigureCheck, Origins, Reading
from recoupe.parallel import spread
from recoupe.parsing import Parse
from recoupe.parsing.spacy_model import parse_articles
from recoupe.reading.annotate import annotate
from recoupe.reading.dating import bound_article
from recoupe.recoup.arithmetic import check_readings
from recoupe.recoup.dates import apply_date, settle_dates
from recoupe.recoup.events import merge_reports
from recoupe.recoup.origins import find_origins

WITNESSES = 2_000  # dated readings kept in mind to date the undated ones of a run
BATCH, BATCH_CHARACTERS = 32, 60_000  # articles sent to another process at once, and their text


@dataclass(frozen=True)
class Picture:
    """What cross-checking makes of all readings."""

    readings: tuple[Reading, ...]
    origins: Origins
    events: tuple[Event, ...]
    checks: tuple[FigureCheck, ...]


def read_articles(articles: Iterable[Article], known: Knowledge, processes: int = 1) -> Iterator[Reading]:
    """Parse, read and code every article, some at a time, whatever their number.

    Dated articles come in the order of the input; those without a settled date come last, once the others were
    asked for it. More than one process reads beside this one, which then loads no model for it.
    """
    witnesses: deque[Reading] = deque(maxlen=WITNESSES)
    undated: list[Reading] = []
    once = read_once(known, articles) if processes < 2 else read_beside(known, articles, processes)
    for reading in once:
        if reading.article.published is None:
            undated.append(reading)
        else:
            witnesses.append(reading)
            yield reading
    if undated:
        redated = redate(undated, witnesses, known)
        yield from (redated.get(reading.article.id, reading) for reading in undated)


def read_once(known: Knowledge, articles: Iterable[Article]) -> Iterator[Reading]:
    """A reading of each article by itself, in order."""
    for article, parse in parse_articles(articles):
        yield read_article(bound_article(article, parse), parse, known)


def read_beside(known: Knowledge, articles: Iterable[Article], processes: int) -> Iterator[Reading]:
    """`read_once` in several processes, with the same result."""
    yield from spread(partial(read_once, known), make_batches(articles), processes)


def make_batches(articles: Iterable[Article]) -> Iterator[list[Article]]:
    """Articles in portions that are worth sending and small enough to share the work evenly."""
    batch: list[Article] = []
    characters = 0
    for article in articles:
        batch.append(article)
        characters += len(article.text)
        if len(batch) == BATCH or characters >= BATCH_CHARACTERS:
            yield batch
            batch, characters = [], 0
    if batch:
        yield batch


def read_article(article: Article, parse: Parse, known: Knowledge) -> Reading:
    """Annotations, then reports and figures, of one parsed article."""
    reading = annotate(article, parse, known)
    reading = replace(reading, reports=code_reports(reading, parse, known))
    return replace(reading, figures=code_figures(reading, parse))


def redate(undated: Sequence[Reading], witnesses: Iterable[Reading], known: Knowledge) -> dict[str, Reading]:
    """The undated readings whose date the other articles settle, read anew with it, by article id."""
    settled = settle_dates([*witnesses, *undated])
    dated = [apply_date(r.article, settled[r.article.id]) for r in undated if r.article.id in settled]
    parsed = parse_articles(dated) if dated else ()
    return {article.id: read_article(article, parse, known) for article, parse in parsed}


def cross_check(readings: Sequence[Reading]) -> Picture:
    """Origins, events with findings, and the arithmetic of figures."""
    origins = find_origins(readings)
    events = merge_reports(readings, origins)
    return Picture(tuple(readings), origins, events, check_readings(readings))
