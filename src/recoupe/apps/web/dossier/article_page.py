"""The page of an article as values: its text with marks, what was read in it, and what became of that."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from recoupe.api import Desk
from recoupe.apps.cli.problem_words import in_words
from recoupe.apps.reason_words import in_reader_words
from recoupe.apps.web.deciding.notices import Choice
from recoupe.apps.web.dossier.added import Added, find_added
from recoupe.apps.web.dossier.columns import short_title
from recoupe.apps.web.dossier.history import PastDecision, find_history
from recoupe.apps.web.dossier.marks import Mark, Note, count_kinds, find_marks, report_words
from recoupe.apps.web.dossier.reports import ReportCard, make_cards
from recoupe.apps.web.dossier.segments import Paragraph, Part, cut_text, find_part
from recoupe.apps.web.dossier.standing import Standing, find_standing
from recoupe.apps.web.dossier.text_versions import VersionChange, tell_changes
from recoupe.apps.web.speech import Speech
from recoupe.boards.lines import is_fiction
from recoupe.discretion.sentences import sentence_bounds
from recoupe.model import Article, DateBounds, Event, Reading, Removed, Report
from recoupe.rebuilding import decision_states
from recoupe.store.decide_reports import decide_readings

EVENTS = 200  # events of one article that are looked up
AT = re.compile(r"(\d{1,9})(?:-(\d{1,9}))?")


@dataclass(frozen=True, slots=True)
class Lit:
    """The words that were asked for and the sentence around them."""

    start: int
    end: int
    sentence: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Dated:
    """A day on which the article may have been published: where that is said, and whether it is the one taken."""

    when: str
    source: str
    reason: str
    at: str
    taken: bool


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """Everything the page of an article shows."""

    article: Article
    title: str
    url: str
    part: Part
    paragraphs: list[Paragraph]
    lit: Lit | None
    kinds: dict[str, int]
    notes: list[tuple[Note, tuple[str, ...]]]
    cards: tuple[ReportCard, ...]
    targets: list[Choice]
    published_why: str
    dates: tuple[Dated, ...]
    bounds: str
    problems: tuple[str, ...]
    removed: tuple[tuple[Removed, str], ...]
    standing: Standing
    added: Added
    versions: tuple[int, ...]
    changes: tuple[VersionChange, ...]
    history: tuple[PastDecision, ...]
    fiction: bool

    @property
    def newest(self) -> int:
        return max(self.versions, default=self.article.version)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the address asks to see of an article."""

    version: int | None = None
    part: int = 1
    at: str = ""
    report: str = ""


def make_article_page(versions: Sequence[Reading], wanted: Wanted, desk: Desk, w: Speech) -> ArticlePage:
    """The page of one version, the newest unless another is asked for, with every decision in its place."""
    newest = versions[-1]
    chosen = next((r for r in versions if r.article.version == wanted.version), newest)
    targets = history_targets(chosen, newest)
    states = decision_states(desk.store, targets)
    reading = next(iter(decide_readings([chosen], [s.decision for s in states], [])))
    article = reading.article
    events = tuple(desk.events(article=[article.id]).first(EVENTS))
    lit = find_lit(reading, wanted)
    part = find_part(article.text, wanted.part, lit.start if lit else None)
    marks = find_marks(reading, w)
    cards = make_cards(reading, events, w)
    return ArticlePage(
        article,
        short_title(article, 160) or article.id,
        open_address(article.url),
        part,
        cut_text(article.text, part, marks, article.removed, edges_of(cards, lit), article.title),
        lit,
        dict(count_kinds(marks)),
        notes_of(marks, part, reading, events),
        cards,
        [Choice(r.id, report_words(r, w)) for r in reading.reports],
        in_reader_words(article.published_from, w.language),
        tuple(dated(article, w)),
        bounds_words(article, w),
        tuple(in_words(p.message, w.language) for p in (*article.problems, *reading.problems)),
        tuple((r, in_reader_words(r.why, w.language)) for r in article.removed),
        find_standing(article.id, desk, w),
        find_added(reading, events, desk, w),
        tuple(r.article.version for r in versions),
        tell_changes(versions),
        find_history(states, [*targets, *(r.id for r in reading.reports)], w),
        is_fiction(reading),
    )


def find_lit(reading: Reading, wanted: Wanted) -> Lit | None:
    """The words the address points at and their sentence; None when they lie outside the text.

    They are given by two offsets, by one that stands in the sentence, or by a report whose own words they are.
    """
    text, match = reading.article.text, AT.fullmatch(wanted.at)
    if match:
        start, end = int(match[1]), int(match[2] or match[1])
    else:
        report = next((r for r in reading.reports if r.id == wanted.report), None)
        if report is None:
            return None
        start, end = report.anchor.start, report.anchor.end
    if not start <= end <= len(text) or start == len(text):
        return None
    sentence = sentence_bounds(text, start, max(end, start + 1))
    return Lit(start, end, sentence) if start < end else Lit(*sentence, sentence)


def edges_of(cards: Sequence[ReportCard], lit: Lit | None) -> set[int]:
    """Where words begin and end that may be lit."""
    edges = {edge for card in cards for value in card.values for edge in value.edges}
    return edges | ({lit.start, lit.end, *lit.sentence} if lit else set())


def notes_of(
    marks: Sequence[Mark], part: Part, reading: Reading, events: Sequence[Event]
) -> list[tuple[Note, tuple[str, ...]]]:
    """The notes of the marks on this part, each with the events whose values rest on such words."""
    users = list(evidence_users(reading.reports, events))
    found: dict[str, tuple[Note, dict[str, None]]] = {}
    for mark in marks:
        if mark.start < part.end and mark.end > part.start:
            _, used = found.setdefault(mark.note.id, (mark.note, {}))
            used |= dict.fromkeys(e for start, end, e in users if start < mark.end and mark.start < end)
    return [(note, tuple(used)) for note, used in found.values()]


def evidence_users(reports: Sequence[Report], events: Sequence[Event]) -> list[tuple[int, int, str]]:
    """Stretches of the text that values of events rest on."""
    holder = {r.id: event.id for event in events for r in event.reports}
    return [(s.start, s.end, holder[r.id]) for r in reports if r.id in holder for s in r.spans]


def dated(article: Article, w: Speech) -> list[Dated]:
    """Every day the article may have been published on."""
    return [
        Dated(
            w.interval(c.interval),
            in_reader_words(c.source, w.language),
            in_reader_words(c.reason, w.language),
            f"{c.span.start}-{c.span.end}" if c.span else "",
            article.published is not None and c.interval.first == c.interval.last == article.published,
        )
        for c in article.candidates
    ]


def bounds_words(article: Article, w: Speech) -> str:
    """What the article's words say of its day while that is not settled; empty when they say nothing."""
    bounds = article.bounds
    if article.published or bounds is None or bounds == replace(DateBounds(), why=bounds.why):
        return ""
    return in_reader_words(bounds.describe(), w.language)


def open_address(url: str | None) -> str:
    """The article's address when it is one a browser may open; else nothing."""
    parts = urlsplit(url or "") if (url or "").isprintable() else None
    return url or "" if parts and parts.scheme in ("http", "https") and parts.netloc else ""


def history_targets(reading: Reading, newest: Reading) -> list[str]:
    reports = (*reading.reports, *newest.reports)
    outlet = [reading.article.outlet] if reading.article.outlet else []
    return [reading.article.id, *(r.id for r in reports), *outlet]
