"""Families: outlets of one publisher, or one outlet twice, are one voice."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from recoupe.knowledge.outlets import load_outlets, outlet_key
from recoupe.recoup.folding import words
from recoupe.recoup.lexicon import load_lexicon

_ASIDE = re.compile(r"\([^()]*\)")


@lru_cache(maxsize=4096)
def family_of(outlet: str | None) -> str | None:
    """The publisher behind an outlet's name; the name in plain words when it is not known; None without a name."""
    if not outlet:
        return None
    known = load_outlets().by_name(outlet)
    return known.house if known else outlet_key(outlet)


@lru_cache(maxsize=4096)
def initials_of(outlet: str | None) -> str | None:
    """The short name that a name of three words or more makes: «Agence de presse du fleuve» is "apf"."""
    name = _ASIDE.sub(" ", outlet or "")
    common = load_lexicon().common
    letters = [word[0] for word in words(name) if word not in common and word.isalpha()]
    return "".join(letters) if len(letters) >= 3 else None


def count_voices(groups: Iterable[Iterable[str | None]]) -> int:
    """How many voices the groups of outlets make: groups whose outlets are all of one family count once.

    An outlet that signs with its initials is the one that bears the name, when both are among them.
    """
    told = [list(group) for group in groups]
    full = {initials_of(outlet): family_of(outlet) for group in told for outlet in group}
    seen: set[str] = set()
    voices = 0
    for group in told:
        families = {full.get(family, family) if family else None for family in map(family_of, group)}
        if len(families) == 1 and None not in families:
            family = str(next(iter(families)))
            if family in seen:
                continue
            seen.add(family)
        voices += 1
    return voices
