"""A place that is withheld and a private person are in no part of any format, nor in the manifest, nor in the brief."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from made_values import make_event

from recoupe.apps.brief import brief_to_plain, render_html, render_text
from recoupe.boards import build_boards
from recoupe.knowledge.gazetteer import load_gazetteer
from recoupe.knowledge.situations import load_situation
from recoupe.model import (
    ActorMention,
    Article,
    Evidence,
    Finding,
    FindingValue,
    Interval,
    Origins,
    Place,
    PlaceMention,
    Reading,
    Report,
    Span,
)
from recoupe.pipeline import Picture
from recoupe.share import FORMATS, ArticleFacts, ExportContext, ExportSettings, export_events
from recoupe.share.withhold import for_readers

NOW = datetime(2031, 7, 30, 9, tzinfo=UTC)
TEXT = (
    "Une patrouille mixte partira vendredi d'Ombakoro vers Kéndoula, annonce Aminata Diarrassou, commerçante. "
    "La patrouille d’Ombakoro passera par KENDOULA, selon Diarrassou."
)
OMBAKORO = Place("recoupe:ombakoro", "Ombakoro", "ML", "Kayes", "town", 13.37, -11.73, 3.0)
KENDOULA = Place("recoupe:kendoula", "Kéndoula", "ML", "Kayes", "town", 14.5, -12.1, 3.0)
SECRETS = ("ombakoro", "kendoula", "kéndoula", "k%c3%a9ndoula", "aminata", "diarrassou", "13.37", "-11.73")


def at(words: str) -> Span:
    start = TEXT.index(words)
    return Span.of(TEXT, start, start + len(words))


def make_patrol() -> tuple[Reading, object]:
    """A patrol of the day after tomorrow; its place and a trader's name stand wherever they can."""
    name = "ombakoro-1"
    report = Report(
        f"{name}#r1", name, at("Une patrouille mixte"), "COOPERATE",
        actors=("patrouille d'Ombakoro", "Aminata Diarrassou"), place="Ombakoro", where=OMBAKORO,
        when=Interval.day(date(2031, 8, 1)), status="planned", attributed_to="Aminata Diarrassou, d'Ombakoro",
        evidence={"place": Evidence(at("d'Ombakoro vers Kéndoula"), "x", "x")}, mentions=(at("La patrouille"),),
    )  # fmt: skip
    article = Article(
        name, TEXT, title="Patrouille à Ombakoro : Aminata Diarrassou raconte", outlet="La Voix des Dunes",
        url="https://voix.example/patrouille-ombakoro-k%C3%A9ndoula", published=date(2031, 7, 29),
    )  # fmt: skip
    reading = Reading(
        article,
        places=(PlaceMention(at("Ombakoro"), OMBAKORO, "table"), PlaceMention(at("Kéndoula"), KENDOULA, "table")),
        actors=(ActorMention(at("Aminata Diarrassou"), "Aminata Diarrassou", "person", 0, "np"),),
        reports=(report,),
    )
    finding = Finding("place", "conflict", (FindingValue("Ombakoro", (name,), "Ombakoro"),), (), "Ombakoro",
                      "one says Ombakoro, Aminata Diarrassou says Kéndoula")  # fmt: skip
    event = make_event(
        "e1", (report,), type="COOPERATE", mode=None, when=report.when, place="Ombakoro", where=OMBAKORO,
        actors=report.actors, recipients=(), status="planned", findings=(finding, replace(finding, field="when")),
        killed=None, wounded=None, abducted=None, related=(("e2", "same road from Ombakoro"),),
    )  # fmt: skip
    return reading, event


def make_announced(type_: str) -> tuple[Reading, object]:
    """An event of tomorrow whose own words name no patrol: only its sentence does."""
    reading, event = make_patrol()
    report = replace(
        reading.reports[0], anchor=at("passera"), type=type_, status="asserted", mode=None, mentions=(), actors=(),
        when=Interval.day(date(2031, 7, 31)), attributed_to=None, evidence={},
    )  # fmt: skip
    told = replace(event, type=type_, reports=(report,), when=report.when, actors=(), status="asserted")
    return replace(reading, reports=(report,)), told


ANNOUNCED = ("AGREE", "COOPERATE", "MOBILIZE")


def assert_no_secret(words: str) -> None:
    told = words.casefold()
    assert [secret for secret in SECRETS if secret in told] == []


