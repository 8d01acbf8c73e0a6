"""Whatever is typed or stored, the store answers in little time and with its own errors only."""

import sqlite3
import time
import zlib
from contextlib import closing, suppress
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_values import make_event, make_reading

from recoupe.model import Article, Count, Reading
from recoupe.store import StoreError, count_articles, open_store
from recoupe.store.anchors import find_words
from recoupe.store.codec import tag, untag
from recoupe.store.query import FIELDS, QueryError, parse_query
from recoupe.store.schema import LARGEST
from recoupe.store.words import query_stems, stem_text

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**50), 2**50) | st.text() | st.dates(),
    lambda inner: st.tuples(inner, inner) | st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@settings(max_examples=300, deadline=None)
@given(
    st.text(max_size=300)
    | st.lists(st.sampled_from([*FIELDS, ":", ">=", '"', "-", ",", "km", "2031", " ", "é"])).map("".join)
)
def test_a_query_is_understood_or_refused(line):
    with suppress(QueryError):
        query = parse_query(line)
        assert parse_query(str(query)) == query


@settings(max_examples=200, deadline=None)
@given(VALUES)
def test_values_of_any_type_come_back_equal(value):
    back = untag(tag(value))
    assert back == value and type(back) is type(value)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=200), st.text(max_size=30), st.text(max_size=10), st.text(max_size=10))
def test_words_found_again_lie_in_the_text(text, quote, prefix, suffix):
    found = find_words(text, quote, prefix, suffix)
    assert found is None or text[found.start : found.end] == found.quote


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=200))
def test_stems_hold_nothing_that_a_search_would_take_for_an_operator(text):
    stems = stem_text(text, "fr")
    for stem in (*stems.words, *stems.plain, *(word for row in query_stems(text) for word in row)):
        assert not set(stem) & set("\"'*():^- \t\n"), stem


@pytest.mark.parametrize(
    "text", ["a" * 300_000, "l'" * 100_000, "a'" * 100_000, "é " * 100_000, '"' * 2000, "-" * 2000]
)
def test_long_monotone_input_takes_little_time(text):
    begin = time.process_time()
    stem_text(text, "fr")
    with suppress(QueryError):
        parse_query(text)
    with suppress(QueryError):
        parse_query(text[:2000])
    assert time.process_time() - begin < 5


# files that somebody else prepared


@pytest.fixture
def prepared(tmp_path):
    """A database with an article, an event and a decision, to be tampered with by a statement."""
    path = tmp_path / "given.db"
    with open_store(path) as store:
        store.add([make_reading("a1")])
        store.save_events([make_event("e1")])
        store.decide("lock", "e1", "A. Sow", "as it is")

    def tamper(statement: str, *values: object):
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            connection.execute(statement, values)
        return path

    return tamper


def use_all(path) -> None:
    with open_store(path) as store:
        list(store.readings()), list(store.events()), store.decisions(), store.count("score>=0"), store.coverage()
        store.add([make_reading("a2")])


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TRIGGER t AFTER INSERT ON articles BEGIN DELETE FROM decisions; END",
        "CREATE TRIGGER t AFTER UPDATE ON settings BEGIN UPDATE events SET document = x'00'; END",
        "CREATE VIEW v AS SELECT * FROM articles",
        "CREATE VIRTUAL TABLE v USING fts5(x)",
        "CREATE VIRTUAL TABLE v USING rtree(id, a, b)",
    ],
)
def test_a_file_that_would_run_what_is_hidden_in_it_is_refused(prepared, statement):
    path = prepared(statement)
    before = path.read_bytes()
    for task in (lambda: open_store(path), lambda: open_store(path, "read"), lambda: count_articles(path)):
        with pytest.raises(StoreError, match=r"holds '\w+', which recoupe never makes"):
            task()
    assert path.read_bytes() == before


BOMB = zlib.compress(b'"' + b"x" * (LARGEST + 10) + b'"', 9)


