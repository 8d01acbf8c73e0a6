"""Cross-checks a database anew after a change, and tells which decisions no longer fit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from recoupe.apps.cli.knowing import find_situation, knowledge_digest, make_knowledge
from recoupe.apps.cli.problem_words import in_words
from recoupe.apps.cli.telling import Teller
from recoupe.apps.i18n import _

if TYPE_CHECKING:
    from recoupe.knowledge.bundle import Knowledge
    from recoupe.store import Store
    from recoupe.store.decisions import Unfit
    from recoupe.store.rebuild import Rebuilt


def knowledge_of(store: Store, situation: str | None, no_imports: bool) -> Knowledge:
    """Knowledge for this database: in the situation that is named now, else in the one it remembers."""
    from recoupe.rebuilding import REMEMBERED, SITUATION, remember_situation

    if situation is not None:
        remember_situation(store, find_situation(situation))
    return make_knowledge(store.setting(REMEMBERED) or SITUATION, no_imports)


def rebuild_stored(store: Store, known: Knowledge, teller: Teller, whole: bool = False) -> Rebuilt:
    """Origins, events and checks brought up to date (`whole`: all anew), with every decision in its place."""
    from recoupe.model import Problem
    from recoupe.rebuilding import rebuild_picture

    built = rebuild_picture(store, known, knowledge_digest(), whole)
    for unfit in built.unfit:
        teller.tell(Problem("decisions", unfit_words(unfit), store.where))
    return built


def unfit_words(unfit: Unfit) -> str:
    return _("decision {id} no longer fits: {why}").format(id=unfit.decision.id, why=in_words(unfit.why))