def text_of(path: Path) -> str:
    """Everything a reader of the file could see."""
    if path.suffix == ".xlsx":
        book = pytest.importorskip("openpyxl").load_workbook(path)
        cells = [cell for sheet in book for row in sheet for cell in row]
        return " ".join(f"{cell.value} {cell.hyperlink.target if cell.hyperlink else ''}" for cell in cells)
    if path.suffix == ".parquet":
        return str(pytest.importorskip("pyarrow.parquet").read_table(path).to_pylist())
    return path.read_text(encoding="utf-8")


QUERIES = ("place:Ombakoro", 'party:"Aminata Diarrassou"', "within:5km:13.37,-11.73", "patrouille ombakoro", "kendoula")


@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.parametrize("name", FORMATS)
def test_no_export_tells_what_is_withheld(tmp_path, name, query):
    reading, event = make_patrol()
    context = ExportContext({reading.article.id: ArticleFacts.of(reading)}.get, NOW, query)
    target = tmp_path / f"out{FORMATS[name].suffix}"
    assert export_events([event], name, target, context).events == 1
    assert_no_secret(text_of(target))
    assert_no_secret(target.with_name(target.name + ".manifest.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("type_", ANNOUNCED)
@pytest.mark.parametrize("name", FORMATS)
def test_no_export_tells_of_a_patrol_that_only_the_sentence_names(tmp_path, name, type_):
    reading, event = make_announced(type_)
    context = ExportContext({reading.article.id: ArticleFacts.of(reading)}.get, NOW)
    target = tmp_path / f"out{FORMATS[name].suffix}"
    assert export_events([event], name, target, context).withheld.reasons
    assert_no_secret(text_of(target))


def test_the_settings_show_it_all(tmp_path):
    reading, event = make_patrol()
    settings = ExportSettings(persons=True, exact_movements=True)
    context = ExportContext({reading.article.id: ArticleFacts.of(reading)}.get, NOW, "place:Ombakoro", settings)
    export_events([event], "geojson", tmp_path / "out.geojson", context)
    told = text_of(tmp_path / "out.geojson")
    assert all(words in told for words in ("Ombakoro", "Aminata Diarrassou", "13.37", "ombakoro-1#r1"))


@pytest.mark.parametrize("language", ["fr", "en"])
def test_no_brief_tells_what_is_withheld(language):
    reading, event = make_patrol()
    picture = Picture((reading,), Origins(((reading.article.id,),)), (event,), ())
    situation = load_situation("senegal-mali")
    brief = build_boards(picture, situation, load_gazetteer(imports=False), now=NOW.replace(tzinfo=None))
    assert brief.lines()["e1"].coarse
    plain = json.dumps(brief_to_plain(brief), ensure_ascii=False)
    for page in (render_text(brief, language), render_html(brief, language), plain):
        assert_no_secret(page)


@pytest.mark.parametrize("type_", ANNOUNCED)
def test_no_brief_tells_of_a_patrol_that_only_the_sentence_names(type_):
    reading, event = make_announced(type_)
    picture = Picture((reading,), Origins(((reading.article.id,),)), (event,), ())
    brief = build_boards(
        picture, load_situation("senegal-mali"), load_gazetteer(imports=False), now=NOW.replace(tzinfo=None)
    )
    assert brief.lines()["e1"].coarse
    pages = (render_text(brief, "fr"), render_html(brief, "fr"), json.dumps(brief_to_plain(brief), ensure_ascii=False))
    for page in pages:
        assert_no_secret(page)


def test_pages_for_others_show_words_by_the_same_rules():
    reading, event = make_patrol()
    discreet = for_readers(event, ExportContext({reading.article.id: ArticleFacts.of(reading)}.get, NOW))
    assert discreet.hidden
    shown = discreet.event(event)
    assert (shown.place, shown.where.lat, shown.border, shown.corridors) == ("Kayes", None, None, ())
    assert_no_secret(str(replace(shown, reports=(), origins=(), undetermined=())))
    assert_no_secret(discreet.words(TEXT) + discreet.name("ombakoro-1"))
    assert discreet.address(reading.article.url) is None and discreet.address("https://voix.example/1")
    assert len(discreet.quote("x" * 900)) == 200 and discreet.name("a1") == "a1"
