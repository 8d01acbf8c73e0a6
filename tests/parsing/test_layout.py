"""Wrapped lines become paragraphs again, headings and lists do not, and offsets stay."""

import pytest

from recoupe.model import Article, Removed, Span
from recoupe.parsing.layout import lay_out
from recoupe.parsing.spacy_model import LONGEST, find_chunks

WRAPPED = (
    "Le marché de Tanéla rouvre après la pluie\n\n"
    "Les commerçants du marché de Tanéla ont repris leurs ventes après\n"
    "trois jours de fermeture, a dit le maire. La commune promet au préfet\n"
    "Issa Korbéla de refaire le toit.\n\n"
    "Il faut :\n- des tôles ;\n- des clous.\n"
)


def chunks(text: str, removed: tuple[str, ...] = ()) -> list[str]:
    spans = tuple(Removed(Span.of(text, text.index(r), text.index(r) + len(r)), "x") for r in removed)
    plain = lay_out(text)
    return [plain.text[c.start : c.end].strip() for c in find_chunks(Article(id="a", text=text, removed=spans), plain)]


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_wrapped_sentence_is_one_paragraph(ends):
    found = chunks(WRAPPED.replace("\n", ends))
    assert [" ".join(c.split()) for c in found] == [
        "Le marché de Tanéla rouvre après la pluie",
        "Les commerçants du marché de Tanéla ont repris leurs ventes après trois jours de fermeture, a dit le maire. "
        "La commune promet au préfet Issa Korbéla de refaire le toit.",
        "Il faut :",
        "- des tôles ;",
        "- des clous.",
    ]


def test_lines_of_a_text_that_is_not_wrapped_stay_apart():
    long = "Le maire de Tanéla a reçu le préfet. " * 5
    assert chunks(f"{long}\nun deux\ntrois quatre") == [long.strip(), "un deux", "trois quatre"]


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        (
            "Le préfet est parti. - Colère au marché -Le maire a protesté.",
            ["Le préfet est parti.", "Colère au marché", "Le maire a protesté."],
        ),
        ('- "Jamais vu" -"Tout a brûlé", dit le maire.', ['"Jamais vu"', '"Tout a brûlé", dit le maire.']),
        ("Le pont - le seul - est fermé. - Oui, dit-il -", ["Le pont - le seul - est fermé. - Oui, dit-il -"]),
        ("- 3 mai: un garde est blessé à Bobo-Dioulasso", ["- 3 mai: un garde est blessé à Bobo-Dioulasso"]),
    ],
)
def test_headings_between_hyphens_stand_alone(text, pieces):
    assert chunks(text) == pieces


@pytest.mark.parametrize(
    "text",
    [WRAPPED, WRAPPED.replace("\n", "\r\n"), "a\u200bb\nc\ud800d\ne", "\r\n\u00ad\r\n"],
    ids=["wrapped", "windows", "invisible and broken", "only invisible"],
)
def test_offsets_stay(text):
    plain = lay_out(text)
    assert plain.original == text
    assert len(plain.text) + len(plain.drops) == len(text)
    for start in range(len(plain.text)):
        assert plain.span(start, start + 1).quote == text[plain.back(start)]


def test_removed_parts_are_not_read():
    text = "Le maire parle. Avec AFP\n\nÀ lire aussi : Le pont\nFin."
    assert chunks(text, ("Avec AFP", "À lire aussi : Le pont")) == ["Le maire parle.", "Fin."]
    hidden = "\u200bLe \u200bmaire\u200b parle. Avec\u200b AFP\nFin."
    assert chunks(hidden, ("Avec\u200b AFP",)) == ["Le maire parle.", "Fin."]


@pytest.mark.parametrize(
    ("text", "most"),
    [
        ("a" * 1_000_000, 0),
        ("\n" * 100_000, 0),
        (" \n" * 100_000, 0),
        ("a b " * 250_000, 1_000_000 // (LONGEST // 2)),
        ("\u200b" * 100_000 + "fin", 1),
        ("a\u200b " * 100_000, 40),
    ],
    ids=["no space", "line ends", "blank lines", "no line end", "invisible", "mixed"],
)
def test_hostile_texts_are_cut_quickly(text, most):
    found = chunks(text)
    assert len(found) <= most
    assert all(len(c) <= LONGEST for c in found)


def test_many_removed_parts():
    text = "Lire aussi : a\nFin. " * 5_000
    spans = tuple(Removed(Span.of(text, at, at + 14), "x") for at in range(0, len(text), 20))
    plain = lay_out(text)
    assert len(find_chunks(Article(id="a", text=text, removed=spans), plain)) == 5_000
