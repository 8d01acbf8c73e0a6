"""Values as cells of a table that no spreadsheet program will run."""

from __future__ import annotations

import re
from typing import Any

DANGEROUS = re.compile(r"[\t\r\n]|[\s\ufeff\u200b]*[=+\-@＝＋－＠|%]")
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
LONGEST = 32_000  # characters a spreadsheet cell can hold


def safe_cell(value: Any) -> Any:
    """Text that a spreadsheet would take for a formula gets an apostrophe in front; numbers stay numbers."""
    if not isinstance(value, str):
        return value
    clean = CONTROL.sub(" ", value)[:LONGEST]
    return f"'{clean}" if DANGEROUS.match(value) or DANGEROUS.match(clean) else clean


def safe_link(url: str | None) -> str | None:
    """The address if it leads to the web; anything else is no link."""
    if url and re.fullmatch(r"https?://[^\s<>\"']{1,2000}", url):
        return url
    return None


def listed(values: Any) -> str:
    """Several values in one cell."""
    return "; ".join(str(v) for v in values if v not in (None, ""))
