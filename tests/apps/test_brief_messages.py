"""Every message of the brief is in the French catalogue, with the same placeholders, and compiled."""

import ast
import re
from gettext import GNUTranslations
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

APPS = Path(__file__).parents[2] / "src" / "recoupe" / "apps"
FOLDER = APPS / "brief"
CATALOGUE = APPS / "locale" / "fr" / "LC_MESSAGES" / "brief.po"
KEYWORDS = {"_": None, "n_": (1, 2)}
FOUND = extract_from_dir(FOLDER, [("**.py", "python"), ("**.j2", "jinja2")], {"**.j2": {"trimmed": "true"}}, KEYWORDS)
MESSAGES = sorted({m if isinstance(m, str) else m[0] for _, _, m, _, _ in FOUND})
FRENCH = read_po(CATALOGUE.open("rb"), locale="fr")


@pytest.mark.parametrize("message", MESSAGES)
def test_a_message_is_translated_with_its_placeholders(message: str) -> None:
    found = FRENCH.get(message)
    assert found is not None and found.string
    for words in found.string if isinstance(found.string, tuple) else (found.string,):
        assert words and set(re.findall(r"\{\w*\}", words)) == set(re.findall(r"\{\w*\}", message))


def test_the_catalogue_holds_nothing_else() -> None:
    ids = {m.id if isinstance(m.id, str) else m.id[0] for m in FRENCH if m.id}
    assert ids == set(MESSAGES)


def test_the_compiled_catalogue_is_that_of_the_text() -> None:
    compiled = GNUTranslations(CATALOGUE.with_suffix(".mo").open("rb"))
    for message in FRENCH:
        if message.id and isinstance(message.id, str):
            assert compiled.gettext(message.id) == message.string


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.py")), ids=lambda p: p.name)
def test_no_message_hides_in_an_f_string_where_extraction_does_not_see_it(path: Path) -> None:
    inside = (n for s in ast.walk(ast.parse(path.read_text())) if isinstance(s, ast.JoinedStr) for n in ast.walk(s))
    calls = [n.func for n in inside if isinstance(n, ast.Call)]
    names = [f.attr if isinstance(f, ast.Attribute) else getattr(f, "id", "") for f in calls]
    assert not {"_", "n_"} & set(names)
