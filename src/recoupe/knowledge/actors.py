"""Actors of the theatre: states, forces, armed groups, institutions, office holders with dates of office.

The files lie in `knowledge/actors/`. From every state its government, armed forces and police are derived.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Literal

import msgspec

from recoupe.knowledge.loader import HOME, KnowledgeError, load_entries

Kind = Literal["state", "force", "armed", "institution", "person", "outlet"]
OfficeName = Literal[
    "president", "prime_minister", "foreign_minister", "defence_minister", "interior_minister",
    "chief_of_staff", "head", "chair", "leader", "envoy", "opposition",
]  # fmt: skip
ACTORS = HOME / "actors"
WORD = re.compile(r"\w+")
_GAP = re.compile(r"[ .\-'ʿʾ]{0,3}\Z")
_ACCENTED = "àâäáãåāçéèêëēíîïìīñóôöòõōúûüùūÿýÀÂÄÁÃÅĀÇÉÈÊËĒÍÎÏÌĪÑÓÔÖÒÕŌÚÛÜÙŪŸÝ’‘ṣḥṭ"
_PLAIN = dict(zip(_ACCENTED, "aaaaaaaceeeeeiiiiinoooooouuuuuyyAAAAAAACEEEEEIIIIINOOOOOOUUUUUYY''sht"))
_ACCENT = re.compile(f"[{_ACCENTED}]")  # many times as fast as a translation letter by letter


class StateEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A line of states.yml; `names` and `demonyms` by language, capitals stand for the government."""

    id: str
    iso2: str
    names: dict[str, tuple[str, ...]]
    capitals: tuple[str, ...] = ()
    demonyms: dict[str, str] = msgspec.field(default_factory=dict)
    doubt: str = ""


class BodyEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"since": "from", "until": "to"}):
    """A line of armed.yml, forces.yml, institutions.yml or press.yml; months as "2017-03".

    `only` holds names for articles of one language ("UN" is a word in French capitals).
    """

    id: str
    names: tuple[str, ...]
    only: dict[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
    sector: str = "MED"
    country: str | None = None
    same_as: str | None = None
    since: str | None = None
    until: str | None = None
    doubt: str = ""


class OfficeEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"since": "from", "until": "to"}):
    """An office with its first and last month; `country` of a state's office, `of` an institution's or group's."""

    office: OfficeName
    since: str
    until: str | None = None
    country: str | None = None
    of: str | None = None


class HolderEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A line of holders.yml."""

    id: str
    names: tuple[str, ...]
    offices: tuple[OfficeEntry, ...]
    short: tuple[str, ...] = ()
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Office:
    """An office somebody held from the first day `since` to the last day `until` (None: still)."""

    office: OfficeName
    since: date
    until: date | None
    country: str | None
    of: str | None

    def held(self, on: date) -> bool:
        return self.since <= on and (self.until is None or on <= self.until)


@dataclass(frozen=True, slots=True)
class Actor:
    """One actor; `names` the main one first. `country` is ISO alpha-3, `sector` PLOVER's code."""

    id: str
    kind: Kind
    names: tuple[str, ...]
    sector: str
    country: str | None = None
    offices: tuple[Office, ...] = ()
    short: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    only: tuple[tuple[str, str], ...] = ()

    @property
    def name(self) -> str:
        return self.names[0]

    def exists(self, on: date | None) -> bool:
        """The actor may be meant on that day; an ended one still can, one not yet founded cannot."""
        return on is None or self.since is None or self.since <= on


@dataclass(frozen=True, slots=True)
class _Name:
    """A name as the index keeps it: its words folded, its words as written, whom it names."""

    folded: tuple[str, ...]
    written: tuple[str, ...]
    actor: Actor


