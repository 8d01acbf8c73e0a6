"""Adding articles in the browser: files and pasted texts, progress, problems, and what must not come in."""

import gzip
import html
import io
import json
import re
import tempfile
import time
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from recoupe.apps.web.adding import jobs, uploads
from recoupe.apps.web.adding.uploads import Pasted, file_name, new_upload, read_pasted, read_upload
from recoupe.apps.web.app import make_app
from recoupe.apps.web.settings import WebSettings
from recoupe.model import Article, Problem, Reading

HERE = "http://127.0.0.1:8765"
TEXT = "Des hommes armés ont attaqué le poste de douane de Diboli mercredi. Deux gendarmes ont été blessés."


@pytest.fixture
def client(tmp_path):
    app = make_app(WebSettings(str(tmp_path / "desk.db")))
    with TestClient(app, base_url=HERE, follow_redirects=False) as opened:
        yield opened


@pytest.fixture
def quick(monkeypatch):
    """Reading without the language model: what is tried here is the way in."""
    monkeypatch.setattr("recoupe.pipeline.read_articles", lambda articles, known: (Reading(a) for a in articles))


def send(client, files=(), **fields):
    token = re.search(r'name="csrf-token" content="([^"]+)"', client.get("/add").text)[1]
    parts = [("files", (name, content)) for name, content in files]
    return client.post("/add", data={"csrf": token, **fields}, files=parts or None)


def outcome(client, answer):
    """The JSON of a batch once it has ended."""
    assert answer.status_code == 303, answer.text
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        state = client.get("/api" + answer.headers["location"]).json()
        if state["state"] in jobs.ENDED:
            return state
        time.sleep(0.02)
    raise AssertionError("the batch does not end")


def article(name, text=TEXT, **more):
    return json.dumps({"id": name, "text": text, **more}).encode()


# what comes in


def test_files_of_every_kind_are_read(client, quick):
    files = [
        ("a.txt", TEXT.encode()),
        ("b.json", article("b", TEXT + " Encore.")),
        ("c.jsonl", article("c1", TEXT + " Un.") + b"\n" + article("c2", TEXT + " Deux.")),
        ("d.txt.gz", gzip.compress((TEXT + " Serré.").encode())),
        ("e", (TEXT + " Sans suffixe.").encode()),
    ]
    state = outcome(client, send(client, files))
    assert (state["state"], state["new"], state["problems"]) == ("done", 6, [])
    assert outcome(client, send(client, files))["same"] == 6


def test_a_pasted_text_keeps_what_is_known_of_it(client, quick):
    known = {"title": "À Diboli", "outlet": "Radio Test", "url": "https://radio.example/1", "published": "2025-11-05"}
    state = outcome(client, send(client, text=TEXT + "\r\nFin.", **known))
    reading = next(iter(client.app.state.workplace.store.readings([state["articles"][0]["id"]])))
    kept = reading.article
    assert (kept.title, kept.outlet, kept.url, str(kept.published)) == tuple(known.values())
    assert "\r" not in kept.text and kept.source == "pasted"


def test_what_cannot_be_read_is_told_under_its_senders_name(client, quick):
    files = [("../../x/bad.txt", b"\x00\x01\x02" * 50), ("list.jsonl", b'{"text": 5}\n'), ("good.txt", TEXT.encode())]
    answer = send(client, files)
    state = outcome(client, answer)
    assert state["new"] == 1 and len(state["problems"]) == 2
    assert state["problems"][0].startswith("bad.txt: binary") and state["problems"][1].startswith("list.jsonl:1: ")
    assert "recoupe-add-" not in json.dumps(state)
    page = client.get(answer.headers["location"] + "?lang=fr").text
    assert "contenu binaire" in page and "recoupe-add-" not in page


