"""Arguments: who acts and who is acted upon, by the frame of the trigger and the syntax around it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from recoupe.coding.scene import Scene, phrase_of
from recoupe.knowledge.frames import Frame
from recoupe.model import Span
from recoupe.parsing import Parse, Token

PREPOSITIONS = {"auprès": "à", "vers": "à", "aux": "à", "au": "à", "du": "de", "des": "de", "d'": "de", "envers": "à"}
SUBJECT = ("nsubj", "nsubj:caus")
PATIENT = ("nsubj:pass",)
_CLAUSE_HEADS = ("xcomp", "advcl", "conj", "ccomp", "acl", "obl", "obl:mod", "obl:arg")


@dataclass(frozen=True, slots=True)
class Argument:
    """A filler: its head word, its phrase, and the path that led from the trigger to it."""

    head: Token
    span: Span
    path: str


def find_arguments(scene: Scene, token: Token, frame: Frame) -> tuple[list[Argument], list[Argument]]:
    """Actors and recipients of the event that `token` tells of, as the frame wants them."""
    slots = gather_slots(scene.parse, token)
    recipients = _fill(scene, slots, frame.recipient)
    taken = {a.head.i for a in recipients}
    actors = [a for a in _fill(scene, slots, frame.actor) if a.head.i not in taken]
    if not actors and frame.actor:
        actors = [a for a in _fill(scene, slots, ("par",)) if a.head.i not in taken]
    return actors, recipients


def _fill(scene: Scene, slots: dict[str, list[Token]], wanted: tuple[str, ...]) -> list[Argument]:
    """The fillers of the first wanted slot that has one that can act."""
    for slot in wanted:
        fillers = [t for t in slots.get(slot, ()) if can_act(scene, t)]
        if fillers:
            return [Argument(t, argument_span(scene, t), slot) for head in fillers for t in with_conjuncts(scene, head)]
    return []


def can_act(scene: Scene, token: Token) -> bool:
    """The word can name an actor: an actor mention, a place (metonymy), a name or a plain noun that is no time."""
    if token.i in scene.time_of:
        return False
    return (
        token.i in scene.actor_of or token.i in scene.place_of or token.pos in ("PROPN", "NOUN", "PRON", "ADJ", "NUM")
    )


def argument_span(scene: Scene, token: Token) -> Span:
    """The words for a filler: the actor mention that covers it, else its noun phrase."""
    actor = scene.actor_of.get(token.i)
    if actor is None:
        return phrase_of(scene.parse, token)
    if token.pos == "PRON" or len(actor.span.quote) <= 3:
        return best_name(scene, actor.entity, actor.span)
    return actor.span


def best_name(scene: Scene, entity: int, fallback: Span) -> Span:
    """The fullest words the article has for an entity, for pronouns."""
    names = [m.span for m in scene.entities.get(entity, ()) if len(m.span.quote) > 3]
    return max(names, key=lambda s: (len(s.quote) < 80, len(s.quote), -s.start)) if names else fallback


def with_conjuncts(scene: Scene, token: Token) -> Iterator[Token]:
    """The token and what is joined to it by «et» or a comma."""
    yield token
    for child in token.children:
        other = scene.parse.tokens[child]
        if other.dep == "conj" and can_act(scene, other):
            yield other


def gather_slots(parse: Parse, token: Token) -> dict[str, list[Token]]:
    """Every filler around a trigger, by slot: "subject", "object", "adjective" or a preposition."""
    slots: dict[str, list[Token]] = {}
    if token.pos in ("VERB", "AUX") or is_participle(parse, token):
        _verb_slots(parse, token, slots)
    else:
        _noun_slots(parse, token, slots)
    return slots


def is_participle(parse: Parse, token: Token) -> bool:
    """An adjective that is a past participle with verbal company: «tués par», «a été tué»."""
    return token.pos == "ADJ" and any(
        parse.tokens[c].dep in ("aux:pass", "aux:tense", "obl:agent") for c in token.children
    )


def _verb_slots(parse: Parse, verb: Token, slots: dict[str, list[Token]]) -> None:
    passive = is_passive(parse, verb)
    for child in (parse.tokens[c] for c in verb.children):
        if child.dep in SUBJECT or child.dep in PATIENT:
            slots.setdefault("object" if passive or child.dep in PATIENT else "subject", []).append(
                antecedent(parse, child)
            )
        elif child.dep in ("obj", "iobj") and not passive:
            slots.setdefault("object" if child.dep == "obj" else "à", []).append(antecedent(parse, child))
        elif child.dep == "obl:agent":
            slots.setdefault("subject" if passive else "par", []).append(child)
            slots.setdefault("par", []).append(child)
        elif child.dep.startswith(("obl", "nmod")) and (word := preposition(parse, child)):
            slots.setdefault(word, []).append(child)
    if "subject" not in slots and "object" not in slots:
        _inherit_subject(parse, verb, passive, slots)


def _inherit_subject(parse: Parse, verb: Token, passive: bool, slots: dict[str, list[Token]]) -> None:
    """A verb without its own subject borrows that of the clause it hangs on, or the noun it modifies."""
    head = parse.tokens[verb.head]
    if head.i == verb.i:
        return
    if verb.dep.startswith("acl") and head.pos in ("NOUN", "PROPN", "PRON"):
        past = verb.has("VerbForm=Part") and verb.has("Tense=Past") or passive or verb.pos == "ADJ"
        slots.setdefault("object" if past else "subject", []).append(head)
    elif verb.dep in _CLAUSE_HEADS or verb.dep.startswith(("advcl", "obl")):
        upper: dict[str, list[Token]] = {}
        _verb_slots(parse, head, upper) if head.pos in ("VERB", "AUX", "ADJ") and head.i != verb.i else None
        role = "object" if passive else "subject"
        found = upper.get("subject") or upper.get("object") or []
        if verb.dep == "xcomp" and "object" in upper and "subject" in upper and verb.has("VerbForm=Inf"):
            found = upper["subject"]
        if found:
            slots.setdefault(role, []).extend(found[:1])


def is_passive(parse: Parse, verb: Token) -> bool:
    """«a été tué», «est tué», «tués par», and participles that modify a noun."""
    deps = {parse.tokens[c].dep for c in verb.children}
    if "aux:pass" in deps or "nsubj:pass" in deps:
        return True
    if verb.has("Voice=Pass"):
        return True
    bare = verb.has("VerbForm=Part") and verb.has("Tense=Past") and not any(d.startswith("aux") for d in deps)
    return bare and not any(parse.tokens[c].lower in ("se", "s'") for c in verb.children)


def antecedent(parse: Parse, token: Token) -> Token:
    """The noun behind a relative pronoun; any other word is its own antecedent."""
    if token.pos != "PRON" or token.lower not in (
        "qui",
        "que",
        "qu'",
        "lequel",
        "laquelle",
        "lesquels",
        "lesquelles",
        "dont",
    ):
        return token
    for upper in parse.ancestors(token):
        if upper.dep.startswith("acl") and upper.head != upper.i:
            return parse.tokens[upper.head]
    return token


def preposition(parse: Parse, token: Token) -> str | None:
    """The preposition that governs a word, in its plain form («aux» -> «à»)."""
    for child in token.children:
        word = parse.tokens[child]
        if word.dep in ("case", "mark") and word.i < token.i:
            return PREPOSITIONS.get(word.lower, word.lower)
    return None


def _noun_slots(parse: Parse, noun: Token, slots: dict[str, list[Token]]) -> None:
    for child in (parse.tokens[c] for c in noun.children):
        if child.dep.startswith(("nmod", "obl")) and (word := preposition(parse, child)):
            slots.setdefault(word, []).append(child)
        elif child.dep == "amod":
            slots.setdefault("adjective", []).append(child)
            if child.has("VerbForm=Part") or child.pos == "ADJ":
                _agents_of(parse, child, slots)
        elif child.dep == "acl":
            _agents_of(parse, child, slots)
            _verb_objects(parse, child, slots)
    _support_slots(parse, noun, slots)


def _agents_of(parse: Parse, verb: Token, slots: dict[str, list[Token]]) -> None:
    """«une attaque menée par …»: the agent of the participle acts."""
    for child in (parse.tokens[c] for c in verb.children):
        if child.dep == "obl:agent" or (child.dep.startswith("obl") and preposition(parse, child) == "par"):
            slots.setdefault("par", []).append(child)
        elif child.dep.startswith("obl") and (word := preposition(parse, child)):
            slots.setdefault(word, []).append(child)


def _verb_objects(parse: Parse, verb: Token, slots: dict[str, list[Token]]) -> None:
    """«une attaque visant un convoi»: the object of the participle is what was attacked."""
    for child in (parse.tokens[c] for c in verb.children):
        if child.dep == "obj":
            slots.setdefault("object", []).append(child)


def _support_slots(parse: Parse, noun: Token, slots: dict[str, list[Token]]) -> None:
    """«mener une attaque», «l'attaque a tué deux soldats»: the verb around the noun holds its arguments."""
    verb = parse.tokens[noun.head]
    if verb.i == noun.i or verb.pos not in ("VERB", "AUX"):
        return
    outer: dict[str, list[Token]] = {}
    _verb_slots(parse, verb, outer)
    if noun.dep in ("obj", "obl:arg") and not is_passive(parse, verb):
        slots.setdefault("subject", []).extend(outer.get("subject", []))
    elif noun.dep in SUBJECT and noun.dep not in PATIENT and not is_passive(parse, verb):
        slots.setdefault("object", []).extend(t for t in outer.get("object", []) if t.i != noun.i)
    elif noun.dep in PATIENT or is_passive(parse, verb):
        slots.setdefault("par", []).extend(outer.get("par", []))
    elif noun.dep.startswith("obl"):
        slots.setdefault("subject", []).extend(outer.get("subject", []))
        slots.setdefault("object", []).extend(outer.get("object", []))
    for word in ("contre", "sur", "avec", "à"):
        if word in outer and word not in slots:
            slots[word] = [t for t in outer[word] if t.i != noun.i]
