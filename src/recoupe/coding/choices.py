"""Choices: which time, place, party or source of the article belongs to an event. Features for the trained choosers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import islice, takewhile
from typing import TypeVar

from recoupe.coding.arguments import Slots, agree, is_passive
from recoupe.coding.deeds import ANSWERS, deed_between, kind_of
from recoupe.coding.pronouns import last_speaker, members_of, stands_for, state_of
from recoupe.coding.relation import MADE, bucket, relation_features, tree_distance
from recoupe.coding.scene import Scene
from recoupe.knowledge.frames import Frame
from recoupe.knowledge.syntax import Syntax
from recoupe.model import ActorMention, Interval, PlaceMention, Quotation, Span, TimeMention
from recoupe.model.interval import shift_day
from recoupe.parsing import Token

SENTENCES_BACK, SENTENCES_AHEAD = 3, 2
MOST = 30  # mentions of one sentence that are looked at for one event
AFTERMATH_REACH = 6  # tokens behind «au lendemain de» within which the event it counts from is named
STATES = ("COERCE", "MOBILIZE")
POSITIONS = ("ACCUSE", "REJECT")
CLAUSES = ("acl", "acl:relcl")
SOURCE_STEPS = 4  # from a time up to the noun behind «selon»
SINCE_REACH = 2  # tokens before a time in which the word stands that opens a lasting period
REACH = 600  # characters within which they are looked for in longer sentences
COUNTING = ("NUM", "DET", "PRON")  # what stands for people without naming them
UNDERGOING = ("object", "subject")
Item = TypeVar("Item", TimeMention, PlaceMention, ActorMention)


@dataclass(frozen=True, slots=True)
class Event:
    """What the choosers know of an event before they choose: its word, frame, and the slots around it."""

    token: Token
    frame: Frame
    type: str
    slots: Slots
    stretch: tuple[int, int] | None = None
    syntax: Syntax = field(default_factory=Syntax)
    deeds: Mapping[int, str] = field(default_factory=dict)  # what other words of the article tell of

    def holds(self, token: Token | None) -> bool:
        """The token stands in the event's part of a list; everywhere where there is no list."""
        return self.stretch is None or (token is not None and self.stretch[0] <= token.i < self.stretch[1])


@dataclass(frozen=True, slots=True)
class Party:
    """Words that may name an actor or recipient: the head word, the phrase, the mention when there is one."""

    head: Token
    span: Span
    mention: ActorMention | None
    slot: str


def near_sentences(scene: Scene, token: Token) -> list[int]:
    """The sentence of a word, its neighbours, and the first two of the article."""
    last = len(scene.parse.sentences)
    around = range(max(0, token.sentence - SENTENCES_BACK), min(last, token.sentence + SENTENCES_AHEAD + 1))
    return [*(n for n in range(min(2, last)) if n not in around), *around]


def time_candidates(scene: Scene, event: Event) -> list[tuple[TimeMention, list[str]]]:
    """Every time near the event with its features."""
    found = []
    counted = counted_from(scene, event)
    for number in near_sentences(scene, event.token):
        own = [t for t in scene.times.get(number, ()) if t.interval]
        if counted and number == event.token.sentence:
            own = [t for t in own if t.span.start >= counted.span.start]  # those before it date what came after
        for rank, mention in enumerate(_by_nearness(event.token, own)):
            features = time_features(scene, event, mention, rank)
            meant = day_before(mention, event.syntax) if mention is counted else until_told(scene, event, mention)
            if mention is counted and meant and any(is_within(meant, later) for later in own if later is not mention):
                continue  # its own words tell it better («au lendemain de l'attaque de la nuit de lundi à mardi»)
            if features and meant:
                found += since_features(scene, event, meant, features)
    return found


def counted_from(scene: Scene, event: Event) -> TimeMention | None:
    """The time that counts from this event: «au lendemain de l'attaque», «un mois après l'attaque»."""
    for mention in scene.times.get(event.token.sentence, ()):
        last = scene.parse.token_at(mention.span.end - 1) if mention.rule in event.syntax.aftermath else None
        if last and 0 < event.token.i - last.i <= AFTERMATH_REACH:
            between = any(last.i < at < event.token.i for at in event.deeds)
            return None if between else mention
    return None


