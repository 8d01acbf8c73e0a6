"""Persons by name, each with the function and affiliation that stand beside it."""

from __future__ import annotations

from recoupe.knowledge.actors import Actor, fold
from recoupe.parsing import Token
from recoupe.reading.actors_lexicon import ActorRule
from recoupe.reading.actors_phrases import left_edge
from recoupe.reading.actors_scene import Draft, Scene

_PLAIN = frozenset({"ADJ", "NOUN", "PROPN", "ADP", "DET", "CCONJ", "NUM"})
REACH = 28  # tokens between a function and the name it belongs to


def find_persons(scene: Scene) -> None:
    """Draft every person's name: known ones, those the model marks, and those that follow a title."""
    known = {first: (last, actor) for first, last, actor in scene.names if actor.kind == "person"}
    ends = _runs(scene, known)
    previous = -1
    for first, last in ends:
        if first > previous:
            actor = known.get(first, (0, None))[1]
            draft = _person(scene, first, last, actor, previous)
            previous = max(previous, draft.last)


def _runs(scene: Scene, known: dict[int, tuple[int, Actor]]) -> list[tuple[int, int]]:
    """Token ranges of names, in text order, without overlaps."""
    runs: list[tuple[int, int]] = [(first, last) for first, (last, _) in known.items()]
    taken = {at for first, last in runs for at in range(first, last + 1)}
    tokens, at = scene.tokens, 0
    while at < len(tokens):
        if at not in taken and (run := _run_from(scene, at, taken)):
            runs.append(run)
            at = run[1]
        at += 1
    return sorted(runs)


def _run_from(scene: Scene, at: int, taken: set[int]) -> tuple[int, int] | None:
    token = scene.tokens[at]
    if token.ent == "PER":
        return _trim(scene, at, _extend(scene, at, taken))
    if not token.word[0].isupper() and at and token.ent == "":
        return None
    if at and _name_like(scene, token) and (_titled(scene, at) or _apposed(scene, token)):
        return _trim(scene, at, _extend(scene, at, taken))
    return None


def _titled(scene: Scene, at: int) -> bool:
    before = scene.tokens[at - 1]
    if before.sentence != scene.tokens[at].sentence:
        return False
    rule = scene.words.nouns.get(before.lower)
    return rule is not None and (rule.use == "title" or (rule.use == "function" and not before.has("Number=Plur")))


def _apposed(scene: Scene, token: Token) -> bool:
    """A proper name beside a function («le ministre burkinabè, Untel», «le ministre de l'Intérieur Untel»)."""
    if token.pos != "PROPN" or token.dep not in ("appos", "flat:name"):
        return False
    before = scene.tokens[token.i - 1]
    if before.word == ",":
        rule = scene.words.nouns.get(scene.tokens[token.head].lower)
        return rule is not None and rule.use == "function" and token.head < token.i
    if not before.word[0].isupper() and scene.known.demonym(before.lower, scene.language) is None:
        return False
    return _function_head(scene, token.i - 1, scene.sentence_first(token.i)) is not None


def _name_like(scene: Scene, token: Token) -> bool:
    return (
        token.word[0].isupper()
        and not _acronym(token)
        and token.pos in ("PROPN", "NOUN", "ADJ", "X", "VERB")
        and scene.owner[token.i] is None
        and token.lower not in scene.words.nouns
        and scene.known.demonym(token.lower, scene.language) is None
        and token.i not in scene.place_tokens
    )


def _extend(scene: Scene, at: int, taken: set[int]) -> int:
    """The last token of the name that begins at `at`: capitals, particles between them, hyphens."""
    tokens, last, particles = scene.tokens, at, scene.words.words("particle")
    end = min(len(tokens) - 1, at + 7)
    while last < end:
        nxt = tokens[last + 1]
        if nxt.sentence != tokens[at].sentence and nxt.word != "-":
            break
        if nxt.i in taken or scene.owner[nxt.i] is not None:
            break
        if (nxt.ent == "PER" and nxt.word[0].isalpha()) or _continues(tokens[last], nxt):
            last += 1
        elif (nxt.lower in particles or nxt.word in ("-", "'")) and last + 2 <= end and _glued(tokens, last + 1):
            last += 2
        else:
            break
    return last


