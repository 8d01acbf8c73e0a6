"""Ids of articles may hold anything: every link to them stays on the desk, and tells nothing that is held back."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import httpx
import pytest
from fastapi.testclient import TestClient
from test_access import PASSWORD, THERE, log_in
from test_event_page import abduction, patrol, public_reading

from recoupe.apps.web.access.passwords import hash_password
from recoupe.apps.web.addresses import article_address, event_address, is_replaced
from recoupe.apps.web.app import make_app
from recoupe.apps.web.settings import WebSettings
from recoupe.discretion import make_masks
from recoupe.model import Article, Event, Origins, Reading, Report, Span
from recoupe.rebuilding import PICTURED, picture_mark
from recoupe.store import Store, open_store
from recoupe.store.users import Account, add_account

HOSTILE = [
    "../../etc/passwd", "..", ".", "../login", "//evil.example/x", "a/b?c=d#e", "%2e%2e", "%2F..%2F", "100 %",
    "javascript:alert(1)", "a\\..\\b", '"><script>alert(1)</script>', "élan 🚚", "?lang=fr", "a/", "/",
    "a\r\nb", "a\nset-cookie: x=1", "tab\there",
]  # fmt: skip
TOLD = re.compile(r"traor[eé]|patrouille-|tambarou", re.IGNORECASE)
NOW = datetime(2025, 11, 25, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def desk_of_ids(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every hostile id is that of an article, all of which tell one event; another event is told by one alone."""
    path = tmp_path_factory.mktemp("ids") / "ids.db"
    reports = tuple(Report(f"{name}#1", name, Span(0, 7, "attaque"), "ASSAULT") for name in HOSTILE)
    articles = (Article(name, "attaque de mardi", f"Titre {n}", f"Outlet {n}") for n, name in enumerate(HOSTILE))
    with open_store(path) as store:
        store.add([Reading(a, reports=(r,)) for a, r in zip(articles, reports, strict=True)], "k")
        groups = tuple((name,) for name in HOSTILE)
        store.save_picture([Event("ev-1", "ASSAULT", reports=reports, origins=groups)], Origins(groups), [])
        store.remember(PICTURED, picture_mark(store))
    return path


@pytest.fixture
def client(serve: Any, desk_of_ids: Path) -> Iterator[httpx.Client]:
    """A client of a server at work: that of tests decodes addresses twice."""
    with httpx.Client(base_url=serve(desk_of_ids).url) as opened:
        yield opened


@pytest.mark.parametrize("name", HOSTILE)
def test_an_article_is_found_under_its_address_and_links_back_to_itself(client: httpx.Client, name: str) -> None:
    address = article_address(name, "at=0-7")
    page = client.get(address)
    assert page.status_code == 200 and f"Titre {HOSTILE.index(name)}</bdi></h1>" in page.text
    other = re.search(r'href="([^"]*[?;]lang=fr)"', page.text)
    assert other and f"Titre {HOSTILE.index(name)}" in client.get(html.unescape(other[1])).text
    for back in re.findall(r'name="back" value="([^"]+)"', page.text)[:1]:
        assert urlsplit(html.unescape(back)).path == urlsplit(address).path


def test_no_link_of_a_page_leaves_the_desk(client: httpx.Client) -> None:
    for address in ("/event/ev-1", "/event/ev-1?page=2", "/event/ev-1?page=3", "/", "/search?q=attaque", "/review"):
        page = client.get(address).text
        for link in re.findall(r'href="([^"#]+)', page):
            whole = urlsplit(urljoin(str(client.base_url).rstrip("/") + address, html.unescape(link)))
            assert whole.netloc in (client.base_url.netloc.decode(), "www.openstreetmap.org", "www.geonames.org"), link
            assert not re.search("passwd|evil", whole.path) or whole.path.startswith("/article/"), link


@pytest.mark.parametrize("name", ["..", "../../etc/passwd", "a/b?c=d#e"])
def test_a_browser_follows_the_link_of_a_dossier(open_page: Any, serve: Any, desk_of_ids: Path, name: str) -> None:
    page = open_page(serve(desk_of_ids))
    page.goto("/event/ev-1")
    for _ in range(3):
        link = page.locator(".fields thead a", has_text=re.compile(rf"^Outlet {HOSTILE.index(name)}$"))
        if link.count():
            break
        page.get_by_role("link", name="More columns").click()
    link.click()
    assert page.locator("h1").inner_text() == f"Titre {HOSTILE.index(name)}"


