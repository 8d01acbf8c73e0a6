"""Web pages to drafts: the article's text by trafilatura, and every date the page gives with where it stands."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from recoupe.model import DateCandidate, Interval
from recoupe.sources.decoding import decode_text, marked_encoding
from recoupe.sources.draft import Draft, UnreadableInput

_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?([\w-]{2,30})", re.IGNORECASE)
_PUBLISHED = (
    "article:published_time", "og:article:published_time", "datepublished", "date", "dc.date", "dc.date.issued",
    "dcterms.created", "dcterms.date", "publication_date", "publishdate", "pubdate", "parsely-pub-date",
    "sailthru.date", "og:pubdate",
)  # fmt: skip
_UPDATED = ("article:modified_time", "og:updated_time", "datemodified", "last-modified", "dcterms.modified")
_DAY = re.compile(r"\s*((?:19|20)\d\d-\d\d-\d\d)(?:\D|$)")
_DEPTH = 40


def read_html(content: bytes, source: str) -> Draft:
    """The draft of a web page; raises UnreadableInput when no article can be made out."""
    page = decode_page(content)
    found = _extract(page)
    if found is None or not (found.text or "").strip():
        raise UnreadableInput("no article found in the page: save the article's own page, or its text as .txt")
    title = " ".join((found.title or "").split())
    candidates = tuple(_with_guess(tuple(_page_dates(page)), found.date))
    day, where = _agreed(candidates)
    return Draft(
        text=_with_title(title, found.text.strip()),
        source=source,
        title=title,
        published=day,
        published_from=where,
        outlet=found.sitename or None,
        url=found.url or None,
        author=found.author or None,
        candidates=candidates,
        given_text=False,
    )


def decode_page(content: bytes) -> str:
    """The page as text: by byte-order mark, by the charset it declares, or as any other text."""
    declared = _CHARSET.search(content[:4096])
    if declared and marked_encoding(content) is None:
        try:
            return content.decode(declared.group(1).decode("ascii"))
        except (UnicodeDecodeError, LookupError):
            pass
    return decode_text(content)


def _extract(page: str) -> Any:
    from trafilatura import bare_extraction  # slow to load and only needed here

    try:
        return bare_extraction(page, with_metadata=True, include_comments=False, include_tables=False)
    except (RecursionError, ValueError, AssertionError) as error:
        raise UnreadableInput(f"the page cannot be taken apart ({type(error).__name__}): save its text") from error


def _with_title(title: str, text: str) -> str:
    """The text with its title before it, unless it begins with it."""
    begins = " ".join(text[: len(title) + 40].split()).casefold()
    return text if not title or begins.startswith(title.casefold()) else f"{title}\n\n{text}"


def _page_dates(page: str) -> Iterator[DateCandidate]:
    """Dates of meta elements, time elements and JSON-LD."""
    from lxml import html  # type: ignore[import-untyped]
    from lxml.etree import ParserError  # type: ignore[import-untyped]

    try:
        tree = html.fromstring(page.encode("utf-8", "replace"), parser=html.HTMLParser(encoding="utf-8"))
    except (ParserError, ValueError):
        return
    for meta in tree.iter("meta"):
        name = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").lower()
        if name in _PUBLISHED or name in _UPDATED:
            yield from _candidate(meta.get("content"), f"meta {name}", name in _UPDATED)
    for block in tree.xpath("//script[@type='application/ld+json']"):
        yield from _linked_dates(block.text or "")
    for element in list(tree.iter("time"))[:5]:
        yield from _candidate(element.get("datetime"), "time element", False)


def _linked_dates(block: str) -> Iterator[DateCandidate]:
    try:
        linked = json.loads(block)
    except (ValueError, RecursionError):
        return
    for key, value in _walk(linked, 0):
        if key in ("datePublished", "dateModified"):
            yield from _candidate(value, f"JSON-LD {key}", key == "dateModified")


def _walk(node: Any, depth: int) -> Iterator[tuple[str, Any]]:
    if depth > _DEPTH:
        return
    if isinstance(node, dict):
        yield from node.items()
    values = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
    for value in values:
        yield from _walk(value, depth + 1)


def _candidate(value: Any, where: str, updated: bool) -> Iterator[DateCandidate]:
    match = _DAY.match(value) if isinstance(value, str) else None
    if match is None:
        return
    try:
        day = date.fromisoformat(match.group(1))
    except ValueError:
        return
    yield DateCandidate(Interval.day(day), "html", f"{where}, update" if updated else where)


def _with_guess(candidates: tuple[DateCandidate, ...], guess: str | None) -> Iterator[DateCandidate]:
    """The page's own dates, then the extractor's guess where it adds a day; numbers it read day first are doubtful."""
    yield from dict.fromkeys(candidates)
    for candidate in _candidate(guess, "guess of the extractor", False):
        if all(known.interval != candidate.interval for known in candidates):
            yield candidate


def _agreed(candidates: tuple[DateCandidate, ...]) -> tuple[str | None, str]:
    """The day all publication dates of meta elements and JSON-LD name, and the first of them."""
    told = [c for c in candidates if c.reason.startswith(("meta ", "JSON-LD ")) and not c.reason.endswith(", update")]
    if len({c.interval for c in told}) != 1:
        return None, "input"
    return told[0].interval.first.isoformat(), f"html: {told[0].reason}"
