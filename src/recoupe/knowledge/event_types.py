"""Event types: PLOVER's sixteen and ACCIDENT, their modes, names, scores, and the boards they stand on."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

import msgspec

from recoupe.knowledge.loader import HOME, KnowledgeError, load_entries

FILE = HOME / "event_types.yml"
Board = Literal["threat", "supply", "cooperation", "diplomacy", "trade"]
BOARDS: tuple[Board, ...] = ("threat", "supply", "cooperation", "diplomacy", "trade")
Standing = Literal["start", "end"]


class Mode(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A mode of a type; `boards`, when given, replace those of the type."""

    id: str
    labels: dict[str, str]
    score: float | None = None
    boards: tuple[Board, ...] | None = None
    standing: Standing | None = None


class EventType(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A type of event; `quad` is PLOVER's quadrant 1-4, None for ACCIDENT, which PLOVER does not have."""

    id: str
    labels: dict[str, str]
    boards: tuple[Board, ...]
    quad: Literal[1, 2, 3, 4] | None = None
    score: float | None = None
    recipient_required: bool = False
    standing: Standing | None = None
    modes: tuple[Mode, ...] = ()

    def mode(self, name: str | None) -> Mode | None:
        return next((m for m in self.modes if m.id == name), None)


@dataclass(frozen=True)
class EventTypes:
    """Types by name."""

    types: dict[str, EventType]

    def __contains__(self, name: object) -> bool:
        return name in self.types

    def __getitem__(self, name: str) -> EventType:
        return self.types[name]

    def boards(self, name: str, mode: str | None = None) -> tuple[Board, ...]:
        """The boards an event stands on by its type and mode alone; none for a type nobody knows."""
        kind = self.types.get(name)
        if kind is None:
            return ()
        found = kind.mode(mode)
        return found.boards if found and found.boards is not None else kind.boards

    def label(self, name: str, mode: str | None, language: str) -> str:
        """The mode's name, or the type's, in the language; the bare code where there is none."""
        kind = self.types.get(name)
        if kind is None:
            return name
        labels = (kind.mode(mode) or kind).labels
        return labels.get(language) or labels.get("en") or name

    def score(self, name: str, mode: str | None = None) -> float | None:
        """PLOVER's score of the mode, or of the type where the mode has none."""
        kind = self.types.get(name)
        if kind is None:
            return None
        found = kind.mode(mode)
        return kind.score if found is None or found.score is None else found.score

    def quad(self, name: str) -> int | None:
        """PLOVER's quadrant of the type, if it has one."""
        kind = self.types.get(name)
        return kind.quad if kind else None

    def standing(self, name: str, mode: str | None = None) -> Standing | None:
        """Whether such an event begins or ends something that lasts."""
        kind = self.types.get(name)
        if kind is None:
            return None
        found = kind.mode(mode)
        return (found.standing if found else None) or kind.standing


def load_event_types(path: Path = FILE) -> EventTypes:
    """The shipped types, or another file's; read once."""
    return _load_event_types(path)


@lru_cache(maxsize=4)
def _load_event_types(path: Path) -> EventTypes:
    types = load_entries(path, EventType)
    for kind in types:
        ids = [mode.id for mode in kind.modes]
        twice = next((name for name in ids if ids.count(name) > 1), None)
        if twice:
            raise KnowledgeError(f"{path}: {kind.id}: modes: {twice} stands twice")
    return EventTypes({kind.id: kind for kind in types})
