"""Brings the message catalogues up to date with the code and compiles them.

    python tools/catalogues.py [DOMAIN…]

Each domain takes its messages from files of `apps`, each file belonging to the first domain that names it; what is
already translated stays, what is gone goes. French translations may be typed with plain spaces: those of pages and
briefs get the spaces that French sets before its punctuation, which keep a colon from beginning a line.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from fnmatch import fnmatch
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

APPS = Path(__file__).resolve().parents[1] / "src" / "recoupe" / "apps"
DOMAINS = {  # domain: patterns of paths in `apps`
    "brief": ("brief/*",),
    "recoupe": ("cli/*",),
    "web_events": ("web/*/events*", "web/*/search*", "web/*/saved*", "web/*/export*", "web/*/feed*", "web/events/*"),
    "web_dossier": ("web/*/event.*", "web/*/event_*", "web/*/article*", "web/*decid*", "web/dossier/*"),
    "web_review": ("web/*/review*", "web/*/decisions*", "web/*/brief*", "web/review/*"),
    "web": ("web/*",),
}
LISTED = "reasons"  # this domain holds sentences that other rooms make, as `apps/reason_words.py` lists them
METHODS = [("**.py", "python"), ("**.j2", "jinja2")]
KEYWORDS = {"_": None, "gettext": None, "ngettext": (1, 2), "n_": (1, 2)}
LANGUAGES = ("fr",)
PLAIN = "recoupe"  # the words of the terminal keep plain spaces
SPACES = (
    (re.compile(" (?=:)"), "\u00a0"),
    (re.compile("«[ \u202f\u00a0]?"), "«\u00a0"),
    (re.compile("[ \u202f\u00a0]?»"), "\u00a0»"),
    (re.compile("[ \u00a0](?=[;!?%](?!\\w))"), "\u202f"),
)
FIXED = datetime(2025, 11, 5, tzinfo=UTC)  # no clock in the files: they change only with their messages


def main(domains: list[str]) -> None:
    for domain in domains or [*DOMAINS, LISTED]:
        template = listed_messages() if domain == LISTED else read_messages(domain)
        for language in LANGUAGES:
            path = APPS / "locale" / language / "LC_MESSAGES" / f"{domain}.po"
            catalogue = update_catalogue(path, template, language)
            missing = [m.id for m in catalogue if m.id and not is_translated(m.string)]
            print(f"{domain} {language}: {len(catalogue)} messages, {len(missing)} untranslated {missing[:5]}")


def read_messages(domain: str) -> Catalog:
    """Every message of the sources that belong to the domain."""
    found = Catalog(charset="utf-8")
    options = {"**.j2": {"trimmed": "true"}}
    for name, _, message, _, context in extract_from_dir(APPS, METHODS, options, KEYWORDS):
        if domain_of(name) == domain:
            found.add(message, context=context)
    return found


def domain_of(name: str) -> str | None:
    """The domain of a file by its path in `apps`."""
    return next((d for d, patterns in DOMAINS.items() if any(fnmatch(name, p) for p in patterns)), None)


def listed_messages() -> Catalog:
    """Every sentence in which the rooms give reasons."""
    from recoupe.apps.reason_words import reason_patterns

    found = Catalog(charset="utf-8")
    for sentence in reason_patterns():
        found.add(sentence)
    return found


def update_catalogue(path: Path, template: Catalog, language: str) -> Catalog:
    """The catalogue of `path` with the messages of `template`, written and compiled."""
    before = Catalog(locale=language)
    if path.exists():
        with path.open("rb") as file:
            before = read_po(file, locale=language)
    catalogue = Catalog(
        locale=language,
        project="recoupe",
        version="1",
        copyright_holder="the recoupe authors",
        last_translator="the recoupe authors",
        language_team="the recoupe authors",
        creation_date=FIXED,
        revision_date=FIXED,
        fuzzy=False,
        msgid_bugs_address="",
        header_comment="# Made by tools/catalogues.py, translated by the recoupe authors.",
    )
    for message in template:
        if message.id:
            known = before.get(message.id)
            catalogue.add(message.id, set_spaces(known.string if known else "", path.stem))
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_po(file, catalogue, no_location=True, omit_header=False, sort_output=True, width=110)
    with path.with_suffix(".mo").open("wb") as file:
        write_mo(file, catalogue)
    return catalogue


def set_spaces(string: str | Sequence[str], domain: str) -> str | tuple[str, ...]:
    """A translation with no-break spaces before its colons and inside its quotes, thin ones before ; ! ? and %."""
    if not isinstance(string, str):
        return tuple(str(set_spaces(form, domain)) for form in string)
    for plain, space in SPACES if domain != PLAIN else ():
        string = plain.sub(space, string)
    return string


def is_translated(string: object) -> bool:
    return all(string) if isinstance(string, tuple) else bool(string)


if __name__ == "__main__":
    main(sys.argv[1:])
