"""Problems in the reader's language: rooms tell them in English, here are their patterns for the catalogues."""

from __future__ import annotations

import re
from functools import lru_cache

from recoupe.apps.i18n import _, current_language


def gettext(message: str) -> str:
    """Marks a message for the catalogue; it is looked up when a problem of that pattern is told."""
    return message


PATTERNS = (
    gettext("no such file: check the path"),
    gettext("no file matches: check the pattern"),
    gettext("no right to read it: change its permissions"),
    gettext("cannot be read ({error})"),
    gettext("folder {name} cannot be opened ({error}): change its permissions"),
    gettext("no article in the folder {path}: expected .txt, .md, .html, .json or .jsonl files"),
    gettext("binary content: expected text in UTF-8, UTF-16 or Latin-1"),
    gettext("this is {kind}, not text: save it as .txt or .html"),
    gettext("broken {encoding} at byte {at}: save the file again as UTF-8"),
    gettext("the encoding is not known: save the file again as UTF-8"),
    gettext("broken gzip file ({error}): pack it again"),
    gettext("unpacks to far more than its size: not read as a precaution"),
    gettext("larger than {limit} MB: split it, or give many articles as JSON Lines"),
    gettext("line longer than {limit} MB: expected one article a line"),
    gettext("{count} characters: split it, {limit} are the limit"),
    gettext("no text: expected some words to read"),
    gettext("no text: nothing but labels, bylines and links"),
    gettext('no text: expected a "text" of words'),
    gettext('"{key}" is no text: expected words, found {kind}'),
    gettext('expected an object with "text", or a list of such objects'),
    gettext('expected an object with "text", found {kind}'),
    gettext("nested too deeply: expected flat objects with text fields"),
    gettext("not valid JSON ({error}): expected one object with id, published, title, text"),
    gettext("no article found in the page: save the article's own page, or its text as .txt"),
    gettext("the page cannot be taken apart ({error}): save its text"),
    gettext("published {value} is no date: expected 2025-11-05 or 2025-11-05T14:30Z"),
    gettext("published {value} is out of range: years {first} to {last} are read"),
    gettext(
        "id {id} already stands in {place} with another text: not read; give it an id of its own, or add a correction "
        "in a later run"
    ),
)


def in_words(message: str) -> str:
    """The message of a problem in the chosen language; as it is when its pattern is not known."""
    if current_language() == "en":
        return message
    for pattern, form in _forms():
        if match := form.fullmatch(message):
            return _(pattern).format(**match.groupdict())
    return message


@lru_cache(maxsize=1)
def _forms() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((pattern, _form(pattern)) for pattern in PATTERNS)


def _form(pattern: str) -> re.Pattern[str]:
    parts = re.split(r"\{(\w+)\}", pattern)
    texts = (re.escape(part) if at % 2 == 0 else f"(?P<{part}>.+?)" for at, part in enumerate(parts))
    return re.compile("".join(texts), re.DOTALL)
