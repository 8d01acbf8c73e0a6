"""The brief as one page: self-contained, escaped, every value on its words."""

import re
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser

import pytest
from board_busy import busy_picture
from board_scene import WIRE, Gazetteer, Picture, event, report, seed_picture

from recoupe.apps.brief import render_html
from recoupe.apps.brief.map import stamp_text
from recoupe.boards import build_boards
from recoupe.knowledge.situations import load_situation
from recoupe.model import Origins, Reading

SITUATION = load_situation("senegal-mali")
SEEDS = build_boards(seed_picture(), SITUATION, Gazetteer(), now=date(2025, 11, 6))
BUSY = build_boards(busy_picture(), SITUATION, Gazetteer(), now=date(2025, 10, 28))
PAGES = {
    f"{name} {lang}": render_html(b, lang) for name, b in (("seeds", SEEDS), ("busy", BUSY)) for lang in ("fr", "en")
}
VOID = {"meta", "br", "link", "img", "hr", "input"}


class Reader(HTMLParser):
    """Tags that open and close, ids, targets of links, and addresses the page would load."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.wrong: list[str] = []
        self.ids: list[str] = []
        self.targets: list[str] = []
        self.loads: list[str] = []
        self.tags: set[str] = set()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.tags.add(tag)
        self.ids += [values["id"]] if values.get("id") else []
        if tag == "a" and (values.get("href") or "").startswith("#"):
            self.targets.append((values["href"] or "")[1:])
        self.loads += [values[name] or "" for name in ("src", "srcset", "data", "poster") if name in values]
        self.loads += [values["href"] or ""] if tag in ("link", "use", "image") and "href" in values else []
        self.wrong += [name for name in values if name.startswith("on")]
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        if not self.open or self.open.pop() != tag:
            self.wrong.append(f"</{tag}>")


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_the_page_is_sound_and_loads_nothing(page: str) -> None:
    read = Reader(page)
    assert page.startswith("<!doctype html>")
    assert (read.open, read.wrong, read.loads) == ([], [], [])
    assert not read.tags & {"script", "link", "img", "iframe", "object", "form"}
    assert len(read.ids) == len(set(read.ids))
    assert set(read.targets) <= set(read.ids)
    style = page[page.index("<style>") : page.index("</style>")]
    assert "url(" not in style and "@import" not in style
    assert "default-src 'none'" in page


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_the_page_is_light(page: str) -> None:
    assert len(page.encode()) < 300_000


def test_values_open_on_their_words() -> None:
    page = PAGES["seeds fr"]
    place = re.search(r'<details class="v place"><summary>Diboli \(ML\)</summary>(.*?)</details>', page, re.S)
    assert place and "<mark>Diboli</mark>" in place[1] and "Agence du Fleuve" in place[1]
    assert "<mark>Début juillet</mark>" in page


def test_findings_stand_side_by_side_by_origin() -> None:
    table = re.search(r'<table class="findings">(.*?)</table>', PAGES["busy fr"], re.S)
    assert table
    for words in (
        "origine 15",
        "origine 11",
        "Radio Plaine",
        "contradiction",
        "retenu\u00a0: 7 à 12",
        "sept chauffeurs",
    ):
        assert words in table[1]


def test_fiction_is_marked_on_page_and_map() -> None:
    assert 'class="fiction-band"' in PAGES["busy fr"] and '<text class="fiction"' in PAGES["busy fr"]
    assert 'class="fiction-band"' not in PAGES["seeds fr"] and '<text class="fiction"' not in PAGES["seeds fr"]


def test_the_map_shows_points_with_reach_and_lists_the_rest_beside() -> None:
    page = PAGES["busy fr"]
    assert 'class="reach threat area"' in page
    assert "2 événements qu&#39;aucun repère ne peut montrer" in page
    assert 'class="road cut"' in page and 'class="road threatened"' in page


def test_a_held_back_place_is_nowhere_on_the_page() -> None:
    patrol = report(WIRE, "patrouilles conjointes", "COOPERATE", {"place": "Diboli"}, place="Diboli", status="planned")
    patrol = replace(patrol, where=next(e.where for e in seed_picture().events if e.place == "Diboli"))
    picture = Picture((Reading(WIRE, reports=(patrol,)),), Origins((("wire",),)), (event(1, patrol),))
    brief = build_boards(picture, replace(SITUATION, corridors=()), Gazetteer(), now=date(2025, 11, 6))
    page = render_html(brief, "fr")
    assert "Diboli" not in page and "région de Kayes (lieu exact retenu)" in page


HOSTILE = '<script>alert(1)</script>"><img src=x onerror=y>'


def test_hostile_words_are_escaped() -> None:
    article = replace(
        WIRE, outlet=HOSTILE, title=HOSTILE, url="javascript:alert(1)", text=HOSTILE + " frappé. " + HOSTILE
    )
    attack = report(article, "frappé", "ASSAULT", actors=(HOSTILE,), recipients=(HOSTILE,), place=HOSTILE)
    picture = Picture((Reading(article, reports=(attack,)),), Origins((("wire",),)), (event(1, attack, id=HOSTILE),))
    situation = replace(SITUATION, name={"fr": HOSTILE, "en": HOSTILE})
    page = render_html(build_boards(picture, situation, Gazetteer(), now=date(2025, 11, 6)), "fr")
    read = Reader(page)
    assert (read.open, read.wrong, read.loads) == ([], [], [])
    assert "<script" not in page and "<img" not in page and 'href="javascript' not in page


def test_an_empty_brief_is_a_page_too() -> None:
    page = render_html(build_boards(Picture((), Origins(()), ()), SITUATION, Gazetteer(), now=date(2025, 11, 6)), "en")
    assert "Nothing reported." in page and Reader(page).open == []


def test_a_situation_without_corridors_is_a_page_too() -> None:
    brief = build_boards(seed_picture(), replace(SITUATION, corridors=()), Gazetteer(), now=date(2025, 11, 6))
    assert Reader(render_html(brief, "fr")).wrong == []


def test_a_long_stamp_of_the_map_is_wrapped() -> None:
    assert stamp_text("FICTION", 750).count("tspan") == 0
    words = "FICTION: 12 of 13 articles are invented"
    rows = re.findall(r"<tspan[^>]*>([^<]*)<", stamp_text(words, 370))
    assert len(rows) > 1 and " ".join(rows) == words and max(map(len, rows)) * 12 <= 370
