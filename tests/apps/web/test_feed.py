"""The feed: valid RSS 2.0, absolute addresses, words of at most 200 characters, and nothing that must stay."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from xml.etree import ElementTree as Xml

import pytest
from fastapi.testclient import TestClient
from test_events_page import client  # noqa: F401 - a fixture

from recoupe.apps.brief.wording import wording
from recoupe.apps.web.app import make_app
from recoupe.apps.web.events.feed import Channel, write_feed
from recoupe.apps.web.settings import WebSettings
from recoupe.boards.values import Line, Part, Quote
from recoupe.model import Event

ATOM = "{http://www.w3.org/2005/Atom}"
CHANNEL = Channel("t", "a", "https://desk.example.org", "/events", "/feed.xml")


def read(client: TestClient, asked: str = "", **more: str) -> Xml.Element:  # noqa: F811
    answer = client.get(f"/feed.xml?{asked}", **more)
    assert answer.status_code == 200 and answer.headers["content-type"].startswith("application/rss+xml")
    return Xml.fromstring(answer.content)


def texts(feed: Xml.Element, path: str) -> list[str]:
    return [found.text or "" for found in feed.findall(path)]


def test_the_feed_is_rss_2(client: TestClient) -> None:  # noqa: F811
    feed = read(client, "q=board:threat&lang=fr")
    assert feed.tag == "rss" and feed.get("version") == "2.0" and len(feed) == 1
    channel = feed[0]
    for name in ("title", "link", "description"):
        assert channel.findtext(name)
    assert channel.findtext("language") == "fr" and "Menace" in channel.findtext("title", "")
    assert channel.find(f"{ATOM}link").get("href").startswith("http://127.0.0.1:8765/feed.xml?q=board%3Athreat")
    assert len(channel.findall("item")) == client.get("/api/events?q=board:threat").json()["count"]
    for day in texts(feed, ".//pubDate") + texts(feed, ".//lastBuildDate"):
        assert parsedate_to_datetime(day).tzinfo is not None


def test_every_item_leads_to_its_event(client: TestClient) -> None:  # noqa: F811
    feed = read(client)
    links, ids = texts(feed, ".//item/link"), feed.findall(".//item/guid")
    assert all(link.startswith("http://127.0.0.1:8765/event/ev-") for link in links) and len(set(links)) == len(links)
    assert [one.text for one in ids] == links and {one.get("isPermaLink") for one in ids} == {"true"}
    assert len(links) <= 50


def test_samples_say_that_they_are_fiction(client: TestClient) -> None:  # noqa: F811
    titles = texts(read(client, "q=type:ASSAULT&lang=en"), ".//item/title")
    assert any("fiction" in title for title in titles)


def test_patrols_to_come_have_no_place(client: TestClient) -> None:  # noqa: F811
    content = client.get("/feed.xml?q=since:2025-12-01+type:COOPERATE&lang=fr").text
    assert "<item>" in content and "Kidira" not in content and "km" not in content.split("<item>", 1)[1]
    assert "<item>" not in client.get("/feed.xml?q=place:Kidira+since:2025-12-01+type:COOPERATE").text


def test_the_same_feed_is_not_sent_twice(client: TestClient) -> None:  # noqa: F811
    mark = client.get("/feed.xml").headers["etag"]
    assert client.get("/feed.xml", headers={"if-none-match": mark}).status_code == 304


def test_wrong_queries_are_told(client: TestClient) -> None:  # noqa: F811
    assert client.get("/feed.xml?q=foo:bar").status_code == 400


def test_behind_a_proxy_addresses_are_those_that_were_told(samples_db, tmp_path) -> None:
    from test_access import log_in

    from recoupe.apps.web.access.passwords import hash_password
    from recoupe.store import open_store
    from recoupe.store.users import Account, add_account

    path = tmp_path / "desk.db"
    path.write_bytes(samples_db.read_bytes())
    with open_store(path) as store, store.writing() as connection:
        hashed = hash_password("une phrase assez longue")
        add_account(connection, Account("lou", "reader", hashed, "2025-11-25T00:00:00"))
    now = datetime(2025, 11, 25, 12, tzinfo=UTC)
    app = make_app(WebSettings(str(path), imports=False, address="https://desk.example.org", now=lambda: now))
    with TestClient(app, base_url="https://desk.example.org", follow_redirects=False) as opened:
        assert log_in(opened, "lou").status_code == 303
        links = texts(read(opened), ".//item/link")
    assert links and all(link.startswith("https://desk.example.org/event/") for link in links)


@pytest.mark.parametrize(
    "words", ["<script>alert(1)</script>", "]]>", "a\x00b\x0b", "&amp; &", "‮evil", "x" * 1000], ids=ascii
)
def test_hostile_words_stay_words_of_at_most_200_characters(words: str) -> None:
    quote = Quote((Part(words),), "a", 0, words, words, "javascript:alert(1)")
    feed = Xml.fromstring(
        write_feed(CHANNEL, [Line(Event(f"e{words[:3]}", "ASSAULT", actors=(words,)), (quote,))], wording("en"))
    )
    item = feed.find(".//item")
    assert item.findtext("link").startswith("https://desk.example.org/event/e")
    assert "javascript:" not in Xml.tostring(feed).decode()
    quoted = item.findtext("description").split("“", 1)[1].rsplit("”", 1)[0]
    assert len(quoted) <= 200
