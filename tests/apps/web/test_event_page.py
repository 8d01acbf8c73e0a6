"""The dossier of an event: columns by origin, values that differ, findings explained, the tree, bounds, discretion."""

from __future__ import annotations

import re
import shutil
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from fastapi.testclient import TestClient

from recoupe.apps.i18n import translations
from recoupe.apps.web.access.passwords import hash_password
from recoupe.apps.web.app import make_app
from recoupe.apps.web.dossier.columns import choose_reports, make_columns, moment_words, spread_reports
from recoupe.apps.web.dossier.curtain import OPEN, draw_curtain
from recoupe.apps.web.dossier.derivation import make_derivation
from recoupe.apps.web.dossier.field_rows import make_rows
from recoupe.apps.web.dossier.finding_words import MEANINGS, RULES
from recoupe.apps.web.dossier.invention import Invention, tell_invention
from recoupe.apps.web.dossier.report_times import SIZES, Axis, ticks
from recoupe.apps.web.dossier.telling import headline, verdict
from recoupe.apps.web.events.rows import find_labels
from recoupe.apps.web.settings import WebSettings
from recoupe.apps.web.speech import speech
from recoupe.boards.claims import find_claims
from recoupe.model import (
    ActorMention,
    Article,
    Count,
    Cue,
    Event,
    Evidence,
    Finding,
    FindingPair,
    FindingValue,
    Grade,
    Interval,
    Link,
    Origins,
    Place,
    PlaceMention,
    Quotation,
    Reading,
    Report,
    Span,
)
from recoupe.rebuilding import PICTURED, picture_mark
from recoupe.store import decision_log, open_store
from recoupe.store.users import Account, add_account

HERE = "http://127.0.0.1:8765"
W = speech("en")
DAY = date(2025, 11, 2)
DIBOLI = Place("geonames:2458925", "Diboli", "ML", "Kayes", "town", 14.4551, -12.1995, 2.0)


def make_report(article: str, killed: int | None = None, **fields) -> Report:
    anchor = Span(0, 7, "attaque")
    evidence = {"type": Evidence(anchor, "assault.placed")}
    if killed is not None:
        evidence["killed"] = Evidence(Span(11, 16, "morts"), "dead+counted")
        fields["killed"] = Count.exactly(killed)
    return Report(f"{article}#1", article, anchor, "ASSAULT", evidence=evidence, **fields)


def make_event(*reports: Report, origins=None, findings=(), **fields) -> Event:
    groups = origins or tuple((r.article,) for r in reports)
    return Event("ev-1", "ASSAULT", reports=reports, origins=groups, findings=findings, **fields)


def disputed_event() -> Event:
    values = (
        FindingValue(Count.exactly(5), ("a", "b"), "cinq morts"),
        FindingValue(Count.exactly(9), ("c",), "neuf morts"),
    )
    pairs = (
        FindingPair(("a", "b"), "agreed"),
        FindingPair(("a", "c"), "conflict"),
        FindingPair(("b", "c"), "conflict"),
    )
    why = "the values cannot both be true; shown: the value with the most origins; low 5, best 5, high 9"
    finding = Finding("killed", "conflict", values, pairs, Count.exactly(5), why)
    reports = (make_report("a", 5), make_report("b", 5), make_report("c", 9), make_report("d"))
    event = make_event(*reports, origins=(("a", "b"), ("c",), ("d",)), findings=(finding,), undetermined=("d",))
    return replace(event, killed=Count.exactly(5), independent=2)


def rows_of(event: Event, language: str = "en"):
    columns = make_columns(event, choose_reports(event, 1), {}).columns
    return {row.field: row for row in make_rows(event, columns, speech(language), OPEN)}


# columns


def test_every_origin_is_on_the_first_page():
    crowded = tuple(make_report(f"a{n}") for n in range(40))
    event = make_event(*crowded, make_report("z"), origins=(tuple(r.article for r in crowded), ("z",)))
    assert [r.article for r in spread_reports(event)][:3] == ["a0", "z", "a1"]
    page = make_columns(event, choose_reports(event, 1), {})
    assert [o.number for o in page.origins] == [1, 2]
    assert (page.reports, page.pages, page.hidden) == (41, 7, 35)


