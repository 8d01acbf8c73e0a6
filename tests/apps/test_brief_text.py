"""The brief as a page of text."""

from dataclasses import replace
from datetime import date

import pytest
from board_busy import busy_picture
from board_scene import Gazetteer, seed_picture

from recoupe.apps.brief import render_html, render_text
from recoupe.apps.brief.text import group_corridors, shared_reasons
from recoupe.apps.brief.wording import wording
from recoupe.boards import build_boards
from recoupe.boards.values import CorridorState, Reason
from recoupe.knowledge.situations import load_situation
from recoupe.model import Count

SITUATION = load_situation("senegal-mali")
SEEDS = build_boards(seed_picture(), SITUATION, Gazetteer(), now=date(2025, 11, 6))
BUSY = build_boards(busy_picture(), SITUATION, Gazetteer(), now=date(2025, 10, 28))


def flat(page: str) -> str:
    """The page without line breaks and special spaces."""
    return " ".join(page.replace("\u00a0", " ").replace("\u202f", " ").split())


FRENCH = [
    "NOTE DE SITUATION : SÉNÉGAL – MALI",
    "1 origine établie · 2 articles · 1 d’origine indéterminée",
    "à 0,3 ± 2 km de la frontière SN–ML ; l'article dit « à moins de deux kilomètres de la frontière »",
    "« près de Kayes » : Kayes est à 81 km de Diboli",
    "aucune tendance ne peut être dite (1 attaque datée utilisable, il en faut 8)",
    "MENACÉ · Dakar – Kidira – Diboli – Kayes – Diéma – Bamako",
    "en cours, début non dit · Blocus ou embargo : JNIM → Mali",
    "Mali – Cédéao : fin (janvier 2025), appartenance ; début non dit",
    "802,8 milliards XOF · ventes vers le Mali · 2024 · selon note annuelle des douanes",
    "concorde : 802.8 / 739 = +8.6 %",
    "différence de force",
    "aucune origine propre n'est établie : dépendance non exclue",
    "Rien lu de : APA",
    "Agence du Fleuve, 5 nov. 2025, https://agence-du-fleuve.example/depeche-12",
]


@pytest.mark.parametrize("words", FRENCH)
def test_the_french_page_says(words: str) -> None:
    assert words in flat(render_text(SEEDS, "fr"))


ENGLISH = [
    "SITUATION BRIEF: SENEGAL – MALI",
    "1 established origin · 2 articles · 1 of undetermined origin",
    "0.3 ± 2 km from the SN–ML border; the article says “à moins de deux kilomètres de la frontière”",
    "THREATENED · Dakar – Kidira",
    "dependence not excluded",
]


@pytest.mark.parametrize("words", ENGLISH)
def test_the_english_page_says(words: str) -> None:
    assert words in flat(render_text(SEEDS, "en"))


def test_an_unknown_language_reads_english() -> None:
    assert render_text(SEEDS, "tlh") == render_text(SEEDS, "en")


def test_fiction_is_said_at_the_head() -> None:
    assert "FICTION" in render_text(BUSY, "fr").splitlines()[2]
    assert "FICTION" not in render_text(SEEDS, "fr")


def test_what_is_invented_stays_said_beside_an_article_that_is_not() -> None:
    first, *rest = BUSY.coverage.articles
    mixed = replace(
        BUSY, fiction=False, coverage=replace(BUSY.coverage, articles=(replace(first, fiction=False), *rest))
    )
    words = f"{len(rest)} des {len(rest) + 1} articles sont inventés."
    assert f"FICTION : {words}" in flat(render_text(mixed, "fr"))
    page = flat(render_html(mixed, "fr"))
    assert f"FICTION</strong> : {words}" in page and f"FICTION : {words[:-1]}</text>" in page


def test_a_contradiction_shows_both_values_with_their_outlets() -> None:
    page = flat(render_text(BUSY, "fr"))
    assert (
        "tués · contradiction – 7 : « sept chauffeurs » Le Fil, Carnet – 12 : « douze chauffeurs » Radio Plaine" in page
    )


def test_lines_keep_the_width() -> None:
    for brief in (SEEDS, BUSY):
        rows = render_text(brief, "fr", width=80).splitlines()
        assert max(len(row) for row in rows if "http" not in row) <= 80


def test_a_reason_that_several_corridors_have_is_said_once() -> None:
    page = flat(render_text(SEEDS, "en"))
    shared = [one for one in shared_reasons(SEEDS.supply.corridors) if not one.names]
    assert shared and "Said of several corridors:" in page
    for one in shared:
        words = flat(wording("en").reason(one.reason, SEEDS.lines()[one.reason.line]))
        assert words.startswith("in its area, ") and page.count(words) == 1, words


def test_what_only_some_corridors_share_names_them() -> None:
    road, near = Reason("attack", "e1"), Reason("attack_wide", "e2")
    made = [CorridorState(n, n.upper(), "threatened", date(2025, 10, 1), held)
            for n, held in (("a", (road, near)), ("b", (near,)), ("c", (Reason("no_report"),)))]  # fmt: skip
    assert [(one.reason.line, one.names) for one in shared_reasons(made)] == [("e2", ("A", "B"))]
    assert [[(c.id, [r.line for r in c.reasons]) for c in group] for group in group_corridors(made)] == [
        [("a", ["e1"])], [("b", [])], [("c", [""])]
    ]  # fmt: skip


def test_a_board_that_is_cut_shows_its_weightiest() -> None:
    """Many more lines than room: the deadliest of all stays, however old."""
    (line,) = SEEDS.threat.lines[:1]
    many = [replace(line, event=replace(line.event, id=f"e{n}", killed=Count(n, n))) for n in range(30)]
    page = flat(render_text(replace(SEEDS, threat=replace(SEEDS.threat, lines=tuple(many))), "en"))
    assert "6 of 30, the weightiest" in page and "killed: 29" in page and "killed: 3 " not in page


@pytest.mark.parametrize(
    "counts, french, english",
    [
        ((0, 1, 1), "1 article dont l’origine n’est pas certaine", "1 article whose origin is not certain"),
        ((0, 3, 3), "3 articles dont les origines ne sont", "3 articles whose origins are not certain"),
        ((1, 2, 1), "1 origine établie · 2 articles · 1 d’origine indéterminée", "1 established origin · 2 articles"),
    ],
)
def test_origins_are_counted_in_plain_words(counts: tuple[int, int, int], french: str, english: str) -> None:
    assert wording("fr").origin_count(*counts).startswith(french)
    assert wording("en").origin_count(*counts).startswith(english)


@pytest.mark.parametrize(
    "language, names",
    [
        ("fr", {"attributed_to": "source citée", "recipients": "à qui", "status": "certitude"}),
        ("en", {"attributed_to": "source quoted", "recipients": "to whom", "status": "certainty"}),
    ],
)
def test_a_field_is_named_by_words_that_stand_alone(language: str, names: dict[str, str]) -> None:
    assert {name: wording(language).field(name) for name in names} == names
