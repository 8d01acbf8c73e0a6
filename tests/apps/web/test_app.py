"""The frame of the desk: headers, languages, error pages, static files, limits, and what its JSON says of itself."""

import html
import re

import pytest
from fastapi.testclient import TestClient

from recoupe.apps.i18n import LANGUAGES
from recoupe.apps.web import security
from recoupe.apps.web.app import make_app
from recoupe.apps.web.settings import WebSettings
from recoupe.apps.web.speech import accepted_language
from recoupe.apps.web.static_files import HOME, static_address
from recoupe.store import StoreError

HERE = "http://127.0.0.1:8765"


@pytest.fixture
def client(tmp_path):
    app = make_app(WebSettings(str(tmp_path / "desk.db")))
    with TestClient(app, base_url=HERE, follow_redirects=False) as opened:
        yield opened


@pytest.mark.parametrize("path", ["/", "/nothing", "/static/desk.css", "/api/openapi.json", "/event/none", "/add"])
def test_every_answer_forbids_frames_scripts_from_elsewhere_and_sniffing(client, path):
    headers = client.get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy and "frame-ancestors 'none'" in policy and "base-uri 'none'" in policy
    assert "unsafe" not in policy and "http" not in policy
    assert headers["x-content-type-options"] == "nosniff" and headers["x-frame-options"] == "DENY"
    assert headers["referrer-policy"] == "same-origin"


def test_pages_are_not_kept_and_marked_files_are(client):
    assert client.get("/").headers["cache-control"] == "no-store"
    assert "immutable" in client.get(static_address("desk.css")).headers["cache-control"]
    assert client.get("/static/desk.css").headers["cache-control"] == "no-cache"


def test_files_give_no_cookie_that_a_proxy_could_keep(client):
    assert "set-cookie" not in client.get(static_address("desk.css")).headers
    assert "set-cookie" in client.get("/").headers


def test_no_page_holds_inline_styles_or_scripts(client):
    for template in sorted((HOME.parent / "templates").glob("*.j2")):
        text = template.read_text(encoding="utf-8")
        assert not re.search(r"\sstyle=|\son\w+=|<style", text), template.name
        assert all("src=" in tag for tag in re.findall(r"<script[^>]*>", text) if "json" not in tag), template.name


# languages


@pytest.mark.parametrize("header, language", [
    ("fr-FR,fr;q=0.9,en;q=0.8", "fr"), ("en-GB,en;q=0.9", "en"), ("de,en;q=0.5,fr;q=0.7", "fr"), ("de", None),
    ("", None), ("fr;q=nan0", None), ("*;q=0.1", None), ("a" * 10_000, None),
])  # fmt: skip
def test_the_browsers_language_is_understood(header, language):
    assert accepted_language(header) == language


def test_the_language_asked_for_is_remembered(client):
    assert 'lang="en"' in client.get("/").text
    assert 'lang="fr"' in client.get("/?lang=fr").text
    assert 'lang="fr"' in client.get("/").text
    assert 'lang="fr"' in client.get("/?lang=xx").text


def test_the_other_language_leads_to_the_same_page(client):
    assert 'href="/nothing?q=a&amp;lang=fr"' in client.get("/nothing?q=a").text


@pytest.mark.parametrize("path", ["//evil.example", "///evil.example/x", "//evil.example/%2f", "/%2f/evil.example"])
def test_no_link_of_a_page_is_led_astray_by_its_address(client, path):
    page = client.get(HERE + path).text
    links = [link for link in re.findall(r'(?:href|action)="([^"]*)"', page) if link.startswith(("//", "/\\"))]
    assert links == [] and "evil.example" in page


# errors


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_not_there_is_a_page_in_words(client, language):
    answer = client.get(f"/nothing?lang={language}")
    assert answer.status_code == 404
    assert {"en": "There is nothing here", "fr": "Il n&#39;y a rien ici"}[language] in answer.text


def test_a_value_that_makes_no_sense_is_named(client):
    answer = client.get("/?days=many")
    assert answer.status_code == 400 and "days" in answer.text


def test_a_wrong_method_is_told(client):
    assert client.put("/").status_code == 405


@pytest.mark.parametrize("broken", ["situation", "is_behind"], ids=["what every page needs", "one page"])
def test_a_fault_of_ours_shows_no_inside(samples_db, tmp_path, broken):
    path = tmp_path / "desk.db"
    path.write_bytes(samples_db.read_bytes())
    app = make_app(WebSettings(str(path)))
    with TestClient(app, base_url=HERE, raise_server_exceptions=False) as client:
        setattr(app.state.workplace, broken, lambda: 1 / 0)
        answer = client.get("/")
    assert answer.status_code == 500 and "Something went wrong" in answer.text
    assert "ZeroDivision" not in answer.text and "Traceback" not in answer.text
    assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]