def test_established_origins_come_first_and_are_told_apart():
    event = make_event(make_report("a"), make_report("b"), undetermined=("a",))
    page = make_columns(event, choose_reports(event, 1), {})
    assert [(o.number, o.established, o.columns[0].report.article) for o in page.origins] == [
        (1, True, "b"),
        (2, False, "a"),
    ]


@pytest.mark.parametrize("page, shown", [(0, 1), (1, 1), (2, 2), (99, 2)])
def test_a_page_that_is_not_there_is_the_nearest(page, shown):
    event = make_event(*(make_report(f"a{n}") for n in range(9)))
    assert make_columns(event, choose_reports(event, page), {}).page == shown


# values


def test_values_that_differ_have_letters_and_counts():
    row = rows_of(disputed_event())["killed"]
    assert [(c.value, c.letter, c.shown) for c in row.cells] == [
        ("5", "A", True), ("9", "B", False), ("", "", False), ("5", "A", True),
    ] or sorted((c.value, c.letter, c.shown) for c in row.cells) == [
        ("", "", False), ("5", "A", True), ("5", "A", True), ("9", "B", False),
    ]  # fmt: skip
    assert [(s.letter, s.value, s.articles) for s in row.shares] == [("A", "5", 2), ("B", "9", 1)]
    assert (row.silent, row.shown, row.letter, row.disputed) == (1, "5", "A", True)


def test_values_that_agree_have_no_letters():
    event = disputed_event()
    agreed = replace(event.findings[0], label="agreed")
    row = rows_of(replace(event, findings=(agreed,)))["killed"]
    assert {c.letter for c in row.cells} == {""} and not row.shares and not row.disputed


def test_a_finding_is_named_and_explained_in_both_languages():
    row = rows_of(disputed_event())["killed"]
    assert row.explained.label == "contradiction"
    assert row.explained.meaning == "The values cannot both be true."
    assert "low 5, best 5, high 9" in row.explained.why and "cannot" not in row.explained.why
    assert len(row.explained.pairs) == 2
    french = rows_of(disputed_event(), "fr")["killed"].explained
    assert french.meaning == "Les valeurs ne peuvent pas être vraies toutes les deux."
    assert "5" in french.why and "shown" not in french.why


def test_rules_are_explained_by_the_docstring_of_their_function():
    for field, (function, words) in RULES.items():
        assert function.__doc__.splitlines()[0] == words, field


@pytest.mark.parametrize("words", [*MEANINGS.values(), *(words for _, words in RULES.values())])
def test_every_explanation_is_translated(words):
    assert translations("fr", "web_dossier").gettext(words) != words


# one line


def test_an_event_is_told_in_one_line():
    event = make_event(
        make_report("a"), place="Diboli", where=DIBOLI, when=Interval.day(DAY), recipients=("un convoi",),
        killed=Count(4, None),
    )  # fmt: skip
    assert (
        headline(event, W) == "Attack at Diboli (Mali), Nov 2, 2025: author not named → un convoi; killed: at least 4"
    )
    french = headline(event, speech("fr"))
    assert french.startswith("Attaque à Diboli (Mali), 2 nov. 2025")
    assert french.endswith("auteur non nommé → un convoi\u202f; tués\u00a0: au moins 4")


@pytest.mark.parametrize("language, told", [("en", "(planned)"), ("fr", "(prévu)")])
def test_what_is_only_planned_is_told_so_in_its_line(language, told):
    event = replace(make_event(make_report("a"), when=Interval.day(DAY)), status="planned")
    assert told in headline(event, speech(language)).partition(",")[0]
    assert told not in headline(replace(event, status="asserted"), speech(language))


@pytest.mark.parametrize("days", range(1, 60))
@pytest.mark.parametrize("width", SIZES)
def test_names_below_the_axis_of_times_keep_apart(days, width):
    drawn = "".join(ticks(Axis(DAY, DAY + timedelta(days=days), width), 100, W))
    places = [float(x) for x in re.findall(r'<text class="tick" x="([\d.]+)"', drawn)]
    assert len(places) >= 2 and all(b - a >= 125 for a, b in pairwise(places))


