"""JSON Lines of everything: the user's own working data, whole, in the format of `read` and `events`.

Nothing is withheld here; this is for the user's own machine, not for handing on.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TextIO

from recoupe.model import Event, Reading
from recoupe.model.plain import event_to_plain, reading_to_plain


def write_events(events: Iterable[Event], out: TextIO) -> int:
    """One event a line; returns how many."""
    return write_lines((event_to_plain(event) for event in events), out)


def write_readings(readings: Iterable[Reading], out: TextIO) -> int:
    """One article with everything read in it a line, its text included; returns how many."""
    return write_lines(({"text": r.article.text, **reading_to_plain(r)} for r in readings), out)


def write_lines(rows: Iterable[dict[str, object]], out: TextIO) -> int:
    count = 0
    for row in rows:
        out.write(json.dumps(row, ensure_ascii=False) + "\n")
        count += 1
    return count
