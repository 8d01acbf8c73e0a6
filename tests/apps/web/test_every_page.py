"""Every page that can be reached from the first: nothing is dead, nothing breaks, French pages speak French."""

from __future__ import annotations

import re
from collections import Counter, defaultdict, deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any
from urllib.parse import parse_qsl, urldefrag, urljoin, urlsplit

import httpx
import pytest
from starlette.routing import Match

from recoupe.apps.i18n import translations
from tools.catalogues import DOMAINS, is_translated, listed_messages, read_messages

ALIKE = 5  # addresses of one kind that are followed
QUOTED = {"bdi", "q", "blockquote", "mark", "cite", "script", "style", "code", "option", "textarea", "title"}
VOID = {"meta", "br", "link", "img", "hr", "input", "path", "circle", "rect", "use"}


@dataclass
class Form:
    method: str
    action: str


@dataclass
class Page:
    """What stands in a page: where it leads, what it names, what it says in its own words."""

    address: str
    links: list[str] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)
    forms: list[Form] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    language: str = ""
    loose_buttons: int = 0
    scripts: int = 0


class Reader(HTMLParser):
    """Reads a page; words in quotes and in names are not the page's own."""

    def __init__(self, address: str, text: str) -> None:
        super().__init__()
        self.page, self.open = Page(address), [""]
        self.foreign: int | None = None  # how deep the text of an article began, which has a language of its own
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag not in VOID:
            self.open.append(tag)
        if given.get("id") == "text" and self.foreign is None:
            self.foreign = len(self.open)
        if "id" in given:
            self.page.ids.add(given["id"])
        if tag == "html":
            self.page.language = given.get("lang", "")
        if tag == "a" and "href" in given:
            self.page.links.append(given["href"])
        if tag == "form":
            self.page.forms.append(Form(given.get("method", "get"), given.get("action", "")))
        self.page.scripts += tag == "script" and "src" in given
        self.page.loose_buttons += tag == "button" and "form" not in self.open
        self.page.words += [given[name] for name in ("aria-label", "placeholder") if given.get(name)]

    def handle_endtag(self, tag: str) -> None:
        while tag in self.open and self.open.pop() != tag:
            pass
        if self.foreign is not None and len(self.open) < self.foreign:
            self.foreign = None

    def handle_data(self, data: str) -> None:
        words = " ".join(data.split())
        if words and not QUOTED & {*self.open} and self.foreign is None:
            self.page.words.append(words)


def crawl(server: Any, language: str) -> dict[str, Page]:
    """Every page that is reached by links from the first one; fails at an answer that is no success."""
    found: dict[str, Page] = {}
    alike: Counter[tuple[str, ...]] = Counter()
    with httpx.Client(base_url=server.url, headers={"accept-language": language}, timeout=60) as client:
        waiting, came = deque(["/"]), {"/": ""}
        while waiting:
            address = waiting.popleft()
            answer = client.get(address, follow_redirects=True)
            assert answer.status_code == 200, f"{address} answers {answer.status_code}; a link on {came[address]}"
            if not answer.headers["content-type"].startswith("text/html") or "content-disposition" in answer.headers:
                continue
            page = found[address] = Reader(str(answer.url), answer.text).page
            for link in local_links(page, server.url):
                kind = kind_of(link)
                if link not in came and alike[kind] < ALIKE:
                    alike[kind] += 1
                    came[link] = address
                    waiting.append(link)
    return found


def local_links(page: Page, home: str) -> Iterator[str]:
    for link in page.links:
        whole = urldefrag(urljoin(page.address, link)).url
        if whole.startswith(home + "/") and "lang=" not in whole:
            yield whole.removeprefix(home)


def kind_of(address: str) -> tuple[str, ...]:
    """Pages that are made alike: the same first part and the same names of values."""
    parts = urlsplit(address)
    return (parts.path.split("/")[1], *sorted(name for name, _ in parse_qsl(parts.query)))


@pytest.fixture(scope="module", params=["samples", "seeds"])
def server(request: pytest.FixtureRequest) -> Any:
    return request.getfixturevalue({"samples": "desk", "seeds": "seeds_desk"}[request.param])


@pytest.fixture(scope="module", params=["fr", "en"])
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def pages(server: Any, language: str) -> dict[str, Page]:
    return crawl(server, language)


def test_every_page_answers_in_the_language_asked_for(pages: dict[str, Page], language: str) -> None:
    assert {page.language for page in pages.values()} == {language}
    kinds = {kind_of(address)[0] for address in pages}
    assert kinds >= {"", "events", "event", "article", "review", "search", "saved", "brief", "decisions", "add"}


