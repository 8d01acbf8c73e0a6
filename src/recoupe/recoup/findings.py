"""Findings: what cross-checking says of each field of an event, and which value is shown by which rule."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import combinations
from typing import Any, Literal

from recoupe.model import Count, Finding, FindingPair, FindingValue, Interval, Origins
from recoupe.model.event import Label
from recoupe.recoup.folding import fold
from recoupe.recoup.labels import FIELDS, Bond, Witness, is_vague, label_pair
from recoupe.recoup.sentences import say

Rule = Literal["most origins", "most recent", "most conservative"]
TOLLS = frozenset({"killed", "wounded", "abducted"})
PAIRED = 36  # beyond so many articles only the first of each value are paired
BACKED = ("shown_established", "shown_origins", "shown_exact", "shown_last")  # what decides, the first that differs
RANK: tuple[Label, ...] = ("conflict", "copy_error", "revision", "scope", "strength", "vague", "missing", "agreed")


@dataclass(frozen=True, slots=True)
class Ground:
    """Where each article stands: its origin, and whether its place there is certain."""

    origin: dict[str, int]
    unsure: frozenset[str]

    @classmethod
    def of(cls, origins: Origins) -> Ground:
        return cls(
            {article: number for number, group in enumerate(origins.groups) for article in group},
            frozenset((*origins.undetermined, *(m.article for m in origins.mixed))),
        )


def find_findings(witnesses: Sequence[Witness], ground: Ground, rule: Rule = "most origins") -> tuple[Finding, ...]:
    """A finding for every field that at least one report fills."""
    found = (find_finding(field, witnesses, ground, rule) for field in FIELDS)
    return tuple(finding for finding in found if finding is not None)


def find_finding(field: str, witnesses: Sequence[Witness], ground: Ground, rule: Rule) -> Finding | None:
    """What the reports say of one field, pair by pair; None when none says anything."""
    values = group_values(field, witnesses)
    if not values:
        return None
    labelled = tuple(label_pairs(field, witnesses, ground))
    wrong = miscopied(labelled, witnesses)
    pairs = tuple(mend_copies(field, labelled, witnesses, wrong))
    label = overall(values, pairs, len(witnesses))
    shown, how = choose(field, values, witnesses, ground, rule, wrong, corrected(pairs, witnesses))
    why = [say(label), say(how)]
    if isinstance(shown, Count):
        why.append(told_bounds(*bounds(values, shown, wrong)))
    return Finding(field, label, values, pairs, shown, "; ".join(why))


def label_pairs(field: str, witnesses: Sequence[Witness], ground: Ground) -> Iterator[FindingPair]:
    chosen = witnesses if len(witnesses) <= PAIRED else first_of_each(field, witnesses)
    for one, other in combinations(chosen, 2):
        label = label_pair(field, one, other, bond_of(one, other, ground))
        if label is not None:
            yield FindingPair((one.report.article, other.report.article), label)


def first_of_each(field: str, witnesses: Sequence[Witness]) -> list[Witness]:
    """One article for each value, the earliest; at most as many as are paired."""
    seen: dict[Hashable, Witness] = {}
    for witness in witnesses:
        seen.setdefault(value_key(value_of(field, witness)), witness)
    return list(seen.values())[:PAIRED]


def bond_of(one: Witness, other: Witness, ground: Ground) -> Bond:
    mine, theirs = ground.origin.get(one.report.article), ground.origin.get(other.report.article)
    later = None
    if one.moment and other.moment and one.moment != other.moment:
        later = (one if one.moment > other.moment else other).report.article
    return Bond(mine is not None and mine == theirs, later)


def mend_copies(
    field: str, pairs: Sequence[FindingPair], witnesses: Sequence[Witness], wrong: frozenset[str]
) -> Iterator[FindingPair]:
    """A number found miscopied is miscopied towards the other origins too: no conflict arises from it."""
    unclear = {w.report.article for w in witnesses if said_vaguely(field, w)}
    for pair in pairs:
        doubtful = pair.label in ("revision", "conflict") or (pair.label == "vague" and field in TOLLS)
        one_wrong = len(wrong & set(pair.articles)) == 1
        if one_wrong and doubtful and not unclear & set(pair.articles):
            yield replace(pair, label="copy_error")
        else:
            yield pair


def miscopied(pairs: Sequence[FindingPair], witnesses: Sequence[Witness]) -> frozenset[str]:
    """Articles whose value is a slip: of two that differ by one, the later; undated, the one that is more alone."""
    times = {w.report.article: w.moment for w in witnesses}
    slips = [pair.articles for pair in pairs if pair.label == "copy_error"]
    tally = Counter(article for articles in slips for article in articles)
    wrong = set()
    for one, other in slips:
        mine, theirs = times[one], times[other]
        if mine and theirs and mine != theirs:
            wrong.add(one if mine > theirs else other)
        else:
            wrong.add(max(one, other, key=lambda article: (tally[article], article)))
    return frozenset(wrong)


def corrected(pairs: Sequence[FindingPair], witnesses: Sequence[Witness]) -> frozenset[str]:
    """Articles whose value their own outlet brought up to date later."""
    told = {w.report.article: w for w in witnesses}
    found = set()
    for pair in pairs:
        one, other = (told[article] for article in pair.articles)
        if pair.label == "revision" and one.house and one.house == other.house and one.moment and other.moment:
            found.add(min(one, other, key=lambda w: w.moment or datetime.max).report.article)
    return frozenset(found)


def said_vaguely(field: str, witness: Witness) -> bool:
    """The article gives «plusieurs» or «une dizaine» for the field."""
    value = value_of(field, witness)
    return isinstance(value, Count) and is_vague(value, witness)


def overall(values: Sequence[FindingValue], pairs: Sequence[FindingPair], reports: int) -> Label:
    """The gravest label of any pair; "single" when one article of an event with one report says it."""
    if reports == 1:
        return "single"
    labels = {pair.label for pair in pairs}
    grave: Label = next((label for label in RANK if label in labels), "single")
    if grave == "missing" and any(len(value.articles) > 1 for value in values):
        return "agreed"
    return grave


# values


def value_of(field: str, witness: Witness) -> Any:
    """The report's value of a field; None or () when it does not say."""
    report = witness.report
    if field == "from":
        return report.when
    if field == "to":
        return report.when
    if field == "place":
        return report.where or report.place
    return getattr(report, field)


