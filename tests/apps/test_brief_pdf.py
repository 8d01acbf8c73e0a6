"""The printed brief, read back: A4 pages with heads and numbers, every value as text, whatever an article says."""

import io
import re
from dataclasses import replace
from datetime import date

import pytest
from board_busy import busy_picture
from board_scene import Gazetteer, seed_picture
from pypdf import PdfReader

from recoupe.apps.brief import render_html, render_pdf, render_text
from recoupe.boards import build_boards
from recoupe.boards.values import Part
from recoupe.knowledge.situations import load_situation
from recoupe.model import Interval

SITUATION = load_situation("senegal-mali")
SEEDS = build_boards(seed_picture(), SITUATION, Gazetteer(), now=date(2025, 11, 6))
BUSY = build_boards(busy_picture(), SITUATION, Gazetteer(), now=date(2025, 10, 28))
EMPTY = build_boards(
    replace(busy_picture(), readings=(), events=(), checks=()), SITUATION, Gazetteer(), now=date(2025, 10, 28)
)
HOSTILE = [
    '#panic("out") #read("/etc/passwd") #import "@preview/x:1.0.0"',
    "*strong* _soft_ $x^2$ @label <label> = Heading \\ // comment",
    "<script>alert(1)</script> \" ' { } [ ]",
    "\u202ekcab\u202c \u2067rtl",
    "long" * 400,
    "null\x00 bell\x07",
]


def read(made: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(made))


def words(made: bytes) -> str:
    """The text of every page, with single spaces and without line ends."""
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in read(made).pages))


@pytest.fixture(scope="module", params=["fr", "en"])
def lang(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module", params=["seeds", "busy"])
def brief(request: pytest.FixtureRequest):
    return {"seeds": SEEDS, "busy": BUSY}[request.param]


def test_a4_with_heads_and_page_numbers(brief, lang: str) -> None:
    pages = read(render_pdf(brief, lang)).pages
    assert len(pages) > 1
    for number, page in enumerate(pages, 1):
        text = page.extract_text()
        assert (round(page.mediabox.width), round(page.mediabox.height)) == (595, 842)
        assert {"fr": f"page {number} sur {len(pages)}", "en": f"page {number} of {len(pages)}"}[lang] in text
        if number > 1:
            head = text.split("\n")[0]
            assert {"fr": "Note de situation", "en": "Situation brief"}[lang] in head and "English" not in head


def test_the_period_that_was_asked_for_stands_on_the_cover_and_on_every_page() -> None:
    asked = replace(BUSY, asked=Interval(date(2025, 10, 1), date(2025, 10, 28)), query="board:threat")
    pages = [page.extract_text() for page in read(render_pdf(asked, "en")).pages]
    assert "Period: Oct 1–28, 2025 · narrowed by the query “board:threat”" in re.sub("[\u2009\u202f]", "", pages[0])
    assert all("Oct 1–28, 2025" in re.sub("[\u2009\u202f]", "", page.split("\n")[0]) for page in pages[1:])
    assert "Period:" in render_text(asked, "en") and "Period:" in render_html(asked, "en")
    assert "Period:" not in words(render_pdf(BUSY, "en"))


@pytest.mark.parametrize("made", [SEEDS, BUSY], ids=["seeds", "busy"])
def test_no_heading_ends_a_page(made) -> None:
    headings = (
        "What is new",
        "Threat",
        "Supply",
        "Cooperation",
        "Diplomacy",
        "Trade",
        "Disputed",
        "Sources",
        "Not under",
    )
    for page in read(render_pdf(made, "en")).pages[:-1]:
        lines = re.sub(r"\n.*\nNothing reported\.", "", page.extract_text()).split("\n")  # a whole board
        last = [line for line in lines if line.strip()][-4:]  # the foot is two of them
        assert not any(line.startswith(headings) or line.startswith("located attack", 2) for line in last[1:]), last


@pytest.mark.parametrize("made", [SEEDS, BUSY], ids=["seeds", "busy"])
def test_no_event_begins_on_one_page_and_ends_on_the_next(made) -> None:
    """A line of its origins closes every event; what follows a page's head is no rest of one."""
    for page in read(render_pdf(made, "en")).pages[1:]:
        first = [line for line in page.extract_text().split("\n")[1:] if line.strip()][:2]
        assert not any("established origin" in line and "article" in line for line in first), first
        assert not any(line.startswith(("“", "…")) for line in first), first


def test_language_title_and_values(brief, lang: str) -> None:
    made = render_pdf(brief, lang)
    reader, text = read(made), words(made)
    assert reader.trailer["/Root"]["/Lang"] == lang
    assert {"fr": "Note de situation", "en": "Situation brief"}[lang] in reader.metadata.title
    for heading in {"fr": ("Ce qui est nouveau", "Menace", "Sources"), "en": ("What is new", "Threat", "Sources")}[
        lang
    ]:
        assert heading in text
    for line in brief.threat.lines[:3]:
        for toll in (line.event.killed,):
            assert toll is None or f"{toll.low:g}" in text


def test_fonts_are_embedded_and_nothing_is_scripted() -> None:
    reader = read(render_pdf(BUSY, "fr"))
    fonts = [font.get_object() for page in reader.pages for font in page["/Resources"]["/Font"].values()]
    assert fonts
    for font in fonts:
        inner = font["/DescendantFonts"][0].get_object() if "/DescendantFonts" in font else font
        assert {"/FontFile2", "/FontFile3", "/FontFile"} & set(inner["/FontDescriptor"].get_object())
    assert "/JavaScript" not in str(reader.trailer["/Root"]) and "/OpenAction" not in reader.trailer["/Root"]


def test_the_maps_are_drawings() -> None:
    with_map, without = render_pdf(BUSY, "fr"), render_pdf(EMPTY, "fr")
    assert len(with_map) > len(without)
    assert "Dakar" in words(with_map)


@pytest.mark.parametrize("said", HOSTILE, ids=["code", "markup", "html", "turned", "endless", "control"])
def test_whatever_is_said_is_set_as_text(said: str) -> None:
    line = BUSY.threat.lines[0]
    quote = replace(line.quotes[0], parts=(Part(said),), outlet=said, title=said, url="javascript:alert(1)")
    event = replace(line.event, actors=(said,), place=said, where=None)
    changed = replace(line, event=event, quotes=(quote,), said_by=(said,))
    hostile = replace(BUSY, threat=replace(BUSY.threat, lines=(changed, *BUSY.threat.lines[1:])), new=(changed,))
    made = render_pdf(hostile, "en")
    text = words(made)
    for part in re.findall(r"[\w@$*_<>/#]+", said)[:3]:
        assert part[:20] in text or part[:20][::-1] in text  # what is turned stays turned, and turns nothing else
    assert "page 1 of" in text and "Nothing stands here that no article says" in text
    assert b"javascript:" not in made


def test_the_same_brief_gives_the_same_bytes() -> None:
    assert render_pdf(SEEDS, "fr") == render_pdf(SEEDS, "fr")


def test_an_empty_brief_says_so() -> None:
    text = words(render_pdf(EMPTY, "en"))
    assert "Nothing reported." in text and "No figure was read." in text


def test_fiction_is_said_on_every_page() -> None:
    made = render_pdf(replace(BUSY, fiction=True), "en")
    assert all("FICTION" in page.extract_text() for page in read(made).pages)
