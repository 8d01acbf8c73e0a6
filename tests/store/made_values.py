"""Invented readings and events that the tests of the store build on."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from recoupe.model import (
    ActorMention,
    Article,
    Count,
    CountMention,
    Cue,
    DateBounds,
    DateCandidate,
    Distance,
    Event,
    Evidence,
    Figure,
    Finding,
    FindingPair,
    FindingValue,
    Grade,
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

TEXT = (
    "Attaque à Ombakoro\n\n"
    "Des hommes armés ont tué au moins huit civils mardi près d’Ombakoro, selon l'armée de Taranie. "
    "Ils auraient enlevé deux commerçants.\n\n"
    "Les échanges ont atteint 12,5 milliards en 2031.\n\nLire aussi : la météo"
)
OMBAKORO = Place("recoupe:ombakoro", "Ombakoro", "ML", "Kayes", "town", 14.45, -12.2, 3.0)


def span(words: str, text: str = TEXT) -> Span:
    start = text.index(words)
    return Span.of(text, start, start + len(words))


def make_article(name: str = "a1", **changes: object) -> Article:
    """An article with every field filled."""
    article = Article(
        id=name,
        text=TEXT,
        title="Attaque à Ombakoro",
        outlet="La Voix des Dunes",
        url=f"https://voix.example/{name}",
        author="A. Plume",
        language="fr",
        section="Sécurité",
        published=date(2031, 7, 2),
        published_at=datetime(2031, 7, 2, 9, 30, tzinfo=UTC),
        published_from="input",
        candidates=(DateCandidate(Interval.day(date(2031, 7, 2)), "text", "date line", span("mardi")),),
        removed=(Removed(span("Lire aussi : la météo"), "trailer"),),
        credits=(span("selon l'armée de Taranie"),),
        source="inbox/a1.txt",
        given_text=False,
        bounds=DateBounds(2, date(2031, 7, 1), date(2031, 7, 9), (7, 2), ("«mardi»",)),
        problems=(Problem("sources", "a strange quote sign", "inbox/a1.txt"),),
    )
    return replace(article, **changes)  # type: ignore[arg-type]


def make_report(name: str = "a1#r1", article: str = "a1", **changes: object) -> Report:
    report = Report(
        id=name,
        article=article,
        anchor=span("ont tué"),
        type="ASSAULT",
        mode="firearms",
        actors=("hommes armés",),
        recipients=("civils",),
        actor_ids=("jnim",),
        recipient_ids=(None,),
        place="Ombakoro",
        where=OMBAKORO,
        when=Interval.day(date(2031, 7, 1)),
        killed=Count(8, None),
        wounded=Count(10, 12, vague=True),
        abducted=Count.exactly(2),
        status="hedged",
        attributed_to="l'armée de Taranie",
        background=True,
        series=False,
        score=0.75,
        mentions=(span("ont tué"), span("Attaque")),
        evidence={"killed": Evidence(span("au moins huit civils"), "toll-atleast", "object of the anchor")},
        explanation="frame: kill",
    )
    return replace(report, **changes)  # type: ignore[arg-type]


def make_reading(name: str = "a1", **changes: object) -> Reading:
    """A reading with every field filled."""
    first = make_report(f"{name}#r1", name)
    second = make_report(
        f"{name}#r2", name, anchor=span("enlevé"), mentions=(span("enlevé"),), mode="abduct", killed=None
    )
    reading = Reading(
        article=make_article(name),
        times=(
            TimeMention(span("mardi"), Interval.day(date(2031, 7, 1)), "weekday", "before", (Interval.year(2031),)),
        ),
        places=(PlaceMention(span("Ombakoro"), OMBAKORO, "table", metonym=True),),
        actors=(
            ActorMention(
                span("hommes armés"), "hommes armés", "armed", 1, "np", "jnim", "MLI", "REB", "chef", (1, 2), 3
            ),
        ),
        counts=(CountMention(span("huit"), Count(8, None), "civils", "number", span("civils"), "money"),),
        quotations=(
            Quotation(
                span("selon"), span("Des hommes armés"), span("l'armée de Taranie"), "official", "according", True
            ),
        ),
        cues=(Cue(span("auraient"), "conditional", span("enlevé deux commerçants"), "cond"),),
        reports=(first, second),
        figures=(
            Figure(
                f"{name}#f0",
                name,
                span("12,5 milliards"),
                Count.exactly(12.5e9),
                "XOF",
                "échanges",
                "level",
                Interval.year(2031),
                span("2031"),
                "la douane",
                span("échanges"),
                True,
                span("Les échanges ont atteint 12,5 milliards en 2031."),
            ),
        ),
        problems=(Problem("reading", "a sentence too long", None),),
    )
    return replace(reading, **changes)  # type: ignore[arg-type]


def make_event(name: str = "e1", reports: tuple[Report, ...] | None = None, **changes: object) -> Event:
    """An event with every field filled."""
    reports = (make_report(),) if reports is None else reports
    articles = tuple(dict.fromkeys(r.article for r in reports))
    event = Event(
        id=name,
        type="ASSAULT",
        mode="firearms",
        when=Interval.day(date(2031, 7, 1)),
        place="Ombakoro",
        where=OMBAKORO,
        actors=("hommes armés",),
        recipients=("civils",),
        killed=Count(8, None),
        wounded=Count(10, 12),
        abducted=Count.exactly(2),
        status="asserted",
        reports=reports,
        origins=(articles,),
        undetermined=articles[1:],
        independent=1,
        findings=(
            Finding(
                "killed",
                "conflict",
                (
                    FindingValue(Count(8, None), articles, "au moins huit civils"),
                    FindingValue(Interval.month(2031, 7), ("a2",), "en juillet"),
                    FindingValue(OMBAKORO, ("a3",), "Ombakoro"),
                    FindingValue(("x", ("y", 2)), ("a4",), "x"),
                ),
                (FindingPair(("a1", "a2"), "conflict"),),
                date(2031, 7, 1),
                "the later article says more",
            ),
        ),
        grade=Grade("B", 2, "two origins"),
        border=Distance("SN-ML", 12.5, 3.0, 2.0, "à moins de deux kilomètres"),
        corridors=(Distance("dakar-bamako", 4.0, 3.0),),
        boards=("threat",),
        related=(("e9", "single of"),),
        former_ids=(),
    )
    return replace(event, **changes)  # type: ignore[arg-type]