@pytest.mark.parametrize("language, told", [("en", "Nov 1, 2025"), ("fr", "1er nov. 2025")])
def test_a_day_with_its_hour_is_written_as_other_days_are(language, told):
    w, moment = speech(language), datetime(2025, 11, 1, 8, 15, tzinfo=UTC)
    assert w.day(moment.date()) == w.interval(Interval.day(moment.date())) == told
    assert moment_words(Article("a", "x", published=moment.date(), published_at=moment), w) == f"{told}, 08:15"
    assert w.moment(moment).startswith(told)


def test_the_verdict_says_whether_they_agree():
    event = disputed_event()
    rows = tuple(rows_of(event).values())
    assert verdict(event, rows, W) == "The reports contradict each other on: killed."
    assert verdict(make_event(make_report("a")), (), W).startswith("One article")


def told_alike(origins, undetermined, independent) -> Event:
    """Two articles that give the same number of dead."""
    values = (FindingValue(Count.exactly(5), ("a", "b"), "cinq morts"),)
    finding = Finding("killed", "agreed", values, (FindingPair(("a", "b"), "agreed"),), Count.exactly(5), "")
    event = make_event(make_report("a", 5), make_report("b", 5), origins=origins, findings=(finding,))
    return replace(event, undetermined=undetermined, independent=independent, killed=Count.exactly(5))


ALIKE = [
    ((("a", "b"),), (), 1, "one origin only", "Only one origin tells it: nothing confirms it."),
    ((("a",), ("b",)), ("b",), 1, "one origin only", "Only one of its origins is established: nothing confirms it for"),
    ((("a",), ("b",)), ("a", "b"), 0, "not confirmed", "None of its origins is established: nothing confirms it for"),
    ((("a",), ("b",)), (), 2, "agreed", "No contradiction. Several origins say alike: what"),
]


@pytest.mark.parametrize("origins, unsure, independent, label, told", ALIKE)
def test_what_one_origin_says_is_never_called_agreed(origins, unsure, independent, label, told):
    event = told_alike(origins, unsure, independent)
    rows = rows_of(event)
    assert {rows[field].explained.label for field in ("killed", "type")} == {label}
    assert verdict(event, tuple(rows.values()), W).startswith(told)
    assert [found.words for found in find_labels(event, W)] == [f"{label}: killed"]
    if independent < 2:
        assert "✓" not in label and "greed" not in " ".join(r.explained.meaning for r in rows.values() if r.explained)


def test_kinds_that_differ_are_a_finding_in_words():
    other = replace(make_report("b"), type="COERCE", mode="seize")
    event = make_event(make_report("a"), make_report("c"), other, independent=3)
    row = rows_of(event)["type"]
    assert (row.label, row.explained.label, row.differs) == ("kinds", "read differently", True)
    assert [(share.value, share.articles) for share in row.shares] == [("Attack", 2), ("Seizure", 1)]
    bare = make_event(make_report("a"), replace(make_report("b"), mode="aerial"), independent=2)
    assert rows_of(bare)["type"].label == "vague"


# derivation


def tree_of(links, groups, undetermined=()):
    event = make_event(*(make_report(a) for g in groups for a in g), origins=groups, undetermined=undetermined)
    return make_derivation(event, Origins(groups, links=links), {}, groups, W, OPEN)


def test_the_tree_shows_who_draws_on_whom_and_which_way():
    links = (
        Link("b", "a", 0.86, ("shares 17% of its wording",)),
        Link("c", "b", 0.6, (), directed=False, kind="echo"),
        Link("d", "a", 1.0, ("names APF as its source",), kind="credited"),
    )
    twigs = tree_of(links, (("a", "b", "c", "d"),), ("c",)).trees[0].twigs
    assert [(t.article, t.depth, t.unsure) for t in twigs] == [
        ("a", 0, False), ("b", 1, False), ("c", 2, True), ("d", 1, False),
    ]  # fmt: skip
    assert 'class="arrow"' in twigs[1].drawing and 'class="arrow"' not in twigs[2].drawing
    assert "dependence not excluded" in twigs[1].kind and twigs[3].kind == "credits it as its source"


def test_no_word_of_the_tree_accuses():
    for kind in ("same wording", "translation", "rewrite", "echo", "other"):
        for language in ("en", "fr"):
            event = make_event(make_report("a"), make_report("b"), origins=(("a", "b"),))
            origins = Origins((("a", "b"),), links=(Link("b", "a", 0.9, (), kind=kind),))
            words = make_derivation(event, origins, {}, (("a", "b"),), speech(language), OPEN).trees[0].twigs[1].kind
            assert not re.search("cop|plagi|stol|vol", words), words


