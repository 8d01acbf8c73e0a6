"""Whatever is typed or stored, the store answers in little time and with its own errors only."""

import time
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recoupe.store.anchors import find_words
from recoupe.store.codec import tag, untag
from recoupe.store.query import FIELDS, QueryError, parse_query
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
