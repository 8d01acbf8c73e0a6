"""Decisions from the web: every kind as a form and as JSON, what is refused with which words, undo, the way back."""

from __future__ import annotations

import re
import shutil

import pytest
from fastapi.testclient import TestClient

from recoupe.apps.web.app import make_app
from recoupe.apps.web.deciding.field_words import Reader, WishError
from recoupe.apps.web.deciding.wishes import come_back, given_by_json, read_wish, split_names
from recoupe.apps.web.settings import WebSettings
from recoupe.apps.web.speech import speech
from recoupe.model import Place

HERE = "http://127.0.0.1:8765"
KAYES = Place("geonames:1", "Kayes", "ML", "Kayes", "town", 14.45, -11.44, 4.0)
OTHER_KAYES = Place("geonames:2", "Kayes", "ML", "Koulikoro", "town", 12.9, -7.5, 4.0)
READER = Reader(speech("en"), lambda name: (KAYES, OTHER_KAYES) if name == "Kayes" else ())


@pytest.fixture
def client(samples_db, tmp_path):
    copy = tmp_path / "own.db"
    shutil.copyfile(samples_db, copy)
    with TestClient(make_app(WebSettings(str(copy))), base_url=HERE, follow_redirects=False) as opened:
        yield opened


@pytest.fixture
def store(client):
    return client.app.state.workplace.store


def token(client) -> str:
    return re.search(r'name="csrf-token" content="([^"]+)"', client.get("/").text)[1]


def post(client, **values):
    return client.post("/decide", data={"csrf": token(client), "why": "second count", "who": "A. Sow", **values})


def post_json(client, **values):
    return client.post("/decide", json={"why": "second count", **values}, headers={"x-csrf-token": token(client)})


def some_event(store, reports=2):
    return next(event for event in store.events() if len(event.reports) >= reports)


# values of fields


@pytest.mark.parametrize("name, given, value", [
    ("killed", {"killed": "8"}, [8, 8]),
    ("killed", {"killed": "8+"}, [8, None]),
    ("wounded", {"wounded": "8-12"}, [8, 12]),
    ("wounded", {"wounded": "8 – 12"}, [8, 12]),
    ("actors", {"actors": "JNIM ; hommes armés;"}, ["JNIM", "hommes armés"]),
    ("series", {"series": "no"}, False),
    ("status", {"status": "denied"}, "denied"),
    ("when", {"when_from": "2025-11-02"}, {"from": "2025-11-02", "to": "2025-11-02"}),
    ("when", {"when": "2025-11-02/2025-11-04"}, {"from": "2025-11-02", "to": "2025-11-04"}),
    ("when", {}, None),
    ("place", {"place": "Nowhere"}, "Nowhere"),
    ("place", {}, None),
    ("attributed_to", {"attributed_to": " a nurse "}, "a nurse"),
])  # fmt: skip
def test_forms_write_values_as_people_do(name, given, value):
    assert READER.value(name, given) == value


def test_a_place_is_the_best_known_the_one_chosen_or_a_point():
    assert READER.value("place", {"place": "Kayes"})["place_id"] == "geonames:1"
    assert READER.value("place", {"place": "Kayes (geonames:2)"})["admin1"] == "Koulikoro"
    point = READER.value("place", {"place": "gué", "place_lat": "14,4", "place_lon": "-12.2"})
    assert point == {"name": "gué", "lat": 14.4, "lon": -12.2, "radius_km": 2.0, "level": "town"}


