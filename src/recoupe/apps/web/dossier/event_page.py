"""The dossier of an event as values: everything its page shows, from what is stored."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from markupsafe import Markup

from recoupe.api import Desk
from recoupe.apps.reason_words import in_reader_words
from recoupe.apps.web.deciding.notices import Choice
from recoupe.apps.web.dossier.columns import (
    ColumnPage,
    article_name,
    choose_reports,
    make_columns,
    moment_words,
    ranked_groups,
)
from recoupe.apps.web.dossier.curtain import OPEN, Curtain, draw_curtain
from recoupe.apps.web.dossier.derivation import DRAWN, Derivation, make_derivation
from recoupe.apps.web.dossier.event_map import draw_event_map
from recoupe.apps.web.dossier.field_rows import FieldRow, make_rows
from recoupe.apps.web.dossier.history import PastDecision, find_history
from recoupe.apps.web.dossier.invention import Invention, tell_invention
from recoupe.apps.web.dossier.report_times import draw_times
from recoupe.apps.web.dossier.telling import headline, verdict
from recoupe.apps.web.speech import Speech
from recoupe.boards.claims import Claim, find_claims
from recoupe.knowledge.borders import load_borders
from recoupe.knowledge.gazetteer import Gazetteer
from recoupe.knowledge.situations import corridor_places
from recoupe.model import Article, Event, Reading, Report, Situation
from recoupe.rebuilding import decision_states
from recoupe.recoup.reasons import merge_reasons
from recoupe.share.withhold import shorten

RELATED = 12
LOOKED_AT = 6  # reports of an event by whose articles is judged what is held back
NEIGHBOURS = 6  # events of the same articles that are offered for merging
CROWD = 60  # reports of an event beyond which its neighbours are not looked for


@dataclass(frozen=True, slots=True)
class Related:
    id: str
    headline: str
    relation: str


@dataclass(frozen=True, slots=True)
class Dossier:
    """Everything the page of an event shows. `event` is what may be shown of it."""

    event: Event
    headline: str
    verdict: str
    page: ColumnPage
    rows: tuple[FieldRow, ...]
    together: dict[str, tuple[str, ...]]
    derivation: Derivation
    grade_why: str
    map: Markup | None
    times: list[Markup]
    related: tuple[Related, ...]
    history: tuple[PastDecision, ...]
    outlets: tuple[str, ...]
    articles: tuple[Choice, ...]
    corridors: dict[str, str]
    invention: Invention
    claims: tuple[Claim, ...]
    curtain: Curtain

    @property
    def disputed(self) -> bool:
        return any(row.disputed for row in self.rows)

    @property
    def confirmed(self) -> bool:
        """Two established origins say something alike, and none is contradicted."""
        return not self.disputed and any(row.label == "agreed" and row.field != "status" for row in self.rows)


@dataclass(frozen=True, slots=True)
class Around:
    """What a dossier is made with, beside the event."""

    desk: Desk
    situation: Situation
    w: Speech
    public: bool
    now: datetime
    places: Gazetteer


def make_dossier(event: Event, page: int, around: Around) -> Dossier:
    """Reads the articles whose reports are shown and those of the tree, never all of a crowded event."""
    w, store = around.w, around.desk.store
    chosen = choose_reports(event, page)
    seen = (*chosen.reports, *event.reports[: LOOKED_AT * around.public])  # the first give the event its values
    readings = load_readings(around.desk, seen)
    articles = {name: r.article for name, r in readings.items()} | load_heads(around.desk, event, readings)
    curtain = draw_curtain(event, seen, readings, around.now) if around.public else OPEN
    shown = curtain.event(event)
    columns = make_columns(shown, chosen, articles)
    rows = make_rows(shown, columns.columns, w, curtain)
    invention = tell_invention(event, articles, w)
    told = [r.article for r in shown.reports if r.article in articles]
    return Dossier(
        shown,
        curtain.words(headline(shown, w)),
        verdict(shown, rows, w),
        columns,
        rows,
        put_together(event, chosen.reports, readings, w, curtain),
        make_derivation(shown, store.origins_among(told), articles, ranked_groups(shown), w, curtain),
        curtain.words(in_reader_words(shown.grade.why, w.language)) if shown.grade else "",
        None if curtain.hidden else draw_map(shown, around, invention.stamp),
        draw_times(shown, columns.columns, w, curtain),
        find_related(shown, around),
        load_history(event, articles, around) if not around.public else (),
        tuple(dict.fromkeys(a.outlet for a in articles.values() if a.outlet)),
        tuple(Choice(name, dated_name(a, name, w)) for name, a in articles.items()),
        {c.id: c.name for c in around.situation.corridors},
        invention,
        find_claims(event, readings),
        curtain,
    )


def load_readings(desk: Desk, reports: Sequence[Report]) -> dict[str, Reading]:
    return {r.article.id: r for r in desk.readings(list(dict.fromkeys(r.article for r in reports)))}


def load_heads(desk: Desk, event: Event, known: dict[str, Reading]) -> dict[str, Article]:
    """Articles for the derivation tree: the first of each origin, as many as are drawn."""
    named = [article for group in ranked_groups(event) for article in group][:DRAWN]
    return {r.article.id: r.article for r in desk.readings([name for name in named if name not in known])}


def put_together(
    event: Event, chosen: Sequence[Report], readings: dict[str, Reading], w: Speech, curtain: Curtain
) -> dict[str, tuple[str, ...]]:
    """For each report shown, why it tells of the same event as the first of them."""
    if len(chosen) < 2:
        return {}
    reasons = merge_reasons(replace(event, reports=tuple(chosen)), readings.values())
    return {
        name: tuple(curtain.words(in_reader_words(why, w.language)) for why in told) for name, told in reasons.items()
    }


def draw_map(event: Event, around: Around, stamp: str) -> Markup | None:
    situation = around.situation
    stops = {c.id: corridor_places(situation, c, around.places) for c in situation.corridors}
    return draw_event_map(event, situation, load_borders(), stops, around.w, stamp)


def find_related(event: Event, around: Around) -> tuple[Related, ...]:
    """Events that belong with this one, in words; those that are gone are left out."""
    found = []
    for name, relation in event.related[:RELATED]:
        other = around.desk.event(name)
        if other is not None:
            curtain = draw_first(other, around)
            words = curtain.words(headline(curtain.event(other), around.w))
            found.append(Related(other.id, words, in_reader_words(relation, around.w.language)))
    return tuple(found)


def draw_first(event: Event, around: Around) -> Curtain:
    """For a line about an event: by its first reports."""
    if not around.public:
        return OPEN
    first = event.reports[:LOOKED_AT]
    return draw_curtain(event, first, load_readings(around.desk, first), around.now)


def load_history(event: Event, articles: dict[str, Article], around: Around) -> tuple[PastDecision, ...]:
    targets = history_targets(event, articles)
    return find_history(decision_states(around.desk.store, targets), targets, around.w)


def history_targets(event: Event, articles: dict[str, Article]) -> list[str]:
    """Ids under which decisions speak of this event."""
    outlets = [a.outlet for a in articles.values() if a.outlet]
    return [event.id, *event.former_ids, *(r.id for r in event.reports), *event.articles, *outlets]


def merge_choices(dossier: Dossier, desk: Desk, w: Speech) -> list[Choice]:
    """Events that may be the same: related ones, then others that the same articles tell."""
    found = {r.id: r.headline for r in dossier.related}
    for column in dossier.page.columns if len(dossier.event.reports) <= CROWD else ():
        for other in desk.events(article=[column.report.article]).first(NEIGHBOURS):
            if other.id != dossier.event.id and other.type == dossier.event.type:
                found.setdefault(other.id, headline(other, w))
    return [Choice(name, shorten(words, 120)) for name, words in list(found.items())[: 2 * NEIGHBOURS]]


def dated_name(article: Article | None, name: str, w: Speech) -> str:
    """An article in a list to choose from."""
    return ", ".join(part for part in (article_name(article, name), moment_words(article, w)) if part)


def split_choices(dossier: Dossier, w: Speech) -> list[Choice]:
    return [Choice(c.report.id, dated_name(c.article, c.report.article, w)) for c in dossier.page.columns]
