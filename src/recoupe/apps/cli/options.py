"""Options and arguments that several commands share, and the types of their values."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import click

from recoupe.apps.i18n import LANGUAGES, _

SHORT_HELP: dict[str, Callable[[], str]] = {
    "read": lambda: _("Print what each article says."),
    "add": lambda: _("Read articles and keep them in a database."),
    "serve": lambda: _("Open the desk in the browser."),
    "user": lambda: _("Who may log in to a desk that others can reach."),
    "events": lambda: _("Print merged events with origins and findings."),
    "origins": lambda: _("Group articles by the account they go back to."),
    "brief": lambda: _("Print the situation in short."),
    "search": lambda: _("Find events, or articles by their words."),
    "show": lambda: _("Show articles and events by their ids."),
    "export": lambda: _("Write events for other tools."),
    "decide": lambda: _("Settle something: correct, reject, add, merge, split …"),
    "decisions": lambda: _("List what was decided, and what no longer fits."),
    "review": lambda: _("Correct reports in a spreadsheet."),
    "match": lambda: _("Hold events beside an ACLED or UCDP GED file."),
    "coverage": lambda: _("Count the articles of each outlet."),
    "reread": lambda: _("Read stored articles again with the rules of today."),
    "erase": lambda: _("Remove an article or a person for good."),
    "retain": lambda: _("Say how long texts are kept."),
    "backup": lambda: _("Copy a database into one file."),
    "restore": lambda: _("Put a copy in the place of a database."),
    "places": lambda: _("List, find and import places."),
    "situations": lambda: _("List the situations that ship."),
}


WIDTH = 100


class Day(click.ParamType):  # type: ignore[type-arg]  # generic in the stubs only
    """A day written 2025-11-05."""

    name = "DATE"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        try:
            day = date.fromisoformat(value)
        except ValueError:
            self.fail(_("{value!r} is no day: write it like 2025-11-05").format(value=value), param, ctx)
        if not 1900 <= day.year <= 2100:
            self.fail(_("{value!r} is out of range: years 1900 to 2100 are read").format(value=value), param, ctx)
        return day


def page_settings() -> dict[str, Any]:
    """Help in the terminal's width up to 100 columns; click would load shutil to find it out."""
    try:
        width = os.get_terminal_size().columns
    except OSError:
        width = int(columns) if (columns := os.environ.get("COLUMNS", "")).isdigit() else WIDTH
    return {"help_option_names": ["-h", "--help"], "terminal_width": max(40, min(width, WIDTH) - 2)}


def make_command(
    name: str, run: Callable[..., Any], params: Sequence[click.Parameter], text: str, example: str
) -> click.Command:
    """A command whose help ends with an example."""
    return click.Command(
        name,
        callback=run,
        params=[*params, language_option()],
        help=text,
        epilog=_("Example: {command}").format(command=example),
        context_settings=page_settings(),
    )


def language_option() -> click.Option:
    """--lang; it has been looked at before the commands are made."""
    return click.Option(
        ["--lang"], type=click.Choice(LANGUAGES), expose_value=False, help=_("Language; that of the locale by default.")
    )


def inputs_argument(required: bool = True) -> click.Argument:
    return click.Argument(["inputs"], nargs=-1, required=required, metavar="INPUT…")


def db_option(made: bool = False) -> click.Option:
    """--db; only `add` makes one that is not there."""
    words = _("Database; made if it is not there.") if made else _("Database that `recoupe add` made.")
    return click.Option(["--db"], type=click.Path(dir_okay=False), required=True, help=words)


def query_argument() -> click.Argument:
    return click.Argument(["query"], nargs=-1, metavar="[QUERY]")


def yes_option() -> click.Option:
    return click.Option(["--yes"], is_flag=True, help=_("Do not ask."))


def make_group(name: str, text: str, example: str, commands: Sequence[click.Command]) -> click.Group:
    """A command of commands."""
    return click.Group(
        name,
        commands=list(commands),
        params=[language_option()],
        help=text,
        epilog=_("Example: {command}").format(command=example),
        context_settings=page_settings(),
    )


def format_option(*formats: str) -> click.Option:
    """--format; the first is the default."""
    return click.Option(
        ["--format", "form"], type=click.Choice(formats), default=formats[0], show_default=True,
        help=_("Format of the output."),
    )  # fmt: skip


def output_option() -> click.Option:
    return click.Option(
        ["-o", "--output"], type=click.Path(dir_okay=False), help=_("Write to this file instead of standard output.")
    )


def reading_options() -> list[click.Parameter]:
    """What every command that reads inputs may be told."""
    return [
        click.Option(["--published"], type=Day(), help=_("Publication date of inputs that have none.")),
        situation_option(None),
        imports_option(),
        click.Option(
            ["--processes"], type=click.IntRange(1, 64), default=1, show_default=True,
            help=_("Processes that read at the same time."),
        ),
    ]  # fmt: skip


def situation_option(default: str | None) -> click.Option:
    return click.Option(
        ["--situation"], default=default, show_default=default is not None, metavar="NAME",
        help=_("Situation: a name of `recoupe situations`, or a file."),
    )  # fmt: skip


def imports_option() -> click.Option:
    return click.Option(["--no-imports"], is_flag=True, help=_("Leave imported gazetteers out."))


def source_options() -> list[click.Parameter]:
    """Where events come from: inputs, a database, or reports read before."""
    return [
        inputs_argument(required=False),
        click.Option(["--db"], type=click.Path(dir_okay=False), help=_("Take what is stored in this database.")),
        click.Option(
            ["--reports"], type=click.Path(dir_okay=False), multiple=True,
            help=_("Take reports in the format of `recoupe read` instead of reading."),
        ),
        *reading_options(),
    ]  # fmt: skip
