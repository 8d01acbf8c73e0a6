"""How the words of a language are compared in a search: the stemmer and the elided little words."""

from __future__ import annotations

from functools import cache

import msgspec

from recoupe.knowledge.loader import HOME, convert, language_file, load_toml


class SearchRules(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`stemmer` names a Snowball stemmer; `elisions` are what may stand before an apostrophe.

    `endings` stay on some words after stemming («embargos»): a query asks for words with and without them.
    `fields` gives query fields a name in the language («acteur» for `actor`).
    """

    stemmer: str | None = None
    elisions: tuple[str, ...] = ()
    endings: tuple[str, ...] = ()
    fields: dict[str, str] = {}


@cache
def search_rules(language: str) -> SearchRules:
    """The rules of a language; one without a file is compared word by word."""
    path = language_file(language, "search.toml")
    if not language.isalpha() or not path.exists():
        return SearchRules()
    return convert(load_toml(path), SearchRules, str(path))


@cache
def search_languages() -> tuple[str, ...]:
    """Codes of the languages that have rules for searching."""
    return tuple(sorted(path.parent.name for path in (HOME / "languages").glob("*/search.toml")))


@cache
def field_aliases() -> dict[str, str]:
    """Query fields by their names in every language."""
    return {alias: name for code in search_languages() for alias, name in search_rules(code).fields.items()}
