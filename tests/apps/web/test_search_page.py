"""`/search`: events and articles that hold the words, marked, in snippets of at most 200 characters."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from typing import Any

import pytest
from fastapi.testclient import TestClient
from test_events_page import client, stranger  # noqa: F401 - fixtures

from recoupe.apps.web.events.snippets import make_snippet, mark_words, wanted_stems
from recoupe.model import Article, Reading
from recoupe.store.query import parse_query

TEXT = (
    "Le marché de Sambala a rouvert. " * 40 + "Des camions attaqués près du poste de douane ont brûlé. " + "Fin. " * 90
)


def plain(pieces: Any) -> str:
    return "".join(piece.text for piece in pieces)


def found(pieces: Any) -> list[str]:
    return [piece.text for piece in pieces if piece.found]


@pytest.mark.parametrize(
    ("query", "words"),
    [("attaque", ["attaqués"]), ("DOUANES camion", ["camions", "douane"]),
     ('"poste de douane"', ["poste", "de", "douane"]), ("-attaque douane", ["douane"])],
)  # fmt: skip
def test_a_snippet_stands_around_the_words(query: str, words: list[str]) -> None:
    pieces = make_snippet(TEXT, wanted_stems(parse_query(query)), "fr")
    assert set(words) <= set(found(pieces)) and len(plain(pieces)) <= 200
    assert plain(pieces).startswith("…") and plain(pieces).endswith("…")


def test_without_the_words_the_text_begins() -> None:
    pieces = make_snippet(TEXT, frozenset(), "fr")
    assert plain(pieces).startswith("Le marché") and found(pieces) == [] and len(plain(pieces)) <= 200


@pytest.mark.parametrize("text", ["", "x" * 5000, "a\n\nb " * 400, "é" * 199, "‮" * 300, "mot"])
def test_odd_texts_have_snippets_too(text: str) -> None:
    assert len(plain(make_snippet(text, wanted_stems(parse_query("mot x")), "fr"))) <= 200


def test_masked_words_do_not_show() -> None:
    start = TEXT.index("camions")
    pieces = make_snippet(TEXT, wanted_stems(parse_query("attaque")), "fr", [(start, start + 7)])
    assert "camions" not in plain(pieces) and "[…]" in plain(pieces)


def test_every_word_keeps_its_place() -> None:
    assert plain(mark_words("L'attaque d'hier", wanted_stems(parse_query("attaque")), "fr")) == "L'attaque d'hier"


def test_events_and_articles_are_found(client: TestClient) -> None:  # noqa: F811
    page = client.get("/search?q=convoi+carburant&lang=en").text
    assert re.search(r'id="found-events">\d+ events', page) and "<mark>convoi</mark>" in page
    assert 'href="/event/ev-' in page and 'href="/article/' in page and 'href="/events?q=convoi+carburant"' in page
    for quote in re.findall(r"<blockquote><p>(.*?)</p>", page, re.DOTALL):
        assert len(html.unescape(re.sub(r"<[^>]+>", "", quote))) <= 202


def test_fields_ask_of_events_only(client: TestClient) -> None:  # noqa: F811
    page = client.get("/search?q=type:ASSAULT&lang=en").text
    assert "articles are searched by words only" in page and 'href="/event/ev-' in page


@pytest.mark.parametrize("query", ["introuvable", "l'", "…", "«»", "board:trade introuvable"])
def test_nothing_found_is_said(client: TestClient, query: str) -> None:  # noqa: F811
    assert client.get("/search", params={"q": query}).status_code == 200


def test_wrong_queries_are_told(client: TestClient) -> None:  # noqa: F811
    answer = client.get("/search?q=foo:bar&lang=fr")
    assert answer.status_code == 400 and "<mark><bdi>foo:bar</bdi></mark>" in answer.text
    assert client.get("/search?q=convoi&page=0").status_code == 400
    assert client.get("/search?q=convoi&after=x").status_code == 400


def test_many_articles_have_pages(tmp_path: Any) -> None:
    from recoupe.apps.web.app import make_app
    from recoupe.apps.web.settings import WebSettings

    with TestClient(
        make_app(WebSettings(str(tmp_path / "m.db"), imports=False)), base_url="http://127.0.0.1:8765"
    ) as one:
        readings = (Reading(Article(f"a{n}", f"Une note sur le mil, numéro {n}.", f"Note {n}")) for n in range(47))
        one.app.state.workplace.writer.add(readings)  # type: ignore[attr-defined]
        pages = [one.get(f"/search?q=mil&page={n}").text for n in (1, 2, 3)]
    assert [len(re.findall('href="/article/', page)) for page in pages] == [20, 20, 7]
    assert 'rel="next"' in pages[1] and 'rel="prev"' in pages[1] and 'rel="next"' not in pages[2]


def test_others_do_not_find_patrols_by_their_places(client: TestClient, stranger: TestClient) -> None:  # noqa: F811
    own = client.get("/search?q=Kidira+patrouilles&lang=fr").text
    shown = stranger.get("/search?q=Kidira+patrouilles&lang=fr").text
    assert "Kidira</mark>" in own
    quotes = " ".join(re.findall(r"<blockquote>.*?</blockquote>", shown, re.DOTALL))
    assert "Kidira" not in quotes


def test_hostile_articles_stay_words(tmp_path: Any) -> None:
    from recoupe.apps.web.app import make_app
    from recoupe.apps.web.settings import WebSettings

    text = "Un convoi <script>alert(1)</script> ‮ passe <img src=x onerror=alert(1)>"
    with TestClient(
        make_app(WebSettings(str(tmp_path / "h.db"), imports=False)), base_url="http://127.0.0.1:8765"
    ) as one:
        one.app.state.workplace.writer.add([Reading(Article("a/../b", text, text))])  # type: ignore[attr-defined]
        page = one.get("/search?q=convoi").text
    assert "<script>alert" not in page and "<img src=x" not in page and "/article/a%2F..%2Fb" in page


def test_the_page_in_a_browser(page: Any, no_serious_findings: Callable[[Any], None]) -> None:
    page.goto("/search")
    no_serious_findings(page)
    page.fill("#s-q", "convoi carburant")
    page.keyboard.press("Enter")
    page.wait_for_url("**q=convoi*")
    assert page.locator(".hits mark").count() > 3
    no_serious_findings(page)