def test_links_within_a_page_lead_somewhere(pages: dict[str, Page]) -> None:
    dead = [
        f"{address} {link}"
        for address, page in pages.items()
        for link in page.links
        if link.startswith("#") and len(link) > 1 and link[1:] not in page.ids
    ]
    assert dead == []


def test_links_into_other_pages_find_their_place(pages: dict[str, Page], server: Any) -> None:
    dead = set()
    for page in pages.values():
        for link in page.links:
            whole, fragment = urldefrag(urljoin(page.address, link))
            target = pages.get(whole.removeprefix(server.url))
            if fragment and target and not link.startswith("#") and fragment not in target.ids:
                dead.add(link)
    assert dead == set()


def test_every_form_is_taken_by_the_desk(pages: dict[str, Page], server: Any) -> None:
    for address, page in pages.items():
        for form in page.forms:
            path = urlsplit(urljoin(page.address, form.action or page.address)).path
            method = form.method.upper()
            assert method == "DIALOG" or is_taken(server.app, method, path), f"{method} {path} on {address}"


def is_taken(app: Any, method: str, path: str) -> bool:
    """Some route of the desk answers it."""
    scope = {"type": "http", "method": method, "path": path, "headers": [], "root_path": "", "query_string": b""}
    return any(route.matches(dict(scope))[0] == Match.FULL for route in app.routes)


def test_buttons_outside_forms_have_a_script_behind_them(pages: dict[str, Page]) -> None:
    assert [address for address, page in pages.items() if page.loose_buttons and not page.scripts] == []


def test_french_pages_speak_french(pages: dict[str, Page], language: str) -> None:
    if language != "fr":
        return
    said: dict[str, set[str]] = defaultdict(set)
    for address, page in pages.items():
        for words in page.words:
            if is_english(words):
                said[words].add(address)
    assert not said, "\n".join(f"{words!r} on {sorted(where)[0]}" for words, where in sorted(said.items()))


def pattern_of(message: str) -> re.Pattern[str]:
    """The message around any values."""
    return re.compile(".+?".join(map(re.escape, re.split(r"\{[^}]*\}", " ".join(message.split())))))


def our_patterns() -> tuple[list[re.Pattern[str]], list[re.Pattern[str]]]:
    """What our sentences look like in English, as far as they have words of their own, and in French."""
    english, french = [], []
    for domain in DOMAINS:
        known = getattr(translations("fr", domain), "_catalog", {})
        for message in read_messages(domain):
            for n, one in enumerate(message.id if isinstance(message.id, tuple) else (message.id,)):
                told = known.get((message.id[0], n) if isinstance(message.id, tuple) else one)
                if one and len(re.sub(r"\{\w*\}|\W", "", one)) > 3:
                    english.append(pattern_of(one))
                french += [pattern_of(told)] if told else []
    return english, french


ENGLISH, FRENCH = our_patterns()


def is_english(words: str) -> bool:
    """One of our sentences, left in English."""
    if not any(pattern.fullmatch(words) for pattern in ENGLISH):
        return False
    return not any(pattern.fullmatch(part) for pattern in FRENCH for part in (words, *words.split(" · ")))


@pytest.mark.parametrize("domain", [*DOMAINS, "reasons"])
def test_every_message_is_translated(domain: str) -> None:
    catalogue = translations("fr", domain)
    wanted = listed_messages() if domain == "reasons" else read_messages(domain)
    known = getattr(catalogue, "_catalog", {})
    missing = [m.id for m in wanted if m.id and not is_known(m.id, known)]
    assert missing == []


def is_known(message: Any, known: dict[Any, str]) -> bool:
    if isinstance(message, tuple):
        return is_translated(tuple(known.get((message[0], n), "") for n in (0, 1)))
    return bool(known.get(message))


def test_no_page_breaks_in_the_browser(pages: dict[str, Page], server: Any, language: str, open_page: Any) -> None:
    """Two pages of each kind, without an error in the console and without a request to elsewhere."""
    seen: Counter[tuple[str, ...]] = Counter()
    locale = {"fr": "fr-FR", "en": "en-GB"}[language]
    size = {"fr": "phone", "en": "desktop"}[language]
    page = open_page(server, size, locale=locale)
    for address in pages:
        kind = kind_of(address)
        seen[kind] += 1
        if seen[kind] <= 2:
            assert page.goto(address).status == 200
            assert page.locator("main").inner_text().strip(), address