def _continues(before: Token, token: Token) -> bool:
    """A capitalised word that the model leaves alone or hangs on the name."""
    if not token.word[0].isupper():
        return False
    if token.pos in ("ADJ", "NOUN", "X") and token.ent and token.ent == before.ent:
        return True
    if token.pos != "PROPN":
        return False
    return token.ent in ("", "PER", "MISC") or (token.ent == "LOC" and token.dep.startswith(("flat", "nmod", "appos")))


def _glued(tokens: list[Token], at: int) -> bool:
    """The particle or hyphen at `at` joins a capitalised word to the name."""
    after = tokens[at + 1]
    if tokens[at].word in ("-", "'"):
        return after.start == tokens[at].end and after.word[0].isalpha() and tokens[at - 1].end == tokens[at].start
    return after.word[0].isupper() and after.pos == "PROPN"


def _trim(scene: Scene, first: int, last: int) -> tuple[int, int] | None:
    """The range without functions, articles and lower-case words around the name; None when nothing is left."""
    tokens = scene.tokens
    while first <= last and not _starts_name(scene, tokens[first]):
        found = scene.words.phrase(tokens, first)
        first = max(first, found[0] if found else first) + 1
    while last >= first and not tokens[last].word[0].isalnum():
        last -= 1
    if first > last or not scene.free(first, last):
        return None
    if all(at in scene.place_tokens for at in range(first, last + 1)):
        return None
    if first == last and not (first and _titled(scene, first)) and not _alone(scene, tokens[first]):
        return None
    return first, last


def _starts_name(scene: Scene, token: Token) -> bool:
    """No title, article or party's acronym («RN Untel») before the name itself."""
    rule = scene.words.nouns.get(token.lower)
    if rule is not None and rule.use in ("title", "function"):
        return False
    if not token.word[0].isupper() or _acronym(token) or token.pos == "DET":
        return False
    return scene.words.phrase(scene.tokens, token.i) is None


def _acronym(token: Token) -> bool:
    return 1 < len(token.word) < 6 and token.word.isupper()


def _alone(scene: Scene, token: Token) -> bool:
    """A single word the model calls a person is one unless we know it otherwise or it only opens the sentence."""
    low = token.lower
    if len(token.word) < 3 or low in scene.words.nouns or low in scene.words.words("of-state"):
        return False
    if scene.known.demonym(low, scene.language) or scene.known.capital(token.word):
        return False
    if token.pos == "PROPN":
        return True
    return token.pos in ("NOUN", "ADJ", "X") and token.i != scene.sentence_first(token.i)


def _person(scene: Scene, first: int, last: int, actor: Actor | None, floor: int) -> Draft:
    outer, before = _functions_left(scene, first, floor)
    actor = actor or _short_name(scene, first, last)
    if len(before) > 1 or (before and before[0][1] < first - 1):
        outer, before = _without_neighbour(scene, actor, outer, before, first)
    end, after = _function_right(scene, last)
    roles = [*before, *after]
    country = next((c for a, b in roles if (c := scene.country_in(a, b))), None)
    if actor is not None and _contradicted(scene, actor, country, roles):
        actor = None
    end = _brackets(scene, last) if end == last else end
    draft = Draft(
        outer, end, scene.syntactic_head(outer, last), (first, last), "person", "person-name", actor,
        country or (actor.country if actor else None), _sector(scene, roles) or (actor.sector if actor else None),
        ", ".join(scene.said(a, b) for a, b in roles) or None, name=scene.said(first, last), definite=True,
    )  # fmt: skip
    draft.office = next((o for a, b in roles if (o := office_of(scene, a, b))), None)
    draft.feminine = any(_feminine_function(scene, at) for a, b in roles for at in range(a, b + 1))
    return scene.add(draft)


