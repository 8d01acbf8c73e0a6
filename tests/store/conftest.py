"""The helpers beside these tests, and a store in a fresh folder."""

import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from recoupe.store import Store, open_store

sys.path.insert(0, str(Path(__file__).parent))
NOW = datetime(2031, 7, 5, 12, 0, tzinfo=UTC)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "sahel.db") as opened:
        opened.clock = lambda: NOW
        yield opened
