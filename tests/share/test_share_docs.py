"""The pages on the database and on exports list what the program has."""

import re
from pathlib import Path

from recoupe.share import FORMATS
from recoupe.store.decision_log import KINDS
from recoupe.store.field_values import PARSERS

DOCS = Path(__file__).parents[2] / "docs"


def listed(page: str) -> set[str]:
    """First cells of the table rows of a page."""
    return set(re.findall(r"^\| `([\w-]+)` \|", (DOCS / page).read_text(encoding="utf-8"), re.MULTILINE))


def test_every_format_is_listed():
    assert listed("exports.md") == set(FORMATS)


def test_every_kind_of_decision_and_every_field_is_listed():
    assert listed("store.md") == set(KINDS)
    told = (DOCS / "store.md").read_text(encoding="utf-8")
    assert all(f"`{name}`" in told for name in PARSERS)
