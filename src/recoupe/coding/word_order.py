"""Events of a language that no model parses: found by the forms of words, their parties by word order.

Parts of speech and syntax come from a model of another language there and are not looked at. A frame counts by its own
`alone`; what speaks against an event (sport, aims, the frame's `without`) rules it out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from recoupe.coding.choices import Party
from recoupe.coding.grouping import Group, may_join
from recoupe.coding.mentions import Mention
from recoupe.coding.scene import FINE, FULL_STOPS, Scene
from recoupe.coding.stance import is_recalled
from recoupe.knowledge.frames import Frames, Trigger
from recoupe.knowledge.syntax import Syntax
from recoupe.model import ActorMention, Evidence, PlaceMention, TimeMention
from recoupe.model.report import Status
from recoupe.parsing import Token

REACH_BEFORE, REACH_AFTER = 3, 7  # tokens around a trigger in which the words it asks for stand
VERB_BEFORE, VERB_AFTER, NOUN_AFTER = 20, 12, 10  # tokens in which parties are looked for
HELPER_REACH = 3  # tokens before a verb in which its auxiliary stands
STANCE_REACH = 6
PLACE_REACH = 12
MOST_PARTIES = 4
OWNED = "'s"
FIELD = 0.04  # what each filled field adds to a score: the fullest telling stands for the event

Slots = dict[str, list["Somebody"]]


@dataclass(frozen=True, slots=True)
class Somebody:
    """Words for one who may act: first and last token, the mention, and the preposition before it."""

    first: int
    last: int
    mention: ActorMention
    preposition: str | None


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence: its tokens, and those in it who may act."""

    scene: Scene
    tokens: Sequence[Token]
    people: Sequence[Somebody]
    syntax: Syntax

    def before(self, token: Token, reach: int) -> Sequence[Token]:
        at = token.i - self.tokens[0].i
        return self.tokens[max(0, at - reach) : at]

    def behind(self, token: Token, reach: int) -> Sequence[Token]:
        at = token.i - self.tokens[0].i
        return self.tokens[at + 1 : at + 1 + reach]

    def subject(self, token: Token) -> Somebody | None:
        """The nearest before a word that no preposition governs."""
        return next((p for p in reversed(self.people) if p.last < token.i and p.preposition is None), None)


def find_by_order(scene: Scene, frames: Frames) -> list[Mention]:
    """Every mention of an event, in text order."""
    found = []
    for tokens in find_lines(scene):
        words = {t.lower for t in tokens}
        heads = [t for t in tokens if t.lower in frames.triggers]
        if not heads or words & frames.syntax.elsewhere:
            continue
        line = Line(scene, tokens, list(find_people(scene, tokens, frames)), frames.syntax)
        for token in heads:
            trigger = best_trigger(line, token, words, frames)
            if trigger is not None and (mention := make_mention(line, token, trigger)):
                found.append(mention)
    return found


def find_lines(scene: Scene) -> Iterator[list[Token]]:
    """The tokens of each sentence: from full stop to full stop inside a paragraph, whatever the model cut."""
    line: list[Token] = []
    paragraph = -1
    for token in scene.parse.tokens:
        here = scene.sentence_of(token).paragraph
        if line and (here != paragraph or line[-1].word in FULL_STOPS):
            yield line
            line = []
        paragraph = here
        line.append(token)
    if line:
        yield line


def best_trigger(line: Line, token: Token, words: set[str], frames: Frames) -> Trigger | None:
    """The most specific trigger of this word whose conditions hold; none under a word of aim or need."""
    if any(t.lower in frames.syntax.purpose for t in line.before(token, REACH_BEFORE)):
        return None
    fitting = [
        t for t in frames.triggers[token.lower] if not words.intersection(t.frame.without) and fits(line, token, t)
    ]
    return max(fitting, key=lambda t: (t.weight, t.frame.alone), default=None)


def fits(line: Line, token: Token, trigger: Trigger) -> bool:
    """The words a trigger asks for stand around its head; "@actor" is anybody who can act, "@place" any place."""
    if tuple(t.lower for t in line.behind(token, len(trigger.phrase))) != trigger.phrase:
        return False
    near = [*line.before(token, REACH_BEFORE), *line.behind(token, REACH_AFTER)]
    return all(any(_is_near(line.scene, t, word) for t in near) for word in trigger.near)


def _is_near(scene: Scene, token: Token, word: str) -> bool:
    if word == "@actor":
        return token.i in scene.actor_of and token.i not in scene.time_of
    return scene.is_kind(token, word[1:]) if word.startswith("@") else token.lower == word


def find_people(scene: Scene, tokens: Sequence[Token], frames: Frames) -> Iterator[Somebody]:
    """Who may act in a sentence: mentions side by side are one («Malian army»), cut at an event's verb."""
    syntax = frames.syntax
    run: list[Token] = []
    for token in tokens:
        verb = token.lower in syntax.helpers or any(t.verbal for t in frames.triggers.get(token.lower, ()))
        if token.i in scene.actor_of and token.i not in scene.time_of and not verb:
            run.append(token)
        elif run and token.lower == OWNED:  # «Senegal's gendarmerie» is one
            continue
        elif run:
            yield _make_somebody(scene, run, tokens[0].i, syntax)
            run = []
    if run:
        yield _make_somebody(scene, run, tokens[0].i, syntax)


