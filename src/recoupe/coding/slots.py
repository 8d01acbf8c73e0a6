"""Slots of an event's words: by syntax first, and where the syntax lost an argument, by the order of the words."""

from __future__ import annotations

from itertools import pairwise

from recoupe.coding.arguments import Slots, acts_as_verb, gather_slots, is_passive
from recoupe.coding.scene import Scene
from recoupe.knowledge.syntax import Syntax
from recoupe.model import Span
from recoupe.parsing import Token

NOUN_REACH = 8  # tokens behind an event noun in which «de …», «contre …» still belong to it
VERB_REACH = 14  # tokens around a verb in which a lost subject or object is looked for
INSERTION_REACH = 20  # tokens of an insertion between a subject and its verb
CLITICS = ("expl:comp", "expl:pass", "iobj", "advmod")  # words that stand close before a verb («ne», «s'», «lui»)
UNDER = ("sous", "entre", "à", "dans")  # prepositions before the hands somebody falls into
CLAUSES = ("advcl", "parataxis", "conj")  # how the model hangs a verb on the words it brings
OBJECTS = ("obj", "obl:mod")  # how the model hangs an object that stands far from its verb
QUOTES = ('"', "»", "”")
ENDS = (":", ".")
AGENT_REACH = 24  # tokens behind a passive verb in which its lost agent is looked for


def find_slots(scene: Scene, token: Token, syntax: Syntax) -> Slots:
    """Fillers by slot. Times never fill a slot; a slot without anybody who can act is filled from nearby."""
    raw = gather_slots(scene.parse, token, syntax)
    slots = {slot: [t for t in tokens if t.i not in scene.time_of] for slot, tokens in raw.items()}
    if acts_as_verb(scene.parse, token):
        _fill_verb(scene, token, syntax, slots)
    else:
        _fill_noun(scene, token, syntax, slots)
    return {slot: tokens for slot, tokens in slots.items() if tokens}


def _fill_verb(scene: Scene, verb: Token, syntax: Syntax, slots: Slots) -> None:
    """The nearest actor before the verb is its subject, the nearest behind it its object, if the syntax has none."""
    passive = is_passive(scene.parse, verb, syntax)
    if not passive:
        _turn_speaker(scene, verb, slots)
    for slot in ("agent", "subject"):
        slots[slot] = [user for t in slots.get(slot, ()) for user in _users(scene, t, syntax)]
    before = "object" if passive else "subject"
    if not slots.get("agent") and (holders := _holders(scene, verb, passive, syntax, slots)):
        slots["agent"] = holders
    if passive and not slots.get("agent") and (agent := _lost_agent(scene, verb, syntax)):
        slots["agent"] = [agent]
        slots["subject"] = [*slots.get("subject", []), agent]
    if not _has_actor(scene, slots.get(before, [])):
        found = _before_insertion(scene, verb) or _nearest(
            scene, verb, range(verb.i - 1, max(-1, verb.i - VERB_REACH), -1)
        )
        slots.setdefault(before, []).extend(found)
    if not passive and not slots.get("object"):
        near = _nearest(scene, verb, range(verb.i + 1, verb.i + VERB_REACH))
        found = near or _behind_aside(scene, verb)
        slots.setdefault("object", []).extend(t for t in found if t not in slots.get("subject", ()))


def _turn_speaker(scene: Scene, verb: Token, slots: Slots) -> None:
    """«…, accuse un habitant»: the speaker behind the verb that brings his words is its subject, not its object; whom
    his words are about is it («La patrouille a pillé le marché, accuse un habitant :»)."""
    first = _first_of(scene, verb)
    if first == 0 or scene.parse.tokens[first - 1].pos != "PUNCT":
        return
    inverted = _inverted(scene, verb)
    speaker = inverted or scene.speaker_of.get(verb.i)
    if speaker is not None and speaker.start > verb.start:
        tokens = scene.parse.tokens_in(speaker.start, speaker.end)
        inside = {t.i for t in tokens}
        told = (slots.get("subject") or _subjects(scene, verb)) if inverted else []
        slots["object"] = [t for t in slots.get("object", ()) if t.i not in inside] or told
        slots["subject"] = [_head(scene, speaker)] if tokens else []


def _subjects(scene: Scene, verb: Token) -> list[Token]:
    """The subject of the verb that this one hangs on."""
    tokens = scene.parse.tokens
    return [tokens[c] for c in tokens[verb.head].children if tokens[c].dep == "nsubj"]


