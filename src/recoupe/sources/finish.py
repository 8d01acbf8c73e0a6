"""A draft becomes an article: furniture, dates, outlet, language and id."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from recoupe.knowledge.outlets import load_outlets
from recoupe.model import Article, DateCandidate, Interval, Problem
from recoupe.sources.draft import Draft, UnreadableInput
from recoupe.sources.furniture import Furniture, find_furniture
from recoupe.sources.identity import make_id
from recoupe.sources.languages import find_language
from recoupe.sources.options import InputOptions

NO_IDS = ("Cc", "Cs", "Zl", "Zp")  # controls, halves of signs, breaks of lines: no address or list holds them
ZONES = timedelta(days=1)  # somewhere it is tomorrow already


@dataclass(frozen=True, slots=True)
class _Dating:
    day: date | None = None
    moment: datetime | None = None
    known_from: str = "unknown"
    candidates: tuple[DateCandidate, ...] = ()
    problems: tuple[Problem, ...] = ()


def finish_article(draft: Draft, options: InputOptions) -> Article:
    """The article of a draft; raises UnreadableInput without text, with far too much, or control signs in its id."""
    if not draft.text.strip():
        raise UnreadableInput("no text: expected some words to read")
    if draft.id and any(unicodedata.category(sign) in NO_IDS for sign in draft.id):
        raise UnreadableInput(f'"id" {draft.id[:40]!r} holds a line break or control character: expected plain signs')
    if len(draft.text) > options.article_chars:
        raise UnreadableInput(f"{len(draft.text)} characters: split it, {options.article_chars} are the limit")
    page = find_furniture(draft.text, draft.title, title_in_text=not draft.given_text)
    if not _something_left(draft.text, page):
        raise UnreadableInput("no text: nothing but labels, bylines and links")
    dating = _date(draft, page, options)
    outlet = _outlet(draft, page)
    return Article(
        id=draft.id or make_id(draft.text, draft.outlet, draft.url),
        text=draft.text,
        title=draft.title or page.title,
        outlet=outlet,
        url=draft.url,
        author=draft.author or page.author,
        language=_language(draft, options),
        section=draft.section or page.section,
        published=dating.day,
        published_at=dating.moment,
        published_from=dating.known_from,
        candidates=dating.candidates,
        removed=page.removed,
        credits=page.credits,
        source=draft.source,
        given_text=draft.given_text,
        problems=(*dating.problems, *_ahead(dating.day, draft.source, options.today)),
    )


def _something_left(text: str, page: Furniture) -> bool:
    """There are words outside the removed parts."""
    ends = [0, *(r.span.end for r in page.removed)]
    starts = [*(r.span.start for r in page.removed), len(text)]
    return any(text[end:start].strip() for end, start in zip(ends, starts))


def _outlet(draft: Draft, page: Furniture) -> str | None:
    """As given; else by the web address, as the page calls its site, or the agency whose own dispatch the text is."""
    if draft.outlet and draft.given_text:
        return draft.outlet
    known = load_outlets().by_domain(draft.url) if draft.url else None
    return known.name if known else draft.outlet or page.agency


def _language(draft: Draft, options: InputOptions) -> str:
    """Two letters: as given («fr-FR» is "fr"), else as the words of the text tell."""
    given = (draft.language or "").split("-")[0].split("_")[0].lower()
    return given if len(given) == 2 and given.isalpha() else find_language(draft.text, options.language)


def _date(draft: Draft, page: Furniture, options: InputOptions) -> _Dating:
    """The day as given, else by option, else as the text's own lines leave only one; every candidate is kept."""
    problems: tuple[Problem, ...] = ()
    candidates = (*draft.candidates, *page.candidates)
    try:
        day, moment = read_published(draft.published, options)
    except UnreadableInput as error:
        day, moment = None, None
        problems = (Problem("sources", str(error), draft.source),)
    if day:
        given = DateCandidate(Interval.day(day), draft.published_from, "given with the article")
        told = () if draft.published_from.startswith("html") else (given,)
        return _Dating(day, moment, draft.published_from, (*told, *candidates), problems)
    if options.published:
        given = DateCandidate(Interval.day(options.published), "option", "settled by the user")
        return _Dating(options.published, None, "option", (given, *candidates), problems)
    only = _only_day(candidates)
    return _Dating(only, None, "text" if only else "unknown", candidates, problems)


def _ahead(day: date | None, source: str, today: date | None) -> Iterator[Problem]:
    """A day that lies ahead is kept, and told: an article cannot come out tomorrow."""
    if day and today and day > today + ZONES:
        what = f"published {day.isoformat()} lies ahead: kept; give the day it came out, or set this machine's clock"
        yield Problem("sources", what, source)


def _only_day(candidates: tuple[DateCandidate, ...]) -> date | None:
    """The single day that all candidates name, those for updates aside."""
    days = {c.interval for c in candidates if ", update" not in c.reason} or {c.interval for c in candidates}
    return next(iter(days)).first if len(days) == 1 else None


def read_published(value: str | None, options: InputOptions) -> tuple[date | None, datetime | None]:
    """Day and moment of an ISO 8601 date; raises UnreadableInput for anything else and for impossible years."""
    if not value:
        return None, None
    try:
        moment = None if len(value) <= 10 else datetime.fromisoformat(value.replace("Z", "+00:00"))
        day = moment.date() if moment else date.fromisoformat(value)
    except ValueError as error:
        raise UnreadableInput(
            f"published {value[:40]!r} is no date: expected 2025-11-05 or 2025-11-05T14:30Z"
        ) from error
    if not options.first_year <= day.year <= options.last_year:
        years = f"{options.first_year} to {options.last_year}"
        raise UnreadableInput(f"published {value[:40]!r} is out of range: years {years} are read")
    return day, moment
