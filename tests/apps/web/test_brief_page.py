"""The brief of a period: looked at in the desk, downloaded as one page and as PDF, in both languages, bounded."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from pypdf import PdfReader

from recoupe.apps.web.briefing.picture import Asked, make_briefing


def download(page: Any, name: str, nth: int) -> tuple[str, bytes]:
    """Name and content of the file behind a link."""
    with page.expect_download() as waiting:
        page.locator(".files").get_by_role("link", name=name).nth(nth).click()
    return waiting.value.suggested_filename, waiting.value.path().read_bytes()


def test_the_brief_is_looked_at(page: Any, no_serious_findings: Callable[[Any], None]) -> None:
    page.goto("/brief")
    assert "FICTION" in page.locator(".fiction").inner_text()
    assert page.get_by_role("heading", name="Threat").is_visible()
    assert page.locator("#threat-title ~ .lines li").count() >= 3
    no_serious_findings(page)


def test_period_and_query_are_asked_for_in_the_address(page: Any) -> None:
    page.goto("/brief")
    page.get_by_label("From").fill("2025-11-15")
    page.get_by_label("Until").fill("2025-11-20")
    page.get_by_label("Narrowed to").fill("type:ASSAULT")
    page.get_by_role("button", name="Show").click()
    page.wait_for_url("**since=2025-11-15**")
    lines = page.locator("#threat-title ~ .lines li")
    assert lines.count() == 1 and "Moussala" in lines.first.inner_text()
    page.get_by_role("link", name="90 days").click()
    page.wait_for_url("**since=2025-08**")
    assert page.locator("#threat-title ~ .lines li").count() > 1


@pytest.mark.parametrize(("language", "words"), [("fr", "Note de situation"), ("en", "Situation brief")])
def test_the_pdf_is_downloaded(page: Any, language: str, words: str) -> None:
    page.goto("/brief")
    name, content = download(page, "PDF", 0 if language == "fr" else 1)
    assert name == f"recoupe-senegal-mali-2025-11-24-{language}.pdf"
    reader = PdfReader(io.BytesIO(content))
    assert words in reader.metadata.title and len(reader.pages) > 2
    assert "FICTION" in reader.pages[1].extract_text()


def test_the_page_is_downloaded_and_stands_alone(page: Any) -> None:
    page.goto("/brief")
    name, content = download(page, "Page", 0)
    told = content.decode()
    assert name.endswith("-fr.html") and told.startswith("<!doctype html>") and '<html lang="fr"' in told
    assert "<script" not in told and "http://127" not in told


def test_the_brief_in_french(open_page: Callable[..., Any], desk: Any) -> None:
    page = open_page(desk, "phone", locale="fr-FR", color_scheme="dark")
    page.goto("/brief")
    assert page.get_by_role("heading", name="Menace").is_visible()


def test_an_empty_period_says_what_to_do(page: Any, no_serious_findings: Callable[[Any], None]) -> None:
    page.goto("/brief?since=2019-01-01&until=2019-01-31")
    page.locator(".empty").get_by_role("link").click()
    page.wait_for_url("**since=2018-02-01**")
    no_serious_findings(page)


@pytest.mark.parametrize(
    "address",
    ["/brief?since=yesterday", "/brief?since=2025-12-01&until=2025-01-01", "/brief?format=exe", "/brief?q=nofield:1"],
)  # fmt: skip
def test_what_makes_no_sense_is_refused_in_words(open_page: Callable[..., Any], desk: Any, address: str) -> None:
    page = open_page(desk, expected=("400",))
    assert page.goto(address).status == 400
    assert page.locator("main").inner_text().strip()


def test_the_seeds_have_their_brief(seeds_page: Any) -> None:
    seeds_page.goto("/brief?since=2025-01-01&until=2025-12-31")
    assert "Diboli" in seeds_page.locator("#threat-title ~ .lines").inner_text()


def test_persons_and_movements_are_held_back_on_one_s_own_desk_too(desk: Any) -> None:
    place = desk.app.state.workplace
    made = make_briefing(place, desk.app.state.picture, Asked("", date(2025, 11, 1), date(2025, 12, 31)))
    planned = [line for line in made.brief.cooperation if line.event.status == "planned"]
    assert planned and all(line.coarse for line in planned if line.event.place)


def test_articles_after_the_period_are_no_part_of_it(desk: Any) -> None:
    made = make_briefing(
        desk.app.state.workplace, desk.app.state.picture, Asked("", date(2025, 11, 1), date(2025, 11, 4))
    )
    days = [row.published for row in made.brief.coverage.articles if row.published]
    assert days and max(days) <= date(2025, 11, 4) and made.full
