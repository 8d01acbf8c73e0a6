"""Whereabouts: where an event took place when its own words name no place, or only a wide one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from recoupe.coding.choices import verb_tense
from recoupe.coding.earlier_places import Told, place_of_attack, place_of_meeting, place_struck, subject_of
from recoupe.coding.grouping import Group
from recoupe.coding.homelands import country_at_home, country_beyond, country_struck
from recoupe.coding.lands import HEAD, find_capital, find_inland, find_soil, home_country
from recoupe.coding.mentions import Mention, is_finer
from recoupe.coding.modes import find_mode
from recoupe.coding.scene import FINE, Scene, has_headline
from recoupe.coding.sites import NAMED_BEFORE, find_site, last_place, main_place, on_spot, there
from recoupe.coding.venues import country_sealed, place_of_journey, place_of_seat, town_of_crowd
from recoupe.knowledge.frames import load_frames
from recoupe.model import Evidence, PlaceMention
from recoupe.parsing import Token

WIDE = ("country", "region")
FORCE = ("ASSAULT", "COERCE", "ACCIDENT")
RETOLD = "ASSAULT"
MEETING, AGREED = "CONSULT", "AGREE"
PHONE = "phone"
WARNED = "THREATEN"
HEADLINED = ("ASSAULT", "COERCE", "AGREE")
SPOKEN = ("AGREE", "REQUEST", "REJECT", "SUPPORT", "ACCUSE", "THREATEN", "CONCEDE")
ADDRESSED = ("REQUEST", "SUPPORT", "ACCUSE")  # may be said somewhere, by verbs that have no object «y»
RECALLED = ("COERCE", "PROTEST", "MOBILIZE", "ACCIDENT", "AID", "COOPERATE")  # in history told without a spot
FOLLOWING = ("ASSAULT", "COERCE", "MOBILIZE", "AID")  # what follows a deed on the spot
PERSONAL = ("arrest",)  # modes that befall somebody at some spot
SPOTTED = ("ASSAULT", "COERCE", "PROTEST", "MOBILIZE", "ACCIDENT", "AID", "COOPERATE")  # happens at some spot
SITED = (*SPOTTED, MEETING)
DONE = (*SPOTTED, "RETREAT")
INLAND = (*DONE, "SANCTION")  # may be told as done «dans le pays»
# how much of what is placed lies in the country the article is set in: for what befalls it, for history, for waves
HOME_SHARE, MOST_SHARE, WHOLE_SHARE = 0.4, 0.5, 0.75
TITLE_SHARE = 0.3  # how often the town of the headline is named at least, of all that are
LEAD = 4  # the last sentence that may be the lead of an article
WORDED_STEPS = 4  # how far below a word for the event its place may hang
REACH = 6  # sentences ahead in which an event is told again with its place
DETAILED = 2  # sentences behind the lead that tell its attack in detail
SET_BACK = 2  # sentences for which the place at the opening of one holds on
MET_BACK = 2  # sentences behind a meeting that tell what it agreed on
FOLLOW_BACK = 2  # sentences behind a deed that tell what followed on the spot
ARTICLE = 3  # letters of the longest article in a name


@dataclass(frozen=True, slots=True)
class Case:
    """An event, its place by its own words, and what else the article tells of."""

    scene: Scene
    group: Group
    own: PlaceMention | None
    groups: Sequence[Group]
    mentions: Sequence[Mention]
    told: Told

    @property
    def best(self) -> Mention:
        return self.group.best


def find_places(
    scene: Scene, groups: Sequence[Group], mentions: Sequence[Mention]
) -> list[tuple[PlaceMention | None, Evidence | None]]:
    """The place of each event, in text order, and what it rests on."""
    found = []
    told: list[tuple[Group, PlaceMention]] = []
    for group in groups:
        evidence: dict[str, Evidence] = {}
        place = find_place(scene, group, groups, mentions, told, evidence)
        if place:
            told.append((group, place))
        found.append((place, evidence.get("place")))
    return found


def find_place(
    scene: Scene,
    group: Group,
    groups: Sequence[Group],
    mentions: Sequence[Mention],
    told: Told,
    evidence: dict[str, Evidence],
) -> PlaceMention | None:
    """The place of an event by its own words; where they have none or a wide one, by what else the article says.

    A talk on the phone has none.
    """
    own = group.finest_place(evidence)
    if not mentions:
        return own
    if group.best.type == MEETING and find_mode(scene, group.best)[0] == PHONE:
        evidence.pop("place", None)
        return None
    if own is not None and is_of_others(scene, group, groups, own):
        own = None
        evidence.pop("place", None)
    if own is None and group.best.type in INLAND and (own := find_inland(scene, group.best.token)):
        evidence["place"] = Evidence(own.span, "inland", "the country the article is set in")
    for name, (rule, why) in RULES.items():
        if found := rule(Case(scene, group, own, groups, mentions, told)):
            evidence["place"] = Evidence(found.span, name, why)
            return found
    return own


def place_words(scene: Scene, place: PlaceMention) -> str:
    """The words of a place; its usual name where the article has that too: «Fada N'Gourma» for «Fada»."""
    usual = place.place.name
    said, full = set(place.span.quote.split()), set(usual.split())
    longer = (said < full or full < said) and any(len(word) > ARTICLE for word in said ^ full)
    named = (m.span.quote for m in scene.reading.places if m.place.id == place.place.id)
    return usual if longer and usual in named else place.span.quote