@pytest.mark.parametrize(("name", "content", "english", "french"), [
    ("rapport.docx", b"PK\x03\x04" + bytes(300), "a zipped file (a Word or LibreOffice document?), not text",
     "c’est un fichier zip (un document Word ou LibreOffice ?), pas du texte"),
    ("carte.png", b"\x89PNG" + bytes(300), "a picture, not text", "c’est une image, pas du texte"),
    ("feed.xml", b'<?xml version="1.0"?><rss><channel/></rss>', "a feed or other XML, not text",
     "c’est un flux ou autre XML, pas du texte"),
    ("bomb.XML", b'<!DOCTYPE l [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><l>&b;</l>', "a feed or", "un flux"),
])  # fmt: skip
def test_files_of_other_kinds_are_refused_in_the_readers_words(client, quick, name, content, english, french):
    answer = send(client, [(name, content)])
    assert [problem.split(": ")[0] for problem in outcome(client, answer)["problems"]] == [name]
    for language, words in (("en", english), ("fr", french)):
        page = html.unescape(client.get(f"{answer.headers['location']}?lang={language}").text)
        assert words in page.replace("\u202f", " ").replace("\xa0", " ")


def test_files_that_begin_alike_are_told_apart_by_their_names(client, quick):
    answer = send(client, [(f"depeche-{n}.txt", f"{TEXT} {n}".encode()) for n in range(3)])
    outcome(client, answer)
    page = client.get(answer.headers["location"]).text
    assert all(f"depeche-{n}.txt" in page for n in range(3))


def test_bodies_that_cannot_be_taken_apart_are_told_in_words(client):
    token = re.search(r'name="csrf-token" content="([^"]+)"', client.get("/add").text)[1]
    for body in (b"x", b"--b\r\nContent-Disposition: form-data\r\n\r\nz\r\n--b--\r\n"):
        headers = {"content-type": "multipart/form-data; boundary=b", "x-csrf-token": token, "accept-language": "fr"}
        answer = client.post("/add", content=body, headers=headers)
        assert answer.status_code == 400 and "renvoyez-le" in answer.text


