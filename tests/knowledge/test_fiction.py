"""Articles that say of themselves that they are invented."""

from __future__ import annotations

from typing import Any

import pytest

from recoupe.knowledge.fiction import invention, is_invented
from recoupe.model import Article


@pytest.mark.parametrize(
    ("fields", "invented"),
    [
        pytest.param({"text": "Le pont est fermé. Dépêche fictive."}, True, id="at the end"),
        pytest.param({"text": "Le pont est fermé.", "title": "Texte de fiction"}, True, id="in the title"),
        pytest.param({"text": "Le pont est fermé.", "section": "Fiction"}, True, id="in the section"),
        pytest.param({"text": "The bridge is closed. Fictional dispatch."}, True, id="in English"),
        pytest.param({"text": "Le pont est fermé."}, False, id="not said"),
        pytest.param({"text": "Mot. " * 100 + "Dépêche fictive." + " Mot." * 100}, False, id="in passing"),
        pytest.param({"text": ""}, None, id="no text"),
        pytest.param({"text": "", "title": "Article fictif"}, True, id="the title alone"),
    ],
)
def test_invention(fields: dict[str, Any], invented: bool | None) -> None:
    article = Article(id="a", **fields)
    assert invention(article) is invented
    assert is_invented(article) is bool(invented)
