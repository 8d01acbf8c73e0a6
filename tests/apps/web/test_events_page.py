"""`/events`: one filter, three views; the form, the chips, the JSON behind them, and the page in a browser."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from fastapi.testclient import TestClient
from playwright.sync_api import expect
from test_access import THERE, log_in

from recoupe.apps.brief.wording import wording
from recoupe.apps.web.access.passwords import hash_password
from recoupe.apps.web.app import make_app
from recoupe.apps.web.briefing.picture import last_day
from recoupe.apps.web.events.bars import round_up
from recoupe.apps.web.events.filters import make_chips, read_form, with_period, write_query
from recoupe.apps.web.pages.events_api import make_view
from recoupe.apps.web.settings import WebSettings
from recoupe.knowledge.situations import load_situation
from recoupe.model.event import POINT_KM
from recoupe.store import open_store
from recoupe.store.query import parse_query
from recoupe.store.users import Account, add_account

HERE = "http://127.0.0.1:8765"
NOW = datetime(2025, 11, 25, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def client(samples_db: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """The samples on this machine's own desk."""
    copy = tmp_path_factory.mktemp("events") / "desk.db"
    shutil.copyfile(samples_db, copy)
    app = make_app(WebSettings(str(copy), imports=False, now=lambda: NOW))
    with TestClient(app, base_url=HERE, follow_redirects=False, headers={"accept-language": "fr"}) as opened:
        yield opened


