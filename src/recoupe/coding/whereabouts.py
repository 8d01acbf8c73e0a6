"""Whereabouts: where an event took place when its own words name no place, or only a wide one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice

from recoupe.coding.grouping import Group
from recoupe.coding.mentions import Mention, is_finer
from recoupe.coding.scene import FINE, Scene
from recoupe.knowledge.frames import load_frames
from recoupe.model import Evidence, PlaceMention
from recoupe.parsing import Token

WIDE = ("country", "region")
FORCE = ("ASSAULT", "COERCE", "ACCIDENT")
RETOLD = "ASSAULT"
RECALLED = (
    "COERCE",
    "PROTEST",
    "MOBILIZE",
    "ACCIDENT",
    "AID",
    "COOPERATE",
)  # history of a country, told without a spot
PERSONAL = ("arrest",)  # modes that befall somebody at some spot
HOME_SHARE = 0.4  # how much of what an article places lies in the country it is set in
SITED = ("ASSAULT", "COERCE", "PROTEST", "MOBILIZE", "ACCIDENT", "AID", "COOPERATE", "CONSULT")  # happens at some spot
HEAD = 2  # sentences of headline and lead
OPENING = 3  # sentences that tell of the event the whole article is about
REACH = 6  # sentences ahead in which an event is told again with its place
NAMED_BEHIND, NAMED_BEFORE = 6, 4  # how many words from a noun the name of its place stands
SET_BACK = 2  # sentences for which the place at the opening of one holds on
STEPS = 3  # how far below the event's word a noun may hang that stands for a place


def find_place(
    scene: Scene, group: Group, mentions: Sequence[Mention], evidence: dict[str, Evidence]
) -> PlaceMention | None:
    """The place of an event by its own words; where they have none or a wide one, by what else the article says."""
    own = group.finest_place(evidence)
    if not mentions or (own is not None and own.place.level in FINE and stands_by(scene, group, own)):
        return own
    for name, (rule, why) in RULES.items():
        if found := rule(scene, group, own, mentions):
            evidence["place"] = Evidence(found.span, name, why)
            return found
    return own


def stands_by(scene: Scene, group: Group, place: PlaceMention) -> bool:
    """The place stands in a sentence with words of the event."""
    number = scene.sentence_number(place.span.start)
    return any(mention.token.sentence == number for mention in group.mentions)


def place_meant(
    scene: Scene, group: Group, own: PlaceMention | None, mentions: Sequence[Mention]
) -> PlaceMention | None:
    """The place meant by a word for one told before: «a fermé la réserve», «y ont défilé»."""
    token = group.best.token
    if group.best.type not in SITED:
        return None
    if any(scene.parse.tokens[child].lower in scene.syntax.there for child in token.children):
        return last_place(scene, token.sentence)
    if own is not None and group.best.type == "CONSULT":
        return None
    site = next(sites_of(scene, token), None)
    return (named_site(scene, site) or main_place(scene)) if site else None


def last_place(scene: Scene, sentence: int) -> PlaceMention | None:
    """The first place of the nearest of the two sentences before that has one."""
    told = (m for n in (sentence - 1, sentence - 2) for m in scene.places.get(n, ()) if not m.metonym)
    return next(told, None)


def sites_of(scene: Scene, event: Token) -> Iterator[Token]:
    """Nouns below the event's word that stand for a place without naming it: «la réserve», «sur les lieux»."""
    bounds = scene.sentence_of(event)
    for token in scene.parse.tokens[bounds.first : bounds.last]:
        if token.lemma.lower() in scene.syntax.sites and token.i not in scene.place_of and is_known(scene, token):
            above = list(islice(scene.parse.ancestors(token), STEPS))
            if event.i in [upper.i for upper in above] and not names_place(scene, token) and hangs(scene, token, event):
                yield token


def is_known(scene: Scene, noun: Token) -> bool:
    """One noun with an article that points to what was told: «le poste», «cette localité», «du marché», «sur zone»."""
    before = scene.parse.tokens[noun.i - 1] if noun.i else noun
    if f"{before.lower} {noun.lower}" in scene.syntax.spots:
        return True
    pointing = [t for t in (scene.parse.tokens[c] for c in noun.children) if t.i < noun.i] + [before]
    return noun.has("Number=Sing") and any(t.has("Definite=Def") or t.has("PronType=Dem") for t in pointing)


