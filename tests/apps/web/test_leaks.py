"""What readers of a desk with accounts must not learn, however they ask."""

from __future__ import annotations

import html
import re
import shutil
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from fastapi.testclient import TestClient
from test_access import THERE, log_in
from test_events_page import client, stranger  # noqa: F401  (the desks are fixtures)

from recoupe.apps.web.access.passwords import hash_password
from recoupe.apps.web.app import make_app
from recoupe.apps.web.briefing.picture import Asked, period_events
from recoupe.apps.web.dossier.article_quotes import make_quotes
from recoupe.apps.web.pages import login, search
from recoupe.apps.web.settings import WebSettings
from recoupe.apps.web.speech import speech
from recoupe.model import ActorMention, Article, Reading, Span
from recoupe.store import open_store
from recoupe.store.query import parse_query
from recoupe.store.users import Account, add_account

COMING = "since:2025-12-01 type:COOPERATE"  # a joint patrol planned at Kidira


def marks_of_pages(one: TestClient, order: str) -> list[str]:
    """The marks with which one row after the other is asked for."""
    marks: list[str] = []
    while len(marks) < 50:
        asked = {"q": "since:2025-11-01", "sort": order, "limit": 1, "after": marks[-1] if marks else ""}
        after = one.get("/api/events", params=asked).json()["after"]
        if not after:
            break
        marks.append(after)
    return marks


@pytest.mark.parametrize("order", ["km", "-km"])
def test_neither_order_nor_marks_of_pages_tell_how_far_a_hidden_patrol_is(
    client: TestClient,  # noqa: F811
    stranger: TestClient,  # noqa: F811
    order: str,
) -> None:
    coming = {row["id"] for row in client.get("/api/events", params={"q": COMING}).json()["events"]}
    asked = {"q": "since:2025-11-01", "sort": order, "limit": 100}
    rows = stranger.get("/api/events", params=asked).json()["events"]
    told = [n for n, row in enumerate(rows) if row["border_km"] is not None]
    turns = [n for n, row in enumerate(rows) if row["id"] in coming]
    assert turns and min(turns) > max(told)
    known = [mark for mark in marks_of_pages(stranger, order) if not mark.startswith("-inf")]
    assert len(known) == len(told)


@pytest.mark.parametrize("query", ["place:Kidira", "within:3km:14.457,-12.209", "Kidira", "-place:Diboli"])
def test_no_brief_answers_where_a_patrol_will_be(client: TestClient, query: str) -> None:  # noqa: F811
    """A brief is made for others on every desk."""
    place: Any = client.app.state.workplace  # type: ignore[attr-defined]
    coming = {row["id"] for row in client.get("/api/events", params={"q": f"{query} {COMING}"}).json()["events"]}
    asked = Asked(query, date(2025, 11, 1), date(2025, 12, 31))
    picture: Any = client.app.state.picture  # type: ignore[attr-defined]
    with place.store.reading() as connection:
        events, _ = period_events(connection, picture, asked, parse_query(query), place)
    assert coming and not coming & {event.id for event in events}


def test_articles_of_hidden_patrols_are_not_found_by_words(client: TestClient, stranger: TestClient) -> None:  # noqa: F811
    asked = {"q": "patrouilles Kidira"}
    assert "/article/" in client.get("/search", params=asked).text
    assert "/article/" not in stranger.get("/search", params=asked).text


def test_readers_do_not_see_what_decisions_say(stranger: TestClient) -> None:  # noqa: F811
    assert stranger.get("/decisions").status_code == 403


def test_the_address_of_an_article_is_left_out_when_it_spells_a_private_person(client: TestClient) -> None:  # noqa: F811
    place: Any = client.app.state.workplace  # type: ignore[attr-defined]
    text = "Moussa Korolin, un berger, est passé."
    person = ActorMention(
        Span(0, 14, "Moussa Korolin"), "Moussa Korolin", "person", 0, "r", sector="CVL", function="berger"
    )

    def shown(url: str) -> str | None:
        reading = Reading(Article("a", text, "Un passage", url=url), actors=(person,))
        return make_quotes(reading, place.desk(), place.settings.now(), speech("en")).url

    assert shown("https://ex.example/moussa-korolin-passe") is None
    assert shown("https://ex.example/un-passage") == "https://ex.example/un-passage"


def test_many_passwords_tried_at_once_are_counted_before_they_are_checked(
    samples_db: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While one is checked the others already wait."""
    copy = tmp_path / "desk.db"
    shutil.copyfile(samples_db, copy)
    with open_store(copy) as store, store.writing() as connection:
        add_account(connection, Account("lou", "reader", hash_password("une phrase assez longue"), "2025-11-25"))
    app = make_app(WebSettings(str(copy), imports=False, host="0.0.0.0"))
    counted: list[int] = []

    def check(*_: object) -> None:
        counted.append(sum(map(len, app.state.attempts.failures.values())))

    monkeypatch.setattr(login, "known_account", check)
    with TestClient(app, base_url=THERE, follow_redirects=False) as one:
        assert [log_in(one, "lou").status_code for _ in range(6)] == [401] * 5 + [429]
        assert counted == [3, 6, 9, 12, 15]
        app.state.attempts.succeeded("testclient", "lou")
        monkeypatch.undo()
        assert log_in(one, "lou").status_code == 303
        assert {len(times) for times in app.state.attempts.failures.values()} == {4}


@pytest.mark.parametrize("query", ["place:Kidira", "Kidira", "within:50km:SN-ML"])
def test_marks_of_search_pages_come_from_events_that_are_shown(
    client: TestClient,  # noqa: F811
    stranger: TestClient,  # noqa: F811
    query: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A mark names a day and a number: those of a hidden patrol stand in none, and no page has a gap in its place."""
    monkeypatch.setattr(search, "EVENTS", 2)
    asked = {"q": query, "limit": 100}
    known, shown = (
        [row["id"] for row in one.get("/api/events", params=asked).json()["events"]] for one in (client, stranger)
    )
    assert set(shown) < set(known)
    own, seen = search_pages(client, query), search_pages(stranger, query)
    found = [name for page in own for name in page]
    assert set(found) == set(known)
    assert [name for page in seen for name in page] == [name for name in found if name in shown]
    assert all(len(page) == 2 for page in seen[:-1])


def search_pages(one: TestClient, query: str) -> list[list[str]]:
    """The ids on one page of events after the other."""
    pages: list[list[str]] = []
    address: str | None = f"/search?{urlencode({'q': query})}"
    while address and len(pages) < 50:
        page = one.get(address).text
        pages.append(re.findall(r'<a href="/event/(ev-[^"]+)"', page))
        following = re.search(r'class="button" href="([^"]*after=[^"]*)"', page)
        address = html.unescape(following[1]) if following else None
    return pages
