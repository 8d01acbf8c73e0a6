"""A scene: one parsed article with its annotations, indexed so that the coder finds them by word and sentence."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Sequence
from typing import TypeVar

from recoupe.coding.periods import join_periods
from recoupe.knowledge.syntax import load_syntax
from recoupe.model import ActorMention, CountMention, Cue, PlaceMention, Quotation, Reading, Span, TimeMention
from recoupe.parsing import Parse, Sentence, Token

FINE = ("town", "feature")
HEADLINE_TOKENS = 30
DATELINE_REACH = 60  # characters before the date in the opening line of a dispatch
_BEHIND_DATE = re.compile(r"[^.\n(]{0,20}\([^)\n]{2,40}\)\s*[-–—]")
FULL_STOPS = (".", "!", "?", "…", "...")
EARLY_SENTENCES = 3
Said = TypeVar("Said", Cue, Quotation)
Mention = TypeVar("Mention", TimeMention, PlaceMention, ActorMention, CountMention)


class Scene:
    """Annotations by sentence and by token; built once per article, in linear time."""

    def __init__(self, parse: Parse, reading: Reading) -> None:
        self.parse = parse
        self.reading = reading
        self._starts = [s.start for s in parse.sentences]
        text = reading.article.text
        self.syntax = load_syntax(reading.article.language)
        self._named: dict[Span, tuple[list[Token], Token, Span]] = {}
        self._said_at: dict[int, dict[str, list[int]]] = {}
        times = join_periods(text, reading.times, self.syntax)
        self.times = self._by_sentence([time for time in times if not in_dateline(text, time.span)])
        self.places = self._by_sentence(reading.places)
        self.counts = self._by_sentence(reading.counts)
        self.actors = self._by_sentence(reading.actors)
        self.place_uses = Counter(p.place.id for p in reading.places)
        self.focus = self._find_focus(reading.places)
        self.shift = 0 if has_headline(parse) else 1
        self.actor_of = _cover_tokens(parse, reading.actors)
        self.place_of = _cover_tokens(parse, reading.places)
        self.time_of = _cover_tokens(parse, reading.times)
        self.entities: dict[int, list[ActorMention]] = {}
        for actor in reading.actors:
            self.entities.setdefault(actor.entity, []).append(actor)
        states = [actor for actor in reading.actors if actor.kind == "state" and actor.country]
        self.states = {actor.country: actor for actor in reversed(states)}  # as first named
        self.cues = self._spread(reading.cues, lambda c: c.scope)
        self.speaker_of = {
            t.i: q.speaker for q in reading.quotations if q.speaker for t in parse.tokens_in(q.cue.start, q.cue.end)
        }
        self.quotations = self._spread(reading.quotations, lambda q: q.content)

    def _find_focus(self, places: Sequence[PlaceMention]) -> str | None:
        """The id of the town or feature the article is about: said most often, and early."""
        weights: Counter[str] = Counter()
        for mention in places:
            if mention.place.level in FINE and not mention.metonym:
                early = self.sentence_number(mention.span.start) < EARLY_SENTENCES
                weights[mention.place.id] += 2 if early else 1
        return max(weights, key=lambda place: weights[place], default=None)

    def sentence_number(self, offset: int) -> int:
        """The index of the sentence that holds `offset`, or of the one before it."""
        return max(0, bisect_right(self._starts, offset) - 1)

    def sentence_of(self, token: Token) -> Sentence:
        return self.parse.sentences[token.sentence]

    def _by_sentence(self, mentions: Sequence[Mention]) -> dict[int, list[Mention]]:
        found: dict[int, list[Mention]] = {}
        for mention in mentions:
            found.setdefault(self.sentence_number(mention.span.start), []).append(mention)
        return found

    def _spread(self, items: Sequence[Said], part: Callable[[Said], Span]) -> dict[int, list[Said]]:
        """Items under every sentence that their scope or content touches."""
        found: dict[int, list[Said]] = {}
        for item in items:
            span = part(item)
            first, last = self.sentence_number(span.start), self.sentence_number(max(span.start, span.end - 1))
            for number in range(first, last + 1):
                found.setdefault(number, []).append(item)
        return found

    def cues_over(self, token: Token) -> list[Cue]:
        """The cues whose scope holds the token."""
        return [c for c in self.cues.get(token.sentence, ()) if c.scope.start <= token.start < c.scope.end]

    def said_in(self, sentence: int) -> list[Quotation]:
        """The quotations whose content touches the sentence."""
        return self.quotations.get(sentence, [])

    def quotations_over(self, token: Token) -> list[Quotation]:
        """The quotations whose content holds the token, the narrowest first."""
        over = [q for q in self.said_in(token.sentence) if q.content.start <= token.start < q.content.end]
        return sorted(over, key=lambda q: q.content.end - q.content.start)

    def said_at(self, sentence: int) -> dict[str, list[int]]:
        """Where the words of a sentence stand, by lemma, form, and spelling with the accents of its capital."""
        if sentence not in self._said_at:
            found: dict[str, list[int]] = {}
            bounds = self.parse.sentences[sentence]
            for token in self.parse.tokens[bounds.first : bounds.last]:
                lemma = token.lemma.lower()
                for word in {lemma, token.lower, self.syntax.accented(lemma, token.word[0]) or lemma}:
                    found.setdefault(word, []).append(token.i)
            self._said_at[sentence] = found
        return self._said_at[sentence]

    def can_act(self, token: Token) -> bool:
        """The word can name somebody: a name, a noun or a place; no time and no number alone."""
        return token.i not in self.time_of and token.pos in ("PROPN", "NOUN")

    def is_kind(self, token: Token, kind: str) -> bool:
        """The token is a place ("place"), or an actor of that kind."""
        if kind == "place":
            return token.i in self.place_of
        actor = self.actor_of.get(token.i)
        return actor is not None and actor.kind == kind

    def phrase(self, token: Token) -> Span:
        return phrase_of(self.parse, token)

    def head_of(self, tokens: list[Token]) -> Token:
        """The word of a phrase that the others hang on."""
        inside = {t.i for t in tokens}
        return next((t for t in tokens if t.head not in inside or t.head == t.i), tokens[0])

    def named(self, mention: ActorMention) -> tuple[list[Token], Token, Span]:
        """The tokens of a mention, the one the others hang on, and the best words for it."""
        if mention.span not in self._named:
            tokens = self.parse.tokens_in(mention.span.start, mention.span.end)
            head = self.head_of(tokens) if tokens else self.parse.tokens[0]
            self._named[mention.span] = tokens, head, self.best_words(mention)
        return self._named[mention.span]

    def best_words(self, mention: ActorMention) -> Span:
        """The mention's words; for a pronoun the fullest words the article has for the same actor."""
        head = self.parse.token_at(mention.span.start)
        if (head is None or head.pos != "PRON") and len(mention.span.quote) > 3:
            return mention.span
        names = [m.span for m in self.entities.get(mention.entity, ()) if len(m.span.quote) > 3]
        return max(names, key=lambda s: (len(s.quote) < 80, len(s.quote), -s.start), default=mention.span)

    def actor_in(self, span: Span) -> ActorMention | None:
        """The first known actor within the words."""
        inside = self.parse.tokens_in(span.start, span.end)
        return next((actor for token in inside if (actor := self.actor_of.get(token.i))), None)

    def full_speaker(self, speaker: Span) -> Span:
        """The fullest words for a speaker who is a pronoun; any other speaker as the article has it."""
        mention = self.actor_in(speaker)
        return self.best_words(mention) if mention and len(speaker.quote) <= 4 else speaker