def names_place(scene: Scene, noun: Token) -> bool:
    """A town stands in the noun's phrase or right behind it: «le camp de déplacés de Bintagoro»."""
    bounds = scene.sentence_of(noun)
    behind = scene.parse.tokens[noun.i : min(bounds.last, noun.i + NAMED_BEHIND)]
    return any(m.place.level != "country" for t in behind if (m := scene.place_of.get(t.i)))


def hangs(scene: Scene, noun: Token, event: Token) -> bool:
    """The noun belongs to the event itself or to the part of the place where it happened («la sortie de la ville»)."""
    children = [scene.parse.tokens[c] for c in noun.children]
    if any(t.lower in scene.syntax.agent or t.lower in scene.syntax.same for t in children):
        return False
    if any(t.has("PronType=Dem") for t in children):
        return True
    for upper in scene.parse.ancestors(noun):
        if upper.i == event.i:
            return True
        if upper.lemma.lower() not in scene.syntax.parts:
            return False
    return False


def named_site(scene: Scene, site: Token) -> PlaceMention | None:
    """The town or feature last told with the same noun before: «la réserve» after «la réserve de Kouré»."""
    lemma = site.lemma.lower()
    for mention in reversed(scene.reading.places):
        first = scene.parse.token_at(mention.span.start) if mention.place.level in FINE else None
        if first is not None and first.i < site.i:
            before = scene.parse.tokens[max(0, first.i - NAMED_BEFORE) : first.i + 1]
            if any(t.lemma.lower() == lemma for t in before):
                return mention
    return None


def main_place(scene: Scene) -> PlaceMention | None:
    """The town or feature the article is about, as first named; capitals of a dateline apart."""
    weights: Counter[str] = Counter()
    first: dict[str, PlaceMention] = {}
    for mention in scene.reading.places:
        if mention.place.level in FINE and not mention.metonym and not mention.span.quote.isupper():
            weights[mention.place.id] += 2 if scene.sentence_number(mention.span.start) < OPENING else 1
            first.setdefault(mention.place.id, mention)
    return first[max(weights, key=lambda place: weights[place])] if weights else None


def place_happened(
    scene: Scene, group: Group, own: PlaceMention | None, mentions: Sequence[Mention]
) -> PlaceMention | None:
    """The place told of what happened: «L'attaque s'est produite près de Bintagoro»."""
    best = group.best
    if best.type not in FORCE or best.background or best.series:
        return None
    here = best.token.sentence
    for number in range(here, here + REACH + 1):
        if any(m.place.level != "country" for m in scene.places.get(number, ())):
            for noun, verb in happenings(scene, number):
                if may_mean(scene, noun, best.type) and (found := place_behind(scene, verb, own)):
                    return found
    return None


def happenings(scene: Scene, number: int) -> Iterator[tuple[Token, Token]]:
    """The subject and word of «L'attaque s'est produite», «les faits ont eu lieu» in a sentence."""
    bounds = scene.parse.sentences[number]
    for token in scene.parse.tokens[bounds.first : bounds.last]:
        if token.lemma.lower() in scene.syntax.happening:
            verb = token if token.pos == "VERB" else scene.parse.tokens[token.head]
            subjects = [t for t in (scene.parse.tokens[c] for c in verb.children) if t.dep.startswith("nsubj")]
            if subjects and is_told(scene, subjects[0]):
                yield subjects[0], token


def is_told(scene: Scene, noun: Token) -> bool:
    """The noun points to something the article has told of."""
    children = [scene.parse.tokens[c] for c in noun.children]
    return any(t.has("Definite=Def") or t.has("PronType=Dem") for t in children)


def may_mean(scene: Scene, noun: Token, event_type: str) -> bool:
    """The noun is a word for that type of event, or for anything that happens («les faits»)."""
    lemma = noun.lemma.lower()
    triggers = load_frames(scene.reading.article.language).triggers.get(lemma, ())
    return lemma in scene.syntax.occurrences or any(t.frame.type == event_type for t in triggers)


