"""What an article itself says of a distance, so that it can stand beside what is computed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

import msgspec
from text_to_num import text2num

from recoupe.discretion.sentences import sentence_bounds
from recoupe.knowledge.board_words import fold_text, language_codes
from recoupe.knowledge.loader import HOME, Entry, language_file, load_entries, load_yaml
from recoupe.model import Article, Report

Says = Literal["below", "about", "above", "near"]
LETTER = "[A-Za-zÀ-ÿ]"
NUMBER = rf"(?P<number>\d{{1,4}}(?:[.,]\d{{1,2}})?|{LETTER}{{2,20}}(?:[- ](?!kilo|km){LETTER}{{1,20}}){{0,3}})"
NAME = r"(?P<name>[A-ZÀ-Þ][\w'-]{2,30}(?: (?:[A-ZÀ-Þ][\w'-]{1,30})){0,3})"
AFTER = 60  # characters after "frontière" in which a country may be named
NEAR_GAP = 40  # characters between a place and the words "near X" that speak of it


class DistanceEntry(Entry, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A pattern with NUMBER or NAME in it, and what it says."""

    says: Says
    pattern: str
    numbers: dict[str, float] = msgspec.field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Rule:
    entry: DistanceEntry
    language: str
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Said:
    """Words of an article on a distance: kilometres from a border, or near another place. Offsets of the article."""

    says: Says
    start: int
    end: int
    quote: str
    km: float | None = None
    name: str | None = None
    countries: tuple[str, ...] = field(default=())


def said_distances(article: Article, report: Report) -> tuple[Said, ...]:
    """Every distance said in the sentence of the report's place (of its anchor when it has no place)."""
    if not article.text:
        return ()
    evidence = report.evidence.get("place")
    around = evidence.span if evidence else report.anchor
    start, end = sentence_bounds(article.text, around.start, around.end)
    text = plain_text(article.text[start:end])
    found = (read_match(rule, match, text) for rule, match in find_matches(text))
    moved = [shift(said, start, article.text) for said in found if said]
    return tuple(s for s in moved if s.says != "near" or 0 <= s.start - around.end <= NEAR_GAP)


def find_matches(text: str) -> Iterator[tuple[Rule, re.Match[str]]]:
    for rule in load_rules():
        for match in rule.pattern.finditer(text):
            yield rule, match


def read_match(rule: Rule, match: re.Match[str], text: str) -> Said | None:
    """The value of a match; None when its number is none."""
    span = (match.start(), match.end(), match.group())
    if rule.entry.says == "near":
        return Said("near", *span, name=match["name"])
    km = read_number(match["number"], rule)
    if km is None:
        return None
    return Said(rule.entry.says, *span, km=km, countries=countries_in(match.group() + text[match.end() :][:AFTER]))


def read_number(words: str, rule: Rule) -> float | None:
    """Digits, a word list's number, or spelled numbers of the rule's language."""
    if words in rule.entry.numbers:
        return rule.entry.numbers[words]
    if words[0].isdigit():
        return float(words.replace(",", "."))
    try:
        return float(text2num(words, rule.language))
    except (ValueError, KeyError):  # not a number in that language
        return None


def countries_in(text: str) -> tuple[str, ...]:
    """ISO alpha-2 codes of the countries named in the words up to the end of the clause."""
    names = country_words()
    clause = re.split(r"[,;.:()]", text)[0]
    words = re.findall(r"\w[\w'-]*", fold_text(clause))
    return tuple(dict.fromkeys(names[word] for word in words if word in names))


@lru_cache(maxsize=1)
def country_words() -> dict[str, str]:
    """Folded names and adjectives of countries, of one word, to their code."""
    found: dict[str, str] = {}
    for row in load_yaml(HOME / "actors" / "states.yml") or []:
        names = [name for names in row.get("names", {}).values() for name in names]
        for words in (*names, *(w for forms in row.get("demonyms", {}).values() for w in forms.split())):
            for word in {fold_text(words), *fold_text(words).split("'")[1:]}:
                found.setdefault(word, row["iso2"])
    return found


@lru_cache(maxsize=1)
def load_rules() -> tuple[Rule, ...]:
    """The distance patterns of every language that has some."""
    return tuple(
        Rule(entry, code, compile_rule(entry))
        for code in language_codes()
        for entry in load_entries(language_file(code, "distances.yml"), DistanceEntry)
    )


def compile_rule(entry: DistanceEntry) -> re.Pattern[str]:
    """The pattern with NUMBER and NAME spelled out; number words of the entry come first."""
    number = NUMBER
    if entry.numbers:
        number = NUMBER.replace("(?P<number>", f"(?P<number>{'|'.join(re.escape(w) for w in entry.numbers)}|")
    return re.compile(rf"(?<!\w)(?:{entry.pattern.replace('NUMBER', number).replace('NAME', NAME)})(?!\w)")


def shift(said: Said, by: int, text: str) -> Said:
    start, end = said.start + by, said.end + by
    return Said(said.says, start, end, text[start:end], said.km, said.name, said.countries)


def plain_text(text: str) -> str:
    """Straight apostrophes and plain spaces, character for character."""
    return text.translate(PLAIN)


PLAIN = {0x2019: "'", 0x02BC: "'", 0x00A0: " ", 0x202F: " ", 0x2009: " ", 0x0A: " ", 0x09: " "}
