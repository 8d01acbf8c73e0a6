"""`recoupe events`: the reports that speak of one happening, merged, with what cross-checking says of them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from recoupe.apps.cli.knowing import make_knowledge
from recoupe.apps.cli.options import format_option, make_command, output_option, source_options
from recoupe.apps.cli.output import open_output, write_json, write_line, write_text
from recoupe.apps.cli.readings import Asked, take_picture
from recoupe.apps.cli.telling import Teller
from recoupe.apps.i18n import _

if TYPE_CHECKING:
    from recoupe.knowledge.bundle import Knowledge
    from recoupe.pipeline import Picture


def build() -> click.Command:
    return make_command(
        "events",
        run_events,
        [*source_options(), format_option("jsonl", "json", "text"), output_option()],
        _("Print merged events: every value with the articles that say it, origins, findings, distance to the border."),
        "recoupe events articles/ --situation senegal-mali --format text",
    )


def run_events(form: str, output: str | None, **asked_for: Any) -> int:
    from recoupe.apps.cli.words import event_words
    from recoupe.model.plain import event_to_plain

    asked, teller = Asked(**asked_for), Teller()
    asked.check()
    known = make_knowledge(asked.situation, asked.no_imports)
    events = placed(take_picture(asked, known, teller), known).events
    with open_output(output) as stream:
        if form == "json":
            write_json(stream, [event_to_plain(event) for event in events])
        for event in events if form != "json" else ():
            if form == "jsonl":
                write_line(stream, event_to_plain(event))
            else:
                write_text(stream, event_words(event) + "\n")
    return teller.exit_code


def placed(picture: Picture, known: Knowledge) -> Picture:
    """The picture with distances to the situation's border and corridors, if a situation was named."""
    if known.situation is None:
        return picture
    from recoupe.boards import make_ground, place_events
    from recoupe.knowledge.loader import KnowledgeError

    try:
        ground = make_ground(known.situation, known.gazetteer)
    except KnowledgeError as error:
        raise click.UsageError(str(error)) from error
    return replace(picture, events=place_events(picture.events, ground, picture.readings))
