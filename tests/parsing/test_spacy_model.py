"""Parsing in a stream: order, articles with nothing to read, hostile texts, offsets."""

import pytest

from recoupe.model import Article, Removed, Span
from recoupe.parsing.spacy_model import parse_articles

NEWS = "Le maire de Tanéla a reçu\u00a0le préfet. Il l’a remercié."


def parse(*texts: str):
    return list(parse_articles([Article(id=str(n), text=text) for n, text in enumerate(texts)]))


def test_articles_come_in_order_with_their_own_words():
    texts = ["", "\n\n", NEWS, "x" * 5000, f"{NEWS}\n{NEWS}", " ", *[f"{NEWS} {n}" for n in range(70)], ""]
    found = parse(*texts)
    assert [a.id for a, _ in found] == [str(n) for n in range(len(texts))]
    assert [len(p.sentences) > 0 for _, p in found[:6]] == [False, False, True, False, True, False]
    for article, parsed in found:
        assert all(article.text[t.start : t.end].replace("’", "'") == t.word for t in parsed.tokens)


def test_articles_are_not_read_far_ahead():
    taken = []

    def endless():
        for n in range(10_000):
            taken.append(n)
            yield Article(id=str(n), text=NEWS)

    next(iter(parse_articles(endless())))
    assert len(taken) < 200


@pytest.mark.parametrize(
    "text",
    [
        "\ud800 moitié de caractère \udfff.",
        "a\x00b c.",
        "\u200b\u200bLe\u200b maire.",
        "'" * 600 + " fin.",
        "à" + "\u0301" * 400,
    ],
    ids=["surrogates", "zero byte", "invisible", "quotes", "accents"],
)
def test_strange_texts_are_parsed(text):
    ((article, parsed),) = parse(text)
    for token in parsed.tokens:
        assert 0 <= token.start < token.end <= len(article.text)


def test_removed_parts_have_no_tokens():
    text = "Le maire parle. Avec AFP"
    article = Article(id="a", text=text, removed=(Removed(Span.of(text, 16, 24), "credit"),))
    ((_, parsed),) = parse_articles([article])
    assert [t.word for t in parsed.tokens] == ["Le", "maire", "parle", "."]


def test_without_the_model_there_are_only_chunks():
    ((_, parsed),) = parse_articles([Article(id="a", text=NEWS)], fast=True)
    assert (len(parsed.chunks), parsed.tokens) == (1, [])
