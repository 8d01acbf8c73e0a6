"""Times read from sentences: what they point to, seen from a day of publication."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recoupe.model import Article, TimeMention
from recoupe.parsing import Parse, Token
from recoupe.parsing.spacy_model import parse_articles
from recoupe.reading.times import read_times

WEDNESDAY = date(2025, 11, 5)


def times(text: str, published: date | None = WEDNESDAY, language: str = "fr") -> list[TimeMention]:
    """Times by the fast path: without a parse."""
    ((article, parse),) = parse_articles([Article("a", text, published=published, language=language)], fast=True)
    return list(read_times(article, parse))


def said(text: str, published: date | None = WEDNESDAY, language: str = "fr") -> list[tuple[str, str]]:
    """(quote, from..to) of every time; one day is written once, an unplaced time as ?."""
    rows = []
    for mention in times(text, published, language):
        i = mention.interval
        shown = "?" if i is None else f"{i.first}" if i.days == 1 else f"{i.first}..{i.last}"
        rows.append((mention.span.quote, shown))
    return rows


FRENCH = [
    ("full date", "Le pont a rouvert le 3 mars 2024.", ["3 mars 2024=2024-03-03"]),
    ("full date with weekday", "Le pont a rouvert le dimanche 3 mars 2024.", ["dimanche 3 mars 2024=2024-03-03"]),
    ("two-digit year", "Le puits fut creusé le 10 novembre 93.", ["10 novembre 93=1993-11-10"]),
    ("first of the month", "Il a ouvert le 1er octobre.", ["1er octobre=2025-10-01"]),
    ("upper case without accents", "LE 12 AOUT 2024, UN PONT A CEDE.", ["12 AOUT 2024=2024-08-12"]),
    ("month and year", "Le marché a brûlé en janvier 2013.", ["janvier 2013=2013-01-01..2013-01-31"]),
    ("year", "Le traité de 2015 tient.", ["2015=2015-01-01..2015-12-31"]),
    ("years in brackets", "Trois crues (2008, 2012, 2014).", [f"{y}={y}-01-01..{y}-12-31" for y in (2008, 2012, 2014)]),
    ("year of a broken date", "La rencontre du 2025 compte.", ["2025=2025-01-01..2025-12-31"]),
    ("a count is no year", "Quelque 2000 soldats sont partis.", []),
    ("a model is no year", "Deux Cormoran 2000 ont décollé.", []),
    ("month behind", "Il a été élu en août.", ["août=2025-08-01..2025-08-31"]),
    ("month behind, last year", "Il a été élu en décembre.", ["décembre=2024-12-01..2024-12-31"]),
    ("month ahead", "Le vote aura lieu en décembre.", ["décembre=2025-12-01..2025-12-31"]),
    ("month, last", "En février dernier, le bac a coulé.", ["février dernier=2025-02-01..2025-02-28"]),
    ("month, next", "Le bac partira en juin prochain.", ["juin prochain=2026-06-01..2026-06-30"]),
    ("day behind", "Il a été élu le 15 mai.", ["15 mai=2025-05-15"]),
    ("day ahead", "La foire se tiendra le 15 mai.", ["15 mai=2026-05-15"]),
    ("day near ahead of a noun", "Le scrutin du 28 décembre inquiète.", ["28 décembre=2025-12-28"]),
    ("day, last", "Il a fui le 25 avril dernier.", ["25 avril dernier=2025-04-25"]),
    ("weekday behind", "Le bac a coulé lundi.", ["lundi=2025-11-03"]),
    ("weekday of publication", "Le maire a reçu ce mercredi les pêcheurs.", ["mercredi=2025-11-05"]),
    ("weekday ahead", "Le bac partira vendredi.", ["vendredi=2025-11-07"]),
    ("weekday, last", "Le bac a coulé vendredi dernier.", ["vendredi dernier=2025-10-31"]),
    ("weekday and hour", "Le bac a coulé dimanche vers 11H30.", ["dimanche=2025-11-02"]),
    ("weekday with part of day", "Le bac a coulé mardi soir.", ["mardi soir=2025-11-04"]),
    ("yesterday", "Le bac a coulé hier.", ["hier=2025-11-04"]),
    ("day before yesterday", "Le bac a coulé avant-hier.", ["avant-hier=2025-11-03"]),
    ("tomorrow", "Le bac part demain.", ["demain=2025-11-06"]),
    ("beginning of a month", "Le poste a fermé début juillet.", ["début juillet=2025-07-01..2025-07-10"]),
    ("middle of a month", "Il a rouvert à la mi-mars.", ["mi-mars=2025-03-11..2025-03-20"]),
    ("end of a month", "Il a fermé fin février 2024.", ["fin février 2024=2024-02-21..2024-02-29"]),
    ("beginning of a year", "Le chantier a commencé début 2024.", ["début 2024=2024-01-01..2024-02-29"]),
    ("middle of a year", "Il a fini mi-2020.", ["mi-2020=2020-06-01..2020-07-31"]),
    ("end of year", "La récolte viendra en fin d'année.", ["fin d'année=2025-11-01..2025-12-31"]),
    ("end of last year", "Il a fui à la fin de l'année dernière.", ["fin de l'année dernière=2024-11-01..2024-12-31"]),
    ("season", "Le pont fut posé à l'été 2015.", ["été 2015=2015-06-01..2015-08-31"]),
    ("winter", "L'hiver 2015 fut doux.", ["hiver 2015=2015-12-01..2016-02-29"]),
    ("been is no summer", "L'appel a été passé mardi.", ["mardi=2025-11-04"]),
    ("decade", "La gare date des années 80.", ["années 80=1980-01-01..1989-12-31"]),
    ("decade in words", "La gare date des années quatre-vingt-dix.",
     ["années quatre-vingt-dix=1990-01-01..1999-12-31"]),
    ("century", "Le fort du XIXe siècle tient.", ["XIXe siècle=1801-01-01..1900-12-31"]),
    ("half year", "Au premier semestre 2025, le fret recule.", ["premier semestre 2025=2025-01-01..2025-06-30"]),
    ("fortnight", "Il a plu dans la seconde quinzaine d'avril.", ["seconde quinzaine d'avril=2025-04-16..2025-04-30"]),
    ("night over a month's end", "Il a fui dans la nuit du 30 juin au 1er juillet.",
     ["nuit du 30 juin au 1er juillet=2025-06-30..2025-07-01"]),
    ("night long past in a clause without a tense", "Le pont est fermé, brûlé dans la nuit du 31 mars au 1er avril.",
     ["nuit du 31 mars au 1er avril=2025-03-31..2025-04-01"]),
    ("night ahead", "Le pont sera fermé dans la nuit du 31 mars au 1er avril.",
     ["nuit du 31 mars au 1er avril=2026-03-31..2026-04-01"]),
    ("night between weekdays", "Il a fui dans la nuit de lundi à mardi.",
     ["nuit de lundi à mardi=2025-11-03..2025-11-04"]),
    ("last night", "Il a fui la nuit dernière.", ["la nuit dernière=2025-11-04..2025-11-05"]),
    ("days from to", "La foire a eu lieu du 11 au 14 février.", ["11 au 14 février=2025-02-11..2025-02-14"]),
    ("two neighbouring days", "Il a siégé les 3 et 4 mai 2024.", ["3 et 4 mai 2024=2024-05-03..2024-05-04"]),
    ("two days apart", "Il a siégé les 6 et 13 mai 2024.", ["6=2024-05-06", "13 mai 2024=2024-05-13"]),
    ("years from to", "Elle régna de 1996 à 2001.", ["1996 à 2001=1996-01-01..2001-12-31"]),
    ("plan of years", "Le plan 2024-2026 est signé.", ["2024-2026=2024-01-01..2026-12-31"]),
    ("months joined", "Les crues de mars-avril 2012.", ["mars-avril 2012=2012-03-01..2012-04-30"]),
    ("years ago", "Le puits fut creusé il y a trois ans.", ["il y a trois ans=2022-01-01..2022-12-31"]),
    ("since days", "La route est coupée depuis huit jours.", ["depuis huit jours=2025-10-28"]),
    ("since some weeks", "La route est coupée depuis plusieurs semaines.", []),
    ("since a date", "Il règne depuis 2014.", ["2014=2014-01-01..2014-12-31"]),
    ("in days", "Le bac part dans deux jours.", ["dans deux jours=2025-11-07"]),
    ("last week", "Le bac a coulé la semaine dernière.", ["la semaine dernière=2025-10-27..2025-11-02"]),
    ("next month", "Le bac repart le mois prochain.", ["le mois prochain=2025-12-01..2025-12-31"]),
    ("this year", "Il a plu cette année.", ["cette année=2025-01-01..2025-12-31"]),
    ("last six months", "Ces six derniers mois furent secs.", ["Ces six derniers mois=2025-05-05..2025-11-05"]),
    ("a day soon to come in a past clause", "Il a convié les maires à une fête le 18 novembre.",
     ["18 novembre=2025-11-18"]),
    ("next day of a story", "Le bac a coulé le 3 mai 2024. Le lendemain, il flottait.",
     ["3 mai 2024=2024-05-03", "lendemain=2024-05-04"]),
    ("days earlier in a story", "Le bac a coulé le 3 mai 2024. Deux jours plus tôt, il tanguait.",
     ["3 mai 2024=2024-05-03", "Deux jours plus tôt=2024-05-01"]),
    ("same year", "Élu en 2012, il fut battu la même année.",
     ["2012=2012-01-01..2012-12-31", "la même année=2012-01-01..2012-12-31"]),
    ("month between dated neighbours", "Il est venu en mai 2024, puis sa sœur en août, puis le maire en octobre 2024.",
     ["mai 2024=2024-05-01..2024-05-31", "août=2024-08-01..2024-08-31", "octobre 2024=2024-10-01..2024-10-31"]),
    ("months that share a year", "Il est venu en mars et avril 2023.",
     ["mars=2023-03-01..2023-03-31", "avril 2023=2023-04-01..2023-04-30"]),
    ("numeric, day first", "Signé le 14/11/2024.", ["14/11/2024=2024-11-14"]),
    ("iso", "Mis à jour : 2024-11-05.", ["2024-11-05=2024-11-05"]),
    ("feast", "Les prix ont monté à Noël.", ["Noël=2024-12-25"]),
    ("movable feast", "Le marché a fermé à Pâques.", ["Pâques=2025-04-20"]),
    ("feast of the moon", "Les prix ont doublé après la Tabaski.", ["Tabaski=2025-06-07"]),
    ("a town is no verb", "Les citernes ont regagné Kidira dimanche soir.", ["dimanche soir=2025-11-02"]),
    ("day and month in digits", "Le comité a siégé le 20/10.", ["20/10=2025-10-20"]),
    ("two years apart", "Les crues de 2020 et 2021.", ["2020=2020-01-01..2020-12-31", "2021=2021-01-01..2021-12-31"]),
    ("month of its own year", "Au mois de mai 2024, il a plu.", ["mois de mai 2024=2024-05-01..2024-05-31"]),
    ("week of a day", "Il siège la semaine du 10 novembre.", ["semaine du 10 novembre=2025-11-10..2025-11-16"]),
    ("within days", "Le pont rouvrira dans les cinq jours.", ["dans les cinq jours=2025-11-05..2025-11-10"]),
    ("a year to the day", "Le pont a cédé il y a un an jour pour jour.", ["il y a un an jour pour jour=2024-11-05"]),
    ("day after an event of some month", "Au lendemain de la crue d'août 2020, la ville était calme.",
     ["lendemain=?", "août 2020=2020-08-01..2020-08-31"]),
    ("day after a dated event", "Au lendemain du 18 août 2020, la ville était calme.",
     ["lendemain=2020-08-19", "18 août 2020=2020-08-18"]),
    ("habit", "Le marché ouvre tous les lundis.", []),
    ("duration", "Il a marché pendant trois jours.", []),
    ("age", "Un berger âgé de 40 ans est sauf.", []),
    ("bare hour", "Le couvre-feu commence à 18H00.", []),
    ("nowadays", "Le village est désormais calme, il a récemment plu.", []),
    ("number with grouped zeros", "Le 12 000 mètres est annulé.", []),
    ("no such day", "Le 31 février 2024 n'existe pas.", []),
]  # fmt: skip
ENGLISH = [
    ("weekday", "The ferry sank on Monday.", ["Monday=2025-11-03"]),
    ("possessive weekday", "Tuesday's meeting was long.", ["Tuesday=2025-11-04"]),
    ("day first", "It was signed on 3 July 2024.", ["3 July 2024=2024-07-03"]),
    ("month first", "It was signed on July 3, 2024.", ["July 3, 2024=2024-07-03"]),
    ("without year", "It was signed on July 3.", ["July 3=2025-07-03"]),
    ("early month", "The post closed in early July.", ["early July=2025-07-01..2025-07-10"]),
    ("last week", "It was signed last week.", ["last week=2025-10-27..2025-11-02"]),
    ("month ahead", "Patrols will begin in March.", ["March=2026-03-01..2026-03-31"]),
    ("a verb is no month", "They may march on.", []),
    ("years ago", "It was dug three years ago.", ["three years ago=2022-01-01..2022-12-31"]),
    ("decade", "The line dates from the 1990s.", ["1990s=1990-01-01..1999-12-31"]),
    ("next day", "It sank on May 3, 2024. The next day it floated.",
     ["May 3, 2024=2024-05-03", "The next day=2024-05-04"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), [row[1:] for row in FRENCH], ids=[row[0] for row in FRENCH])
def test_french(text: str, expected: list[str]) -> None:
    assert [f"{quote}={value}" for quote, value in said(text)] == expected


@pytest.mark.parametrize(("text", "expected"), [row[1:] for row in ENGLISH], ids=[row[0] for row in ENGLISH])
def test_english(text: str, expected: list[str]) -> None:
    assert [f"{quote}={value}" for quote, value in said(text, language="en")] == expected


def test_weekday_that_does_not_fit_is_told() -> None:
    (mention,) = times("Il a parlé jeudi 15 octobre 2025.")
    assert mention.interval and mention.interval.first == date(2025, 10, 15)
    assert "Wednesday, not a Thursday" in mention.reason
    assert [i.first for i in mention.alternatives] == [date(2025, 10, 16)]


def test_swapped_day_and_month_are_alternatives() -> None:
    (mention,) = times("Signé le 04/05/2024.")
    assert mention.interval and mention.interval.first == date(2024, 5, 4)
    assert [i.first for i in mention.alternatives] == [date(2024, 4, 5)]


def test_glued_reading_time_is_cut_off() -> None:
    (mention,) = times("14/11/20242 min de lecture")
    assert (mention.span.quote, mention.interval and mention.interval.first) == ("14/11/2024", date(2024, 11, 14))


def test_without_a_date_only_absolute_times_are_placed() -> None:
    assert said("Hier il a plu, lundi et en mai aussi ; le 3 mai 2024, puis en 2025.", published=None) == [
        ("Hier", "?"),
        ("lundi", "?"),
        ("mai", "?"),
        ("3 mai 2024", "2024-05-03"),
        ("2025", "2025-01-01..2025-12-31"),
    ]


def test_every_time_has_a_rule_and_a_reason() -> None:
    for _, text, _ in FRENCH:
        assert all(m.rule.startswith("fr.") and m.reason for m in times(text))


def test_tense_of_the_parse_decides() -> None:
    text = "Le conseil siégera le 2 mai"
    ((article, parse),) = parse_articles([Article("a", text, published=WEDNESDAY)], fast=True)
    verb = Token(0, 11, 18, "siégera", "siégera", "siéger", "VERB", "ROOT", 0, "Tense=Fut|VerbForm=Fin", "", 0)
    day = Token(1, 22, 27, "2 mai", "2 mai", "mai", "NOUN", "obl", 0, "", "", 0)
    tagged = Parse(parse.plain, parse.chunks, [verb, day], [], [11, 22])
    (mention,) = read_times(article, tagged)
    assert mention.interval and mention.interval.first == date(2026, 5, 2)


EDGE_TEXTS = [
    "", "l", "1", "'", ".", "mai", "le", "dans 9999 ans", "il y a 9999 ans", "il y a 99999999999999999999 jours",
    "dans 123456789 siècles", "l'an 9999 et le 31 décembre 2199", "31/12/9999", "00/00/0000", "99/99/99",
    "0000-00-00", "le 31/02/2024", "fin du 99e siècle", "XXIe siècle", "année 1000", "début 1000", "depuis " * 50,
    "lundi mardi mercredi " * 30, "LE LENDEMAIN DE LA VEILLE", "mai-juin-juillet 2025", "2024-2020",
    "du 14 au 11 mai 2024",
    "dans un demi-siècle et dix mille siècles",
]  # fmt: skip


@pytest.mark.parametrize("text", EDGE_TEXTS, ids=lambda t: t[:24] or "empty")
@pytest.mark.parametrize("published", [None, date.min, date.max, WEDNESDAY, date(2024, 2, 29)], ids=str)
def test_edges_of_text_and_calendar(text: str, published: date | None) -> None:
    times(text, published)
    times(text, published, "en")


WORDS = (  # noqa: SIM905
    "le la de du au à l' d' en et il y a depuis dans nuit fin début mi - hier lundi mardi mai août 2025 12 31 1er an "
    "ans mois semaine jours dernier prochain deux vingt même lendemain veille été siècle années , . ( ) / 05/11/2025"
).split()
WORDS += ["\u200b", "\u00a0", "’", "11/5/20252", "min"]


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=25), st.booleans(), st.one_of(st.none(), st.dates()))
def test_quotes_are_slices_of_the_text(words: list[str], upper: bool, published: date | None) -> None:
    text = " ".join(words).upper() if upper else " ".join(words)
    at = 0
    for mention in times(text, published):
        span = mention.span
        assert text[span.start : span.end] == span.quote
        assert at <= span.start < span.end <= len(text)
        at = span.end


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=60))
def test_any_text_is_read_without_a_crash(text: str) -> None:
    assert all(text[m.span.start : m.span.end] == m.span.quote for m in times(text))
