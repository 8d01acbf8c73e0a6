"""A busy invented season for tests: many attacks, contradicting tolls, a planned patrol, a cut road, fiction."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from board_scene import DIBOLI, KAYES, PLACES, Picture, event, report, span

from recoupe.model import (
    Article,
    Count,
    Event,
    Finding,
    FindingPair,
    FindingValue,
    Interval,
    Link,
    Mixed,
    Origins,
    Place,
    PlaceMention,
    Problem,
    Reading,
    Report,
)

START = date(2025, 8, 1)
SPOTS = ("2460596", "2454955", "2458881", "2454193", "2451711", "2455518", "2455518", "2458925", "2458925", "2458925")
LOST = Place("near:ouromba", "Ouromba", None, None, "town", None, None, 10.0)
KAYES_REGION = Place("region:kayes", "région de Kayes", "ML", "Kayes", "region", 14.0, -10.5, 150.0)


def article(number: int, day: date, words: str, outlet: str) -> Article:
    return Article(
        id=f"a{number}",
        outlet=outlet,
        url=f"https://{outlet.split()[-1].lower()}.example/{number}",
        title=f"Dépêche {number}",
        published=day,
        published_from="input",
        text=f"Dépêche {number}\n\n{words}\n\nDépêche fictive, écrite pour l'exemple.",
    )


def attacks() -> list[tuple[Article, Event]]:
    """Ten attacks, every eight days, each nearer to the border than the one before."""
    found = []
    for n, spot in enumerate(SPOTS):
        place, day = PLACES[f"geonames:{spot}"], START + timedelta(days=8 * n)
        words = f"Des hommes armés ont attaqué hier {place.name}, faisant {n + 2} morts parmi les gendarmes."
        art = article(n, day + timedelta(days=1), words, ("Le Fil", "Agence du Fleuve", "Radio Plaine")[n % 3])
        made = report(
            art,
            "ont attaqué",
            "ASSAULT",
            {"place": place.name, "when": "hier", "actors": "Des hommes armés", "killed": f"{n + 2} morts"},
            mode="firearms",
            actors=("hommes armés",),
            recipients=("gendarmes",),
            place=place.name,
            where=place,
            when=Interval.day(day),
            killed=Count.exactly(n + 2),
        )
        found.append((art, event(100 + n, made)))
    return found


def rivals() -> tuple[list[Article], Event]:
    """One convoy attack with two tolls from two origins, and a rewrite of the first."""
    day = date(2025, 10, 25)
    rows = ((20, "Le Fil", "sept", 7.0), (21, "Radio Plaine", "douze", 12.0), (22, "Carnet", "sept", 7.0))
    articles, reports = [], []
    for number, outlet, words, toll in rows:
        text = (
            f"Un convoi de citernes a été incendié samedi près de Kayes : {words} chauffeurs ont péri, selon un témoin."
        )
        art = article(number, day + timedelta(days=1), text, outlet)
        articles.append(art)
        reports.append(convoy_report(art, words, toll, day))
    finding = Finding(
        "killed",
        "conflict",
        (
            FindingValue(Count.exactly(7), ("a20", "a22"), "sept chauffeurs"),
            FindingValue(Count.exactly(12), ("a21",), "douze chauffeurs"),
        ),
        (FindingPair(("a20", "a21"), "conflict"),),
        Count(7, 12),
        "two origins give different numbers on the same day",
    )
    merged = event(
        120,
        *reports,
        killed=Count(7, 12),
        origins=(("a20", "a22"), ("a21",)),
        undetermined=("a22",),
        independent=2,
        findings=(finding,),
    )
    return articles, merged


def convoy_report(art: Article, words: str, toll: float, day: date) -> Report:
    return report(
        art,
        "incendié",
        "ASSAULT",
        {"place": "Kayes", "killed": f"{words} chauffeurs", "recipients": "Un convoi de citernes", "when": "samedi"},
        mode="destroy",
        recipients=("convoi de citernes",),
        place="Kayes",
        where=KAYES,
        when=Interval.day(day),
        killed=Count.exactly(toll),
        attributed_to="un témoin",
    )


def busy_picture() -> Picture:
    """Everything at once, as of 28 October 2025."""
    pairs = attacks()
    convoy_articles, convoy = rivals()
    patrol_article = article(
        30, date(2025, 10, 27), "Une patrouille mixte partira jeudi de Diboli vers Kayes, annonce le préfet.", "Le Fil"
    )
    patrol = report(
        patrol_article,
        "partira",
        "COOPERATE",
        {"place": "Diboli", "when": "jeudi", "actors": "Une patrouille mixte"},
        actors=("patrouille mixte",),
        place="Diboli",
        where=DIBOLI,
        when=Interval.day(date(2025, 10, 30)),
        status="planned",
    )
    block_article = article(
        31,
        date(2025, 10, 28),
        "Les insurgés ont dressé lundi un barrage à Diboli : la route est coupée.",
        "Radio Plaine",
    )
    block = report(
        block_article,
        "barrage",
        "COERCE",
        {"place": "Diboli", "actors": "Les insurgés", "when": "lundi"},
        mode="withhold",
        actors=("insurgés",),
        place="Diboli",
        where=DIBOLI,
        when=Interval.day(date(2025, 10, 27)),
    )
    vague_article = article(
        32, date(2025, 10, 28), "Des heurts auraient éclaté dans la région de Kayes et à Ouromba.", "Carnet du Sahel"
    )
    vague = report(
        vague_article,
        "heurts",
        "ASSAULT",
        {"place": "région de Kayes"},
        place="région de Kayes",
        where=KAYES_REGION,
        when=Interval(date(2025, 10, 26), date(2025, 10, 28)),
        status="hedged",
    )
    lost = report(vague_article, "auraient éclaté", "ASSAULT", {"place": "Ouromba"}, place="Ouromba", where=LOST)
    loose = [(patrol_article, event(130, patrol)), (block_article, event(131, block))]
    loose += [(vague_article, event(132, vague)), (vague_article, event(133, lost, independent=0))]
    articles = [*(a for a, _ in pairs), *convoy_articles, *dict.fromkeys(a for a, _ in loose)]
    events = (*(e for _, e in pairs), convoy, *(e for _, e in loose))
    readings = tuple(make_reading(a, events) for a in articles)
    groups = (*((a.id,) for a in articles if a.id not in ("a20", "a22")), ("a20", "a22"))
    link = Link("a22", "a20", 0.9, ("the same words",), True)
    return Picture(readings, Origins(groups, ("a22",), (Mixed("a32", (("a31",), ("a30",))),), (link,)), events)


def make_reading(art: Article, events: tuple[Event, ...]) -> Reading:
    reports = tuple(r for e in events for r in e.reports if r.article == art.id)
    places = [r.where for r in reports if r.where] + [KAYES] * ("vers Kayes" in art.text)
    mentions = tuple(PlaceMention(span(art, p.name), p, "test") for p in dict.fromkeys(places))
    problems = (Problem("reading", "two sentences were too long to read"),) if art.id == "a32" else ()
    return replace(Reading(art, places=mentions, reports=reports), problems=problems)
