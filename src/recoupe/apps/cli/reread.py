"""`recoupe reread`: stored articles that other rules read are read again, and what changed is listed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from recoupe.apps.cli.knowing import find_situation, knowledge_digest
from recoupe.apps.cli.options import db_option, format_option, imports_option, make_command, situation_option
from recoupe.apps.cli.output import open_output, write_line, write_text
from recoupe.apps.cli.rebuilding import knowledge_of, rebuild_stored
from recoupe.apps.cli.saying import say
from recoupe.apps.cli.stored import open_stored
from recoupe.apps.cli.telling import Teller, watch
from recoupe.apps.i18n import _, ngettext

if TYPE_CHECKING:
    from recoupe.model import Event
    from recoupe.store import AddSummary, ReportChange, Store

COMPARED = (
    "type", "mode", "actors", "recipients", "place", "when", "killed", "wounded", "abducted", "status", "background",
    "series", "articles", "independent", "boards",
)  # fmt: skip


def build() -> click.Command:
    return make_command(
        "reread",
        run_reread,
        [
            db_option(),
            situation_option(None),
            imports_option(),
            click.Option(["--all", "everything"], is_flag=True, help=_("Also articles that the rules of today read.")),
            click.Option(
                ["--processes"], type=click.IntRange(1, 64), default=1, show_default=True,
                help=_("Processes that read at the same time."),
            ),
            format_option("text", "jsonl"),
        ],
        _("Read the stored articles again that were read by other rules, then cross-check everything anew. Ids and "
          "decisions stay; what changed is listed: reports that are new, gone or changed, and events."),
        "recoupe reread --db sahel.db",
    )  # fmt: skip


def run_reread(db: str, situation: str | None, no_imports: bool, everything: bool, processes: int, form: str) -> int:
    from recoupe.pipeline import read_articles

    teller = Teller()
    if situation:
        find_situation(situation)
    with open_stored(db, "write") as desk:
        store, digest = desk.store, knowledge_digest()
        known = knowledge_of(store, situation, no_imports)
        before = {event.id: event for event in store.events()}
        stale = store.stale_articles("" if everything else digest)
        summary = store.add(watch(read_articles(stale, known, processes=processes), _("articles")), digest)
        for problem in summary.refused:
            teller.tell(problem)
        rebuild_stored(store, known, teller, whole=True)
        show_changes(store, summary, before, form)
        tell_textless(store, digest)
    return teller.exit_code


def tell_textless(store: Store, digest: str) -> None:
    """Articles whose text was dropped stay as they were read."""
    left = len(store.read_by_other(digest))
    if left:
        words = ngettext(
            "{count} article has no text any more and stays as it was read",
            "{count} articles have no text any more and stay as they were read",
            left,
        )
        say(words.format(count=left))


def show_changes(store: Store, summary: AddSummary, before: dict[str, Event], form: str) -> None:
    """Reports first, then events, then how many articles were read."""
    after = {event.id: event for event in store.events()}
    found = (event_change(store, name, before, after) for name in dict.fromkeys((*before, *after)))
    with open_output(None) as stream:
        for row in (*map(report_change, summary.changes), *(row for row in found if row)):
            if form == "jsonl":
                write_line(stream, row)
            else:
                write_text(stream, change_words(row) + "\n")
        if form == "text":
            read = summary.reread + summary.same
            words = ngettext("{count} article read again", "{count} articles read again", read).format(count=read)
            write_text(stream, words + ", " + _("{count} differently").format(count=summary.reread) + "\n")


def report_change(change: ReportChange) -> dict[str, Any]:
    return {"report": change.report, "article": change.article, "what": change.what, "fields": list(change.fields)}


def event_change(store: Store, name: str, before: dict[str, Event], after: dict[str, Event]) -> dict[str, Any] | None:
    """What became of an event, in which fields, and which one holds its reports now; None when it tells the same."""
    if name not in before:
        return {"event": name, "what": "new", "fields": [], "into": None}
    if name not in after:
        heir = store.event(name)
        return {"event": name, "what": "gone", "fields": [], "into": heir.id if heir else None}
    fields = [field for field in COMPARED if getattr(before[name], field) != getattr(after[name], field)]
    return {"event": name, "what": "changed", "fields": fields, "into": None} if fields else None


def change_words(row: dict[str, Any]) -> str:
    """ev-1: changed (place, killed)."""
    what = {"new": _("new"), "gone": _("gone"), "changed": _("changed")}[row["what"]]
    fields = f" ({', '.join(row['fields'])})" if row["fields"] else ""
    into = f" → {row['into']}" if row.get("into") else ""
    return f"{row.get('report') or row['event']}: {what}{fields}{into}"
