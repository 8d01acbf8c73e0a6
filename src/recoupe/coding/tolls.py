"""Tolls: how many killed, wounded and abducted a sentence tells of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from recoupe.model import Count, CountMention, Span
from recoupe.parsing import Parse, Sentence

Harm = Literal["killed", "wounded", "abducted"]


@dataclass(frozen=True, slots=True)
class Toll:
    """`count` people suffered `harm`; `trigger` are the words of the harm, `victims` the words for the people.

    `side` tells victims apart that add up («six Français et deux Nigériens»); `total` marks a stated sum.
    `fighters` marks losses of the attackers. `revised_from` is an earlier toll that the same words replace.
    """

    harm: Harm
    count: Count
    span: Span
    trigger: Span
    victims: str
    rule: str
    total: bool = False
    fighters: bool = False
    revised_from: Count | None = None


def find_tolls(parse: Parse, sentence: Sentence, counts: tuple[CountMention, ...]) -> tuple[Toll, ...]:
    """The tolls told in one sentence, in text order."""
    return ()
