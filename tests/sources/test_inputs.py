"""Inputs of every kind: formats, encodings, limits, and what is said of bad ones."""

import gzip
import io
import json
import os
import sys
import tempfile
import types
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest

from recoupe.apps.cli.problem_words import in_words
from recoupe.model import Article, Problem
from recoupe.sources import InputOptions, read_inputs

TEXT = (
    "Le marché rouvre à Tanéla\n\nLes commerçants de Tanéla ont repris leurs ventes après trois jours de fermeture, "
    "a constaté un correspondant sur place. La commune promet de refaire le toit avant l’été, « sans délai »."
)
ROW = {"id": "t1", "title": "Le marché rouvre à Tanéla", "published": "2021-03-03", "text": TEXT}


def read(*inputs: object, **options) -> list[Article | Problem]:
    return list(read_inputs([str(i) for i in inputs], InputOptions(**options)))


def only(found: list[Article | Problem]) -> Article | Problem:
    assert len(found) == 1, found
    return found[0]


def page(body: str, head: str = "") -> str:
    head = f"<head><title>Le marché rouvre</title>{head}</head>"
    return f"<html lang='fr'>{head}<body><article>{body}</article></body></html>"


ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"]


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_encodings_give_the_same_article(tmp_path, encoding):
    file = tmp_path / "a.txt"
    file.write_bytes(TEXT.encode(encoding))
    article = only(read(file))
    assert isinstance(article, Article)
    assert (article.text, article.title, article.language) == (TEXT, "Le marché rouvre à Tanéla", "fr")
    assert not article.given_text


@pytest.mark.parametrize("encoding", ["latin-1", "mac_roman"])
def test_old_encodings(tmp_path, encoding):
    text = TEXT.replace("’", "'").replace("« ", "«").replace(" »", "»")
    (tmp_path / "a.txt").write_bytes(text.encode(encoding))
    assert only(read(tmp_path / "a.txt")).text == text


def test_windows_line_ends_become_plain(tmp_path):
    (tmp_path / "a.txt").write_bytes(TEXT.replace("\n", "\r\n").encode())
    assert only(read(tmp_path / "a.txt")).text == TEXT


def write_formats(folder: Path) -> dict[str, Path]:
    html = page("".join(f"<p>{p}</p>" for p in TEXT.split("\n\n")))
    contents = {
        "a.txt": TEXT,
        "b.md": "---\ntitle: Le marché rouvre à Tanéla\ndate: 2021-03-03\n---\n# " + TEXT,
        "c.html": html,
        "d.json": json.dumps({**ROW, "id": "d"}),
        "e.json": json.dumps([{**ROW, "id": "e"}]),
        "f.jsonl": "\n" + json.dumps({**ROW, "id": "f"}, ensure_ascii=False) + "\n\n",
        "g.json": json.dumps({"articles": [{**ROW, "id": "g"}]}, indent=1),
        "h.json": json.dumps({**ROW, "id": "h"}, indent=1),
    }
    for name, content in contents.items():
        (folder / name).write_text(content, encoding="utf-8")
        (folder / f"{name}.gz").write_bytes(gzip.compress(content.encode()))
    return {path.name: path for path in folder.iterdir()}


def test_every_format_plain_and_packed(tmp_path):
    for path in write_formats(tmp_path).values():
        article = only(read(path))
        assert isinstance(article, Article), article
        assert "a constaté un correspondant sur place" in article.text, path
        assert article.title.startswith("Le marché rouvre"), path
        assert article.given_text is (".json" in path.name)


def test_folder_is_read_in_order_and_repeated_articles_once(tmp_path):
    write_formats(tmp_path)
    (tmp_path / "note.pdf").write_bytes(b"%PDF-1.4")
    found = read(tmp_path)
    assert all(isinstance(a, Article) for a in found), found
    assert [a.id for a in found if a.id in "defgh"] == list("defgh")
    assert len({a.id for a in found}) == len(found)


def test_glob_and_repeated_file(tmp_path):
    write_formats(tmp_path)
    assert [a.id for a in read(tmp_path / "*.jsonl", tmp_path / "f.jsonl")] == ["f"]


def test_standard_input(monkeypatch):
    for content, expected in [
        (json.dumps(ROW) + "\n" + json.dumps({**ROW, "id": "t2"}), 2),
        (json.dumps(ROW, indent=2), 1),
        (json.dumps([ROW]), 1),
        (TEXT, 1),
        (page(f"<p>{TEXT}</p>"), 1),
    ]:
        monkeypatch.setattr(sys, "stdin", types.SimpleNamespace(buffer=io.BytesIO(content.encode())))
        found = read("-")
        assert len(found) == expected
        assert all(isinstance(a, Article) for a in found), found