def is_within(day: TimeMention, other: TimeMention) -> bool:
    return bool(day.interval and other.interval and other.interval.contains(day.interval))


def day_before(mention: TimeMention, syntax: Syntax) -> TimeMention | None:
    """The day of an event from the time that counts from it; None where the distance is not read («un mois après»)."""
    steps = syntax.aftermath[mention.rule]
    if not steps or mention.interval is None:
        return None
    reason = f"{mention.reason}; the event was {steps} days before"
    return replace(mention, interval=Interval.day(shift_day(mention.interval.first, -steps)), reason=reason)


def until_told(scene: Scene, event: Event, mention: TimeMention) -> TimeMention:
    """What a verb tells as done «cette semaine» was done before the article came out."""
    published, interval = scene.reading.article.published, mention.interval
    if published is None or interval is None or not interval.first < published < interval.last:
        return mention
    if not is_done(scene, event):
        return mention
    reason = f"{mention.reason}; told as done at publication"
    return replace(mention, interval=Interval(interval.first, published), reason=reason)


def since_features(
    scene: Scene, event: Event, mention: TimeMention, features: list[str]
) -> list[tuple[TimeMention, list[str]]]:
    """A time behind «depuis» is a period until the article where the verb goes on («la bloque depuis mardi»); else
    it may be the day («fermée depuis mardi») or a period («depuis mardi, douze ont brûlé»), and the model chooses."""
    lasting = until_published(scene, event, mention)
    if lasting is None:
        return [(mention, features)]
    tenses, passive = verb_tense(scene, event.token), is_passive(scene.parse, event.token, event.syntax)
    if event.type in STATES and event.token.pos == "VERB" and is_done(scene, event) and not passive:
        return [(mention, features)]  # «a fermé le poste depuis mardi»: what lasts is its being closed
    if is_counted(scene, event, passive) or (event.token.pos == "VERB" and "Tense=Pres" in tenses and not passive):
        return [(lasting, features)]
    signs = [event.type, event.token.pos, event.frame.id, f"passive={passive}", *tenses]
    signs.append(f"plural={event.token.has('Number=Plur')}")
    return [(mention, features + [f"since={s}" for s in signs]), (lasting, features + [f"lasting={s}" for s in signs])]


def is_counted(scene: Scene, event: Event, passive: bool) -> bool:
    """So many people underwent it one after another: «Depuis mai, douze chauffeurs ont été tués»."""
    verb = event.token
    if not (passive and verb.has("Number=Plur") and is_done(scene, event) and "Tense=Pres" in verb_tense(scene, verb)):
        return False
    subjects = [t for t in (scene.parse.tokens[c] for c in verb.children) if t.dep == "nsubj:pass"]
    return any(scene.parse.tokens[c].pos == "NUM" for t in subjects for c in t.children)


def until_published(scene: Scene, event: Event, mention: TimeMention) -> TimeMention | None:
    """The period from a day behind «depuis» to the day of publication; None for any other time."""
    published, interval = scene.reading.article.published, mention.interval
    first = scene.parse.token_at(mention.span.start)
    if published is None or interval is None or first is None or interval.last >= published:
        return None
    before = scene.parse.tokens[max(0, first.i - SINCE_REACH) : first.i]
    if not any(t.lower in event.syntax.since for t in before):
        return None
    reason = f"{mention.reason}; goes on until publication"
    return replace(mention, interval=Interval(interval.first, published), reason=reason)


def _by_nearness(token: Token, mentions: list[Item]) -> list[Item]:
    """The mentions of a sentence, nearest first; endless sentences are cut."""
    near = mentions if len(mentions) <= MOST else [m for m in mentions if abs(m.span.start - token.start) <= REACH]
    return sorted(near, key=lambda m: abs(m.span.start - token.start))[:MOST]


