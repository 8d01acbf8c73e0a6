"""The helpers beside these tests; a store in a fresh folder, and the same on a server where there is one."""

import os
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from recoupe.store import Store, open_store

sys.path.insert(0, str(Path(__file__).parent))
NOW = datetime(2031, 7, 5, 12, 0, tzinfo=UTC)
SERVER = os.environ.get("RECOUPE_TEST_POSTGRES", "")


@pytest.fixture
def file_store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "sahel.db") as opened:
        opened.clock = lambda: NOW
        yield opened


@pytest.fixture
def store(file_store: Store) -> Store:
    """The modules that hold files and servers to the same redefine this as `either`."""
    return file_store


@pytest.fixture
def server() -> Iterator[Store]:
    """An empty store on the server that RECOUPE_TEST_POSTGRES names."""
    if not SERVER:
        pytest.skip("RECOUPE_TEST_POSTGRES names no database")
    from server_tables import empty_tables

    with open_store(SERVER) as opened:
        opened.clock = lambda: NOW
        empty_tables(opened)
        yield opened
        empty_tables(opened)


@pytest.fixture(params=["file", *(["server"] if SERVER else [])])
def either(request: pytest.FixtureRequest) -> Store:
    """What a file does, a server does."""
    return request.getfixturevalue("file_store" if request.param == "file" else "server")