@pytest.mark.parametrize("name, given, words", [
    ("killed", {"killed": "six"}, "8+ for at least eight"),
    ("killed", {"killed": "12-8"}, "8-12"),
    ("when", {"when_from": "2025-11-05", "when_to": "2025-11-01"}, "before the first"),
    ("when", {"when": "5/11/2025"}, "2025-11-05"),
    ("status", {"status": "sure"}, "asserted"),
    ("type", {"type": "DANCE"}, "ASSAULT"),
    ("place", {"place": "x", "place_lat": "north"}, "degrees"),
    ("place", {"place": "x", "place_lat": "95", "place_lon": "0"}, "on Earth"),
    ("colour", {}, "colour"),
])  # fmt: skip
def test_values_that_make_no_sense_are_refused_with_what_would_be_right(name, given, words):
    with pytest.raises(WishError, match=re.escape(words)):
        READER.value(name, given)


def test_json_says_the_same_as_a_form():
    body = {"kind": "correct", "target": "ev-1", "why": "x", "field": "killed", "value": [8, None]}
    assert read_wish(given_by_json(body), READER).value == {"field": "killed", "value": [8, None]}
    day = {**body, "field": "when", "value": {"from": "2025-11-02", "to": "2025-11-03"}}
    assert read_wish(given_by_json(day), READER).value["value"] == {"from": "2025-11-02", "to": "2025-11-03"}
    both = {"kind": "merge", "target": "ev-1", "why": "x", "with": ["ev-2", "ev-3"]}
    assert read_wish(given_by_json(both), READER).value == {"with": ["ev-2", "ev-3"]}


def test_ids_may_be_pasted_as_addresses():
    assert split_names(["http://127.0.0.1:8765/event/ev-2?page=2, ev-3", "ev-2"]) == ["ev-2", "ev-3"]


@pytest.mark.parametrize("back", ["//evil.example", "https://evil.example/", "/\\evil.example", "evil", "", "/a\nb"])
def test_only_own_pages_are_come_back_to(back):
    assert come_back(back, "d-1") == "/?decided=d-1"


def test_the_page_come_back_to_keeps_its_query_and_place():
    assert come_back("/event/e?page=2&decided=d-1#fields", "d-2") == "/event/e?page=2&decided=d-2#fields"


# kinds


def test_a_correction_takes_effect_is_told_and_undone_from_the_same_place(client, store):
    event = some_event(store)
    answer = post(client, kind="correct", target=event.id, field="killed", killed="41+", back=f"/event/{event.id}")
    assert answer.status_code == 303
    assert store.event(event.id).killed.low == 41
    page = client.get(answer.headers["location"]).text
    assert "at least 41" in page and "A. Sow" in page
    undo = re.search(r'name="kind" value="undo"><input type="hidden" name="target" value="(d-\w+)"', page)[1]
    answer = post(client, kind="undo", target=undo, back=f"/event/{event.id}")
    assert store.event(event.id).killed == event.killed
    assert "Taken back" in client.get(answer.headers["location"]).text


def test_an_undo_offers_to_restore_the_decision_and_then_to_undo_it_again(client, store):
    event = some_event(store)
    back = f"/event/{event.id}"
    answer = post(client, kind="correct", target=event.id, field="killed", killed="41+", back=back)
    for said, offered, low in (("Taken back.", "Restore the decision", None), ("is restored.", "Undo", 41)):
        decided = answer.headers["location"].rpartition("decided=")[2]
        answer = post(client, kind="undo", target=decided, back=back)
        notice = client.get(answer.headers["location"]).text.partition('id="decided"')[2].partition("</div>")[0]
        assert said in notice and offered in notice
        now = store.event(event.id).killed
        assert (now.low == low) if low else (now == event.killed)
    post(client, kind="undo", target=answer.headers["location"].rpartition("decided=")[2], back=back)
    assert "Restore the decision" in client.get(back).text.partition('id="history"')[2]


def test_the_name_typed_once_is_remembered(client, store):
    post(client, kind="correct", target=some_event(store).id, field="killed", killed="1", who="Aïssata Sow")
    assert 'value="Aïssata Sow"' in client.get(f"/event/{some_event(store).id}").text


