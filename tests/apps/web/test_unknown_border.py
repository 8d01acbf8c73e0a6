"""A situation whose border nobody here knows: told in words, and whatever does not need the border works."""

from __future__ import annotations

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from recoupe.apps.web.app import make_app
from recoupe.apps.web.settings import WebSettings
from recoupe.knowledge.loader import KnowledgeError
from recoupe.knowledge.situations import load_situation
from recoupe.rebuilding import remember_situation
from recoupe.store import open_store

FAR = """
id = "far"
countries = ["FR", "DE"]
pair = ["FR", "DE"]

[name]
fr = "Loin"
en = "Far"
"""


@pytest.fixture
def far(tmp_path: Path) -> Path:
    path = tmp_path / "far.toml"
    path.write_text(FAR, encoding="utf-8")
    return path


@pytest.fixture
def database(samples_db: Path, tmp_path: Path) -> Path:
    path = tmp_path / "desk.db"
    path.write_bytes(samples_db.read_bytes())
    return path


def test_a_desk_that_remembers_it_says_so(database: Path, far: Path) -> None:
    with open_store(database) as store:
        remember_situation(store, load_situation(far))
    app = make_app(WebSettings(str(database), imports=False))
    with TestClient(app, base_url="http://127.0.0.1:8765", raise_server_exceptions=False) as client:
        for page in ("/", "/events"):
            answer = client.get(page, headers={"accept-language": "fr"})
            assert answer.status_code == 503
            assert "FR-DE : aucune frontière de ce nom" in answer.text and "west_africa" not in answer.text
        for page in ("/decisions", "/article/sample-blocus", "/static/desk.css"):
            assert client.get(page).status_code == 200, page


def test_a_desk_does_not_open_with_it(database: Path, far: Path) -> None:
    with pytest.raises(KnowledgeError, match="FR-DE: no border of that name; a pair is two of"):
        make_app(WebSettings(str(database), imports=False, situation=str(far)))
