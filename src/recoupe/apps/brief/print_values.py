"""The brief as plain words and lists for the printed page; what is left out for want of room is counted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from recoupe.apps.brief.html import FOLDER, Page, head_facts, make_boards
from recoupe.apps.brief.map import draw_maps
from recoupe.apps.brief.text import (
    SHARED,
    exposed_row,
    first_of_each,
    group_corridors,
    ring_row,
    shared_reasons,
    shared_words,
    summary,
    total_origins,
    weightiest,
)
from recoupe.apps.brief.wording import Wording
from recoupe.boards.values import Brief, CorridorState, Dispute, FigureLine, Line, Quote
from recoupe.boards.weight import pick_lines, pick_news
from recoupe.knowledge.borders import Borders
from recoupe.model import Event

LINES, NEWS, FIGURES, DISPUTES, SOURCES, GAPS = 30, 20, 24, 12, 80, 40
QUOTES = 3  # of an event
Values = dict[str, Any]


def print_values(brief: Brief, w: Wording, borders: Borders) -> Values:
    """Everything the template sets, in the order of the page."""
    page = Page(brief, w)
    _ = w._
    return {
        "lang": w.language,
        "title": w.name(brief),
        "kicker": _("Situation brief"),
        "running": [
            _("Situation brief"),
            w.name(brief),
            w.interval(brief.asked) if brief.asked else w.day(brief.today),
        ],
        "asked": w.asked(brief),
        "as_of": w.as_of(brief),
        "read": _("articles read: {period}").format(period=w.period(brief.coverage.period)),
        "fiction": w.fiction_band(brief),
        "facts": [[fact.value, fact.words, fact.board] for fact in head_facts(brief, w)],
        "new": section(_("What is new"), [summary(line, w) for line in weightiest_first(brief)], NEWS, w)
        | {"none": _("Nothing since {since}.").format(since=w.day(brief.since))},
        "maps": [lone_picture(drawn) for drawn in draw_maps(brief, borders, {}, w)],
        "credit": _("Borders: © OpenStreetMap contributors, ODbL 1.0. They take no side in any dispute."),
        "boards": [board_values(board.id, board.name, board.lines, brief, page) for board in make_boards(brief, w)],
        "disputed": section(_("Disputed or uncertain"), list(brief.disputed), DISPUTES, w, page)
        | {"none": _("Nothing."), "field": _("Field"), "checked": _("Cross-checked"), "unsaid": _("not read")},
        "sources": source_values(brief, w),
        "gaps": section(_("Not understood"), [w.gap(gap, brief) for gap in first_of_each(brief.gaps)], GAPS, w)
        | {"none": _("Nothing.")},
        "page": _("page {n} of {all}"),
        "grades": w.about_grades(),
        "closing": _(
            "Nothing stands here that no article says; what is computed is marked with ±. Quotes of at most 200 "
            "characters belong to their outlets. Private persons are not named; patrols and convoys of the last 48 "
            "hours or to come are shown at region level."
        ),
    }


def weightiest_first(brief: Brief) -> Sequence[Line]:
    """What is new, so that the weightiest have room."""
    shown = pick_news(brief.new, NEWS, brief.today, brief.situation)
    return [*shown, *(line for line in brief.new if line not in shown)]


def lone_picture(drawn: str) -> str:
    """A drawing of the page as a picture of its own, with its colours in it."""
    head, _, rest = drawn.partition(">")
    style = (FOLDER / "map_print.css").read_text(encoding="utf-8")
    return f'{head} xmlns="http://www.w3.org/2000/svg"><style>{style}</style>{rest}'


def section(name: str, rows: Sequence[Any], most: int, w: Wording, page: Page | None = None) -> Values:
    """A heading with its number, the rows that have room, and how many more there are."""
    shown = [dispute_values(row, page) if page else row for row in rows[:most]]
    return {"name": name, "count": len(rows), "rows": shown, "more": more_words(len(rows) - most, w)}


def more_words(hidden: int, w: Wording) -> str:
    return w.n_("… and {n} other", "… and {n} others", hidden).format(n=hidden) if hidden > 0 else ""


# boards


def board_values(name: str, title: str, lines: Sequence[Line], brief: Brief, page: Page) -> Values:
    """Events whose first board this is in full, the others as one line."""
    w = page.w
    shown = pick_lines(lines, LINES, brief.today, brief.situation)
    found: Values = {
        "id": name,
        "name": title,
        "count": len(brief.trade.figures) if name == "trade" else len(lines),
        "none": w._("No figure was read.") if name == "trade" else w._("Nothing reported."),
        "events": [line_values(line, page) for line in shown if page.first_board(line, name)],
        "beside": [summary(line, w) for line in shown if not page.first_board(line, name)],
        "more": weightiest(len(lines), LINES, w),
    }
    return found | extra_values(name, brief, w)


def extra_values(name: str, brief: Brief, w: Wording) -> Values:
    """What a board has beside its events: rings and trends, corridors, what lasts, figures with their arithmetic."""
    found: Values = {"notes": [], "corridors": [], "shared": [], "standing": [], "figures": [], "checks": []}
    if name == "threat" and brief.threat.lines:
        found["notes"] = [ring_row(r.km, len(r.lines), len(r.perhaps), w) for r in brief.threat.rings]
        found["notes"] += [w.trend(trend) for trend in brief.threat.trends]
    elif name == "supply":
        lines = brief.reason_lines()
        found["corridors"] = [corridor_values(group, lines, w) for group in group_corridors(brief.supply.corridors)]
        found["shared_name"] = w._("Said of several corridors:")
        found["shared"] = [shared_words(one, lines, w) for one in shared_reasons(brief.supply.corridors)[:SHARED]]
    elif name == "diplomacy":
        found["standing"] = [w.standing(standing) for standing in brief.diplomacy.standing[:LINES]]
        found["standing_name"] = w._("What lasts, as far as the articles say")
    elif name == "trade":
        found["figures"] = [figure_values(row, w) for row in brief.trade.figures[:FIGURES]]
        found["checks"] = [
            [check.verdict, w.verdict(check), w.why(check.formula), w.why(check.why)]
            for check in brief.trade.checks[:FIGURES]
        ]
        found["checks_name"] = w._("The arithmetic")
        found["notes"] = [exposed_row(brief, w)] if brief.trade.exposed else []
    return found


def line_values(line: Line, page: Page) -> Values:
    """One event: what, when, who, where, how many; then its words."""
    w, event = page.w, line.event
    who = w.parties(event)
    measure = [w.border(event.border), w.said(event.border)] if event.border else []
    return {
        "what": w.type(event),
        "when": w.when(event),
        "who": who,
        "place": w.place(line),
        "tolls": w.tolls(event),
        "according": w.according(line),
        "flags": [*([w.news(line)] if line.news else []), *w.flags(line)],
        "measure": [words for words in measure if words],
        "notes": [w.note(note) for note in line.notes],
        "quotes": [quote_values(quote, page) for quote in line.quotes[:QUOTES]],
        "origins": w.origins(event) + (f" · {event.grade.letter}{event.grade.digit}" if event.grade else ""),
        "recalled": event.background,
    }


def quote_values(quote: Quote, page: Page) -> Values:
    """The words, those marked that a field rests on, and where they stand."""
    w = page.w
    source = ", ".join([w.source(quote), *([w.day(quote.published)] if quote.published else [])])
    return {
        "parts": [[part.text, bool(part.fields)] for part in quote.parts],
        "source": source,
        "link": page.link(quote),
    }


def corridor_values(group: Sequence[CorridorState], lines: Mapping[str, Line], w: Wording) -> Values:
    return {
        "state": group[0].state,
        "words": w.state(group[0]),
        "names": [corridor.name for corridor in group],
        "reasons": [w.reason(reason, lines.get(reason.line)) for reason in group[0].reasons[:3]],
    }


def figure_values(row: FigureLine, w: Wording) -> Values:
    figure = row.figure
    said = w._("according to {who}").format(who=figure.attributed_to) if figure.attributed_to else ""
    period = w.interval(figure.period) if figure.period else ""
    about = " · ".join(words for words in (figure.about, period) if words)
    return {"amount": w.amount(figure), "about": about, "source": ", ".join(filter(None, (said, w.source(row.quote))))}


# disputes and sources


def dispute_values(dispute: Dispute, page: Page) -> Values:
    """The event, why it is in doubt, and field by field who says what."""
    w, line = page.w, dispute.line
    articles = shown_articles(page, line.event)
    rows = []
    for finding in page.findings(line) if dispute.fields else []:
        cells = [page.cell(finding, article) for article in articles]
        said = [[cell.value, cell.quote] if cell else None for cell in cells]
        rows.append([w.field(finding.field), said, w.label(finding.label, finding.field), finding.label])
    return {
        "head": summary(line, w),
        "doubt": " · ".join(filter(None, (w.doubts(dispute), w.shown_of(articles, line.event) if rows else ""))),
        "columns": [page.outlet(article) for article in articles],
        "rows": rows,
    }


def shown_articles(page: Page, event: Event, most: int = 4) -> list[str]:
    """The articles that have room beside each other, grouped by origin."""
    return [article for _, articles in page.columns(event) for article in articles][:most]


def source_values(brief: Brief, w: Wording) -> Values:
    """Every article with date, how it is known, and origin; the outlets of which nothing was read."""
    _, coverage = w._, brief.coverage
    rows = []
    for row in coverage.articles[:SOURCES]:
        unsure = w._("dependence not excluded") if row.undetermined else w._("draws on several") if row.mixed else ""
        origin = ", ".join(filter(None, (_("origin {n}").format(n=row.origin), unsure)))
        date = w.day(row.published) if row.published else _("date not settled")
        rows.append([row.outlet or _("not known"), row.title, date, origin, str(row.reports)])
    notes = [_("Fewer reports are not fewer events.")]
    if coverage.silent:
        notes.append(_("Nothing read of: {names}").format(names=", ".join(coverage.silent)))
    return {
        "name": _("Sources, origins, coverage"),
        "total": total_origins(brief, w),
        "head": [_("Outlet"), _("Article"), _("Published"), _("Origin"), _("Events")],
        "rows": rows,
        "more": more_words(len(coverage.articles) - SOURCES, w),
        "notes": notes,
    }
