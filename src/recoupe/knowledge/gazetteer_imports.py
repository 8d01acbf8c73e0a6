"""Imported GeoNames files: an SQLite index under RECOUPE_HOME whose cost does not grow with its rows."""

from __future__ import annotations

import gzip
import io
import os
import sqlite3
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import IO, Any

import platformdirs

from recoupe.knowledge.gazetteer_tables import Known, city_radius, city_weight
from recoupe.knowledge.names import fold_name
from recoupe.model import Place
from recoupe.model.place import Level

FILE = "places.sqlite"
VERSION = 2  # of the index; an older one is made anew by the next import
COLUMNS = 19
BATCH = 20_000
KEPT = 100_000  # names and places kept in memory
MOST = 40  # places of one name; more than that no text can tell apart

_SCHEMA = """
CREATE TABLE IF NOT EXISTS place (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL, country TEXT, admin1 TEXT, feature TEXT,
    lat REAL NOT NULL, lon REAL NOT NULL, people INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS name (
    folded TEXT NOT NULL, rank INTEGER NOT NULL, place INTEGER NOT NULL,
    PRIMARY KEY (folded, rank, place)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS skeleton (
    skeleton TEXT NOT NULL, folded TEXT NOT NULL, PRIMARY KEY (skeleton, folded)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS cell (
    cell INTEGER NOT NULL, place INTEGER NOT NULL, PRIMARY KEY (cell, place)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS file (
    name TEXT PRIMARY KEY, rows INTEGER NOT NULL, places INTEGER NOT NULL);
"""
_INSERTS = (
    "INSERT OR REPLACE INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
    "INSERT OR IGNORE INTO name VALUES (?, ?, ?)",
    "INSERT OR IGNORE INTO skeleton VALUES (?, ?)",
    "INSERT OR IGNORE INTO cell VALUES (?, ?)",
)
# GeoNames feature classes that press reports name; roads, shops and the sea floor are left out.
_CLASSES = frozenset("PATHLVS")


class GazetteerError(ValueError):
    """A file is not what GeoNames ships; the message says which line and what would be right."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What one file brought: `rows` read, `places` kept."""

    file: str
    rows: int
    places: int


def home_folder(home: Path | None = None) -> Path:
    """RECOUPE_HOME, or the platform's folder for user data."""
    if home is not None:
        return home
    return Path(os.environ.get("RECOUPE_HOME") or platformdirs.user_data_dir("recoupe"))


def import_places(files: Iterable[Path], home: Path | None = None) -> tuple[Imported, ...]:
    """Index GeoNames country files (.txt, .txt.gz or .zip, 19 tab-separated columns); again replaces, never doubles.

    Each file is one transaction: broken or interrupted, it leaves the index as it was. Raises `GazetteerError` that
    names file and line, OSError where a file cannot be read.
    """
    folder = home_folder(home)
    folder.mkdir(parents=True, exist_ok=True)
    if (folder / FILE).exists() and index_version(folder / FILE) != VERSION:
        (folder / FILE).unlink()
    with closing(sqlite3.connect(folder / FILE)) as base:
        base.executescript("PRAGMA journal_mode=DELETE; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-65536;" + _SCHEMA)
        base.execute(f"PRAGMA user_version={VERSION}")
        return tuple(import_file(base, path) for path in files)


def index_version(path: Path) -> int:
    """The version an index was made with; 0 for a file that is none."""
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as base:
            return int(base.execute("PRAGMA user_version").fetchone()[0])
    except sqlite3.DatabaseError:
        return 0


def import_file(base: sqlite3.Connection, path: Path) -> Imported:
    rows = places = 0
    with base, open_lines(path) as lines:
        known = read_rows(lines, path)
        while batch := list(islice(known, BATCH)):
            kept = [row for row in batch if row is not None]
            insert_rows(base, kept)
            rows, places = rows + len(batch), places + len(kept)
        if not rows:
            raise GazetteerError(f"{path}: holds no rows; a GeoNames country file has {COLUMNS} tab-separated columns")
        base.execute("INSERT OR REPLACE INTO file VALUES (?, ?, ?)", (path.name, rows, places))
    return Imported(path.name, rows, places)