def in_dateline(text: str, span: Span) -> bool:
    """The words stand in the line that opens a dispatch («Kayes, lundi 3 novembre (ABC) - »): no event's day."""
    opening = text.rfind("\n", 0, span.start) + 1
    return span.start - opening <= DATELINE_REACH and _BEHIND_DATE.match(text, span.end) is not None


def has_headline(parse: Parse) -> bool:
    """The first paragraph is a headline: short, without a full stop, and not the whole text."""
    opening = [s for s in parse.sentences if s.paragraph == parse.sentences[0].paragraph] if parse.sentences else []
    if not opening or len(opening) == len(parse.sentences):
        return False
    tokens = opening[-1].last - opening[0].first
    return tokens <= HEADLINE_TOKENS and parse.tokens[opening[-1].last - 1].word not in FULL_STOPS


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
    last = _before_aside(parse, head, last)
    while first.i < head.i and first.pos in ("ADP", "PUNCT", "CCONJ"):
        first = parse.tokens[first.i + 1]
    while last.i > head.i and last.pos in ("PUNCT", "CCONJ", "ADP", "DET"):
        last = parse.tokens[last.i - 1]
    return parse.words(first, last)


def _before_aside(parse: Parse, head: Token, last: Token) -> Token:
    """The last word before an aside: «la route de Nioro | , dans l'ouest du pays, depuis mardi»."""
    between = range(head.i + 1, last.i)
    asides = (at for at in between if parse.tokens[at].word == "," and parse.tokens[at + 1].pos == "ADP")
    aside = next(asides, None)
    return last if aside is None else parse.tokens[aside - 1]


_OUTSIDE = frozenset({"acl:relcl", "acl", "advcl", "ccomp", "parataxis", "cc", "conj", "cop", "punct", "nsubj", "appos",
                      "obl", "obl:mod", "advmod", "mark", "dep"})  # fmt: skip


def _in_phrase(token: Token) -> bool:
    return token.dep not in _OUTSIDE
