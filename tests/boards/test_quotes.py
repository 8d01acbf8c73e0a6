"""Quotes: at most 200 characters an item and article, with the words marked that each field rests on."""

import pytest
from board_scene import WIRE, report, seed_picture, trade_figures
from hypothesis import given, settings
from hypothesis import strategies as st

from recoupe.boards.quotes import LIMIT, cut_parts, quote_figure, quote_report, quote_words
from recoupe.boards.quotes import Mark as WordMark
from recoupe.model import Article, Span

LONG = (
    "Avant cela rien. "
    + "Un mot puis un autre " * 30
    + "alors la ville fut attaquée à l'aube "
    + "et encore un mot " * 30
    + "."
)


def test_the_sentence_of_the_anchor_with_its_fields() -> None:
    quote = quote_report(WIRE, report(WIRE, "lancées", "COOPERATE", {"place": "Diboli", "when": "février dernier"}))
    assert quote.text.startswith("En février dernier, des patrouilles")
    assert {p.text: p.fields for p in quote.parts if p.fields} == {
        "février dernier": ("when",),
        "lancées": ("type",),
        "Diboli": ("place",),
    }


def test_words_outside_the_sentence_follow_after_dots() -> None:
    quote = quote_report(WIRE, report(WIRE, "lancées", "COOPERATE", {"actors": "source officielle"}))
    assert quote.text.endswith(" … source officielle")


def test_a_long_sentence_is_cut_at_words_around_the_anchor() -> None:
    article = Article("long", LONG)
    quote = quote_report(article, report(article, "attaquée", "ASSAULT"))
    assert len(quote.text) <= LIMIT and "la ville fut attaquée à l'aube" in quote.text
    assert quote.text.startswith("…") and quote.text.endswith("…")


def test_masked_words_are_never_there() -> None:
    start = WIRE.text.index("Awa Sidibé")
    quote = quote_report(WIRE, report(WIRE, "raconte", "REQUEST"), [(start, start + 10)])
    assert "Awa" not in quote.text and "[…]" in quote.text


def test_without_the_text_the_anchor_alone_is_quoted() -> None:
    bare = Article("wire", "")
    quote = quote_report(bare, report(WIRE, "lancées", "COOPERATE"))
    assert quote.text == "lancées"


def test_every_quote_of_the_scene_keeps_the_limit() -> None:
    for reading in seed_picture().readings:
        for made in reading.reports:
            assert len(quote_report(reading.article, made).text) <= LIMIT
    for figure in trade_figures()[0]:
        assert len(quote_figure(WIRE, figure).text) <= LIMIT


@settings(max_examples=150, deadline=None)
@given(st.text("ab .\n", min_size=1, max_size=700), st.data())
def test_no_quote_is_longer_than_the_limit(text: str, data: st.DataObject) -> None:
    article = Article("a", text)
    spans = [sorted(data.draw(st.tuples(*[st.integers(0, len(text))] * 2))) for _ in range(4)]
    anchor = Span.of(text, spans[0][0], min(spans[0][1], spans[0][0] + 150))
    marks = [WordMark(a, b, f"f{n}") for n, (a, b) in enumerate(spans)]
    quote = quote_words(article, anchor, [WordMark(anchor.start, anchor.end, "type"), *marks], [])
    assert len(quote.text) <= LIMIT


@pytest.mark.parametrize(
    ("marks", "masks", "expected"),
    [
        ([(0, 2, "a")], [], [("ab", ("a",), False), ("cdef", (), False)]),
        ([(0, 4, "a"), (2, 6, "b")], [], [("ab", ("a",), False), ("cd", ("a", "b"), False), ("ef", ("b",), False)]),
        ([(0, 6, "a")], [(2, 4)], [("ab", ("a",), False), ("[…]", (), True), ("ef", ("a",), False)]),
    ],
    ids=["one mark", "marks that overlap", "a mask inside a mark"],
)
def test_parts(marks, masks, expected) -> None:
    parts = cut_parts("abcdef", 0, 6, [WordMark(*m) for m in marks], masks)
    assert [(p.text, p.fields, p.cut) for p in parts] == expected
