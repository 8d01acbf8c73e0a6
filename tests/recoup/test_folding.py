"""Folding keeps every offset, whatever letters a text has."""

import sys
import unicodedata

import pytest

from recoupe.knowledge.board_words import fold_text
from recoupe.recoup.folding import fold

TABLE = [
    ("accents and capitals", "Évêque à GAO", "eveque a gao"),
    ("quotes and spaces", "l’«été»\u00a0: “dix”\t`", 'l\'"ete" : "dix" \''),
    ("ligatures lose a letter, not a place", "Œuvre, cœur, ex æquo", "ouvre, cour, ex aquo"),
    ("a capital that is two letters in lower case", "İstanbul, Évry", "istanbul, evry"),
    ("other scripts stay", "Москва 北京 👍", "москва 北京 👍"),
]


@pytest.mark.parametrize(("text", "expected"), [row[1:] for row in TABLE], ids=[row[0] for row in TABLE])
def test_folded(text: str, expected: str) -> None:
    assert fold(text) == expected


def test_every_letter_keeps_its_place() -> None:
    letters = "".join(map(chr, range(0x3000)))
    assert len(fold(letters)) == len(letters)


def test_marks_that_join_a_letter_are_dropped() -> None:
    letters = "".join(chr(code) for code in range(sys.maxunicode + 1) if not 0xD800 <= code < 0xE000)
    bare = unicodedata.normalize("NFKD", letters.replace("’", "'")).casefold()
    assert fold_text(letters) == "".join(c for c in bare if not unicodedata.combining(c))