def test_addresses_of_events() -> None:
    assert event_address("ev-1/../x?") == "/event/ev-1%2F..%2Fx%3F"


def test_an_id_that_was_replaced_is_known_by_its_form() -> None:
    masks = make_masks(("Diboli",))
    assert is_replaced(masks.name("patrouille-diboli")) and not is_replaced(masks.name("patrouille-kayes"))


# beyond this machine


def finish(store: Store) -> None:
    """The picture is told to be whole, and a reader may come."""
    store.remember(PICTURED, picture_mark(store))
    with store.writing() as connection:
        add_account(connection, Account("lou", "reader", hash_password(PASSWORD), "2025-11-25"))


@contextmanager
def shown_to_lou(path: Path) -> Iterator[TestClient]:
    app = make_app(WebSettings(str(path), host="0.0.0.0", now=lambda: NOW))
    with TestClient(app, base_url=THERE) as client:
        log_in(client, "lou")
        yield client


@pytest.fixture
def reader(tmp_path: Path) -> Iterator[TestClient]:
    """Articles whose ids tell what is held back: a private person's name, and where a patrol is."""
    path, whole = tmp_path / "public.db", public_reading()
    who, where = "traore-keita-enleve", "patrouille-diboli"
    reports = {who: renamed(abduction(), who), where: renamed(patrol(), where)}
    with open_store(path) as store:
        for name, report in reports.items():
            title = "Moussa Traoré-Keïta enlevé" if name == who else "Une patrouille vers Tambarou"
            article = replace(whole.article, id=name, title=title, published=date(2025, 11, 24))
            store.add([replace(whole, article=article, reports=(report,))], "k")
        store.save_picture([event_of("ev-1", reports[who]), event_of("ev-2", reports[where])], Origins(()), [])
        finish(store)
    with shown_to_lou(path) as client:
        yield client


def renamed(report: Report, article: str) -> Report:
    return replace(report, id=f"{article}#1", article=article)


def event_of(name: str, report: Report) -> Event:
    shown = {field: getattr(report, field) for field in ("mode", "when", "place", "where", "recipients")}
    return Event(name, report.type, reports=(report,), origins=((report.article,),), boards=("threat",), **shown)


def test_no_link_tells_a_reader_what_is_held_back_or_leads_nowhere(reader: TestClient) -> None:
    for address in ("/?days=0", "/search?q=patrouille", "/search?q=long", "/events", "/event/ev-1", "/event/ev-2"):
        page = reader.get(address)
        assert page.status_code == 200 and not TOLD.search(page.text), address
        links = re.findall(r'href="(/article/[^"#]+)', page.text)
        assert [link for link in links if reader.get(link).status_code != 200] == []


def test_what_came_in_is_told_without_its_telling_id(reader: TestClient) -> None:
    reader.get("/?days=0")
    jar = next(cookie for cookie in reader.cookies.jar if cookie.name.startswith("recoupe_seen"))
    reader.cookies.clear()
    log_in(reader, "lou")
    reader.cookies.set(jar.name, "1577836800.1577836800", domain="desk.example.org")
    page = reader.get("/?days=0").text
    assert "Since your last visit" in page and "enlevé" in page and not TOLD.search(page)


def test_a_headline_names_no_place_of_a_hidden_movement(reader: TestClient) -> None:
    """Neither one that the text has nor one that only the headline has."""
    page = reader.get(article_address("patrouille-diboli")).text
    assert "Tambarou" not in page and "Diboli" not in page and "patrouille vers […]" in page


def test_what_another_article_calls_a_patrol_is_held_back_here_too(tmp_path: Path) -> None:
    path = tmp_path / "two.db"
    text = "Des soldats sont attendus mardi à Diboli."
    mine = replace(patrol(), id="b#1", article="b", anchor=Span(4, 11, "soldats"), evidence={}, where=patrol().where)
    quiet = Article("b", text, "Des soldats à Diboli", "Radio", published=date(2025, 11, 24))
    with open_store(path) as store:
        store.add([public_reading(), Reading(quiet, reports=(mine,))], "k")
        event = replace(event_of("ev-2", patrol()), reports=(patrol(), mine), origins=(("a",), ("b",)))
        store.save_picture([event], Origins((("a",), ("b",))), [])
        finish(store)
    with shown_to_lou(path) as client:
        assert "Diboli" not in client.get("/article/b").text