def time_features(scene: Scene, event: Event, mention: TimeMention, rank: int) -> list[str]:
    other = scene.parse.token_at(mention.span.start)
    if other is None or mention.interval is None or not event.holds(other) or is_too_late(scene, event, mention):
        return []
    if any(tells(scene, event, other) for tells in OF_ANOTHER) or dates_attack(scene, event, other, mention.interval):
        return []
    found = [*relation_features(scene.parse, event.token, other), *deed_features(scene, event, mention.span)]
    same = other.sentence == event.token.sentence
    found += [f"rank={min(rank, 3)}{same}", f"grain={mention.interval.grain}", f"rule={mention.rule}"]
    found += [f"type={event.type}{same}", f"pos={event.token.pos}{same}"]
    found += [f"tense={t}" for t in verb_tense(scene, event.token)]
    if scene.reading.article.published:
        days = (scene.reading.article.published - mention.interval.first).days
        age = f"age={bucket(days, -1, 0, 2, 7, 31, 200)}"
        found += [age] + [f"{age}{t}" for t in verb_tense(scene, event.token)]
    return found


def tells_of_object(scene: Scene, event: Event, time: Token) -> bool:
    """The time stands in a clause about somebody or something behind the event's words («a salué les soldats tués
    dimanche», «a accepté la taxe exigée depuis avril»)."""
    word = event.token
    if time.sentence != word.sentence or time.i < word.i or kind_of(event.type) == "force":
        return False
    upward = [time, *scene.parse.ancestors(time)]
    inside = list(takewhile(lambda t: t.i > word.i, upward))
    if len(inside) == len(upward) or upward[len(inside)].i != word.i:
        return False
    clause = next((t for t in inside if t.dep in CLAUSES and t.head != word.i), None)
    return clause is not None and not (word.pos == "NOUN" and agree(clause, word))


def dates_words(scene: Scene, event: Event, time: Token) -> bool:
    """The time tells when something was said or demanded in another sentence: no force was used then."""
    if time.sentence == event.token.sentence or kind_of(event.type) != "force":
        return False
    verb = next((t for t in (time, *scene.parse.ancestors(time)) if t.pos == "VERB"), None)
    return verb is not None and (verb.i in scene.speaker_of or event.deeds.get(verb.i) == "speech")


def dates_attack(scene: Scene, event: Event, time: Token, day: Interval) -> bool:
    """The time tells when force was used in another sentence, before the article's day: words about it and troops
    sent for it came later."""
    if time.sentence == event.token.sentence or day.last == scene.reading.article.published:
        return False
    if kind_of(event.type) != "speech" and event.type not in ANSWERS:
        return False
    return next((event.deeds[t.i] for t in scene.parse.ancestors(time) if t.i in event.deeds), None) == "force"


def dates_another(scene: Scene, event: Event, time: Token) -> bool:
    """The time stands beside the event, in a part of the sentence that tells of something else: with another verb («a
    terminé sa visite et doit rentrer lundi»), or with what came after the event («a fermé lundi l'école après
    l'attaque»)."""
    word, kind = event.token, kind_of(event.type)
    if time.sentence != word.sentence:
        return False
    above = [word, *scene.parse.ancestors(word)]
    known = {t.i for t in above}
    inside = list(takewhile(lambda t: t.i not in known, (time, *scene.parse.ancestors(time))))
    top = scene.parse.tokens[inside[-1].head] if inside else time
    if top.i == word.i:
        return False
    if kind in ("force", "sanction"):
        before = list(takewhile(lambda t: t.i != top.i, above))
        bare = top.has("Tense=Past") and not scene.parse.helpers(top)  # «mort en mai après son arrestation»: in it
        return word.pos == "NOUN" and top.pos == "VERB" and not bare and any(is_after(scene, t, time) for t in before)
    apart = ("conj", "advcl") if kind == "speech" else ("conj", "acl")
    return any(t.pos == "VERB" and t.dep.startswith(apart) for t in inside)


def is_after(scene: Scene, word: Token, time: Token) -> bool:
    """A word between the time and this one puts the time after it: «lundi | après l'attaque»."""
    inside = (scene.parse.tokens[c] for c in word.children)
    return any(time.i < t.i < word.i and t.lower in scene.syntax.afterwards for t in inside)


