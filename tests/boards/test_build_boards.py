"""The whole brief of the scene after the pattern of the first situation, and of a busy season."""

from dataclasses import replace
from datetime import date

import pytest
from board_busy import busy_picture
from board_scene import BLOG, Gazetteer, Picture, event, report, seed_picture

from recoupe.boards import Brief, build_boards
from recoupe.knowledge.situations import load_situation
from recoupe.model import ActorMention, Interval, Origins, Place, Problem, Reading, Span

SITUATION = load_situation("senegal-mali")


def brief_of(picture: Picture, **settings: object) -> Brief:
    return build_boards(picture, SITUATION, Gazetteer(), **{"now": date(2025, 11, 6), **settings})  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def brief() -> Brief:
    return brief_of(seed_picture())


def test_events_stand_on_their_boards(brief: Brief) -> None:
    assert [line.id for line in brief.threat.lines] == ["e6", "e7", "e4"]
    assert {line.id for line in brief.supply.lines} == {"e5", "e6"}
    assert {line.id for line in brief.cooperation} == {"e2", "e3"}
    assert {line.id for line in brief.diplomacy.lines} == {"e1", "e8", "e9", "e10", "e11"}


def test_the_brief_speaks_of_the_day_of_its_last_article(brief: Brief) -> None:
    assert (brief.today, brief.since) == (date(2025, 11, 5), date(2025, 10, 30))


def test_what_is_recalled_is_not_new(brief: Brief) -> None:
    assert {line.id for line in brief.new} == {"e1", "e2", "e5", "e6", "e7"}


def test_what_was_over_a_month_before_the_article_is_not_new_either() -> None:
    picture = seed_picture()
    events = tuple(replace(e, background=False) for e in picture.events)
    brief = brief_of(Picture(picture.readings, picture.origins, events, picture.checks))
    assert {line.id for line in brief.new} == {"e1", "e2", "e5", "e6", "e7"}


def test_since_decides_what_is_new() -> None:
    assert brief_of(seed_picture(), since=date(2025, 11, 6)).new == ()


def test_every_line_has_a_quote_of_each_article_that_reports_it(brief: Brief) -> None:
    for line in brief.lines().values():
        assert {q.article for q in line.quotes} == {a for group in line.event.origins for a in group}
        assert all(0 < len(q.text) <= 200 for q in line.quotes)


def test_a_place_said_to_be_near_and_is_not(brief: Brief) -> None:
    notes = brief.lines()["e3"].notes
    assert [(n.code, n.values[0], round(float(n.values[2]))) for n in notes] == [("near", "Kayes", 81)]


def test_standing_relations_with_start_and_end_as_far_as_said(brief: Brief) -> None:
    rows = {s.kind: s for s in brief.diplomacy.standing}
    assert rows["membership"].parties == ("Mali", "Cédéao") and rows["membership"].ended
    assert rows["membership"].start is None and rows["membership"].end == Interval.month(2025, 1)
    assert rows["action"].start == Interval.month(2025, 2) and not rows["action"].ended
    assert rows["measure"].start is None and not rows["measure"].ended


def test_trade_figures_come_with_the_arithmetic_and_what_is_exposed(brief: Brief) -> None:
    assert [row.figure.id for row in brief.trade.figures] == ["f1", "f2", "f3"]
    assert all(row.checks == (0,) for row in brief.trade.figures)
    assert brief.trade.exposed == ("kidira", "moussala", "bafoulabe")


def test_too_few_attacks_make_no_trend(brief: Brief) -> None:
    assert {t.verdict for t in brief.threat.trends} == {"too few"}


def test_what_is_disputed(brief: Brief) -> None:
    assert [(d.line.id, d.fields, d.doubts) for d in brief.disputed] == [
        ("e2", ("type",), ()),
        ("e7", (), ("undetermined",)),
    ]


def test_coverage(brief: Brief) -> None:
    coverage = brief.coverage
    assert coverage.independent == 1 and coverage.groups == (("wire", "blog"),)
    assert {(o.name, o.articles) for o in coverage.outlets} == {("Agence du Fleuve", 1), ("Carnet du Sahel", 1)}
    assert "APA" in coverage.silent
    assert [(row.id, row.origin, row.undetermined) for row in coverage.articles] == [
        ("wire", 1, False),
        ("blog", 1, True),
    ]