def _inverted(scene: Scene, verb: Token) -> Span | None:
    """Who stands between a verb without a subject of its own and a colon or full stop, or behind the verb that follows
    a quotation («"Un héros", a rendu hommage le maire, en …»)."""
    tokens = scene.parse.tokens
    if not verb.has("VerbForm=Fin") and not any(tokens[c].has("VerbForm=Fin") for c in verb.children if c < verb.i):
        return None
    if any(tokens[c].dep.startswith("nsubj") for c in verb.children):
        return None
    quoted = tokens[max(0, _first_of(scene, verb) - 2)].word in QUOTES
    for at in range(verb.i + 1, min(len(tokens) - 1, verb.i + (4 if quoted else 2))):
        span = _somebody(scene, at)
        if span is not None and not _governed(scene, span):
            last = scene.parse.tokens_in(span.start, span.end)[-1].i
            ends = last + 1 < len(tokens) and tokens[last + 1].word in ENDS and verb.dep in CLAUSES
            return span if quoted or ends else None
    return None


def _users(scene: Scene, noun: Token, syntax: Syntax) -> list[Token]:
    """Who stands behind a deed or a thing that acts: «tués par des tirs de l'armée», «par un engin posé par …»."""
    if noun.pos != "NOUN" or _somebody(scene, noun.i) is not None:
        return [noun]
    inner = gather_slots(scene.parse, noun, syntax)
    behind = [t for slot in ("agent", "de") for t in inner.get(slot, ()) if scene.actor_of.get(t.i) is not None]
    if not behind and noun.lemma.lower() in syntax.means and (user := _lost_agent(scene, noun, syntax)):
        return [user]  # «par une balle en caoutchouc tirée par un gendarme»
    return behind or [noun]


def _holders(scene: Scene, verb: Token, passive: bool, syntax: Syntax, slots: Slots) -> list[Token]:
    """Whose fire or rule somebody comes under: «pris sous le feu du groupe», «tombée aux mains des rebelles»."""
    if not passive and verb.lemma.lower() not in syntax.moving:
        return []
    under = [t for slot in UNDER for t in slots.get(slot, ()) if t.lemma.lower() in syntax.hands]
    return [t for t in (scene.parse.tokens[c] for noun in under for c in noun.children) if t.dep == "nmod"]


def _lost_agent(scene: Scene, verb: Token, syntax: Syntax) -> Token | None:
    """«tués dimanche, dans le nord, par des hommes armés»: who stands behind the next «par», before another verb."""
    tokens = scene.parse.tokens
    for at in range(verb.i + 1, min(len(tokens) - 1, verb.i + AGENT_REACH)):
        word = tokens[at]
        if word.sentence != verb.sentence or word.has("VerbForm=Fin"):
            return None
        if word.lower in syntax.agent:
            head = next((t for t in tokens[at + 1 : at + 4] if t.pos in ("NOUN", "PROPN")), None)
            if head and _serves_other(scene, verb, head, syntax):
                return None
            mention = scene.actor_of.get(head.i) if head else None
            return _head(scene, mention.span) if mention else None
    return None


def _serves_other(scene: Scene, verb: Token, agent: Token, syntax: Syntax) -> bool:
    """«accusé de taire des propos tenus par un ministre»: the agent is that of another noun, which is not the deed in
    or by which it happened («tués lors d'une opération menée par l'armée»)."""
    other = scene.parse.tokens[agent.head]
    if agent.dep != "obl:agent" or other.dep != "acl" or not verb.i < other.head < other.i < agent.i:
        return False
    before = scene.parse.tokens[max(0, other.head - 4) : other.head]
    return syntax.through.isdisjoint(t.lower for t in before) and syntax.dative.isdisjoint(t.lower for t in before)


def _nearest(scene: Scene, verb: Token, reach: range) -> list[Token]:
    """The first actor of the verb's sentence in `reach` that no preposition governs, before another verb comes."""
    tokens = scene.parse.tokens
    for at in reach:
        if at >= len(tokens) or tokens[at].sentence != verb.sentence or tokens[at].pos == "VERB":
            return []
        span = _somebody(scene, at)
        if span is not None and not _governed(scene, span):
            return [*_joined(scene, span), _head(scene, span)]
    return []


