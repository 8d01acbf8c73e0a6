"""Reasons in the reader's language: every one that the chain gives is recognised and has its French words."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from gettext import GNUTranslations
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from recoupe.apps.reason_words import DOMAIN, in_reader_words, is_known, reason_patterns
from recoupe.knowledge.bundle import Knowledge
from recoupe.model import Article
from recoupe.pipeline import Picture, cross_check, read_articles
from recoupe.recoup.reasons import merge_reasons
from recoupe.sources import read_inputs
from recoupe.sources.furniture_rules import load_rules

HOME = Path(__file__).resolve().parents[2]
CATALOGUE = HOME / "src" / "recoupe" / "apps" / "locale" / "fr" / "LC_MESSAGES" / f"{DOMAIN}.po"
FRENCH = read_po(CATALOGUE.open("rb"), locale="fr")

TOLD = {
    "one value is less exact than the other; both can be true; shown: the value with the most origins; low 8, best 8, "
    "high open": "une valeur est moins précise que l’autre\u202f; les deux peuvent être vraies\u202f; affichée\u00a0: "
    "la valeur qui a le plus d’origines\u202f; bas 8, retenu 8, haut non borné",
    "802.8 bn / 739 bn = +8.6%, said 8.6 %": "802,8\u00a0Md / 739\u00a0Md = +8,6\u202f%, annoncé\u00a0: 8,6\u202f%",
    "over 55 %; 19 to 23 %": "plus de 55\u202f%\u202f; 19 à 23\u202f%",
    "inferred: date line, month first; Radio Brume tells the same event: a Wednesday, not before 2031-07-01": (
        "déduite\u00a0: ligne de date, mois en tête\u202f; Radio Brume rapporte le même événement\u00a0: un mercredi, "
        "pas avant le 1er juil. 2031"
    ),
    "not settled: 2031-11-04 or 2031-04-11": "non établie\u00a0: 4 nov. 2031 ou 11 avr. 2031",
    "2 established origins tell it, but disagree on killed, place": "2 origines établies le rapportent, mais divergent "
    "sur\u00a0: tués, lieu",
    "shares the names awa ndour, brume": "partage les noms awa ndour, brume",
    "A. Sow, 2031-11-05: second; source": "A. Sow, 2031-11-05: second\u202f; source",
    "A. Sow, 2031-11-05: seen there; same day": "A. Sow, 2031-11-05: seen there\u202f; même jour",
    "": "",
}


@pytest.mark.parametrize("why", TOLD)
def test_told_in_french(why: str) -> None:
    assert in_reader_words(why, "fr") == TOLD[why]
    assert in_reader_words(why, "en") == why


@pytest.mark.parametrize("sentence", reason_patterns())
def test_every_sentence_is_translated_with_its_parts(sentence: str) -> None:
    told = FRENCH.get(sentence)
    assert told is not None and told.string
    assert set(re.findall(r"\{\w+\}", str(told.string))) == set(re.findall(r"\{\w+\}", sentence))


def test_the_catalogue_holds_nothing_else_and_is_compiled() -> None:
    compiled = GNUTranslations(CATALOGUE.with_suffix(".mo").open("rb"))
    known = {str(message.id): message.string for message in FRENCH if message.id}
    assert set(known) == set(reason_patterns())
    assert all(compiled.gettext(message) == string for message, string in known.items())


def test_parts_of_a_page_are_told() -> None:
    assert {c.rule.why for rules in load_rules().values() for c in rules if not is_known(c.rule.why)} == set()


def test_long_words_take_no_time() -> None:
    assert in_reader_words("x; " * 50_000, "fr").startswith("x")
    assert in_reader_words("not before 2031-01-01, " * 170, "fr")


def reasons(picture: Picture) -> Iterator[str]:
    """Every reason that stands in a picture."""
    for reading in picture.readings:
        article = reading.article
        yield article.published_from
        yield from (candidate.reason for candidate in article.candidates)
        yield from (removed.why for removed in article.removed)
    yield from (why for link in picture.origins.links for why in link.why)
    for event in picture.events:
        yield from (finding.why for finding in event.findings)
        yield from (relation for _, relation in event.related)
        yield from (why for told in merge_reasons(event, picture.readings).values() for why in told)
        if event.grade:
            yield event.grade.why
    for check in picture.checks:
        yield from (words for words in (check.formula, check.why) if words)


def unknown(folder: Path) -> set[str]:
    articles = (item for item in read_inputs([str(folder)]) if isinstance(item, Article))
    return {why for why in reasons(cross_check(tuple(read_articles(articles, Knowledge())))) if not is_known(why)}


@pytest.mark.slow
def test_every_reason_of_the_samples_is_known() -> None:
    assert unknown(HOME / "samples") == set()


@pytest.mark.slow
@pytest.mark.shared
def test_every_reason_of_the_seeds_is_known(shared: Path) -> None:
    assert unknown(shared / "seeds") == set()


@pytest.mark.slow
@pytest.mark.shared
def test_every_reason_of_the_story_bundles_is_known(shared: Path, tmp_path: Path) -> None:
    for path in sorted((shared / "gold" / "lineage_dev").glob("*.json")):
        command = [sys.executable, str(shared / "eval" / "convert.py"), "bundle", str(path)]
        rows = subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout
        (tmp_path / f"{path.stem}.jsonl").write_bytes(rows)
    assert unknown(tmp_path) == set()


@pytest.mark.parametrize(
    ("why", "told"),
    [
        ("stands as subject", "sujet de la phrase"),
        ("stands as avec", "introduit par « avec »"),
        (
            "-3 weeks from publication; belongs here with 0.51",
            "-3 semaines à partir de la parution ; rattaché à ce fait",
        ),
        ("it was a Friday, not a Thursday: the date is kept", "c’était un vendredi, et non un jeudi"),
        ("its clause looks ahead", "sa proposition parle de l’avenir"),
        ("+2 days from 2031-06-05", "+2 jours à partir du 5 juin 2031"),
    ],
)
def test_what_evidence_rests_on_is_told_in_french(why: str, told: str) -> None:
    words = in_reader_words(why, "fr").replace("\u202f", " ").replace("\u00a0", " ")
    assert words.startswith(told) and in_reader_words(why, "en") == why