@contextmanager
def open_lines(path: Path) -> Iterator[Iterable[str]]:
    """The lines of a plain, gzipped or zipped file; of an archive the member that is no readme."""
    try:
        with open_zip(path) if path.suffix == ".zip" else open_text(path) as lines:
            yield lines
    except (EOFError, zlib.error, gzip.BadGzipFile, zipfile.BadZipFile) as error:
        raise GazetteerError(f"{path}: broken archive: {error}") from error
    except UnicodeDecodeError as error:
        raise GazetteerError(f"{path}: not UTF-8: {error}") from error


def open_text(path: Path) -> IO[str]:
    if path.suffix == ".gz":
        return gzip.open(path, "rt", encoding="utf-8", newline="\n")
    return path.open(encoding="utf-8", newline="\n")


@contextmanager
def open_zip(path: Path) -> Iterator[Iterable[str]]:
    with zipfile.ZipFile(path) as archive:
        member = next((n for n in archive.namelist() if n.endswith(".txt") and "readme" not in n.lower()), None)
        if member is None:
            raise GazetteerError(f"{path}: holds no .txt file; GeoNames ships one per country")
        with archive.open(member) as raw:
            yield io.TextIOWrapper(raw, encoding="utf-8", newline="\n")


def read_rows(lines: Iterable[str], path: Path) -> Iterator[list[str] | None]:
    """The columns of every line; None for features no report names."""
    for number, line in enumerate(lines, 1):
        columns = line.rstrip("\r\n").split("\t")
        if len(columns) != COLUMNS:
            raise GazetteerError(f"{path}: line {number} has {len(columns)} columns, not {COLUMNS}")
        yield columns if columns[6] in _CLASSES and is_sound(columns) else None


def is_sound(columns: list[str]) -> bool:
    """The row has a numeric id, a point on Earth and a whole number of people."""
    try:
        return (
            int(columns[0]) >= 0
            and abs(float(columns[4])) <= 90
            and abs(float(columns[5])) <= 180
            and int(columns[14] or 0) >= 0
        )
    except ValueError:
        return False


def insert_rows(base: sqlite3.Connection, rows: list[list[str]]) -> None:
    places: list[tuple[Any, ...]] = []
    names: list[tuple[Any, ...]] = []
    skeletons: list[tuple[Any, ...]] = []
    cells: list[tuple[Any, ...]] = []
    for c in rows:
        number, lat, lon = int(c[0]), float(c[4]), float(c[5])
        places.append((number, c[1], c[8], c[10], c[6] + c[7], lat, lon, int(c[14] or 0)))
        cells.append((cell_of(lat, lon), number))
        rank = 100 - round(100 * weight_of(c[6] + c[7], int(c[14] or 0)))
        for folded in {fold_name(n) for n in (c[1], c[2], *c[3].split(","))}:
            if len(folded) > 1 and folded.isascii():
                names.append((folded, rank, number))
                skeletons.append((skeleton_of(folded), folded))
    for statement, values in zip(_INSERTS, (places, names, skeletons, cells)):
        base.executemany(statement, sorted(values))


_VOWELS = str.maketrans("", "", "aeiouyhw ")


def skeleton_of(folded: str) -> str:
    """The first letter and the consonants, doubles as one: spellings of one name mostly share it."""
    bare = folded[:1] + folded[1:].translate(_VOWELS)
    return "".join(c for c, before in zip(bare, " " + bare) if c != before)


def cell_of(lat: float, lon: float) -> int:
    """Number of the half-degree cell a point lies in."""
    return int((lat + 90) * 2) * 1000 + int((lon + 180) * 2)


def open_index(path: Path) -> sqlite3.Connection:
    """Writable where the folder allows, so that an import killed halfway is rolled back; never written to."""
    mode = "rw" if os.access(path, os.W_OK) and os.access(path.parent, os.W_OK) else "ro"
    base = sqlite3.connect(f"file:{path}?mode={mode}", uri=True, check_same_thread=False)
    base.executescript("PRAGMA query_only=1; PRAGMA cache_size=-8192;")
    return base


