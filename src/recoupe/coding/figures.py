"""Figures: numbers that are news, with their subject, period and source.

What is a toll, a distance, a date or an age is no figure. The rest is ranked by traits whose weights were learnt
(`figure_value`); up to eight per article stay, in text order.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from recoupe.coding.figure_phrases import attribution_in, kind_of, subject_of
from recoupe.coding.figure_value import Candidate, describe_counts, news_value
from recoupe.coding.figure_words import FigureWords, load_figure_words
from recoupe.coding.toll_words import load_toll_words
from recoupe.coding.tolls import Toll, find_tolls
from recoupe.model import Figure, Interval, Reading, Span, TimeMention
from recoupe.parsing import Parse, Sentence

MOST = 8
PASSAGE = 900  # characters over which a period or a source is handed on


@dataclass(frozen=True, slots=True)
class _Handed:
    """What later figures of the passage inherit."""

    period: tuple[Interval, Span] | None = None
    period_at: int = -PASSAGE
    source: tuple[str, Span] | None = None
    source_at: int = -PASSAGE


def code_figures(reading: Reading, parse: Parse) -> tuple[Figure, ...]:
    """The numbers of the article that are news and no event tolls, in text order."""
    words = load_figure_words(reading.article.language)
    if words is None or not reading.counts:
        return ()
    chosen = _choose(reading, parse, words)
    figures: list[Figure] = []
    handed = _Handed()
    for candidate in chosen:
        figure, handed = _make_figure(len(figures), candidate, reading, parse, words, handed)
        figures.append(_with_unit(figure, figures))
    return tuple(figures)


def _choose(reading: Reading, parse: Parse, words: FigureWords) -> list[Candidate]:
    """The candidates with the highest news value, in text order."""
    toll_words = load_toll_words(reading.article.language)
    people = toll_words.lists["people"] | toll_words.lists["fighters"] if toll_words else frozenset()
    found = describe_counts(
        reading.article, parse.plain.original, reading.counts, _all_tolls(reading, parse), words, people
    )
    scored = sorted(((news_value(c), -n, c) for n, c in enumerate(found)), key=lambda x: (-x[0], -x[1]))
    best = [c for value, _, c in scored if value > 0][:MOST]
    return sorted(best, key=lambda c: c.mention.span.start)


def _all_tolls(reading: Reading, parse: Parse) -> list[Toll]:
    language = reading.article.language
    return [t for s in parse.sentences for t in find_tolls(parse, s, reading.counts, language)]


def _make_figure(
    number: int, candidate: Candidate, reading: Reading, parse: Parse, words: FigureWords, handed: _Handed
) -> tuple[Figure, _Handed]:
    mention = candidate.mention
    sentence = parse.sentence_at(mention.span.start)
    bounds = parse.words(parse.tokens[sentence.first], parse.tokens[sentence.last - 1]) if sentence else None
    figure = Figure(
        id=f"{reading.article.id}#f{number}",
        article=reading.article.id,
        span=_words_of(candidate, parse),
        count=mention.count,
        unit=mention.unit,
        about=subject_of(mention, parse, sentence, words) if sentence else mention.unit,
        kind=kind_of(candidate, words),
        sentence=bounds,
    )
    figure, handed = _with_period(figure, reading, sentence, words, handed)
    return _with_source(figure, reading, parse, sentence, words, handed, bool(mention.measure))


def _with_unit(figure: Figure, earlier: list[Figure]) -> Figure:
    """A bare number counts what the number before it in the sentence counts: «240 camions, contre 112 en mai»."""
    if figure.unit or not earlier or earlier[-1].sentence != figure.sentence or earlier[-1].unit == "%":
        return figure
    return replace(figure, unit=earlier[-1].unit, about=earlier[-1].about)


def _words_of(candidate: Candidate, parse: Parse) -> Span:
    """The number with its unit or noun; what weakens it («environ») stands in the bounds."""
    mention = candidate.mention
    if mention.noun is None:
        return mention.span
    return Span.of(parse.plain.original, mention.span.start, mention.noun.end)


def _with_period(
    figure: Figure, reading: Reading, sentence: Sentence | None, words: FigureWords, handed: _Handed
) -> tuple[Figure, _Handed]:
    """The period named with the figure, or the one of the passage (then `inherited`)."""
    own = _period_near(figure, reading, sentence, words)
    if own and own.interval:
        if own.interval.grain != "day" and not _is_baseline(reading.article.text, own, words):
            handed = replace(handed, period=(own.interval, own.span), period_at=figure.span.start)
        return replace(figure, period=own.interval, period_span=own.span), handed
    if handed.period and figure.span.start - handed.period_at < PASSAGE:
        interval, span = handed.period
        return replace(figure, period=interval, period_span=span, inherited=True), handed
    return figure, handed


def _period_near(figure: Figure, reading: Reading, sentence: Sentence | None, words: FigureWords) -> TimeMention | None:
    """The time of the sentence that stands nearest: behind the number first; not that of a comparison."""
    if sentence is None:
        return None
    text = reading.article.text
    times = [t for t in reading.times if t.interval and sentence.start <= t.span.start < sentence.end]
    if figure.kind == "growth":
        fresh = [t for t in times if not _is_baseline(text, t, words)]
        return max(fresh, key=_last_day, default=None)
    best: tuple[float, TimeMention] | None = None
    for time in times:
        between = text[figure.span.end : time.span.start] if time.span.start >= figure.span.end else ""
        back = text[time.span.end : figure.span.start] if time.span.end <= figure.span.start else ""
        cost = len(between) + 30.0 * sum(between.count(c) for c in ",;(") if between else 2.0 * len(back)
        if back and back.strip() in ("(", ":"):
            cost = 0.5  # «2023 (739 milliards)»: the bracket belongs to the year
        elif _is_baseline(text, time, words):
            cost += 80
        elif any(c.isdigit() for c in back):
            cost += 60  # another number stands nearer to it
        if best is None or cost < best[0]:
            best = (cost, time)
    return best[1] if best else None


def _last_day(time: TimeMention) -> date:
    return time.interval.last if time.interval else date.min


def _is_baseline(text: str, time: TimeMention, words: FigureWords) -> bool:
    """«par rapport à 2023»: the year only serves to compare."""
    before = text[max(0, time.span.start - 24) : time.span.start].lower().rstrip()
    return any(before.endswith(phrase) for phrase in words.lists["baseline"])


def _with_source(
    figure: Figure,
    reading: Reading,
    parse: Parse,
    sentence: Sentence | None,
    words: FigureWords,
    handed: _Handed,
    measured: bool,
) -> tuple[Figure, _Handed]:
    """Who says so: the speaker of the quotation, «selon …» in the sentence, or the source of the passage."""
    speaker = _speaker(figure, reading, sentence) or (attribution_in(parse, sentence, words) if sentence else None)
    if speaker:
        handed = replace(handed, source=(speaker.quote, speaker), source_at=figure.span.start)
        return replace(figure, attributed_to=speaker.quote, attribution_span=speaker), handed
    if measured and handed.source and figure.span.start - handed.source_at < PASSAGE:
        name, span = handed.source
        handed = replace(handed, source_at=figure.span.start)
        return replace(figure, attributed_to=name, attribution_span=span, inherited=True), handed
    return figure, handed


def _speaker(figure: Figure, reading: Reading, sentence: Sentence | None) -> Span | None:
    for quotation in reading.quotations:
        if quotation.speaker and quotation.content.overlaps(figure.span):
            return quotation.speaker
    return None
