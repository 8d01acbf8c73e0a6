"""Locating: what the words around the name of a place say of an event there: «près de Bintagoro», «Bintagoro, où …».

Some say that it did not happen there: «venu de Bintagoro», «vers Bintagoro», «un sommet sur le Mali».
"""

from __future__ import annotations

from recoupe.coding.choices import Event
from recoupe.coding.deeds import kind_of
from recoupe.coding.scene import FINE, Scene
from recoupe.model import PlaceMention
from recoupe.parsing import Token

NEAR_BEFORE = 3  # tokens before a name in which «près de», «autour de» stand
TOWARDS_BEFORE = 3  # the same for «vers», «en direction de»
ASIDE = 14  # tokens of the longest aside that tells where a place lies («, à 160 km au nord-ouest de»)
WIDE = ("country", "region")
MEETING = "CONSULT"


def is_near(scene: Scene, event: Event, place: PlaceMention) -> bool:
    """Words of nearness lead from the event to the place, with no other deed between them."""
    name = scene.parse.token_at(place.span.start)
    if name is None or not any(t.lower in event.syntax.near for t in words_before(scene, name, NEAR_BEFORE)):
        return False
    return name.sentence == event.token.sentence and are_joined(event, name)


def are_joined(event: Event, name: Token) -> bool:
    """No word for another deed stands between the event's word and the name."""
    first, last = sorted((event.token.i, name.i))
    return not any(at in event.deeds for at in range(first + 1, last))


def leads_away(scene: Scene, event: Event, place: PlaceMention) -> bool:
    """Somebody came from there or went there, or it is what a meeting was about: no place of the event."""
    name = scene.parse.token_at(place.span.start)
    if name is None or name.sentence != event.token.sentence:
        return False
    before = [t.lower for t in words_before(scene, name, TOWARDS_BEFORE)]
    if kind_of(event.type) == "force" and any(word in event.syntax.towards for word in before):
        return True
    preposition, governor = preposition_of(scene, name), governor_of(scene, place, name)
    if preposition in event.syntax.origin and governor.i < name.i and has_come(scene, event, preposition, governor):
        return True
    if kind_of(event.type) in ("speech", "sanction"):
        seated = governor.lemma.lower() in event.syntax.seated
        return seated or is_addressed(scene, event, place, preposition, governor)
    about = preposition in event.syntax.about and place.place.level in WIDE
    return event.type == MEETING and (about or governor.lemma.lower() in event.syntax.topics)


def is_addressed(scene: Scene, event: Event, place: PlaceMention, preposition: str, governor: Token) -> bool:
    """A town stands for those spoken to: «reproche à Bamako», but not right behind a day («demandé lundi à Kayes»)."""
    if preposition not in event.syntax.dative or governor.lemma.lower() not in event.syntax.addressing:
        return False
    between = scene.parse.tokens_in(governor.end, place.span.start)
    return bool(between) and not any(t.i in scene.time_of for t in between[-2:])


def has_come(scene: Scene, event: Event, preposition: str, governor: Token) -> bool:
    """Somebody has come from there («venu de Bintagoro», «arrivés par la piste de Bintagoro»), or goods may not."""
    if preposition in event.syntax.since and event.type == "COERCE":
        return True  # «interdit toute importation depuis le Mali»
    if governor.lemma.lower() in event.syntax.coming:
        return True
    leading = (scene.parse.tokens[c].lower for c in governor.children if scene.parse.tokens[c].dep == "case")
    way = governor.pos == "NOUN" and any(word in event.syntax.origin or word in event.syntax.agent for word in leading)
    return way and scene.parse.tokens[governor.head].lemma.lower() in event.syntax.coming


def is_remote(scene: Scene, event: Event) -> bool:
    """A meeting by telephone or screen has no place, unless somebody joins it «depuis» one."""
    if event.type != MEETING:
        return False
    bounds = scene.sentence_of(event.token)
    words = scene.parse.tokens[bounds.first : bounds.last]
    if any(t.lower in event.syntax.since for t in words):
        return False
    above = {event.token.i, *(t.i for t in scene.parse.ancestors(event.token))}
    remote = (t for t in words if t.lower in event.syntax.remote)
    return any(t.i in above or event.token.i in {u.i for u in scene.parse.ancestors(t)} for t in remote)