def is_standing(scene: Scene, event: Event, time: Token) -> bool:
    """The time dates something else than a position that is told in the present: in a relative clause («la Grèce, qui
    accuse la Turquie»), or in a sentence without a day of its own («Le Soudan accuse l'Ethiopie de …»)."""
    verb = event.token
    if kind_of(event.type) != "speech" or not (verb.has("Tense=Pres") and verb.has("Mood=Ind")):
        return False
    if verb.dep == "acl:relcl":
        return verb.i not in {t.i for t in scene.parse.ancestors(time)}
    return event.type in POSITIONS and time.sentence != verb.sentence and not scene.quotations_over(verb)


def deed_features(scene: Scene, event: Event, span: Span) -> list[str]:
    """Whether a time or place hangs on another deed than the event."""
    tokens = scene.parse.tokens_in(span.start, span.end)
    between = deed_between(scene.parse, event.token, scene.head_of(tokens), event.deeds) if tokens else None
    return [f"through={between}", f"through={between} {kind_of(event.type)}"]


def is_of_source(scene: Scene, event: Event, time: Token) -> bool:
    """The time stands in the words of who says it: «selon un bilan communiqué vendredi»."""
    above = {event.token.i, *(upper.i for upper in scene.parse.ancestors(event.token))}
    for upper in (time, *islice(scene.parse.ancestors(time), SOURCE_STEPS)):
        if upper.i in above:
            return False
        if any(scene.parse.tokens[c].lower in event.syntax.according for c in upper.children):
            return True
    return False


def is_of_comparison(scene: Scene, event: Event, time: Token) -> bool:
    """The time dates what was said before, beside which the event is held: «six camions ont brûlé, comme l'agence
    l'avait écrit lundi»."""
    verb = next((t for t in scene.parse.ancestors(time) if t.pos == "VERB"), None)
    if verb is None or time.sentence != event.token.sentence or verb.i <= event.token.i:
        return False
    if not any(t.has("Tense=Imp") for t in scene.parse.helpers(verb)):
        return False
    between = scene.parse.tokens[event.token.i + 1 : verb.i]
    last = next((t for t in reversed(between) if t.pos == "VERB" or t.lower in event.syntax.likewise), None)
    return last is not None and last.lower in event.syntax.likewise


def dates_death(scene: Scene, event: Event, time: Token) -> bool:
    """The time tells when somebody died later: «a succombé mardi à ses blessures»."""
    verb = next((t for t in scene.parse.ancestors(time) if t.pos == "VERB"), None)
    if verb is None or verb.i == event.token.i:
        return False
    return any(scene.parse.tokens[c].lemma.lower() in event.syntax.wounds for c in verb.children)


def is_of_part(scene: Scene, event: Event, time: Token) -> bool:
    """The time tells of a part only: «neuf hommes arrêtés, dont quatre remis mardi à …»."""
    word = event.token
    if time.sentence != word.sentence or time.i < word.i:
        return False
    inside = scene.parse.tokens[word.i + 1 : time.i]
    among = next((t.i for t in inside if t.lower in event.syntax.among), None)
    if among is None:
        return False
    part = takewhile(lambda t: t.pos != "PUNCT", scene.parse.tokens[among + 1 : time.i])
    verbs = {t.i for t in part if t.pos == "VERB" and (t.has("VerbForm=Part") or t.has("VerbForm=Fin"))}
    return any(t.i in verbs for t in scene.parse.ancestors(time))


# what shows that a time belongs to something else than the event
OF_ANOTHER: tuple[Callable[[Scene, Event, Token], bool], ...] = (
    is_of_source,
    is_of_comparison,
    is_of_part,
    dates_death,
    tells_of_object,
    dates_words,
    dates_another,
    is_standing,
)


def is_too_late(scene: Scene, event: Event, mention: TimeMention) -> bool:
    """What a verb tells as done («a promis des escortes dès lundi») was not done after publication."""
    published, interval = scene.reading.article.published, mention.interval
    if published is None or interval is None or interval.last <= published or interval.first < published:
        return False
    return is_done(scene, event)


