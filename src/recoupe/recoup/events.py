"""Events: reports of one happening, merged, with findings for every field."""

from __future__ import annotations

from collections.abc import Sequence

from recoupe.model import Event, Origins, Reading


def merge_reports(readings: Sequence[Reading], origins: Origins) -> tuple[Event, ...]:
    """Every report in exactly one event; events in order of time."""
    return ()