@pytest.fixture(scope="module")
def stranger(samples_db: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """The samples on a desk that others reach, seen by a reader."""
    copy = tmp_path_factory.mktemp("public") / "desk.db"
    shutil.copyfile(samples_db, copy)
    with open_store(copy) as store, store.writing() as connection:
        hashed = hash_password("une phrase assez longue")
        add_account(connection, Account("lou", "reader", hashed, "2025-11-25T00:00:00"))
    app = make_app(WebSettings(str(copy), imports=False, host="0.0.0.0", now=lambda: NOW))
    with TestClient(app, base_url=THERE, follow_redirects=False) as opened:
        assert log_in(opened, "lou").status_code == 303
        yield opened


# the filter


@pytest.mark.parametrize(
    "query",
    ["", "type:ASSAULT", "board:threat status:planned", "within:50km:SN-ML", "origins>=2 convoi",
     "since:2025-07-01 until:2025-11-30", "actor:jnim -type:CONSULT killed>=3", 'finding:killed=conflict "de douane"',
     "country:ML type:ASSAULT,COERCE -convoi", "within:50km:14.4,-12.2 board:threat board:supply"],
)  # fmt: skip
def test_the_form_says_the_query_again(query: str) -> None:
    form = read_form(parse_query(query))
    values = {name: getattr(form, name) for name in form.__slots__}
    again = parse_query(write_query(values))
    assert set(map(str, (*again.terms, *again.words))) == set(query_parts(query))


def query_parts(line: str) -> list[str]:
    query = parse_query(line)
    return [str(part) for part in (*query.terms, *query.words)]


@pytest.mark.parametrize(
    ("values", "query"),
    [
        ({"type": "ASSAULT", "words": "convoi"}, "type:ASSAULT convoi"),
        ({"km": "50", "near": "SN-ML"}, "within:50km:SN-ML"),
        ({"km": "", "near": "SN-ML"}, ""),
        ({"km": "10", "near": "14.4,-12.2"}, "within:10km:14.4,-12.2"),
        ({"rest": "actor:jnim", "origins": "2"}, "actor:jnim origins>=2"),
        ({"since": "2025-11-01", "words": "-blocus"}, "since:2025-11-01 -blocus"),
        ({"since": "someday"}, "since:someday"),
    ],
)
def test_filled_in_fields_write_a_query(values: dict[str, str], query: str) -> None:
    assert write_query(values).replace('"', "") == query


def test_a_chip_for_each_term_takes_it_away() -> None:
    query = parse_query("type:ASSAULT within:50km:SN-ML since:2025-07-01 origins>=2 -board:trade blocus")
    chips = make_chips(query, wording("fr"), load_situation("senegal-mali"))
    assert len(chips) == 6 and all(len(query_parts(chip.without)) == 5 for chip in chips)
    assert all(chip.term not in query_parts(chip.without) for chip in chips)


def test_a_period_replaces_the_one_before() -> None:
    query = parse_query("since:2025-07 until:2025-08 on:2025 type:ASSAULT")
    assert with_period(query, "2025-11-01", "") == "type:ASSAULT since:2025-11-01"
    assert with_period(query, "", "") == "type:ASSAULT"


def test_the_form_leads_to_the_address_of_its_query(client: TestClient) -> None:
    answer = client.get("/events?rest=actor%3Ajnim&type=ASSAULT&km=50&near=SN-ML&words=&sort=-km")
    assert answer.status_code == 303
    asked = parse_qs(urlsplit(answer.headers["location"]).query)
    assert asked == {"q": ["actor:jnim type:ASSAULT within:50km:SN-ML"], "sort": ["-km"]}


@pytest.mark.parametrize(
    ("query", "told", "part"),
    [
        ("type:ASSAULT foo:bar", "foo", "foo:bar"),
        ("since:yesterday board:threat", "2025-11-05", "since:yesterday"),
        ('board:threat "open', "poste de douane", ""),
        ("within:50:nowhere-at-all", "nowhere-at-all", ""),
        ("status:maybe", "asserted", "status:maybe"),
    ],
)
def test_a_wrong_query_is_told_what_where_and_what_would_be_right(
    client: TestClient, query: str, told: str, part: str
) -> None:
    answer = client.get("/events", params={"q": query, "lang": "en"})
    assert answer.status_code == 400 and 'role="alert"' in answer.text and told in answer.text
    assert not part or f"<mark><bdi>{part}</bdi></mark>" in answer.text
    assert 'aria-invalid="true"' in answer.text
    assert client.get("/api/events", params={"q": query}).status_code == 400


@pytest.mark.parametrize("sort", ["colour", "-", "when;drop"])
def test_an_order_that_is_none_is_told(client: TestClient, sort: str) -> None:
    assert client.get("/events", params={"sort": sort}).status_code == 400
    assert client.get("/events", params={"after": "x"}).status_code == 400


def test_hostile_queries_stay_words(client: TestClient) -> None:
    for query in ("<script>alert(1)</script>", 'x" onfocus="alert(1)', "‮evil", "a" * 1900):
        page = client.get("/events", params={"q": query}).text
        assert "<script>alert" not in page and 'onfocus="alert' not in page
    assert client.get("/events", params={"q": "a" * 3000}).status_code == 400


# three views of one thing


@pytest.mark.parametrize(
    "query", ["", "board:threat", "type:ASSAULT", "within:50km:SN-ML", "since:2025-11-01", "convoi", "finding:conflict"]
)
def test_map_timeline_and_table_count_the_same(client: TestClient, query: str) -> None:
    listed = client.get("/api/events", params={"q": query, "limit": 100}).json()
    world = {"west": -180, "east": 180, "south": -85, "north": 85, "zoom": 6}
    seen = client.get("/api/events/map", params={"q": query, **world}).json()
    times = client.get("/api/events/timeline", params={"q": query}).json()
    assert listed["count"] == len(listed["events"]) == seen["count"]
    assert seen["in_view"] + seen["off_map"] == listed["count"]
    assert sum(mark["count"] for mark in seen["marks"]) == seen["in_view"]
    if times:
        inside = sum(one["count"] for one in (*times["bins"], *times["vague"]))
        assert inside + times["before"] + times["after"] + times["undated"] >= listed["count"]
    page = client.get("/events", params={"q": query}).text
    assert page.count('<tr id="row-') == min(50, listed["count"])


def test_a_mark_leads_to_its_events(client: TestClient) -> None:
    world = {"west": -20, "east": 5, "south": 5, "north": 25, "zoom": 11}
    marks = client.get("/api/events/map", params=world).json()["marks"]
    diboli = next(mark for mark in marks if mark["name"] == "Diboli" and not mark["area"] and mark["places"] == 1)
    assert diboli["radius_km"] == 2.0 and sum(diboli["boards"].values()) == diboli["count"]
    west, south, east, north = diboli["box"]
    box = {"west": west - 0.001, "south": south - 0.001, "east": east + 0.001, "north": north + 0.001}
    found = client.get("/api/events", params=box).json()
    assert found["count"] >= diboli["count"]
    assert all(len(row["quote"]) <= 200 for row in found["events"]) and found["events"][0]["quote"]


def test_regions_are_areas_and_countries_no_marks(client: TestClient) -> None:
    world = {"west": -180, "east": 180, "south": -85, "north": 85, "zoom": 8}
    marks = client.get("/api/events/map", params=world).json()["marks"]
    assert not any(mark["name"] in ("Mali", "Sénégal") for mark in marks)
    assert any(mark["area"] for mark in marks if mark["radius_km"] >= 40)


def test_pages_of_the_table_follow_each_other(client: TestClient) -> None:
    first = client.get("/api/events", params={"limit": 8}).json()
    second = client.get("/api/events", params={"limit": 8, "after": first["after"]}).json()
    ids = [row["id"] for row in (*first["events"], *second["events"])]
    assert len(set(ids)) == 16 and second["count"] == first["count"]
    days = [row["first"] or "" for row in first["events"]]
    assert days == sorted(days, reverse=True)


def test_periods_end_with_the_day_the_situation_page_speaks_of(client: TestClient) -> None:
    day = last_day(client.app.state.workplace)
    page = client.get("/events?q=board:threat&lang=en").text
    for days, words in ((30, "30 days"), (90, "90 days"), (365, "12 months")):
        since = day - timedelta(days=days - 1)
        assert f'href="/events?q=board%3Athreat+since%3A{since}+until%3A{day}">{words}' in page


def test_the_table_is_sorted_by_what_is_asked(client: TestClient) -> None:
    near = client.get("/api/events", params={"sort": "-km", "limit": 20}).json()["events"]
    held = [(row["border_km"], row["border_plus_minus_km"]) for row in near if row["border_km"] is not None]
    most = [km if round(radius) <= POINT_KM else km + radius for km, radius in held]  # how far it lies at most
    assert most == sorted(most) and len(most) > 3
    page = client.get("/events?sort=-km").text
    assert re.search(r'<th scope="col" class="km" aria-sort="ascending">', page)


def test_outlets_and_counts_of_origins_are_kept_apart(client: TestClient) -> None:
    page = client.get("/events?lang=en").text
    assert '</bdi><span class="dot"> · </span><span class="counts"' in page
    assert "0 established" not in page and "1 article whose origin is not certain" in page
    assert "according to" not in page and "Undetermined: an article that may go back" in page


def test_a_headline_says_what_is_only_planned(client: TestClient) -> None:
    """Popups, the list beside the map and feeds show headlines alone."""
    rows = client.get("/api/events?q=status%3Aplanned&lang=en").json()["events"]
    assert rows and all("(planned): " in row["headline"] for row in rows)


def test_unlocated_events_are_listed_beside_the_map(client: TestClient) -> None:
    page = client.get("/events?lang=en").text
    beside = re.search(r'<section class="aside".*?</section>', page, re.DOTALL)[0]
    world = {"west": -180, "east": 180, "south": -85, "north": 85, "zoom": 6}
    lost = client.get("/api/events/map", params=world).json()["off_map"]
    assert lost > 0 and f"<small>{lost}</small>" in beside and 'href="/event/ev-' in beside


@pytest.mark.parametrize(
    ("language", "words"), [("fr", "1 origine établie · 1 article"), ("en", "1 established origin")]
)
def test_both_languages(client: TestClient, language: str, words: str) -> None:
    page = re.sub(r"</?span>", "", client.get(f"/events?lang={language}").text)
    assert words in page


def test_nothing_found_says_what_to_do(client: TestClient) -> None:
    assert "Remove all" in client.get("/events?q=type:ASSAULT+introuvable&lang=en").text
    page = client.get("/events?q=type:ASSAULT+introuvable&lang=en").text
    assert "Take a term away" in page


def test_an_empty_desk_says_what_to_do(tmp_path: Path) -> None:
    app = make_app(WebSettings(str(tmp_path / "new.db"), imports=False, now=lambda: NOW))
    with TestClient(app, base_url=HERE) as opened:
        assert 'href="/add"' in opened.get("/events").text
        assert opened.get("/api/events/timeline").json() is None


def test_the_page_is_small_and_the_map_is_told_apart(client: TestClient) -> None:
    page = client.get("/events")
    assert len(page.content) < 300_000
    base = client.get("/api/map/base")
    assert len(base.content) < 400_000 and base.headers["content-type"].startswith("application/geo+json")
    kinds = {one["properties"]["kind"] for one in base.json()["features"]}
    assert kinds == {"land", "between", "border", "band", "band-name", "corridor", "stop"}
    assert client.get("/api/map/base", headers={"if-none-match": base.headers["etag"]}).status_code == 304
    assert "ODbL" in page.text and "openstreetmap.org/copyright" in page.text


def test_places_follow_the_zoom(client: TestClient) -> None:
    box = {"west": -18, "east": -4, "south": 10, "north": 18}
    wide = client.get("/api/map/places", params={**box, "zoom": 4}).json()
    near = client.get("/api/map/places", params={**box, "zoom": 8}).json()
    assert {"Dakar", "Bamako"} <= {place["name"] for place in wide} and len(wide) < len(near) <= 130
    assert any(place["kind"] == "country pair" for place in wide)


@pytest.mark.parametrize(
    ("asked", "view"),
    [((-10, 5, 10, 15), (-10, 10)), ((170, 0, 200, 10), (170, -160)), ((-200, 0, 200, 10), (-180, 180))],
)
def test_views_may_run_over_the_date_line(asked: tuple[float, ...], view: tuple[float, float]) -> None:
    made = make_view(*asked, 5)
    assert (made.west, made.east) == view


@pytest.mark.parametrize(
    "values", ["west=x", "west=1&south=2&east=3&north=1&zoom=4", "west=999&south=0&east=1&north=1&zoom=4"]
)
def test_a_view_that_is_none_is_told(client: TestClient, values: str) -> None:
    assert client.get(f"/api/events/map?{values}").status_code == 400


def test_the_json_is_described(client: TestClient) -> None:
    paths = client.get("/api/openapi.json").json()["paths"]
    for path in ("/api/events", "/api/events/map", "/api/events/timeline", "/api/map/base", "/api/map/places"):
        content = paths[path]["get"]["responses"]["200"]["content"]
        assert content and paths[path]["get"].get("description"), path


def test_the_top_of_a_scale_is_round() -> None:
    assert [round_up(n) for n in (1, 2, 3, 7, 11, 40, 101, 999)] == [1, 2, 5, 10, 20, 50, 200, 1000]


# what others may not learn


def test_places_of_coming_patrols_are_held_back_from_others(client: TestClient, stranger: TestClient) -> None:
    """A joint patrol of 1 December is planned at Kidira: its region is told, its point and distance are not."""
    world = {"west": -180, "east": 180, "south": -85, "north": 85, "zoom": 11}
    asked = {"q": "since:2025-12-01 type:COOPERATE"}
    own, shown = (one.get("/api/events", params=asked).json()["events"] for one in (client, stranger))
    assert any("Kidira" in row["place"] for row in own) and len(own) == len(shown)
    assert not any("Kidira" in json.dumps(row) for row in shown)
    assert all(row["border_km"] is None for row in shown if row["status"] == "planned")
    marks = stranger.get("/api/events/map", params={**asked, **world}).json()
    assert marks["marks"] == [] and marks["off_map"] == marks["count"]
    assert client.get("/api/events/map", params={**asked, **world}).json()["marks"]


@pytest.mark.parametrize("query", ["place:Kidira", "within:5km:SN-ML", "within:3km:14.457,-12.209", "Kidira"])
def test_no_query_tells_where_a_patrol_will_be(client: TestClient, stranger: TestClient, query: str) -> None:
    asked = {"q": f"{query} since:2025-12-01 type:COOPERATE", "limit": 100}
    assert client.get("/api/events", params=asked).json()["count"] > 0
    assert stranger.get("/api/events", params=asked).json()["count"] == 0


# in a browser


def drawn(page: Any) -> None:
    page.wait_for_selector("#map[data-ready=yes]")


def test_the_map_draws_under_the_strict_policy(page: Any, no_serious_findings: Callable[[Any], None]) -> None:
    page.goto("/events")
    drawn(page)
    assert page.locator("#map canvas").bounding_box()["height"] > 250
    assert colours_on(page) > 6  # land, sea, marks: not one flat surface
    assert not page.locator(".still").is_visible()
    no_serious_findings(page)


def colours_on(page: Any) -> int:
    """How many different colours a grid of points of the map has."""
    from io import BytesIO

    image = pytest.importorskip("PIL.Image").open(BytesIO(page.locator("#map").screenshot())).convert("RGB")
    width, height = image.size
    return len({image.getpixel((x, y)) for x in range(0, width, 7) for y in range(0, height, 7)})


def test_a_filter_changes_the_address_and_all_three_views(page: Any) -> None:
    page.goto("/events")
    drawn(page)
    if not page.locator("#f-board").is_visible():
        page.locator(".filter > summary").click()
    rows = page.locator(".list tbody tr")
    before, wanted = rows.count(), page.request.get("/api/events?q=board:threat").json()["count"]
    page.focus("#f-board")
    page.select_option("#f-board", "threat")
    page.wait_for_url("**q=board%3Athreat*")
    expect(rows).to_have_count(wanted)
    assert page.locator("#count").inner_text().startswith(f"{wanted} ")
    assert page.locator("#said").text_content().startswith(f"{wanted} ")
    assert page.evaluate("document.activeElement.id") == "f-board"
    page.go_back()
    expect(rows).to_have_count(before)


def test_a_bar_of_the_timeline_narrows_the_period_by_keyboard(page: Any) -> None:
    page.goto("/events?q=board:threat")
    drawn(page)
    bars = page.locator("svg.bars a")
    assert bars.evaluate_all("all => all.filter(one => one.getAttribute('tabindex') === '0').length") == 1
    bars.first.focus()
    page.keyboard.press("ArrowRight")
    first = page.evaluate("document.activeElement.dataset.first")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**since%3A{first}*")
    assert page.locator(".chips li").count() >= 3
    page.locator(".chips a").first.click()
    page.wait_for_url(lambda url: "board" not in url)


def test_dragging_over_the_timeline_chooses_a_period(open_page: Callable[..., Any], desk: Any) -> None:
    page = open_page(desk)
    page.goto("/events")
    drawn(page)
    box = page.locator("svg.bars").bounding_box()
    page.mouse.move(box["x"] + box["width"] * 0.6, box["y"] + 40)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.98, box["y"] + 50, steps=5)
    page.mouse.up()
    page.wait_for_url("**since*until*")