def is_of_others(scene: Scene, group: Group, groups: Sequence[Group], place: PlaceMention) -> bool:
    """The place tells where another event was, or who spoke or was spoken to."""
    by_deed = is_of_another(scene, group, groups, place)
    return by_deed or is_of_speaker(scene, group, place) or is_of_party(scene, group, place)


def is_of_party(scene: Scene, group: Group, place: PlaceMention) -> bool:
    """The town is that of who speaks or who is spoken to: «Un officier de Kayes nie …», «a demandé à Bamako»."""
    telling = next((m for m in group.mentions if m.place is place), None)
    here = scene.sentence_number(place.span.start)
    if group.best.type not in SPOKEN or telling is None or here != telling.token.sentence:
        return False
    speaking = any(p.span.start < place.span.start < p.span.end for p in telling.actors)
    spoken_to = any(p.span.start == place.span.start for p in telling.recipients)
    return speaking or (spoken_to and place.place.level != "country")


def is_of_another(scene: Scene, group: Group, groups: Sequence[Group], place: PlaceMention) -> bool:
    """The place hangs on the verb of another event: «deux hommes enlevés à Nara ont été tués» says not where."""
    telling = next((m for m in group.mentions if m.place is place), None)
    words = scene.parse.tokens_in(place.span.start, place.span.end)
    if group.best.type not in SPOTTED or telling is None or not words or words[0].sentence != telling.token.sentence:
        return False
    verbs = {m.token.i for g in groups if g is not group for m in g.mentions if m.token.pos == "VERB"}
    event = {telling.token.i, *(upper.i for upper in scene.parse.ancestors(telling.token))}
    for upper in scene.parse.ancestors(scene.head_of(words)):
        if upper.i in event or upper.i in verbs:
            return upper.i not in event
    return False


def is_of_speaker(scene: Scene, group: Group, place: PlaceMention) -> bool:
    """The place stands in the words for who tells of it: «selon un douanier de Kayes»."""
    telling = next((m for m in group.mentions if m.place is place), None)
    number = scene.sentence_number(place.span.start)
    if group.best.type not in DONE or telling is None or telling.token.sentence != number:
        return False
    for quotation in scene.said_in(number):
        words = scene.parse.tokens_in(quotation.speaker.start, quotation.speaker.end) if quotation.speaker else []
        if words and quotation.speaker != place.span:
            phrase = scene.phrase(scene.head_of(words))
            start, end = min(phrase.start, words[0].start), max(phrase.end, words[-1].end)
            if start <= place.span.start < end:
                return not start <= telling.token.start < end
    return False


def is_settled(case: Case) -> bool:
    """A town or feature stands in a sentence with words of the event."""
    if case.own is None or case.own.place.level not in FINE:
        return False
    number = case.scene.sentence_number(case.own.span.start)
    return any(mention.token.sentence == number for mention in case.group.mentions)


def place_met(case: Case) -> PlaceMention | None:
    """Where the meeting was that the sentences before tell of: it agreed on something there."""
    token = case.best.token
    if case.best.type != AGREED or case.best.background:
        return None
    met = [g for g in case.groups if g.best.type == MEETING and not g.best.background]
    before = [g for g in met if g.best.token.start < token.start and token.sentence - g.best.token.sentence <= MET_BACK]
    last = max(before, key=lambda g: g.best.token.start, default=None)
    place = next((place for group, place in case.told if group is last), None)
    return place if place and place.place.level != "country" else None


