"""A language's date rules, compiled: for every word that can begin a date, the rules that begin there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

import msgspec

from recoupe.knowledge.loader import Entry, KnowledgeError, language_file, load_entries
from recoupe.reading.times.patterns import Compiler, Node, PatternError, pattern_words
from recoupe.reading.times.words import Coded, Value, Vocabulary

_TAIL = frozenset(".,;:()")


class Words(Entry, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A class of words (with their values where these differ), or a named piece of pattern."""

    words: dict[str, Value] | tuple[str, ...] = ()
    pattern: str = ""


class Rule(Entry, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What it matches, and the operation that makes days of it."""

    pattern: str
    op: str
    args: dict[str, Value] = msgspec.field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Found:
    """A rule that matched: tokens `first` to `last` (excluded) are the quote, `captures` the words by name."""

    rule: Rule
    first: int
    last: int
    captures: Mapping[str, Value]
    coded: Coded
    places: Mapping[str, int]

    @property
    def start(self) -> int:
        return self.coded.spans[self.first][0]

    @property
    def end(self) -> int:
        return self.coded.spans[self.last - 1][1]


@dataclass(slots=True)
class Grammar:
    """Rules of one language, ready to run."""

    vocabulary: Vocabulary
    rules: tuple[Rule, ...]
    nodes: list[Node] = field(default_factory=list)
    captures: list[dict[str, str]] = field(default_factory=list)
    classes: list[dict[str, str]] = field(default_factory=list)
    lead: re.Pattern[str] = field(default_factory=lambda: re.compile("(?!)"))
    _by_code: dict[str, re.Pattern[str]] = field(default_factory=dict)

    def words_of(self, name: str) -> Mapping[str, Value]:
        """The words of a class with their values; none when the language lacks it."""
        return self.vocabulary.values.get(name, {})

    def find(self, coded: Coded) -> Iterator[Found]:
        """Matches from left to right that do not overlap; the first rule of the file wins at each word."""
        at, codes = 0, coded.codes
        while start := self.lead.search(codes, at):
            at = start.start()
            match = self._pattern_at(codes[at]).match(codes, at)
            if match is None:
                at += 1
                continue
            found = self._found(match, coded)
            yield found
            at = max(match.end(), found.last)

    def _pattern_at(self, code: str) -> re.Pattern[str]:
        """All rules that can begin with the code, as one pattern; made on first use."""
        if code not in self._by_code:
            texts = [f"(?P<r{n}>{node.text})" for n, node in enumerate(self.nodes) if code in node.first]
            self._by_code[code] = re.compile("|".join(texts))
        return self._by_code[code]

    def _found(self, match: re.Match[str], coded: Coded) -> Found:
        number = int((match.lastgroup or "r0")[1:])
        first, last = match.span()
        captures: dict[str, Value] = {}
        places: dict[str, int] = {}
        groups = match.groupdict()
        for group, name in self.captures[number].items():
            if groups[group] is None:
                continue
            if name == "quote":
                first, last = match.span(group)
            else:
                captures.setdefault(name, self._value(group, coded, match.start(group), number))
                places.setdefault(name, match.start(group))
        while last - first > 1 and coded.words[last - 1] in _TAIL:
            last -= 1
        return Found(self.rules[number], first, last, captures, coded, places)

    def _value(self, group: str, coded: Coded, at: int, number: int) -> Value:
        word = coded.words[at]
        if word.isdecimal():
            return int(word[:9])
        own = self.vocabulary.values.get(self.classes[number][group], {})
        return own.get(word, word)


@lru_cache(maxsize=8)
def load_grammar(language: str) -> Grammar:
    """The date rules of a language; a language without files has none."""
    words = load_entries(language_file(language, "times_words.yml"), Words)
    path = language_file(language, "times.yml")
    rules = load_entries(path, Rule)
    pieces = {entry.id: entry.pattern for entry in words if entry.pattern}
    vocabulary = Vocabulary()
    for entry in words:
        if entry.words:
            known = entry.words if isinstance(entry.words, dict) else dict.fromkeys(entry.words, 1)
            vocabulary.add_class(entry.id, known)
    for pattern in [*pieces.values(), *(rule.pattern for rule in rules)]:
        for word in pattern_words(pattern):
            vocabulary.add_literal(word)
    vocabulary.freeze()
    return _compile(Grammar(vocabulary, rules), pieces, str(path))


def _compile(grammar: Grammar, pieces: Mapping[str, str], where: str) -> Grammar:
    starts: set[str] = set()
    for number, rule in enumerate(grammar.rules):
        compiler = Compiler(grammar.vocabulary, pieces, f"g{number}")
        try:
            node = compiler.compile(rule.pattern)
        except PatternError as error:
            raise KnowledgeError(f"{where}: {rule.id}: {error}") from error
        grammar.nodes.append(node)
        grammar.captures.append(compiler.captures)
        grammar.classes.append(compiler.classes)
        starts |= node.first
    if starts:
        grammar.lead = re.compile("[" + "".join(sorted(starts)) + "]")
    return grammar
