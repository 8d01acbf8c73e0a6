"""What an article itself says of a distance; every pattern catches and leaves what it says."""

import pytest
from board_scene import WIRE, report

from recoupe.boards.said import find_matches, load_rules, plain_text, read_match, said_distances
from recoupe.discretion.sentences import sentence_bounds
from recoupe.model import Article

RULES = load_rules()
CATCHES = [(r, words) for r in RULES for words in r.entry.catches]
LEAVES = [(r, words) for r in RULES for words in r.entry.leaves]


def matches(rule, words):
    text = plain_text(words)
    return [found for m in rule.pattern.finditer(text) if (found := read_match(rule, m, text))]


@pytest.mark.parametrize(("rule", "words"), CATCHES, ids=[f"{r.language} {r.entry.id}: {w}" for r, w in CATCHES])
def test_patterns_catch(rule, words) -> None:
    assert matches(rule, words)


@pytest.mark.parametrize(("rule", "words"), LEAVES, ids=[f"{r.language} {r.entry.id}: {w}" for r, w in LEAVES])
def test_patterns_leave(rule, words) -> None:
    assert not matches(rule, words)


@pytest.mark.parametrize(
    ("words", "says", "km", "countries"),
    [
        ("à moins de deux kilomètres de la frontière sénégalaise", "below", 2.0, ("SN",)),
        ("à moins de 1,5 km de la frontière", "below", 1.5, ()),
        ("à environ vingt-cinq kilomètres de la frontière avec la Mauritanie", "about", 25.0, ("MR",)),
        ("à une trentaine de kilomètres de sa frontière", "about", 30.0, ()),
        ("à plus de 80 km de la frontière", "above", 80.0, ()),
        ("less than two kilometres from the Senegalese border", "below", 2.0, ("SN",)),
        ("about 12 km from the border", "about", 12.0, ()),
    ],
)
def test_values(words: str, says: str, km: float, countries: tuple[str, ...]) -> None:
    found = [s for rule, m in find_matches(plain_text(words)) if (s := read_match(rule, m, plain_text(words)))]
    assert [(s.says, s.km, s.countries) for s in found] == [(says, km, countries)]


def test_the_distance_belongs_to_the_sentence_of_the_place() -> None:
    attack = report(WIRE, "frappé", "ASSAULT")
    patrols = report(WIRE, "lancées", "COOPERATE", {"place": "Diboli"})
    assert [s.km for s in said_distances(WIRE, attack)] == [2.0]
    assert [(s.says, s.name) for s in said_distances(WIRE, patrols)] == [("near", "Kayes")]


def test_offsets_are_those_of_the_article() -> None:
    for said in said_distances(WIRE, report(WIRE, "frappé", "ASSAULT")):
        assert WIRE.text[said.start : said.end] == said.quote


def test_curly_quotes_and_narrow_spaces_read_alike() -> None:
    article = Article("a", "L’attaque a eu lieu à 12\u202fkm de la frontière.")
    assert [s.km for s in said_distances(article, report(article, "attaque", "ASSAULT"))] == [12.0]


def test_a_long_line_without_a_full_stop_is_read_in_time() -> None:
    text = "à moins de " * 40_000
    start, end = sentence_bounds(text, 200_000, 200_005)
    assert end - start < 4_000
    article = Article("long", text)
    assert said_distances(article, report(article, "moins", "ASSAULT")) == ()
