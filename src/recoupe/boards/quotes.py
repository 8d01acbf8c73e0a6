"""Quotes: at most 200 characters of an article for one item, with the words marked that each field rests on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from recoupe.boards.values import Part, Quote
from recoupe.discretion import MASK as MASK  # whoever shows quotes asks for it here
from recoupe.discretion.sentences import sentence_bounds
from recoupe.model import Article, Figure, Report, Span

LIMIT = 200
WORDS_LIMIT = 60  # words of a field that stand outside the quoted sentence
TITLE_LIMIT = 160


@dataclass(frozen=True, slots=True)
class Mark:
    """Words of the article that `field` rests on."""

    start: int
    end: int
    field: str


Mask = tuple[int, int]


def quote_report(article: Article, report: Report, masks: Sequence[Mask] = ()) -> Quote:
    """The sentence of the report's anchor, cut to what fits, and the words of fields that stand elsewhere."""
    marks = [Mark(report.anchor.start, report.anchor.end, "type")]
    marks += [Mark(e.span.start, e.span.end, name) for name, e in sorted(report.evidence.items())]
    if not article.text:
        return bare_quote(article, report.anchor, marks)
    return quote_words(article, report.anchor, marks, masks)


def quote_figure(article: Article, figure: Figure, masks: Sequence[Mask] = ()) -> Quote:
    """The sentence of a figure, cut around it."""
    spans = (("figure", figure.span), ("period", figure.period_span), ("attribution", figure.attribution_span))
    marks = [Mark(s.start, s.end, name) for name, s in spans if s]
    if not article.text:
        return bare_quote(article, figure.span, marks)
    return quote_words(article, figure.span, marks, masks)


def quote_words(article: Article, anchor: Span, marks: Sequence[Mark], masks: Sequence[Mask]) -> Quote:
    bounds = sentence_bounds(article.text, anchor.start, anchor.end)
    apart = [m for m in unique_marks(marks) if m.end <= bounds[0] or m.start >= bounds[1]]
    spare = sum(min(m.end - m.start, WORDS_LIMIT) + 3 for m in apart)
    limit = max(LIMIT // 2, LIMIT - spare)
    inside = [m for m in marks if bounds[0] <= m.start and m.end <= bounds[1]]
    start, end = cut_window(article.text, bounds, anchor, inside, limit - 2)
    parts = [*ellipsis_before(start, bounds), *cut_parts(article.text, start, end, marks, masks)]
    parts += ellipsis_after(end, bounds)
    lost = [m for m in unique_marks(inside) if m.end <= start or m.start >= end]
    parts += apart_parts(article.text, sorted((*apart, *lost), key=lambda m: m.start), masks, room(parts))
    return make_quote(article, start, parts)


def bare_quote(article: Article, anchor: Span, marks: Sequence[Mark]) -> Quote:
    """The anchor's words alone: the article's text is not at hand."""
    fields = tuple(dict.fromkeys(m.field for m in marks if (m.start, m.end) == (anchor.start, anchor.end)))
    return make_quote(article, anchor.start, [Part(clean_spaces(anchor.quote)[:LIMIT], fields)])


def make_quote(article: Article, start: int, parts: Iterable[Part]) -> Quote:
    return Quote(
        tuple(parts), article.id, start, article.outlet, article_title(article), article.url, article.published
    )


def article_title(article: Article) -> str:
    """The title, or the beginning of a text without one, within 160 characters."""
    title = article.title or article.text.strip().split("\n", 1)[0]
    return title if len(title) <= TITLE_LIMIT else title[:TITLE_LIMIT].rsplit(" ", 1)[0] + "…"


def unique_marks(marks: Iterable[Mark]) -> list[Mark]:
    """One mark per stretch of words, with the fields it serves kept apart by the caller."""
    return list({(m.start, m.end): m for m in marks}.values())


def cut_window(text: str, bounds: Mask, anchor: Span, marks: Sequence[Mark], limit: int) -> Mask:
    """At most `limit` characters of the sentence: around the anchor and as many marked words as fit."""
    low, high = bounds
    if high - low <= limit:
        return low, high
    start, end = anchor.start, min(anchor.end, anchor.start + limit)
    for mark in sorted(marks, key=lambda m: abs(m.start - anchor.start)):
        wide = min(start, mark.start), max(end, mark.end)
        if wide[1] - wide[0] <= limit:
            start, end = wide
    return widen_window(text, (start, end), bounds, limit)


def widen_window(text: str, inner: Mask, bounds: Mask, limit: int) -> Mask:
    """The window filled up with whole words, first what follows, then what goes before."""
    start, end = inner
    spare = limit - (end - start)
    after = min(bounds[1], end + spare * 2 // 3)
    if after < bounds[1]:
        after = max(end, text.rfind(" ", end, after + 1))
    before = max(bounds[0], start - (limit - (after - start)))
    if before > bounds[0]:
        space = text.find(" ", before, start)
        before = start if space < 0 else space + 1
    return before, after


def cut_parts(text: str, start: int, end: int, marks: Sequence[Mark], masks: Sequence[Mask]) -> list[Part]:
    """`text[start:end]` in pieces: masked, marked with the fields that rest on it, or plain."""
    edges = {start, end, *(p for m in marks for p in (m.start, m.end)), *(p for m in masks for p in m)}
    cuts = sorted(p for p in edges if start <= p <= end)
    parts: list[Part] = []
    for first, last in zip(cuts, cuts[1:]):  # noqa: RUF007
        if any(a < last and first < b for a, b in masks):
            if not (parts and parts[-1].cut):
                parts.append(Part(MASK, (), True))
            continue
        fields = tuple(dict.fromkeys(m.field for m in marks if m.start <= first and last <= m.end))
        parts.append(Part(clean_spaces(text[first:last]), fields))
    return parts


def apart_parts(text: str, marks: Sequence[Mark], masks: Sequence[Mask], room_left: int) -> list[Part]:
    """Words of fields outside the window, each after "…", while there is room."""
    parts: list[Part] = []
    for mark in marks:
        end = min(mark.end, mark.start + WORDS_LIMIT)
        if end - mark.start + 3 > room_left:
            break
        room_left -= end - mark.start + 3
        parts += [Part(" … ", (), True), *cut_parts(text, mark.start, end, [mark], masks)]
    return parts


def room(parts: Iterable[Part]) -> int:
    return LIMIT - sum(len(part.text) for part in parts)


def ellipsis_before(start: int, bounds: Mask) -> list[Part]:
    return [Part("…", (), True)] if start > bounds[0] else []


def ellipsis_after(end: int, bounds: Mask) -> list[Part]:
    return [Part("…", (), True)] if end < bounds[1] else []


def clean_spaces(words: str) -> str:
    """Line breaks and runs of spaces as one space; other characters as they are."""
    out: list[str] = []
    for char in words:
        if char in "\n\t\r ":
            if not (out and out[-1] == " "):
                out.append(" ")
        else:
            out.append(char)
    return "".join(out)
