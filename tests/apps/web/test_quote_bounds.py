"""However much somebody asks of a desk with accounts, the answers together hold only what may be quoted of a text."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
from fastapi.testclient import TestClient
from test_access import PASSWORD, THERE, log_in
from test_events_page import stranger  # noqa: F401 - fixture

from recoupe.apps.web.access.passwords import hash_password
from recoupe.apps.web.app import make_app
from recoupe.apps.web.settings import WebSettings
from recoupe.knowledge.bundle import Knowledge
from recoupe.knowledge.situations import load_situation
from recoupe.model import Article, Evidence, Interval, Place, Reading, Report, Span
from recoupe.rebuilding import rebuild_picture
from recoupe.share.export import FORMATS
from recoupe.store import open_store
from recoupe.store.users import Account, add_account

NOW = datetime(2025, 11, 25, 12, tzinfo=UTC)
LIMIT, TITLE = 200, 160  # of an item, and of a headline
SHINGLE = 5  # so many words in a row are words of the text, fewer may be anybody's
WORD = re.compile(r"\w+")
NUMBERS = "abcdefghijklmnopqrstuvwxyz"
KAYES = Place("geonames:2455518", "Kayes", "ML", "Kayes", "town", 14.4469, -11.4445, 4.0)


def long_text() -> str:
    """Eighty sentences, each with words that no other has, and no five words in a row that others have."""
    return "\n".join(
        f"Le témoin mot{a}{b}un raconte que mot{a}{b}deux a rouvert après mot{a}{b}trois, dit-il."
        for a in NUMBERS[:8]
        for b in NUMBERS[:10]
    )


def long_reading() -> Reading:
    """An article of which three sentences tell of events."""
    text = long_text()

    def report(n: int, kind: str) -> Report:
        start = text.index(f"mot{NUMBERS[n]}cdeux")
        anchor = Span.of(text, start, start + 8)
        return Report(
            f"long#{n}", "long", anchor, kind, evidence={"type": Evidence(anchor, "r")},
            when=Interval.day(date(2025, 11, n)), place="Kayes", where=KAYES,
        )  # fmt: skip

    article = Article("long", text, "", "Radio Marché", published=date(2025, 11, 9))
    return Reading(article, reports=(report(2, "ASSAULT"), report(4, "CONSULT"), report(6, "PROTEST")))


@pytest.fixture(scope="module")
def desk_of_one(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """One long article on a desk that others reach, seen by a reader."""
    path = tmp_path_factory.mktemp("bounds") / "long.db"
    with open_store(path) as store:
        store.add([long_reading()])
        rebuild_picture(store, Knowledge(situation=load_situation("senegal-mali")))
        with store.writing() as connection:
            add_account(connection, Account("lou", "reader", hash_password(PASSWORD), "2025-11-25T00:00:00"))
    app = make_app(WebSettings(str(path), imports=False, host="0.0.0.0", now=lambda: NOW))
    with TestClient(app, base_url=THERE, follow_redirects=False) as opened:
        assert log_in(opened, "lou").status_code == 303
        yield opened


def desk_values(client: TestClient) -> Any:
    return client.app.state.workplace.desk()  # type: ignore[attr-defined]


def plain(answer: str) -> str:
    return html.unescape(html.unescape(re.sub(r"<[^>]+>", "", answer))).replace("\\n", " ")


def every_answer(client: TestClient, texts: list[str]) -> Iterator[str]:
    """Whatever a reader can have, and what a search for each word gives."""
    desk = desk_values(client)
    events = list(desk.events())
    paths = ["/?days=0", "/events?q=", "/api/events?limit=100", "/feed.xml", "/brief?since=2025-01-01&until=2025-12-31"]
    paths += [f"/export?alone=true&format={name}" for name, form in FORMATS.items() if form.text]
    paths += [f"/event/{event.id}{more}" for event in events for more in ("", "/export?format=geojson")]
    paths += [f"/article/{name}" for name in {a for event in events for a in event.articles}]
    paths += ["/review", "/decisions", "/saved", "/api/saved", "/add"]
    for path in paths:
        yield plain(client.get(path).text)
    for word in sorted({word for text in texts for word in WORD.findall(text)}):
        yield plain(client.get("/search", params={"q": word}).text)


def shingles(words: list[str]) -> set[tuple[str, ...]]:
    return {tuple(words[n : n + SHINGLE]) for n in range(len(words) - SHINGLE + 1)}


def characters_told(text: str, told: set[tuple[str, ...]]) -> int:
    """How much of the text the answers hold, with what lies between two words that they hold."""
    spans = [match.span() for match in WORD.finditer(text)]
    words = [text[a:b].casefold() for a, b in spans]
    known: set[int] = set()
    for n in range(len(words) - SHINGLE + 1):
        if tuple(words[n : n + SHINGLE]) in told:
            known.update(range(spans[n][0], spans[n + SHINGLE - 1][1]))
    return len(known)


def all_told(client: TestClient, texts: list[str]) -> set[tuple[str, ...]]:
    found: set[tuple[str, ...]] = set()
    for answer in every_answer(client, texts):
        found |= shingles([word.casefold() for word in WORD.findall(answer)])
    return found


def test_a_text_cannot_be_pieced_together_by_asking_for_each_of_its_words(desk_of_one: TestClient) -> None:
    text = long_text()
    told = characters_told(text, all_told(desk_of_one, [text]))
    assert SHINGLE < told <= 3 * LIMIT + TITLE < len(text) / 7


def test_of_the_samples_no_more_is_told_than_their_events_rest_on(stranger: TestClient) -> None:  # noqa: F811
    readings = {r.article.id: r for r in desk_values(stranger).readings()}
    told = all_told(stranger, [reading.article.text for reading in readings.values()])
    for name, reading in readings.items():
        items = len(reading.reports) + len(reading.figures)
        assert characters_told(reading.article.text, told) <= items * LIMIT + TITLE, name


def test_search_quotes_what_the_page_of_the_article_quotes(desk_of_one: TestClient) -> None:
    page = plain(desk_of_one.get("/article/long").text)
    found = desk_of_one.get("/search", params={"q": "motccdeux"}).text
    quotes = [plain(words) for words in re.findall(r"<blockquote><p>(.*?)</p>", found, re.DOTALL)]
    assert "<mark>motccdeux</mark>" in found and quotes and all(quote in page for quote in quotes)


def test_words_outside_the_quotes_are_found_and_not_shown(desk_of_one: TestClient) -> None:
    page = desk_of_one.get("/search?q=mothjtrois&lang=en").text
    assert "/article/long" in page and "<blockquote" not in page
    assert "outside what may be quoted" in page
