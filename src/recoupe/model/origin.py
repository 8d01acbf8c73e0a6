"""Origins: groups of articles that go back to one first-hand account."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Link:
    """`later` draws on `earlier` with `score` in 0..1; `directed`: time or content shows which way."""

    later: str
    earlier: str
    score: float
    why: tuple[str, ...] = ()
    directed: bool = True
    kind: str = "rewrite"


@dataclass(frozen=True, slots=True)
class Mixed:
    """An article that draws on more than one origin."""

    article: str
    parts: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Origins:
    """The best partition of all articles (`groups`), who in it is not certain, who mixes, and the links.

    A group counts as an independent origin only if one of its articles is neither undetermined nor mixed.
    """

    groups: tuple[tuple[str, ...], ...]
    undetermined: tuple[str, ...] = ()
    mixed: tuple[Mixed, ...] = ()
    links: tuple[Link, ...] = ()

    @property
    def independent(self) -> int:
        unsure = {*self.undetermined, *(m.article for m in self.mixed)}
        return sum(any(article not in unsure for article in group) for group in self.groups)

    def among(self, articles: set[str]) -> Origins:
        """The same origins seen by some articles only."""
        groups = tuple(g for g in (tuple(a for a in group if a in articles) for group in self.groups) if g)
        return Origins(
            groups,
            tuple(a for a in self.undetermined if a in articles),
            tuple(m for m in self.mixed if m.article in articles),
            tuple(k for k in self.links if k.later in articles and k.earlier in articles),
        )
