"""Saved queries and downloads: kept by name, opened as a page, fetched in every format, private things left out."""

from __future__ import annotations

import csv
import io
import json
import re
import threading
import time
import zipfile
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient
from test_access import token
from test_events_page import client, stranger  # noqa: F401 - fixtures

from recoupe.apps.web.events.export import flow
from recoupe.apps.web.pages.export import is_available
from recoupe.share.export import FORMATS


def post(client: TestClient, path: str, **values: str) -> Any:  # noqa: F811
    return client.post(path, data={**values, "csrf": token(client, "/saved")})


@pytest.fixture
def emptied(client: TestClient) -> Iterator[TestClient]:  # noqa: F811
    yield client
    for saved in client.get("/api/saved").json():
        post(client, "/saved/delete", saved=saved["id"])


# saved queries


def test_a_query_is_saved_renamed_and_deleted(emptied: TestClient) -> None:
    page = emptied.get("/saved?q=board:threat&lang=en").text
    assert "Save this query" in page and "board: Threat" in page
    assert post(emptied, "/saved", name="Threats", q="board:threat").headers["location"] == "/saved"
    saved = emptied.get("/api/saved").json()[0]
    page = emptied.get("/saved?lang=en").text
    assert "Threats" in page and "/feed.xml?q=board%3Athreat" in page and "/export?q=board%3Athreat" in page
    assert re.search(r"<small>\d+ events</small>", page) and "board: Threat" in page
    post(emptied, "/saved/rename", saved=saved["id"], name="All threats")
    gone = post(emptied, "/saved/delete", saved=saved["id"]).headers["location"]
    undo = emptied.get(gone).text
    assert "All threats" in undo and emptied.get("/api/saved").json() == []
    assert 'name="q" value="board:threat"' in undo


@pytest.mark.parametrize(
    ("values", "told"),
    [({"name": "", "q": ""}, "doit avoir un nom"), ({"name": "x", "q": "foo:bar"}, "foo:bar"),
     ({"name": "y" * 90, "q": ""}, "80")],
)  # fmt: skip
def test_what_cannot_be_saved_is_told(emptied: TestClient, values: dict[str, str], told: str) -> None:
    emptied.get("/saved?lang=fr")
    answer = post(emptied, "/saved", **values)
    assert answer.status_code == 400 and told in answer.text
    assert emptied.get("/api/saved").json() == []


def test_readers_see_and_do_not_save(stranger: TestClient) -> None:  # noqa: F811
    assert "/saved/delete" not in stranger.get("/saved").text
    assert post(stranger, "/saved", name="x", q="").status_code == 403


def test_hostile_names_stay_words(emptied: TestClient) -> None:
    post(emptied, "/saved", name='<b onclick="x">&', q="convoi")
    page = emptied.get("/saved").text
    assert "<b onclick" not in page and "&lt;b onclick" in page


def test_saving_in_a_browser(own_page: Any, no_serious_findings: Callable[[Any], None]) -> None:
    own_page.goto("/events?q=board:threat")
    own_page.locator(".ways a").first.click()
    own_page.fill("#sv-name", "Threats near us")
    own_page.keyboard.press("Enter")
    own_page.wait_for_url("**/saved")
    no_serious_findings(own_page)
    own_page.locator(".saved summary").first.click()
    own_page.locator(".saved details input[name=name]").fill("Threats")
    own_page.keyboard.press("Enter")
    own_page.locator(".saved h2 a", has_text="Threats").click()
    own_page.wait_for_url("**/events?q=board*")


# downloads


@pytest.mark.parametrize("name", [n for n in FORMATS if is_available(n)])
def test_every_format_is_a_zip_with_its_manifest(client: TestClient, name: str) -> None:  # noqa: F811
    answer = client.get(f"/export?q=board:threat&format={name}")
    assert answer.status_code == 200 and answer.headers["content-type"] == "application/zip"
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        target = f"events{FORMATS[name].suffix}"
        assert archive.namelist() == [target, f"{target}.manifest.json"] and archive.testzip() is None
        manifest = json.loads(archive.read(f"{target}.manifest.json"))
        assert archive.getinfo(target).file_size > 100
    wanted = client.get("/api/events?q=board:threat").json()["count"]
    assert manifest["events"] == wanted and manifest["query"] == "board:threat"
    assert client.get(f"/export?q=board:threat&format={name}&alone=true").content


def test_the_table_holds_what_the_page_shows(client: TestClient) -> None:  # noqa: F811
    rows = list(csv.DictReader(io.StringIO(client.get("/export?q=type:ASSAULT&format=csv&alone=true").text)))
    shown = client.get("/api/events?q=type:ASSAULT&limit=100").json()["events"]
    assert [row["id"] for row in rows] == [row["id"] for row in shown]


def test_downloads_leave_out_what_must_not_leave(client: TestClient) -> None:  # noqa: F811
    """A joint patrol to come: on one's own desk it has a place, in a download it has a region."""
    asked = "since:2025-12-01+type:COOPERATE"
    rows = client.get(f"/export?q={asked}&format=geojson&alone=true").json()["features"]
    assert rows and all(row["geometry"] is None for row in rows) and "Kidira" not in json.dumps(rows)
    assert client.get(f"/export?q=place:Kidira+{asked}&format=geojson&alone=true").json()["features"] == []


def test_the_formats_are_offered(client: TestClient) -> None:  # noqa: F811
    page = client.get("/export?q=board:threat&lang=en").text
    assert all(f"format={name}&amp;alone" in page for name in FORMATS if is_available(name))
    assert "nothing to download" in client.get("/export?q=introuvable&lang=en").text


@pytest.mark.parametrize("asked", ["format=exe", "format=../../etc/passwd", "q=foo:bar", "q=foo:bar&format=csv"])
def test_wrong_downloads_are_told(client: TestClient, asked: str) -> None:  # noqa: F811
    assert client.get(f"/export?{asked}").status_code == 400


def test_what_is_written_flows_and_stops_when_nobody_listens() -> None:
    ended = threading.Event()

    def write(out: Any) -> None:
        try:
            for _ in range(10_000):
                out.write(b"x" * 70_000)
        finally:
            ended.set()

    pieces = flow(write)
    assert len(next(pieces)) >= 65_536
    pieces.close()  # type: ignore[attr-defined]
    assert ended.wait(5)


def test_a_failure_while_writing_ends_the_answer() -> None:
    def write(out: Any) -> None:
        out.write(b"half")
        raise ValueError("broken")

    with pytest.raises(ValueError, match="broken"):
        list(flow(write))


def test_slow_readers_hold_the_writer_back() -> None:
    written = []

    def write(out: Any) -> None:
        for number in range(40):
            out.write(b"x" * 70_000)
            written.append(number)

    pieces = flow(write)
    next(pieces)
    time.sleep(0.3)
    assert len(written) < 20
    assert sum(map(len, pieces)) > 0 and len(written) == 40


def test_the_download_page_in_a_browser(page: Any, no_serious_findings: Callable[[Any], None]) -> None:
    page.goto("/export?q=board:threat")
    no_serious_findings(page)
    with page.expect_download() as download:
        page.locator(".formats a", has_text="zip").first.click()
    assert download.value.suggested_filename == "events-geojson.zip"
