"""Names of knowledge in the text: groups, forces, institutions, states, and capitals that act."""

from __future__ import annotations

from recoupe.knowledge.actors import Actor
from recoupe.parsing import Token
from recoupe.reading.actors_phrases import left_edge
from recoupe.reading.actors_scene import Draft, Scene

_SUBJECTS = ("nsubj", "nsubj:pass", "nsubj:caus", "obl:agent")


def find_names(scene: Scene) -> None:
    """Draft every name that knowledge holds; persons are left to `find_persons`."""
    for first, last, actor in known_names(scene):
        if actor.kind == "state":
            _state(scene, first, last, actor)
        elif actor.kind != "person" and actor.exists(scene.on):
            _body(scene, first, last, actor)


def known_names(scene: Scene) -> list[tuple[int, int, Actor]]:
    """First and last token and actor of every known name that lies in tokens."""
    parse, found = scene.parse, []
    for start, end, actor in scene.known.scan(parse.text, scene.language):
        tokens = parse.tokens_in(parse.plain.back(start), parse.plain.back(end))
        if not tokens:
            token = parse.token_at(parse.plain.back(start))
            tokens = [token] if token and token.lower.endswith(parse.text[start:end].lower()) else []
        if tokens:
            found.append((tokens[0].i, tokens[-1].i, actor))
    return found


def _body(scene: Scene, first: int, last: int, actor: Actor) -> None:
    outer_first, outer_last = first, _with_brackets(scene, last)
    noun = _noun_before(scene, first)
    if noun is not None:
        outer_first = noun
    outer_first = left_edge(scene.parse, outer_first, scene.words)
    head = scene.syntactic_head(outer_first, last)
    token = scene.tokens[head]
    scene.add(
        Draft(
            outer_first, outer_last, head, (first, last), actor.kind, "known-name", actor,
            actor.country, actor.sector, name=scene.said(first, last),
            plural=token.has("Number=Plur"), feminine=token.has("Gender=Fem"), definite=True,
        )
    )  # fmt: skip


def _noun_before(scene: Scene, first: int) -> int | None:
    """The noun that introduces the name («le groupe jihadiste JNIM», «la force Barkhane»)."""
    floor = scene.sentence_first(first)
    for at in range(first - 1, max(floor, first - 5) - 1, -1):
        token = scene.tokens[at]
        if token.lower in scene.words.nouns or token.lower in scene.words.needs:
            rule = scene.words.nouns.get(token.lower)
            if (
                rule is None
                or (rule.use in ("body", "group")
                and rule.sector not in ("CVL",))
                or token.lower == "organisation"
            ):
                return at if token.pos in ("NOUN", "PROPN", "ADJ", "VERB") else None
        if token.pos not in ("ADJ", "NOUN") and token.word not in '"«-' and not _inside_noun(token):
            return None
    return None


def _inside_noun(token: Token) -> bool:
    return token.pos in ("VERB", "PROPN") and token.dep in ("acl", "amod", "nmod", "flat:name")


def _with_brackets(scene: Scene, last: int) -> int:
    """Takes in an acronym in brackets: «l'Etat islamique (EI)»."""
    tokens, end = scene.tokens, scene.sentence_last(last)
    if last + 2 <= end and tokens[last + 1].word == "(":
        for at in range(last + 2, min(last + 9, end) + 1):
            if tokens[at].word == ")":
                inside = scene.said(last + 2, at - 1)
                return at if len(inside) < 12 and inside[:1].isupper() and " " not in inside.strip() else last
    return last


def _state(scene: Scene, first: int, last: int, actor: Actor) -> None:
    """A state acts unless a preposition of place or a noun such as «fleuve» makes it a spot on the map."""
    tokens, at = scene.tokens, first - 1
    floor = scene.sentence_first(first)
    while at > floor and tokens[at].pos == "DET":
        at -= 1
    before = tokens[at] if at >= floor and at < first else None
    if before is not None and before.lower in scene.words.words("locative") | scene.words.words("outside"):
        return
    if (
        before is not None
        and before.lower in ("de", "du")
        and at > floor
        and tokens[at - 1].lower in scene.words.words("outside")
    ):
        return
    head = scene.syntactic_head(first, last)
    outer = at + 1 if before is not None else first
    scene.add(
        Draft(
            min(outer, first), last, head, (first, last), "state", "state-name", actor, actor.country, "GOV",
            name=scene.said(first, last), plural=tokens[head].has("Number=Plur"),
            feminine=_feminine(tokens, outer, last), definite=True,
        )
    )  # fmt: skip


def _feminine(tokens: list[Token], first: int, last: int) -> bool:
    return any(t.has("Gender=Fem") for t in tokens[first : last + 1])


def find_capitals(scene: Scene) -> None:
    """Draft capitals that act: subjects of verbs, agents, and those after «entre», «contre», «avec»."""
    demonyms = scene.known
    for token in scene.tokens:
        if not token.word[0].isupper() or token.pos not in ("PROPN", "NOUN", "ADJ") or scene.owner[token.i]:
            continue
        code = demonyms.capital(token.word)
        if code is not None and _acts(scene, token):
            scene.add(
                Draft(
                    token.i, token.i, token.i, (token.i, token.i), "institution", "capital-acts",
                    scene.known.by_id[f"gov:{code}"], code, "GOV", name=token.word, definite=True,
                )
            )  # fmt: skip


def _acts(scene: Scene, token: Token) -> bool:
    tokens = scene.tokens
    node = token
    while node.dep == "conj" and node.head != node.i:
        node = tokens[node.head]
    case = next((tokens[c].lower for c in node.children if tokens[c].dep == "case"), None)
    own = next((tokens[c].lower for c in token.children if tokens[c].dep == "case"), None)
    if own is not None and own not in scene.words.words("acting"):
        return False
    if case is not None:
        return case in scene.words.words("acting") and (case != "par" or node.dep == "obl:agent")
    if node.dep not in _SUBJECTS:
        return False
    if node is not token and not tokens[node.i].word[0].isupper():
        return False
    verb = tokens[node.head]
    return verb.pos == "VERB" and node.dep != "nsubj:pass"