def test_addresses_of_programs_answer_in_json(client):
    answer = client.get("/api/nothing")
    assert answer.status_code == 404 and set(answer.json()) == {"error"}


def test_a_file_that_is_no_database_is_refused(tmp_path):
    path = tmp_path / "notes.db"
    path.write_text("no database at all, but long enough to look at" * 10)
    with pytest.raises(StoreError, match="not a recoupe database"):
        make_app(WebSettings(str(path)))


# files and limits


@pytest.mark.parametrize("path", [
    "/static/../app.py", "/static/%2e%2e/app.py", "/static/..%2fapp.py", "/static//etc/passwd", "/static/",
    "/static/vendor/../../x", "/static/vendor/ipywidget.js", "/static/vendor/__init__.py", "/static/none.css",
])  # fmt: skip
def test_only_what_is_meant_to_be_shown_is_served(client, path):
    assert client.get(path).status_code in (404, 405, 307)


def test_the_map_library_comes_from_its_wheel(client):
    script = client.get("/static/vendor/maplibre-gl.js")
    assert script.status_code == 200 and len(script.content) > 500_000


def test_a_body_over_the_limit_is_refused_before_it_is_read(client):
    headers = {"content-length": str(security.MOST_BYTES + 1)}
    assert client.post("/add", headers=headers, content=b"").status_code == 413
    assert client.post("/add", headers={"content-length": "9" * 40}, content=b"").status_code in (400, 413)


@pytest.mark.parametrize("language, words", [("fr", "envoyez-le en plusieurs parties"), ("en", "send it in parts")])
def test_a_body_over_the_limit_is_told_in_the_language_of_its_sender(client, language, words):
    headers = {"content-length": str(security.MOST_BYTES + 1), "accept-language": language}
    answer = client.post("/add", headers=headers, content=b"")
    assert answer.status_code == 413 and answer.headers["content-type"].startswith("text/html")
    assert f'<html lang="{language}">' in answer.text and words in html.unescape(answer.text)
    assert answer.headers["content-security-policy"] == security.CSP
    assert client.post("/api/events", headers=headers, content=b"").json().keys() == {"error"}


def test_a_body_that_never_says_its_length_is_cut_off(client, monkeypatch):
    monkeypatch.setattr(security, "MOST_BYTES", 100_000)
    taken = []

    def endless():
        for n in range(1000):
            taken.append(n)
            yield b"x" * 10_000

    headers = {"content-type": "application/x-www-form-urlencoded"}
    answer = client.post("/add", content=endless(), headers=headers)
    assert answer.status_code in (400, 413)


# the JSON behind the pages


def test_the_schema_lists_what_programs_use_and_no_page(client):
    schema = client.get("/api/openapi.json").json()
    assert schema["info"]["title"] == "recoupe"
    for_programs = ("/api/", "/export", "/feed.xml", "/decide")
    assert schema["paths"] and all(path.startswith(for_programs) for path in schema["paths"])
    for path, methods in schema["paths"].items():
        for name, method in methods.items():
            assert method.get("summary"), f"{name} {path} has no summary"


# links


def local_links(page):
    """The addresses on this desk that a page leads to."""
    return {html.unescape(link) for link in re.findall(r'(?:href|src)="(/[^"#]*)', page)}


@pytest.mark.slow
def test_no_link_of_any_page_leads_nowhere(samples_db, tmp_path):
    """From the first page on, two clicks far; of each kind of page some are looked at."""
    path = tmp_path / "desk.db"
    path.write_bytes(samples_db.read_bytes())
    seen, wanted, dead = set(), {"/"}, []
    with TestClient(make_app(WebSettings(str(path))), base_url=HERE) as client:
        for _depth in range(3):
            kinds: dict[str, int] = {}
            found = set()
            for link in sorted(wanted - seen):
                kind = re.sub(r"[?].*|[^/]*$", "", link) or link
                kinds[kind] = kinds.get(kind, 0) + 1
                if kinds[kind] > 5:
                    continue
                seen.add(link)
                answer = client.get(link)
                if answer.status_code != 200:
                    dead.append((answer.status_code, link))
                elif answer.headers["content-type"].startswith("text/html"):
                    found |= local_links(answer.text)
            wanted = found
    assert len(seen) > 30 and not dead
