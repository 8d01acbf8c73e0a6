"""The words around numbers, compiled once per language from `counts.yml` and `currencies.yml`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

import msgspec

from recoupe.knowledge.loader import HOME, Entry, language_file, load_entries

Effect = Literal["at_least", "at_most", "about", "near"]
Kind = Literal[
    "digits", "number", "one", "scale", "collective", "indefinite", "vague", "half", "share", "ratio", "modifier",
    "range", "change", "unit", "age", "adjective", "particle", "named", "calendar_after", "calendar_before",
    "year_before", "clock_before", "zone", "link", "and", "fixed", "partitive", "clitic",
]  # fmt: skip
Measure = Literal[
    "", "percent", "money", "length", "area", "mass", "volume", "power", "temperature", "duration", "name"
]


class CountRule(Entry, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One entry of `counts.yml`.

    `words` are what it matches; `values` what number words mean; `margin` how far a vague number reaches to both
    sides; `symbol` and `measure` what a unit is called and measures; `joins` what stands between the two ends of
    a range; `not_before` words that make the number something else.
    """

    kind: Kind
    words: tuple[str, ...] = ()
    values: dict[str, float] = msgspec.field(default_factory=dict)
    decimal: tuple[str, ...] = ()
    effect: Effect | None = None
    margin: float = 0.0
    joins: tuple[str, ...] = ()
    not_before: tuple[str, ...] = ()
    symbol: str = ""
    measure: Measure = ""
    required: bool = False
    places: dict[str, tuple[str, ...]] = msgspec.field(default_factory=dict)


