"""The situation page: boards of a period, what changed since the last visit, drawings, and what it costs."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import event as sql_event

from recoupe.apps.brief.wording import wording
from recoupe.apps.web.access.passwords import hash_password
from recoupe.apps.web.app import make_app
from recoupe.apps.web.settings import WebSettings
from recoupe.apps.web.situation.distances import draw_distances
from recoupe.apps.web.situation.glance import NEWEST, UNDATED, WEIGHTIEST, take_glance
from recoupe.apps.web.situation.visits import moment
from recoupe.model import Article, Count, Distance, Event, Interval, Place, Reading, Report, Span
from recoupe.rebuilding import PICTURED, picture_mark
from recoupe.store import open_store
from recoupe.store.users import Account, add_account

HERE = "http://127.0.0.1:8765"
NOW = datetime(2025, 11, 25, 12, tzinfo=UTC)


class Clock:
    """A clock that a test sets; it starts when the samples have been stored."""

    def __init__(self):
        self.time = datetime.now(UTC)

    def __call__(self):
        return self.time

    def passes(self, **time):
        self.time += timedelta(**time)


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def samples(samples_db, tmp_path, clock):
    """A client of a desk with the samples, and its clock."""
    path = tmp_path / "desk.db"
    path.write_bytes(samples_db.read_bytes())
    with TestClient(make_app(WebSettings(str(path), now=clock)), base_url=HERE) as client:
        yield client


def store_article(client, name, text, when):
    place = client.app.state.workplace
    place.writer.clock = lambda: when
    place.writer.add([Reading(Article(name, text, title=text[:30], published=when.date()))])


# what it shows


def test_the_page_shows_the_five_boards_and_what_they_rest_on(samples):
    page = samples.get("/?lang=fr").text
    for words in ("Menace", "Approvisionnement", "Coopération", "Diplomatie", "Commerce", "Couverture", "Non compris"):
        assert re.search(rf"<h2[^>]*>(<svg.*?</svg>)?{words}", page, re.DOTALL), words
    assert "FICTION" in page and "Diboli" in page and 'href="/event/ev-' in page and 'href="/article/' in page


@pytest.mark.parametrize("days, shown", [(30, False), (90, False), (365, False), (0, True)])
def test_the_period_decides_what_is_shown(samples, days, shown):
    """The samples recall a joint action of March 2024."""
    page = samples.get(f"/?days={days}&lang=en").text
    assert ("March 2024" in page) is shown
    assert re.search(rf'href="/\?days={days}" aria-current="true"', page)


def test_an_unknown_period_shows_the_usual_one(samples):
    assert 'href="/?days=90" aria-current="true"' in samples.get("/?days=17").text


def test_what_lies_near_the_border_is_one_click_away(samples):
    page = samples.get("/?days=30&lang=en").text
    address = re.search(r'href="(/events\?q=within[^"]*)">within 50 km <b>', page)[1]
    assert address == "/events?q=within%3A50km%3ASN-ML%20since%3A2025-10-26%20until%3A2025-11-24"
    assert "Diboli" in samples.get(address).text


def test_ways_to_the_events_of_a_period_end_before_what_is_announced(samples):
    page = samples.get("/?days=30&lang=en").text
    address = re.search(r'href="(/events\?q=since[^"]*)"', page)[1]
    assert "until" in address and "Dec 1, 2025" not in samples.get(address).text
    count = int(re.search(r"within 50 km <b>(\d+)</b>", page)[1])
    near = samples.get(re.search(r'href="(/events\?q=within[^"]*)">within 50 km', page)[1]).text
    assert f"{count} events" in near


def test_what_is_planned_is_said_so_in_every_line(samples):
    """The samples announce joint patrols for December."""
    for address in ("/?lang=en", "/?lang=en&days=0", "/events?lang=en", "/events?lang=en&q=status%3Aplanned"):
        assert re.search(r"Dec(ember)? (1, )?2025", samples.get(address).text)
    page = samples.get("/events?lang=en&q=status%3Aplanned").text
    assert page.count('<span class="tag">planned</span>') == page.count('<tr id="row-')


def test_corridors_are_strips_of_places(samples):
    page = samples.get("/?lang=en").text
    assert re.search(r'<ol class="road" aria-label="Dakar – [^"]*Bamako">', page)
    assert re.search(r'<li class="hit[^"]*"><span>Diboli</span></li>', page)


def corridor_words(page):
    return re.findall(r'<span class="state (\w+)">', page)


def test_corridors_are_the_same_whatever_period_or_query_is_chosen(samples):
    pages = [samples.get(f"/?days={days}&lang=en").text for days in (30, 90, 365, 0)]
    briefs = [samples.get(f"/brief?lang=en&until=2025-11-23{more}").text for more in ("", "&q=within:50km:SN-ML")]
    assert len({tuple(corridor_words(page)) for page in pages}) == 1 and "cut" in corridor_words(pages[0])
    counted = {re.search(r"\d / 3", page)[0] for page in (*pages, *briefs)}
    assert len(counted) == 1
    assert len({re.search(r"From the last 90 days, since [^,]*", page)[0] for page in pages}) == 1


def test_what_is_new_stands_in_one_order_that_is_said(samples):
    page = samples.get("/?lang=en").text
    news = page[page.index('id="new"') : page.index('class="picture"')]
    assert "The latest day first; what is recalled and what has no date last." in news
    place, picture = samples.app.state.workplace, samples.app.state.picture
    order = [line.id for line in take_glance(place, picture, 90, False).brief.new]
    shown = re.findall(r'href="/event/([^"?#]*)"', news)
    assert len(shown) > 3 and shown == [name for name in order if name in shown]


def test_an_empty_desk_says_what_to_do(tmp_path):
    with TestClient(make_app(WebSettings(str(tmp_path / "new.db"))), base_url=HERE) as client:
        page = client.get("/").text
    assert 'href="/add"' in page and "recoupe add" in page


def test_hostile_titles_stay_words(samples):
    store_article(samples, "x", "<script>alert(1)</script>\u202e le poste", datetime.now(UTC))
    samples.cookies.set(recent_visit(samples), "1.1")
    page = samples.get("/").text
    assert "<script>alert" not in page and "&lt;script&gt;alert" in page


@pytest.mark.parametrize("address, shown", [("", True), (HERE, False)], ids=["this machine", "others"])
def test_places_of_patrols_to_come_are_held_back_from_others(samples_db, tmp_path, address, shown):
    """The samples announce patrols at Kidira for December; others see the region, also among what is new."""
    path = tmp_path / "desk.db"
    path.write_bytes(samples_db.read_bytes())
    with open_store(path) as store, store.writing() as connection:
        add_account(connection, Account("lou", "reader", hash_password("une phrase assez longue"), "2025-11-25"))
    with TestClient(make_app(WebSettings(str(path), address=address, now=lambda: NOW)), base_url=HERE) as client:
        token = re.search(r'name="csrf-token" content="([^"]+)"', client.get("/login").text)[1]
        client.post("/login", data={"name": "lou", "password": "une phrase assez longue", "csrf": token})
        client.cookies.set(recent_visit(client), f"{int(NOW.timestamp()) - 9}.{int(NOW.timestamp()) - 9}")
        page = client.get("/?lang=en").text
    assert "Since your last visit" in page
    patrols = [line for line in re.findall(r'<li class="line.*?</li>', page, re.DOTALL) if "Joint action" in line]
    assert patrols and all(("exact place held back" in line) is not shown for line in patrols)
    assert any("Kidira" in line.partition("<details")[0] for line in patrols) is shown


def recent_visit(client):
    client.get("/")
    return next(cookie.name for cookie in client.cookies.jar if cookie.name.startswith("recoupe_seen"))


# since the last visit


def test_the_first_visit_tells_what_the_last_articles_brought(samples):
    page = samples.get("/?lang=en").text
    assert "What is new" in page and "Since your last visit" not in page


def test_what_comes_in_between_visits_is_told(samples, clock):
    samples.get("/?lang=en")
    clock.passes(hours=2)
    assert "Nothing came in since your last visit" in samples.get("/").text
    store_article(samples, "later", "Le poste de Kidira a rouvert.", clock() + timedelta(hours=1))
    clock.passes(hours=3)
    page = samples.get("/").text
    assert "Since your last visit" in page and "1 article came in" in page and 'href="/article/later"' in page


def test_the_same_visit_goes_on_for_half_an_hour(samples, clock):
    samples.get("/?lang=en")
    clock.passes(hours=2)
    store_article(samples, "later", "Le poste de Kidira a rouvert.", clock() - timedelta(hours=1))
    for _ in range(3):
        assert "1 article came in" in samples.get("/").text
        clock.passes(minutes=20)


def test_marking_as_seen_ends_the_news(samples, clock):
    samples.get("/?lang=en")
    clock.passes(hours=2)
    store_article(samples, "later", "Le poste de Kidira a rouvert.", clock() - timedelta(hours=1))
    page = samples.get("/").text
    token = re.search(r'name="csrf-token" content="([^"]+)"', page)[1]
    page = samples.post("/seen", data={"csrf": token}).text
    assert "1 article came in" not in page


def test_decisions_are_news_too(samples, clock):
    samples.get("/?lang=en")
    clock.passes(hours=2)
    place = samples.app.state.workplace
    place.writer.clock = clock
    place.writer.decide("grade", "APF", "A. Sow", "known for years", {"letter": "B"})
    clock.passes(hours=1)
    assert "known for years" in samples.get("/").text


@pytest.mark.parametrize("words", ["", "x", "-5", "99999999999", "1e9", "١٢٣", "0"])
def test_cookies_that_make_no_sense_are_no_visit(words):
    assert moment(words) is None


# drawings


def attack(name, day, km, plus_minus=1.0, **more):
    place = Place("p1", "Diboli", "ML", "Kayes", "town", 14.45, -12.2, 1.0)
    border = Distance("SN-ML", km, plus_minus)
    return Event(name, "ASSAULT", when=Interval.day(day), place="Diboli", where=place, border=border, **more)


def test_attacks_stand_at_their_distance_and_day():
    attacks = [attack("near", date(2025, 11, 2), 0.3), attack("far", date(2025, 10, 2), 80.0)]
    drawn = str(draw_distances(attacks, (10, 50, 100), date(2025, 11, 24), wording("en")))
    found = {name: (float(x), float(y)) for name, x, y in re.findall(
        r'href="/event/(\w+)".*?cx="([\d.]+)" cy="([\d.]+)"', drawn)}  # fmt: skip
    assert found["far"][0] < found["near"][0] and found["far"][1] < found["near"][1]
    assert drawn.count('class="band') == 3 and "0.3 ± 1 km from the SN–ML border" in drawn


def test_nothing_is_drawn_without_attacks():
    assert not draw_distances([], (10, 50, 100), date(2025, 11, 24), wording("en"))


@pytest.mark.parametrize("count", [1, 400])
def test_every_attack_stays_on_the_drawing(count):
    attacks = [attack(f"e{n}", date(2024, 1, 1) + timedelta(days=n), n * 7.3, n * 2.0) for n in range(count)]
    drawn = str(draw_distances(attacks, (10,), date(2025, 11, 24), wording("fr")))
    for y in re.findall(r'cy="([-\d.]+)"', drawn) + re.findall(r"V([-\d.]+)", drawn):
        assert 0 <= float(y) <= 240


def test_names_cannot_break_out_of_the_drawing():
    drawn = str(
        draw_distances([attack('a"><script>', date(2025, 11, 2), 1.0)], (10,), date(2025, 11, 3), wording("en"))
    )
    assert "<script>" not in drawn


# what it costs


@pytest.fixture(scope="module")
def many(tmp_path_factory):
    """Three thousand events on every board."""
    path = tmp_path_factory.mktemp("many") / "many.db"
    boards = ("threat", "supply", "cooperation", "diplomacy", "trade")
    made = (
        Event(f"e{n}", "ASSAULT", when=Interval.day(date(2020, 1, 1) + timedelta(days=n // 2)), boards=boards)
        for n in range(3000)
    )
    with open_store(path) as store:
        store.add([Reading(Article("a", "Un texte.", published=date(2024, 2, 9)))])
        store.save_events(made)
    return path


def test_of_many_events_only_the_newest_are_looked_at(many):
    app = make_app(WebSettings(str(many), now=lambda: NOW))
    place = app.state.workplace
    asked = []
    sql_event.listen(place.store.engine, "before_cursor_execute", lambda *call: asked.append(call[2]))
    glance = take_glance(place, app.state.picture, 0, False)
    assert len(glance.brief.lines()) <= 5 * (NEWEST + UNDATED + WEIGHTIEST)
    assert len(asked) < 60 and not glance.full
    assert glance.counts["threat"] == 3000
    assert take_glance(place, app.state.picture, 0, False) is glance
    place.close()


def test_what_weighs_most_is_shown_and_counted(tmp_path):
    """Twenty attacks since the deadly one: it is still on its board."""
    path, dead = tmp_path / "weights.db", replace(attack("old", date(2025, 10, 1), 3.0), killed=Count(40, None))
    region = Place("test:region", "Tambarou", "ML", None, "region", 14.2, -11.0, 180.0)
    vague = replace(attack("vague", date(2025, 11, 1), 20.0), where=region, border=Distance("SN-ML", 20.0, 180.0))
    with open_store(path) as store:
        store.add([Reading(Article("a", "Un texte.", published=date(2025, 11, 9)))])
        late = [attack(f"e{n}", date(2025, 11, 8), 3.0) for n in range(20)]
        store.save_events(replace(one, boards=("threat",)) for one in (dead, vague, *late))
        store.remember(PICTURED, picture_mark(store))
    with TestClient(make_app(WebSettings(str(path), now=lambda: NOW)), base_url=HERE) as client:
        page = client.get("/?lang=en").text
    board = page[page.index('<section class="board threat"') :]
    first = re.search(r'<p class="head"><a href="/event/([^"]*)"', board)[1]
    assert first == "old" and "6 of 22, the weightiest" in board and "/events?q=board%3Athreat" in board
    assert re.search(r">within 50 km <b>21</b></a> <a[^>]*perhaps%3A50km[^>]*>perhaps 1 more<", page)
    assert "21 located attacks within 50 km of the border; perhaps 1 more, known only to an area" in page


def test_the_page_of_many_events_is_light(many):
    with TestClient(make_app(WebSettings(str(many), now=lambda: NOW)), base_url=HERE) as client:
        answer = client.get("/?days=0")
    assert answer.status_code == 200 and len(answer.content) < 300_000


# in the browser


def test_the_page_opens_without_barriers(page, no_serious_findings):
    page.goto("/")
    page.get_by_role("heading", level=1, name="Senegal – Mali").wait_for()
    no_serious_findings(page)


def test_the_dark_page_in_french_has_no_barriers(open_page, desk, no_serious_findings):
    page = open_page(desk, size="phone", locale="fr-FR", color_scheme="dark")
    page.goto("/")
    page.get_by_role("heading", name="Menace").wait_for()
    no_serious_findings(page)


def test_a_mark_of_the_drawing_leads_to_its_event(page):
    page.goto("/")
    page.locator("svg.distances a.attack").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/event/ev-*")


def test_drawings_fit_the_page(page):
    page.goto("/")
    page.locator("section.picture svg.map").first.wait_for()
    found = page.locator("svg.map, svg.timeline, svg.distances").evaluate_all(
        "all => all.map(one => one.getBoundingClientRect()).filter(box => box.width).map(box => box.right)"
    )
    assert len(found) >= 4 and max(found) <= page.viewport_size["width"]


def test_everything_is_there_without_scripts(open_page, desk):
    page = open_page(desk, java_script_enabled=False)
    page.goto("/")
    page.get_by_role("link", name="30 days").click()
    page.wait_for_url("**/?days=30")
    page.get_by_role("link", name="Français").click()
    page.get_by_role("link", name="30 jours").wait_for()


def test_an_event_of_very_many_articles_costs_no_more(tmp_path):
    path = tmp_path / "many.db"
    reports = tuple(report_of(f"a{n}") for n in range(300))
    with open_store(path) as store:
        store.add(Reading(Article(f"a{n}", "Un poste attaqué.", published=date(2025, 11, 2))) for n in range(300))
        store.save_events([attack("e", date(2025, 11, 2), 3.0, boards=("threat",), reports=reports)])
        store.remember(PICTURED, picture_mark(store))
    with TestClient(make_app(WebSettings(str(path), now=lambda: NOW)), base_url=HERE) as client:
        client.cookies.set(recent_visit(client), "1.1")
        assert client.get("/").status_code == 200
        state = client.app.state
        assert len(take_glance(state.workplace, state.picture, 90, False).brief.coverage.articles) <= 150


def report_of(article):
    return Report(f"{article}#r1", article, Span(0, 2, "Un"), "ASSAULT")