def place_said(case: Case) -> PlaceMention | None:
    """Where the meeting was at which somebody asked, promised or refused something."""
    if case.own is not None or case.best.type not in SPOKEN or case.best.background or case.best.series:
        return None
    return place_of_meeting(case.scene, case.best, case.told)


def place_continued(case: Case) -> PlaceMention | None:
    """The place of the attack told before, for more of it: «Les assaillants ont emporté deux véhicules»."""
    if case.own is not None or case.best.type not in (*FOLLOWING, WARNED) or case.best.background or case.best.series:
        return None
    return place_of_attack(case.scene, case.best, case.told)


def place_soil(case: Case) -> PlaceMention | None:
    """The country of a soil: «tués en territoire malien»."""
    return None if is_settled(case) else find_soil(case.scene, case.best.token)


def place_capital(case: Case) -> PlaceMention | None:
    """The capital, where the event took place «dans la capitale»."""
    if case.own is not None or case.best.type not in SITED:
        return None
    return find_capital(case.scene, case.best.token)


def place_set(case: Case) -> PlaceMention | None:
    """The place that opens a sentence before: «À Bintagoro, la nuit fut agitée. Des jeunes ont brûlé le péage.»"""
    if case.own is not None or case.best.background or not (case.best.type in SPOTTED or goes_on(case)):
        return None
    scene, here = case.scene, case.best.token.sentence
    for number in range(here, max(-1, here - SET_BACK - 1), -1):
        if scene.parse.sentences[number].paragraph != scene.parse.sentences[here].paragraph:
            return None
        if places := [m for m in scene.places.get(number, ()) if not m.metonym]:
            return places[0] if number < here and opens(scene, places[0]) else None
    return None


def goes_on(case: Case) -> bool:
    """Whoever acts in the sentence before says something: «Il réclame …»."""
    if case.best.type not in SPOKEN:
        return False
    subject = subject_of(case.scene, case.best.token)
    return subject is not None and subject.pos == "PRON" and subject.lower in case.scene.syntax.personal


def opens(scene: Scene, place: PlaceMention) -> bool:
    """The sentence begins with a preposition and that place: «À Bintagoro», «Dans les rues de Bintagoro»."""
    name = scene.parse.token_at(place.span.start)
    if name is None or place.place.level == "country":
        return False
    before = scene.parse.tokens[scene.sentence_of(name).first : name.i]
    words = [t for t in before if t.pos != "PUNCT"]
    comma = any(t.word == "," for t in before)
    if not words or len(words) > NAMED_BEFORE or comma:
        return False
    first = words[0].lower
    return bool({first, scene.syntax.accented(first, words[0].word[0])} & scene.syntax.within)


def place_followed(case: Case) -> PlaceMention | None:
    """The place of the deed just told, for one that follows it in a sentence without a place: the finds of a search."""
    best, scene = case.best, case.scene
    if case.own is not None or best.type not in FOLLOWING or best.background or best.series:
        return None
    before = [g for g in case.groups if g.best.type in FORCE and precedes(g.best, best)]
    placed = [(g, place) for g in before if (place := g.finest_place({}))]
    deed, place = max(placed, key=lambda p: p[0].best.token.start, default=(None, None))
    if deed is None or place is None or place.place.level not in FINE or not same_days(best, deed):
        return None
    between = range(deed.best.token.sentence + 1, best.token.sentence + 1)
    return None if any(not m.metonym for n in between for m in scene.places.get(n, ())) else place


def precedes(mention: Mention, other: Mention) -> bool:
    """The mention stands up to two sentences before the other and is no history."""
    gap = other.token.sentence - mention.token.sentence
    return 0 <= gap <= FOLLOW_BACK and mention.token.start < other.token.start and not mention.background


def place_meant(case: Case) -> PlaceMention | None:
    """The place meant by a word for one told before: «a fermé la réserve», «y ont défilé»."""
    scene, best = case.scene, case.best
    if best.type not in (*SITED, *ADDRESSED):
        return None
    if there(scene, best.token) and (place := last_place(scene, best.token.sentence)):
        return place
    if best.type not in SITED:
        return None
    if not best.background and on_spot(scene, best.token) and (struck := place_struck(best, case.told)):
        return struck
    if is_settled(case):
        return None
    return find_site(scene, best.token) if case.own is None or best.type != MEETING else None


