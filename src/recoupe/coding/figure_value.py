"""Which numbers of an article are news: traits of a number, and the score they add up to.

The weights stand in `knowledge/figure_weights.yml` and come from `tools/fit_figures.py`.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from recoupe.coding.figure_words import FigureWords, load_weights
from recoupe.coding.tolls import Toll
from recoupe.model import Article, CountMention

_WORD = re.compile(r"\w+'|\w+(?:-\w+)*|[^\w\s]")
_BIG = {"mass", "volume", "area", "power"}
NEVER = frozenset(
    {"toll", "toll-value", "toll-part", "distance", "duration", "repeated"}
    | {"thing-several", "people-several", "weak-several"}
)
BESIDE = 60  # characters around a toll within which numbers of people belong to it
NEAR = 300  # characters within which another measured number keeps company


@dataclass(frozen=True, slots=True)
class Candidate:
    """A count with what surrounds it: `before` and `after` are words in lower case, `measure` of its unit."""

    mention: CountMention
    measure: str
    before: tuple[str, ...]
    after: str
    traits: frozenset[str] = frozenset()


def describe_counts(
    article: Article,
    text: str,
    mentions: Sequence[CountMention],
    tolls: Sequence[Toll],
    words: FigureWords,
    people: frozenset[str],
) -> list[Candidate]:
    """Every count of the article with its traits, in text order. `text` is the article's with plain quotes."""
    told = {t.count.low for t in tolls}
    inside, beside = _near_tolls(mentions, tolls)
    measures = [_measure(m) for m in mentions]
    seen: set[tuple[float, float | None, str]] = set()
    found = []
    for at, mention in enumerate(mentions):
        key = (mention.count.low, mention.count.high, mention.unit.lower()[:4])
        before = tuple(m[0].lower() for m in _WORD.finditer(text, max(0, mention.span.start - 40), mention.span.start))
        raw = Candidate(mention, measures[at], before, text[mention.span.end : mention.span.end + 40].lower())
        traits = set(_unit_traits(raw, words, people)) | set(_context_traits(raw, words))
        traits |= set(_article_traits(raw, article, len(text)))
        if at in inside:
            traits.add("toll")
        elif mention.count.low in told and not measures[at]:
            traits.add("toll-value")
        elif mention.count.low in beside and {"people-tiny", "people-small", "bare-tiny", "bare-small"} & traits:
            traits.add("toll-part")
        if key in seen:
            traits.add("repeated")
        seen.add(key)
        if _has_company(mentions, measures, at):
            traits.add("company")
        found.append(Candidate(mention, raw.measure, before, raw.after, frozenset(traits)))
    return found


def _near_tolls(mentions: Sequence[CountMention], tolls: Sequence[Toll]) -> tuple[set[int], set[float]]:
    """Which mentions lie in a toll's words, and the numbers counted right beside one («dont six Français»)."""
    inside: set[int] = set()
    beside: set[float] = set()
    for toll in tolls:
        at = bisect_left(mentions, toll.span.start - 2 * BESIDE, key=lambda m: m.span.start)
        while at < len(mentions) and mentions[at].span.start <= toll.span.end + BESIDE:
            mention = mentions[at]
            if mention.span.overlaps(toll.span):
                inside.add(at)
            if not mention.measure and mention.span.distance(toll.span) < BESIDE:
                beside.add(mention.count.low)
            at += 1
    return inside, beside


def news_value(candidate: Candidate) -> float:
    """The sum of the weights of a number's traits; above 0 it is news. Tolls, distances and durations never are."""
    if NEVER & candidate.traits:
        return -10.0
    weights = load_weights()
    found = [weights.get("bias", 0.0), *(weights.get(trait, 0.0) for trait in candidate.traits)]
    return round(math.fsum(found), 6)  # the same in whatever order the traits come


def _measure(mention: CountMention) -> str:
    """What the unit measures, read off the rule that found it; empty for counted nouns."""
    if mention.noun is not None or not mention.unit:
        return ""
    return mention.measure


def _has_company(mentions: Sequence[CountMention], measures: Sequence[str], at: int) -> bool:
    """Another sum, share or quantity stands close by."""
    own = mentions[at].span
    near = [o for o in (at - 1, at + 1) if 0 <= o < len(mentions)]
    return any(measures[o] in _BIG | {"money", "percent"} and mentions[o].span.distance(own) < NEAR for o in near)


def _unit_traits(candidate: Candidate, words: FigureWords, people: frozenset[str]) -> list[str]:
    mention, measure = candidate.mention, candidate.measure
    if measure == "duration":
        return ["sentence" if words.phrase_starts("prison", candidate.after.lstrip()) else "duration"]
    if measure == "length":
        return ["distance" if _is_distance(candidate, words) else "length"]
    if measure == "percent":
        return ["percent", *_percent_traits(candidate, words)]
    if measure:
        return ["quantity" if measure in _BIG else measure]
    kind = _noun_kind(mention, words, people)
    return [kind, f"{kind}-{_size(mention)}"]


def _percent_traits(candidate: Candidate, words: FigureWords) -> list[str]:
    following = _WORD.match(candidate.after.lstrip())
    if following and following[0] in words.lists["of"]:
        return ["percent-of"]
    return ["percent-growth"] if words.lists["growth"] & set(candidate.before[-4:]) else ["percent-alone"]


def _noun_kind(mention: CountMention, words: FigureWords, people: frozenset[str]) -> str:
    if mention.noun is None:
        return "bare"
    noun = mention.noun.quote.lower()
    if noun in words.lists["weak-nouns"]:
        return "weak"
    return "people" if noun in people or mention.noun.quote[:1].isupper() else "thing"


def _size(mention: CountMention) -> str:
    if mention.count.vague:
        return "several" if mention.rule.startswith("vague") else "vague"
    low = max(mention.count.low, mention.count.high or 0) if not mention.count.low else mention.count.low
    return "tiny" if low < 4 else "small" if low < 10 else "medium" if low < 100 else "large"


def _is_distance(candidate: Candidate, words: FigureWords) -> bool:
    """«à 60 km de», «à 6 km à l'est»: how far something lies, not how long it is."""
    before = candidate.before[-1] if candidate.before else ""
    if words.lists["distant"] & set(candidate.before[-3:]):
        return True
    return before in words.lists["before-distance"] and words.phrase_starts("after-distance", candidate.after.lstrip())


def _context_traits(candidate: Candidate, words: FigureWords) -> list[str]:
    before = candidate.before
    traits = []
    if before and before[-1] in words.lists["definite"]:
        traits.append("definite")
    if before and before[-1] in words.lists["part"]:
        traits.append("part")
    if any(w in words.lists["stocks"] for w in before[-5:]):
        traits.append("stock")
    elif any(w.strip("., ") in words.lists["stocks"] for w in candidate.after.split()[:4]):
        traits.append("stock-after")
    if any(w in words.lists["growth"] for w in before[-3:]):
        traits.append("growth")
    if words.lists["baseline"] & set(before[-2:]):
        traits.append("baseline")
    return traits


def _article_traits(candidate: Candidate, article: Article, length: int) -> list[str]:
    traits = []
    rule = candidate.mention.rule
    if candidate.mention.span.start < len(article.title):
        traits.append("title")
    if rule.split("+")[0] in ("at-least", "at-most", "about", "some", "near"):
        traits.append("bounded")
    if candidate.mention.span.start > length / 2:
        traits.append("late")
    if "digits" in rule:
        traits.append("digits")
    return traits
