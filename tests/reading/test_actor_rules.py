"""Every rule for actors, quotations and cues catches its own examples and leaves the others alone."""

from __future__ import annotations

from functools import lru_cache

import pytest
from actor_making import parse_all

from recoupe.knowledge.actors import load_actors
from recoupe.knowledge.loader import Entry, language_file, load_entries
from recoupe.model import Article
from recoupe.parsing import Parse
from recoupe.reading.actors import read_actors
from recoupe.reading.actors_lexicon import ActorRule
from recoupe.reading.clauses import CueRule
from recoupe.reading.cues import read_cues
from recoupe.reading.quotations import read_quotations
from recoupe.reading.quotations_hall import QuotationRule

FILES = (("actors.yml", ActorRule), ("quotations.yml", QuotationRule), ("cues.yml", CueRule))
# What reads a rule of these uses goes by another name than the rule's own.
READ_AS = {
    "title": "person-name",
    "about": "soldiers",
    "participle": "armed-bodies",
    "locative": "convoys",
    "quantity": "fighters",
    "reflexive": "said",
    "document": "according",
    "acting": "capital-acts",
    "addressing": "capital-acts",
    "outside": "state-name",
}


def every_rule() -> list[tuple[str, Entry]]:
    return [(name, rule) for name, kind in FILES for rule in load_entries(language_file("fr", name), kind)]


def every_example() -> list[tuple[str, str, str, bool]]:
    """File, name the rule reads as, sentence, whether it must be caught."""
    rows = []
    for name, rule in every_rule():
        reads = READ_AS.get(getattr(rule, "use", ""), rule.id)
        rows += [(name, reads, s, True) for s in rule.catches]
        rows += [(name, reads, s, False) for s in rule.leaves]
    return rows


@lru_cache(maxsize=1)
def parses() -> dict[str, tuple[Article, Parse]]:
    texts = sorted({text for _, _, text, _ in every_example()})
    return dict(zip(texts, parse_all(texts)))


def rules_at_work(name: str, text: str) -> set[str]:
    article, parse = parses()[text]
    mentions = read_actors(article, parse, (), load_actors())
    if name == "actors.yml":
        return {m.rule for m in mentions}
    said = read_quotations(article, parse, mentions)
    return {q.rule for q in said} if name == "quotations.yml" else {c.rule for c in read_cues(article, parse, said)}


@pytest.mark.parametrize(
    ("name", "reads", "text", "caught"), every_example(), ids=[f"{r}: {t}" for _, r, t, _ in every_example()]
)
def test_a_rule_keeps_its_own_examples(name: str, reads: str, text: str, caught: bool) -> None:
    assert (reads in rules_at_work(name, text)) is caught


def test_a_word_belongs_to_one_kind_of_actor() -> None:
    """A noun that two entries claim would be read by whichever comes first."""
    seen: dict[str, str] = {}
    twice = []
    for rule in load_entries(language_file("fr", "actors.yml"), ActorRule):
        if rule.use in ("function", "group", "body", "title"):
            twice += [w for w in rule.words if seen.setdefault(w, rule.id) != rule.id]
    assert twice == []