def _make_somebody(scene: Scene, run: list[Token], start: int, syntax: Syntax) -> Somebody:
    tokens = scene.parse.tokens
    first = run[0].i
    for at in range(first - 1, max(start, first - 3) - 1, -1):
        if _is_counted(scene, tokens[at]):
            first = at
        elif tokens[at].lower in syntax.governing or not tokens[at].word[0].isalnum():
            break
    if first - 2 >= start and tokens[first - 1].lower in syntax.of and _is_counted(scene, tokens[first - 2]):
        first -= 2  # «hundreds of traders»
    preposition = None
    for token in reversed(tokens[max(start, first - 2) : first]):
        if token.lower in syntax.governing:
            preposition = token.lower
        if preposition or not token.word[0].isalnum() or token.i in scene.time_of or token.i in scene.place_of:
            break
    return Somebody(first, run[-1].i, scene.actor_of[run[-1].i], preposition)


def _is_counted(scene: Scene, token: Token) -> bool:
    return any(c.span.start <= token.start < c.span.end for c in scene.counts.get(token.sentence, ()))


def make_mention(line: Line, token: Token, trigger: Trigger) -> Mention | None:
    """The mention with its fields; none when nothing says who, where or when.

    «The attack» speaks of one told before: it joins that one and never opens an event (`alone` is False).
    """
    scene, frame = line.scene, trigger.frame
    slots = verb_slots(line, token, trigger) if trigger.verbal else noun_slots(line, token)
    actors = choose_parties(scene, slots, frame.actor, ())
    recipients = choose_parties(scene, slots, frame.recipient, actors)
    status = choose_status(line, token)
    place, time = choose_place(line, token), choose_time(line, token, status)
    told = trigger.weight and (time or any(t.i in scene.place_of for t in line.tokens))
    if not (actors or recipients or place or told):
        return None
    back = not trigger.verbal and points_back(line, token, slots)
    if back:
        time = place = None
    recalled = bool(is_recalled(scene, time.interval if time else None)) and status not in ("planned", "hypothetical")
    evidence = {"type": Evidence(scene.parse.words(token, token), frame.id)}
    if time:
        evidence["date"] = Evidence(time.span, time.rule, time.reason)
    if place:
        evidence["place"] = Evidence(place.span, place.rule)
    for name, parties in (("actors", actors), ("recipients", recipients)):
        if parties:
            evidence[name] = Evidence(parties[0].span, frame.id, f"stands as {parties[0].slot}")
    filled = (actors, recipients, time, place, place and place.place.level in FINE)
    score = frame.alone + FIELD * sum(map(bool, filled))
    return Mention(
        token, trigger, frame.type, score, actors, recipients, time, place, None, status, recalled,
        False, evidence, not back,
    )  # fmt: skip


def points_back(line: Line, noun: Token, slots: Slots) -> bool:
    """«The attack», «this visit», without a party of its own behind it."""
    if not any(t.lower in line.syntax.definite for t in line.before(noun, 1)):
        return False
    behind = line.behind(noun, 1)
    return not behind or behind[0].lower not in line.syntax.governing or not set(slots) - {"subject", "adjective"}


def verb_slots(line: Line, verb: Token, trigger: Trigger) -> Slots:
    """Before the verb stands its subject (its object in the passive), behind it object and prepositions."""
    passive = is_passive(line, verb, trigger)
    slots = _behind(line, verb, VERB_AFTER, len(trigger.phrase))
    if passive:
        slots.pop("object", None)
    subject = line.subject(verb)
    if subject is not None and verb.i - subject.last <= VERB_BEFORE:
        slots["object" if passive else "subject"] = _joined_before(line, subject)
    return slots


def is_passive(line: Line, verb: Token, trigger: Trigger) -> bool:
    """«were killed», and in headlines «drivers killed in an attack»: a preposition or nothing behind the form."""
    if "object" not in trigger.frame.recipient:
        return False
    helpers = [t.lower for t in line.before(verb, HELPER_REACH) if t.lower in line.syntax.helpers]
    if helpers:
        return helpers[-1] in line.syntax.passive
    behind = line.behind(verb, 1)
    lone = not behind or behind[0].lower in line.syntax.governing or not behind[0].word[0].isalnum()
    return lone and not trigger.phrase


def noun_slots(line: Line, noun: Token) -> Slots:
    """Behind the noun its prepositions; before it the subject of a verb that carries it («launched an attack»)."""
    slots = _behind(line, noun, NOUN_AFTER, 0)
    slots.pop("object", None)
    subject = line.subject(noun)
    if subject is not None and noun.i - subject.last <= VERB_BEFORE:
        between = line.before(noun, noun.i - subject.last - 1)
        if any(t.lower in line.syntax.support for t in between):
            slots["subject"] = _joined_before(line, subject)
        elif all(t.lower == OWNED for t in between):
            slots["adjective"] = [subject]
    return slots


