"""Actors without a name: organisations named by what they are, officials by function, groups of people."""

from __future__ import annotations

from recoupe.parsing import Token
from recoupe.reading.actors_lexicon import ActorRule
from recoupe.reading.actors_names import with_brackets
from recoupe.reading.actors_persons import office_of
from recoupe.reading.actors_phrases import phrase, right_edge
from recoupe.reading.actors_scene import Draft, Scene

_NOMINAL = frozenset({"NOUN", "PROPN", "ADJ", "PRON", "X", "NUM"})


def find_nouns(scene: Scene) -> None:
    """Draft every noun phrase whose noun names somebody who acts."""
    nouns, phrases, needs = scene.words.nouns, scene.words.phrases, scene.words.needs
    demonyms = scene.known.demonyms(scene.language)
    skip = -1
    for token in scene.tokens:
        low = token.lower
        if token.i <= skip:
            continue
        if low in phrases and (found := scene.words.phrase(scene.tokens, token.i)):
            skip = max(skip, _compound(scene, token, *found))
            continue
        if low in needs and scene.owner[token.i] is None and (rule := _with_company(scene, token)):
            _draft(scene, token, rule)
        elif low in nouns and scene.owner[token.i] is None and token.pos in _NOMINAL:
            _single(scene, token)
        elif low in demonyms and token.word[0].isupper() and scene.owner[token.i] is None and token.pos != "VERB":
            _people(scene, token, demonyms[low])


def _single(scene: Scene, token: Token) -> None:
    rule = scene.words.noun(token)
    if rule is None or rule.use == "title" or _adjective(scene, token) or _loose(scene, token):
        return
    counts = token.lower in scene.words.words("quantity") and not _bare(scene, token)
    if counts and _counts_actors(scene, token) is None:
        return
    _draft(scene, token, rule)


def _adjective(scene: Scene, token: Token) -> bool:
    """The word describes another one; after «présumés» it is the noun whatever the model says."""
    if token.pos != "ADJ" or token.dep not in ("amod", "acl", "xcomp"):
        return False
    head = scene.tokens[token.head]
    return not (head.lower in scene.words.words("participle") and head.i == token.i - 1)


def _loose(scene: Scene, token: Token) -> bool:
    """An adjective without article or number before it names nobody."""
    if token.pos != "ADJ" or token.i == scene.sentence_first(token.i):
        return False
    before = scene.tokens[token.i - 1]
    if before.word in '"«':
        before = scene.tokens[max(0, token.i - 2)]
    return before.pos not in ("DET", "NUM", "ADJ", "ADP") and before.lower not in scene.words.words("participle")


def _bare(scene: Scene, token: Token) -> bool:
    return not any(scene.tokens[c].dep == "nmod" for c in token.children)


def _counts_actors(scene: Scene, token: Token) -> Token | None:
    """The actor noun that a quantity counts («une dizaine de jihadistes»)."""
    for child in token.children:
        node = scene.tokens[child]
        if node.dep == "nmod" and child > token.i:
            return node if node.lower in scene.words.nouns or node.word[0].isupper() else None
    return None


def _compound(scene: Scene, token: Token, last: int, rule: ActorRule) -> int:
    """A noun of several words («forces de l'ordre»)."""
    if not scene.free(token.i, last) or rule.use == "title":
        return -1
    head = scene.syntactic_head(token.i, last)
    noun = scene.tokens[head]
    anchor = noun if noun.pos in _NOMINAL else token
    draft = _draft(scene, anchor if token.i <= anchor.i <= last else token, rule, (token.i, last))
    return draft.last if draft.last <= last else last


def _with_company(scene: Scene, token: Token) -> ActorRule | None:
    """The rule of a noun that counts only beside one of its words («groupe armé», «force conjointe»)."""
    near = [t.lower for t in scene.tokens[max(0, token.i - 1) : token.i + 4] if t.sentence == token.sentence]
    said = " ".join(near).replace("' ", "'")
    for rule in scene.words.needs[token.lower]:
        if any(w in near or ((" " in w or "'" in w) and w in said) for w in rule.near):
            return rule
        if rule.kind == "force" and any(scene.known.demonym(w, scene.language) for w in near):
            return rule
    found = scene.words.noun(token)
    return found if found is not None and found.use != "title" and not _adjective(scene, token) else None


