"""The two articles of the first situation, field by field: what one sourced picture of them has to say."""

from __future__ import annotations

import random
from datetime import date
from pathlib import Path

import pytest

from recoupe.boards import build_boards, make_ground, place_events
from recoupe.knowledge.bundle import Knowledge
from recoupe.knowledge.situations import load_situation
from recoupe.model import Event
from recoupe.pipeline import Picture, cross_check, read_articles
from recoupe.sources import InputOptions, read_inputs

pytestmark = pytest.mark.shared
DAY = date(2025, 11, 5)
STRAIGHT = str.maketrans("’“”\u202f\u00a0", '\'""  ')


@pytest.fixture(scope="module")
def known() -> Knowledge:
    return Knowledge(situation=load_situation("senegal-mali"))


@pytest.fixture(scope="module", params=["as they are", "reversed", "straight quotes", "renamed"])
def picture(request: pytest.FixtureRequest, shared: Path, known: Knowledge, tmp_path_factory) -> Picture:
    """The picture of both files: in either order, with curly or straight quotes, under other names."""
    folder = tmp_path_factory.mktemp("seeds")
    paths = []
    for number, source in enumerate(sorted((shared / "seeds").glob("*.txt"))):
        text = source.read_text(encoding="utf-8")
        if request.param == "straight quotes":
            text = text.translate(STRAIGHT)
        path = folder / (f"{random.Random(number).random()}.txt" if request.param == "renamed" else source.name)
        path.write_text(text, encoding="utf-8")
        paths.append(str(path))
    if request.param == "reversed":
        paths.reverse()
    articles = list(read_inputs(paths, InputOptions()))
    picture = cross_check(tuple(read_articles(articles, known)))
    ground = make_ground(known.situation, known.gazetteer)
    events = place_events(picture.events, ground, picture.readings)
    return Picture(picture.readings, picture.origins, events, picture.checks)


def the(picture: Picture, kind: str, **wanted: object) -> Event:
    """The one event of that type with those fields."""
    found = [e for e in picture.events if e.type == kind and all(getattr(e, k) == v for k, v in wanted.items())]
    assert len(found) == 1, [(e.type, e.when, e.place, e.actors, e.recipients) for e in picture.events]
    return found[0]


def who(words: tuple[str, ...]) -> str:
    return " / ".join(words).replace("’", "'")


def test_both_articles_are_dated_with_reasons(picture: Picture) -> None:
    for reading in picture.readings:
        assert reading.article.published == DAY
        assert reading.article.published_from.startswith("inferred")
    blog = next(r for r in picture.readings if r.article.candidates)
    assert {c.interval.first for c in blog.article.candidates} == {DAY, date(2025, 5, 11)}


def test_eleven_events(picture: Picture) -> None:
    kinds = sorted(e.type for e in picture.events)
    assert kinds == sorted(["CONSULT"] * 4 + ["AGREE", "COOPERATE", "COERCE", "SANCTION"] + ["ASSAULT"] * 3)


def test_reception_in_dakar(picture: Picture) -> None:
    visit = the(picture, "CONSULT", place="Dakar")
    assert (visit.when.first, visit.when.last, visit.mode) == (DAY, DAY, "visit")
    assert "Oumarou Maïga" in who(visit.actors) and "Birame Diop" in who(visit.recipients)
    assert len(visit.articles) == 2
    assert any(r.attributed_to == "sources officielles" for r in visit.reports)


def test_agreement_differs_in_strength(picture: Picture) -> None:
    agreement = the(picture, "AGREE")
    assert len(agreement.articles) == 2
    assert agreement.when.first == DAY and agreement.place is None


def test_joint_patrols(picture: Picture) -> None:
    patrols = the(picture, "COOPERATE")
    assert (patrols.when.first, patrols.when.last) == (date(2025, 2, 1), date(2025, 2, 28))
    assert patrols.place == "Diboli" and len(patrols.articles) == 2
    assert "cooperation" in patrols.boards
    assert "Sénégal" in who(patrols.actors) and "Mali" in who(patrols.actors)


