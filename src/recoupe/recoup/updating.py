"""Origins brought up to date: a new article touches only its neighbourhood.

Groups are what links join. Links between articles of the neighbourhood are found anew; all others stand.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from recoupe.model import Origins, Reading
from recoupe.recoup.facts import find_facts
from recoupe.recoup.groups import Groups
from recoupe.recoup.origins import find_origins

KEYS = 96


def update_origins(previous: Origins, readings: Sequence[Reading], work: Counter[str] | None = None) -> Origins:
    """The origins of all articles, known ones and those of `readings`: new articles with their neighbours."""
    fresh = find_origins(readings, work)
    near = {article for group in fresh.groups for article in group}
    known = [article for group in previous.groups for article in group]
    links = [k for k in previous.links if k.later not in near or k.earlier not in near]
    later = {link.later for link in links}
    links += [link for link in fresh.links if link.later not in later]
    groups = Groups(dict.fromkeys((*known, *near)))
    for link in links:
        groups.join(link.later, link.earlier)
    members = sorted(tuple(sorted(group)) for group in groups.all())
    far = [article for article in known if article not in near]
    return Origins(
        groups=tuple(members),
        undetermined=tuple(sorted({*fresh.undetermined, *(set(previous.undetermined) & set(far))})),
        mixed=(*(m for m in previous.mixed if m.article not in near), *fresh.mixed),
        links=tuple(sorted(links, key=lambda k: (k.later, k.earlier))),
    )


def neighbour_keys(reading: Reading) -> tuple[str, ...]:
    """Keys under which a store can keep an article, to find those that may share its origin or its events."""
    return tuple(dict.fromkeys(_keys(reading)))[:KEYS]


def _keys(reading: Reading) -> Iterator[str]:
    facts = find_facts(reading)
    yield from (f"run:{mark}" for mark in facts.sketch[:32])
    yield from ("name:" + " ".join(name) for name in facts.names)
    yield from (f"number:{number:g}" for number in facts.numbers if number >= 100)
    yield from (f"place:{mention.place.id}" for mention in reading.places if mention.place.level == "town")