def test_the_marks_are_buttons_too(page: Any) -> None:
    page.goto("/events?q=board:threat")
    drawn(page)
    page.locator(".spots > summary").click()
    page.locator(".spots button", has_text="Moussala").first.click()
    popup = page.locator(".maplibregl-popup")
    popup.locator("li a").first.wait_for()
    assert popup.locator(".quote").first.inner_text()
    assert popup.locator("li a").first.get_attribute("href").startswith("/event/ev-")


def test_the_view_can_become_part_of_the_query(open_page: Callable[..., Any], desk: Any) -> None:
    page = open_page(desk)
    page.goto("/events#map=8.50/14.450/-12.200")
    drawn(page)
    page.locator(".spots > summary").click()
    page.locator(".spots .view button").click()
    page.wait_for_url("**within*km*14.45*")
    assert page.locator(".chips li").count() == 1


def test_what_nobody_dates_is_named_beside_a_period(client: TestClient) -> None:
    page = client.get("/events", params={"q": "type:COERCE since:2025-10", "lang": "en"}).text
    way = re.search(r'<p class="maybe undated"><a href="/events\?q=([^"]*)">\+ (\d+) events? without a date', page)
    assert way
    query = parse_qs(f"q={way[1]}")["q"][0]
    found = client.get("/api/events", params={"q": query}).json()
    assert found["count"] == int(way[2]) > 0 and query.startswith("type:COERCE ")
    assert client.get("/api/events", params={"q": f"{query} since:2000"}).json()["count"] == 0
    assert "without a date<span" in client.get("/events", params={"q": query, "lang": "en"}).text.replace("</bdi>", "")
    assert 'class="maybe undated"' not in client.get("/events", params={"q": "type:COERCE"}).text


