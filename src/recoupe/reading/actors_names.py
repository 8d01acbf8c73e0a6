"""Names of knowledge in the text: groups, forces, institutions, states, and capitals that act."""

from __future__ import annotations

from recoupe.knowledge.actors import Actor
from recoupe.parsing import Token
from recoupe.reading.actors_phrases import left_edge
from recoupe.reading.actors_scene import Draft, Scene


def find_names(scene: Scene) -> None:
    """Draft every name that knowledge holds; persons are left to `find_persons`."""
    scene.names = known_names(scene)
    for first, last, actor in scene.names:
        if actor.kind == "state":
            _state(scene, first, last, actor)
        elif actor.kind != "person" and actor.exists(scene.on):
            _body(scene, first, last, actor)


def known_names(scene: Scene) -> list[tuple[int, int, Actor]]:
    """First and last token and actor of every known name; where a token goes on, `scene.cuts` says where to stop."""
    parse, found = scene.parse, []
    for start, end, actor in scene.known.scan(parse.text, scene.language):
        span = parse.span(start, end)
        tokens = parse.tokens_in(span.start, span.end)
        if tokens and tokens[0].start == span.start:
            found.append((tokens[0].i, tokens[-1].i, actor))
            if tokens[-1].end > span.end:
                scene.cuts[tokens[-1].i] = span.end
    return found


def _body(scene: Scene, first: int, last: int, actor: Actor) -> None:
    outer_first, outer_last = first, with_brackets(scene, last)
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
    floor, best = scene.sentence_first(first), None
    for at in range(first - 1, max(floor - 1, first - 6), -1):
        token = scene.tokens[at]
        if scene.owner[at] is not None or not _between(token):
            break
        if _introduces(scene, token):
            best = at
    return best


def _introduces(scene: Scene, token: Token) -> bool:
    if token.lower in scene.words.needs:
        return True
    rule = scene.words.nouns.get(token.lower)
    return rule is not None and (rule.use == "body" or (rule.use == "group" and rule.sector != "CVL"))


def _between(token: Token) -> bool:
    """The word may stand between a noun and the name it introduces."""
    if token.pos in ("ADJ", "NOUN") or token.word in '"«-':
        return True
    return token.pos in ("VERB", "PROPN") and token.dep in ("acl", "amod", "nmod", "flat:name")


def with_brackets(scene: Scene, last: int) -> int:
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
    tokens, outer = scene.tokens, first  # the model parts sentences inside phrases, so look back across them
    while outer and tokens[outer - 1].pos == "DET":
        outer -= 1
    head = scene.syntactic_head(first, last)
    before = tokens[outer - 1] if outer else None
    if before is not None and _only_a_place(scene, before, tokens[head]):
        return
    scene.add(
        Draft(
            outer, last, head, (first, last), "state", "state-name", actor, actor.country, "GOV",
            name=scene.said(first, last), plural=tokens[head].has("Number=Plur"),
            feminine=_feminine(tokens, outer, last), definite=True,
        )
    )  # fmt: skip


def _only_a_place(scene: Scene, before: Token, state: Token) -> bool:
    """What stands before the state's name makes it a place, unless a verb addresses it («accorder au Mali»)."""
    outside = scene.words.words("outside")
    if before.lower in outside:
        return True
    if before.lower in scene.words.words("locative"):
        return not _addressed(scene, state)
    earlier = scene.tokens[max(0, before.i - 1)]
    return before.pos == "ADP" and earlier.lower in outside


def _addressed(scene: Scene, token: Token) -> bool:
    """The token is the object of a verb that is addressed to somebody."""
    if token.dep not in ("obj", "obl:arg", "iobj"):
        return False
    return scene.tokens[token.head].lemma in scene.words.words("addressing")


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
    """The capital is subject, agent, addressed, or stands after «entre», «avec», «contre»."""
    tokens, node = scene.tokens, token
    while node.dep == "conj" and node.head != node.i:
        node = tokens[node.head]
    acting = scene.words.words("acting")
    own = _case(scene, token)
    if own is not None and own not in acting and not _addressed(scene, token):
        return False
    if node is not token and not node.word[0].isupper() and scene.owner[node.i] is None:
        return False
    if _addressed(scene, node):
        return True
    case = _case(scene, node)
    if case is not None:
        return case in acting and (case != "par" or node.dep == "obl:agent")
    return node.dep in ("nsubj", "nsubj:caus", "obl:agent") and tokens[node.head].pos in ("VERB", "ADJ")


def _case(scene: Scene, token: Token) -> str | None:
    return next((scene.tokens[c].lower for c in token.children if scene.tokens[c].dep == "case"), None)
