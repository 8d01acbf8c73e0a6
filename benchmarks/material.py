"""The articles that are measured: press of the region where it lies beside the checkout, else samples in variations."""

from __future__ import annotations

import gzip
import json
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from recoupe.model import Article
from recoupe.sources import read_inputs

ROOT = Path(__file__).resolve().parents[1]
PRESS = ROOT.parent / "shared" / "corpus" / "orangesum" / "articles_africa.jsonl.gz"
INVENTED = 562  # as many as there are of the press
NAMES = (
    ("Diboli", "Ombakoro", "Tanéla", "Sorokoto", "Fadiala"),
    ("Kidira", "Guélédji", "Boundiaré", "Mayel"),
    ("Kayes", "Ségala", "Nioro", "Bafoulabé"),
    ("Tambacounda", "Sintioulé", "Koumpentoum", "Bakel"),
    ("JNIM", "groupe armé", "CMA"),
    ("Dakar", "Thiès", "Saint-Louis"),
    ("Bamako", "Ségou", "Sikasso"),
)
_SMALL = re.compile(r"(?<![\d/:.,-])\b[2-9]\b(?![\d/:,-])")


@dataclass(frozen=True)
class Material:
    """A file of articles, how many, how many words, and what they are."""

    path: Path
    articles: int
    words: int
    name: str

    def load(self, most: int | None = None) -> list[Article]:
        found = (item for item in read_inputs([str(self.path)]) if isinstance(item, Article))
        return [article for _, article in zip(range(most or self.articles), found)]


def make_material(folder: Path, most: int | None = None) -> Material:
    """Write the articles as JSON Lines into the folder."""
    rows = list(press_rows() if PRESS.exists() else invented_rows(INVENTED))[:most]
    path = folder / "articles.jsonl"
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    name = "French press on Africa" if PRESS.exists() else "the samples with changed names and numbers"
    return Material(path, len(rows), sum(len(row["text"].split()) for row in rows), name)


def press_rows() -> Iterator[dict[str, str]]:
    with gzip.open(PRESS, "rt", encoding="utf-8") as lines:
        yield from (press_row(json.loads(line)) for line in lines)


def press_row(row: dict[str, str]) -> dict[str, str]:
    """An article of the reference corpus as the program takes one in."""
    text = "\n\n".join(part.strip() for part in (row["title"], row["heading"], row["article"]) if part)
    return {"id": row["id"], "published": row["date"], "title": row["title"], "text": text}


def invented_rows(count: int) -> Iterator[dict[str, str]]:
    """Every sample again and again, with other towns, groups and small numbers."""
    samples = [item for item in read_inputs([str(ROOT / "samples")]) if isinstance(item, Article)]
    chance = random.Random(5)
    for number in range(count):
        sample = samples[number % len(samples)]
        day = f"2025-{1 + number % 12:02d}-{1 + number % 28:02d}"
        yield {"id": f"invented-{number}", "published": day, "text": vary(sample.text, chance)}


def vary(text: str, chance: random.Random) -> str:
    for old, *others in NAMES:
        text = text.replace(old, chance.choice((old, *others)))
    return _SMALL.sub(lambda found: str(2 + (int(found.group()) + chance.randrange(8)) % 8), text)