def test_links_that_turn_in_a_circle_lose_no_article():
    links = (Link("a", "b", 0.5), Link("b", "a", 0.5))
    assert {t.article for t in tree_of(links, (("a", "b"),)).trees[0].twigs} == {"a", "b"}


def test_a_long_tree_is_cut_and_says_so():
    group = tuple(f"a{n:03}" for n in range(100))
    links = tuple(Link(b, a, 0.9) for a, b in pairwise(group))
    found = tree_of(links, (group,))
    assert len(found.trees[0].twigs) == 40 and found.hidden == 60


INVENTED = [
    ("all of them", {"a": True, "b": True}, "Every article of this event is invented.", "FICTION"),
    ("one of two", {"a": True, "b": False}, "1 of 2 articles is invented.", "partly fiction"),
    ("the others are not at hand", {"a": True}, "1 of the 1 articles shown is invented.", "FICTION"),
    ("none", {"a": False, "b": False}, "", ""),
]


@pytest.mark.parametrize("articles, band, stamp", [row[1:] for row in INVENTED], ids=[row[0] for row in INVENTED])
def test_how_many_articles_are_invented_is_said(articles, band, stamp):
    event = make_event(make_report("a"), make_report("b"))
    held = {
        name: Article(name, "text", outlet="River (fictional outlet)" if made else "APF")
        for name, made in articles.items()
    }
    assert tell_invention(event, held, W) == Invention(band, stamp)


# pages


@pytest.fixture(scope="module")
def crowded(tmp_path_factory):
    """A database with one event of five thousand reports, and one whose words are hostile."""
    path = tmp_path_factory.mktemp("crowd") / "crowd.db"
    with open_store(path) as store:
        store.add(map(make_reading, range(60)), "k")
        reports = tuple(make_report(f"art{n}", n % 7, when=Interval.day(DAY + timedelta(n % 3))) for n in range(5000))
        groups = tuple(tuple(f"art{n}" for n in range(k, 5000, 50)) for k in range(50))
        mean = make_report(
            "art0", 3, actors=('<script>alert("x")</script>',), place="\u202eelddim\u202c" + "m" * 100_000
        )
        hostile = replace(mean, id="art0#2", evidence={})
        store.save_picture(
            [
                make_event(*reports, origins=groups, killed=Count.exactly(3), when=Interval.day(DAY), where=DIBOLI),
                Event("ev-2", "ASSAULT", reports=(hostile,), actors=hostile.actors, place=hostile.place,
                      origins=(("art0",),), related=(("ev-gone", "answers"),)),
            ],
            Origins(groups), [],
        )  # fmt: skip
        store.remember(PICTURED, picture_mark(store))
    return path


def make_reading(number: int) -> Reading:
    text = "attaque de morts"
    article = Article(f"art{number}", text, "<b>Titre</b>", f"Outlet {number}", published=DAY + timedelta(number % 5))
    return Reading(article, reports=(make_report(article.id, number % 7),))


@pytest.fixture
def client(crowded, tmp_path):
    shutil.copyfile(crowded, tmp_path / "own.db")
    with TestClient(make_app(WebSettings(str(tmp_path / "own.db"))), base_url=HERE, follow_redirects=False) as opened:
        yield opened


def crowded_id(client) -> str:
    return max(client.app.state.workplace.store.events(), key=lambda e: len(e.reports)).id


def test_five_thousand_reports_are_shown_a_page_at_a_time(client):
    name = crowded_id(client)
    page = client.get(f"/event/{name}")
    assert page.status_code == 200 and len(page.content) < 300_000
    assert "6 of 5,000 reports are shown" in page.text and "4,994 are not shown here" in page.text
    assert 'href="?page=2#fields"' in page.text
    last = client.get(f"/event/{name}?page=834").text
    assert "page 834 of 834" in last and 'rel="next"' not in last
    assert "4,960 articles are not drawn" in page.text


def test_hostile_words_are_shown_and_harmless(client):
    name = min(client.app.state.workplace.store.events(), key=lambda e: len(e.reports)).id
    page = client.get(f"/event/{name}")
    assert page.status_code == 200
    assert "<script>alert" not in page.text and "&lt;script&gt;alert" in page.text
    assert "<b>Titre</b>" not in page.text


