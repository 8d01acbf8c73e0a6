"""Trade: the figures that were read, each with its sentence, and what their arithmetic says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from recoupe.boards.lines import Sources
from recoupe.boards.placing import Ground
from recoupe.boards.quotes import quote_figure
from recoupe.boards.values import CorridorState, FigureLine, Line, TradeBoard
from recoupe.discretion import MASK, make_masks
from recoupe.model import Figure, FigureCheck


def trade_board(
    lines: Sequence[Line],
    checks: Sequence[FigureCheck],
    corridors: Sequence[CorridorState],
    ground: Ground,
    sources: Sources,
) -> TradeBoard:
    """Trade figures first with the checks that use them, other figures apart, and the corridors in doubt."""
    figures = [f for reading in sources.readings.values() for f in reading.figures]
    trade = [f for f in figures if is_trade(f, ground)]
    ids = {f.id for f in trade}
    used = tuple(c for c in checks if ids & set(c.figures))
    doubtful = tuple(c.id for c in corridors if c.state in ("cut", "threatened"))
    return TradeBoard(
        figures=tuple(figure_line(f, used, sources) for f in trade),
        checks=used,
        lines=tuple(lines),
        exposed=doubtful if trade else (),
        other=tuple(figure_line(f, (), sources) for f in figures if f.id not in ids),
    )


def is_trade(figure: Figure, ground: Ground) -> bool:
    """Money, a share or growth, or tonnes, in a sentence or about something that speaks of trade."""
    around = f"{figure.about} | {figure.sentence.quote if figure.sentence else ''}"
    return "trade" in ground.words.meanings(around)


def figure_line(figure: Figure, checks: Sequence[FigureCheck], sources: Sources) -> FigureLine:
    private = sources.private[figure.article]
    quote = quote_figure(sources.readings[figure.article].article, figure, private.person_masks)
    masks = make_masks(private.names)
    quote = replace(quote, title=masks.sub(MASK, quote.title), url=masks.address(quote.url))
    return FigureLine(figure, quote, tuple(n for n, check in enumerate(checks) if figure.id in check.figures))
