"""Names that only a headline has are held back with the place of a hidden movement."""

from __future__ import annotations

import pytest

from recoupe.discretion import cover_unread, unread_names

TEXT = "Une patrouille est attendue mardi près de Kayes, selon l’armée."
HEADLINES = [
    ("Une patrouille attendue à Ombakoro", "Une patrouille attendue à […]"),
    ("Ombakoro-Sud : une patrouille près de Kayes", "[…] : une patrouille près de Kayes"),
    ("KAYES, l’Armée en patrouille", "KAYES, l’Armée en patrouille"),
    ("", ""),
]


@pytest.mark.parametrize(("title", "shown"), HEADLINES)
def test_what_the_text_does_not_have_is_covered(title: str, shown: str) -> None:
    assert cover_unread(title, TEXT) == shown
    assert all(name not in shown for name in unread_names(title, TEXT))