def test_nothing_stays_of_what_was_sent(client, quick, tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    outcome(client, send(client, [("a.txt", TEXT.encode())]))
    for _ in range(100):  # the outcome is told a moment before the folder goes
        if not list(tmp_path.glob("recoupe-add-*")):
            return
        time.sleep(0.05)
    pytest.fail("what was sent is still there")


def test_nothing_stays_of_batches_that_never_had_their_turn(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr("recoupe.pipeline.read_articles", lambda articles, known: (time.sleep(0.5) for _ in articles))
    with TestClient(make_app(WebSettings(str(tmp_path / "desk.db"))), base_url=HERE, follow_redirects=False) as client:
        for _ in range(3):
            send(client, [("a.txt", TEXT.encode())])
        assert len(list(tmp_path.glob("recoupe-add-*"))) == 3
    assert not list(tmp_path.glob("recoupe-add-*"))


def test_an_empty_form_is_told_and_kept(client):
    answer = send(client, title="Un titre")
    assert answer.status_code == 400 and "nothing to read" in answer.text and 'value="Un titre"' in answer.text


@pytest.mark.parametrize("sent, shown", [
    ("a.txt", "a.txt"), ("../../etc/passwd", "passwd"), ("C:\\docs\\b.txt", "b.txt"), ("", "?"), ("/", "?"),
    ("x\u202etxt.exe", "xtxt.exe"), ("a\x00\nb", "ab"), ("n" * 500, "n" * 120),
])  # fmt: skip
def test_names_of_files_are_only_names(sent, shown):
    assert file_name(sent) == shown


def test_files_lie_under_numbers_of_ours():
    upload = new_upload()
    try:
        for name in ("../../evil.txt", "/etc/passwd", "x.tar.gz", "y.JSONL", ".htaccess", "a.php.txt"):
            upload.keep_file(name, io.BytesIO(b"x"))
        names = sorted(path.name for path in upload.folder.iterdir())
        assert names == ["0000.txt", "0001", "0002.gz", "0003.jsonl", "0004", "0005.txt"]
    finally:
        upload.remove()


@pytest.mark.parametrize("pasted, says", [
    (Pasted("   \n"), "no text"), (Pasted(TEXT, published="hier"), None), (Pasted("x" * 1_000_001), "limit"),
])  # fmt: skip
def test_pasted_texts_that_make_no_sense_are_problems(pasted, says):
    found = read_pasted(pasted)
    if says:
        assert isinstance(found, Problem) and says in found.message
    else:
        assert isinstance(found, Article) and found.problems and found.published is None


# what must not


def bomb(size):
    out = io.BytesIO()
    with gzip.open(out, "wb", 9) as packed:
        for _ in range(size >> 20):
            packed.write(b"a" * (1 << 20))
    return out.getvalue()


@pytest.mark.parametrize("name", ["bomb.txt.gz", "bomb.jsonl.gz", "bomb.json.gz", "bomb.gz"])
def test_what_unpacks_without_end_is_not_read(name):
    upload = new_upload()
    try:
        upload.keep_file(name, io.BytesIO(bomb(200 << 20)))
        started = time.monotonic()
        found = list(read_upload(upload))
    finally:
        upload.remove()
    assert all(isinstance(one, Problem) for one in found) and found[0].source.startswith(name)
    assert time.monotonic() - started < 10


def test_too_many_files_are_refused(client, monkeypatch):
    monkeypatch.setattr("recoupe.apps.web.pages.add.MOST_FILES", 2)
    answer = send(client, [(f"{n}.txt", b"x") for n in range(3)])
    assert answer.status_code == 400 and "3 files" in answer.text


@pytest.mark.parametrize("fields", [{"title": "x" * 501}, {"url": "x" * 2001}, {"outlet": "x" * 501}])
def test_fields_have_an_end(client, fields):
    assert send(client, text=TEXT, **fields).status_code == 400


def test_more_files_than_a_form_may_hold_are_refused(client):
    answer = send(client, [(f"{n}.txt", b"x") for n in range(1001)])
    assert answer.status_code == 400


def test_titles_with_scripts_stay_words(client, quick):
    answer = send(
        client, [("a.json", article("a", title="<script>alert(1)</script>")), ('<img src=x onerror="1">.bin', b"\0")]
    )
    outcome(client, answer)
    page = client.get(answer.headers["location"]).text
    assert "<script>alert" not in page and "<img" not in page


# the batch


def test_a_batch_that_fails_says_so_and_the_next_is_read(client, quick, monkeypatch):
    with monkeypatch.context() as broken:
        broken.setattr(jobs, "add_all", lambda *given: 1 / 0)
        answer = send(client, text=TEXT)
        assert outcome(client, answer)["state"] == "failed"
    page = client.get(answer.headers["location"]).text
    assert "fault of the program" in page and "ZeroDivision" not in page
    assert outcome(client, send(client, text=TEXT))["state"] == "done"


def test_a_stopped_batch_keeps_what_was_read(client, monkeypatch):
    def slow(articles, known):
        for one in articles:
            time.sleep(0.02)
            yield Reading(one)

    monkeypatch.setattr("recoupe.pipeline.read_articles", slow)
    answer = send(client, [(f"{n}.txt", f"{TEXT} {n}".encode()) for n in range(200)])
    token = re.search(r'name="csrf-token" content="([^"]+)"', client.get("/add").text)[1]
    while not client.get("/api" + answer.headers["location"]).json()["done"]:
        time.sleep(0.01)
    client.post(answer.headers["location"] + "/stop", data={"csrf": token})
    state = outcome(client, answer)
    assert state["state"] == "stopped" and 0 < state["new"] < 200
    assert state["new"] == client.app.state.workplace.store.counts()["articles"]


def test_a_batch_nobody_remembers_is_not_found(client):
    assert client.get("/add/0123456789ab").status_code == 404
    assert client.get("/api/add/0123456789ab").status_code == 404


def test_pages_answer_while_a_batch_is_read(client, monkeypatch):
    def endless(articles, known):
        list(articles)
        while not stop:
            time.sleep(0.01)
        yield from ()

    stop = []
    monkeypatch.setattr("recoupe.pipeline.read_articles", endless)
    answer = send(client, text=TEXT)
    started = time.monotonic()
    assert client.get("/add").status_code == 200 and client.get(answer.headers["location"]).status_code == 200
    assert time.monotonic() - started < 2
    stop.append(True)
    outcome(client, answer)


# in the browser


@pytest.mark.slow
def test_a_pasted_text_is_read_at_once(own_page, no_serious_findings):
    own_page.goto("/add")
    no_serious_findings(own_page)
    own_page.get_by_label("Text of one article").fill(TEXT)
    own_page.get_by_text("What is known of it").click()
    own_page.get_by_label("Outlet").fill("Radio Test")
    own_page.get_by_role("button", name="Read the text").click()
    own_page.get_by_role("heading", name="Read", exact=True).wait_for(timeout=60_000)
    no_serious_findings(own_page)
    own_page.get_by_role("link", name=re.compile("Des hommes armés")).wait_for()
    own_page.get_by_role("link", name="To the situation").click()
    own_page.get_by_role("heading", level=1, name="Senegal – Mali").wait_for()


@pytest.mark.slow
def test_chosen_files_are_read_without_another_click(open_page, own_desk, tmp_path):
    page = open_page(own_desk)
    path = tmp_path / "note.txt"
    path.write_text(TEXT, encoding="utf-8")
    page.goto("/add")
    page.get_by_label("Drop files here, or choose them").set_input_files(path)
    page.get_by_role("heading", name="Read", exact=True).wait_for(timeout=60_000)


@pytest.mark.slow
def test_files_that_are_too_large_together_are_not_even_sent(open_page, own_desk, tmp_path):
    (tmp_path / "large.txt").write_bytes(b"mot " * 17_000_000)
    page = open_page(own_desk, locale="fr-FR")
    page.goto("/add")
    page.set_input_files("#files", str(tmp_path / "large.txt"))
    page.get_by_role("alert").wait_for()
    assert "envoyez-les par parties" in page.inner_text("#files-fault") and page.url.endswith("/add")


@pytest.mark.slow
def test_what_was_read_fits_a_phone(open_page, own_desk, tmp_path, no_serious_findings):
    for n in range(2):
        (tmp_path / f"depeche-{n}.txt").write_text(f"{TEXT} Encore {n}.")
    page = open_page(own_desk, size="phone")
    page.goto("/add")
    page.set_input_files("#files", [str(tmp_path / f"depeche-{n}.txt") for n in range(2)])
    page.wait_for_url("**/add/*")
    page.locator("#job[data-ended=yes]").wait_for(timeout=60_000)
    no_serious_findings(page)
    first = page.locator("table.read tbody tr").first
    assert page.locator("table.read a").first.bounding_box()["width"] > 200
    assert all(cell.bounding_box()["x"] + cell.bounding_box()["width"] <= 391 for cell in first.locator("td").all())


@pytest.mark.slow
def test_files_are_read_without_scripts(open_page, own_desk, tmp_path):
    page = open_page(own_desk, size="phone", java_script_enabled=False)
    path = tmp_path / "bad.txt"
    path.write_bytes(b"\0\1\2" * 20)
    page.goto("/add")
    page.get_by_label("Drop files here, or choose them").set_input_files(path)
    page.get_by_role("button", name="Read the files").click()
    page.get_by_text("bad.txt").wait_for(timeout=60_000)


def test_uploads_is_the_only_place_that_writes_files():
    """Whoever adds another way in thinks of names, limits and leftovers there."""
    home = Path(uploads.__file__).parents[1]
    found = [p.name for p in home.rglob("*.py") if re.search(r"open\(\"wb\"|write_bytes|mkdtemp", p.read_text("utf-8"))]
    assert found == ["uploads.py"]
