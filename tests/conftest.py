"""What several rooms' tests share: the reference data, when it is there."""

from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The reference data beside the checkout; without it the test is skipped."""
    if not (SHARED / "README.md").exists():
        pytest.skip("the reference data is not beside the checkout (../shared)")
    return SHARED