def test_attack_at_diboli(picture: Picture) -> None:
    attack = the(picture, "ASSAULT", place="Diboli")
    assert (attack.when.first, attack.when.last) == (date(2025, 7, 1), date(2025, 7, 10))
    assert "JNIM" in who(attack.actors) and len(attack.articles) == 2
    assert attack.border.km == pytest.approx(0.35, abs=0.15)
    assert attack.border.plus_minus_km >= 1 and attack.border.said_below_km == 2
    assert "threat" in attack.boards


def test_fuel_embargo(picture: Picture) -> None:
    embargo = the(picture, "COERCE", mode="withhold")
    assert "JNIM" in who(embargo.actors) and "Mali" in who(embargo.recipients)
    assert embargo.when is None and len(embargo.articles) == 2
    assert embargo.place == "Mali" and "supply" in embargo.boards


def test_two_series_stay_apart(picture: Picture) -> None:
    convoys, others = sorted(
        (e for e in picture.events if e.type == "ASSAULT" and e.series),
        key=lambda e: "convois" not in who(e.recipients),
    )
    assert "convois" in who(convoys.recipients) and "supply" in convoys.boards
    assert "Mali" in who(others.recipients) and not others.background
    assert others.id in {other for other, _ in convoys.related}
    assert all("JNIM" in who(e.actors) and "JNIM" not in who(e.recipients) for e in (convoys, others))
    assert convoys.when is None and others.when is None
    assert convoys.place is None and others.place is None


@pytest.mark.parametrize(
    ("month", "name"),
    [((2024, 5), "Bassirou Diomaye Faye"), ((2024, 8), "Ousmane Sonko"), ((2024, 10), "Abdoulaye Bathily")],
)
def test_visits_to_mali(picture: Picture, month: tuple[int, int], name: str) -> None:
    visit = next(e for e in picture.events if e.type == "CONSULT" and name in who(e.actors))
    assert (visit.when.first.year, visit.when.first.month, visit.when.grain) == (*month, "month")
    assert visit.place == "Mali"


def test_mali_leaves_the_community(picture: Picture) -> None:
    exit_ = the(picture, "SANCTION")
    assert exit_.mode == "withdraw" and "Mali" in who(exit_.actors) and "Cédéao" in who(exit_.recipients)
    assert (exit_.when.first, exit_.when.last) == (date(2025, 1, 1), date(2025, 1, 31))


def test_figures_and_their_arithmetic(picture: Picture) -> None:
    figures = [f for r in picture.readings for f in r.figures]
    assert {(f.count.low, f.unit) for f in figures} >= {
        (802.8e9, "XOF"),
        (739e9, "XOF"),
        (8.6, "%"),
        (50, "%"),
        (55, "%"),
    }
    assert [c.verdict for c in picture.checks].count("agrees") == 2
    assert "cannot be checked" in [c.verdict for c in picture.checks]
    assert "disagrees" not in [c.verdict for c in picture.checks]


def test_one_origin_and_one_undetermined(picture: Picture) -> None:
    origins = picture.origins
    blog = next(r.article.id for r in picture.readings if r.article.candidates)
    assert len(origins.groups) == 1 and origins.undetermined == (blog,) and origins.independent == 1


def test_nothing_comes_from_the_trailers(picture: Picture) -> None:
    said = " ".join(
        s.quote for r in picture.readings for s in (*(p.span for p in r.places), *(a.span for a in r.actors))
    )
    for name in ("Tabankort", "Ghali", "Goïta", "Zélande", "Sanogo", "HBodiel", "Albert"):
        assert name not in said


def test_no_conflict_is_made_of_missing_details(picture: Picture) -> None:
    assert "conflict" not in {f.label for e in picture.events for f in e.findings}


def test_every_line_of_the_brief_has_its_words(picture: Picture, known: Knowledge) -> None:
    brief = build_boards(picture, known.situation, known.gazetteer, now=DAY)
    lines = (*brief.threat.lines, *brief.supply.lines, *brief.cooperation, *brief.diplomacy.lines)
    assert lines and all(line.quotes for line in lines)
