"""The brief as one page of text: boards, lines, and under each line its words, outlet and link."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from recoupe.apps.brief.wording import Wording, wording
from recoupe.boards.values import Brief, CorridorState, Dispute, FigureLine, Gap, Line, Quote, Reason
from recoupe.boards.weight import pick_lines, pick_news

WIDTH = 100
SHOWN = 6  # lines of a board, the weightiest; the rest is counted
SHARED = 6  # reasons that several corridors have
GAPS_SHOWN = 8
NARROW = "    "


def render_text(brief: Brief, lang: str, width: int = WIDTH) -> str:
    """The page in French or English; lines are wrapped at `width`."""
    w = wording(lang, brief.fiction)
    blocks = [
        head(brief, w),
        new_block(brief, w),
        threat_block(brief, w),
        supply_block(brief, w),
        board_block(w.board("cooperation"), brief.cooperation, brief, w),
        diplomacy_block(brief, w),
        trade_block(brief, w),
        dispute_block(brief, w),
        coverage_block(brief, w),
        gap_block(brief, w),
    ]
    rows = [row for block in blocks for row in (*block, "")]
    return "\n".join(line for row in rows for line in wrap(row, width)).rstrip() + "\n"


def wrap(row: str, width: int) -> list[str]:
    """The row within `width`, its continuation indented like its beginning."""
    margin = " " * (len(row) - len(row.lstrip()))
    found = textwrap.wrap(
        row, width, subsequent_indent=margin + "  ", break_long_words=False, break_on_hyphens=False, tabsize=2
    )
    return found or [""]


def head(brief: Brief, w: Wording) -> list[str]:
    title = w._("Situation brief: {name}").format(name=w.name(brief))
    rows = [title.upper(), "=" * len(title)]
    if brief.invented:
        rows.append(w.fiction_band(brief))
    since = w._("new since {since}").format(since=w.day(brief.since))
    read = w._("articles read: {period}").format(period=w.period(brief.coverage.period))
    rows += [w.asked(brief)] if brief.asked else []
    rows.append(f"{w.as_of(brief)} · {since} · {read}")
    rows.append(total_origins(brief, w))
    return rows


def total_origins(brief: Brief, w: Wording) -> str:
    coverage = brief.coverage
    unsure = sum(row.undetermined for row in coverage.articles)
    return w.origin_count(coverage.independent, len(coverage.articles), unsure)


def title(words: str, count: int | None = None) -> str:
    return f"{words.upper()} ({count})" if count is not None else words.upper()


def new_block(brief: Brief, w: Wording) -> list[str]:
    """What is new, in one line each; the words stand on the boards."""
    rows = [title(w._("What is new"), len(brief.new))]
    if not brief.new:
        return [*rows, "  " + w._("Nothing since {since}.").format(since=w.day(brief.since))]
    rows += [f"  • {summary(line, w)}" for line in pick_news(brief.new, SHOWN, brief.today, brief.situation)]
    return rows + more(len(brief.new), SHOWN, w)


def summary(line: Line, w: Wording) -> str:
    """The event in one line: when, what, who, where, how many, how sure."""
    event = line.event
    where = w.place(line)
    what = f"{w.type(event)}, {where}" if where else w.type(event)
    parts = [w.when(event), f"{what}{w.colon}{w.parties(event)}", *w.tolls(event), w.according(line), *w.flags(line)]
    return " · ".join(part for part in parts if part)


def more(count: int, shown: int, w: Wording) -> list[str]:
    hidden = count - shown
    if hidden <= 0:
        return []
    return ["  " + w.n_("… and {n} other", "… and {n} others", hidden).format(n=hidden)]


def board_block(name: str, lines: Sequence[Line], brief: Brief, w: Wording, distances: bool = False) -> list[str]:
    rows = [title(name, len(lines))]
    if not lines:
        return [*rows, "  " + w._("Nothing reported.")]
    for line in pick_lines(lines, SHOWN, brief.today, brief.situation):
        shown_before = w.board(line.event.boards[0]) != name
        rows.extend(line_rows(line, w, distances, quotes=1 if shown_before else 3))
    return rows + ([f"  {weightiest(len(lines), SHOWN, w)}"] if len(lines) > SHOWN else [])


def weightiest(count: int, shown: int, w: Wording) -> str:
    """«6 sur 34, les plus lourds de conséquences», nothing where all have room."""
    return w._("{n} of {all}, the weightiest").format(n=shown, all=w.number(count, 0)) if count > shown else ""


def line_rows(line: Line, w: Wording, distances: bool, quotes: int = 3) -> Iterator[str]:
    mark = f"[{w.news(line)}] " if line.news else ""
    yield f"  • {mark}{summary(line, w)}"
    border = line.event.border
    if distances and border is not None:
        said = w.said(border)
        yield f"{NARROW}{w.border(border)}{w.semicolon + said if said else ''}"
    for note in line.notes:
        yield f"{NARROW}! {w.note(note)}"
    for quote in line.quotes[:quotes]:
        yield NARROW + quote_row(quote, w)
    yield f"{NARROW}({w.origins(line.event)})"


def quote_row(quote: Quote, w: Wording) -> str:
    """«…» outlet, day, link"""
    source = [w.source(quote)]
    if quote.published:
        source.append(w.day(quote.published))
    if quote.url:
        source.append(quote.url)
    return f"{w.quoted(quote.text)} {', '.join(source)}"


def threat_block(brief: Brief, w: Wording) -> list[str]:
    board = brief.threat
    rows = board_block(w.board("threat"), board.lines, brief, w, distances=True)
    rows.append(f"  – {rings_row(brief, w)}")
    return rows + [f"  – {w.trend(trend)}" for trend in board.trends]


def rings_row(brief: Brief, w: Wording) -> str:
    """Located attacks within each alert distance."""
    counts = [
        f"{w.km(ring.km)}{w.colon}{len(ring.lines)}{perhaps_more(len(ring.perhaps), w)}" for ring in brief.threat.rings
    ]
    return w._("located attacks within a distance of the border") + w.colon + " · ".join(counts)


def ring_row(km: float, sure: int, perhaps: int, w: Wording) -> str:
    """«2 attaques localisées à moins de 50 km de la frontière ; peut-être 1 autre …»"""
    words = w.n_("{n} located attack within {km} of the border", "{n} located attacks within {km} of the border", sure)
    return words.format(n=w.number(sure, 0), km=w.km(km)) + perhaps_more(perhaps, w)


def perhaps_more(count: int, w: Wording) -> str:
    """The attacks that are known only to an area which reaches there."""
    words = w.n_("; perhaps {n} more, known only to an area", "; perhaps {n} more, known only to areas", count)
    return words.format(n=w.number(count, 0)) if count else ""


def supply_block(brief: Brief, w: Wording) -> list[str]:
    rows = [title(w.board("supply"), len(brief.supply.lines))]
    lines, corridors = brief.reason_lines(), brief.supply.corridors
    for group in group_corridors(corridors):
        rows += [f"  {w.state(corridor).upper()} · {corridor.name}" for corridor in group]
        rows += [f"{NARROW}– {w.reason(reason, lines.get(reason.line))}" for reason in group[0].reasons[:3]]
    shared = shared_reasons(corridors)
    if shared:
        rows.append("  " + w._("Said of several corridors:"))
        rows += [f"{NARROW}– {shared_words(one, lines, w)}" for one in shared[:SHARED]]
    return rows + board_block(w.board("supply"), brief.supply.lines, brief, w, distances=True)[1:]


def group_corridors(corridors: Sequence[CorridorState]) -> list[list[CorridorState]]:
    """Corridors in one state for the same reasons of their own together; what several share is told apart, once."""
    found: dict[object, list[CorridorState]] = {}
    shared = {(one.reason.code, one.reason.line) for one in shared_reasons(corridors)}
    for corridor in corridors:
        own = tuple(r for r in corridor.reasons if (r.code, r.line) not in shared)
        found.setdefault((corridor.state, own), []).append(replace(corridor, reasons=own))
    return list(found.values())


@dataclass(frozen=True, slots=True)
class SharedReason:
    """A reason that several corridors have; `names` are theirs, none where all of them have it."""

    reason: Reason
    names: tuple[str, ...] = ()


def shared_reasons(corridors: Sequence[CorridorState]) -> list[SharedReason]:
    """Every reason that more than one corridor has, each once, where the corridors are not in one group anyway."""
    found: dict[tuple[str, str], list[tuple[CorridorState, Reason]]] = {}
    for corridor in corridors:
        for reason in corridor.reasons:
            if reason.line:
                found.setdefault((reason.code, reason.line), []).append((corridor, reason))
    held = [rows for rows in found.values() if len(rows) > 1]
    return [
        SharedReason(rows[0][1], () if len(rows) == len(corridors) else tuple(c.name for c, _ in rows)) for rows in held
    ]


def shared_words(shared: SharedReason, lines: Mapping[str, Line], w: Wording) -> str:
    words = w.reason(shared.reason, lines.get(shared.reason.line))
    return f"{words} [{'; '.join(shared.names)}]" if shared.names else words


def diplomacy_block(brief: Brief, w: Wording) -> list[str]:
    rows = board_block(w.board("diplomacy"), brief.diplomacy.lines, brief, w)
    if brief.diplomacy.standing:
        rows.append("  " + w._("What lasts, as far as the articles say:"))
        rows += [f"{NARROW}– {w.standing(standing)}" for standing in brief.diplomacy.standing]
    return rows


def trade_block(brief: Brief, w: Wording) -> list[str]:
    board = brief.trade
    rows = [title(w.board("trade"), len(board.figures))]
    if not board.figures and not board.lines:
        return [*rows, "  " + w._("No figure was read.")]
    for figure in board.figures[:SHOWN]:
        rows.extend(figure_rows(figure, w))
    rows += more(len(board.figures), SHOWN, w)
    rows += [
        f"  – {w.verdict(check)}{w.colon}{w.why(check.formula)} ({w.why(check.why)})" for check in board.checks[:SHOWN]
    ]
    if board.exposed:
        rows.append("  – " + exposed_row(brief, w))
    for line in board.lines[:SHOWN]:
        rows.extend(line_rows(line, w, False))
    return rows


def exposed_row(brief: Brief, w: Wording) -> str:
    """What a corridor in doubt may expose: nobody counts here what runs over which road."""
    names = [c.name for c in brief.supply.corridors if c.id in brief.trade.exposed]
    words = w._("Corridors in doubt: {names}. No article read says how much of this trade they carry.")
    return words.format(names=w.semicolon.join(names))


def figure_rows(row: FigureLine, w: Wording) -> Iterator[str]:
    figure = row.figure
    parts = [w.amount(figure), figure.about, w.interval(figure.period) if figure.period else ""]
    if figure.attributed_to:
        inherited = w._(" (said of the passage)") if figure.inherited else ""
        parts.append(w._("according to {who}").format(who=figure.attributed_to) + inherited)
    yield "  • " + " · ".join(part for part in parts if part)
    yield NARROW + quote_row(row.quote, w)


def dispute_block(brief: Brief, w: Wording) -> list[str]:
    rows = [title(w._("Disputed or uncertain"), len(brief.disputed))]
    for dispute in brief.disputed[:SHOWN]:
        rows.extend(dispute_rows(dispute, brief, w))
    if not brief.disputed:
        rows.append("  " + w._("Nothing."))
    return rows + more(len(brief.disputed), SHOWN, w)


def named(articles: Sequence[str], brief: Brief) -> str:
    """The outlets of the articles."""
    return ", ".join(dict.fromkeys(brief.names.get(article, article) for article in articles))


def dispute_rows(dispute: Dispute, brief: Brief, w: Wording) -> Iterator[str]:
    yield f"  • {summary(dispute.line, w)}{w.colon}{w.doubts(dispute)}"
    for finding in dispute.line.event.findings:
        if finding.field not in dispute.fields:
            continue
        yield f"{NARROW}{w.field(finding.field)} · {w.label(finding.label, finding.field)}"
        for value in finding.values:
            yield f"{NARROW}– {w.value(value.value)}{w.colon}{w.quoted(value.quote)} {named(value.articles, brief)}"


def coverage_block(brief: Brief, w: Wording) -> list[str]:
    coverage = brief.coverage
    rows = [title(w._("Sources, origins, coverage")), "  " + total_origins(brief, w)]
    for outlet in coverage.outlets[: SHOWN * 2]:
        count = w.n_("{n} article", "{n} articles", outlet.articles).format(n=outlet.articles)
        name = outlet.name or w._("outlet not known")
        rows.append(f"  – {name}{w.colon}{count}")
    rows += more(len(coverage.outlets), SHOWN * 2, w)
    if coverage.silent:
        rows.append("  – " + w._("Nothing read of: {names}").format(names=", ".join(coverage.silent)))
    if brief.elsewhere:
        words = w.n_(
            "{n} event read lies outside the situation.", "{n} events read lie outside the situation.", brief.elsewhere
        )
        rows.append("  – " + words.format(n=brief.elsewhere))
    rows.append("  – " + w._("Fewer reports are not fewer events."))
    return rows + article_rows(brief, w)


def article_rows(brief: Brief, w: Wording) -> list[str]:
    """The articles with date, how it is known, and origin."""
    rows, unknown = [], w._("outlet not known")
    for row in brief.coverage.articles[: SHOWN * 2]:
        date = w.day(row.published) if row.published else w._("date not settled")
        origin = w._("origin {n}").format(n=row.origin)
        unsure = w._(", dependence not excluded") if row.undetermined or row.mixed else ""
        known = w.why(row.published_from)
        rows.append(f"{NARROW}{row.outlet or unknown}{w.colon}{row.title} · {date} ({known}) · {origin}{unsure}")
    return rows


def gap_block(brief: Brief, w: Wording) -> list[str]:
    rows = [title(w._("Not understood"), len(brief.gaps))]
    rows += [f"  – {w.gap(gap, brief)}" for gap in first_of_each(brief.gaps)[:GAPS_SHOWN]]
    return rows + more(len(brief.gaps), GAPS_SHOWN, w)


def first_of_each(gaps: Sequence[Gap]) -> list[Gap]:
    """The gaps with every kind before the second of any."""
    seen: dict[str, int] = {}
    ranks = []
    for gap in gaps:
        seen[gap.kind] = seen.get(gap.kind, 0) + 1
        ranks.append(seen[gap.kind])
    return [gap for _, gap in sorted(zip(ranks, gaps, strict=True), key=lambda pair: pair[0])]
