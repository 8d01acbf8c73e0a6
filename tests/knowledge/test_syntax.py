"""The grammar words of French: which verbs a form may come from that the model takes for a noun or an adjective."""

import pytest

from recoupe.knowledge.syntax import load_syntax

# form, whether other forms than participles are asked, a verb among the answers or None when there is none at all
FORMS: list[tuple[str, bool, str | None]] = [
    ("tués", False, "tuer"),
    ("gelé", False, "geler"),
    ("escorteront", True, "escorter"),
    ("réduira", True, "réduire"),
    ("zone", True, None),
    ("été", True, None),
]


@pytest.mark.parametrize(("form", "finite", "verb"), FORMS, ids=[row[0] for row in FORMS])
def test_a_form_leads_to_its_verb(form: str, finite: bool, verb: str | None) -> None:
    found = load_syntax("fr").infinitives(form, finite)
    assert verb in found if verb else not found
