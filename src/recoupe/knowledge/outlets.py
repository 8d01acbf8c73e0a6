"""Outlets: who publishes what, found by name, by web address or by the letters an agency signs with."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from recoupe.knowledge.loader import HOME, Entry, load_entries

Kind = Literal[
    "agency", "daily", "weekly", "magazine", "site", "blog", "radio", "television", "broadcaster",
    "state broadcaster", "aggregator", "NGO", "official",
]  # fmt: skip
_HOST = re.compile(r"^(?:[a-z][a-z0-9+.-]*:)?(?://)?(?:[^/@]*@)?([^/:?#]+)", re.IGNORECASE)
_SUFFIX = re.compile(r"(?<=\w)\.[a-z]{2,4}$", re.IGNORECASE)
_WORD = re.compile(r"[\w'’-]+")


class Outlet(Entry, frozen=True, kw_only=True):
    """A publisher. `family` is the house it shares with others; alone, an outlet is its own family."""

    name: str
    kind: Kind
    country: str | None = None
    family: str | None = None
    names: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    signatures: tuple[str, ...] = ()

    @property
    def house(self) -> str:
        """What two outlets share when they are one voice."""
        return self.family or self.id


@dataclass(frozen=True)
class Outlets:
    """Look-ups over all outlets we know; names that several outlets bear are found only with a country."""

    all: tuple[Outlet, ...]
    names: Mapping[str, tuple[Outlet, ...]]
    domains: Mapping[str, Outlet]
    signatures: Mapping[str, tuple[Outlet, ...]]

    def by_name(self, name: str, country: str | None = None) -> Outlet | None:
        """The outlet of that name, accents and case aside; None when there is none or more than one."""
        return _only(self.names.get(fold_name(name), ()), country)

    def by_domain(self, address: str) -> Outlet | None:
        """The outlet of a web address or host name; the longest known part of the host decides."""
        match = _HOST.match(address.strip())
        parts = match.group(1).lower().split(".") if match else []
        hosts = (".".join(parts[first:]) for first in range(len(parts) - 1))
        return next((self.domains[host] for host in hosts if host in self.domains), None)

    def by_signature(self, letters: str, country: str | None = None) -> Outlet | None:
        """The agency that signs with these letters («APA»); None when two do and the country does not tell."""
        return _only(self.signatures.get(letters, ()), country)

    def in_credit(self, words: str) -> tuple[Outlet, ...]:
        """The outlets a credit line names («Avec AFP et Reuters»), in order."""
        found = (self._at(words, match) for match in _WORD.finditer(words))
        return tuple(dict.fromkeys(outlet for outlet in found if outlet))

    def _at(self, words: str, match: re.Match[str]) -> Outlet | None:
        letters = re.sub(r"^[dl]['’]", "", match.group())
        if outlet := self.by_signature(letters) or self.by_signature(letters.partition("-")[0]):
            return outlet
        following = [m.end() for m in _WORD.finditer(words, match.start())][:6]
        known = (self.by_name(words[match.start() : end]) for end in reversed(following))
        return next((outlet for outlet in known if outlet), None)


def _only(found: tuple[Outlet, ...], country: str | None) -> Outlet | None:
    if len(found) > 1:
        found = tuple(outlet for outlet in found if outlet.country == country)
    return found[0] if len(found) == 1 else None


def fold_name(name: str) -> str:
    """A name as it is looked up: no accents, no case, straight quotes, single spaces."""
    plain = unicodedata.normalize("NFKD", name.replace("’", "'"))
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).casefold().split())


class LeadingEntry(Entry, frozen=True, kw_only=True):
    """Words that a name may begin with or not."""

    words: tuple[str, ...]


@lru_cache(maxsize=4096)
def outlet_key(name: str) -> str:
    """What the spellings of one outlet's name share: the id of one we know, else the name in plain words.

    Accents, case, hyphens, a leading article and the end of a web address make no other outlet; all else does.
    """
    known = load_outlets().by_name(name)
    if known:
        return known.id
    folded = fold_name(_SUFFIX.sub("", name.strip())).replace("-", " ")
    for word in leading_words():
        rest = folded.removeprefix(word)
        if rest != folded and (word.endswith("'") or rest.startswith(" ")) and rest.strip():
            folded = rest.strip()
            break
    bare = load_outlets().by_name(folded)
    return bare.id if bare else " ".join(folded.split())


def outlet_name(name: str) -> str:
    """The name that an outlet we know goes by; others as they are given."""
    return next((outlet.name for outlet in load_outlets().all if outlet.id == outlet_key(name)), name)


@lru_cache(maxsize=1)
def leading_words() -> tuple[str, ...]:
    """Of all languages, as `fold_name` has them."""
    files = sorted(HOME.glob("languages/*/outlet_names.yml"))
    return tuple(
        fold_name(word) for path in files for entry in load_entries(path, LeadingEntry) for word in entry.words
    )


@lru_cache(maxsize=1)
def load_outlets() -> Outlets:
    """Every outlet of `outlets.yml`."""
    outlets = load_entries(HOME / "outlets.yml", Outlet)
    return Outlets(
        outlets,
        _index((fold_name(name), outlet) for outlet in outlets for name in (outlet.name, *outlet.names)),
        {domain: outlet for outlet in outlets for domain in outlet.domains},
        _index((letters, outlet) for outlet in outlets for letters in outlet.signatures),
    )


def _index(pairs: Iterable[tuple[str, Outlet]]) -> dict[str, tuple[Outlet, ...]]:
    found: dict[str, tuple[Outlet, ...]] = {}
    for key, outlet in pairs:
        if outlet not in found.get(key, ()):
            found[key] = (*found.get(key, ()), outlet)
    return found
