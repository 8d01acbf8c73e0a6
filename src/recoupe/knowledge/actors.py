"""Actors of the theatre: states, forces, armed groups, institutions, office holders with dates of office."""

from __future__ import annotations


class Actors:
    """Looks actors up by any of their names."""


def load_actors() -> Actors:
    return Actors()
