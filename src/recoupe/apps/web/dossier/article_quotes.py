"""An article as readers beyond this machine see it: head, and the quotes that its reports rest on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from recoupe.api import Desk
from recoupe.apps.web.dossier.columns import moment_words, short_title
from recoupe.apps.web.dossier.curtain import behind, draw_curtain, is_hidden
from recoupe.apps.web.dossier.telling import headline
from recoupe.apps.web.speech import Speech
from recoupe.boards.discretion import Discretion, find_private, mask_names
from recoupe.boards.quotes import quote_report
from recoupe.boards.values import Part
from recoupe.boards.words import load_words
from recoupe.model import Article, Event, Reading

EVENTS = 60


@dataclass(frozen=True, slots=True)
class QuotedEvent:
    """An event with the words of this article, at most two hundred characters of them."""

    id: str
    headline: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class QuotedArticle:
    article: Article
    title: str
    published: str
    events: tuple[QuotedEvent, ...]


def make_quotes(reading: Reading, desk: Desk, now: datetime, w: Speech) -> QuotedArticle:
    """Quotes without names of private persons, and without places of recent movements."""
    private = find_private(reading, load_words())
    events = desk.events(article=[reading.article.id]).first(EVENTS)
    return QuotedArticle(
        reading.article,
        mask_names(short_title(reading.article, 160), private.names),
        moment_words(reading.article, w),
        tuple(quote for event in events for quote in quote_event(event, reading, private, now, w)),
    )


def quote_event(event: Event, reading: Reading, private: Discretion, now: datetime, w: Speech) -> Iterator[QuotedEvent]:
    mine = next((r for r in event.reports if r.article == reading.article.id), None)
    if mine is None:
        return
    readings = {reading.article.id: reading}
    hidden = is_hidden(event, readings, now)
    masks = (*private.person_masks, *(private.place_masks if hidden else ()))
    curtain = draw_curtain(event, [mine], readings, now)
    words = curtain.words(headline(behind(event, curtain), w))
    yield QuotedEvent(event.id, words, quote_report(reading.article, mine, masks).parts)