class Imports:
    """Reads the index; opened on first use, read only. Without an index every name is unknown."""

    def __init__(self, home: Path | None = None) -> None:
        self.path = home_folder(home) / FILE
        self._base: sqlite3.Connection | None = None
        self._owner = 0
        self._seen: dict[str, tuple[Known, ...]] = {}
        self._kept = 0

    def __bool__(self) -> bool:
        return self.path.exists()

    def __reduce__(self) -> tuple[Callable[[Path], Imports], tuple[Path]]:
        return Imports, (self.path.parent,)  # another process opens the index itself

    def base(self) -> sqlite3.Connection:
        if self._base is None or self._owner != os.getpid():  # a connection does not survive a fork
            if index_version(self.path) != VERSION:
                raise GazetteerError(f"{self.path}: not an index of this version; import the files again")
            self._base = open_index(self.path)
            self._owner = os.getpid()
        return self._base

    def files(self) -> tuple[Imported, ...]:
        """What has been imported, file by file."""
        if not self:
            return ()
        return tuple(Imported(*row) for row in self.base().execute("SELECT name, rows, places FROM file ORDER BY name"))

    def find(self, folded: str) -> tuple[Known, ...]:
        return self.find_all([folded]).get(folded, ())

    def find_all(self, keys: Sequence[str]) -> dict[str, tuple[Known, ...]]:
        """The places of many folded names; what is asked often is kept, within bounds."""
        if self._kept > KEPT:
            self._seen.clear()
            self._kept = 0
        seen = self._seen
        for key in keys if self else ():
            if key not in seen:
                seen[key] = self._ask(key)
                self._kept += 1 + len(seen[key])
        return {k: seen[k] for k in keys if seen.get(k)}

    def _ask(self, key: str) -> tuple[Known, ...]:
        """The best-known places of one name: a name of thousands of wells costs no more than another."""
        rows = self.base().execute("SELECT place FROM name WHERE folded = ? ORDER BY rank LIMIT ?", (key, MOST))
        numbers = [row[0] for row in rows]
        return self._places(numbers) if numbers else ()

    def _places(self, numbers: list[int]) -> tuple[Known, ...]:
        marks = ",".join("?" * len(numbers))
        rows = self.base().execute(f"SELECT * FROM place WHERE id IN ({marks})", numbers)  # question marks  # nosec B608
        return tuple(sorted((known_of(row) for row in rows), key=lambda k: (-k.weight, k.place.id)))

    def resembling(self, folded: str) -> list[str]:
        """Imported names with the same first letter and consonants."""
        if not self:
            return []
        skeleton = skeleton_of(folded)
        rows = self.base().execute("SELECT folded FROM skeleton WHERE skeleton = ? LIMIT 200", (skeleton,))
        return [row[0] for row in rows]

    def near(self, lat: float, lon: float) -> list[Known]:
        """Every imported place in the half-degree cell of a point and in the eight around it."""
        if not self:
            return []
        cells = [cell_of(lat + dy, lon + dx) for dy in (-0.5, 0, 0.5) for dx in (-0.5, 0, 0.5)]
        marks = ",".join("?" * len(cells))
        rows = self.base().execute(
            f"SELECT place.* FROM cell JOIN place ON place.id = cell.place WHERE cell IN ({marks})",  # nosec B608
            cells,
        )
        return [known_of(row) for row in rows]


_DIVISION_CODES = frozenset(("AADM1", "AADM2", "LRGN"))


def known_of(row: tuple[Any, ...]) -> Known:
    number, name, country, _, feature, lat, lon, people = row
    level = level_of(feature)
    radius = city_radius(people) if level == "town" else {"region": 40.0, "country": 400.0}.get(level, 5.0)
    place = Place(f"geonames:{number}", name, country or None, None, level, lat, lon, radius)
    return Known(place, weight_of(feature, people), feature, "imports")


def level_of(feature: str) -> Level:
    if feature.startswith("APCL"):
        return "country"
    if feature in _DIVISION_CODES:
        return "region"
    return "town" if feature[0] in "PA" else "feature"


def weight_of(feature: str, people: int) -> float:
    """Seats before villages, villages before hills and wells."""
    if feature.startswith("PPPLA") or feature == "PPPLC":
        return max(0.5, city_weight(people))
    if feature[0] == "P":
        return max(0.3, city_weight(people) if people else 0.3)
    return {"A": 0.32, "L": 0.25, "S": 0.2}.get(feature[0], 0.15)
