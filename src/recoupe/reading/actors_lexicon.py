"""The words of a language for those who act, made ready for fast look-up."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import product
from typing import Literal

from recoupe.knowledge.actors import fold
from recoupe.knowledge.loader import Entry, language_file, load_entries
from recoupe.model.annotations import ActorKind
from recoupe.parsing import Token

Use = Literal[
    "title", "function", "group", "body", "needs", "quantity", "about", "participle", "standing", "office", "refers",
    "same", "pronoun", "locative", "acting", "addressing", "outside", "former", "of", "particle", "impersonal", "two",
    "attached",
    "manner",
    "of-state",
]  # fmt: skip
_ENDINGS = re.compile(r"\(([^()]*)\)")
_START = re.compile(r"\w+")


class ActorRule(Entry, frozen=True, forbid_unknown_fields=True, kw_only=True, rename={"near": "with"}):
    """One entry of `actors.yml`; see the head of the French file for what each `use` means."""

    use: Use
    words: tuple[str, ...]
    kind: ActorKind = "group"
    sector: str | None = None
    derives: Literal["gov", "mil", "cop"] | None = None
    near: tuple[str, ...] = ()
    office: str | None = None
    refers: Literal["armed", "institution", "state", "person"] | None = None


@dataclass(slots=True)
class Lexicon:
    """`nouns` by lower-case word; `phrases` of several words by their first one, longest first."""

    nouns: dict[str, ActorRule] = field(default_factory=dict)
    capital: set[str] = field(default_factory=set)
    phrases: dict[str, list[tuple[str, ActorRule]]] = field(default_factory=dict)
    sets: dict[str, set[str]] = field(default_factory=dict)
    offices: list[ActorRule] = field(default_factory=list)
    refers: dict[str, set[str]] = field(default_factory=dict)
    needs: dict[str, list[ActorRule]] = field(default_factory=dict)
    about: list[str] = field(default_factory=list)

    def words(self, use: Use) -> set[str]:
        """The single words of that use."""
        return self.sets.get(use, _NONE)

    def noun(self, token: Token) -> ActorRule | None:
        """The rule that makes the token an actor noun."""
        rule = self.nouns.get(token.lower)
        if rule is not None and token.lower in self.capital and not token.word[0].isupper():
            return None
        return rule

    def phrase(self, tokens: list[Token], at: int) -> tuple[int, ActorRule] | None:
        """Last token and rule of the longest phrase of several words that begins at token `at`."""
        for words, rule in self.phrases.get(tokens[at].lower, ()):
            last = _match(words, tokens, at)
            if last > at:
                return last, rule
        return None


_NONE: set[str] = set()


@lru_cache(maxsize=8)
def load_lexicon(language: str) -> Lexicon:
    """The actors' words of the language; empty when it has none."""
    lexicon = Lexicon()
    for rule in load_entries(language_file(language, "actors.yml"), ActorRule):
        for word in rule.words:
            for form in expand(word):
                _enter(lexicon, rule, form)
        if rule.use == "office":
            lexicon.offices.append(rule)
    for rows in lexicon.phrases.values():
        rows.sort(key=lambda row: -len(row[0]))
    lexicon.about.sort(key=len, reverse=True)
    return lexicon


def expand(word: str) -> Iterator[str]:
    """Every form of a word with its endings in brackets.

    >>> list(expand("gendarme(|s)"))
    ['gendarme', 'gendarmes']
    """
    parts = _ENDINGS.split(word)
    choices = [part.split("|") if number % 2 else [part] for number, part in enumerate(parts)]
    for pick in product(*choices):
        yield "".join(pick)


def _enter(lexicon: Lexicon, rule: ActorRule, form: str) -> None:
    low = form.lower()
    lexicon.sets.setdefault(rule.use, set()).update((low, fold(low)))
    if rule.use == "refers":
        lexicon.refers.setdefault(rule.refers or "", set()).add(low)
    elif rule.use == "needs":
        lexicon.needs.setdefault(low, []).append(rule)
    elif rule.use == "about":
        lexicon.about.append(low)
    elif rule.use in ("function", "group", "body", "title"):
        if re.search(r"[ '\-]", form.rstrip("'")):
            _enter_phrase(lexicon, rule, low)
        else:
            _enter_word(lexicon, rule, form)


def _enter_word(lexicon: Lexicon, rule: ActorRule, form: str) -> None:
    low = form.lower()
    for key in {low, fold(low)} if form[0].isupper() else {low}:
        lexicon.nouns.setdefault(key, rule)
        if form[0].isupper() and rule.use == "group":
            lexicon.capital.add(key)


def _enter_phrase(lexicon: Lexicon, rule: ActorRule, low: str) -> None:
    first = _START.match(low)
    packed = fold(low).replace(" ", "")
    if first is None:
        return
    for key in {first[0], low.split(" ")[0], fold(first[0])}:
        lexicon.phrases.setdefault(key, []).append((packed, rule))
    if " " not in low:  # one word with a hyphen: the tokenizer may or may not part it
        lexicon.nouns.setdefault(low, rule)


def _match(packed: str, tokens: list[Token], at: int) -> int:
    """The last token of the phrase written without spaces, or -1."""
    done = 0
    for i in range(at, min(at + 9, len(tokens))):
        word = fold(tokens[i].lower)
        if not packed.startswith(word, done):
            return -1
        done += len(word)
        if done == len(packed):
            return i
    return -1