@pytest.mark.parametrize("values, words", [
    ({"kind": "correct", "field": "killed", "killed": "six"}, "8+ for at least eight"),
    ({"kind": "correct", "field": "killed", "killed": "6", "why": " "}, "Give a reason"),
    ({"kind": "correct", "field": "killed", "killed": ""}, "Give a value"),
    ({"kind": "correct", "field": "attributed_to", "attributed_to": "x" * 5000}, "too long"),
    ({"kind": "merge", "with": "ev-nobody"}, "there is no event ev-nobody"),
    ({"kind": "merge", "with": ""}, "which events to merge"),
    ({"kind": "split", "out": "nothing"}, "say which of its reports leave"),
    ({"kind": "reject", "field": "type"}, "cannot be empty"),
    ({"kind": "dance"}, "A decision is one of"),
    ({"kind": "undo", "target": "d-0"}, "holds no decision d-0"),
    ({"kind": "grade", "target": "Radio", "letter": "Z"}, "letter from A"),
    ({"kind": "origin", "target": "a", "earlier": "b", "verdict": "same"}, "there is no article a"),
    ({"kind": "add", "target": "sample-blocus", "quote": "never said", "type": "ASSAULT"}, "does not say"),
    ({"kind": "add", "target": "sample-blocus", "quote": "convoi"}, "needs a type"),
])  # fmt: skip
def test_what_cannot_be_decided_is_told_and_the_form_kept(client, store, values, words):
    given = {"target": some_event(store).id, "back": "/events", **values}
    answer = post(client, **given)
    assert answer.status_code == 422 and words in answer.text
    assert not store.decisions()
    assert 'href="/events"' in answer.text


def test_the_form_comes_back_with_what_was_typed(client, store):
    answer = post(client, kind="correct", target=some_event(store).id, field="killed", killed="six", why="a <reason>")
    assert 'value="six"' in answer.text and 'value="a &lt;reason&gt;"' in answer.text


def test_refusals_speak_the_readers_language(client, store):
    client.get("/?lang=fr")
    answer = post(client, kind="merge", target=some_event(store).id, **{"with": "ev-nobody"})
    assert "il n&#39;y a pas d&#39;événement ev-nobody" in answer.text or "ev-nobody" in answer.text
    assert "Rien n’est encore décidé" in answer.text


def test_a_rejected_event_leaves_a_page_on_which_it_is_undone(client, store):
    event = some_event(store, 1)
    answer = post(client, kind="reject", target=event.id, back=f"/event/{event.id}")
    assert store.event(event.id) is None
    page = client.get(answer.headers["location"])
    assert page.status_code == 404 and "No longer in the picture" in page.text
    undo = re.search(r'value="(d-\w+)"', page.text)[1]
    post(client, kind="undo", target=undo, back=f"/event/{event.id}")
    assert client.get(f"/event/{event.id}").status_code == 200


def test_merged_events_lead_to_one_and_split_ones_part(client, store):
    first, second = [event.id for event in store.events() if event.type == "CONSULT"][:2]
    post(client, kind="merge", target=first, **{"with": second})
    merged = store.event(first)
    gone = second if merged.id == first else first
    answer = client.get(f"/event/{gone}?page=1")
    assert answer.status_code == 308 and answer.headers["location"] == f"/event/{merged.id}?page=1"
    assert gone in client.get(f"/event/{merged.id}").text
    post(client, kind="split", target=merged.id, out=merged.reports[-1].id)
    assert len(store.event(merged.id).reports) == len(merged.reports) - 1


def test_a_missed_event_is_added_where_the_words_stand(client, store):
    reading = next(iter(store.readings(["sample-blocus"])))
    text = reading.article.text
    at = text.rfind("Kayes")
    values = {"type": "COOPERATE", "place": "Kayes", "status": "", "killed": ""}
    answer = post_json(client, kind="add", target="sample-blocus", quote="Kayes", at=at, **values)
    assert answer.status_code == 201 and answer.json()["applied"]
    added = [r for event in store.events() for r in event.reports if answer.json()["id"] in r.id]
    assert [(r.anchor.start, r.type, r.where.name) for r in added] == [(at, "COOPERATE", "Kayes")]


