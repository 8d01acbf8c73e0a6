"""Adding the same input twice changes nothing, also where articles are dated by each other on the way."""

from pathlib import Path

import pytest

from recoupe.apps.cli.program import run
from recoupe.store import open_store

SAMPLES = Path(__file__).parents[2] / "samples"


def add(inputs: Path, db: Path, capfd: pytest.CaptureFixture[str]) -> str:
    assert run(["add", str(inputs), "--db", str(db), "--no-imports"], {"LANG": "en_GB.UTF-8"}) == 0
    return capfd.readouterr().out


def picture(db: Path) -> list[object]:
    with open_store(db, "read") as store:
        return [*store.readings(), *store.events(), store.origins(), store.checks(), store.counts()]


def test_the_samples_twice(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    db, count = tmp_path / "a.db", len(list(SAMPLES.glob("[0-9]*")))
    assert add(SAMPLES, db, capfd) == f"{count} new, 0 changed, 0 read differently, 0 as before\n"
    before = picture(db)
    assert add(SAMPLES, db, capfd) == f"0 new, 0 changed, 0 read differently, {count} as before\n"
    assert picture(db) == before


@pytest.mark.shared
def test_the_first_articles_twice(shared: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    db = tmp_path / "a.db"
    assert add(shared / "seeds", db, capfd) == "2 new, 0 changed, 0 read differently, 0 as before\n"
    before = picture(db)
    assert add(shared / "seeds", db, capfd) == "0 new, 0 changed, 0 read differently, 2 as before\n"
    assert picture(db) == before
