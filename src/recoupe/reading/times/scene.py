"""What surrounds a date: the publication day, the dates around it in the text, and whether its clause looks back."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from recoupe.model.interval import Interval
from recoupe.parsing import Parse
from recoupe.parsing.parse import Token
from recoupe.reading.times.rules import Found, Grammar

Tense = Literal["past", "future", "open"]
NEAR = 3  # sentences back to the day that "the next day" counts from
_STOP = re.compile(r"[.!?;]")


@dataclass(frozen=True, slots=True)
class Dated:
    """What an expression came to mean. `explicit` values name their year; `end` overrides where the quote ends."""

    interval: Interval | None
    reason: str
    alternatives: tuple[Interval, ...] = ()
    explicit: bool = False
    end: int | None = None


@dataclass(slots=True)
class Scene:
    """One article's expressions in text order; `dated` fills as they are resolved."""

    published: date | None
    parse: Parse
    grammar: Grammar
    found: list[Found]
    dated: list[Dated | None] = field(default_factory=list)
    sentences: list[tuple[int, int]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.dated = [None] * len(self.found)
        self.sentences = list(_sentence_numbers(self.found))

    def word_class(self, name: str) -> dict[str, int | str]:
        return self.grammar.vocabulary.values.get(name, {})

    # ---- neighbours

    def before(self, at: int, sentences: int = 0) -> Iterator[tuple[int, Interval]]:
        """Resolved neighbours before expression `at`, nearest first, at most so many sentences back."""
        for i in range(at - 1, -1, -1):
            if self._apart(i, at) > sentences:
                return
            value = self.dated[i]
            if value and value.interval:
                yield i, value.interval

    def after(self, at: int) -> Iterator[tuple[int, Interval]]:
        """Resolved neighbours after expression `at` in its sentence, nearest first."""
        for i in range(at + 1, len(self.found)):
            if self._apart(at, i) > 0:
                return
            value = self.dated[i]
            if value and value.interval:
                yield i, value.interval

    def _apart(self, first: int, second: int) -> int:
        """Sentences between two expressions; another paragraph counts as one sentence more."""
        (paragraph, number), (paragraph2, number2) = self.sentences[first], self.sentences[second]
        if paragraph == paragraph2:
            return number2 - number
        return (paragraph2 - paragraph) + number2 + 1

    def gap(self, first: int, second: int) -> int:
        """Characters between two expressions."""
        return self.found[second].start - self.found[first].end

    def reference(self, at: int, grain: str) -> Interval | None:
        """The date the story stands at before expression `at`: the last one named, else the day of publication."""
        for _, interval in self.before(at, NEAR):
            if grain != "day" or interval.days <= 2:
                return interval
        return Interval.day(self.published) if self.published else None

    def full_year(self, month: int, dom: int) -> int | None:
        """The year in which the article itself dates this day of the month in full."""
        for value in self.dated:
            if value and value.explicit and value.interval and value.interval.grain == "day":
                day = value.interval.first
                if (day.month, day.day) == (month, dom):
                    return day.year
        return None

    # ---- evidence of tense

    def words_before(self, at: int, count: int = 4) -> list[str]:
        """The words just before expression `at`, nearest first."""
        found = self.found[at]
        return found.coded.words[max(0, found.first - count) : found.first][::-1]

    def tense(self, at: int) -> Tense:
        """Whether the clause around expression `at` looks back or ahead."""
        words = self.words_before(at, 3)
        if any(word in self.word_class("past_before") for word in words[:2]):
            return "past"
        if self.parse.tokens:
            clause = self._clause_tense(at)
            if clause != "open":
                return clause
        else:
            clause = self._cue_tense(at)
            if clause != "open":
                return clause
        if any(word in self.word_class("future_before") for word in words[:2]):
            return "future"
        return "open"

    def _cue_tense(self, at: int) -> Tense:
        """Without a parse: the nearest auxiliary or modal of the sentence decides."""
        found = self.found[at]
        words = found.coded.words
        ahead, back = self.word_class("future_cue"), self.word_class("past_cue")
        for distance in range(1, 16):
            for place in (found.first - distance, found.last - 1 + distance):
                if 0 <= place < len(words):
                    if words[place] in ahead:
                        return "future"
                    if words[place] in back:
                        return "past"
        return "open"

    def _clause_tense(self, at: int) -> Tense:
        parse = self.parse
        token = parse.token_at(parse.plain.back(self.found[at].start))
        if token is None:
            return "open"
        seen = 0
        for word in (token, *parse.ancestors(token)):
            seen += 1
            if word.pos not in ("VERB", "AUX") or seen > 12:
                continue
            verdict = self._verb_tense(word)
            if verdict is not None:
                return verdict
        return "open"

    def _verb_tense(self, verb: Token) -> Tense | None:
        """What the verb says of time; None when the verb above it has to be asked."""
        parse, ahead = self.parse, self.word_class("future_lemma")
        helpers = [parse.tokens[c] for c in verb.children if parse.tokens[c].pos == "AUX"]
        forms = [verb, *helpers]
        participle = verb.has("Tense=Past") and verb.has("VerbForm=Part")
        if any(f.has("Tense=Fut") for f in forms):
            return "future"
        if any(f.lemma in ahead for f in forms) and not any(f.has("Tense=Imp") for f in helpers):
            return "future"
        if any(f.has("Mood=Cnd") for f in forms):
            return "past" if participle and helpers else "future"
        if any(f.has("Tense=Imp") for f in forms) or (verb.has("Tense=Past") and not participle):
            return "past"
        if participle:
            return "past"
        if verb.has("VerbForm=Inf") or verb.has("VerbForm=Part"):
            return None
        return "open"


def _sentence_numbers(found: list[Found]) -> Iterator[tuple[int, int]]:
    """Paragraph and sentence of every expression, counted by full stops between words."""
    paragraph, coded, stops = -1, None, []
    for item in found:
        if item.coded is not coded:
            coded, paragraph = item.coded, paragraph + 1
            stops = [n for n, word in enumerate(coded.words) if _STOP.fullmatch(word)]
        yield paragraph, bisect_left(stops, item.first)