class Actors:
    """Looks actors up by any of their names, by id, by office and day.

    >>> load_actors().holder("president", "SEN", date(2025, 1, 1)).name
    'Bassirou Diomaye Faye'
    """

    def __init__(self, states: Iterable[StateEntry] = (), others: Iterable[Actor] = ()) -> None:
        self.by_id: dict[str, Actor] = {}
        self.iso3: dict[str, str] = {}
        self._demonyms: dict[str, dict[str, str]] = {}
        self._capitals: dict[str, str] = {}
        self._index: dict[str, list[_Name]] = {}
        self._by_language: dict[str, dict[str, list[_Name]]] = {}
        self._short: dict[str, list[Actor]] = {}
        self._same: dict[str, str] = {}
        for entry in states:
            self._add_state(entry)
        for actor in others:
            self._add(actor)

    def find(self, words: str, on: date | None = None, language: str = "fr") -> tuple[Actor, ...]:
        """Every actor of that name (accents aside, capitals kept) that existed on the day."""
        spans = [m.span() for m in WORD.finditer(fold(words))]
        if not spans:
            return ()
        found = [
            n.actor for n in self._candidates(fold(words), words, spans, 0, language) if len(n.folded) == len(spans)
        ]
        found += [a for a in self._short.get(fold(words).lower(), ()) if a not in found]
        return tuple(dict.fromkeys(a for a in found if a.exists(on)))

    def holder(self, office: str, country: str | None, on: date | None) -> Actor | None:
        """Who held the office on that day; None when nobody or more than one is known.

        `country` is ISO alpha-3, or the id of an institution or group ("org:un").
        """
        if on is None or country is None:
            return None
        found = [a for o, a in self._holders.get((office, country), ()) if o.held(on)]
        return found[0] if len(found) == 1 else None

    def demonym(self, word: str, language: str = "fr") -> str | None:
        """ISO alpha-3 of the state whose people the lower-case word names."""
        return self._demonyms.get(language, {}).get(word)

    def demonyms(self, language: str) -> Mapping[str, str]:
        return self._demonyms.get(language, {})

    def capital(self, word: str) -> str | None:
        """ISO alpha-3 of the state whose capital the words name."""
        return self._capitals.get(fold(word).lower())

    def scan(self, text: str, language: str = "fr") -> Iterator[tuple[int, int, Actor]]:
        """Start, end and actor of every longest name in `text` (plain quotes), left to right."""
        folded = fold(text)
        spans = [m.span() for m in WORD.finditer(folded)]
        firsts = [folded[s:e].lower() for s, e in spans]
        known, skip = self._names(language), 0
        for at, first in enumerate(firsts):
            if at >= skip and first in known:
                name = next(self._candidates(folded, text, spans, at, language), None)
                if name is not None:
                    skip = at + len(name.folded)
                    yield spans[at][0], spans[skip - 1][1], self.resolve(name.actor)

    def resolve(self, actor: Actor) -> Actor:
        """The actor itself, or the one it is another name of (the FAMa are Mali's armed forces)."""
        return self.by_id.get(self._same.get(actor.id, actor.id), actor)

    def _names(self, language: str) -> dict[str, list[_Name]]:
        return self._by_language.get(language, self._index)

    def _candidates(
        self, folded: str, text: str, spans: list[tuple[int, int]], at: int, language: str
    ) -> Iterator[_Name]:
        """Names that begin at word `at`, longest first."""
        first = folded[slice(*spans[at])].lower()
        for name in self._names(language).get(first, ()):
            if _fits(name, folded, text, spans, at):
                yield name

    @property
    def _holders(self) -> dict[tuple[str, str], list[tuple[Office, Actor]]]:
        table = self.__dict__.get("_table")
        if table is None:
            table = {}
            for actor in self.by_id.values():
                for office in actor.offices:
                    table.setdefault((office.office, office.of or office.country or ""), []).append((office, actor))
            self.__dict__["_table"] = table
        return table

    def _add_state(self, entry: StateEntry) -> None:
        code = entry.id.partition(":")[2]
        self.iso3[entry.iso2] = code
        every = tuple(dict.fromkeys(n for names in entry.names.values() for n in names))
        state = Actor(entry.id, "state", every, "GOV", code)
        self.by_id[state.id] = state
        for language, names in entry.names.items():
            for name in names:
                self._index_name(name, state, self._by_language.setdefault(language, {}))
        for prefix, kind, sector in (("gov", "institution", "GOV"), ("mil", "force", "MIL"), ("cop", "force", "COP")):
            self.by_id[f"{prefix}:{code}"] = Actor(f"{prefix}:{code}", kind, (every[0],), sector, code)  # type: ignore[arg-type]
        for capital in entry.capitals:
            self._capitals[fold(capital).lower()] = code
        for language, forms in entry.demonyms.items():
            table = self._demonyms.setdefault(language, {})
            for form in forms.split():
                table.setdefault(form.replace("_", " "), code)

    def _add(self, actor: Actor) -> None:
        if actor.id in self.by_id:
            raise KnowledgeError(f"{ACTORS}: {actor.id}: this id stands in two files")
        self.by_id[actor.id] = actor
        for table in self._by_language.values() or (self._index,):
            for name in actor.names:
                self._index_name(name, actor, table)
        for language, name in actor.only:
            self._index_name(name, actor, self._by_language.setdefault(language, {}))
        for short in actor.short:
            self._short.setdefault(fold(short).lower(), []).append(actor)

    @staticmethod
    def _index_name(name: str, actor: Actor, table: dict[str, list[_Name]]) -> None:
        written = tuple(WORD.findall(fold(name)))
        entry = _Name(tuple(w.lower() for w in written), written, actor)
        row = table.setdefault(entry.folded[0], [])
        if all(n.written != written or n.actor is not actor for n in row):
            row.append(entry)
            row.sort(key=lambda n: -len(n.folded))