def _without_neighbour(
    scene: Scene, actor: Actor | None, outer: int, roles: list[tuple[int, int]], first: int
) -> tuple[int, list[tuple[int, int]]]:
    """Drops a function before the comma that belongs to somebody else («son homologue américain, Emmanuel Macron»)."""
    country = scene.country_in(*roles[0])
    if actor is None or country is None or actor.country in (None, country):
        return outer, roles
    rest = roles[1:]
    return (left_edge(scene.parse, rest[0][0], scene.words) if rest else first), rest


def _feminine_function(scene: Scene, at: int) -> bool:
    token = scene.tokens[at]
    return token.lower in scene.words.nouns and token.pos == "NOUN" and token.has("Gender=Fem")


def _short_name(scene: Scene, first: int, last: int) -> Actor | None:
    """A leader known by the family name alone («Macron»)."""
    if first != last:
        return None
    found = [a for a in scene.known.find(scene.tokens[first].word, scene.on, scene.language) if a.kind == "person"]
    return found[0] if len(found) == 1 else None


def _contradicted(scene: Scene, actor: Actor, country: str | None, roles: list[tuple[int, int]]) -> bool:
    """A namesake: not yet in any office, of another country, or of a trade that office holders do not have."""
    if scene.on is not None and all(o.since > scene.on for o in actor.offices):
        return True
    if country is not None and actor.country is not None and country != actor.country:
        return True
    return bool(roles) and _sector(scene, roles) in ("CVL", "JRN", "COP", "CRM", "BUS")


def _sector(scene: Scene, roles: list[tuple[int, int]]) -> str | None:
    for first, last in roles:
        for at in range(first, last + 1):
            rule = scene.words.nouns.get(scene.tokens[at].lower)
            if rule is not None and rule.use in ("function", "group") and rule.sector:
                return rule.sector
    return None


def office_of(scene: Scene, first: int, last: int) -> str | None:
    """The office that the words of a function name; None for a former one."""
    said = " " + scene.folded(first, last) + " "
    if any(f" {w} " in said or said.startswith(f" {w}-") for w in scene.words.words("former")):
        return None
    for rule in scene.words.offices:
        if any(f" {fold(w).lower()}" in said for w in rule.words) and (
            not rule.near or any(w in said for w in rule.near)
        ):
            return rule.office
    return None


def _functions_left(scene: Scene, first: int, floor: int) -> tuple[int, list[tuple[int, int]]]:
    """Leftmost token and the functions before the name, outermost first."""
    start, roles = first, []
    low = max(floor + 1, scene.sentence_first(first))
    adjacent = _function_head(scene, first - 1, low)
    if adjacent is not None:
        roles.append((adjacent, first - 1))
        start = left_edge(scene.parse, adjacent, scene.words)
        start = max(start, low)
    if start - 1 > low and scene.tokens[start - 1].word == ",":
        farther = _function_head(scene, start - 2, low)
        if farther is not None and not scene.tokens[farther].has("Number=Plur") and _appositive(scene, farther):
            roles.insert(0, (farther, start - 2))
            start = max(left_edge(scene.parse, farther, scene.words), low)
    return start, roles


def _appositive(scene: Scene, head: int) -> bool:
    """The function has an article of its own («le ministre …, Untel»): bare lists have none."""
    edge = left_edge(scene.parse, head, scene.words)
    return any(t.pos == "DET" or t.lower in ("du", "au", "des") for t in scene.tokens[max(0, edge - 1) : head])