def test_what_is_perhaps_near_is_named_beside_what_surely_is(client: TestClient) -> None:
    """The samples place an event along a river that is known only as a whole."""
    sure, perhaps = (client.get("/api/events", params={"q": f"{field}:50km:SN-ML"}).json()["count"]
                     for field in ("within", "perhaps"))  # fmt: skip
    page = client.get("/events", params={"q": "within:50km:SN-ML", "lang": "en"}).text
    way = re.search(r'<p class="maybe"><a href="/events\?q=([^"]*)">(\d+) events? (?:is|are) perhaps so near', page)
    assert way and parse_qs(f"q={way[1]}")["q"] == ["perhaps:50km:SN-ML"] and int(way[2]) == perhaps > 0
    there = client.get("/events", params={"q": "perhaps:50km:SN-ML", "lang": "fr"}).text
    assert "peut-être à moins de 50 km de la frontière SN–ML" in there
    assert f"{sure} événements sont sûrement si près." in there


@pytest.mark.parametrize("size", ["phone", "desktop"])
def test_chips_and_help_do_not_cover_each_other(open_page: Callable[..., Any], desk: Any, size: str) -> None:
    page = open_page(desk, size, locale="fr-FR")
    page.goto("/events?q=within:50km:SN-ML type:ASSAULT board:threat since:2025-01-01 status:asserted country:ML")
    help_box = page.locator(".help > summary").bounding_box()
    for box in (chip.bounding_box() for chip in page.locator(".chips a").all()):
        beside = box["x"] + box["width"] <= help_box["x"] or box["x"] >= help_box["x"] + help_box["width"]
        assert beside or box["y"] >= help_box["y"] + help_box["height"] or box["y"] + box["height"] <= help_box["y"]


