"""The spaCy pipeline behind `Parse`: loaded on first use, fed paragraphs in batches."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import deque
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

import numpy

from recoupe.model import Article
from recoupe.parsing.layout import lay_out
from recoupe.parsing.parse import Chunk, Parse, Sentence, Token
from recoupe.parsing.plain import Plain

MODELS = {"fr": "fr_core_news_md"}
BATCH = 32  # paragraphs
LONGEST = 8_000  # characters in one piece for the model; longer paragraphs are cut at a space
# spaCy parts what it does not know at hyphens («état | - | major») and then ends sentences there; its model was
# trained on whole words. Pronouns behind a verb («dit | -il») are parted by other rules.
PARTING_HYPHEN, KEEPING_HYPHEN = "(?:-|–", "(?:–"
NUMBERS = ["IDX", "HEAD", "SENT_START", "IS_SPACE"]
STRINGS = ["ORTH", "LOWER", "LEMMA", "POS", "DEP", "MORPH", "ENT_TYPE"]
MORPH, NO_MORPH = STRINGS.index("MORPH"), "_"
_LINE = re.compile(r"[^\n]+")
_ENDLESS = re.compile(r"\S{500,}")  # no word: left unread, and the model is not made to look for words in it

_Waiting = tuple[Article, Plain, list[Chunk]]


def load_model(name: str = "fr_core_news_md") -> Any:
    """The spaCy pipeline, without what nobody asks for. Takes some seconds the first time."""
    return _load(name)


@lru_cache(maxsize=2)
def _load(name: str) -> Any:  # behind a function of its own, so that a default argument loads nothing twice
    import spacy
    from spacy.util import compile_infix_regex

    model: Any = spacy.load(name, exclude=["attribute_ruler"])  # it gives tags nobody asks for
    infixes = [infix.replace(PARTING_HYPHEN, KEEPING_HYPHEN) for infix in model.Defaults.infixes]
    model.tokenizer.infix_finditer = compile_infix_regex(infixes).finditer
    return model


def find_chunks(article: Article, plain: Plain) -> list[Chunk]:
    """The paragraphs that are read: what lies between line breaks, outside removed parts and endless words."""
    return [
        chunk
        for low, high in _read_stretches(article, plain)
        for line in _LINE.finditer(plain.text, low, high)
        for chunk in _pieces(plain.text, line.start(), line.end())
    ]


def _read_stretches(article: Article, plain: Plain) -> Iterator[tuple[int, int]]:
    """Stretches of the plain text between the parts that are not read, in order."""
    dropped = [at + number for number, at in enumerate(plain.drops)]  # offsets in the article
    unread = [(m.start(), m.end()) for m in _ENDLESS.finditer(plain.text)]
    for removed in article.removed:
        start, end = removed.span.start, removed.span.end
        unread.append((start - bisect_left(dropped, start), end - bisect_left(dropped, end)))
    at = 0
    for low, high in sorted(unread):
        if low > at:
            yield at, low
        at = max(at, high)
    yield at, len(plain.text)


def _pieces(text: str, start: int, end: int) -> Iterator[Chunk]:
    """The line in pieces that the model can take, cut after a sentence or at a space."""
    while start < end:
        stop = end if end - start <= LONGEST else _cut(text, start)
        if text[start:stop].strip():
            yield Chunk(start, stop)
        start = stop


def _cut(text: str, start: int) -> int:
    low, high = start + LONGEST // 2, start + LONGEST
    return next((at + 1 for mark in (". ", " ") if (at := text.rfind(mark, low, high)) >= 0), high)


def parse_articles(
    articles: Iterable[Article], model: str = "fr_core_news_md", fast: bool = False
) -> Iterator[tuple[Article, Parse]]:
    """Parse articles as they come; yields in order, some paragraphs ahead at most. `fast` leaves the model out."""
    if fast:
        for article in articles:
            plain = lay_out(article.text)
            yield article, Parse(plain, find_chunks(article, plain))
        return
    waiting: deque[_Waiting] = deque()
    done: deque[Any] = deque()
    for doc in load_model(model).pipe(_texts(articles, waiting), batch_size=BATCH):
        done.append(doc)
        yield from _complete(waiting, done)
    yield from _complete(waiting, done)


def _texts(articles: Iterable[Article], waiting: deque[_Waiting]) -> Iterator[str]:
    """The paragraphs of all articles; each article waits for its own."""
    for article in articles:
        plain = lay_out(article.text)
        chunks = find_chunks(article, plain)
        waiting.append((article, plain, chunks))
        yield from (plain.text[chunk.start : chunk.end] for chunk in chunks)


def _complete(waiting: deque[_Waiting], done: deque[Any]) -> Iterator[tuple[Article, Parse]]:
    """The first articles in the queue whose paragraphs are all parsed."""
    while waiting and len(done) >= len(waiting[0][2]):
        article, plain, chunks = waiting.popleft()
        yield article, build_parse(plain, chunks, [done.popleft() for _ in chunks])


def build_parse(plain: Plain, chunks: list[Chunk], docs: list[Any]) -> Parse:
    """Gather the parsed paragraphs of one article into one `Parse`."""
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    vectors: list[Any] = []
    for number, (chunk, doc) in enumerate(zip(chunks, docs)):
        kept = _append(plain, chunk, doc, number, tokens, sentences)
        vectors.append(doc.tensor[kept])
    for token in tokens:
        if token.head != token.i:
            tokens[token.head].children.append(token.i)
    context = numpy.concatenate(vectors) if vectors else None
    return Parse(plain, chunks, tokens, sentences, [t.start for t in tokens], context)


def _append(
    plain: Plain, chunk: Chunk, doc: Any, paragraph: int, tokens: list[Token], sentences: list[Sentence]
) -> list[int]:
    """Add the tokens and sentences of one paragraph; returns which of its tokens are words."""
    exact = not plain.drops
    place_of: dict[int, int] = {}
    opened = before = len(tokens)
    for at, (offset, head, opens, space, word, lower, lemma, pos, dep, morph, ent) in enumerate(_rows(doc)):
        if opens == 1 and len(tokens) > opened:
            sentences.append(_sentence(len(sentences), tokens, opened, paragraph))
            opened = len(tokens)
        if space:
            continue
        if pos == "SPACE":  # no space, though the model takes it for one
            pos, lemma = "X", word
        place_of[at] = i = len(tokens)
        start = chunk.start + offset
        end = start + len(word)
        if not exact:
            start, end = plain.back(start), plain.back(end - 1) + 1
        tokens.append(Token(i, start, end, word, lower, lemma, pos, dep, at + head, morph, ent, len(sentences)))
    if len(tokens) > opened:
        sentences.append(_sentence(len(sentences), tokens, opened, paragraph))
    for token in tokens[before:]:
        token.head = place_of.get(token.head, token.i)
    return list(place_of)


def _rows(doc: Any) -> Iterator[tuple[Any, ...]]:
    """Of every token its offset, way to its head, 1 where a sentence begins, 1 where it is space, then its strings."""
    numbers = doc.to_array(NUMBERS).view("int64")
    keys = doc.to_array(STRINGS)
    strings = doc.vocab.strings
    named = {key: strings[key] for key in set(keys.ravel().tolist())}
    columns = [[named[key] for key in column.tolist()] for column in keys.T]
    columns[MORPH] = ["" if morph == NO_MORPH else morph for morph in columns[MORPH]]
    return zip(*(column.tolist() for column in numbers.T), *columns)


def _sentence(index: int, tokens: list[Token], first: int, paragraph: int) -> Sentence:
    return Sentence(index, first, len(tokens), tokens[first].start, tokens[-1].end, paragraph)