@pytest.mark.parametrize(
    ("statement", "values"),
    [
        pytest.param("UPDATE events SET document = ?", [b"\x00"], id="no document"),
        pytest.param("UPDATE events SET document = ?", [BOMB], id="a document that bursts"),
        pytest.param("UPDATE events SET document = ?", [zlib.compress(b"\xff\xfe")], id="no text"),
        pytest.param("UPDATE events SET document = ?", [zlib.compress(b"{}")], id="an empty document"),
        pytest.param("UPDATE events SET document = ?", [zlib.compress(b"[" * 100_000)], id="a deep document"),
        pytest.param("UPDATE versions SET document = ?", ["[1, 2"], id="half a document"),
        pytest.param("UPDATE versions SET text = ?", ["short"], id="another text"),
        pytest.param("UPDATE versions SET text = ?", [5], id="a number for a text"),
        pytest.param("UPDATE decisions SET document = ?", ["{}"], id="an empty decision"),
        pytest.param("DROP TABLE reports", [], id="a table that is gone"),
        pytest.param("ALTER TABLE events DROP COLUMN score", [], id="a column that is gone"),
    ],
)
def test_a_file_whose_rows_make_no_sense_is_called_damaged(prepared, statement, values):
    if "DROP COLUMN" in statement:
        prepared("DROP INDEX events_by_score")
    with pytest.raises(StoreError, match="is damaged: restore it from a backup"):
        use_all(prepared(statement, *values))


@pytest.mark.parametrize("value", ["many", "-5", "1e999", "../../etc/passwd", ""])
def test_settings_that_make_no_sense_are_as_none(prepared, value):
    path = prepared("INSERT INTO settings VALUES ('retain days', ?)", value)
    with open_store(path) as store:
        assert store.text_days() is None and store.add([make_reading("a2")]).dropped == 0


def test_a_damaged_copy_is_told_before_it_is_restored(prepared):
    path = prepared("VACUUM")
    raw = bytearray(path.read_bytes())
    raw[-4096 * 3 : -4096] = b"\x07" * 8192
    path.write_bytes(raw)
    with pytest.raises(StoreError, match="is damaged"):
        count_articles(path)


# huge and strange values


def test_huge_values_are_stored_and_found(store):
    long = replace(make_reading("a1").article, title="é" * 1_000_000, url="https://x.example/" + "a" * 100_000)
    store.add([replace(make_reading("a1"), article=long)])
    store.save_events([make_event("e1", killed=Count(10.0**300, None), place="x" * 100_000)])
    assert next(store.readings()).article.title == long.title and store.count("killed>=8") == 1
    assert store.count(f"killed>={10**14}") == 1 and store.count("place:" + "x" * 1900) == 0


@pytest.mark.parametrize("words", ["\x00", "a\x00b", "\ud800", "x\udfffy"])
def test_what_is_no_text_is_refused_everywhere(store, words):
    store.add([make_reading("a1")])
    for field in ("id", "text", "title", "outlet", "url"):
        article = replace(Article("b", "b"), **{field: words})
        assert len(store.add([Reading(article)]).refused) == 1
    with pytest.raises(QueryError, match="no text has"):
        store.search(words)
    with pytest.raises(QueryError, match="no text has"):
        store.search_articles(words)
    assert store.event(words) is None and list(store.readings([words])) == []
    for changes in ({"who": words}, {"why": words}, {"value": {"field": "place", "value": words}}):
        asked = {"who": "A. Sow", "why": "seen", "value": {"field": "killed", "value": 9}} | changes
        with pytest.raises(StoreError, match="zero bytes and half characters"):
            store.decide("correct", "a1#r1", **asked)
    assert store.decisions() == ()


@pytest.mark.parametrize("name", ["../../x.db", "a/../../x.db", "x\x00.db"])
def test_names_lead_nowhere_else(store, tmp_path, name):
    """Ids are looked up, never used as paths."""
    store.add([make_reading("a1")])
    assert store.event(name) is None and list(store.readings([name])) == [] and store.versions(name) == ()
    assert store.erase_article(name, "x") is None if "\x00" not in name else True
    assert sorted(p.suffix for p in tmp_path.iterdir() if p.suffix == ".db") == [".db"]
