"""The place of an article among the origins: its company, the articles it draws on, and those that draw on it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from recoupe.api import Desk
from recoupe.apps.reason_words import in_reader_words
from recoupe.apps.web.dossier.columns import article_name, article_time
from recoupe.apps.web.dossier.derivation import kind_words
from recoupe.apps.web.speech import Speech
from recoupe.model import Article, Link

SHOWN = 12


@dataclass(frozen=True, slots=True)
class Peer:
    id: str
    name: str
    published: str


@dataclass(frozen=True, slots=True)
class Tie:
    """A link with another article, told from this one."""

    peer: Peer
    kind: str
    score: float
    directed: bool
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """`known` is False while the picture has not been made; `more` peers are not named."""

    known: bool
    undetermined: bool
    mixed: bool
    peers: tuple[Peer, ...]
    more: int
    draws_on: tuple[Tie, ...]
    drawn_on_by: tuple[Tie, ...]

    @property
    def alone(self) -> bool:
        return self.known and not self.peers


def find_standing(article: str, desk: Desk, w: Speech) -> Standing:
    """Looks only at the groups and links that name the article."""
    origins = desk.store.origins_about([article])
    others = [a for group in origins.groups if article in group for a in group if a != article]
    ties = [k for k in origins.links if article in (k.later, k.earlier)]
    named = [*(k.earlier if k.later == article else k.later for k in ties[: 2 * SHOWN]), *others[:SHOWN]]
    heads = {r.article.id: r.article for r in desk.readings(list(dict.fromkeys(named)))}
    shown = sorted(others[:SHOWN], key=lambda a: article_time(heads.get(a), a))
    return Standing(
        bool(origins.groups),
        article in origins.undetermined,
        any(m.article == article for m in origins.mixed),
        tuple(peer_of(a, heads, w) for a in shown),
        max(0, len(others) - SHOWN),
        tuple(tie_of(k, k.earlier, heads, w) for k in ties if k.later == article)[:SHOWN],
        tuple(tie_of(k, k.later, heads, w) for k in ties if k.earlier == article)[:SHOWN],
    )


def peer_of(name: str, heads: Mapping[str, Article], w: Speech) -> Peer:
    head = heads.get(name)
    return Peer(name, article_name(head, name), w.day(head.published) if head and head.published else "")


def tie_of(link: Link, other: str, heads: Mapping[str, Article], w: Speech) -> Tie:
    why = tuple(in_reader_words(words, w.language) for words in link.why)
    return Tie(peer_of(other, heads, w), kind_words(link, w), link.score, link.directed, why)
