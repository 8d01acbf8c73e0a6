"""`recoupe origins`: which articles go back to one first-hand account."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from recoupe.apps.cli.knowing import make_knowledge
from recoupe.apps.cli.options import format_option, make_command, output_option, source_options
from recoupe.apps.cli.output import open_output, write_json, write_text
from recoupe.apps.cli.readings import Asked, take_picture
from recoupe.apps.cli.telling import Teller
from recoupe.apps.i18n import _, ngettext

if TYPE_CHECKING:
    from recoupe.model import Origins


def build() -> click.Command:
    return make_command(
        "origins",
        run_origins,
        [*source_options(), format_option("json", "text"), output_option()],
        _("Group articles by the first-hand account they go back to, with the links between them and why."),
        "recoupe origins articles/ --format text",
    )


def run_origins(form: str, output: str | None, **asked_for: Any) -> int:
    asked, teller = Asked(**asked_for), Teller()
    asked.check()
    origins = take_picture(asked, make_knowledge(asked.situation, asked.no_imports), teller).origins
    with open_output(output) as stream:
        if form == "json":
            write_json(stream, origins_to_plain(origins))
        else:
            write_text(stream, origins_words(origins))
    return teller.exit_code


def origins_to_plain(origins: Origins) -> dict[str, Any]:
    """The public format: the best partition, what is not certain, what draws on several, and the links."""
    return {
        "origins": [list(group) for group in origins.groups],
        "undetermined": list(origins.undetermined),
        "mixed": [{"article": m.article, "from": [list(part) for part in m.parts]} for m in origins.mixed],
        "links": [
            {
                "from": link.earlier,
                "to": link.later,
                "score": round(link.score, 3),
                "why": list(link.why),
                "directed": link.directed,
                "kind": link.kind,
            }
            for link in origins.links
        ],
        "independent": origins.independent,
    }


def origins_words(origins: Origins) -> str:
    from recoupe.apps.reason_words import in_reader_words

    count = origins.independent
    rows = [ngettext("{count} independent origin", "{count} independent origins", count).format(count=count)]
    unsure = {*origins.undetermined, *(m.article for m in origins.mixed)}
    for group in origins.groups:
        rows.append(
            "- " + ", ".join(f"{name} ({_('dependence not excluded')})" if name in unsure else name for name in group)
        )
    rows += [
        f"  {link.earlier} -> {link.later} {link.score:.2f}: {in_reader_words('; '.join(link.why))}"
        for link in origins.links
    ]
    return "\n".join(rows) + "\n"
