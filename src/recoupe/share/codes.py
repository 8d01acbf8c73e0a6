"""Codes that several formats share: countries, precision of days and places, sides."""

from __future__ import annotations

from collections.abc import Iterable

from babel import Locale

from recoupe.knowledge.formats import CountryCodes, format_codes
from recoupe.model import Interval, Place
from recoupe.share.cells import listed
from recoupe.share.shown import Party, Shown

ARMED = frozenset(("REB", "UAF", "CRM", "PRM"))
STATE = frozenset(("MIL", "COP", "GOV", "SPY"))


def country_codes(place: Place | None) -> CountryCodes | None:
    return format_codes().countries.get(place.country) if place and place.country else None


def country_name(place: Place | None) -> str | None:
    """The English name, as the formats of the field use it."""
    if place is None or place.country is None:
        return None
    return str(Locale("en").territories.get(place.country, place.country))


def first_day(shown: Shown) -> str | None:
    return shown.when.first.isoformat() if shown.when else None


def days_grade(when: Interval | None, steps: tuple[int, ...]) -> int | None:
    """1 for at most `steps[0]` days, 2 for at most `steps[1]` …; the number after the last for more."""
    if when is None:
        return None
    return next((n for n, days in enumerate(steps, 1) if when.days <= days), len(steps) + 1)


def has_sector(parties: Iterable[Party], sectors: frozenset[str]) -> bool:
    return any(p.sector in sectors for p in parties)


def is_battle(shown: Shown) -> bool:
    """Both sides bear arms: it is a fight, not an attack on civilians."""
    arms = ARMED | STATE
    return has_sector(shown.actors, arms) and has_sector(shown.recipients, arms)


def names(parties: Iterable[Party]) -> str:
    return listed(p.name for p in parties)


def headline(shown: Shown) -> str | None:
    return shown.sources[0].title if shown.sources else None


def outlets(shown: Shown) -> str:
    return listed(dict.fromkeys(s.outlet for s in shown.sources))