def _draft(scene: Scene, head: Token, rule: ActorRule, core: tuple[int, int] | None = None) -> Draft:
    outer, counted = head, None
    if head.dep == "nmod" and scene.tokens[head.head].lower in scene.words.words("quantity"):
        counted = scene.tokens[head.head]
    if counted is not None and counted.i < head.i and scene.owner[counted.i] is None and head.i - counted.i < 5:
        outer = counted
    first, last = phrase(scene.parse, head, scene.words, function=rule.use == "function")
    if core:
        first = min(first, core[0], phrase(scene.parse, scene.tokens[core[0]], scene.words)[0])
        last = max(
            last, core[1], *(right_edge(scene.parse, scene.tokens[i], scene.words) for i in range(core[0], core[1] + 1))
        )
    if outer is not head:
        first = min(first, phrase(scene.parse, outer, scene.words)[0])
    core = core or (head.i, head.i)
    last = _widened(scene, first, head.i, last)
    country = scene.country_in(first, last)
    draft = Draft(
        first, last, outer.i, core, rule.kind if rule.use != "function" else "person", rule.id, None, country,
        rule.sector, name=scene.said(first, last), plural=_plural(scene, first, head),
        feminine=head.has("Gender=Fem"), definite=_definite(scene, first),
    )  # fmt: skip
    if rule.use == "function":
        draft.function = scene.said(core[0], last)
        draft.office = office_of(scene, core[0], last)
        draft.kind = "group" if draft.plural else "person"
    if rule.derives and country:
        draft.actor = scene.known.by_id.get(f"{rule.derives}:{country}")
    return scene.add(draft)


def _widened(scene: Scene, first: int, head: int, last: int) -> int:
    """Takes in a list of adjectives, the rest of a name that begins inside, and an acronym in brackets."""
    owner = scene.owner[last]
    if owner is not None and head < owner.first <= last < owner.last:
        last = owner.last
    tokens, end = scene.tokens, scene.sentence_last(head)
    while last + 2 < len(tokens) and _hyphened(tokens[last], tokens[last + 1], tokens[last + 2]):
        last += 2
    while last + 2 <= end and _lists(scene, tokens[last], tokens[last + 1], tokens[last + 2]):
        last += 2
    while last < end and tokens[last + 1].lower in scene.words.words("standing"):
        last += 1
    return with_brackets(scene, _with_manner(scene, last, end))


def _hyphened(before: Token, between: Token, after: Token) -> bool:
    """The two halves of one word («camions-citernes»)."""
    return between.word == "-" and before.end == between.start and between.end == after.start


def _with_manner(scene: Scene, last: int, end: int) -> int:
    """Takes in «à moto», «en uniforme»."""
    for size in (4, 3, 2):
        said = " ".join(t.lower for t in scene.tokens[last + 1 : last + 1 + size])
        if last + size <= end and said in scene.words.words("manner"):
            return last + size
    return last


def _lists(scene: Scene, before: Token, between: Token, after: Token) -> bool:
    """«malien, nigérien», «indiens et chinois»: adjectives of states in a row."""
    if between.word != "," and between.pos != "CCONJ":
        return False
    demonyms = scene.known.demonyms(scene.language)
    return before.lower in demonyms and after.lower in demonyms and after.word[0].islower()


def _plural(scene: Scene, first: int, head: Token) -> bool:
    if head.has("Number=Plur"):
        return True
    return any(t.pos == "DET" and t.has("Number=Plur") for t in scene.tokens[first : head.i])


def _definite(scene: Scene, first: int) -> bool:
    token = scene.tokens[first]
    return token.pos == "DET" and (token.has("Definite=Def") or token.has("PronType=Dem") or token.has("Poss=Yes"))


def _people(scene: Scene, token: Token, code: str) -> None:
    """People named by their state («six Français», «le Malien»)."""
    if token.dep in ("amod", "flat:name") and not _determined(scene, token):
        return
    first, last = phrase(scene.parse, token, scene.words)
    draft = Draft(
        first, last, token.i, (token.i, token.i), "group", "people-of", None, code, "CVL",
        name=scene.said(first, last), plural=_plural(scene, first, token), feminine=token.has("Gender=Fem"),
        definite=_definite(scene, first),
    )  # fmt: skip
    scene.add(draft)


def _determined(scene: Scene, token: Token) -> bool:
    return token.i > 0 and scene.tokens[token.i - 1].pos in ("DET", "NUM")


def find_organisations(scene: Scene) -> None:
    """Draft what the model marks as an organisation and nobody else has claimed."""
    tokens, at = scene.tokens, 0
    while at < len(tokens):
        if tokens[at].ent != "ORG" or scene.owner[at] is not None:
            at += 1
            continue
        last = at
        while (
            last + 1 < len(tokens)
            and tokens[last + 1].ent == "ORG"
            and tokens[last + 1].sentence == tokens[at].sentence
        ):
            last += 1
        _organisation(scene, at, last)
        at = last + 1


def _organisation(scene: Scene, first: int, last: int) -> None:
    tokens = scene.tokens
    while first < last and tokens[first].pos in ("DET", "ADP", "PUNCT"):
        first += 1
    if not tokens[first].word[0].isupper() or not scene.free(first, last) or len(tokens[first].word) < 2:
        return
    if (tokens[first].lower in scene.words.nouns and first == last) or first in scene.place_tokens:
        return
    head = tokens[scene.syntactic_head(first, last)]
    outer = phrase(scene.parse, tokens[first], scene.words)[0]
    scene.add(
        Draft(
            outer, last, head.i, (first, last), "organisation", "named-organisation", None,
            scene.country_in(first, last), None, name=scene.said(first, last), plural=head.has("Number=Plur"),
            feminine=head.has("Gender=Fem"), definite=True,
        )
    )  # fmt: skip