def is_done(scene: Scene, event: Event) -> bool:
    """The event's word is a verb in a past of the indicative."""
    verb = event.token
    if verb.pos != "VERB":
        return False
    helpers = scene.parse.helpers(verb)
    told = helpers[0] if helpers else verb
    whole = any(t.has("VerbForm=Part") for t in helpers)  # «ont été fermés», not «est fermé»
    if verb.has("VerbForm=Part") and (not helpers or (is_passive(scene.parse, verb, event.syntax) and not whole)):
        return False
    return told.has("Mood=Ind") and (told is not verb or not told.has("Tense=Pres")) and not told.has("Tense=Fut")


def verb_tense(scene: Scene, token: Token) -> list[str]:
    """Tense and mood of the event's verb or of the verb that governs its noun, with their auxiliaries."""
    verb = token if token.pos in ("VERB", "AUX") else scene.parse.tokens[token.head]
    words = [verb, *scene.parse.helpers(verb)]
    return sorted({m for w in words for m in w.morph.split("|") if m.startswith(("Tense", "Mood"))})


def place_candidates(scene: Scene, event: Event) -> list[tuple[PlaceMention, list[str]]]:
    """Every place near the event with its features."""
    found = []
    around = near_sentences(scene, event.token)
    told = [n for n in scene.places if n not in around and any(m.place.id == scene.focus for m in scene.places[n])]
    for number in [*around, *told[:1]]:
        own = list(scene.places.get(number, ()))
        for rank, mention in enumerate(_by_nearness(event.token, own)):
            features = place_features(scene, event, mention, rank)
            if features:
                found.append((mention, features))
    return found


def place_features(scene: Scene, event: Event, mention: PlaceMention, rank: int) -> list[str]:
    other = scene.parse.token_at(mention.span.start)
    if other is None:
        return []
    same = other.sentence == event.token.sentence
    found = [*relation_features(scene.parse, event.token, other), *deed_features(scene, event, mention.span)]
    level = mention.place.level
    found += [f"rank={min(rank, 3)}{same}", f"level={level}", f"level={level}{same}", f"metonym={mention.metonym}"]
    found += [f"type={event.type}{same}", f"type={event.type}{level}", f"mode={event.frame.id}{level}"]
    before = scene.parse.tokens[max(0, other.i - 2) : other.i]
    found += [f"before={t.lower}" for t in before] + [f"last={t.lower}{same}" for t in before[-1:]]
    found.append(f"role={other.dep}{other.pos}")
    found.append(f"often={bucket(scene.place_uses[mention.place.id], 1, 2, 4)}")
    actor = scene.actor_of.get(other.i)
    locative = bool(before) and any(t.lower in event.syntax.locative for t in before)
    focus = mention.place.id == scene.focus
    found += [f"focus={focus}{same}", f"focus={focus}{event.type}", f"focus={focus}{level}"]
    inside = is_inside(scene, other, event.syntax)
    if actor is not None and not inside and actor.kind in ("state", "institution"):
        return []
    found += [f"inside={actor.kind if actor else None}{locative}", f"locative={locative}{same}{level}"]
    finer = any(p.place.level in ("town", "feature") for p in scene.places.get(other.sentence, ()))
    return [*found, f"finer={finer}{level}"]


def is_inside(scene: Scene, name: Token, syntax: Syntax) -> bool:
    """The words before a name put something inside it: «au Mali», «à travers le Mali», «dans le nord du Mali»."""
    before, head = scene.parse.tokens[max(0, name.i - 2) : name.i], scene.parse.tokens[name.head]
    if any(t.lower in syntax.within for t in before[-1:]) or any(t.lower in syntax.across for t in before[:-1]):
        return True
    return head.i < name.i and head.lemma.lower() in syntax.parts


def find_parties(scene: Scene, event: Event) -> list[Party]:
    """Everyone near the event who may act or be acted upon."""
    slot_of: dict[int, str] = {}
    for slot, tokens in event.slots.items():
        for token in tokens:
            slot_of.setdefault(token.i, slot)
    return _mentioned(scene, event, slot_of) + _slot_fillers(scene, event, slot_of) + _meant(scene, event, slot_of)


