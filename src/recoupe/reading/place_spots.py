"""Where names of places may stand: capitalised runs of words that the gazetteer knows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from recoupe.knowledge.countries import country_of_demonym
from recoupe.knowledge.gazetteer import Gazetteer, Known
from recoupe.knowledge.names import fold_word
from recoupe.knowledge.place_rules import PlaceRule, PlaceRules
from recoupe.parsing import Parse

# Latin capitals; the range past Þ holds some small letters too, harmless here.
CAPITAL = r"[A-ZÀ-ÖØ-ÞĀ-Ž]"
# A word ends where a capital follows a small letter: titles and leads are often glued («à ParisLa préfecture»).
_SMALL = r"[^\W\d_A-ZÀ-ÖØ-Þ]"
_START = re.compile(rf"(?<![^\W_])(?:{CAPITAL}{{2,}}(?!{_SMALL})|{CAPITAL}{_SMALL}*)")
_NEXT = re.compile(rf"(?:['-]| (?:- )?)({CAPITAL}{{2,}}(?!{_SMALL})|{CAPITAL}?{_SMALL}+|{CAPITAL})")
LONGEST_IMPORT = 4
SHORT = 5  # letters; shorter words in capitals are acronyms
LANGUAGES = ("fr", "en")  # of the names in countries.csv


@dataclass(slots=True)
class Spot:
    """A possible name at `start`:`end` of the plain text, with the places of that name, and what speaks for it.

    `trigger` is the rule of the noun that announces it («village de»), `support` what the words around it add or
    take away, `located` that a preposition or noun of place precedes, `articled` that an article does, `accented`
    that it is written with accents, `listed` marks a name in one list with the one before it, `beside` the country
    said of it, `choice` the place it is.
    """

    start: int
    end: int
    key: str
    known: tuple[Known, ...]
    trigger: PlaceRule | None = None
    support: float = 0.0
    listed: bool = False
    located: bool = False
    articled: bool = False
    accented: bool = False
    beside: str | None = None
    choice: Known | None = None
    metonym: bool = False
    rule: str = "name"


@dataclass(slots=True)
class Run:
    """A capitalised word with the longer and longer names that begin there: (key, end), longest first."""

    start: int
    keys: list[tuple[str, int]]


def find_spots(parse: Parse, gazetteer: Gazetteer, rules: PlaceRules, language: str) -> list[Spot]:
    """Every longest run of words that the gazetteer has a place for, in text order, none inside another."""
    text = parse.text
    demonyms = country_of_demonym(language)
    runs = list(find_runs(parse, gazetteer, rules))
    known = gazetteer.known_all(key for run in runs for key, _ in run.keys)
    known = {key: rows for key, all_rows in known.items() if (rows := in_language(key, all_rows, gazetteer, language))}
    spots: list[Spot] = []
    done = 0
    for run in runs:
        if run.start < done:
            continue
        hit = next(
            ((k, end) for k, end in run.keys if k in known and fits_case(text, run.start, end, k, gazetteer)), None
        )
        if hit is None:
            continue
        key, end = hit
        holder = held_until(text, run.start, end, key, rules)
        people = text[run.start : end].lower() in demonyms and known[key][0].place.level != "country"
        if holder is None and not people:
            spots.append(Spot(run.start, end, key, known[key], accented=not text[run.start : end].isascii()))
        done = holder or end
    return spots


def in_language(key: str, rows: tuple[Known, ...], gazetteer: Gazetteer, language: str) -> tuple[Known, ...]:
    """Without countries that bear the name in another language only: in French, Mexico is the town."""
    languages = gazetteer.index.languages.get(key)
    if languages is None or language in languages or language not in LANGUAGES:
        return rows
    return tuple(k for k in rows if k.kind != "country")


def find_runs(parse: Parse, gazetteer: Gazetteer, rules: PlaceRules) -> Iterator[Run]:
    """The capitalised words, and lower-case beginnings such as «fleuve», where a name may begin."""
    text, heads = parse.text, gazetteer.index.heads
    lowered = lowered_pattern(gazetteer)
    far = LONGEST_IMPORT if gazetteer.imports else 0
    for chunk in parse.chunks:
        starts = list(_START.finditer(text, chunk.start, chunk.end))
        if lowered is not None:
            more = lowered.finditer(text, chunk.start, chunk.end)
            starts = sorted([*starts, *more], key=lambda m: m.start())
        for match in starts:
            head = fold_word(match.group())
            reach = max(heads.get(head, 0), far if len(head) > 1 else 0)
            if reach:
                keys = name_keys(text, match, head, reach, chunk.end)
                if head in rules.functions:
                    keys = [k for k in keys if " " in k[0]]
                if keys:
                    yield Run(match.start(), keys)


def name_keys(text: str, match: re.Match[str], head: str, reach: int, stop: int) -> list[tuple[str, int]]:
    """Folded names of one to `reach` words that begin at the match with where they end, longest first."""
    key, end = head, match.end()
    found = [(key, end)]
    for _ in range(reach - 1):
        more = _NEXT.match(text, end, stop)
        if more is None:
            break
        key, end = f"{key} {fold_word(more.group(1))}", more.end()
        found.append((key, end))
    return found[::-1]


_PATTERNS: dict[frozenset[str], re.Pattern[str]] = {}


def lowered_pattern(gazetteer: Gazetteer) -> re.Pattern[str] | None:
    """First words of names that are written in lower case: «fleuve», «golfe», «trois»."""
    words = frozenset(gazetteer.index.lowered.values())
    if not words:
        return None
    if words not in _PATTERNS:
        _PATTERNS[words] = re.compile(rf"(?<![^\W_])(?:{'|'.join(sorted(words, key=len, reverse=True))})(?![^\W_])")
    return _PATTERNS[words]


def fits_case(text: str, start: int, end: int, key: str, gazetteer: Gazetteer) -> bool:
    """Acronyms count in capitals only («EAU» is a country, «Eau» is water); other names are written as names.

    A name that begins in lower case must be one that is so written («mer Rouge»); one that begins with an article
    needs a capital after it («La Réunion», not «La réunion»).
    """
    words = text[start:end]
    if key in gazetteer.index.acronyms:
        return words.isupper()
    if words.isupper() and end - start <= SHORT and not text[max(0, start - SHORT) : end + SHORT].isupper():
        return False  # an acronym of something else: «CHU»
    if words[0].islower():
        return key in gazetteer.index.lowered
    return " " not in key or not words[1:].islower() or len(key.partition(" ")[0]) > 3


def held_until(text: str, start: int, end: int, key: str, rules: PlaceRules) -> int | None:
    """Where the name ends that holds this one without being a place («Mali Tribune»); None when none does."""
    for before, whole in rules.holders.get(key.partition(" ")[0], ()):
        first = start - len(before)
        stop = first + len(whole)
        if first >= 0 and stop >= end and stop - first > end - start and text[first:stop].lower() == whole:
            return stop
    return None


def forward(parse: Parse, at: int) -> int:
    """The offset in the plain text of an offset of the article."""
    low, high = 0, len(parse.text)
    while low < high:
        middle = (low + high) // 2
        if parse.plain.back(middle) < at:
            low = middle + 1
        else:
            high = middle
    return low
