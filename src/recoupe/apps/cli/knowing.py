"""Knowledge for one run, as the options want it."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from typing import TYPE_CHECKING

import click

from recoupe import __version__
from recoupe.apps.cli.problem_words import in_words

if TYPE_CHECKING:
    from recoupe.knowledge.bundle import Knowledge
    from recoupe.model import Situation

DATA = (".yml", ".yaml", ".toml", ".tsv", ".csv", ".npz", ".json", ".gz")


def make_knowledge(situation: str | None, no_imports: bool) -> Knowledge:
    """Gazetteer, actors and situation; raises UsageError for a situation nobody knows."""
    from recoupe.knowledge.bundle import Knowledge
    from recoupe.knowledge.gazetteer import load_gazetteer

    gazetteer = load_gazetteer(imports=not no_imports)
    return Knowledge(gazetteer=gazetteer, situation=find_situation(situation) if situation else None)


def find_situation(name: str) -> Situation:
    """The situation of that name or file; raises UsageError that says what is wrong with it."""
    from recoupe.knowledge.loader import KnowledgeError
    from recoupe.knowledge.situations import load_situation

    try:
        return load_situation(name)
    except KnowledgeError as error:
        raise click.UsageError(in_words(str(error))) from error


@lru_cache(maxsize=1)
def knowledge_digest() -> str:
    """Tells whether a stored reading was made by the rules of today."""
    from recoupe.knowledge.loader import HOME

    digest = hashlib.blake2b(__version__.encode(), digest_size=12)
    models = HOME.parent / "coding"
    for path in sorted(p for folder in (HOME, models) for p in folder.rglob("*") if p.suffix in DATA):
        digest.update(path.relative_to(HOME.parent).as_posix().encode() + path.read_bytes())
    return digest.hexdigest()
