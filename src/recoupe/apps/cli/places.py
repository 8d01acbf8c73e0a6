"""`recoupe places`: the places that are known, by name, and gazetteers to import."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from recoupe.apps.cli.options import format_option, imports_option, language_option, make_command, page_settings
from recoupe.apps.cli.output import open_output, write_line, write_text
from recoupe.apps.cli.saying import say
from recoupe.apps.i18n import _, ngettext

DUMP = "https://download.geonames.org/export/dump/{code}.zip"
LARGEST = 500_000_000  # bytes of a country file; the largest there is has a tenth of it
SECONDS = 60


def build() -> click.Command:
    group = click.Group(
        "places",
        params=[language_option()],
        help=_("Places that are known; gazetteers to import."),
        epilog=_("Example: {command}").format(command="recoupe places find Kidira"),
        context_settings=page_settings(),
    )
    group.add_command(
        make_command(
            "list",
            run_list,
            [imports_option()],
            _("Say how many places are known, by where they come from."),
            "recoupe places list",
        )
    )
    group.add_command(
        make_command(
            "find",
            run_find,
            [click.Argument(["name"], metavar="NAME"), imports_option(), format_option("text", "jsonl")],
            _("Every place of a name, best known first."),
            "recoupe places find Kidira",
        )
    )
    group.add_command(
        make_command(
            "import",
            run_import,
            [
                click.Argument(["countries"], nargs=-1, metavar="CC…"),
                click.Option(
                    ["--file", "files"],
                    type=click.Path(dir_okay=False),
                    multiple=True,
                    help=_(
                        "A GeoNames country file (.txt, .txt.gz, .zip) that is already here; nothing is downloaded."
                    ),
                ),
            ],
            _("Import GeoNames country files (CC BY 4.0): downloaded by country code, or --file."),
            "recoupe places import ML SN",
        )
    )
    return group


def run_list(no_imports: bool) -> int:
    from recoupe.knowledge.gazetteer import load_gazetteer

    for source, count in load_gazetteer(imports=not no_imports).counts().items():
        click.echo(f"{count:>9}  {source}")
    return 0


def run_find(name: str, no_imports: bool, form: str) -> int:
    from recoupe.knowledge.gazetteer import load_gazetteer

    gazetteer = load_gazetteer(imports=not no_imports)
    found = gazetteer.find(name)
    with open_output(None) as stream:
        for place in found or gazetteer.find_similar(name):
            if form == "jsonl":
                write_line(stream, place_to_plain(place))
            else:
                write_text(stream, place_words(place) + "\n")
    if not found:
        say(_("no place of the name {name}: try another spelling, or `recoupe places import`").format(name=name))
    return 0 if found else 1


def place_to_plain(place: Any) -> dict[str, Any]:
    names = ("name", "country", "admin1", "level", "lat", "lon", "radius_km")
    return {"place_id": place.id} | {name: getattr(place, name) for name in names}


def place_words(place: Any) -> str:
    where = f"{place.lat:.4f}, {place.lon:.4f} ± {place.radius_km:g} km" if place.located else _("not located")
    region = ", ".join(part for part in (place.admin1, place.country) if part)
    return f"{place.name} ({region}), {place.level}: {where}  {place.id}"


def run_import(countries: tuple[str, ...], files: tuple[str, ...]) -> int:
    from recoupe.knowledge.gazetteer import GazetteerError, import_places

    if bool(countries) == bool(files):
        raise click.UsageError(_("give country codes such as ML SN, or --file"))
    try:
        if files:
            imported = import_places([Path(file) for file in files])
        else:
            with tempfile.TemporaryDirectory() as folder:
                imported = import_places(download(countries, Path(folder)))
    except (GazetteerError, OSError) as error:
        raise click.ClickException(str(error)) from error
    for entry in imported:
        places = ngettext("{count} place", "{count} places", entry.places).format(count=entry.places)
        click.echo(f"{entry.file}: {places}")
    return 0


def download(countries: Sequence[str], folder: Path) -> list[Path]:
    """The country files; the only time that anything is fetched from the network."""
    wrong = [code for code in countries if not (len(code) == 2 and code.isascii() and code.isalpha())]
    if wrong:
        raise click.UsageError(_("{code!r} is no country code: two letters such as ML").format(code=wrong[0]))
    return [fetch(DUMP.format(code=code.upper()), folder / f"{code.upper()}.zip") for code in countries]


def fetch(address: str, target: Path) -> Path:
    from urllib.request import urlopen

    with urlopen(address, timeout=SECONDS) as answer, target.open("wb") as file:  # the address is ours  # nosec B310
        while piece := answer.read(1 << 20):
            if file.tell() + len(piece) > LARGEST:
                raise OSError(f"{address}: too large for a country file")
            file.write(piece)
    return target