def test_input_objects_are_taken_as_they_are(tmp_path):
    row = ROW | {
        "text": TEXT + "\n\nÀ lire aussi : Le pont",
        "outlet": "Le Fil",
        "url": "https://apanews.net/x",
        "author": "A",
    }
    (tmp_path / "a.jsonl").write_text(json.dumps(row | {"published": "2021-03-03T08:15:00Z"}))
    article = only(read(tmp_path / "a.jsonl"))
    assert (article.id, article.text, article.outlet, article.author) == ("t1", row["text"], "Le Fil", "A")
    assert (article.published, article.published_from) == (date(2021, 3, 3), "input")
    assert article.published_at is not None and article.published_at.hour == 8
    assert [r.span.quote for r in article.removed] == ["À lire aussi : Le pont"]


def test_address_tells_the_outlet(tmp_path):
    (tmp_path / "a.json").write_text(json.dumps({"text": TEXT, "url": "https://www.apanews.net/a/b"}))
    assert only(read(tmp_path / "a.json")).outlet == "APA"


def test_id_follows_the_text_and_not_the_file(tmp_path):
    for name, text in [("a.txt", TEXT), ("other.txt", TEXT), ("c.txt", TEXT.replace("’", "'").replace("« ", "« "))]:
        (tmp_path / name).write_text(text, encoding="utf-8")
    ids = {only(read(tmp_path / name)).id for name in ("a.txt", "other.txt", "c.txt")}
    assert len(ids) == 1


def test_published_option_settles_only_what_has_no_date(tmp_path):
    (tmp_path / "a.txt").write_text(TEXT.replace("\n\n", "\n\n5/11/2025\n\n", 1))
    (tmp_path / "b.json").write_text(json.dumps(ROW))
    day = date(2025, 11, 6)
    first, second = read(tmp_path / "a.txt", tmp_path / "b.json", published=day)
    assert (first.published, first.published_from) == (day, "option")
    assert len(first.candidates) == 3
    assert (second.published, second.published_from) == (date(2021, 3, 3), "input")


def test_page_dates_keep_where_they_come_from(tmp_path):
    head = (
        "<meta property='article:published_time' content='2025-11-05T10:00:00Z'>"
        "<meta property='article:modified_time' content='2025-11-07'>"
        '<script type="application/ld+json">{"@graph":[{"datePublished":"2025-11-05"}]}</script>'
    )
    (tmp_path / "a.html").write_text(page(f"<p>{TEXT}</p>", head))
    article = only(read(tmp_path / "a.html"))
    assert (article.published, article.published_from) == (date(2025, 11, 5), "html: meta article:published_time")
    reasons = [c.reason for c in article.candidates]
    assert "JSON-LD datePublished" in reasons and "meta article:modified_time, update" in reasons


def test_visible_date_of_numbers_stays_open(tmp_path):
    (tmp_path / "a.html").write_text(page(f"<p>11/5/2025 - 2 min read</p><p>{TEXT}</p>"))
    article = only(read(tmp_path / "a.html"))
    assert article.published is None
    assert {date(2025, 11, 5), date(2025, 5, 11)} <= {c.interval.first for c in article.candidates}


def test_english_is_told_from_french(tmp_path):
    (tmp_path / "a.txt").write_text(
        "The market of the town was reopened by the mayor, who said that it will stay open."
    )
    assert only(read(tmp_path / "a.txt")).language == "en"


@pytest.mark.parametrize(
    ("given", "expected"), [("fr-FR", "fr"), ("EN", "en"), ("French", "fr"), ("", "fr"), (None, "fr")]
)
def test_language_given(tmp_path, given, expected):
    (tmp_path / "a.json").write_text(json.dumps(ROW | {"language": given}))
    assert only(read(tmp_path / "a.json")).language == expected


def test_language_a_page_declares_is_not_believed(tmp_path):
    (tmp_path / "a.html").write_text(page(f"<p>{TEXT}</p>").replace("lang='fr'", "lang='en-US'"))
    assert only(read(tmp_path / "a.html")).language == "fr"


