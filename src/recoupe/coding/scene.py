"""A scene: one parsed article with its annotations, indexed so that the coder finds them by word and sentence."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import TypeVar

from recoupe.model import ActorMention, CountMention, Cue, PlaceMention, Quotation, Reading, Span, TimeMention
from recoupe.parsing import Parse, Sentence, Token

Mention = TypeVar("Mention", TimeMention, PlaceMention, ActorMention, CountMention)


class Scene:
    """Annotations by sentence and by token; built once per article, in linear time."""

    def __init__(self, parse: Parse, reading: Reading) -> None:
        self.parse = parse
        self.reading = reading
        self._starts = [s.start for s in parse.sentences]
        self.times = self._by_sentence(reading.times)
        self.places = self._by_sentence(reading.places)
        self.counts = self._by_sentence(reading.counts)
        self.actor_of = _cover_tokens(parse, reading.actors)
        self.place_of = _cover_tokens(parse, reading.places)
        self.time_of = _cover_tokens(parse, reading.times)
        self.entities: dict[int, list[ActorMention]] = {}
        for actor in reading.actors:
            self.entities.setdefault(actor.entity, []).append(actor)
        self.cues = self._spread(reading.cues)
        self.quotations = self._spread(reading.quotations)

    def sentence_number(self, offset: int) -> int:
        """The index of the sentence that holds `offset`, or of the one before it."""
        return max(0, bisect_right(self._starts, offset) - 1)

    def sentence_of(self, token: Token) -> Sentence:
        return self.parse.sentences[token.sentence]

    def tokens_of(self, sentence: Sentence) -> list[Token]:
        return self.parse.tokens[sentence.first : sentence.last]

    def _by_sentence(self, mentions: Sequence[Mention]) -> dict[int, list[Mention]]:
        found: dict[int, list[Mention]] = {}
        for mention in mentions:
            found.setdefault(self.sentence_number(mention.span.start), []).append(mention)
        return found

    def _spread(self, items: Iterable[Cue | Quotation]) -> dict[int, list[Cue | Quotation]]:
        """Cues and quotations under every sentence that their scope or content touches."""
        found: dict[int, list[Cue | Quotation]] = {}
        for item in items:
            span = item.scope if isinstance(item, Cue) else item.content
            for number in range(
                self.sentence_number(span.start), self.sentence_number(max(span.start, span.end - 1)) + 1
            ):
                found.setdefault(number, []).append(item)
        return found

    def cues_over(self, token: Token) -> list[Cue]:
        """The cues whose scope holds the token."""
        items = self.cues.get(token.sentence, ())
        return [c for c in items if isinstance(c, Cue) and c.scope.start <= token.start < c.scope.end]

    def quotations_over(self, token: Token) -> list[Quotation]:
        """The quotations whose content holds the token, the narrowest first."""
        items = self.quotations.get(token.sentence, ())
        over = [q for q in items if isinstance(q, Quotation) and q.content.start <= token.start < q.content.end]
        return sorted(over, key=lambda q: q.content.end - q.content.start)


def _cover_tokens(parse: Parse, mentions: Sequence[Mention]) -> dict[int, Mention]:
    """For each token index, the widest mention that covers it."""
    found: dict[int, Mention] = {}
    for mention in sorted(mentions, key=lambda m: m.span.end - m.span.start, reverse=True):
        for token in parse.tokens_in(mention.span.start, mention.span.end):
            found.setdefault(token.i, mention)
    return found


def phrase_of(parse: Parse, head: Token) -> Span:
    """The noun phrase under `head`, without relative clauses, appositive clauses and leading prepositions."""
    keep = [head]
    todo = [c for c in head.children if _in_phrase(parse.tokens[c])]
    while todo:
        token = parse.tokens[todo.pop()]
        keep.append(token)
        todo.extend(c for c in token.children if _in_phrase(parse.tokens[c]))
    first, last = min(keep, key=lambda t: t.i), max(keep, key=lambda t: t.i)
    while first.i < head.i and first.pos in ("ADP", "PUNCT", "CCONJ"):
        first = parse.tokens[first.i + 1]
    while last.i > head.i and last.pos in ("PUNCT", "CCONJ", "ADP", "DET"):
        last = parse.tokens[last.i - 1]
    return parse.words(first, last)


_OUTSIDE = frozenset({"acl:relcl", "acl", "advcl", "ccomp", "parataxis", "cc", "conj", "cop", "punct", "nsubj", "appos",
                      "obl", "obl:mod", "advmod", "mark", "dep"})  # fmt: skip


def _in_phrase(token: Token) -> bool:
    return token.dep not in _OUTSIDE and (token.dep != "case" or True)
