"""Which article draws on which, as a tree for each origin, with the reasons in words.

A list of rows in the order they are drawn; `drawing` of a row is the small SVG before it, which shows the branch it
hangs on: a line with an arrow where the direction is known, a dashed one where it is not.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from recoupe.apps.reason_words import in_reader_words
from recoupe.apps.web.dossier.columns import article_name, article_time, moment_words
from recoupe.apps.web.dossier.curtain import Curtain
from recoupe.apps.web.speech import Speech
from recoupe.model import Article, Event, Link, Origins

DRAWN = 40  # articles of an event in its tree
STEP_X, HEIGHT, MARK, BELOW = 22, 30, 5.5, 1500


@dataclass(frozen=True, slots=True)
class Twig:
    """One article in the tree of its origin; `link` is what it hangs on, None for a root."""

    article: str
    name: str
    published: str
    depth: int
    unsure: bool
    mixed: bool
    link: Link | None
    kind: str
    why: tuple[str, ...]
    drawing: Markup

    @property
    def score(self) -> float:
        return self.link.score if self.link else 0.0


@dataclass(frozen=True, slots=True)
class Tree:
    """The articles of one origin; `established` when one of them is neither undetermined nor mixed."""

    number: int
    established: bool
    twigs: tuple[Twig, ...]


@dataclass(frozen=True, slots=True)
class Derivation:
    trees: tuple[Tree, ...]
    hidden: int


def make_derivation(
    event: Event,
    origins: Origins,
    articles: Mapping[str, Article],
    groups: Sequence[Sequence[str]],
    w: Speech,
    curtain: Curtain,
) -> Derivation:
    """The trees of the event's origins; beyond forty articles the rest is counted."""
    room, trees = DRAWN, []
    ground = Ground(origins, articles, frozenset(event.undetermined), w, curtain)
    for number, group in enumerate(groups, 1):
        chosen = sorted(group, key=lambda a: article_time(articles.get(a), a))[: max(0, room)]
        room -= len(chosen)
        if chosen:
            unsure = set(event.undetermined) | ground.mixed
            trees.append(Tree(number, any(a not in unsure for a in group), tuple(grow(chosen, ground))))
    return Derivation(tuple(trees), sum(map(len, groups)) - sum(len(tree.twigs) for tree in trees))


class Ground:
    """What trees are grown from."""

    def __init__(
        self,
        origins: Origins,
        articles: Mapping[str, Article],
        undetermined: frozenset[str],
        w: Speech,
        curtain: Curtain,
    ) -> None:
        self.articles, self.undetermined, self.w, self.curtain = articles, undetermined, w, curtain
        self.mixed = {m.article for m in origins.mixed}
        self.links: dict[str, Link] = {}
        for link in sorted(origins.links, key=lambda k: k.score):
            self.links[link.later] = link


def grow(group: Sequence[str], ground: Ground) -> Iterator[Twig]:
    """The articles of a group, each after the one it draws on; every article once, whatever the links say."""
    members, children = set(group), defaultdict(list)
    for article in group:
        link = ground.links.get(article)
        children[link.earlier if link and link.earlier in members else ""].append(article)
    seen: set[str] = set()
    yield from branch("", (), children, ground, seen)
    for article in group:  # links that turn in a circle have no root
        if article not in seen:
            yield make_twig(article, (), ground, None)


def branch(
    parent: str, lasts: tuple[bool, ...], children: Mapping[str, list[str]], ground: Ground, seen: set[str]
) -> Iterator[Twig]:
    """The twigs under one article; `lasts` says of each level above whether nothing more hangs on it."""
    mine = [article for article in children.get(parent, ()) if article not in seen]
    for at, article in enumerate(mine):
        seen.add(article)
        path = (*lasts, at == len(mine) - 1) if parent else ()
        yield make_twig(article, path, ground, ground.links.get(article) if parent else None, article in children)
        if len(lasts) < DRAWN:
            yield from branch(article, path, children, ground, seen)


def make_twig(article: str, path: tuple[bool, ...], ground: Ground, link: Link | None, bears: bool = False) -> Twig:
    w, head = ground.w, ground.articles.get(article)
    unsure = article in ground.undetermined
    return Twig(
        article,
        ground.curtain.words(article_name(head, article)),
        moment_words(head, w),
        len(path),
        unsure,
        article in ground.mixed,
        link,
        kind_words(link, w) if link else "",
        tuple(ground.curtain.words(in_reader_words(why, w.language)) for why in link.why) if link else (),
        draw_twig(path, unsure, link is None or link.directed, bears),
    )


def kind_words(link: Link, w: Speech) -> str:
    """What ties the two, without a word of blame: only a credit line says where a text comes from."""
    return {
        "credited": w._("credits it as its source"),
        "same wording": w._("same wording: dependence not excluded"),
        "translation": w._("close to a translation: dependence not excluded"),
        "rewrite": w._("tells the same in other words: dependence not excluded"),
        "echo": w._("echoes part of it: dependence not excluded"),
        "decision": w._("one origin, as an analyst settled"),
    }.get(link.kind, w._("dependence not excluded"))


def draw_twig(path: tuple[bool, ...], unsure: bool, directed: bool, bears: bool) -> Markup:
    """The branch before an article: lines of the levels above, the bend, an arrow, and the article's mark.

    Lines to rows further down run on below the drawing; the row cuts them off.
    """
    depth, middle = len(path), HEIGHT / 2
    x = 8 + STEP_X * depth
    parts = [f'<path d="M{8 + STEP_X * n} 0V{BELOW}"/>' for n, last in enumerate(path[:-1]) if not last]
    if path:
        bend = x - STEP_X
        line = "" if directed else ' class="open"'
        parts.append(f'<path d="M{bend} 0V{middle if path[-1] else BELOW}"/><path{line} d="M{bend} {middle}H{x - 7}"/>')
        if directed:
            parts.append(f'<path class="arrow" d="M{x - 11} {middle - 4}L{x - 6} {middle}L{x - 11} {middle + 4}"/>')
    if bears:
        parts.append(f'<path d="M{x} {middle}V{BELOW}"/>')
    parts.append(f'<circle class="{"unsure" if unsure else "sure"}" cx="{x}" cy="{middle}" r="{MARK}"/>')
    width = x + 8
    size = f'width="{width}" height="{HEIGHT}" viewBox="0 0 {width} {HEIGHT}"'
    return Markup(f'<svg class="twig" {size} aria-hidden="true">{"".join(parts)}</svg>')