def test_saved_queries_are_one_click_from_every_page(client: TestClient) -> None:
    for address in ("/", "/events", "/search", "/brief", "/saved"):
        nav = re.search(r"<nav .*?</nav>", client.get(address).text, re.DOTALL)
        assert nav and 'href="/saved"' in nav[0], address


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_light_and_dark(
    open_page: Callable[..., Any], desk: Any, no_serious_findings: Callable[[Any], None], scheme: str
) -> None:
    page = open_page(desk, "desktop", locale="fr-FR", color_scheme=scheme)
    page.goto("/events?q=since:2025-10")
    drawn(page)
    no_serious_findings(page)


def test_without_scripts_a_drawing_and_links_remain(open_page: Callable[..., Any], desk: Any) -> None:
    page = open_page(desk, "desktop", java_script_enabled=False)
    page.goto("/events")
    assert page.locator(".still svg .mark").count() > 3 and not page.locator("#map").is_visible()
    page.locator("#f-type").select_option("ASSAULT")
    page.locator(".filter button").click()
    page.wait_for_url("**q=type%3AASSAULT")
    page.locator(".list tbody tr").first.wait_for()
    assert page.locator(".list tbody tr").count() == page.request.get("/api/events?q=type:ASSAULT").json()["count"]
    page.locator("th.km a").click()
    page.wait_for_url("**sort=-km*")
    page.locator("svg.bars a").first.click()
    page.wait_for_url("**since*")