class Currency(Entry, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One entry of `currencies.yml`: a `code`, or `shared` codes by country and the code `otherwise`."""

    words: tuple[str, ...]
    code: str = ""
    shared: dict[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
    otherwise: str = ""
    scaled_only: bool = False


@dataclass(frozen=True, slots=True)
class Unit:
    rule: str
    symbol: str
    measure: Measure
    currency: Currency | None = None


@dataclass(frozen=True, slots=True)
class Modifier:
    rule: str
    effect: Effect
    margin: float


@dataclass(frozen=True)
class CountWords:
    """Everything `counts.py` and `numerals.py` look up; keys are in lower case."""

    language: str
    groups: str
    decimal: str
    values: dict[str, float]
    ones: frozenset[str]
    scales: dict[str, float]
    collectives: dict[str, float]
    spread: float
    indefinites: frozenset[str]
    vague: dict[str, str]
    halves: frozenset[str]
    shares: dict[str, float]
    share_stops: tuple[str, ...]
    ratio: frozenset[str]
    modifiers: dict[str, Modifier]
    between: tuple[frozenset[str], frozenset[str]]
    joins: frozenset[str]
    openers: frozenset[str]
    changes: frozenset[str]
    units: dict[str, Unit]
    unit_pattern: re.Pattern[str]
    adjectives: frozenset[str]
    particles: frozenset[str]
    partitives: tuple[str, ...]
    clitics: frozenset[str]
    named: frozenset[str]
    months: frozenset[str]
    weekdays: frozenset[str]
    year_before: frozenset[str]
    clock_before: frozenset[str]
    ages: tuple[str, ...]
    links: frozenset[str]
    link_required: bool
    noun_pattern: re.Pattern[str]
    zones: dict[str, str]
    zone_pattern: re.Pattern[str] | None
    core: re.Pattern[str]
    rule_of: dict[str, str] = field(default_factory=dict)


@lru_cache(maxsize=8)
def load_count_words(language: str) -> CountWords | None:
    """The compiled words of a language; None when it has no `counts.yml`."""
    rules = load_entries(language_file(language, "counts.yml"), CountRule)
    if not rules:
        return None
    return compile_words(language, rules, load_entries(HOME / "currencies.yml", Currency))


def compile_words(language: str, rules: tuple[CountRule, ...], currencies: tuple[Currency, ...]) -> CountWords:
    by_kind: dict[str, list[CountRule]] = {}
    for rule in rules:
        by_kind.setdefault(rule.kind, []).append(rule)

    def words(kind: str) -> frozenset[str]:
        return frozenset(w.lower() for r in by_kind.get(kind, ()) for w in r.words)

    def values(kind: str) -> dict[str, float]:
        return {w.lower(): v for r in by_kind.get(kind, ()) for w, v in r.values.items()}

    units = _units(by_kind.get("unit", ()), currencies)
    zones = {w: code for r in by_kind.get("zone", ()) for code, names in r.places.items() for w in names}
    digits = by_kind["digits"][0]
    spans = [r for r in by_kind.get("range", ()) if len(r.joins) == 1]
    opens = [r for r in by_kind.get("range", ()) if len(r.joins) > 1]
    return CountWords(
        language=language,
        groups="".join(digits.words),
        decimal="".join(digits.decimal),
        values=values("number"),
        ones=frozenset(values("one")),
        scales=values("scale"),
        collectives=values("collective"),
        spread=max((r.margin for r in by_kind.get("collective", ())), default=0.0),
        indefinites=words("indefinite"),
        vague={w.lower(): r.id for r in by_kind.get("vague", ()) for w in r.words},
        halves=words("half"),
        shares=values("share"),
        share_stops=tuple(w for r in by_kind.get("share", ()) for w in r.not_before),
        ratio=words("ratio"),
        modifiers={
            _fold(w): Modifier(r.id, r.effect, r.margin)
            for r in by_kind.get("modifier", ())
            for w in r.words
            if r.effect
        },
        between=(frozenset(w for r in spans for w in r.words), frozenset(w for r in spans for w in r.joins)),
        joins=frozenset(w for r in opens for w in r.joins),
        openers=frozenset(w for r in opens for w in r.words),
        changes=words("change"),
        units=units,
        unit_pattern=_unit_pattern(units),
        adjectives=words("adjective"),
        particles=words("particle"),
        partitives=tuple(words("partitive")),
        clitics=words("clitic"),
        named=words("named"),
        months=words("calendar_after"),
        weekdays=words("calendar_before"),
        year_before=words("year_before"),
        clock_before=words("clock_before"),
        ages=tuple(w for r in by_kind.get("age", ()) for w in r.words),
        links=words("link"),
        link_required=any(r.required for r in by_kind.get("link", ())),
        noun_pattern=_noun_pattern(words("link")),
        zones=zones,
        zone_pattern=re.compile(rf"(?<!\w)(?:{_either(zones)})(?!\w)", re.I) if zones else None,
        core=_core_pattern(by_kind, digits),
    )


def _noun_pattern(links: Iterable[str]) -> re.Pattern[str]:
    """Matches the next word after a number, with the link word («de») before it as group `of`."""
    link = "|".join(re.escape(w) + ("" if w.endswith("'") else " ") for w in sorted(links)) or r"(?!)"
    return re.compile(rf"[ ]?(?:(?P<of>{link}))?[\"«(]?[ ]?(?P<word>[^\W\d_]\w*(?:['-]\w+)*)", re.I)


def _fold(phrase: str) -> str:
    """The phrase as the look-up to the left of a number spells it: words parted by single spaces."""
    return " ".join(re.findall(r"\w+'|[\w-]+|[^\w\s]", phrase.lower()))


def _either(words: Iterable[str]) -> str:
    return "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True))


def _units(rules: Iterable[CountRule], currencies: Iterable[Currency]) -> dict[str, Unit]:
    found = {w.lower(): Unit(r.id, r.symbol, r.measure) for r in rules for w in r.words}
    for currency in currencies:
        unit = Unit(currency.id, currency.code, "money", currency)
        found.update({w.lower(): unit for w in currency.words})
    return found


def _unit_pattern(units: Iterable[str]) -> re.Pattern[str]:
    """Matches a unit right after a number, «de» between them allowed by the caller."""
    return re.compile(rf"(?:{_either(units)})(?![\w])", re.I)


def _core_pattern(by_kind: dict[str, list[CountRule]], digits: CountRule) -> re.Pattern[str]:
    """Finds where numbers stand: digits, a run of number words, a share, or a vague number."""

    def either(*kinds: str) -> str:
        return _either({w for k in kinds for r in by_kind.get(k, ()) for w in (*r.values, *r.words)}) or r"(?!)"

    group, point = re.escape("".join(digits.words)), re.escape("".join(digits.decimal))
    big = either("scale", "collective")
    nouns = _either(
        {w for r in by_kind.get("collective", ()) for w in r.values}
        | {w for r in by_kind.get("scale", ()) for w, v in r.values.items() if v >= 1e6}
    )
    least = {w for r in by_kind.get("modifier", ()) if r.effect == "at_least" for w in r.words if w[-1] != "'"}
    singles = "|".join(
        rf"{one}(?<={re.escape(w)} {one})" for r in by_kind.get("one", ()) for one in r.values for w in sorted(least)
    )
    number = rf"\d{{1,3}}(?:[{group}]\d{{3}})+(?!\d)(?:[{point}]\d+)?|\d+(?:[.,]\d+)?"
    word = either("number", "one", "scale", "collective")
    join = _either({j for r in by_kind.get("range", ()) for j in r.joins if len(r.joins) > 1}) or r"(?!)"
    links = [w for r in by_kind.get("link", ()) for w in r.words]
    glue = "".join(f"| {re.escape(w)}{'' if w[-1] == chr(39) else ' '}" for w in links)
    glue += "".join(f"| {w} |-{w}-" for r in by_kind.get("and", ()) for w in r.words)
    first = (
        rf"(?:(?:{either('number')}|{either('scale')}|{either('collective')})(?!\w)"
        rf"|(?:{either('one')})(?=[ -](?:{big})\b| (?:{join}) (?:{either('number')})\b)"
        rf"|(?:{either('indefinite')}) ?(?:{nouns})(?!\w)|(?:{singles or '(?!)'})(?!\w))"
    )
    return re.compile(
        rf"(?P<fixed>(?<!\w)(?:{either('fixed')})(?!\w))"
        rf"|(?P<digits>(?<![\w.,:/°])(?:{number}))(?:[ ]?(?P<scale>{either('scale')})\b(?! \d))?"
        rf"|(?<![\w-])(?P<share>{either('share')})\b"
        rf"|(?<![\w-])(?P<vague>{either('vague')})(?!\w)(?! ?(?:{big})\b)"
        rf"|(?<![\w-])(?P<words>{first}(?:(?:[ -]{glue})(?:{word})(?!\w))*)",
        re.I,
    )
