"""Noun phrases: from the noun that names an actor to the words that belong to it."""

from __future__ import annotations

from recoupe.parsing import Parse, Token
from recoupe.reading.actors_lexicon import Lexicon

_LEFT = frozenset({"det", "nummod", "amod", "flat:name", "flat", "compound"})
_RIGHT = frozenset({"amod", "nmod", "flat:name", "flat:foreign", "flat", "fixed", "compound", "nummod", "case", "det"})
_BRIDGES = frozenset('"-(«»[')
LONGEST = 30  # tokens an actor's words may have


def phrase(parse: Parse, head: Token, words: Lexicon, function: bool = False) -> tuple[int, int]:
    """First and last token of the noun phrase around `head`, without preposition or relative clause."""
    return left_edge(parse, head.i, words), right_edge(parse, head, words, function)


def left_edge(parse: Parse, at: int, words: Lexicon) -> int:
    """The leftmost determiner, number or adjective of the noun at `at`, with «au moins», «plus de» before it."""
    tokens = parse.tokens
    floor = parse.sentences[tokens[at].sentence].first
    first = at
    while first > floor and _belongs_left(tokens[first - 1], tokens, first, at):
        first -= 1
    while first < at and (tokens[first].pos == "PUNCT" or tokens[first].lower in words.words("locative")):
        first += 1
    return _with_about(tokens, first, floor, words)


def _belongs_left(token: Token, tokens: list[Token], first: int, noun: int) -> bool:
    if token.pos == "DET" or (token.pos in ("NUM", "ADJ") and token.dep in _LEFT):
        return first <= token.head <= noun or token.pos == "DET"
    if token.dep in _LEFT and token.head == noun and token.pos not in ("PUNCT", "ADP", "VERB", "AUX"):
        return True
    return token.word in '"«-' and first < noun and token.head >= first


def _with_about(tokens: list[Token], first: int, floor: int, words: Lexicon) -> int:
    before = tokens[max(floor, first - 4) : first]
    for size in (4, 3, 2, 1):
        said = " ".join(t.lower for t in before[-size:])
        if len(before) >= size and said.replace("' ", "'") in words.words("about"):
            return first - size
    return first


def right_edge(parse: Parse, head: Token, words: Lexicon, function: bool = False) -> int:
    """The last token that still belongs to the words of `head`; functions keep «au ministère», «en Israël»."""
    tokens = parse.tokens
    last = head.i
    for child in sorted(head.children):
        if child <= head.i:
            continue
        start = _first_of(tokens, child)
        if not _bridged(tokens, last, start):
            if child > last:
                break
            continue
        if not _belongs_right(tokens[child], tokens, words, function) or _strays(tokens, head, last, tokens[child]):
            break
        last = max(last, _subtree_end(parse, tokens[child], words, function, 0))
        if last - head.i > LONGEST:
            return head.i
    return _closed(tokens, head.i, last, words)


def _strays(tokens: list[Token], head: Token, last: int, child: Token) -> bool:
    """A complement after an adjective («le gouvernement libanais du retrait …») is the verb's, unless it has a name."""
    if child.dep != "nmod" or last == head.i or tokens[last].pos != "ADJ":
        return False
    return not child.word[0].isupper()


def _belongs_right(child: Token, tokens: list[Token], words: Lexicon, function: bool) -> bool:
    if child.dep == "nmod":
        case = next((tokens[c] for c in child.children if tokens[c].dep == "case"), None)
        if case is None:
            return child.word[0].isupper()
        return _of(case, words) or (function and case.lower in words.words("attached"))
    if child.dep in ("acl", "amod") and child.has("VerbForm=Part"):
        return child.lower in words.words("participle") and _agree(tokens[child.head], child)
    return child.dep in _RIGHT or (child.dep == "acl" and child.lower in words.words("participle"))


def _agree(noun: Token, participle: Token) -> bool:
    """Neither says another gender than the other."""
    for gender, other in (("Gender=Fem", "Gender=Masc"), ("Gender=Masc", "Gender=Fem")):
        if noun.has(gender) and participle.has(other):
            return False
    return True


def _subtree_end(parse: Parse, token: Token, words: Lexicon, function: bool, depth: int) -> int:
    """The end of what hangs below `token`, stopping at clauses, commas and new noun phrases."""
    tokens = parse.tokens
    last = token.i
    if depth > 6:
        return last
    for child in sorted(token.children):
        node = tokens[child]
        if child <= token.i:
            continue
        if not _bridged(tokens, last, _first_of(tokens, child)) or not _goes_on(node, token, tokens, words):
            break
        last = max(last, _subtree_end(parse, node, words, function, depth + 1))
    return last


def _goes_on(node: Token, parent: Token, tokens: list[Token], words: Lexicon) -> bool:
    if node.dep == "conj":
        determined = any(tokens[c].pos == "DET" for c in node.children)
        return parent.dep != "acl" and not determined and (node.pos != "PROPN" or parent.pos == "PROPN")
    case = next((tokens[c] for c in node.children if tokens[c].dep == "case"), None)
    if node.dep == "nmod":
        return node.word[0].isupper() if case is None else _of(case, words)
    if node.dep in ("acl", "amod") and node.has("VerbForm=Part"):
        return node.lower in words.words("participle")
    if parent.pos == "ADJ" and node.dep.startswith("obl"):
        return case is not None and _of(case, words)
    if parent.dep == "acl" or parent.has("VerbForm=Part"):
        plain = case is not None and node.pos == "NOUN" and not any(tokens[c].pos == "DET" for c in node.children)
        return node.dep == "obl:agent" or (node.dep.startswith("obl") and plain)
    return node.dep in _RIGHT


def _of(case: Token, words: Lexicon) -> bool:
    """The preposition that says whose."""
    return case.lower in words.words("of")


def _first_of(tokens: list[Token], at: int) -> int:
    """The first token of a child's own words: its case, determiner or conjunction."""
    first = at
    for child in tokens[at].children:
        if child < first and tokens[child].dep in ("case", "det", "cc", "amod", "nummod", "advmod"):
            first = child
    return first


def _bridged(tokens: list[Token], last: int, start: int) -> bool:
    """Nothing but quotes, hyphens and an opening bracket lies between."""
    return start <= last + 1 or all(t.word in _BRIDGES for t in tokens[last + 1 : start])


def _hangs(token: Token, words: Lexicon) -> bool:
    """Nothing follows the preposition, comma or participle that should."""
    if token.pos in ("ADP", "DET", "CCONJ") or token.word in '",-':
        return True
    return token.has("VerbForm=Part") and token.dep in ("acl", "amod") and token.lower not in words.words("standing")


def _closed(tokens: list[Token], head: int, last: int, words: Lexicon) -> int:
    """Takes in the bracket or quote that closes what was opened; leaves out a preposition left hanging."""
    while last > head and _hangs(tokens[last], words):
        last -= 1
    inside = [t.word for t in tokens[head : last + 1]]
    after = tokens[last + 1].word if last + 1 < len(tokens) else ""
    if after == ")" and inside.count("(") > inside.count(")"):
        return last + 1
    if after == '"' and inside.count('"') % 2:
        return last + 1
    return last