def _function_head(scene: Scene, at: int, low: int) -> int | None:
    """The nearest function noun whose own words end at token `at`."""
    tokens = scene.tokens
    if at < low or (
        tokens[at].pos in ("CCONJ", "ADP", "DET", "PUNCT", "VERB", "AUX", "PRON") and tokens[at].word not in ')"»'
    ):
        rule = scene.words.nouns.get(tokens[at].lower) if at >= low else None
        if rule is None or rule.use != "title":
            return None
    for i in range(at, max(low, at - REACH) - 1, -1):
        token = tokens[i]
        rule = scene.words.nouns.get(token.lower)
        if rule is not None and _names_somebody(scene, i, at, rule):
            return _first_word(scene, i, low)
        if i == at and _countryman(scene, token):
            return i
        if token.pos not in _PLAIN and token.word not in '"«»()-' and not token.has("VerbForm=Part"):
            return None
        owner = scene.owner[i]
        if owner is not None and owner.kind == "person":
            return None
    return None


def _names_somebody(scene: Scene, i: int, at: int, rule: ActorRule) -> bool:
    """A title or function, or right before the name a noun for one of a group («le jihadiste Untel»)."""
    token = scene.tokens[i]
    if rule.use in ("title", "function"):
        plural = rule.use == "function" and token.has("Number=Plur")
        return (token.pos != "ADJ" or i == at) and not plural
    near = i == at or (i == at - 1 and scene.tokens[at].pos == "ADJ")
    return near and rule.use == "group" and token.pos == "NOUN" and not token.has("Number=Plur")


def _countryman(scene: Scene, token: Token) -> bool:
    """«l'Algérien» before a name."""
    if not token.word[0].isupper() or scene.known.demonym(token.lower, scene.language) is None:
        return False
    return token.i > 0 and scene.tokens[token.i - 1].pos == "DET"


def _first_word(scene: Scene, at: int, low: int) -> int:
    """The first token of a function of several words whose last word is at `at` («Premier ministre», «M. le»)."""
    for back in (1, 2, 3):
        if at - back >= low and (found := scene.words.phrase(scene.tokens, at - back)) and found[0] >= at:
            return at - back
    if at - 2 >= low and scene.tokens[at - 1].word == "-":  # vice-président, colonel-major in pieces
        return at - 2
    return at


def _function_right(scene: Scene, last: int) -> tuple[int, list[tuple[int, int]]]:
    """The end of «, ministre sénégalais des Forces armées» after the name, with that function."""
    tokens, end = scene.tokens, scene.sentence_last(last)
    if last + 2 > end or tokens[last + 1].word != ",":
        return last, []
    for at in range(last + 2, min(last + 6, end) + 1):
        found = scene.words.phrase(tokens, at)
        rule = found[1] if found else scene.words.nouns.get(tokens[at].lower)
        if rule is not None and rule.use == "function":
            close = _function_end(scene, found[0] if found else at, end)
            return (close, [(at, close)]) if close is not None else (last, [])
        if tokens[at].pos not in ("DET", "ADJ") and tokens[at].lower not in scene.words.words("former"):
            break
    return last, []


def _function_end(scene: Scene, at: int, end: int) -> int | None:
    """The last token of an apposed function: up to the comma, verb or relative pronoun that ends it.

    None when another person's name stands inside: then it is a list.
    """
    tokens, close = scene.tokens, at
    for token in tokens[at + 1 : min(at + REACH, end) + 1]:
        if token.ent == "PER" or token.word in (":", ";"):
            return None
        if token.pos not in _PLAIN and token.word not in '"«»()-':
            break
        if token.pos != "CCONJ":
            close = token.i
    else:
        return None if close < end else close
    while close > at and tokens[close].pos in ("ADP", "DET", "PUNCT") and tokens[close].word not in ')"»':
        close -= 1
    return close


def _brackets(scene: Scene, last: int) -> int:
    """Takes in a party or age in brackets after the name."""
    tokens, end = scene.tokens, scene.sentence_last(last)
    if last + 3 <= end and tokens[last + 1].word == "(" and tokens[last + 3].word == ")":
        return last + 3
    return last
