"""Candidates: the words of a parse that may say that something happened, each with the frames that know them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

from recoupe.coding.arguments import STRAYED
from recoupe.coding.scene import Scene
from recoupe.coding.slots import find_slots
from recoupe.knowledge.frames import Frames, Trigger
from recoupe.knowledge.syntax import Syntax
from recoupe.parsing import Token

CONTENT = frozenset({"VERB", "NOUN", "ADJ", "PROPN", "AUX", *STRAYED})
VERBAL = frozenset({"VERB", "AUX", "ADJ"})
REACH_AFTER, REACH_BEFORE = 7, 3
LIST_REACH = 40  # tokens within which a list repeats the event before it
NAMED_REACH = 3  # tokens between «puis» and the noun it adds to a list


@dataclass(frozen=True, slots=True)
class Candidate:
    """A token and the triggers that match it, the most specific first.

    Members of a list of events («la visite de A en mai, suivie de celle de B en août») have a `stretch` of tokens
    each, first to last (excluded): their times and parties stand inside it.
    """

    token: Token
    triggers: tuple[Trigger, ...]
    stretch: tuple[int, int] | None = None

    @property
    def plainest(self) -> Trigger:
        """The trigger whose frame claims most by itself."""
        return max(self.triggers, key=lambda t: t.frame.alone)

    @property
    def alone(self) -> float:
        """The probability that the rules alone give; 0 where they do not claim one."""
        return self.plainest.frame.alone


def find_candidates(scene: Scene, frames: Frames) -> list[Candidate]:
    """Every content word that a frame knows, and the members of lists of events, in text order."""
    found: dict[int, Candidate] = {}
    members: dict[int, list[int]] = {}
    for token in scene.parse.tokens:
        first = _list_head(scene, token, found, members, frames.syntax)
        if first is not None:
            found[token.i] = Candidate(token, found[first].triggers)
            members.setdefault(first, [first]).append(token.i)
        elif token.pos in CONTENT and (triggers := match_triggers(scene, token, frames)):
            found[token.i] = Candidate(token, triggers)
    for row in members.values():
        _cut_stretches(scene, row, found)
    return list(found.values())


def _list_head(
    scene: Scene, token: Token, found: dict[int, Candidate], members: dict[int, list[int]], syntax: Syntax
) -> int | None:
    """The event noun that `token` repeats: «celle de …» after a noun, «puis de …» after such a list began."""
    pronoun = token.pos == "PRON" and token.lower in syntax.stands_for
    if not pronoun and not (members and _added(scene, token, syntax)):
        return None
    for at in range(token.i - 1, max(-1, token.i - LIST_REACH), -1):
        first = next((f for f, row in members.items() if at in row), None)
        if first is None and pronoun and at in found and found[at].token.pos == "NOUN":
            first = at
        if first is not None:
            return first if scene.parse.tokens[at].sentence == token.sentence else None
    return None


def _added(scene: Scene, token: Token, syntax: Syntax) -> bool:
    """The noun stands behind «puis de», and names a person or an office."""
    if token.pos not in ("NOUN", "PROPN") or token.i not in scene.actor_of:
        return False
    before = [t.lower for t in scene.parse.tokens[max(0, token.i - NAMED_REACH) : token.i]]
    then = next((n for n, word in enumerate(before) if word in syntax.then), None)
    return then is not None and any(word in syntax.of for word in before[then + 1 :])


def _cut_stretches(scene: Scene, row: list[int], found: dict[int, Candidate]) -> None:
    """Each member of a list reaches to the next one, the last to the end of its sentence."""
    ends = [*row[1:], scene.sentence_of(scene.parse.tokens[row[-1]]).last]
    for start, end in zip(row, ends):
        found[start] = replace(found[start], stretch=(start, end))


def match_triggers(scene: Scene, token: Token, frames: Frames) -> tuple[Trigger, ...]:
    """The triggers whose head is this token and whose conditions hold, most specific first."""
    known, barring = _known_triggers(frames, token.lemma.lower(), token.lower, token.word[0], token.pos)
    if not known:
        return ()
    hits: dict[str, Trigger] = {}
    itself = acts_on_itself(scene, token, frames.syntax)
    for trigger in known:
        if itself and not trigger.reflexive:
            continue
        if not trigger.frame.bare and _only_describes(scene, token):
            continue
        if trigger.frame.people and _done_by_thing(scene, token, frames.syntax):
            continue
        if holds(scene, token, trigger, frames.syntax):
            best = hits.get(trigger.frame.id)
            if best is None or trigger.weight > best.weight:
                hits[trigger.frame.id] = trigger
    if hits:  # «mettre le feu aux poudres» burns nothing
        for barred in {t.frame.id for t in barring if holds(scene, token, t, frames.syntax)}:
            hits.pop(barred, None)
    return tuple(sorted(hits.values(), key=lambda t: (-t.weight, t.frame.id)))


@lru_cache(maxsize=1 << 15)
def _known_triggers(
    frames: Frames, lemma: str, word: str, first: str, pos: str
) -> tuple[tuple[Trigger, ...], tuple[Trigger, ...]]:
    """The triggers that have the word of that lemma, first letter and word class as head, and those that rule out."""
    if pos == "PROPN" and first.islower():  # «parlementèrent»: no name, but a verb form that the model does not know
        pos = STRAYED[0]
    lemmas = _lemmas(frames, lemma, word, first, pos)
    known = [t for n, one in enumerate(lemmas) for t in frames.triggers.get(one, ()) if _fits_word_class(t, pos, n)]
    return tuple(known), tuple(t for one in lemmas for t in frames.unless.get(one, ()))


def _lemmas(frames: Frames, lemma: str, word: str, first: str, pos: str) -> list[str]:
    """The lemma, the form, and where the lemma says nothing the verbs the form may come from."""
    lemmas = [lemma]
    if word != lemma:
        lemmas.append(word)
    if accented := frames.syntax.accented(lemma, first):
        lemmas.append(accented)
    if pos in ("ADJ", "NOUN") or pos in STRAYED or not _is_known(frames, lemma, pos):
        lemmas.extend(frames.syntax.infinitives(word, finite=pos != "NOUN"))
    return lemmas


def _is_known(frames: Frames, lemma: str, pos: str) -> bool:
    """A frame knows the lemma; for a verb as a verb («demande» may be no lemma but a form of «demander»)."""
    known = frames.triggers.get(lemma, ())
    return any(t.verbal for t in known) if pos == "VERB" else bool(known)


def _fits_word_class(trigger: Trigger, pos: str, reading: int) -> bool:
    if pos in STRAYED:
        return trigger.verbal and reading > 0
    if trigger.verbal:
        return pos in VERBAL or (pos == "NOUN" and reading > 0)
    return pos not in ("VERB", "AUX")


def _only_describes(scene: Scene, token: Token) -> bool:
    """A participle without agent, beside a noun or with «est»: «une coopération soutenue», «il est accusé de vol»."""
    children = [scene.parse.tokens[c] for c in token.children]
    helpers = scene.parse.helpers(token)
    beside = token.dep.startswith(("acl", "amod")) and token.dep != "acl:relcl" and not helpers
    lasting = len(helpers) == 1 and helpers[0].dep == "aux:pass" and helpers[0].has("VerbForm=Fin")
    if token.pos not in VERBAL or token.has("VerbForm=Fin") or token.has("Tense=Pres"):
        return False
    if not (beside or (lasting and not helpers[0].has("Mood=Cnd"))):
        return False
    return not any(t.dep == "obl:agent" for t in children)


def _done_by_thing(scene: Scene, token: Token, syntax: Syntax) -> bool:
    """A vehicle or its load does what the word says: «un convoi est arrivé», «l'arrivée des camions»."""
    children = (scene.parse.tokens[c] for c in token.children)
    return any(t.dep.startswith(("nsubj", "nmod")) and t.lemma.lower() in syntax.vehicles for t in children)