def test_an_order_of_articles_changes_nothing() -> None:
    picture = seed_picture()
    turned = Picture(picture.readings[::-1], picture.origins, picture.events[::-1], picture.checks)
    one, other = brief_of(picture), brief_of(turned)
    assert one.lines() == other.lines() and one.new == other.new and one.supply == other.supply


def test_a_busy_season() -> None:
    brief = brief_of(busy_picture(), now=date(2025, 10, 28))
    assert [c.state for c in brief.supply.corridors] == ["cut", "threatened", "threatened"]
    assert [t.verdict for t in brief.threat.trends] == ["nearer", "no trend"]
    assert brief.fiction and all(line.fiction for line in brief.lines().values())
    assert ("e120", ("killed",)) in [(d.line.id, d.fields) for d in brief.disputed]
    assert {gap.kind for gap in brief.gaps} == {"unlocated", "undated", "unplaced", "problem"}


def test_inputs_that_could_not_be_read_are_told() -> None:
    brief = brief_of(seed_picture(), problems=[Problem("sources", "not a text", "photo.txt")])
    assert ("unread", "photo.txt", "not a text") in [(g.kind, g.what, g.why) for g in brief.gaps]


def test_an_article_read_with_a_problem_is_told_once_and_not_as_unread() -> None:
    ahead = Problem("sources", "published 2091-01-01 lies ahead", "a.jsonl:1")
    picture = seed_picture()
    first = picture.readings[0]
    told = replace(first, article=replace(first.article, problems=(ahead,)), problems=(ahead,))
    picture = replace(picture, readings=(told, *picture.readings[1:]))
    gaps = [g for g in brief_of(picture, problems=[ahead, ahead]).gaps if g.what == "a.jsonl:1"]
    assert [(g.kind, g.articles, g.why) for g in gaps] == [("problem", (first.article.id,), ahead.message)]


def test_an_empty_picture_makes_an_empty_brief() -> None:
    brief = brief_of(Picture((), Origins(()), ()))
    assert brief.lines() == {} and brief.new == () and brief.coverage.period is None
    assert {c.state for c in brief.supply.corridors} == {"unknown"}


GAO = Place("test:gao", "Gao", "ML", "Gao", "town", 16.27, -0.04, 5.0)
NIAMEY = Place("test:niamey", "Niamey", "NE", "Niamey", "town", 13.51, 2.11, 5.0)
SELIBABY = Place("test:selibaby", "Sélibaby", "MR", "Guidimakha", "town", 15.16, -12.18, 5.0)
CONCERNS = [
    ("in one of the two countries, however far", GAO, (), True),
    ("in a third country, near the border", SELIBABY, (), True),
    ("in a third country, far away", NIAMEY, (), False),
    ("in a third country, but one of the two takes part", NIAMEY, ("Mali",), True),
    ("nowhere, and one of the two takes part", None, ("Mali",), True),
]


@pytest.mark.parametrize(("where", "actors", "shown"), [c[1:] for c in CONCERNS], ids=[c[0] for c in CONCERNS])
def test_which_events_belong_to_the_situation(where: Place | None, actors: tuple[str, ...], shown: bool) -> None:
    made = report(BLOG, "attaque", "ASSAULT", where=where, place="x" if where else None, actors=actors)
    at = BLOG.text.index("Mali")
    mali = ActorMention(Span(at, at + 4, "Mali"), "Mali", "state", 0, "test", "state:MLI", "MLI")
    reading = Reading(BLOG, actors=(mali,) if actors else (), reports=(made,))
    brief = brief_of(Picture((reading,), Origins((("blog",),)), (event(1, made),)))
    assert bool(brief.lines()) is shown and brief.elsewhere == int(not shown)


def test_an_article_without_a_date_leaves_the_last_day_it_may_have(brief: Brief) -> None:
    picture = seed_picture()
    bare = tuple(replace(r, article=replace(r.article, published=None)) for r in picture.readings)
    undated = brief_of(Picture(bare, picture.origins, picture.events, picture.checks))
    assert undated.coverage.period is None
    assert [g.what for g in undated.gaps if g.kind == "undated article"] == ["wire", "blog"]


def test_one_outlet_of_two_spellings_is_one_row() -> None:
    picture = seed_picture()
    names = ("AFP", "Agence France-Presse")
    readings = tuple(replace(r, article=replace(r.article, outlet=n)) for r, n in zip(picture.readings, names))
    coverage = brief_of(replace(picture, readings=readings)).coverage
    assert [(row.name, row.articles) for row in coverage.outlets] == [("AFP", 2)] and "AFP" not in coverage.silent
