"""The brief as a PDF to print and send: the values of the page, set by Typst from a template that ships with us.

Values reach the template as JSON and are set as text, never as markup, whatever an article says. Fonts are those of
the typesetter; nothing is fetched, and no file but the template is read.
"""

from __future__ import annotations

import json
import re
from datetime import UTC
from pathlib import Path

from recoupe.apps.brief.html import FOLDER
from recoupe.apps.brief.print_values import print_values
from recoupe.apps.brief.wording import wording
from recoupe.boards.values import Brief
from recoupe.knowledge.borders import Borders, load_borders

TEMPLATE = FOLDER / "brief.typ"
ENDLESS = re.compile(r"([^\s\u200b]{24})(?=[^\s\u200b]{8})")  # may be broken after so many signs without a space
OURS = ("maps", "link")  # not words
TURNS = re.compile("[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]")  # they turn the direction of what follows
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def render_pdf(brief: Brief, lang: str, borders: Borders | None = None) -> bytes:
    """The brief on A4 pages, in French or English; the same brief gives the same bytes."""
    import typst

    w = wording(lang, brief.fiction)
    values = tidy(print_values(brief, w, borders or load_borders()))
    made = typst.compile(
        Path(TEMPLATE),
        root=FOLDER,
        ignore_system_fonts=True,
        sys_inputs={"brief": json.dumps(values, ensure_ascii=False)},
        timestamp=brief.now.replace(tzinfo=UTC, microsecond=0),
    )
    assert isinstance(made, bytes)
    return made


def tidy(value: object) -> object:
    """Values whose words keep to themselves: signs that turn the direction of a line end with the words they are in."""
    if isinstance(value, str):
        return isolate(ENDLESS.sub("\\1\u200b", FORBIDDEN.sub("\ufffd", value)))
    if isinstance(value, dict):
        return {name: one if name in OURS else tidy(one) for name, one in value.items()}
    return [tidy(one) for one in value] if isinstance(value, list | tuple) else value


def isolate(words: str) -> str:
    return f"\u2068{words}\u2069" if TURNS.search(words) else words
