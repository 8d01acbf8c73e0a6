"""`/brief`: the brief of any period and query: a look at it, a page of its own to send, and a PDF to print."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from fastapi import APIRouter, HTTPException
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from recoupe.apps.brief import render_html, render_pdf
from recoupe.apps.brief.html import head_facts, make_boards
from recoupe.apps.brief.map import SHAPES
from recoupe.apps.brief.text import group_corridors, weightiest
from recoupe.apps.i18n import LANGUAGES
from recoupe.apps.web.briefing.picture import Asked, Briefing, make_briefing, usual_period
from recoupe.apps.web.desk import AtWork, Workplace
from recoupe.apps.web.events.filters import events_address
from recoupe.apps.web.events.finding import picture_of
from recoupe.apps.web.render import render
from recoupe.apps.web.speech import Speech, words_of
from recoupe.boards.corridors import LOOKBACK_DAYS
from recoupe.boards.weight import pick_lines, pick_news
from recoupe.model import shift_day

router = APIRouter()
FORMATS = {"html": "text/html; charset=utf-8", "pdf": "application/pdf"}
SPANS = (7, 30, 90, 365)
ROWS = 5  # events of a board that are looked at here


@dataclass(frozen=True, slots=True)
class Preset:
    """A usual period, ending where the one shown ends."""

    words: str
    address: str
    here: bool


@router.get("/brief", include_in_schema=False)
def brief(
    request: Request, place: AtWork, q: str = "", since: str = "", until: str = "", format: str = "", lang: str = ""
) -> Response:
    """A look at the brief, or with `format` html or pdf the whole of it as a file."""
    w = words_of(request)
    asked = read_asked(place, q, since, until, w)
    made = make_briefing(place, picture_of(request), asked)
    if format:
        if format not in FORMATS:
            raise HTTPException(400, w._("A brief is html or pdf."))
        return brief_file(made, format, lang if lang in LANGUAGES else w.language)
    return render(request, "brief.html.j2", **page_values(made, w))


def read_asked(place: Workplace, query: str, since: str, until: str, w: Speech) -> Asked:
    """The period, as far as it is given; raises HTTPException for what is no day."""
    first, last = read_day(since, w), read_day(until, w)
    usual = usual_period(place, last)
    found = Asked(query.strip(), first or usual[0], last or usual[1])
    if found.since > found.until:
        raise HTTPException(400, w._("The period begins after its end."))
    return found


def read_day(words: str, w: Speech) -> date | None:
    if not words.strip():
        return None
    try:
        return date.fromisoformat(words.strip())
    except ValueError as error:
        raise HTTPException(400, w._("A day is written 2025-11-05.")) from error


def brief_file(made: Briefing, form: str, language: str) -> Response:
    """The whole brief to keep or send, under a name that tells what it is."""
    content = render_pdf(made.brief, language) if form == "pdf" else render_html(made.brief, language)
    name = f"recoupe-{made.brief.situation.id}-{made.asked.until.isoformat()}-{language}.{form}"
    headers = {"content-disposition": f'attachment; filename="{plain_name(name)}"'}
    return Response(content, media_type=FORMATS[form], headers=headers)


def plain_name(name: str) -> str:
    return "".join(sign if sign.isascii() and (sign.isalnum() or sign in "-.") else "_" for sign in name)


def page_values(made: Briefing, w: Speech) -> dict[str, Any]:
    brief = made.brief
    boards = make_boards(brief, w)
    return {
        "w": told_once(w, brief.fiction),
        "made": made,
        "brief": brief,
        "facts": head_facts(brief, w),
        "boards": boards,
        "lookback_days": LOOKBACK_DAYS,
        "corridors": group_corridors(brief.supply.corridors),
        "picked": {part.id: pick_lines(part.lines, ROWS, brief.today, brief.situation) for part in boards},
        "all_of": {part.id: board_address(made.asked, part.id) for part in boards},
        "cut": {part.id: weightiest(len(part.lines), ROWS, w) for part in boards},
        "rows": ROWS,
        "new": pick_news(brief.new, ROWS, brief.today, brief.situation),
        "new_cut": weightiest(len(brief.new), ROWS, w),
        "presets": [preset(made.asked, days, w) for days in SPANS],
        "file_address": lambda form, language: brief_address(made.asked, format=form, lang=language),
        "shapes": {board: Markup(shape) for board, shape in SHAPES.items()},
    }


def told_once(w: Speech, fiction: bool) -> Speech:
    """Words of a page that says at its head that all is fiction: its lines need not."""
    same = copy(w)
    same.fiction = fiction
    return same


def preset(asked: Asked, days: int, w: Speech) -> Preset:
    since = shift_day(asked.until, 1 - days)
    words = w.n_("{n} day", "{n} days", days).format(n=days)
    return Preset(words, brief_address(Asked(asked.query, since, asked.until)), asked.since == since)


def board_address(asked: Asked, board: str) -> str:
    """Every event of a board in the period that meets the query."""
    period = f"since:{asked.since.isoformat()} until:{asked.until.isoformat()}"
    return events_address(f"{asked.query} board:{board} {period}".strip())


def brief_address(asked: Asked, **more: str) -> str:
    given = {"q": asked.query, "since": asked.since.isoformat(), "until": asked.until.isoformat(), **more}
    return f"/brief?{urlencode({name: value for name, value in given.items() if value})}"
