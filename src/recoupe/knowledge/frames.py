"""Event frames of a language: which words say that something happened, and where their arguments stand."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import product

import msgspec

from recoupe.knowledge.loader import HOME, Entry, KnowledgeError, load_entries
from recoupe.knowledge.syntax import Syntax, load_syntax


class Frame(Entry, frozen=True, kw_only=True):
    """Words that express one event type.

    A trigger is a lemma, "a+b" (a with b near it), "a+b|c" (with b or c), "a+>b" (a with b hanging on it), "a+@place"
    (a with a place hanging on it; likewise "@person", "@armed", "@institution" …; "by@armed" where they act, "by@thing"
    where nobody does, "by@states" where those of several countries do), "se x" (reflexive) or a fixed phrase. `unless`:
    triggers with which the same words say something else («mettre le feu aux poudres»). `actor` and `recipient` name
    where the argument stands, best first: subject, object, agent, adjective, or a preposition ("de@armed": only for
    that kind of actor). `suffered` are those of the verbs whose subject undergoes the deed («le convoi a sauté»),
    `asked` those whose object is what is asked for or sent; the object of `persons` frames is somebody whatever the
    noun. `strict` frames decide by slot alone who acts and who is acted upon. `alone` is the probability the rule
    claims by itself, for words so plain that no model need confirm them; frames that `settles` decide the type. With
    `bare` false a participle that only describes does not count («une croissance soutenue», «il est accusé de vol»);
    with `people` true vehicles and goods do not («un convoi est arrivé» is no visit); with `counted` false the dead and
    wounded beside the words are another event's; where neither a day nor a place stands beside the words of a `part`
    frame, they go on about the attack told before. A `countrywide` event befalls a whole country unless a place is
    told. `without`: words that, in the same sentence, keep the frame from counting; only looked at in languages that no
    model parses, where triggers are forms instead of lemmas and "@actor" is anybody.
    """

    type: str
    mode: str | None = None
    alone: float = 0.0
    strict: bool = False
    settles: bool = False
    bare: bool = True
    people: bool = False
    countrywide: bool = False
    counted: bool = True
    part: bool = False
    without: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    suffered: tuple[str, ...] = ()
    persons: bool = False
    asked: tuple[str, ...] = ()
    actor: tuple[str, ...] = ("subject", "agent", "de")
    recipient: tuple[str, ...] = ("object", "contre", "à")
    mode_words: dict[str, tuple[str, ...]] = msgspec.field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Trigger:
    """One way to say a frame: the head word, what must stand near it, and how specific that is."""

    frame: Frame
    head: str
    near: tuple[str, ...]
    phrase: tuple[str, ...]
    reflexive: bool
    verbal: bool
    suffered: bool = False
    asked: bool = False

    @property
    def weight(self) -> int:
        """Conditions beyond the head word: the more there are, the surer the frame."""
        return len(self.near) + len(self.phrase) + self.reflexive


@dataclass(frozen=True, eq=False)
class Frames:
    """All frames of a language, found by the head word of their triggers; `unless` has those that rule a frame out."""

    frames: tuple[Frame, ...]
    triggers: dict[str, tuple[Trigger, ...]]
    unless: dict[str, tuple[Trigger, ...]]
    syntax: Syntax


@lru_cache(maxsize=4)
def load_frames(language: str) -> Frames:
    """The frames of `languages/<code>/events/*.yml`; none when the language has no such folder."""
    folder = HOME / "languages" / language / "events"
    frames = tuple(frame for path in sorted(folder.glob("*.yml")) for frame in load_entries(path, Frame))
    ids = [frame.id for frame in frames]
    if len(ids) != len(set(ids)):
        twice = next(i for i in ids if ids.count(i) > 1)
        raise KnowledgeError(f"{folder}: {twice}: this id stands in two files")
    saying = [t for f in frames for verbal in (True, False) for t in frame_triggers(f, verbal)]
    barring = [t for frame in frames for words in frame.unless for t in triggers_of(frame, words, True)]
    return Frames(frames, by_head(saying), by_head(barring), load_syntax(language))


def frame_triggers(frame: Frame, verbal: bool) -> list[Trigger]:
    """The triggers of a frame that are verbs, or those that are nouns."""
    return [t for words in (frame.verbs if verbal else frame.nouns) for t in triggers_of(frame, words, verbal)]


def by_head(triggers: list[Trigger]) -> dict[str, tuple[Trigger, ...]]:
    """Triggers under their head word, in the order of the files."""
    found: dict[str, list[Trigger]] = {}
    for trigger in triggers:
        found.setdefault(trigger.head, []).append(trigger)
    return {head: tuple(row) for head, row in found.items()}


def triggers_of(frame: Frame, words: str, verbal: bool) -> list[Trigger]:
    """The triggers written as `words`: one for each choice of alternatives («bloquer+route|piste»)."""
    choices = product(*(part.split("|") for part in words.split("+")))
    return [make_trigger(frame, "+".join(choice), verbal) for choice in choices]


def make_trigger(frame: Frame, words: str, verbal: bool) -> Trigger:
    """The trigger written as `words` in a frame."""
    head, *near = words.split("+")
    reflexive = head.startswith(("se ", "s'"))
    head = head.removeprefix("se ").removeprefix("s'")
    first, *phrase = head.split(" ")
    suffered, asked = (verbal and words in listed for listed in (frame.suffered, frame.asked))
    return Trigger(frame, first, tuple(near), tuple(phrase), reflexive, verbal, suffered, asked)
