"""Words that say more of an event than its type: a convoy, a blockade, a patrol, a membership, a fiction."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from recoupe.knowledge.loader import HOME, Entry, language_file, load_entries
from recoupe.model import Event

Meaning = Literal[
    "supply", "trade", "blockade", "compares", "passage", "joins", "leaves", "starts", "office", "fiction", "claims"
]


class WordEntry(Entry, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Words with one meaning, for some event types only when `types` names them."""

    adds: Meaning
    words: tuple[str, ...]
    types: tuple[str, ...] = ()


@dataclass(frozen=True)
class Words:
    """All entries of all languages, each with its words as one pattern."""

    entries: tuple[tuple[WordEntry, re.Pattern[str]], ...]

    def meanings(self, text: str, event_type: str | None = None) -> frozenset[Meaning]:
        """What the words of `text` say; entries tied to other types than `event_type` are left out."""
        folded = fold_text(text)
        return frozenset(
            entry.adds
            for entry, pattern in self.entries
            if (event_type is None or not entry.types or event_type in entry.types) and pattern.search(folded)
        )

    def of_event(self, event: Event) -> frozenset[Meaning]:
        """What the words say by which the articles report the event."""
        return self.meanings(" | ".join(event_words(event)), event.type)


def load_words() -> Words:
    """The words of every language that has a `boards.yml`; read once."""
    return _load_words()


@lru_cache(maxsize=1)
def _load_words() -> Words:
    entries = [
        entry for code in language_codes() for entry in load_entries(language_file(code, "boards.yml"), WordEntry)
    ]
    return Words(tuple((entry, compile_words(entry.words)) for entry in entries))


def language_codes() -> tuple[str, ...]:
    return tuple(sorted(path.name for path in (HOME / "languages").iterdir() if path.is_dir()))


def compile_words(words: Iterable[str]) -> re.Pattern[str]:
    """One pattern for whole words, longest first, on folded text."""
    folded = sorted({re.escape(fold_text(word)) for word in words}, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(folded)})(?!\w)")


_BEYOND_LATIN = re.compile("[\u0300-\U0010ffff]")  # where the marks are that join a letter


def fold_text(text: str) -> str:
    """Lower case, no accents, straight apostrophes, plain spaces."""
    bare = unicodedata.normalize("NFKD", text.replace("’", "'")).casefold()
    return _BEYOND_LATIN.sub(lambda m: "" if unicodedata.combining(m.group()) else m.group(), bare)


def event_words(event: Event) -> list[str]:
    """Actors, recipients, and the words of each report that speak of the event."""
    found = [*event.actors, *event.recipients]
    for report in event.reports:
        found.append(report.anchor.quote)
        found.extend(mention.quote for mention in report.mentions)
        found.extend((*report.actors, *report.recipients))
    return list(dict.fromkeys(found))
