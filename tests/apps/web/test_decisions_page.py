"""The list of decisions: what became of each, and taken back from there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest

from recoupe.store import open_store


@pytest.fixture
def decided(own_desk: Any) -> Iterator[Any]:
    """A desk on which one decision holds, one was taken back, one no longer fits and one waits."""
    place = own_desk.app.state.workplace
    store = place.writer
    event = store.search("review:differ", 1).events[0]
    held = store.decide("correct", event.id, "A. Sow", "counted again", {"field": "killed", "value": [5, None]})
    graded = store.decide("grade", "APF", "B. Ba", "years of record", {"letter": "B"})
    store.decide("undo", graded.id, "B. Ba", "too early")
    store.keep_decision(replace(held, id="d-lost", kind="merge", value={"reports": ["gone"], "with_reports": ["gone"]}))
    place.rebuild()
    store.decide("confirm", event.id, "A. Sow", "<script>alert(1)</script> \u202eback")
    yield own_desk


def rows(page: Any, state: str) -> Any:
    return page.locator(f".entry.{state}")


def test_every_state_is_shown_and_filtered(
    open_page: Callable[..., Any], decided: Any, no_serious_findings: Callable[[Any], None]
) -> None:
    page = open_page(decided)
    page.goto("/decisions")
    assert [rows(page, state).count() for state in ("holds", "undone", "unfit", "waits")] == [2, 1, 1, 1]
    assert (
        "A. Sow" in rows(page, "holds").last.inner_text() and "counted again" in rows(page, "holds").last.inner_text()
    )
    assert rows(page, "unfit").locator(".trouble").inner_text()
    no_serious_findings(page)
    page.get_by_role("link", name="No longer fits").click()
    assert page.locator(".entry").count() == 1


def test_a_decision_is_taken_back_and_the_taking_back_too(open_page: Callable[..., Any], decided: Any) -> None:
    page = open_page(decided, "phone")
    page.goto("/decisions?state=holds")
    held = page.locator(".entry", has_text="counted again")
    held.get_by_role("button", name="Undo").click()
    page.wait_for_url("**decided=**")
    page.goto("/decisions?state=undone")
    assert page.locator(".entry", has_text="counted again").count() == 1
    page.goto("/decisions?state=holds")
    page.locator(".entry").first.get_by_role("button", name="Restore the decision").click()
    page.wait_for_url("**decided=**")
    page.goto("/decisions?state=holds")
    assert page.locator(".entry", has_text="counted again").count() == 1


def test_it_leads_to_what_it_is_about(open_page: Callable[..., Any], decided: Any) -> None:
    page = open_page(decided)
    page.goto("/decisions?state=holds")
    link = page.locator(".entry", has_text="counted again").get_by_role("link")
    assert "→" in link.inner_text() and "ev-" not in link.inner_text()
    link.click()
    page.wait_for_url("**/event/ev-*")


def test_nothing_decided_yet(page: Any, no_serious_findings: Callable[[Any], None]) -> None:
    page.goto("/decisions")
    page.locator(".empty").get_by_role("link").click()
    assert page.url.endswith("/review")
    page.goto("/decisions?state=unfit&page=-7")
    no_serious_findings(page)


def test_many_decisions_come_in_pages(open_page: Callable[..., Any], own_desk: Any) -> None:
    store = own_desk.app.state.workplace.writer
    with store.writing():
        pass
    store.decide_all(
        [("grade", "APF", "A. Sow", f"reason {n}", {"letter": "ABCDEF"[n % 6]}, str(n)) for n in range(120)]
    )
    page = open_page(own_desk)
    page.goto("/decisions")
    assert page.locator(".entry").count() == 50
    page.get_by_role("link", name="Older").click()
    page.wait_for_url("**page=2*")
    page.locator(".entry").nth(49).wait_for()
    assert page.locator(".entry").count() == 50


def test_what_was_decided_outlives_the_desk(decided: Any) -> None:
    with open_store(decided.db, "read") as store:
        assert len(store.decisions()) == 5
