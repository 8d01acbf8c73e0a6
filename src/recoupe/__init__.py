"""recoupe: press reports in, one sourced picture out."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from recoupe.api import Desk
    from recoupe.store.connect import Mode

__all__ = ["open"]
__version__ = "0.1.0"


def open(path: str | Path, mode: Mode = "write") -> Desk:
    """Open a database, made when it is not there: `recoupe.open("sahel.db").events(near="SN-ML", within_km=50)`.

    With mode "read" nothing is written. Raises `recoupe.store.StoreError` in plain words.
    """
    from recoupe.api import open_desk  # importing recoupe stays light

    return open_desk(path, mode)
