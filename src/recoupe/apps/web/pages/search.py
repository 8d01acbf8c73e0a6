"""`/search`: one box for events and articles, with the words found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from recoupe.apps.web.addresses import article_address
from recoupe.apps.web.desk import workplace
from recoupe.apps.web.dossier.article_quotes import QuotedArticle, make_quotes
from recoupe.apps.web.events.filters import Trouble, events_address, find_trouble
from recoupe.apps.web.events.finding import hidden_ids
from recoupe.apps.web.events.lines import make_lines
from recoupe.apps.web.events.rows import make_row
from recoupe.apps.web.events.snippets import Piece, make_snippet, mark_words, wanted_stems
from recoupe.apps.web.events.stored_articles import load_articles
from recoupe.apps.web.events.withholding import tells_places
from recoupe.apps.web.pages.events import Text
from recoupe.apps.web.render import render
from recoupe.apps.web.speech import Speech, words_of
from recoupe.model import Article
from recoupe.store.query import Query as Asked
from recoupe.store.query import QueryError, parse_query
from recoupe.store.schema import events
from recoupe.store.search import ArticleHit, Page, page_query, search_page

router = APIRouter()

EVENTS, ARTICLES, COUNTED = 10, 20, 100  # on one page, and counted at most
MOST_PAGES = 50


@dataclass(frozen=True, slots=True)
class ArticleFound:
    """An article with the words found in it; `elsewhere` when they stand in none of the words that may be quoted.

    `address` is empty where it would spell what is held back.
    """

    address: str
    title: list[Piece]
    outlet: str
    day: str
    pieces: list[Piece]
    elsewhere: bool = False


@router.get("/search", include_in_schema=False)
def show_search(
    request: Request, q: Text = "", page: Annotated[int, Query(ge=1, le=MOST_PAGES)] = 1, after: str = ""
) -> Response:
    """Events first, then articles; nothing asked, nothing found."""
    if not q.strip():
        return render(request, "search.html.j2", q="", asked=False, trouble=None)
    try:
        return show_found(request, q, page, after)
    except QueryError as error:
        return show_trouble(request, q, find_trouble(q, error, words_of(request)))


def show_found(request: Request, line: str, page: int, after: str) -> Response:
    w, query = words_of(request), parse_query(line)
    found, count = find_page(request, query, after or None)
    stems = wanted_stems(query)
    rows = [make_row(one, w) for one in make_lines(request, found.events)]
    articles, more = find_articles(request, query, page, w)
    line = str(query)
    return render(
        request,
        "search.html.j2",
        asked=True,
        trouble=None,
        q=line,
        count=min(count, COUNTED),
        many=count > COUNTED,
        events=[(row, mark_words(row.quote, stems, w.language)) for row in rows],
        all_events=events_address(line),
        next_events=address(line, page, found.after) if found.after else "",
        articles=articles,
        words_only=bool(query.terms),
        page=page,
        earlier=address(line, page - 1) if page > 1 else "",
        later=address(line, page + 1) if more and page < MOST_PAGES else "",
    )


def find_page(request: Request, query: Asked, after: str | None) -> tuple[Page, int]:
    """One page of events, and how many there are, counted no further than a hundred and one.

    Where others look, events whose place is held back are left out when the answer would tell it.
    """
    place = workplace(request)
    hidden = hidden_ids(request).events if place.settings.public and tells_places(query) else frozenset()
    with place.store.reading() as connection:
        found = search_page(connection, query, EVENTS, after, place.locate, hidden)
        counted = page_query(connection, query, place.locate, COUNTED + 1 + len(hidden), wanted=(events.c.id,))
        ids = set(connection.execute(counted).scalars())
    return found, len(ids - hidden)


def show_trouble(request: Request, line: str, trouble: Trouble) -> Response:
    return render(request, "search.html.j2", 400, q=line, asked=False, trouble=trouble)


def find_articles(request: Request, query: Asked, page: int, w: Speech) -> tuple[list[ArticleFound], bool]:
    """One page of the articles that hold the words, and whether there are more; fields ask of events only.

    Where others look, articles that tell of hidden movements are left out.
    """
    words = " ".join(str(words) for words in query.words)
    if query.terms or not words:
        return [], False
    store, first = workplace(request).store, (page - 1) * ARTICLES
    hidden = hidden_ids(request).articles if workplace(request).settings.public else frozenset[str]()
    hits = store.search_articles(words, first + ARTICLES + 1 + len(hidden))
    hits = tuple(hit for hit in hits if hit.id not in hidden)  # that a word is found there would tell where
    shown = hits[first : first + ARTICLES]
    make = make_quoted if workplace(request).settings.public else make_found
    return make(request, shown, wanted_stems(query), w), len(hits) > first + ARTICLES


def make_found(request: Request, hits: Sequence[ArticleHit], stems: frozenset[str], w: Speech) -> list[ArticleFound]:
    """On one's own desk: words of the text around those that were searched."""
    with workplace(request).store.reading() as connection:
        held = load_articles(connection, (hit.id for hit in hits))
    return [found_in(hit, held[hit.id], stems, w) for hit in hits if hit.id in held]


def found_in(hit: ArticleHit, article: Article, stems: frozenset[str], w: Speech) -> ArticleFound:
    title = hit.title or article.text.strip().partition("\n")[0][:160] or hit.id
    pieces = make_snippet(article.text, stems, article.language)
    return ArticleFound(*head(hit, title, article, stems, w), pieces)


def make_quoted(request: Request, hits: Sequence[ArticleHit], stems: frozenset[str], w: Speech) -> list[ArticleFound]:
    """Where others look: what the article's own page quotes and nothing around the words that were searched.

    However many words somebody asks for, the answers together say no more of a text than that page.
    """
    place = workplace(request)
    desk, now = place.desk(), place.settings.now()
    held = {reading.article.id: reading for reading in desk.readings([hit.id for hit in hits])}
    return [quoted_in(hit, make_quotes(held[hit.id], desk, now, w), stems, w) for hit in hits if hit.id in held]


def quoted_in(hit: ArticleHit, quoted: QuotedArticle, stems: frozenset[str], w: Speech) -> ArticleFound:
    article = quoted.article
    quotes = (mark_words("".join(part.text for part in one.parts), stems, article.language) for one in quoted.events)
    best: list[Piece] = max(quotes, key=count_found, default=[])
    pieces = best if count_found(best) else []
    found = ArticleFound(*head(hit, quoted.title, article, stems, w), pieces, elsewhere=not pieces)
    return found if quoted.told else replace(found, address="")


def head(
    hit: ArticleHit, title: str, article: Article, stems: frozenset[str], w: Speech
) -> tuple[str, list[Piece], str, str]:
    """Address, title, outlet and day of an article."""
    return (
        article_address(hit.id),
        mark_words(title, stems, article.language),
        hit.outlet or w._("outlet not known"),
        w.day(article.published) if article.published else w._("undated"),
    )


def count_found(pieces: Sequence[Piece]) -> int:
    return sum(piece.found for piece in pieces)


def address(line: str, page: int, after: str = "") -> str:
    values = {"q": line, "page": str(page) if page > 1 else "", "after": after}
    return f"/search?{urlencode({name: value for name, value in values.items() if value})}"
