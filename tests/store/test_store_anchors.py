"""Words are found again after the text around them changed, and never guessed."""

import pytest

from recoupe.store.anchors import find_words

OLD = "Le convoi a été attaqué à Ombakoro. Le convoi est reparti."


@pytest.mark.parametrize(
    ("text", "quote", "prefix", "suffix", "expected"),
    [
        pytest.param(OLD, "attaqué", "", "", "attaqué", id="once"),
        pytest.param(OLD, "Le convoi", "", " est", "Le convoi est", id="told apart by what follows"),
        pytest.param(OLD, "Le convoi", "Ombakoro. ", "", "Le convoi est", id="told apart by what stands before"),
        pytest.param(OLD, "Le convoi", "", "", None, id="twice and nothing tells them apart"),
        pytest.param(OLD, "le blocus", "", "", None, id="gone"),
        pytest.param(OLD, "", "", "", None, id="no words"),
        pytest.param("Selon l’armée locale.", "l'armée", "", "", "l’armée", id="curly for straight"),
        pytest.param("Il y a 12\u00a0morts.", "12 morts", "", "", "12\u00a0morts", id="special spaces"),
        pytest.param("Le convoi fut attaqué près d'Ombakoro hier.", "convoi a été attaqué près d'Ombakoro", "", "",
                     "convoi fut attaqué près d'Ombakoro", id="lightly edited"),
        pytest.param("Autre chose est arrivé en ville.", "convoi attaqué près d'Ombakoro", "", "", None, id="other"),
    ],
)  # fmt: skip
def test_words_are_found_again(text, quote, prefix, suffix, expected):
    found = find_words(text, quote, prefix, suffix)
    if expected is None:
        assert found is None
    else:
        assert text[found.start :].startswith(expected)
        assert text[found.start : found.end] == found.quote


def test_among_equals_the_nearest_is_taken_when_there_is_a_place_to_be_near_to():
    assert find_words(OLD, "Le convoi", near=40).start == 36


def test_a_long_text_of_one_letter_is_searched_in_little_time():
    assert find_words("a" * 200_000, "b" * 30) is None
