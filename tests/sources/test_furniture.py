"""Furniture: what stands around an article is taken out of reading, and nothing of the article is."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recoupe.model.span import check_spans
from recoupe.sources.furniture import find_furniture
from recoupe.sources.furniture_rules import load_rules, match_rule

BODY = (
    "Les commerçants du marché de Tanéla ont repris leurs ventes après trois jours de fermeture, a constaté "
    "un correspondant sur place. La commune promet de refaire le toit avant la saison des pluies."
)
NEXT = (
    "Le chef de la gendarmerie a promis des renforts pour la route du nord, où deux camions avaient été "
    "arrêtés la semaine passée par des coupeurs de route."
)


def removed(text: str, title: str = "", title_in_text: bool = False) -> list[str]:
    return [r.span.quote for r in find_furniture(text, title, title_in_text).removed]


@pytest.mark.parametrize("compiled", [c for rules in load_rules().values() for c in rules], ids=lambda c: c.rule.id)
def test_every_rule_catches_and_leaves_what_it_says(compiled):
    rule = compiled.rule
    assert rule.catches and rule.leaves
    for sentence in rule.catches:
        assert removed(f"{BODY}\n\n{sentence}") == [sentence] or _as_section(rule.part, sentence), sentence
    for sentence in rule.leaves:
        assert not removed(f"{BODY}\n\n{sentence}\n\n{BODY}"), sentence


def _as_section(part: str, sentence: str) -> bool:
    return part == "section" and removed(f"Le marché rouvre à Tanéla\n\n{sentence}\n\n{BODY}", "", True) == [sentence]


# name of the case: (text, what is removed); None is "all that stands after the body"
AROUND = {
    "own line": (f"{BODY}\n\nÀ lire aussi : La pluie menace le mil", None),
    "glued after the end": (f"{BODY} À lire aussi : La pluie menace", None),
    "glued without space": (f"{BODY}À lire aussi : La pluie menace", None),
    "glued without full stop": (f"{BODY[:-1]}Lire aussi : La pluie", ["Lire aussi : La pluie"]),
    "in the middle, own line": (f"{BODY}\n\nLire aussi : Le pont\n\n{NEXT}", ["Lire aussi : Le pont"]),
    "in the middle of a line": (f"{BODY} Lire aussi : Le pont cède. {NEXT}", ["Lire aussi : Le pont cède. "]),
    "body glued to the title": (f"{BODY} Lire aussi : Le pont cède{NEXT}", ["Lire aussi : Le pont cède"]),
    "in brackets": (f"{BODY} (Lire aussi : Le pont cède) {NEXT}", ["(Lire aussi : Le pont cède)"]),
    "titles below": (f"{BODY}\n\nLire aussi\nLe pont\nLa crue\n\n{NEXT}", ["Lire aussi\nLe pont\nLa crue"]),
    "English in French": (f"{BODY}\n\nRead also: The bridge", None),
    "English byline": (f"{BODY}\n\nBy Awa M. Korbela", None),
    "after a picture sign": (f"{BODY}\n\n👉 À lire aussi : Le pont", None),
    "after a bullet": (f"{BODY}\n\n• Lire aussi – Le pont", None),
    "credit line": (f"{BODY}\n\n(Avec AFP)", None),
    "credit glued": (f"{BODY} (Avec AFP)", None),
    "credit of two, curly": (f"{BODY} Avec Reuters et l’AFP", None),
    "credit with the outlet": (f"{BODY}\n\nLe Fil de Tanéla, avec AFP", None),
    "source line": (f"{BODY}\n\nSource : RFI", None),
    "initials": (f"{BODY}\n\nAB/cd/APA", None),
    "initials glued": (f"{BODY} AB/cd/APA", None),
    "byline and account": (f"{BODY}\n\nPar Awa Korbéla\n\nAKorbela", ["Par Awa Korbéla", "AKorbela"]),
    "name at the end": (f"{BODY}\n\nIssa Ag Tanabolo", None),
    "appeal": (f"{BODY}\n\nSuivez-nous sur Facebook", None),
    "a subheading stays": (f"{BODY}\n\n– Sokora –\n\n{NEXT}", []),
    "a headline in the body stays": (f"{BODY}\n\nUn pont très attendu\n\n{NEXT}", []),
    "a quotation stays": (f"{BODY} « À lire ce texte, on comprend », dit-il. {NEXT}", []),
    "an interview is no credit": (f"{NEXT} Il s'est entretenu avec AFP et RFI.", []),
    "a town at the end stays": (f"{BODY}\n\nBamako", []),
}


@pytest.mark.parametrize(("text", "expected"), AROUND.values(), ids=AROUND)
def test_around_the_text(text, expected):
    assert removed(text) == ([text.removeprefix(BODY).strip()] if expected is None else expected)


HEADS = [
    pytest.param("SÉCURITÉ/TANÉLA", "section", "SÉCURITÉ/TANÉLA", id="section in capitals"),
    pytest.param("Afrique > Économie", "section", "Afrique > Économie", id="section path"),
    pytest.param("Par Sékou Ould Tanabolo", "author", "Sékou Ould Tanabolo", id="byline"),
    pytest.param(
        "By Albert K. Mbirkolo and Awa Korbela", "author", "Albert K. Mbirkolo and Awa Korbela", id="two authors"
    ),
]


@pytest.mark.parametrize(("line", "field", "value"), HEADS)
def test_head_lines_tell_section_and_author(line, field, value):
    found = find_furniture(f"Le marché rouvre à Tanéla\n\n{line}\n\n{BODY}", title_in_text=True)
    assert [r.span.quote for r in found.removed] == [line]
    assert found.title == "Le marché rouvre à Tanéla"
    assert getattr(found, field) == value


@pytest.mark.parametrize("line", ["Par AFP", "AFP", "Reuters", "Studio Tamani"])
def test_agency_in_the_head_is_a_credit(line):
    found = find_furniture(f"Le marché rouvre à Tanéla\n\n{line}\n\n{BODY}", title_in_text=True)
    assert [c.quote for c in found.credits] == [line]
    assert (found.section, found.author, found.agency) == (None, None, None)


def test_bare_name_beside_a_date_line_is_the_author():
    found = find_furniture(f"Le marché rouvre à Tanéla\n\nAwa Korbéla\n\n3 mars 2021\n\n{BODY}", title_in_text=True)
    assert found.author == "Awa Korbéla"
    assert [r.span.quote for r in found.removed] == ["Awa Korbéla", "3 mars 2021"]


def test_label_before_the_headline_is_not_the_headline():
    found = find_furniture(f"POLITIQUE\n\nLe marché rouvre à Tanéla\n\n{BODY}", title_in_text=True)
    assert (found.title, found.section) == ("Le marché rouvre à Tanéla", "POLITIQUE")


def test_text_that_begins_with_its_first_sentence_has_no_headline():
    found = find_furniture(f"{BODY}\n\n{NEXT}", title_in_text=True)
    assert (found.title, found.removed) == ("", ())


def test_headline_wrapped_over_two_lines():
    text = f"Le marché rouvre à Tanéla après\ntrois jours de pluie\n\n{BODY}"
    assert find_furniture(text, title_in_text=True).title == "Le marché rouvre à Tanéla après trois jours de pluie"


DATES = [
    ("11/5/20252 min read", [date(2025, 11, 5), date(2025, 5, 11)]),
    ("4/9/2026 · 2 min de lecture", [date(2026, 4, 9), date(2026, 9, 4)]),
    ("Publié le 13/10/2025 à 08:15", [date(2025, 10, 13)]),
    ("10/13/2025", [date(2025, 10, 13)]),
    ("05.05.2025", [date(2025, 5, 5)]),
    ("Mercredi 5 novembre 2025", [date(2025, 11, 5)]),
    ("Publié le 1er août 2024 à 14h30 | Mis à jour le 2 août 2024", [date(2024, 8, 1), date(2024, 8, 2)]),
    ("November 5, 2025 at 3:30 pm", [date(2025, 11, 5)]),
    ("5 nov. 2025 - Par Awa Korbéla", [date(2025, 11, 5)]),
    ("2025-11-05T14:30:00Z", [date(2025, 11, 5)]),
    ("Tanéla, le 5 novembre 2025", [date(2025, 11, 5)]),
    ("AFP, publié le mardi 30 juin 2020 à 23h16", [date(2020, 6, 30)]),
    ("Publié le 31/31/2025", []),
    ("Publié le 3/3/99999", []),
    ("3 min de lecture", []),
]


@pytest.mark.parametrize(("line", "days"), DATES, ids=[line for line, _ in DATES])
def test_date_lines_keep_every_candidate(line, days):
    found = find_furniture(f"Le marché rouvre à Tanéla\n\n{line}\n\n{BODY}", title_in_text=True)
    assert [c.interval.first for c in found.candidates] == days
    assert all(c.span and c.source == "text" and c.reason for c in found.candidates)


DISPATCHES = [
    ("TANÉLA, 5 novembre 2025 (APA) – " + BODY, "APA", [date(2025, 11, 5)]),
    ("Tanéla (Bafindi), 8 déc. 2025 (AFP) - " + BODY, "AFP", [date(2025, 12, 8)]),
    ("PARIS (Reuters) - " + BODY, "Reuters", []),
    ("BAMAKO, Nov 5 (Xinhua) -- " + BODY, "Xinhua", []),
    (BODY + "\n\nAB/cd/APA", "APA", []),
    ("TANÉLA, 5 novembre 2025 (QZT) – " + BODY, "QZT", [date(2025, 11, 5)]),
    (BODY + "\n\n(Avec AFP)", None, []),
    (BODY + "\n\nAB/cd/QZT", None, []),
]


@pytest.mark.parametrize(("text", "agency", "days"), DISPATCHES, ids=[t[:20] + t[-10:] for t, _, _ in DISPATCHES])
def test_dateline_and_signature_tell_the_agency(text, agency, days):
    found = find_furniture(text)
    assert found.agency == agency
    assert len(found.credits) == 1
    assert [c.interval.first for c in found.candidates] == days


@pytest.mark.parametrize(
    ("line", "outlet", "author"),
    [
        ("La Gazette de Tanéla, 13 novembre 2025", "La Gazette de Tanéla", None),
        ("Radio Sokora, Tanéla, mardi 4 novembre 2025", "Radio Sokora", None),
        ("Awa Korbéla, 13 novembre 2025", None, None),
        ("Par Awa Korbéla, 13 novembre 2025", None, "Awa Korbéla"),
    ],
)
def test_outlet_or_author_beside_the_date(line, outlet, author):
    found = find_furniture(f"Le marché rouvre à Tanéla\n\n{line}\n\n{BODY}", title_in_text=True)
    assert [r.span.quote for r in found.removed] == [line]
    assert (found.agency, found.author) == (outlet, author)


def test_dateline_stays_readable():
    assert removed("TANÉLA, 5 novembre 2025 (APA) – " + BODY) == []


def test_signed_place_and_day_stays_readable_and_is_a_candidate():
    found = find_furniture(f"{BODY}\n\nFait à Tanéla, le 22 octobre 2025\n\nle Directeur de cabinet, Issa Korbéla")
    assert [c.interval.first for c in found.candidates] == [date(2025, 10, 22)]
    assert not found.removed


PIECES = st.sampled_from(
    [BODY, NEXT, "À lire aussi : ", "Lire aussi", "Avec AFP", "AB/cd/APA", "Par Awa Korbéla", "11/5/20252 min read",
     "\n", "\n\n", " ", "©", "« ", "’", "\u00a0", "\u200b", "SÉCURITÉ", "(AFP) –", "3 mars 2021", "\r\n", "É", "\ud800"]
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(st.lists(PIECES | st.text(max_size=12), max_size=14), st.booleans())
def test_every_span_is_the_slice_it_says(pieces, title_in_text):
    text = "".join(pieces)
    found = find_furniture(text, "", title_in_text)
    spans = [r.span for r in found.removed]
    check_spans(text, [*spans, *found.credits, *(c.span for c in found.candidates if c.span)])
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert all(span.quote.strip() for span in spans)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("a" * 1_000_000, id="a million letters"),
        pytest.param("\n" * 100_000 + "fin", id="line ends"),
        pytest.param("Lire aussi : " * 40_000, id="labels"),
        pytest.param("(" * 200_000, id="brackets"),
        pytest.param("A. " * 200_000, id="sentence ends"),
        pytest.param("Ab Cd " * 100_000, id="names"),
        pytest.param("12/12/2012 " * 50_000, id="dates"),
        pytest.param("ab/" * 100_000, id="initials"),
        pytest.param(("Ab cd." + "À lire aussi") * 30_000, id="glued labels"),
    ],
)
def test_hostile_text_takes_linear_time(text):
    from time import process_time

    begun = process_time()
    find_furniture(text, title_in_text=True)
    assert process_time() - begun < 3


def test_rules_are_matched_from_the_start():
    assert match_rule("trailer", "À lire aussi") is not None
    assert match_rule("trailer", "Il reste à lire aussi") is None