def place_happened(case: Case) -> PlaceMention | None:
    """The place told of what happened: «L'attaque s'est produite près de Bintagoro»."""
    if is_settled(case) or case.best.type not in FORCE or case.best.background or case.best.series:
        return None
    here = case.best.token.sentence
    for number in range(here, here + REACH + 1):
        if any(m.place.level != "country" for m in case.scene.places.get(number, ())):
            for noun, verb in happenings(case.scene, number):
                if may_mean(case.scene, noun, case.best.type) and (found := place_behind(case, verb)):
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
    plain = (t for t in triggers if not t.near and not t.phrase)
    return lemma in scene.syntax.occurrences or any(t.frame.type == event_type for t in plain)


def place_behind(case: Case, verb: Token) -> PlaceMention | None:
    """The first place behind the verb, if it is finer than the one known."""
    for mention in case.scene.places.get(verb.sentence, ()):
        if mention.span.start > verb.start and mention.place.level != "country" and not mention.metonym:
            return mention if case.own is None or is_finer(mention.place, case.own.place) else None
    return None


def place_led(case: Case) -> PlaceMention | None:
    """The town of the lead, for force that the headline tells of in other words."""
    scene, best, own = case.scene, case.best, case.own
    if best.type not in FORCE or best.background or not has_headline(scene.parse) or is_settled(case):
        return None
    title = scene.parse.sentences[0].paragraph
    if scene.parse.sentences[best.token.sentence].paragraph != title:
        return None
    behind = (g for g in case.groups if scene.parse.sentences[g.best.token.sentence].paragraph != title)
    lead = min(behind, key=lambda g: g.best.token.start, default=None)
    place = lead.finest_place({}) if lead and lead.best.type in FORCE and not lead.best.background else None
    if lead is None or place is None or place.place.level not in FINE or lead.best.token.sentence > LEAD:
        return None
    return place if own is None or is_finer(place.place, own.place) else None


def place_retold(case: Case) -> PlaceMention | None:
    """A finer place told again: a later sentence tells of the same kind of event at that time."""
    best, own = case.best, case.own
    if best.type != RETOLD or best.series or (best.token.pos == "NOUN" and best.token.has("Number=Plur")):
        return None
    if own is None:
        return place_detailed(case)
    if own.place.level not in WIDE:
        return None
    again = [m for m in case.mentions if retells(m, case.group, own)]
    first = min(again, key=lambda m: (m.token.sentence, -m.score), default=None)
    return first.place if first else place_worded(case, own)


def place_detailed(case: Case) -> PlaceMention | None:
    """The town of the attack in the sentences right behind a lead that names none: the lead's attack in detail."""
    token = case.best.token
    if token.sentence > LEAD or token.pos != "VERB" or case.best.background:
        return None
    behind = (m for m in case.mentions if m.type == RETOLD and 0 < m.token.sentence - token.sentence <= DETAILED)
    told = [m for m in behind if not m.background and not m.series and same_days(m, case.group)]
    placed = [m for m in told if m.place and m.place.place.level in FINE]
    first = min(placed, key=lambda m: (m.token.sentence, -m.score), default=None)
    return first.place if first else None


def place_worded(case: Case, own: PlaceMention) -> PlaceMention | None:
    """A finer place on words for such an event behind the lead: «une embuscade dans la région de Bintagoro»."""
    scene, here = case.scene, case.best.token.sentence
    if own.place.level != "country" or here > LEAD or case.best.background:
        return None
    for number in range(here + 1, here + REACH + 1):
        for mention in scene.places.get(number, ()):
            words = scene.parse.tokens_in(mention.span.start, mention.span.end)
            if words and not mention.metonym and is_finer(mention.place, own.place):
                above = islice(scene.parse.ancestors(scene.head_of(words)), WORDED_STEPS)
                if any(not t.has("Number=Plur") and may_mean(scene, t, RETOLD) for t in above):
                    return mention
    return None


def retells(mention: Mention, group: Group, own: PlaceMention) -> bool:
    """The mention tells of such an event a few sentences later, inside the wide place and not by its own name."""
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