def place_behind(scene: Scene, verb: Token, own: PlaceMention | None) -> PlaceMention | None:
    """The first place behind the verb that is finer than the one known."""
    for mention in scene.places.get(verb.sentence, ()):
        if mention.span.start > verb.start and mention.place.level != "country" and not mention.metonym:
            return mention if own is None or is_finer(mention.place, own.place) else None
    return None


def place_retold(
    scene: Scene, group: Group, own: PlaceMention | None, mentions: Sequence[Mention]
) -> PlaceMention | None:
    """A finer place told again: a later sentence tells of the same kind of event at that time."""
    best = group.best
    if best.type != RETOLD or best.series or (best.token.pos == "NOUN" and best.token.has("Number=Plur")):
        return None
    if own is None or own.place.level not in WIDE:
        return None
    again = [m for m in mentions if retells(m, group, own)]
    first = min(again, key=lambda m: (m.token.sentence, -m.score), default=None)
    return first.place if first else None


def retells(mention: Mention, group: Group, own: PlaceMention) -> bool:
    best, place = group.best, mention.place
    if mention.type != best.type or mention.series or mention.background != best.background or place is None:
        return False
    if not 0 < mention.token.sentence - best.token.sentence <= REACH:
        return False
    named_alike = set(place.span.quote.lower().split()) & set(own.span.quote.lower().split())
    return is_finer(place.place, own.place) and not named_alike and same_days(mention, group)


def same_days(mention: Mention, group: Group) -> bool:
    """Nothing that both say puts them more than a day apart."""
    if mention.time is None or mention.time.interval is None:
        return True
    first = mention.time.interval.first
    times = [m.time.interval for m in group.mentions if m.time and m.time.interval]
    return all(t.overlaps(mention.time.interval) or abs((t.first - first).days) <= 1 for t in times)


def place_set(scene: Scene, group: Group, own: PlaceMention | None, mentions: Sequence[Mention]) -> PlaceMention | None:
    """The place that opens a sentence before: «À Bintagoro, la nuit fut agitée. Des jeunes ont brûlé le péage.»"""
    best = group.best
    if own is not None or best.type not in SITED or best.type == "CONSULT":
        return None
    here = best.token.sentence
    for number in range(here, max(-1, here - SET_BACK - 1), -1):
        if scene.parse.sentences[number].paragraph != scene.parse.sentences[here].paragraph:
            return None
        if places := [m for m in scene.places.get(number, ()) if not m.metonym]:
            return places[0] if number < here and opens(scene, places[0]) else None
    return None


def opens(scene: Scene, place: PlaceMention) -> bool:
    """The sentence begins with a preposition and that place: «À Bintagoro», «Dans les rues de Bintagoro»."""
    name = scene.parse.token_at(place.span.start)
    if name is None or place.place.level == "country":
        return False
    before = scene.parse.tokens[scene.sentence_of(name).first : name.i]
    words = [t for t in before if t.pos != "PUNCT"]
    comma = any(t.word == "," for t in before)
    return bool(words) and len(words) <= NAMED_BEFORE and words[0].lower in scene.syntax.within and not comma


def place_home(
    scene: Scene, group: Group, own: PlaceMention | None, mentions: Sequence[Mention]
) -> PlaceMention | None:
    """The country the article is set in: for a blockade, a wave of attacks, or history that names no spot."""
    best = group.best
    frame = best.trigger.frame
    recalled = best.background and best.type in RECALLED and frame.mode not in PERSONAL
    return home_country(scene) if own is None and (frame.countrywide or best.series or recalled) else None


def home_country(scene: Scene) -> PlaceMention | None:
    """The country in which most named places lie, those of the headline and the lead counted twice; as first named."""
    weights: Counter[str] = Counter()
    named: dict[str, PlaceMention] = {}
    for mention in scene.reading.places:
        if country := mention.place.country:
            weights[country] += 2 if scene.sentence_number(mention.span.start) < HEAD else 1
            if mention.place.level == "country":
                named.setdefault(country, mention)
    country, weight = max(weights.items(), key=lambda item: item[1], default=("", 0))
    return named.get(country) if weight >= HOME_SHARE * weights.total() else None


RULES = {
    "opening": (place_set, "opens a sentence before"),
    "meant": (place_meant, "meant by a word for a place told before"),
    "happened": (place_happened, "told of what happened"),
    "retold": (place_retold, "told again with a finer place"),
    "home": (place_home, "the country the article is set in"),
}
