"""Every entry of the origins' and findings' lexicons holds against its own examples."""

from __future__ import annotations

import pytest

from recoupe.recoup.facts import find_credits
from recoupe.recoup.folding import fold
from recoupe.recoup.lexicon import OriginEntry, load_lexicon, origin_entries
from recoupe.recoup.terms import TermEntry, has_term, term_entries
from recoupe.recoup.weights import load_weights

LEXICON = load_lexicon()
ENTRIES = [pytest.param(e, id=f"{code}/{e.id}") for code, rows in origin_entries().items() for e in rows]
TERMS = [pytest.param(e, id=f"{e.kind}/{e.id}/{n}") for n, e in enumerate(term_entries())]


def catches(entry: OriginEntry, sentence: str) -> bool:
    if entry.kind in ("credit", "credit_line"):
        return bool(find_credits(sentence, fold(sentence), LEXICON)[0])
    if entry.kind == "signature":
        return find_credits(sentence, fold(sentence), LEXICON)[2] is not None
    patterns = {"own": LEXICON.own, "trailer": LEXICON.trailers}[entry.kind]
    return any(pattern.search(fold(sentence)) for pattern in patterns)


@pytest.mark.parametrize("entry", ENTRIES)
def test_origin_entry(entry: OriginEntry) -> None:
    assert all(catches(entry, sentence) for sentence in entry.catches)
    assert not any(catches(entry, sentence) for sentence in entry.leaves)


@pytest.mark.parametrize("entry", TERMS)
def test_term(entry: TermEntry) -> None:
    assert all(has_term(entry.kind, sentence) for sentence in entry.catches)
    assert not any(has_term(entry.kind, sentence) for sentence in entry.leaves)


def test_rules_with_a_pattern_have_examples() -> None:
    for rows in origin_entries().values():
        for entry in rows:
            assert not entry.pattern or (entry.catches and entry.leaves), entry.id


def test_every_language_has_common_words_and_numbers() -> None:
    assert {"fr", "en"} <= set(LEXICON.common_by_language)
    assert LEXICON.numbers["quatre"] == LEXICON.numbers["four"] == 4


def test_weights_have_a_threshold_and_words() -> None:
    weights = load_weights()
    assert weights.threshold < 0 < weights.value("place_same")
    assert weights.reasons({"place_same": 1.0, "toll_differs": 1.0}) == ("same place", "tolls that differ")
