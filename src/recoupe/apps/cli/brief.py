"""`recoupe brief`: the situation by boards, in a page or a few."""

from __future__ import annotations

import sys
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from recoupe.apps.cli.knowing import make_knowledge
from recoupe.apps.cli.options import Day, format_option, make_command, output_option, situation_option, source_options
from recoupe.apps.cli.output import open_output, write_json, write_text
from recoupe.apps.cli.readings import Asked, take_picture
from recoupe.apps.cli.telling import Teller
from recoupe.apps.i18n import _, current_language

if TYPE_CHECKING:
    from recoupe.boards import Brief

SITUATION = "senegal-mali"


def build() -> click.Command:
    sources = [option for option in source_options() if option.name != "situation"]
    return make_command(
        "brief",
        run_brief,
        [
            *sources,
            situation_option(SITUATION),
            click.Option(["--since"], type=Day(), help=_("What is newer than this day is new.")),
            click.Option(["--now"], type=Day(), help=_("The day on which the brief is written; today by default.")),
            format_option("text", "html", "pdf", "json"),
            output_option(),
        ],
        _(
            "Print the situation in short: what is new, threat, supply, cooperation, diplomacy, trade, what is "
            "disputed and what was not understood. Every line carries the words it rests on."
        ),
        "recoupe brief articles/ --format html -o brief.html",
    )


def run_brief(form: str, output: str | None, since: date | None, now: date | None, **asked_for: Any) -> int:
    from recoupe.boards import build_boards
    from recoupe.knowledge.loader import KnowledgeError

    asked, teller = Asked(**asked_for), Teller()
    asked.check()
    known = make_knowledge(asked.situation, asked.no_imports)
    if known.situation is None:
        raise click.UsageError(_("a brief needs a situation: give --situation"))
    picture = take_picture(asked, known, teller)
    if not picture.readings and not asked.db:
        raise click.ClickException(_("no article could be read: there is nothing to brief on"))
    try:
        brief = build_boards(picture, known.situation, known.gazetteer, now=now, since=since, problems=teller.problems)
    except KnowledgeError as error:
        raise click.UsageError(str(error)) from error
    write_brief(brief, form, output)
    return teller.exit_code


def write_brief(brief: Brief, form: str, output: str | None) -> None:
    """The page in the chosen form; a page for the browser into a terminal would be no use."""
    from recoupe.apps import brief as rendering

    if form in ("html", "pdf") and output is None and sys.stdout.isatty():
        raise click.UsageError(_("a page is not shown in a terminal: give -o FILE"))
    with open_output(output) as stream:
        if form == "json":
            write_json(stream, rendering.brief_to_plain(brief))
        elif form == "html":
            write_text(stream, rendering.render_html(brief, current_language()))
        elif form == "pdf":
            stream.write(rendering.render_pdf(brief, current_language()))
        else:
            write_text(stream, rendering.render_text(brief, current_language()))
