"""Earlier places: where a meeting or an attack told before took place, for what else happened there."""

from __future__ import annotations

from collections.abc import Sequence

from recoupe.coding.choices import verb_tense
from recoupe.coding.grouping import Group
from recoupe.coding.mentions import Mention, entity_key
from recoupe.coding.scene import FINE, Scene
from recoupe.coding.sites import main_place
from recoupe.model import PlaceMention
from recoupe.parsing import Token

Told = Sequence[tuple[Group, PlaceMention]]  # the events told before, in text order, with their places
MEETINGS = ("CONSULT", "AGREE")
ATTACKS, FORCE = ("ASSAULT",), ("ASSAULT", "COERCE", "ACCIDENT")
STRUCK = ("ASSAULT", "ACCIDENT")  # leave a spot to which others come
LOOTED, WARNED = "seize", "THREATEN"
OPEN = ("planned", "hypothetical", "denied")
MET_BACK = 6  # sentences behind a meeting in which those who took part are told to ask, promise or refuse something
SPOT_BACK = 8  # sentences behind an attack in which somebody comes «sur les lieux»
SCENE_BACK = 4  # sentences behind an attack in which more of it is told


def place_of_meeting(scene: Scene, mention: Mention, told: Told) -> PlaceMention | None:
    """The place of the meeting told last, where somebody who took part in it asks, promises or refuses something."""
    here = mention.token.sentence
    if mention.status in OPEN or "Tense=Imp" in verb_tense(scene, mention.token):
        return None
    met = last_told(mention, told, MEETINGS, MET_BACK)
    if met is None or not on_its_days(mention, met[0]):
        return None
    meeting, place = met
    if mention.token.pos == "VERB" and mention.token.head == meeting.best.token.i:
        return place  # «a accepté de lever …»
    subject = subject_of(scene, mention.token)
    if subject is None:
        return None
    if subject.pos == "PRON":
        taking_part = {entity_key(p) for m in meeting.mentions for p in (*m.actors, *m.recipients)}
        known = any(entity_key(p) in taking_part for p in mention.actors)
        return place if known and here - meeting.best.token.sentence == 1 else None
    main = main_place(scene) if is_gathered(scene, subject) else None
    return place if main and main.place.id == place.place.id else None


def place_of_attack(scene: Scene, mention: Mention, told: Told) -> PlaceMention | None:
    """The place of the attack told last, for more force of it, what was taken in it or what its doers threatened."""
    looted = mention.trigger.frame.mode == LOOTED and mention.token.pos == "VERB"
    warned = mention.type == WARNED and names_doer(scene, mention)
    if mention.status in OPEN[:2] or not (looted or warned or mention.type in ATTACKS):
        return None
    before = last_told(mention, told, FORCE if looted else ATTACKS, SCENE_BACK)
    if before is None or not near_its_days(mention, before[0]):
        return None
    attack, place = before
    named = scene.sentence_number(place.span.start)
    here = mention.token.sentence
    since = max(attack.best.token.sentence, named if named < here else 0)
    passed = range(since + 1, here if looted else here + 1)
    moved = any(not m.metonym and m.place.id != place.place.id for n in passed for m in scene.places.get(n, ()))
    return place if not moved or names_doer(scene, mention) else None


def place_struck(mention: Mention, told: Told) -> PlaceMention | None:
    """The place of the attack or accident told last, which «sur les lieux» means."""
    struck = last_told(mention, told, STRUCK, SPOT_BACK)
    return struck[1] if struck else None


def last_told(mention: Mention, told: Told, types: Sequence[str], reach: int) -> tuple[Group, PlaceMention] | None:
    """The last event of these types told up to so many sentences before with its town: no history, no plan."""
    for group, place in reversed(told):
        best = group.best
        fits = best.type in types and not best.background and best.status not in OPEN
        if fits and best.token.start < mention.token.start and place.place.level in FINE:
            return (group, place) if mention.token.sentence - best.token.sentence <= reach else None
    return None


def on_its_days(mention: Mention, group: Group) -> bool:
    """The mention tells no day, or one of those of the event."""
    when = mention.time.interval if mention.time else None
    return when is None or any(m.time and m.time.interval and m.time.interval.overlaps(when) for m in group.mentions)


def near_its_days(mention: Mention, group: Group) -> bool:
    """Nothing that both say puts them more than a day apart."""
    when = mention.time.interval if mention.time else None
    times = [m.time.interval for m in group.mentions if m.time and m.time.interval]
    return when is None or all(t.overlaps(when) or abs((t.first - when.first).days) <= 1 for t in times)


def subject_of(scene: Scene, word: Token) -> Token | None:
    """The subject of the event's verb, or of the verb that it is joined to («a remercié … et renouvelé …»)."""
    verb = word if word.pos in ("VERB", "AUX") else scene.parse.tokens[word.head]
    for upper in (verb, *scene.parse.ancestors(verb)):
        children = (scene.parse.tokens[child] for child in upper.children)
        if subject := next((t for t in children if t.dep.startswith("nsubj")), None):
            return subject
        if upper.dep not in ("conj", "xcomp", "ccomp"):
            return None
    return None


def is_gathered(scene: Scene, subject: Token) -> bool:
    """«les ministres», «la délégation»: with an article that points to those told before."""
    children = [scene.parse.tokens[child] for child in subject.children]
    pointing = any(t.has("Definite=Def") or t.has("PronType=Dem") for t in children)
    return pointing and subject.lemma.lower() in scene.syntax.gathered


def names_doer(scene: Scene, mention: Mention) -> bool:
    """Those who act or suffer are armed people known only by what they did («les assaillants»)."""
    return any(p.head.lower in scene.syntax.doers for p in (*mention.actors, *mention.recipients))
