"""Counts: numbers with bounds, and what they count.

Runs on the plain text alone, so that it also serves where no model is loaded. A number is left alone where it is
part of a date, a clock time, an age, an ordinal, a telephone number or a name («Mirage 2000»).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace

from recoupe.model import Article, Count, CountMention, TimeMention
from recoupe.parsing import Parse
from recoupe.reading.count_words import CountWords, Modifier, Unit, load_count_words
from recoupe.reading.numerals import Number, find_numbers

_LEFT = re.compile(r"\w+'|\w+(?:-\w+)*|[^\w\s]")
_SIGNS = "€$£"
CLOSING = ('"', "»", "”")
ZONES = 40  # country names looked at around a sum of money, to each side
REACH = 36  # characters to the left of a number in which its modifiers are looked for


@dataclass(frozen=True, slots=True)
class _Found:
    """A number with its surroundings, in offsets of the plain text; `whole` are the offsets with modifier and unit."""

    number: Number
    whole: tuple[int, int]
    low: float
    high: float | None
    rule: str
    unit: Unit | None = None
    noun: tuple[int, int] | None = None


def read_counts(article: Article, parse: Parse, times: tuple[TimeMention, ...]) -> tuple[CountMention, ...]:
    """Every number with what it counts, in text order; parts of dates are left out."""
    words = load_count_words(article.language)
    if words is None:
        return ()
    taken = sorted((t.span.start, t.span.end) for t in times)
    found: list[_Found] = []
    for chunk in parse.chunks:
        numbers = [n for n in find_numbers(parse.text, chunk.start, chunk.end, words) if not _timed(parse, n, taken)]
        found += _inherit(_without_parts(list(_read_chunk(parse.text, chunk.start, numbers, words))))
    zones: list[tuple[int, str]] = []
    if any(f.unit and f.unit.currency and f.unit.currency.shared for f in found):
        zones = _find_zones(parse.text, words)
    return tuple(_mention(parse, f, zones) for f in found)


def _timed(parse: Parse, number: Number, taken: list[tuple[int, int]]) -> bool:
    """The number lies in an expression of time."""
    if not taken:
        return False
    start = parse.plain.back(number.start)
    at = bisect_right(taken, (start, 1 << 60)) - 1
    near = taken[max(at, 0) : at + 2]
    end = start + number.end - number.start
    return any(low < end and start < high for low, high in near)


def _read_chunk(text: str, floor: int, numbers: list[Number], words: CountWords) -> Iterator[_Found]:
    """The numbers of one paragraph with bounds and units; two ends of a range become one."""
    at = 0
    while at < len(numbers):
        number = numbers[at]
        left = _left_words(text, floor, number.start)
        if at + 1 < len(numbers) and (joined := _range(text, number, numbers[at + 1], left, words)):
            number, at = joined, at + 1
        at += 1
        if ratio := _ratio(text, number, left, words):
            yield ratio
        elif found := _surround(text, number, left, words):
            yield found


def _without_parts(found: list[_Found]) -> list[_Found]:
    """Without numbers that a neighbour holds («neuf» of «neuf foyers sur dix», «cent» of «trente pour cent»)."""
    kept: list[_Found] = []
    for one in found:
        if kept and one.whole[0] < kept[-1].whole[1]:
            if one.whole[1] <= kept[-1].whole[1]:
                continue
            kept.pop()
        if kept and one.whole[0] <= kept[-1].whole[0]:
            kept.pop()
        kept.append(one)
    return kept


def _left_words(text: str, floor: int, at: int) -> list[tuple[str, int]]:
    """The words before offset `at` in lower case, with their offsets; none when something is glued to it."""
    start = max(floor, at - REACH)
    return [(m[0].lower(), m.start()) for m in _LEFT.finditer(text, start, at)]


def _range(text: str, one: Number, two: Number, left: list[tuple[str, int]], words: CountWords) -> Number | None:
    """Both numbers as one range: «entre 5 et 10», «de 5 à 10», «deux ou trois»."""
    unit = words.unit_pattern.match(text, one.end + (text[one.end : one.end + 1] == " "))
    between = text[unit.end() if unit else one.end : two.start].strip().lower()
    if two.start - one.end > 30 or one.high is None or two.high is None or one.kind == "share":
        return None
    before = [w for w, _ in left[-2:]]
    opened = bool(before) and before[-1] in words.between[0]
    if not (between in words.joins or (opened and between in words.between[1])):
        return None
    if not opened and any(w in words.changes for w in before):
        return None
    low = one.base * two.factor if one.factor == 1 and one.base < 1000 and two.factor > 1 else one.low
    if low >= two.high or (_year_like(one) and two.high > 2100) or (between in words.ratio):
        return None
    start = left[-1][1] if opened else one.start
    return replace(two, start=start, low=low, base=low, kind="range", rule="between" if opened else "from-to")


def _year_like(number: Number) -> bool:
    return number.kind == "digits" and not number.grouped and 1900 <= number.base <= 2100


def _ratio(text: str, number: Number, left: list[tuple[str, int]], words: CountWords) -> _Found | None:
    """«un habitant sur deux» as a share in per cent; the number is the second one."""
    if len(left) < 3 or left[-1][0] not in words.ratio or not 2 <= number.base <= 10 or number.kind == "range":
        return None
    part = left[-3][0]
    value = 1.0 if part in words.ones else words.values.get(part, 0.0)
    if not 0 < value < number.base or _unit_after(text, number, words)[0] or not text[left[-3][1]].isalpha():
        return None
    following = _noun_after(text, number, words)
    if following is not None and text[number.end : number.end + 1] == " " and text[following[0]].isupper():
        return None
    share = round(100 * value / number.base, 1)
    ratio = replace(number, start=left[-3][1], base=share, low=share, high=share, kind="share", rule="ratio")
    return _Found(ratio, (ratio.start, ratio.end), share, share, "ratio", words.units.get("%"))


def _surround(text: str, number: Number, left: list[tuple[str, int]], words: CountWords) -> _Found | None:
    """The number with its modifier, unit and noun; None when it is no count."""
    unit, end = _unit_after(text, number, words)
    start = number.start
    if unit is None and start and text[start - 1] in _SIGNS:
        unit, start = words.units.get(text[start - 1]), start - 1
        left = left[:-1]
    noun = None if unit else _noun_after(text, number, words)
    if number.kind == "share":
        unit, noun = words.units.get("%"), None
    modifier, opened = _modifier(left, words)
    if _no_count(text, number, left, unit, noun, modifier, words):
        return None
    low, high = _bounds(number, modifier)
    rule = "+".join(x for x in (modifier.rule if modifier else "", number.rule, unit.rule if unit else "") if x)
    return _Found(number, (opened if modifier else start, end if unit else number.end), low, high, rule, unit, noun)


def _unit_after(text: str, number: Number, words: CountWords) -> tuple[Unit | None, int]:
    """The unit right after the number, with the offset where it ends."""
    at = number.end
    if text[at : at + 1] in (" ", "-"):
        at += 1
    if number.scaled:
        at += _link_length(text, at, words)
    match = words.unit_pattern.match(text, at)
    if not match:
        return None, number.end
    unit = words.units[match[0].lower()]
    short = len(match[0]) == 1 and match[0].isalpha()
    if (short and number.kind == "words") or (unit.currency and unit.currency.scaled_only and not number.scaled):
        return None, number.end
    return unit, match.end()


def _link_length(text: str, at: int, words: CountWords) -> int:
    """Length of the link word («de », «d'») that stands at an offset, with its space."""
    for link in words.links:
        size = len(link) + (not link.endswith("'"))
        if text[at : at + size].rstrip().lower() == link:
            return size
    return 0


def _past_quote(text: str, at: int) -> int:
    """The offset behind a closing quotation mark that stands there («"une dizaine" de camions»)."""
    closing = at + 1 if text[at : at + 2] == " »" else at
    return closing + 1 if text[closing : closing + 1] in CLOSING else at


def _noun_after(text: str, number: Number, words: CountWords) -> tuple[int, int] | None:
    """Offsets of the counted noun: the next word that is no adjective of those before nouns, or «autres» alone."""
    at = _past_quote(text, number.end)
    adjective: tuple[int, int] | None = None
    if number.factor >= 1e6 and words.link_required and not _link_length(text, at + 1, words):
        return None
    for turn in range(4):
        match = words.noun_pattern.match(text, at)
        if not match or (match["of"] is not None and turn == 0 and not (number.scaled or number.kind == "vague")):
            return adjective
        word = match["word"].lower()
        if word in words.particles or (turn == 0 and "'" in word and word.split("'")[0] + "'" in words.particles):
            return adjective
        if word not in words.adjectives:
            return match.span("word")
        at = match.end()
        adjective = match.span("word")
    return adjective


def _modifier(left: list[tuple[str, int]], words: CountWords) -> tuple[Modifier | None, int]:
    """What stands before the number and moves its bounds, with the offset where it begins."""
    tail = left[:-1] if left and left[-1][0] in words.indefinites and len(left) > 1 else left
    for row in (left, tail):
        for size in range(min(5, len(row)), 0, -1):
            key = " ".join(w for w, _ in row[-size:])
            if key in words.modifiers:
                return words.modifiers[key], row[-size][1]
    return None, 0


def _bounds(number: Number, modifier: Modifier | None) -> tuple[float, float | None]:
    if modifier is None or (number.high is None and modifier.effect != "at_most"):
        return number.low, number.high
    base = number.base
    if modifier.effect == "at_least":
        return (number.low if number.kind == "range" else base), None
    if modifier.effect == "at_most":
        return 0.0, number.high if number.kind == "range" else base
    if number.kind in ("collective", "range") and modifier.effect == "about":
        return number.low, number.high
    spread = base * modifier.margin
    if modifier.effect == "about":
        return _rounded(base - spread, base), _rounded(base + spread, base)
    return _rounded(base - spread, base), number.high if number.kind == "range" else base


def _rounded(value: float, like: float) -> float:
    """Rounded as the number was given: whole numbers stay whole."""
    return float(int(value + 0.5 + 1e-9)) if like == int(like) else round(value, 2)


def _no_count(
    text: str,
    number: Number,
    left: list[tuple[str, int]],
    unit: Unit | None,
    noun: tuple[int, int] | None,
    modifier: Modifier | None,
    words: CountWords,
) -> bool:
    """The number belongs to a date, a clock, an age or a name, or stands for nothing."""
    before = left[-1][0] if left else ""
    if number.kind == "vague":
        return noun is None and unit is None
    if number.kind == "collective" and noun is None and unit is None and not modifier:
        if _is_part(text, number, words):
            return False
        return before not in words.particles or text[number.start : number.end].lower() in words.collectives
    if number.kind == "collective" and text[number.start : number.end].lower() in words.collectives:
        return not _link_length(text, _past_quote(text, number.end) + 1, words)
    if unit and unit.measure == "name":
        return True
    if unit and unit.measure == "duration":
        return _clock_or_age(text, number, left, unit, words)
    if modifier or (unit and unit.measure):
        return False
    following = text[noun[0] : noun[1]].lower() if noun else ""
    if following in words.months or before in words.weekdays:
        return True
    if number.kind == "digits":
        return _named(text, number, left, noun, words)
    if number.kind == "words" and noun is None:
        if text[number.end : number.end + 1] == "-" and text[number.end + 1 : number.end + 2].isalpha():
            return True
        loose = before.isalpha() and before not in words.particles and number.base < 100
        return loose and not _stands_for_some(text, number, left, words)
    return number.kind == "words" and text[number.end : number.end + 1] == "-" and text[number.end + 1].isupper()


def _stands_for_some(text: str, number: Number, left: list[tuple[str, int]], words: CountWords) -> bool:
    """«tuant douze d'entre eux», «en a tué deux»: the number needs no noun of its own."""
    if len(left) > 2 and left[-3][0] in words.clitics:
        return True
    return _is_part(text, number, words)


def _is_part(text: str, number: Number, words: CountWords) -> bool:
    """Those of whom it is a part stand right behind the number."""
    at = _past_quote(text, number.end)
    return text[at : at + 1] == " " and text[at + 1 : at + 12].lower().startswith(words.partitives)


def _named(
    text: str, number: Number, left: list[tuple[str, int]], noun: tuple[int, int] | None, words: CountWords
) -> bool:
    """Digits that are part of a name or stand for a year."""
    if not left:
        return noun is None
    before, at = left[-1]
    glued = before.isalnum() and at + len(before) == number.start
    if before in words.named or glued:
        return True
    if _year_like(number):
        return noun is None or before in words.year_before
    return noun is None and text[at].isupper() and len(left) > 1 and before not in words.particles


def _clock_or_age(text: str, number: Number, left: list[tuple[str, int]], unit: Unit, words: CountWords) -> bool:
    before = left[-1][0] if left else ""
    if unit.symbol == "h":
        return before in words.clock_before and number.high is not None and number.base <= 24
    if unit.symbol != "ans" or number.base > 120:
        return False
    line = text[max(0, number.start - REACH) : number.start].lower().rstrip()
    return any(line.endswith(age.rstrip()) for age in words.ages)


def _inherit(found: list[_Found]) -> list[_Found]:
    """Millions and milliards of nothing take the currency of the nearest sum of the paragraph."""
    money = [f for f in found if f.unit and f.unit.measure == "money"]
    if not money:
        return found
    return [_with_currency(f, money) if _bare_sum(f) else f for f in found]


def _bare_sum(found: _Found) -> bool:
    return found.unit is None and found.noun is None and found.number.factor >= 1e6


def _with_currency(found: _Found, money: list[_Found]) -> _Found:
    nearest = min(money, key=lambda m: abs(m.number.start - found.number.start))
    return replace(found, unit=nearest.unit, rule=f"{found.rule}+inherited")


def _find_zones(text: str, words: CountWords) -> list[tuple[int, str]]:
    """Where the text names a country whose money shares its name with others."""
    if words.zone_pattern is None:
        return []
    return [(m.start(), words.zones[m[0].lower()]) for m in words.zone_pattern.finditer(text)]


def _mention(parse: Parse, found: _Found, zones: list[tuple[int, str]]) -> CountMention:
    noun = parse.span(*found.noun) if found.noun else None
    unit = _unit_name(found, zones) if found.unit else noun.quote if noun else ""
    count = Count(found.low, found.high, found.number.kind in ("collective", "open", "vague"))
    measure = found.unit.measure if found.unit else ""
    return CountMention(parse.span(*found.whole), count, unit, found.rule, noun, measure)


def _unit_name(found: _Found, zones: list[tuple[int, str]]) -> str:
    """The unit's symbol; money whose name several countries share goes by the nearest country before it."""
    unit = found.unit
    if unit is None:
        return ""
    currency = unit.currency
    if currency is None or not currency.shared:
        return unit.symbol
    code_of = {country: code for code, countries in currency.shared.items() for country in countries}
    at = bisect_left(zones, (found.number.start, ""))
    near = [*reversed(zones[max(0, at - ZONES) : at]), *zones[at : at + ZONES]]
    return next((code_of[country] for _, country in near if country in code_of), currency.otherwise)
