"""`recoupe decisions`: every decision in the order it was made, and what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from recoupe.apps.cli.options import db_option, format_option, make_command, output_option
from recoupe.apps.cli.output import open_output, write_line, write_text
from recoupe.apps.cli.problem_words import in_words
from recoupe.apps.cli.stored import open_stored
from recoupe.apps.i18n import _, ngettext

if TYPE_CHECKING:
    from recoupe.rebuilding import DecisionState


def build() -> click.Command:
    return make_command(
        "decisions",
        run_decisions,
        [
            db_option(),
            click.Option(["--unfit", "only_unfit"], is_flag=True, help=_("Only those that no longer fit.")),
            format_option("text", "jsonl"),
            output_option(),
        ],
        _("List every decision: who settled what, when, why and on which words, whether it holds, was undone, waits "
          "for the next change, or no longer fits and why. None is ever dropped."),
        "recoupe decisions --db sahel.db",
    )  # fmt: skip


def run_decisions(db: str, only_unfit: bool, form: str, output: str | None) -> int:
    from recoupe.rebuilding import decision_states

    with open_stored(db) as desk:
        states = [one for one in decision_states(desk.store) if one.state == "unfit" or not only_unfit]
    with open_output(output) as stream:
        for state in states:
            if form == "jsonl":
                write_line(stream, state_to_plain(state))
            else:
                write_text(stream, state_words(state))
        if form == "text":
            words = ngettext("{count} decision", "{count} decisions", len(states))
            write_text(stream, words.format(count=len(states)) + "\n")
    return 0


def state_words(one: DecisionState) -> str:
    """A decision on a line, and below it why it does not hold."""
    from recoupe.apps.cli.decision_words import decision_line

    told = {
        "undone": _("undone"),
        "waits": _("takes effect with the next change"),
        "unfit": _("no longer fits: {why}").format(why=in_words(one.why)),
    }
    note = told.get(one.state)
    return decision_line(one.decision) + (f"\n    {note}" if note else "") + "\n"


def state_to_plain(one: DecisionState) -> dict[str, Any]:
    from recoupe.apps.cli.decision_words import KEPT

    made = one.decision
    return {
        "id": made.id,
        "kind": made.kind,
        "target": made.target,
        "value": {name: value for name, value in made.value.items() if name not in KEPT},
        "who": made.who,
        "when": made.when.isoformat(),
        "why": made.why,
        "article": made.article,
        "quote": made.quote,
        "state": one.state,
        "unfit_why": one.why or None,
    }
