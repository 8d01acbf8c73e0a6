"""The brief as one self-contained page: no script, no request, every value opens on the words it rests on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from recoupe.apps.brief.map import SHAPES, draw_maps, off_map
from recoupe.apps.brief.text import (
    SHARED,
    SharedReason,
    exposed_row,
    first_of_each,
    group_corridors,
    ring_row,
    shared_reasons,
    total_origins,
    weightiest,
)
from recoupe.apps.brief.timeline import draw_timeline, earlier_count
from recoupe.apps.brief.wording import Wording, wording
from recoupe.boards.corridors import LOOKBACK_DAYS
from recoupe.boards.values import Brief, Gap, Line, Quote, Ring
from recoupe.boards.weight import pick_lines, pick_news
from recoupe.knowledge.borders import Borders, load_borders
from recoupe.model import Event, Finding, FindingValue

FOLDER = Path(__file__).parent / "page"
SHOWN = 80  # events of a board on the page
FIRST = 12  # of them those that need no click
COLUMNS = 8  # articles side by side in a table of findings
LASTING = frozenset({"agreed", "single"})  # findings that need no table


def render_html(brief: Brief, lang: str, borders: Borders | None = None) -> str:
    """The page in French or English."""
    w = wording(lang, brief.fiction)
    numbers = {line.id: n for n, line in enumerate(all_lines(brief), 1)}
    template = environment().get_template("brief.html.j2")
    return template.render(
        brief=brief,
        w=w,
        _=w._,
        n_=w.n_,
        css=Markup((FOLDER / "brief.css").read_text(encoding="utf-8")),
        maps=draw_maps(brief, borders or load_borders(), numbers, w),
        timeline=draw_timeline(brief, numbers, w),
        earlier=earlier_count(brief),
        off_map=off_map(brief),
        boards=make_boards(brief, w),
        numbers=numbers,
        lines={line.id: line for line in all_lines(brief)},
        corridors=group_corridors(brief.supply.corridors),
        behind=brief.reason_lines(),
        lookback_days=LOOKBACK_DAYS,
        facts=head_facts(brief, w),
        page=Page(brief, w),
        shapes={board: Markup(shape) for board, shape in SHAPES.items()},
        shown=SHOWN,
        graded=any(line.event.grade for line in all_lines(brief)),
    ).lstrip()


@lru_cache(maxsize=1)
def environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )


def all_lines(brief: Brief) -> list[Line]:
    """Every line once, in the order of the boards, then those that stand on none."""
    found = brief.lines()
    for line in (*brief.new, *(d.line for d in brief.disputed)):
        found.setdefault(line.id, line)
    return list(found.values())


@dataclass(frozen=True, slots=True)
class BoardPart:
    """A board on the page: events whose first board it is in full, the others as a line that leads to them."""

    id: str
    name: str
    lines: tuple[Line, ...]


def make_boards(brief: Brief, w: Wording) -> list[BoardPart]:
    rows = (
        ("threat", brief.threat.lines),
        ("supply", brief.supply.lines),
        ("cooperation", brief.cooperation),
        ("diplomacy", brief.diplomacy.lines),
        ("trade", brief.trade.lines),
    )
    return [BoardPart(name, w.board(name), lines) for name, lines in rows]


@dataclass(frozen=True, slots=True)
class Fact:
    """One of the numbers at the head of the page."""

    board: str
    value: str
    words: str
    target: str


def head_facts(brief: Brief, w: Wording) -> list[Fact]:
    """What is new, the nearest attack, the corridors, the origins: the page in one glance."""
    doubtful = sum(c.state in ("cut", "threatened") for c in brief.supply.corridors)
    coverage = brief.coverage
    return [
        Fact("", str(len(brief.new)), w._("new or updated since {day}").format(day=w.day(brief.since)), "new"),
        nearest_fact(brief, w),
        Fact("supply", f"{doubtful} / {len(brief.supply.corridors)}", w._("corridors cut or threatened"), "supply"),
        Fact("", str(coverage.independent), total_words(brief, w), "sources"),
    ]


def nearest_fact(brief: Brief, w: Wording) -> Fact:
    """The attack at a known point that is nearest to the border."""
    attacks = [line for line in brief.threat.lines if line.event.type == "ASSAULT" and not line.event.series]
    placed = [(line.event.border, line) for line in attacks if line.event.border and line.event.border.is_point]
    if not placed:
        return Fact("threat", "–", w._("no located attack"), "threat")
    border, line = min(placed, key=lambda pair: pair[0].km)
    km = w.measured(border)
    words = w._("from the border: nearest located attack ({place}, {when})")
    return Fact("threat", km, words.format(place=w.place(line), when=w.when(line.event)), "threat")


def total_words(brief: Brief, w: Wording) -> str:
    """What stands after the number of established origins."""
    return total_origins(brief, w).split(" ", 1)[1]


@dataclass(frozen=True, slots=True)
class Cell:
    """What one article says of a field, and its words."""

    value: str
    quote: str


@dataclass(frozen=True, slots=True)
class Page:
    """What the template asks of single values."""

    brief: Brief
    w: Wording

    def link(self, quote: Quote) -> str:
        """The article's address when it is one a browser may open; else nothing."""
        parts = urlsplit(quote.url or "")
        return quote.url or "" if parts.scheme in ("http", "https") and parts.netloc else ""

    def quotes_for(self, line: Line, *fields: str) -> list[Quote]:
        """The quotes that hold words for one of the fields."""
        return [q for q in line.quotes if any(set(part.fields) & set(fields) for part in q.parts)]

    def first_board(self, line: Line, board: str) -> bool:
        """This board shows the event in full."""
        return line.event.boards[:1] == (board,)

    def bar(self, events: int) -> int:
        """The length of a month's bar in pixels, the longest 90."""
        most = max((month.events for month in self.brief.threat.months), default=1)
        return round(90 * events / max(1, most))

    def ring(self, ring: Ring) -> str:
        return ring_row(ring.km, len(ring.lines), len(ring.perhaps), self.w)

    def shown(self, board: BoardPart) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
        """The weightiest events of the board, and those behind a click."""
        today, situation = self.brief.today, self.brief.situation
        held = pick_lines(board.lines, SHOWN, today, situation)
        first = pick_lines(held, FIRST, today, situation)
        return first, tuple(line for line in held if line not in first)

    def new(self) -> tuple[Line, ...]:
        return pick_news(self.brief.new, FIRST, self.brief.today, self.brief.situation)

    def weightiest(self, count: int, shown: int) -> str:
        return weightiest(count, shown, self.w)

    def shared(self) -> list[SharedReason]:
        return shared_reasons(self.brief.supply.corridors)[:SHARED]

    def findings(self, line: Line) -> list[Finding]:
        """The findings worth a table."""
        return [f for f in line.event.findings if f.label not in LASTING]

    def columns(self, event: Event) -> list[tuple[int, list[str]]]:
        """Articles by origin, numbered as in the list of sources."""
        numbers = {row.id: row.origin for row in self.brief.coverage.articles}
        groups = [(numbers.get(group[0], 0), list(group)) for group in event.origins if group]
        kept: list[tuple[int, list[str]]] = []
        room = COLUMNS
        for number, articles in sorted(groups):
            kept += [(number, articles[:room])] * (room > 0)
            room -= len(articles)
        return kept

    def cell(self, finding: Finding, article: str) -> Cell | None:
        found: FindingValue | None = next((v for v in finding.values if article in v.articles), None)
        if found is None:
            return None
        return Cell(self.w.value(found.value), found.quote if found.articles[0] == article else "")

    def outlet(self, article: str) -> str:
        return self.brief.names.get(article, article)

    def outlets(self, articles: Sequence[str]) -> str:
        return ", ".join(dict.fromkeys(self.outlet(article) for article in articles))

    def exposed(self) -> str:
        return exposed_row(self.brief, self.w)

    def total(self) -> str:
        return total_origins(self.brief, self.w)

    def gaps(self) -> list[Gap]:
        return first_of_each(self.brief.gaps)
