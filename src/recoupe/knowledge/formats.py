"""Column names and codes of the formats other tools read (`formats.yml`, `format_codes.yml`)."""

from __future__ import annotations

from functools import cache

import msgspec

from recoupe.knowledge.loader import HOME, Entry, convert, load_entries, load_yaml


class FormatColumns(Entry, frozen=True, kw_only=True):
    """The columns of one format, in order."""

    about: str
    columns: tuple[str, ...]


class CountryCodes(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`number` is ISO 3166-1 numeric, `gw` Gleditsch-Ward, `alpha3` ISO 3166-1 alpha-3."""

    number: int
    gw: int
    alpha3: str


class FormatCodes(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """See the head of format_codes.yml."""

    acled: dict[str, tuple[str, str, str]]
    interaction: dict[str, str]
    countries: dict[str, CountryCodes]


@cache
def format_columns(name: str) -> tuple[str, ...]:
    """The columns of a format; raises KeyError for one that is not in the file."""
    return {entry.id: entry for entry in load_entries(HOME / "formats.yml", FormatColumns)}[name].columns


@cache
def format_codes() -> FormatCodes:
    path = HOME / "format_codes.yml"
    return convert(load_yaml(path), FormatCodes, str(path))
