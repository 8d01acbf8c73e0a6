"""The article: marks that nest and overlap, offsets that hold, words that light up and become events, hostile texts."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from datetime import date

import pytest
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st

from recoupe.apps.web.app import make_app
from recoupe.apps.web.dossier.article_page import Wanted, find_lit, open_address
from recoupe.apps.web.dossier.marks import Mark, Note, find_marks
from recoupe.apps.web.dossier.segments import PART, cut_text, find_part
from recoupe.apps.web.dossier.text_versions import tell_changes
from recoupe.apps.web.settings import WebSettings
from recoupe.apps.web.speech import speech
from recoupe.model import (
    ActorMention,
    Article,
    Count,
    CountMention,
    Interval,
    Place,
    PlaceMention,
    Problem,
    Quotation,
    Reading,
    Removed,
    Report,
    Span,
    TimeMention,
)
from recoupe.rebuilding import PICTURED, picture_mark
from recoupe.store import open_store

HERE = "http://127.0.0.1:8765"
TEXT = (
    "Attaque 😀 à Diboli\n\n"
    "Le gouverneur de Kayes a dit : « cinq chauffeurs 🚚 ont été tués dimanche ».\n\n"
    "Dimanche, l’armée a riposté “sans délai” à Diboli.\n\n"
    "À lire aussi : autre chose"
)


def span(words: str, nth: int = 0) -> Span:
    at = -1
    for _ in range(nth + 1):
        at = TEXT.index(words, at + 1)
    return Span.of(TEXT, at, at + len(words))


def sample_reading() -> Reading:
    kayes = Place("g:1", "Kayes", "ML", "Kayes", "town", 14.45, -11.44, 4.0)
    quoted = span("cinq chauffeurs 🚚 ont été tués dimanche")
    return Reading(
        Article("a", TEXT, "Attaque 😀 à Diboli", "Radio", published=date(2025, 11, 4),
                removed=(Removed(span("À lire aussi : autre chose"), "points to another article"),)),
        times=(TimeMention(span("dimanche"), Interval.day(date(2025, 11, 2)), "fr.weekday"),),
        places=(PlaceMention(span("Kayes"), kayes, "name"),),
        actors=(ActorMention(span("Le gouverneur de Kayes"), "gouverneur de Kayes", "person", 1, "title"),),
        counts=(CountMention(span("cinq"), Count.exactly(5), "chauffeurs", "counted"),),
        quotations=(Quotation(span("a dit"), quoted, span("Le gouverneur de Kayes"), "official", "said", True),),
        reports=(Report("a#1", "a", span("tués"), "ASSAULT", mentions=(span("Attaque"),)),),
        problems=(Problem("reading", "a <problem>"),),
    )  # fmt: skip


def segments_of(text, marks, removed=(), edges=()):
    paragraphs = cut_text(text, find_part(text, 1), marks, removed, edges)
    return [segment for paragraph in paragraphs for segment in paragraph.segments]


# marks and segments


def test_every_kind_of_mark_has_its_value_and_rule():
    notes = {m.note.kind: m.note for m in find_marks(sample_reading(), speech("en"))}
    assert notes["time"].value == "Nov 2, 2025" and notes["time"].rule == "fr.weekday"
    assert notes["place"].details[0] == "town, Mali, ± 4 km"
    assert notes["count"].value == "5 chauffeurs"
    assert notes["quote"].value == "Le gouverneur de Kayes" and "official source" in notes["quote"].details
    assert notes["event"].report == "a#1"


def test_marks_nest_the_longest_outside():
    found = segments_of(TEXT, find_marks(sample_reading(), speech("en")))
    kayes = next(s for s in found if s.text == "Kayes")
    assert [m.note.kind for m in kayes.marks] == ["actor", "place"]
    assert next(s for s in found if s.text == "dimanche").marks[0].note.kind == "quote"


def test_overlapping_marks_share_the_words_between():
    one, two = Note("t1", "time", "x"), Note("p1", "place", "y")
    found = segments_of("abcdefgh", [Mark(0, 5, one), Mark(3, 8, two)])
    assert [(s.text, s.notes) for s in found] == [("abc", "t1"), ("de", "t1 p1"), ("fgh", "p1")] or [
        (s.text, set(s.notes.split())) for s in found
    ] == [("abc", {"t1"}), ("de", {"t1", "p1"}), ("fgh", {"p1"})]


def test_removed_parts_bear_no_marks():
    removed = sample_reading().article.removed
    found = segments_of(TEXT, [Mark(0, len(TEXT), Note("t1", "time", "x"))], removed)
    assert [s.removed for s in found if s.removed] == ["points to another article"]
    assert not next(s for s in found if s.removed).marks


texts = st.text(alphabet="ab \n😀é\u202e\u2069", max_size=80)
ranges = st.lists(st.tuples(st.integers(0, 80), st.integers(0, 80)), max_size=12)


@given(texts, ranges, ranges)
def test_segments_are_the_text_whatever_the_marks(text, marked, removed):
    marks = [Mark(min(a, len(text)), min(max(a, b), len(text)), Note(f"t{n}", "time", "")) for n, (a, b) in
             enumerate(marked) if a < b]  # fmt: skip
    gone = [Removed(Span.of(text, min(a, len(text)), min(b, len(text))), "x") for a, b in removed if a < b]
    found = segments_of(text, marks, gone)
    for segment in found:
        assert text[segment.start : segment.end] == segment.text
    shown = "".join(s.text for s in found)
    assert shown == "".join(line for line in text.split("\n") if line.strip())


def test_characters_that_turn_directions_stand_alone():
    found = segments_of("abc\u202edef\u202cghi", [])
    assert [(s.text, s.turns) for s in found] == [
        ("abc", False), ("\u202e", True), ("def", False), ("\u202c", True), ("ghi", False),
    ]  # fmt: skip


def test_long_texts_come_in_parts_that_hold_every_word():
    text = "\n".join("mot " * 200 for _ in range(60)) + "x" * 3 * PART
    parts = [find_part(text, n) for n in range(1, find_part(text, 1).parts + 1)]
    assert all(a.end == b.start for a, b in zip(parts, parts[1:]))  # noqa: RUF007
    assert parts[0].start == 0 and parts[-1].end == len(text) and max(p.end - p.start for p in parts) <= PART
    assert find_part(text, 1, at=len(text) - 1).number == len(parts)


# what the address points at


@pytest.mark.parametrize("wanted, quote", [
    (Wanted(at=f"{span('Kayes').start}-{span('Kayes').end}"), "Kayes"),
    (Wanted(report="a#1"), "tués"),
    (Wanted(at=str(TEXT.index("Dimanche"))), "Dimanche, l’armée a riposté “sans délai” à Diboli."),
    (Wanted(at="5-2"), None), (Wanted(at="0-99999"), None), (Wanted(at="x"), None), (Wanted(report="b"), None),
])  # fmt: skip
def test_words_are_lit_where_they_stand(wanted, quote):
    lit = find_lit(sample_reading(), wanted)
    assert (TEXT[lit.start : lit.end] if lit else None) == quote
    assert lit is None or lit.sentence[0] <= lit.start < lit.end <= lit.sentence[1]


@pytest.mark.parametrize("url, shown", [
    ("https://example.org/a", True), ("javascript:alert(1)", False), ("data:text/html,x", False), ("//x", False),
    (None, False), ("https://exa\nmple.org", False),
])  # fmt: skip
def test_only_addresses_of_the_web_are_links(url, shown):
    assert bool(open_address(url)) is shown


def test_changes_of_versions_are_told_with_what_stands_around():
    old = replace(sample_reading(), problems=())
    text = TEXT.replace("cinq", "six.")
    new = Reading(Article("a", text, version=2))
    change = tell_changes((old, new))[0]
    assert (change.old, change.new, change.old_version, change.new_version) == ("cinq", "six.", 1, 2)
    assert change.before.endswith("« ") and change.after.startswith(" chauffeurs")
    huge = Reading(Article("a", "x " * 100_000, version=3))
    assert tell_changes((old, huge)) == ()


# pages


@pytest.fixture(scope="module")
def texts_db(tmp_path_factory):
    """A database with the sample above in two versions, and with texts that mean harm."""
    path = tmp_path_factory.mktemp("texts") / "texts.db"
    with open_store(path) as store:
        old = Reading(Article("a", TEXT.replace("cinq", "quatre"), "Attaque 😀 à Diboli", "Radio"))
        store.add([old, sample_reading()], "k")
        script = "<script>alert(1)</script>"
        mean = f'{script} " onmouseover="x\n\n\u202etxt.exe\u202c {"m" * 100_000}\n\n&lt;b&gt; \u0000'.replace("\0", "")
        mark = Span.of(mean, 0, len(script))
        store.add(
            [
                Reading(
                    Article("mean", mean, script, script, url="javascript:alert(1)"),
                    times=(TimeMention(mark, None, script, script),),
                    reports=(Report("mean#1", "mean", mark, "ASSAULT", actors=(script,)),),
                ),
                Reading(Article("a/b?c#d", "Rien de neuf.", "Un titre")),
                Reading(Article("gone", "", "Sans texte")),
            ],
            "k",
        )
        store.remember(PICTURED, picture_mark(store))
    return path


@pytest.fixture
def client(texts_db, tmp_path):
    shutil.copyfile(texts_db, tmp_path / "own.db")
    with TestClient(make_app(WebSettings(str(tmp_path / "own.db"))), base_url=HERE, follow_redirects=False) as opened:
        yield opened


def test_the_text_stands_on_the_page_with_marks_and_what_was_removed(client):
    page = client.get("/article/a").text
    assert "not read: points to another article" in page
    assert re.search(r'<span class="m actor"><a class="m place"[^>]*>Kayes</a></span>', page)
    assert "a &lt;problem&gt;" in page


def test_the_words_asked_for_are_lit_with_their_sentence(client):
    at = span("Kayes")
    page = client.get(f"/article/a?at={at.start}-{at.end}").text
    assert re.search(r'<span id="lit"></span>.{0,80}<a class="m place lit exact"', page)
    assert page.count(" exact") == 1 and page.count(" lit") > 3


def test_older_versions_are_shown_and_compared(client):
    page = client.get("/article/a").text
    assert "<del>quatre</del><ins>cinq</ins>" in page and 'href="?version=1"' in page
    old = client.get("/article/a?version=1").text
    assert "quatre" in old and "This is version 1" in old and 'id="add"' not in old


def test_hostile_texts_are_harmless(client):
    page = client.get("/article/mean")
    assert page.status_code == 200 and len(page.content) < 300_000
    assert "<script>alert" not in page.text and "javascript:alert" not in page.text
    assert 'onmouseover="x' not in page.text
    assert page.text.count('<bdi class="turn"') == 2
    last = client.get("/article/mean?part=99").text
    assert "part 7 of 7" in last


@pytest.mark.parametrize("name", ["nobody", "../../etc/passwd", "%00", "x" * 3000])
def test_an_article_that_is_not_there_is_said_so(client, name):
    assert client.get(f"/article/{name}").status_code == 404


def test_ids_may_hold_anything(client):
    page = client.get("/article/a/b%3Fc%23d").text
    assert "Rien de neuf." in page
    assert 'name="back" value="/article/a/b%3Fc%23d"' in page
    assert 'href="/article/a/b%3Fc%23d?lang=fr"' in page


def test_an_article_without_text_says_so(client):
    assert "no longer kept" in client.get("/article/gone").text


def test_what_it_added_its_origin_and_its_date_are_told(desk):
    page = TestClient(desk.app, base_url=desk.url).get("/article/sample-etat-major").text
    for words in ("first to say", "It goes back to one account with", "dependence not excluded"):
        assert words in page, words


# in the browser


def select(page, words: str) -> None:
    """Selects words of the text with the mouse, from their first letter to their last."""
    boxes = page.evaluate(
        """(words) => {
          const walker = document.createTreeWalker(document.querySelector('#text'), NodeFilter.SHOW_TEXT);
          const nodes = [];
          while (walker.nextNode()) nodes.push(walker.currentNode);
          const at = nodes.map((node) => node.data).join('').indexOf(words);
          const place = (wanted, end) => {
            let seen = 0;
            for (const node of nodes) {
              if (wanted < seen + node.data.length + end) return [node, wanted - seen];
              seen += node.data.length;
            }
          };
          const range = document.createRange();
          range.setStart(...place(at, 0));
          range.setEnd(...place(at + words.length, 1));
          range.startContainer.parentElement.scrollIntoView({block: 'center'});
          const boxes = [...range.getClientRects()].filter((box) => box.width > 1);
          return [boxes[0], boxes.at(-1)].map((box) => box.toJSON());
        }""",
        words,
    )
    first, last = boxes
    page.mouse.move(first["x"] + 0.5, first["y"] + first["height"] / 2)
    page.mouse.down()
    page.mouse.move(last["x"] + last["width"] / 2, last["y"] + last["height"] / 2)
    page.mouse.move(last["x"] + last["width"] - 0.5, last["y"] + last["height"] / 2)
    page.mouse.up()


@pytest.fixture
def texts_page(open_page, serve, texts_db, request):
    return open_page(serve(texts_db), getattr(request, "param", "desktop"))


@pytest.mark.parametrize("texts_page", ["desktop", "phone"], indirect=True)
@pytest.mark.parametrize("words", ["chauffeurs 🚚 ont été", "l’armée a riposté “sans délai” à Diboli", "riposté"])
def test_selected_words_become_an_event(texts_page, words):
    page = texts_page
    page.goto("/article/a")
    select(page, words)
    page.get_by_role("button", name="Add an event").click()
    form = page.locator("#add form")
    assert form.locator("[name=quote]").input_value() == words
    assert form.locator("[name=at]").input_value() == str(TEXT.index(words))
    form.locator("[name=type]").select_option("COERCE")
    form.locator("[name=place]").fill("Kayes")
    form.locator("[name=why]").fill("missed by the reader")
    form.locator("[name=who]").fill("A. Sow")
    form.get_by_role("button", name="Add the event").click()
    page.wait_for_url("**decided=*")
    assert "missed event added" in page.locator("#decided").inner_text()
    assert page.locator(".report h3").filter(has_text="Kayes").count() == 1
    page.locator("#decided").get_by_role("button", name="Undo").click()
    page.wait_for_url("**decided=*")
    page.get_by_text("Taken back.").first.wait_for()
    assert page.locator(".report h3").filter(has_text="Kayes").count() == 0


def test_selected_words_correct_an_event(texts_page):
    page = texts_page
    page.goto("/article/a")
    select(page, "cinq chauffeurs")
    page.get_by_role("button", name="Correct an event").click()
    form = page.locator("#correct form")
    form.locator("[name=field]").select_option("killed")
    form.locator("[name=killed]").fill("5")
    assert not form.locator("[name=type]").is_visible()
    form.locator("[name=why]").fill("they are the dead")
    form.locator("[name=who]").fill("A. Sow")
    form.get_by_role("button", name="Correct").click()
    page.wait_for_url("**decided=*")
    assert "killed" in page.locator(".report dl").inner_text()


@pytest.mark.parametrize("texts_page", ["desktop", "phone"], indirect=True)
def test_marks_are_reached_by_keyboard_and_tell_their_value(texts_page):
    page = texts_page
    page.goto("/article/a")
    page.locator("#text a.m").first.focus()
    assert page.locator('#text a.m[tabindex="0"]').count() == 1
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    assert page.locator("#picked").is_visible()
    assert "gouverneur de Kayes" in page.locator("#picked").inner_text()
    page.keyboard.press("Escape")
    assert not page.locator("#picked").is_visible()
    assert page.evaluate("document.activeElement.textContent") == "Kayes"


def test_kinds_are_switched_off_and_passed_over(texts_page):
    page = texts_page
    page.goto("/article/a")
    style = "getComputedStyle(document.querySelector('.text .m.time')).textDecorationLine"
    assert page.evaluate(style) == "underline"
    for kind in ("time", "place", "actor", "count", "quote"):
        page.locator(f"[data-kind={kind}][type=checkbox]").uncheck()
    assert page.evaluate(style) == "none"
    page.locator("#text a.m").first.focus()
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.textContent") == "tués"


def test_a_value_lights_its_words_on_the_same_page(texts_page):
    page = texts_page
    page.goto("/article/a")
    page.locator(".report dl a").first.click()
    assert page.locator(".text .exact").inner_text() == "tués"
    assert page.url.endswith("/article/a")


def test_marks_and_forms_work_without_scripts(open_page, serve, texts_db):
    page = open_page(serve(texts_db), java_script_enabled=False)
    page.goto("/article/a")
    page.locator("#text a.m.place").click()
    assert page.locator(".note:target").inner_text().lower().startswith("place")
    page.locator("#add summary").first.click()
    form = page.locator("#add form")
    form.locator("[name=quote]").fill("l'armée a riposté")
    form.locator("[name=type]").select_option("ASSAULT")
    form.locator("[name=why]").fill("missed")
    form.locator("[name=who]").fill("A. Sow")
    form.get_by_role("button", name="Add the event").click()
    assert "decided=" in page.url


@pytest.mark.parametrize("texts_page", ["desktop", "phone"], indirect=True)
def test_hostile_texts_run_no_script_and_fit_the_page(texts_page, no_serious_findings):
    page = texts_page
    page.on("dialog", lambda dialog: pytest.fail(f"a script ran: {dialog.message}"))
    page.goto("/article/mean")
    page.locator("#text a.m").first.click()
    no_serious_findings(page)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", ["phone", "desktop"])
def test_nobody_is_shut_out(open_page, desk, no_serious_findings, size, scheme):
    page = open_page(desk, size, color_scheme=scheme, locale="fr-FR")
    page.goto("/article/sample-apf-bilan?at=21-28")
    no_serious_findings(page)
    page.locator("#text a.m").nth(3).click()
    page.locator("#add summary").first.click()
    no_serious_findings(page)
    event = page.locator(".report h3 a").first.get_attribute("href")
    page.goto(event)
    no_serious_findings(page)
    for summary in page.locator("main details > summary").all():
        if summary.is_visible():
            summary.click()
    no_serious_findings(page)