def fold(text: str) -> str:
    """The text without accents, of the same length."""
    return _ACCENT.sub(lambda m: _PLAIN[m.group()], text)


def _fits(name: _Name, folded: str, text: str, spans: list[tuple[int, int]], at: int) -> bool:
    if at + len(name.folded) > len(spans):
        return False
    for offset, (low, written) in enumerate(zip(name.folded, name.written)):
        start, end = spans[at + offset]
        word = folded[start:end]
        if word.lower() != low or not _same_case(word, written):
            return False
        if offset and not _GAP.match(folded, spans[at + offset - 1][1], start):
            return False
    return len(name.written) > 1 or not _shouted(name.written[0], folded, spans, at)


def _same_case(word: str, written: str) -> bool:
    """Acronyms are matched as written, names with their capital, plain words as they come."""
    if not written[0].isupper():
        return True
    if len(written) > 1 and written.isupper():
        return word == written
    return word[0].isupper()


def _shouted(name: str, folded: str, spans: list[tuple[int, int]], at: int) -> bool:
    """A short acronym among words that are all in capitals says nothing («AU MALI»)."""
    if len(name) > 3 or not name.isupper():
        return False
    near = [folded[s:e] for s, e in spans[max(0, at - 2) : at] + spans[at + 1 : at + 3]]
    return bool(near) and all(w.isupper() for w in near if w.isalpha()) and any(len(w) > 3 for w in near)


@lru_cache(maxsize=1)
def load_actors(folder: Path = ACTORS) -> Actors:
    """Everything in `knowledge/actors/`; raises KnowledgeError with file, entry and key."""
    states = load_entries(folder / "states.yml", StateEntry)
    kinds: tuple[tuple[str, Kind], ...] = (
        ("armed", "armed"), ("forces", "force"), ("institutions", "institution"), ("press", "outlet"),
    )  # fmt: skip
    bodies = [(kind, e) for name, kind in kinds for e in load_entries(folder / f"{name}.yml", BodyEntry)]
    holders = load_entries(folder / "holders.yml", HolderEntry)
    actors = Actors(states, [*(_body(k, e) for k, e in bodies), *(_holder(h) for h in holders)])
    actors._same.update({e.id: e.same_as for _, e in bodies if e.same_as})
    return actors


def _body(kind: Kind, entry: BodyEntry) -> Actor:
    since, until = _first(entry.since), _last(entry.until)
    only = tuple((language, name) for language, names in entry.only.items() for name in names)
    return Actor(entry.id, kind, entry.names, entry.sector, entry.country, since=since, until=until, only=only)


def _holder(entry: HolderEntry) -> Actor:
    offices = tuple(
        Office(o.office, _first(o.since) or date.min, _last(o.until), o.country, o.of) for o in entry.offices
    )
    country = next((o.country for o in offices if o.country), None)
    return Actor(entry.id, "person", entry.names, _sector(offices), country, offices, entry.short)


def _sector(offices: tuple[Office, ...]) -> str:
    last = offices[-1]
    if last.of:
        return "REB" if last.of.startswith("armed:") else "IGO"
    return {"chief_of_staff": "MIL", "opposition": "OPP"}.get(last.office, "GOV")


def _first(month: str | None) -> date | None:
    return date.fromisoformat(f"{month}-01") if month else None


def _last(month: str | None) -> date | None:
    """The last day of the month."""
    if not month:
        return None
    year, number = map(int, month.split("-"))
    following = date(year + number // 12, number % 12 + 1, 1)
    return date.fromordinal(following.toordinal() - 1)