def value_key(value: Any) -> Hashable:
    """What makes two values the same."""
    if isinstance(value, Count):
        return value.low, value.high
    if isinstance(value, Interval):
        return value.first, value.last
    if isinstance(value, tuple):
        return tuple(sorted(fold(str(v)) for v in value))
    if isinstance(value, str):
        return fold(value)
    key: Hashable = getattr(value, "id", value)
    return key


def group_values(field: str, witnesses: Sequence[Witness]) -> tuple[FindingValue, ...]:
    """Every value with its articles and the words of the first."""
    found: dict[Hashable, tuple[Any, list[str], str]] = {}
    for witness in witnesses:
        value = value_of(field, witness)
        if value is None or value == ():
            continue
        _, articles, _ = found.setdefault(value_key(value), (value, [], quote_of(field, witness)))
        articles.append(witness.report.article)
    return tuple(FindingValue(_day(field, value), tuple(articles), quote) for value, articles, quote in found.values())


def _day(field: str, value: Any) -> Any:
    if isinstance(value, Interval) and field in ("from", "to"):
        return value.first if field == "from" else value.last
    return value


def quote_of(field: str, witness: Witness) -> str:
    """The words the value rests on; those that tell of the event where the field has none of its own."""
    for key in ("when", "date", "from") if field in ("from", "to") else (field,):
        evidence = witness.report.evidence.get(key)
        if evidence is not None:
            return evidence.span.quote
    return witness.report.anchor.quote


# the shown value


def choose(
    field: str,
    values: Sequence[FindingValue],
    witnesses: Sequence[Witness],
    ground: Ground,
    rule: Rule,
    wrong: frozenset[str],
    gone: frozenset[str],
) -> tuple[Any, str]:
    """The value to show, and the sentence that tells by which rule it was chosen.

    `wrong` are articles whose value is a slip, `gone` those whose outlet put another in its place.
    """
    sound = [v for v in values if not set(v.articles) <= wrong] or list(values)
    good = [v for v in sound if not set(v.articles) <= wrong | gone] or sound
    if len(good) == 1:
        alone = "shown_corrected" if len(good) < len(sound) else "shown_no_slip"
        return good[0].value, "shown_only" if len(values) == 1 else alone
    order = {w.report.article: n for n, w in enumerate(witnesses)}

    def recent(value: FindingValue) -> int:
        return max(order[a] for a in value.articles)

    def bold(value: FindingValue) -> tuple[float, int, str]:
        return -_boldness(value.value), _support(value, ground)[0], str(value_key(value.value))

    def backed(value: FindingValue) -> tuple[int, int, float, int]:
        return *_support(value, ground), _exactness(value.value), recent(value)

    if rule == "most conservative":
        return max(good, key=bold).value, "shown_conservative"
    if rule == "most recent":
        return max(good, key=recent).value, "shown_recent"
    best, *rest = sorted(good, key=backed, reverse=True)
    return best.value, deciding_rule(backed(best), backed(rest[0]))


def deciding_rule(best: Sequence[float], next_best: Sequence[float]) -> str:
    """The sentence for what put a value before the next one: its origins, how exact it is, or that it came later."""
    for mine, theirs, sentence in zip(best, next_best, BACKED, strict=True):
        if mine != theirs:
            return sentence
    return BACKED[-1]


def _support(value: FindingValue, ground: Ground) -> tuple[int, int]:
    """How many established origins say it, then how many origins at all."""
    sure = {ground.origin.get(a, a) for a in value.articles if a not in ground.unsure}
    every = {ground.origin.get(a, a) for a in value.articles}
    return len(sure), len(every)


def _exactness(value: Any) -> float:
    if isinstance(value, Count):
        return 1.0 if value.exact else 0.5 if value.high is not None else 0.0
    level = getattr(value, "level", None)
    if level is not None:
        return {"country": 0.0, "region": 0.3}.get(level, 1.0)
    return float(len(value)) if isinstance(value, tuple) else 0.0


def _boldness(value: Any) -> float:
    """Lower tolls and wider places claim less."""
    if isinstance(value, Count):
        return value.low
    return _exactness(value)


def bounds(values: Sequence[FindingValue], shown: Count, wrong: frozenset[str]) -> tuple[float, float, float | None]:
    """Lowest, shown and highest count that any report without a slip gives; None when open upwards."""
    counts = [v.value for v in values if isinstance(v.value, Count) and not set(v.articles) <= wrong] or [shown]
    closed = [c.high for c in counts if c.high is not None]
    high = None if not closed else max([*closed, *(c.low for c in counts)])
    return min(c.low for c in counts), shown.low, high


def told_bounds(low: float, best: float, high: float | None) -> str:
    if high is None:
        return say("bounds_open", low=f"{low:g}", best=f"{best:g}")
    return say("bounds", low=f"{low:g}", best=f"{best:g}", high=f"{high:g}")
