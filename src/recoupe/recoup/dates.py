"""Dates across articles: other reports of the same event decide between date candidates."""

from __future__ import annotations

from collections.abc import Sequence

from recoupe.model import DateCandidate, Reading


def settle_dates(readings: Sequence[Reading]) -> dict[str, DateCandidate]:
    """For each article id without a settled date, the day that weekdays, order and other articles leave, and why."""
    return {}