GOOD = json.dumps({**ROW, "id": "good"})
BAD_FILES = [
    pytest.param("a.txt", b"", "no text", id="empty file"),
    pytest.param("a.txt", b" \n\t\n", "no text", id="only spaces"),
    pytest.param("a.txt", bytes(range(256)) * 40, "binary", id="binary"),
    pytest.param("a.txt", b"%PDF-1.7 abc", "PDF", id="PDF called text"),
    pytest.param(
        "a.txt",
        "Le préfet a été reçu à Tanéla".encode()[:-1] + b" \xff caf\xc3\xa9 \xc3",
        "broken UTF-8",
        id="broken UTF-8",
    ),
    pytest.param("a.txt", b"\xff\xfe" + "été".encode("utf-16-le") + b"\x00", "broken UTF-16", id="broken UTF-16"),
    pytest.param(
        "a.txt", "À lire aussi : Le pont\n\nPartager sur les réseaux".encode(), "no text", id="nothing but furniture"
    ),
    pytest.param("a.txt.gz", b"no gzip at all", "broken gzip", id="no gzip"),
    pytest.param("a.txt.gz", gzip.compress(TEXT.encode())[:-20], "broken gzip", id="gzip cut off"),
    pytest.param("a.json", b"[" * 100_000, "nested", id="deep JSON, open"),
    pytest.param("a.json", b"[" * 100_000 + b"]" * 100_000, "nested", id="deep JSON"),
    pytest.param("a.jsonl", b'{"text":' * 100_000 + b"1" + b"}" * 100_000, "nested", id="deep JSON Lines"),
    pytest.param("a.json", b'{"text": "a"', "not valid JSON", id="JSON cut off"),
    pytest.param("a.json", b'{"text": "\\ud800 abc"}', "not valid JSON", id="half a surrogate pair"),
    pytest.param("a.json", b'{"id": 3}', "no text", id="no text key"),
    pytest.param("a.json", b'{"text": ["a"]}', "no text", id="text is a list"),
    pytest.param("a.json", b'{"text": "a b", "title": ["x"]}', "title", id="title is a list"),
    pytest.param("a.json", b'["a"]', "expected an object", id="no object"),
    pytest.param("a.json", b"3", "expected an object", id="a number"),
    pytest.param("a.html", b"<html><body></body></html>", "no article", id="page without article"),
    pytest.param("a.html", b"<div>" * 50_000, "", id="deep page"),
]


@pytest.mark.parametrize(("name", "content", "words"), BAD_FILES)
def test_bad_file_is_a_problem_and_the_rest_goes_on(tmp_path, name, content, words):
    (tmp_path / name).write_bytes(content)
    (tmp_path / "z.jsonl").write_text(GOOD)
    problem, good = read(tmp_path / name, tmp_path / "z.jsonl")
    assert isinstance(problem, Problem) and isinstance(good, Article)
    assert words in problem.message
    assert problem.source and problem.source.startswith(str(tmp_path / name))
    assert problem.stage == "sources"


BAD_DATES = [
    "0000-01-01",
    "99999-01-01",
    "0001-01-01",
    "9999-12-31",
    "2021-02-30",
    "hier",
    "11/5/2025",
    "2021-03-03T99:00",
]


@pytest.mark.parametrize("value", BAD_DATES)
def test_impossible_date_is_told_and_the_article_read(tmp_path, value):
    (tmp_path / "a.json").write_text(json.dumps(ROW | {"published": value}))
    article = only(read(tmp_path / "a.json"))
    assert article.published is None
    assert len(article.problems) == 1 and value[:8] in article.problems[0].message


@pytest.mark.parametrize(("published", "told"), [("2021-03-04", False), ("2021-03-05", True), ("2091-03-03", True)])
def test_a_day_that_lies_ahead_is_kept_and_told(tmp_path, published, told):
    (tmp_path / "a.jsonl").write_text(json.dumps(ROW | {"published": published}))
    article = only(read(tmp_path / "a.jsonl", today=date(2021, 3, 3)))
    assert article.published == date.fromisoformat(published)
    assert [p.message for p in article.problems] == [
        f"published {published} lies ahead: kept; give the day it came out, or set this machine's clock"
    ] * told
    assert not only(read(tmp_path / "a.jsonl")).problems  # nobody said which day it is


def test_bad_lines_among_good_ones(tmp_path):
    lines = [GOOD, "{broken", json.dumps({"id": "x"}), json.dumps({**ROW, "id": "last"})]
    (tmp_path / "a.jsonl").write_text("\n".join(lines))
    found = read(tmp_path / "a.jsonl")
    assert [type(f).__name__ for f in found] == ["Article", "Problem", "Problem", "Article"]
    assert [f.source.rsplit(":")[-1] for f in found] == ["1", "2", "3", "4"]