def holds(scene: Scene, token: Token, trigger: Trigger, syntax: Syntax) -> bool:
    """The words a trigger wants around its head are there."""
    tokens = scene.parse.tokens
    if trigger.reflexive and not _reflexive(tokens, token, syntax):
        return False
    if trigger.phrase:
        after = tokens[token.i + 1 : token.i + 1 + len(trigger.phrase)]
        if tuple(t.lower for t in after) != trigger.phrase and tuple(t.lemma.lower() for t in after) != trigger.phrase:
            return False
    return all(_near(scene, token, word, syntax) for word in trigger.near)


def acts_on_itself(scene: Scene, token: Token, syntax: Syntax) -> bool:
    """«se négocier», «s'interroger»: another verb than «négocier»; «se faire tuer» is not."""
    if token.pos != "VERB":
        return False
    children = [scene.parse.tokens[c] for c in token.children if c < token.i]
    at = next((t.i for t in children if t.lower in syntax.itself and t.dep.startswith("expl")), None)
    if at is None or any(t.dep == "aux:caus" for t in children):
        return False
    return all(t.pos != "VERB" for t in scene.parse.tokens[at + 1 : token.i])


def _reflexive(tokens: list[Token], token: Token, syntax: Syntax) -> bool:
    before = [*tokens[max(0, token.i - 3) : token.i], *(tokens[c] for c in token.children if c < token.i)]
    return any(t.lower in syntax.reflexive and t.dep.startswith("expl") for t in before)


def _acts(scene: Scene, token: Token, kind: str, syntax: Syntax) -> bool:
    """An actor of that kind does it, as the slots of the word tell; a "thing" is a noun that names nobody; "states"
    are actors of more than one country."""
    slots = find_slots(scene, token, syntax)
    doing = [t for slot in ("subject", "agent") for t in slots.get(slot, ())]
    if kind == "states":
        return len({actor.country for t in doing if (actor := scene.actor_of.get(t.i)) and actor.country}) > 1
    if kind == "thing":
        return bool(doing) and all(t.pos == "NOUN" and scene.actor_in(scene.phrase(t)) is None for t in doing)
    return any(scene.is_kind(t, kind) for t in doing)


def _near(scene: Scene, token: Token, word: str, syntax: Syntax) -> bool:
    """A word in reach inside the sentence; ">word" one that hangs on the token; "@armed" … a mention that does,
    "by@armed" … as the one who acts.
    """
    tokens = scene.parse.tokens
    if word.startswith(">"):
        return any(word[1:] in (tokens[c].lemma.lower(), tokens[c].lower) for c in token.children)
    if word.startswith("by@"):
        return _acts(scene, token, word[3:], syntax)
    if word.startswith("@"):
        return any(scene.is_kind(tokens[c], word[1:]) for c in token.children)
    reach = range(token.i - REACH_BEFORE, token.i + 1 + REACH_AFTER)
    said = scene.said_at(token.sentence).get(word, ())
    return any(at != token.i and (at in reach or tokens[at].head == token.i) for at in said)
