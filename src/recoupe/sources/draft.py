"""A draft: what an input says of one article, before its text is looked at."""

from __future__ import annotations

from dataclasses import dataclass

from recoupe.model import DateCandidate


class UnreadableInput(ValueError):
    """An input cannot be read; the message says what is wrong and what would be right."""


@dataclass(frozen=True, slots=True)
class Draft:
    """`published` is the date as the input writes it; `given_text` is False for files, whose first line may be the
    headline."""

    text: str
    source: str
    id: str | None = None
    title: str = ""
    published: str | None = None
    published_from: str = "input"
    outlet: str | None = None
    url: str | None = None
    author: str | None = None
    language: str | None = None
    section: str | None = None
    candidates: tuple[DateCandidate, ...] = ()
    given_text: bool = True
