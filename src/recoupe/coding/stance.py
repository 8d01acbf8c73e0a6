"""Stance: is the event asserted, hedged, denied, planned or hypothetical, and is it recalled history."""

from __future__ import annotations

from itertools import islice

from recoupe.coding.choices import Event, verb_tense
from recoupe.coding.relation import bucket
from recoupe.coding.scene import Scene
from recoupe.coding.series import is_series
from recoupe.model import Interval
from recoupe.model.report import Status
from recoupe.parsing import Token

RECALLED_DAYS = 30
DENIED_AS = ("obj", "ccomp", "xcomp")
DENIAL_REACH = 6  # governors above an event among which a verb of denial is looked for
CARRIED_AS = ("nsubj", "nsubj:pass", "obj")


def stance_features(scene: Scene, event: Event, when: Interval | None) -> list[str]:
    """What speaks for or against a status: cues over the words, tense, the verbs above, and the date."""
    token = event.token
    found = [f"cue={c.kind}" for c in scene.cues_over(token)]
    found += [f"cue={kind}{event.type}" for kind in {c.kind for c in scene.cues_over(token)}]
    found += [f"sentencecue={c.kind}" for c in scene.cues.get(token.sentence, ())]
    found += [f"tense={t}" for t in verb_tense(scene, token)] + [f"type={event.type}", f"frame={event.frame.id}"]
    found += [f"pos={token.pos}", f"word={token.lower}"] + [f"pos+{t}={token.pos}" for t in verb_tense(scene, token)]
    found += [f"above={w.lemma.lower()}" for w in above(scene, token)]
    found += [f"near={t.lower}" for t in scene.parse.tokens[max(0, token.i - 4) : token.i + 4] if t.i != token.i]
    found.append(f"date={age_of(scene, when)}")
    return [*found, f"date={age_of(scene, when)}{token.pos}", f"sentence={min(token.sentence, 6)}"]


def denial_of(scene: Scene, event: Event) -> Token | None:
    """The verb that denies the event as its object («dément l'attaque», «nie que des soldats aient été pris»)."""
    tokens, word = scene.parse.tokens, event.token
    if word.dep in CARRIED_AS and tokens[word.head].dep == "ccomp":
        word = tokens[word.head]
    above = tokens[word.head]
    denied = above.i != word.i and word.dep in DENIED_AS
    return above if denied and above.lemma.lower() in event.syntax.denying else None


def denial_over(scene: Scene, event: Event) -> Token | None:
    """The verb of denial somewhere above the event's word: what dates it («a démenti mardi») dates no event below."""
    upper = islice(scene.parse.ancestors(event.token), DENIAL_REACH)
    return next((t for t in upper if t.lemma.lower() in event.syntax.denying), None)


def told_by_mood(scene: Scene, event: Event, when: Interval | None) -> Status | None:
    """«auraient été tués» is hedged and «rouvrira» planned, whatever else stands around; None for other forms."""
    verb = event.token
    helpers = scene.parse.helpers(verb)
    if verb.pos != "VERB" or any(c.kind == "denied" for c in scene.cues_over(verb)):
        return None
    if any(t.lower in event.syntax.anterior for t in helpers):
        return "asserted"
    if verb.has("VerbForm=Part"):
        return "hedged" if any(t.has("Mood=Cnd") for t in helpers) else None
    published = scene.reading.article.published
    past = when is not None and published is not None and when.last < published
    return "planned" if verb.has("Tense=Fut") and not past else None


def above(scene: Scene, token: Token) -> list[Token]:
    """The two governors of a word."""
    return [t for t, _ in zip(scene.parse.ancestors(token), range(2))]


def age_of(scene: Scene, when: Interval | None) -> str:
    """How long before publication, in steps; "future" after it; "none" when either is unknown."""
    published = scene.reading.article.published
    if when is None or published is None:
        return "none"
    if when.first > published:
        return "future"
    return f"past{bucket((published - when.last).days, 2, 7, 14, RECALLED_DAYS, 90, 400)}"


def goes_on(scene: Scene, token: Token) -> bool:
    """Events that happen again and again, the object of a verb in the present: «affronte des attaques répétées»."""
    verb = scene.parse.tokens[token.head]
    present = verb.pos == "VERB" and verb.has("Tense=Pres") and not scene.parse.helpers(verb)
    return token.dep == "obj" and present and is_series(scene, token)


def is_recalled(scene: Scene, when: Interval | None) -> bool | None:
    """Happened more than 30 days before publication; None when the date is not known or straddles the limit."""
    published = scene.reading.article.published
    if when is None or published is None:
        return None
    if (published - when.last).days > RECALLED_DAYS:
        return True
    return False if (published - when.first).days <= RECALLED_DAYS else None
