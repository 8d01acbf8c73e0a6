"""What was not understood: places nobody could locate, events without date or place, articles that gave nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from recoupe.boards.values import Gap, Line
from recoupe.discretion import Masks
from recoupe.model import Problem, Reading


def find_gaps(
    lines: Sequence[Line], readings: Sequence[Reading], masks: Mapping[str, Masks], problems: Sequence[Problem] = ()
) -> tuple[Gap, ...]:
    """Every gap of the readings, kind by kind; `problems` are those of inputs that gave no article.

    `masks` say by article which places are held back: they are no gaps.
    """
    return (
        *unlocated_places(readings, masks),
        *undated_events(lines),
        *unplaced_events(lines),
        *undated_articles(readings),
        *silent_articles(readings),
        *unread_inputs(readings, problems),
    )


def unlocated_places(readings: Sequence[Reading], masks: Mapping[str, Masks]) -> Iterator[Gap]:
    """Names of places that no table knows, most articles first."""
    found: dict[str, dict[str, None]] = {}
    for reading in readings:
        for mention in reading.places:
            if not mention.place.located and not masks[reading.article.id].search(mention.place.name):
                found.setdefault(mention.place.name, {})[reading.article.id] = None
    for name, articles in sorted(found.items(), key=lambda item: (-len(item[1]), item[0])):
        yield Gap("unlocated", name, tuple(articles))


def undated_events(lines: Sequence[Line]) -> Iterator[Gap]:
    """Single events that nobody dates; a series goes on."""
    for line in lines:
        if line.event.when is None and not line.event.series:
            yield Gap("undated", line.id, quoted(line))


def unplaced_events(lines: Sequence[Line]) -> Iterator[Gap]:
    """Events whose place is named but not located; many events, such as agreements, have none."""
    for line in lines:
        place = line.event.where
        if line.event.place and not line.coarse and (place is None or not place.located):
            yield Gap("unplaced", line.id, quoted(line), line.event.place)


def quoted(line: Line) -> tuple[str, ...]:
    return tuple(dict.fromkeys(quote.article for quote in line.quotes))


def undated_articles(readings: Sequence[Reading]) -> Iterator[Gap]:
    for reading in readings:
        if reading.article.published is None:
            reasons = "; ".join(c.reason for c in reading.article.candidates if c.reason)
            yield Gap("undated article", reading.article.id, (reading.article.id,), reasons)


def silent_articles(readings: Sequence[Reading]) -> Iterator[Gap]:
    for reading in readings:
        if not reading.reports and not reading.figures:
            yield Gap("no report", reading.article.id, (reading.article.id,))


def unread_inputs(readings: Sequence[Reading], problems: Sequence[Problem]) -> Iterator[Gap]:
    """Inputs that gave no article, then articles that were read with a problem; each is told once."""
    mine = {p: reading.article.id for reading in readings for p in (*reading.article.problems, *reading.problems)}
    for problem in dict.fromkeys(problems):
        if problem not in mine:
            yield Gap("unread", problem.source or problem.stage, (), problem.message)
    for problem, article in mine.items():
        yield Gap("problem", problem.source or problem.stage, (article,), problem.message)