def test_one_id_with_two_texts_is_a_problem_with_one_text_it_is_not(tmp_path):
    rows = [ROW, ROW, ROW | {"text": TEXT + " Fin."}]
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, rows)))
    article, problem = read(tmp_path / "a.jsonl")
    assert isinstance(article, Article)
    assert isinstance(problem, Problem) and "'t1'" in problem.message


@pytest.mark.parametrize("name", ["a\r\nb", "a\nb", "a\x00", "tab\there", "a\u2028b", "a\x85"])
def test_an_id_with_control_signs_is_refused_with_words(tmp_path, name):
    (tmp_path / "a.jsonl").write_text("\n".join([json.dumps(ROW | {"id": name}), GOOD]))
    problem, good = read(tmp_path / "a.jsonl")
    assert "line break or control character" in problem.message and good.id == "good"
    assert "saut de ligne" in in_words(problem.message, "fr")


@pytest.mark.parametrize("name", ["../../etc/passwd", "élan 🚚", "a b", "قافلة-1", "a\u200db"])
def test_other_ids_are_kept_as_they_are(tmp_path, name):
    (tmp_path / "a.jsonl").write_text(json.dumps(ROW | {"id": name}))
    assert only(read(tmp_path / "a.jsonl")).id == name


def test_limits(tmp_path):
    long = tmp_path / "long.txt"
    long.write_text(TEXT * 10)
    assert "larger than" in only(read(long, file_bytes=500)).message
    assert "characters" in only(read(long, article_chars=500)).message
    (tmp_path / "l.jsonl").write_text("\n".join([json.dumps(ROW | {"text": TEXT * 9}), GOOD]))
    problem, good = read(tmp_path / "l.jsonl", line_bytes=1000)
    assert "line longer" in problem.message and good.id == "good"


def test_bomb_is_not_unpacked(tmp_path):
    (tmp_path / "b.jsonl.gz").write_bytes(gzip.compress(b"\n" * 60_000_000))
    (tmp_path / "t.txt.gz").write_bytes(gzip.compress(b"a" * 60_000_000))
    found = read(tmp_path, file_bytes=1_000_000, line_bytes=1_000_000)
    assert all(isinstance(f, Problem) for f in found) and len(found) == 2


def test_missing_things(tmp_path):
    assert "no such file" in only(read(tmp_path / "nothing.txt")).message
    assert "no file matches" in only(read(tmp_path / "*.txt")).message
    assert "no article in the folder" in only(read(tmp_path)).message


@pytest.fixture
def open_folder():
    """A folder that every user may enter: pytest's own belongs to the one who runs it."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)


@contextmanager
def another_user():
    """Whoever has no rights: root may read everything, so it becomes nobody for a while."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.mark.skipif(os.name == "nt", reason="rights work differently")
def test_without_rights(open_folder):
    (open_folder / "a.txt").write_text(TEXT)
    (open_folder / "shut").mkdir()
    (open_folder / "shut" / "b.txt").write_text(TEXT + " Fin.")
    assert len(read(open_folder)) == 2
    (open_folder / "shut").chmod(0)
    (open_folder / "a.txt").chmod(0)
    with another_user():
        found = read(open_folder)
    (open_folder / "shut").chmod(0o700)
    assert [type(f) for f in found] == [Problem, Problem]
    assert all("permissions" in f.message for f in found)


def test_unreadable_folder_and_file_are_told(tmp_path, monkeypatch):
    """The same, for tests that run with all rights."""
    (tmp_path / "a.txt").write_text(TEXT)
    real = os.scandir
    monkeypatch.setattr(os, "scandir", lambda p: refuse(str(p)) if str(p) == str(tmp_path) else real(p))
    assert "permissions" in read(tmp_path)[0].message
    monkeypatch.setattr(Path, "open", lambda self, *a, **k: refuse(str(self)))
    assert "no right" in only(read(tmp_path / "a.txt")).message


def refuse(name: str):
    raise PermissionError(13, "Permission denied", name)


@pytest.mark.slow
@pytest.mark.parametrize(("name", "start"), [("a.txt", b""), ("a.jsonl", b'{"text": "')])
def test_200_megabytes_of_one_line(tmp_path, name, start):
    with (tmp_path / name).open("wb") as file:
        file.write(start)
        for _ in range(200):
            file.write(b"a" * 1_000_000)
    assert isinstance(only(read(tmp_path / name)), Problem)


def test_folder_of_many_is_streamed(tmp_path):
    rows = (json.dumps({**ROW, "id": str(n)}) for n in range(50))
    (tmp_path / "a.jsonl").write_text("\n".join(rows))
    stream = read_inputs([str(tmp_path / "a.jsonl")], InputOptions())
    assert next(stream).id == "0"
