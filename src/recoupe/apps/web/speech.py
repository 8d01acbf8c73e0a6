"""The desk's words in the reader's language: the wording of the brief, with the catalogues of the pages before it."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache

from starlette.requests import Request

from recoupe.apps.brief.wording import DOMAIN, Wording
from recoupe.apps.i18n import LANGUAGES, translations

DOMAINS = ("web", "web_events", "web_dossier", "web_review", DOMAIN)
COOKIE = "recoupe_lang"


class Speech(Wording):
    """Dates, numbers and sentences of one language; `_` and `n_` ask the catalogue of each page, then the brief's."""

    def __init__(self, language: str, fiction: bool = False) -> None:
        super().__init__(language, fiction)
        self._ = self.gettext
        self.n_ = self.ngettext

    def gettext(self, message: str) -> str:
        for domain in DOMAINS:
            found = translations(self.language, domain).gettext(message)
            if found != message:
                return found
        return message

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        plain = msgid1 if n == 1 else msgid2
        for domain in DOMAINS:
            found = translations(self.language, domain).ngettext(msgid1, msgid2, n)
            if found != plain:
                return found
        return plain

    def moment(self, when: datetime) -> str:
        """Day and time of day where the desk stands: «22 nov. 2026, 00:10»."""
        here = when.astimezone()
        return f"{self.day(here.date())}, {here:%H:%M}"


@lru_cache(maxsize=2 * len(LANGUAGES))
def speech(language: str, fiction: bool = False) -> Speech:
    """With `fiction` the page says at its head that all of it is invented, and its lines do not."""
    return Speech(language, fiction)


def words_of(request: Request) -> Speech:
    """The words for whoever asks."""
    return speech(language_of(request))


def language_of(request: Request) -> str:
    """Asked for in the address, remembered in the cookie, wanted by the browser, or the desk's own."""
    for wanted in (request.query_params.get("lang"), request.cookies.get(COOKIE)):
        if wanted in LANGUAGES:
            return str(wanted)
    own: str = request.app.state.settings.language
    return accepted_language(request.headers.get("accept-language", "")) or own


def accepted_language(header: str) -> str | None:
    """The first of our languages among those the browser names, the most wanted first."""
    wanted = []
    for part in header[:500].split(","):
        code, _, quality = part.strip().partition(";q=")
        try:
            wanted.append((-float(quality or 1), code[:2].lower()))
        except ValueError:
            continue
    return next((code for _, code in sorted(wanted, key=lambda pair: pair[0]) if code in LANGUAGES), None)
