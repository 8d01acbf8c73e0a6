"""Origins brought up to date: a new article touches only its neighbourhood.

Groups are what links join. Links between articles of the neighbourhood are found anew; all others stand.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from zlib import crc32

from recoupe.model import Figure, Origins, Reading
from recoupe.recoup.arithmetic import quantity_of
from recoupe.recoup.facts import find_facts
from recoupe.recoup.folding import fold
from recoupe.recoup.groups import Groups
from recoupe.recoup.origins import find_origins
from recoupe.recoup.profile import Profile, make_profiles
from recoupe.recoup.rarity import rarity_of

MARKS, STEMS, NAMES, PLACES, TOLLS, FIGURES = 16, 32, 24, 12, 12, 24  # so many keys of each sort at most


def update_origins(
    previous: Origins, readings: Sequence[Reading], work: Counter[str] | None = None, fresh: Iterable[str] = ()
) -> Origins:
    """The origins of all articles, known ones and those of `readings`: new articles with their neighbours.

    An article of the neighbourhood that goes back to one outside it stays where it is, unless it is one of `fresh`,
    which came in or changed.
    """
    found = find_origins(readings, work)
    near = {article for group in found.groups for article in group}
    known = [article for group in previous.groups for article in group]
    changed = set(fresh)
    links = [k for k in previous.links if k.later not in near or (k.earlier not in near and k.later not in changed)]
    later = {link.later for link in links}
    settled = later & near
    links += [link for link in found.links if link.later not in later]
    groups = Groups(dict.fromkeys((*known, *near)))
    for link in links:
        groups.join(link.later, link.earlier)
    stay = {article for article in known if article not in near} | settled
    unsure = (set(found.undetermined) - settled) | (set(previous.undetermined) & stay)
    return Origins(
        groups=tuple(sorted(tuple(sorted(group)) for group in groups.all())),
        undetermined=tuple(sorted(unsure)),
        mixed=(
            *(m for m in previous.mixed if m.article in stay),
            *(m for m in found.mixed if m.article not in settled),
        ),
        links=tuple(sorted(links, key=lambda k: (k.later, k.earlier))),
    )


# keys


def neighbour_keys(reading: Reading) -> tuple[int, ...]:
    """Keys under which a store can keep an article, to find those that may share its origin, events or figures.

    Of the many words of an article those with the lowest hashes are taken: the same ones in every article.
    """
    return tuple(dict.fromkeys(crc32(key.encode()) for key in _keys(reading)))


def _keys(reading: Reading) -> Iterator[str]:
    facts = find_facts(reading)
    yield from (f"run:{mark}" for mark in facts.sketch[:MARKS])
    yield from _lowest((f"stem:{stem}" for stem in facts.stems if rarity_of(stem) == 1.0), STEMS)
    profiles = list(make_profiles(reading))
    yield from _lowest((f"name:{name}" for p in profiles for name in p.names), NAMES)
    yield from _lowest((key for p in profiles for key in _place_keys(p)), PLACES)
    yield from _lowest((f"toll:{p.report.type}:{n:g}" for p in profiles for n in p.numbers), TOLLS)
    yield from _lowest((figure_key(f) for f in reading.figures if quantity_of(f)), FIGURES)


def _place_keys(profile: Profile) -> Iterator[str]:
    """Place and kind of event, with the month where the article gives a date."""
    window, place = profile.window, profile.report.place
    month = f"{window.first:%Y-%m}" if window and profile.said and window.days <= 31 else ""
    if place:
        yield f"place:{profile.report.type}:{fold(place)}:{month}"


def figure_key(figure: Figure) -> str:
    """Where figures of one quantity meet."""
    return f"figure:{quantity_of(figure)}"


def _lowest(keys: Iterable[str], most: int) -> list[str]:
    return sorted(set(keys), key=lambda key: (crc32(key.encode()), key))[:most]
