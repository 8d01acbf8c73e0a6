"""The vocabulary of dates and a text as a string of word classes: one character for one word.

Patterns then run on that short string instead of on the letters: a class is a set of characters, a rule a regular
expression over them. Words that no rule names share three characters, so the string is cheap to make and to search.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

Value = int | str

# an apostrophe belongs to the word before it where a word follows («l'an»), not in a possessive ("Monday's")
_TOKEN = re.compile(r"\d+(?:[.,/-]\d+)*|[^\W\d_]+(?:'(?![sdtm]\b)(?=[^\W\d_]))?|[^\w\s]|_")
_RULE_TOKEN = re.compile(r"\d+|[^\W\d_]+'?|[^\w\s]|_")
_DATE_FORMS = (
    ("iso", re.compile(r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}")),
    ("numeric", re.compile(r"\d{1,2}([-/.])\d{1,2}\1(?:\d{4}|\d\d)")),
    ("glued", re.compile(r"\d{1,2}([-/.])\d{1,2}\1(?:19|20)\d{3,4}")),
    ("years", re.compile(r"[12]\d{3}[-/](?:[12]\d{3}|\d\d)")),
    ("doms", re.compile(r"(?:0?[1-9]|[12]\d|3[01])[-/](?:0?[1-9]|[12]\d|3[01])")),
)
BUILT_IN = ("lower", "plural", "name", "punct", "dom", "int", "year", "yy", *(name for name, _ in _DATE_FORMS))


def strip_accents(word: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))


def split_words(text: str) -> list[str]:
    """The tokens of a rule's words, as texts are split."""
    return [m.group() for m in _RULE_TOKEN.finditer(text)]


@dataclass(frozen=True, slots=True)
class Coded:
    """A stretch of text as tokens: their offsets, lower-case words and one code character for each."""

    codes: str
    spans: list[tuple[int, int]]
    words: list[str]


@dataclass(slots=True)
class Vocabulary:
    """Which classes each word belongs to, the value it has in each, and the code of every set of classes."""

    values: dict[str, dict[str, Value]] = field(default_factory=dict)
    classes: dict[str, set[str]] = field(default_factory=dict)
    codes: dict[str, str] = field(default_factory=dict)
    sets: dict[frozenset[str], str] = field(default_factory=dict)

    def add_class(self, name: str, words: Mapping[str, Value]) -> None:
        """Words of a class; long words may also stand without their accents, as in headlines."""
        own = self.values.setdefault(name, {})
        for word, value in words.items():
            for form in {word, strip_accents(word)} if len(word) > 3 else {word}:
                own[form] = value
                self.classes.setdefault(form, set()).add(name)

    def add_literal(self, word: str) -> None:
        """A word that a pattern names itself."""
        self.classes.setdefault(word, set()).add("=" + word)
        bare = strip_accents(word)
        if len(word) > 3 and bare != word:
            self.classes.setdefault(bare, set()).add("=" + word)

    def freeze(self) -> None:
        """Give every set of classes that occurs its character."""
        for name in BUILT_IN:
            self._code_of(frozenset((name,)))
        self._code_of(frozenset(("dom", "int")))
        self._code_of(frozenset(("dom", "int", "yy")))
        self._code_of(frozenset(("int", "yy")))
        self._code_of(frozenset(("year", "int")))
        self.codes = {word: self._code_of(frozenset(names)) for word, names in self.classes.items()}

    def _code_of(self, names: frozenset[str]) -> str:
        return self.sets.setdefault(names, chr(0xE000 + len(self.sets)))

    def charset(self, name: str) -> str:
        """Every code of a class; empty when no word has it."""
        return "".join(code for names, code in self.sets.items() if name in names)

    def encode(self, text: str, start: int, end: int) -> Coded:
        """The tokens of `text[start:end]`."""
        spans = [m.span() for m in _TOKEN.finditer(text, start, end)]
        originals = [text[a:b] for a, b in spans]
        words = [word.lower() for word in originals]
        known, guess = self.codes, self._guess
        codes = [known.get(word) or guess(form, word) for form, word in zip(originals, words)]
        return Coded("".join(codes), spans, words)

    def _guess(self, form: str, word: str) -> str:
        first = form[0]
        if first.isalpha():
            if first.isupper():
                return self.sets[frozenset(("name",))]
            return self.sets[frozenset(("plural" if word[-1] in "sx" and len(word) > 3 else "lower",))]
        if first.isdigit():
            return self.sets[frozenset(number_classes(word))]
        return self.sets[frozenset(("punct",))]


def number_classes(word: str) -> Iterable[str]:
    """The built-in classes of a token of digits."""
    if word.isdecimal():
        if len(word) <= 2 and 1 <= int(word) <= 31:
            return ("dom", "int", "yy") if len(word) == 2 else ("dom", "int")
        if len(word) == 2:
            return ("int", "yy")
        if len(word) == 4 and 1000 <= int(word) <= 2199:
            return ("year", "int")
        return ("int",)
    return next(((name,) for name, form in _DATE_FORMS if form.fullmatch(word)), ("int",))