def test_not_read_is_explained_only_where_a_cell_says_it(desk):
    client = TestClient(desk.app, base_url=desk.url)
    pages = [client.get(row["address"]).text for row in client.get("/api/events?limit=30").json()["events"]]
    said = [bool(re.search(r'<td[^>]*><span class="none" title=', page)) for page in pages]
    assert [("legend" in page and 'class="soft small legend"' in page) for page in pages] == said
    assert True in said and False in said


def test_a_cell_without_a_value_says_that_it_was_not_read(client):
    page = client.get(f"/event/{crowded_id(client)}").text
    assert "not said" not in page
    for language, told, why in (("en", "not read", "may still say it"), ("fr", "non lu", "la donne peut-être")):
        page = client.get(f"/event/{crowded_id(client)}?lang={language}").text.partition(
            '<p class="soft small legend">'
        )
        assert told in page[2][:200] and why in page[2][:200]
    event = make_event(make_report("a", 5), make_report("b"))
    assert [cell.said for cell in rows_of(event)["killed"].cells] == [True, False]


@pytest.mark.parametrize("width, scripts", [(360, False), (390, True), (1280, False)])
def test_what_explains_a_field_opens_below_it_and_squeezes_nothing(open_page, desk, width, scripts):
    store = desk.app.state.workplace.store
    event = max(store.events(), key=lambda e: len(e.articles)).id
    page = open_page(desk, "phone", java_script_enabled=scripts, viewport={"width": width, "height": 800})
    page.goto(f"/event/{event}")
    row = page.locator("#field-killed")
    before, why = row.bounding_box(), page.locator("#field-killed + .more .why")
    why.locator("summary").click()
    after, opened = row.bounding_box(), why.locator(".body").bounding_box()
    assert (after["width"], after["height"]) == (before["width"], before["height"])
    assert opened["y"] >= after["y"] + after["height"] - 2
    assert opened["width"] > 0.8 * min(width, after["width"]) - 20 and opened["x"] + opened["width"] <= width
    assert why.locator("button.main").is_visible()


@pytest.mark.parametrize("path", ["/event/none", "/event/%2e%2e%2fetc", "/event/" + "x" * 3000, "/event/%00"])
def test_an_event_that_is_not_there_is_said_so(client, path):
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("asked", ["page=0", "page=x", "page=-1", "page=1e9"])
def test_pages_that_make_no_sense_are_refused(client, asked):
    assert client.get(f"/event/{crowded_id(client)}?{asked}").status_code == 400


@pytest.mark.parametrize("form", ["geojson", "csv", "xlsx", "plover", "polecat"])
def test_an_event_leaves_as_a_file(desk, form):
    event = next(iter(desk.app.state.workplace.store.events())).id
    answer = TestClient(desk.app, base_url=desk.url).get(f"/event/{event}/export?format={form}")
    assert answer.status_code == 200 and event in answer.headers["content-disposition"] and len(answer.content) > 50


def test_pages_ask_for_the_decisions_that_concern_them_not_for_all(client, monkeypatch):
    store, name = client.app.state.workplace.store, crowded_id(client)
    made = client.app.state.workplace.decide("lock", name, "A. Sow", "held against both", {}, None)
    other = client.app.state.workplace.decide("grade", "Outlet 59", "A. Sow", "long followed", {"letter": "B"}, None)
    assert len(store.decisions()) == 2

    def refuse(*args: object) -> None:
        raise AssertionError("every decision was asked for")

    monkeypatch.setattr(decision_log, "load_kept", refuse)
    told = {
        f"/event/{name}?decided={made.id}": (True, False),
        "/article/art59": (True, True),
        "/event/none": (False, False),
    }
    for address, expected in told.items():
        page = client.get(address).text
        assert ("held against both" in page, "long followed" in page) == expected, address
    assert other.target == "Outlet 59"


