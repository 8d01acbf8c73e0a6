"""Exports: events in, one file of a named format out, and the manifest of what was withheld.

A file is written beside its name and moved there when it is whole: an export that fails leaves the old one.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from recoupe.model import Event
from recoupe.share.acled_like import write_acled_like
from recoupe.share.csv_tables import write_csv
from recoupe.share.ged_like import write_ged_like
from recoupe.share.geojson import write_geojson
from recoupe.share.manifest import Manifest
from recoupe.share.parquet import write_parquet
from recoupe.share.plover_json import write_plover
from recoupe.share.polecat import write_polecat
from recoupe.share.shown import ExportContext, Shown
from recoupe.share.withhold import for_readers, show_discreetly
from recoupe.share.xlsx import write_xlsx

WriteText = Callable[[Iterable[Shown], TextIO], None]
WriteFile = Callable[[Iterable[Shown], Path, Manifest], None]


@dataclass(frozen=True)
class Format:
    """`text` formats can go to standard output, `file` formats need a file."""

    suffix: str
    about: str
    text: WriteText | None = None
    file: WriteFile | None = None


FORMATS: dict[str, Format] = {
    "geojson": Format(".geojson", "GeoJSON features, for maps", write_geojson),
    "csv": Format(".csv", "the table of events", write_csv),
    "xlsx": Format(".xlsx", "events, sources and findings as sheets", file=write_xlsx),
    "parquet": Format(".parquet", "the table of events, typed", file=lambda e, path, _: write_parquet(e, path)),
    "acled-like": Format(".csv", "the 31 columns of an ACLED export", write_acled_like),
    "ged-like": Format(".csv", "the 49 columns of UCDP GED", write_ged_like),
    "polecat": Format(".tsv", "the 40 columns of POLECAT", write_polecat),
    "plover": Format(".jsonl", "PLOVER events, one a line", write_plover),
}


class ExportError(ValueError):
    """An export that cannot be made; the message says what would be right."""


def export_events(events: Iterable[Event], name: str, target: Path | TextIO, context: ExportContext) -> Manifest:
    """Write the events in the format; a file gets its manifest beside it. Returns the manifest."""
    if name not in FORMATS:
        raise ExportError(f"there is no format {name!r}; one of {', '.join(FORMATS)}")
    chosen, manifest = FORMATS[name], Manifest.start(name, context)
    shown = show_all(events, context, manifest)
    if not isinstance(target, Path):
        if chosen.text is None:
            raise ExportError(f"{name} is no text: give a file, such as --output events{chosen.suffix}")
        chosen.text(shown, target)
        return manifest
    with whole_file(target) as path:
        write_to(chosen, shown, path, manifest)
    with whole_file(manifest_path(target)) as path, path.open("w", encoding="utf-8", newline="\n") as out:
        manifest.write(out)
    return manifest


def write_to(chosen: Format, shown: Iterable[Shown], path: Path, manifest: Manifest) -> None:
    if chosen.file is not None:
        chosen.file(shown, path, manifest)
    elif chosen.text is not None:
        with path.open("w", encoding="utf-8", newline="") as out:
            chosen.text(shown, out)


def show_all(events: Iterable[Event], context: ExportContext, manifest: Manifest) -> Iterator[Shown]:
    """Events as they may leave, one by one; the manifest counts."""
    for event in events:
        discreet = for_readers(event, context)
        shown, withheld = show_discreetly(event, discreet)
        manifest.events += 1
        manifest.hide(discreet.masks, discreet.hidden)
        manifest.withheld.add(withheld)
        yield shown


def manifest_path(target: Path) -> Path:
    return target.with_name(target.name + ".manifest.json")


@contextmanager
def whole_file(target: Path) -> Iterator[Path]:
    """A path to write to that becomes `target` at the end, or vanishes when writing fails."""
    if target.is_dir():
        raise ExportError(f"{target} is a folder: give the name of a file in it")
    if not target.absolute().parent.is_dir():
        raise ExportError(f"{target} cannot be written: make the folder {target.absolute().parent} first")
    handle, name = tempfile.mkstemp(prefix=".recoupe-", suffix=target.suffix, dir=target.absolute().parent)
    os.close(handle)
    path = Path(name)
    try:
        yield path
        path.chmod(0o666 & ~current_umask())
        path.replace(target)
    finally:
        path.unlink(missing_ok=True)


def current_umask() -> int:
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