def _behind(line: Line, token: Token, reach: int, skipped: int) -> Slots:
    """The first party behind a word for each preposition, "object" without one, each with what is joined to it."""
    slots: Slots = {}
    for n, somebody in enumerate(line.people):
        if not token.i + skipped < somebody.first <= token.i + reach:
            continue
        word = somebody.preposition
        plain = line.syntax.joined.get(word, word) if word else "object"
        slot = "agent" if plain in line.syntax.agent else plain
        if slot not in slots and not (slot == "object" and slots):
            slots[slot] = [somebody, *_joined_behind(line, line.people[n:])]
    return slots


def _joined_behind(line: Line, people: Sequence[Somebody]) -> Iterator[Somebody]:
    for one, other in pairwise(people):
        if not _joins(line, one, other):
            return
        yield other


def _joined_before(line: Line, last: Somebody) -> list[Somebody]:
    """The party and those named before it in one list: «Senegal and Mauritania»."""
    chain = [last]
    for other in reversed(line.people[: line.people.index(last)]):
        if other.preposition is not None or not _joins(line, other, chain[0]):
            break
        chain.insert(0, other)
    return chain


def _joins(line: Line, one: Somebody, other: Somebody) -> bool:
    start = line.tokens[0].i
    between = [t.lower for t in line.tokens[one.last + 1 - start : other.first - start]]
    joining = line.syntax.listing | line.syntax.articles
    return 0 < len(between) <= 3 and between[0] in line.syntax.listing and joining.issuperset(between)


def choose_parties(scene: Scene, slots: Slots, wanted: Iterable[str], taken: Sequence[Party]) -> tuple[Party, ...]:
    """Whoever stands in the best slot that is filled; nobody twice."""
    heads = {p.head.i for p in taken}
    for slot in wanted:
        parties = [_make_party(scene, s, slot) for s in slots.get(slot, ()) if s.last not in heads]
        if parties:
            return tuple(parties[:MOST_PARTIES])
    return ()


def _make_party(scene: Scene, somebody: Somebody, slot: str) -> Party:
    first, last = scene.parse.tokens[somebody.first], scene.parse.tokens[somebody.last]
    return Party(last, scene.parse.words(first, last), somebody.mention, slot)


def choose_place(line: Line, token: Token) -> PlaceMention | None:
    """The nearest place of the sentence behind «in», «near» …; towns before countries."""
    rated = []
    for word in line.tokens:
        mention = line.scene.place_of.get(word.i)
        if mention is None or mention.metonym or mention.span.start != word.start:
            continue
        if abs(word.i - token.i) > PLACE_REACH:
            continue
        if any(t.lower in line.syntax.situated for t in line.before(word, REACH_BEFORE)):
            fine = mention.place.level in FINE
            rated.append((not fine, abs(word.i - token.i), word.i, mention))
    return min(rated, key=lambda r: r[:3])[3] if rated else None


def choose_time(line: Line, token: Token, status: Status) -> TimeMention | None:
    """The nearest time of the sentence that lies in the calendar; only what is planned lies ahead."""
    published = line.scene.reading.article.published
    best, least = None, len(line.tokens)
    for word in line.tokens:
        time = line.scene.time_of.get(word.i)
        if time is None or time.interval is None or abs(word.i - token.i) >= least:
            continue
        if status == "planned" or published is None or time.interval.first <= published:
            best, least = time, abs(word.i - token.i)
    return best


def choose_status(line: Line, token: Token) -> Status:
    """The words shortly before: «not», «denied», «will», «may», «reportedly»; «would-be» is no «would»."""
    row = line.before(token, STANCE_REACH)
    before = {one.lower for one, other in zip(row, [*row[1:], token]) if not other.word.startswith("-")}
    if before & line.syntax.denying:
        return "denied"
    if before & line.syntax.supposing:
        return "hypothetical"
    if before & line.syntax.future:
        return "planned"
    return "hedged" if before & line.syntax.alleging else "asserted"


def group_by_order(mentions: Sequence[Mention]) -> list[Group]:
    """One group an event: mentions of one type and mode join unless date or place speaks against it."""
    groups: list[Group] = []
    for mention in sorted(mentions, key=lambda m: (not m.alone, -m.score, m.token.i)):
        group = next((g for g in groups if _same_kind(g.best, mention) and may_join(g, mention)), None)
        if group is None and mention.alone:
            groups.append(Group([mention], mention.score))
        elif group is not None:
            group.mentions.append(mention)
    return groups


def _same_kind(one: Mention, other: Mention) -> bool:
    """One type, and no two modes; killing, burning and abducting are one attack."""
    modes = {one.trigger.frame.mode, other.trigger.frame.mode} - {None}
    return one.type == other.type and (len(modes) < 2 or one.type == "ASSAULT")