def test_origins_and_outlets_are_settled(client, store):
    origins = store.origins()
    later, earlier = origins.links[0].later, origins.links[0].earlier
    assert post_json(client, kind="origin", target=later, earlier=earlier, verdict="independent").status_code == 201
    assert not any({later, earlier} <= set(group) for group in store.origins().groups)
    outlet = next(r.article.outlet for r in store.readings() if r.article.outlet)
    assert post_json(client, kind="grade", target=outlet, letter="b").status_code == 201
    assert any(event.grade.letter == "B" for event in store.events())


@pytest.mark.parametrize("body", ["[1]", "{", '"x"', "[" * 100_000])
def test_a_body_that_is_no_object_is_refused(client, body):
    headers = {"x-csrf-token": token(client), "content-type": "application/json"}
    assert client.post("/decide", content=body, headers=headers).status_code == 400


def test_nothing_is_decided_without_a_token_of_ours(client, store):
    values = {"kind": "reject", "target": some_event(store).id, "why": "x"}
    assert client.post("/decide", data=values).status_code == 403
    assert client.post("/decide", json=values).status_code == 403
    assert client.post("/decide", data={**values, "csrf": "1.2"}).status_code == 403
    assert not store.decisions()


def test_places_of_a_name_are_offered_each_by_words_of_its_own(client):
    found = client.get("/api/places?name=Diboli").json()
    assert found and found[0]["name"] == "Diboli"
    assert all(place["value"] == f"{place['name']} ({place['place_id']})" for place in found)
    assert client.get("/api/places?name=").json() == []
    assert client.get(f"/api/places?name={'x' * 200}").status_code == 400


def test_the_json_of_decisions_is_described(client):
    described = client.get("/api/openapi.json").json()["paths"]["/decide"]["post"]["requestBody"]
    assert "kind" in described["content"]["application/json"]["schema"]["required"]


# in the browser


def test_a_value_is_corrected_in_its_row_and_the_decision_undone(own_page, own_desk):
    event = next(e for e in own_desk.app.state.workplace.store.events() if e.place not in (None, "Kayes"))
    own_page.goto(f"/event/{event.id}")
    row = own_page.locator("#field-place + .more")
    row.locator("summary").first.focus()
    own_page.keyboard.press("Enter")
    form = row.locator("form")
    form.locator("[name=place]").fill("Kayes")
    form.locator("[name=why]").fill("named by two witnesses")
    form.locator("[name=who]").fill("A. Sow")
    own_page.keyboard.press("Enter")
    own_page.wait_for_url("**decided=*")
    assert "Kayes" in own_page.locator("#field-place .shown b").inner_text()
    assert own_page.locator(".history li").count() == 1
    own_page.locator(".history .undo button").click()
    own_page.get_by_text("Taken back.").first.wait_for()
    assert "Kayes" not in own_page.locator("#field-place .shown b").inner_text()


def test_a_refused_form_says_why_and_keeps_what_was_typed(own_desk, open_page):
    page = open_page(own_desk, expected=("422",))
    event = some_event(own_desk.app.state.workplace.store)
    page.goto(f"/event/{event.id}")
    page.locator("#decide summary").first.click()
    form = page.locator("#decide form").first
    form.locator("input[name=with]:not([type=checkbox])").fill("ev-nobody")
    form.locator("[name=why]").fill("one attack")
    form.locator("[name=who]").fill("A. Sow")
    form.get_by_role("button", name="Merge").click()
    assert "there is no event ev-nobody" in page.get_by_role("alert").inner_text()
    assert page.locator("[name=why]").input_value() == "one attack"
    page.get_by_role("link", name="Back, without a decision").click()
    assert page.url.endswith(f"/event/{event.id}")
