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
    return w.semicolon.join(part for part in (first_part(event, w), *w.tolls(event)) if part)


def first_part(event: Event, w: Speech) -> str:
    what = capital(type_words(event.type, event.mode, w)) + w.not_happened(event)
    where = where_words(event, w)
    told = ", ".join((f"{what} {where}" if where else what, when_words(event, w)))
    return f"{told}{w.colon}{shorten(parties(event, w), LONGEST)}" if event.actors or event.recipients else told


def parties(event: Event, w: Speech) -> str:
    """Who → to whom; who is not named is said so."""
    if event.recipients and not event.actors:
        return w._("author not named → {recipients}").format(recipients=w.side(event.recipients))
    return w.parties(event)


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
    """Do those who tell it agree, and are they more than one?"""
    if len(event.articles) < 2:
        return w._("One article tells of it: nothing yet to hold it against.")
    return " ".join(filter(None, (origin_words(event, w), agreement_words(event, rows, w))))


def origin_words(event: Event, w: Speech) -> str:
    """That nothing confirms it, where not even two origins are established; else nothing."""
    if event.independent > 1:
        return ""
    if len(event.origins) < 2:
        return w._("Only one origin tells it: nothing confirms it.")
    if event.independent:
        return w._("Only one of its origins is established: nothing confirms it for certain.")
    return w._("None of its origins is established: nothing confirms it for certain.")


def agreement_words(event: Event, rows: tuple[FieldRow, ...], w: Speech) -> str:
    """Where the reports contradict each other, else where they differ, else what several origins say alike."""
    disputed = [row.name for row in rows if row.disputed]
    if disputed:
        return w._("The reports contradict each other on: {fields}.").format(fields=w.listed(disputed))
    differing = [f"{row.name} ({row.explained.label})" for row in rows if row.differs and row.explained]
    if event.independent < 2:
        return w._("Its articles differ on: {fields}.").format(fields=w.listed(differing)) if differing else ""
    agreed = [row.name for row in rows if row.label == "agreed" and row.field != "status"]
    found = [w._("No contradiction.")]
    found += [w._("Several origins say alike: {fields}.").format(fields=w.listed(agreed))] if agreed else []
    found += [w._("They differ on: {fields}.").format(fields=w.listed(differing))] if differing else []
    return " ".join(found)