def _behind_aside(scene: Scene, verb: Token) -> list[Token]:
    """«ont incendié, dès le lendemain de la grève, un dépôt»: the object behind what parts it from its verb."""
    tokens = scene.parse.tokens
    row = tokens[verb.i + 1 : verb.i + INSERTION_REACH]
    if len(row) < 3 or row[0].word != "," or row[1].pos not in ("ADP", "ADV"):
        return []
    for word, following in pairwise(row[1:]):
        if word.sentence != verb.sentence or word.pos == "VERB":
            return []
        if word.word == ",":
            noun = tokens[following.head]
            bare = following.pos == "DET" and noun.dep in OBJECTS and noun.i > following.i
            return [noun] if bare and noun.i not in scene.time_of else []
    return []


def _before_insertion(scene: Scene, verb: Token) -> list[Token]:
    """«M. Sy, au pouvoir depuis 2009, a accusé …»: who stands before what parts a verb from its subject."""
    tokens = scene.parse.tokens
    first = _first_of(scene, verb)
    end = first - 1
    if end < 0 or tokens[end].word != "," or (first == verb.i and not verb.has("VerbForm=Fin")):
        return []
    home = (tokens[max(0, end - 1)].sentence, verb.sentence)  # the model may end a sentence at the comma
    for at in range(end, max(0, end - INSERTION_REACH), -1):
        if tokens[at].sentence not in home:
            return []
        opens = tokens[at - 1].sentence not in home  # or cut it from what stands before its comma
        if tokens[at].word == "," and (at < end or opens):
            span = _somebody(scene, at - 1)
            return [_head(scene, span)] if span is not None and not _governed(scene, span) else []
    return []


def _first_of(scene: Scene, verb: Token) -> int:
    """The index of the verb's first word: its first auxiliary or pronoun («s'est engagé»), or its own."""
    tokens = scene.parse.tokens
    first = min([verb.i, *(c for c in verb.children if tokens[c].dep.startswith("aux"))])
    while first > 0 and tokens[first - 1].head == verb.i and tokens[first - 1].dep in CLITICS:
        first -= 1
    return first


def _somebody(scene: Scene, at: int) -> Span | None:
    """The actor, or the capital that stands for a government, at a token."""
    mention = scene.actor_of.get(at)
    if mention is not None:
        return mention.span
    place = scene.place_of.get(at)
    return place.span if place is not None and place.metonym else None


def _joined(scene: Scene, span: Span) -> list[Token]:
    """The actor that stands before this one with «et» between them."""
    first = scene.parse.token_at(span.start)
    if first is None or first.i < 2 or scene.parse.tokens[first.i - 1].pos != "CCONJ":
        return []
    other = _somebody(scene, first.i - 2)
    return [_head(scene, other)] if other else []


def _head(scene: Scene, span: Span) -> Token:
    return scene.head_of(scene.parse.tokens_in(span.start, span.end))


def _governed(scene: Scene, span: Span) -> bool:
    first = scene.parse.token_at(span.start)
    return first is not None and first.i > 0 and scene.parse.tokens[first.i - 1].pos == "ADP"


def _has_actor(scene: Scene, tokens: list[Token]) -> bool:
    return any(_somebody(scene, t.i) is not None for t in tokens)


def _fill_noun(scene: Scene, noun: Token, syntax: Syntax, slots: Slots) -> None:
    """«l'attaque, début juillet, du groupe»: actors behind the noun stand in the slot of their preposition.

    A second one behind the same preposition («le retrait du Mali de la Cédéao») has a slot of its own: "de 2".
    """
    tokens = scene.parse.tokens
    for at in range(noun.i + 1, min(len(tokens) - 1, noun.i + NOUN_REACH)):
        word = tokens[at]
        if word.sentence != noun.sentence or word.pos == "VERB":
            return
        mention = scene.actor_of.get(at + 1)
        if word.pos != "ADP" or mention is None or mention.span.start != tokens[at + 1].start:
            continue
        plain = syntax.joined.get(word.lower, word.lower)
        slot = "agent" if plain in syntax.agent else plain
        held = [t for t in slots.get(slot, []) if _somebody(scene, t.i) is not None]
        governor = _head(scene, mention.span).head
        if any(t.i == governor for t in slots.get(slot, []) if t not in held):
            continue  # «l'attaque du poste de police»
        if not held:
            slots.setdefault(slot, []).append(_head(scene, mention.span))
        elif not any(mention.span.start <= t.start < mention.span.end for t in held):
            slots.setdefault(f"{slot} 2", []).append(_head(scene, mention.span))
