"""An article as readers beyond this machine see it: head, and the quotes that its reports rest on."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime

from recoupe.api import Desk
from recoupe.apps.web.dossier.columns import moment_words, short_title
from recoupe.apps.web.dossier.curtain import Curtain, draw_curtain
from recoupe.apps.web.dossier.telling import headline
from recoupe.apps.web.speech import Speech
from recoupe.boards.discretion import Discretion, find_private, mask_names
from recoupe.boards.lines import is_fiction
from recoupe.boards.quotes import quote_report
from recoupe.boards.values import Part
from recoupe.discretion import cover_unread, make_masks
from recoupe.knowledge.board_words import load_words
from recoupe.model import Article, Event, Reading, Report

EVENTS = 60


@dataclass(frozen=True, slots=True)
class QuotedEvent:
    """An event with the words of this article, at most two hundred characters of them."""

    id: str
    headline: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class QuotedArticle:
    """`url` is None when it spells what is held back; `told` when the article's id does not."""

    article: Article
    title: str
    url: str | None
    published: str
    events: tuple[QuotedEvent, ...]
    fiction: bool
    told: bool


def make_quotes(reading: Reading, desk: Desk, now: datetime, w: Speech, hidden: Collection[str] = ()) -> QuotedArticle:
    """Quotes without names of private persons, and without places of recent movements.

    `hidden` are events whose place is held back, be it because of what another article says of them.
    """
    private = find_private(reading, load_words())
    title, quoted = mask_names(short_title(reading.article, 160), private.names), []
    masks, name = make_masks(private.names), reading.article.id
    url, told = masks.address(reading.article.url), not masks.search(name)
    for event in desk.events(article=[reading.article.id]).first(EVENTS):
        mine = [r for r in event.reports if r.article == reading.article.id][:1]
        curtain = draw_curtain(event, mine, {name: reading}, now, event.id in hidden)
        if curtain.hidden:
            title = cover_unread(title, reading.article.text)
        title, url, told = curtain.words(title), curtain.address(url), told and curtain.tells(name)
        quoted += [quote_event(event, report, reading.article, private, curtain, w) for report in mine]
    return QuotedArticle(
        reading.article, title, url, moment_words(reading.article, w), tuple(quoted), is_fiction(reading), told
    )


def quote_event(
    event: Event, report: Report, article: Article, private: Discretion, curtain: Curtain, w: Speech
) -> QuotedEvent:
    masks = (*private.person_masks, *(private.place_masks if curtain.hidden else ()))
    parts = quote_report(article, report, masks).parts
    words = curtain.words(headline(curtain.event(event), w))
    return QuotedEvent(event.id, words, tuple(replace(part, text=curtain.words(part.text)) for part in parts))
