"""`recoupe situations`: which situations ship, with border and corridors."""

from __future__ import annotations

import click

from recoupe.apps.cli.options import format_option, make_command
from recoupe.apps.cli.output import open_output, write_line, write_text
from recoupe.apps.i18n import _, current_language


def build() -> click.Command:
    return make_command(
        "situations",
        run_situations,
        [format_option("text", "jsonl")],
        _("List the situations that ship: name, border, corridors. Any other border is another file."),
        "recoupe situations",
    )


def run_situations(form: str) -> int:
    from recoupe.knowledge.situations import list_situations

    with open_output(None) as stream:
        for situation in list_situations():
            name = situation.name.get(current_language()) or next(iter(situation.name.values()), situation.id)
            corridors = [corridor.name for corridor in situation.corridors]
            if form == "jsonl":
                pair = list(situation.pair)
                write_line(stream, {"id": situation.id, "name": name, "border": pair, "corridors": corridors})
            else:
                border = "–".join(situation.pair)
                words = f"{situation.id}  {name}; {_('border')} {border}; {_('corridors')}: {', '.join(corridors)}"
                write_text(stream, words + "\n")
    return 0
