"""Sentences made elsewhere in English, recognised by their pattern, so that catalogues can tell them in other words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

LONGEST = 4000  # characters; longer words are shown as they are
ANY = r"(?:(?!; ).)+?"  # a part of a sentence; sentences stand side by side with "; " between them


class Patterns:
    """Patterns such as "{where} is empty"; `kinds` gives the form of parts that are not just any words."""

    def __init__(self, patterns: Iterable[str], kinds: Mapping[str, str] | None = None, rest: str = ANY) -> None:
        known = kinds or {}
        self.forms = [(pattern, make_form(pattern, known, rest)) for pattern in patterns]

    def find(self, sentence: str) -> tuple[str, dict[str, str]] | None:
        """The pattern of a sentence and its parts; None when it is not known."""
        if len(sentence) > LONGEST:
            return None
        for pattern, form in self.forms:
            if match := form.fullmatch(sentence):
                return pattern, match.groupdict()
        return None


def make_form(pattern: str, kinds: Mapping[str, str], rest: str) -> re.Pattern[str]:
    parts = re.split(r"\{(\w+)\}", pattern)
    forms = (
        re.escape(part) if at % 2 == 0 else f"(?P<{part}>{kinds.get(part, rest)})" for at, part in enumerate(parts)
    )
    return re.compile("".join(forms), re.DOTALL)