def _mentioned(scene: Scene, event: Event, slot_of: dict[int, str]) -> list[Party]:
    found = []
    for number in near_sentences(scene, event.token):
        for mention in _by_nearness(event.token, scene.actors.get(number, [])):
            tokens, head, words = scene.named(mention)
            itself = tokens and tokens[0].i <= event.token.i <= tokens[-1].i and event.stretch is None
            if not tokens or itself or _describes(scene, tokens) or not event.holds(tokens[-1]):
                continue
            head = next((t for t in tokens if t.i in slot_of), head)
            found.append(Party(head, words, mention, slot_of.get(head.i, "none")))
    return found


def _describes(scene: Scene, tokens: list[Token]) -> bool:
    """«une attaque armée»: a bare word behind a noun tells what kind it is, not who."""
    word, before = tokens[0], scene.parse.tokens[max(0, tokens[0].i - 1)]
    alone = len(tokens) == 1 and word.word.islower() and before.pos == "NOUN" and word.head == before.i
    return alone and word.dep in ("amod", "acl", "nmod", "flat:name")


def _slot_fillers(scene: Scene, event: Event, slot_of: dict[int, str]) -> list[Party]:
    """Slot fillers that no mention covers, and what is joined to them by «et»."""
    found = []
    for at, slot in slot_of.items():
        head = scene.parse.tokens[at]
        if head.pos in COUNTING and slot in UNDERGOING and head.lower not in event.syntax.stands_for:
            found += _counted(scene, head, slot, event.syntax)
        joined = [t for t in (scene.parse.tokens[c] for c in head.children) if t.dep == "conj"]
        for token in (head, *joined):
            if token.i not in scene.actor_of and scene.can_act(token) and token.lemma.lower() not in event.syntax.means:
                found.append(Party(token, scene.phrase(token), None, slot))
    return found


def _counted(scene: Scene, number: Token, slot: str, syntax: Syntax) -> list[Party]:
    """«un de ces convois», «douze d'entre eux», «seize ont été libérés»: a number that stands for those it counts."""
    tokens = scene.parse.tokens
    whole = next((tokens[c] for c in number.children if c > number.i and tokens[c].dep.startswith("nmod")), None)
    mention = scene.actor_of.get(whole.i) if whole is not None else None
    if mention is not None:
        return [Party(number, scene.phrase(number), mention, slot)]
    if number.pos == "NUM" or (whole is not None and whole.lower in syntax.several):
        return [Party(number, scene.phrase(number), None, slot)]
    return []


def _meant(scene: Scene, event: Event, slot_of: dict[int, str]) -> list[Party]:
    """Who is meant by the pronouns in the slots, where the reading did not tell, by «les deux pays», «française»."""
    found = []
    named = {m.entity for at in slot_of if (m := scene.actor_of.get(at))}
    for at, slot in slot_of.items():
        token, actor = scene.parse.tokens[at], scene.actor_of.get(at)
        if actor is not None:
            meant = members_of(scene, actor)
        elif slot == "adjective":
            meant = [state] if (state := state_of(scene, token)) else []
        else:
            meant = stands_for(scene, token, event.syntax, named)
        found += [Party(token, scene.best_words(mention), mention, slot) for mention in meant]
    return found


def party_features(scene: Scene, event: Event, party: Party) -> list[str]:
    frame, slot, mention = event.frame, party.slot, party.mention
    ranks = tuple(side.index(slot) if slot in side else 9 for side in (frame.actor, frame.recipient))
    kind = mention.kind if mention else party.head.pos
    same = party.head.sentence == event.token.sentence
    filled = f"{bool(event.slots.get('subject'))}{bool(event.slots.get('object'))}"
    steps = min(8, tree_distance(scene.parse, event.token, party.head))
    found = [*relation_features(scene.parse, event.token, party.head)]
    found += _slot_names(slot, event.type, frame.id, event.token.pos, ranks, filled)
    found += _kind_names(kind, slot, event.type, same, party.head.dep, steps)
    if mention:
        found += [f"sector={mention.sector}", f"sector={mention.sector}{event.type}"]
        found.append(f"often={bucket(len(scene.entities.get(mention.entity, ())), 1, 3)}")
        found += _speaker_features(scene, event, mention)
    return found


