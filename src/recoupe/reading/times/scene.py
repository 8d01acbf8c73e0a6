"""What surrounds a date: the publication day, the dates around it in the text, and whether its clause looks back."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import islice, pairwise
from typing import Literal

from recoupe.model.interval import Interval
from recoupe.parsing import Parse
from recoupe.parsing.parse import Token
from recoupe.reading.times.rules import Found, Grammar

# "told" is the past of a story (imperfect, pluperfect, simple past), "past" the past of news (perfect); "limit": a
# term is set in a past clause, which may lie on either side; "leaning": words lean ahead; "open": nothing is known.
Tense = Literal["past", "told", "present", "future", "leaning", "limit", "open"]
NEIGHBOURS = 20  # expressions looked at before and after one
SHORT_DAYS = 14  # a stretch this short is taken for a day that may be named again
NEAR = 3  # sentences back to the day that "the next day" counts from
UNKNOWN = "counts from the day of publication, which is not known"
OUTSIDE = "lies outside the calendar"
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
    syntax: bool
    dated: list[Dated | None] = field(default_factory=list)
    sentences: list[tuple[int, int]] = field(default_factory=list)
    known_days: dict[tuple[int, int], int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.dated = [None] * len(self.found)
        self.sentences = list(_sentence_numbers(self.found))

    def word_class(self, name: str) -> dict[str, int | str]:
        return self.grammar.vocabulary.values.get(name, {})

    # ---- neighbours

    def before(self, at: int, sentences: int = 0) -> Iterator[tuple[int, Interval]]:
        """Resolved neighbours before expression `at`, nearest first, at most so many sentences back."""
        for i in range(at - 1, max(-1, at - 1 - NEIGHBOURS), -1):
            if self._apart(i, at) > sentences:
                return
            value = self.dated[i]
            if value and value.interval:
                yield i, value.interval

    def after(self, at: int) -> Iterator[tuple[int, Interval]]:
        """Resolved neighbours after expression `at` in its sentence, nearest first."""
        for i in range(at + 1, min(len(self.found), at + 1 + NEIGHBOURS)):
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

    def same_paragraph(self, first: int, second: int) -> bool:
        return self.sentences[first][0] == self.sentences[second][0]

    def gap(self, first: int, second: int) -> int:
        """Characters between two expressions."""
        return self.found[second].start - self.found[first].end

    def references(self, at: int, grain: str, published: bool = True) -> Iterator[Interval]:
        """Dates the story may stand at before expression `at`: those named before, then the day of publication."""
        for _, interval in self.before(at, NEAR):
            if self.published and interval.first > self.published:
                continue
            if grain != "day" or interval.days <= 2:
                yield interval
        if self.published and published:
            yield Interval.day(self.published)

    def reference(self, at: int, grain: str) -> Interval | None:
        return next(self.references(at, grain), None)

    def settle(self, at: int, value: Dated | None) -> None:
        """Keep what expression `at` means; days dated in full are remembered for the others."""
        self.dated[at] = value
        if value and value.explicit and value.interval and value.interval.days <= SHORT_DAYS:
            day = value.interval.last
            self.known_days.setdefault((day.month, day.day), day.year)

    def full_year(self, month: int, dom: int) -> int | None:
        """The year in which the article itself dates this day of the month in full."""
        return self.known_days.get((month, dom))

    # ---- evidence of tense

    def words_before(self, at: int, count: int = 4) -> list[str]:
        """The words just before expression `at`, nearest first."""
        found = self.found[at]
        return found.coded.words[max(0, found.first - count) : found.first][::-1]

    def tense(self, at: int) -> Tense:
        """Whether the clause around expression `at` looks back or ahead."""
        words = self.words_before(at, 4)
        if _any(words[:2], self.word_class("past_before")):
            return "told"
        clause = self._clause_tense(at) if self.syntax else self._cue_tense(at)
        if clause != "future" and any(self._ends_in_future(word) for word in words[:3]):
            return "future"
        if _says(words, self.word_class("limit_before")):
            return "limit" if clause in ("past", "told") else "future"
        if clause in ("open", "present") and _any(words[:2], self.word_class("future_before")):
            return "leaning"
        return clause

    def is_state(self, at: int) -> bool:
        """The clause says how things are, not what happens."""
        parse = self.parse
        token = parse.token_at(parse.plain.back(self.found[at].start))
        verbs = (
            (word for word in (token, *parse.ancestors(token)) if word.pos in ("VERB", "AUX")) if token else iter(())
        )
        verb = next(verbs, None)
        if verb is None:
            return True
        forms = [verb, *(parse.tokens[c] for c in verb.children if parse.tokens[c].dep in ("cop", "aux:pass"))]
        return any(form.pos == "AUX" or form.dep in ("cop", "aux:pass") for form in forms) and not any(
            parse.tokens[c].dep == "aux:tense" for c in verb.children
        )

    def is_nominal(self, at: int) -> bool:
        """The date belongs to a noun («les élections du 6 décembre»)."""
        words = self.words_before(at, 2)
        return _any(words[:1], self.word_class("nominal_before")) and not _any(words, self.word_class("future_before"))

    def _ends_in_future(self, word: str) -> bool:
        """The word looks like a verb in the future, where the language shows it in the ending."""
        return word.endswith(tuple(self.word_class("future_ending"))) and word not in self.word_class("not_future")

    def _cue_tense(self, at: int) -> Tense:
        """Without a parse: the nearest auxiliary or modal of the sentence decides."""
        found = self.found[at]
        words = found.coded.words
        ahead, back = self.word_class("future_cue"), self.word_class("past_cue")
        for distance in range(1, 16):
            for place in (found.first - distance, found.last - 1 + distance):
                if 0 <= place < len(words):
                    word = words[place]
                    if word in ahead or self._ends_in_future(word):
                        return "future"
                    if words[place] in back:
                        return "told" if back[words[place]] == "told" else "past"
        return "open"

    def _clause_tense(self, at: int) -> Tense:
        parse = self.parse
        token = parse.token_at(parse.plain.back(self.found[at].start))
        if token is None:
            return "open"
        infinitive = False
        for word in islice((token, *parse.ancestors(token)), 12):
            if word.pos in ("VERB", "AUX") or any(parse.tokens[c].dep == "cop" for c in word.children):
                verdict = self._verb_tense(word, infinitive)
                if verdict is not None:
                    return verdict
                infinitive = True
        return "open"

    def _verb_tense(self, verb: Token, infinitive: bool) -> Tense | None:
        """What the verb says of time; None when the verb above it has to be asked."""
        parse = self.parse
        helpers = [parse.tokens[c] for c in verb.children if parse.tokens[c].dep.startswith(("aux", "cop"))]
        finite = [form for form in (verb, *helpers) if form.has("VerbForm=Fin")]
        tensed = [form for form in helpers if not form.dep.endswith("pass")]
        participle = verb.has("Tense=Past") and verb.has("VerbForm=Part")
        if any(form.has("Tense=Fut") for form in finite):
            return "future"
        if infinitive and verb.lemma in self.word_class("near_lemma"):
            return "future"
        if any(form.has("Tense=Imp") or form.has("Tense=Past") for form in finite):
            return "told"
        if infinitive and verb.lemma in self.word_class("promise_lemma"):
            return "future"
        if any(form.has("Mood=Cnd") for form in finite):
            return "past" if participle and tensed else "future"
        if participle and tensed:
            return "past"
        if any(form.lemma in self.word_class("future_lemma") for form in (verb, *finite)):
            return "future"
        if any(form.has("Mood=Sub") for form in finite):
            return "open"
        if finite:
            return "present"
        return None if not participle or helpers or self._under_modal(verb) else "open"

    def _under_modal(self, verb: Token) -> bool:
        """A participle that hangs on a modal is an infinitive the model misread."""
        above = self.parse.tokens[verb.head]
        return verb.dep == "xcomp" and above.lemma in self.word_class("promise_lemma")


def _says(words: list[str], known: Mapping[str, object]) -> bool:
    """One of the words, or two words together, stands there; `words` are nearest first."""
    return _any(words, known) or any(f"{first} {second}" in known for second, first in pairwise(words))


def _any(words: list[str], known: Mapping[str, object]) -> bool:
    return any(word in known for word in words)


def _sentence_numbers(found: list[Found]) -> Iterator[tuple[int, int]]:
    """Paragraph and sentence of every expression, counted by full stops between words."""
    paragraph, coded, stops = -1, None, []
    for item in found:
        if item.coded is not coded:
            coded, paragraph = item.coded, paragraph + 1
            stops = [n for n, word in enumerate(coded.words) if _STOP.fullmatch(word)]
        yield paragraph, bisect_left(stops, item.first)
