"""Words of the programs in the reader's language: gettext catalogues in `locale/`, English in the code."""

from __future__ import annotations

import os.path
from collections.abc import Mapping
from functools import lru_cache
from gettext import NullTranslations, translation

LOCALE = os.path.join(os.path.dirname(__file__), "locale")  # noqa: PTH118, PTH120 - pathlib takes time to load
LANGUAGES = ("fr", "en")
_chosen = ["en"]


def guess_language(environment: Mapping[str, str]) -> str:
    """The language of the locale: of LANGUAGE, LC_ALL, LC_MESSAGES or LANG, the first that is set; else English."""
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = environment.get(name, "")
        if value:
            code = value.split(":")[0][:2].lower()
            return code if code in LANGUAGES else "en"
    return "en"


def set_language(language: str) -> None:
    """Choose the language of `_` and `ngettext` for this process."""
    _chosen[0] = language if language in LANGUAGES else "en"


def current_language() -> str:
    return _chosen[0]


def _(message: str) -> str:
    """The message in the chosen language."""
    return translations(_chosen[0]).gettext(message)


def ngettext(one: str, many: str, count: int) -> str:
    """The message for that many, in the chosen language."""
    return translations(_chosen[0]).ngettext(one, many, count)


@lru_cache(maxsize=8)
def translations(language: str, domain: str = "recoupe") -> NullTranslations:
    """The catalogue of a language; without one the messages stay English."""
    return translation(domain, LOCALE, languages=[language], fallback=True)
