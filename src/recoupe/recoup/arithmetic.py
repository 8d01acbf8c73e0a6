"""Arithmetic of figures: growth, share and sum claims recomputed where the parts are there.

Parts must be tied to their claim by sentence, unit, subject and period: two numbers that fit by chance prove
nothing. Every number counts as rounded to the last digit it was given with. What lacks a part "cannot be checked".
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from itertools import combinations
from typing import NamedTuple

from recoupe.knowledge.fiction import is_invented
from recoupe.model import Figure, FigureCheck, Reading
from recoupe.recoup.sentences import say

ALIKE = 0.6  # share of words that two subjects have in common
LONG_WORD, STEM = 4, 6  # shorter words say little; the first letters of the others are compared
_DIGITS = re.compile(r"\d+(?:[ .,]\d+)*")


class Range(NamedTuple):
    """What a number can be, given how it was rounded; `high` is infinite when it is open."""

    low: float
    high: float

    def meets(self, other: Range) -> bool:
        return self.low <= other.high + 1e-9 and other.low <= self.high + 1e-9


def check_readings(readings: Sequence[Reading]) -> tuple[FigureCheck, ...]:
    """The arithmetic of all figures of the articles."""
    invented = {reading.article.id for reading in readings if is_invented(reading.article)}
    return check_figures([figure for reading in readings for figure in reading.figures], invented)


def check_figures(figures: Sequence[Figure], invented: Collection[str] = ()) -> tuple[FigureCheck, ...]:
    """Every claim that can or cannot be recomputed from the figures at hand, with the numbers.

    `invented` are the articles that say so of themselves: their figures are never held against those of others.
    """
    articles: dict[str, list[Figure]] = defaultdict(list)
    for figure in figures:
        articles[figure.article].append(figure)
    checks = [check for own in articles.values() for check in _check_article(own)]
    return (*checks, *_check_between(figures, invented))


def _check_article(figures: list[Figure]) -> Iterator[FigureCheck]:
    for figure in figures:
        if figure.kind == "growth":
            yield growth_check(figure, figures)
        elif figure.kind == "sum":
            yield from sum_check(figure, figures)
    for one, two in combinations([f for f in figures if f.kind == "share"], 2):
        yield from share_pair(one, two)
    by_sentence: dict[int, list[Figure]] = defaultdict(list)
    for figure in figures:
        if figure.sentence:
            by_sentence[figure.sentence.start].append(figure)
    for row in by_sentence.values():
        yield from share_of_whole(row)
        yield from shares_of_hundred(row)


# growth


def growth_check(claim: Figure, figures: Sequence[Figure]) -> FigureCheck:
    """A claimed growth against the two levels it stands between."""
    levels = _growth_levels(claim, figures)
    if levels is None:
        return FigureCheck((claim.id,), "cannot be checked", "", say("levels_missing"))
    now, then = levels
    ordered = _period_order(now, then)
    if not (fits := _growth_fits(now, then, claim)) and not ordered and _growth_fits(then, now, claim):
        now, then, fits = then, now, True
    change = now.count.low / then.count.low - 1
    formula = told_quotient(now, then, f"{change:+.1%}", f"{number(claim)} %")
    why = say("growth_fits" if fits else "growth_differs")
    return FigureCheck((claim.id, now.id, then.id), "agrees" if fits else "disagrees", formula, why)


def _growth_fits(now: Figure, then: Figure, claim: Figure) -> bool:
    """The claim lies within what the two rounded levels allow; a fall may be told without its sign."""
    a, b, told = rounded_range(now), rounded_range(then), rounded_range(claim)
    if b.low <= 0 or a.low <= 0:
        return False
    low, high = 100 * (a.low / b.high - 1), 100 * (a.high / b.low - 1)
    return told.meets(Range(low, high)) or (high < 0 and told.meets(Range(-high, -low)))


def _growth_levels(claim: Figure, figures: Sequence[Figure]) -> tuple[Figure, Figure] | None:
    """The later and the earlier level that the claim compares, both of its sentence; None when that is not sure."""
    levels = [f for f in figures if _together(f, claim) and f.kind in ("level", "sum") and _exact_enough(f)]
    pairs = [(a, b) for a, b in combinations(levels, 2) if a.unit == b.unit and _comparable(a, b)]
    if not pairs:
        return None
    a, b = min(pairs, key=lambda pair: sum(f.span.distance(claim.span) for f in pair))
    return (a, b) if _is_later(a, b, claim) else (b, a)


def _together(one: Figure, two: Figure) -> bool:
    """Both stand in one sentence of one article."""
    same = one.article == two.article and one.id != two.id
    return same and one.sentence is not None and one.sentence == two.sentence


def _exact_enough(figure: Figure) -> bool:
    return figure.count.exact and figure.count.low > 0 and figure.unit != "%"


def _comparable(one: Figure, two: Figure) -> bool:
    """Levels of two periods of one subject; inside a sentence the second subject may be left out."""
    if one.period and two.period and one.period == two.period and not (one.inherited or two.inherited):
        return False
    return same_subject(one, two) or one.about in ("", one.unit) or two.about in ("", two.unit)


def _is_later(one: Figure, two: Figure, claim: Figure) -> bool:
    if order := _period_order(one, two):
        return order > 0
    return one.period == claim.period if claim.period and one.period != two.period else one.span < two.span


def _period_order(one: Figure, two: Figure) -> int:
    """1 when the first is the later one, -1 when the second is, 0 when the periods do not tell."""
    if one.period is None or two.period is None or one.period.first == two.period.first:
        return 0
    return 1 if one.period.first > two.period.first else -1


# shares


def share_pair(one: Figure, two: Figure) -> Iterator[FigureCheck]:
    """Two shares: of one whole they must fit; of different wholes they cannot be held against each other."""
    if one.period != two.period and one.period and two.period:
        return
    if same_subject(one, two):
        yield _share_verdict(one, two)
    elif _together(one, two) and stems(one.about) & stems(two.about):
        why = say("other_wholes", about=one.about, other_about=two.about)
        yield FigureCheck(
            (one.id, two.id), "cannot be checked", say("two_shares", share=said(one), other_share=said(two)), why
        )


def _share_verdict(one: Figure, two: Figure) -> FigureCheck:
    fits = rounded_range(one).meets(rounded_range(two))
    why = say("same_whole" if fits else "shares_exclude")
    return FigureCheck(
        (one.id, two.id),
        "agrees" if fits else "disagrees",
        say("two_shares", share=said(one), other_share=said(two)),
        why,
    )


def share_of_whole(row: Sequence[Figure]) -> Iterator[FigureCheck]:
    """A share with its part and its whole in one sentence."""
    shares = [f for f in row if f.kind == "share"]
    levels = [f for f in row if f.kind in ("level", "sum") and _exact_enough(f)]
    if len(shares) != 1 or len(levels) != 2 or levels[0].unit != levels[1].unit:
        return
    claim, (part, whole) = shares[0], sorted(levels, key=lambda f: f.count.low)
    if part.period != whole.period or not same_subject(claim, whole):
        return
    a, b = rounded_range(part), rounded_range(whole)
    fits = rounded_range(claim).meets(Range(100 * a.low / b.high, 100 * a.high / b.low))
    formula = told_quotient(part, whole, f"{part.count.low / whole.count.low:.1%}", said(claim))
    why = say("share_given")
    yield FigureCheck((claim.id, part.id, whole.id), "agrees" if fits else "disagrees", formula, why)


def shares_of_hundred(row: Sequence[Figure]) -> Iterator[FigureCheck]:
    """Three or more shares of one sentence that make up the whole. Silent when they do not."""
    shares = [f for f in row if f.kind == "share" and f.count.exact]
    if len(shares) < 3:
        return
    low = sum(rounded_range(f).low for f in shares)
    high = sum(rounded_range(f).high for f in shares)
    if low <= 100 <= high and len(shares) * 2 > high - low:
        formula = say("hundred", numbers=" + ".join(map(number, shares)))
        yield FigureCheck(tuple(f.id for f in shares), "agrees", formula, say("shares_make_whole"))


# sums


def sum_check(total: Figure, figures: Sequence[Figure]) -> Iterator[FigureCheck]:
    """A stated total against the parts of its sentence; parts that fall short may not be all of them."""
    parts = [f for f in figures if _together(f, total) and f.unit == total.unit and f.count.exact]
    parts = [f for f in parts if f.kind == "level" and f.count.low < total.count.low]
    if len(parts) < 2 or not total.count.exact:
        return
    added = sum(f.count.low for f in parts)
    reach = Range(sum(rounded_range(f).low for f in parts), sum(rounded_range(f).high for f in parts))
    formula = say("sum", numbers=" + ".join(map(number, parts)), other=plain(added), claim=number(total))
    ids = (total.id, *(f.id for f in parts))
    if reach.meets(rounded_range(total)):
        yield FigureCheck(ids, "agrees", formula, say("adds_up"))
    elif added > total.count.low:
        yield FigureCheck(ids, "cannot be checked", formula, say("may_overlap"))
    else:
        yield FigureCheck(ids, "cannot be checked", formula, say("may_lack"))


# between articles


def _check_between(figures: Sequence[Figure], invented: Collection[str]) -> Iterator[FigureCheck]:
    """The same quantity told by two articles: same unit, period and subject, each said with its own number."""
    groups: dict[tuple[str, bool], list[Figure]] = defaultdict(list)
    for figure in figures:
        if quantity := quantity_of(figure):
            groups[quantity, figure.article in invented].append(figure)
    for group in groups.values():
        first = group[0]
        for other in group[1:]:
            if other.article != first.article:
                yield _same_quantity(first, other)


def quantity_of(figure: Figure) -> str:
    """What is measured, of which period and in which unit; empty when that is not sure enough to compare articles."""
    words = stems(figure.about)
    if not figure.period or figure.inherited or len(words) < 2 or figure.kind == "rank":
        return ""
    first, last = figure.period.first, figure.period.last
    return f"{figure.kind} {figure.unit} {first}/{last} {' '.join(sorted(words))}"


def _same_quantity(one: Figure, two: Figure) -> FigureCheck:
    fits = rounded_range(one).meets(rounded_range(two))
    formula = say("same_number" if fits else "other_number", number=number(one), other=number(two), unit=one.unit)
    why = say("two_articles", about=one.about)
    return FigureCheck((one.id, two.id), "agrees" if fits else "disagrees", formula, why)


# numbers and words


def rounded_range(figure: Figure) -> Range:
    """What the number can be, from its bounds and from the last digit it was given with."""
    half = half_step(figure)
    high = float("inf") if figure.count.high is None else figure.count.high + half
    return Range(figure.count.low - half if figure.count.exact else figure.count.low, high)


def half_step(figure: Figure) -> float:
    """Half the unit of the last digit given: 0.05 for «8,6», half a milliard for «739 milliards»."""
    match = _DIGITS.search(figure.span.quote)
    if match is None or not figure.count.exact or not figure.count.low:
        return 0.0
    tail = re.split(r"[.,]", match[0])
    fraction = len(tail[-1]) if len(tail) == 2 and len(tail[-1]) != 3 else 0
    digits = re.sub(r"\D", "", match[0])
    written = int(digits) / 10**fraction if digits else 0
    return 0.5 * abs(figure.count.low) / written * 10**-fraction if written else 0.0


@lru_cache(maxsize=4096)
def stems(phrase: str) -> frozenset[str]:
    """The beginnings of a phrase's longer words."""
    return frozenset(w[:STEM] for w in re.findall(r"\w+", phrase.lower()) if len(w) >= LONG_WORD)


def same_subject(one: Figure, two: Figure) -> bool:
    """The subjects have most of their words in common."""
    a, b = stems(one.about), stems(two.about)
    return bool(a and b) and len(a & b) / len(a | b) >= ALIKE


def plain(value: float) -> str:
    """A number without exponent or needless fraction, in thousands with thin marks: 802.8 bn, 12 400."""
    for size, name in ((1e9, " bn"), (1e6, " m")):
        if value >= size:
            return f"{value / size:,.6g}{name}"
    return f"{value:,.6g}".replace(",", " ")


def number(figure: Figure) -> str:
    return plain(figure.count.low if figure.count.low or figure.count.high is None else figure.count.high)


def told_quotient(above: Figure, below: Figure, quotient: str, claim: str) -> str:
    return say("quotient", number=number(above), other=number(below), change=quotient, claim=claim)


def said(figure: Figure) -> str:
    """A share as it was said: "over 55 %", "19 to 23 %"."""
    low, high = figure.count.low, figure.count.high
    if high is None:
        return say("share_over", number=plain(low))
    if low == high:
        return f"{plain(low)} %"
    return say("share_between", low=plain(low), high=plain(high))