@lru_cache(maxsize=MADE)
def _slot_names(
    slot: str, event_type: str, frame: str, pos: str, ranks: tuple[int, ...], filled: str
) -> tuple[str, ...]:
    slots = (f"slot={slot}", f"slot={slot}{event_type}", f"slot={slot}{frame}", f"slot={slot}{pos}")
    return (*slots, f"actor={ranks[0]}", f"recipient={ranks[1]}", f"else={filled}{slot}")


@lru_cache(maxsize=MADE)
def _kind_names(kind: str, slot: str, event_type: str, same: bool, dep: str, steps: int) -> tuple[str, ...]:
    kinds = (f"kind={kind}", f"kind={kind}{event_type}{same}", f"kind={kind}{slot}")
    return (*kinds, f"type={event_type}{same}", f"dep={dep}{same}", f"steps={steps}{kind}")


def _speaker_features(scene: Scene, event: Event, mention: ActorMention) -> list[str]:
    """The mention is the one who says the words in which the event stands."""
    quotations = scene.quotations_over(event.token)
    if any(q.speaker and q.speaker.overlaps(mention.span) for q in quotations):
        return ["speaker", f"speaker{event.type}"]
    return [f"said={bool(quotations)}"]


def source_candidates(scene: Scene, event: Event) -> list[tuple[Span, Quotation, list[str]]]:
    """The speakers of quotations around the event with features."""
    over = scene.quotations_over(event.token)
    near = [
        q for n in (event.token.sentence, event.token.sentence + 1, event.token.sentence - 1) for q in scene.said_in(n)
    ]
    found = []
    for rank, quotation in enumerate([*over, *(q for q in near if q not in over)]):
        if quotation.speaker is None:
            continue
        covers = quotation in over
        cue = scene.parse.token_at(quotation.cue.start)
        features = [f"covers={covers}", f"rank={min(rank, 3)}{covers}", f"nature={quotation.nature}{covers}"]
        features += [
            f"type={event.type}{covers}",
            f"direct={quotation.direct}{covers}",
            f"pos={event.token.pos}{covers}",
        ]
        features += [
            f"rule={quotation.rule}{covers}",
            f"cueself={quotation.cue.overlaps(token_span(scene, event.token))}",
        ]
        if cue is not None:
            features += [f"cue={cue.lemma.lower()}", *relation_features(scene.parse, event.token, cue)]
        speaker = scene.parse.token_at(quotation.speaker.start)
        subject = {t.i for t in event.slots.get("subject", ())}
        inside = speaker is not None and any(
            quotation.speaker.start <= scene.parse.tokens[i].start < quotation.speaker.end for i in subject
        )
        features += [f"issubject={inside}", f"issubject={inside}{event.type}", f"own={event.token.dep}{covers}"]
        mention = scene.actor_in(quotation.speaker)
        features += [f"who={mention.kind}{covers}", f"sector={mention.sector}"] if mention else [f"who=None{covers}"]
        found.append((name_speaker(scene, quotation.speaker, event.syntax), quotation, features))
    return found


def name_speaker(scene: Scene, speaker: Span, syntax: Syntax) -> Span:
    """The fullest words for a speaker; a pronoun that the reading left open gives way to whom it means."""
    token = scene.parse.token_at(speaker.start)
    if token is not None and token.i not in scene.actor_of and token.end >= speaker.end:
        return last_speaker(scene, token, syntax) or speaker
    return with_giver(scene, scene.full_speaker(speaker))


def with_giver(scene: Scene, speaker: Span) -> Span:
    """A text with who gave it: «un bilan fourni par le préfet»."""
    tokens = scene.parse.tokens
    inside = scene.parse.tokens_in(speaker.start, speaker.end)
    if not inside or scene.actor_in(speaker):
        return speaker
    given = [tokens[c] for t in inside for c in t.children if tokens[c].dep == "acl" and tokens[c].i > inside[-1].i]
    giver = next((tokens[c] for t in given for c in t.children if tokens[c].dep == "obl:agent"), None)
    if giver is None:
        return speaker
    last = scene.parse.token_at(scene.phrase(giver).end - 1) or giver
    return scene.parse.words(inside[0], max(last, giver, key=lambda t: t.i))


def token_span(scene: Scene, token: Token) -> Span:
    return scene.parse.words(token, token)
