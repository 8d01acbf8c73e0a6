"""`recoupe read`: what each article says, one JSON object a line or in words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, BinaryIO

import click

from recoupe.apps.cli.knowing import make_knowledge
from recoupe.apps.cli.options import format_option, inputs_argument, make_command, output_option, reading_options
from recoupe.apps.cli.output import open_output, write_json, write_line, write_text
from recoupe.apps.cli.readings import Asked, skim, take_readings
from recoupe.apps.cli.telling import Teller
from recoupe.apps.i18n import _

if TYPE_CHECKING:
    from recoupe.model import Reading


def build() -> click.Command:
    return make_command(
        "read",
        run_read,
        [
            inputs_argument(),
            format_option("jsonl", "json", "text"),
            click.Option(["--explain"], is_flag=True, help=_("Say by which rule and why each field was read.")),
            click.Option(["--fast"], is_flag=True, help=_("Dates and counts only, without the language model.")),
            *reading_options(),
            output_option(),
        ],
        _("Read articles and print what each of them says: times, places, actors, reports, figures.")
        + "\n\n"
        + _(
            "INPUT is a text, Markdown, HTML, JSON or JSON Lines file (also .gz), a folder, a pattern, or - for stdin."
        ),
        "recoupe read articles/ --format text --explain",
    )


def run_read(
    inputs: tuple[str, ...],
    form: str,
    explain: bool,
    fast: bool,
    published: date | None,
    situation: str | None,
    no_imports: bool,
    processes: int,
    output: str | None,
) -> int:
    teller = Teller()
    asked = Asked(inputs, None, (), published, situation, no_imports, processes)
    known = None if fast else make_knowledge(situation, no_imports)
    readings = skim(asked, teller) if known is None else take_readings(asked, known, teller)
    with open_output(output) as stream:
        write_readings(stream, readings, form, explain)
    return teller.exit_code


def write_readings(stream: BinaryIO, readings: Iterator[Reading], form: str, explain: bool) -> None:
    from recoupe.apps.cli.words import reading_words
    from recoupe.model.plain import reading_to_plain

    if form == "json":
        write_json(stream, [reading_to_plain(reading) for reading in readings])
        return
    for reading in readings:
        if form == "text":
            write_text(stream, reading_words(reading, explain))
        else:
            row = reading_to_plain(reading)
            if explain:
                explained = {report.id: report.explanation for report in reading.reports}
                row["reports"] = [r | {"explanation": explained[r["id"]]} for r in row["reports"]]
            write_line(stream, row)
        stream.flush()
