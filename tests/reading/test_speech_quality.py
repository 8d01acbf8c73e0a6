"""Floors of the measured quality of speakers and stance."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

TOOLS = Path(__file__).resolve().parents[2] / "tools" / "quality"


@pytest.fixture(scope="module", autouse=True)
def scorers() -> None:
    if str(TOOLS) not in sys.path:
        sys.path.insert(0, str(TOOLS))


@pytest.mark.shared
def test_speakers_are_found(shared: Path) -> None:
    from speakers import score_speakers

    assert score_speakers(shared / "attribution" / "sequoia_frames.jsonl").share >= 0.88


@pytest.mark.shared
def test_negation_and_conditional_are_found(shared: Path) -> None:
    from stance import score_stance

    scores = score_stance(shared / "fr_timebank_dev")
    assert scores["negated"].f1 >= 0.90
    assert scores["conditional"].f1 >= 0.85
