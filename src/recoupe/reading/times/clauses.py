"""Whether the clause around a date looks back or ahead: from the parse, else from the words near it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise, takewhile, zip_longest
from typing import Literal

from recoupe.parsing import Parse
from recoupe.parsing.parse import Token
from recoupe.reading.times.rules import Found, Grammar
from recoupe.reading.times.words import Coded

# "told" is the past of a story (imperfect, pluperfect, simple past), "past" the past of news (perfect); "limit": a
# term is set in a past clause, which may lie on either side; "leaning": words lean ahead; "open": nothing is known.
Tense = Literal["past", "told", "present", "future", "leaning", "limit", "open"]
REACH = 16  # words looked at on either side where there is no parse


@dataclass(slots=True)
class Clauses:
    """The clauses around the expressions of one article; `syntax`: the parse is of its language."""

    parse: Parse
    grammar: Grammar
    found: list[Found]
    syntax: bool

    def words_before(self, at: int, count: int = 4) -> list[str]:
        """The words just before expression `at`, nearest first."""
        found = self.found[at]
        return found.coded.words[max(0, found.first - count) : found.first][::-1]

    def tense(self, at: int) -> Tense:
        """Whether the clause around expression `at` looks back or ahead."""
        words = self.words_before(at, 4)
        if _any(words[:2], self.grammar.words_of("past_before")):
            return "told"
        clause = self._clause_tense(at) if self.syntax else self._cue_tense(at)
        if clause != "future" and any(self._ends_in_future(at, n) for n in range(1, 4)):
            return "future"
        if _says(words, self.grammar.words_of("limit_before")):
            return "limit" if clause in ("past", "told") else "future"
        if clause in ("open", "present") and _any(words[:2], self.grammar.words_of("future_before")):
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

    def is_saying(self, at: int) -> bool:
        """Expression `at` tells when something was said or learnt: «a indiqué lundi»."""
        token = self.parse.token_at(self.parse.plain.back(self.found[at].start)) if self.syntax else None
        verb = next((word for word in self.parse.ancestors(token) if word.pos == "VERB"), None) if token else None
        return verb is not None and verb.lemma in self.grammar.words_of("saying_lemma")

    def is_nominal(self, at: int) -> bool:
        """The date belongs to a noun («les élections du 6 décembre»)."""
        words, known = self.words_before(at, 2), self.grammar.words_of
        return _any(words[:1], known("nominal_before")) and not _any(words, known("future_before"))

    def _ends_in_future(self, at: int, back: int) -> bool:
        """The word so many words before looks like a verb in the future, where the language shows it in the ending."""
        found = self.found[at]
        return back <= found.first and self._is_future(found.coded, found.first - back)

    def _is_future(self, coded: Coded, place: int) -> bool:
        known, word = self.grammar.words_of, coded.words[place]
        if not word.endswith(tuple(known("future_ending"))) or word in known("not_future"):
            return False
        return coded.codes[place] != self.grammar.vocabulary.charset("name")  # Kidira is a town

    def _cue_tense(self, at: int) -> Tense:
        """Without a parse: the nearest auxiliary or modal of the sentence decides."""
        found = self.found[at]
        words = found.coded.words
        before = takewhile(
            lambda n: not ends_sentence(words, n), range(found.first - 1, max(-1, found.first - REACH), -1)
        )
        after = takewhile(lambda n: not ends_sentence(words, n), range(found.last, min(len(words), found.last + REACH)))
        for left, right in zip_longest(before, after):
            for place in (left, right):
                tense = None if place is None else self._word_tense(found.coded, place)
                if tense:
                    return tense
        return "open"

    def _word_tense(self, coded: Coded, place: int) -> Tense | None:
        word = coded.words[place]
        if word in self.grammar.words_of("future_cue") or self._is_future(coded, place):
            return "future"
        past = self.grammar.words_of("past_cue").get(word)
        return None if past is None else "told" if past == "told" else "past"

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
        if infinitive and verb.lemma in self.grammar.words_of("near_lemma"):
            return "future"
        if any(form.has("Tense=Imp") or form.has("Tense=Past") for form in finite):
            return "told"
        if infinitive and verb.lemma in self.grammar.words_of("promise_lemma"):
            return "future"
        if any(form.has("Mood=Cnd") for form in finite):
            return "past" if participle and tensed else "future"
        if participle and tensed:
            return "past"
        if any(form.lemma in self.grammar.words_of("future_lemma") for form in (verb, *finite)):
            return "future"
        if any(form.has("Mood=Sub") for form in finite):
            return "open"
        if finite:
            return "present"
        return None if not participle or helpers or self._under_modal(verb) else "open"

    def _under_modal(self, verb: Token) -> bool:
        """A participle that hangs on a modal is an infinitive the model misread."""
        above = self.parse.tokens[verb.head]
        return verb.dep == "xcomp" and above.lemma in self.grammar.words_of("promise_lemma")


def ends_sentence(words: Sequence[str], at: int) -> bool:
    """The token ends a sentence; a full stop after one or two letters is taken for an abbreviation's."""
    word = words[at]
    return word in "!?;" or (word == "." and not (at and len(words[at - 1]) <= 2 and words[at - 1].isalpha()))


def _says(words: list[str], known: Mapping[str, object]) -> bool:
    """One of the words, or two words together, stands there; `words` are nearest first."""
    return _any(words, known) or any(f"{first} {second}" in known for second, first in pairwise(words))


def _any(words: list[str], known: Mapping[str, object]) -> bool:
    return any(word in known for word in words)
