"""Mentions: the words that tell of an event, each with its type, its fields and how sure they are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TypeVar, cast

from recoupe.coding.arguments import Slots
from recoupe.coding.candidates import Candidate, find_candidates
from recoupe.coding.choices import (
    Event,
    Party,
    find_parties,
    party_features,
    place_candidates,
    source_candidates,
    time_candidates,
)
from recoupe.coding.deeds import deeds_told, kind_of
from recoupe.coding.event_features import Seen, event_features, event_vector
from recoupe.coding.linear import LinearModel
from recoupe.coding.locating import (
    described,
    hangs_below,
    is_governed,
    is_near,
    is_parted,
    is_remote,
    leads_away,
    place_of_clause,
)
from recoupe.coding.models import NONE, CoderModels
from recoupe.coding.scene import FINE, Scene
from recoupe.coding.series import deed_beside, deed_within, is_sequel, is_series
from recoupe.coding.slots import find_slots
from recoupe.coding.stance import denial_of, denial_over, goes_on, is_recalled, stance_features, told_by_mood
from recoupe.knowledge.frames import Frames, Trigger
from recoupe.knowledge.syntax import Syntax
from recoupe.model import Evidence, Interval, Place, PlaceMention, Quotation, Span, TimeMention
from recoupe.model.report import Status
from recoupe.parsing import Token

Item = TypeVar("Item")
Rated = tuple[float, int, PlaceMention]
NO_SLOT = "none"
LISTED = 0.45  # what a participle in a list of deeds claims by itself
BULLETS = frozenset("-–—•*")
KEEP = 0.2  # below this a candidate is no mention at all
PURPOSE = 0.5  # what is left of the score of an aim
OUTSIDE_FRAME = 0.25  # how far the model may trust a type that none of the word's frames has
SURE = {
    "time": 0.2,
    "time away": 0.35,
    "place": 0.2,
    "place near": 0.05,
    "place said": 0.4,
    "place away": 0.5,
    "actor": 0.3,
    "recipient": 0.3,
    "source": 0.27,
    "own deed": 0.1,
}
PLACELESS = ("speech", "sanction")  # kinds of events that take no place from another sentence
SENT = ("MOBILIZE",)  # nor do these: troops are not sent to where the event before was
MOST_PARTIES = 4
OPENING = 3  # words into its sentence within which a time opens it
FINER = 0.5
GOVERNED = 0.3  # how likely a place has to be that hangs on the event's word itself, beside one that does not
OWN_SENTENCE = 2.0
LEAN = 1.2  # how far the frame decides the side of a slot
AWAY_STRICT = 1.6
NAMELESS = 1.8  # how much likelier than others a party has to be that is nobody known to act
AWAY = 1.15  # how much likelier than others a party away from the event's words has to be
SELDOM_SUFFERED = ("MOBILIZE", "CONCEDE")
MATTER = "matter"  # the slot of what is asked for or sent, or of whose soldiers fell: not party to the deed
STRICT = 9.0  # a strict frame decides it
DEED = "ASSAULT"  # what things undergo
ISSUER_REACH = 80  # characters behind a document in which those stand who gave it out
STRUCK = ("object", "contre")
LEVELS = ("country", "region", "town", "feature")


@dataclass(frozen=True, slots=True)
class Mention:
    """One telling of an event. `score` is the model's probability that these words tell of an event, `share` how much
    of it falls to its type; `listed` ones stand in a list of deeds; a `sequel` may only add to an event told before;
    `within` is the verb whose deed happened in this one («tués lors de l'attaque»), `beside` the one that «et» joins
    this verb to.
    """

    token: Token
    trigger: Trigger
    type: str
    score: float
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    time: TimeMention | None
    place: PlaceMention | None
    source: Span | None
    status: Status
    background: bool
    series: bool
    evidence: dict[str, Evidence]
    alone: bool = False
    listed: bool = False
    share: float = 1.0
    sequel: bool = False
    within: int | None = None
    beside: int | None = None


def find_mentions(scene: Scene, frames: Frames, models: CoderModels) -> list[Mention]:
    """Every mention of an event, in text order."""
    candidates = find_candidates(scene, frames)
    seen, deeds = Seen.of(candidates), deeds_told(candidates)
    found = []
    for candidate in candidates:
        label, score, share = rate(scene, candidate, seen, models)
        score *= PURPOSE if is_purpose(scene, candidate.token, frames.syntax) else 1.0
        seen.add(candidate)
        claimed = candidate.alone if candidate.alone and is_told(scene, candidate.token) else 0.0
        listed = kind_of(candidate.plainest.frame.type) == "force" and is_listed(scene, candidate.token)
        claimed = max(claimed, LISTED * listed)
        if claimed > score:
            label, score, share = candidate.plainest.frame.type, claimed, 1.0
        alone = claimed > 0 and label == candidate.plainest.frame.type
        if score >= KEEP:
            trigger = trigger_of(candidate, label)
            event = make_event(scene, candidate, trigger, label, deeds, frames.syntax)
            mention = fill_fields(scene, trigger, event, score, models)
            sequel = is_sequel(scene, candidate.token, trigger.frame.part)
            within, beside = deed_within(scene, candidate.token), deed_beside(scene, candidate.token)
            mention = replace(mention, alone=alone, listed=listed, share=share)
            found.append(replace(mention, sequel=sequel, within=within, beside=beside))
    return found


def is_purpose(scene: Scene, token: Token, syntax: Syntax) -> bool:
    """An infinitive or noun under a noun of will or need («la nécessité d'une coordination») tells of an aim."""
    reach = 3 if token.has("VerbForm=Inf") else 1 if token.pos == "NOUN" else 0
    return any(upper.lemma.lower() in syntax.purpose for upper, _ in zip(scene.parse.ancestors(token), range(reach)))


def is_told(scene: Scene, token: Token) -> bool:
    """The words say that it is so: no negation over them, and no infinitive but a past one («menacent d'être tués»)."""
    helpers = scene.parse.helpers(token)
    willed = token.has("VerbForm=Inf") or any(t.has("VerbForm=Inf") for t in helpers)
    if willed and not any(t.dep == "aux:tense" for t in helpers):
        return False
    return all(cue.kind != "negated" for cue in scene.cues_over(token))


def is_listed(scene: Scene, token: Token) -> bool:
    """«- trois sites démantelés ;»: in a line of a list that has no verb, a participle tells what was done."""
    if not token.has("Tense=Past") or not token.has("VerbForm=Part") or not token.dep.startswith(("acl", "amod")):
        return False
    line = scene.parse.tokens[scene.sentence_of(token).first : scene.sentence_of(token).last]
    if line[0].word not in BULLETS:
        return False
    return not any(t.word == ":" or t.has("VerbForm=Fin") or t.has("VerbForm=Inf") for t in line)


def rate(scene: Scene, candidate: Candidate, seen: Seen, models: CoderModels) -> tuple[str, float, float]:
    """The likeliest type of a candidate, the probability that it tells of an event at all, and the type's share."""
    model = models.models["event"]
    vector = event_vector(scene, candidate, models)
    chances = models.event_chances(event_features(scene, candidate, seen), vector)
    known = {t.frame.type for t in candidate.triggers}
    ranked = [
        (float(p) * (1.0 if label in known else OUTSIDE_FRAME), label)
        for p, label in zip(chances, model.classes)
        if label != NONE
    ]
    best, label = max(ranked)
    score = 1.0 - float(chances[model.classes.index(NONE)])
    if settled := next((t.frame.type for t in candidate.triggers if t.frame.settles), None):
        return settled, score, 1.0
    return label, score, best / sum(p for p, _ in ranked)


def trigger_of(candidate: Candidate, label: str) -> Trigger:
    """The trigger of the type, or the most specific where the model saw a type that no frame has."""
    return next((t for t in candidate.triggers if t.frame.type == label), candidate.triggers[0])


def make_event(
    scene: Scene, candidate: Candidate, trigger: Trigger, label: str, deeds: Mapping[int, str], syntax: Syntax
) -> Event:
    """A candidate as an event of a type, for the choosers of its fields."""
    slots = find_slots(scene, candidate.token, syntax)
    if trigger.suffered and (trigger.near or ("object" not in slots and candidate.token.dep != "conj")):
        slots = turn_subject(scene, slots)
    if trigger.asked:
        slots = set_matter(scene, candidate.token, slots)
    return Event(candidate.token, trigger.frame, label, slots, candidate.stretch, syntax, deeds)


def turn_subject(scene: Scene, slots: Slots) -> Slots:
    """«Le convoi a sauté»: the subject stands where the object does; aside, if somebody else is it («a perdu deux
    soldats»)."""
    turned = {slot: tokens for slot, tokens in slots.items() if slot != "subject"}
    place = MATTER if any(t.i in scene.actor_of for t in slots.get("object", ())) else "object"
    turned[place] = [t for t in slots.get("subject", ()) if t not in slots.get("agent", ())]
    return {slot: tokens for slot, tokens in turned.items() if tokens}


def set_matter(scene: Scene, verb: Token, slots: Slots) -> Slots:
    """«demande une enquête», «dépêche un détachement»: what the verb itself governs is asked for or sent, not asked."""
    matter = [t for t in slots.get("object", ()) if t.dep == "obj" and t.head == verb.i]
    if not matter:
        return slots
    rest = [t for t in slots["object"] if t not in matter and scene.parse.tokens[t.head] not in matter]
    return {**slots, "object": rest, MATTER: [t for t in slots["object"] if t not in rest]}


def fill_fields(scene: Scene, trigger: Trigger, event: Event, score: float, models: CoderModels) -> Mention:
    """Choose the time, place, parties, source and stance of one mention."""
    time, place = choose_time(scene, event, models), choose_place(scene, event, models)
    actors, recipients = choose_parties(scene, event, models)
    source = choose_source(scene, event, models)
    when = time[0].interval if time else None
    status, background = choose_stance(scene, event, when, models)
    series = is_series(scene, event.token)
    anchor = scene.parse.words(event.token, event.token)
    evidence = {"type": Evidence(anchor, trigger.frame.id)}
    if time:
        evidence["date"] = Evidence(time[0].span, time[0].rule, f"{time[0].reason}; belongs here with {time[1]:.2f}")
    if place:
        evidence["place"] = Evidence(place[0].span, place[0].rule, f"belongs here with {place[1]:.2f}")
    for name, parties in (("actors", actors), ("recipients", recipients)):
        if parties:
            evidence[name] = Evidence(parties[0].span, trigger.frame.id, f"stands as {parties[0].slot}")
    if source:
        evidence["attributed_to"] = Evidence(source, "quotation")
    return Mention(
        event.token, trigger, event.type, score, actors, recipients, time[0] if time else None,
        place[0] if place else None, source, status, background, series, evidence,
    )  # fmt: skip


def rate_items(model: LinearModel, items: list[tuple[Item, list[str]]]) -> list[tuple[float, int, Item]]:
    """Each item with its chance and, for ties, its place in the list, the first highest."""
    return [(model.chance(features), -n, item) for n, (item, features) in enumerate(items)]


def choose_time(scene: Scene, event: Event, models: CoderModels) -> tuple[TimeMention, float] | None:
    """The likeliest time; a member of a list takes the only one of its stretch."""
    denial = denial_over(scene, event)
    times = [c for c in time_candidates(scene, event) if not (denial and hangs_on(scene, c[0], denial, event))]
    rated = rate_items(models.models["time"], times)
    listed = event.stretch is not None and len(rated) == 1
    away = 1.0 if is_series(scene, event.token) else SURE["time away"]  # no other sentence dates what goes on
    sure = [r for r in rated if listed or r[0] >= (SURE["time"] if stands_by(scene, event, r[2]) else away)]
    if not any(stands_by(scene, event, r[2]) for r in sure):
        sure = [r for r in rated if opens_clause(scene, event, r[2])] or sure
    if any(tells_when(scene, event, r[2]) for r in sure):
        sure = [r for r in sure if stands_by(scene, event, r[2])]
    best = max(sure, key=lambda r: r[:2], default=None)
    return (best[2], best[0]) if best else None


def tells_when(scene: Scene, event: Event, mention: TimeMention) -> bool:
    """The time stands in the phrase of the event's noun: «l'attaque, qui a fait deux morts dimanche»."""
    word, time = event.token, scene.parse.token_at(mention.span.start)
    if word.pos != "NOUN" or time is None or time.sentence != word.sentence or time.i < word.i:
        return False
    return any(t.i == word.i for t in scene.parse.ancestors(time))


def hangs_on(scene: Scene, mention: TimeMention, verb: Token, event: Event) -> bool:
    """The time belongs to that verb and not to the event behind it («a démenti mardi l'attaque»)."""
    tokens = scene.parse.tokens_in(mention.span.start, mention.span.end)
    return any(t.head == verb.i or verb.i < t.i < event.token.i for t in tokens)


def opens_clause(scene: Scene, event: Event, mention: TimeMention) -> bool:
    """The time opens the main clause that tells of the event: «Ces derniers mois, l'armée a multiplié les raids»."""
    tokens, word = scene.parse.tokens_in(mention.span.start, mention.span.end), event.token
    if not tokens or tokens[0].i - scene.sentence_of(word).first > OPENING or kind_of(event.type) == "speech":
        return False
    if not stands_by(scene, event, mention) or any(t.lower in event.syntax.since for t in tokens):
        return False
    verb = scene.parse.tokens[scene.head_of(tokens).head]
    return verb.pos == "VERB" and (word.i == verb.i or (word.head == verb.i and word.dep == "obj"))


def stands_by(scene: Scene, event: Event, mention: TimeMention | PlaceMention) -> bool:
    """The mention stands in the sentence of the event's words."""
    return scene.sentence_number(mention.span.start) == event.token.sentence


def choose_place(scene: Scene, event: Event, models: CoderModels) -> tuple[PlaceMention, float] | None:
    """The place that the event's clause hangs on, or the likeliest; the town, not the landmark that describes it."""
    if is_remote(scene, event):
        return None
    likeliest = likeliest_place(scene, event, models)
    if fastened := place_of_clause(scene, event, likeliest[0] if likeliest else None):
        return fastened, 1.0
    return (described(scene, likeliest[0]) or likeliest[0], likeliest[1]) if likeliest else None


def likeliest_place(scene: Scene, event: Event, models: CoderModels) -> tuple[PlaceMention, float] | None:
    """The likeliest place: one of the same sentence before others, a finer one before the wide one that holds it.

    The members of a list of events share the only place of their sentence («la visite de A au Mali, puis de B»).
    """
    places = [c for c in place_candidates(scene, event) if not leads_away(scene, event, c[0])]
    if kind_of(event.type) == "sanction":
        places = [c for c in places if hangs_below(scene, event, c[0])]
    rated = rate_items(models.models["place"], places)
    sure = sure_places(scene, event, rated)
    best = max(sure, key=lambda r: r[:2], default=None)
    if best is None:
        return None
    here = scene.sentence_number(best[2].span.start)
    finer = [r for r in sure if r[0] >= FINER * best[0] and scene.sentence_number(r[2].span.start) == here]
    finer = [r for r in finer if is_finer(r[2].place, best[2].place) and not is_parted(scene, event, r[2], best[2])]
    chosen = max(finer, key=lambda r: r[:2], default=best)
    chosen = prefer_governed(scene, event, chosen, rated)
    return chosen[2], chosen[0]


def prefer_governed(scene: Scene, event: Event, chosen: Rated, rated: list[Rated]) -> Rated:
    """The likeliest place that hangs on the event's word, for one of the same sentence that does not and is as wide."""
    if not stands_by(scene, event, chosen[2]) or is_governed(scene, event, chosen[2]):
        return chosen
    nearer = [r for r in rated if r[0] >= GOVERNED * chosen[0] and is_governed(scene, event, r[2])]
    nearer = [r for r in nearer if r[2].place.level in FINE or chosen[2].place.level not in FINE]
    return max(nearer, key=lambda r: r[:2], default=chosen)


def sure_places(scene: Scene, event: Event, rated: list[Rated]) -> list[Rated]:
    """The places that are likely enough; those of other sentences only where they are clearly likelier."""
    kind = kind_of(event.type)
    sure = SURE["place said" if kind == "speech" else "place"]
    visited = {m.place.id for m in scene.places.get(event.token.sentence, ()) if not m.metonym}
    listed = event.stretch is not None and len(visited) == 1
    here = [r for r in rated if stands_by(scene, event, r[2])]
    own = [r for r in here if r[0] >= sure or listed]
    if not own and kind not in PLACELESS:
        own = [r for r in here if r[0] >= SURE["place near"] and is_near(scene, event, r[2])]
        if own:
            return own
    away = 1.0 if kind in PLACELESS or event.type in SENT else SURE["place away"]
    others = [r for r in rated if r not in here and r[0] >= max(sure, away)]
    return own if own and max(own)[0] * OWN_SENTENCE >= max(own + others)[0] else own + others


def is_finer(one: Place, other: Place) -> bool:
    """The first place is more precise than the second and can lie in it."""
    return LEVELS.index(one.level) > LEVELS.index(other.level) and other.holds(one)


def choose_parties(scene: Scene, event: Event, models: CoderModels) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
    """Actors and recipients: each party goes to the side that is likelier for it; one mention an entity."""
    sides: dict[str, list[tuple[float, Party]]] = {"actor": [], "recipient": []}
    parties = find_parties(scene, event)
    for slotted in (True, False):
        if all(sides.values()):
            break  # parties in a slot go before others: nobody else is asked
        for party in (p for p in parties if (p.slot != NO_SLOT) is slotted):
            side, chance = rate_party(scene, event, party, models)
            if chance >= 1 and not is_barred(scene, event, party, side):
                sides[side].append((chance, party))
    undergoing = [p.span for _, p in sides["recipient"] if p.slot != NO_SLOT]
    acting = [r for r in sides["actor"] if r[1].slot != NO_SLOT or not any(r[1].span.overlaps(s) for s in undergoing)]
    actors = once_each(prefer_slotted(acting), set())
    return actors, once_each(prefer_slotted(sides["recipient"]), {entity_key(p) for p in actors})


def rate_party(scene: Scene, event: Event, party: Party, models: CoderModels) -> tuple[str, float]:
    """The likelier side of a party, and how far its chance lies above the bar (1 and more: it is taken)."""
    bar = 1.0 if party.slot != NO_SLOT else AWAY_STRICT if event.frame.strict else AWAY
    known = party.mention is not None or must_be_person(event, party) or is_struck(event, party)
    bar *= 1.0 if known else NAMELESS
    features = party_features(scene, event, party)
    rated = {side: models.models[side].chance(features) / (SURE[side] * bar) for side in ("actor", "recipient")}
    if leaning := frame_side(event, party):
        sure = event.frame.strict and is_known(scene, party)
        rated[leaning] = max(rated[leaning], STRICT) if sure else rated[leaning] * LEAN
    side = max(rated, key=lambda s: rated[s])
    return side, rated[side]


def is_barred(scene: Scene, event: Event, party: Party, side: str) -> bool:
    """Grammar forbids the party on this side, however likely the model takes it for one."""
    if side == "recipient" and (is_denied_of(scene, event, party) or is_aside(event, party)):
        return True
    if side == "recipient" and party.head.lemma.lower() in event.syntax.dead:
        return True  # «a fait trois morts» counts them and names nobody
    return is_mere_thing(scene, event, party, side)


def is_aside(event: Event, party: Party) -> bool:
    """Troops are sent and bans are lifted without anybody to undergo it but whom the verb itself names."""
    return event.type in SELDOM_SUFFERED and party.slot == NO_SLOT


def is_mere_thing(scene: Scene, event: Event, party: Party, side: str) -> bool:
    """Goods and vehicles suffer attacks («un camion incendié»), nothing else, and act only for whom they name («un
    camion de la Croix-Rouge»); a phrase around the event's own word («un blocus sur le carburant») and the «lieu» of
    «a eu lieu» name nobody."""
    if party.slot == MATTER or (party.mention is None and party.span.start <= event.token.start < party.span.end):
        return True
    head = scene.named(party.mention)[1] if party.mention else party.head
    if head.lemma.lower() in event.syntax.happening:
        return True
    if head.lemma.lower() not in event.syntax.things:
        return False
    if side == "recipient":
        return event.type != DEED
    return not any(t.pos in ("PROPN", "ADP") for t in scene.parse.tokens_in(party.span.start, party.span.end))


def is_denied_of(scene: Scene, event: Event, party: Party) -> bool:
    """«nie avoir payé les ravisseurs»: whom the denied clause is about is not whom the denial answers."""
    if event.token.lemma.lower() not in event.syntax.denying or party.head.sentence != event.token.sentence:
        return False
    for upper in (party.head, *scene.parse.ancestors(party.head)):
        if upper.i == event.token.i:
            return False
        if upper.head == event.token.i:
            return upper.dep in ("ccomp", "xcomp")
    return False


def must_be_person(event: Event, party: Party) -> bool:
    """Whoever is abducted, freed or arrested is somebody, whatever the noun («deux vétérinaires»)."""
    noun = party.head.lemma.lower()
    return event.frame.persons and party.slot == "object" and noun not in event.syntax.things | event.syntax.parts


def is_struck(event: Event, party: Party) -> bool:
    """Whom or what force is used against need be nobody known: «ont brûlé un car», «une attaque contre un hameau»."""
    return event.type == DEED and party.slot in STRUCK


def is_known(scene: Scene, party: Party) -> bool:
    """The party is somebody known to act, or a country."""
    place = scene.place_of.get(party.head.i)
    return party.mention is not None or (place is not None and place.place.level == "country")


def frame_side(event: Event, party: Party) -> str | None:
    """The side on which the frame wants this slot, if it is one side only; "de@armed" is for that kind of actor."""
    if party.mention and f"{party.slot}@{party.mention.kind}" in event.frame.actor:
        return "actor"
    acts, undergoes = party.slot in event.frame.actor, party.slot in event.frame.recipient
    return None if acts == undergoes else "actor" if acts else "recipient"


def prefer_slotted(rated: list[tuple[float, Party]]) -> list[tuple[float, Party]]:
    """Parties in a slot of the event's words before those elsewhere; those known to act before other nouns."""
    slotted = [r for r in rated if r[1].slot != NO_SLOT] or rated
    return [r for r in slotted if r[1].mention is not None] or slotted


def once_each(rated: list[tuple[float, Party]], taken: set[object]) -> tuple[Party, ...]:
    """The likeliest mention of each entity, in text order."""
    kept: list[Party] = []
    for _, party in sorted(rated, key=lambda r: (-r[0], r[1].head.i)):
        inside = any(party.span.overlaps(other.span) for other in kept)
        if entity_key(party) not in taken and not inside and len(kept) < MOST_PARTIES:
            taken.add(entity_key(party))
            kept.append(party)
    return tuple(sorted(kept, key=lambda p: p.head.i))


def entity_key(party: Party) -> object:
    return party.mention.entity if party.mention else party.span.quote.lower()


def choose_source(scene: Scene, event: Event, models: CoderModels) -> Span | None:
    """The likeliest of those whose words hold the event; a newsroom's own eyes are no source."""
    over = [q for q in scene.quotations_over(event.token) if not is_witness(scene, q, event.syntax)]
    best: tuple[float, Span | None] = (0.0, None)
    for speaker, quotation, features in source_candidates(scene, event):
        if quotation in over:
            bar = SURE["own deed"] if tells_own_deed(scene, event, quotation) else SURE["source"]
            said = issuer_of(scene, speaker, event.syntax) if quotation.nature == "document" else None
            rating = (models.models["source"].chance(features) / bar, said or speaker)
            best = max(best, rating, key=lambda rated: rated[0])
    return best[1] if best[0] >= 1 else None


def issuer_of(scene: Scene, document: Span, syntax: Syntax) -> Span | None:
    """«selon un bilan transmis jeudi par la préfecture»: who gave the document out."""
    given = False
    for token in scene.parse.tokens_in(document.start, document.end + ISSUER_REACH):
        given = given or (token.has("VerbForm=Part") and token.dep == "acl")
        if token.pos == "PUNCT" or token.has("VerbForm=Fin"):
            return None
        if given and token.lower in syntax.agent:
            behind = scene.parse.tokens[token.i + 1 : token.i + 4]
            mention = next((m for t in behind if (m := scene.actor_of.get(t.i))), None)
            return mention.span if mention else None
    return None


def is_witness(scene: Scene, quotation: Quotation, syntax: Syntax) -> bool:
    """«…, a constaté un journaliste de l'agence»."""
    cue = scene.parse.token_at(quotation.cue.end - 1)
    return quotation.nature == "press" and cue is not None and cue.lemma.lower() in syntax.witnessing


def tells_own_deed(scene: Scene, event: Event, quotation: Quotation) -> bool:
    """«Le parquet a annoncé avoir ouvert une enquête»: whoever did it says so himself."""
    verb, cue = event.token, scene.parse.token_at(quotation.cue.end - 1)
    behind = cue is not None and verb.head == cue.i and verb.dep in ("xcomp", "ccomp")
    return behind and any(t.has("VerbForm=Inf") for t in scene.parse.helpers(verb))


def choose_stance(scene: Scene, event: Event, when: Interval | None, models: CoderModels) -> tuple[Status, bool]:
    """Status, and whether the event is recalled history: by its date when there is one, else by the model."""
    features = stance_features(scene, event, when)
    model = models.models["status"]
    status = cast(Status, model.classes[int(model.scores(features).argmax())])
    if status in ("asserted", "hedged"):
        status = told_by_mood(scene, event, when) or status
    if denial_of(scene, event):
        status = "denied"
    recalled = is_recalled(scene, when)
    if recalled is None and goes_on(scene, event.token):
        recalled = False
    if recalled is None:
        recalled = models.models["recalled"].chance(features) >= 0.5
    return status, recalled and status not in ("planned", "hypothetical")