def place_home(case: Case) -> PlaceMention | None:
    """The country the article is set in: for a blockade, history that names no spot, or a wave of attacks."""
    best, frame = case.best, case.best.trigger.frame
    recalled = best.background and best.type in RECALLED and frame.mode not in PERSONAL
    shares = [HOME_SHARE] * frame.countrywide + [MOST_SHARE] * recalled + [WHOLE_SHARE] * best.series
    return home_country(case.scene, min(shares)) if case.own is None and shares else None


def place_acting(case: Case) -> PlaceMention | None:
    """The country of those who act at home: «La Grèce a renforcé ses patrouilles à la frontière»."""
    return country_at_home(case.scene, case.best) if case.own is None else None


def place_bordering(case: Case) -> PlaceMention | None:
    """The country behind the border at which force was used."""
    return country_beyond(case.scene, case.best) if case.own is None and case.best.type in FORCE else None


def place_attacked(case: Case) -> PlaceMention | None:
    """The country that attacks strike: «le Niger, en proie à des attaques»."""
    return country_struck(case.scene, case.best) if case.own is None else None


def place_seated(case: Case) -> PlaceMention | None:
    """Where the court or the council sits that decided it."""
    return place_of_seat(case.scene, case.best) if case.own is None else None


def place_visited(case: Case) -> PlaceMention | None:
    """Where somebody said it who travels or holds a speech there."""
    return place_of_journey(case.scene, case.best) if case.own is None else None


def place_sealed(case: Case) -> PlaceMention | None:
    """The country that an embargo is on."""
    return country_sealed(case.scene, case.best) if case.own is None else None


def place_crowded(case: Case) -> PlaceMention | None:
    """The only town that the sentence of a protest names."""
    return town_of_crowd(case.scene, case.best) if case.own is None else None


def place_headlined(case: Case) -> PlaceMention | None:
    """The town of the headline, in a paragraph that names none, where the article tells of few others."""
    best, scene = case.best, case.scene
    plain = not best.background and not best.series and best.status == "asserted" and best.time is None
    if case.own is not None or best.type not in HEADLINED or not plain:
        return None
    if "Tense=Past" not in verb_tense(scene, best.token) or names_town(scene, best.token):
        return None
    main = main_place(scene)
    if main is None or not any(m.place.id == main.place.id for n in range(HEAD) for m in scene.places.get(n, ())):
        return None
    towns = [m for m in scene.reading.places if m.place.level in FINE and not m.metonym]
    share = sum(m.place.id == main.place.id for m in towns) / len(towns)
    return main if share >= TITLE_SHARE else None


def names_town(scene: Scene, event: Token) -> bool:
    """A town stands in the paragraph of the event, or any place in its sentence."""
    paragraph = scene.parse.sentences[event.sentence].paragraph
    beside = (m for m in scene.reading.places if not m.metonym)
    for mention in beside:
        number = scene.sentence_number(mention.span.start)
        if number == event.sentence:
            return True
        if mention.place.level in FINE and scene.parse.sentences[number].paragraph == paragraph:
            return True
    return False


RULES: dict[str, tuple[Callable[[Case], PlaceMention | None], str]] = {
    "met": (place_met, "where the meeting was"),
    "soil": (place_soil, "on the soil of that country"),
    "opening": (place_set, "opens a sentence before"),
    "meant": (place_meant, "meant by a word for a place told before"),
    "happened": (place_happened, "told of what happened"),
    "retold": (place_retold, "told again with a finer place"),
    "led": (place_led, "told again with a finer place"),
    "followed": (place_followed, "where the deed told before it was done"),
    "said": (place_said, "where the meeting was"),
    "continued": (place_continued, "where the deed told before it was done"),
    "capital": (place_capital, "the capital, by that word"),
    "home": (place_home, "the country the article is set in"),
    "acting": (place_acting, "the country of those who act at home"),
    "border": (place_bordering, "the country behind that border"),
    "struck": (place_attacked, "the country that is struck"),
    "seat": (place_seated, "the seat of those who decided it"),
    "visited": (place_visited, "where the speaker was"),
    "sealed": (place_sealed, "the country that the embargo is on"),
    "crowd": (place_crowded, "the only town of its sentence"),
    "headlined": (place_headlined, "in the headline of an article that tells of few other places"),
}
