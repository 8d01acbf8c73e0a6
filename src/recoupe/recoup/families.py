"""Families: outlets of one publisher, or one outlet twice, are one voice."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from recoupe.knowledge.outlets import load_outlets
from recoupe.recoup.folding import fold


@lru_cache(maxsize=4096)
def family_of(outlet: str | None) -> str | None:
    """The publisher behind an outlet's name; the folded name itself when it is not known; None without a name."""
    if not outlet:
        return None
    known = load_outlets().by_name(outlet)
    return known.house if known else fold(outlet).strip()


def count_voices(groups: Iterable[Iterable[str | None]]) -> int:
    """How many voices the groups of outlets make: groups whose outlets are all of one family count once."""
    seen: set[str] = set()
    voices = 0
    for group in groups:
        families = {family_of(outlet) for outlet in group}
        if len(families) == 1 and None not in families:
            family = next(iter(families))
            if family in seen:
                continue
            seen.add(str(family))
        voices += 1
    return voices