@pytest.mark.parametrize(
    "language, told, legend",
    [
        ("en", "Admiralty grade F3: the outlet, not judged; the claim, possible", "from A reliable to F not judged"),
        ("fr", "Cote de l’Amirauté F3\u00a0: média, non jugé\u202f; information, possible", "de A fiable à F non jugé"),
    ],
)
def test_a_grade_is_explained_wherever_it_stands(desk, language, told, legend):
    assert speech(language).grade(Grade("F", 3, "")) == told
    event = next(e for e in desk.app.state.workplace.store.events() if e.grade and e.grade.digit == 3).id
    client = TestClient(desk.app, base_url=desk.url)
    for address in (f"/event/{event}?", "/?days=0&", "/brief?since=2025-11-01&until=2025-11-20&"):
        page = client.get(f"{address}lang={language}").text
        assert f'title="{told}">F3</abbr>' in page and legend in page, address


CLAIMS = [
    ("Le JNIM", "a revendiqué", "l’attaque", (), ["Le JNIM a revendiqué l’attaque"]),
    ("Le JNIM", "a condamné", "l’attaque", (), []),
    ("Le JNIM", "a revendiqué", "la région", (), []),
    ("Le JNIM", "a revendiqué", "l’attaque", ("negated",), []),
]


@pytest.mark.parametrize("who, verb, what, cues, told", CLAIMS)
def test_who_claims_an_event_is_told_with_the_words(who, verb, what, cues, told):
    text = f"attaque près du pont. {who} {verb} {what}."
    at = {words: text.rindex(words) for words in (who, verb, what)}
    spans = {words: Span.of(text, start, start + len(words)) for words, start in at.items()}
    whole = Span.of(text, 0, len(text))
    report = make_report("a")
    said = Quotation(spans[verb], spans[what], spans[who], "claimant", "said")
    cued = tuple(Cue(spans[verb], kind, whole, "r") for kind in cues)
    reading = Reading(Article("a", text), quotations=(said,), cues=cued, reports=(report,))
    found = find_claims(make_event(report), {"a": reading})
    assert [claim.span.quote for claim in found] == told and {claim.who for claim in found} <= {who}


def test_a_dossier_shows_who_claims_the_event(desk):
    event = max(desk.app.state.workplace.store.events(), key=lambda e: len(e.articles)).id
    page = TestClient(desk.app, base_url=desk.url).get(f"/event/{event}?lang=fr").text
    claims = page.partition("Qui le revendique")[2].partition("</ul>")[0]
    assert any(f"a revendiqué l{mark}attaque" in claims for mark in ("&#39;", "’"))
    assert "JNIM" in claims and 'href="/article/' in claims


# beyond this machine


PUBLIC_TEXT = "Moussa Traoré-Keïta a été enlevé. Une patrouille est partie pour Diboli ce matin. " + "Long " * 80
THERE = "http://desk.example.org:8765"


@contextmanager
def public_desk(tmp_path, user: str = "lou", **settings):
    """A desk that others reach, with an abduction and a patrol of yesterday, and a browser that logged in or not."""
    path = tmp_path / "public.db"
    with open_store(path) as store:
        store.add([public_reading()], "k")
        store.save_picture(public_events(), Origins((("a",),)), [])
        store.remember(PICTURED, picture_mark(store))
        with store.writing() as connection:
            for name, role in (("lou", "reader"), ("awa", "analyst")):
                add_account(connection, Account(name, role, hash_password("une phrase assez longue"), "2025-11-25"))
    now = datetime(2025, 11, 25, 12, tzinfo=UTC)
    app = make_app(WebSettings(str(path), host="0.0.0.0", now=lambda: now, **settings))
    with TestClient(app, base_url=THERE) as client:
        csrf = re.search(r'name="csrf-token" content="([^"]+)"', client.get("/login").text)[1]
        if user:
            client.post("/login", data={"name": user, "password": "une phrase assez longue", "csrf": csrf})
        yield client


@pytest.fixture
def public(tmp_path):
    """The desk as a reader sees it."""
    with public_desk(tmp_path) as client:
        yield client


WHO_READS = [
    ("nobody logged in", "", {}, False, False),
    ("a reader", "lou", {}, True, False),
    ("an analyst", "awa", {}, True, True),
    ("an analyst where the desk shows quotes only", "awa", {"quotes_only": True}, True, False),
]


@pytest.mark.parametrize("user, settings, opens, whole", [w[1:] for w in WHO_READS], ids=[w[0] for w in WHO_READS])
def test_who_reads_whole_texts_beyond_this_machine(tmp_path, user, settings, opens, whole):
    with public_desk(tmp_path, user, **settings) as client:
        page = client.get("/article/a?lang=en")
        assert ("/login" in str(page.url)) is not opens
        assert ("Long " * 60 in page.text, "Traoré" in page.text) == (whole, whole)
        assert ("Add an event that was missed" in page.text) is whole
        assert ("The full text belongs to its outlet" in page.text) is (opens and not whole)
        assert all("Traoré" not in client.get(f"/event/{e}").text for e in ("ev-1", "ev-2"))


