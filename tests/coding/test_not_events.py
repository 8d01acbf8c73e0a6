"""What is no event stays out: sport, weather, recipes, names, fiction, figures of speech and other matters."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import pytest
from coding_making import read_texts

from recoupe.model import Report

FILE = Path(__file__).with_name("not_events.txt")
LEAD = (
    "Huit soldats tués près de Diboli\n"
    "Huit soldats ont été tués mardi dans une attaque contre un convoi près de Diboli, a annoncé l'armée malienne.\n"
)
ALONE = 0.9  # share of the sentences that give no report when each is an article by itself (measured 1.00)
IN_COMPANY = 0.9  # the same when they stand in an article that begins with an attack (measured 0.93)
EACH_KIND = 0.7  # and for each kind of them, there (measured 0.80 and more)
Rows = list[tuple[str, str]]


@lru_cache(maxsize=1)
def sentences() -> Rows:
    """Kind and sentence of every line of the file."""
    rows: Rows = []
    kind = ""
    for line in FILE.read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            kind = line.removeprefix("## ")
        elif line and not line.startswith("#"):
            rows.append((kind, line))
    return rows


def make_company() -> list[str]:
    """Articles of an attack and one sentence of each kind, in turn."""
    ranks: dict[str, int] = {}
    articles: dict[int, list[str]] = {}
    for kind, text in sentences():
        ranks[kind] = ranks.get(kind, -1) + 1
        articles.setdefault(ranks[kind], []).append(text)
    return [LEAD + "\n".join(rows) for rows in articles.values()]


@lru_cache(maxsize=1)
def found() -> tuple[dict[str, list[Report]], dict[str, list[Report]], list[int]]:
    """Wrong reports by sentence, alone and in company; and how many reports each article has of its lead."""
    texts = [text for _, text in sentences()]
    company = make_company()
    readings = read_texts([*texts, *company])
    beside: dict[str, list[Report]] = {}
    for article in company:
        for report in readings[article].reports:
            line = article.count("\n", 0, report.anchor.start)
            beside.setdefault(article.split("\n")[line], []).append(report)
    leads = [sum(r.anchor.start < len(LEAD) for r in readings[article].reports) for article in company]
    return {t: list(readings[t].reports) for t in texts}, beside, leads


def tell(wrong: dict[str, list[Report]]) -> str:
    rows = [f"{text} — {r.type} “{r.anchor.quote}” {r.score:.2f}" for text, reports in wrong.items() for r in reports]
    return "\n".join(rows)


def share_left(reports: dict[str, list[Report]], texts: list[str]) -> float:
    return sum(not reports.get(text) for text in texts) / len(texts)


def test_there_are_enough() -> None:
    texts = [text for _, text in sentences()]
    assert len(texts) >= 300
    assert len(texts) == len(set(texts))


def test_alone() -> None:
    alone, _, _ = found()
    texts = [text for _, text in sentences()]
    assert share_left(alone, texts) >= ALONE, tell(alone)


def test_in_company() -> None:
    """Beside an attack, too, they tell of no event."""
    _, beside, _ = found()
    texts = [text for _, text in sentences()]
    wrong = {text: reports for text, reports in beside.items() if text in set(texts)}
    assert share_left(beside, texts) >= IN_COMPANY, tell(wrong)


@pytest.mark.parametrize("kind", dict.fromkeys(kind for kind, _ in sentences()))
def test_kind_in_company(kind: str) -> None:
    _, beside, _ = found()
    texts = [text for k, text in sentences() if k == kind]
    assert share_left(beside, texts) >= EACH_KIND, tell({t: beside[t] for t in texts if t in beside})


def test_the_attack_is_seen() -> None:
    """The sentences around it do not hide the one event there is."""
    _, _, leads = found()
    assert leads == [1] * len(leads)
