"""Reasons in the reader's language: why a value is shown, why articles are traced to one origin, how a date is known.

Rooms tell their reasons in English sentences; `in_reader_words` recognises them, several at once too, and tells them
through the catalogue `reasons` with their names, numbers and dates kept. What it does not know it leaves as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from recoupe.apps.evidence_words import WEEKDAYS, evidence_patterns
from recoupe.apps.i18n import current_language, translations
from recoupe.apps.patterns import LONGEST, Patterns
from recoupe.recoup.sentences import SENTENCES
from recoupe.recoup.weights import load_weights

DOMAIN = "reasons"
NUMBERS = ("number", "other", "numbers", "low", "best", "high", "change")
FIELDS = (
    "type", "mode", "actors", "recipients", "place", "when", "from", "to", "killed", "wounded", "abducted", "status",
    "attributed_to", "strength", "background", "series",
)  # fmt: skip
DATING = (  # how an article's date is known, and what its own words say of it
    "unknown",
    "input",
    "option",
    "text",
    "given with the article",
    "settled by the user",
    "html: {reason}",
    "meta {name}",
    "JSON-LD {name}",
    "time element",
    "guess of the extractor",
    "update",
    "publication",
    "in words",
    "year first",
    "month first",
    "day first",
    "not settled: {known}",
    "«{words}» said on the day itself",
    "«{words}» is past: not before {day}",
    "«{words}» lies ahead: not after {day}",
    "{day} or {known}",
    "not before {day}",
    "not after {day}",
    "on {month_day} (day/month)",
    "a day",
    "a Monday",
    "a Tuesday",
    "a Wednesday",
    "a Thursday",
    "a Friday",
    "a Saturday",
    "a Sunday",
)
REMOVED = (  # parts of a page that are not read for events
    "date line",
    "dateline",
    "signed and dated",
    "signature",
    "byline",
    "author",
    "account name",
    "section label",
    "credit",
    "credit to an agency",
    "credit to a source",
    "points to another article",
    "appeal to the reader",
    "part of the site",
    "rights or picture credit",
    "address",
)
NUMBER = r"[-+]?\d[\d., \u2009\u202f\u00a0+bnme%-]*"
SHARE = rf"(?:over )?{NUMBER}(?: to {NUMBER})?"
KINDS = dict.fromkeys(NUMBERS, NUMBER) | {
    "claim": SHARE,
    "share": SHARE,
    "other_share": SHARE,
    "day": r"\d{4}-\d\d-\d\d",
    "fields": r"[a-z_]+(?:, [a-z_]+)*",
    "name": r"(?:(?!, |; ).)+?",
    "weekday": "|".join(WEEKDAYS),
    "other_weekday": "|".join(WEEKDAYS),
    "reason": ".+",
    "known": ".+",
}
TOLD = (
    "reason",
    "known",
    "claim",
    "share",
    "other_share",
    "weekday",
    "other_weekday",
)  # parts that are sentences themselves
RUN = 3  # so many sentences of a list may be one that holds "; " itself


def in_reader_words(why: str, language: str | None = None) -> str:
    """The reason in the reader's language (`language`, else the chosen one)."""
    chosen = language or current_language()
    return why if chosen == "en" or len(why) > LONGEST else _told(why, chosen)


def reason_patterns() -> tuple[str, ...]:
    """Every sentence the catalogue `reasons` has to hold."""
    signs = sorted({words for words in load_weights().says.values() if words})
    return tuple(dict.fromkeys((*SENTENCES.values(), *signs, *DATING, *REMOVED, *FIELDS, *evidence_patterns())))


def is_known(why: str) -> bool:
    """Every sentence of the reason is recognised; a name or number that is all of it needs no words."""
    return _tell(why, "en") is not None


@lru_cache(maxsize=8192)
def _told(why: str, language: str) -> str:
    whole = _tell(why, language)
    return whole if whole is not None else _join("; ", (piece or raw for raw, piece in _tell_list(why, language)))


def _join(mark: str, pieces: Iterable[str]) -> str:
    return ("\u202f; " if mark == "; " else mark).join(pieces)


def _tell(why: str, language: str) -> str | None:
    """A sentence, or a list of sentences that are all known."""
    found = _patterns().find(why)
    if found is not None:
        pattern, parts = found
        words = translations(language, DOMAIN).gettext(pattern)
        return words.format(**{name: _part(name, part, language) for name, part in parts.items()})
    for kind in ("day", "number"):
        if re.fullmatch(KINDS[kind], why):
            return _part(kind, why, language)
    for mark in ("; ", ", "):
        if mark in why:
            pieces = _tell_list(why, language, mark)
            return _join(mark, (piece or "" for _, piece in pieces)) if all(piece for _, piece in pieces) else None
    return None


def _tell_list(why: str, language: str, mark: str = "; ") -> list[tuple[str, str | None]]:
    """The sentences of a list, each as it is and as it is told; longer sentences first, since some hold the mark."""
    pieces, told = why.split(mark), []
    at = 0
    while at < len(pieces):
        for run in range(min(RUN, len(pieces) - at), 0, -1):
            raw = mark.join(pieces[at : at + run])
            words = _tell(raw, language) if run == 1 and raw != why else _tell_one(raw, language)
            if words is not None or run == 1:
                break
        told.append((raw, words))
        at += run
    return told


def _tell_one(sentence: str, language: str) -> str | None:
    found = _patterns().find(sentence)
    return _tell(sentence, language) if found is not None else None


def _part(name: str, part: str, language: str) -> str:
    """A part of a sentence: a number as the language writes it, a day, fields, or a sentence itself."""
    if name in NUMBERS:
        return _number(part, language)
    if name == "day":
        return day_words(date.fromisoformat(part), language)
    if name == "fields":
        return ", ".join(translations(language, DOMAIN).gettext(field) for field in part.split(", "))
    if name in TOLD:
        told = _tell(part, language)
        return told if told is not None else _number(part, language) if name in ("claim", "share") else part
    return part


def _number(words: str, language: str) -> str:
    """802.8 bn -> 802,8 Md"""
    if language != "fr":
        return words
    words = re.sub(r"(?<=\d)\.(?=\d)", ",", words)
    words = re.sub(r"(?<=\d) bn\b", "\u00a0Md", words)
    words = re.sub(r"(?<=\d) m\b", "\u00a0M", words)
    return re.sub(r"(?<=\d) ?%", "\u202f%", words)


def day_words(day: date, language: str) -> str:
    """5 nov. 2025, 1er nov. 2025"""
    from babel.dates import format_date

    told = str(format_date(day, "medium", locale=language))
    return told.replace("1 ", "1er ", 1) if language == "fr" and day.day == 1 else told


@lru_cache(maxsize=1)
def _patterns() -> Patterns:
    ordered = sorted(reason_patterns(), key=lambda p: (-len(re.sub(r"\{\w+\}", "", p)), p))
    return Patterns(ordered, KINDS)
