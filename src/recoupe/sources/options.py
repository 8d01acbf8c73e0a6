"""What a reader of inputs may be told: limits that keep hostile input out, and what to assume when nothing is said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class InputOptions:
    """`published` settles the date of inputs that have none; `language` is assumed where no words tell.

    Limits: `file_bytes` for one text or JSON document, `line_bytes` for one line of JSON Lines (a file of any number
    of lines is streamed), `unpacked_ratio` for how much larger than its file a .gz may become beyond `file_bytes`,
    `article_chars` for one article. Dates outside `first_year` to `last_year` are refused; with `today` those that lie
    ahead of it are told.
    """

    published: date | None = None
    today: date | None = None
    language: str = "fr"
    file_bytes: int = 50 * MEGABYTE
    line_bytes: int = 50 * MEGABYTE
    unpacked_ratio: int = 200
    article_chars: int = 1_000_000
    first_year: int = 1900
    last_year: int = 2100
