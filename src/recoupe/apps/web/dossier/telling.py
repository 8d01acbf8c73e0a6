"""An event told in one line, and in one more what the reports make of it."""

from __future__ import annotations

from recoupe.apps.brief.wording import shorten
from recoupe.apps.web.deciding.decision_words import capital, type_words
from recoupe.apps.web.dossier.field_rows import FieldRow
from recoupe.apps.web.speech import Speech
from recoupe.model import Event, Place

LONGEST = 110  # characters of who did it to whom


def headline(event: Event, w: Speech) -> str:
    """What, who and to whom, where, when and how many: «Attaque à Diboli (Mali), 2 nov. 2025: …»."""
    return "; ".join(part for part in (first_part(event, w), *w.tolls(event)) if part)


def first_part(event: Event, w: Speech) -> str:
    what = capital(type_words(event.type, event.mode, w))
    where, when = where_words(event, w), when_words(event, w)
    place_time = ", ".join(part for part in (f"{what}{' ' if where else ''}{where}", when) if part)
    return (
        f"{place_time}{w.colon}{shorten(w.parties(event), LONGEST)}" if event.actors or event.recipients else place_time
    )


def where_words(event: Event, w: Speech) -> str:
    """«à Diboli (Mali)», «in Kayes region», «in Mali»; the bare words where nobody knows the place."""
    where = event.where
    if where is None:
        return w._("at “{place}” (not located)").format(place=event.place) if event.place else ""
    if where.level == "country":
        return w._("in {country}").format(country=w.country(where.country or where.name))
    words = w._("in the region of {place}") if where.level == "region" else w._("at {place}")
    return words.format(place=named_place(where, w))


def named_place(where: Place, w: Speech) -> str:
    return f"{where.name} ({w.country(where.country)})" if where.country else where.name


def when_words(event: Event, w: Speech) -> str:
    return w.when(event) if event.when or event.series else w._("date not said")


def verdict(event: Event, rows: tuple[FieldRow, ...], w: Speech) -> str:
    """Do those who tell it agree?"""
    disputed = [row.name for row in rows if row.disputed]
    if len(event.articles) < 2:
        return w._("One article tells of it: nothing yet to hold it against.")
    if disputed:
        return w._("The reports differ on: {fields}.").format(fields=w.listed(disputed))
    differing = [row.name for row in rows if row.differs]
    if differing:
        words = w._("No contradiction; more or less precise, or of another scope: {fields}.")
        return words.format(fields=w.listed(differing))
    return w._("The reports agree in all that several of them say.")