def test_an_analyst_beyond_this_machine_adds_a_missed_event(tmp_path):
    with public_desk(tmp_path, "awa") as client:
        csrf = re.search(r'name="csrf-token" content="([^"]+)"', client.get("/article/a").text)[1]
        given = {"kind": "add", "target": "a", "quote": "est partie", "type": "MOBILIZE", "why": "missed", "csrf": csrf}
        assert client.post("/decide", data={**given, "back": "/article/a"}, follow_redirects=False).status_code == 303
        made = client.app.state.workplace.store.decisions()[-1]
        assert (made.kind, made.quote, made.who) == ("add", "est partie", "awa")


def public_reading() -> Reading:
    article = Article("a", PUBLIC_TEXT, "Titre", "Radio", published=date(2025, 11, 24))
    name = "Moussa Traoré-Keïta"
    person = ActorMention(Span.of(PUBLIC_TEXT, 0, len(name)), name, "person", 1, "r")
    place = PlaceMention(span_of("Diboli"), DIBOLI, "r")
    return Reading(article, actors=(person,), places=(place,), reports=(abduction(), patrol()))


def span_of(words: str) -> Span:
    at = PUBLIC_TEXT.index(words)
    return Span.of(PUBLIC_TEXT, at, at + len(words))


def abduction() -> Report:
    evidence = {
        "recipients": Evidence(span_of("Moussa Traoré-Keïta"), "r"),
        "type": Evidence(Span.of(PUBLIC_TEXT, 0, len(PUBLIC_TEXT)), "r"),
    }
    names = ("Moussa Traoré-Keïta",)
    return Report("a#1", "a", span_of("enlevé"), "ASSAULT", "abduct", recipients=names, evidence=evidence)


def patrol() -> Report:
    when = Interval.day(date(2025, 11, 24))
    evidence = {"place": Evidence(span_of("pour Diboli"), "r")}
    return Report("a#2", "a", span_of("patrouille"), "COOPERATE", place="Diboli", where=DIBOLI, when=when,
                  evidence=evidence)  # fmt: skip


def public_events() -> list[Event]:
    one, two = abduction(), patrol()
    return [
        Event("ev-1", "ASSAULT", "abduct", recipients=one.recipients, reports=(one,), origins=(("a",),)),
        Event("ev-2", "COOPERATE", None, two.when, "Diboli", DIBOLI, reports=(two,), origins=(("a",),)),
    ]


def page_with(client, words: str) -> str:
    pages = [client.get(f"/event/{e.id}").text for e in client.app.state.workplace.store.events()]
    return next(page for page in pages if words in page)


def test_others_see_no_name_of_a_private_person_and_no_long_quote(public):
    page = page_with(public, "Abduction")
    assert "Traoré" not in page and "[…]" in page
    assert "Long " * 41 not in page


def test_others_see_no_place_of_a_recent_patrol(public):
    page = page_with(public, "shown at region level")
    assert "Diboli" not in page and '<svg class="map"' not in page and "14.45" not in page


def test_others_are_not_led_to_articles_whose_id_spells_what_is_held_back():
    reading = public_reading()
    event = replace(public_events()[1], reports=(replace(patrol(), article="patrouille-pour-diboli"),))
    curtain = draw_curtain(
        event, event.reports, {"patrouille-pour-diboli": reading}, datetime(2025, 11, 25, tzinfo=UTC)
    )
    assert curtain.hidden and curtain.tells("a") and not curtain.tells("patrouille-pour-diboli")
    assert OPEN.tells("patrouille-pour-diboli") and not OPEN.drawn


def test_others_see_quotes_of_an_article_and_not_its_text(public):
    page = public.get("/article/a").text
    assert "Traoré" not in page and "Diboli" not in page
    assert "Long " * 41 not in page and "The full text belongs to its outlet" in page


def test_readers_are_offered_no_decisions(public):
    page = page_with(public, "Abduction")
    assert 'action="/decide"' not in page