def test_the_wrong_query_stays_in_its_field(open_page: Callable[..., Any], desk: Any) -> None:
    page = open_page(desk, "phone", expected=("status of 400",))
    page.goto("/events")
    drawn(page)
    page.fill("#q", "board:threat sincce:2025")
    page.keyboard.press("Enter")
    page.locator("#trouble").wait_for()
    assert page.input_value("#q") == "board:threat sincce:2025"
    page.fill("#q", "board:threat")
    page.keyboard.press("Enter")
    page.wait_for_selector(".list tbody tr")


@pytest.mark.shared
def test_the_seeds_on_the_map(seeds_page: Any, no_serious_findings: Callable[[Any], None]) -> None:
    seeds_page.goto("/events?q=within:50km:SN-ML")
    drawn(seeds_page)
    assert "Diboli" in seeds_page.locator(".list").inner_text()
    no_serious_findings(seeds_page)


def test_the_drawing_stands_until_the_map_is_drawn(open_page: Callable[..., Any], desk: Any) -> None:
    """Nothing moves and nothing is blank meanwhile, and it is said politely that the map is coming."""
    page, held = open_page(desk, locale="en-GB"), []
    page.route("**/api/events/map**", lambda route: held.append(route))
    page.goto("/events")
    status = page.locator(".coming[role=status]")
    status.get_by_text("The map is loading…").wait_for(timeout=20_000)
    assert page.locator(".still svg").is_visible() and not page.locator("#map").is_visible()
    before = page.locator(".list").bounding_box()
    while not held:
        page.wait_for_timeout(100)
    for route in held:
        route.continue_()
    page.unroute("**/api/events/map**")
    drawn(page)
    assert status.inner_text() == "" and not page.locator(".still").is_visible()
    assert page.locator(".list").bounding_box()["y"] - before["y"] < 40  # the list of marks comes below
