"""Origins brought up to date: a new article touches only its neighbourhood.

Groups are what links join. Links between articles of the neighbourhood are found anew; all others stand.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from zlib import crc32

from recoupe.model import Figure, Origins, Reading
from recoupe.recoup.arithmetic import quantity_of
from recoupe.recoup.clusters import report_keys
from recoupe.recoup.facts import find_facts
from recoupe.recoup.groups import Groups
from recoupe.recoup.origins import find_origins
from recoupe.recoup.profile import make_profiles
from recoupe.recoup.rarity import rarity_of

MARKS, STEMS, REPORTS, FIGURES = 16, 64, 120, 24  # so many keys of each sort at most


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


def figure_keys(figure: Figure) -> tuple[int, ...]:
    """The keys under which figures of one quantity meet."""
    quantity = quantity_of(figure)
    return (crc32(f"figure:{quantity}".encode()),) if quantity else ()


def _keys(reading: Reading) -> Iterator[str]:
    facts = find_facts(reading)
    yield from (f"run:{mark}" for mark in facts.sketch[:MARKS])
    yield from _lowest((f"stem:{stem}" for stem in facts.stems if rarity_of(stem) == 1.0), STEMS)
    reports = {f"report:{key}" for profile in make_profiles(reading) for key in report_keys(profile)}
    yield from _lowest(reports, REPORTS)
    yield from _lowest((f"figure:{quantity_of(f)}" for f in reading.figures if quantity_of(f)), FIGURES)


def _lowest(keys: Iterable[str], most: int) -> list[str]:
    return sorted(set(keys), key=lambda key: (crc32(key.encode()), key))[:most]
