"""An invented scene for tests: two articles on one meeting, an attack, an embargo, convoys, visits and trade."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from recoupe.model import (
    ActorMention,
    Article,
    Count,
    Event,
    Evidence,
    Figure,
    FigureCheck,
    Finding,
    FindingPair,
    FindingValue,
    Interval,
    Link,
    Origins,
    Place,
    PlaceMention,
    Reading,
    Report,
    Span,
)

# id: name, country, region, latitude, longitude (GeoNames, CC BY 4.0)
POINTS = {
    "geonames:2253354": ("Dakar", "SN", "Dakar", 14.6937, -17.44406),
    "geonames:2250805": ("Kaolack", "SN", "Kaolack", 14.15197, -16.07259),
    "geonames:2251007": ("Kaffrine", "SN", "Kaffrine", 14.10594, -15.5508),
    "geonames:2244991": ("Tambacounda", "SN", "Tambacounda", 13.77073, -13.66734),
    "geonames:2249892": ("Kidira", "SN", "Tambacounda", 14.45668, -12.21659),
    "geonames:2458925": ("Diboli", "ML", "Kayes", 14.45511, -12.19945),
    "geonames:2455518": ("Kayes", "ML", "Kayes", 14.44693, -11.44448),
    "geonames:2451711": ("Sandaré", "ML", "Kayes", 14.7038, -10.3057),
    "geonames:2454193": ("Lakamané", "ML", "Kayes", 14.5095, -9.9099),
    "geonames:2458881": ("Diéma", "ML", "Kayes", 14.54, -9.1921),
    "geonames:2454955": ("Kolokani", "ML", "Koulikoro", 13.5728, -8.0339),
    "geonames:2455558": ("Kati", "ML", "Koulikoro", 12.74409, -8.07257),
    "geonames:2460596": ("Bamako", "ML", "Bamako", 12.65, -8.0),
    "geonames:2250645": ("Kédougou", "SN", "Kédougou", 12.55561, -12.18076),
    "geonames:2246188": ("Saraya", "SN", "Kédougou", 12.83167, -11.75381),
    "geonames:6658544": ("Moussala", "SN", "Kédougou", 12.91628, -11.40616),
    "geonames:2455427": ("Kéniéba", "ML", "Kayes", 12.83745, -11.23567),
    "geonames:2455216": ("Kita", "ML", "Kayes", 13.0349, -9.4895),
    "geonames:2460755": ("Bafoulabé", "ML", "Kayes", 13.8065, -10.8321),
}
PLACES = {i: Place(i, n, c, a, "town", y, x, 2.0) for i, (n, c, a, y, x) in POINTS.items()}
MALI = Place("geonames:2453866", "Mali", "ML", None, "country", 18.0, -2.0, 600.0)
DIBOLI, DAKAR, KAYES = (PLACES[f"geonames:{i}"] for i in (2458925, 2253354, 2455518))


class Gazetteer:
    """The points above and nothing else."""

    def find(self, name: str) -> tuple[Place, ...]:
        return tuple(p for p in PLACES.values() if p.name == name)


@dataclass(frozen=True)
class Picture:
    readings: tuple[Reading, ...]
    origins: Origins
    events: tuple[Event, ...]
    checks: tuple[FigureCheck, ...] = ()


def span(article: Article, quote: str, nth: int = 0) -> Span:
    """The nth occurrence of the words in the article."""
    at = -1
    for _ in range(nth + 1):
        at = article.text.index(quote, at + 1)
    return Span.of(article.text, at, at + len(quote))


def report(article: Article, anchor: str, kind: str, words: dict[str, str] | None = None, **fields: object) -> Report:
    """A report whose evidence are the words given by field."""
    anchored = span(article, anchor)
    evidence = {name: Evidence(span(article, quote), "test") for name, quote in (words or {}).items()}
    name = f"{article.id}-{kind.lower()}-{anchored.start}"
    return Report(name, article.id, anchored, kind, evidence=evidence, **fields)  # type: ignore[arg-type]


def event(number: int, *reports: Report, **fields: object) -> Event:
    """An event that takes what it does not say otherwise from its first report."""
    best = reports[0]
    names = ("type", "mode", "when", "place", "where", "actors", "recipients", "killed", "wounded", "abducted")
    taken = {name: getattr(best, name) for name in (*names, "status", "background", "series")}
    articles = tuple(dict.fromkeys(r.article for r in reports))
    made = Event(id=f"e{number}", reports=reports, origins=(articles,), independent=1, **taken)
    return replace(made, **fields)  # type: ignore[arg-type]


WIRE = Article(
    id="wire",
    outlet="Agence du Fleuve",
    url="https://agence-du-fleuve.example/depeche-12",
    title="Les deux armées resserrent les rangs",
    published=date(2025, 11, 5),
    published_from="Wednesday after July 2025, settled by the other article",
    text=(
        "Les deux armées resserrent les rangs\n\n"
        "Le ministre de la Défense Abdou Kane a reçu ce mercredi à Dakar une délégation de l'état-major malien "
        "menée par le colonel Sory Diarra, a-t-on appris de source officielle. Les deux capitales ont redit leur "
        "volonté de rapprocher leurs armées.\n\n"
        "Le pays voisin subit depuis des jours l'embargo sur le carburant imposé par le JNIM, dont les combattants "
        "multiplient les assauts contre les convois de ravitaillement.\n\n"
        "En février dernier, des patrouilles conjointes ont été lancées dans le secteur de Diboli, près de Kayes. "
        "Début juillet, le JNIM avait frappé Diboli, à moins de deux kilomètres de la frontière sénégalaise.\n\n"
        "Le président sénégalais s'était rendu au Mali en mai 2024, son Premier ministre en août et son envoyé "
        "spécial en octobre 2024. Le retrait du Mali de la Cédéao en janvier 2025 n'y a rien changé.\n\n"
        "Selon la note annuelle des douanes, les ventes vers le Mali ont atteint 802,8 milliards FCFA en 2024, "
        "soit 8,6 % de plus que les 739 milliards de 2023. L'habitante Awa Sidibé raconte l'attente aux pompes."
    ),
)
BLOG = Article(
    id="blog",
    outlet="Carnet du Sahel",
    title="Un partenariat qui se renforce",
    published=date(2025, 11, 5),
    published_from="two candidates; the other article on the same meeting decides",
    text=(
        "Un partenariat qui se renforce\n\n"
        "Les deux pays ont décidé de renforcer leur coopération militaire. Le ministre Abdou Kane a récemment "
        "accueilli une délégation conduite par le colonel Sory Diarra. Des patrouilles conjointes ont été créées le "
        "long des frontières, et une attaque à Diboli inquiète. Le Mali affronte des attaques récurrentes du JNIM "
        "et subit des embargos de carburant."
    ),
)
DAY, FEBRUARY = Interval.day(date(2025, 11, 5)), Interval.month(2025, 2)
JULY = Interval(date(2025, 7, 1), date(2025, 7, 10), "span")


def seed_events() -> tuple[Event, ...]:
    """Eleven events after the pattern of the first situation."""
    visit = report(
        WIRE,
        "a reçu",
        "CONSULT",
        {"place": "Dakar", "when": "ce mercredi", "actors": "le colonel Sory Diarra", "recipients": "Abdou Kane"},
        mode="visit",
        actors=("délégation malienne menée par le colonel Sory Diarra",),
        recipients=("Abdou Kane, ministre de la Défense",),
        place="Dakar",
        where=DAKAR,
        when=DAY,
        attributed_to="source officielle",
    )
    visit2 = report(
        BLOG, "accueilli", "CONSULT", {"actors": "le colonel Sory Diarra"}, mode="visit", actors=("délégation",)
    )
    agree = report(BLOG, "ont décidé", "AGREE", actors=("Sénégal", "Mali"), when=DAY)
    agree2 = report(WIRE, "ont redit leur volonté", "AGREE", actors=("Sénégal", "Mali"), when=DAY)
    strength = Finding(
        "type",
        "strength",
        (
            FindingValue("reaffirmed", ("wire",), "ont redit leur volonté"),
            FindingValue("decided", ("blog",), "ont décidé"),
        ),
        (FindingPair(("wire", "blog"), "strength"),),
        "reaffirmed",
        "the fuller article uses the weaker words",
    )
    patrols = report(
        WIRE,
        "lancées",
        "COOPERATE",
        {"place": "Diboli", "when": "février dernier", "actors": "patrouilles conjointes"},
        actors=("Sénégal", "Mali"),
        place="Diboli",
        where=DIBOLI,
        when=FEBRUARY,
        background=True,
        mentions=(span(WIRE, "patrouilles conjointes"),),
    )
    patrols2 = report(BLOG, "patrouilles conjointes", "COOPERATE", actors=("Sénégal", "Mali"))
    attack = report(
        WIRE,
        "frappé",
        "ASSAULT",
        {"place": "Diboli", "when": "Début juillet", "actors": "le JNIM"},
        actors=("JNIM",),
        actor_ids=("armed:jnim",),
        place="Diboli",
        where=DIBOLI,
        when=JULY,
        background=True,
    )
    attack = replace(attack, evidence={**attack.evidence, "place": Evidence(span(WIRE, "Diboli", 1), "test")})
    attack2 = report(BLOG, "attaque", "ASSAULT", {"place": "Diboli"}, place="Diboli", where=DIBOLI)
    embargo = report(
        WIRE,
        "embargo sur le carburant",
        "COERCE",
        {"actors": "le JNIM"},
        mode="withhold",
        actors=("JNIM",),
        recipients=("Mali",),
        place="Mali",
        where=MALI,
        series=True,
    )
    embargo2 = report(BLOG, "embargos de carburant", "COERCE", mode="withhold", recipients=("Mali",))
    convoys = report(
        WIRE,
        "assauts",
        "ASSAULT",
        {"recipients": "les convois de ravitaillement"},
        actors=("JNIM",),
        recipients=("convois de ravitaillement",),
        series=True,
    )
    recurrent = report(
        BLOG,
        "attaques récurrentes",
        "ASSAULT",
        actors=("JNIM",),
        recipients=("Mali",),
        place="Mali",
        where=MALI,
        series=True,
    )
    may = visit_of("s'était rendu", "président sénégalais", "mai 2024", Interval.month(2024, 5))
    august = visit_of("août", "son Premier ministre", "août", Interval.month(2024, 8))
    october = visit_of("octobre 2024", "son envoyé spécial", "octobre 2024", Interval.month(2024, 10))
    leave = report(
        WIRE,
        "retrait",
        "SANCTION",
        {"when": "janvier 2025", "recipients": "Cédéao"},
        mode="withdraw",
        actors=("Mali",),
        recipients=("Cédéao",),
        when=Interval.month(2025, 1),
        background=True,
    )
    unsure = {"undetermined": ("blog",)}
    return (
        event(1, visit, visit2, **unsure),
        event(2, agree2, agree, findings=(strength,), **unsure),
        event(3, patrols, patrols2, **unsure),
        event(4, attack, attack2, **unsure),
        event(5, embargo, embargo2, **unsure),
        event(6, convoys, related=(("e7", "series"),)),
        event(7, recurrent, independent=0, undetermined=("blog",)),
        event(8, may),
        event(9, august),
        event(10, october),
        event(11, leave),
    )


def visit_of(anchor: str, who: str, when: str, interval: Interval) -> Report:
    return report(
        WIRE,
        anchor,
        "CONSULT",
        {"actors": who.split("son ")[-1] if who not in WIRE.text else who, "when": when, "place": "Mali"},
        mode="visit",
        actors=(who,),
        recipients=("Mali",),
        place="Mali",
        where=MALI,
        when=interval,
        background=True,
    )


def trade_figures() -> tuple[tuple[Figure, ...], tuple[FigureCheck, ...]]:
    """Exports of two years and the growth between them."""
    sentence = span(WIRE, WIRE.text[WIRE.text.index("Selon la note") : WIRE.text.index(" L'habitante")])
    rows = (
        ("f1", "802,8 milliards FCFA", 802_800_000_000.0, "XOF", "level", 2024, False),
        ("f2", "8,6 %", 8.6, "%", "growth", 2024, True),
        ("f3", "739 milliards", 739_000_000_000.0, "XOF", "level", 2023, True),
    )
    figures = tuple(
        Figure(
            name,
            "wire",
            span(WIRE, quote),
            Count.exactly(value),
            unit,
            "ventes vers le Mali",
            kind,  # type: ignore[arg-type]
            Interval.year(year),
            attributed_to="note annuelle des douanes",
            inherited=inherited,
            sentence=sentence,
        )
        for name, quote, value, unit, kind, year, inherited in rows
    )
    check = FigureCheck(("f1", "f3", "f2"), "agrees", "802.8 / 739 = +8.6 %", "growth from 2023 to 2024")
    return figures, (check,)


def seed_picture() -> Picture:
    """The two articles, their eleven events, figures and one established origin."""
    events = seed_events()
    figures, checks = trade_figures()
    readings = tuple(
        Reading(
            article,
            places=mentions(article),
            actors=persons(article),
            reports=tuple(r for e in events for r in e.reports if r.article == article.id),
            figures=figures if article is WIRE else (),
        )
        for article in (WIRE, BLOG)
    )
    link = Link("blog", "wire", 0.7, ("the same reception with the same two men", "brings nothing of its own"), False)
    return Picture(readings, Origins((("wire", "blog"),), ("blog",), links=(link,)), events, checks)


def mentions(article: Article) -> tuple[PlaceMention, ...]:
    return tuple(
        PlaceMention(span(article, place.name), place, "test")
        for place in (DAKAR, DIBOLI, KAYES)
        if place.name in article.text
    )


def persons(article: Article) -> tuple[ActorMention, ...]:
    """The minister holds an office, the inhabitant none; the two states are named."""
    rows = (
        ("Abdou Kane", "person", None, "SEN", "GOV"),
        ("Awa Sidibé", "person", None, None, None),
        ("Mali", "state", "state:MLI", "MLI", "GOV"),
    )
    return tuple(
        ActorMention(span(article, name), name, kind, n, "test", actor_id, country, sector)  # type: ignore[arg-type]
        for n, (name, kind, actor_id, country, sector) in enumerate(rows)
        if name in article.text
    )
