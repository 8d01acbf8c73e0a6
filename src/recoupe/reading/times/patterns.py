"""Rules' patterns, written in words and classes, as regular expressions over code characters.

`{class}` captures a word of the class, `{class=name}` under another name, `(a|b)` groups, `x?` may be absent,
`!x` must not follow, `~x` (one word) must not precede, `<…>` are the words quoted. A plain word stands for itself.
A name in braces that is a piece stands for the piece's pattern; `{piece=a}` prefixes its captures with "a.".
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from recoupe.reading.times.words import Vocabulary, split_words

_PART = re.compile(r"\\.|[()|?!~<>]|\{[^{}]*\}|[^\s()|?!~<>{}\\]+")


class PatternError(ValueError):
    """A pattern that cannot be read; the message says what stands where."""


@dataclass(slots=True)
class Node:
    """A piece of regular expression with the codes it can begin with and whether it may be empty."""

    text: str
    first: frozenset[str]
    empty: bool = False


@dataclass(slots=True)
class Compiler:
    """Turns one rule's pattern into a regular expression; `captures` fills with group name -> capture name."""

    vocabulary: Vocabulary
    pieces: Mapping[str, str]
    tag: str
    captures: dict[str, str] = field(default_factory=dict)
    classes: dict[str, str] = field(default_factory=dict)

    def compile(self, pattern: str) -> Node:
        return self._pattern(pattern, "")

    def _pattern(self, pattern: str, prefix: str) -> Node:
        parts = _PART.findall(pattern)
        node, rest = self._choice(parts, prefix)
        if rest:
            raise PatternError(f"{pattern!r}: {rest[0]!r} has no opening bracket")
        return node

    def _choice(self, parts: list[str], prefix: str) -> tuple[Node, list[str]]:
        """Sequences parted by |, up to a closing bracket."""
        options: list[Node] = []
        while True:
            node, parts = self._sequence(parts, prefix)
            options.append(node)
            if not parts or parts[0] != "|":
                break
            parts = parts[1:]
        if len(options) == 1:
            return options[0], parts
        text = "(?:" + "|".join(o.text for o in options) + ")"
        return Node(text, frozenset().union(*(o.first for o in options)), any(o.empty for o in options)), parts

    def _sequence(self, parts: list[str], prefix: str) -> tuple[Node, list[str]]:
        whole = Node("", frozenset(), True)
        while parts and parts[0] not in ("|", ")"):
            node, parts = self._item(parts, prefix)
            if parts and parts[0] == "?":
                node, parts = Node(f"(?:{node.text})?", node.first, True), parts[1:]
            first = whole.first | node.first if whole.empty else whole.first
            whole = Node(whole.text + node.text, first, whole.empty and node.empty)
        return whole, parts

    def _item(self, parts: list[str], prefix: str) -> tuple[Node, list[str]]:
        head, rest = parts[0], parts[1:]
        if head == "(":
            node, rest = self._choice(rest, prefix)
            if not rest:
                raise PatternError(f"{self.tag}: a bracket is not closed")
            return Node(f"(?:{node.text})", node.first, node.empty), rest[1:]
        if head in "!~":
            node, rest = self._item(rest, prefix)
            return Node(f"(?{'!' if head == '!' else '<!'}{node.text})", frozenset(), True), rest
        if head in "<>":
            return Node(f"(?P<{self._group('quote')}>" if head == "<" else ")", frozenset(), True), rest
        if head.startswith("{"):
            return self._class(head[1:-1], prefix), rest
        return self._literal(head.removeprefix("\\")), rest

    def _group(self, name: str) -> str:
        group = f"{self.tag}_{len(self.captures)}"
        self.captures[group] = name
        return group

    def _class(self, said: str, prefix: str) -> Node:
        name, _, alias = said.partition("=")
        if name in self.pieces:
            node = self._pattern(self.pieces[name], f"{alias}." if alias else prefix)
            return Node(f"(?:{node.text})", node.first, node.empty)
        chars = self.vocabulary.charset(name)
        if not chars:
            raise PatternError(f"{self.tag}: no class or piece is called {name!r}")
        group = self._group(alias if "." in alias else prefix + (alias or name))
        self.classes[group] = name
        return Node(f"(?P<{group}>[{chars}])", frozenset(chars))

    def _literal(self, said: str) -> Node:
        sets = [self.vocabulary.charset("=" + word) for word in split_words(said)]
        return Node("".join(f"[{chars}]" for chars in sets), frozenset(sets[0]))


def pattern_words(pattern: str) -> list[str]:
    """Every plain word of a pattern, for the vocabulary."""
    plain = (part.removeprefix("\\") for part in _PART.findall(pattern) if part[0] not in "()|?!~<>{")
    return [word for part in plain for word in split_words(part)]
