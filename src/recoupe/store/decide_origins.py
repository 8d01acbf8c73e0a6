"""Decisions on origins: two articles go back to one account, or they do not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from recoupe.model import Decision, Link, Origins
from recoupe.store.decisions import Unfit, settled_by, standing


def decide_origins(origins: Origins, decisions: Sequence[Decision]) -> tuple[Origins, tuple[Unfit, ...]]:
    """The origins as the analysts settled them, and what no longer fits."""
    unfit = []
    for decision in standing(decisions):
        if decision.kind == "origin":
            try:
                origins = settle(origins, decision)
            except ValueError as error:
                unfit.append(Unfit(decision, str(error)))
    return origins, tuple(unfit)


def settle(origins: Origins, decision: Decision) -> Origins:
    later, earlier = decision.target, str(decision.value.get("earlier"))
    for article in (later, earlier):
        if not any(article in group for group in origins.groups):
            raise ValueError(f"article {article} is not in the store")
    verdict = decision.value.get("verdict")
    if verdict not in ("same", "independent"):
        raise ValueError(f"verdict {verdict!r} is neither same nor independent")
    links = tuple(k for k in origins.links if {k.later, k.earlier} != {later, earlier})
    undetermined = tuple(a for a in origins.undetermined if a != later)
    cleared = replace(origins, links=links, undetermined=undetermined)
    return join(cleared, later, earlier, decision) if verdict == "same" else part(cleared, later, earlier)


def join(origins: Origins, later: str, earlier: str, decision: Decision) -> Origins:
    """One origin of the two groups, with a link that says who settled it."""
    held = [group for group in origins.groups if later in group or earlier in group]
    joined = tuple(dict.fromkeys(article for group in held for article in group))
    groups = [
        joined if group is held[0] else group for group in origins.groups if group is held[0] or group not in held
    ]
    link = Link(later, earlier, 1.0, (settled_by(decision),), kind="decision")
    return replace(origins, groups=tuple(groups), links=(*origins.links, link))


def part(origins: Origins, later: str, earlier: str) -> Origins:
    """`later` leaves the group of `earlier`, with whatever hangs on it alone."""
    group = next(g for g in origins.groups if later in g)
    if earlier not in group:
        return origins
    leaving = reachable(origins.links, later, set(group))
    leaving = {later} if earlier in leaving else leaving
    stay, go = tuple(a for a in group if a not in leaving), tuple(a for a in group if a in leaving)
    links = tuple(k for k in origins.links if (k.later in leaving) == (k.earlier in leaving) or k.later not in group)
    groups = [part for g in origins.groups for part in ((stay, go) if g is group else (g,))]
    return replace(origins, groups=tuple(groups), links=links)


def reachable(links: Sequence[Link], start: str, among: set[str]) -> set[str]:
    """Articles tied to `start` by links."""
    found, fresh = {start}, [start]
    while fresh:
        article = fresh.pop()
        for link in links:
            for other in {link.later, link.earlier} - {article} if article in (link.later, link.earlier) else ():
                if other in among and other not in found:
                    found.add(other)
                    fresh.append(other)
    return found