def is_governed(scene: Scene, event: Event, place: PlaceMention) -> bool:
    """The place hangs on the event's word itself, or on a noun of place that does: «dans la région de Bintagoro»."""
    name = scene.parse.token_at(place.span.start)
    if name is None or name.sentence != event.token.sentence:
        return False
    governor = governor_of(scene, place, name)
    if governor.i == event.token.i:
        return preposition_of(scene, name) in event.syntax.inside
    part = governor.lemma.lower() in event.syntax.parts and governor.dep.startswith("obl")
    return part and governor.head == event.token.i


def hangs_below(scene: Scene, event: Event, place: PlaceMention) -> bool:
    """The place hangs on the event's word, at any depth: no sanction is where its sentence tells of something else."""
    words = scene.parse.tokens_in(place.span.start, place.span.end)
    return bool(words) and event.token.i in {t.i for t in scene.parse.ancestors(scene.head_of(words))}


def is_parted(scene: Scene, event: Event, place: PlaceMention, other: PlaceMention) -> bool:
    """Another deed stands between the event's word and the first place, but not before the other."""
    one, two = scene.parse.token_at(place.span.start), scene.parse.token_at(other.span.start)
    if one is None or two is None or one.sentence != event.token.sentence:
        return False
    return not are_joined(event, one) and are_joined(event, two)


def words_before(scene: Scene, name: Token, most: int) -> list[Token]:
    """Up to so many words of the sentence before a name."""
    return scene.parse.tokens[max(scene.sentence_of(name).first, name.i - most) : name.i]


def preposition_of(scene: Scene, name: Token) -> str:
    """The word before a name and its article."""
    before = [t.lower for t in words_before(scene, name, NEAR_BEFORE) if t.pos != "DET"]
    return before[-1] if before else ""


def governor_of(scene: Scene, place: PlaceMention, name: Token) -> Token:
    """The word that the name of a place hangs on."""
    words = scene.parse.tokens_in(place.span.start, place.span.end)
    return scene.parse.tokens[(scene.head_of(words) if words else name).head]


def place_of_clause(scene: Scene, event: Event, likeliest: PlaceMention | None) -> PlaceMention | None:
    """The place to which the event's clause is fastened: «Bintagoro (centre), où des camions ont été brûlés».

    A town inside the clause is nearer to the event, unless another deed lies between.
    """
    where = opening_of_clause(scene, event)
    place = named_before(scene, where) if where else None
    if where is None or place is None:
        return None
    inner = likeliest if likeliest and (likeliest.place.level in FINE or place.place.level not in FINE) else None
    inside = scene.parse.token_at(inner.span.start) if inner else None
    if inside and inside.sentence == where.sentence and inside.i > where.i and are_joined(event, inside):
        return None
    return described(scene, place) or place


def opening_of_clause(scene: Scene, event: Event) -> Token | None:
    """The word «où» that opens the clause around the event's word."""
    for upper in (event.token, *scene.parse.ancestors(event.token)):
        words = (scene.parse.tokens[c] for c in upper.children if c < event.token.i)
        if where := next((t for t in words if t.lower in event.syntax.where), None):
            return where
    return None


def named_before(scene: Scene, word: Token) -> PlaceMention | None:
    """The place named right before a word; a comma and brackets may stand between: «Bintagoro (centre), où»."""
    tokens, at, first = scene.parse.tokens, word.i - 1, scene.sentence_of(word).first
    while at > first and tokens[at].word in (",", ")"):
        if tokens[at].word == ")":
            at = next((n for n in range(at, first, -1) if tokens[n].word == "("), at)
        at -= 1
    return scene.place_of.get(at) if at >= first else None


def described(scene: Scene, landmark: PlaceMention) -> PlaceMention | None:
    """The town or feature that an aside with a landmark describes: «Bintagoro, à 40 km au nord de Mopti»."""
    name = scene.parse.token_at(landmark.span.start)
    if name is None:
        return None
    leading: list[Token] = []
    for token in reversed(words_before(scene, name, ASIDE)):
        if token.word == ",":
            place = named_before(scene, token)
            near = any(t.lower in scene.syntax.near or t.lower in scene.syntax.parts for t in leading)
            return place if near and place and place.place.level in FINE and not place.metonym else None
        if token.i in scene.place_of or (token.pos in ("VERB", "AUX") and not token.has("VerbForm=Part")):
            return None
        leading.append(token)
    return None
