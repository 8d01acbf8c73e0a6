"""Where numbers stand in a text and what they are worth, before anything around them is looked at."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from recoupe.reading.count_words import CountWords

_WORD = re.compile(r"\w+(?:-\w+)*'?|'")
_PHONE = re.compile(r"(?:[ .-]\d{2,3}(?!\d)){3,}|[ .-]\d{2}(?!\d)[ .-]\d{2}(?!\d)")
_GLUED = re.compile(r"[^\W\d_]|[.,:/-]\d")
LONGEST_DIGITS = 18


@dataclass(frozen=True, slots=True)
class Number:
    """A number in `text[start:end]` with bounds; `base` is the value its words name.

    `kind`: digits, words, collective (vague), open («des dizaines»), vague («plusieurs»), share. `scaled`
    numbers end in a noun of number, so that «de» follows («deux millions de»); `factor` is that noun's value.
    """

    start: int
    end: int
    base: float
    low: float
    high: float | None
    kind: str
    rule: str
    factor: float = 1.0
    scaled: bool = False
    grouped: bool = False


def find_numbers(text: str, start: int, end: int, words: CountWords) -> Iterator[Number]:
    """Every number between two offsets of the plain text, in order."""
    skip = 0
    for match in words.core.finditer(text, start, end):
        if match.start() < skip:
            continue
        kind = match.lastgroup
        if kind == "fixed":
            continue
        if match["digits"]:
            phone = _PHONE.match(text, match.end("digits"))
            if phone and not match["scale"]:
                skip = phone.end()
            elif number := _digits(text, match, words):
                yield number
        elif kind == "share":
            if not any(text.startswith(stop, match.end() + 1) for stop in words.share_stops):
                value = words.shares[match[0].lower()]
                yield Number(match.start(), match.end(), value, value, value, "share", "shares")
        elif kind == "vague":
            yield Number(match.start(), match.end(), 2, 2, None, "vague", words.vague[match[0].lower()])
        else:
            yield from _spelled(text, match.start(), match.end(), words)


def _digits(text: str, match: re.Match[str], words: CountWords) -> Number | None:
    """Digits with an optional scale word; None where they belong to a name, an ordinal, a date or a clock."""
    at, end = match.span("digits")
    raw = match["digits"]
    before = text[at - 1] if at else " "
    if (
        len(raw) > LONGEST_DIGITS
        or (raw[0] == "0" and raw[1:2].isdigit())
        or (before == "-" and at > 1 and not text[at - 2].isspace() and text[at - 2] != "(")
    ):
        return None
    value, grouped = _digits_value(raw, words)
    if not match["scale"] and (glued := _GLUED.match(text, end)):
        unit = words.unit_pattern.match(text, end)
        if not unit or (glued[0].isalpha() and unit[0].lower() == "h"):
            return None
    factor = words.scales[match["scale"].lower()] if match["scale"] else 1.0
    half = _half_after(text, match.end(), words) if factor > 1 else 0
    total = value * factor + (factor / 2 if half else 0)
    total = round(total, 6)
    return Number(
        at, match.end() + half, total, total, total, "digits", "digits", factor, factor >= 1e6, grouped or factor > 1
    )


def _digits_value(raw: str, words: CountWords) -> tuple[float, bool]:
    """The value of digits, and whether they are written as a quantity (grouped or with a fraction)."""
    for sign in words.decimal:
        if sign in raw:
            whole, _, fraction = raw.partition(sign)
            return float("".join(c for c in whole if c.isdigit()) + "." + fraction), True
    last = re.split(r"[ .,]", raw)[-1]
    digits = "".join(c for c in raw if c.isdigit())
    if digits == raw:
        return float(digits), False
    if len(last) == 3:
        return float(digits), True
    return float(digits[: -len(last)] + "." + last), True  # «3.5»: no group of three, so the sign is a point


def _half_after(text: str, end: int, words: CountWords) -> int:
    """Length of «et demi» after a scale word, with its space."""
    for half in words.halves:
        if text.startswith(half, end + 1) and not text[end + 1 + len(half) : end + 2 + len(half)].isalnum():
            return len(half) + 1
    return 0


def _spelled(text: str, start: int, end: int, words: CountWords) -> Iterator[Number]:
    """The numbers in a run of number words: «deux cent trente», «dizaines de milliers», two in «trois et quatre»."""
    while start < end:
        number, stop = _one_spelled(text, start, end, words)
        if number:
            yield number
        start = stop


def _one_spelled(text: str, start: int, end: int, words: CountWords) -> tuple[Number | None, int]:
    total = current = last = 0.0
    factor, opened, vague, plural_open = 1.0, False, False, False
    begin = stop = start
    for at, after, value, kind in _pieces(text, start, end, words):
        if kind == "indefinite":
            plural_open = True
        elif kind == "one" and not current:
            current = last = 1
        elif kind in ("number", "one"):
            if not _may_add(current, last, value):
                break
            current, last = current + value, value
        else:
            bare = not (total or current)
            big = kind == "collective" or value >= 1e6
            opened = opened or (big and bare and (plural_open or value >= 1e6 or _plural(text, after, words)))
            vague = vague or kind == "collective"
            if total and kind == "collective":
                total, current = total * value, 0
            elif value >= 1000 or kind == "collective":
                total, current = (total * value if vague and total else total + (current or 1) * value), 0
            else:
                current = (current or 1) * value
            last, factor = value, value if big or factor > 1 else factor
        begin = at if stop == start else begin
        stop = after
    if stop == start:
        return None, start + 1
    base = total + current
    if not base:
        return None, stop
    return _make_spelled(text, begin, stop, base, factor, opened, vague, words), stop


def _make_spelled(
    text: str, start: int, stop: int, base: float, factor: float, opened: bool, vague: bool, words: CountWords
) -> Number:
    if factor > 1 and not vague:
        half = _half_after(text, stop, words)
        stop, base = stop + half, base + (factor / 2 if half else 0)
    if opened:
        return Number(start, stop, base, 2 * base, None, "open", "several", factor, True)
    if vague:
        low, high = float(int(base * (1 - words.spread) + 0.5)), float(int(base * (1 + words.spread) + 0.5))
        return Number(start, stop, base, low, high, "collective", "collectives", factor, True)
    return Number(start, stop, base, base, base, "words", "numbers", factor, factor >= 1e6, factor >= 1000)


def _may_add(current: float, last: float, value: float) -> bool:
    """Number words join only downwards: «cent vingt», «soixante et onze», never «trois quatre»."""
    if not current:
        return True
    if last >= 100:
        return value < last
    return last >= 20 and (value < 10 or (value < 20 and last in (60, 80)))


def _plural(text: str, after: int, words: CountWords) -> bool:
    """The noun of number before `after` is a plural on its own («milliers de»)."""
    return text[after - 1 : after].lower() == "s"


def _pieces(text: str, start: int, end: int, words: CountWords) -> Iterator[tuple[int, int, float, str]]:
    """The meaningful words of a run with their offsets, value and kind; joiners are passed over."""
    at = start
    while at < end:
        for table, kind in (
            (words.values, "number"), (words.scales, "scale"), (words.collectives, "collective"),
        ):  # fmt: skip
            found = _longest(text, at, end, table)
            if found:
                yield at, at + len(found), table[found], kind
                at += len(found)
                break
        else:
            match = _WORD.match(text, at, end)
            if not match:
                at += 1
                continue
            word = re.split(r"(?<=')", match[0].lower())[0].split("-")[0]
            if word in words.ones:
                yield at, at + len(word), 1.0, "one"
            elif word in words.indefinites and at == start:
                yield at, at + len(word), 0.0, "indefinite"
            at += len(word) or 1


def _longest(text: str, at: int, end: int, table: dict[str, float]) -> str | None:
    """The longest key of `table` that stands at `at` as whole words."""
    best = None
    room = text[at : min(end, at + 24)].lower()
    for size in range(len(room), 1, -1):
        if room[:size] in table and not room[size : size + 1].isalnum():
            best = room[:size]
            break
    return best
