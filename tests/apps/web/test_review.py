"""The review queue in a browser: every kind of item, every action, by mouse and by keyboard, and undone."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from recoupe.apps.web.review.choices import field_choices
from recoupe.apps.web.speech import Speech
from recoupe.model import Decision, Event, Evidence, Finding, Interval, Report, Span
from recoupe.store import open_store

WHY = "second count"


def open_action(page: Any, name: str) -> Any:
    """The form behind an action, opened."""
    action = page.locator(".action").filter(has=page.locator("> summary", has_text=name))
    action.locator("> summary").click()
    return action.locator("form").first


def settle(page: Any, form: Any, button: str) -> None:
    """Give a reason and a name, and send."""
    form.locator("input[name=why]").fill(WHY)
    form.locator("input[name=who]").fill("A. Sow")
    form.get_by_role("button", name=button, exact=True).click()
    page.wait_for_url("**decided=**")


def made(desk: Any) -> tuple[Decision, ...]:
    with open_store(desk.db, "read") as store:
        return store.decisions()


def first_event(desk: Any, query: str) -> Any:
    with open_store(desk.db, "read") as store:
        return store.search(query, 1).events[0]


def test_the_queue_shows_what_waits_and_why(page: Any, no_serious_findings: Callable[[Any], None]) -> None:
    page.goto("/review")
    assert page.locator(".queue li").count() > 5
    page.locator(".queue li a").first.click()
    assert page.locator("#item .why li").first.inner_text()
    no_serious_findings(page)


@pytest.mark.parametrize("kind", ["differ", "origin", "date", "score"])
def test_filters_by_kind(page: Any, no_serious_findings: Callable[[Any], None], kind: str) -> None:
    page.goto(f"/review?kind={kind}")
    assert set(page.locator(".queue .badge").evaluate_all("found => found.map(one => one.classList[1])")) == {kind}
    no_serious_findings(page)


def test_an_unknown_kind_or_item_is_no_error(page: Any) -> None:
    for address in ("/review?kind=nonsense", "/review?item=gone", "/review?kind=unfit"):
        assert page.goto(address).status == 200


ACTIONS = {
    "Confirm": ("Confirm", lambda form: None, "confirm"),
    "Victims": ("Correct", lambda form: form.locator("input[name=killed]").fill("8+"), "correct"),
    "Place": ("Correct", lambda form: form.locator("input[name=place]").fill("Kayes"), "correct"),
    "Date": ("Correct", lambda form: form.locator("input[name=when_from]").fill("2025-11-02"), "correct"),
    "Merge": ("Merge", lambda form: form.locator("input[type=checkbox]").first.check(), "merge"),
    "Split": ("Split off", lambda form: form.locator("input[type=checkbox]").first.check(), "split"),
    "Reject": ("Reject", lambda form: None, "reject"),
    "Lock": ("Lock as it is", lambda form: None, "lock"),
    "Grade": ("Grade", lambda form: form.locator("select").select_option("B"), "grade"),
}


@pytest.mark.parametrize("name", ACTIONS)
def test_every_action_is_a_decision_and_is_undone_where_it_was_made(
    own_page: Any, own_desk: Any, wait: Callable[..., None], name: str
) -> None:
    button, fill, kind = ACTIONS[name]
    event = first_event(own_desk, "review:differ")
    if name == "Merge":
        move_beside(own_desk, event)
    own_page.goto(f"/review?item={event.id}")
    form = open_action(own_page, name)
    fill(form)
    settle(own_page, form, button)
    decision = made(own_desk)[-1]
    assert (decision.kind, decision.why, decision.who) == (kind, WHY, "A. Sow")
    assert "/review" in own_page.url
    own_page.locator("#decided").get_by_role("button").click()
    wait(own_page, "document.querySelector('#decided')?.innerText.includes('Taken back')")
    assert made(own_desk)[-1].kind == "undo" and made(own_desk)[-1].target == decision.id
    assert replace(first_event(own_desk, "review:differ"), former_ids=()) == event


def move_beside(desk: Any, event: Event) -> None:
    """Another event of that type gets the day of this one, so that there is something to merge."""
    with open_store(desk.db, "read") as store:
        other = next(e for e in store.search(f"type:{event.type}", 9).events if e.id != event.id)
    value = {"field": "when", "value": event.when.first.isoformat()}
    place = desk.app.state.workplace
    place.decide("correct", other.reports[0].id, "A. Sow", WHY, value, None)
    place.rebuild()


def test_a_differing_value_is_settled_by_choosing_one(own_page: Any, own_desk: Any) -> None:
    event = first_event(own_desk, "review:differ")
    own_page.goto(f"/review?item={event.id}")
    form = own_page.locator("details.values form").first
    form.locator("input[type=radio]").first.check()
    settle(own_page, form, "Settle")
    assert made(own_desk)[-1].value["value"] == [4.0, None]
    assert first_event(own_desk, f"article:{event.articles[0]} review:differ").killed.high is None
    own_page.goto(f"/review?kind=differ&item={event.id}")
    assert "killed" not in own_page.locator("#item .why").inner_text()


def test_days_are_chosen_by_the_words_that_tell_them() -> None:
    text = "Le poste a été attaqué dimanche. Selon le maire, il a été attaqué lundi."
    anchor, reports = Span.of(text, text.index("attaqué"), text.index("attaqué") + 7), []
    for number, (word, day) in enumerate((("dimanche", 2), ("lundi", 3))):
        told = Span.of(text, text.index(word), text.index(word) + len(word))
        when = Interval.day(date(2025, 11, day))
        evidence = {"date": Evidence(told, "fr.weekday"), "type": Evidence(anchor, "assault")}
        reports.append(Report(f"{number}#r", str(number), anchor, "ASSAULT", when=when, evidence=evidence))
    event = Event("ev-1", "ASSAULT", when=reports[0].when, reports=tuple(reports))
    ends = [Finding("from", "conflict", (), (), None, ""), Finding("to", "conflict", (), (), None, "")]
    (days,) = field_choices(event, ends, {}, Speech("fr"))
    assert [(v.value, v.quote, v.shown) for v in days.values] == [
        ("2025-11-02/2025-11-02", "dimanche", True),
        ("2025-11-03/2025-11-03", "lundi", False),
    ]


def test_an_origin_is_settled(own_page: Any, own_desk: Any) -> None:
    own_page.goto("/review?item=sample-river-wire")
    assert own_page.locator("#item .dots li").count()
    form = open_action(own_page, "Settle the origin")
    form.get_by_label("one origin").check()
    settle(own_page, form, "Settle")
    decision = made(own_desk)[-1]
    assert (decision.kind, decision.target, decision.value["verdict"]) == ("origin", "sample-river-wire", "same")
    own_page.goto("/review?kind=origin")
    assert own_page.locator("[data-item=sample-river-wire]").count() == 0


def test_a_decision_that_no_longer_fits_waits_and_is_taken_back(own_page: Any, own_desk: Any) -> None:
    place = own_desk.app.state.workplace
    event = first_event(own_desk, "review:differ")
    decision = place.writer.decide("lock", event.id, "A. Sow", "as it is")
    lost = replace(decision, id="d-lost", value={"reports": ["gone#1"], "with_reports": ["gone#2"]}, kind="merge")
    place.writer.keep_decision(lost)
    place.rebuild()
    own_page.goto("/review?kind=unfit&item=d-lost")
    assert "no longer" in own_page.locator("#item .why").inner_text()
    open_action(own_page, "Undo").get_by_role("button").click()
    own_page.wait_for_url("**decided=**")
    own_page.goto("/review?kind=unfit")
    assert own_page.locator("[data-item=d-lost]").count() == 0


def test_walked_and_worked_by_keyboard(open_page: Callable[..., Any], own_desk: Any, wait: Callable[..., None]) -> None:
    page = open_page(own_desk)
    page.goto("/review")
    first = page.locator("#item-title").inner_text()
    page.keyboard.press("j")
    wait(page, "document.activeElement.id === 'item'")
    page.wait_for_url("**item=**")
    assert page.locator("#item-title").inner_text() != first
    page.keyboard.press("k")
    wait(page, f"document.querySelector('#item-title').innerText === {first!r}")
    page.keyboard.press("t")
    assert page.evaluate("document.activeElement.name") == "killed"
    page.keyboard.type("9jk")  # letters in a field are letters
    assert page.locator("input[name=killed]").input_value() == "9jk"
    page.keyboard.press("Escape")
    assert page.locator(".action[open]").count() == 0
    page.keyboard.press("c")
    page.keyboard.type("looked at")
    page.keyboard.press("Tab")
    page.keyboard.type("A. Sow")
    page.keyboard.press("Enter")
    page.wait_for_url("**decided=**")
    assert made(own_desk)[-1].kind == "confirm"
    page.keyboard.press("u")
    wait(page, "document.querySelector('#decided')?.innerText.includes('Taken back')")
    assert made(own_desk)[-1].kind == "undo"


def test_help_tells_the_keys_and_turns_them_off(open_page: Callable[..., Any], desk: Any) -> None:
    page = open_page(desk)
    page.goto("/review")
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog")
    assert dialog.locator("kbd").count() >= 14
    dialog.get_by_label("Single keys work").uncheck()
    dialog.get_by_role("button", name="Close").click()
    page.keyboard.press("c")
    assert page.locator(".action[open]").count() == 0


def test_a_place_is_put_on_the_map(open_page: Callable[..., Any], own_desk: Any) -> None:
    page = open_page(own_desk)
    event = first_event(own_desk, "review:differ")
    page.goto(f"/review?item={event.id}")
    page.keyboard.press("p")
    page.locator(".point-map svg").click(position={"x": 260, "y": 180})
    page.wait_for_selector(".point-map circle.chosen")
    form = page.locator(".action[open] form").first
    form.locator("input[name=place]").fill("Puits neuf")
    settle(page, form, "Correct")
    value = made(own_desk)[-1].value["value"]
    assert value["name"] == "Puits neuf" and 5 < value["lat"] < 25 and -20 < value["lon"] < 0


def test_ready_reasons_are_one_press_away(open_page: Callable[..., Any], desk: Any) -> None:
    page = open_page(desk, "phone")
    page.goto("/review?kind=differ&item=x")
    why = page.locator("details.values input[name=why]").first
    why.focus()
    page.get_by_role("button", name="The later count holds").first.click()
    assert why.input_value() == "The later count holds"


def test_a_ready_reason_never_overwrites_what_was_typed(open_page: Callable[..., Any], desk: Any) -> None:
    page = open_page(desk)
    page.goto("/review")
    form = open_action(page, "Confirm")
    why = form.locator("input[name=why]")
    why.fill("Read on paper")
    for _ in range(2):
        page.locator(".action[open] .ready button").first.click()
    assert why.input_value() == "Read on paper; Checked against the articles"


def test_a_missing_reason_is_told_in_the_page(open_page: Callable[..., Any], desk: Any) -> None:
    page = open_page(desk)
    page.goto("/review")
    form = open_action(page, "Confirm")
    words = form.locator(".missing")
    assert words.is_hidden()
    form.get_by_role("button", name="Confirm", exact=True).click()
    assert "Give a reason" in words.inner_text()
    form.locator("input[name=why]").fill("seen")
    assert words.is_hidden()


def test_without_scripts_everything_is_there(open_page: Callable[..., Any], own_desk: Any) -> None:
    page = open_page(own_desk, java_script_enabled=False)
    page.goto("/review")
    page.get_by_role("link", name=re.compile("Skip to the next")).click()
    assert "item=" in page.url
    form = open_action(page, "Grade")
    form.locator("select").select_option("C")
    settle(page, form, "Grade")
    assert made(own_desk)[-1].kind == "grade"


def test_an_empty_queue_says_so(open_page: Callable[..., Any], serve: Callable[..., Any], tmp_path: Any) -> None:
    with open_store(tmp_path / "empty.db"):
        pass
    page = open_page(serve(tmp_path / "empty.db"))
    page.goto("/review")
    assert "Nothing waits" in page.locator(".empty").inner_text()


def test_readers_have_no_queue(desk: Any) -> None:
    from recoupe.apps.web.access.guard import User, analyst_only

    class Asked:
        class state:
            user = User("r", role="reader", account=True)

    with pytest.raises(Exception, match="analysts only"):
        analyst_only(Asked)  # type: ignore[arg-type]
