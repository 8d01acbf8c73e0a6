"""What the other rooms see of a parsed text: tokens, sentences and chunks with offsets into `article.text`."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from recoupe.model import Span
from recoupe.parsing.plain import Plain


@dataclass(slots=True, eq=False)
class Token:
    """One word. `start`/`end` are offsets in `article.text`; `i` is its index in `Parse.tokens`.

    `pos` is the Universal POS tag, `dep` the Universal Dependencies relation, `head` the index of its governor
    (itself for the root of a sentence), `morph` the UD features as "Mood=Ind|Number=Sing…", `ent` the raw entity
    label (PER, LOC, ORG, MISC or ""). `word` is the normalised word form, `lower` its lower case.
    """

    i: int
    start: int
    end: int
    word: str
    lower: str
    lemma: str
    pos: str
    dep: str
    head: int
    morph: str
    ent: str
    sentence: int
    children: list[int] = field(default_factory=list)

    def has(self, feature: str) -> bool:
        """The token carries the UD feature, e.g. "Mood=Cnd"."""
        return feature in self.morph


@dataclass(slots=True, eq=False)
class Sentence:
    """Tokens `first` to `last` (excluded) and their offsets; `paragraph` counts from 0; `title` marks the headline."""

    index: int
    first: int
    last: int
    start: int
    end: int
    paragraph: int


@dataclass(slots=True, eq=False)
class Chunk:
    """A paragraph that is read: offsets in the plain text and, for spans, through `Parse.span`."""

    start: int
    end: int


@dataclass(slots=True, eq=False)
class Parse:
    """`plain.text` is for patterns; `span(start, end)` turns offsets of the plain text into a Span of the article.

    Only the chunks are read: removed parts lie between them. Without a model (`fast`) there are chunks but no
    tokens and no sentences; rules that need syntax are then silent. `context` is an array of the model's own vector of
    each token in its sentence, shape (tokens, width), or None.
    """

    plain: Plain
    chunks: list[Chunk]
    tokens: list[Token] = field(default_factory=list)
    sentences: list[Sentence] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    context: Any = None

    @property
    def text(self) -> str:
        """The plain text, for patterns."""
        return self.plain.text

    def span(self, start: int, end: int) -> Span:
        """The article's words behind `self.text[start:end]`."""
        return self.plain.span(start, end)

    def words(self, first: Token, last: Token) -> Span:
        """The article's words from token `first` to token `last`, both included."""
        return Span.of(self.plain.original, first.start, last.end)

    def token_at(self, start: int) -> Token | None:
        """The token that covers offset `start` of the article, if any."""
        at = bisect_right(self.starts, start) - 1
        return self.tokens[at] if at >= 0 and self.tokens[at].end > start else None

    def tokens_in(self, start: int, end: int) -> list[Token]:
        """The tokens that begin in [start, end) of the article."""
        return self.tokens[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def sentence_at(self, start: int) -> Sentence | None:
        """The sentence of the article's offset `start`, if it lies in one."""
        token = self.token_at(start)
        if token is None:
            near = bisect_right(self.starts, start) - 1
            token = self.tokens[near] if near >= 0 else None
        return self.sentences[token.sentence] if token else None

    def subtree(self, token: Token) -> list[Token]:
        """The token and everything below it, in text order."""
        found, todo = [], [token.i]
        while todo:
            at = todo.pop()
            found.append(at)
            todo.extend(self.tokens[at].children)
        return [self.tokens[i] for i in sorted(found)]

    def helpers(self, verb: Token) -> list[Token]:
        """The auxiliaries that hang on a verb, in text order."""
        return [t for t in (self.tokens[c] for c in verb.children) if t.dep.startswith("aux")]

    def ancestors(self, token: Token) -> Iterator[Token]:
        """Governors from the nearest up to the root of the sentence."""
        while token.head != token.i:
            token = self.tokens[token.head]
            yield token
