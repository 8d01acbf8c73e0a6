"""Reports: what the article says of each event."""

from __future__ import annotations

from recoupe.knowledge.bundle import Knowledge
from recoupe.model import Reading, Report
from recoupe.parsing import Parse


def code_reports(reading: Reading, parse: Parse, known: Knowledge) -> tuple[Report, ...]:
    """One report for each event the article tells of, in text order."""
    return ()
