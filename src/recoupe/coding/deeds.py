"""Deeds: what kind of event other words of a sentence tell of, and which of them a time or place belongs to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from recoupe.coding.candidates import Candidate
from recoupe.parsing import Parse, Token

SPEECH = frozenset({"AGREE", "ACCUSE", "REQUEST", "SUPPORT", "REJECT", "THREATEN", "CONCEDE"})
ANSWERS = frozenset({"MOBILIZE", "REQUEST", "AID", "COOPERATE"})  # what an attack brings about in the days after it
FORCE = frozenset({"ASSAULT", "COERCE", "ACCIDENT"})


def kind_of(event_type: str) -> str:
    """Speech acts, the use of force, sanctions, or anything else."""
    if event_type in SPEECH:
        return "speech"
    return "force" if event_type in FORCE else "sanction" if event_type == "SANCTION" else "other"


def deeds_told(candidates: Iterable[Candidate]) -> dict[int, str]:
    """The kind of event that each candidate's word may tell of, by token."""
    return {c.token.i: kind_of(c.triggers[0].frame.type) for c in candidates}


def deed_between(parse: Parse, event: Token, other: Token, deeds: Mapping[int, str]) -> str | None:
    """The kind of the deed on which a word hangs below the event's: «a dénoncé l'attaque de Kayes» names the
    attack's place, not that of the reproach. None when it hangs on the event itself or stands elsewhere."""
    if other.sentence != event.sentence:
        return None
    above = {event.i, *(t.i for t in parse.ancestors(event))}
    for upper in parse.ancestors(other):
        if upper.i in above:
            return None
        if upper.i in deeds:
            return deeds[upper.i]
    return None
