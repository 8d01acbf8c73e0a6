"""Every date rule catches its own examples and leaves the others alone."""

import pytest

from recoupe.knowledge.loader import KnowledgeError
from recoupe.model import Article
from recoupe.parsing.spacy_model import parse_articles
from recoupe.reading.times import find_expressions
from recoupe.reading.times.operations import DROP, OPERATIONS
from recoupe.reading.times.rules import Rule, load_grammar

RULES = [(code, rule) for code in ("fr", "en") for rule in load_grammar(code).rules]


def rule_ids(code: str, sentence: str) -> set[str]:
    article = Article("a", sentence, language=code)
    (_, parse), *_ = parse_articles([article], fast=True)
    return {found.rule.id for found in find_expressions(load_grammar(code), parse, dropped=True)}


@pytest.mark.parametrize(("code", "rule"), RULES, ids=[rule.id for _, rule in RULES])
def test_rule_keeps_its_examples(code: str, rule: Rule) -> None:
    assert rule.op == DROP or rule.op in OPERATIONS
    assert rule.catches and rule.leaves, "every rule shows what it catches and what it leaves"
    for sentence in rule.catches:
        assert rule.id in rule_ids(code, sentence), sentence
    for sentence in rule.leaves:
        assert rule.id not in rule_ids(code, sentence), sentence


def test_unknown_class_stops_the_load(tmp_path, monkeypatch) -> None:
    (tmp_path / "times.yml").write_text('- {id: x.bad, pattern: "{nosuch} jour", op: date}')
    monkeypatch.setattr("recoupe.reading.times.rules.language_file", lambda code, name: tmp_path / name)
    load_grammar.cache_clear()
    with pytest.raises(KnowledgeError, match=r"x.bad.*nosuch"):
        load_grammar("xx")
    load_grammar.cache_clear()


def test_language_without_rules_reads_no_dates() -> None:
    assert rule_ids("sv", "I måndags, den 3 maj 2025") == set()
