"""The gazetteer: places by name, from our own table, the world's cities, and what the user imported."""

from __future__ import annotations

from recoupe.model import Place


class Gazetteer:
    """Looks places up by any of their names."""

    def find(self, name: str) -> tuple[Place, ...]:
        """Every place of that name (accents and case aside), best known first."""
        return ()
