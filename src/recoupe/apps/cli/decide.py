"""`recoupe decide`: what an analyst settles, on which words and why; it outlives every later reading."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import click

from recoupe.apps.cli.options import db_option, make_command, make_group
from recoupe.apps.cli.problem_words import in_words
from recoupe.apps.cli.stored import open_stored
from recoupe.apps.cli.telling import Teller
from recoupe.apps.i18n import _

if TYPE_CHECKING:
    from recoupe.api import Desk
    from recoupe.model import Decision, Event
    from recoupe.store.rebuild import Rebuilt

Make = Callable[..., tuple[str, dict[str, Any]]]  # arguments of the command -> target, value


def build() -> click.Command:
    return make_group(
        "decide",
        _("Settle something: kept with who, when, why and the words it rests on, applied whenever articles are read or "
          "cross-checked anew, and taken back with `undo`. Ids are those of `recoupe search` and `recoupe read`."),
        "recoupe decide correct sample-1#r1 killed 8+ --who 'A. Sow' --why 'second count' --db sahel.db",
        [correct_command(), reject_command(), add_command(), merge_command(), split_command(), lock_command(),
         confirm_command(), origin_command(), grade_command(), undo_command()],
    )  # fmt: skip


def kind_command(
    kind: str, make: Make, params: Sequence[click.Parameter], text: str, example: str, quoted: bool = False
) -> click.Command:
    """A kind of decision with the options that all of them have."""

    def run(db: str, who: str, why: str, later: bool, quote: str | None = None, **given: Any) -> int:
        try:
            target, value = make(**given)
        except ValueError as error:
            raise click.UsageError(str(error)) from error
        return run_decision(db, (kind, target, who, why, value, quote), later)

    quote = click.Option(["--quote"], help=_("Words of the article it rests on."), required=kind == "add")
    options = [*params, db_option(), *who_options(), *([quote] if quoted else [])]
    command = f"recoupe decide {kind} {example} --who 'A. Sow' --why 'second source' --db sahel.db"
    return make_command(kind, run, options, text, command)


def who_options() -> list[click.Parameter]:
    return [
        click.Option(["--who"], required=True, envvar="RECOUPE_WHO", help=_("Who decides; or set RECOUPE_WHO.")),
        click.Option(["--why"], required=True, help=_("The reason, for those who read it later.")),
        click.Option(["--later"], is_flag=True, help=_("Keep it now, apply it with the next change.")),
    ]


def argument(name: str, metavar: str, **options: Any) -> click.Argument:
    return click.Argument([name], metavar=metavar, **options)


def field_argument(required: bool = True) -> click.Argument:
    return argument("field", "FIELD" if required else "[FIELD]", required=required)


def correct_command() -> click.Command:
    def make(target: str, field: str, words: str) -> tuple[str, dict[str, Any]]:
        from recoupe.apps.cli.field_words import field_value

        return target, {"field": field, "value": field_value(field, words)}

    return kind_command(
        "correct", make,
        [argument("target", "ID"), field_argument(), argument("words", "VALUE")],
        _("Set a field of a report or an event: type, mode, actors, recipients, place, when, killed, wounded, "
          "abducted, status, attributed_to, background or series. Counts are written 8, 8+ or 8-12, days 2025-11-05 or "
          "2025-11-05/2025-11-07, several names with ; between them."),
        "sample-1#r1 killed 8+", quoted=True,
    )  # fmt: skip


def reject_command() -> click.Command:
    def make(target: str, field: str | None) -> tuple[str, dict[str, Any]]:
        return target, {"field": field} if field else {}

    return kind_command(
        "reject", make, [argument("target", "ID"), field_argument(required=False)],
        _("Take a report or an event out of the picture, or empty one of its fields."),
        "sample-1#r2", quoted=True,
    )  # fmt: skip


def add_command() -> click.Command:
    def make(target: str, fields: tuple[str, ...]) -> tuple[str, dict[str, Any]]:
        from recoupe.apps.cli.field_words import set_values

        return target, set_values(fields)

    setting = click.Option(
        ["--set", "fields"], multiple=True, metavar="FIELD=VALUE", required=True,
        help=_("A field and its value, as often as needed; type is always needed."),
    )  # fmt: skip
    return kind_command(
        "add", make, [argument("target", "ARTICLE"), setting],
        _("Add a report that was missed, by pointing at its words in the article."),
        "sample-1 --quote 'ont incendié' --set type=ASSAULT --set place=Diboli", quoted=True,
    )  # fmt: skip


def merge_command() -> click.Command:
    def make(target: str, others: tuple[str, ...]) -> tuple[str, dict[str, Any]]:
        return target, {"with": list(others)}

    return kind_command(
        "merge", make, [argument("target", "EVENT"), argument("others", "OTHER…", nargs=-1, required=True)],
        _("Say that events are one."), "e-12 e-31",
    )  # fmt: skip


def split_command() -> click.Command:
    def make(target: str, out: tuple[str, ...]) -> tuple[str, dict[str, Any]]:
        return target, {"out": list(out)}

    return kind_command(
        "split", make, [argument("target", "EVENT"), argument("out", "REPORT…", nargs=-1, required=True)],
        _("Say that some reports of an event speak of another one."), "e-12 sample-1#r1",
    )  # fmt: skip


def lock_command() -> click.Command:
    return kind_command(
        "lock", lambda target: (target, {}), [argument("target", "EVENT")],
        _("Keep an event as it is now, whatever comes in later."), "e-12",
    )  # fmt: skip


def confirm_command() -> click.Command:
    return kind_command(
        "confirm", lambda target: (target, {}), [argument("target", "EVENT")],
        _("Say that an event was looked at and may stand as it is; what comes in later still changes it."), "e-12",
    )  # fmt: skip


def origin_command() -> click.Command:
    def make(target: str, earlier: str, verdict: str) -> tuple[str, dict[str, Any]]:
        return target, {"earlier": earlier, "verdict": verdict}

    verdict = argument("verdict", "same|independent", type=click.Choice(["same", "independent"]))
    return kind_command(
        "origin", make, [argument("target", "ARTICLE"), argument("earlier", "EARLIER"), verdict],
        _("Say whether two articles go back to the same account, or are independent."),
        "sample-2 sample-1 same",
    )  # fmt: skip


def grade_command() -> click.Command:
    letter = argument("letter", "LETTER", type=click.Choice(list("ABCDEF"), case_sensitive=False))
    return kind_command(
        "grade", lambda target, letter: (target, {"letter": letter}), [argument("target", "OUTLET"), letter],
        _("Grade an outlet from A (reliable) to F (cannot be judged)."), "'La Voix des Dunes' B",
    )  # fmt: skip


def undo_command() -> click.Command:
    return kind_command(
        "undo", lambda target: (target, {}), [argument("target", "DECISION")],
        _("Take a decision back; this can be undone too."), "d-0123456789ab",
    )  # fmt: skip


# keep, apply, show


def run_decision(db: str, asked: tuple[Any, ...], later: bool) -> int:
    """Keep the decision, cross-check anew and show what it did; the exit code."""
    from recoupe.apps.cli.decision_words import decision_line
    from recoupe.apps.cli.rebuilding import knowledge_of, rebuild_stored

    with open_stored(db, "write") as desk:
        decision = keep(desk, asked)
        click.echo(decision_line(decision))
        if later:
            click.echo(_("kept; it takes effect with the next `recoupe add`, `reread` or decision"))
            return 0
        built = rebuild_stored(desk.store, knowledge_of(desk.store, None, False), Teller())
        show_outcome(desk, decision, built)
        return 1 if any(unfit.decision.id == decision.id for unfit in built.unfit) else 0


def keep(desk: Desk, asked: tuple[Any, ...]) -> Decision:
    from recoupe.store.query import QueryError

    try:
        return desk.store.decide(*asked)
    except QueryError:
        raise
    except ValueError as error:
        raise click.UsageError(in_words(str(error))) from error


def show_outcome(desk: Desk, decision: Decision, built: Rebuilt) -> None:
    """The events as they are now, or the groups of articles."""
    from recoupe.apps.cli.words import event_words

    subject = undone(desk, decision)
    if subject.kind == "origin":
        for group in built.origins.groups:
            if {subject.target, subject.value.get("earlier")} & set(group):
                click.echo(_("one origin: {articles}").format(articles=", ".join(group)))
        return
    events = touched_events(subject, built)
    for event in events:
        click.echo(event_words(event))
    if not events:
        click.echo(_("no event holds it now"))


def undone(desk: Desk, decision: Decision) -> Decision:
    """What the decision is about in the end: an undo is about what it takes back."""
    by_id = {d.id: d for d in desk.store.decisions()}
    while decision.kind == "undo" and decision.target in by_id:
        decision = by_id[decision.target]
    return decision


def touched_events(decision: Decision, built: Rebuilt) -> tuple[Event, ...]:
    """The events that hold any of the reports the decision speaks of."""
    if decision.kind == "grade":
        outlets = {r.article.id for r in built.readings if r.article.outlet == decision.target}
        return tuple(event for event in built.events if outlets & set(event.articles))
    value = decision.value
    wanted = {decision.target, f"{decision.target}#{decision.id}"}
    wanted |= {str(name) for key in ("reports", "with_reports", "out") for name in value.get(key) or ()}
    return tuple(event for event in built.events if any(report.id in wanted for report in event.reports))
